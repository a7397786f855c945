"""Labels in running text, such as ``Owner: Mara``, and what stands behind them."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.adoption.actions_statuses import as_qualified
from pmctl.adoption.actions_text import Words
from pmctl.adoption.actions_values import Facts
from pmctl.adoption.actions_words import Field, fields, labels
from pmctl.postmortem.conventions import ActionStatus
from pmctl.postmortem.heading_words import fold

if TYPE_CHECKING:
    from datetime import date

    from pmctl.adoption.actions_values import Reader

_REACH: Final = 40
_MOST_LABELS: Final = 20
_MOST_COLONS: Final = 100
_LONGEST_VALUE: Final = 200
_ENGLISH: Final = frozenset(
    ("due", "due date", "due by", "due on", "deadline", "target", "target date", "eta", "target completion date")
)


class Label(NamedTuple):
    """A label: what it is for, where it begins, and where its value begins."""

    field: Field
    start: int
    value: int
    month_first: bool | None


def cut_labels(text: str, reader: Reader, words: Words) -> tuple[str, Facts]:
    """Return a text without its labels and their values, and what these say."""
    found = find_labels(text)
    facts = Facts()
    if not found:
        return text, facts
    kept: list[str] = []
    end = 0
    for index, label in enumerate(found):
        limit = found[index + 1].start if index + 1 < len(found) else len(text)
        stop = _value_end(text, label, limit, reader)
        kept.append(text[end : label.start])
        value = Words(text[label.value : stop], words.links)
        if label.field is Field.OWNER and (found_day := day_behind(value.text, reader)):
            value = value._replace(text=value.text[: found_day[1]])
            facts.add(Facts(due=found_day[0]))
        facts.add(reader.of_words(label.field, value, month_first=label.month_first))
        end = stop
    kept.append(text[end:])
    return _empty_brackets().sub(" ", "".join(kept)), facts


def day_behind(owner: str, reader: Reader) -> tuple[date, int] | None:
    """Return the day behind a name that stands behind "Owner:", as in "@mara 12 May", and where that ends; or None."""
    if not any(map(str.isdigit, owner)):
        return None
    text = owner.rstrip(" .,")
    found = reader.calendar.find(text)
    lead = _name_before_day().fullmatch(text[: found.start]) if found else None
    return (found.day, lead.end("who")) if found and found.day and found.end == len(text) and lead else None


def month_first_in(words: str) -> bool:
    """Return whether the month comes first in the language of words that are not English: Chinese and Japanese."""
    return any("\u3040" <= char <= "\u9fff" for char in words)


def find_labels(text: str) -> list[Label]:
    """Return the labels in a text, in order."""
    found: list[Label] = []
    if ":" not in text and "：" not in text:
        return found
    for colon in islice(_colon().finditer(text), _MOST_COLONS):
        if len(found) >= _MOST_LABELS:
            break
        label = _label_before(text, colon.start(), colon.end())
        if label is not None:
            found.append(label)
    return found


def _label_before(text: str, colon: int, value: int) -> Label | None:
    before = text[max(0, colon - _REACH) : colon].rstrip()
    pieces = list(_word().finditer(before))[-4:]
    for piece in pieces:
        name = fold(before[piece.start() :])
        field = labels().get(name)
        if field is None and fields().get(name) is Field.TICKET and _ticket().match(text, value):
            field = Field.TICKET
        if field is None:
            continue
        start = max(0, colon - _REACH) + piece.start()
        if _stands_alone(text, start):
            return Label(field, start, value, None if name in _ENGLISH else month_first_in(name))
    return None


def _stands_alone(text: str, start: int) -> bool:
    """Whether a word at `start` is set off from what is before it, or written as a label is."""
    before = text[:start].rstrip()
    if not before or not (before[-1].isalnum() or before[-1] in "'’\"") or text[start].isupper():
        return True
    # Chinese and Japanese have no capitals, and a gap only where something is set off.
    return text[start - 1].isspace() and month_first_in(text[start])


def _value_end(text: str, label: Label, limit: int, reader: Reader) -> int:
    limit = min(limit, label.value + _LONGEST_VALUE)
    start = label.value
    if label.field is Field.DUE and (day := reader.calendar.find(text[start:limit], month_first=label.month_first)):
        # A full stop may stand inside of a date: "1. Juni".
        start += day.end if not text[start : start + day.start].strip() else 0
    if label.field is Field.STATUS and (stop := _status_end(text, start, limit, reader)):
        return stop
    ends = (_name_end() if label.field is Field.OWNER else _end()).search(text, start, limit)
    return ends.start() if ends else limit


def _status_end(text: str, start: int, limit: int, reader: Reader) -> int | None:
    """Where a status ends that its own words do not tell alone: "Done (partially)", "Done, reopened"."""
    found = _qualified().match(text, start, limit)
    if not found or not found[0].strip() or reader.inline_status(found[0])[0] is not ActionStatus.DONE:
        return None
    return found.end() if as_qualified(found[0], ActionStatus.DONE) is not ActionStatus.DONE else None


@cache
def _qualified() -> re.Pattern[str]:
    return re.compile(r"(?:[^()（）;；|.。\]】]|[(（][^()（）]{0,60}[)）])*")


@cache
def _colon() -> re.Pattern[str]:
    return re.compile(r"\s?(?::(?!//)|：)\s*")


@cache
def _ticket() -> re.Pattern[str]:
    return re.compile(r"\W{0,3}(?:[A-Z][A-Z0-9]{1,9}-[0-9]|[#!][0-9]|https?://)")


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W_][\w'’/-]*")


@cache
def _end() -> re.Pattern[str]:
    return re.compile(r"[;；／|()（）、【】\]※]|[.。](?:\s|\Z)|,\s+(?![0-9]{4})|，|\s+[–—-]\s+|\s[–—]")


@cache
def _name_end() -> re.Pattern[str]:
    return re.compile(r"[;；／|)（）、，【】\]※]|[.。](?:\s|\Z)(?<![\W_][A-Z]\.\s)|,\s+(?!@)|\s+[–—-]\s+|\s[–—]")


@cache
def _name_before_day() -> re.Pattern[str]:
    return re.compile(
        r"(?P<who>\s{0,3}[@*_`]{0,3}[^\W\d_][^\d,;:()]{0,50}?[^\W_])[*_`]{0,2}\s{1,3}"
        r"(?:(?:by|due|until|before|on|eta|bis|zum|am|avant|le|antes del?|até|entro|voor|før|innen|senest|senast"
        r"|till?|do)\s{1,3})?",
        re.IGNORECASE,
    )


@cache
def _empty_brackets() -> re.Pattern[str]:
    return re.compile(r"[(（\[【][\s,;、，|.–—-]*[)）\]】]")
