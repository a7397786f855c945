"""The marks that people put around an action item: who, until when, how far, and where it is tracked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.adoption.actions_labels import cut_labels
from pmctl.adoption.actions_names import leading_name, may_be_owner, may_stand_for_owner, nick, trailing_name
from pmctl.adoption.actions_phrases import Phrases
from pmctl.adoption.actions_text import LONGEST, Words, plain, shown, words_of
from pmctl.adoption.actions_values import Facts, is_issue, read_owner, read_ticket
from pmctl.adoption.actions_words import VERBS, groups, labels
from pmctl.postmortem.conventions import ActionStatus
from pmctl.postmortem.heading_words import fold
from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    from pmctl.adoption.actions_values import Reader

_OPENERS: Final = {")": "(", "]": "[", "）": "（", "】": "【", "}": "{"}
_CLOSERS: Final = {opener: closer for closer, opener in _OPENERS.items()}
_LONGEST_ASIDE: Final = 300
_LONGEST_TITLE: Final = 200
"""Longer ones end with the last sentence that fits: the rest explains, and stays where it is."""
_MOST_MARKS: Final = 12
_MOST_PARTS: Final = 5
_REACH_OF_NAMES: Final = 120
_NUMBERED: Final = (
    "node number step phase shard server host replica option priority room line port rack disk bug issue ticket pr mr "
    "no nr the"
)
"""What is known by its number, which therefore belongs to the words."""
_AROUND: Final = " ,;:–—-|·•、，\t"

_BOLD_LEAD = lazy_pattern(
    r"\s*(\*\*|__)(?P<lead>(?=\S)(?:(?!\1).){1,300}?)\1"
    r"(?P<mark>\s*[:：.]|\s+[-–—]+(?=\s)|\s*\Z|(?<=[.:：!?]\*\*)\s|(?<=[.:：!?]__)\s)(?P<rest>.*)",
    re.DOTALL,
)
_STRUCK = lazy_pattern(r"\s*~~(?P<words>[^~]{1,1000})~~(?P<rest>.*)", re.DOTALL)
_SEPARATOR = lazy_pattern(r"\s+[-–—|·•]+\s+|\s*[;；|｜／※]\s*|,\s+|、|，|[.。!?]\s+|\s*[–—→]\s*")
_LIST_OF_FACTS = lazy_pattern(r"\s*[,;，、；|／※]\s*|\s+[-–—/·]\s+|(?<![0-9])\.\s+")
_IDENTIFIER = lazy_pattern(
    r"(?:(?:action|item|task|todo|ai|a|t|#|no\.?|nr\.?|tiltak|aktion|maßnahme|åtgärd)[\s_-]?#?[0-9]{1,3}"
    r"|[0-9]{1,3}(?:\.[0-9]{1,2})?)"
    r"\s*[:.)–—-]\s+(?=\S)",
    re.IGNORECASE,
)
_TITLE_LABEL = lazy_pattern(
    r"(?:action(?: item)?|task|item|what|description|tiltak|aufgabe|tarea|tâche)\s*:\s+(?=\S)", re.IGNORECASE
)
_NUMBER_LEAD = lazy_pattern(r"(?P<key>[#!][0-9]{2,7})(?:\s*[:–—-]\s*|\s+(?=\S))")
_PRIORITY_LEAD = lazy_pattern(r"(?P<key>P[0-9])\s+(?=[A-ZÀ-Þ])")
_KEY_LEAD = lazy_pattern(r"\[?(?P<key>[A-Z]{2,10}[0-9]?-[0-9]{1,7})\]?\s*(?:[:–—-]\s*|\s(?=\S))")
_PERSON_WILL = lazy_pattern(
    r"(?P<who>(?!(?:The|This|That|These|Those|There|We|They|It|You|Everyone|Someone|Nobody|All|Any|Each|Every|What|When"
    r"|How|Why|Need|Needs|Ability|Plan|Plans|Decision|Things|Something|Have|Going|Try|Continue|Look|Want|Work|Ways?"
    r"|Option|Options|Changes?|Next|Consider|Proposal|Add|Start|Agree|Remember|Move|Switch)\b)"
    r"[A-ZÀ-Þ][a-zà-ÿ'’-]+(?:\s[A-ZÀ-Þ][a-zà-ÿ'’-]+|\s[A-Z]\.)?)\s+(?:to|will)\s+(?!be\b|the\b|a\b|an\b)(?=[a-z])"
)
_TEAM_LEAD = lazy_pattern(r"(?P<who>[A-ZÀ-Þ][\w/&-]*(?:\s[\w/&-]+){0,3}?\s[Tt]eam)\s*[:–—-]\s+")
_HANDLE_LEAD = lazy_pattern(
    r"(?P<who>@[A-Za-z0-9][\w./-]*(?:(?:\s*[,&/+]\s*|\s+(?:and\s+)?)@[A-Za-z0-9][\w./-]*){0,9})"
    r"(?:\s+(?:will|to)\s+|\s*[:：,]\s*|\s+[-–—]+\s+)"
)
_GENERIC_LINK = lazy_pattern(
    r"(?:github |jira |the |our )?"
    r"(?:issues?|prs?|pull requests?|tickets?|jira|links?|linear|mr|merge request|bug|task|card"
    r"|tracking issue|tracked here|here|details|see|story|tracker|sak|lenke|vorgang|チケット|リンク|工单)"
    r"\s?#?[0-9]{0,7}"
    r"|[\w./-]*[#!][0-9]{1,7}|[A-Z]{2,10}[0-9]?-[0-9]{1,7}|https?://.*",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Marked:
    """An item read: its title, what its marks say, and whether it is one of a group named before its colon."""

    title: str
    facts: Facts
    group: str | None = None


class MarkReader:
    """Reads the marks of the items of one document."""

    def __init__(self, reader: Reader) -> None:
        """Take the reader of the document's values."""
        self._phrases = Phrases(reader)
        self._reader = reader

    def read(self, source: str, *, names: bool = False) -> Marked:
        """Read one item.

        Args:
            source: its Markdown, without the mark of the list.
            names: whether the items around it have names at an end, so that this one may have one, too.
        """
        source = source[:LONGEST].strip()
        struck = _STRUCK.fullmatch(source)
        facts = Facts()
        if struck and (rest := self._all_facts(struck["rest"])) is not None:
            inner = self.read(struck["words"])
            rest.add(inner.facts)
            rest.status = rest.status or ActionStatus.DONE
            return Marked(inner.title, rest)
        lead = _BOLD_LEAD.match(source)
        if lead is None or _is_tag(plain(lead["lead"])):
            words = words_of(source)
            title = self._strip(words, words.text, facts, names=names)
            return self._finish(words, title, facts)
        words = words_of(lead["lead"])
        behind = words_of(lead["rest"])
        if not self._all_of_it(words, facts) and fold(shown(words.text)) not in groups():
            title = self._strip(words, words.text, facts)
            if lead["mark"].strip(" :：.") and (said := self._row(behind)):
                facts.add(said)
                facts.ticket = facts.ticket or read_ticket(behind)
                return self._finish(words, title.strip(" .:"), facts, is_short=True)
            self._strip(behind, behind.text, facts, names=names)
            facts.ticket = facts.ticket or read_ticket(behind)
            return self._finish(words, title.strip(" .:"), facts, is_short=True)
        group = shown(words.text).strip(" .:") if fold(shown(words.text)) in groups() else None
        title = self._strip(behind, behind.text, facts, names=names)
        marked = self._finish(behind, title, facts)
        return Marked(marked.title, facts, group) if marked.title else Marked(shown(words.text).strip(" .:"), facts)

    def _row(self, words: Words) -> Facts | None:
        """What is said behind a title and a dash that is nothing but facts, one of which may be a bare name."""
        said, is_all = self._facts_in(_brackets().sub(" , ", words.text), words, names=True)
        if is_all:
            return said
        first, *rest = _LIST_OF_FACTS.split(_brackets().sub(" , ", words.text))
        said, is_all = self._facts_in(" , ".join(rest), words)
        # A short name in small letters is one only beside what can be nothing but a fact.
        if said and is_all and nick().fullmatch(shown(first)) and shown(first) not in VERBS:
            said.owner = said.owner or shown(first)
            return said
        return None

    def has_name(self, source: str) -> bool:
        """Return whether an item has what may be a name at an end: behind a dash, in brackets, as a subject."""
        text = plain(source)
        found = trailing_name().search(text[-_REACH_OF_NAMES:].rstrip(" .")) or leading_name().match(text)
        found = found or _PERSON_WILL.match(text)
        return bool(found and may_stand_for_owner(found[found.lastgroup or 0]))

    def _finish(self, words: Words, title: str, facts: Facts, *, is_short: bool = False) -> Marked:
        whole_link = words.link_at_start(title)
        if facts.ticket is None and whole_link and whole_link[0] == len(title) and whole_link[1].startswith("http"):
            facts.ticket = whole_link[1]
        facts.ticket = facts.ticket or read_ticket(words)
        text = shown(title)
        return Marked(text if is_short else _shortened(text), facts)

    def _strip(self, words: Words, text: str, facts: Facts, *, names: bool = False) -> str:
        """Take the marks off both ends of `text`, and what they say into `facts`; never all of it."""
        whole = text
        text, said = cut_labels(text, self._reader, words)
        facts.add(said)
        text = self._strip_head(words, text, facts, names=names)
        text = self._strip_tail(words, text, facts, names=names)
        # A thing can stand there as well ("Terraform to manage the names"), but nobody says until when of a thing.
        if facts.owner is None and (names or facts.due or facts.due_text) and (found := _PERSON_WILL.match(text)):
            facts.owner = found["who"]
            text = text[found.end() :]
        text = text.lstrip(_AROUND).rstrip(f".{_AROUND}") if text != whole else text.strip().rstrip(" :：")
        if text.endswith("]") and "[" not in text:
            text = text.rstrip("] ")
        return text if shown(text) else whole

    # -- at the beginning ------------------------------------------------------------------------------------------

    def _strip_head(self, words: Words, text: str, facts: Facts, *, names: bool) -> str:
        for _ in range(_MOST_MARKS):
            shorter = self._without_head(words, text.lstrip(" |–—-:：、,•·"), facts, names=names)
            if shorter is None or not shown(shorter):
                break
            text = shorter
        return text

    def _without_head(self, words: Words, text: str, facts: Facts, *, names: bool) -> str | None:
        if text[:1] in _CLOSERS and 0 < (end := text.find(_CLOSERS[text[0]])) <= _LONGEST_ASIDE:
            said = self._all_facts(text[1:end], words, names=names)
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
        if found := _IDENTIFIER.match(text) or _TITLE_LABEL.match(text):
            return text[found.end() :]
        if link := words.link_at_start(text):
            behind = text[link[0] :]
            if not is_issue(link[1]) or not _GENERIC_LINK.fullmatch(shown(text[: link[0]])) or not behind.strip():
                return None
            facts.ticket = facts.ticket or link[1]
            return behind
        return self._without_named_head(text, facts)

    def _without_named_head(self, text: str, facts: Facts) -> str | None:
        said = self._phrases.leading(text)
        if said is not None:
            facts.add(said[0])
            return said[1]
        if (found := _KEY_LEAD.match(text)) and (ticket := read_ticket(Words(found["key"]))):
            facts.ticket = facts.ticket or ticket
            return text[found.end() :]
        if (found := _PRIORITY_LEAD.match(text)) and (priority := self._reader.priority(found["key"])):
            facts.priority = facts.priority or priority
            return text[found.end() :]
        if found := _HANDLE_LEAD.match(text):
            facts.owner = facts.owner or read_owner(found["who"])
            return text[found.end() :]
        if found := _TEAM_LEAD.match(text):
            facts.owner = facts.owner or found["who"]
            return text[found.end() :]
        return None

    # -- at the end ------------------------------------------------------------------------------------------------

    def _strip_tail(self, words: Words, text: str, facts: Facts, *, names: bool) -> str:
        for _ in range(_MOST_MARKS):
            bare = text.rstrip(" .,;:–—-|·•\t")
            shorter = self._without_tail(words, bare, facts, names=names)
            if shorter is None or not shown(shorter).strip(" .,;:–—-|·•"):
                break
            text = shorter.rstrip(" .,;:–—-|·•\t") or shorter
        return text

    def _without_tail(self, words: Words, text: str, facts: Facts, *, names: bool) -> str | None:
        shorter = self._without_sign(text, facts)
        if shorter is not None:
            return shorter
        if text[-1:] in _OPENERS:
            start = text.rfind(_OPENERS[text[-1]])
            if start < 0 or len(text) - start > _LONGEST_ASIDE:
                return None
            said, is_all = self._facts_in(text[start + 1 : -1], words, names=names)
            facts.add(said)
            return text[:start] if is_all else None
        if link := words.link_at_end(text):
            if not is_issue(link[1]) or not _GENERIC_LINK.fullmatch(shown(text[link[0] :])):
                return None
            facts.ticket = facts.ticket or link[1]
            return _without_pointer(text[: link[0]])
        for separator in reversed(list(_SEPARATOR.finditer(text, max(0, len(text) - _LONGEST_ASIDE)))[-_MOST_PARTS:]):
            last = text[separator.end() :]
            fact = self._fact(last, words, may_be_name=names or bool(facts.due or facts.due_text))
            if fact is None and separator[0].strip() in {"-", "–", "—"}:
                fact = self._all_facts(last, words)
            if fact is not None and ("," not in separator[0] or _is_certain(fact, last)):
                facts.add(fact)
                return text[: separator.start()]
        trailing = self._phrases.trailing(text)
        if trailing is None:
            return None
        facts.add(trailing[0])
        return trailing[1]

    def _without_sign(self, text: str, facts: Facts) -> str | None:
        """The text before what a sign at its end tells: `[[Name]]`, `#wontdo`, `#123`."""
        if (linked := _wiki_link().search(text)) and may_be_owner(linked["name"].strip()):
            facts.owner = facts.owner or linked["name"].strip()
            return text[: linked.start()]
        if tag := _tag().search(text[-40:]):
            status, rest = self._reader.inline_status(tag["words"])
            if status is not None and not rest:
                facts.status = facts.status or status
                return text[: len(text) - len(tag[0])]
        number = _number_tail().search(text[-40:])
        if number and (number["before"] or "-").lower() not in _NUMBERED.split():
            if self._phrases.needs_object(text[: len(text) - len(number["key"])]):
                return None
            facts.ticket = facts.ticket or number["key"]
            return _without_pointer(text[: len(text) - len(number["key"])])
        return None

    # -- parts -----------------------------------------------------------------------------------------------------

    def _all_of_it(self, words: Words, facts: Facts) -> bool:
        said = self._all_facts(words.text, words)
        if said is not None:
            facts.add(said)
        return said is not None

    def _all_facts(self, text: str, words: Words | None = None, *, names: bool = False) -> Facts | None:
        """What a text says that consists of nothing but facts; None if there is anything else in it."""
        said, is_all = self._facts_in(text, words or words_of(text), names=names)
        return said if is_all else None

    def _facts_in(self, text: str, words: Words, *, names: bool = False) -> tuple[Facts, bool]:
        """What a text says in parts between commas and the like, and whether that is all there is in it."""
        rest, said = cut_labels(text, self._reader, words)
        parts = [part.strip(" ()[]*.") for part in _LIST_OF_FACTS.split(rest)]
        parts = [part for part in parts if shown(part)]
        open_parts = []
        for part in parts:
            fact = self._fact(part, words)
            if fact is None:
                open_parts.append(part)
            else:
                said.add(fact)
        if (
            (said or names)
            and said.owner is None
            and len(open_parts) == 1
            and may_stand_for_owner(shown(open_parts[0]))
        ):
            said.owner = shown(open_parts.pop())
        return said, not open_parts

    def _fact(self, text: str, words: Words, *, may_be_name: bool = False) -> Facts | None:
        fact = self._phrases.fact(text, words)
        if fact is None and may_be_name and may_be_owner(shown(text)):
            return Facts(owner=shown(text))
        return fact


