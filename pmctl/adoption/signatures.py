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
_LONGEST: Final = 160


def find_signature(blocks: Sequence[Block], known: Known) -> list[Label]:
    """Return the author whom the last line names, if it does nothing else; below a quotation that is its source."""
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
        names = known.names(said)
    if not names:
        return []
    line = last[-1].line
    return [Label(field="authors", label="", text=", ".join(names), items=names, line=line, source="text")]


def lines_of_commit(block: Block) -> Iterable[int]:
    """Return the lines that git shows of a commit: neither its author nor its date is the document's."""
    return range(block.line, block.end_line + 1) if block.kind == "paragraph" and _COMMIT.search(block.text) else ()
