"""The table in the body after an action has changed: what is drawn anew, and what is not lost."""

from __future__ import annotations

import pytest

from pmctl.postmortem.action_edits import draw_table, redraw_table
from pmctl.postmortem.edit import EditError
from tests.postmortem.test_action_edits import OWNED, actions, document

ROWS = "| ID | Action | Owner | Due | Status |\n| :- | :- | :- | :- | :- |\n"
ROW = "| A1 | Something | @jonas | 2026-04-11 | {} |\n"


def drawn(between: str) -> tuple[str, tuple[str, ...]]:
    """Return what stands between the markers after the action was done, and what would be lost."""
    text = document(*OWNED, "status: open") + f"\n<!-- pmctl:actions -->\n{between}<!-- /pmctl:actions -->\n"
    after = text.replace("status: open", "status: done")
    drawn, lost = draw_table(after, actions(text), actions(after))
    return drawn.partition("<!-- pmctl:actions -->\n")[2].partition("<!-- /pmctl:actions -->")[0], lost


@pytest.mark.parametrize("between", ["", ROWS, *(ROWS + ROW.format(word) for word in ("open", "**Open**", "", "–"))])
def test_the_table_is_made_anew(between: str) -> None:
    assert drawn(between) == (ROWS + ROW.format("done"), ())


def test_blank_lines_around_the_table_stay() -> None:
    for between in (f"\n{ROWS}{ROW}\n", f"\n\n{ROWS}{ROW}\n\n", f"{ROWS}{ROW}\n", f"\n{ROWS}{ROW}"):
        assert drawn(between.format("open")) == (between.format("done"), ())
    assert drawn("\n| Action |\n|-|\n| **Something** |\n\n") == (f"\n{ROWS}{ROW.format('done')}\n", ())
    assert drawn("\n") == (f"{ROWS}{ROW.format('done')}", ())


def test_each_line_keeps_its_ending() -> None:
    head = ROWS.replace("\n", "\r\n", 1)
    row = ROW.replace("\n", "\r\n")
    assert drawn(head + row.format("open")) == (head + row.format("done"), ())
    assert drawn(ROWS + row.format("open")) == (ROWS + row.format("done"), ())
    assert drawn(head) == (head + ROW.format("done"), ())


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("| ID  | Action    | Owner  | Due        | Status |\n| --- | --------- | ------ | ---------- | ------ |\n",
         "| A1  | Something | @jonas | 2026-04-11 | done   |\n"),
        ("  | ID | Action | Owner | Due | Status |\n  |-|-|-|-|-|\n",
         "  | A1 | Something | @jonas | 2026-04-11 | done |\n"),
        (("  | ID  | Action    | Owner  | Due        | Status |\n"
         "  |-----|-----------|--------|------------|--------|\r\n"),
         "  | A1  | Something | @jonas | 2026-04-11 | done   |\r\n"),
        # Without outer bars, a row has them.
        ("ID  | Action | Owner | Due | Status\n--- | ------ | ----- | --- | ------\n",
         "| A1 | Something | @jonas | 2026-04-11 | done |\n"),
    ],
)  # fmt: skip
def test_a_new_row_is_written_like_the_others(table: str, row: str) -> None:
    assert drawn(table) == (table + row, ())


def test_what_is_no_id_is_replaced() -> None:
    for word in ("TBD", "?", "[ ]", "new"):
        assert drawn(ROWS + ROW.format("done").replace("A1", word)) == (ROWS + ROW.format("done"), ())
    for word in ("#12", "3", "[new](https://example.com)"):
        row = ROW.replace("A1", word)
        assert drawn(ROWS + row.format("open")) == (ROWS + row.format("done"), (word,))


def test_a_comment_stays_above_a_new_table() -> None:
    comment = "<!-- asked for by the board -->\n"
    assert drawn(comment) == (comment + ROWS + ROW.format("done"), ())


def test_what_is_right_already_stays() -> None:
    between = ROWS + ROW.format("Done")
    assert drawn(between) == (between, ())


def test_rows_that_are_right_stay_as_they_are() -> None:
    """A formatter may have aligned the columns, or written a character in another way."""
    second = "  - {id: A2, title: Call `it`, status: open}\n"
    text = document(*OWNED, "status: open").replace("---\n\n", f"{second}---\n\n")
    text += (
        "<!-- pmctl:actions -->\n| ID  | Action    | Owner  | Due        | Status |\n| :-- | :-- | :-- | :-- | :-- |\n"
        "| A1  | Something | @jonas | 2026-04-11 | open   |\n| A2  | Call `it` |  |   | open |\n"
        "<!-- /pmctl:actions -->\n"
    )
    after = text.replace("    status: open", "    status: done")
    table = draw_table(after, actions(text), actions(after))[0].partition("<!-- pmctl:actions -->\n")[2]
    assert "| A2  | Call `it` |  |   | open |\n" in table
    assert "| A1  | Something | @jonas | 2026-04-11 | done" in table


@pytest.mark.parametrize(
    ("more", "lost"),
    [
        ("Talk about it on Monday.\n", "Talk about it on Monday."),
        ("| A7 | Only here | | | open |\n", "A7 Only here open"),
        ("| A1 | Its second line | | | open |\n", "A1 Its second line open"),
    ],
)
def test_what_stands_in_the_table_alone_is_not_lost(more: str, lost: str) -> None:
    assert drawn(ROWS + ROW.format("open") + more) == (ROWS + ROW.format("done") + more, (lost,))


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Something", "[Something](https://example.com/1) — see PAY-3"),
        ("@jonas", "@jonas (for @kim)"),
        ("2026-04-11", "2026-04-11 (moved twice)"),
        ("open", "done, they say"),
    ],
)
def test_what_an_action_did_not_say_is_not_lost(said: str, written: str) -> None:
    between = (ROWS + ROW.format("open")).replace(said, written)
    assert drawn(between) == (between.replace("| open |", "| done |"), (written,))


