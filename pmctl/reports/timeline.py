"""One postmortem's timeline as a reader wants it: in order, in UTC, with the milestones among the entries."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

from pmctl.adoption.inline import plain
from pmctl.postmortem.filenames import find_day
from pmctl.postmortem.half_day_clocks import doubtful_clock
from pmctl.postmortem.model import stem
from pmctl.postmortem.stated_zones import in_unread_zones
from pmctl.postmortem.story import timelines_of
from pmctl.postmortem.timeline_drafts import doubtful_lines
from pmctl.postmortem.timeline_edits import in_utc
from pmctl.postmortem.timeline_unread import unread_lines
from pmctl.postmortem.timeline_zones import doubtful_zones
from pmctl.postmortem.zones import clock_doubt

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.model import Milestone, Postmortem
    from pmctl.postmortem.timeline import TimelineEntry

_PHASES: Final = (
    ("detect", "detected_at"), ("acknowledge", "acknowledged_at"), ("mitigate", "mitigated_at"),
    ("resolve", "resolved_at"),
)  # fmt: skip
_LONGEST: Final = 20_000
"""So many characters of an entry are shown: twice what an export may hold of an event."""

_WITHIN: Final = dt.timedelta(hours=1)
"""How long before the first entry and after the last one a document may be published to be drawn among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An entry or a milestone.

    Attributes:
        kind: which of the two.
        at: in UTC; None if it is not known.
        until: likewise, the end of a range.
        elapsed: since the start; negative before it.
        text: what happened, without Markdown's marks; of a milestone its key without ``_at``.
        written: the time as written in the document.
        has_clock: False for a day without a time.
        approximate: whether the time is said not to be exact, or the clocks showed it twice or never on that day.
        zone_assumed: whether no zone is written, so that it is that of the entry above it, else the configured one.
        zone: the zone in which it is written or assumed; None for a milestone, and where `at` is not known.
        day_assumed: whether the day is the incident's or the next one, because none is written.
        line: of the document, 1-based.
    """

    kind: Literal["entry", "milestone"]
    at: dt.datetime | None
    until: dt.datetime | None = None
    elapsed: dt.timedelta | None
    text: str
    written: str = ""
    has_clock: bool = True
    approximate: bool = False
    zone_assumed: bool = False
    zone: dt.tzinfo | None = None
    day_assumed: bool = False
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A part of the incident that ends with a milestone: `name` is what was done in it, such as ``detect``."""

    name: str
    begin: Milestone
    end: Milestone

    @property
    def duration(self) -> dt.timedelta:
        """How long it took."""
        return self.end.at - self.begin.at


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView:
    """The timeline of one postmortem.

    Attributes:
        start: from when on time is counted: the milestone ``started_at``, else the first entry; in UTC.
        start_is_milestone: which of the two.
        phases: those whose milestones are known and in order, the earliest first.
        items: by time; what has none follows the entry above it.
        sections: the heading and the line of each Timeline section.
        unread: the lines that tell times of which none is read as an entry, such as ``lines 12 to 20``, or empty.
        is_whole: whether all of the document could be read.
        moved: how many entries stand above an earlier one in the document.
        zone: the configured one, in which times without a zone are read.
        day: that of the incident: its date, else the one in its id or in the name of its file.
        is_day_told: whether the document gives the date.
        doubtful: the lines that may tell times and are not read so.
        zone_doubts: clauses about zones that are not understood, or whose names may be meant for another time.
        clock_doubts: clauses about times that may be meant for the afternoon.
    """

    name: str
    path: str
    title: str | None
    severity: str | None
    start: dt.datetime | None
    start_is_milestone: bool
    phases: tuple[Phase, ...]
    items: tuple[Item, ...]
    sections: tuple[tuple[str, int], ...]
    unread: str
    is_whole: bool
    moved: int
    zone: dt.tzinfo
    day: dt.date | None
    is_day_told: bool
    doubtful: tuple[int, ...]
    zone_doubts: tuple[str, ...]
    clock_doubts: tuple[str, ...] = ()


