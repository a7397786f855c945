"""The marks that people put around an action item: who, until when, how far, and where it is tracked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.adoption.actions_facts import FactReader, with_commas
from pmctl.adoption.actions_heads import GENERIC_LINK, IDENTIFIER, HeadReader, person_will, without_asking
from pmctl.adoption.actions_keys import key_at_end, key_in, without_pointer, without_ticket
from pmctl.adoption.actions_labels import cut_labels
from pmctl.adoption.actions_mentions import cut_day, cut_mentions
from pmctl.adoption.actions_moves import without_moves
from pmctl.adoption.actions_names import leading_name, trailing_name
from pmctl.adoption.actions_offices import is_office
from pmctl.adoption.actions_sentences import owner_behind
from pmctl.adoption.actions_shelved import is_remark_on, is_shelved
from pmctl.adoption.actions_shortened import shortened
from pmctl.adoption.actions_signs import without_task_signs
from pmctl.adoption.actions_teams import team_will
from pmctl.adoption.actions_text import LONGEST, Words, plain, shown, with_tildes, words_of
from pmctl.adoption.actions_ticks import refuses
from pmctl.adoption.actions_values import Facts, is_issue, read_owner, read_ticket
from pmctl.adoption.actions_wiki import people_linked, person_at_end
from pmctl.adoption.actions_words import VERBS, groups, labels
from pmctl.adoption.given_names import is_department, is_role, is_team
from pmctl.postmortem.conventions import ActionStatus
from pmctl.postmortem.heading_words import fold
from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    from datetime import date

    from pmctl.adoption.actions_values import Reader

_OPENERS: Final = {")": "(", "]": "[", "）": "（", "】": "【", "}": "{"}
_LONGEST_ASIDE: Final = 300
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
# A full stop behind a single capital belongs to a name.
_SEPARATOR = lazy_pattern(
    r"\s+(?:[-–—|·•]+|[-=]>|⇒)\s+|\s*[;；|｜／※]\s*|,\s+|、|，|(?:(?<!\b[A-ZÀ-Þ])\.|[。!?])\s+|\s*[–—→]\s*"
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
        self.facts = FactReader(reader)
        self._heads = HeadReader(self.facts)
        self._phrases = self.facts.phrases
        self._reader = reader

    def read(self, source: str, *, names: bool = False) -> Marked:
        """Read one item.

        Args:
            source: its Markdown, without the mark of the list.
            names: whether the items around it have names at an end, so that this one may have one, too.
        """
        source, status = without_task_signs(with_tildes(source[:LONGEST].strip()))
        source = self._with_dash(without_moves(source, self._reader.calendar))
        struck = _STRUCK.fullmatch(source)
        facts = Facts(status=status)
        if struck and (rest := self._remark(struck["rest"], struck["words"])) is not None:
            inner = self.read(struck["words"])
            rest.add(inner.facts)
            rest.status = rest.status or ActionStatus.DONE
            return Marked(inner.title, rest)
        if (aside := _bold_aside().match(source)) and (said := self.facts.all_facts(aside["aside"], nicks=True)):
            facts.add(said)
            source = f"{aside['title']}: {aside['rest']}"
        lead = _BOLD_LEAD.match(source)
        if lead is None or _is_tag(plain(lead["lead"])):
            words = words_of(source)
            title = self._strip(words, words.text, facts, names=names)
            return self._finish(words, title, facts)
        words = words_of(lead["lead"])
        behind = words_of(lead["rest"])
        if not self._all_of_it(words, behind, facts) and fold(shown(words.text)) not in groups():
            return self._titled(words, behind, lead, facts, names=names)
        group = shown(words.text).strip(" .:") if fold(shown(words.text)) in groups() else None
        title = self._strip(behind, behind.text, facts, names=names)
        marked = self._finish(behind, title, facts)
        return Marked(marked.title, facts, group) if marked.title else Marked(shown(words.text).strip(" .:"), facts)

    def _titled(self, words: Words, behind: Words, lead: re.Match[str], facts: Facts, *, names: bool) -> Marked:
        """Read an item with `words` in bold at its beginning, which are its title, and what is said `behind` them."""
        title = self._strip(words, words.text, facts)
        has_colon = ":" in lead[0][: lead.start("rest")]
        said = self.facts.row(behind) if lead["mark"].strip(" :：.") else None
        if said or (has_colon and (said := self.facts.all_facts(behind.text, behind))):
            facts.add(said)
        elif has_colon and title.strip(" .:").isalpha() and title.isascii() and behind.text.strip():
            # One word only says what the words behind it are about: "**Runbook**: write one".
            rest = self._strip(behind, behind.text, facts, names=names)
            return self._finish(behind, f"{title.strip(' .:')}: {rest}", facts)
        else:
            facts.owner = facts.owner or owner_behind(behind, self.facts)
            self._strip(behind, behind.text, facts, names=names)
        facts.ticket = facts.ticket or read_ticket(behind)
        return self._finish(words, title.strip(" .:"), facts, is_short=True)

    def _with_dash(self, source: str) -> str:
        """Set a name or a status that stands at the end in bold, in italics or as code off by a dash."""
        found = _marked_end().search(source[-_REACH_OF_NAMES:])
        if found is None:
            return source
        status, rest = self._reader.inline_status(found["words"])
        is_fact = (status is not None and not rest) or self.facts.is_name(found["words"])
        return f"{source[: len(source) - len(found[0])]} — {found['words']}" if is_fact else source

    def _remark(self, text: str, struck: str) -> Facts | None:
        """What is said of something that is struck, behind it; None if it stands there instead."""
        if (said := self.facts.all_facts(with_commas(text))) is not None:
            return said
        if is_shelved(text):
            return Facts(status=ActionStatus.DROPPED)
        status, _ = self._reader.inline_status(text)
        if status is None and refuses(text.strip(" ()[]（）.:–—-"), self._reader):
            status = ActionStatus.DROPPED
        is_remark = status is not None or _aside().match(text) or is_remark_on(plain(struck), plain(text))
        return Facts(status=status) if is_remark else None

    def leading_day(self, source: str) -> date | None:
        """Return the day at the beginning of an item, or None."""
        said = self._phrases.leading(plain(source))
        return said[0].due if said else None

    def has_name(self, source: str) -> bool:
        """Return whether an item has what may be a name at an end: behind a dash, in brackets, as a subject."""
        text = without_ticket(plain(source))
        found = trailing_name().search(text[-_REACH_OF_NAMES:].rstrip(" .")) or leading_name().match(text)
        found = found or person_will().match(text)
        who = found[found.lastgroup or 0] if found else ""
        return bool(found and ((" " in who and is_role(who)) or self.facts.is_name(who, may_be=True)))

    def _finish(self, words: Words, title: str, facts: Facts, *, is_short: bool = False) -> Marked:
        whole_link = words.link_at_start(title)
        if facts.ticket is None and whole_link and whole_link[0] == len(title) and whole_link[1].startswith("http"):
            facts.ticket = whole_link[1]
        facts.ticket = facts.ticket or read_ticket(words) or key_in(shown(words.text))
        text = shown(title)
        return Marked(text if is_short else shortened(text), facts)

    def _strip(self, words: Words, text: str, facts: Facts, *, names: bool = False) -> str:
        """Take the marks off both ends of `text`, and what they say into `facts`; never all of it."""
        whole = text
        text, said = cut_labels(text, self._reader, words)
        facts.add(said)
        text = self._heads.strip(words, text, facts, names=names)
        text = self._strip_tail(words, text, facts, names=names).lstrip()
        # A thing can stand there as well ("Terraform to manage the names"), but nobody says until when of a thing.
        is_told = names or bool(facts.due or facts.due_text)
        found = person_will().match(text) if facts.owner is None else None
        if found and (is_told or self.facts.is_name(found["who"])):
            facts.owner = found["who"]
            text = without_asking(text[found.end() :])
        elif facts.owner is None and (team := team_will(text)) and (is_told or team.is_sure):
            facts.owner = team.who
            text = text[team.end :]
        text = text.lstrip(_AROUND).rstrip(f".{_AROUND}") if text != whole else text.strip().rstrip(" :：")
        if text.endswith("]") and "[" not in text:
            text = text.rstrip("] ")
        return text if shown(text) else whole

    def _strip_tail(self, words: Words, text: str, facts: Facts, *, names: bool) -> str:
        for _ in range(_MOST_MARKS):
            bare = text.rstrip(" .,;:–—-|·•\t")
            shorter = self._without_tail(words, bare, facts, names=names)
            if shorter is None or not shown(shorter).strip(" .,;:–—-|·•"):
                break
            text = shorter.rstrip(" .,;:–—-|·•\t") or shorter
        return text

    def _without_tail(self, words: Words, text: str, facts: Facts, *, names: bool) -> str | None:
        shorter = self._without_sign(words, text, facts)
        if shorter is None:
            shorter = self._without_ticket(words, text, facts, names=names)
        if shorter is not None:
            return shorter
        if text[-1:] in _OPENERS:
            start = text.rfind(_OPENERS[text[-1]])
            if start < 0 or len(text) - start > _LONGEST_ASIDE:
                return None
            # Beside "[by Friday]", "[Mara]" is somebody as well.
            may_be = names or (text[start] == "[" and bool(facts.due or facts.due_text))
            if who := people_linked(text[start + 1 : -1], self._reader.people):
                facts.owner = facts.owner or who
                return text[:start]
            said, is_all = self.facts.facts_in(text[start + 1 : -1], words, names=may_be, units=names, nicks=True)
            facts.add(said)
            return text[:start] if is_all else None
        if link := words.link_at_end(text):
            if not is_issue(link[1]) or not GENERIC_LINK.fullmatch(shown(text[link[0] :])):
                return None
            facts.ticket = facts.ticket or link[1]
            return without_pointer(text[: link[0]])
        return self._without_part(words, text, facts, names=names)

    def _without_part(self, words: Words, text: str, facts: Facts, *, names: bool) -> str | None:
        """The text before a part of it that a dash, a comma or the like sets off, or that nothing does."""
        separators = list(_SEPARATOR.finditer(text, max(0, len(text) - _LONGEST_ASIDE)))[-_MOST_PARTS:]
        if (office := self._behind_dash(text, separators, words)) is not None:
            facts.add(office[0])
            return text[: office[1]]
        for separator in reversed(separators):
            last = text[separator.end() :]
            fact = self.facts.fact(last, words, may_be_name=names or bool(facts.due or facts.due_text))
            if fact is None and separator[0].strip() in {"-", "–", "—"}:
                fact = self.facts.all_facts(last, words)
            if fact is not None and ("," not in separator[0] or _is_certain(fact, last)):
                start, fact = self._listed(text, separator, fact)
                facts.add(fact)
                return text[:start]
        trailing = self._phrases.trailing(text)
        if trailing is None and facts.owner:
            trailing = cut_day(text, self._phrases, self._reader.calendar.day)
        return _taken(trailing, facts)

    def _behind_dash(self, text: str, separators: list[re.Match[str]], words: Words) -> tuple[Facts, int] | None:
        """What stands behind the last dash that begins with an office and goes on with facts, and where it begins."""
        at = next((i for i in reversed(range(len(separators))) if separators[i][0].strip() in {"-", "–", "—"}), None)
        if at is None or at + 1 == len(separators):
            return None
        dash, comma = separators[at], separators[at + 1]
        if not is_office(text[dash.end() : comma.start()]):
            return None
        said = self.facts.all_facts(text[dash.end() :], words)
        return (said, dash.start()) if said and said.owner else None

    def _without_ticket(self, words: Words, text: str, facts: Facts, *, names: bool) -> str | None:
        """The text before brackets full of facts that a bare key or address follows: `(@mara, 2026-04-01) OPS-12`."""
        found = _ticket_behind_aside().search(text[-LONGEST:])
        if found is None:
            return None
        ticket = read_ticket(Words(found["ticket"]))
        aside = text[: len(text) - len(found["behind"])]
        said = Facts()
        shorter = self._without_tail(words, aside, said, names=names) if ticket else None
        if shorter is not None:
            said.ticket = said.ticket or ticket
            facts.add(said)
        return shorter

    def _listed(self, text: str, comma: re.Match[str], fact: Facts) -> tuple[int, Facts]:
        """Where what sets off a fact begins, and the fact: of a list of names at the end of a text, all of them."""
        if "," in comma[0] and fact.owner and fact == Facts(owner=fact.owner):
            offset = max(0, comma.start() - _REACH_OF_NAMES)
            before = [found for found in _SEPARATOR.finditer(text, offset, comma.start()) if "," not in found[0]]
            if before and self.facts.is_name(names := shown(text[before[-1].end() :])):
                return before[-1].start(), Facts(owner=names)
        return comma.start(), fact

    def _without_sign(self, words: Words, text: str, facts: Facts) -> str | None:
        """The text before what a sign at its end tells: `[[Name]]`, `@Name 2 May`, `#wontdo`, `#123`, `RT#123`."""
        if mentioned := cut_mentions(text, words, self._phrases):
            return _taken(mentioned, facts)
        if linked := person_at_end(text):
            facts.owner = facts.owner or linked[0]
            return text[: linked[1]]
        if (mention := _mention().search(text[-_REACH_OF_NAMES:])) and (said := self._mentioned(text, mention)):
            facts.add(said)
            return text[: len(text) - len(mention[0])]
        if tag := _tag().search(text[-40:]):
            status, rest = self._reader.inline_status(tag["words"])
            if status is not None and not rest:
                facts.status = facts.status or status
                return text[: len(text) - len(tag[0])]
        if (key := key_at_end(text)) and not self._phrases.needs_object(key[1]):
            facts.ticket = facts.ticket or key[0]
            return without_pointer(key[1])
        number = _number_tail().search(text[-40:])
        if number and (number["before"] or "-").lower() not in _NUMBERED.split():
            if self._phrases.needs_object(text[: len(text) - len(number["key"])]):
                return None
            facts.ticket = facts.ticket or number["key"]
            return without_pointer(text[: len(text) - len(number["key"])])
        return None

    def _mentioned(self, text: str, mention: re.Match[str]) -> Facts | None:
        """What a mention at the end of a text says that holds a gap, as Notion's do: a name, or a day."""
        if said := mention["day"]:
            day = self._reader.calendar.find(said)
            return Facts(due=day.day) if day and day.start == 0 and day.end == len(said) else None
        before = text[: len(text) - len(mention[0])]
        owner = read_owner(mention["who"])
        is_name = owner and (" " in before.strip() or self.facts.is_name(owner))
        return Facts(owner=owner) if is_name and not self._phrases.needs_object(before) else None

    def _all_of_it(self, words: Words, behind: Words, facts: Facts) -> bool:
        said = self.facts.all_facts(words.text, words)
        name = shown(words.text).strip(" .:")
        is_asked = behind.text.partition(" ")[0].casefold() in VERBS
        if said is None and (is_team(name) or (is_asked and is_department(name))):
            said = Facts(owner=name)
        if said is not None:
            facts.add(said)
        return said is not None


