"""Regular expressions that are compiled when they are first used: most documents need few of the many there are."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, cast


def lazy_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return the regular expression of `source`, which is compiled when the first of its methods is asked for."""
    return cast("re.Pattern[str]", _LazyPattern(source, flags))


class _LazyPattern:
    def __init__(self, source: str, flags: int) -> None:
        self.pattern, self._flags = source, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self._flags)

    def __getattr__(self, name: str) -> Any:
        # It is asked only for what it does not have yet, so that a method costs no more than that of a pattern.
        value = getattr(self._compiled, name)
        setattr(self, name, value)
        return value
