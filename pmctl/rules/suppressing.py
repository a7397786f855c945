"""Which findings of a document its suppressions rule out, and which of them rule out nothing."""

from __future__ import annotations

from bisect import bisect_right
from functools import partial
from typing import TYPE_CHECKING

from pmctl.postmortem.suppressions import ORDERS
from pmctl.rules.selection import selects

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pmctl.postmortem.suppressions import Selector, Suppression, Suppressions
    from pmctl.rules.model import Rule

ABOUT_SUPPRESSIONS = frozenset({"PM901", "PM902"})
"""The rules that judge suppressions: they run after all others, and a comment cannot suppress them."""


class Suppressing:
    """The suppressions of one document at work. It knows which of them have ruled out a finding.

    Args:
        suppressions: of the document.
        ran: the codes of the rules that run over it and can find something.
    """

    def __init__(self, suppressions: Suppressions, ran: frozenset[str]) -> None:
        self._suppressions = suppressions
        self._lines = sorted(suppressions.of_line)
        self._ran = ran - ABOUT_SUPPRESSIONS
        self._known: dict[tuple[str, int | None], bool] = {}
        self._used: set[tuple[Suppression, Selector]] = set()
        self._has_run: dict[str, bool] = {}

    def rules_out(self, rule: Rule, line: int, last_line: int | None = None) -> bool:
        """Return whether a finding of `rule` on a line, or from there to the last one, is suppressed."""
        if rule.code in ABOUT_SUPPRESSIONS:
            return False
        more = self._lines[bisect_right(self._lines, line) : bisect_right(self._lines, last_line or line)]
        # All are asked, since all are used.
        return any(list(map(partial(self._has_hit, rule), (None, line, *more))))

    def _has_hit(self, rule: Rule, line: int | None) -> bool:
        """Return whether a suppression of a line, or of the whole document for None, names a rule."""
        place = (rule.code, line)
        if place not in self._known:
            hits = {
                (comment, selector)
                for comment in (self._suppressions.of_file if line is None else self._suppressions.for_line(line))
                for selector in comment.selectors
                if selects(selector.text, rule)
            }
            self._used |= hits
            self._known[place] = bool(hits)
        return self._known[place]

    def unused(self, rules: Collection[Rule]) -> Iterator[tuple[Suppression, tuple[Selector, ...]]]:
        """Yield each suppression with those of its selectors that have ruled out nothing.

        A selector is judged only if a rule that it names has run, and every one that is on by default.

        Args:
            rules: all that there are.
        """
        for comment in self._suppressions.written:
            unused = tuple(
                selector
                for selector in comment.selectors
                if comment.order in ORDERS
                and (comment, selector) not in self._used
                and self._is_judged(selector.text, rules)
            )
            if unused:
                yield comment, unused

    def _is_judged(self, selector: str, rules: Collection[Rule]) -> bool:
        if selector not in self._has_run:
            named = [rule for rule in rules if selects(selector, rule)]
            expected = {rule.code for rule in named if rule.default} - ABOUT_SUPPRESSIONS
            judged = self._ran | ABOUT_SUPPRESSIONS
            self._has_run[selector] = expected <= self._ran and any(rule.code in judged for rule in named)
        return self._has_run[selector]
