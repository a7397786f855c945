from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from pmctl.ledger.fold import fold
from pmctl.ledger.identity import assign_keys, assign_names, normalise_title
from pmctl.ledger.model import Commit, EventKind, State
from pmctl.postmortem.conventions import ActionStatus, Status
from pmctl.postmortem.frontmatter import Mapping
from pmctl.postmortem.model import Action, Record, Unreadable
from pmctl.postmortem.problems import Problem, ProblemKind

if TYPE_CHECKING:
    from pmctl.ledger.model import ActionLife, DocumentLife, Ledger, Version

Changes = dict[str, "Version | None"]

PATH = "pm/checkout.md"


def action(
    id_: str | None = "A1",
    title: str | None = "Add an alert",
    *,
    status: str = "open",
    owner: str | None = "@mara",
    due: str | None = "2026-04-01",
    priority: str | None = None,
    opened: str | None = None,
    closed: str | None = None,
) -> Action:
    return Action(
        id=id_, title=title, owner=owner, due=day(due), status=ActionStatus(status), type=None, priority=priority,
        team=None, ticket=None, reason=None, opened=day(opened), closed=day(closed), line=1, column=1, fields=None,
    )  # fmt: skip


def record(*actions: Action, path: str = PATH, id_: str | None = "checkout", status: str = "draft") -> Record:
    return Record(
        path=path, id=id_, title="Checkout timeouts", status=Status(status), severity="SEV1", date=None, owner="@mara",
        team=None, services=(), tags=(), causes=(), authors=(), related=(), incident=None, detection=None,
        milestones=(), actions=actions, fields=Mapping({}, 1, 1, 0, 0, flow=False), problems=(),
    )  # fmt: skip


def unreadable(message: str = "it is not valid", path: str = PATH) -> Unreadable:
    return Unreadable(path=path, problems=(Problem(kind=ProblemKind.INVALID_YAML, message=message, line=1),))


def day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def commit(number: int, *, author: str = "Mara", at: str | None = None) -> Commit:
    date = dt.datetime.fromisoformat(at) if at else dt.datetime(2026, 3, number, 12, tzinfo=dt.UTC)
    return Commit(sha=f"{number:040x}", author=author, date=date, subject=f"Commit {number}")


def told(*changes: Changes, zone: dt.tzinfo = dt.UTC, shallow: bool = False) -> Ledger:
    """Fold one commit a day from 1 March on; the first one is where a shallow clone was cut off."""
    states = [State(commit=commit(number), changes=change) for number, change in enumerate(changes, 1)]
    return fold(states, zone=zone, boundary=frozenset({commit(1).sha} if shallow else ()))


def versions(*actions: Action | None, shallow: bool = False) -> Ledger:
    """Fold versions of one document with one action, None for it being absent."""
    return told(*({PATH: record(*([one] if one else []))} for one in actions), shallow=shallow)


def life(ledger: Ledger, key: str = "A1", postmortem: str = "checkout") -> ActionLife:
    [found] = [found for found in ledger.actions if (found.postmortem, found.key) == (postmortem, key)]
    return found


def document(ledger: Ledger, name: str = "checkout") -> DocumentLife:
    [found] = [found for found in ledger.documents if found.name == name]
    return found


def kinds(ledger: Ledger) -> list[str]:
    return [event.kind.value for event in ledger.events]


def story(ledger: Ledger) -> list[str]:
    """Return each event as the number of its commit, what it is of, and what happened."""
    return [
        f"{int(event.commit.sha, 16) if event.commit else '-'} {event.postmortem}/{event.action} {event.kind}"
        for event in ledger.events
    ]


# Events


def test_no_states() -> None:
    ledger = fold([], zone=dt.UTC)
    assert (ledger.commit, ledger.shallow) == (None, False)
    assert (ledger.actions, ledger.documents, ledger.unreadable, ledger.events) == ((), (), (), ())


def test_opened() -> None:
    ledger = versions(action())
    [event] = ledger.events
    assert (event.kind, event.postmortem, event.action) == (EventKind.OPENED, "checkout", "A1")
    assert (event.before, event.after, event.days) == (None, "Add an alert", None)
    assert event.commit == ledger.commit == commit(1)
    found = life(ledger)
    assert (found.opened, found.opened_commit) == (day("2026-03-01"), commit(1))
    assert (found.original_due, found.slips, found.owners) == (day("2026-04-01"), 0, ("@mara",))
    assert (found.closed, found.removed, found.present, found.events) == (None, None, True, (event,))


