"""Columns of tickets whose heading does not say so: "Where", "Filed", or any with nothing below it but tickets."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.adoption.actions_text import shown, words_of
from pmctl.adoption.actions_values import is_issue
from pmctl.adoption.actions_words import Field
from pmctl.postmortem.heading_words import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

_PLACES: Final = frozenset((
    "where", "place", "filed", "filed in", "filed as", "filed under", "found in", "where filed", "where tracked",
    "tracked where", "tracked at", "followed in", "followed up in", "location", "system", "wo", "où", "dónde",
    "onde", "dove", "waar", "hvor", "var", "gdzie", "どこ", "場所",
))  # fmt: skip
"""Headings, folded, of where an action is written down, below which a cell or two may say something else."""


def keeps_tickets(heading: str, held: tuple[Field, ...], cells: Sequence[str]) -> bool:
    """Return whether a column is that of the tickets, in a table without another one.

    Args:
        heading: of the column.
        held: what it holds by its heading.
        cells: Markdown of some of the first, those that are filled.
    """
    if not cells or held not in {(), (Field.NOTE,), (Field.DETAIL,), (Field.STATUS,), (Field.TYPE,)}:
        return False
    told = [holds_tickets(cell, any_link=False) or _is_named_link(cell) for cell in cells]
    if all(told):
        return True
    others = (cell for cell, is_ticket in zip(cells, told, strict=True) if not is_ticket)
    is_place = fold(heading) in _PLACES and held in {(), (Field.NOTE,)}
    return is_place and 2 * sum(told) >= len(cells) and not any(char.isdigit() for cell in others for char in cell)


def _is_named_link(cell: str) -> bool:
    """Whether a cell is a link, whatever its address looks like, that is called as a ticket is."""
    return _link().fullmatch(cell.strip()) is not None


def holds_tickets(cell: str, *, any_link: bool) -> bool:
    """Return whether a cell has nothing in it but tickets.

    Args:
        cell: its Markdown.
        any_link: whether any link is one, whatever its address looks like.
    """
    words = words_of(cell)
    if words.links and (any_link or all(is_issue(url) for url in words.links)):
        outside = re.sub(r"\[[^\[\]]{0,300}\]\([^()\s]{0,1000}\)|<[^<>]{0,1000}>", " ", cell)
        if not outside.strip(" ,;"):
            return True
    pieces = re.split(r"[\s,;]+", shown(words.text).strip(" ,;"))
    return all(ticket_key().fullmatch(piece) or is_issue(piece) for piece in pieces)


@cache
def _link() -> re.Pattern[str]:
    return re.compile(
        rf"\[(?:{ticket_key().pattern}|[\w./-]{{1,80}}[#!][0-9]{{1,7}})\]\(<?https?://[^\s()<>]{{1,1000}}>?\)"
    )


@cache
def ticket_key() -> re.Pattern[str]:
    """Return what a ticket looks like that is all of a cell."""
    return re.compile(
        r"(?:(?:[\w.-]{1,60}/[\w.-]{1,80})?[#!][0-9]{1,7}|[A-Z][A-Z0-9]{1,9}-[0-9]{1,7}|T[0-9]{4,7}|b/[0-9]{3,10}"
        r"|(?:AB|bsc|rhbz)#[0-9]{2,8}|(?:PRB|CHG|TASK|RITM|REQ|INC|PTASK)[0-9]{4,10})"
    )