def _is_tag(lead: str) -> bool:
    """Whether the words in bold at the beginning of an item are a label or a number, and not a title."""
    lead = lead.strip(" .:：")
    found = _IDENTIFIER.match(f"{lead}: …")
    return fold(lead) in labels() or bool(found and found.end() == len(lead) + 2)


def _is_certain(facts: Facts, text: str) -> bool:
    """Whether a part behind a mere comma is no part of the sentence before it."""
    return bool(facts.owner or facts.due or facts.ticket or facts.closed) or len(text.split()) > 1


def _without_pointer(text: str) -> str:
    """A text without the words that point to the link that stood behind it."""
    return _pointer().sub("", text.rstrip())


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST_TITLE:
        return text
    ends = [found.end() for found in _sentence_end().finditer(text)]
    fitting = [end for end in ends if end <= _LONGEST_TITLE]
    end = fitting[-1] if fitting else next(iter(ends), len(text))
    if end <= 2 * _LONGEST_TITLE:
        return text[:end].rstrip()
    gap = text.rfind(" ", _LONGEST_TITLE, 2 * _LONGEST_TITLE)
    return f"{text[: gap if gap > 0 else 2 * _LONGEST_TITLE]}…"


@cache
def _pointer() -> re.Pattern[str]:
    return re.compile(
        r"(?:^|[\s.,;:(–—-])(?:see|via|tracked (?:in|by|as)|tracking|ref|cf\.?|in|at)\s?:?\Z", re.IGNORECASE
    )


@cache
def _sentence_end() -> re.Pattern[str]:
    return re.compile(r"[.!?](?=\s+[A-ZÀ-Þ(\"'`])|[。！？]")


@cache
def _brackets() -> re.Pattern[str]:
    return re.compile(r"\s[(\[]|[)\]](?=\W|\Z)")


@cache
def _wiki_link() -> re.Pattern[str]:
    return re.compile(r"\[\[(?P<name>[^\[\]|]{2,60})(?:\|[^\[\]|]{1,60})?\]\]\Z")


@cache
def _tag() -> re.Pattern[str]:
    return re.compile(r"\s#(?P<words>[a-z][a-z_-]{2,20})\Z", re.IGNORECASE)


@cache
def _number_tail() -> re.Pattern[str]:
    return re.compile(r"(?:(?P<before>[^\W\d_]{1,20})[:\s]\s?|\s|\A)(?P<key>[#!][0-9]{2,7})\Z")
