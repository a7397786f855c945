from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.errors import PmctlError
from pmctl.postmortem.action_edits import (
    KeyChange,
    change_action,
    change_actions,
    drop,
    finish,
    hand_over,
    is_pushed_out,
    move,
    reopen,
    start,
    status_word,
    unreadable_status,
)
from pmctl.postmortem.conventions import ActionStatus, Conventions
from pmctl.postmortem.edit import EditError
from pmctl.postmortem.model import Record
from pmctl.postmortem.parse import read_record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pmctl.postmortem.action_edits import Deed
    from pmctl.postmortem.model import Action

TODAY = date(2026, 4, 8)
PLAIN = Conventions()
FINISH = partial(finish, evidence=None, today=TODAY)
DROP = partial(drop, reason="Replaced by A4", today=TODAY)
MOVE = partial(move, due=date(2026, 4, 25), reason=None)
HAND_OVER = partial(hand_over, owner="@noor")


def document(*keys: str) -> str:
    lines = "".join(f"    {key}\n" for key in keys)
    return f"---\nid: one\nactions:\n  - id: A1\n    title: Something\n{lines}---\n\n# One\n"


def actions(text: str, conventions: Conventions = PLAIN) -> tuple[Action, ...]:
    record = read_record(text, "one.md", conventions)
    assert isinstance(record, Record)
    return record.actions


def done(deed: object, *keys: str, conventions: Conventions = PLAIN) -> str:
    """Return the keys of the one action after a deed, between bars."""
    text = document(*keys)
    (action,) = actions(text, conventions)
    assert callable(deed)
    after, changes = change_action(text, 0, action, deed(action, "one/A1"), conventions)
    assert bool(changes) == (after != text)
    return " | ".join(line.strip() for line in after.split("\n")[5:-4])


OWNED = ('owner: "@jonas"', "due: 2026-04-11")


@pytest.mark.parametrize(
    ("deed", "keys", "after"),
    [
        (start, (*OWNED, "status: open"), "status: in-progress"),
        (start, OWNED, "status: in-progress"),
        (start, (*OWNED, "status: blocked # by the vendor"), "status: in-progress # by the vendor"),
        (start, (*OWNED, "status: in-progress"), "status: in-progress"),
        (start, (*OWNED, "status: proposed"), "status: in-progress"),
        (FINISH, (*OWNED, "status: open", "priority: P1"), "status: done | priority: P1"),
        (FINISH, (*OWNED, "priority: P1"), "status: done | priority: P1"),
        (FINISH, (*OWNED, "status: 'in-progress'"), "status: 'done'"),
        (FINISH, (*OWNED, "status: done"), "status: done"),
        (FINISH, (*OWNED, "status: open", "closed: 2026-01-01"), "status: done | closed: 2026-04-08"),
        (FINISH, (*OWNED, "status: open", "closed:"), "status: done | closed: 2026-04-08"),
        (FINISH, (*OWNED, "status: done", "closed: 2026-01-01"), "status: done | closed: 2026-01-01"),
        (DROP, (*OWNED, "status: open"), "status: dropped | reason: Replaced by A4"),
        (DROP, (*OWNED, "status: open", "reason: Late"), "status: dropped | reason: Replaced by A4"),
        (DROP, (*OWNED, "status: dropped", "closed: x"), "status: dropped | closed: x | reason: Replaced by A4"),
        (reopen, (*OWNED, "status: done", "closed: 2026-01-01", "evidence: x"), "status: open"),
        (reopen, (*OWNED, "status: done", "reason: Late"), "status: open | reason: Late"),
        (reopen, (*OWNED, "status: dropped", "closed: 2026-01-01", "reason: No"), "status: open"),
        (reopen, (*OWNED, "status: blocked"), "status: blocked"),
    ],
)  # fmt: skip
def test_a_deed_changes_the_status(deed: object, keys: tuple[str, ...], after: str) -> None:
    assert done(deed, *keys) == " | ".join([*OWNED, after])


