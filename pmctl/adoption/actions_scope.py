"""Which parts of a legacy document tell what is going to be done."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.adoption.actions_boxes import END_OF_BOX
from pmctl.adoption.actions_refused import is_refused_group
from pmctl.adoption.actions_text import plain
from pmctl.adoption.actions_topics import is_general_topic, is_topic
from pmctl.adoption.actions_words import groups, horizons
from pmctl.postmortem.heading_words import fold, fold_list, readings_of
from pmctl.postmortem.sections import read_sections

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pmctl.adoption.actions_outline import Item
    from pmctl.postmortem.blocks import Block
    from pmctl.postmortem.section_names import SectionNames

_ACTIONS: Final = "action-items"
_LABEL_LEVEL: Final = 7
"""A paragraph in bold is below every heading."""
_LONGEST_LABEL: Final = 60
_LONGEST_HEADING: Final = 200
_MOST_WORDS_OF_A_GROUP: Final = 4
_MOST_WORDS_OF_A_HEADING: Final = 12
_DEEPEST_LABEL: Final = 3

_MORE_ACTIONS: Final = (
    "what we will do, what we are going to do, what we plan to do, what we will change, what we are changing, "
    "what we do next, what happens next, what will change, what comes next, how we will prevent this, "
    "how we prevent this, changes we will make, planned changes, planned work, planned fixes, planned improvements, "
    "future plans, what are the next steps, was wir tun werden, was wir ändern, ce que nous allons faire, "
    "qué vamos a hacer, o que vamos fazer, hva gjør vi videre, hva gjør vi nå, vad gör vi nu, 今後, 再発防止のために, "
    "今後に向けて"
)
"""Headings of actions that are too loose to ask a postmortem for."""
_EITHER: Final = (
    "remediation, remediations, long term fix, long term fixes, long term solution, long term solutions, "
    "permanent fix, permanent fixes, permanent solution, proposed fix, proposed fixes, proposed solution, "
    "mitigations, tickets, issues created, tickets created, jira tickets, related tickets, immediate actions, "
    "sofortmaßnahmen, mesures immédiates, acciones inmediatas, ações imediatas, azioni immediate, strakstiltak, "
    "umiddelbare tiltak, omedelbara åtgärder, 暫定対応, 즉시 조치"
)
"""Headings of what was done, or of what will be."""


class Scope(Enum):
    """What a part of a document is about."""

    ACTIONS = "what will be done"
    LIKELY = "what will be done, where it is a list or a table"
    MAYBE = "what will be done, or what was"
    TIMELINE = "what happened"
    OTHER = "something else"


class Heading(NamedTuple):
    """A heading, or what stands in the place of one: its plain words, and its line."""

    text: str
    line: int


@dataclass(slots=True)
class Part:
    """The blocks under one heading, up to the next one of any level.

    Attributes:
        scope: what they are about.
        root: counts the sections that tell of actions, so that the parts of one can be told from those of another.
        heading: the sub-heading inside of such a section, or None.
        title: the words of the heading, of whatever kind.
        name: the known section in which they stand, or None.
        otherwise: inside of a section of actions, what its own heading says that it is about; that counts where what
            stands below does not look like actions.
        within: counts the section of actions in which it stands, whatever it turns out to be about.
    """

    scope: Scope
    root: int = 0
    heading: Heading | None = None
    blocks: list[Block] = field(default_factory=list)
    title: str = ""
    name: str | None = None
    otherwise: Scope | None = None
    within: int = 0

    def leave(self, scope: Scope) -> None:
        """Take it out of the section of actions, although it stands there."""
        self.scope, self.root, self.heading = scope, 0, None


class _Level(NamedTuple):
    level: int
    scope: Scope
    root: int = 0
    name: str | None = None
    otherwise: Scope | None = None
    is_title: bool = False


_NOTHING_ABOVE: Final = _Level(0, Scope.OTHER)


def read_parts(blocks: tuple[Block, ...], names: SectionNames) -> list[Part]:
    """Cut a body into parts at its headings, and at the paragraphs that stand in the place of one."""
    reader = _PartReader(
        names, {section.line: section.name for section in read_sections(blocks, names)}, _title_line(blocks)
    )
    for block in blocks:
        reader.read(block)
    return reader.parts


def find_section(items: Iterable[Item], names: SectionNames, depth: int = 0) -> Iterator[tuple[Item, str]]:
    """Yield the items of a list that stand in the place of an Action items heading, each with the words behind it."""
    for item in items:
        lead, rest = _lead(item.text)
        known = names.exact_name_of(lead)
        holds = bool(item.children or item.tables)
        if (known == _ACTIONS and (holds or rest)) or (known is None and holds and speaks_of_actions(lead)):
            yield item, rest
        elif depth < _DEEPEST_LABEL:
            yield from find_section(item.children, names, depth + 1)


def is_group(text: str) -> bool:
    """Return whether plain words name a group of actions, such as "Prevention" or "Short term"."""
    return fold(text) in groups()


class _PartReader:
    def __init__(self, names: SectionNames, by_line: dict[int, str | None], title: int) -> None:
        self._names, self._by_line, self._title = names, by_line, title
        self._stack: list[_Level] = []
        self._roots = 0
        self.parts = [Part(Scope.OTHER)]

    def read(self, block: Block) -> None:
        if block.kind == "heading":
            self._enter(block.level, plain(block.title), block.line, self._by_line.get(block.line))
        elif block.kind == "paragraph" and (label := _label(block.text)) and self._is_heading(label):
            self._enter(_LABEL_LEVEL, label, block.line, self._names.name_of(label))
        elif block.kind == "comment" and block.text.strip() == END_OF_BOX:
            self._leave()
        else:
            self.parts[-1].blocks.append(block)

    def _leave(self) -> None:
        """Go on with what was spoken of before a paragraph stood in the place of a heading."""
        while self._stack and self._stack[-1].level == _LABEL_LEVEL:
            self._stack.pop()
        above = self._stack[-1] if self._stack else _NOTHING_ABOVE
        if self.parts[-1].scope is not above.scope or self.parts[-1].heading:
            self._begin(above)

    def _is_heading(self, label: str) -> bool:
        """Whether a paragraph that looks like a label divides the text as a heading does."""
        if self._names.exact_name_of(label) is not None:
            return True
        inside = self._stack[-1] if self._stack else None
        if inside is None or inside.scope not in {Scope.ACTIONS, Scope.LIKELY}:
            return bool(inside and inside.level == _LABEL_LEVEL) or speaks_of_actions(label)
        return len(label.split()) <= _MOST_WORDS_OF_A_GROUP or is_refused_group(label)

    def _enter(self, level: int, text: str, line: int, name: str | None) -> None:
        left = None
        while self._stack and self._stack[-1].level >= level:
            left = self._stack.pop()
        above = self._stack[-1] if self._stack else _NOTHING_ABOVE
        here = self._level(text, name, left, above, level)
        here = here._replace(is_title=line == self._title or (above.is_title and here.root == above.root))
        is_inside = here.root == above.root and here.root > 0
        self._stack.append(here)
        self._begin(here, Heading(text, line) if is_inside else None, text)

    def _begin(self, here: _Level, heading: Heading | None = None, title: str = "") -> None:
        self.parts.append(
            Part(here.scope, here.root, heading, [], title, here.name, otherwise=here.otherwise, within=here.root)
        )

    def _level(self, text: str, name: str | None, left: _Level | None, above: _Level, level: int) -> _Level:
        follows_actions = (
            left and left.scope in {Scope.ACTIONS, Scope.LIKELY} and left.level == level and above.root == 0
        )
        is_one_of_them = fold(text) in horizons() or (level == _LABEL_LEVEL and is_group(text))
        if name is None and left and follows_actions and is_one_of_them:
            return _Level(level, Scope.ACTIONS, left.root, above.name)
        if above.root > 0 and not above.is_title and is_refused_group(text):
            return _Level(level, Scope.OTHER, 0, above.name)
        found = self._own_scope(text, name)
        is_among_actions = above.scope in {Scope.ACTIONS, Scope.LIKELY}
        is_inside = is_among_actions or (found is Scope.LIKELY and above.scope is not Scope.OTHER)
        if found is None or (is_inside and found in {Scope.MAYBE, Scope.LIKELY}):
            return above._replace(level=level, name=name or above.name)
        if found in {Scope.ACTIONS, Scope.MAYBE, Scope.LIKELY}:
            self._roots += 1
            return _Level(level, found, self._roots, name or above.name)
        may_be_group = above.root > 0 and not above.is_title
        if may_be_group and name not in {None, _ACTIONS} and not is_topic(text):
            # "Impact" in the section of actions may be a group of them, such as those against its size.
            return above._replace(level=level, name=name, otherwise=found)
        return _Level(level, found, 0, name or above.name)

    def _own_scope(self, text: str, name: str | None) -> Scope | None:
        """What a heading says by itself of what is under it."""
        folded = fold(text)
        if name != "timeline" and self._is_topic(text, folded):
            return Scope.OTHER
        if name == _ACTIONS and _while().search(_to_come().sub(" ", folded)):
            return Scope.OTHER
        if name == _ACTIONS or folded in _folded(_MORE_ACTIONS) or (name is None and _asks_how().match(folded)):
            return Scope.ACTIONS
        if folded in _folded(_EITHER) or (name is not None and self._names_actions(text)):
            return Scope.MAYBE
        if name == "timeline":
            return Scope.TIMELINE
        if name is None and speaks_of_actions(text):
            return Scope.LIKELY
        return None if name is None else Scope.OTHER

    def _is_topic(self, text: str, folded: str) -> bool:
        if self._names.exact_name_of(text) is not None:
            return False
        return is_general_topic(text) or (bool(_stems().search(folded)) and is_topic(text))

    def _names_actions(self, text: str) -> bool:
        """Whether one of the parts of a heading of several is about actions."""
        keys = self._names.keys
        return any(keys.get(reading) == _ACTIONS for readings, _ in readings_of(text)[1] for reading in readings)


def _title_line(blocks: Iterable[Block]) -> int:
    """The line of the document's title, below which all others stand; 0 if it has none."""
    headings = [block for block in blocks if block.kind == "heading"]
    levels = [block.level for block in headings]
    return headings[0].line if len(levels) > 1 and levels[0] == 1 and levels.count(1) == 1 else 0