def _taken(cut: tuple[Facts, str] | None, facts: Facts) -> str | None:
    """The text before a mark that has been cut off, of which `facts` takes what it says."""
    if cut is None:
        return None
    facts.add(cut[0])
    return cut[1]


def _is_tag(lead: str) -> bool:
    """Whether the words in bold at the beginning of an item are a label or a number, and not a title."""
    lead = lead.strip(" .:：")
    found = IDENTIFIER.match(f"{lead}: …")
    return fold(lead) in labels() or bool(found and found.end() == len(lead) + 2)


def _is_certain(facts: Facts, text: str) -> bool:
    """Whether a part behind a mere comma is no part of the sentence before it."""
    return bool(facts.owner or facts.due or facts.ticket or facts.closed) or len(text.split()) > 1


@cache
def _bold_aside() -> re.Pattern[str]:
    return re.compile(
        r"(?P<title>\*\*[^*]{1,300}\*\*)\s{0,3}[(\[](?P<aside>[^()\[\]]{1,200})[)\]]\s{0,3}[:：–—-]\s(?P<rest>.*)",
        re.DOTALL,
    )


@cache
def _marked_end() -> re.Pattern[str]:
    return re.compile(r"(?<=[^\s–—|-])\s+(?P<mark>\*\*|__|\*|_|`)(?P<words>[^*_`]{2,40})(?P=mark)[.\s]*\Z")