@pytest.mark.parametrize(
    ("deed", "keys", "after"),
    [
        (MOVE, OWNED, 'owner: "@jonas" | due: 2026-04-25'),
        (MOVE, ('due: "2026-04-11" # soft',), 'due: "2026-04-25" # soft'),
        (MOVE, ("due: 2026-04-25",), "due: 2026-04-25"),
        (MOVE, ("due: soon",), "due: 2026-04-25"),
        (MOVE, ('owner: "@jonas"', "status: open"), 'owner: "@jonas" | due: 2026-04-25 | status: open'),
        (MOVE, ("status: proposed",), "due: 2026-04-25 | status: proposed"),
        (
            partial(MOVE, reason="The vendor: late"),
            ("due: 2026-04-11", "reason: Old", "note: x"),
            'due: 2026-04-25 | reason: "The vendor: late" | note: x',
        ),
        (HAND_OVER, OWNED, 'owner: "@noor" | due: 2026-04-11'),
        (HAND_OVER, ('owner: ["@a", "@b"]',), 'owner: "@noor"'),
        (HAND_OVER, ('owner: "@noor"',), 'owner: "@noor"'),
        (HAND_OVER, ("due: 2026-04-11",), 'owner: "@noor" | due: 2026-04-11'),
        (MOVE, ('owner: "@a"', "status: proposed"), 'owner: "@a" | due: 2026-04-25 | status: open'),
        (MOVE, ('owner: "@a"', "due: 2026-04-25", "status: proposed"), 'owner: "@a" | due: 2026-04-25 | status: open'),
        (MOVE, ("owner: TBD", "status: proposed"), "owner: TBD | due: 2026-04-25 | status: proposed"),
        (HAND_OVER, ("status: proposed",), 'owner: "@noor" | status: proposed'),
        (HAND_OVER, ("due: 2026-04-11", "status: proposed"), 'owner: "@noor" | due: 2026-04-11 | status: open'),
        (HAND_OVER, ('owner: "@noor"', "due: 2026-04-11", "status: proposed"),
         'owner: "@noor" | due: 2026-04-11 | status: open'),
        (partial(MOVE, reason="Late"), (*OWNED, "status: proposed"),
         'owner: "@jonas" | due: 2026-04-25 | status: open | reason: Late'),
        (FINISH, ("status: proposed", "due: 2026-04-11"), "status: done | due: 2026-04-11"),
        (DROP, ("status: proposed",), "status: dropped | reason: Replaced by A4"),
        (reopen, ("status: dropped", "reason: No"), "status: proposed"),
        (reopen, ("due: 2026-04-11", "status: done"), "due: 2026-04-11 | status: proposed"),
        (partial(finish, evidence="x/1", today=TODAY), ("status: done",), "status: done | evidence: x/1"),
        (partial(finish, evidence="x", today=TODAY), ("status: done", "evidence: x"), "status: done | evidence: x"),
        (partial(finish, evidence="y", today=TODAY), ("status: done", "evidence: x"), "status: done | evidence: y"),
    ],
)  # fmt: skip
def test_a_deed_changes_its_keys(deed: object, keys: tuple[str, ...], after: str) -> None:
    assert done(deed, *keys) == after


@pytest.mark.parametrize(
    ("deed", "keys", "message"),
    [
        (start, ("status: done",), "one/A1 is done already"),
        (start, ("status: proposed",), "one/A1 is only proposed and has no owner and no due date"),
        (start, ('owner: "@a"', "status: proposed"), "one/A1 is only proposed and has no due date"),
        (start, ("owner: TBD", "due: 2026-04-11", "status: proposed"), "one/A1 is only proposed and has no owner"),
        (FINISH, ("status: dropped",), "one/A1 is dropped"),
        (DROP, ("status: done",), "one/A1 is done"),
        (MOVE, ("status: dropped",), "one/A1 is dropped already"),
        (HAND_OVER, ("status: done",), "one/A1 is done already"),
        (reopen, ("status: proposed",), "one/A1 is only proposed"),
    ],
)
def test_a_deed_that_makes_no_sense(deed: object, keys: tuple[str, ...], message: str) -> None:
    with pytest.raises(PmctlError) as error:
        done(deed, *keys)
    assert error.value.message == message
    assert error.value.hint


def test_what_has_changed_is_told() -> None:
    text = document(
        'owner: ["@a", "@b"]', "due: 2026-04-11", "status: dropped", "closed: 2026-01-01", "reason:", "note: [x, 1]"
    )
    (action,) = actions(text)
    keys: Mapping[str, str | None] = {**reopen(action, ""), "owner": "@noor", "note": "y"}  # type: ignore[dict-item]
    assert change_action(text, 0, action, keys, PLAIN)[1] == (
        KeyChange(key="status", before="dropped", after="open"),
        KeyChange(key="closed", before="2026-01-01", after=None),
        KeyChange(key="reason", before=None, after=None),
        KeyChange(key="owner", before="@a, @b", after="@noor"),
        KeyChange(key="note", before="x, 1", after="y"),
    )


