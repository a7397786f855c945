"""A timeline for machines, and as Markdown for a chat or a ticket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.render.safe import json_text, markdown_table, markdown_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from pmctl.reports.timeline import Item, TimelineView


def timeline_json(view: TimelineView) -> str:
    """Return the timeline as a JSON object; times are in UTC, durations in seconds."""
    return json_text(
        {
            "schema": 1,
            "id": view.name,
            "path": view.path,
            "title": view.title,
            "severity": view.severity,
            "start": _iso(view.start),
            "start_is_milestone": view.start_is_milestone,
            "sections": [{"heading": heading, "line": line} for heading, line in view.sections],
            "out_of_order": view.moved,
            "phases": [
                {
                    "name": phase.name,
                    "from": phase.begin.name,
                    "to": phase.end.name,
                    "seconds": int(phase.duration.total_seconds()),
                }
                for phase in view.phases
            ],
            "items": [
                {
                    "kind": item.kind,
                    "at": _iso(item.at) if item.has_clock else None,
                    "date": item.at.date().isoformat() if item.at else None,
                    "until": _iso(item.until),
                    "elapsed_seconds": int(item.elapsed.total_seconds()) if item.elapsed is not None else None,
                    "text": item.text,
                    "written": item.written,
                    "approximate": item.approximate,
                    "zone_assumed": item.zone_assumed,
                    "day_assumed": item.day_assumed,
                    "line": item.line,
                }
                for item in view.items
            ],
        }
    )


def timeline_markdown(view: TimelineView) -> str:
    """Return the timeline as a table with the time in UTC, the elapsed time and the event."""
    return markdown_table(("Time (UTC)", "Elapsed", "Event"), _rows(view))


def _rows(view: TimelineView) -> Iterator[tuple[str, str, str]]:
    from pmctl.render.timeline import elapsed_text  # noqa: PLC0415 - JSON needs no Rich

    day: dt.date | None = None
    for item in view.items:
        text = markdown_text(item.text)
        yield _time(item, day), elapsed_text(item), f"**{text}**" if item.kind == "milestone" else text
        day = item.at.date() if item.at else day


def _time(item: Item, day: dt.date | None) -> str:
    """Return the time of an item, with its day unless that is the one above it."""
    if item.at is None:
        return markdown_text(item.written) or "?"
    clock = ""
    if item.has_clock:
        clock = f"{item.at:%H:%M:%S}".removesuffix(":00")
        clock = f"{'~' if item.approximate else ''}{clock}"
    if item.until is not None:
        day_of_end = "" if item.until.date() == item.at.date() else f"{item.until.date()} "
        clock = f"{clock}–{day_of_end}{item.until:%H:%M}"
    shown = clock if item.at.date() == day and clock else f"{item.at.date()} {clock}".strip()
    return f"{shown} (zone assumed)" if item.zone_assumed else shown


def _iso(moment: dt.datetime | None) -> str | None:
    return None if moment is None else f"{moment:%Y-%m-%dT%H:%M:%SZ}"
