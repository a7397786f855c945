"""How sure it is that a legacy document was read right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sized
    from datetime import date

    from pmctl.adoption.model import Fact

_TITLE: Final = 0.25
_DATE: Final = 0.4
_SECTIONS: Final = 0.35
_ENOUGH: Final = 4
_DOUBT: Final = 0.1


def confidence_of(*, title: Fact[str] | None, day: Fact[date] | None, sections: Sized, doubts: Sized) -> float:
    """Return a number from 0 to 1: how sure it is that this is a postmortem and that its facts are what it says.

    The certainty of the title counts for a quarter and that of the day for two fifths. The rest is the share of four
    sections that were recognised: what stands below a heading that nobody knows is not read. A doubt takes a tenth.
    Facts that the document does not state make it no less sure.
    """
    sure = _TITLE * (title.certainty if title else 0) + _DATE * (day.certainty if day else 0)
    sure += _SECTIONS * min(1.0, len(sections) / _ENOUGH)
    return round(max(0.0, sure - _DOUBT * len(doubts)), 2)
