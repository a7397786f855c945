"""Plain JSON and CSV: the shapes for whatever has no reader."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pmctl.errors import PmctlError
from pmctl.incidents.model import Link, Person
from pmctl.incidents.registry import read_incident
from tests.incidents.exports import clocks, fixture, lines, told, wrong


def test_plain_json() -> None:
    incident = fixture("plain.json")
    assert (incident.source, incident.title, incident.severity) == ("plain JSON", "Invoices were sent twice", "sev-3")
    assert incident.services == ("billing",)
    assert incident.commander == Person(name="@mara")
    assert incident.participants == (Person(name="@mara"), Person(name="Jonas Weber", email="jonas@example.com"))
    assert incident.link == "https://tracker.example.com/INC-77"
    assert incident.links == (
        Link("https://docs.example.com/inc-77", "https://docs.example.com/inc-77"),
        Link("Query", "https://sql.example.com/9"),
    )
    assert clocks(incident) == {"started_at": "05:00:00", "detected_at": "08:10:00", "resolved_at": "11:00:00"}
    assert lines(incident) == [
        "05:00 Jonas Weber: The nightly job is restarted",
        "08:10 -: The first customer calls",
        "11:00 -: All customers are written to",
    ]
    assert incident.entries[1].link == "https://desk.example.com/31"
    assert incident.summary is not None


def test_how_it_came_to_light() -> None:
    assert told({"title": "x", "detection": "customer"}).detection == "customer"
    assert "detection: expected one of alert, monitoring, " in wrong({"title": "x", "detection": "luck"})


def test_the_examples_of_the_documentation_are_read() -> None:
    page = Path(__file__).parents[2].joinpath("docs", "prefill.md").read_text(encoding="utf-8")
    found = [read_incident(text, "example") for text in re.findall(r"```(?:json|csv)\n(.*?)```", page, re.DOTALL)]
    assert [(incident.source, len(incident.entries)) for incident in found] == [("plain JSON", 2), ("CSV", 2)]
    assert len(found[0].milestones) == 5


def test_people_in_all_ways_that_they_are_written() -> None:
    written = ["jonas@example.com", {"email": "mara@example.com"}, {"handle": "@zoe", "name": "Zoe"}, {}, None]
    assert told({"title": "x", "participants": written}).participants == (
        Person(name="jonas@example.com", email="jonas@example.com"),
        Person(name="mara@example.com", email="mara@example.com"),
        Person(name="@zoe"),
    )


def test_people_in_one_text() -> None:
    for written, names in (
        ("@mara, jonas@example.com", ("@mara", "jonas@example.com")),
        ("Lindqvist, Mara", ("Lindqvist, Mara",)),
        (" ", ()),
    ):
        assert tuple(person.name for person in told({"title": "x", "participants": written}).participants) == names


def test_a_person_who_is_named_twice_is_one() -> None:
    written = ["Mara", {"name": "Mara", "email": "mara@example.com"}, "Mara"]
    assert told({"title": "x", "participants": written}).participants == (
        Person(name="Mara", email="mara@example.com"),
    )


def test_one_value_is_a_list_of_one() -> None:
    incident = told({"title": "x", "services": "billing", "links": {"url": "https://example.com"}})
    assert (incident.services, incident.links) == (("billing",), (Link("https://example.com", "https://example.com"),))


def test_a_list_of_entries_alone() -> None:
    entries = [{"at": "2026-03-14T10:05:00Z", "event": "second"}, {"at": "2026-03-14T10:00:00Z", "event": "first"}, {}]
    assert lines(told(entries)) == ["10:00 -: first", "10:05 -: second"]


def test_addresses_of_other_kinds_are_named() -> None:
    for url in ("javascript:alert(1)", "https://a b", 'https://a"b', "ftp://example.com", f"https://{'a' * 3000}"):
        timeline = [{"at": "2026-03-14T10:04Z", "event": "x", "link": url}]
        said = wrong({"title": "x", "incident": url, "links": [url, {"url": url}], "timeline": timeline}).split("\n")
        assert said[0] == "export.json: 4 values are not what plain JSON writes"
        assert said[1].startswith(f"incident: expected an address such as https://example.com/1, found “{url[:60]}")
        assert said[2].startswith("links[0]: expected an address")
        assert said[3].startswith("links[1].url: expected an address")
        assert said[4].startswith("timeline[0].link: expected an address")
    for nothing in ("", " ", None):
        incident = told({"title": "x", "incident": nothing, "links": [nothing]})
        assert (incident.link, incident.links) == (None, ())
    assert "line 2, link: expected an address" in wrong("time,event,link\n2026-03-14T10:04Z,x,INC-7\n", "x.csv")


def test_two_titles_are_two_incidents() -> None:
    said = wrong('{"title": "A", "severity": "SEV1"}{"title": "B", "timeline": []}', "x.json")
    assert said == "x.json holds 2 incidents: A, B\nPut each into a file of its own."
    timeline = '{"timeline": [{"at": "2026-03-14T10:04Z", "event": "x"}]}'
    incident = read_incident(f'{{"title": "A"}}{{"title": "A"}}{timeline}', "x.json")
    assert (incident.title, len(incident.entries)) == ("A", 1)


def test_half_a_character_stops_nothing() -> None:
    timeline = r'[{"at": "2026-03-14T10:04Z", "event": "\ud83d!"}]'
    incident = read_incident(rf'{{"title": "a\ud800", "services": ["b\udc00c"], "timeline": {timeline}}}', "x.json")
    assert (incident.title, incident.services, incident.entries[0].text) == ("a\ufffd", ("b\ufffdc",), "\ufffd!")


def test_csv() -> None:
    incident = fixture("plain.csv")
    assert (incident.source, incident.title, incident.unzoned) == ("CSV", None, 0)
    assert [f"{entry.at:%d}" for entry in incident.entries] == ["11", "12", "12"]
    assert lines(incident) == [
        "21:40 -: Backup of orders-db fails, disk full",
        "07:05 Mara Lindqvist: The failed run is seen in the morning report",
        "09:30 -: A full backup is complete",
    ]


def test_the_times_of_a_csv_are_read_in_the_zone_that_was_asked_for() -> None:
    text = "when;what\n2026-03-14 10:00;first\n\n;\n2026-03-14T10:05:00Z;second\nonly one cell\n"
    with pytest.raises(Exception, match=r"line 6, when: expected a time"):
        read_incident(text, "x.csv", zone=ZoneInfo("Europe/Oslo"))
    incident = read_incident(text.replace("only one cell\n", ""), "x.csv", zone=ZoneInfo("Europe/Oslo"))
    assert (lines(incident), incident.unzoned) == (["09:00 -: first", "10:05 -: second"], 1)


def test_tabs_quotes_and_lines_within_cells() -> None:
    text = '"Timestamp"\t"Message"\tURL\n2026-03-14 10:00Z\t"one\ntwo"\thttps://example.com\n'
    incident = read_incident(text, "export")
    assert [(entry.text, entry.link) for entry in incident.entries] == [("one\ntwo", "https://example.com")]


def test_what_is_wrong_in_a_csv() -> None:
    said = wrong("time,event\n10:00,first\nsoon,second\n", "x.csv")
    assert said.startswith("x.csv: 2 values are not what CSV writes\nline 2, time: expected a time such as")
    assert said.endswith("Write the day before each time, or name the day of the incident: --date 2026-03-14.")
    assert "x.csv:2: this is not CSV: field larger than field limit" in wrong(f"time,event\n{'x' * 200_000}", "x.csv")
    for rest in ('"open\n2026-03-14T10:05Z,shut\n', '"Says "no""\n'):
        assert wrong(f"time,event\n2026-03-14T10:00Z,x\n2026-03-14T10:00Z,{rest}", "x.csv").startswith(
            "x.csv:3: this is"
        )


def test_no_row_of_a_csv_is_lost() -> None:
    said = wrong('\n\ntime;event;who\n2026-03-14T10:00Z;;\n;;\n;said;\n\n;;Mara\n"\n"\n', "x.csv").split("\n")
    assert said[:-1] == [
        "x.csv: 4 values are not what CSV writes",
        "line 4, event: expected what happened, found nothing",
        "line 6, time: expected a time such as 2026-03-14T09:52:00Z, found nothing",
        "line 8, time: expected a time such as 2026-03-14T09:52:00Z, found nothing",
        "line 8, event: expected what happened, found nothing",
    ]
    assert said[-1] == "Each line needs a time such as 2026-03-14 09:52, and an event."


def test_a_comma_without_quotes_in_the_last_column_belongs_to_the_event() -> None:
    text = "time,event,\n2026-03-14T10:04Z,Backup fails, disk full, again\n2026-03-14T10:05Z,over,,\n"
    incident = read_incident(text, "x.csv")
    assert lines(incident) == ["10:04 -: Backup fails, disk full, again", "10:05 -: over"]
    assert incident.notes == ("Line 2 has more cells than the first line: the last ones are read as one event",)
    row = "2026-03-14T10:04Z,a,b\n"
    assert read_incident(f"time,event\n{row * 9}", "x.csv").notes == (
        "Lines 2, 3, 4, 5, 6, 7, 8, 9, … have more cells than the first line: the last ones are read as one event",
    )


def test_elsewhere_it_is_refused() -> None:
    said = wrong("event\ttime\nfails\tagain\t2026-03-14T10:04Z\nsoon\t\n", "x.csv")
    assert "\nline 2: expected 2 cells, found 3\nline 3, time: expected a time" in said
    assert said.endswith("quote a cell that holds a tab.")


def test_columns_that_are_not_read_are_named() -> None:
    incident = read_incident("time,event,phase\x1b,severity\n2026-03-14T10:04Z,x,1,2\n", "x.csv")
    assert incident.notes == ("What is not read: phase␛, severity",)


def test_a_head_in_quotes_and_lines_of_an_old_mac() -> None:
    text = '"Time (UTC)","Event"\r2026-03-14 10:04,"a, ""b"""\r'
    assert lines(read_incident(text, "x.csv")) == ['10:04 -: a, "b"']


