"""Action items in tables that are drawn with dashes and bars."""

from __future__ import annotations

import time

import pytest

from pmctl.adoption.actions import find_actions
from pmctl.adoption.actions_drawn import with_drawn_tables
from tests.adoption.test_actions import HEAD
from tests.adoption.test_actions_shapes import describe


def of(text: str) -> list[str]:
    return [describe(action) for action in find_actions(HEAD + text)]


GRID = """\
+--------------+--------+
| Action       | Owner  |
+==============+========+
| Add a test   | Mara   |
| of reading   |        |
+--------------+--------+
| Add six      | Jonas  |
+--------------+--------+
"""
BOTH = ["8: Add a test of reading; owner=Mara", "11: Add six; owner=Jonas"]
SIMPLE = """\
  Action        Owner          Due
  ----------- --------  ----------
  Add a test    Mara    2026-03-01
  Add six      Jonas    2026-04-01
"""
MULTILINE = """\
-------------------------------------
 Action       Owner            Due
 (all)
------------- -------- --------------
 Add a test   Mara         2026-03-01
 of reading

 Add six      Jonas        2026-04-01
-------------------------------------
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GRID, BOTH),
        (GRID.replace("\n", "\r\n"), BOTH),
        (GRID.replace("+=====", "+:===="), BOTH),
        (GRID.replace("========", "========", 1).replace("\n", "\n   ").rstrip(), BOTH),
        (GRID.replace("=", "-"), BOTH),
        # Drawn askew
        ("+---+---+\n| Action | Owner |\n+===+===+\n| Add a test | Mara |\n+---+---+\n", ["8: Add a test; owner=Mara"]),
        # No head, or none that names anything
        (
            "+--------------+--------+\n| Add a test   | 1      |\n+--------------+--------+\n",
            ["6: Add a test"],
        ),
        # Cells that span rows and columns, bars in them, and characters as wide as two
        (
            (
                "+-------+------------+\n| Owner | Action     |\n+=======+============+\n| Mara  | Add a test |\n"
                "|       +------------+\n|       | Add six    |\n+-------+------------+\n"
            ),
            ["8: Add a test; owner=Mara", "10: Add six; owner=Mara"],
        ),
        (
            (
                "+------------+-------+\n| Action     | Owner |\n+============+=======+\n| Prevention         |\n"
                "+------------+-------+\n| Add a test | Mara  |\n+------------+-------+\n"
            ),
            ["10: Add a test; owner=Mara; group=Prevention"],
        ),
        (
            (
                "+------------+-------+\n| Action     | Owner |\n+============+=======+\n| Run a | b  | Mara  |\n"
                "+------------+-------+\n"
            ),
            ["8: Run a | b; owner=Mara"],
        ),
        (
            (
                "+------------+-------+\n| Action     | Owner |\n+============+=======+\n| 監視| 追加 | Mara  |\n"
                "+------------+-------+\n"
            ),
            ["8: 監視| 追加; owner=Mara"],
        ),
        # Not a table, or not ended
        (f"```\n{GRID}```\n\n- Add six\n", ["16: Add six"]),
        (f"~~~~ text\n{GRID}~~~\n~~~~\n\n- Add six\n", ["17: Add six"]),
        ("+-----+\n| API |\n+-----+\n\n- Add six\n", ["9: Add six"]),
        ("+-----+--+\n\n- Add six\n", ["7: Add six"]),
        # Pandoc's others
        (SIMPLE, ["7: Add a test; owner=Mara; due=2026-03-01", "8: Add six; owner=Jonas; due=2026-04-01"]),
        (
            f"{SIMPLE}  ----------- --------  ----------\n\n: Promises\n",
            ["7: Add a test; owner=Mara; due=2026-03-01", "8: Add six; owner=Jonas; due=2026-04-01"],
        ),
        (
            MULTILINE,
            ["9: Add a test of reading; owner=Mara; due=2026-03-01", "12: Add six; owner=Jonas; due=2026-04-01"],
        ),
        (f"{MULTILINE.rpartition('-' * 37)[0]}\n", None),
        ("Follow-ups\n----------\nAction   Owner\n-------- -----\nAdd six  Mara\n", ["9: Add six; owner=Mara"]),
        ("We add six.\n--- ---\n\n- Add a test\n", ["8: Add a test"]),
        ("--- ---\n\n- Add a test\n", ["7: Add a test"]),
        ("Action   Owner\nx        y\n-------- -----\n\n- Add six\n", ["9: Add six"]),
    ],
)
def test_tables_that_are_drawn(text: str, expected: list[str] | None) -> None:
    assert expected is None or of(text) == expected
    assert with_drawn_tables(text).count("\n") == text.count("\n")


def test_a_document_without_them_stays_as_it_is() -> None:
    text = "# Disk\n\n- a\n---\n"
    assert with_drawn_tables(text) is text
    assert with_drawn_tables("--- ---\ntext") == "--- ---\ntext"
    assert (
        with_drawn_tables("+--+--+\n| Action | b |\n+--+--+\n|c|d|\n+--+--+")
        == "\n| Action | b |\n|---|---|\n| c | d |\n| |"
    )


@pytest.mark.parametrize(
    "text",
    [
        "+--" * 100_000 + "+\n| a |\n+--+\n",
        "+--+--+\n" * 30_000,
        "+--+--+\n" + "| a\n" * 30_000,
        "+--+--+\n" + "|  +--+\n" * 30_000,
        "Action  Owner\n--- ---\n" * 10_000,
        "---\n\n---\nAction  Owner\n--- ---\n" * 10_000,
        "Action  Owner\n" + "-- " * 100_000 + "--\n" + "a " * 100_000,
        "---\nAction  Owner\n--- ---\n" + "a\n\n" * 30_000,
        "```\n" * 30_000 + "+--+",
    ],
)
def test_hostile_drawings_are_read_in_linear_time(text: str) -> None:
    begun = time.perf_counter()
    with_drawn_tables(text)
    assert time.perf_counter() - begun < 5
