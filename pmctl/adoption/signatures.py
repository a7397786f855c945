"""Who wrote a document, as its last line says: "— Mara Lind, SRE", "Written by Mara Lind on 2021-03-04"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pmctl.adoption.inline import LONGEST, plain
from pmctl.adoption.model import Label
from pmctl.adoption.titled_days import start_of_day_behind
from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pmctl.adoption.stated_people import Known
    from pmctl.postmortem.markdown import Block

_DASH: Final = lazy_pattern(r"(?:[—–]\s?|--\s)(?=\S)")
_COMMIT: Final = lazy_pattern(r"^[ \t>]{0,4}commit [0-9a-f]{7,40}\b", re.MULTILINE)
_ENDS: Final = lazy_pattern(r"[.!?。](?:\s|$)")
_REGARDS: Final = lazy_pattern(
    r"(?:(?:(?:with\s+)?(?:best|kind|warm|many)\s+)?(?:regards|wishes)|best(?=\s*,)|cheers|sincerely(?:\s+yours)?|yours(?:\s+sincerely)?"
    r"|(?:viele|beste|liebe|herzliche|schöne)\s+grüße|mit\s+freundlichen\s+grüßen|grüße|(?:bien\s+)?cordialement"
    r"|(?:un\s+)?saludos?|atentamente|cumprimentos|(?:cordiali\s+)?saluti|(?:met\s+)?vriendelijke\s+groet(?:en)?"
    r"|(?:med\s+)?(?:vennlige?|vänlig|venlig)\s+hils(?:en|ning)|hilsen|hälsningar|mvh)(?:\s*,\s*|\s*$)",
    re.IGNORECASE,
)
_DEAR: Final = lazy_pattern(
    r"[\s>*_]{0,8}(?:dear|hi|hello|hey|to\s+our|sehr\s+geehrte|liebe|hallo|guten|bonjour|cher|chère|hola|estimad\w+|olá|kjære|hei"
    r"|hej|beste|geachte|ciao|gentil\w*)(?!\w)",
    re.IGNORECASE,
)
_LONGEST: Final = 160
_MOST_LINES: Final = 4
_NEAR: Final = 4
_OPENING: Final = 3


def find_signature(blocks: Sequence[Block], known: Known) -> list[Label]:
    """Return the author whom the last line names, if it does nothing else; below a quotation that is its source."""
    if names := _of_letter(blocks, known):
        return [
            Label(field="authors", label="", text=", ".join(names), items=names, line=blocks[-1].line, source="text")
        ]
    last = [block for block in blocks if block.kind not in {"comment", "rule"}][-2:]
    if not last or last[-1].kind != "paragraph" or "\n" in last[-1].text or len(last[-1].text) > _LONGEST:
        return []
    text = plain(last[-1].text, longest=LONGEST).strip().rstrip(".")
    dash = _DASH.match(text)
    said = text[dash.end() :] if dash else text
    day = start_of_day_behind(said)
    said = said[:day] if day else said
    stated = known.stated(said)
    names = stated.names if stated and stated.field == "authors" and stated.label.casefold() != "by" else ()
    if dash and not stated and last[0].kind != "quote" and "team" not in said.casefold():
        names = known.names(said) or known.described_names(said)
    if not dash and not names:
        names = () if _ENDS.search(text) else known.described(text)
    if not names:
        return []
    line = last[-1].line
    return [Label(field="authors", label="", text=", ".join(names), items=names, line=line, source="text")]


def _of_letter(blocks: Sequence[Block], known: Known) -> tuple[str, ...]:
    """Who ends the document as a letter is ended: "Regards, Mara Lind"; nobody if it may be a letter that it quotes."""
    last = blocks[-2:]
    if (
        not last
        or any(block.kind not in {"paragraph", "list", "table"} for block in last)
        or len(last[-1].text) > _LONGEST
    ):
        return ()
    if any(block.kind in {"quote", "code"} for block in blocks[-_NEAR:]) or _is_letter(blocks):
        return ()
    lines = [line.strip() for line in last[-1].text.split("\n")]
    if len(last) > 1 and last[0].kind == "paragraph" and _REGARDS.fullmatch(last[0].text.strip()):
        lines.insert(0, last[0].text)
    closed = _REGARDS.match(plain(lines[0]))
    if closed is None or last[-1].kind != "paragraph" or len(lines) > _MOST_LINES:
        return ()
    said = plain(lines[0])[closed.end() :] or (plain(lines[1]) if len(lines) > 1 else "")
    day = start_of_day_behind(said)
    said = (said[:day] if day else said).strip(" ,.")
    return known.names(said) or known.described_names(said)


def _is_letter(blocks: Sequence[Block]) -> bool:
    """Whether a letter begins below the first blocks."""
    return any(block.kind == "paragraph" and _DEAR.match(block.text) for block in blocks[_OPENING:])


def lines_of_commit(block: Block) -> Iterable[int]:
    """Return the lines that git shows of a commit: neither its author nor its date is the document's."""
    return range(block.line, block.end_line + 1) if block.kind == "paragraph" and _COMMIT.search(block.text) else ()
