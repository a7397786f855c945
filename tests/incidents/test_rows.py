"""CSV and plain JSON: which of several parts of an event count, and what is said of the others."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from pmctl.errors import PmctlError
from pmctl.incidents.registry import read_incident
from tests.incidents.exports import lines, told, wrong

if TYPE_CHECKING:
    from pmctl.incidents.model import Incident

DAY = date(2026, 3, 14)


def at_days(incident: Incident) -> list[str]:
    return [f"{entry.at:%d %H:%M} {entry.text}" for entry in incident.entries]


def both(head: str, *rows: str) -> tuple[str, list[dict[str, str]]]:
    """Return the same events as CSV and as JSON."""
    names = head.split(",")
    return "\n".join([head, *rows, ""]), [dict(zip(names, row.split(","), strict=True)) for row in rows]


@pytest.mark.parametrize(
    ("head", "row", "told_"),
    [
        ("Created,Date,Event", "2026-03-20 10:00Z,2026-03-14 09:00Z,x", ("14 09:00 x", "What is not read: Created")),
        ("Timestamp,Date,Event", "2026-03-20 10:00Z,2026-03-14 09:00Z,x",
         ("14 09:00 x", "What is not read: Timestamp")),
        ("Created,Date,Event", "2026-03-14 10:00Z,2026-03-14,x", ("14 10:00 x", "")),
        ("Created,Date,Event", "2026-03-14 23:30Z,2026-03-15,x", ("14 23:30 x", "")),
        ("Created,Date,Event", "2026-03-14 10:00Z,2026-03-14 00:00:00,x", ("14 10:00 x", "")),
        ("Created,Occurred at,Event", "2026-03-20 10:00Z,2026-03-14 09:00Z,x",
         ("14 09:00 x", "What is not read: Created")),
        ("Date,Time (UTC),Event", "2026-03-14 00:00:00,10:00,x", ("14 10:00 x", "")),
        ("Date,Time (UTC),Event", "2026-03-14 10:00,10:00:30,x", ("14 10:00 x", "")),
        ("Date,Time (UTC),Event", "2026-03-14 10:00,2026-03-14 10:00:30,x", ("14 10:00 x", "")),
        ("Date,Time (UTC),Event", "Saturday,2026-03-14 10:00,x", ("14 10:00 x", "What is not read: Date")),
        ("Date (UTC),Time,Event", "2026-03-14,10:00,x", ("14 10:00 x", "")),
        ("Date (UTC),Created,Event", "2026-03-14 09:00,2026-03-20 10:00Z,x",
         ("14 09:00 x", "What is not read: Created")),
        ("Time (UTC),Summary,Description", "2026-03-14 10:00,,x", ("14 10:00 x", "")),
        ("Time (UTC),Summary,Description", "2026-03-14 10:00,x,", ("14 10:00 x", "")),
        ("Time (UTC),Summary,Description", "2026-03-14 10:00,y,x", ("14 10:00 x", "What is not read: Summary")),
    ],
)  # fmt: skip
def test_what_counts(head: str, row: str, told_: tuple[str, str]) -> None:
    table, entries = both(head, row)
    for content in (table, json.dumps({"title": "x", "timeline": entries})):
        incident = read_incident(content, "x", zone=ZoneInfo("Europe/Oslo"))
        assert at_days(incident) == [told_[0]]
        assert [note for note in incident.notes if "not read" in note] == [told_[1]] * bool(told_[1])


@pytest.mark.parametrize(
    ("head", "row", "problem"),
    [
        ("Timestamp,Date,Event", "3/20/2026 10:00:13,3/14/2026,x",
         "Date: expected the same day as “3/20/2026 10:00:13” in Timestamp, found “3/14/2026”"),
        ("Date,Time (UTC),Event", "2026-03-14,2026-03-15 09:30,x",
         "Date: expected the same day as “2026-03-15 09:30” in Time (UTC), found “2026-03-14”"),
        ("Date,Time (UTC),Event", "2026-03-14 08:00,2026-03-15 09:30,x",
         "Date: expected the same day as “2026-03-15 09:30” in Time (UTC), found “2026-03-14 08:00”"),
        ("Date,Time (UTC),Event", "2026-03-14 08:00,09:30,x",
         "Date: expected the same day as “09:30” in Time (UTC), found “2026-03-14 08:00”"),
        ("Date,Created,Event", "2026-03-14,0001-01-01T00:00:00Z,x",
         "Created: expected a time such as 2026-03-14T09:52:00Z, found “2026-03-14 0001-01-01T00:00:00Z”"),
        ("Date,Time (UTC),Event", "2026-03-14,later,x",
         "Time (UTC): expected a time such as 2026-03-14T09:52:00Z, found “2026-03-14 later”"),
    ],
)  # fmt: skip
def test_what_tells_two_days_is_named(head: str, row: str, problem: str) -> None:
    table, entries = both(head, row)
    for content in (table, json.dumps({"title": "x", "timeline": entries})):
        said = wrong(content, "x").split("\n")
        assert said[1].endswith(problem)
    assert "expected" in problem


def test_what_is_passed_over_in_some_events() -> None:
    head, rows = "Time (UTC),Created,Event", ("2026-03-14 10:00,2026-03-14 11:00Z,x", ",2026-03-14 11:05Z,y")
    incident = read_incident("\n".join([head, *rows, ""]), "x")
    assert at_days(incident) == ["14 10:00 x", "14 11:05 y"]
    assert incident.notes == ("What is not read of some events: Created",)
    entries = [{"created": "2026-03-14 10:00Z", "event": "x"}]
    entries += [{"created": "2026-03-20 10:00Z", "date": "2026-03-14 09:00Z", "event": "y"}]
    assert told(entries).notes == told(entries[::-1]).notes == ("What is not read of some events: created",)
    assert "timeline[0].at: expected a time" in wrong({"timeline": [{"at": ["x"], "date": "2026-03-14", "event": "x"}]})


@pytest.mark.parametrize(
    "head",
    [
        "Time (in UTC)", "Time (GMT/UTC)", "Time (UTC/GMT)", "Time (UTC time)", "Time (HH:MM UTC)", "Time (UTC±0)",
        "time_utc", "timestamp_utc", "created_at_utc", "TIMESTAMP_UTC", "UTC Time", "utc_time", "Date/Time (UTC)",
        "UTC", "Date and time (UTC)", "Time - UTC", "time-utc", "Time UTC (HH:MM)", "Time [UTC, 24h]", "Time_Utc",
    ],
)  # fmt: skip
def test_times_that_are_headed_as_utc(head: str) -> None:
    content = (f'"{head}",Event\n2026-07-14 10:00,x\n', json.dumps([{head: "2026-07-14 10:00", "Event": "x"}]))
    for text in content:
        incident = read_incident(text, "x", zone=ZoneInfo("Europe/Oslo"))
        assert (at_days(incident), incident.unzoned, incident.notes) == (["14 10:00 x"], 0, ())


@pytest.mark.parametrize(
    ("head", "clock", "note"),
    [
        ("Time (Berlin)", "08:00", ("Berlin in “Time (Berlin)” is read as Europe/Berlin",)),
        ("Time (Pacific)", "17:00", ("Pacific in “Time (Pacific)” is read as America/Los_Angeles",)),
        ("Time (in Eastern)", "14:00", ("in Eastern in “Time (in Eastern)” is read as America/New_York",)),
        ("Eastern Time", "14:00", ("Eastern Time in “Eastern Time” is read as America/New_York",)),
        ("Time (America/New_York)", "14:00", ()),
        ("Time (CEST, Berlin)", "08:00", ()),
        ("Time (CET)", "09:00", ("CET in “Time (CET)” is read as UTC+01:00, and may be meant for another time",)),
        ("Time (local)", "05:00", ()),
        ("Date and time", "05:00", ()),
    ],
)
def test_times_that_are_headed_otherwise(head: str, clock: str, note: tuple[str, ...]) -> None:
    text = f'"{head}",Event\n2026-07-14 10:00,x\n'
    incident = read_incident(text, "x", zone=ZoneInfo("Asia/Karachi"))
    assert (at_days(incident), incident.notes) == ([f"14 {clock} x"], note)


@pytest.mark.parametrize("aside", ["Munich time", "HADT", "UTC or CET", "UTC + 2", "non-UTC"])
def test_a_zone_that_is_not_understood_is_named(aside: str) -> None:
    head = f"Time ({aside})"
    for content in (f"{head},Event\n2026-07-14 10:00,x\n", json.dumps([{head: "2026-07-14 10:00", "Event": "x"}])):
        said = wrong(content, "x").split("\n")
        assert said[1] == f"{head}: expected a zone that is known, found “{aside}”"
        assert said[2].startswith("Name the zone as UTC, CET or Europe/Berlin does")
    assert lines(read_incident(f"{head},Event\n2026-07-14 10:00Z,x\n", "x")) == ["10:00 -: x"]


def test_a_name_that_is_too_long() -> None:
    assert "timeline[0]: expected a time and an event" in wrong({"timeline": [{"time" * 40: "10:00"}]})
    assert "has no column for the time" in wrong("Shift time,Event\n10:00,x\n", "x")


@pytest.mark.parametrize(
    ("clocks", "days", "note"),
    [
        ("00:40 00:10 23:50", "15 15 14", "of 2026-03-14 to 2026-03-15, the newest first"),
        ("14:05 13:50 00:20", "14 14 14", "of 2026-03-14, the newest first"),
        ("10:05 10:00", "14 14", "of 2026-03-14"),
        ("00:10 23:50", "14 14", "of 2026-03-14, the oldest first"),
        ("23:50 00:10", "14 15", "of 2026-03-14 to 2026-03-15"),
        ("10:00 23:00 00:30", "14 14 15", "of 2026-03-14 to 2026-03-15"),
    ],
)
def test_times_without_a_day_in_either_order(clocks: str, days: str, note: str) -> None:
    times = clocks.split()
    rows = [{"at": f"{clock}Z", "event": str(n)} for n, clock in enumerate(times)]
    table = "".join(f"{row['at']},{row['event']}\n" for row in rows)
    for incident in (
        read_incident(f"time,event\n{table}", "x", day=DAY),
        read_incident(json.dumps({"title": "x", "timeline": rows}), "x", day=DAY),
    ):
        found = {entry.text: f"{entry.at:%d}" for entry in incident.entries}
        assert [found[str(n)] for n in range(len(times))] == days.split()
        assert incident.notes == (f"{len(times)} times have no day, read as {note}",)


def test_times_below_a_day_of_which_the_newest_is_first() -> None:
    text = "Time (UTC),Event\n2026-03-15 00:10,e\n23:50,d\n22:40,c\n2026-03-13 22:00,b\n21:00,a\n"
    incident = read_incident(text, "x")
    assert at_days(incident) == ["13 21:00 a", "13 22:00 b", "14 22:40 c", "14 23:50 d", "15 00:10 e"]
    assert incident.notes == ("Times without a day are read from the day above them on, the newest first",)
    with_days = "Date,Time (UTC),Event\n2026-03-15,00:10,c\n2026-03-14,23:50,b\n,23:40,a\n"
    assert at_days(read_incident(with_days, "x")) == ["14 23:40 a", "14 23:50 b", "15 00:10 c"]
    first = read_incident("Time (UTC),Event\n00:05,b\n2026-03-14 23:50,a\n", "x", day=date(2026, 3, 15))
    assert at_days(first) == ["14 23:50 a", "15 00:05 b"]


def test_what_cannot_be_read_stands_in_nobodys_way() -> None:
    text = f"Time,Event\n2026-03-14 10:00Z,x\n{'9' * 50},x\n25:00,x\n10:05,y\n2026-99-99 10:00,z\n"
    said = wrong(text, "x").split("\n")
    assert [line.partition(",")[0] for line in said[1:-1]] == ["line 3", "line 4", "line 6"]
    with pytest.raises(PmctlError, match="line 2, Time: expected a time"):
        read_incident("Time,Event\n00:10,x\n00:20,y\n", "x")


def test_the_day_the_owner_and_the_team_of_plain_json() -> None:
    timeline = [{"time": "10:00Z", "text": "x"}]
    data = {"title": "x", "date": "2026-03-14", "owner": {"name": "Mara"}, "team": "data", "timeline": timeline}
    incident = told(data)
    assert (incident.date, incident.owner and incident.owner.name, incident.team) == (DAY, "Mara", "data")
    assert at_days(incident) == ["14 10:00 x"]
    assert at_days(read_incident(json.dumps(data), "x", day=date(2026, 3, 20))) == ["20 10:00 x"]
    assert told({**data, "date": "2026-03-14T10:00Z"}).date == DAY
    assert told({**data, "date": "14 March 2026"}).date == DAY
    assert "date: expected a day such as 2026-03-14, found “soon”" in wrong({**data, "date": "soon"})
