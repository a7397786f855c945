"""All rules, by code. A rule is a module ``pmNNN_name`` of this package; adding the file adds the rule."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

import pmctl.rules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pmctl.rules.model import Rule


def _load() -> Mapping[str, Rule]:
    names = sorted(info.name for info in pkgutil.iter_modules(pmctl.rules.__path__) if info.name.startswith("pm"))
    rules: list[Rule] = [import_module(f"pmctl.rules.{name}").RULE for name in names]
    return MappingProxyType({rule.code: rule for rule in rules})


RULES: Mapping[str, Rule] = _load()
