"""Plain JSON and CSV: the shapes for whatever has no reader."""

from __future__ import annotations

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

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
    assert said.endswith("Each line needs a time and an event; quote a cell that holds a comma.")
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
    assert said[-1] == "Each line needs a time and an event; quote a cell that holds a semicolon."


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