def test_no_entry_of_plain_json_is_lost() -> None:
    timeline = [{"at": "2026-03-14T10:04Z"}, {"event": "y", "at": " "}, {}, None, {"link": "https://example.com"}]
    assert wrong({"timeline": timeline}).split("\n")[1:-1] == [
        "timeline[0].event: expected what happened, found nothing",
        "timeline[1].at: expected a time such as 2026-03-14T09:52:00Z, found “ ”",
        "timeline[4].at: expected a time such as 2026-03-14T09:52:00Z, found nothing",
        "timeline[4].event: expected what happened, found nothing",
    ]


def test_the_parts_of_an_event_have_many_names() -> None:
    at = "2026-03-14T10:0{}Z".format
    timeline = [
        {"time": at(0), "text": "errors", "user": {"name": "Mara", "email": "mara@example.com"}},
        {"timestamp": at(1), "message": "failover", "author": "Jonas", "url": "https://example.com/1"},
        {"at": at(2), "event": "resolved", "id": 7},
        {"Created_At": at(3), "Description": "again", "event": None, "user": {}},
        {"date": "2026-03-14", "time": "10:04", "note": "over"},
        {}, {"at": "", "x": " "}, {"x": None},
    ]  # fmt: skip
    expected = ["10:00 Mara: errors", "10:01 Jonas: failover", "10:02 -: resolved", "10:03 -: again", "10:04 -: over"]
    assert lines(told({"timeline": timeline})) == expected
    assert lines(told(timeline)) == expected
    assert told(timeline).entries[1].link == "https://example.com/1"
    assert told(timeline).unzoned == 1


