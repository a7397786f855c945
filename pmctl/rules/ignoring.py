"""A finding that is meant to be: the comment that says so, put where it counts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from pmctl.postmortem.parse import parse
from pmctl.postmortem.suppressions import read_suppressions
from pmctl.rules.engine import check_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pmctl.postmortem.blocks import BlockKind
    from pmctl.postmortem.model import Postmortem
    from pmctl.rules.model import Context, Finding, Rule
    from pmctl.rules.selection import RuleSettings

_DIVISIBLE: Final = frozenset({"paragraph", "list", "table", "quote"})
"""Blocks that a comment on a line of its own would part in two."""


def ignore(
    document: Postmortem, finding: Finding, rules: Sequence[Rule], settings: RuleSettings, context: Context
) -> str | None:
    """Return the text of a document with a comment that suppresses a finding of it, and nothing else than its rule.

    Args:
        document: as read.
        finding: one of its own.
        rules: those that run.
        settings: as for a check.
        context: as for a check.

    Returns:
        the whole text; None if no comment would do, or if one would change what the document says or what else is
        found in it.
    """

    def codes(checked: Postmortem) -> Counter[str]:
        return Counter(found.code for found in check_document(checked, rules, settings, context))

    before = codes(document)
    for text in _ways(document, finding):
        commented = parse(text, document.path, context.conventions)
        if _fields(commented) == _fields(document):
            after = codes(commented)
            if not after - before and set(before - after) == {finding.code}:
                return text
    return None


def _fields(document: Postmortem) -> object:
    return document.record.fields.value if document.record else None


def _ways(document: Postmortem, finding: Finding) -> Iterator[str]:
    """Yield the text with the comment at each place where it could stand, the best first."""
    text, block = document.text, document.block
    last_line = finding.last_line or finding.line
    of_line = read_suppressions(document).of_line
    for comment in (comment for line in sorted({finding.line, last_line}) for comment in of_line.get(line, ())):
        if comment.selectors:
            yield f"{text[: comment.inside[1]]}, {finding.code}{text[comment.inside[1] :]}"
    lines = text.split("\n")
    line = lines[last_line - 1] if last_line <= len(lines) else ""
    start = sum(map(len, lines[: last_line - 1])) + last_line - 1
    end = start + len(line.rstrip())
    ending = "\r\n" if line.endswith("\r") else "\n"
    order = f"pmctl: ignore[{finding.code}]"
    if block and finding.line == 1:
        yield f"{text[: block.start]}# {order}{ending}{text[block.start :]}"
    elif block and finding.line < block.body_line:
        yield f"{text[:end]}  # {order}{text[end:]}"
    else:
        kind = next((one.kind for one in document.blocks if one.line <= last_line <= one.end_line), None)
        at = start + _end_inside(line.rstrip(), kind)
        inside = f"{text[:at]} <!-- {order} -->{text[at:]}"
        above = f"{text[:start]}<!-- {order} -->{ending}{text[start:]}"
        yield from (inside,) if kind in _DIVISIBLE else (above, inside) if kind == "heading" else (inside, above)


def _end_inside(line: str, kind: BlockKind | None) -> int:
    """Return behind how many characters of a line a comment ends it: in its last cell, and before a hard line break."""
    last = "|" if kind == "table" else "\\"
    if line.endswith(last) and not line.endswith(f"\\{last}"):
        return len(line[:-1].rstrip())
    return len(line)
