"""Phrases that state one thing of an action item: "by 12 March", "landed 2026-05-29", "@mara", "P1", "OPS-12"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.adoption.actions_keys import key_alone
from pmctl.adoption.actions_labels import month_first_in
from pmctl.adoption.actions_mentions import mentioned
from pmctl.adoption.actions_set_off import set_off_status
from pmctl.adoption.actions_statuses import as_qualified, signs
from pmctl.adoption.actions_text import Words, shown
from pmctl.adoption.actions_ticks import refuses
from pmctl.adoption.actions_values import HANDLE, Facts, is_issue, is_nobody, read_owner, read_ticket
from pmctl.adoption.actions_words import Field, is_nothing, labels
from pmctl.postmortem.conventions import ActionStatus
from pmctl.postmortem.heading_words import fold
from pmctl.postmortem.written_dates import MONTH_NUMBERS

if TYPE_CHECKING:
    from pmctl.adoption.actions_values import Reader

_LONGEST: Final = 120
_UNSURE_SIGNS: Final = frozenset("❌🔴✗✘🟢🟡👍⏳🏁👎x")
"""Signs that may say as well how important, or how good, something is."""


class Phrases:
    """Reads the phrases of one document."""

    def __init__(self, reader: Reader) -> None:
        """Take the reader of the document's values."""
        self._reader = reader

    def leading_status(self, text: str) -> tuple[ActionStatus | None, str | None]:
        """Return the status that is set off at the beginning of a text, and what follows; None if there is none."""
        if text[:1] in signs():
            status = signs()[text[0]]
            return (None if text[0] in _UNSURE_SIGNS else status), text[1:].lstrip("\ufe0f\ufe0e ")
        for pattern in (_set_off(), _shouted()):
            if found := pattern.match(text):
                said, rest = self._reader.inline_status(found["words"])
                if said is not None and not rest:
                    return said, text[found.end() :]
        return None, None

    def leading(self, text: str) -> tuple[Facts, str] | None:
        """Return what a priority or a day at the beginning of a text says, and what follows it."""
        found = _first_piece().match(text)
        if not found:
            return None
        if priority := self._reader.conventions.priority(found["words"].strip()):
            return Facts(priority=priority.name), text[found.end() :]
        day = self._reader.calendar.find(found["words"])
        if day and day.day and day.start == 0 and day.end == len(found["words"].rstrip()):
            return Facts(due=day.day), text[found.end() :]
        return None

    def fact(self, text: str, words: Words) -> Facts | None:
        """Return what a whole text states, if it states one thing and nothing else; None otherwise."""
        said = shown(text).strip(" .,;:*–—-")
        if len(said) > _LONGEST and not said.startswith("http"):
            return None
        if (sign := said[:1]) in signs() and sign not in _UNSURE_SIGNS and (facts := self._signed(sign, said[1:])):
            return facts
        if not said or is_nothing(said):
            return Facts()
        if said.startswith("@") and is_nobody(said):
            return Facts()
        for facts in (
            self._status(said, words),
            self._ticket(text, said, words),
            self._owner(said),
            self._due(said),
            self._priority(said),
        ):
            if facts is not None:
                return facts
        return None

    def due(self, text: str) -> Facts | None:
        """Return until when something is due by a whole text that stands where nothing but that can, or None."""
        said = shown(text).strip(" .,;:*–—-")
        return self._due(f"due {said}") if len(said) <= _LONGEST else None

    def needs_object(self, text: str) -> bool:
        """Return whether a sentence needs what follows it: "a call with", "ask"."""
        return bool(_joins().search(text[-_LONGEST:]))

    def trailing(self, text: str) -> tuple[Facts, str] | None:
        """Return what the end of a text says that nothing sets off, and the text before it."""
        tail = text[-_LONGEST:]
        offset = len(text) - len(tail)
        if found := _trailing_handles().search(tail):
            # What is not set off may be the name of a package: "@example/core".
            is_object = _joins().search(tail[: found.start()]) or "/" in found[0]
            owner = None if is_object else read_owner(found[0])
            return (Facts(owner=owner), text[: offset + found.start()]) if owner else None
        at = max(map(tail.rfind, _sure_signs()))
        if at >= 0 and (facts := self._signed(tail[at], tail[at + 1 :].strip("\ufe0f\ufe0e :.-–—"))):
            return facts, text[: offset + at]
        if found := _said_last().search(tail):
            status, rest = self._reader.inline_status(found[found.lastgroup or 0])
            if status is not None and not rest:
                return Facts(status=status), text[: offset + found.start()]
        for found in _preposition().finditer(tail):
            phrase = tail[found.start() :]
            facts = self._due(phrase) or self._status(phrase, Words(""))
            # Only a day tells that the words are no part of the sentence: "when a change is merged in staging".
            if facts and (facts.due or facts.due_text or facts.closed):
                return facts, text[: offset + found.start()]
        return self._until(text, tail, offset)

    def _signed(self, sign: str, rest: str) -> Facts | None:
        """What a sign at the end of a text says, with nothing or a day behind it."""
        day = self._reader.calendar.find(rest)
        if rest and not (day and day.start == 0 and day.end == len(rest)):
            return None
        status = signs()[sign]
        return Facts(status=status, closed=day.day if day and status is ActionStatus.DONE else None)

    def _until(self, text: str, tail: str, offset: int) -> tuple[Facts, str] | None:
        """What the end of a text says in languages that put the preposition behind the day."""
        found = _postposition().search(tail)
        if not found:
            return None
        for begin in range(max(0, found.start() - 14), found.start()):
            day = self._reader.calendar.find(tail[: found.start()], start=begin)
            if day and day.day and day.start == begin and day.end == found.start():
                return Facts(due=day.day), text[: offset + begin]
        return None

    def _status(self, said: str, words: Words) -> Facts | None:
        status, rest = set_off_status(said, self._reader)
        if status is None and refuses(said, self._reader):
            return Facts(status=ActionStatus.DROPPED)
        if status is None or as_qualified(said, status) is not status:
            return None
        rest = rest.strip(" ()[].,:")
        if not rest:
            return Facts(status=status)
        day = self._reader.calendar.find(rest)
        if day and _only_words_of_time().fullmatch(rest[: day.start]) and not rest[day.end :].strip(" .)"):
            if status is ActionStatus.DONE:
                return Facts(status=status, closed=day.day)
            return Facts(status=status, due=day.day)
        if _whereabouts().fullmatch(rest):
            return Facts(status=status, ticket=read_ticket(Words(rest, words.links), is_told=True))
        ticket = read_ticket(Words(rest, words.links), is_told=True)
        return Facts(status=status, ticket=ticket) if ticket and len(rest.split()) <= 3 else None

    def _due(self, said: str) -> Facts | None:
        dense = month_first_in(said)
        said = _postposition().sub("", said.lstrip("→〜～ "))
        found = _due_word().match(said)
        rest = said[found.end() :] if found else said
        month_first = (dense or None) if not found or found["english"] else month_first_in(found[0])
        day = self._reader.calendar.find(rest, month_first=month_first)
        if day is None and re.fullmatch(r"[0-9]{1,2}\.(?:0[1-9]|1[0-2])", rest) and found and not found["english"]:
            # The full stop behind the month was taken for the end of the sentence.
            day = self._reader.calendar.find(f"{rest}.")
        if day and day.start == 0 and (not rest[day.end :].strip(" .)") or _time_of_day().fullmatch(rest, day.end)):
            return Facts(due=day.day, due_text=None if day.day else rest.strip()) if found or day.day else None
        if day and _weekday().fullmatch(rest[: day.start]) and not rest[day.end :].strip(" .)"):
            return Facts(due=day.day) if day.day else None
        if found and _point_in_time().fullmatch(rest.strip()):
            return Facts(due_text=rest.strip())
        if not found and _named_time().fullmatch(said):
            return Facts(due_text=said)
        return None

    def _owner(self, said: str) -> Facts | None:
        if said[:3].casefold() == "by " and self._reader.people.knows(said[3:]):
            return Facts(owner=said[3:])
        if name := mentioned(said):
            return Facts(owner=name)
        if HANDLE.match(said):
            owner = read_owner(said)
            is_name = owner and owner.startswith("@") and not re.search(r"[0-9–—]|\s-\s", HANDLE.sub("", owner))
            return Facts(owner=owner) if is_name and len(said.split()) <= 6 else None
        pieces = said.split()
        for length in (2, 1):
            field = labels().get(fold(" ".join(pieces[:length]))) if length < len(pieces) <= length + 3 else None
            if field is Field.OWNER or (length == 2 and fold(" ".join(pieces[:2])) in {"owned by", "assigned to"}):
                return Facts(owner=read_owner(" ".join(pieces[length:])))
        return None

    def _ticket(self, text: str, said: str, words: Words) -> Facts | None:
        urls = words.links_in(text)
        link = words.link_at_start(text.strip())
        is_link = bool(link and link[0] == len(text.strip()))
        if _named_bug().fullmatch(said):
            return Facts(ticket=said)
        if key := key_alone(said):
            return Facts(ticket=key)
        bare, _, last = said.rpartition(" ")
        status, rest = self._reader.inline_status(last)
        is_closing = bool(bare and status is not None and not rest)
        if (is_link and is_issue(urls[0])) or _ticket_alone().fullmatch(bare if is_closing else said):
            ticket = read_ticket(Words(text, words.links), is_told=True)
            return Facts(ticket=ticket, status=status if is_closing else None) if ticket else None
        return None

    def _priority(self, said: str) -> Facts | None:
        found = _priority_words().fullmatch(said)
        priority = self._reader.conventions.priority(found["name"]) if found else None
        return Facts(priority=priority.name) if priority else None


