"""How bad an incident was, where only the value says that it is told: "Level: SEV2", "How bad: Sev 2"."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.adoption.field_words import field_of
from pmctl.adoption.given_names import is_given_name
from pmctl.adoption.inline import LONGEST, plain
from pmctl.adoption.levels import severity_of
from pmctl.adoption.model import Label
from pmctl.adoption.other_things import OTHER_INCIDENT, OTHER_LEVEL
from pmctl.adoption.paper_words import INCIDENTS, PAPERS, words_of
from pmctl.postmortem.heading_words import fold
from pmctl.postmortem.nodes import Mapping, Scalar
from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.markdown import Block

_LEVELS: Final = words_of(
    "level, class, tier, rating, grade, category, classification, rank, stufe, klasse, kategorie, niveau, classe, "
    "categorie, nivel, categoria, livello, niva, kategori, レベル, ランク, クラス, 等级, 등급"
)
_OF_LEVELS: Final = INCIDENTS | PAPERS | {"impact", "event", "severity", "sev", "priority", "urgency"}
_MAY_BE_S: Final = frozenset(("level", "rating", "grade"))
"""Other classes may be those of storage: "S3"."""

_SEV: Final = lazy_pattern(r"sev(?:erity)?[\s_–-]{0,2}[0-5]", re.IGNORECASE)
_MENTIONED: Final = lazy_pattern(
    r"(?<![^\W_])(sev(?:erity)?[\s_:–-]{0,2}|s|p)([0-5])(?![^\W_]|\.[0-9]|%)(?:\s?[/–-]\s?([0-5])(?![0-9]))?",
    re.IGNORECASE,
)
_ASIDE: Final = lazy_pattern(r"\s*[(（][^()（）]{1,80}[)）]$")
_MARK: Final = lazy_pattern(r"[ \t>]{0,12}(?:(?:[-*+•]|[0-9]{1,3}[.)])\s+)?(?P<box>\[.?\]\s)?")
_STRONG: Final = lazy_pattern(r"\s+[|·•/]\s+|<br\s{0,3}/?>|\t+|\s{3,}", re.IGNORECASE)
_WEAK: Final = lazy_pattern(r"[,;.]\s+")
_KEY: Final = lazy_pattern(r"(?P<key>[^:：]{1,60})[:：]{1,2}\s*(?P<value>[^:：]{2,100})")
_BOLD: Final = lazy_pattern(
    r"(?P<mark>\*\*|__)(?P<key>[^*_\n]{1,60})(?P=mark)\s*(?:[-–—=]\s*)?(?P<value>[^*\n]{2,100})"
)
_DASHED: Final = lazy_pattern(r"(?P<key>[^-–—=]{1,40}?)\s+[-–—=]\s+(?P<value>\S.{1,100})")
_CAMEL: Final = lazy_pattern(r"(?<=[a-z])(?=[A-Z])|_")
_INNER: Final = lazy_pattern(r"(?:params|extra|metadata|meta|incident|postmortem)", re.IGNORECASE)
_RULE: Final = lazy_pattern(r"[\s|:=+-]*")
_DIGIT: Final = lazy_pattern(r"[0-9]")
_SMALL: Final = lazy_pattern(r"[sp][0-5]", re.IGNORECASE)
_ROWS: Final = lazy_pattern(
    r"(?<![^\W_])(?:actions?|tasks?|items?|alerts?|events?|what|why|meaning|description)(?![^\W_])", re.IGNORECASE
)
"""Headings of columns of things that have levels of their own."""

_SPLIT: Final = lazy_pattern(r"(?<!\\)\|")
_MOST_BLOCKS: Final = 16
_MOST_LINES: Final = 60
_LONGEST_LINE: Final = 400
_MOST_WORDS: Final = 4


class _Pair(NamedTuple):
    label: str
    value: str
    line: int
    may_be_any: bool
    """Whether any label will do, and not only a word for a level."""


def find_levels(fields: Mapping, head: Iterable[Block], conventions: Conventions) -> list[Label]:
    """Return the one severity that such labels state, as a "level", or as a "priority" where it is written as one.

    None is returned where the lines around name others as well.

    Args:
        fields: of the front matter.
        head: the blocks above the first section.
        conventions: the severities there are.
    """
    blocks = list(islice(head, _MOST_BLOCKS))
    pairs = [*_of_front(fields), *(pair for block in blocks for pair in _of_block(block))]
    found = [label for pair in pairs if (label := _level(pair, conventions))]
    if len({label.text for label in found}) != 1:
        return []
    said = [pair.value for pair in pairs[:_MOST_LINES]] + [block.text[:LONGEST] for block in blocks]
    names = [name for text in said for name in _MENTIONED.findall(text)]
    is_sev = any(_SEV.match(label.items[0]) for label in found)
    counted = (name for name in names if not is_sev or name[0].casefold().startswith("sev"))
    return found[:1] if len({number for name in counted for number in name[1:] if number}) <= 1 else []


def _level(pair: _Pair, conventions: Conventions) -> Label | None:
    """What a label and its value state; the value as it is written is its only item."""
    label, value = plain(pair.label).strip("*_ ?？"), plain(pair.value).strip("*_ .")
    base = _ASIDE.sub("", value, count=1)
    field = _field(fold(label).split(), base, conventions, may_be_any=pair.may_be_any)
    if field is None or field_of(label) or OTHER_INCIDENT.search(label) or OTHER_LEVEL.search(label):
        return None
    severity = severity_of(value, conventions)
    if severity is None:
        return None
    return Label(field=field, label=label, text=severity, items=(base,), line=pair.line, source="label")


def _field(words: Sequence[str], value: str, conventions: Conventions, *, may_be_any: bool) -> str | None:
    named = _names_level(words)
    if _SEV.fullmatch(value):
        few = 0 < len(words) <= _MOST_WORDS and not any(map(_DIGIT.search, words)) and not is_given_name(words[0])
        return "level" if named or (may_be_any and few) else None
    if not named:
        return None
    if conventions.severity(value) is not None:
        return "level"
    small = _SMALL.fullmatch(value)
    if small is None or (small[0][0] in "sS" and len(words) == 1 and words[0] not in _MAY_BE_S):
        return None
    return "priority" if small[0][0] in "pP" else "level"


def _names_level(words: Sequence[str]) -> bool:
    """Whether a label is a word for a level, of an incident if of anything: "Impact class", "Level of the incident"."""
    before, of, behind = " ".join(words).partition(" of ")
    if of:
        return before in _LEVELS and behind.removeprefix("the ").removeprefix("this ") in _OF_LEVELS
    return bool(words) and words[-1] in _LEVELS and (len(words) == 1 or " ".join(words[:-1]) in _OF_LEVELS)


def _of_front(fields: Mapping, depth: int = 0) -> Iterator[_Pair]:
    for key, entry in fields.entries.items():
        node = entry.node
        if isinstance(node, Scalar) and not node.is_null:
            yield _Pair(_CAMEL.sub(" ", key), node.text.strip()[:_LONGEST_LINE], entry.key.line, may_be_any=False)
        elif isinstance(node, Mapping) and not depth and _INNER.fullmatch(key):
            yield from _of_front(node, depth + 1)


def _of_block(block: Block) -> Iterator[_Pair]:
    lines = list(enumerate(block.text[: _MOST_LINES * _LONGEST_LINE].split("\n")[:_MOST_LINES], block.line))
    if block.kind == "table":
        yield from _of_table(lines)
    elif block.kind in {"paragraph", "list", "quote"}:
        for number, line in lines:
            if len(line) <= _LONGEST_LINE:
                yield from _of_line(line, number)


def _of_table(lines: Sequence[tuple[int, str]]) -> Iterator[_Pair]:
    """The labels and values beside each other, and those of the only row below the labels."""
    rows = [
        (number, _cells(line)) for number, line in lines if len(line) <= _LONGEST_LINE and not _RULE.fullmatch(line)
    ]
    has_header = len(lines) - len(rows) == 1
    are_facts = len(rows) > 2 or not has_header
    known = {number for number, cells in rows[has_header:] if field_of(cells[0])}
    for number, cells in rows:
        if len(cells) % 2 == 0:
            may_be_any = are_facts and len(cells) == 2 and bool(known - {number})
            yield from (_Pair(cells[i], cells[i + 1], number, may_be_any) for i in range(0, len(cells), 2))
    if has_header and len(rows) == 2 and not any(map(_ROWS.search, rows[0][1])):
        number, below = rows[1]
        yield from (_Pair(*cells, number, may_be_any=False) for cells in zip(rows[0][1], below, strict=False))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in _SPLIT.split(line.strip().removeprefix("|").removesuffix("|"))]


def _of_line(line: str, number: int) -> Iterator[_Pair]:
    mark = _MARK.match(line)
    if mark is None or mark["box"]:
        return
    for piece in _STRONG.split(line[mark.end() :]):
        for index, part in enumerate(_WEAK.split(piece)):
            found = _BOLD.fullmatch(part) or _KEY.fullmatch(part)
            is_sure = found is not None and index == 0
            if found := found or _DASHED.fullmatch(part):
                yield _Pair(found["key"].strip().rstrip(":："), found["value"].lstrip(":： "), number, is_sure)
