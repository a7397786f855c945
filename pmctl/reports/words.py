"""The words of a text, as a search compares them: folded, without their plural, and without those that say nothing."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

# fmt: off
_STOP_WORDS: Final = frozenset([
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it", "no", "not", "of",
    "on", "or", "such", "that", "the", "their", "then", "there", "these", "they", "this", "to", "was", "will", "with",
])
"""Lucene's default list for English (``EnglishAnalyzer.ENGLISH_STOP_WORDS_SET``, 33 words)."""

_JOINING_WORDS: Final = frozenset([
    "after", "before", "during", "due", "from", "had", "has", "have", "our", "we", "were", "when", "which", "while",
])
"""What the titles of incidents are joined with."""
# fmt: on

_WORD: Final = re.compile(r"[^\W_]+")
_WITHOUT_SPACES: Final = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]+"
)
"""Kana and Han: Japanese and Chinese put no spaces between words."""


def words_of(text: str) -> list[str]:
    """Return the words of `text` in order.

    Japanese and Chinese are cut into pairs of characters, as Lucene's ``CJKBigramFilter`` does.
    """
    return [word for run in _WORD.findall(fold(text)) for word in _split(run) if word]


def fold(text: str) -> str:
    """Return `text` as words are compared: without regard to case, or to how wide a letter is."""
    return text.casefold() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def _split(run: str) -> Iterator[str]:
    rest = 0
    for found in _WITHOUT_SPACES.finditer(run):
        yield _stem(run[rest : found.start()])
        rest = found.end()
        characters = found[0]
        yield from ("".join(pair) for pair in pairwise(characters)) if len(characters) > 1 else (characters,)
    yield _stem(run[rest:])


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    """Return an English word without its plural, as Harman's S-stemmer does (1991, “How effective is suffixing?”).

    A word that says nothing becomes empty.
    """
    if word in _STOP_WORDS or word in _JOINING_WORDS:
        return ""
    if len(word) < 4 or not word.endswith("s"):
        return word
    if word.endswith("ies") and not word.endswith(("eies", "aies")):
        return f"{word[:-3]}y"
    if word.endswith("es") and not word.endswith(("aes", "ees", "oes")):
        return word[:-1]
    return word if word.endswith(("us", "ss")) else word[:-1]
