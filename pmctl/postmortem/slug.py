"""A title made into a part of a file's name and of an id, in whatever script it is written."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 60
"""The longest slug, in characters; with a date before it and in three bytes each it still is a legal file name."""

_LETTERS_WITHOUT_MARKS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ](?=\w)")


def slugify(title: str) -> str:
    """Return `title` in small letters, digits and hyphens; "incident" if nothing is left of it.

    Latin letters lose their marks; letters of other scripts, which mean something else without theirs, stay as they
    are.
    """
    text = unicodedata.normalize("NFKC", _APOSTROPHES.sub("", title)).casefold().translate(_LETTERS_WITHOUT_MARKS)
    plain = unicodedata.normalize("NFC", "".join(_without_latin_marks(text)))
    words = "".join(char if _belongs(char) else " " for char in plain).split()
    slug = "-".join(words)
    if len(slug) > LONGEST:
        slug = slug[: LONGEST + 1].rpartition("-")[0] or slug[:LONGEST]
    return slug or "incident"


def _without_latin_marks(text: str) -> list[str]:
    kept: list[str] = []
    after_latin = False
    for char in unicodedata.normalize("NFD", text):
        if not unicodedata.combining(char):
            after_latin = "a" <= char <= "z"
        elif after_latin:
            continue
        kept.append(char)
    return kept


def _belongs(char: str) -> bool:
    """Letters, digits, and the marks that letters of many scripts are written with."""
    return unicodedata.category(char)[0] in "LNM" and unicodedata.category(char) not in {"No", "Me"}
