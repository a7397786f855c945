"""Which milestones the words of one entry of a timeline tell, and how plainly."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Final

from pmctl.adoption.milestone_doubts import LONGEST, denied, is_end_doubtful, of_others, sentence_of
from pmctl.adoption.milestone_effects import effect_begins, effect_ends, no_relief
from pmctl.adoption.milestone_names import milestone_named
from pmctl.adoption.milestone_others import is_aftermath, is_not_ours, is_told_for_later
from pmctl.adoption.milestone_words import (
    anothers,
    at_another_time,
    calm,
    change,
    hearsay,
    milestone_patterns,
    no_ack,
    of_customer,
    told_later,
    trouble,
    unnoticed,
    weak_patterns,
)

_HEAD: Final = 160
"""Characters of an event in which a milestone is looked for: what comes later is detail."""


def tells(event: str, key: str) -> bool:
    """Return whether an event, without Markdown's marks, says that it is the milestone `key`."""
    return key in told_milestones(event)


def told_milestones(event: str) -> dict[str, bool]:
    """Return the milestones that an event tells, without Markdown's marks: each with whether it does so plainly.

    "Incident resolved" is plain. "Traffic is normal" is not: it is what counts if no other entry is plain.
    """
    text = event[:LONGEST]
    told = _plainly_told(text)
    weak = {key for key, pattern in weak_patterns().items() if key not in told and _is_told(text, pattern, key)}
    if "detected_at" in told or ("started_at" in weak and hearsay().search(text[:_HEAD])):
        # Who reports errors, or is paged for them, was not there when they began.
        weak.discard("started_at")
    told |= dict.fromkeys(weak, False)
    # What also ends the incident does not say that its effects ended only then.
    if "resolved_at" not in told and _is_effect_over(text):
        told["mitigated_at"] = True
    return {} if told and is_not_ours(text) else told


def _is_effect_over(text: str) -> bool:
    founds = effect_ends().finditer(text, 0, _HEAD)
    return any(
        _is_meant(text, *one.span(), "mitigated_at") and not _is_no_relief(text[: one.start()], text[one.end() :])
        for one in founds
    )


def _is_no_relief(before: str, rest: str) -> bool:
    return no_relief().search(before) is not None or (begins_in_trouble(rest) and not is_aftermath(rest))


def plain_milestones(event: str) -> dict[str, bool]:
    """Return those of the milestones that an event tells plainly."""
    told = _plainly_told(event[:LONGEST])
    return {} if told and is_not_ours(event) else told


def _plainly_told(text: str) -> dict[str, bool]:
    named = milestone_named(text)
    told = {
        key: True
        for key, pattern in milestone_patterns().items()
        if (key == named and _is_meant(text, 0, 0, key)) or _is_told(text, pattern, key)
    }
    if (
        "acknowledged_at" in told
        and "detected_at" not in told
        and milestone_patterns()["detected_at"].search(text, 0, _HEAD)
    ):
        # Who acknowledges an alert that is refused is about something else.
        del told["acknowledged_at"]
    return told


def begins_in_trouble(event: str) -> bool:
    """Return whether a part of an event says that something fails, not that somebody works on it or tells it."""
    text = event[:_HEAD]
    if not trouble().search(text) or hearsay().search(text):
        return False
    starts = [0, *(found.end() for found in _part_end().finditer(text)), len(text)]
    return any(_is_trouble(text, start, end) for start, end in pairwise(starts)) and not is_not_ours(text)


def begins_in_effect(event: str) -> bool:
    """Return whether an event says that users, or what they use, are hit, as far as that began with it."""
    text = event[:_HEAD]
    found = effect_begins(text)
    if found is None or hearsay().search(text) or is_not_ours(text) or at_another_time().search(text):
        return False
    first, last = sentence_of(text, *found.span())
    before = _part().sub("", text[first : found.start()])
    # The thing itself may be a report or a backup.
    verb = text.find(" ", found.start(), found.end())
    is_change = change().search(text, max(verb, found.start()), found.end()) is not None
    is_change = is_change or _elsewhere().search(text, first, last) is not None
    return not (is_change or denied().search(before) or of_others().search(before)) and not told_later().search(
        text[first:last]
    )


def _is_trouble(text: str, start: int, end: int) -> bool:
    found = trouble().search(text, start, end)
    return not (
        found is None
        or change().search(text, start, end)
        or denied().search(text[start : found.start()])
        or of_others().search(text[: found.start()])
    )


@cache
def _part() -> re.Pattern[str]:
    # Where only a part of the requests fails, it has begun.
    return re.compile(r"\b(?:half|nearly|almost|partly|some)\b", re.IGNORECASE)


@cache
def _elsewhere() -> re.Pattern[str]:
    return re.compile(r"\b(?:tests?|staging|canary|sandbox|dry[\s-]run|qa|locally|local)\b", re.IGNORECASE)


@cache
def _part_end() -> re.Pattern[str]:
    return re.compile(r"[,;:.]\s|\s[–—-]\s|\sand\s")


def _is_told(text: str, pattern: re.Pattern[str], key: str) -> bool:
    return any(_is_meant(text, *found.span(), key) for found in pattern.finditer(text, 0, _HEAD))


def _is_meant(text: str, start: int, end: int, key: str) -> bool:
    """Return whether the words around those of a milestone leave no doubt that it is one, of this incident, and now."""
    first, last = sentence_of(text, start, end)
    sentence, before, words = text[first:last], text[first:start], text[start:end]
    if at_another_time().search(sentence):
        return False
    if key in {"mitigated_at", "resolved_at"}:
        return not is_end_doubtful(text, start, end)
    if denied().search(before[-60:]) or of_others().search(before):
        return False
    match key:
        case "started_at":
            return not change().search(words) and not told_later().search(sentence)
        case "detected_at":
            is_seen = not any(found.search(sentence) for found in (anothers(), calm())) and not unnoticed().search(text)
            is_named = words.endswith(":") and not _none().match(text[end:])
            is_seen = is_seen and not _not().search(words) and (is_named or not _nothing().match(text[end:]))
            return is_seen and not is_told_for_later(text[end:])
        case _:
            return not of_customer().search(before) and not no_ack().search(sentence)


@cache
def _not() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:not|never|stop(?:s|ped)?|fail(?:s|ed)?\sto|too\s(?:late|early)"
        r"|no\s(?:\w+\s)?(?:alerts?|alarms?|pages?|anomal\w+))\b|n't\b",
        re.IGNORECASE,
    )


@cache
def _nothing() -> re.Pattern[str]:
    return re.compile(
        r"\s(?:that\s)?(?:no|nothing|none)\b(?!\s[^.;]{0,40}\b(?:arrives?|comes?|sent|delivered|processed|works?)\b)",
        re.IGNORECASE,
    )


@cache
def _none() -> re.Pattern[str]:
    return re.compile(r"\s?(?:nothing|none|no\s?(?:\w+\s)?(?:alerts?|alarms?|pages?|action|longer))\b", re.IGNORECASE)