def _label(text: str) -> str | None:
    """The words of a paragraph that is one short line, all bold or before a colon; None if it is anything else."""
    text = text.strip()
    if len(text) > 2 * _LONGEST_LABEL or "\n" in text:
        return None
    found = _bold().fullmatch(text)
    words = found["words"] if found else text if text.endswith((":", "：")) else ""
    words = plain(words).strip(" :：")
    return words if 0 < len(words) <= _LONGEST_LABEL else None


def _lead(text: str) -> tuple[str, str]:
    """What an item begins with, in bold or before a colon, and what follows it; all of it if there is no such lead."""
    found = _bold_lead().match(text) or _colon_lead().match(text)
    if found:
        return plain(found["words"]).strip(" :："), text[found.end() :].strip()
    return (plain(text).strip(" :："), "") if len(text) <= _LONGEST_LABEL else ("", "")


@cache
def _folded(headings: str) -> frozenset[str]:
    return frozenset(heading.strip() for heading in fold_list(headings).split(","))


def speaks_of_actions(text: str) -> bool:
    """Return whether a heading of which no section is known has words in it that speak of actions to come."""
    folded = fold(text)
    if len(folded) > _LONGEST_LABEL or len(folded.split()) > _MOST_WORDS_OF_A_HEADING:
        return False
    return bool(_stems().search(folded)) and not tells_the_past(text) and not is_topic(text)


