"""Mentions at the end of an action item beside a day that nothing sets off: "… @Mara Voss 08 Jun 2026".

Source: the tasks of Confluence, whose export puts the name of a person and a day behind the words of a task.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.adoption.actions_names import may_be_owner
from pmctl.adoption.actions_text import Words, shown
from pmctl.adoption.actions_values import HANDLE, Facts, read_owner
from pmctl.adoption.actions_words import VERBS

if TYPE_CHECKING:
    from datetime import date

    from pmctl.adoption.actions_phrases import Phrases

_REACH: Final = 160
_MOST_WORDS: Final = 4
"""Of a name, and of a fact."""
_FEWEST_WORDS: Final = 2
"""Of a title: a single one before a mention asks that person for something."""
_BRACKETS: Final = ("()", "[]", "（）", "【】")
_AROUND: Final = " \t,;:–—-|·&/\ue0ff"


def cut_mentions(text: str, words: Words, phrases: Phrases) -> tuple[Facts, str] | None:
    """Return what the mentions at the end of a text and the facts beside them say, and the text before; or None.

    Args:
        text: a part of the words.
        words: in which its links are.
        phrases: read the facts.
    """
    tail = text[-_REACH:]
    starts = [found.start() for found in _at().finditer(tail)]
    read = _last(tail[starts[-1] :], words, phrases) if starts else None
    if read is None:
        return None
    name, said, is_alone = read
    names, start = [name], starts.pop()
    while starts and (other := _only_name(tail[starts[-1] : start])):
        names.insert(0, other)
        start = starts.pop()
    before = text[: len(text) - len(tail) + start].rstrip(_AROUND)
    if any(before.count(opener) > before.count(closer) for opener, closer in _BRACKETS):
        return None
    if phrases.needs_object(f"{before} ") or _asks().search(before[-_REACH:]):
        return None
    if is_alone:
        if (dated := _day_before(before, phrases)) is None:
            return None
        said.due, said.due_text, before = dated
    if len(before.split()) < _FEWEST_WORDS:
        return None
    owners = [name if " " in name else read_owner(f"@{name}") for name in names]
    said.owner = ", ".join(dict.fromkeys(filter(None, owners))) or None
    return said, before


def cut_day(text: str, phrases: Phrases, begun: date | None) -> tuple[Facts, str] | None:
    """Return the day with its year at the end of a text whose owner is known, and the text before; or None.

    Args:
        text: what is left of an item.
        phrases: read the day.
        begun: the day of the incident, before which nothing of its actions is due.
    """
    if not _year().search(text[-_REACH:]):
        return None
    due, _, before = _day_before(text, phrases) or (None, None, "")
    if due is None or not _year().search(text[len(before) :]) or (begun and due < begun):
        return None
    return Facts(due=due), before


def mentioned(text: str) -> str | None:
    """Return the name that is all of a text, as Notion and Confluence mention people: "@Mara Voss"; or None."""
    name = text[1:]
    return name if text.startswith("@") and " " in name and _name(name.split()) == name else None


def leading_mention(text: str) -> tuple[str, int] | None:
    """Return the owner whose mention begins an item that goes on with what to do, and where that begins; or None."""
    found = _lead().match(text)
    pieces = found["words"].split() if found else []
    for length in range(1, len(pieces)):
        if pieces[length].casefold() in VERBS and (name := _name(pieces[:length])):
            owner = name if " " in name else read_owner(f"@{name}")
            return (owner, text.index(pieces[length], len(name))) if owner else None
    return None


def _last(segment: str, words: Words, phrases: Phrases) -> tuple[str, Facts, bool] | None:
    """The name of the mention with which a text begins, what is said behind it, and whether nothing is."""
    pieces = segment[1:].split()
    for length in range(1, min(_MOST_WORDS, len(pieces)) + 1):
        name = _name(pieces[:length])
        if name and (said := _facts(pieces[length:], words, phrases)) is not None:
            return name, said, length == len(pieces)
    return None


def _only_name(segment: str) -> str | None:
    """The name of a mention with nothing behind it but what joins it to the next one."""
    pieces = segment[1:].split()
    if len(pieces) > 1 and pieces[-1].casefold() in {"and", "&", "/", "+", "und", "et", "og", "och", "y", "e", "en"}:
        pieces.pop()
    return _name(pieces) if len(pieces) <= _MOST_WORDS else None


def _name(pieces: list[str]) -> str | None:
    name = shown(" ".join(pieces)).strip(",;:–—-/&")
    if " " in name:
        return name if name[0].isupper() and "," not in name and may_be_owner(name) else None
    return (
        name
        if name[:1].isalpha() and name not in {"here", "channel"} and HANDLE.fullmatch(f"@{name}") and "/" not in name
        else None
    )


def _facts(pieces: list[str], words: Words, phrases: Phrases) -> Facts | None:
    """What some words say that are facts one behind the other; None if there is anything else among them."""
    said = Facts()
    while pieces:
        for length in range(min(_MOST_WORDS, len(pieces)), 0, -1):
            fact = _fact(" ".join(pieces[:length]).strip(" ,;()[]–—|·"), words, phrases)
            if fact is not None and not fact.owner:
                said.add(fact)
                pieces = pieces[length:]
                break
        else:
            return None
    return said


def _fact(piece: str, words: Words, phrases: Phrases) -> Facts | None:
    fact = phrases.fact(piece, words)
    if fact is None:
        fact = phrases.due(piece)
        if fact and fact.due_text and _impossible().match(piece):
            return None
    return fact


def _day_before(text: str, phrases: Phrases) -> tuple[date | None, str | None, str] | None:
    """The day at the end of a text, how it is written if that leaves it open, and the text before it; or None."""
    pieces = text[-_REACH:].split()
    for length in range(min(_MOST_WORDS, len(pieces) - 1), 0, -1):
        written = " ".join(pieces[-length:])
        fact = phrases.due(written) if _dated().search(written) else None
        if fact and (fact.due or fact.due_text):
            before = text[: len(text) - len(written)].rstrip(_AROUND)
            is_told_of = _part_of_sentence().search(before[-_REACH:]) or phrases.needs_object(f"{before} ")
            return None if is_told_of else (fact.due, fact.due_text, before)
    return None


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(r"@(?P<words>[^\W\d_][\w.'’-]{0,40}(?:\s[^\W\d_][\w.'’-]{0,40}){1,3})")


@cache
def _year() -> re.Pattern[str]:
    return re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")


@cache
def _at() -> re.Pattern[str]:
    return re.compile(r"(?:(?<![^\s,;:–—&/+-])|(?<=[\s,;]\ue0ff))@(?=\w)")


@cache
def _impossible() -> re.Pattern[str]:
    # What is written so leaves no day open, and is none if it is not read.
    return re.compile(r"[0-9]{4}[-/.]")


@cache
def _asks() -> re.Pattern[str]:
    # Whom something is done with, besides the words that `Phrases.needs_object` knows.
    return re.compile(
        r"\b(?:remind|help|let|give|pay|page|invite|call|meet|mail|email|e-mail|message|train|onboard|chase|nudge|when|if"
        r"|that|because|where|while|until|who|like)\Z",
        re.IGNORECASE,
    )


@cache
def _dated() -> re.Pattern[str]:
    # A fraction such as 1/2 looks like a day as well.
    return re.compile(r"[^\W\d_]{3}|[0-9]{4}|[0-9][./-][0-9]{1,2}[./-]|[月日월]")


@cache
def _part_of_sentence() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:since|after|during|until|till|before|due|eta|target|deadline|dated|week of|the|last|every|[a-z]{2,20}ed"
        r"|made|sent|paid|written|seen|built|seit|nach|depuis|après|desde|sinds|siden|etter|sedan|efter|bis|vor|innen|før)\Z",
        re.IGNORECASE,
    )
