"""A finding that is meant to be: the comment that says so, put where it counts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pmctl.postmortem.parse import parse
from pmctl.postmortem.suppressions import read_suppressions
from pmctl.rules.engine import check_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pmctl.postmortem.model import Postmortem
    from pmctl.rules.model import Context, Finding, Rule
    from pmctl.rules.selection import RuleSettings


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
    for comment in read_suppressions(document).of_line.get(finding.line, ()):
        if comment.selectors:
            yield f"{text[: comment.inside[1]]}, {finding.code}{text[comment.inside[1] :]}"
    lines = text.split("\n")
    start = sum(map(len, lines[: finding.line - 1])) + finding.line - 1
    line = lines[finding.line - 1] if finding.line <= len(lines) else ""
    end = start + len(line.rstrip())
    ending = "\r\n" if line.endswith("\r") else "\n"
    order = f"pmctl: ignore[{finding.code}]"
    if block and finding.line == 1:
        yield f"{text[: block.start]}# {order}{ending}{text[block.start :]}"
    elif block and finding.line < block.body_line:
        yield f"{text[:end]}  # {order}{text[end:]}"
    else:
        behind = f"{text[:end]} <!-- {order} -->{text[end:]}"
        before = f"{text[:start]}<!-- {order} -->{ending}{text[start:]}"
        yield from (before, behind) if line.startswith("#") else (behind, before)
