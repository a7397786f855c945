"""A timeline as a picture in a terminal: a bar of the phases, and a line on which the events stand like beads."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.text import Text

from pmctl.render.line_numbers import lines_named
from pmctl.render.safe import plural, printable
from pmctl.render.stats_cells import duration

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, ConsoleOptions, RenderResult

    from pmctl.reports.timeline import Item, Phase, TimelineView

_WIDEST_BAR: Final = 72
_NARROWEST: Final = 46
"""Columns: where there are fewer, the elapsed time and the line itself are left out."""

_LEAST_FOR_WORDS: Final = 16
_MOST_WITH_GAPS: Final = 200
"""Items: of a longer timeline the gaps are not drawn, since nobody looks at it as a picture."""

_STEPS: Final = (dt.timedelta(minutes=10), dt.timedelta(minutes=30), dt.timedelta(hours=1))
"""A gap is drawn with as many lines as it reaches steps; its length is said from the last one on."""

_STYLES: Final = {
    "detect": "red", "acknowledge": "yellow", "mitigate": "magenta", "resolve": "green",
    "started": "bold red", "detected": "bold red", "acknowledged": "bold yellow", "mitigated": "bold magenta",
    "resolved": "bold green", "published": "bold",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marks:
    """What the picture is made of."""

    rail: str
    gap: str
    entry: str
    vague: str
    milestone: str
    bars: tuple[str, str, str, str]


_UNICODE: Final = _Marks(rail="│", gap="┆", entry="●", vague="○", milestone="◆", bars=("█", "▓", "▒", "░"))
_ASCII: Final = _Marks(rail="|", gap=":", entry="o", vague="?", milestone="*", bars=("D", "A", "M", "R"))
_NAMES: Final = ("detect", "acknowledge", "mitigate", "resolve")


class TimelinePicture:
    """Draws a timeline for a terminal of any width, with colour or without, in letters where there is nothing else."""

    def __init__(self, view: TimelineView) -> None:
        self._view = view
        timed = [item.at for item in view.items if item.at is not None and item.has_clock]
        self._has_seconds = any(at.second for at in timed)
        # Columns of the time with its ``~``, and those left of the line on which the events stand.
        self._time = len("~09:52:00") if self._has_seconds else len("~09:52")
        self._rail = self._time + 4 + max((len(elapsed_text(item)) for item in view.items), default=0)
        entries = [item for item in view.items if item.kind == "entry" and item.at is not None]
        clocks = [item for item in entries if item.has_clock]
        self._is_zone_assumed = bool(clocks) and all(item.zone_assumed for item in clocks)
        self._is_day_assumed = bool(entries) and all(item.day_assumed for item in entries)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the head, the bar, the events and what must be known to trust them."""
        view = self._view
        marks = _ASCII if options.ascii_only else _UNICODE
        yield Text(printable(view.title or view.name), "bold")
        yield Text(", ".join(self._facts()), "dim")
        yield Text()
        if view.phases:
            yield from self._bar(marks, options.max_width)
            yield Text()
        yield from self._events(console, marks, options.max_width)
        notes = list(self._notes())
        if notes:
            yield Text()
            yield from (Text(note, "dim") for note in notes)

    def _facts(self) -> Iterator[str]:
        view = self._view
        yield printable(view.name)
        if view.severity:
            yield printable(view.severity)
        if view.start is not None:
            what = "started" if view.start_is_milestone else "first entry"
            yield f"{what} {view.start:%Y-%m-%d %H:%M} UTC"

    def _bar(self, marks: _Marks, width: int) -> Iterator[Text]:
        """Yield a bar with the phases, as long as they took, and what each of them is."""
        phases = self._view.phases
        glyphs = dict(zip(_NAMES, marks.bars, strict=True))
        bar = Text(no_wrap=True, overflow="crop")
        for phase, cells in zip(phases, _cells(phases, min(_WIDEST_BAR, width)), strict=True):
            bar.append(glyphs[phase.name] * cells, _STYLES[phase.name])
        yield bar
        line = Text()
        for phase in phases:
            words = f"{phase.name} {duration(phase.duration.total_seconds())}"
            if line.plain and cell_len(line.plain) + len(words) + 4 > width:
                yield line
                line = Text()
            line.append("  " if line.plain else "").append(f"{glyphs[phase.name]} ", _STYLES[phase.name]).append(words)
        yield line
        whole = phases[-1].end.at - phases[0].begin.at
        first, last = (name.removesuffix("_at") for name in (phases[0].begin.name, phases[-1].end.name))
        if len(phases) > 1:
            yield Text(f"{duration(whole.total_seconds())} from {first} to {last}", "dim")

    def _events(self, console: Console, marks: _Marks, width: int) -> Iterator[Text]:
        """Yield the events, the day above the first of each, and lines for the time between them."""
        day: dt.date | None = None
        before: Item | None = None
        has_gaps = len(self._view.items) <= _MOST_WITH_GAPS
        for item in self._view.items:
            at = item.at
            if has_gaps and at is not None and before is not None and before.at is not None and width >= _NARROWEST:
                yield from self._gap(at - before.at, marks)
            if at is not None and at.date() != day:
                day = at.date()
                yield Text(f"{day:%a %Y-%m-%d}{self._day_note(item)}", "bold")
            is_told = before is not None and before.kind == "milestone" and before.at == at and not item.approximate
            yield from self._event(item, console, marks, width, is_told=is_told)
            before = item if at is not None and item.has_clock else before

    def _day_note(self, item: Item) -> str:
        is_guess = item.day_assumed and item.at is not None and item.at.date() != self._view.day
        return " (day assumed)" if is_guess else ""

    def _gap(self, gap: dt.timedelta, marks: _Marks) -> Iterator[Text]:
        steps = sum(gap >= step for step in _STEPS)
        for number in range(steps):
            is_told = steps == len(_STEPS) and number == 1
            line = Text(" " * self._rail).append(marks.gap if is_told else marks.rail, "dim")
            yield line.append(f"  {duration(gap.total_seconds())}" if is_told else "", "dim")

    def _event(self, item: Item, console: Console, marks: _Marks, width: int, *, is_told: bool) -> Iterator[Text]:
        """Yield the lines of one item, without its time if that has been told by the milestone above it."""
        style = _STYLES.get(item.text, "bold") if item.kind == "milestone" else ""
        label = Text(("" if is_told else self._clock(item)).rjust(self._time), style)
        between = "  "
        is_wide = width >= _NARROWEST
        if is_wide:
            elapsed = "" if is_told else elapsed_text(item)
            label.append("  ").append(elapsed.rjust(self._rail - self._time - 4), style or "dim").append("  ")
            mark = marks.milestone if item.kind == "milestone" else marks.entry if item.at else marks.vague
            label.append(mark, style or "cyan")
        room = width - cell_len(label.plain) - len(between)
        words = Text(self._words(item), style)
        if room < _LEAST_FOR_WORDS:
            yield label
            label, room = Text(), width - len(between)
        lines = words.wrap(console, max(1, room)) if cell_len(words.plain) > room else [words]
        below = Text(" " * self._rail).append(marks.rail, "dim") if is_wide else Text(" " * len(label.plain))
        for number, line in enumerate(lines):
            line.rstrip()
            yield Text().append_text(label if number == 0 else below).append(between).append_text(line)

    def _clock(self, item: Item) -> str:
        if item.at is None:
            return "?"
        if not item.has_clock:
            return ""
        return f"{'~' if item.approximate else ''}{item.at:{'%H:%M:%S' if self._has_seconds else '%H:%M'}}"

    def _words(self, item: Item) -> str:
        words = [printable(item.text) or "(nothing is said)"]
        if item.at is None and item.written:
            words.insert(0, f"{printable(item.written)}:")
        if item.until is not None and item.at is not None:
            until = f"{item.until:%H:%M}" if item.until.date() == item.at.date() else f"{item.until:%Y-%m-%d %H:%M}"
            words.append(f"(until {until})")
        if item.zone_assumed and not self._is_zone_assumed:
            words.append(f"(zone assumed: {item.zone or self._view.zone})")
        return " ".join(words)

    def _notes(self) -> Iterator[str]:
        view = self._view
        lost = [item for item in view.items if item.at is None]
        if unread := [item.line for item in lost if not item.has_clock]:
            yield f"{plural(len(unread), 'time')} cannot be read, on {lines_named(unread)}"
        if dayless := [item.line for item in lost if item.has_clock]:
            yield f"the day of {plural(len(dayless), 'time')} is not known, on {lines_named(dayless)}"
        if view.doubtful:
            yield f"what may be a time is not read as one, on {lines_named(view.doubtful)}"
        yield from map(printable, (*view.clock_doubts, *view.zone_doubts))
        if self._is_zone_assumed:
            yield f"zone assumed: {view.zone}"
        if view.day and not view.is_day_told and any(item.day_assumed for item in view.items):
            yield f"day assumed: {view.day}, of the id or the file's name"
        elif self._is_day_assumed and view.day:
            yield f"day assumed: {view.day}, the incident's"
        if view.start is not None and not view.start_is_milestone:
            yield "time counts from the first entry, since started_at is not set"
        if view.moved:
            yield f"{plural(view.moved, 'entry stands', 'entries stand')} below a later one; --sort puts them in order"
        if len(view.sections) > 1:
            lines = lines_named([line for _, line in view.sections])
            yield f"of {plural(len(view.sections), 'Timeline section')}, on {lines}"


def elapsed_text(item: Item) -> str:
    """Return the time since the start in hours and minutes: ``+0:12``, ``-0:02``, ``+26:10``."""
    if item.elapsed is None:
        return ""
    minutes = abs(item.elapsed) // dt.timedelta(minutes=1)
    sign = "-" if item.elapsed < dt.timedelta() else "+"
    return f"{sign}{minutes // 60}:{minutes % 60:02}"


def _cells(phases: Sequence[Phase], width: int) -> list[int]:
    """Return how many columns each phase has: in proportion, at least one, and all of them together `width`."""
    seconds = [phase.duration.total_seconds() for phase in phases]
    room = max(width - len(phases), 0)
    shares = [room * part / (sum(seconds) or 1) for part in seconds]
    cells = [int(share) for share in shares]
    most = sorted(range(len(cells)), key=lambda index: cells[index] - shares[index])
    for index in most[: room - sum(cells) if sum(seconds) else 0]:
        cells[index] += 1
    return [number + 1 for number in cells]
