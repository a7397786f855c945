"""What happened: to a promise, to a postmortem, in the whole repository."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from pmctl.ledger.fold import fold
from pmctl.ledger.model import Commit, EventKind, State
from pmctl.postmortem.parse import read_record
from pmctl.render.event_words import event_words
from pmctl.reports.entries import Choice, Log
from pmctl.reports.history import (
    ActionHistory,
    DocumentHistory,
    action_history,
    document_history,
    repository_history,
)
from tests.reports.states import PEOPLE, action, gone, ledger, text

if TYPE_CHECKING:
    from pmctl.ledger.model import Ledger

TODAY = date(2026, 6, 1)
NAME = "2026-03-14-checkout"
BAD = f"---\nid: {NAME}\nowner: @mara\n---\n"
FIRST = text(
    NAME,
    action("A1", "2026-04-10", owner="@jonas"),
    action("A2", "2026-04-20", owner="@noor"),
    status="draft",
)
MOVED = text(
    NAME,
    action("A1", "2026-04-24", owner="@mara", status="in-progress"),
    action("A2", "2026-04-20", owner="@noor"),
    status="in-review",
)
DONE = text(
    NAME,
    action("A1", "2026-04-17", owner="@mara", status="done"),
    status="published",
)
SEARCH = text("2026-04-02-search", action("A1", "2026-05-20", owner="@noor"))
STORY: tuple[tuple[str, list[str]], ...] = (
    ("2026-03-16", [FIRST]),
    ("2026-04-09", [MOVED, SEARCH]),
    ("2026-04-20", [DONE]),
)
STORIES = ledger(*STORY)


def of_action(told: Ledger, key: str = "A1", **choice: object) -> ActionHistory:
    life = next(life for life in told.actions if (life.postmortem, life.key) == (NAME, key))
    return action_history(told, life, today=TODAY, conventions=PEOPLE, choice=Choice(**choice))  # type: ignore[arg-type]


def of_document(told: Ledger, **choice: object) -> DocumentHistory:
    life = next(life for life in told.documents if life.name == NAME)
    return document_history(told, life, today=TODAY, conventions=PEOPLE, choice=Choice(**choice))  # type: ignore[arg-type]


def of_all(told: Ledger, **choice: object) -> Log:
    return repository_history(told, today=TODAY, conventions=PEOPLE, choice=Choice(**choice))  # type: ignore[arg-type]


def kinds(log: Log) -> list[tuple[str, str]]:
    return [(entry.ref[11:], entry.event.kind.value) for entry in log.entries]


def test_everything_that_happened_oldest_first() -> None:
    log = of_all(STORIES)
    assert log.older == 0
    assert kinds(log) == [
        ("checkout", "drafted"),
        ("checkout/A1", "opened"),
        ("checkout/A2", "opened"),
        ("checkout", "in-review"),
        ("checkout/A1", "reassigned"),
        ("checkout/A1", "moved"),
        ("checkout/A1", "started"),
        ("search", "published"),
        ("search/A1", "opened"),
        ("checkout", "published"),
        ("checkout/A1", "moved"),
        ("checkout/A1", "done"),
        ("checkout/A2", "removed"),
    ]


def test_each_event_knows_what_was_promised_then() -> None:
    entries = of_action(STORIES).log.entries
    assert [(e.event.kind.value, str(e.day), e.owner, str(e.due), e.days_late) for e in entries] == [
        ("opened", "2026-03-16", "@jonas", "2026-04-10", None),
        ("reassigned", "2026-04-09", "@mara", "2026-04-10", None),
        ("moved", "2026-04-09", "@mara", "2026-04-24", None),
        ("started", "2026-04-09", "@mara", "2026-04-24", None),
        ("moved", "2026-04-20", "@mara", "2026-04-17", None),
        ("done", "2026-04-20", "@mara", "2026-04-17", 3),
    ]


def test_the_facts_about_a_promise() -> None:
    found = of_action(STORIES)
    assert (found.days_overdue, found.due_in, found.age_days, found.ended) == (0, -45, 35, date(2026, 4, 20))
    assert (found.document.name, found.begins_unseen) == (NAME, False)
    assert [(str(p.on), str(p.due), p.days) for p in found.promises] == [
        ("2026-03-16", "2026-04-10", None),
        ("2026-04-09", "2026-04-24", 14),
        ("2026-04-20", "2026-04-17", -7),
    ]


def test_a_promise_that_is_late() -> None:
    found = of_action(ledger(*STORY[:2]))
    assert (found.days_overdue, found.due_in, found.age_days, found.ended) == (38, -38, 77, None)


def test_what_the_document_says_of_its_days_beats_git() -> None:
    said = FIRST.replace("id: A1,", "id: A1, opened: 2026-03-14,")
    closed = said.replace("status: open, opened", "status: done, opened").replace(
        "id: A1, opened: 2026-03-14, title: Title of A1, status: open",
        "id: A1, opened: 2026-03-14, closed: 2026-04-12, title: Title of A1, status: done",
    )
    found = of_action(ledger(("2026-03-16", [said]), ("2026-05-01", [closed])))
    assert (found.promises[0].on, found.ended) == (date(2026, 3, 14), date(2026, 4, 12))
    assert found.log.entries[-1].days_late == 2


def test_a_closing_is_judged_by_the_date_that_was_valid_on_its_day() -> None:
    done = text(NAME, action("A1", "2026-05-20", status="done", closed="2026-04-12"))
    states = [
        ("2026-03-16", [text(NAME, action("A1", "2026-04-01"))]),
        ("2026-04-10", [text(NAME, action("A1", "2026-04-20"))]),
    ]

    def late(closed: str) -> int | None:
        told = ledger(*states, ("2026-04-30", [done.replace("2026-04-12", closed)]))
        return of_action(told).log.entries[-1].days_late

    assert [late("2026-04-12"), late("2026-04-02"), late("2026-04-30")] == [-8, 1, -20]


def test_a_closing_is_judged_alike_before_and_after_it_is_undone() -> None:
    done = text(NAME, action("A1", "2026-04-10", status="done", closed="2026-04-08"))
    states = [
        ("2026-03-16", [text(NAME, action("A1", "2026-04-10"))]),
        ("2026-04-20", [done]),
        ("2026-04-25", [done.replace("done", "open")]),
        ("2026-05-10", [done]),
        ("2026-05-11", [done.replace("done", "dropped")]),
    ]

    def judged(number: int) -> list[int | None]:
        entries = of_action(ledger(*states[:number])).log.entries
        return [entry.days_late for entry in entries if entry.event.kind in {EventKind.DONE, EventKind.DROPPED}]

    assert [judged(number) for number in (2, 3, 4, 5)] == [[-2], [-2], [-2, 30], [-2, 30, 31]]


def test_an_earlier_closing_is_of_its_commit() -> None:
    done = text(NAME, action("A1", "2026-04-10", status="done"))
    again = text(NAME, action("A1", "2026-04-10", status="done", closed="2026-05-10"))
    told = ledger(
        ("2026-03-16", [text(NAME, action("A1", "2026-04-10"))]),
        ("2026-04-08", [done]),
        ("2026-05-01", [text(NAME, action("A1", "2026-04-10"))]),
        ("2026-05-20", [again]),
    )
    entries = of_action(told).log.entries
    assert [(e.event.kind.value, e.days_late) for e in entries] == [
        ("opened", None),
        ("done", -2),
        ("reopened", None),
        ("done", 30),
    ]


def test_a_promise_without_a_date_has_no_picture() -> None:
    told = ledger(
        ("2026-03-16", [text(NAME, action("A1", None))]),
        ("2026-04-01", [text(NAME, action("A1", None, status="done"))]),
    )
    found = of_action(told)
    assert (found.promises, found.due_in, found.log.entries[-1].days_late) == ((), None, None)


def test_a_date_that_was_given_later_or_taken_back() -> None:
    told = ledger(
        ("2026-03-16", [text(NAME, action("A1", None))]),
        ("2026-03-17", [text(NAME, action("A1", "2026-04-10"))]),
        ("2026-03-18", [text(NAME, action("A1", None))]),
        ("2026-03-19", [text(NAME, action("A1", "2026-04-12"))]),
    )
    found = of_action(told)
    assert [(str(p.on), str(p.due), p.days) for p in found.promises] == [
        ("2026-03-17", "2026-04-10", None),
        ("2026-03-19", "2026-04-12", 2),
    ]
    assert [entry.due for entry in found.log.entries] == [None, date(2026, 4, 10), None, date(2026, 4, 12)]


def test_what_was_removed_with_its_document_and_what_was_not() -> None:
    told = ledger(*STORY, ("2026-04-21", [gone(SEARCH)]))
    removed = {e.ref: e.with_document for e in of_all(told).entries if e.event.kind is EventKind.REMOVED}
    assert removed == {f"{NAME}/A2": False, "2026-04-02-search/A1": True, "2026-04-02-search": False}
    assert of_action(told, "A2").ended == date(2026, 4, 20)


@pytest.mark.parametrize("last", ["2026-03-20", ""])
def test_each_removal_knows_whether_the_document_went_too(last: str) -> None:
    both, one = text(NAME, action("A1"), action("A2")), text(NAME, action("A2"))
    days = [("2026-03-16", both), ("2026-03-17", gone(both)), ("2026-03-18", both), ("2026-03-19", one)]
    told = ledger(*((day, [content]) for day, content in days), (last, [both]), (last and "2026-03-21", [gone(both)]))

    def removals(key: str) -> list[bool]:
        return [e.with_document for e in of_action(told, key).log.entries if e.event.kind is EventKind.REMOVED]

    assert (removals("A1"), removals("A2")) == ([True, False, True], [True, True])


def test_a_document_that_disappears_and_returns_is_told_of() -> None:
    plain = text(NAME)
    told = ledger(("2026-03-16", [plain]), ("2026-03-17", [gone(plain)]), ("2026-03-18", [plain]))
    assert kinds(of_all(told, kinds=frozenset({EventKind.REMOVED}))) == [("checkout", "removed")]
    [_, removed, restored] = of_document(told).own
    assert (removed.event.before, removed.day, removed.owner) == ("About checkout", date(2026, 3, 17), "@mara")
    assert (restored.event.kind, restored.day) == (EventKind.RESTORED, date(2026, 3, 18))


def test_a_document_that_is_deleted_or_put_back_in_the_working_tree() -> None:
    plain = text(NAME)
    deleted = of_document(ledger(("2026-03-16", [plain]), ("", [gone(plain)])))
    assert [(s.is_over, s.is_committed, s.days) for s in deleted.stays] == [(True, True, 77)]
    back = of_document(ledger(("2026-03-16", [plain]), ("2026-03-17", [gone(plain)]), ("", [plain])))
    assert [(s.is_over, s.is_committed, s.days) for s in back.stays] == [(True, True, 1), (False, False, None)]
    cut = ledger(("2026-03-16", [plain]), ("2026-03-17", [gone(plain)]), ("", [plain]), shallow=True)
    assert of_document(cut).begins_unseen


def test_a_stay_that_ends_before_it_begins_has_no_days() -> None:
    told = ledger(("2026-03-16", [text(NAME, status="draft")]), ("2026-03-11", [text(NAME)]))
    assert [s.days for s in of_document(told).stays] == [None, 82]


def test_what_is_not_committed_yet_is_of_today() -> None:
    told = ledger(*STORY[:2], ("", [DONE]))
    found = of_action(told)
    assert [entry.day for entry in found.log.entries[-2:]] == [None, None]
    assert found.log.entries[-1].days_late == 45
    assert (found.promises[-1].on, found.ended) == (TODAY, None)
    assert len(of_all(told, since=TODAY).entries) == 4
    assert of_all(told, since=date(2026, 6, 2)).entries == ()
    assert len(of_all(told, until=date(2026, 5, 31)).entries) == 9
    new = of_action(ledger(("", [FIRST])))
    assert (new.promises[0].on, new.begins_unseen) == (TODAY, False)


def test_in_a_shallow_clone_the_beginning_is_unknown() -> None:
    told = ledger(("2026-03-16", [FIRST]), ("2026-04-09", [MOVED]), shallow=True)
    found = of_action(told)
    assert found.begins_unseen
    assert [(p.on, str(p.due)) for p in found.promises] == [(None, "2026-04-10"), (date(2026, 4, 9), "2026-04-24")]
    document = of_document(told)
    assert document.begins_unseen
    assert [(s.status.value, s.since, s.days) for s in document.stays] == [
        ("draft", None, None),
        ("in-review", date(2026, 4, 9), 53),
    ]
    new = SEARCH.replace("2026-04-02-search", NAME)
    assert not of_document(ledger(("2026-03-16", [SEARCH]), ("", [new]), shallow=True)).begins_unseen


# Postmortems


def test_the_life_of_a_postmortem() -> None:
    found = of_document(STORIES)
    assert found.first_seen == date(2026, 3, 16)
    assert [(s.status.value, str(s.since), s.until and str(s.until), s.days, s.is_over) for s in found.stays] == [
        ("draft", "2026-03-16", "2026-04-09", 24, True),
        ("in-review", "2026-04-09", "2026-04-20", 11, True),
        ("published", "2026-04-20", None, 42, False),
    ]
    assert [entry.event.kind.value for entry in found.own] == ["drafted", "in-review", "published"]
    assert [(a.life.key, len(a.log.entries)) for a in found.actions] == [("A1", 6), ("A2", 2)]
    assert [entry.ref[11:] for entry in found.log.entries].count("search/A1") == 0
    assert all(stay.is_committed for stay in found.stays)


def test_its_actions_stand_in_its_order_and_those_that_are_gone_last() -> None:
    swapped = text(NAME, action("B", "2026-05-01"), action("A", "2026-05-01"))
    told = ledger(("2026-03-16", [FIRST]), ("2026-03-17", [swapped]))
    assert [a.life.key for a in of_document(told).actions] == ["B", "A", "A1", "A2"]


def test_a_status_that_is_not_committed_yet() -> None:
    stays = of_document(ledger(STORY[0], ("", [MOVED]))).stays
    assert [(s.since, s.until, s.days, s.is_over, s.is_committed) for s in stays] == [
        (date(2026, 3, 16), None, 77, True, True),
        (None, None, None, False, False),
    ]


def test_versions_that_cannot_be_read_are_its_events() -> None:
    told = ledger(STORY[0], ("2026-03-20", [BAD]), ("2026-04-09", [MOVED]))
    found = of_document(told)
    assert [entry.event.kind.value for entry in found.own] == ["drafted", "unreadable", "in-review"]
    assert [entry.owner for entry in found.own] == ["@mara"] * 3


def test_one_that_never_could_be_read_is_known_by_its_path() -> None:
    (entry,) = of_all(ledger(("2026-03-20", [BAD]))).entries
    assert (entry.ref, entry.owner, entry.event.kind) == (f"postmortems/{NAME}.md", None, EventKind.UNREADABLE)


def test_an_action_that_was_given_an_id_goes_by_it() -> None:
    told = ledger(
        ("2026-03-16", [text(NAME, "title: Title of A1, status: open, due: 2026-04-10")]),
        ("2026-03-17", [text(NAME, action("A1", "2026-04-10", owner=None))]),
        ("2026-03-18", [text(NAME, action("A1", "2026-04-12", owner=None))]),
    )
    assert [entry.ref for entry in of_all(told).entries] == [NAME, f"{NAME}/A1", f"{NAME}/A1"]
    assert [entry.event.action for entry in of_all(told).entries] == [None, "title of a1", "A1"]


def test_a_document_that_was_given_an_id_goes_by_it() -> None:
    path, named = "postmortems/old.md", text(NAME, action("A1"))
    versions = [named.replace(f"id: {NAME}\n", ""), named, named.replace("status: published", "status: closed")]
    days = (datetime(2026, 3, day, tzinfo=UTC) for day in (16, 17, 18))
    states = [
        State(
            commit=Commit(sha=str(day), author="A", date=day, subject="S"), changes={path: read_record(v, path, PEOPLE)}
        )
        for v, day in zip(versions, days, strict=True)
    ]
    told = fold(states, zone=UTC)
    assert [entry.ref for entry in of_all(told).entries] == [NAME, f"{NAME}/A1", NAME]
    assert [entry.event.postmortem for entry in of_all(told).entries] == ["old", "old", NAME]
    assert [entry.event.kind.value for entry in of_document(told).log.entries] == ["published", "opened", "closed"]


# Choices


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        ({"kinds": frozenset({EventKind.REMOVED, EventKind.DONE})}, ["checkout/A1 done", "checkout/A2 removed"]),
        ({"since": date(2026, 4, 20), "kinds": frozenset({EventKind.MOVED})}, ["checkout/A1 moved"]),
        ({"until": date(2026, 3, 16)}, ["checkout drafted", "checkout/A1 opened", "checkout/A2 opened"]),
        ({"since": date(2026, 4, 10), "until": date(2026, 4, 19)}, []),
        ({"owners": ("noor",)}, ["checkout/A2 opened", "search/A1 opened", "checkout/A2 removed"]),
        ({"owners": ("jonas",)}, ["checkout/A1 opened", "checkout/A1 reassigned"]),
        ({"owners": ("jonas",), "newest": 1}, ["checkout/A1 reassigned"]),
        ({"newest": 2}, ["checkout/A1 done", "checkout/A2 removed"]),
        ({"newest": 99, "kinds": frozenset({EventKind.STARTED})}, ["checkout/A1 started"]),
    ],
)
def test_a_choice(choice: dict[str, object], found: list[str]) -> None:
    log = of_all(STORIES, **choice)
    assert [" ".join(pair) for pair in kinds(log)] == found


def test_an_owner_has_what_they_own_now_and_the_postmortems_they_own() -> None:
    found = [" ".join(pair) for pair in kinds(of_all(STORIES, owners=("Mara Lindqvist",)))]
    assert found[:2] == ["checkout drafted", "checkout/A1 opened"]
    assert "checkout/A2 opened" not in found


def test_how_many_more_there_are() -> None:
    assert of_all(STORIES, newest=2).older == 11
    assert of_all(STORIES, newest=13).older == 0
    assert of_all(STORIES, newest=1, owners=("jonas",)).older == 1
    assert of_action(STORIES, newest=2).log.older == 4
    assert of_document(STORIES, newest=1).log.older == 10


def test_of_a_postmortem_only_what_was_asked_for() -> None:
    found = of_document(STORIES, kinds=frozenset({EventKind.REMOVED}))
    assert (found.own, [a.life.key for a in found.actions]) == ((), ["A2"])
    assert [a.life.key for a in of_document(STORIES, newest=2).actions] == ["A1", "A2"]


def test_whether_a_choice_is_narrow() -> None:
    assert not Choice(newest=30).is_narrow
    assert Choice(owners=("x",)).is_narrow
    assert Choice(since=TODAY).is_narrow


def test_nothing_has_happened() -> None:
    assert of_all(ledger()) == Log(entries=(), older=0)


def test_the_documents_own_days_are_told_beside_the_commits() -> None:
    states = [
        ("2026-03-20", [text(NAME, action("A1", due="2026-04-01", opened="2026-03-15"))]),
        (
            "2026-04-10",
            [text(NAME, action("A1", due="2026-04-01", opened="2026-03-15", status="done", closed="2026-04-03"))],
        ),
    ]
    told = ledger(*states)
    found = action_history(told, told.actions[0], today=TODAY, conventions=PEOPLE, choice=Choice())
    assert [(entry.day, entry.stated) for entry in found.log.entries] == [
        (date(2026, 3, 20), date(2026, 3, 15)),
        (date(2026, 4, 10), date(2026, 4, 3)),
    ]
    assert [event_words(entry) for entry in found.log.entries] == [
        "opened on 2026-03-15 by its own opened:, due 2026-04-01, owned by @mara",
        "done on 2026-04-03 by its own closed:, 2 days late",
    ]
