"""What a cell of a table, or the text behind a label, says of an action item: its owner, due day, status, ticket."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.adoption.actions_moves import without_moves
from pmctl.adoption.actions_statuses import (
    as_qualified,
    cell_signs,
    inline_statuses,
    may_begin_status,
    signs,
    status_by_stem,
    statuses,
)
from pmctl.adoption.actions_text import Words, shown, words_of
from pmctl.adoption.actions_words import VERBS, Field, is_nothing, types
from pmctl.postmortem.conventions import ActionStatus, ActionType, fold_word
from pmctl.postmortem.heading_words import fold
from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.placeholders import is_placeholder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from pmctl.adoption.actions_days import Calendar
    from pmctl.adoption.actions_names import People
    from pmctl.postmortem.conventions import Conventions

_LONGEST_STATUS: Final = 5
"""No language needs more words for a status."""
_LONGEST_DUE: Final = 80
"""Beyond this many characters a text is a story, and no point in time."""
_NOBODY: Final = ("@name", "@owner", "@assignee", "@person", "@yourname", "@your-name", "@firstname")
"""Handles that templates put where one is meant to stand."""
_LONGEST_OWNER: Final = 200
_MOST_WORDS_OF_A_NAME: Final = 3
"""More words of which the first asks for something are a sentence."""

_TELLS: Final = {
    Field.OWNER: ("owner",),
    Field.DUE: ("due", "due_text"),
    Field.STATUS: ("status", "status_text", "closed"),
    Field.CLOSED: ("status", "status_text", "closed"),
    Field.TICKET: ("ticket",),
    Field.NUMBER: ("ticket",),
    Field.PRIORITY: ("priority",),
    Field.TYPE: ("type",),
}

HANDLE = lazy_pattern(r"(?<![\w.@/+-])@[A-Za-z0-9][\w-]*(?:[./][\w-]+)*")
_MENTION = lazy_pattern(
    r"(?:\A|(?P<gap>(?<=[^\W\d_])\s)|(?<=[,;&/]\s)|(?<=\band\s))@(?=[A-ZÀ-Þ][^\W\d_]+\s[A-ZÀ-Þ][^\W\d_]+(?!\w))"
)
_ASIDE = lazy_pattern(r"[(（\[【][^()（）\[\]【】]{0,300}[)）\]】]")
_BETWEEN = lazy_pattern(r"[\s,;&+/]|and\b|und\b|et\b|og\b|och\b|y\b|e\b|en\b|、|と")
_BREAK = lazy_pattern(r"(?<![,;/&\s])\s{0,3}<br\s{0,3}/?>\s{0,3}(?=[\w@*\[`])", re.IGNORECASE)
_KEY = lazy_pattern(
    r"(?<![\w/.-])(?!(?:UTF|UTC|GMT|SHA|CVE|CWE|RFC|ISO|AES|RSA|MD|HTTP|HTTPS|TLS|SSL|IPV|COVID|SEV|GPT|AI|ACTION|ITEM|TASK"
    r"|ARM|PEP|US|EU|AP|CA|SA|AF|ME|Q|P|V|H|FY)-)[A-Z]{2,10}[0-9]?-[0-9]{1,7}(?![\w-]|\.[0-9])"
)
_OTHER_KEY = lazy_pattern(
    r"(?<![\w/.#-])(?:T[0-9]{5,7}|b/[0-9]{5,10}|AB#[0-9]{2,7}|GH-[0-9]{1,6}|(?:PRB|CHG|TASK|RITM|REQ|INC|PTASK)[0-9]{6,10}"
    r"|bsc#[0-9]{4,8}|rhbz#[0-9]{4,8}|lp:[0-9]{5,8})(?![\w-]|\.[0-9])"
)
"""Tickets of Phabricator, Google's tracker, Azure DevOps, ServiceNow and Bugzillas."""