def timeline_view(document: Postmortem, conventions: Conventions) -> TimelineView:
    """Return the timeline of a document; without entries or sections, or with a record that cannot be read, as well."""
    record = document.record
    given = record.date if record else None
    day = given or find_day(document.name) or find_day(stem(document.path))
    timelines = timelines_of(document, conventions, day=day)
    milestones = sorted(record.milestones if record else (), key=lambda milestone: milestone.at)
    entries = [_keyed(timeline.entries) for timeline in timelines]
    told = [pair for pairs in entries for pair in pairs]
    ordered = sorted(told, key=lambda pair: (pair[0] is not None, pair[0]))
    started = next((milestone.at for milestone in milestones if milestone.name == "started_at"), None)
    start = started or next((key for key, entry in ordered if key is not None and entry.has_clock), None)
    start = in_utc(start) if start else None
    items = [_entry(entry, start) for _, entry in ordered]
    return TimelineView(
        name=document.name,
        path=document.path,
        title=document.title,
        severity=record.severity if record else None,
        start=start,
        start_is_milestone=started is not None,
        phases=phases_of(milestones),
        items=_with_milestones(items, milestones, start),
        sections=tuple((timeline.section.heading, timeline.section.line) for timeline in timelines),
        unread=unread_lines(timelines),
        is_whole=not document.problems,
        moved=sum(_falls(pairs) for pairs in entries),
        zone=conventions.zone,
        day=day,
        is_day_told=given is not None,
        doubtful=tuple(line for timeline in timelines for line, _ in doubtful_lines(timeline.section.blocks)),
        zone_doubts=(
            *(problem for _, problem in in_unread_zones(timelines, document.blocks)),
            *doubtful_zones(timelines),
        ),
        clock_doubts=tuple(
            f"line {doubt.entry.line}: {doubt.problem}"
            for timeline in timelines
            if (doubt := doubtful_clock(timeline.entries)) is not None
        ),
    )


def phases_of(milestones: Iterable[Milestone]) -> tuple[Phase, ...]:
    """Return what lies between the milestones of an incident; nothing where these are out of order.

    A phase begins with the last milestone before it that is known: without ``acknowledged_at``, the incident is
    mitigated from its detection on.
    """
    known = {milestone.name: milestone for milestone in milestones}
    last = known.get("started_at")
    phases = []
    for name, key in _PHASES:
        milestone = known.get(key)
        if milestone is None:
            continue
        if last is not None:
            if milestone.at < last.at:
                return ()
            phases.append(Phase(name=name, begin=last, end=milestone))
        last = milestone
    return tuple(phases)


def _keyed(entries: Sequence[TimelineEntry]) -> list[tuple[dt.datetime | None, TimelineEntry]]:
    """Return each entry with the moment that it is shown at; that of the one above it where it has none of its own."""
    pairs: list[tuple[dt.datetime | None, TimelineEntry]] = []
    above: dt.datetime | None = None
    for entry in entries:
        key = _moment(entry)
        if key is None:
            key = above
        elif not entry.has_clock and above is not None and above.date() == key.date():
            key = max(key, above)
        above = key
        pairs.append((key, entry))
    return pairs


def _moment(entry: TimelineEntry) -> dt.datetime | None:
    """Return when an entry happened, in UTC; a day without a time is that day in every zone."""
    if entry.at is None:
        return None
    return in_utc(entry.at) if entry.has_clock else entry.at.replace(tzinfo=dt.UTC)


def _falls(pairs: Sequence[tuple[dt.datetime | None, TimelineEntry]]) -> int:
    """Return how many entries are earlier than the one that is told before them."""
    threads: dict[int, list[dt.datetime]] = {}
    for key, entry in pairs:
        if key is not None and not entry.approximate:
            threads.setdefault(entry.thread, []).append(key)
    return sum(other < one for thread in threads.values() for one, other in pairwise(thread))


def _entry(entry: TimelineEntry, start: dt.datetime | None) -> Item:
    at, until = _moment(entry), in_utc(entry.until) if entry.until else None
    return Item(
        kind="entry",
        at=at,
        until=until,
        elapsed=at - start if at and start and entry.has_clock else None,
        text=plain(entry.event, longest=_LONGEST),
        written=entry.written,
        has_clock=entry.has_clock,
        approximate=entry.has_clock and (entry.approximate or _is_doubtful(entry.at)),
        zone_assumed=not entry.zone_known and entry.has_clock,
        zone=entry.at.tzinfo if entry.at else None,
        day_assumed=entry.day_source == "guess" and at is not None,
        line=entry.line,
    )


def _is_doubtful(at: dt.datetime | None) -> bool:
    return at is not None and in_utc(at) is not None and bool(clock_doubt(at))


def _with_milestones(
    items: Sequence[Item], milestones: Sequence[Milestone], start: dt.datetime | None
) -> tuple[Item, ...]:
    """Put each milestone before the first entry that is not earlier; what comes long after the others is left out."""
    times = [item.at for item in items if item.at is not None]
    merged: list[Item] = []
    rest = list(items)
    for milestone in milestones:
        at = in_utc(milestone.at)
        if at is None or (
            milestone.name == "published_at" and not (times and min(times) <= at <= max(times) + _WITHIN)
        ):
            continue
        while rest and (rest[0].at is None or rest[0].at < at):
            merged.append(rest.pop(0))
        name = milestone.name.removesuffix("_at")
        elapsed = at - start if start else None
        merged.append(Item(kind="milestone", at=at, elapsed=elapsed, text=name, line=milestone.line))
    return (*merged, *rest)