def test_an_event_with_other_names_only_is_named() -> None:
    timeline = [
        {"zeit": "10:00", "was\x1b": "x"},
        {"at": "2026-03-14T10:00Z", "event": "x"},
        {"k": 1},
        {"k": [], "l": 0},
    ]
    assert wrong({"timeline": timeline}).split("\n")[1:-1] == [
        "timeline[0]: expected a time and an event (at, event), found only zeit, was␛",
        "timeline[2]: expected a time and an event (at, event), found only k",
        "timeline[3]: expected a time and an event (at, event), found only k, l",
    ]
    assert "timeline[0].time: expected a time such as 2026-03-14T09:52:00Z, found 7" in wrong(
        {"timeline": [{"time": 7, "text": "x"}]}
    )


def test_a_time_of_the_day_in_plain_json() -> None:
    timeline = [{"time": "10:00", "text": "x"}, {"time": "23:00", "text": "y"}, {"time": "00:30", "text": "z"}]
    incident = told({"started_at": "2026-03-14T09:52Z", "timeline": timeline})
    assert [f"{entry.at:%d %H:%M}" for entry in incident.entries] == ["14 10:00", "14 23:00", "15 00:30"]
    assert incident.notes == ("3 times have no day, read as of 2026-03-14 to 2026-03-15",)
    assert wrong({"timeline": timeline}).endswith(
        "\nWrite the day before each time, or name the day of the incident: --date 2026-03-14."
    )