@pytest.mark.parametrize(
    ("status", "kind"),
    [("in-progress", "started"), ("blocked", "blocked"), ("done", "done"), ("dropped", "dropped")],
)
def test_status_at_birth_is_told_too(status: str, kind: str) -> None:
    ledger = versions(action(status=status))
    assert kinds(ledger) == ["opened", kind]
    assert (ledger.events[1].before, ledger.events[1].after) == ("open", status)


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("open", "in-progress", "started"),
        ("open", "blocked", "blocked"),
        ("in-progress", "done", "done"),
        ("blocked", "dropped", "dropped"),
        ("done", "dropped", "dropped"),
        ("done", "open", "reopened"),
        ("dropped", "in-progress", "reopened"),
        ("done", "proposed", "reopened"),
        ("in-progress", "open", None),
        ("blocked", "open", None),
        ("open", "proposed", None),
        ("done", "done", None),
    ],
)
def test_status(before: str, after: str, kind: str | None) -> None:
    ledger = versions(action(status=before), action(status=after))
    events = [event for event in ledger.events if event.commit == commit(2)]
    assert [(e.kind.value, e.before, e.after) for e in events] == ([(kind, before, after)] if kind else [])


def test_life_begins_with_the_promise() -> None:
    proposed = action(status="proposed", due=None)
    ledger = versions(proposed, proposed, action(status="blocked"), action(status="proposed"))
    assert story(ledger) == ["3 checkout/A1 opened", "3 checkout/A1 blocked"]
    assert life(ledger).opened == day("2026-03-03")
    assert not life(ledger).is_open
    assert versions(proposed).actions == ()
    idea = action(status="proposed")
    assert versions(idea, action(), idea, action()).events == versions(idea, action()).events


def test_all_that_can_change_at_once_in_order() -> None:
    ledger = versions(
        action(),
        action(None, "Something else"),
        action(title="Add two alerts", owner="@jonas", due="2026-04-08", priority="P1", status="done"),
    )
    assert [(e.kind.value, e.before, e.after, e.days) for e in life(ledger).events[2:]] == [
        ("restored", None, None, None),
        ("retitled", "Add an alert", "Add two alerts", None),
        ("reassigned", "@mara", "@jonas", None),
        ("moved", "2026-04-01", "2026-04-08", 7),
        ("reprioritised", None, "P1", None),
        ("done", "open", "done", None),
    ]


def test_owners() -> None:
    owners = ["@mara", "@jonas", None, "@jonas", "@mara"]
    ledger = versions(*(action(owner=owner) for owner in owners))
    assert life(ledger).owners == ("@mara", "@jonas", "@mara")
    assert life(versions(action(owner=None))).owners == ()


def test_moves() -> None:
    dues = [None, "2026-04-01", None, "2026-04-11", "2026-04-11", "2026-04-06", None, "2026-04-06"]
    ledger = versions(*(action(due=due) for due in dues))
    assert [(e.before, e.after, e.days) for e in ledger.events[1:]] == [
        (None, "2026-04-01", None),
        ("2026-04-01", None, None),
        (None, "2026-04-11", 10),
        ("2026-04-11", "2026-04-06", -5),
        ("2026-04-06", None, None),
        (None, "2026-04-06", 0),
    ]
    found = life(ledger)
    assert (found.original_due, found.slips, found.slipped_days) == (day("2026-04-01"), 1, 5)


@pytest.mark.parametrize(
    ("dues", "slipped"),
    [(["2026-04-10", "2026-04-01"], 0), (["2026-04-10", None], 0), ([None], 0), (["2026-04-01", "2026-04-03"], 2)],
)
def test_slipped_days(dues: list[str | None], slipped: int) -> None:
    assert life(versions(*(action(due=due) for due in dues))).slipped_days == slipped


@pytest.mark.parametrize("status", ["open", "in-progress", "blocked"])
def test_removed_once_and_restored(status: str) -> None:
    ledger = versions(action(status=status), None, None)
    [event] = [event for event in ledger.events if event.kind is EventKind.REMOVED]
    assert (event.commit, event.before, event.after) == (commit(2), "Add an alert", None)
    assert (life(ledger).removed, life(ledger).present, life(ledger).is_open) == (event, False, False)
    ledger = versions(action(status=status), None, None, action(status=status))
    assert kinds(ledger)[-2:] == ["removed", "restored"]
    assert (life(ledger).removed, life(ledger).present, life(ledger).is_open) == (None, True, True)


