"""The marks at the beginning of an action item: a number, a status, a ticket, and whose it is."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.adoption.actions_keys import key_in
from pmctl.adoption.actions_mentions import leading_mention
from pmctl.adoption.actions_text import Words, shown
from pmctl.adoption.actions_values import is_issue, read_owner, read_ticket
from pmctl.adoption.actions_wiki import leading_person
from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    from pmctl.adoption.actions_facts import FactReader
    from pmctl.adoption.actions_values import Facts

_CLOSERS: Final = {"(": ")", "[": "]", "（": "）", "【": "】", "{": "}"}
_LONGEST_ASIDE: Final = 300
_MOST_MARKS: Final = 12

IDENTIFIER = lazy_pattern(
    r"(?:(?:action(?: item)?|item|task|todo|ai|a|t|#|no\.?|nr\.?|tiltak|aktion|maßnahme|åtgärd)[\s_-]?#?[0-9]{1,3}"
    r"|[0-9]{1,3}(?:\.[0-9]{1,2})?)"
    r"\s*[:.)–—-]\s+(?=\S)",
    re.IGNORECASE,
)
_TITLE_LABEL = lazy_pattern(
    r"(?:action(?: item)?|task|item|what|description|tiltak|aufgabe|tarea|tâche)\s*:\s+(?=\S)", re.IGNORECASE
)
_NUMBER_LEAD = lazy_pattern(r"(?P<key>[#!][0-9]{2,7})(?:\s*[:–—-]\s*|\s+(?=\S))")
_PRIORITY_LEAD = lazy_pattern(r"(?P<key>P[0-9])\s+(?=[A-ZÀ-Þ])")
_KEY_LEAD = lazy_pattern(
    r"\[?(?P<key>[A-Z]{2,10}[0-9]?-[0-9]{1,7}|[A-Za-z]{2,10}\s?#[0-9]{1,8}|T[0-9]{4,7}"
    r"|b/[0-9]{3,10})\]?\s*(?:[:–—-]\s*"
    r"|\s(?=\S))"
)
_ADDRESS_LEAD = lazy_pattern(r"(?P<url>https?://[^\s<>]{1,1000}?)[+#]?(?:\s*[:–—-]\s+|\s+)(?=\S)")
_TEAM_LEAD = lazy_pattern(r"(?P<who>[A-ZÀ-Þ][\w/&-]*(?:\s[\w/&-]+){0,3}?\s[Tt]eam)\s*[:–—-]\s+")
_HANDLE_LEAD = lazy_pattern(
    r"(?P<who>@[A-Za-z0-9][\w./-]*(?:(?:\s*[,&/+]\s*|\s+(?:and\s+)?)@[A-Za-z0-9][\w./-]*){0,9})"
    r"(?:\s+(?:will|to)\s+|\s*[:：,]\s*|\s+[-–—]+\s+)"
)
_MENTION_LEAD = lazy_pattern(
    r"@(?P<who>[A-ZÀ-Þ][^\W\d_]+(?:\s[A-ZÀ-Þ][^\W\d_]+){1,2})(?:\s+(?:will|to)\s+|\s*[:：,]\s*|\s+[-–—]+\s+)"
)
_NAME_LEAD = lazy_pattern(r"(?P<who>[^\W\d_][^:：\n()\[\]]{0,50}?)\s*(?::\s|：|\s[-–—]+\s)\s*(?=\S)")
GENERIC_LINK = lazy_pattern(
    r"(?:github |jira |the |our )?"
    r"(?:issues?|prs?|pull requests?|tickets?|jira|links?|linear|mr|merge request|bug|task|card"
    r"|tracking issue|tracked here|here|details|see|story|tracker|sak|lenke|vorgang|チケット|リンク|工单|티켓|링크)"
    r"\s?#?[0-9]{0,7}"
    r"|[\w./-]*[#!][0-9]{1,7}|[A-Z]{2,10}[0-9]?-[0-9]{1,7}|T[0-9]{4,7}|https?://.*",
    re.IGNORECASE,
)


class HeadReader:
    """Takes the marks off the beginnings of the items of one document."""

    def __init__(self, facts: FactReader) -> None:
        """Take the reader of the document's facts."""
        self._facts = facts
        self._reader, self._phrases = facts.reader, facts.phrases

    def strip(self, words: Words, text: str, facts: Facts, *, names: bool) -> str:
        """Return `text` without its marks, of which `facts` takes what they say; never nothing."""
        for _ in range(_MOST_MARKS):
            shorter = self._without(words, text.lstrip(" |–—-:：、,•·"), facts, names=names)
            if shorter is None or not shown(shorter):
                break
            text = shorter
        return text

    def _without(self, words: Words, text: str, facts: Facts, *, names: bool) -> str | None:
        if text.startswith("[[") and (linked := leading_person(text, self._reader.people)):
            facts.owner = facts.owner or linked[0]
            return text[linked[1] :]
        if text[:1] in _CLOSERS and 0 < (end := text.find(_CLOSERS[text[0]])) <= _LONGEST_ASIDE:
            said = self._facts.all_facts(text[1:end], words, names=names, nicks=True)
            if said is None:
                return None
            facts.add(said)
            return text[end + 1 :]
        status, rest = self._phrases.leading_status(text)
        if rest is not None:
            facts.status = facts.status or status
            return rest
        if number := _NUMBER_LEAD.match(text):
            facts.ticket = facts.ticket or number["key"]
            return text[number.end() :]
        if found := IDENTIFIER.match(text) or _TITLE_LABEL.match(text):
            return text[found.end() :]
        if link := words.link_at_start(text):
            behind = text[link[0] :]
            if not is_issue(link[1]) or not GENERIC_LINK.fullmatch(shown(text[: link[0]])) or not behind.strip():
                return None
            facts.ticket = facts.ticket or link[1]
            return behind
        return self._without_name(text, facts)

    def _without_name(self, text: str, facts: Facts) -> str | None:
        said = self._phrases.leading(text)
        if said is not None:
            facts.add(said[0])
            return said[1]
        if (found := _KEY_LEAD.match(text)) and (ticket := _ticket(found["key"])):
            facts.ticket = facts.ticket or ticket
            return text[found.end() :]
        if (found := _ADDRESS_LEAD.match(text)) and is_issue(found["url"]):
            facts.ticket = facts.ticket or found["url"]
            return text[found.end() :]
        if (found := _PRIORITY_LEAD.match(text)) and (priority := self._reader.priority(found["key"])):
            facts.priority = facts.priority or priority
            return text[found.end() :]
        if found := _HANDLE_LEAD.match(text) or _MENTION_LEAD.match(text) or _TEAM_LEAD.match(text):
            facts.owner = facts.owner or (read_owner(found["who"]) if found["who"][0] == "@" else found["who"])
            return without_asking(text[found.end() :])
        if mentioned := leading_mention(text):
            facts.owner = facts.owner or mentioned[0]
            return text[mentioned[1] :]
        if (found := _NAME_LEAD.match(text)) and self._reader.people.leads(found["who"]):
            facts.owner = facts.owner or found["who"]
            return text[found.end() :]
        return None