def test_events_of_which_the_newest_is_first() -> None:
    texts = ("over", "mended", "seen", "broken")
    clocks = ("10:09", "10:05", "10:05", "10:01")
    timeline = [{"at": f"2026-03-14T{clock}Z", "event": text} for clock, text in zip(clocks, texts, strict=True)]
    rows = "".join(f"2026-03-14T{clock}Z,{text}\n" for clock, text in zip(clocks, texts, strict=True))
    for incident in (told({"timeline": timeline}), read_incident(f"time,event\n{rows}", "x.csv")):
        assert [entry.text for entry in incident.entries] == ["broken", "seen", "mended", "over"]


def test_services_in_one_text() -> None:
    for written, services in (
        ("billing, api", ("billing", "api")),
        (" billing ,, ", ("billing",)),
        (["a, b"], ("a, b",)),
        (7, ("7",)),
        (None, ()),
    ):
        assert told({"title": "x", "services": written}).services == services


def test_a_list_of_one_incident_of_a_tool_is_no_list_of_events() -> None:
    incident = {"incident_number": 7, "title": "Down", "status": "triggered", "created_at": "2026-03-14T10:00Z"}
    assert told([incident]).source == "PagerDuty"
    note = {"content": "Looking", "created_at": "2026-03-14T10:01Z"}
    assert lines(told([incident, {"notes": [note]}])) == ["10:01 -: Looking"]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Time (CET),Event\n2026-03-14 10:00,x\n", ["14 09:00"]),
        ("Time CET,Event\n2026-03-14 10:00,x\n", ["14 09:00"]),
        ("Time [UTC+2],Event\n2026-03-14 10:00,x\n", ["14 08:00"]),
        ("Time in Europe/Oslo,Event\n2026-07-14 10:00,x\n", ["14 08:00"]),
        ("Timestamp (UTC),Event\n2026-03-14 10:00,x\n", ["14 10:00"]),
        ("Timestamp (+02:00),Event\n2026-03-14 10:00,x\n2026-03-14T10:00Z,y\n", ["14 08:00", "14 10:00"]),
        ("Created At,Message\n2026-03-14T10:00Z,x\n", ["14 10:00"]),
        ("created_at,message\n2026-03-14T10:00Z,x\n", ["14 10:00"]),
        ("Time (local),Event (short)\n2026-03-14 10:00,x\n", ["14 10:00"]),
        ("sep=;\r\nTime;Event\r\n2026-03-14 10:00;x, y\r\n", ["14 10:00"]),
        ('"sep=|"\nTime|Event\n2026-03-14 10:00|x, y; z\n', ["14 10:00"]),
        ("Date,Time,Event\n14 March 2026,10:00,x\n2026-03-14,2:05 PM,y\n2026-03-14,14:06:30,z\n",
         ["14 10:00", "14 14:05", "14 14:06"]),
        ("Date,Time (JST),Event\n2026-03-14,10:00,x\n,10:05,y\n", ["14 01:00", "14 01:05"]),
        ("Date,Time,Event\n,2026-03-14 10:00,x\n2026-03-14,2026-03-14 10:10Z,y\n2026-03-14 10:20,,z\n",
         ["14 10:00", "14 10:10", "14 10:20"]),
        ("Date,Created At,Event\n2026-03-14,2026-03-14T10:00:00.123456789+00:00,x\n", ["14 10:00"]),
        ("Day,Time,Event\n2026-03-14,10:00,x\n", ["14 10:00"]),
        ("Date,Event\n2026-03-14 10:00,x\n10:05,y\n00:05,z\n", ["14 10:00", "14 10:05", "14 00:05"]),
        ("Date,Event\n2026-03-14 22:00,x\n00:05,y\n", ["14 22:00", "15 00:05"]),
        ("Time,Event\n2026-03-14 10:00:00.5Z,x\n10:01 UTC,y\n", ["14 10:00", "14 10:01"]),
    ],
)  # fmt: skip
def test_columns_as_people_head_them(text: str, times: list[str]) -> None:
    incident = read_incident(text, "x")
    assert sorted(f"{entry.at:%d %H:%M}" for entry in incident.entries) == sorted(times)
    assert incident.notes == ()


