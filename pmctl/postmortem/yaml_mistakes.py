"""Front matter that is no YAML: what is wrong with it, said for the person who wrote it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.problems import Problem, ProblemKind

if TYPE_CHECKING:
    import yaml

_RESERVED_START = lazy_pattern(
    r"""^\s*(?:-\s+)?(?:(?P<key>[\w.-]+)\s*:\s+|-\s+)(?P<value>[@`%][^#\r\n]*)(?:(?<=\s)\#.*)?\r?$"""
)
_COLON_INSIDE = lazy_pattern(
    r"""^\s*(?:-\s+)?(?P<key>[\w.-]+)\s*:\s+(?P<value>(?!["'\[{|>&*!#\s])[^\r\n]*?:(?:\s[^\r\n]*)?)\r?$"""
)
_COMMENT = lazy_pattern(r"\s#(?:\s|$)")
_TAB_INDENT = lazy_pattern(r"^ *\t\s*\S")
_NEVER_CLOSED = lazy_pattern(r"end of (?:the )?stream|expected ',' or '[\]}]'")
_IN_FLOW = lazy_pattern(r"[\[{,]\s*(?P<value>@[\w./-]+)")
_SWALLOWED = lazy_pattern(r"[^\n]*?[ \t](?P<comment>#[^\n]*[\]}][^\n]*)")
_LONGEST_LINE = 1000
"""Longer lines are not searched for a mistake: nobody wrote them by hand."""


class Unquoted(NamedTuple):
    """A value on a line that needs quotes: its `key`, None for an item of a list, and the column where it begins."""

    key: str | None
    value: str
    column: int
    reason: str


def find_unquoted(text: str) -> Unquoted | None:
    """Find the first value of a line that YAML cannot read without quotes; its comment is not part of it."""
    for pattern in (_RESERVED_START, _COLON_INSIDE, _IN_FLOW):
        match = pattern.search(text) if len(text) <= _LONGEST_LINE else None
        value = _COMMENT.split(match["value"], maxsplit=1)[0].rstrip() if match else ""
        if match and (pattern is not _COLON_INSIDE or f"{value} ".find(": ") >= 0 or ":\t" in value):
            why = "contains `: `" if pattern is _COLON_INSIDE else f"starts with {value[0]}"
            return Unquoted(match.groupdict().get("key"), value, match.start("value") + 1, why)
    return None


def invalid(message: str, line: int, column: int, help_: str | None = None) -> Problem:
    """Return the problem of a block that cannot be read."""
    return Problem(kind=ProblemKind.INVALID_YAML, message=message, line=line, column=column, help=help_)


def unprintable(error: yaml.reader.ReaderError | UnicodeEncodeError, source: str, line: int) -> Problem:
    """Name the character that no YAML may hold, and where it stands."""
    found = re.search("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", source)
    at = found.start() if found else 0
    code = f"U+{ord(source[at]):04X}" if found else str(error.reason)
    column = at - (source.rfind("\n", 0, at) + 1) + 1
    return invalid(
        f"the character {code} is not allowed in YAML",
        source.count("\n", 0, at) + line, column, "Delete the character; it is usually invisible.",
    )  # fmt: skip


def diagnose(error: yaml.MarkedYAMLError, source: str, line: int) -> list[Problem]:
    """Say what is wrong with a block that libyaml gave up on, which it says badly and for the first mistake only.

    If it gave up where one of the usual mistakes is, all lines with such a mistake are named; else the place.

    Args:
        error: libyaml's.
        source: the block.
        line: the number of its first line.
    """
    said = error.problem or error.context or "it cannot be read"
    stopped = _line_of(error.problem_mark or error.context_mark, source) + line
    mistakes = [
        found for number, text in enumerate(source.split("\n"), line) if (found := _usual_mistake(text, number))
    ]
    if any(stopped - 1 <= mistake.line <= stopped for mistake in mistakes):
        return mistakes
    # What is never closed is noticed far behind the place where it begins, which is the one to mend.
    begins = _NEVER_CLOSED.search(said) or "expected ':'" in said
    mark = (error.context_mark if begins else None) or error.problem_mark or error.context_mark
    before = source[: mark.index] if mark else ""
    column = len(before) - before.rfind("\n")
    return [
        invalid(f"the front matter is not valid YAML: {said}", _line_of(mark, source) + line, column, _advice(said))
    ]


def _line_of(mark: Any, source: str) -> int:
    """Count the lines above a mark as editors do; YAML knows more line breaks."""
    return source.count("\n", 0, mark.index) if mark else 0


def _usual_mistake(text: str, number: int) -> Problem | None:
    if found := find_unquoted(text):
        quoted = '"' + found.value.replace("\\", "\\\\").replace('"', '\\"') + '"'
        return Problem(
            kind=ProblemKind.INVALID_YAML,
            message=f"a value that {found.reason} must be in quotes",
            line=number,
            column=found.column,
            end_column=found.column + len(found.value),
            help=f"Put it in quotes: {quoted}",
        )
    if len(text) <= _LONGEST_LINE and _TAB_INDENT.match(text):
        return invalid("a line is indented with a tab", number, 1, "Indent with spaces; YAML does not allow tabs.")
    return None


def _advice(said: str) -> str | None:
    if "expected <block end>" in said or "mapping values are not allowed" in said:
        return "Check the indentation of this line and of the one before it."
    if "expected ':'" in said:
        return "Write each line as `key: value`, and put text that goes on over several lines in quotes."
    if "expected key" in said or "cannot start any token" in said:
        return "Check the quotes on this line and on the ones before it, and the indentation."
    if _NEVER_CLOSED.search(said):
        return "A quote or a bracket is opened and never closed."
    return None