def tells_the_past(text: str) -> bool:
    """Return whether a heading speaks of what was done to end the incident, or of what was learned."""
    folded = fold(text[:_LONGEST_HEADING])
    folded = _to_come().sub(" ", folded)
    return bool(_is_past().search(folded) or _while().search(folded))


@cache
def _while() -> re.Pattern[str]:
    # What was done while it lasted.
    return re.compile(
        r"\b(?:during|while|at the time|on the night|so far|already|taken|performed|underveis|under hendelsen"
        r"|under handelsen|wahrend|wahrenddessen|bereits|pendant|durante|tijdens|w trakcie|podczas)\b"
        r"|対応中に|発生時|期间"
    )


@cache
def _to_come() -> re.Pattern[str]:
    return re.compile(r"\b(?:to be|will be|to|being|not yet) (?:taken|performed|applied|followed|reviewed|done)\b")


@cache
def _stems() -> re.Pattern[str]:
    # Beginnings of words in the languages of `pmctl.postmortem.headings`, as `fold` folds them.
    return re.compile(
        r"\b(?:actions?\b|actionables?\b|action (?:item|plan|point)|follow ?ups?\b|to ?dos?\b|next step|remediation"
        r"|improvement|countermeasure|(?:corrective|preventi?ve|preventative) |recommendation|tasks?\b|differently"
        r"|things to (?:do|fix|change)"
        r"|work to do|planned|tiltak|\w+tiltak|aksjon|oppfolging|gjoremal|utbedring|forbedring|oppgaver|gjentakelse"
        r"|gjentagelse"
        r"|(?:for)?hindrer?\b|unnga|undga|undvika|skjer igjen|sker igen|hander igen|verhindern|vermeiden|eviter|evitar"
        r"|evitare|voorkomen"
        r"|hva (?:skal|ma|vil) vi gjore|tiltag|handlingsplan|opfolgning|atgard|uppfolj|forbattring|att gora"
        r"|gentagelse"
        r"|massnahme|\w+massnahme|aufgaben|nachste schritte|verbesserung|aktionsp|folgeakt|wiederholung"
        r"|mesures?\b|plan daction|prochaines etapes|suivi|amelioration|taches|medidas?\b|acci(?:on|ones)\b"
        r"|proximos pasos|seguimiento"
        r"|mejoras?\b|tareas|aca?o(?:es)?\b|proximos passos|acompanhamento|melhorias?\b|tarefas|azion[ei]\b|misure"
        r"|prossimi passi"
        r"|miglioramenti|acties?\b|actiepunt|maatregel|vervolg|opvolging|verbeter|dzialani|zadani|srodki"
        r"|nastepne kroki|usprawnien)"
        r"|todo|やるべき|アクション|対応策|対策|再発防止|改善|恒久対応|恒久策|暫定策|宿題|今後の|やること|是正|フォローアップ|残課題|タスク|施策|改进|改進"
        r"|措施|行动|行動|后续|後續|待办|待辦|整改|跟进|跟進|下一步"
        r"|액션|조치|재발 ?방지|개선|후속|할 ?일|향후 ?계획"
    )