def test_an_action_without_keys_cannot_be_changed() -> None:
    text = "---\nactions:\n  - Mere text\n---\n"
    (action,) = actions(text)
    with pytest.raises(EditError):
        change_action(text, 0, action, {"status": ActionStatus.DONE}, PLAIN)


def test_only_the_action_that_is_meant_is_changed_however_it_is_written() -> None:
    text = (
        "---\r\nactions:\r\n- {id: A1, due: 2026-04-11, status: open} # one\r\n# - {id: A9}\r\n"
        "- id: A2\r\n  due:   2026-04-12   # two\r\n---\r\n\r\nText\r\n"
    )
    for index, old in enumerate(("2026-04-11", "2026-04-12")):
        action = actions(text)[index]
        after, _ = change_action(text, index, action, MOVE(action, ""), PLAIN)
        assert after == text.replace(old, "2026-04-25")


STYLES = (
    "- {{id: A{n}, due: 2026-04-11, status: dropped, closed: 2026-04-02, reason: No}} # here\n",
    "- id: A{n}\n  due: 2026-04-11\n  status: dropped\n  closed: 2026-04-02\n  reason: No\n",
    "- status: dropped # x\n  closed: 2026-04-02\n  id: A{n}\n\n",
    "- reason: |+\n    Because\n\n  id: A{n}\n  status: blocked\n",
    "- id: A{n}\n  # nothing yet\n",
)
DEEDS = (MOVE, partial(MOVE, reason="Late: the vendor"), HAND_OVER, reopen, start, FINISH, DROP)


@given(
    st.lists(st.tuples(st.sampled_from(STYLES), st.sampled_from(DEEDS)), min_size=1, max_size=4),
    st.sampled_from(["\n", "\r\n"]),
)
def test_several_at_once_are_what_they_are_one_by_one(chosen: list[tuple[str, Deed]], ending: str) -> None:
    items = "".join(style.format(n=n) for n, (style, _) in enumerate(chosen))
    text = f"---\nactions:\n{items}---\n".replace("\n", ending)
    wanted = []
    for number, (action, (_, deed)) in enumerate(zip(actions(text), chosen, strict=True)):
        with suppress(PmctlError):
            wanted.append((number, action, deed(action, "")))
    one_by_one, told = text, []
    for index, action, keys in wanted:
        one_by_one, changes = change_action(one_by_one, index, action, keys, PLAIN)
        told.append(changes)
    assert change_actions(text, wanted, PLAIN) == (one_by_one, told)


WORDS = replace(PLAIN, status_words={"shipped": "done", "done": "in-progress", "backlog": "open"})


@pytest.mark.parametrize(
    ("status", "word"), [(ActionStatus.DONE, "shipped"), (ActionStatus.OPEN, "open"), (ActionStatus.BLOCKED, "blocked")]
)
def test_a_repositorys_own_word_is_written_only_where_pmctls_means_something_else(
    status: ActionStatus, word: str
) -> None:
    assert status_word(status, WORDS) == word


def test_a_status_that_no_word_is_left_for_is_written_in_pmctls() -> None:
    assert status_word(ActionStatus.DONE, replace(PLAIN, status_words={"done": "open"})) == "done"


def test_a_repositorys_own_word_stays_if_it_says_the_same() -> None:
    assert done(FINISH, "status: shipped", conventions=WORDS) == "status: shipped"
    assert done(start, "status: done", conventions=WORDS) == "status: done"
    assert done(FINISH, "status: backlog", conventions=WORDS) == "status: shipped"


@pytest.mark.parametrize(
    ("written", "is_unknown"),
    [
        ("status: compleet", True), ("status: Done", False), ("status: in_progress", False), ("status: todo", False),
        ("status: shipped", False), ("status:", False), ('status: ""', False), ("note: x", False),
        ("status: [done]", True),
    ],
)  # fmt: skip
def test_a_status_that_nobody_understands(written: str, is_unknown: bool) -> None:
    (action,) = actions(document(written), WORDS)
    assert (unreadable_status(action, WORDS) is not None) == is_unknown


@pytest.mark.parametrize(
    ("keys", "is_later"),
    [
        (("due: 2026-04-11",), True),
        (("due: 2026-04-25",), False),
        (("due: 2026-05-01",), False),
        (("status: open",), False),
        (("due: 2026-04-11", "status: proposed"), False),
        (("due: 2026-04-11", "status: done"), False),
    ],
)
def test_a_promise_that_is_pushed_out(keys: tuple[str, ...], is_later: bool) -> None:
    (action,) = actions(document(*keys))
    assert is_pushed_out(action, date(2026, 4, 25)) is is_later
