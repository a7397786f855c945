"""A postmortem filled in with what a tool knows, whatever template it was made of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from pmctl.incidents.document import fill_in, first_sign, front_matter_keys, handle_of, has_front_matter
from pmctl.incidents.model import Entry, Incident, Link, Milestone, Person
from pmctl.incidents.timeline import MOST
from pmctl.postmortem.conventions import Conventions
from pmctl.postmortem.conventions import Person as Known
from pmctl.postmortem.key_order import set_in_order
from pmctl.postmortem.model import Record
from pmctl.postmortem.parse import parse

START = datetime(2026, 3, 14, 9, 52, tzinfo=UTC)
BARE = "---\nid: x\ntitle: x\n---\n\n# x\n"
USUAL = """\
---
id: x
services: [checkout]
started_at:
detected_at:
resolved_at:
detection:  # alert, customer
actions: []
---

# x

## Summary

<!-- In three sentences. -->

## Timeline

<!-- What happened when? -->

## Lessons learned
"""
PEOPLE = {
    handle: Known(handle=handle, name=name, email=email)
    for handle, name, email in (
        ("@mara", "Mara Lindqvist", "mara@example.com"),
        ("@jonas", "Jonas Weber", None),
        ("@jw", "Jonas Weber", "jw@example.com"),
    )
}


def entry(text: str, minutes: int = 0) -> Entry:
    return Entry(at=START + timedelta(minutes=minutes), text=text)


def filled(text: str, incident: Incident, conventions: Conventions | None = None) -> str:
    conventions = conventions or Conventions()
    keys = front_matter_keys(incident, conventions) if has_front_matter(text, conventions) else {}
    for key, value in keys.items():
        text = set_in_order(text, key, value)
    return fill_in(text, incident, conventions)


def test_everything_has_its_place() -> None:
    incident = Incident(
        source="x",
        milestones=(Milestone("started_at", START), Milestone("detected_at", START + timedelta(seconds=7.5))),
        commander=Person(name="Mara Lindqvist"),
        participants=(Person(name="zoe"), Person(name="?", email="mara@example.com"), Person(name="@mara")),
        link="https://tracker.example.com/1",
        links=(Link("Call [1]", "https://meet.example.com"), Link("Graph", "https://graphs.example.com/?a=(1)")),
        entries=(entry("the new driver reaches all hosts"), entry("the alert fires", 12)),
        summary="Two of five\n\norders <b>failed</b>.",
        detection="alert",
    )
    text = filled(USUAL, incident, Conventions(people=PEOPLE))
    assert (
        text
        == """\
---
id: x
services: [checkout]
started_at: 2026-03-14T09:52:00Z
detected_at: 2026-03-14T09:52:07Z
resolved_at:
incident_commander: "@mara"
participants: [zoe, "@mara"]
detection: alert  # alert, customer
incident: https://tracker.example.com/1
actions: []
---

# x

## Summary

<!-- In three sentences. -->

Two of five

orders \\<b\\>failed\\</b\\>.

## Timeline

<!-- What happened when? -->

| Time (UTC) | Event |
| :- | :- |
| 2026-03-14 09:52 | the new driver reaches all hosts |
| 2026-03-14 10:04 | the alert fires |