@cache
def _aside() -> re.Pattern[str]:
    return re.compile(r"\s*(?:[(（:：,;]|[–—-]+\s)")


@cache
def _ticket_behind_aside() -> re.Pattern[str]:
    return re.compile(
        r"[)）\]】](?P<behind>\s{0,3}[:：,]?\s{1,3}"
        r"(?P<ticket>https?://[^\s<>()\[\]]{1,1000}|[A-Za-z]{1,10}[0-9]?[-#/]?[0-9]{1,10})"
        r"(?:,?\s[A-Z]{2,10}-[0-9]{1,10}){0,5})\Z"
    )


@cache
def _mention() -> re.Pattern[str]:
    return re.compile(
        r"\s(?P<who>@[A-ZÀ-Þ][^\W\d_]+(?:\s[A-ZÀ-Þ][^\W\d_]+){1,2}"
        r"(?:,?\s@[A-ZÀ-Þ][^\W\d_]+(?:\s[A-ZÀ-Þ][^\W\d_]+){1,2}){0,5})\Z|\s@(?P<day>[^\s@()\[\]][^@()\[\]]{1,40})\Z"
    )


@cache
def _tag() -> re.Pattern[str]:
    return re.compile(r"\s#(?P<words>[a-z][a-z_-]{2,20})\Z", re.IGNORECASE)


@cache
def _number_tail() -> re.Pattern[str]:
    return re.compile(r"(?:(?P<before>[^\W\d_]{1,20})[:\s]\s?|\s|\A)(?P<key>[#!][0-9]{2,7})\Z")
