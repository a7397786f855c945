"""What an organisation has agreed on, and what a document, a record and an action are called."""

from __future__ import annotations

import pytest

from pmctl.postmortem.conventions import ActionStatus, Conventions, Person, Priority, Severity, fold_word
from pmctl.postmortem.model import Action, Postmortem, stem
from pmctl.postmortem.parse import parse, read_record

CONVENTIONS = Conventions()


@pytest.mark.parametrize(
    ("status", "is_open", "is_closed"),
    [
        (ActionStatus.PROPOSED, False, False),
        (ActionStatus.OPEN, True, False),
        (ActionStatus.IN_PROGRESS, True, False),
        (ActionStatus.BLOCKED, True, False),
        (ActionStatus.DONE, False, True),
        (ActionStatus.DROPPED, False, True),
    ],
)
def test_a_proposal_is_neither_open_nor_closed(status: ActionStatus, is_open: bool, is_closed: bool) -> None:
    assert (status.is_open, status.is_closed) == (is_open, is_closed)


@pytest.mark.parametrize("name", ["SEV2", "sev2"])
def test_a_severity_is_found_whatever_its_case(name: str) -> None:
    assert CONVENTIONS.severity(name) == Severity(name="SEV2", draft_within=5, publish_within=14, min_actions=1)
    assert CONVENTIONS.severity_rank(name) == 1


@pytest.mark.parametrize("name", ["P0", "p0"])
def test_a_priority_is_found_whatever_its_case(name: str) -> None:
    assert CONVENTIONS.priority(name) == Priority(name="P0", due_within=14)
    assert CONVENTIONS.priority_rank(name) == 0


@pytest.mark.parametrize("name", [None, "", "huge"])
def test_what_is_unknown_comes_last(name: str | None) -> None:
    assert CONVENTIONS.severity(name) is None
    assert CONVENTIONS.priority(name) is None
    assert CONVENTIONS.severity_rank(name) == len(CONVENTIONS.severities)
    assert CONVENTIONS.priority_rank(name) == len(CONVENTIONS.priorities)


@pytest.mark.parametrize(("handle", "team"), [("@mara", "payments"), ("@jonas", None), (None, None)])
def test_a_team_is_that_of_a_known_person(handle: str | None, team: str | None) -> None:
    people = {"@mara": Person(handle="@mara", team="payments")}
    assert Conventions(people=people).team_of(handle) == team


def test_a_person_is_called_by_handle_name_or_address() -> None:
    known = (
        Person(handle="@mara", name="Mara Lindqvist", email="mara@example.com"),
        Person(handle="@jonas", name="Jonas Weber"),
        Person(handle="@jw", name="Jonas Weber", email="jw@example.com"),
    )
    conventions = Conventions(people={person.handle: person for person in known})
    for words, handle in {
        ("mara",): "@mara",
        (" @MARA ",): "@mara",
        ("mara lindqvist",): "@mara",
        ("Mara@Example.com",): "@mara",
        ("Jonas Weber",): None,  # there are two
        ("jw@example.com", "Jonas Weber"): "@jw",
        (None, "", "zoe", "jonas"): "@jonas",
        ("@",): None,
        (): None,
    }.items():
        person = conventions.person_called(*words)
        assert (person.handle if person else None) == handle


@pytest.mark.parametrize("text", ["in-progress", "In Progress", " in_progress ", "IN - PROGRESS"])
def test_spellings_of_a_status_are_one(text: str) -> None:
    assert fold_word(text) == "in-progress"


@pytest.mark.parametrize(
    ("path", "name"),
    [("a/2026-03-14-b.md", "2026-03-14-b"), ("b.c.md", "b.c"), ("a.b/README", "README"), (".md", ".md"), ("", "")],
)
def test_a_stem_is_the_name_without_folder_and_extension(path: str, name: str) -> None:
    assert stem(path) == name


def _document(text: str) -> Postmortem:
    return parse(text, "postmortems/outage.md", CONVENTIONS)


def test_a_document_is_called_by_its_id() -> None:
    assert _document("---\nid: a\n---\n").name == "a"


@pytest.mark.parametrize("text", ["---\ntitle: a\n---\n", "# a\n"])
def test_a_file_name_stands_in_for_an_id(text: str) -> None:
    assert _document(text).name == "outage"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: a\n---\n# b\n", "a"),
        ("---\ntitle:\n---\n## c\n\n# b\n", "b"),
        ("# b\n", "b"),
        ("## b\n", None),
    ],
)
def test_a_first_heading_stands_in_for_a_title(text: str, title: str | None) -> None:
    assert _document(text).title == title


def test_a_record_gives_an_entry_by_its_key() -> None:
    record = _document("---\nid: a\n---\n").record
    assert record is not None
    entry = record.entry("id")
    assert entry is not None
    assert entry.key.line == 2
    assert record.entry("title") is None
    assert record.stem == "outage"


@pytest.mark.parametrize(
    ("item", "label"),
    [("{id: A1, title: a}", "A1"), ("{title: a}", "“a”"), ("{status: open}", "without an id"), ("a", "“a”")],
)
def test_an_action_is_called_by_its_id_or_its_title(item: str, label: str) -> None:
    assert _action(item).label == label


def _action(item: str) -> Action:
    record = read_record(f"---\nactions:\n  - {item}\n---\n", "outage.md", CONVENTIONS)
    assert not record.problems or item == "a"
    (action,) = record.actions  # type: ignore[union-attr]
    return action
