"""A burndown as bars in a terminal, one line for each day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console, ConsoleOptions, RenderResult

    from pmctl.reports.stats_burndown import Burndown, Point

_MOST_LINES = 31
_WIDEST_BAR = 60
_NARROWEST = 36
"""Columns: where there are fewer, there is no room for bars."""

_WIDEST_UNIT = 3
_BLOCKS = ("█", "░")
_LETTERS = ("#", "-")


class BurndownChart:
    """Bars of what is overdue and what is open in time, with their numbers; in letters where blocks cannot be shown.

    Of more points than fit a screen, every second, third … is shown, and the last one always.
    """

    def __init__(self, burndown: Burndown) -> None:
        every = -(-len(burndown.points) // _MOST_LINES) or 1
        self._points = burndown.points[::-1][::every][::-1]
        step = burndown.step.value
        self.title = f"Open and overdue at the end of {f'each {step}' if every == 1 else f'every {every} {step}s'}"

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines of the chart."""
        del console
        if options.max_width < _NARROWEST:
            for point in self._points:
                yield Text(f"{point.date}  {_count(point.open)} open, {_count(point.overdue)} overdue")
            return
        late, timely = _LETTERS if options.ascii_only else _BLOCKS
        digits = max(4, *(len(_count(point.open)) for point in self._points))
        start = f"  {'':10}  {'Open':>{digits}}  Overdue  "
        unit = _unit(self._points, min(_WIDEST_BAR, options.max_width - len(start)))
        yield Text(f"{start}{late} overdue  {timely} in time", "dim", no_wrap=True, overflow="crop")
        for point in self._points:
            red, cells = _cells(point, unit)
            line = Text(f"  {point.date}  {_count(point.open):>{digits}}  ", no_wrap=True, overflow="crop")
            line.append(f"{_count(point.overdue):>7}", "red" if point.overdue else "")
            line.append("  " + late * red, "red").append(timely * (cells - red), "cyan")
            line.rstrip()
            yield line


def _unit(points: Sequence[Point], room: int) -> float:
    """Return how many cells one promise has, so that the longest bar fits."""
    most = max((point.open or 0 for point in points), default=0)
    unit = max(room, 1) / max(most, 1)
    return min(int(unit), _WIDEST_UNIT) if unit >= 1 else unit


def _cells(point: Point, unit: float) -> tuple[int, int]:
    """Return the length of a bar's red part and of the whole; what there is has at least one cell."""
    red, cells = (max(round(number * unit), 1) if number else 0 for number in (point.overdue, point.open))
    return min(red, cells), cells


def _count(number: int | None) -> str:
    return "?" if number is None else f"{number:,}"
