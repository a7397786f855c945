"""The table whose rows have a line of their own for words."""

from __future__ import annotations

import pytest
from rich.console import Console

from pmctl.render.table import Cell, Row, WordyTable

HEAD = ("Late", "Name", "Owner")


def shown(width: int, *rows: tuple[tuple[str, ...], str], right: tuple[int, ...] = ()) -> list[str]:
    table = WordyTable(
        HEAD, (Row(cells=tuple(map(Cell, cells)), words=(Cell(words),)) for cells, words in rows), right=right
    )
    console = Console(width=width, color_system=None, legacy_windows=False)
    with console.capture() as captured:
        console.print(table)
    return [line.rstrip() for line in captured.get().splitlines()]


ROWS = ((("1 d", "search", "@noor"), "Some words that are long"), (("20 d", "checkout-timeouts", "@jo"), "Few"))


def test_words_stand_below_the_cell_that_they_belong_to() -> None:
    assert shown(80, *ROWS, right=(0,)) == [
        "Late  Name               Owner",
        "──────────────────────────────",
        " 1 d  search             @noor",
        "      Some words that are long",
        "20 d  checkout-timeouts  @jo",
        "      Few",
        "",
    ]


def test_in_a_narrow_terminal_a_long_cell_has_a_line_of_its_own() -> None:
    assert shown(26, *ROWS) == [
        "Late  Name    Owner",
        "───────────────────",
        "1 d   search  @noor",
        "      Some words that are",
        "      long",
        "checkout-timeouts",
        "20 d          @jo",
        "      Few",
        "",
    ]


def test_in_a_very_narrow_terminal_every_cell_says_what_it_is() -> None:
    assert shown(16, *ROWS[1:]) == ["checkout-timeout", "s", "  Late 20 d", "  Owner @jo", "  Few", ""]


def test_facts_share_a_line_where_there_is_room() -> None:
    long = (("1 d", "n", "x" * 30), "")
    assert shown(30, (("1 d", "n", "x" * 12), ""), long)[:2] == ["n", "  Late 1 d  Owner xxxxxxxxxxxx"]
    assert shown(29, (("1 d", "n", "x" * 12), ""), long)[:3] == ["n", "  Late 1 d", "  Owner xxxxxxxxxxxx"]


@pytest.mark.parametrize("width", [1, 5, 20, 40, 80])
def test_no_width_loses_a_word(width: int) -> None:
    text = "".join(shown(width, *ROWS))
    for word in ("@noor", "1 d", "20 d"):
        assert word.replace(" ", "") in text.replace(" ", "")


def test_wide_characters_are_counted_as_they_are_shown() -> None:
    lines = shown(80, (("1 d", "大阪", "@a"), ""), (("1 d", "abcd", "@b"), ""))
    assert lines[2:4] == ["1 d   大阪  @a", "1 d   abcd  @b"]


def test_a_row_without_words_has_one_line() -> None:
    assert len(shown(80, (("1 d", "a", "b"), ""))) == 4


def test_an_empty_cell_is_left_out_where_cells_are_labelled() -> None:
    assert shown(17, (("", "name", "@somebody"), "")) == ["name", "  Owner @somebody", ""]
    assert shown(14, (("", "name", ""), "Words")) == ["name", "  Words", ""]


def test_no_rows() -> None:
    assert shown(80) == ["Late  Name  Owner", "─────────────────", ""]
