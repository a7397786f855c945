"""Actions by impact and effort: what helps much and costs little comes first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pmctl.postmortem.levels import Level, read_level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pmctl.reports.action_list import ActionRow

IMPACTS = (Level.HIGH, Level.MEDIUM, Level.LOW)
"""The lines of the matrix, the best first."""

EFFORTS = (Level.LOW, Level.MEDIUM, Level.HIGH)
"""Its columns, the best first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixCell:
    """The actions of one impact and one effort, in the order in which they came."""

    impact: Level
    effort: Level
    rows: tuple[ActionRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """All nine cells, line by line, and the actions that state no impact or no effort that could be read."""

    cells: tuple[MatrixCell, ...]
    unrated: tuple[ActionRow, ...]

    def line(self, impact: Level) -> tuple[MatrixCell, ...]:
        """Return the cells of one impact."""
        return tuple(cell for cell in self.cells if cell.impact is impact)


def make_matrix(rows: Iterable[ActionRow]) -> Matrix:
    """Return the actions of a list by their impact and effort."""
    placed: dict[tuple[Level, Level], list[ActionRow]] = {(i, e): [] for i in IMPACTS for e in EFFORTS}
    unrated = []
    for row in rows:
        impact, effort = read_level(row.impact), read_level(row.effort)
        if impact and effort:
            placed[impact, effort].append(row)
        else:
            unrated.append(row)
    return Matrix(
        cells=tuple(MatrixCell(impact=i, effort=e, rows=tuple(found)) for (i, e), found in placed.items()),
        unrated=tuple(unrated),
    )
