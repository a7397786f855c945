"""Front matter that is no YAML: what is wrong with it, said for the person who wrote it."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.problems import Problem, ProblemKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import yaml

    from pmctl.postmortem.yaml_values import Mistake

_NEVER_CLOSED = lazy_pattern(r"end of (?:the )?stream|expected ',' or '[\]}]'")


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


def give_up(error: yaml.MarkedYAMLError, source: str, line: int) -> Problem:
    """Say where libyaml gave up on a block, and why, which it says badly.

    Args:
        error: libyaml's.
        source: the block.
        line: the number of its first line.
    """
    said = error.problem or error.context or "it cannot be read"
    # What is never closed is noticed far behind the place where it begins, which is the one to mend.
    begins = _NEVER_CLOSED.search(said) or "expected ':'" in said
    mark = (error.context_mark if begins else None) or error.problem_mark or error.context_mark
    before = source[: mark.index] if mark else ""
    column = len(before) - before.rfind("\n")
    return invalid(f"the front matter is not valid YAML: {said}", _line_of(mark, source) + line, column, _advice(said))


def name_mistakes(
    problems: tuple[Problem, ...], source: str, line: int, read: Callable[[str], tuple[Problem, ...]]
) -> tuple[Problem, ...]:
    """Return everything that is wrong with a block that cannot be read, and not only the first thing.

    Args:
        problems: what keeps it from being read.
        source: the block.
        line: the number of its first line.
        read: returns the problems of another block that begins there.
    """
    from pmctl.postmortem.yaml_lines import find_mistakes, without  # noqa: PLC0415 - most documents can be read

    mistakes = find_mistakes(source)
    if not mistakes:
        return problems
    others = read(without(mistakes, source))
    starts = [0, *(found.end() for found in re.finditer("\n", source))]
    named = [_named(mistake, starts, line) for mistake in mistakes]
    if others[:1] == problems[:1]:  # whatever stands above can be read
        named = [problem for problem in named if problem.line >= problems[0].line]
    lines = {problem.line for problem in named}
    found = (*named, *(problem for problem in others if problem.line not in lines))
    return tuple(sorted(found, key=lambda problem: (problem.line, problem.column)))


def _named(mistake: Mistake, starts: Sequence[int], line: int) -> Problem:
    above = bisect_right(starts, mistake.start) - 1
    column = mistake.start - starts[above] + 1
    return Problem(
        kind=ProblemKind.INVALID_YAML,
        message=mistake.message,
        line=above + line,
        column=column,
        end_column=column + mistake.end - mistake.start,
        help=mistake.help,
    )


def _line_of(mark: Any, source: str) -> int:
    """Count the lines above a mark as editors do; YAML knows more line breaks."""
    return source.count("\n", 0, mark.index) if mark else 0


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
