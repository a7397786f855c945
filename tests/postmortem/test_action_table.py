"""The table of actions in the body: written from the front matter, and read back as it is shown."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.postmortem.action_redrawing import redrawn, rewritten
from pmctl.postmortem.action_table import (
    HEAD,
    ShownRow,
    ShownTable,
    action_table,
    read_action_table,
)
from pmctl.postmortem.shown import printable
from tests.reports.states import action, document, text

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)


def table(*actions: str) -> str:
    record = document(text("2026-03-14-x", *actions)).record
    assert record
    return action_table(record.actions)


def cells(markdown: str) -> list[tuple[str, ...]]:
    return [row.cells for row in read_action_table(markdown.split("\n")).rows]


def test_each_action_has_a_row() -> None:
    assert table(action("A|1", title='"a | b\\nc"'), "note: nothing known") == (
        "| ID | Action | Owner | Due | Status |\n| :- | :- | :- | :- | :- |\n"
        "| A\\|1 | a \\| b c | @mara | 2026-05-01 | open |\n|  |  |  |  | open |\n"
    )


def test_without_actions_there_is_no_table() -> None:
    assert action_table(()) == ""
    assert read_action_table([""]) == ShownTable()


def test_what_has_no_head_is_no_table() -> None:
    table = read_action_table(["| A1 | x | <!-- y --> |", "| <!-- z --> |"])
    assert table.head is None
    assert [row.words for row in table.rows] == ["| A1 | x | |", "| |"]
    headed = read_action_table(["| ID | Action |", "|-|-|", "| <!-- z --> | |"])
    assert (headed.head, headed.rows) == ((1, 2), ())


def test_rows_know_their_lines() -> None:
    lines = ["", "| ID | Action |", "|-|:-:|", "<!-- a note -->", "| A1 | x |", "", "A2 | y | z\r"]
    table = read_action_table(lines, 7)
    assert table.head == (8, 9)
    assert table.rows == (ShownRow(11, ("A1", "x", "", "", "")), ShownRow(13, ("A2", "y", "", "", ""), ("z",)))


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
    assert cells(f"| {' | '.join(HEAD)} |\n| A1 | {written} | @mara | 2026-05-01 | open | more |") == [
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
        ("A1", " ".join(printable(title).split()), "@mara", "2026-05-01", "open"),
    ]


# A table that stands in a document, brought up to date

FORMATTED = """
| ID  | Action               | Owner | Due        | Status |
| :-- | :------------------- | :---- | :--------- | :----- |
| A1  | Raise `pool_size`    | @mara | 2026-05-01 | open   |
<!-- since the review -->
| A2  | Limit the **driver** | @lena |            | done   |
| A3  | Split the pool       | @mara | 2026-05-01 | open   |

