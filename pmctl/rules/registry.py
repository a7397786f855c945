"""All rules, by code. A rule is a module ``pmNNN_name`` of this package; adding the file adds the rule."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING

import pmctl.rules

if TYPE_CHECKING:
    from pmctl.rules.model import Rule


class _Registry(Mapping[str, "Rule"]):
    """The rules by code, imported when somebody asks for them: most commands do not."""

    @cached_property
    def _rules(self) -> dict[str, Rule]:
        names = sorted(info.name for info in pkgutil.iter_modules(pmctl.rules.__path__) if info.name.startswith("pm"))
        rules: list[Rule] = [import_module(f"pmctl.rules.{name}").RULE for name in names]
        return {rule.code: rule for rule in rules}

    def __getitem__(self, code: str) -> Rule:
        return self._rules[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)


RULES: Mapping[str, Rule] = _Registry()
