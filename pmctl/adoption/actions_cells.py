"""Cells of a table that say several things: "@ezra / INF-3", "Mara, 12 May", "Done (OPS-1)", "12 May – in progress".

What stands in a cell beside that for which its column is there counts only if it is set off, and can be nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.adoption.actions_labels import cut_labels
from pmctl.adoption.actions_pieces import Piece, Splitter
from pmctl.adoption.actions_statuses import signs, statuses
from pmctl.adoption.actions_text import LONGEST, Words, shown, words_of
from pmctl.adoption.actions_values import Facts
from pmctl.adoption.actions_words import Field, is_nothing
from pmctl.postmortem.conventions import ActionStatus
from pmctl.postmortem.heading_words import fold
from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmctl.adoption.actions_facts import FactReader
    from pmctl.adoption.actions_values import Reader

_MOST_PARTS: Final = 12
_STATES: Final = (Field.STATUS, Field.CLOSED)
_SHARED: Final = (Field.OWNER, Field.DUE, Field.STATUS, Field.CLOSED, Field.TICKET)
"""Columns in which people put more than one thing."""

_BREAKS = lazy_pattern(r"(?<![,;/&\s])\s{0,3}(?:<br\s{0,3}/?>\s{0,3}){1,9}(?=[^\s(<])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CellReader:
    """Reads the cells of one table, which has a column for each field in `present`."""

    facts: FactReader
    present: frozenset[Field]

    def read(self, held: tuple[Field, ...], source: str, *, month_first: bool | None = None) -> Facts:
        """Return what a cell says.

        Args:
            held: what its column is there for, at least one.
            source: its Markdown.
            month_first: how ``03/04/2021`` is read in the language of the heading; None for English.
        """
        reader = self.facts.reader
        source = source[:LONGEST]
        if "<" in source:
            source = _BREAKS.sub(", ", source)
        if len(held) == 1 and not self._may_share(held[0], source):
            return reader.value(held[0], source, month_first=month_first)
        words, said = words_of(source), Facts()
        if ":" in words.text:
            text, said = cut_labels(words.text, reader, words)
            words = Words(text.strip(" ,;"), words.links)
        cell = _Cell(reader, self.present, held, Splitter(self.facts, held, words, month_first))
        pieces = cell.splitter.pieces()
        if len(held) == 1:
            said.add(cell.one(held[0], pieces))
            if held == (Field.TICKET,) and len(pieces) > 1:
                said.ticket = said.ticket or cell.first_ticket(pieces)
        else:
            said.add(cell.in_order(pieces) or cell.several(pieces))
        return said

    def _may_share(self, field: Field, source: str) -> bool:
        """Whether a cell of a column that is there for one thing may say more: a cheap question, asked of each."""
        if field not in _SHARED or not _sharing().search(source):
            return False
        return field not in {Field.DUE, Field.TICKET} or not _single().fullmatch(source)

    def title(self, held: tuple[Field, ...], source: str) -> tuple[str, Facts]:
        """Return the Markdown of an action without what its cell says besides, and that.

        A heading that names several things has them behind slashes; else only what stands on lines of its own at the
        end of the cell tells of the action.
        """
        separator = _between() if len(held) > 1 else _breaks()
        if len(held) < 2 and "<" not in source:
            return source, Facts()
        parts = separator.split(source[:LONGEST], maxsplit=_MOST_PARTS)
        place = next((index for index, field in enumerate(held) if field in {Field.TITLE, Field.DETAIL}), 0)
        place = place if len(parts) == len(held) else 0
        said, kept = Facts(), list(parts)
        for index in (index for index in reversed(range(len(parts))) if index != place):
            words = words_of(parts[index])
            facts = self.facts.all_facts(words.text, words, names=Field.OWNER in held)
            if len(held) < 2 and (facts is None or self.facts.phrases.needs_object(parts[index - 1])):
                break
            if facts is not None:
                said.add(facts)
                kept.pop(index)
        return (source if len(kept) == len(parts) else " ".join(kept)), said


@dataclass(frozen=True, slots=True)
class _Cell:
    """One cell, with what its column is there for."""

    reader: Reader
    present: frozenset[Field]
    held: tuple[Field, ...]
    splitter: Splitter

    def one(self, field: Field, pieces: Sequence[Piece]) -> Facts:
        """What a cell says whose column is there for one thing."""
        whole = self._as(field, self.splitter.words)
        cut = self._cut(pieces)
        is_choice = field in _STATES and not whole
        if not cut or is_choice:
            return whole
        first = cut.get(pieces[0], Facts()).status
        if field is Field.DUE and first is ActionStatus.DONE:
            # A day behind it tells when that was.
            return self.one(Field.STATUS, pieces)
        is_said = whole.status is not None and (field in _STATES or whole.status.is_closed)
        if field is not Field.TICKET and not is_said:
            whole = self._as(field, self.splitter.without(pieces, cut))
        for fact in cut.values():
            whole.add(fact)
        return whole

    def first_ticket(self, pieces: Sequence[Piece]) -> str | None:
        """The first of several tickets that only their column tells to be some: "PAY_812, PAY_813"."""
        words = self.splitter.words
        said = (shown(words.text[piece.start : piece.end]) for piece in pieces)
        keys = (text for text in said if " " not in text and not text.isdigit())
        return next((found for text in keys if (found := self._as(Field.TICKET, Words(text)).ticket)), None)

    def in_order(self, pieces: Sequence[Piece]) -> Facts | None:
        """What a cell says that holds what its heading names, in the same order; None if it does not."""
        if len(pieces) != len(self.held):
            return None
        said = Facts()
        for field, piece in zip(self.held, pieces, strict=True):
            part = Words(self.splitter.words.text[piece.start : piece.end], self.splitter.words.links)
            if _is_nothing(shown(part.text)):
                continue
            facts = self._fitting(field, part)
            if facts is None:
                return None
            said.add(facts)
        return said

    def several(self, pieces: Sequence[Piece]) -> Facts:
        """What a cell says whose heading names several things, in any order, and perhaps not all of them."""
        said = Facts()
        cut = self._cut(pieces)
        for fact in cut.values():
            said.add(fact)
        rest = self.splitter.without(pieces, cut)
        text = shown(rest.text)
        if _is_nothing(text):
            return said
        has_owner = Field.OWNER in self.held
        for field in self.held:
            if field not in {Field.OWNER, Field.DUE} and (not has_owner or fold(text) in statuses()):
                facts = self._as(field, rest)
                if facts.status or facts.ticket or facts.priority or facts.type:
                    said.add(facts)
                    return said
        is_owner = has_owner and not (Field.DUE in self.held and _soon().fullmatch(text))
        main = Field.OWNER if is_owner else Field.DUE if Field.DUE in self.held else self.held[0]
        said.add(self._as(main, rest))
        return said

    def _as(self, field: Field, words: Words) -> Facts:
        return self.reader.of_words(field, words, month_first=self.splitter.month_first)

    def _fitting(self, field: Field, part: Words) -> Facts | None:
        """What a piece says in the place of a field, if it can be that."""
        text = shown(part.text)
        facts, fact = self._as(field, part), self.splitter.fact(part.text) or Facts()
        is_name = self.splitter.is_name(text)
        if field is Field.OWNER:
            return None if fact.ticket or fact.due or fact.status else facts.of((field,)) or None
        if field is Field.DUE:
            is_time = bool(fact.due_text or _soon().fullmatch(text)) or not (is_name or text.istitle())
            said = fact if fact.due or fact.due_text else facts
            return said if said.due or (is_time and not fact.ticket) else None
        if field in _STATES:
            is_fit = facts.status is not None and not fact.ticket and (fact.status is not None or not is_name)
            return facts if is_fit else None
        return facts if facts and (fact.ticket or not is_name) else None

    def _cut(self, pieces: Sequence[Piece]) -> dict[Piece, Facts]:
        """The pieces that say something besides what the column is there for, or one of the things; and what."""
        told = ((piece, self._beside(piece, len(pieces))) for piece in pieces)
        return {piece: fact for piece, fact in told if fact is not None}

    def _beside(self, piece: Piece, count: int) -> Facts | None:
        text = self.splitter.words.text[piece.start : piece.end]
        fact = self.splitter.fact(text)
        if fact is None and self.splitter.facts.is_name(shown(text)):
            fact = Facts(owner=shown(text))
        if fact is None:
            return None
        if fact.owner:
            is_free = count > 1 and Field.OWNER not in self.held and Field.OWNER not in self.present
            return fact if is_free else None
        if fact.due or fact.due_text:
            return fact if Field.DUE in self.held and len(self.held) > 1 else self._day_beside(text, fact)
        if fact.priority and Field.PRIORITY in self.present and Field.PRIORITY not in self.held:
            return None
        # A ticket alone stands in the wrong column, unless the tickets have one.
        is_astray = fact.ticket and Field.TICKET not in self.present
        return fact if count > 1 or len(self.held) > 1 or is_astray else None

    def _day_beside(self, text: str, fact: Facts) -> Facts | None:
        """A day in a cell of a column that is not there for one."""
        if Field.DUE in {*self.held, *self.present} or fact.due is None or fact.status or _until().match(text):
            return None
        if self.held[0] is Field.OWNER:
            return fact
        # Without a word it may be the day on which the ticket was written.
        day = self.reader.calendar.find(shown(text))
        return fact if day and day.start else None


def _is_nothing(text: str) -> bool:
    return is_nothing(text) and text[:1] not in signs()


@cache
def _sharing() -> re.Pattern[str]:
    # A digit, a bracket, a link, a sign, or what may stand between two things.
    return re.compile(rf"[0-9(（\[<,，、|;；:：／–—·→{''.join(signs())}]|\s[-/@]\s")


@cache
def _single() -> re.Pattern[str]:
    # A day in numbers, a key, an address, or a link.
    return re.compile(r"[\w.#!/-]{1,100}|<?https?://[^\s<>()]{1,1000}>?|\[[^\s\[\]]{1,100}\]\([^\s()]{1,1000}\)")


@cache
def _breaks() -> re.Pattern[str]:
    return re.compile(r"\s{0,3}(?:<br\s{0,3}/?>\s{0,3}){1,9}", re.IGNORECASE)


@cache
def _between() -> re.Pattern[str]:
    return re.compile(r"\s{0,3}(?:<br\s{0,3}/?>\s{0,3}){1,9}|\s/\s|／", re.IGNORECASE)


@cache
def _until() -> re.Pattern[str]:
    # Whose it is until then.
    return re.compile(r"\W{0,3}(?:until|till|to|til|bis|hasta|até|fino|tot|jusqu)\b", re.IGNORECASE)


@cache
def _soon() -> re.Pattern[str]:
    return re.compile(r"asap|a\.s\.a\.p\.|immediate(?:ly)?|today|tomorrow|sofort|straks|immédiat|随時", re.IGNORECASE)
