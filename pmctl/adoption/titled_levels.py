"""How bad an incident was, as its title says it: "SEV2: Search down", "[P1] Search down". A number alone is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pmctl.adoption.levels import severity_of
from pmctl.adoption.written_ranges import dates_in, plainly_dated
from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    from pmctl.postmortem.conventions import Conventions

_SAID: Final = lazy_pattern(
    r"(?<![^\W_])(?:sev(?:erity)?[\s_:-]{0,2}|p)[0-5](?![0-9])(?:\s?(?:[-–—~/|,]|to|or)\s?[0-5](?![\w.]))*",
    re.IGNORECASE,
)
_WORD: Final = lazy_pattern(r"[^\W_][\w-]*")


def severity_of_title(around: str, conventions: Conventions) -> str | None:
    """Return the one severity that is named around a title; a day, a number or "Level 3" there is none.

    Args:
        around: what stands around the title in its heading.
        conventions: the severities there are.
    """
    text = _without_days(around)
    said = [found[0] for found in _SAID.finditer(text)]
    named = (word for word in _WORD.findall(text) if not word.isdecimal() and conventions.severity(word))
    return severity_of(" / ".join(said or named), conventions)


def _without_days(text: str) -> str:
    text = plainly_dated(text)
    for dated in reversed(dates_in(text)):
        text = f"{text[: dated.start]}·{text[dated.end :]}"
    return text