def without_asking(text: str) -> str:
    """Return what somebody will do without "add:" or the like before what is a title of its own."""
    return _asked().sub("", text, count=1)


@cache
def _asked() -> re.Pattern[str]:
    # "@mara to add: Timeout of the lock": the words behind the colon are a title of their own.
    return re.compile(
        r"\A(?:add|do|run|hold|write|create|build|fix|file|schedule|set up|implement|introduce|deliver|complete"
        r"|finish|handle|own|take|take on|look at"
        r"|look into):\s{1,3}(?=[A-ZÀ-Þ\"'`])"
    )


def _ticket(key: str) -> str | None:
    return key_in(key) if "#" in key else read_ticket(Words(key), is_told=True)


@cache
def person_will() -> re.Pattern[str]:
    """Return what finds the subject of a sentence that says who will do something."""
    return re.compile(
        r"(?P<who>(?!(?:The|This|That|These|Those|There|We|They|It|You|Everyone|Someone|Nobody|All|Any|Each|Every"
        r"|What"
        r"|When|How|Why|Need|Needs|Ability|Plan|Plans|Decision|Things|Something|Have|Going|Try|Continue|Look|Want"
        r"|Work"
        r"|Ways?|Option|Options|Changes?|Next|Consider|Proposal|Add|Start|Agree|Remember|Move|Switch)\b)"
        r"[A-ZÀ-Þ][^\W\d_]+(?:[’'-][^\W\d_]+)?(?:(?:\s(?:and|&)|,|/)?\s?[A-ZÀ-Þ][^\W\d_]+|\s[A-Z]\.)?)"
        r"\s+(?:to|will)\s+(?!be\b|the\b|a\b|an\b)(?=[a-z])"
    )
