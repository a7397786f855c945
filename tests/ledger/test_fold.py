from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from pmctl.ledger.fold import fold
from pmctl.ledger.identity import assign_keys, assign_names, normalise_title
from pmctl.ledger.model import Arrival, Commit, EventKind, State
from pmctl.postmortem.conventions import ActionStatus, Status
from pmctl.postmortem.model import Action, Record, Unreadable
from pmctl.postmortem.nodes import Mapping
from pmctl.postmortem.problems import Problem, ProblemKind

if TYPE_CHECKING:
    from pmctl.ledger.model import ActionLife, DocumentLife, Event, Ledger, Version

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


def record(*actions: Action, path: str = PATH, id_: str | None = "checkout", status: str | None = "draft") -> Record:
    return Record(
        path=path, id=id_, title="Checkout timeouts", status=Status(status) if status else None, severity="SEV1",
        date=None, owner="@mara", team=None, services=(), tags=(), causes=(), authors=(), related=(), incident=None,
        detection=None, milestones=(), actions=actions, fields=Mapping({}, 1, 1, 0, 0, flow=False), problems=(),
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


def of_status(event: Event) -> bool:
    """Whether the event is a document's own: a change of status, its removal or its return."""
    return event.action is None and event.kind is not EventKind.UNREADABLE


def promises(ledger: Ledger) -> list[Event]:
    """Return what happened but for the documents' changes of status, which most tests are not about."""
    return [event for event in ledger.events if not of_status(event)]


def kinds(ledger: Ledger) -> list[str]:
    return [event.kind.value for event in promises(ledger)]


def story(ledger: Ledger) -> list[str]:
    """Return each event but for those as the number of its commit, what it is of, and what happened."""
    return [
        f"{int(event.commit.sha, 16) if event.commit else '-'} {event.postmortem}/{event.action} {event.kind}"
        for event in promises(ledger)
    ]


def statuses(*stated: str | None, shallow: bool = False) -> Ledger:
    """Fold versions of one document, each by its status; None for stating none."""
    return told(*({PATH: record(status=status)} for status in stated), shallow=shallow)


def stays(ledger: Ledger, name: str = "checkout") -> list[str]:
    """Return each stay as its status and the numbers of its commits, with dots while it lasts."""

    def number(at: Commit | None) -> str:
        return str(int(at.sha, 16)) if at else "-"

    return [
        f"{stay.status} {number(stay.since)} {number(stay.until) if stay.is_over else '...'}"
        for stay in document(ledger, name).stays
    ]


def changes_of_status(ledger: Ledger) -> list[tuple[str, str, str | None, str | None]]:
    """Return the commit and the document of each change of status, what it is called and between which statuses."""
    found = [event for event in ledger.events if of_status(event)]
    numbers = [str(int(event.commit.sha, 16)) if event.commit else "-" for event in found]
    return [(f"{n} {e.postmortem}", e.kind.value, e.before, e.after) for n, e in zip(numbers, found, strict=True)]


# Events


def test_no_states() -> None:
    ledger = fold([], zone=dt.UTC)
    assert (ledger.commit, ledger.shallow) == (None, False)
    assert (ledger.actions, ledger.documents, ledger.unreadable, ledger.events) == ((), (), (), ())


def test_opened() -> None:
    ledger = versions(action())
    [event] = promises(ledger)
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
    event = promises(ledger)[1]
    assert (event.before, event.after) == ("open", status)


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
        ("done", "proposed", None),
        ("in-progress", "open", None),
        ("blocked", "open", None),
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
    assert story(ledger) == ["3 checkout/A1 opened", "3 checkout/A1 blocked", "4 checkout/A1 removed"]
    assert life(ledger).opened == day("2026-03-03")
    assert not life(ledger).is_open
    assert versions(proposed).actions == ()


def test_promise_that_becomes_an_idea_again_is_removed() -> None:
    idea = action(status="proposed", due=None)
    ledger = versions(action(), idea)
    assert [(e.before, e.after) for e in life(ledger).events[1:]] == [("Add an alert", "proposed")]
    assert (life(ledger).removed, life(ledger).present) == (life(ledger).events[1], False)
    assert life(ledger).action.due == day("2026-04-01")
    assert versions(action(), idea, idea, None).events == ledger.events
    back = versions(action(), idea, action(status="blocked"))
    assert kinds(back) == ["opened", "removed", "restored", "blocked"]
    assert back.promises == 1
    assert kinds(versions(action(), action(status="done"), idea, action())) == ["opened", "done", "reopened"]


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
    assert [(e.before, e.after, e.days) for e in promises(ledger)[1:]] == [
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


@pytest.mark.parametrize("status", ["done", "dropped"])
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


def test_a_stated_closing_from_before_the_reopening_is_left_over() -> None:
    stale = [action(status=status, closed="2026-02-20") for status in ("done", "open", "done")]
    assert life(versions(*stale)).closed == day("2026-03-03")
    assert life(versions(*stale, replace(stale[-1], owner="@ines"))).closed == day("2026-03-03")
    assert life(versions(*stale, replace(stale[-1], closed=day("2026-03-02")))).closed == day("2026-03-02")
    assert life(versions(*stale[:2], None, stale[2])).closed == day("2026-03-04")
    assert life(versions(*stale[:2], shallow=True)).events[-1].stated == day("2026-02-20")


def test_a_stated_closing_that_did_not_stand_there_while_it_was_open_is_believed() -> None:
    stated = action(status="done", closed="2026-02-20")
    assert life(versions(stated, action(), stated)).closed == day("2026-02-20")
    early = action(closed="2026-02-20")
    assert life(versions(early, action(), stated)).closed == day("2026-02-20")
    assert life(versions(action(), early, None, stated)).closed == day("2026-03-04")


def test_what_follows_a_closing_knows_what_was_stated_for_it() -> None:
    stated = ("2026-02-20", None, None, "2026-03-03", "2026-03-03", None)
    kinds = ("done", "dropped", "open", "done", "dropped", "open")
    ledger = versions(*(action(status=kind, closed=closed) for kind, closed in zip(kinds, stated, strict=True)))
    assert [(event.kind.value, event.stated) for event in life(ledger).events[1:]] == [
        ("done", None),
        ("dropped", day("2026-02-20")),
        ("reopened", None),
        ("done", None),
        ("dropped", day("2026-03-03")),
        ("reopened", day("2026-03-03")),
    ]


def test_overdue_and_age() -> None:
    today = dt.date(2026, 4, 11)
    found = life(versions(action()))
    assert (found.days_overdue(today), found.age_days(today)) == (10, 41)
    assert found.days_overdue(dt.date(2026, 3, 20)) == 0
    assert found.age_days(dt.date(2026, 3, 1)) == 0
    assert found.age_days(dt.date(2026, 2, 28)) is None
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
    claims = [("b/x.md", "x"), ("a/y.md", "x"), ("c/z.md", "z")]
    assert assign_names(claims, {}, {}) == {"b/x.md": "x", "a/y.md": "a/y.md", "c/z.md": "z"}
    both = [("b.md", "x"), ("a.md", "x")]
    assert assign_names(both, {}, {}) == {"b.md": "b.md", "a.md": "x"}
    assert assign_names(claims, {"a/y.md": "x"}, {"a/y.md": "x"}) == {"b/x.md": "b/x.md", "a/y.md": "x", "c/z.md": "z"}
    assert assign_names(both, {"b.md": "x", "a.md": "a.md"}, dict(both)) == {"b.md": "x", "a.md": "a.md"}


def test_who_was_known_by_its_path_stays_so_while_it_claims_the_same() -> None:
    assert assign_names([("a.md", "x")], {"a.md": "a.md"}, {"a.md": "x"}) == {"a.md": "a.md"}
    assert assign_names([("a.md", "x")], {"a.md": "a.md"}, {"a.md": "y"}) == {"a.md": "x"}
    assert assign_names([("a.md", "a.md")], {"a.md": "a.md"}, {"a.md": "a.md"}) == {"a.md": "a.md"}
    claims = [("a.md", "x"), ("z.md", "x")]
    assert assign_names(claims, {"a.md": "a.md"}, {"a.md": "x"}) == {"a.md": "a.md", "z.md": "x"}


def test_copied_id_hides_no_promise() -> None:
    copy = "pm/copy.md"
    ledger = told({PATH: record(action())}, {copy: record(action(), path=copy)})
    assert story(ledger) == ["1 checkout/A1 opened", f"2 {copy}/A1 opened"]
    ledger = told({PATH: record(action())}, {copy: record(action(), path=copy)}, {PATH: None})
    assert story(ledger)[2:] == ["3 checkout/A1 removed"]
    assert [found.ref for found in ledger.actions if found.present] == [f"{copy}/A1"]
    ledger = told({copy: record(action(), path=copy)}, {PATH: record(action())})
    assert story(ledger)[1:] == [f"2 {PATH}/A1 opened"]


def test_copied_id_takes_no_history() -> None:
    moved = "pm/z.md"
    mine = record(action(due="2026-03-01"), path=moved)
    theirs = record(action(due="2026-06-01"), path="pm/a.md")
    ledger = told(
        {moved: mine}, {"pm/a.md": theirs}, {"pm/a.md": record(action(due="2026-06-01"), path="pm/a.md", id_="a")}
    )
    assert life(ledger).slips == 0
    assert [found.ref for found in ledger.actions] == ["a/A1", "checkout/A1"]


def test_document_that_is_moved_and_broken_at_once_keeps_its_promises() -> None:
    moved = "pm/z.md"
    broken = replace(unreadable(path=moved), claim="checkout")
    ledger = told({PATH: record(action())}, {PATH: None, moved: broken})
    assert story(ledger) == ["1 checkout/A1 opened", "2 checkout/None unreadable"]
    assert life(ledger).is_open
    assert life(ledger).record.path == moved
    ledger = told({PATH: record(action())}, {PATH: None, moved: replace(broken, claim="other")})
    assert story(ledger)[2:] == ["2 checkout/A1 removed"]


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


def test_unreadable_document_keeps_its_name() -> None:
    copy = "pm/a.md"
    ledger = told({copy: record(path=copy)}, {copy: unreadable(path=copy), PATH: record()})
    assert story(ledger) == ["2 checkout/None unreadable"]


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


# Statuses of documents


@pytest.mark.parametrize(
    ("status", "kind"),
    [("draft", "drafted"), ("in-review", "in-review"), ("published", "published"), ("closed", "closed")],
)
def test_status_of_a_new_document(status: str, kind: str) -> None:
    ledger = statuses(status)
    assert changes_of_status(ledger) == [("1 checkout", kind, None, status)]
    assert document(ledger).events == ledger.events
    assert (ledger.events[0].action, ledger.events[0].commit) == (None, commit(1))
    assert stays(ledger) == [f"{status} 1 ..."]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("draft", "in-review", "in-review"),
        ("draft", "published", "published"),
        ("in-review", "draft", "drafted"),
        ("published", "draft", "drafted"),
        ("published", "closed", "closed"),
        ("closed", "draft", "reopened"),
        ("closed", "in-review", "reopened"),
        ("closed", "published", "reopened"),
    ],
)
def test_change_of_status(before: str, after: str, kind: str) -> None:
    ledger = statuses(before, before, after)
    assert changes_of_status(ledger)[1:] == [("3 checkout", kind, before, after)]
    assert document(ledger).events == ledger.events
    assert stays(ledger) == [f"{before} 1 3", f"{after} 3 ..."]


