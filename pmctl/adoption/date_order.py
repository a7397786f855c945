"""Which number of 03/04/2021 is the month, by the language of a document that does not show it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.postmortem.heading_words import fold, fold_list, plain_words
from pmctl.postmortem.headings import BY_LANGUAGE
from pmctl.postmortem.nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pmctl.postmortem.nodes import Mapping

_KEYS: Final = ("lang", "language", "locale")
_DAY_FIRST: Final = frozenset(["de", "fr", "es", "pt", "it", "nl", "no", "nb", "nn", "sv", "da", "pl"])
_ENGLISH: Final = {"en-us": True, **dict.fromkeys(["en-gb", "en-ie", "en-au", "en-nz", "en-in", "en-za"], False)}
"""Whether the month comes first, as the Unicode CLDR has it for the short dates of these languages and regions."""


def month_first_by_language(fields: Mapping, headings: Iterable[str]) -> bool | None:
    """Return whether the month comes first in the language that front matter names, or most headings are in.

    Args:
        fields: of the front matter.
        headings: as written; those that more than one language has in common say nothing.
    """
    node = next((node for key in _KEYS if isinstance(node := fields.get(key), Scalar)), None)
    named = node.text.strip().casefold().replace("_", "-") if node is not None else ""
    if named in _ENGLISH:
        return _ENGLISH[named]
    if named.partition("-")[0] in _DAY_FIRST:
        return False
    english, others = _headings()
    words = [fold(plain_words(heading)) for heading in headings]
    foreign = sum(word in others and word not in english for word in words)
    return False if foreign > sum(word in english and word not in others for word in words) else None


@cache
def _headings() -> tuple[frozenset[str], frozenset[str]]:
    """The headings in English, and in languages in which the day comes first, folded."""
    tables = (("en",), tuple(key for key in BY_LANGUAGE if key in _DAY_FIRST))
    english, others = (
        frozenset(
            heading.strip()
            for key in keys
            for words in BY_LANGUAGE[key].values()
            for heading in fold_list(words).split(",")
        )
        for keys in tables
    )
    return english, others
