"""Which rules run, and how severe each is: from codes, families and names to rules."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from fnmatch import fnmatchcase
from types import MappingProxyType
from typing import TYPE_CHECKING

from pmctl.errors import PmctlError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pmctl.rules.model import FindingSeverity, Rule

_FAMILY = re.compile(r"PM\d{0,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSettings:
    """What the configuration and the command line say about rules.

    Attributes:
        select: the codes that run; None for those that are on by default.
        ignore: the codes that do not run all the same.
        severity: by code, where it is not the rule's own.
        per_file_ignores: glob patterns of paths with the codes that do not run there.
    """

    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()
    severity: Mapping[str, FindingSeverity] = field(default_factory=lambda: MappingProxyType({}))
    per_file_ignores: tuple[tuple[str, frozenset[str]], ...] = ()

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


class UnknownRuleError(PmctlError):
    """A selector that names no rule."""

    def __init__(self, selector: str, rules: Mapping[str, Rule]) -> None:
        words = [*rules, *(rule.name for rule in rules.values())]
        close = get_close_matches(selector.casefold(), [word.casefold() for word in words], n=1)
        guess = next((word for word in words if word.casefold() in close), None)
        hint = f"Did you mean {guess}?" if guess else "`pmctl rule --all` lists all rules."
        super().__init__(f"there is no rule {selector}", hint=hint)


def expand(selector: str, rules: Mapping[str, Rule]) -> frozenset[str]:
    """Return the codes that a code (PM301), a family (PM3), a name (action-without-owner) or ALL selects."""
    word = selector.strip().upper()
    if word == "ALL":
        return frozenset(rules)
    if _FAMILY.fullmatch(word):
        codes = frozenset(code for code in rules if code.startswith(word))
    else:
        codes = frozenset(code for code, rule in rules.items() if rule.name.upper() == word)
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