def test_first_published_is_the_first_of_published_and_closed() -> None:
    assert document(statuses("draft", "closed", "published")).first_published == commit(2)
    assert document(statuses("draft", "published", "closed")).first_published == commit(2)
    assert document(statuses("draft", "in-review")).first_published is None


def test_status_that_is_missing_or_unreadable_changes_nothing() -> None:
    ledger = statuses(None, "draft", None, "draft", None, "closed", None)
    assert changes_of_status(ledger) == [
        ("2 checkout", "drafted", None, "draft"),
        ("6 checkout", "closed", "draft", "closed"),
    ]
    assert stays(ledger) == ["draft 2 6", "closed 6 ..."]
    assert (statuses(None).events, document(statuses(None)).stays, document(statuses(None)).events) == ((), (), ())
    ledger = told({PATH: record()}, {PATH: unreadable()}, {PATH: record(status="closed")})
    assert stays(ledger) == ["draft 1 3", "closed 3 ..."]


def test_statuses_are_told_before_the_promises_of_their_document() -> None:
    a, b, broken = "pm/a.md", "pm/b.md", "pm/c.md"
    ledger = told(
        {b: record(action(), path=b, id_="b"), a: record(action(), path=a, id_="a"), broken: unreadable(path=broken)}
    )
    assert [(event.postmortem, event.kind.value) for event in ledger.events] == [
        (broken, "unreadable"), ("a", "drafted"), ("a", "opened"), ("b", "drafted"), ("b", "opened"),
    ]  # fmt: skip
    assert [event.kind.value for event in document(ledger, "a").events] == ["drafted"]
    assert [event.kind.value for event in life(ledger, postmortem="a").events] == ["opened"]


