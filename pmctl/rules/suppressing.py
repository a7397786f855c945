"""Which findings of a document its suppressions rule out, and which of them rule out nothing."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pmctl.postmortem.suppressions import ORDERS
from pmctl.rules.selection import selects

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from pmctl.postmortem.suppressions import Selector, Suppression, Suppressions
    from pmctl.rules.model import Rule

_Key: TypeAlias = "tuple[int, int]"
"""A selector: the line and the column that it stands at."""
_Place: TypeAlias = "tuple[str, int | None]"
"""The code of a rule, and a line on which it finds something; None for the whole document."""

ABOUT_SUPPRESSIONS = frozenset({"PM901", "PM902"})
"""The rules that judge suppressions: they run after all others, and a comment cannot suppress them."""


class Unused(NamedTuple):
    """A suppression with selectors that are not needed; if any of them is doubled, others rule out what it does."""

    comment: Suppression
    selectors: tuple[Selector, ...]
    is_doubled: bool


class Suppressing:
    """The suppressions of one document at work. It knows which of them what was found has needed.

    Args:
        suppressions: of the document.
        ran: the codes of the rules that run over it and can find something.
    """

    def __init__(self, suppressions: Suppressions, ran: frozenset[str]) -> None:
        self._suppressions = suppressions
        self._lines = sorted(suppressions.of_line)
        self._ran = ran - ABOUT_SUPPRESSIONS
        self._hits: dict[_Place, tuple[_Key, ...]] = {}
        self._ruled_out: dict[tuple[_Place, ...], None] = {}
        self._has_run: dict[str, bool] = {}

    def rules_out(self, rule: Rule, line: int, last_line: int | None = None) -> bool:
        """Return whether a finding of `rule` on a line, or from there to the last one, is suppressed."""
        if rule.code in ABOUT_SUPPRESSIONS:
            return False
        more = self._lines[bisect_right(self._lines, line) : bisect_right(self._lines, last_line or line)]
        places = tuple((rule.code, at) for at in (None, line, *more) if self._hits_at(rule, at))
        if places:
            self._ruled_out[places] = None
        return bool(places)

    def _hits_at(self, rule: Rule, line: int | None) -> tuple[_Key, ...]:
        """Return which selectors of a line, or of the whole document for None, name a rule."""
        place = (rule.code, line)
        if place not in self._hits:
            self._hits[place] = tuple(
                _key(comment, selector)
                for comment in (self._suppressions.of_file if line is None else self._suppressions.for_line(line))
                for selector in comment.selectors
                if selects(selector.text, rule)
            )
        return self._hits[place]

    def unused(self, rules: Collection[Rule]) -> Iterator[Unused]:
        """Yield each suppression with those of its selectors that rule out nothing.

        Of several that rule out the same, the first are taken to be needed and the others not: without all that are
        yielded, every finding that is ruled out would still be. A selector is judged only if a rule that it names has
        run, and every one that is on by default.

        Args:
            rules: all that there are.
        """
        needed = _Needed(self._hits, self._ruled_out)
        found: list[Unused] = []
        for comment in reversed(self._suppressions.written):
            judged = [s for s in comment.selectors if comment.order in ORDERS and self._is_judged(s.text, rules)]
            unused = [s for s in reversed(judged) if needed.is_freed_of(_key(comment, s))][::-1]
            if unused:
                found.append(Unused(comment, tuple(unused), any(_key(comment, s) in needed.places for s in unused)))
        yield from reversed(found)

    def _is_judged(self, selector: str, rules: Collection[Rule]) -> bool:
        if selector not in self._has_run:
            named = [rule for rule in rules if selects(selector, rule)]
            expected = {rule.code for rule in named if rule.default} - ABOUT_SUPPRESSIONS
            judged = self._ran | ABOUT_SUPPRESSIONS
            self._has_run[selector] = expected <= self._ran and any(rule.code in judged for rule in named)
        return self._has_run[selector]


class _Needed:
    """The selectors that rule out what is found, as long as they are needed.

    Args:
        hits: those that name the rule of a place, by the place.
        ruled_out: of each finding that is ruled out, the places where selectors do that.
    """

    def __init__(self, hits: Mapping[_Place, tuple[_Key, ...]], ruled_out: Iterable[tuple[_Place, ...]]) -> None:
        self.places: dict[_Key, list[_Place]] = {}
        self._left = {place: set(keys) for place, keys in hits.items()}
        self._findings: dict[_Place, list[tuple[_Place, ...]]] = {}
        for finding in ruled_out:
            for place in finding:
                self._findings.setdefault(place, []).append(finding)
        for place in self._findings:
            for key in hits[place]:
                self.places.setdefault(key, []).append(place)

    def is_freed_of(self, key: _Key) -> bool:
        """Give up a selector if all that it rules out is ruled out by others that are left; return whether it is."""
        places = self.places.get(key, ())
        if not all(len(self._left[place]) > 1 or self._is_covered_beside(key, place) for place in places):
            return False
        for place in places:
            self._left[place].discard(key)
        return True

    def _is_covered_beside(self, key: _Key, place: _Place) -> bool:
        """Whether other selectors, at other places, rule out each finding that one does at a place."""
        return all(
            any(len(self._left[other]) > (key in self._left[other]) for other in finding)
            for finding in self._findings[place]
        )


def _key(comment: Suppression, selector: Selector) -> _Key:
    return comment.line, selector.column