@cache
def _is_past() -> re.Pattern[str]:
    # What has been done to end the incident, what was learned, and what is no heading of a list at all.
    return re.compile(
        r"\b(?:taken|took|during|performed|timeline|log|history|response|responder|immediate|emergency|mitigation"
        r"|mitigating|recovery"
        r"|user|users|past|previous|trigger|went|lesson|learned|cause|review|affected|following|applied|no|did|have"
        r"|were|was|resolution"
        r"|underveis|under hendelsen|iverksatt|gjennomfort|utfort|tatt|strakst?iltak|akutt|umiddelbar|ergriffen"
        r"|getroffen|durchgefuhrt"
        r"|sofort|prises|immediates?|tomad[ao]s|realizad[ao]s|inmediat|imediat|immediat|genomford|vidtagn|akut"
        r"|direkt|podjet|wykonan|genomen)"
        r"|経緯|履歴|実施した|行った|初動|応急|一次対応|教訓|うまく|时间线|已采取"
        r"|조치한|조치 ?내역|대응 ?과정|배운|교훈|즉시|긴급"
    )


@cache
def _asks_how() -> re.Pattern[str]:
    return re.compile(
        r"(?:how|what) (?:do|can|will|could|should|are|is|to|did|have)"
        r"(?: we| you| i| been| being| done)* (?:to )?(?:doing |done )?(?:prevent|avoid|stop)\b"
    )


@cache
def _bold() -> re.Pattern[str]:
    return re.compile(r"(?P<mark>\*\*|__)(?P<words>[^*_\n]{1,100})(?P=mark)\s*[:：]?")


@cache
def _bold_lead() -> re.Pattern[str]:
    return re.compile(r"\s*(?P<mark>\*\*|__)(?P<words>[^*\n]{1,100}?)(?P=mark)\s*[:：–—-]?")


@cache
def _colon_lead() -> re.Pattern[str]:
    return re.compile(r"\s*(?P<words>[^:：*\n]{1,60})[:：](?!//)")