_SHORT_KEY = lazy_pattern(r"(?<![\w/.#-])(?:T[0-9]{3,7}|b/[0-9]{3,10})(?![\w-]|\.[0-9])")
_NUMBER = lazy_pattern(r"(?<![\w#&])(?:[\w.-]{1,60}/[\w.-]{1,80})?[#!][0-9]{1,7}(?!\w)")
_REPOSITORY_NUMBER = lazy_pattern(r"(?<![\w/.-])[\w.-]{1,60}/[\w.-]{1,80}[#!][0-9]{1,7}(?!\w)")
_NAMED_NUMBER = lazy_pattern(
    r"\b(?:issues?|bug|pr|mr|ticket|pull request|merge request)s?\s(?P<number>[#!][0-9]{1,7})(?!\w)", re.IGNORECASE
)
_HASH = lazy_pattern(r"(?=[0-9]*[a-f])[0-9a-f]{7,40}")
_URL = lazy_pattern(r"https?://[^\s<>\"'\])）」、。|]+")
_ISSUE_URL = lazy_pattern(
    r"/(?:issues?|pull|pulls|merge_requests|work_items|pull-requests|tickets?|stories|story|task|tasks|browse|_workitems/edit)"
    r"/[^/?#]*[0-9]|/[A-Z]{2,10}[0-9]?-[0-9]+(?![\w-])|show_bug\.cgi\?|[?&]id=[0-9]+|//trello\.com/c/|//app\.asana\.com/"
    r"|//linear\.app/[^/]+/issue/|/T[0-9]+(?:$|[?#])|selectedIssue="
)
_AROUND_STATUS: Final = " .!:-–—*[]()【】（）"
_RANGE = lazy_pattern(r"\s*(?:->|→|⇒|=>|–|—|-|to|until|bis|till|til|→)\s*")
_CHOICE = lazy_pattern(r"\s*[/|]\s*|,?\s+(?:or|oder|ou|eller|of|lub)\s+")
_NO_SIGNS = lazy_pattern(r"[\ufe0e\ufe0f\u200d]")