@cache
def _sure_signs() -> tuple[str, ...]:
    return tuple(sign for sign in signs() if sign not in _UNSURE_SIGNS)


@cache
def _set_off() -> re.Pattern[str]:
    return re.compile(r"(?P<words>[^\W_][\w'’ -]{0,30}?)(?:\s*[:：]\s*|\s+[–—-]+\s+)")


@cache
def _shouted() -> re.Pattern[str]:
    # In capitals, before words that are not: "TODO ask the vendor".
    return re.compile(r"(?P<words>[A-Z]{3,12}(?:[ -][A-Z]{2,10})?)\s+(?=[@(\"'`\ue0ff]|[^\W\d_]?[a-zà-ÿ])")


@cache
def _said_last() -> re.Pattern[str]:
    # Behind a colon "open" and "closed" may be what something is set to.
    return re.compile(
        r"(?<=[^A-Z\s])\s(?P<words>[A-Z]{3,12}(?:[ -][A-Z]{2,10})?)\Z"
        r"|:\s+(?P<said>(?!(?i:open|closed|live|ready|started)\b)[^\W\d_][\w'’ -]{1,25})\Z"
    )


@cache
def _first_piece() -> re.Pattern[str]:
    return re.compile(r"(?P<words>[0-9A-Za-z][\w./ -]{0,20}?)(?:\s*:\s+|\s+[–—-]\s+)")