@pytest.mark.parametrize("status", ["done", "dropped", "proposed"])
def test_what_is_no_open_promise_goes_and_comes_in_silence(status: str) -> None:
    before = versions(action(), action(status=status))
    ledger = versions(action(), action(status=status), None)
    assert ledger.events == before.events
    assert (life(ledger).present, life(ledger).removed) == (False, None)
    assert versions(action(), action(status=status), None, action(status=status)).events == before.events


def test_closed_absent_and_open_again_is_reopened() -> None:
    assert story(versions(action(status="done"), None, action()))[2:] == ["3 checkout/A1 reopened"]


def test_removed_with_its_document() -> None:
    ledger = told({PATH: record(action())}, {PATH: None})
    assert story(ledger)[1:] == ["2 checkout/A1 removed"]
    assert not document(ledger).present
    assert document(ledger).last_changed == commit(2)
    back = record(action())
    ledger = told({PATH: back}, {PATH: None}, {PATH: back})
    assert story(ledger)[2:] == ["3 checkout/A1 restored"]
    assert document(ledger).present


def test_moved_file_is_the_same_document() -> None:
    ledger = told({PATH: record(action())}, {PATH: None, "pm/2026/x.md": record(action(), path="pm/2026/x.md")})
    assert story(ledger) == ["1 checkout/A1 opened"]
    assert life(ledger).record.path == document(ledger).record.path == "pm/2026/x.md"


# Days


def test_days_are_those_of_the_zone() -> None:
    at = "2026-03-14T23:30:00+00:00"
    states = [State(commit=commit(1, at=at), changes={PATH: record(action(status="done"))})]
    found = life(fold(states, zone=ZoneInfo("Europe/Berlin")))
    assert (found.opened, found.closed) == (day("2026-03-15"), day("2026-03-15"))
    assert life(fold(states, zone=dt.UTC)).closed == day("2026-03-14")


def test_stated_days_beat_gits() -> None:
    ledger = versions(action(status="done", opened="2026-01-01", closed="2026-02-01"))
    assert (life(ledger).opened, life(ledger).closed) == (day("2026-01-01"), day("2026-02-01"))
    ledger = versions(action(opened="2026-01-01"), action(closed="2026-02-01"))
    assert (life(ledger).opened, life(ledger).closed) == (day("2026-03-01"), None)


def test_closed_on_the_day_of_the_newest_closing() -> None:
    statuses = ["done", "open", "done", "dropped", "dropped"]
    assert life(versions(*(action(status=status) for status in statuses))).closed == day("2026-03-04")
    assert life(versions(*(action(status=status) for status in statuses[:2]))).closed is None
    later = [action(status="done"), action(status="done", closed="2026-02-01"), action(status="done", owner="@ines")]
    assert life(versions(*later[:2])).closed == day("2026-02-01")
    assert life(versions(*later)).closed == day("2026-03-01")


def test_overdue_and_age() -> None:
    today = dt.date(2026, 4, 11)
    found = life(versions(action()))
    assert (found.days_overdue(today), found.age_days(today)) == (10, 41)
    assert found.days_overdue(dt.date(2026, 3, 20)) == 0
    assert found.age_days(dt.date(2026, 2, 1)) == 0
    assert life(versions(action(due=None))).days_overdue(today) == 0
    done = life(versions(action(), action(status="done")))
    assert (done.days_overdue(today), done.age_days(today)) == (0, 1)
    assert life(versions(action(), None)).days_overdue(today) == 0
    assert life(versions(action(), shallow=True)).age_days(today) is None
    assert found.ref == "checkout/A1"


# Keys of actions


def test_normalise_title() -> None:
    assert normalise_title("  Add an *ALERT* (pool_saturation)! ") == "add an alert pool saturation"
    assert normalise_title("Größe ändern") == "grösse ändern"
    assert normalise_title("…") == ""


def test_assign_keys() -> None:
    actions = [
        action("A1"), action(None), action("A1"), action(None, "Add an ALERT"), action(None, None), action(None, "?!"),
        action("#7"), action(None, "Taken"), action("taken"), action(None, ""),
    ]  # fmt: skip
    assert list(assign_keys(actions)) == [
        "A1", "add an alert", "add an alert (2)", "add an alert (3)", "#5", "#6", "#7", "taken (2)", "taken", "#10",
    ]  # fmt: skip