def test_stay_ends_with_its_document() -> None:
    ledger = told({PATH: record()}, {PATH: None})
    assert stays(ledger) == ["draft 1 2"]
    assert [event.kind for event in ledger.events] == ["drafted", "removed"]
    ledger = told({PATH: record()}, {PATH: None}, {"pm/x.md": record(path="pm/x.md", id_="x")}, {PATH: unreadable()})
    assert stays(ledger) == ["draft 1 2"]


def test_stay_ends_with_the_name_of_its_document() -> None:
    copy = "pm/copy.md"
    ledger = told(
        {PATH: record(), copy: record(path=copy, status="published")},
        {PATH: None},
        {PATH: record(id_="other"), copy: record(path=copy, status="published", id_="more")},
    )
    assert stays(ledger) == ["draft 1 2"]
    assert (stays(ledger, "other"), stays(ledger, "more")) == (["draft 3 ..."], ["published 1 ..."])


def test_document_that_comes_back_begins_a_new_stay() -> None:
    ledger = told({PATH: record()}, {PATH: None}, {PATH: record()})
    assert changes_of_status(ledger) == [
        ("1 checkout", "drafted", None, "draft"),
        ("2 checkout", "removed", "Checkout timeouts", None),
        ("3 checkout", "restored", None, None),
    ]
    assert stays(ledger) == ["draft 1 2", "draft 3 ..."]
    ledger = told({PATH: record(status="closed")}, {PATH: None}, {PATH: record(status=None)}, {PATH: record()})
    assert changes_of_status(ledger)[3:] == [("4 checkout", "reopened", "closed", "draft")]
    assert stays(ledger) == ["closed 1 2", "draft 4 ..."]


