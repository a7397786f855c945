"""What several changes have made of a document together, and which of them are to blame where that must not be."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pmctl.postmortem import layout
from pmctl.postmortem.excerpt import excerpt_around
from pmctl.postmortem.frontmatter import find_block, read_mapping
from pmctl.postmortem.layout import Splice
from pmctl.postmortem.problems import Problem
from pmctl.rules.model import FindingSeverity
from pmctl.rules.suppressing import ABOUT_SUPPRESSIONS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from pmctl.postmortem.model import Postmortem
    from pmctl.postmortem.nodes import Mapping, Value
    from pmctl.rules.model import Finding

_Path: TypeAlias = "tuple[str | int, ...]"
_Values: TypeAlias = "dict[_Path, str]"


class State(NamedTuple):
    """A document at some point.

    Attributes:
        document: as read.
        findings: all that is found in it.
        errors: those of them that count as errors.
    """

    document: Postmortem
    findings: tuple[Finding, ...]
    errors: tuple[Finding, ...]


class Change(NamedTuple):
    """What mends one finding."""

    finding: Finding
    splice: Splice


def blame(before: State, changes: Sequence[Change], after: State) -> frozenset[int] | None:
    """Return the indexes of the changes without which the others might do what they are meant to; None if all do.

    What cannot be told is an empty set.

    Args:
        before: the document.
        changes: in their order, apart from each other.
        after: what all of them together have made of it.
    """
    is_read = after.document.record is not None
    if is_read != (before.document.record is not None):
        # What could not be read has hidden what else is wrong.
        return None if is_read else frozenset()
    to_blame = _more_errors(before, changes, after)
    if not to_blame and any(change.finding.code in ABOUT_SUPPRESSIONS for change in changes):
        # A comment that nothing seemed to need hid something all the same.
        to_blame = _more_findings(before, changes, after)
    if to_blame:
        return to_blame
    return _not_the_sum(before, changes, after) if is_read and len(changes) > 1 else None


def _more_errors(before: State, changes: Sequence[Change], after: State) -> frozenset[int]:
    """Return the changes that bring more errors than the one that each may have mended."""
    mended = [change.finding.severity is FindingSeverity.ERROR for change in changes]
    if len(after.errors) <= len(before.errors) + sum(mended):
        return frozenset()
    lines, new_lines = _lines(before.document.text, changes)
    counts = Counter(_nearest(new_lines, finding) for finding in after.errors)
    counts.subtract(_nearest(lines, finding) for finding in before.errors)
    return frozenset(index for index, count in counts.items() if count > mended[index])


def _more_findings(before: State, changes: Sequence[Change], after: State) -> frozenset[int]:
    """Return the changes by which there are more findings of any rule."""
    counts = (Counter(finding.code for finding in state.findings) for state in (after, before))
    if not Counter.__sub__(*counts):
        return frozenset()
    lines, new_lines = _lines(before.document.text, changes)
    grown = Counter((_nearest(new_lines, finding), finding.code) for finding in after.findings)
    grown -= Counter((_nearest(lines, finding), finding.code) for finding in before.findings)
    return frozenset(index for index, _ in grown)


def _lines(text: str, changes: Iterable[Change]) -> tuple[list[int], list[int]]:
    """Return the line that each change begins on, before and after all of them."""
    lines, new_lines = [], []
    at, line, added = 0, 1, 0
    for change in changes:
        start, end, written = change.splice
        line += text.count("\n", at, start)
        lines.append(line)
        new_lines.append(line + added)
        added += written.count("\n") - text.count("\n", start, end)
        at = start
    return lines, new_lines


def _nearest(lines: Sequence[int], finding: Finding) -> int:
    """Return the index of the last change at or above a finding, or of the first."""
    return max(bisect_right(lines, finding.line) - 1, 0)


def _not_the_sum(before: State, changes: Sequence[Change], after: State) -> frozenset[int] | None:
    """Return the changes after which the front matter says something else than each makes it say; None if none does."""
    body = before.document.block.body if before.document.block else 0
    start = _values(before.document)
    expected = dict(start)
    touched: dict[_Path, list[int]] = {}
    for index, change in enumerate(changes):
        if change.splice.start < body:
            was, alone = _change_of_values(before.document.text, change.splice, start)
            gone = was.keys() - alone.keys()
            new = {path: value for path, value in alone.items() if was.get(path) != value}
            for path in gone:
                expected.pop(path, None)
            expected |= new
            for path in (*gone, *new):
                touched.setdefault(path, []).append(index)
    found = _values(after.document)
    if expected == found:
        return None
    differing = [path for path in expected.keys() | found.keys() if expected.get(path) != found.get(path)]
    concerned = [touched.get(path, []) for path in differing]
    # Where several change one thing, the first may do so.
    later = frozenset(index for indexes in concerned for index in indexes[1:])
    return later or frozenset(index for indexes in concerned for index in indexes)


def _change_of_values(text: str, splice: Splice, values: _Values) -> tuple[_Values, _Values]:
    """Return what the front matter says before and after a change, as far as the change may reach."""
    part = excerpt_around(text, splice.start, splice.end)
    if part is not None:
        shift = part.head - part.start
        was = _moved(_values_of(part.text), part.first)
        inner = Splice(splice.start + shift, splice.end + shift, splice.text)
        alone = _moved(_values_of(layout.apply(part.text, [inner])), part.first)
        if _actions(was) == _actions(alone):
            return was, alone
    return values, _values_of(layout.apply(text, [splice]))


def _actions(values: Collection[_Path]) -> set[object]:
    return {path[1] for path in values if len(path) > 1}


def _moved(values: _Values, first: int) -> _Values:
    """Return the values of an excerpt by the paths that they have in the whole document."""
    return {
        (path[0], path[1] + first, *path[2:]) if len(path) > 1 and isinstance(path[1], int) else path: value
        for path, value in values.items()
    }


def _values(document: Postmortem) -> _Values:
    """Return each value of the front matter by the keys and indexes that lead to it; none if it cannot be read."""
    return dict(_leaves(document.record.fields.value, ())) if document.record else {}


@lru_cache(maxsize=2)
def _values_of(text: str) -> _Values:
    """Return the same for a text; several changes are made in one action after the other."""
    mapping: Mapping | None = None
    block = find_block(text)
    if not isinstance(block, Problem):
        mapping, _ = read_mapping(text, start=block.start, end=block.end, line=block.line)
    return dict(_leaves(mapping.value, ())) if mapping else {}


def _leaves(value: Value, path: _Path) -> Iterator[tuple[_Path, str]]:
    if isinstance(value, dict):
        inner: Iterable[tuple[str | int, Value]] = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    else:
        inner = ()
    if not value or not isinstance(value, dict | list):
        yield path, repr(value)
    for step, item in inner:
        yield from _leaves(item, (*path, step))