def test_untitled_action_is_known_by_its_place() -> None:
    assert story(versions(action(None, None), action("A1", None)))[1:] == [
        "2 checkout/A1 opened",
        "2 checkout/#1 removed",
    ]


def test_action_that_is_given_an_id_goes_on_under_it() -> None:
    ledger = versions(action(None), action("A1", "Add an alert!"))
    assert story(ledger) == ["1 checkout/add an alert opened", "2 checkout/A1 retitled"]
    assert [found.key for found in ledger.actions] == ["A1"]
    assert kinds(versions(action(None), None, action("A1"))) == ["opened", "removed", "restored"]


def test_action_that_shared_its_id_goes_on_under_one_of_its_own() -> None:
    ledger = told(
        {PATH: record(action(), action(title="Raise the pool"))},
        {PATH: record(action(), action("A2", title="Raise the pool", status="done"))},
    )
    assert story(ledger)[2:] == ["2 checkout/A2 done"]


def test_actions_of_one_title_go_on_in_their_order() -> None:
    ledger = told(
        {PATH: record(action(None), action(None, owner="@jonas"))},
        {PATH: record(action("A1"), action("A2", owner="@jonas"))},
    )
    assert kinds(ledger) == ["opened", "opened"]
    assert (life(ledger, "A1").owners, life(ledger, "A2").owners) == (("@mara",), ("@jonas",))


def test_id_that_was_known_before_takes_no_other_action_over() -> None:
    both = record(action(), action(None, "Raise the pool"))
    ledger = told({PATH: both}, {PATH: record(action(title="Raise the pool"))})
    assert story(ledger)[2:] == ["2 checkout/A1 retitled", "2 checkout/raise the pool removed"]


def test_title_that_is_still_used_stays_with_its_action() -> None:
    ledger = told({PATH: record(action(None))}, {PATH: record(action(None), action("A1"))})
    assert story(ledger)[1:] == ["2 checkout/A1 opened"]


# Names of documents


def test_assign_names() -> None:
    assert assign_names([("b/x.md", "x"), ("a/y.md", "x"), ("c/z.md", "z")]) == {
        "b/x.md": "x", "a/y.md": "a/y.md", "c/z.md": "z",
    }  # fmt: skip
    assert assign_names([("b.md", "x"), ("a.md", "x")]) == {"b.md": "b.md", "a.md": "x"}


def test_copied_id_hides_no_promise() -> None:
    copy = "pm/copy.md"
    ledger = told({PATH: record(action())}, {copy: record(action(), path=copy)})
    assert story(ledger) == ["1 checkout/A1 opened", f"2 {copy}/A1 opened"]
    ledger = told({PATH: record(action())}, {copy: record(action(), path=copy)}, {PATH: None})
    assert story(ledger)[2:] == ["3 pm/copy.md/A1 removed"]
    assert life(ledger).record.path == copy
    ledger = told({copy: record(action(), path=copy)}, {PATH: record(action())})
    assert story(ledger)[1:] == ["2 pm/copy.md/A1 opened"]


def test_document_that_is_given_an_id_goes_on_under_it() -> None:
    ledger = told({PATH: record(action(), id_=None)}, {PATH: record(action(status="done"), id_="2026-checkout")})
    assert story(ledger) == ["1 checkout/A1 opened", "2 2026-checkout/A1 done"]
    assert [found.name for found in ledger.documents] == ["2026-checkout"]
    assert document(ledger, "2026-checkout").first_seen == commit(1)
    assert life(ledger, postmortem="2026-checkout").events[0].postmortem == "checkout"


def test_document_that_shared_its_id_goes_on_under_one_of_its_own() -> None:
    copy = "pm/copy.md"
    ledger = told(
        {PATH: record(action()), copy: record(action(), path=copy)}, {copy: record(action(), path=copy, id_="copy")}
    )
    assert kinds(ledger) == ["opened", "opened"]
    assert [found.ref for found in ledger.actions] == ["checkout/A1", "copy/A1"]


def test_changed_id_is_another_document() -> None:
    ledger = told({PATH: record(action())}, {PATH: record(action(), id_="other")})
    assert story(ledger)[1:] == ["2 checkout/A1 removed", "2 other/A1 opened"]
    assert document(ledger).last_changed == commit(2)