def test_document_that_goes_on_under_a_new_name_keeps_its_stays() -> None:
    ledger = told({PATH: record(id_=None)}, {PATH: record(id_="x", status="published")}, {PATH: record(id_="x")})
    assert stays(ledger, "x") == ["draft 1 2", "published 2 3", "draft 3 ..."]
    assert changes_of_status(ledger) == [
        ("1 checkout", "drafted", None, "draft"),
        ("2 x", "published", "draft", "published"),
        ("3 x", "drafted", "published", "draft"),
    ]
    assert document(ledger, "x").events == ledger.events


def test_moved_file_stays_in_its_status() -> None:
    ledger = told({PATH: record()}, {PATH: None, "pm/2026/x.md": record(path="pm/2026/x.md")})
    assert stays(ledger) == ["draft 1 ..."]


def test_working_tree_changes_a_status() -> None:
    def uncommitted(change: Changes) -> Ledger:
        states = [State(commit=commit(1), changes={PATH: record()}), State(commit=None, changes=change)]
        return fold(states, zone=dt.UTC)

    ledger = uncommitted({PATH: record(status="closed")})
    assert changes_of_status(ledger)[1:] == [("- checkout", "closed", "draft", "closed")]
    assert stays(ledger) == ["draft 1 -", "closed - ..."]
    assert stays(uncommitted({PATH: None})) == ["draft 1 -"]
    assert stays(uncommitted({"pm/x.md": record(path="pm/x.md", id_="x")}), "x") == ["draft - ..."]


# The working tree


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
    ledger = told({}, {PATH: record(action())}, {PATH: record(action(), action("A2"))}, shallow=True)
    assert (life(ledger).opened, life(ledger).slips, kinds(ledger)) == (day("2026-03-02"), 0, ["opened", "opened"])


