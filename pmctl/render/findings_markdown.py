"""Findings as Markdown: for a comment, or for the summary of a CI job."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from pmctl.render.finding_words import worst_first
from pmctl.render.findings_summary import summary_text
from pmctl.render.safe import markdown_table, markdown_text, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmctl.rules.model import Finding


_MENTION = re.compile(r"@(?=\w)")
_LINES_ABOVE = 3
"""Above the first row of the table: the empty line before it, the titles, and the line below them."""


def findings_markdown(findings: Sequence[Finding], files: int, said: str = "") -> str:
    """Return a heading, a sentence and a table, the worst first. `said` takes the place of the sentence."""
    return _head(findings, files, said) + "".join(_table(findings))


def job_summary(findings: Sequence[Finding], files: int, room: int, said: str = "") -> str:
    """Return as much of the Markdown as fits in `room` bytes, and how many findings are left out."""
    head, lines = _head(findings, files, said), _table(findings)
    whole = head + "".join(lines)
    if _size(whole) <= room:
        return whole
    room -= _size(head + _rest(len(findings)))
    if room < 0:
        return ""
    fitting = sum(size <= room for size in accumulate(map(_size, lines)))
    if fitting <= _LINES_ABOVE:
        return head + _rest(len(findings))
    return head + "".join(lines[:fitting]) + _rest(len(lines) - fitting)


def _head(findings: Sequence[Finding], files: int, said: str) -> str:
    return f"### pmctl check\n\n{_words(said) if said else summary_text(findings, files)}\n"


def _rest(number: int) -> str:
    return f"\n{plural(number, 'more finding')} in the log of this step.\n"


def _table(findings: Sequence[Finding]) -> list[str]:
    """Return the lines of the table, with an empty one before it."""
    if not findings:
        return []
    cells = (
        (
            finding.severity.value,
            _words(f"{finding.path}:{finding.line}"),
            f"**{finding.code}** {_words(finding.message)}",
            _words(finding.help),
        )
        for finding in worst_first(findings)
    )
    return ["\n", *markdown_table(("Severity", "Place", "Finding", "How to mend it"), cells).splitlines(keepends=True)]


def _size(text: str) -> int:
    return len(text.encode())


def _words(text: str) -> str:
    """Return text that shows as it is. An empty comment keeps a service from calling whoever has such a name."""
    return _MENTION.sub("@<!-- -->", markdown_text(text))