def test_the_zone_of_a_column_is_that_of_its_times() -> None:
    text = "Time (CET),Event\n2026-03-14 10:00,x\n2026-07-14 10:00,y\n"
    incident = read_incident(text, "x", zone=ZoneInfo("Asia/Tokyo"))
    assert (lines(incident), incident.unzoned) == (["09:00 -: x", "09:00 -: y"], 0)
    assert incident.notes == ("CET in “Time (CET)” is read as UTC+01:00, and may be meant for another time",)
    assert read_incident("Time (CET),Event\n", "x").entries == ()


def test_times_of_the_day_are_of_the_day_that_is_known() -> None:
    text = "Time,Event\n14:02,x\n14:01,v\n23:50:30,y\n12:10 am,z\n"
    incident = read_incident(text, "x", day=date(2026, 3, 14))
    assert [f"{entry.at:%d %H:%M}" for entry in incident.entries] == ["14 14:01", "14 14:02", "14 23:50", "15 00:10"]
    assert incident.notes == ("4 times have no day, read as of 2026-03-14 to 2026-03-15",)
    incident = read_incident("Time,Event\n14:02,x\n", "x", day=date(2026, 3, 14))
    assert incident.notes == ("1 time has no day, read as of 2026-03-14",)
    said = wrong(text, "x").split("\n")
    assert said[1] == "line 2, Time: expected a time such as 2026-03-14T09:52:00Z, found “14:02”"
    assert said[-1] == "Write the day before each time, or name the day of the incident: --date 2026-03-14."
    with pytest.raises(PmctlError, match=r"line 2, Time: expected .* found “25:02”"):
        read_incident("Time,Event\n25:02,x\n", "x", day=date(2026, 3, 14))
    late = "Time,Event\n23:50,x\n00:10,y\n"
    with pytest.raises(PmctlError, match=r"line 3, Time: expected"):
        read_incident(late, "x", day=date.max)


def test_what_has_two_meanings_is_not_guessed_at() -> None:
    said = wrong(f"Time,Event\n03/04/2026 10:00,x\n{'9' * 50},x\nsep=;,y\n", "x.csv")
    assert "line 2, Time: expected a time such as 2026-03-14T09:52:00Z, found “03/04/2026 10:00”" in said
    assert said.endswith("\nEach line needs a time such as 2026-03-14 09:52, and an event.")


@pytest.mark.parametrize(
    ("head", "missing"),
    [
        ("Wann,Was", "the time and none for the event"),
        ("Time,Was", "the event"),
        ("Wann;Message", "the time"),
        ("sep=;\nWann;Was, wer", "the time and none for the event"),
    ],
)
def test_columns_that_are_not_understood_are_named(head: str, missing: str) -> None:
    said = wrong(f"{head}\n2026-03-14 10:00,x\n", "x.CSV").split("\n")
    names = head.rpartition("\n")[2]
    shown = names.replace(";" if ";" in names else ",", ", ")
    assert said[0] == f"x.CSV has no column for {missing}: its first line names {shown}"
    assert said[1] == (
        "Call the columns at, time, when, datetime or the like for the time; event, text, message, description or the "
        "like for the event."
    )


def test_what_is_no_table_is_called_so() -> None:
    for text, name in (("hello, world\n", "notes.txt"), ("hello\n", "x.csv"), ("Time\n10:00\n", "x.csv")):
        assert "comes from no tool that is known" in wrong(text, name)
    assert "has no column for the event" in wrong("time,foo\n", "notes.txt")
