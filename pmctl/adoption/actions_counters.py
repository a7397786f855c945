"""Whether the cells of a column only count the rows: 1, 2, 3 or A1, A2 or AI-1, AI-2, and no tickets."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.adoption.actions_text import plain
from pmctl.postmortem.heading_words import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST: Final = 99
"""Nobody numbers more actions than these by hand, and few trackers begin below."""
_COUNTERS: Final = frozenset((
    "act", "action", "actions", "action item", "ai", "ca", "pa", "ra", "capa", "fu", "follow up", "item", "imp",
    "improvement", "measure", "nr", "no", "number", "point", "pos", "punkt", "rec", "recommendation", "ref", "row",
    "step", "task", "todo", "maßnahme", "massnahme", "tiltak", "oppgave", "tarea", "accion", "mesure", "taak", "actie",
    "対策", "施策", "措施", "アクション", "タスク", "行动项",
))  # fmt: skip
"""Words before a number that count what is promised; any letter that stands alone does as well."""
_NUMBERED: Final = frozenset((
    "ref", "refs", "reference", "references", "referanse", "referanser", "referenz", "referencia", "riferimento",
    "referentie", "verwijzing", "referens", "odniesienie", "task id", "管理番号", "課題番号",
))  # fmt: skip
"""Headings, folded, of a row's own number as often as of a ticket."""


class Counting(NamedTuple):
    """Whether a column counts the rows.

    Attributes:
        is_sure: the cells are no tickets, whatever else there is.
        is_likely: they may be the first tickets of a new project, unless another column has the tickets.
    """

    is_sure: bool = False
    is_likely: bool = False


def counting(heading: str, cells: Sequence[str], *, is_open: bool) -> Counting:
    """Return whether cells, those that are filled, only count the rows.

    Args:
        heading: of their column.
        cells: Markdown of some of the first, at least one.
        is_open: whether the heading does not say that they are tickets.
    """
    texts = [plain(cell) for cell in cells if "](" not in cell and "://" not in cell]
    found = [match for text in texts if (match := _counter().fullmatch(text))]
    if len(found) < len(cells):
        return Counting()
    is_open = is_open or fold(heading) in _NUMBERED
    runs: dict[str, list[int]] = {}
    for match in found:
        runs.setdefault(fold(match["prefix"]), []).append(int(match["number"]))
    numbers = [number for run in runs.values() for number in run]
    is_exact = _is_run(numbers) or all(map(_is_run, runs.values()))
    if not all(_counts(prefix) for prefix in runs):
        is_key = fold(heading) == "key"
        return Counting(is_likely=is_open and not is_key and is_exact and len(runs) == 1 and len(cells) > 1)
    # Behind a sharp the numbers of tickets go on as well.
    is_near = is_open and not any("#" in cell for cell in cells) and _is_nearly_run(numbers)
    return Counting(is_sure=is_near or (is_exact and (is_open or len(cells) > 1)))


def _counts(prefix: str) -> bool:
    """Whether what stands before a number, folded, is that of a counter: nothing, a letter, a word, a document's id."""
    words = prefix.split()
    is_word = prefix in _COUNTERS or (len(words) > 1 and words[-1] in _COUNTERS)
    return is_word or len(prefix) <= 1 or len(words[-1]) == 1 or any(map(str.isdigit, words))


def _is_run(numbers: list[int]) -> bool:
    return set(numbers) == set(range(1, max(numbers) + 1))


def _is_nearly_run(numbers: list[int]) -> bool:
    """Whether numbers go on from another table, or miss some that were taken out."""
    least, most = min(numbers), max(numbers)
    is_unbroken = most > least and set(numbers) == set(range(least, most + 1))
    return most <= _MOST and (is_unbroken or (least == 1 and most <= 2 * len(numbers)))


@cache
def _counter() -> re.Pattern[str]:
    return re.compile(r"\W{0,3}(?P<prefix>(?:[^\W_][^\n]{0,23})?)(?<![0-9])(?P<number>[0-9]{1,3})[.):\s]{0,3}")