def test_a_promise_that_comes_into_an_older_document_may_have_been_there_before() -> None:
    ledger = told({PATH: record()}, {PATH: record(action(status="blocked"))}, {PATH: record(action())}, shallow=True)
    found = life(ledger)
    assert (found.opened, found.opened_commit, found.original_due, found.slips) == (None, None, None, None)
    assert (found.arrival, found.is_open, promises(ledger)) == (Arrival(commit=commit(2)), True, [])
    done = told({PATH: record()}, {PATH: record(action(status="done"))}, {PATH: None}, shallow=True)
    assert (life(done).closed, promises(done)) == (None, [])
    states = [State(commit=commit(1), changes={PATH: record()}), State(commit=None, changes={PATH: record(action())})]
    working = fold(states, zone=dt.UTC, boundary=frozenset({commit(1).sha}))
    assert (life(working).slips, life(working).arrival) == (None, Arrival(commit=None))
    for known in (versions(None, action()), versions(action(), shallow=True)):
        assert life(known).arrival is None
    stated = told({PATH: record()}, {PATH: record(action(opened="2026-01-01"))}, shallow=True)
    assert life(stated).opened == day("2026-01-01")


def test_a_closing_that_stood_there_while_the_clone_saw_it_open_is_left_over() -> None:
    stale = [action(status=status, closed="2026-01-03") for status in ("open", "done")]
    assert life(versions(*stale, shallow=True)).closed == day("2026-03-02")
    assert life(versions(*stale, replace(stale[1], owner="@ines"), shallow=True)).closed == day("2026-03-02")
    assert life(versions(stale[1], shallow=True)).closed == day("2026-01-03")
    assert life(versions(action(), stale[1], shallow=True)).closed == day("2026-01-03")


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
    assert (found.first_seen, found.first_published) == (None, None)
    assert (found.last_changed, found.authors) == (commit(2), ("Mara",))


def test_what_was_unreadable_at_the_boundary_has_an_unknown_beginning_too() -> None:
    ledger = told({PATH: unreadable()}, {PATH: record(action(), status="published")}, shallow=True)
    assert ledger.events == ()
    assert (life(ledger).opened, life(ledger).slips) == (None, None)
    assert (document(ledger).first_seen, document(ledger).first_published) == (None, None)
    assert document(ledger).last_changed == commit(2)
    later = told({PATH: unreadable()}, {PATH: record(action())}, {PATH: record(action(), action("A2"))}, shallow=True)
    assert (story(later), life(later, "A2").opened) == ([], None)
    again = told({PATH: unreadable()}, {PATH: None}, {PATH: record(action(), id_=None)}, shallow=True)
    assert (life(again).opened, document(again).first_seen) == (None, None)


@pytest.mark.parametrize("claim", ["old", None])
def test_what_was_unreadable_at_the_boundary_is_not_new_where_it_is_moved(claim: str | None) -> None:
    broken, there = replace(unreadable(), claim=claim), "pm/2026/x.md"

    def later(*changes: Changes, name: str) -> Commit | None:
        return document(told({PATH: broken}, *changes, shallow=True), name).first_seen

    moved = {id_: record(action(), path=there, id_=id_) for id_ in ("old", "checkout", "new")}
    assert later({PATH: None, there: moved["old"]}, name="old") is None
    assert later({PATH: None}, {there: moved["checkout"]}, name="checkout") is None
    assert later({PATH: None, there: moved["new"]}, name="new") == (commit(2) if claim else None)
    assert later({PATH: None}, {there: moved["new"]}, name="new") == commit(3)
    still = {id_: replace(unreadable(path=there), claim=id_) for id_ in ("old", "new")}
    assert later({PATH: None, there: still["old"]}, {there: moved["new"]}, name="new") is None
    assert later({PATH: None, there: still["new"]}, {there: moved["new"]}, name="new") == (commit(2) if claim else None)
    once: list[Changes] = [{PATH: None}, {PATH: record(id_="one")}, {PATH: record(id_="two")}]
    assert later(*once, name="two") == commit(4)


def test_a_document_disappears_and_returns_once() -> None:
    ledger = told({PATH: record()}, {PATH: None}, {"pm/x.md": record(path="pm/x.md", id_="x")}, {PATH: record()})
    own = document(ledger).events
    assert [(e.kind.value, e.action, e.commit, e.before, e.after) for e in own[1:]] == [
        ("removed", None, commit(2), "Checkout timeouts", None),
        ("restored", None, commit(4), None, None),
    ]
    assert [event for event in ledger.events if event.postmortem == "checkout"] == list(own)
    both = told({PATH: record(action())}, {PATH: None}, {PATH: record(action(), status="closed")})
    assert [(event.kind.value, event.action) for event in both.events[2:]] == [
        ("removed", None), ("removed", "A1"), ("restored", None), ("closed", None), ("restored", "A1"),
    ]  # fmt: skip
    assert told({PATH: unreadable()}, {PATH: None}).events[1:] == ()
    renamed = told({PATH: record()}, {PATH: record(id_="other")})
    assert [(event.postmortem, event.kind.value) for event in renamed.events[1:]] == [
        ("checkout", "removed"), ("other", "drafted"),
    ]  # fmt: skip


