"""The headings that teams write above the sections of a postmortem: one module per language.

Each table maps the key of a section to its headings, separated by commas; case, accents and punctuation do not
matter. Sources: the postmortem templates of Google's SRE books, Atlassian, PagerDuty and GitLab, published
postmortems, and the terms of each language's own incident practice. The first English heading of a key is the
section's title.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pmctl.postmortem.headings import (
    chinese,
    danish,
    dutch,
    english,
    french,
    german,
    italian,
    japanese,
    korean,
    norwegian,
    polish,
    portuguese,
    spanish,
    swedish,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

BY_LANGUAGE: Final[Mapping[str, Mapping[str, str]]] = {
    "en": english.HEADINGS,
    "de": german.HEADINGS,
    "fr": french.HEADINGS,
    "es": spanish.HEADINGS,
    "pt": portuguese.HEADINGS,
    "it": italian.HEADINGS,
    "nl": dutch.HEADINGS,
    "no": norwegian.HEADINGS,
    "sv": swedish.HEADINGS,
    "da": danish.HEADINGS,
    "pl": polish.HEADINGS,
    "ja": japanese.HEADINGS,
    "zh": chinese.HEADINGS,
    "ko": korean.HEADINGS,
}
