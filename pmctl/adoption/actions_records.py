"""Action items that are written as records, each fact behind its label: "**Action:** … **Owner:** … **Due:** …"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.adoption.actions_labels import cut_labels, month_first_in
from pmctl.adoption.actions_moves import without_moves
from pmctl.adoption.actions_names import may_stand_for_owner
from pmctl.adoption.actions_statuses import statuses
from pmctl.adoption.actions_text import LONGEST, plain, words_of
from pmctl.adoption.actions_values import HANDLE, Facts
from pmctl.adoption.actions_words import Field, fields, is_nothing, labels
from pmctl.postmortem.conventions import ActionStatus
from pmctl.postmortem.heading_words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pmctl.adoption.actions_facts import FactReader

_MOST_LABELS: Final = 20
_TITLES: Final = (Field.TITLE, Field.DETAIL)
_SILENT: Final = (Field.DETAIL, Field.NOTE, Field.NUMBER)
"""What a record says besides its facts."""
_ENGLISH: Final = frozenset(("due", "date", "deadline", "target", "eta", "when", "by", "expected", "planned"))


class Piece(NamedTuple):
    """One label of a record with the Markdown behind it.

    Attributes:
        field: what the label names.
        name: the label, folded.
        source: the Markdown up to the next label.
        is_sure: whether the label means nothing else in running text.
    """

    field: Field
    name: str
    source: str
    is_sure: bool


class Record(NamedTuple):
    """A record: the Markdown of its title, and what its other labels say."""

    title: str
    facts: Facts


class RecordReader:
    """Reads the records of one document."""

    def __init__(self, facts: FactReader) -> None:
        """Take the reader of the document's facts."""
        self._facts = facts

    def read(self, source: str) -> Record | None:
        """Return the record that an item or a paragraph is, or None: it has a title, and labels that are set off."""
        lead, pieces = _pieces(without_moves(source[:LONGEST], self._facts.reader.calendar))
        titles = [piece.source for field in _TITLES for piece in pieces if piece.field is field and piece.source]
        title = lead.strip(" \t([,;|·•–—-") or next(iter(titles), "")
        if not title or (lead and titles) or not pieces:
            return None
        facts = Facts()
        for piece in pieces:
            facts.add(self._said(piece)[0])
        return Record(title, facts) if titles or facts else None

    def facts_of(self, text: str) -> Facts | None:
        """Return what a text says that holds nothing but labels and their values; None if there is more in it."""
        text = without_moves(text[:LONGEST], self._facts.reader.calendar)
        lead, pieces = _pieces(text)
        if any(piece.field is Field.TITLE for piece in pieces):
            return None
        facts = Facts()
        if pieces and not lead:
            said = [self._said(piece) for piece in pieces]
            for fact, _ in said:
                facts.add(fact)
            return facts if all(is_all for _, is_all in said) else None
        words = words_of(text)
        rest, facts = cut_labels(words.text, self._facts.reader, words)
        return None if rest.strip(" .,;*–—-") else facts

    def titles_in(self, texts: Iterable[str]) -> tuple[bool, bool]:
        """Return whether one of some texts begins with the label of a title, and whether with one of a description."""
        read = (_pieces(text[:LONGEST]) for text in texts)
        begun = [pieces[0].field for lead, pieces in read if pieces and not lead]
        return Field.TITLE in begun, Field.DETAIL in begun

    def _said(self, piece: Piece) -> tuple[Facts, bool]:
        """What a label and its value say, and whether the value is nothing else: what is unsure says nothing then."""
        if piece.field in _SILENT or piece.field is Field.TITLE:
            return Facts(), True
        if piece.is_sure:
            words = words_of(f"{piece.name}: {piece.source}")
            rest, facts = cut_labels(words.text, self._facts.reader, words)
            is_all = not rest.strip(" .,;*–—-()") and (facts or is_nothing(plain(piece.source)))
            return facts, bool(is_all)
        is_closed = statuses().get(piece.name) is ActionStatus.DONE
        field = Field.CLOSED if is_closed else piece.field
        month_first = None if _ENGLISH.intersection(piece.name.split()) else month_first_in(piece.name)
        facts = self._facts.reader.value(field, piece.source, month_first=month_first)
        return (facts, True) if self._is_meant(piece, facts) else (Facts(), False)

    def _is_meant(self, piece: Piece, facts: Facts) -> bool:
        """Whether the value behind a label that may mean something else is a value of its field."""
        match piece.field:
            case Field.OWNER:
                owner = facts.owner
                return owner is not None and (HANDLE.match(owner) is not None or may_stand_for_owner(owner))
            case Field.STATUS | Field.CLOSED:
                return fold(piece.source) in statuses() or self._is_day(piece.source)
            case Field.DUE:
                return facts.due is not None
            case _:
                return any((facts.ticket, facts.priority, facts.type))

    def _is_day(self, source: str) -> bool:
        day = self._facts.reader.calendar.find(text := plain(source))
        return bool(day and day.start == 0 and day.end == len(text.rstrip(" .")))


def _pieces(source: str) -> tuple[str, list[Piece]]:
    """The Markdown before the first label of a text, and its labels: those that are set off, and one that begins it."""
    found = [match for match in _marked().finditer(source) if _field(match["label"])][:_MOST_LABELS]
    first = _first().match(source) if not found else None
    if first and _field(first["label"]) not in {None, *_SILENT}:
        found = [first]
    pieces = []
    for index, match in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(source)
        name = _name(match["label"])
        is_sure = name in labels() or fields()[name] in _SILENT or fields()[name] is Field.TITLE
        pieces.append(Piece(fields()[name], name, _trimmed(source[match.end() : end]), is_sure))
    return (source[: found[0].start()].strip(), pieces) if found else (source.strip(), [])


def _trimmed(source: str) -> str:
    source = source.strip(" \t,;|·•–—-")
    return source if "(" in source else source.rstrip(")].")


def _field(label: str) -> Field | None:
    name = _name(label)
    field = fields().get(name)
    return None if field is Field.TITLE and name in statuses() else field


def _name(label: str) -> str:
    """The words of a label, without the number of a record: "Action 1", "2. Action"."""
    return fold(re.sub(r"[#()0-9.]+", " ", plain(label)))


@cache
def _marked() -> re.Pattern[str]:
    return re.compile(
        r"(?<![*_])(?P<mark>\*\*\*|\*\*|__|\*|_)(?=[^\s*_])(?P<label>[^*_:：\n]{1,40})"
        r"(?:[:：]\s{0,3}(?P=mark)|(?P=mark)\s{0,3}[:：])\s*"
    )


@cache
def _first() -> re.Pattern[str]:
    return re.compile(r"\s*(?P<label>[^\W_][^:：*_`\[\](<|\n]{0,30}?)\s?(?::(?!//)(?=\s|[@*\[])|：|\s[–—-](?=\s))\s*")