def test_a_document_first_appears_with_its_file_be_that_readable_or_not() -> None:
    later = {PATH: record()}
    assert document(told({PATH: unreadable()}, {PATH: unreadable()}, later)).first_seen == commit(1)
    assert document(told({PATH: unreadable()}, {PATH: None}, {PATH: unreadable()}, later)).first_seen == commit(3)
    assert document(told({PATH: unreadable()}, {PATH: None}, later)).first_seen == commit(3)
    assert document(told({PATH: unreadable()}, later, shallow=True)).first_seen is None
    states = [State(commit=commit(1), changes={PATH: unreadable()}), State(commit=None, changes=later)]
    assert document(fold(states, zone=dt.UTC)).first_seen == commit(1)
    moved: Changes = {PATH: None, "pm/x.md": replace(unreadable(path="pm/x.md"), claim="checkout")}
    ledger = told({PATH: record()}, moved, {"pm/x.md": record(path="pm/x.md", id_="new")})
    assert document(ledger, "new").first_seen == commit(3)


def test_status_at_the_boundary_has_an_unknown_beginning() -> None:
    ledger = statuses("closed", "closed", shallow=True)
    assert (ledger.events, stays(ledger)) == ((), ["closed - ..."])
    ledger = statuses("closed", "draft", "published", shallow=True)
    assert changes_of_status(ledger) == [
        ("2 checkout", "reopened", "closed", "draft"),
        ("3 checkout", "published", "draft", "published"),
    ]
    assert stays(ledger) == ["closed - 2", "draft 2 3", "published 3 ..."]
    ledger = told({PATH: record()}, {PATH: None}, {PATH: record()}, shallow=True)
    assert [event.kind for event in ledger.events] == ["removed", "restored"]
    assert stays(ledger) == ["draft - 2", "draft 3 ..."]


def test_status_that_is_stated_only_after_the_boundary_may_be_older() -> None:
    ledger = statuses(None, "published", "closed", shallow=True)
    assert changes_of_status(ledger) == [("3 checkout", "closed", "published", "closed")]
    assert stays(ledger) == ["published - 3", "closed 3 ..."]
    assert document(ledger).first_published is None
    ledger = told({PATH: unreadable()}, {PATH: record(status=None)}, {PATH: record()}, shallow=True)
    assert (stays(ledger), changes_of_status(ledger)) == (["draft - ..."], [])
    copy = "pm/copy.md"
    later: list[Changes] = [{PATH: record(status=None)}, {PATH: None, copy: record(path=copy)}]
    ledger = told({copy: unreadable(path=copy)}, *later, shallow=True)
    assert (stays(ledger), changes_of_status(ledger)) == (["draft - ..."], [])


def test_status_that_was_unreadable_at_the_boundary_has_an_unknown_beginning_too() -> None:
    ledger = told({PATH: unreadable()}, {PATH: record()}, {PATH: record(status="published")}, shallow=True)
    assert changes_of_status(ledger) == [("3 checkout", "published", "draft", "published")]
    assert stays(ledger) == ["draft - 3", "published 3 ..."]
    again = told({PATH: unreadable()}, {PATH: None}, {PATH: record()}, {PATH: record(id_="x")}, shallow=True)
    assert (stays(again), stays(again, "x")) == (["draft - 4"], ["draft 4 ..."])


def test_document_that_was_known_before_changes_its_status_in_a_file_that_was_unreadable_at_the_boundary() -> None:
    copy = "pm/copy.md"
    ledger = told(
        {PATH: record(), copy: unreadable(path=copy)},
        {PATH: None, copy: record(path=copy, status="published")},
        shallow=True,
    )
    assert changes_of_status(ledger) == [("2 checkout", "published", "draft", "published")]
    assert stays(ledger) == ["draft - 2", "published 2 ..."]
    assert document(ledger).first_published is None