@pytest.mark.parametrize(
    ("said", "written"), [("2026-04-11", "2026-05-11"), ("open", "blocked"), ("Something", "More"),
     ("@jonas", "Jonas B., TBD"), ("2026-04-11", "by Fri 11 Dec"), ("open", ":construction: in review")],
)  # fmt: skip
def test_another_value_is_outdated(said: str, written: str) -> None:
    between = ROWS + ROW.format("open")
    assert drawn(between.replace(said, written)) == drawn(between)


def test_a_sentence_may_stand_above_the_table() -> None:
    above = "Talk about it on Monday.\n\n"
    assert drawn(above + ROWS + ROW.format("open")) == (above + ROWS + ROW.format("done"), (above.strip(),))


def test_a_date_that_only_the_row_says_plainly_stays() -> None:
    text = document(*OWNED, "status: open").replace("2026-04-11", "11 April 2026")
    text += f"\n<!-- pmctl:actions -->\n{ROWS}{ROW.format('open')}<!-- /pmctl:actions -->\n"
    after = text.replace("status: open", "status: done")
    assert draw_table(after, actions(text), actions(after)) == (after.replace("| open |", "| done |"), ())


def test_without_a_table_nothing_is_drawn() -> None:
    text = document(*OWNED)
    assert draw_table(text, actions(text), ()) == (text, ())
    assert redraw_table(text, actions(text)) == text


def test_a_table_can_be_drawn_whatever_is_lost() -> None:
    text = document(*OWNED) + f"\n<!-- pmctl:actions -->\n{ROWS}| A9 | Gone | | | open |\n<!-- /pmctl:actions -->\n"
    assert redraw_table(text, actions(text)).endswith(f"{ROWS}{ROW.format('open')}<!-- /pmctl:actions -->\n")


def test_a_broken_table_is_refused() -> None:
    text = document(*OWNED) + "\n<!-- pmctl:actions -->\n"
    with pytest.raises(EditError):
        draw_table(text, actions(text), actions(text))


COLUMNS = """
---
actions:
  - id: A1
    title: Test it
    owner: '@jo'
    status: open
---

<!-- pmctl:actions -->
| {} |
|:-|:-|:-|:-|:-|:-|
| {} |
<!-- /pmctl:actions -->
""".lstrip()


@pytest.mark.parametrize(
    ("columns", "row", "lost"),
    [
        ("ID | Note | Action", "A1 | ask the vendor | Test it", ()),
        ("ID | Action | Note", "A1 | Test it |", ()),
        ("Nr | Gist", "A1 | Test it", ("Nr", "Gist", "A1 Test it")),
        ("Action | Owner", "Something else | @jo", ("Something else @jo",)),
        ("Owner | Note", "@jo | ask the vendor", ("Note", "@jo ask the vendor")),
        ("ID | Due", "A1 | 2026-04-11 (as promised)", ("2026-04-11 (as promised)",)),
    ],
)
def test_a_column_of_somebodys_own_is_not_lost(columns: str, row: str, lost: tuple[str, ...]) -> None:
    text = COLUMNS.format(columns, row)
    after = text.replace("status: open", "status: done")
    assert draw_table(after, actions(text), actions(after)) == (after, lost)


@pytest.mark.parametrize(
    ("columns", "row"),
    [
        ("ID | Owner | Action | Note | Due | Status", "A1 | @jo | Test it | x | – | {}"),
        ("Action | Owner | Due | Status | ID", "Test it | @jo | | {} | A1"),
        ("id | action | owner | due | status", "A1 | Test it | @jo | | {}"),
        ("Status | Note | ID", "{} | ask the vendor | A1"),
        ("Action | Owner | Due | Status", "test it. | @jo | | {}"),
        ("Action item | Assignee | Deadline | State | Asked by", "Test it | @jo | | {} | Lena"),
    ],
)
def test_columns_in_any_order_and_case_are_understood(columns: str, row: str) -> None:
    text = COLUMNS.format(columns, row.format("open"))
    after = text.replace("status: open", "status: done")
    drawn = COLUMNS.format(columns, row.format("done")).replace("status: open", "status: done")
    assert draw_table(after, actions(text), actions(after)) == (drawn, ())


def test_where_rows_have_no_ids_words_may_stand_behind_a_title() -> None:
    text = COLUMNS.format("Action | Owner | Due | Status", "Test it (PAY-1) | Jo B. | | open")
    after = text.replace("status: open", "status: done")
    drawn = after.replace("Jo B. | | open", "@jo | | done")
    assert draw_table(after, actions(text), actions(after)) == (drawn, ("Test it (PAY-1)",))


def test_a_table_that_lacks_columns_and_holds_nothing_else_is_made_anew() -> None:
    text = COLUMNS.format("ID | Owner", "A1 | @jo")
    assert "| A1 | Test it | @jo |  | open |\n" in draw_table(text, actions(text), actions(text))[0]


def test_what_an_action_said_until_now_goes_from_its_row() -> None:
    text = document(*OWNED, "status: open")
    text += f"\n<!-- pmctl:actions -->\n{ROWS}{ROW.format('open')}<!-- /pmctl:actions -->\n"
    after = text.replace('    owner: "@jonas"\n', "")
    assert after != text
    drawn, lost = draw_table(after, actions(text), actions(after))
    assert ("| A1 | Something |  | 2026-04-11 | open |\n" in drawn, lost) == (True, ())
