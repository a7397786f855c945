"""Findings mended: in rounds, until nothing more can be, and never at the price of another error."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pmctl.postmortem import layout
from pmctl.postmortem.excerpt import excerpt_around
from pmctl.postmortem.frontmatter import find_block, read_mapping
from pmctl.postmortem.layout import Splice
from pmctl.postmortem.parse import parse
from pmctl.postmortem.problems import Problem
from pmctl.postmortem.yaml_text import EditError
from pmctl.rules.engine import check_document
from pmctl.rules.model import FindingSeverity
from pmctl.rules.suppressing import ABOUT_SUPPRESSIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pmctl.postmortem.model import Postmortem
    from pmctl.postmortem.nodes import Value
    from pmctl.rules.model import Context, Finding, Fix, Rule
    from pmctl.rules.selection import RuleSettings

_Values: TypeAlias = "dict[tuple[str | int, ...], str]"

_MOST_ROUNDS = 100
"""Nobody's document needs ten. The bound is for fixes that undo each other, should there ever be two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mending:
    """What came of mending one document.

    Attributes:
        text: the whole document as it is now; what it was if nothing could be mended.
        mended: what was found and is no more, as it was found, in the order in which it was mended.
    """

    text: str
    mended: tuple[Finding, ...] = ()


class _State(NamedTuple):
    """A document at some point, with what is found in it."""

    document: Postmortem
    findings: tuple[Finding, ...]


class _Change(NamedTuple):
    """What mends one finding."""

    finding: Finding
    splice: Splice


def mend(
    document: Postmortem,
    rules: Sequence[Rule],
    settings: RuleSettings,
    context: Context,
    *,
    unsafe: bool = False,
    leave: Callable[[Finding], bool] | None = None,
) -> Mending:
    """Return `document` with everything mended that can be and is asked for.

    Each round mends what it can at once, the front matter before the body, which may hold what is made of it. A round
    is kept only if the front matter can still be read, says what each of the fixes makes it say and nothing else, and
    if for each error that is gone at most one is new. Else the first fix that can be kept is made alone.

    Args:
        document: as read.
        rules: those that run. What others would find is left alone.
        settings: as for a check.
        context: as for a check.
        unsafe: whether fixes count that may change what the document means.
        leave: says of a finding whether it is to be left alone; None leaves none.
    """
    run = _Run(rules, settings, context, unsafe, leave)
    state = run.state_of(document)
    mended: list[Finding] = []
    for _ in range(_MOST_ROUNDS):
        done = run.next_state(state, run.changes(state))
        if done is None:
            break
        state, kept = done
        mended += [change.finding for change in kept]
    return Mending(text=state.document.text, mended=tuple(mended))


class _Run(NamedTuple):
    """One mending of one document: what it may do."""

    rules: Sequence[Rule]
    settings: RuleSettings
    context: Context
    unsafe: bool
    leave: Callable[[Finding], bool] | None

    def state_of(self, document: Postmortem) -> _State:
        """Return the document with its findings."""
        return _State(document, tuple(check_document(document, self.rules, self.settings, self.context)))

    def changes(self, state: _State) -> list[_Change]:
        """Return what would mend each finding by itself; of the front matter alone, if there is anything in it."""
        found = [
            _Change(finding, splice)
            for finding, fix in self._fixes(state.findings)
            if (splice := _splice_of(state.document.text, fix))
        ]
        body = state.document.block.body if state.document.block else 0
        return [change for change in found if change.splice.start < body] or found

    def next_state(self, state: _State, changes: list[_Change]) -> tuple[_State, list[_Change]] | None:
        """Return what comes of as many of the changes as can be made at once, or else of the first that can be made."""
        for attempt in _attempts(changes):
            after = self._after(state, attempt)
            if after is not None:
                return after, attempt
        return None

    def _fixes(self, findings: Iterable[Finding]) -> Iterator[tuple[Finding, Fix]]:
        for finding in findings:
            fix = finding.fix
            if fix and (fix.is_safe or self.unsafe) and not (self.leave and self.leave(finding)):
                yield finding, fix

    def _after(self, before: _State, changes: Sequence[_Change]) -> _State | None:
        """Return what comes of the changes; None if it would be worse, or something else than what was asked for."""
        text = layout.apply(before.document.text, [change.splice for change in changes])
        after = self.state_of(parse(text, before.document.path, self.context.conventions))
        if before.document.record is None and after.document.record is not None:
            return after  # what could not be read has hidden what else is wrong
        if (after.document.record is None) != (before.document.record is None):
            return None
        mended = sum(change.finding.severity is FindingSeverity.ERROR for change in changes)
        if self._errors(after) > self._errors(before) + mended:
            return None
        if any(change.finding.code in ABOUT_SUPPRESSIONS for change in changes) and _has_more(after, before):
            return None  # a comment that nothing seemed to need hid something all the same
        return after if len(changes) == 1 or self._is_sum(before, changes, after) else None

    def _errors(self, state: _State) -> int:
        """Count the errors that the next round will not mend."""
        soon = {finding.fingerprint for finding, _ in self._fixes(state.findings)}
        return sum(f.severity is FindingSeverity.ERROR and f.fingerprint not in soon for f in state.findings)

    def _is_sum(self, before: _State, changes: Sequence[_Change], after: _State) -> bool:
        """Return whether the front matter says after all changes what each of them makes it say."""
        text = before.document.text
        body = before.document.block.body if before.document.block else 0
        start = _values(text)
        expected = dict(start)
        for change in changes:
            if change.splice.start < body:
                was, alone = _change_of_values(text, change.splice, start)
                for path in (path for path in was if path not in alone):
                    expected.pop(path, None)
                expected.update((path, value) for path, value in alone.items() if was.get(path) != value)
        return expected == _values(after.document.text)


