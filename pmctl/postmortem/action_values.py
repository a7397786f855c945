"""What stands in a cell of the table of actions and is a value of its kind: somebody, a day, a status, or none yet."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from pmctl.postmortem.conventions import ActionStatus, fold_word

_LONGEST: Final = 80
"""In characters; what is longer is no value but a story."""

# What GitHub, GitLab, Jira, Linear and spreadsheets call the states of a task, and what people do.
_STATUS_WORDS: Final = {
    ActionStatus.OPEN: "todo to-do not-started not-yet-started not-done new planned pending backlog queued scheduled",
    ActionStatus.IN_PROGRESS: "wip work-in-progress doing started ongoing on-going under-way underway in-review active",
    ActionStatus.BLOCKED: "on-hold waiting paused stalled",
    ActionStatus.DONE: "complete completed closed finished fixed resolved merged shipped",
    ActionStatus.DROPPED: "wontfix wont-fix won't-fix wont-do won't-do cancelled canceled rejected abandoned",
}
_TICKS: Final = frozenset("✅☑✔✓🗹")
_NOT_YET: Final = frozenset(
    ("", "tbd", "tba", "tbc", "todo", "nobody", "asap", "soon", "later", "ongoing", "someday", "to be determined",
     "to be decided")
)  # fmt: skip
_NO_NAMES: Final = frozenset(
    ("ask", "check", "from", "maybe", "moved", "not", "now", "ping", "see", "talk", "tell", "until", "via", "waits",
     "was", "with")
)  # fmt: skip
"""What a remark begins with that is short enough to be a name."""


def reads_as_person(words: str) -> bool:
    """Return whether words are nothing but one person or several: handles, addresses, names; or nobody yet."""
    if is_none_yet(words):
        return True
    people = [person for person in _between_people().split(words) if person] if len(words) <= _LONGEST else []
    return bool(people) and all(map(_is_somebody, people))


def reads_as_day(words: str) -> bool:
    """Return whether words are nothing but a day or a period, with or without a year, however written; or none yet."""
    if is_none_yet(words):
        return True
    if len(words) > _LONGEST:
        return False
    from pmctl.postmortem.written_dates import DATE, SHORT_DATE  # noqa: PLC0415 - most cells are what pmctl wrote

    plain = _before_days().sub("", words.rstrip("."))
    return any(
        pattern.fullmatch(day) is not None
        for day in (plain, plain + ".")
        for pattern in (DATE, SHORT_DATE, _compact(), _period())
    )


def reads_as_status(words: str) -> bool:
    """Return whether words are nothing but a status, with or without a sign beside it; or none yet."""
    return 0 < len(words) <= _LONGEST and (
        is_none_yet(words) or _without_signs(words) in {"", *ActionStatus, *_status_words()}
    )


def status_said(words: str) -> str:
    """Return pmctl's word for the status that words are; else the words, folded as `fold_word` does."""
    if len(words) > _LONGEST:
        return words
    word = _without_signs(words)
    if not word:
        return ActionStatus.DONE if _TICKS.intersection(words) else words
    return _status_words().get(word, word)


def is_none_yet(words: str) -> bool:
    """Return whether words say that there is nobody, no day or no status yet, or are none."""
    from pmctl.postmortem.nobody import NOBODY  # noqa: PLC0415 - as above

    folded = words.casefold().strip("?!.…:()<> ")
    return folded in _NOT_YET or folded in NOBODY


def _is_somebody(words: str) -> bool:
    if _ticket().fullmatch(words):
        return False
    if _handle().fullmatch(words):
        return True
    names = words.split()
    return names[0].casefold() not in _NO_NAMES and _name().fullmatch(words) is not None


def _without_signs(words: str) -> str:
    """Return a status without signs before or behind it, folded; a box that is ticked is a sign as well."""
    boxed = _sign_names().sub(" ", words)
    return fold_word("".join(" " if _is_sign(char) else char for char in boxed))


def _is_sign(char: str) -> bool:
    """Whether a character is a symbol, or one of those that join, vary or colour emoji."""
    return char > "\x7f" and unicodedata.category(char) in {"So", "Sk", "Cf", "Mn", "Me"}


@cache
def _status_words() -> dict[str, str]:
    return {word: status.value for status, words in _STATUS_WORDS.items() for word in words.split()}


@cache
def _sign_names() -> re.Pattern[str]:
    return re.compile(r":[a-z][a-z0-9_+-]{1,40}:|\A\[[ xX]?\]")


@cache
def _between_people() -> re.Pattern[str]:
    return re.compile(r"\s*[,;&/+]\s*(?:and\s+)?|\s+(?:and|und|et|og|och|y)\s+")


@cache
def _ticket() -> re.Pattern[str]:
    return re.compile(r"[A-Z][A-Z0-9]+-[0-9]+")


@cache
def _handle() -> re.Pattern[str]:
    return re.compile(r"@?[\w.-]*\w[\w.-]*(?:@[\w.-]+)?(?:\s\(@[\w.-]+\))?")


@cache
def _name() -> re.Pattern[str]:
    # Each word begins with a capital, or in a script that has none, or is a particle of surnames, or says team.
    word = r"(?:[^\W\d_a-zß-öø-ÿ][\w.'’-]{0,40}|van|von|der|den|de|da|di|du|dos|del|la|le|bin|al|team|squad)"
    return re.compile(rf"{word}(?:\s{word}){{0,4}}(?:\s\(@[\w.-]+\))?")


@cache
def _before_days() -> re.Pattern[str]:
    day = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
    return re.compile(rf"\A(?:(?:by|before|until|due|on|ca\.?|~)\s*)?(?:{day}[.,]?\s+(?=.*[0-9]))?", re.IGNORECASE)


@cache
def _compact() -> re.Pattern[str]:
    return re.compile(r"20[0-9]{6}")


@cache
def _period() -> re.Pattern[str]:
    from pmctl.postmortem.written_dates import MONTH_NUMBERS  # noqa: PLC0415 - as above

    day = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
    unit = rf"(?:day|week|sprint|month|quarter|half|year|{day}|q[1-4]|h[12]|{'|'.join(MONTH_NUMBERS)})"
    return re.compile(
        rf"eo[dwmqy]|today|tomorrow|[0-9]{{4}}-?(?:q[1-4]|w[0-9]{{1,2}}|[01][0-9])|(?:calendar\s)?(?:week|cw|kw|sprint)"
        rf"\s?[0-9]{{1,3}}|\+?[0-9]{{1,3}}\s?(?:[dwmqy]|days?|weeks?|months?)"
        rf"|(?:in\s)?(?:(?:the\s)?(?:end|beginning|middle|start)\sof\s|early\s|mid[\s-]|late\s)?"
        rf"(?:(?:the|this|next)\s)?{unit}\.?(?:\s[0-9]{{4}})?",
        re.IGNORECASE,
    )