@cache
def _trailing_handles() -> re.Pattern[str]:
    return re.compile(r"(?<![^\s,;:–—-])@[A-Za-z0-9][\w./-]*(?:(?:\s*[,&/+]\s*|\s+(?:and\s+)?)@[A-Za-z0-9][\w./-]*)*\Z")


@cache
def _joins() -> re.Pattern[str]:
    # A person whom the sentence needs: "a call with @mara", "ask @jonas".
    return re.compile(
        r"(?:\b(?:with|and|from|for|of|by|ask|tell|inform|contact|to|between|via|than|as|cc|thank|thanks|in|at|on|about"
        r"|mention|ping|notify|mit|med|avec|con|com|van|og|und|et|y|e)|[@#])\s*\Z",
        re.IGNORECASE,
    )


@cache
def _preposition() -> re.Pattern[str]:
    return re.compile(
        r"(?<=\s)(?:by|before|until|due|eta|target|no later than|bis|vor|avant|d'ici|antes d[eo]l?|até|entro|vóór|voor|"
        r"før|innen|inden|senest|senast|före|till|til|do|landed|shipped|completed|done|finished|merged|deployed|closed|"
        r"resolved|fixed|released|implemented|📅|📆|🗓\ufe0f?|⏰)\s?:?\s",
        re.IGNORECASE,
    )


@cache
def _postposition() -> re.Pattern[str]:
    return re.compile(r"(?:まで(?:に)?|迄|前|之前|以前)\Z")


@cache
def _whereabouts() -> re.Pattern[str]:
    return re.compile(r"(?:in|with|by|via|as part of)(?:\s\S+){1,3}", re.IGNORECASE)


@cache
def _only_words_of_time() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:on|at|in|since|until|by|due|from|am|den|le|el|em|il|op|på|eta|target)\s?)?[\s(:,]*", re.IGNORECASE
    )


@cache
def _due_word() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?P<english>(?:due|target|deadline|eta)(?:\s(?:by|on|date|is|for))*|by|before|until|no later than"
        r"|(?:first|next)\s(?:one|run|time|test|drill|exercise|round|session|review|rotation)(?:\s(?:on|by|due|is|at))?|(?:first|next)\s(?:on|by)"
        r"|(?:starting|beginning)(?:\s(?:on|from))?)"
        r"|erstmals(?:\sam)?|ab\sdem|(?:première|primera|prima|primeira)\s(?:fois|vez|volta)(?:\sle|\sel|\sil)?|første\sgang|första\sgången"
        r"|fällig(?:\sam)?|frist|bis(?:\szum)?|vor(?:\sdem)?|spätestens|échéance|avant(?:\sle)?|d'ici(?:\sle)?|pour le"
        r"|antes d[eo]l?|para el|hasta(?:\sel)?|fecha límite|até|prazo|entro(?:\sil)?|scadenza|vóór|voor|uiterlijk"
        r"|før|innen|inden|frist|senest|senast|före|tidsfrist|till|til|do|期限|締切)\b[\s:]*|[📅📆🗓⏰]\ufe0f?[\s:]*",
        re.IGNORECASE,
    )