def test_new_id_that_was_known_before_takes_no_other_document_over() -> None:
    ledger = told(
        {PATH: record(action(), id_=None), "pm/x.md": record(action(), path="pm/x.md", id_="x")},
        {PATH: record(action(), id_="x"), "pm/x.md": None},
    )
    assert story(ledger)[2:] == ["2 checkout/A1 removed"]


def test_name_that_is_still_used_stays_with_its_document() -> None:
    other = "pm/old/checkout.md"
    ledger = told(
        {PATH: record(action(), id_=None)},
        {PATH: record(action(), id_="x"), other: record(action(), path=other, id_=None)},
    )
    assert story(ledger)[1:] == ["2 x/A1 opened"]
    assert life(ledger).record.path == other


def test_two_files_that_go_by_one_name_do_no_harm() -> None:
    paths = ["a/s.md", "s.md", "s.md.md"]
    ledger = told(
        {path: record(action(), path=path, id_=None) for path in paths},
        {path: record(action(), path=path, id_=path[::-1]) for path in paths[1:]},
    )
    assert len([found for found in ledger.documents if found.present]) == 3


# Versions that cannot be read


def test_unreadable_version_carries_the_last_readable_one_forward() -> None:
    ledger = told({PATH: record(action())}, {PATH: unreadable("line 3 is odd")})
    event = ledger.events[-1]
    assert (event.kind, event.postmortem, event.action) == (EventKind.UNREADABLE, "checkout", None)
    assert (event.commit, event.before, event.after) == (commit(2), None, "line 3 is odd")
    assert life(ledger).is_open
    assert ledger.unreadable == (unreadable("line 3 is odd"),)
    assert document(ledger).unreadable == unreadable("line 3 is odd")
    assert document(ledger).last_changed == commit(2)
    ledger = told({PATH: record(action())}, {PATH: unreadable()}, {PATH: unreadable()}, {PATH: record(action())})
    assert kinds(ledger) == ["opened", "unreadable", "unreadable"]
    assert (ledger.unreadable, document(ledger).unreadable) == ((), None)


def test_document_that_was_never_readable_is_known_by_its_path() -> None:
    ledger = told({PATH: unreadable()})
    assert story(ledger) == [f"1 {PATH}/None unreadable"]
    assert ledger.documents == ()


def test_deleted_document_loses_what_was_carried_forward() -> None:
    ledger = told({PATH: record(action())}, {PATH: unreadable()}, {PATH: None}, {PATH: unreadable()})
    assert story(ledger)[2:] == ["3 checkout/A1 removed", f"4 {PATH}/None unreadable"]
    assert (told({PATH: unreadable()}, {PATH: None}).unreadable, document(ledger).unreadable) == ((), None)


def test_unreadable_versions_are_told_first_by_name() -> None:
    first, second = "pm/a.md", "pm/b.md"
    ledger = told(
        {first: record(path=first, id_="z"), second: record(path=second, id_="y")},
        {second: unreadable(path=second), first: unreadable(path=first), "pm/0.md": record(action(), id_="0")},
    )
    assert story(ledger) == ["2 y/None unreadable", "2 z/None unreadable", "2 0/A1 opened"]


def test_unreadable_document_that_loses_its_name() -> None:
    copy = "pm/a.md"
    ledger = told({copy: record(path=copy)}, {copy: unreadable(path=copy), PATH: record()})
    assert story(ledger) == [f"2 {copy}/None unreadable"]


# Order


def test_order_within_a_state() -> None:
    ledger = told(
        {
            "pm/b.md": record(action("B2"), action("B1"), path="pm/b.md", id_="b"),
            "pm/a.md": record(action("A2"), action("A1"), path="pm/a.md", id_="a"),
        },
        {"pm/a.md": record(action("A3"), path="pm/a.md", id_="a"), "pm/b.md": None},
    )
    assert story(ledger) == [
        "1 a/A2 opened", "1 a/A1 opened", "1 b/B2 opened", "1 b/B1 opened",
        "2 a/A3 opened", "2 a/A2 removed", "2 a/A1 removed", "2 b/B2 removed", "2 b/B1 removed",
    ]  # fmt: skip
    assert [found.ref for found in ledger.actions] == ["a/A1", "a/A2", "a/A3", "b/B1", "b/B2"]


# Documents


