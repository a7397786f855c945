"""Which rules run, and how severe each is: from codes, families and names to rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from fnmatch import fnmatchcase
from types import MappingProxyType
from typing import TYPE_CHECKING

from pmctl.errors import PmctlError
from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from pmctl.rules.model import FindingSeverity, Rule

_FAMILY = lazy_pattern(r"PM\d{0,3}")
_SLIPS = str.maketrans("OIL", "011", "-_ .")
"""Letters in the place of digits, and signs in between: PM3O1, PM-301."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSettings:
    """What the configuration and the command line say about rules.

    Attributes:
        select: the codes that run; None for those that are on by default.
        ignore: the codes that do not run all the same.
        severity: by code, where it is not the rule's own.
        per_file_ignores: glob patterns of paths with the codes that do not run there.
        since: by code, the day of the first incident whose document is checked.
    """

    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()
    severity: Mapping[str, FindingSeverity] = field(default_factory=lambda: MappingProxyType({}))
    per_file_ignores: tuple[tuple[str, frozenset[str]], ...] = ()
    since: Mapping[str, dt.date] = field(default_factory=lambda: MappingProxyType({}))

    def chosen(self, rules: Mapping[str, Rule]) -> tuple[Rule, ...]:
        """Return the rules that run, in the order of their codes."""
        return tuple(
            rule
            for code, rule in sorted(rules.items())
            if code not in self.ignore and (rule.default if self.select is None else code in self.select)
        )

    def severity_of(self, rule: Rule) -> FindingSeverity:
        """Return how severe a finding of `rule` is."""
        return self.severity.get(rule.code, rule.severity)

    def ignored_in(self, path: str) -> frozenset[str]:
        """Return the codes that do not run in the file at `path`, or in any file of its name."""
        name = path.rsplit("/", 1)[-1]
        hits = (codes for glob, codes in self.per_file_ignores if fnmatchcase(path, glob) or fnmatchcase(name, glob))
        return frozenset().union(*hits)

    def ignored_of(self, day: dt.date | None) -> frozenset[str]:
        """Return the codes that do not run over the document of an incident of `day`; none if that is not known."""
        return frozenset(code for code, since in self.since.items() if day and day < since)


class UnknownRuleError(PmctlError):
    """A selector that names no rule."""

    def __init__(self, selector: str, rules: Mapping[str, Rule]) -> None:
        guess = near_selector(selector, rules)
        hint = f"Did you mean {guess}?" if guess else "`pmctl rule --all` lists all rules."
        super().__init__(f"there is no rule {selector}", hint=hint)


def near_selector(selector: str, rules: Mapping[str, Rule]) -> str | None:
    """Return the code or the name that was probably meant, or None."""
    code = selector.upper().translate(_SLIPS)
    if code in rules:
        return code
    words = [*rules, *(rule.name for rule in rules.values())]
    close = get_close_matches(selector.casefold(), [word.casefold() for word in words], n=1)
    return next((word for word in words if word.casefold() in close), None)


def selects(selector: str, rule: Rule) -> bool:
    """Return whether a code (PM301), a family (PM3), a name (action-without-owner) or ALL selects a rule."""
    word = selector.strip().upper()
    return word in {"ALL", rule.name.upper()} or (rule.code.startswith(word) and bool(_FAMILY.fullmatch(word)))


def expand(selector: str, rules: Mapping[str, Rule]) -> frozenset[str]:
    """Return the codes of all rules that a selector selects; UnknownRuleError if there are none."""
    codes = frozenset(code for code, rule in rules.items() if selects(selector, rule))
    if not codes:
        raise UnknownRuleError(selector.strip(), rules)
    return codes


def expand_all(selectors: Iterable[str], rules: Mapping[str, Rule]) -> frozenset[str]:
    """Return the codes that any of the selectors selects; PmctlError names all that select none."""
    codes: set[str] = set()
    unknown: list[UnknownRuleError] = []
    for selector in selectors:
        try:
            codes |= expand(selector, rules)
        except UnknownRuleError as error:
            unknown.append(error)
    if len(unknown) > 1:
        hints = dict.fromkeys(error.hint for error in unknown if error.hint)
        raise PmctlError("\n".join(error.message for error in unknown), hint=" ".join(hints))
    if unknown:
        raise unknown[0]
    return frozenset(codes)
