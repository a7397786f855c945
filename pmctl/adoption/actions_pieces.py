"""The pieces of a cell that says several things: "@ezra / INF-3", "Mara, 12 May", "Lin INF-3", "12 May ✅"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.adoption.actions_statuses import signs
from pmctl.adoption.actions_text import Words, shown
from pmctl.adoption.actions_values import HANDLE, Facts
from pmctl.adoption.actions_words import Field
from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pmctl.adoption.actions_facts import FactReader

_LONGEST: Final = 300
_MOST: Final = 12
"""A cell that is longer, or has more pieces, tells a story."""
_MOST_WORDS_OF_A_NAME: Final = 3
_STATES: Final = (Field.STATUS, Field.CLOSED)
_SURE_SIGNS: Final = "✅☑✔✓⬜☐🚧"
"""Signs that beside a name say nothing but how far an action is."""
_BRACKETS: Final = "()（）[]【】"

_SEPARATOR = lazy_pattern(r"\s*[,;，、；|｜()（）\[\]【】]\s*|\s+(?:[-–—·•→/@]|[-=]>)\s+|\s*／\s*|(?<=\S):\s+|\s*：\s*")


class Piece(NamedTuple):
    """A part of a cell, by its offsets in the words."""

    start: int
    end: int


class Splitter(NamedTuple):
    """Splits one cell.

    Attributes:
        facts: the reader of the document's facts.
        held: what the column is there for.
        words: of the cell.
        month_first: how ``03/04/2021`` is read in the language of the heading; None for English.
    """

    facts: FactReader
    held: tuple[Field, ...]
    words: Words
    month_first: bool | None

    def pieces(self) -> list[Piece]:
        """Return the parts between commas, dashes, brackets and the like; a day is in one of them as a whole."""
        text = self.words.text
        if len(text) > _LONGEST:
            return [Piece(0, len(text))]
        days = list(self._days())
        found: list[Piece] = []
        start = 0
        ends = [match.span() for match in _SEPARATOR.finditer(text) if not _overlaps(match.span(), days)]
        for end, after in [*ends, (len(text), len(text))]:
            if shown(text[start:end]):
                found += self._halves(Piece(start, end), days)
            start = after
        return found if len(found) <= _MOST else [Piece(0, len(text))]

    def fact(self, text: str) -> Facts | None:
        """Return the one thing that a part of the cell states, a day as the heading orders it; None if it does not."""
        if Field.DUE in self.held:
            day = self.facts.reader.calendar.find(text, month_first=self.month_first)
            if day and not day.start and not text[day.end :].strip(" ."):
                return Facts(due=day.day, due_text=None if day.day else shown(text))
        return self.facts.phrases.fact(text, self.words)

    def is_name(self, text: str) -> bool:
        """Return whether a part of the cell may be the name of somebody."""
        return bool(HANDLE.match(text)) or self.facts.is_name(text, may_be=True)

    def without(self, pieces: Sequence[Piece], cut: dict[Piece, Facts]) -> Words:
        """Return the cell without some of its pieces, and without what set these off."""
        rest, end = "", 0
        for piece in pieces:
            between = self.words.text[end : piece.start]
            is_bracket = any(mark in _BRACKETS for mark in between)
            rest += between if is_bracket or (piece not in cut and rest.strip()) else ""
            rest += "" if piece in cut else self.words.text[piece.start : piece.end]
            end = piece.end
        rest = _empty_brackets().sub(" ", rest + self.words.text[end:])
        return Words(rest.rstrip("@ ").strip(" ,;/／|–—-·•:："), self.words.links)

    def _days(self) -> Iterator[tuple[int, int]]:
        start = 0
        for _ in range(_MOST):
            day = self.facts.reader.calendar.find(self.words.text, start=start, month_first=self.month_first)
            if day is None or day.end <= start:
                return
            yield day.start, day.end
            start = day.end

    def _halves(self, piece: Piece, days: Sequence[tuple[int, int]]) -> list[Piece]:
        """A piece as the two that it is where a slash or a gap alone stands between a fact and what it is told of."""
        text = self.words.text[piece.start : piece.end]
        slashes = (
            [found.start() for found in re.finditer("/", text)] if len(self.held) > 1 and "://" not in text else []
        )
        for slash in slashes[:_MOST]:
            left, right = text[:slash], text[slash + 1 :]
            at = piece.start + slash
            if left and right and not _overlaps((at, at + 1), days) and any(map(self._is_fact, (left, right))):
                return [Piece(piece.start, at), Piece(at + 1, piece.end)]
        if sign := _sign_at_end().fullmatch(text):
            is_state = any(field in self.held for field in (*_STATES, Field.DUE))
            if is_state or (sign["first"] or sign["last"]) in _SURE_SIGNS:
                at = piece.start + (sign.end("first") if sign["first"] else sign.start("last"))
                return [Piece(piece.start, at), Piece(at, piece.end)]
        fact = self.fact(text)
        if (fact is None or (fact.owner and not HANDLE.fullmatch(text))) and (gap := self._gap(text)):
            return [Piece(piece.start, piece.start + gap), Piece(piece.start + gap + 1, piece.end)]
        return [piece]

    def _gap(self, text: str) -> int | None:
        """Where the gap is between a name and a ticket, a day or a status, in this or the other order."""
        gaps = [found.start() for found in re.finditer(" ", text)]
        for gap in dict.fromkeys((*gaps[:_MOST_WORDS_OF_A_NAME], *gaps[-_MOST_WORDS_OF_A_NAME:])):
            for fact, rest in ((text[gap + 1 :], text[:gap]), (text[:gap], text[gap + 1 :])):
                said = self.fact(fact)
                if said is not None and self._tells_of(said, shown(fact), shown(rest)):
                    return gap
        return None

    def _tells_of(self, said: Facts, fact: str, rest: str) -> bool:
        """Whether a fact is told of what stands beside it with only a gap between."""
        if _numbered().search(rest):
            return False
        is_somebody = bool(HANDLE.fullmatch(rest)) or self.facts.is_name(rest)
        if said.ticket and Field.TICKET in self.held:
            return is_somebody or all(word[0].isupper() for word in rest.split())
        if said.ticket:
            return is_somebody or (not fact.startswith(("#", "!")) and self.is_name(rest))
        if said.due or (said.due_text and Field.DUE in self.held):
            return is_somebody or self.is_name(rest)
        return bool(said.status) and len(self.held) > 1 and any(field in self.held for field in _STATES) and is_somebody

    def _is_fact(self, text: str) -> bool:
        said = self.fact(text)
        return said is not None and bool(said.ticket or said.due or said.due_text or said.status)


def _overlaps(span: tuple[int, int], days: Sequence[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in days)


@cache
def _sign_at_end() -> re.Pattern[str]:
    known = "".join(signs())
    return re.compile(rf"(?:(?P<first>[{known}])\ufe0f?\s?\w.*|.*\w\W?\s?(?P<last>[{known}])\ufe0f?)", re.DOTALL)


@cache
def _numbered() -> re.Pattern[str]:
    # What is known by its number, as "Squad ENG-2" and "Team #2" are.
    return re.compile(
        r"\b(?:teams?|squad|group|crew|pod|tribe|desk|shift|unit|area|zone|tier|level|line|site|cell|chapter|guild"
        r"|on-?call|gruppe?|equipe|équipe|equipo)\Z|班\Z",
        re.IGNORECASE,
    )


@cache
def _empty_brackets() -> re.Pattern[str]:
    return re.compile(r"\s?[(（\[【][\s,;、，|.–—-]*[)）\]】]")