def test_document_life() -> None:
    states = [
        State(commit=commit(1, author="Mara"), changes={PATH: record()}),
        State(commit=commit(2, author="Jonas"), changes={"pm/else.md": record(path="pm/else.md", id_="else")}),
        State(commit=commit(3, author="Ines"), changes={PATH: record(status="published")}),
        State(commit=commit(4, author="Mara"), changes={PATH: record(status="draft")}),
        State(commit=commit(5, author="Ines"), changes={PATH: record(status="closed")}),
    ]
    found = document(fold(states, zone=dt.UTC))
    assert (found.first_seen, found.first_published) == (commit(1), commit(3, author="Ines"))
    assert found.last_changed == commit(5, author="Ines")
    assert found.authors == ("Mara", "Ines")
    assert found.record.status is Status.CLOSED


def test_working_tree_is_a_state_by_nobody() -> None:
    states = [
        State(commit=commit(1), changes={PATH: record(action())}),
        State(commit=None, changes={PATH: record(action(status="done"), action("A2")), "pm/x.md": record(id_="x")}),
    ]
    ledger = fold(states, zone=dt.UTC)
    assert ledger.commit == commit(1)
    assert story(ledger)[1:] == ["- checkout/A1 done", "- checkout/A2 opened"]
    assert (life(ledger).closed, life(ledger, "A2").opened, life(ledger, "A2").slips) == (None, None, 0)
    assert document(ledger).last_changed == commit(1)
    new = document(ledger, "x")
    assert (new.first_seen, new.last_changed, new.authors) == (None, None, ())


# Shallow clones


def test_what_a_boundary_commit_holds_has_an_unknown_beginning() -> None:
    ledger = versions(action(status="blocked", opened=None), shallow=True)
    assert (ledger.shallow, ledger.events) == (True, ())
    found = life(ledger)
    assert (found.opened, found.opened_commit, found.original_due) == (None, None, None)
    assert (found.slips, found.slipped_days, found.owners) == (None, None, ("@mara",))
    assert life(versions(action(opened="2026-01-01"), shallow=True)).opened == day("2026-01-01")


def test_what_happens_after_the_boundary_is_known() -> None:
    ledger = versions(action(), action(due="2026-05-01", status="done"), shallow=True)
    assert kinds(ledger) == ["moved", "done"]
    assert ledger.events[0].days == 30
    found = life(ledger)
    assert (found.original_due, found.slips, found.closed) == (None, None, day("2026-03-02"))
    ledger = told({PATH: record()}, {PATH: record(action())}, shallow=True)
    assert (life(ledger).opened, life(ledger).slips, kinds(ledger)) == (day("2026-03-02"), 0, ["opened"])


def test_closed_before_the_boundary() -> None:
    assert life(versions(action(status="done"), shallow=True)).closed is None
    assert life(versions(action(status="done"), action(status="done", owner=None), shallow=True)).closed is None
    assert life(versions(action(status="done", closed="2026-02-02"), shallow=True)).closed == day("2026-02-02")
    assert kinds(versions(action(status="done"), action(), shallow=True)) == ["reopened"]


def test_removed_after_the_boundary_keeps_its_life() -> None:
    ledger = versions(action(), None, shallow=True)
    assert kinds(ledger) == ["removed"]
    assert life(ledger).removed == ledger.events[0]


def test_document_at_the_boundary() -> None:
    found = document(told({PATH: record(status="published")}, shallow=True))
    assert (found.first_seen, found.first_published, found.last_changed, found.authors) == (None, None, None, ())
    found = document(told({PATH: record()}, {PATH: record(status="published")}, shallow=True))
    assert (found.first_seen, found.first_published) == (None, commit(2))
    assert (found.last_changed, found.authors) == (commit(2), ("Mara",))


def test_what_was_unreadable_at_the_boundary_has_an_unknown_beginning_too() -> None:
    ledger = told({PATH: unreadable()}, {PATH: record(action(), status="published")}, shallow=True)
    assert ledger.events == ()
    assert (life(ledger).opened, life(ledger).slips) == (None, None)
    assert (document(ledger).first_seen, document(ledger).first_published) == (None, None)
    assert document(ledger).last_changed == commit(2)
    later = told({PATH: unreadable()}, {PATH: record(action())}, {PATH: record(action(), action("A2"))}, shallow=True)
    assert story(later) == ["3 checkout/A2 opened"]
    again = told({PATH: unreadable()}, {PATH: None}, {PATH: record(action())}, shallow=True)
    assert life(again).opened == day("2026-03-03")