@dataclass(slots=True)
class Facts:
    """What has been read of an action item so far, apart from its title."""

    owner: str | None = None
    due: date | None = None
    due_text: str | None = None
    status: ActionStatus | None = None
    ticket: str | None = None
    priority: str | None = None
    type: ActionType | None = None
    closed: date | None = None
    status_text: str | None = None

    def add(self, other: Facts) -> None:
        """Take from `other` what is not known yet."""
        for name in ("owner", "status", "ticket", "priority", "type", "closed", "status_text"):
            if getattr(self, name) is None:
                setattr(self, name, getattr(other, name))
        if self.due is None and self.due_text is None:
            self.due, self.due_text = other.due, other.due_text

    def of(self, held: tuple[Field, ...]) -> Facts:
        """Return what is said of some fields, without the rest."""
        return Facts(**{name: getattr(self, name) for field in held for name in _TELLS.get(field, ())})

    def __bool__(self) -> bool:
        """Whether anything has been read."""
        return self != Facts()


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the values of one document."""

    calendar: Calendar
    conventions: Conventions
    people: People

    def value(self, field: Field, source: str, *, month_first: bool | None = None) -> Facts:
        """Return what the Markdown `source` says in the place of `field`."""
        if field is Field.OWNER:
            source = _BREAK.sub(", ", source)
        return self.of_words(field, words_of(source), month_first=month_first)

    def of_words(self, field: Field, words: Words, *, month_first: bool | None = None) -> Facts:
        """Return what words say in the place of `field`."""
        match field:
            case Field.OWNER:
                return Facts(owner=read_owner(words.text))
            case Field.DUE:
                return self._due(shown(words.text), month_first=month_first)
            case Field.STATUS | Field.CLOSED:
                return self._status(words, is_closed=field is Field.CLOSED, month_first=month_first)
            case Field.TICKET:
                said = shown(words.text)
                ticket = read_ticket(words, is_told=True) or _told(said) or _numbered(_URL.sub(" ", said))
                return Facts(ticket=ticket, status=self._status_in(said))
            case Field.PRIORITY:
                return Facts(priority=self.priority(shown(words.text)))
            case _:
                return Facts(type=_type(shown(words.text)))

    def priority(self, text: str) -> str | None:
        """Return the priority that `text` names, as it is called, or None."""
        found = self.conventions.priority(text.strip(" ()[]*:.-"))
        if found is None and text.split():
            found = self.conventions.priority(re.split(r"[\s(:–—-]", text.strip(" ()[]*"), maxsplit=1)[0])
        return found.name if found else None

    def status(self, text: str) -> tuple[ActionStatus | None, str]:
        """Return the status with which `text` begins, in any of the words of a table, and what follows it."""
        text = _NO_SIGNS.sub("", text)
        status, rest = self._leading(text, statuses())
        bare = text.strip(_AROUND_STATUS)
        if status is None and bare[:1] in cell_signs():
            status, rest = cell_signs()[bare[0]], bare[1:].strip(_AROUND_STATUS)
        if status is None:
            status = status_by_stem(bare)
            rest = "" if status else rest
        return (as_qualified(bare, status) if status else None), rest

    def inline_status(self, text: str) -> tuple[ActionStatus | None, str]:
        """Return the status with which `text` begins, in words that mean it anywhere, and what follows it."""
        return self._leading(text, inline_statuses())

    def _leading(self, text: str, words: Mapping[str, ActionStatus]) -> tuple[ActionStatus | None, str]:
        text = _NO_SIGNS.sub("", text).strip(_AROUND_STATUS)
        sign = signs().get(text[:1])
        while text[:1] in signs():
            text = text[1:].lstrip(_AROUND_STATUS)
        own = {
            fold(word): ActionStatus(value)
            for word, value in self.conventions.status_words.items()
            if _is_status(value)
        }
        ends = [found.end() for found in re.finditer(r"[\w'’]+", text[:_LONGEST_DUE])][:_LONGEST_STATUS]
        # What `fold` makes of a few words begins with what it makes of the first: few words begin a status.
        if ends and not own and not may_begin_status(fold(text[: ends[0]])):
            return sign, text
        for end in reversed(ends):
            if (status := own.get(folded := fold(text[:end])) or words.get(folded)) is not None:
                return status, text[end:].strip(" .:–—-,!")
        return sign, text

    def _status_in(self, text: str) -> ActionStatus | None:
        """Return the status that is said at either end of a text that holds something else as well."""
        status, _ = self.inline_status(text)
        if status is not None:
            return status
        pieces = re.split(r"[\s(,;]+", text.strip(" .)*"))
        for length in (2, 1):
            status, rest = self.inline_status(" ".join(pieces[-length:]))
            if status is not None and not rest:
                return status
        return None

    def _status(self, words: Words, *, is_closed: bool, month_first: bool | None) -> Facts:
        text = shown(words.text)
        if _is_choice(text, statuses()):
            return Facts()
        status, rest = self.status(text)
        found = self.calendar.find(text, month_first=month_first)
        if status is None and is_closed and found:
            status = ActionStatus.DONE
        facts = Facts(status=status)
        if status is None and not is_nothing(text) and not is_placeholder(text):
            facts.status_text = text[:_LONGEST_DUE]
        if status is ActionStatus.DONE and found:
            facts.closed = found.day
        if status is not None and (rest or words.links):
            facts.ticket = read_ticket(words)
        return facts

    def _due(self, text: str, *, month_first: bool | None) -> Facts:
        if is_nothing(text) or is_placeholder(text):
            return Facts()
        status, rest = self.inline_status(text)
        status = as_qualified(text, status) if status else None
        text = without_moves(text, self.calendar)
        outside = _ASIDE.sub(" ", text).strip() or text
        found = self.calendar.find(outside, month_first=month_first)
        if status is not None and status.is_closed and (found or not rest or is_nothing(rest)):
            return Facts(status=status, closed=found.day if found and status is ActionStatus.DONE else None)
        if found and (between := _RANGE.match(outside, found.end)):
            later = self.calendar.find(outside, start=between.end(), month_first=month_first)
            found = later if later and later.start == between.end() else found
        if found and found.day:
            return Facts(due=found.day, status=status)
        if status is not None and not rest:
            return Facts(status=status)
        return Facts(due_text=outside.strip(" .,;:")[:_LONGEST_DUE] or None)


def read_owner(text: str) -> str | None:
    """Return the owner whom words state, or None: a handle with its @, else the name as it is written."""
    whole = shown(text).strip(" ,;:*–—-/／・→")[:_LONGEST_OWNER]
    if "@" in whole:
        # Notion and Confluence put the sign before a name as people write it.
        whole = _MENTION.sub(lambda found: ", " if found["gap"] else "", whole)
    handles = HANDLE.findall(whole)
    outside = _ASIDE.sub(" ", whole).strip(" ,;:*–—-")
    # The full stop of an initial belongs to the name.
    outside = outside if re.search(r"\b\w\.\Z", outside) else outside.rstrip(".")
    if not handles and (is_nothing(outside) or fold(outside) in inline_statuses()):
        return None
    if handles and (
        not _BETWEEN.sub("", HANDLE.sub("", outside)) or (len(handles) == 1 and not HANDLE.search(outside))
    ):
        named = [handle for handle in dict.fromkeys(handles) if not is_nobody(handle)]
        return ", ".join(named) or None
    outside = " ".join(outside.split())
    if len(outside.split()) > _MOST_WORDS_OF_A_NAME and outside.partition(" ")[0].casefold() in VERBS:
        return None
    return None if is_placeholder(outside) else re.sub(r"\s+([,;])", r"\1", outside) or None


def is_nobody(handle: str) -> bool:
    """Return whether a handle stands in a template for whoever is going to be named."""
    return is_placeholder(handle) or handle.casefold() in _NOBODY


def read_ticket(words: Words, *, is_told: bool = False) -> str | None:
    """Return the ticket that words name: an address or a key, or None.

    Args:
        words: of a cell, a label, or a whole item.
        is_told: whether they stand where nothing but a ticket can, so that any address and any number is one.
    """
    text = shown(words.text)
    urls = [*words.links_in(words.text), *(url.rstrip(".,;:") for url in _URL.findall(text))]
    for url in urls:
        if url.startswith("http") and _ISSUE_URL.search(url):
            return str(url)
    bare = _URL.sub(" ", text)
    if found := _KEY.search(bare) or _OTHER_KEY.search(bare) or _REPOSITORY_NUMBER.search(bare):
        return str(found[0])
    if not is_told:
        named = _NAMED_NUMBER.search(bare)
        return str(named["number"]) if named else None
    if found := _NUMBER.search(bare) or _SHORT_KEY.search(bare):
        return str(found[0])
    return next((url for url in urls if url.startswith("http")), None)


def is_issue(url: str) -> bool:
    """Return whether an address is that of an issue, a pull request, or a card."""
    return url.startswith("http") and bool(_ISSUE_URL.search(url))


def _told(said: str) -> str | None:
    """A key or a number that could be anything, did it not stand alone where nothing but a ticket can."""
    said = said.strip("`[]() ")
    if _HASH.fullmatch(said):
        return None
    return (
        said
        if re.fullmatch(
            r"[A-Za-z][A-Za-z0-9_]{0,11}-[0-9]{1,8}|(?![QHv])[A-Za-z]{1,12}[_/#:]?[0-9]{1,10}|[0-9]{1,9}", said
        )
        else None
    )


def _numbered(text: str) -> str | None:
    """A ticket that is a word or two with a number, such as ``Bug 5550011``, and not a commit."""
    pieces = [piece for piece in _ASIDE.sub(" ", text).replace("`", " ").split() if not _HASH.fullmatch(piece)]
    while pieces and (fold(pieces[-1]) in statuses() or not any(map(str.isdigit, pieces[-1]))):
        pieces.pop()
    said = " ".join(pieces)
    return (
        said
        if 1 <= len(pieces) <= 2 and re.search(r"[0-9]{2}", said) and not re.search(r"[./][0-9]|20[0-9]{2}-", said)
        else None
    )


def _is_choice(text: str, known: Mapping[str, object]) -> bool:
    """Whether a text is what a template offers to choose from: "Open / In progress / Done"."""
    said = [known.get(fold(part)) for part in _CHOICE.split(text[:_LONGEST_DUE])]
    return len(said) > 1 and None not in said and len(set(said)) > 1


def _type(text: str) -> ActionType | None:
    if _is_choice(text, types()):
        return None
    folded = fold(text)
    return types().get(folded) or types().get(folded.partition(" ")[0])


@cache
def _is_status(value: str) -> bool:
    return fold_word(value) in {status.value for status in ActionStatus}
