"""Findings mended: in rounds, until nothing more can be, and never at the price of another error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pmctl.postmortem import layout
from pmctl.postmortem.layout import Splice
from pmctl.postmortem.parse import parse
from pmctl.postmortem.yaml_text import EditError
from pmctl.rules.blame import Change, State, blame
from pmctl.rules.engine import check_document
from pmctl.rules.model import FindingSeverity
from pmctl.rules.suppressing import ABOUT_SUPPRESSIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pmctl.postmortem.model import Postmortem
    from pmctl.rules.model import Context, Finding, Fix, Rule
    from pmctl.rules.selection import RuleSettings

_MOST_ROUNDS = 100
"""Nobody's document needs ten. The bound is for fixes that undo each other, should there ever be two."""

_ABOUT_KEYS = "PM007"
"""What a misspelt key holds is asked for in vain under its right name, until it has that."""

_MOST_READ = 5_000_000
"""How many characters are read at most in vain, to find out which of many fixes cannot be made: a few seconds' worth.

Only thousands of fixes that would each bring an error are left alone without each having been tried by itself.
"""

_FEWEST_TRIES = 10
"""How often a document of any length is read in vain, however long it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mending:
    """What came of mending one document.

    Attributes:
        text: the whole document as it is now; what it was if nothing could be mended.
        mended: what was found and is no more, as it was found, in the order in which it was mended.
    """

    text: str
    mended: tuple[Finding, ...] = ()


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

    Each round mends what it can at once: keys before what is missing, the front matter before the body, which may hold
    what is made of it, and comments last, since what has been mended may need them. A round is kept only if the front
    matter can still be read, says what each of the fixes makes it say and nothing else, and if for each error that is
    gone at most one is new. Else it is made without the fixes that are to blame, and where that does not help, with
    half of them, and so on.

    Args:
        document: as read.
        rules: those that run. What others would find is left alone.
        settings: as for a check.
        context: as for a check.
        unsafe: whether fixes count that may change what the document means.
        leave: says of a finding whether it is to be left alone; None leaves none.
    """
    run = _Run(rules, settings, context, unsafe=unsafe, leave=leave, length=len(document.text))
    state = run.state_of(document)
    mended: list[Finding] = []
    for _ in range(_MOST_ROUNDS):
        done = run.next_state(state)
        if done is None:
            break
        state, kept = done
        mended += [change.finding for change in kept]
    return Mending(text=state.document.text, mended=tuple(mended))


class _Run:
    """One mending of one document: what it may do, and how much of it is left to be tried."""

    def __init__(
        self,
        rules: Sequence[Rule],
        settings: RuleSettings,
        context: Context,
        *,
        unsafe: bool,
        leave: Callable[[Finding], bool] | None,
        length: int,
    ) -> None:
        self._rules = rules
        self._settings = settings
        self._context = context
        self._unsafe = unsafe
        self._leave = leave
        self._left = max(_MOST_READ, _FEWEST_TRIES * length)

    def state_of(self, document: Postmortem) -> State:
        """Return the document with its findings; errors are those that the next round will not mend."""
        findings = tuple(check_document(document, self._rules, self._settings, self._context))
        soon = {finding.fingerprint for finding, _ in self._fixes(findings)}
        errors = (finding for finding in findings if finding.severity is FindingSeverity.ERROR)
        return State(document, findings, tuple(error for error in errors if error.fingerprint not in soon))

    def next_state(self, state: State) -> tuple[State, list[Change]] | None:
        """Return what comes of the next round, and the changes that were made in it; None if there is nothing left."""
        changes = [
            Change(finding, splice)
            for finding, fix in self._fixes(state.findings)
            if (splice := _splice_of(state.document.text, fix))
        ]
        return next(filter(None, (self._made(state, together) for together in _in_turn(state, changes))), None)

    def _made(self, before: State, changes: list[Change]) -> tuple[State, list[Change]] | None:
        """Return what comes of as many of the changes as can be made at once, with these; None if none can be."""
        attempt = _apart(changes)
        while len(attempt) > 1:
            after = self._after(before, attempt)
            to_blame = blame(before, attempt, after)
            if to_blame is None:
                return after, attempt
            self._left -= len(after.document.text)
            is_known = to_blame and self._left > 0
            attempt = [change for index, change in enumerate(attempt) if index not in to_blame] if is_known else []
        for part in _parts(changes):
            if self._left <= 0 and len(changes) > 1:
                break
            after = self._after(before, part)
            if blame(before, part, after) is None:
                return after, part
            self._left -= len(after.document.text)
        return None

    def _after(self, before: State, changes: Iterable[Change]) -> State:
        text = layout.apply(before.document.text, (change.splice for change in changes))
        return self.state_of(parse(text, before.document.path, self._context.conventions))

    def _fixes(self, findings: Iterable[Finding]) -> Iterator[tuple[Finding, Fix]]:
        for finding in findings:
            fix = finding.fix
            if fix and (fix.is_safe or self._unsafe) and not (self._leave and self._leave(finding)):
                yield finding, fix


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


def _in_turn(state: State, changes: Iterable[Change]) -> Iterator[list[Change]]:
    """Yield what is mended one after the other: keys, else the front matter, the body, comments that suppress."""
    body = state.document.block.body if state.document.block else 0
    turns: tuple[list[Change], ...] = ([], [], [], [])
    for change in changes:
        code = change.finding.code
        turn = 0 if code == _ABOUT_KEYS else 3 if code in ABOUT_SUPPRESSIONS else 1 + (change.splice.start >= body)
        turns[turn].append(change)
    yield from turns


def _apart(changes: Iterable[Change]) -> list[Change]:
    """Return as many changes as do not touch each other."""
    chosen: list[Change] = []
    for change in sorted(changes, key=lambda change: change.splice):
        if not chosen or chosen[-1].splice.end < change.splice.start:
            chosen.append(change)
    return chosen


def _parts(changes: list[Change]) -> Iterator[list[Change]]:
    """Yield the halves of all that can be made at once, their halves and so on; then each change by itself."""
    parts = [_apart(changes)]
    while parts := [half for part in parts for half in (part[: len(part) // 2], part[len(part) // 2 :]) if half[1:]]:
        yield from parts
    yield from ([change] for change in changes)