@cache
def _time_of_day() -> re.Pattern[str]:
    return re.compile(
        r"[\s,]*(?:eod|cob|end of day|at noon|(?:at\s)?[0-9]{1,2}:[0-9]{2}(?:\s?[A-Za-z]{2,4})?)[\s.)]*", re.IGNORECASE
    )


@cache
def _weekday() -> re.Pattern[str]:
    return re.compile(
        r"(?:on\s|eod\s|end of\s)?(?:[A-Za-zÀ-ÿ]{2,9}(?:day|tag|dag|di)|mon|tue|wed|thu|fri|sat|sun|eod)\.?,?\s",
        re.IGNORECASE,
    )


_MONTHS: Final = "january|february|march|april|may|june|july|august|september|october|november|december"
_NAMED_TIME: Final = (
    r"(?:(?:the\s)?(?:end|beginning|middle|start|mid|early|late|eo)\s?(?:of\s)?(?:the\s|this\s|next\s)?)?"
    r"(?:q[1-4](?:[\s/-]?(?:20)?[0-9]{2})?|20[0-9]{2}[\s-]?q[1-4]|h[12]\s?(?:20[0-9]{2})?"
    r"|(?:this|next|the next|current|coming|following)\s"
    r"(?:week|month|quarter|sprint|year|release|cycle|iteration|session)"
    r"|eo[dwmqy]|(?:week|sprint|uke|kw|semaine|semana|vecka|uge)\s?[0-9]{1,3}|cw\s?[0-9]{1,2}|v[0-9]+(?:\.[0-9]+)+"
    rf"|(?:{_MONTHS})\s20[0-9]{{2}}"
    r"|(?:20[0-9]{2}年)?(?:1?[0-9]月|年度?|Q[1-4])(?:上旬|中旬|下旬|末|頃|中|内)|20[0-9]{2}年1?[0-9]月|(?:来|今|再来)(?:月|週|期|年度?)[末中頭]?"
    r"|(?:年内|年度内|次回|随時|継続的?|月末|週末|四半期末))"
)


@cache
def _named_time() -> re.Pattern[str]:
    return re.compile(_NAMED_TIME, re.IGNORECASE)


@cache
def _point_in_time() -> re.Pattern[str]:
    months = "|".join(MONTH_NUMBERS)
    return re.compile(
        rf"{_NAMED_TIME}|(?:(?:next|this)\s)?(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|today|(?:the\s)?"
        r"(?:end|beginning|middle|start|mid|early|late)\s?(?:of\s)?(?:the\s|this\s|next\s)?"
        rf"(?:week|month|quarter|sprint|year|{_MONTHS})(?:\s20[0-9]{{2}})?"
        r"|(?:(?:ende|mitte|anfang|fin|debut|début|mi|eind|slutten av|midten av|starten av|utgangen av|slutet av"
        rf"|slutningen af|finales de|fine|końca|koniec)[\s-])?(?:{months})(?:\s20[0-9]{{2}})?",
        re.IGNORECASE,
    )


@cache
def _ticket_alone() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:see|via|tracked (?:in|by|as)|tracking|jira|github|issue|ticket|pr|bug|ref|cf|mr)[\s:]+){0,2}"
        r"(?:https?://\S+|(?:[\w.-]{1,60}/[\w.-]{1,80})?[#!][0-9]{1,7}|[A-Z]{2,10}[0-9]?-[0-9]{1,7}|T[0-9]{4,7}|b/[0-9]{3,10}"
        r"|(?:AB|bsc|rhbz)#[0-9]{2,8}|lp:[0-9]{5,8}|(?:PRB|CHG|TASK|RITM|REQ|INC|PTASK)[0-9]{6,10})",
        re.IGNORECASE,
    )


@cache
def _named_bug() -> re.Pattern[str]:
    return re.compile(r"(?:bug|bz|issue|ticket|case|sak|vorgang)\s(?:no\.?\s)?[0-9]{3,9}", re.IGNORECASE)


@cache
def _priority_words() -> re.Pattern[str]:
    return re.compile(r"(?:prio(?:rity)?[\s:]+)?(?P<name>\w{1,20})(?:\s?prio(?:rity)?)?", re.IGNORECASE)
