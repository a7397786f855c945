"""The table of actions in the body: written from the front matter, and read back as it is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.postmortem.action_table import HEAD, ShownRow, action_table, read_action_table
from pmctl.postmortem.shown import printable
from tests.reports.states import action, document, text

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)


def table(*actions: str) -> str:
    record = document(text("2026-03-14-x", *actions)).record
    assert record
    return action_table(record.actions)


def cells(markdown: str) -> list[tuple[str, ...]]:
    return [row.cells for row in read_action_table(markdown.split("\n"))]


def test_each_action_has_a_row() -> None:
    assert table(action("A|1", title='"a | b\\nc"'), "note: nothing known") == (
        "| ID | Action | Owner | Due | Status |\n| :- | :- | :- | :- | :- |\n"
        "| A\\|1 | a \\| b c | @mara | 2026-05-01 | open |\n|  |  |  |  | open |\n"
    )


def test_without_actions_there_is_no_table() -> None:
    assert action_table(()) == ""
    assert read_action_table([""]) == []


def test_rows_know_their_lines() -> None:
    lines = ["", "| ID | Action |", "|-|:-:|", "<!-- a note -->", "| A1 | x |", "", "A2 | y | z\r"]
    assert read_action_table(lines, 7) == [
        ShownRow(8, ("ID", "Action", "", "", "")),
        ShownRow(11, ("A1", "x", "", "", "")),
        ShownRow(13, ("A2", "y", "z", "", "")),
    ]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"a \| b", "a | b"),
        (r"\`x\|y\`", "`x|y`"),
        (r"\\\|", r"\|"),
        ("a \t  b", "a b"),
        ("&lt;b&gt; &amp; &#124; &#x41;", "<b> & | A"),
        (r"\&lt;", "&lt;"),
        ("R&D; &unknownentity;", "R&D; &unknownentity;"),
        (r"C:\temp", r"C:\temp"),
        ("", ""),
    ],
)
def test_cells_are_read_as_they_are_shown(written: str, shown: str) -> None:
    assert cells(f"| A1 | {written} | @mara | 2026-05-01 | open | more |") == [
        ("A1", shown, "@mara", "2026-05-01", "open")
    ]


@given(WORDS)
def test_what_is_written_is_read_back(title: str) -> None:
    record = document(text("2026-03-14-x", action("A1"))).record
    assert record
    named = record.actions[0]
    # The words of an action may be any: those of the model are given here without the detour through YAML.
    changed = type(named)(**{name: getattr(named, name) for name in named.__slots__} | {"title": title})
    assert cells(action_table([changed])) == [
        HEAD,
        ("A1", " ".join(printable(title).split()), "@mara", "2026-05-01", "open"),
    ]