def _has_more(after: _State, before: _State) -> bool:
    """Return whether there are more findings of any rule than before."""
    counts = (Counter(finding.code for finding in state.findings) for state in (after, before))
    return bool(Counter.__sub__(*counts))


def smallest_splice(before: str, after: str) -> Splice | None:
    """Return the smallest one change that makes `after` of `before`; None if they are equal."""
    if before == after:
        return None
    shorter = min(len(before), len(after))
    start = _common(shorter, lambda low, high: before[low:high] == after[low:high])
    rest = shorter - start
    end, new_end = len(before), len(after)
    behind = _common(rest, lambda low, high: before[end - high : end - low] == after[new_end - high : new_end - low])
    return Splice(start, end - behind, after[start : new_end - behind])


def _common(length: int, is_equal: Callable[[int, int], bool]) -> int:
    """Return how many of `length` characters are equal from the start, looking at each about twice."""
    low = 0
    while low < length:
        middle = (low + length + 1) // 2
        if is_equal(low, middle):
            low = middle
        else:
            length = middle - 1
    return low


def _splice_of(text: str, fix: Fix) -> Splice | None:
    try:
        return smallest_splice(text, fix.edit())
    except EditError:
        return None


def _apart(changes: Iterable[_Change]) -> list[_Change]:
    """Return as many changes as do not touch each other."""
    chosen: list[_Change] = []
    for change in sorted(changes, key=lambda change: change.splice):
        if not chosen or chosen[-1].splice.end < change.splice.start:
            chosen.append(change)
    return chosen


def _attempts(changes: list[_Change]) -> Iterator[list[_Change]]:
    """Yield what to try: all that can be made at once, its halves, their halves and so on; then each by itself."""
    parts = [_apart(changes)]
    while parts := [part for part in parts if len(part) > 1]:
        yield from parts
        parts = [half for part in parts for half in (part[: len(part) // 2], part[len(part) // 2 :])]
    yield from ([change] for change in changes)


def _change_of_values(text: str, splice: Splice, values: _Values) -> tuple[_Values, _Values]:
    """Return what the front matter says before and after a change, as far as the change may reach."""
    part = excerpt_around(text, splice.start, splice.end)
    if part is None:
        return values, _values(layout.apply(text, [splice]))
    shift = part.head - part.start
    inner = Splice(splice.start + shift, splice.end + shift, splice.text)
    return _moved(_values(part.text), part.first), _moved(_values(layout.apply(part.text, [inner])), part.first)


def _moved(values: _Values, first: int) -> _Values:
    """Return the values of an excerpt by the paths that they have in the whole document."""
    return {
        (path[0], path[1] + first, *path[2:]) if len(path) > 1 and isinstance(path[1], int) else path: value
        for path, value in values.items()
    }


def _values(text: str) -> _Values:
    """Return each value of the front matter by the keys and indexes that lead to it; none if it cannot be read."""
    block = find_block(text)
    if isinstance(block, Problem):
        return {}
    mapping, _ = read_mapping(text, start=block.start, end=block.end, line=block.line)
    return dict(_leaves(mapping.value, ())) if mapping else {}


def _leaves(value: Value, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
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
