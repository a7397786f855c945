"""Values that YAML cannot read as they are written: what is wrong with one, and how it should be written."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from pmctl.postmortem.yaml_text import quoted

# With these, `key: one: two` is one text; with others it may be keys that somebody wrote on one line.
_TEXTS: Final = frozenset(
    {"title", "trigger", "note", "reason", "evidence", "summary", "effort", "team", "ticket", "incident"}
)
_BRACKETS: Final = {"[": "]", "{": "}"}


class Mistake(NamedTuple):
    """Something in a block that YAML stumbles over.

    Attributes:
        start: the offset in the block of the first character concerned.
        end: that behind the last one; it is on the same line.
        written: what should stand there; None if that is not known.
        text: what the value reads as then; None if it is no value.
        filler: what may stand there, as wide, so that the rest can be read.
        message: what is wrong, in one clause.
        help: how to mend it, in one sentence.
        title: what a fix does.
        is_certain: whether `written` is what its author meant beyond doubt.
        value_at: where in `written` the value begins.
    """

    start: int
    end: int
    written: str | None
    text: str | None
    filler: str
    message: str
    help: str
    title: str = "Put it in quotes"
    is_certain: bool = False
    value_at: int = 0


class Place(NamedTuple):
    """Where a value stands.

    Attributes:
        key: what it is the value of; None for an item of a list.
        start: its offset in the block.
        more: what follows on the lines below and belongs to it.
    """

    key: str | None
    start: int
    more: str = ""


def without_comment(value: str) -> str:
    """Return a value without the comment behind it."""
    return _comment().split(value, maxsplit=1)[0].rstrip()


def judge_plain(value: str, place: Place) -> Mistake | None:
    """Return what is wrong with a value that is not in quotes; None if YAML can read it."""
    value = without_comment(value)
    if value[:1] in {"@", "`", "%"}:
        return _unquoted(value, place, f"starts with {value[0]}", is_certain=True)
    is_text = place.key in _TEXTS
    if _alias().fullmatch(value):
        return None
    if value[:1] in {"*", ">", "|", "]", "}", ","} or value[:2] in {"- ", "& ", "? "}:
        if not is_text and value[:2] in {"- ", "? "}:
            return None
        return _unquoted(value, place, f"starts with {value[0]}", is_certain=is_text and value[:2] != "- ")
    if _colon().search(_hash().split(value, maxsplit=1)[0]) and not value.startswith(("!", "&")):
        return _unquoted(value, place, "contains `: `", is_certain=is_text)
    return None


def _unquoted(value: str, place: Place, why: str, *, is_certain: bool) -> Mistake:
    whole = f"{value} {place.more}".strip()
    is_usual = value[0] in "@`%" or why.startswith("contains")
    all_of_it = "it" if is_usual and not place.more else "the whole value"
    return Mistake(
        start=place.start,
        end=place.start + len(value),
        written=None if place.more else quoted(value),
        text=value,
        filler="x" * len(value),
        message=f"a value that {why} must be in quotes",
        help=f"Put {all_of_it} in quotes: {quoted(whole)}",
        is_certain=is_certain and not place.more and not _doubtful_comment().search(value),
    )


def judge_overrun(value: str, place: Place) -> Mistake:
    """Return what is wrong with a value that goes on behind its closing quote or bracket."""
    value = without_comment(value)
    what = "bracket" if value[0] in _BRACKETS else "quote"
    text, is_clear = (value, True) if what == "bracket" else _meant(value)
    return Mistake(
        start=place.start,
        end=place.start + len(value),
        written=None if place.more else quoted(text),
        text=text,
        filler="x" * len(value),
        message=f"the value goes on behind its closing {what}",
        help=f"Put the whole value in quotes: {quoted(f'{text} {place.more}'.strip())}",
        is_certain=is_clear and place.key in _TEXTS and not place.more and not _doubtful_comment().search(value),
    )


def _meant(value: str) -> tuple[str, bool]:
    """Return the text that a value in quotes with more of them inside was meant to be, and whether that is certain."""
    mark = value[0]
    if value[-1] != mark or len(value) == 1:
        return value, _are_pairs(value, mark) is not None and "\\" not in value
    outside, inside = _are_pairs(value, mark), _are_pairs(value[1:-1], mark)
    if inside is not None and (outside is None or inside == 0):
        return value[1:-1], "\\" not in value
    return value, inside is None and outside is not None and "\\" not in value


def _are_pairs(text: str, mark: str) -> int | None:
    """Count the quotes of a text that open and close in turn; None if they do not. An apostrophe is none."""
    count = 0
    for place in re.finditer(mark, text):
        before, behind = text[: place.start()][-1:], text[place.end() :][:1]
        if mark == "'" and before.isalnum() and behind.isalnum():
            continue
        opens = not before or before.isspace() or before in "([{-–—/"
        closes = not behind or behind.isspace() or behind in ")]}.,;:!?-–—/"
        if not (closes if count % 2 else opens):
            return None
        count += 1
    return None if count % 2 else count


def judge_escapes(value: str, place: Place) -> Mistake | None:
    """Return what is wrong with the backslashes of a value in double quotes; None if YAML knows all of them."""
    found = [match[0] for match in _escape().finditer(value)]
    wrong = next((escape for escape in found if not _known_escape().fullmatch(escape)), None)
    if wrong is None:
        return None
    text = re.sub(r'\\(["\\])', r"\1", value[1:-1])
    return Mistake(
        start=place.start,
        end=place.start + len(value),
        written=quoted(text),
        text=text,
        filler="x" * len(value),
        message=f"{wrong} means nothing in double quotes",
        help=f"Put the value in single quotes, where a backslash stands for itself: {quoted(text)}",
        title="Put it in single quotes",
        is_certain=not any(_known_escape().fullmatch(escape) for escape in found),
    )


def never_closed(value: str, place: Place) -> Mistake:
    """Return what is wrong with a value whose quote or bracket is opened and never closed."""
    has_comment = value != (value := without_comment(value))
    mark = value[0]
    is_quote = mark not in _BRACKETS
    written = value + _BRACKETS.get(mark, mark)
    return Mistake(
        start=place.start,
        end=place.start + len(value),
        written=written,
        text=value[1:],
        filler="x" * len(value),
        message=f"a {'quote' if is_quote else 'bracket'} is opened and never closed",
        help=f"Close it: {written}" if not place.more else f"Close it with {written[-1]} where it ends.",
        title="Close the quote",
        # The apostrophe of 'tis may be meant to be one.
        is_certain=mark == '"' and not has_comment and not place.more and not _other_marks().search(value[1:]),
    )


def missing_space(key: str, value: str, place: Place, *, is_known: bool) -> Mistake:
    """Return what is wrong with a key and its value that has no space before it."""
    value = without_comment(value)
    whole = value[0] in "\"'" and value[-1] == value[0] and len(value) > 1
    new = quoted(value) if value[0] in "@`%" else value
    text = value if new != value or not whole else value[1:-1]
    is_odd = _other_marks().search(value[1:-1] if whole else value)
    return Mistake(
        start=place.start,
        end=place.start + len(key) + 1 + len(value),
        written=f"{key}: {new}",
        text=text,
        filler=f"{key}: {'x' * (len(value) - 1)}",
        message=f"a space is missing behind the colon of {key}",
        help=f"Write {key}: {new}",
        title="Add the space",
        is_certain=is_known and not is_odd and not place.more and (whole or value[0] == "@" or value[0].isalnum()),
        value_at=len(key) + 2,
    )


@cache
def _comment() -> re.Pattern[str]:
    return re.compile(r"\s#(?:\s|$)")


@cache
def _hash() -> re.Pattern[str]:
    return re.compile(r"\s#")


@cache
def _doubtful_comment() -> re.Pattern[str]:
    return re.compile(r"\s#(?![0-9])")


@cache
def _colon() -> re.Pattern[str]:
    return re.compile(r":(?:\s|$)")


@cache
def _alias() -> re.Pattern[str]:
    return re.compile(r"\*[\w-]+")


@cache
def _other_marks() -> re.Pattern[str]:
    return re.compile(r"""["'\\\[\]{}]|\s\#""")


@cache
def _escape() -> re.Pattern[str]:
    return re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")


@cache
def _known_escape() -> re.Pattern[str]:
    return re.compile(r'\\(?:x..|u.{4}|U.{8}|[0abt\tnvfre "/\\N_LP])')
