"""Values of actions in front matter that only `adopt` reads: what becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pmctl.adoption.adopt import adopt
from pmctl.postmortem.conventions import ActionStatus, Conventions
from pmctl.postmortem.parse import parse
from tests.adoption.laws import front_matter_is_kept, is_stable, words_are_kept

if TYPE_CHECKING:
    from pmctl.adoption.model import Adoption

HEAD = "title: Y\ndate: 2024-02-03\n"
FORMS = "proposed, open, in-progress, blocked, done, dropped"


def whole(actions: str, head: str = HEAD) -> Adoption:
    adoption = adopt(f"---\n{head}actions:{actions}---\n\n# Y\n\n## Summary\n\nx\n", "x.md", Conventions())
    assert adoption.problem is None
    assert words_are_kept(adoption)
    assert front_matter_is_kept(adoption)
    assert is_stable(adoption)
    return adoption


def written(adoption: Adoption) -> list[tuple[str | None, str | None, str]]:
    """What every other command reads; the report must say the same."""
    record = parse(adoption.after, "x.md", Conventions()).record
    assert record is not None
    assert not [problem.message for problem in record.problems if "actions" in problem.message]
    told = [(action.title, str(action.due) if action.due else None, action.status.value) for action in record.actions]
    assert [(action.title, str(action.due) if action.due else None) for action in adoption.actions] == [
        (title, due) for title, due, _ in told
    ]
    stated = [action.status and action.status.value for action in adoption.actions]
    assert all(status in {None, said} for status, (_, _, said) in zip(stated, told, strict=True))
    return told


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("Closed", "done"), ("complete", "done"), ("Completed", "done"), ("merged", "done"), ("resolved", "done"),
        ("wip", "in-progress"), ("fixed", "done"), ("'shipped'", "done"), ('"WIP"', "in-progress"), ("todo", "open"),
        ("wontfix", "dropped"), ("cancelled", "dropped"), ("erledigt", "done"), ("完了", "done"),
    ],
)  # fmt: skip
def test_a_status_of_other_words_becomes_pmctl_s(value: str, meant: str) -> None:
    adoption = whole(f"\n  - task: Foo\n    owner: bob\n    due: 2024-03-01\n    status: {value}\n")
    assert written(adoption) == [("Foo", "2024-03-01", meant)]
    quote = value[0] if value[0] in "'\"" else ""
    words = value.strip("'\"")
    assert f"    status: {quote}{meant}{quote} # was: {words}\n" in adoption.after
    assert f"| A1 | Foo | bob | 2024-03-01 | {meant} |" in adoption.after
    assert adoption.doubts == ()


@pytest.mark.parametrize(
    "value",
    ["1 April 2024", "April 1, 2024", "2024/04/01", "01.04.2024", "'1 Apr 2024'", "by 2024-04-01", "1. april 2024"],
)
def test_so_does_a_day(value: str) -> None:
    adoption = whole(f"\n  - task: Foo\n    due: {value} # soon\n    status: open\n")
    assert written(adoption) == [("Foo", "2024-04-01", "open")]
    quote = "'" if value[0] == "'" else ""
    words = value.strip("'")
    assert f"    due: {quote}2024-04-01{quote} # was: {words} # soon\n" in adoption.after


@pytest.mark.parametrize(
    ("actions", "expected"),
    [
        (
            "\n  - {task: Foo, status: Closed}\n",
            "  - {task: Foo, status: done, id: A1, title: Foo, note: status was Closed}\n",
        ),
        (
            " [{task: Foo, status: Closed, due: 1 April 2024, note: see}]\n",
            (
                " [{task: Foo, status: done, due: 2024-04-01, note: see; status was Closed; due was 1 April 2024, "
                "id: A1, title: Foo}]\n"
            ),
        ),
        (
            " [{task: Foo, status: Closed, note: null}]\n",
            "[{task: Foo, status: done, note: status was Closed, id: A1, title: Foo}]\n",
        ),
        ("\n  - task: Foo\n    status: >\n      Closed\n", "    status: done # was: Closed\n    id: A1\n"),
        ("\n  - task: Foo\n    status: in\n      work\n", "    status: in-progress # was: in work\n    id: A1\n"),
        ("\n  - status: Closed\n    task: Foo\n", "  - status: done # was: Closed\n    task: Foo\n"),
        (
            "\r\n  - task: Foo\r\n    status: Closed\r\n",
            "    status: done # was: Closed\r\n    id: A1\r\n    title: Foo\r\n",
        ),
    ],
)
def test_what_stood_there_is_kept(actions: str, expected: str) -> None:
    assert expected in whole(actions).after


def test_what_is_read_stays_as_it_is() -> None:
    for value in ("Done", "In Progress", "blocked", "TBD", ""):
        assert (
            f"    status: {value}\n" in whole(f"\n  - task: Foo\n    who: bob\n    status: {value}\n").after
            or not value
        )
    adoption = whole("\n  - task: Foo\n    status: frobnicated\n    due: Q3\n")
    assert "    due: Q3\n    id: A1\n" in adoption.after
    assert [doubt.words for doubt in adoption.doubts] == ["the action's status frobnicated is none that is known"]


def test_a_team_s_own_words_are_read_already() -> None:
    conventions = Conventions(status_words={"merged": "done"})
    text = f"---\n{HEAD}actions:\n  - task: Foo\n    status: merged\n---\n"
    assert "    status: merged\n    id: A1\n" in adopt(text, "x.md", conventions).after


def test_a_list_of_pmctl_s_shape_is_completed_before_it_is_pmctl_s() -> None:
    adoption = whole("\n  - id: A1\n    title: Foo\n    owner: bob\n    status: Closed\n")
    assert written(adoption) == [("Foo", None, "done")]
    assert "    status: done # was: Closed\n" in adoption.after


def test_in_a_pmctl_document_it_is_told_and_stays() -> None:
    head = f"id: y\n{HEAD}"
    adoption = whole("\n  - id: A1\n    title: Foo\n    status: Closed\n    due: 1 April 2024\n  - Bar\n", head)
    assert adoption.is_ours
    assert adoption.is_unchanged
    assert [(doubt.words, doubt.line) for doubt in adoption.doubts] == [
        (f"`status: Closed` stays, but pmctl reads only {FORMS}: write done", 8),
        ("`due: 1 April 2024` stays, but pmctl reads only YYYY-MM-DD: write 2024-04-01", 9),
    ]
    assert whole("\n  - id: A1\n    title: Foo\n    status: done\n  - Bar\n", head).doubts == ()
    assert ActionStatus.OPEN in FORMS


def test_where_it_cannot_be_kept_the_list_stays_and_is_told() -> None:
    adoption = whole(" [{task: Foo, status: Closed, note: [a, b]}]\n")
    assert [doubt.words for doubt in adoption.doubts] == [
        "the actions cannot be given keys safely, and stay as they are"
    ]
    assert "pmctl:actions" not in adoption.after


# Several values, and other tools' keys


@pytest.mark.parametrize("key", ["assignees", "assignee", "owners", "who", "dri"])
def test_one_owner_in_a_list_is_taken(key: str) -> None:
    adoption = whole(f"\n  - title: Foo\n    {key}: [ana]\n")
    assert [action.owner for action in adoption.actions] == ["ana"]
    assert "    owner: ana\n" in adoption.after


@pytest.mark.parametrize(("key", "line"), [("assignees", 6), ("who", 6), ("ticket", 6), ("jira", 6)])
def test_of_several_values_none_is_taken_and_that_is_told(key: str, line: int) -> None:
    adoption = whole(f"\n  - title: Foo\n    {key}: [ana, ben]\n    deadline: 2024-03-01\n")
    assert [(action.title, action.owner, action.ticket) for action in adoption.actions] == [("Foo", None, None)]
    assert [(doubt.words, doubt.line) for doubt in adoption.doubts] == [
        (f"`{key}` has several values, of which an action has one: none is written", line)
    ]
    assert "    due: 2024-03-01\n" in adoption.after


def test_several_owners_of_pmctl_s_key_are_read_as_everywhere() -> None:
    adoption = whole("\n  - task: Foo\n    owner: [ana, ben]\n")
    assert [action.owner for action in adoption.actions] == ["ana, ben"]
    assert adoption.doubts == ()


@pytest.mark.parametrize(
    "more",
    [
        "assignee: bob", "due_date: 2024-05-01", "state: Closed", "assigned_to: bob", "deadline: 2024-05-01",
        "dri: bob", "assignees: [bob]", "completed: true", "eta: 2024-05-01", "owner:\n    who: bob",
    ],
)  # fmt: skip
@pytest.mark.parametrize("head", [HEAD, f"id: y\n{HEAD}"])
def test_another_tool_s_keys_make_a_list_foreign(head: str, more: str) -> None:
    status = "" if more.startswith(("state", "completed")) else "    status: open\n"
    adoption = whole(f"\n  - id: 1\n    title: Fix the pool\n{status}    {more}\n", head)
    assert not adoption.is_ours
    (action,) = adoption.actions
    (told,) = parse(adoption.after, "x.md", Conventions()).record.actions  # type: ignore[union-attr]
    assert (told.owner, told.due) == (action.owner, action.due)
    assert told.owner or told.due or told.status is ActionStatus.DONE
    assert adopt(adoption.after, "x.md", Conventions()).is_ours


@pytest.mark.parametrize(
    "more",
    ["assignee:", "assignees: []", "size: 3", "link: https://example.com", "due: 2024-05-01\n    due_date: 2024-05-01"],
)
def test_keys_that_say_nothing_more_do_not(more: str) -> None:
    assert whole(f"\n  - id: A1\n    title: Foo\n    status: open\n    {more}\n", f"id: y\n{HEAD}").is_ours
