"""Rows that somebody wrote into the table of actions by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from pmctl.postmortem.action_by_hand import RowByHand, row_by_hand
from pmctl.postmortem.action_ids import looks_like_id
from pmctl.postmortem.conventions import ActionStatus, Conventions
from pmctl.postmortem.shown_actions import shown_titles
from tests.reports.states import action, document, text

HEAD = "| ID | Action | Owner | Due | Status |\n|-|-|-|-|-|\n"
DAY = dt.date(2026, 8, 10)


def told(rows: str, title: str = "Write it", head: str = HEAD, **words: ActionStatus) -> RowByHand | None:
    """Return what the row of a title says in a document with one other action."""
    table = f"<!-- pmctl:actions -->\n{head}{rows}<!-- /pmctl:actions -->\n"
    found = document(f"{text('2026-03-14-x', action('A1', title='One'))}\n{table}")
    assert found.record
    return row_by_hand(found, found.record.actions, title, Conventions(status_words=words))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("| A3 | Write it | @noor | 2026-08-10 | done |", RowByHand("A3", "@noor", DAY, ActionStatus.DONE)),
        ("| **A3** | [write it.](x) | Noor | 10 August 2026 | ✅ Done |",
         RowByHand("A3", "Noor", DAY, ActionStatus.DONE)),
        ("| TBD | Write it | TBD | soon | TBD |", RowByHand()),
        ("| 3 | Write it | ask Noor | 28 Dec | 🚧 |", RowByHand()),
        ("| | Write it | @noor, @mara | | parked |", RowByHand(None, "@noor, @mara", None, ActionStatus.BLOCKED)),
        ("| | Write it |", RowByHand()),
    ],
)  # fmt: skip
def test_what_a_row_says(row: str, said: RowByHand) -> None:
    assert told(f"{row}\n", parked=ActionStatus.BLOCKED) == said


@pytest.mark.parametrize(
    "rows",
    [
        "",
        "| A3 | Write | | | |\n",
        "| A1 | Write it | @noor | | |\n",
        "| A3 | Write it | | | |\n| A4 | Write it | | | |\n",
    ],
)
def test_a_row_of_another_or_of_several_says_nothing(rows: str) -> None:
    assert told(rows) is None


def test_broken_markers_show_nothing() -> None:
    found = document(f"{text('2026-03-14-x')}\n<!-- pmctl:actions -->\n{HEAD}| A3 | Write it | | | |\n")
    assert row_by_hand(found, (), "Write it", Conventions()) is None
    assert shown_titles(found) == {}


def test_the_titles_that_are_shown() -> None:
    table = f"<!-- pmctl:actions -->\n{HEAD}| A3 | **Write** it | | | |\n| | More | | | |\n<!-- /pmctl:actions -->\n"
    assert shown_titles(document(f"{text('2026-03-14-x')}\n{table}")) == {"A3": "Write it"}


def test_a_row_that_shows_an_action_is_none_by_hand() -> None:
    head = "| Action | Owner | Due | Status |\n|-|-|-|-|\n"
    assert told("| One | @noor | | done |\n", "One", head) is None
    assert told("| One | @mara | | open |\n| A1 | x | | |\n", "One") is None


@pytest.mark.parametrize("word", ["A3", "AI-04", "PAY-812", "a.1"])
def test_letters_and_digits_are_an_id(word: str) -> None:
    assert looks_like_id(word)


@pytest.mark.parametrize("word", ["", "TBD", "?", "#", "new", "[ ]", "–", "3", "A 3", "#3", "A/3", f"{'A' * 50}3"])
def test_other_words_are_none(word: str) -> None:
    assert not looks_like_id(word)


def test_what_the_others_look_like_is_an_id() -> None:
    assert looks_like_id("3", ["1", "2"])
    assert looks_like_id("alerts-again", ["pool-size"])
    assert not looks_like_id("TBD", ["A1"])
