"""History as a log, as a picture, as Markdown and as data; the commands' golden files show it whole."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from rich.console import Console

from pmctl.ledger.model import EventKind
from pmctl.render import history as render
from pmctl.render import history_data as data
from pmctl.render.due_dates import DueDates
from pmctl.render.event_words import event_words
from pmctl.render.life_words import action_facts, document_facts, end_label
from pmctl.reports.entries import Choice
from pmctl.reports.history import (
    ActionHistory,
    DocumentHistory,
    Promise,
    action_history,
    document_history,
    repository_history,
)
from tests.reports.states import PEOPLE, action, gone, ledger, text

if TYPE_CHECKING:
    from rich.console import RenderableType

    from pmctl.ledger.model import Ledger

TODAY = date(2026, 6, 1)
NAME = "2026-03-14-checkout"
FIRST = text(NAME, action("A1", "2026-04-10", owner="@jonas", priority="P2"), status="draft")
ALL = Choice()


def of_action(told: Ledger, key: str = "A1", choice: Choice = ALL) -> ActionHistory:
    life = next(life for life in told.actions if (life.postmortem, life.key) == (NAME, key))
    return action_history(told, life, today=TODAY, conventions=PEOPLE, choice=choice)


def of_document(told: Ledger, choice: Choice = ALL) -> DocumentHistory:
    life = next(life for life in told.documents if life.name == NAME)
    return document_history(told, life, today=TODAY, conventions=PEOPLE, choice=choice)


def shown(*renderables: RenderableType, width: int = 80, encoding: str = "utf-8") -> str:
    class _Stream:
        def __init__(self) -> None:
            self.encoding = encoding

        def write(self, _: str) -> None: ...
        def flush(self) -> None: ...

    console = Console(file=_Stream(), width=width, color_system=None, legacy_windows=False)  # type: ignore[arg-type]
    with console.capture() as captured:
        for renderable in renderables:
            console.print(renderable)
    return "\n".join(line.rstrip() for line in captured.get().splitlines())


def words(before: str, after: str) -> list[str]:
    """Return what is said of the events that lead from one version of an action to another."""
    told = ledger(("2026-03-16", [text(NAME, before)]), ("2026-04-13", [text(NAME, after)]))
    return [event_words(entry) for entry in of_action(told).log.entries if str(entry.day) == "2026-04-13"]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({}, {"due": "2026-05-15"}, "moved from 2026-05-01 to 2026-05-15, 14 days later"),
        ({}, {"due": "2026-04-30"}, "moved from 2026-05-01 to 2026-04-30, 1 day earlier"),
        ({}, {"due": None}, "lost its due date 2026-05-01"),
        ({"due": None}, {}, "given the due date 2026-05-01"),
        ({}, {"owner": "@noor"}, "handed over from @mara to @noor"),
        ({"owner": None}, {}, "given to @mara"),
        ({}, {"owner": None}, "taken from @mara, owned by nobody"),
        ({"priority": "P2"}, {"priority": "P0"}, "priority changed from P2 to P0"),
        ({}, {"priority": "P0"}, "given priority P0"),
        ({"priority": "P0"}, {}, "lost its priority P0"),
        ({"title": "Old"}, {"title": "New"}, 'retitled from "Old" to "New"'),
        ({"title": "null"}, {"title": "New"}, 'given the title "New"'),
        ({"title": "Old"}, {"title": "null"}, 'lost its title "Old"'),
        ({}, {"status": "in-progress"}, "started"),
        ({"status": "in-progress"}, {"status": "blocked"}, "blocked (was in progress)"),
        ({}, {"status": "done"}, "done, 18 days before it was due"),
        ({"due": "2026-04-13"}, {"due": "2026-04-13", "status": "done"}, "done, on the day it was due"),
        ({"due": "2026-04-12"}, {"due": "2026-04-12", "status": "done"}, "done, 1 day late"),
        ({"due": None}, {"due": None, "status": "done"}, "done"),
        ({"status": "blocked"}, {"status": "dropped"}, "dropped (was blocked)"),
        ({"status": "done"}, {"status": "in-progress"}, "reopened: in progress again (was done)"),
    ],
)
def test_what_happened_in_words(before: dict[str, str], after: dict[str, str], said: str) -> None:
    assert words(action("A1", **before), action("A1", **after)) == [said]  # type: ignore[arg-type]


def test_a_date_that_was_given_back() -> None:
    told = ledger(
        ("2026-03-16", [text(NAME, action("A1"))]),
        ("2026-03-17", [text(NAME, action("A1", None))]),
        ("2026-03-18", [text(NAME, action("A1", "2026-05-03"))]),
    )
    assert event_words(of_action(told).log.entries[-1]) == "given the due date 2026-05-03, 2 days later than before"


@pytest.mark.parametrize(
    ("status", "after", "said"),
    [
        ("draft", "in-review", "put in review (was a draft)"),
        ("in-review", "draft", "drafted (was in review)"),
        ("in-review", "published", "published (was in review)"),
        ("published", "closed", "closed (was published)"),
        ("closed", "published", "reopened: published again (was closed)"),
    ],
)
def test_what_happened_to_a_postmortem_in_words(status: str, after: str, said: str) -> None:
    told = ledger(("2026-03-16", [text(NAME, status=status)]), ("2026-03-17", [text(NAME, status=after)]))
    assert event_words(of_document(told).own[-1]) == said


def test_what_was_opened_removed_and_brought_back_in_words() -> None:
    one, dateless = text(NAME, action("A1"), action("A2", None, owner=None)), text(NAME, action("A2", None, owner=None))
    told = ledger(("2026-03-16", [one]), ("2026-03-17", [dateless]), ("2026-03-18", [one]), ("2026-03-19", [gone(one)]))
    assert [event_words(entry) for entry in of_action(told).log.entries] == [
        "opened, due 2026-05-01, owned by @mara",
        "removed from the document while still open, due 2026-05-01",
        "brought back, due 2026-05-01",
        "removed with its document while still open, due 2026-05-01",
    ]
    told = ledger(("2026-03-16", [dateless]), ("2026-03-17", [gone(dateless)]), ("2026-03-18", [dateless]))
    assert [event_words(entry) for entry in of_action(told, "A2").log.entries] == [
        "opened, without a due date, owned by nobody",
        "removed with its document while still open",
        "brought back",
    ]
    assert [event_words(entry) for entry in of_document(told).own[1:]] == ["removed", "brought back"]


def test_the_facts_do_not_count_what_cannot_be_counted() -> None:
    told = ledger(("2026-03-16", [text(NAME, status="draft")]), ("2026-03-11", [text(NAME)]))
    assert dict(document_facts(of_document(told)))["Draft"] == "2026-03-16 to 2026-03-11, ? days"
    assert json.loads(data.document_json(told, of_document(told)))["life"]["stays"][0]["days"] is None


@pytest.mark.parametrize(
    ("dues", "said"),
    [
        (["2026-04-10"], "never"),
        (["2026-04-10", "2026-04-03"], "never"),
        (["2026-04-10", "2026-04-20"], "once, by 10 days in all"),
        (["2026-04-10", "2026-04-20", "2026-04-10"], "once, and back again"),
        (["2026-04-10", "2026-04-20", "2026-04-03", "2026-04-06"], "2 times, and back again"),
        (["2026-04-10", "2026-04-20", None], "once, and back again"),
    ],
)
def test_how_often_and_how_far_a_date_was_moved(dues: list[str | None], said: str) -> None:
    told = ledger(*((f"2026-03-{16 + day}", [text(NAME, action("A1", due))]) for day, due in enumerate(dues)))
    assert dict(action_facts(of_action(told)))["Slipped"] == said


# The facts


def facts(*states: tuple[str, list[str]], shallow: bool = False) -> dict[str, str]:
    return dict(action_facts(of_action(ledger(*states, shallow=shallow))))


def one(due: str | None = "2026-05-01", **fields: str) -> list[str]:
    return [text(NAME, action("A1", due, **fields))]


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ([("2026-03-16", one())], {"Status": "open, 31 days overdue", "Opened": "2026-03-16, open for 77 days"}),
        ([("2026-03-16", one("2026-06-01"))], {"Status": "open, due today", "Due": "2026-06-01"}),
        ([("2026-03-16", one("2026-06-02"))], {"Status": "open, due in 1 day", "Slipped": "never"}),
        ([("2026-03-16", one(None))], {"Status": "open", "Due": "no date"}),
        ([("2026-03-16", one(status="in-progress"))], {"Status": "in progress, 31 days overdue"}),
        (
            [("2026-03-16", one(status="done"))],
            {"Status": "done on 2026-03-16", "Opened": "2026-03-16, open for 0 days"},
        ),
        (
            [("2026-03-16", one()), ("", one(status="done"))],
            {"Status": "done, not committed yet", "Opened": "2026-03-16"},
        ),
        ([("", one())], {"Opened": "not committed yet", "Due": "2026-05-01"}),
        (
            [("2026-03-16", one()), ("2026-03-17", one("2026-05-02"))],
            {"Due": "2026-05-02, first promised for 2026-05-01", "Slipped": "once, by 1 day in all"},
        ),
        (
            [("2026-03-16", one()), ("2026-03-17", [text(NAME)])],
            {"Status": "removed on 2026-03-17 while open", "Opened": "2026-03-16"},
        ),
        ([("2026-03-16", one()), ("", [text(NAME)])], {"Status": "removed, not committed yet, while open"}),
        (
            [("2026-03-16", one(status="done")), ("2026-03-17", [text(NAME)])],
            {"Status": "done on 2026-03-16, no longer in the document"},
        ),
        (
            [("2026-03-16", one()), ("2026-03-17", one(status="proposed"))],
            {"Status": "set back to proposed on 2026-03-17 while open"},
        ),
    ],
)
def test_the_facts_about_a_promise(states: list[tuple[str, list[str]]], expected: dict[str, str]) -> None:
    assert facts(*states).items() >= expected.items()


def test_the_facts_that_a_shallow_clone_does_not_know() -> None:
    found = facts(("2026-03-16", one(status="done")), shallow=True)
    assert (found["Opened"], found["Slipped"], found["Status"]) == ("?", "?", "done on ?")
    assert found["Due"] == "2026-05-01, first promised for ?"
    assert found["Owner"] == "@mara, before that ?"


def test_who_changed_it_before_a_shallow_clone_begins() -> None:
    def authors(*states: tuple[str, list[str]]) -> tuple[str, object]:
        told = ledger(*states, shallow=True)
        found = of_document(told)
        return dict(document_facts(found))["Changed by"], json.loads(data.document_json(told, found))["life"]["authors"]

    changed = ("2026-03-17", [FIRST.replace("draft", "published")])
    assert authors(("2026-03-16", [FIRST])) == ("?", None)
    assert authors(("2026-03-16", [FIRST]), changed) == ("Author 2, before that ?", None)
    assert authors(("2026-03-16", [text("2026-03-01-x")]), changed) == ("Author 2", ["Author 2"])
    told = ledger(("2026-03-16", [FIRST]), shallow=True)
    assert json.loads(data.action_json(told, of_action(told)))["life"]["owners"] is None


def test_everybody_who_had_it() -> None:
    states = [
        (f"2026-03-1{day}", [text(NAME, action("A1", owner=owner))])
        for day, owner in enumerate(("@a", "@b", "@a", None), 1)
    ]
    assert facts(*states)["Owner"] == "nobody, before that @a, @b"


def test_the_facts_about_a_postmortem() -> None:
    told = ledger(("2026-03-16", [FIRST]), ("2026-03-20", [FIRST.replace("draft", "in-review")]))
    assert document_facts(of_document(told)) == [
        ("Status", "in review"),
        ("Owner", "@mara"),
        ("Changed by", "Author 1, Author 2"),
        ("Draft", "2026-03-16 to 2026-03-20, 4 days"),
        ("In review", "since 2026-03-20, 73 days"),
    ]


def test_the_facts_about_a_postmortem_that_goes_now() -> None:
    told = ledger(("2026-03-16", [FIRST]), ("", [gone(FIRST)]))
    found = dict(document_facts(of_document(told)))
    assert found["Status"] == "gone; it was a draft"
    assert found["Draft"] == "2026-03-16 to now, 77 days, not committed yet"
    nothing = text(NAME).replace("status: published\n", "").replace('owner: "@mara"\n', "")
    assert document_facts(of_document(ledger(("", [nothing])))) == [
        ("Status", "without a status"),
        ("Owner", "nobody"),
        ("Changed by", "?"),
    ]
    assert dict(document_facts(of_document(ledger(("", [FIRST])))))["Draft"] == "not committed yet"


# The picture


def picture(
    *promises: tuple[str | None, str, int | None], width: int = 60, encoding: str = "utf-8", end: str = "2026-06-01"
) -> str:
    dates = [
        Promise(on=date.fromisoformat(on) if on else None, due=date.fromisoformat(due), days=days)
        for on, due, days in promises
    ]
    return shown(DueDates(dates, end=date.fromisoformat(end), end_label="today"), width=width, encoding=encoding)


TWICE = (("2026-03-16", "2026-04-10", None), ("2026-04-09", "2026-04-24", 14))


def test_the_picture() -> None:
    assert picture(*TWICE).splitlines() == [
        "2026-04-10  ├─────────●                     │",
        "2026-04-24            ├─────●╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌│  14 days later",
        "            ───────┬───────────┬────────────┴",
        "                   2026-04     2026-05  today",
    ]


def test_the_picture_where_only_ascii_is_known() -> None:
    drawn = picture(*TWICE, encoding="ascii")
    assert drawn.isascii()
    assert drawn.splitlines()[1] == "2026-04-24            +-----o...............|  14 days later"


def test_the_picture_of_what_is_not_due_yet() -> None:
    assert picture(("2026-05-01", "2026-07-01", None), width=50).splitlines() == [
        "2026-07-01  ├──────────────────┼─────────────────●",
        "            ┬──────────────────┴──────────────────",
        "            2026-05        today",
    ]


def test_a_span_within_one_month() -> None:
    assert picture(("2026-05-05", "2026-05-12", None), end="2026-05-18").splitlines()[1:] == [
        "            ┬──────────────────────────────────────────────┴",
        "            2026-05-05                                 today",
    ]


def test_a_promise_that_begins_beyond_a_shallow_clone() -> None:
    assert picture((None, "2026-05-10", None)).splitlines()[0].startswith("2026-05-10  ?──")


def test_a_date_before_the_day_it_was_promised() -> None:
    line = picture(("2026-05-20", "2026-05-01", None)).splitlines()[0]
    assert line.index("●") < line.index("┤")


def test_everything_on_one_day() -> None:
    assert picture(("2026-06-01", "2026-06-01", None)).splitlines()[0] == "2026-06-01  ●"


@pytest.mark.parametrize("days", [0, 1, 6, 27, 40, 200, 400, 2000, 20000, 2_000_000])
@pytest.mark.parametrize("width", [32, 40, 60, 80, 200])
def test_the_picture_has_room(days: int, width: int) -> None:
    start = date(2026, 6, 1)
    due = start + timedelta(days=days)
    lines = picture(
        (start.isoformat(), due.isoformat(), None), (start.isoformat(), "2026-06-02", -7), width=width
    ).splitlines()
    assert len(lines) == 4
    assert all(cell_len(line) <= width for line in lines)
    assert "today" in lines[-1]


@pytest.mark.parametrize(("number", "lines", "left_out"), [(40, 40, ""), (41, 41, "1 more date"), (9999, 41, "9,959")])
def test_of_many_dates_the_first_is_drawn_and_the_newest(number: int, lines: int, left_out: str) -> None:
    days = [TODAY + timedelta(days=n) for n in range(number)]
    drawn = picture(*(("2026-03-01", str(day), 1 if n else None) for n, day in enumerate(days))).splitlines()[:-2]
    assert len(drawn) == lines
    assert (drawn[0][:10], drawn[-1][:10]) == (str(days[0]), str(days[-1]))
    noted = [line.strip() for line in drawn if "not drawn" in line]
    assert len(noted) == bool(left_out)
    assert all(note.startswith(left_out) for note in noted)


def test_no_picture_where_there_is_no_room() -> None:
    assert picture(*TWICE, width=30) == ""


def test_the_edges_of_the_calendar() -> None:
    assert picture((None, "0001-01-01", None), end="9999-12-31").splitlines()[0].startswith("0001-01-01  ")


@pytest.mark.parametrize(
    ("state", "label"),
    [(one(), "today"), (one(status="done"), "done"), (one(status="dropped"), "dropped"), ([text(NAME)], "removed")],
)
def test_what_the_end_of_a_promise_is_called(state: list[str], label: str) -> None:
    assert end_label(of_action(ledger(("2026-03-16", one()), ("2026-03-17", state)))) == label


# Logs


STORY = ledger(
    ("2026-03-16", [FIRST]),
    (
        "2026-04-09",
        [FIRST.replace("2026-04-10", "2026-04-24").replace("@jonas", "@noor").replace("draft", "published")],
    ),
)


def test_the_log_of_a_promise_names_each_commit_once() -> None:
    lines = shown(*render.action_text(of_action(STORY), TODAY)).splitlines()
    assert lines[-5:] == [
        "2026-03-16  opened, due 2026-04-10, owned by @jonas",
        "            Author 1, 0000000: Change 1",
        "2026-04-09  handed over from @jonas to @noor",
        "            moved from 2026-04-10 to 2026-04-24, 14 days later",
        "            Author 2, 0000000: Change 2",
    ]


def test_a_promise_of_which_nothing_is_asked_for() -> None:
    found = of_action(STORY, choice=Choice(kinds=frozenset({EventKind.DONE})))
    assert shown(*render.action_text(found, TODAY)).endswith("\n\nNo event matches.")
    document = of_document(STORY, Choice(kinds=frozenset({EventKind.DONE})))
    assert shown(*render.document_text(document)).endswith("\n\nNo event matches.")


def test_a_promise_without_a_date() -> None:
    assert "today" not in shown(*render.action_text(of_action(ledger(("2026-03-16", one(None)))), TODAY))


def test_the_newest_events_only() -> None:
    found = shown(*render.document_text(of_document(STORY, Choice(newest=1))))
    assert "\n            4 older events not shown\n\nA1  Title of A1\n" in found
    assert found.endswith("\n    2026-04-09  moved from 2026-04-10 to 2026-04-24, 14 days later")


def test_a_promise_that_has_no_id() -> None:
    told = ledger(("2026-03-16", [text(NAME, "title: Alert on the pool, status: open")]))
    assert "\n\n–   Alert on the pool\n    open, nobody\n" in shown(*render.document_text(of_document(told)))


def log(told: Ledger, choice: Choice = ALL, *, shallow: bool = False) -> str:
    found = repository_history(told, today=TODAY, conventions=PEOPLE, choice=choice)
    return shown(*render.log_text(found, choice, shallow=shallow))


def test_the_log_of_the_repository_the_newest_first() -> None:
    assert log(STORY).splitlines() == [
        "2026-04-09  checkout  published (was a draft)",
        "            checkout/A1  handed over from @jonas to @noor",
        "            checkout/A1  moved from 2026-04-10 to 2026-04-24, 14 days later",
        "            Author 2, 0000000: Change 2",
        "2026-03-16  checkout  drafted",
        "            checkout/A1  opened, due 2026-04-10, owned by @jonas: Title of A1",
        "            Author 1, 0000000: Change 1",
        "",
        "5 events",
    ]


def test_what_more_there_is() -> None:
    assert log(STORY, Choice(newest=1)).endswith("\n\nThe newest 1 event of 5; --limit 5 shows all of them")


def test_a_log_without_events() -> None:
    assert log(ledger()) == "Nothing has happened yet."
    assert log(STORY, Choice(owners=("x",))) == "No event matches."
    unknown = "what happened before the oldest commit of this clone is unknown"
    assert log(ledger(), shallow=True).replace("\n", " ") == f"Nothing is known: {unknown}."
    assert f"\n?           {unknown}\n\n5 events" in log(STORY, shallow=True)


def test_what_is_not_committed_yet() -> None:
    assert log(ledger(("", [FIRST]))).splitlines()[:3] == [
        "now         checkout  drafted",
        "            checkout/A1  opened, due 2026-04-10, owned by @jonas: Title of A1",
        "            not committed yet",
    ]


def test_in_a_shallow_clone() -> None:
    told = ledger(("2026-03-16", [FIRST]), shallow=True)
    unknown = "?           what happened before the oldest commit of this clone is unknown"
    assert shown(*render.action_text(of_action(told), TODAY)).endswith(f"\n\n{unknown}")
    assert f"\n\n{unknown}\n\nA1  Title of A1\n" in shown(*render.document_text(of_document(told)))


@pytest.mark.parametrize("width", [12, 20, 30, 40, 60])
def test_a_narrow_terminal(width: int) -> None:
    choice = Choice()
    found = repository_history(STORY, today=TODAY, conventions=PEOPLE, choice=choice)
    for renderables in (
        render.action_text(of_action(STORY), TODAY),
        render.document_text(of_document(STORY)),
        render.log_text(found, choice, shallow=False),
    ):
        lines = shown(*renderables, width=width).splitlines()
        assert max(map(cell_len, lines)) <= width
        assert any(line.lstrip().startswith("2026-03-16") for line in lines)


# Data


def test_the_data_of_a_log() -> None:
    found = repository_history(STORY, today=TODAY, conventions=PEOPLE, choice=ALL)
    value = json.loads(data.log_json(STORY, found))
    assert list(value) == ["schema", "commit", "shallow", "events"]
    assert (value["schema"], value["commit"], value["shallow"]) == (1, f"{2:040}", False)
    assert value["events"][-1] == {
        "ref": f"{NAME}/A1",
        "kind": "moved",
        "date": "2026-04-09T12:00:00+00:00",
        "commit": f"{2:040}",
        "author": "Author 2",
        "subject": "Change 2",
        "before": "2026-04-10",
        "after": "2026-04-24",
        "days": 14,
    }
    empty = ledger()
    nothing = repository_history(empty, today=TODAY, conventions=PEOPLE, choice=ALL)
    assert json.loads(data.log_json(empty, nothing)) == {"schema": 1, "commit": None, "shallow": False, "events": []}


def test_the_data_of_what_is_not_committed_yet() -> None:
    told = ledger(("2026-03-16", one()), ("", [text(NAME)]))
    value = json.loads(data.action_json(told, of_action(told)))
    assert [value["events"][-1][name] for name in ("kind", "date", "commit", "author", "subject")] == [
        "removed", None, None, None, None,
    ]  # fmt: skip
    assert [value["life"][name] for name in ("removed", "removed_commit", "removed_by", "present")] == [
        None, None, None, False,
    ]  # fmt: skip


def test_the_data_of_lives() -> None:
    told = ledger(("2026-03-16", [FIRST]), ("2026-03-17", [text(NAME, status="in-review")]))
    life = json.loads(data.action_json(told, of_action(told)))["life"]
    assert (life["removed"], life["removed_commit"], life["removed_by"]) == ("2026-03-17", f"{2:040}", "Author 2")
    assert life["due_dates"] == [{"promised": "2026-03-16", "due": "2026-04-10", "days": None}]
    value = json.loads(data.document_json(told, of_document(told)))
    assert value["life"]["actions"] == [life]
    assert value["life"]["stays"] == [
        {"status": "draft", "since": "2026-03-16", "until": "2026-03-17", "days": 1},
        {"status": "in-review", "since": "2026-03-17", "until": None, "days": 76},
    ]
    assert [event["kind"] for event in value["events"]] == ["drafted", "opened", "in-review", "removed"]
    nothing = ledger(("2026-03-16", [text(NAME).replace("status: published\n", "")]))
    assert json.loads(data.document_json(nothing, of_document(nothing)))["life"]["status"] is None


def test_markdown() -> None:
    told = ledger(("2026-03-16", [FIRST]), ("", [FIRST.replace("2026-04-10", "2026-04-24")]))
    rows = data.log_markdown(repository_history(told, today=TODAY, conventions=PEOPLE, choice=ALL)).splitlines()
    assert rows[2] == f"| not committed yet | {NAME}/A1: moved from 2026-04-10 to 2026-04-24, 14 days later |  |  |  |"
    assert rows[-1] == f"| 2026-03-16 | {NAME}: drafted | Author 1 | 0000000 | Change 1 |"
    assert rows[-2].startswith(
        f"| 2026-03-16 | {NAME}/A1: opened, due 2026-04-10, owned by @jonas: Title of A1 | Author 1 |"
    )
    assert data.action_markdown(of_action(told)).startswith(
        f"# Title of A1\n\n{NAME}/A1\n\n- **Postmortem:** About checkout\n"
    )
    page = data.document_markdown(of_document(told))
    assert page.startswith(f"# About checkout\n\n{NAME}\n\n- **Status:** a draft\n")
    assert "\n\n## A1: Title of A1\n\nopen, 38 days overdue, @jonas\n\n| Date |" in page


def test_words_of_a_document_do_nothing_to_a_terminal_or_a_page() -> None:
    hostile = text(
        NAME, action("A1", title='"[red]\\e[2J <b>|"', owner="\\e[31m@x", priority="[/oops]"), title='"\\e]0;x [bold]"'
    )
    told = ledger(("2026-03-16", [FIRST]), ("2026-03-17", [hostile]))
    texts = [
        shown(*render.action_text(of_action(told), TODAY)),
        shown(*render.document_text(of_document(told))),
        log(told),
        data.action_markdown(of_action(told)),
        data.document_markdown(of_document(told)),
        data.document_json(told, of_document(told)),
    ]
    assert "\x1b" not in "".join(texts)
    assert all("[red]␛[2J <b>|" in one for one in texts[:3])
    assert "\\[red\\]␛\\[2J \\<b\\>\\|" in texts[3]