"""


NEW = "| A4  | New                  | @mara | 2026-05-01 | open   |"


def renewed(written: str, *actions: str) -> str:
    record = document(text("2026-03-14-x", *actions)).record
    assert record
    return rewritten(written, record.actions)


ONE = action("A1", title="Raise `pool_size`")
TWO = action("A2", title='"Limit the **driver**"', owner="@lena", due="", status="done")
THREE = action("A3", title="Split the pool")


def test_a_table_that_is_fresh_stays() -> None:
    assert renewed(FORMATTED.replace("**", r"\*\*"), ONE, TWO, THREE) == FORMATTED.replace("**", r"\*\*")


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_only_the_cells_that_differ_change(ending: str) -> None:
    later = THREE.replace("2026-05-01", "2026-06-01").replace("open", "in-progress")
    after = FORMATTED.replace("| @mara | 2026-05-01 | open   |\n\n", "| @mara | 2026-06-01 | in-progress |\n\n")
    two = TWO.replace("**driver**", "`drivers`")
    after = after.replace("Limit the **driver** |", r"Limit the \`drivers\` |")
    assert renewed(FORMATTED.replace("\n", ending), ONE, two, later) == after.replace("\n", ending)


@pytest.mark.parametrize(
    ("actions", "lines"),
    [
        ((ONE, THREE), [0, 1, 2, 3, 6, 7]),
        ((THREE, ONE), [0, 1, 2, 6, 3, 7]),
        ((ONE, action("A4", title="New"), THREE), [0, 1, 2, 3, NEW, 6, 7]),
        ((action("A4", title="New"),), [0, 1, 2, NEW, 7]),
    ],
)
def test_rows_that_stay_are_not_written_anew(actions: tuple[str, ...], lines: list[int | str]) -> None:
    written = FORMATTED.split("\n")
    wanted = [line if isinstance(line, str) else written[line] for line in lines]
    assert renewed(FORMATTED, *actions) == "\n".join((*wanted, ""))


def test_rows_without_ids_stay_where_they_say_the_same() -> None:
    head = "| ID | Action | Owner | Due | Status |\n|-|-|-|-|-|\n"
    assert renewed(f"{head}| | b | | | done |\n", "title: a, status: done", "title: b, status: done") == (
        f"{head}|  | a |  |  | done |\n| | b | | | done |\n"
    )
    assert renewed(f"{head}| | b | | | open |\n", "title: a, status: done", "title: b, status: done") == (
        f"{head}|  | a |  |  | done |\n| | b | | | done |\n"
    )


def test_rows_of_another_shape_keep_it() -> None:
    head = "ID | Action | Owner | Due | Status\n-|-|-|-|-\n"
    row = "A3 | Split the pool | @mara | 2026-05-01 | open"
    assert renewed(f"{head}A3 | Split | @mara | 2026-05-01 | open\n", THREE) == f"{head}{row}\n"
    assert renewed(f"{head}A3 | Split\n", THREE) == f"{head}{row} \n"
    assert renewed(f"{head}| A3 | Split |\n", THREE) == f"{head}| {row} |\n"


WITH_NOTES = """
| Asked | ID | Action | Owner | Due | Status | Note |
|-|-|-|-|-|-|-|
| Lena | A1 | Raise `pool_size` | @mara | 2026-05-01 | blocked <!-- x --> | waits for *ops* <!-- y --> |
| | A2 | Split | @noor | | open |
Kim | A3 | Split the pool | @mara | 2026-05-01 | open | a | b
"""


def test_other_columns_stay_wherever_they_stand() -> None:
    two = action("A2", title="Split", owner="@mara")
    assert renewed(WITH_NOTES, ONE, two, THREE, action("A4", title="New")) == (
        WITH_NOTES.replace("blocked <", "open <").replace("@noor | |", "@mara | 2026-05-01 |")
        + "|  | A4 | New | @mara | 2026-05-01 | open |  |\n"
    )
    assert [row.more for row in read_action_table(WITH_NOTES.split("\n")).rows] == [
        ("Lena", "waits for *ops*"),
        (),
        ("Kim", "a", "b"),
    ]


@pytest.mark.parametrize(
    ("head", "row", "after"),
    [
        ("Action | Owner | Due | Status | ID", "Split | @mara | 2026-05-01 | open | A3", "| 2026-05-01 | open | A3"),
        ("id | action | owner | due | status", "A3 | Split | @mara | 2026-05-01 | open", "@mara | 2026-05-01 | open"),
        ("Status | **id** | Note | DUE | Action | owner", "open | A3 | x | | Split | ", "x | 2026-05-01 |"),
    ],
)  # fmt: skip
def test_the_columns_may_stand_in_any_order_and_case(head: str, row: str, after: str) -> None:
    lines = f"| {head} |\n|-|-|-|-|-|-|\n| {{}} |\n"
    changed = renewed(lines.format(row), THREE)
    assert after in changed
    assert changed.startswith(lines.partition("{")[0])
    (shown,) = read_action_table(changed.split("\n")).rows
    assert shown.cells == ("A3", "Split the pool", "@mara", "2026-05-01", "open")


HEAD_ROW = "| ID | Action | Owner | Due | Status |\n|-|-|-|-|-|\n"


@pytest.mark.parametrize(
    "row",
    [
        "| [A3](https://example.com/3) | **Split the pool** | _@Mara_ | 1 May 2026 | Open |",
        "| `A3` | Split `the` pool | [@mara][m] | 2026/05/01 | **open** |",
        "| A3 | [Split the pool](https://example.com/3) | @mara | 20260501 | OPEN |",
    ],
)
def test_what_is_only_spelt_in_another_way_stays(row: str) -> None:
    record = document(text("2026-03-14-x", THREE)).record
    assert record
    written = f"{HEAD_ROW}{row}\n"
    assert redrawn(written, record.actions) == (written, ())
    assert renewed(written, THREE) == written
    cells = row.split(" | ")
    cells[3] = "2026-06-01"
    assert renewed(written, THREE.replace("2026-05-01", "2026-06-01")) == f"{HEAD_ROW}{' | '.join(cells)}\n"


def test_what_the_front_matter_says_in_its_own_words_stays() -> None:
    own = action("A3", title="Split the pool", due="1 May 2026", status="shipped")
    assert renewed(f"{HEAD_ROW}| A3 | Split the pool | @mara | 2026-05-01 | shipped |\n", own) == (
        f"{HEAD_ROW}| A3 | Split the pool | @mara | 2026-05-01 | shipped |\n"
    )


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("", []),
        (f"{HEAD_ROW}| A3 | Split the pool | – | | |\n", []),
        (f"{HEAD_ROW}| A3 | Split the pool | @mara | 2026-05-01 | open |\n| A3 | More | | | |\n", ["A3 More"]),
        (f"{HEAD_ROW}| A3 | Split the pool, soon | @mara, @noor | 2026-05-01 (twice) | ✅ |\n",
         ["Split the pool, soon", "2026-05-01 (twice)"]),
        (f"{HEAD_ROW}| A3 | | | 03/04/2026 | ~~open~~ |\nAsk Kim.\n", ["~~open~~", "Ask Kim."]),
        ("Ask Kim.\n", ["Ask Kim."]),
        ("- A3: Split the pool\n", ["- A3: Split the pool"]),
        ("| ID | Note |\n|-|-|\n| A3 | ask Kim |\n", []),
        ("| id | due |\n|-|-|\n| A3 | or so |\n| A4 | |\n", ["or so", "A4"]),
        ("| Nr | Gist |\n|-|-|\n", ["Nr", "Gist"]),
    ],
)  # fmt: skip
def test_what_the_front_matter_does_not_say_is_told(written: str, words: list[str]) -> None:
    record = document(text("2026-03-14-x", THREE)).record
    assert record
    assert [own.words for own in redrawn(written, record.actions).left] == words


def test_a_long_row_takes_no_time() -> None:
    start = time.process_time()
    (row,) = read_action_table(
        ["| ID | Action |", f"| A1 | {'<!-- ' * 50_000} | {'-->' * 50_000} {chr(92) * 99_999}"]
    ).rows
    assert row.cells[0] == "A1"
    assert time.process_time() - start < 10


def test_a_head_without_a_row_is_filled() -> None:
    head = "| ID | Action | Owner | Due | Status |\n"
    row = "| A3 | Split the pool | @mara | 2026-05-01 | open |\n"
    assert renewed(f"{head}|-|-|-|-|-|\n", THREE) == f"{head}|-|-|-|-|-|\n{row}"
    assert renewed(head, THREE) == f"{head}{row}"


@pytest.mark.parametrize("written", ["", "\n", "| Nr | Gist |\n|-|-|\n| A1 | x |\n"])
def test_of_another_table_nothing_stays(written: str) -> None:
    assert renewed(written, ONE) == table(ONE)
    assert renewed(FORMATTED) == "\n<!-- since the review -->\n\n"


def test_rows_of_no_action_stay_behind_those_that_they_stood_behind() -> None:
    record = document(text("2026-03-14-x", action("A4", title="New"), THREE, ONE)).record
    assert record
    lines = FORMATTED.replace("@lena", "@noor").split("\n")
    wanted = [*lines[:3], NEW, lines[6], lines[3], *lines[4:6], *lines[7:]]
    assert redrawn("\n".join(lines), record.actions).text == "\n".join(wanted)


def test_a_row_without_an_id_is_known_by_its_title() -> None:
    assert renewed(f"{HEAD_ROW}| | split the pool. | @mara | 2026-05-01 | open |\n", THREE) == (
        f"{HEAD_ROW}| A3 | split the pool. | @mara | 2026-05-01 | open |\n"
    )


ACTIONS = st.lists(
    st.tuples(st.sampled_from(["A1", "A2", "A3", ""]), st.sampled_from(["a", "`b`", "c | d", "e_f"])), max_size=5
).map(lambda pairs: [action(id_, title=f"'{title}'") for id_, title in pairs])


@given(ACTIONS.filter(bool), ACTIONS.filter(bool))
def test_a_table_brought_up_to_date_shows_what_a_new_one_shows(before: list[str], after: list[str]) -> None:
    old = table(*before)
    new = renewed(old, *after)
    assert cells(new) == cells(table(*after))
    assert renewed(new, *after) == new
    assert new == table(*after)


def test_a_title_with_a_line_break_and_a_status_that_nobody_says() -> None:
    row = "| A3 | Split<br>the pool | @mara | 2026-05-01 | {} |\n"
    assert renewed(f"{HEAD_ROW}{row.format('open')}", THREE) == f"{HEAD_ROW}{row.format('open')}"
    record = document(text("2026-03-14-x", "id: A3, title: Split the pool, owner: '@mara', due: 2026-05-01")).record
    assert record
    (own,) = redrawn(f"{HEAD_ROW}{row.format('done')}", record.actions).left
    assert own.words == "done"
