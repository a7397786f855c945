"""A title made into a part of a file's name and of an id, in whatever script it is written."""

from __future__ import annotations

import unicodedata

from pmctl.postmortem.patterns import lazy_pattern

LONGEST = 60
"""The longest slug, in characters; with a date before it and in four bytes each it still is a legal file name."""

NAMELESS = "incident"
"""The slug of a title without a letter or a digit."""

_LETTERS_WITHOUT_MARKS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_APOSTROPHES = lazy_pattern(r"(?<=\w)['’ʼ](?=\w)")
# The Hangul fillers are letters to Unicode, and blank.
_INVISIBLE = lazy_pattern("[\u115f\u1160\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file: no file may have one of these names.
_RESERVED = lazy_pattern(r"con|prn|aux|nul|(?:com|lpt)\d")


def slugify(title: str) -> str:
    """Return `title` in small letters, digits and hyphens; NAMELESS if nothing is left of it.

    Latin letters lose their marks; letters of other scripts, which mean something else without theirs, stay as they
    are. No slug is a name that Windows reserves.
    """
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", _APOSTROPHES.sub("", title))).casefold()
    letters = unicodedata.normalize("NFD", text).translate(_LETTERS_WITHOUT_MARKS)
    plain = unicodedata.normalize("NFC", "".join(_without_loose_marks(letters)))
    slug = _shortened("-".join("".join(char if _belongs(char) else " " for char in plain).split()))
    return f"{slug}-{NAMELESS}" if _RESERVED.fullmatch(slug) else slug or NAMELESS


def _without_loose_marks(letters: str) -> list[str]:
    """Leave out the marks of Latin letters, those that stand on nothing, and what only joins or hides."""
    kept: list[str] = []
    carries_marks = False
    for char in letters:
        category = unicodedata.category(char)
        if category == "Cf":
            continue
        if category[0] != "M":
            carries_marks = _belongs(char) and not "a" <= char <= "z" and category != "Nd"
        elif not carries_marks:
            continue
        kept.append(char)
    return kept


def _shortened(slug: str) -> str:
    """Cut at a hyphen, unless hardly anything were left then."""
    if len(slug) <= LONGEST:
        return slug
    words = slug[: LONGEST + 1].rpartition("-")[0]
    return words if len(words) > LONGEST // 2 else slug[:LONGEST].rstrip("-")


def _belongs(char: str) -> bool:
    """Letters, digits, and the marks that letters of many scripts are written with."""
    return unicodedata.category(char)[0] in "LNM" and unicodedata.category(char) not in {"No", "Me"}