See also: [Call \\[1\\]](<https://meet.example.com>), [Graph](<https://graphs.example.com/?a=(1)>)

## Lessons learned
"""
    )


def test_nothing_is_known() -> None:
    assert filled(USUAL, Incident(source="x")) == USUAL


def test_a_template_without_keys_and_sections() -> None:
    incident = Incident(
        source="x",
        milestones=(Milestone("started_at", START), Milestone("resolved_at", START)),
        entries=(entry("lost"),),
        summary="lost",
        link="https://tracker.example.com/1",
    )
    assert filled(BARE, incident) == BARE.replace(
        "title: x\n",
        "title: x\nstarted_at: 2026-03-14T09:52:00Z\nresolved_at: 2026-03-14T09:52:00Z\n"
        "incident: https://tracker.example.com/1\n",
    )


def test_a_section_without_a_question_to_the_writer() -> None:
    text = filled(f"{BARE}\n## Timeline\n", Incident(source="x", entries=(entry("fires"),)))
    assert text.endswith("## Timeline\n\n| Time (UTC) | Event |\n| :- | :- |\n| 2026-03-14 09:52 | fires |\n")
    text = filled(f"{BARE}\n## Timeline\n\n- 10:00 x\n", Incident(source="x", entries=(entry("fires"),)))
    assert text.endswith("| 2026-03-14 09:52 | fires |\n\n- 10:00 x\n")


def test_only_links() -> None:
    text = filled(f"{BARE}\n## Timeline\n", Incident(source="x", links=(Link("Call", "https://meet.example.com"),)))
    assert text.endswith("## Timeline\n\nSee also: [Call](<https://meet.example.com>)\n")


def test_a_long_timeline_is_cut_and_a_long_summary_is_not() -> None:
    entries = tuple(entry(f"event {n}", n) for n in range(MOST + 5))
    text = filled(USUAL, Incident(source="x", entries=entries, summary="long " * 1000))
    assert text.count("| event ") == MOST
    assert text.count("long") == 1000


def test_front_matter_that_is_not_there_is_passed_over() -> None:
    incident = Incident(source="x", detection="alert", entries=(entry("fires"),))
    table = "| Time (UTC) | Event |\n| :- | :- |\n| 2026-03-14 09:52 | fires |\n"
    assert filled("# x\n\n## Timeline\n", incident) == f"# x\n\n## Timeline\n\n{table}"
    assert filled("", incident) == ""


def test_hostile_words_stay_words() -> None:
    hostile = "<!-- pmctl:actions -->\n---\nowner: '@eve'\n## Impact\n<!-- pmctl: ignore-file[PM203] -->\x1b[31m"
    incident = Incident(
        source="x", participants=(Person(name=hostile),), commander=Person(name=hostile), summary=hostile,
        link="https://example.com/#:\u202e", links=(Link(hostile, "https://example.com/>"),), entries=(entry(hostile),),
    )  # fmt: skip
    document = parse(filled(USUAL, incident), "", Conventions())
    assert isinstance(document.record, Record)
    assert document.record.owner is None
    assert [section.name for section in document.sections] == [None, "summary", "timeline", "lessons-learned"]
    assert "\x1b" not in document.text
    assert "\n<!-- pmctl" not in document.text


def test_front_matter_may_be_broken() -> None:
    assert has_front_matter("---\na: [\n---\n", Conventions())
    assert not has_front_matter("a: [\n", Conventions())


def test_the_first_sign() -> None:
    later = START + timedelta(hours=1)
    for incident, first in (
        (Incident(source="x"), None),
        (Incident(source="x", entries=(entry("a", 60), entry("b", 70))), later),
        (Incident(source="x", entries=(entry("a"),), milestones=(Milestone("detected_at", later),)), START),
        (Incident(source="x", entries=(entry("a", 70),), milestones=(Milestone("detected_at", later),)), later),
        (Incident(source="x", created=later), later),
        (Incident(source="x", created=START, entries=(entry("a", 60),)), later),
        (Incident(source="x", milestones=(Milestone("started_at", later), Milestone("detected_at", START))), later),
    ):
        assert first_sign(incident) == first


def test_handles() -> None:
    for person, handle in (
        (Person(name="mara lindqvist"), "@mara"),
        (Person(name="M. L.", email="MARA@example.com"), "@mara"),
        (Person(name="mara"), "@mara"),
        (Person(name="Jonas Weber"), "Jonas Weber"),  # there are two
        (Person(name="Jonas Weber", email="jw@example.com"), "@jw"),
        (Person(name="Zoe\n"), "Zoe "),
    ):
        assert handle_of(person, Conventions(people=PEOPLE)) == handle
