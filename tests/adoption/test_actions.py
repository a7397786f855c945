"""Single forms of action items, and what hostile documents must not do."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.adoption.actions import find_actions
from pmctl.adoption.actions_outline import read_list
from pmctl.postmortem.blocks import Block
from pmctl.postmortem.conventions import Conventions, Person, Priority
from tests.adoption.test_actions_shapes import FIELDS, describe

HEAD = "# Outage\n\n## Action items\n\n"
DAY = date(2026, 3, 14)


def of(items: str, day: date | None = DAY, *, month_first: bool | None = None, rst: bool = False) -> list[str]:
    """Describe what stands below an Action items heading, without the lines."""
    found = find_actions(HEAD + items, day=day, month_first=month_first, rst=rst)
    return [describe(action).partition(": ")[2] for action in found]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("- Add a test, by 2026-02-30", "Add a test; due_text=2026-02-30"),
        ("- Add a test by 3 January", "Add a test; due=2027-01-03"),
        ("- Add a test by 29 February", "Add a test; due_text=29 February"),
        ("- Add a test (due 03/04/2026)", "Add a test; due_text=03/04/2026"),
        ("- Add a test (due 03/03/2026)", "Add a test; due=2026-03-03"),
        ("- Add a test (due Monday 2026-04-06)", "Add a test; due=2026-04-06"),
        ("- Add a test (due 2026-04-06 EOD)", "Add a test; due=2026-04-06"),
        ("- Add a test by tomorrow", "Add a test; due_text=tomorrow"),
        ("- Add a test [next sprint]", "Add a test; due_text=next sprint"),
        ("- Add a test until 4月30日まで", "Add a test; due=2026-04-30"),
        ("- テストを追加 来月まで", "テストを追加 来月まで"),
        ("- 2026-04-06: Add a test", "Add a test; due=2026-04-06"),
        ("- Note 12 - Add a test", "Note 12 - Add a test"),
    ],
)
def test_days(item: str, expected: str) -> None:
    assert of(item) == [expected]


def test_an_open_date_is_read_as_the_document_or_the_caller_says() -> None:
    assert of("- Add a test (due 03/04/2026)", month_first=True) == ["Add a test; due=2026-03-04"]
    assert of("- Add a test (due 03/04/2026)\n- Add two (due 25/04/2026)")[0] == "Add a test; due=2026-04-03"
    both = of("- Add a test (due 03/04/2026)\n- Add two (due 25/04/2026)\n- Add six (due 04/25/2026)")
    assert both[0] == "Add a test; due_text=03/04/2026"


def test_without_the_day_of_the_incident_no_year_is_guessed() -> None:
    assert of("- Add a test (due 3 April)", day=None) == ["Add a test; due_text=3 April"]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("- @mara will add a test", "add a test; owner=@mara"),
        ("- Talk with @mara", "Talk with @mara"),
        ("- Upgrade @example/core", "Upgrade @example/core"),
        ("- Add a test @someone", "Add a test @someone"),
        ("- Add a test (@handle)", "Add a test"),
        ("- Add a test (assigned to Mara Lind)", "Add a test; owner=Mara Lind"),
        ("- Add a test (owned by Mara)", "Add a test; owner=Mara"),
        ("- Add a test (needs a key, @mara)", "Add a test (needs a key, @mara); owner=@mara"),
        ("- Terraform to manage the names", "Terraform to manage the names"),
        ("- SRE team: Add a test (@mara)", "Add a test; owner=SRE team"),
    ],
)
def test_owners(item: str, expected: str) -> None:
    assert of(item) == [expected]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("- Add a test [in progress since 2026-04-06]", "Add a test; due=2026-04-06; status=in-progress"),
        ("- Add a test ✅✅", "Add a test; status=done"),
        ("- Add a test ✅ since Monday", "Add a test ✅ since Monday"),
        ("- Add a test (fixed by Mara)", "Add a test; status=done"),
        ("- Add a test (done, OPS-1)", "Add a test; status=done; ticket=OPS-1"),
        ("- Add a test (done OPS-1)", "Add a test; status=done; ticket=OPS-1"),
        ("- Add a test (done properly this time round)", "Add a test (done properly this time round)"),
        ("- ~~Add a test~~ Remove the old one", "Remove the old one"),
        ("- [/] Add a test", "Add a test; status=in-progress"),
        ("- [ ] DONE: Add a test", "Add a test; status=done"),
        ("- (TBD) Add a test", "Add a test"),
        ("- (later) Add a test", "(later) Add a test"),
        ("- (unclosed Add a test", "(unclosed Add a test"),
        ("- Add a test]", "Add a test"),
        ("- Add a test)", "Add a test)"),
        (f"- Add a test ({'x' * 400})", f"Add a test ({'x' * 400})"[:400] + "…"),
    ],
)
def test_statuses(item: str, expected: str) -> None:
    if "xxx" in item:
        assert of(item)[0].startswith("Add a")
    else:
        assert of(item) == [expected]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("- [OPS-1](https://t.example/browse/OPS-1)", "OPS-1; ticket=https://t.example/browse/OPS-1"),
        ("- [here](https://wiki.example/x) it is", "here it is"),
        (
            "- Add a test. See [#4](https://git.example/a/b/issues/4)",
            "Add a test; ticket=https://git.example/a/b/issues/4",
        ),
        (
            "- Add a test [the plan](https://git.example/a/b/issues/4)",
            "Add a test the plan; ticket=https://git.example/a/b/issues/4",
        ),
        ("- [The plan](https://wiki.example/plan)", "The plan; ticket=https://wiki.example/plan"),
        ("- [The plan](../plan.md)", "The plan"),
        ("- ![a picture](x.png) Add a test", "Add a test"),
        ("- Add a test <!-- @mara --> today", "Add a test today"),
        ("- Add a test ([a, b](https://x.example/1))", "Add a test (a, b)"),
        (f"- Add {'[a](b)' * 600} test", f"Add {'a' * 396}…"),
        ("- Read a &amp; b", "Read a & b"),
        ("- :rocket: Add a test", ":rocket: Add a test"),
        ("- Read \\*this\\*", "Read *this*"),
    ],
)
def test_tickets_and_links(item: str, expected: str) -> None:
    assert of(item) == [expected]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("- **Prevention:** Add a test", "Add a test; group=Prevention"),
        ("- **Prevention:** TBD", ""),
        ("- **Add a test** and more of it", "Add a test and more of it"),
        ("- P1:\n  - Add a test", "Add a test; priority=P1; group=P1"),
        ("- Add tests for:\n  - reading\n  - writing", "Add tests for"),
        ("- Add tests for:\n  - [ ] reading", "reading; status=open; group=Add tests for"),
        ("- Tests\n  - [x] reading", "reading; status=done; group=Tests"),
        ("- Add a test (high priority)", "Add a test (high priority)"),
        ("- P1: Add a test", "Add a test; priority=P1"),
        ("- P1 Add a test", "Add a test; priority=P1"),
        ("- P7 Add a test", "P7 Add a test"),
        ("- Owner / Due / Status", ""),
        ("- Rename the owner: it is wrong", "Rename the owner: it is wrong"),
        ("- Add a test (priority P2)", "Add a test; priority=P2"),
        ("- Type: prevent - Add a test", "Add a test; type=prevent"),
    ],
)
def test_groups_priorities_and_types(item: str, expected: str) -> None:
    assert of(item) == ([expected] if expected else [])


def test_a_repositorys_own_words_count() -> None:
    conventions = Conventions(
        priorities=(Priority(name="Red", due_within=1),),
        status_words={"parked": "blocked", "shown": "published"},
        people={"@mara": Person(handle="@mara", name="Mara")},
    )
    text = HEAD + "| Action | Status | Prio |\n|---|---|---|\n| Add a test | Parked | red |\n| Add six | shown | |\n"
    found = find_actions(text, conventions=conventions)
    assert [describe(action) for action in found] == [
        "7: Add a test; status=blocked; priority=Red",
        "8: Add six; status_text=shown",
    ]


def test_columns_of_every_kind() -> None:
    table = """
| ID | Category | Details | Owner | Completed | Comments |
|---|---|---|---|---|---|
| OPS-7 | detection | Watch the disk | Mara (@mara) | 2026-03-20 | @kim helped |
| AI-2 | speed | Watch the queue | [x] | [ ] | |
| [#9](https://git.example/a/b/issues/9) | | [x] Watch the pool | | [x] | |
| 4 | | | Jonas | | |
"""
    assert of(table) == [
        "Watch the disk; owner=@mara; status=done; ticket=OPS-7; type=detect; closed=2026-03-20",
        "Watch the queue; status=open",
        "Watch the pool; status=done; ticket=https://git.example/a/b/issues/9",
    ]


def test_columns_without_known_headings_and_rows_of_odd_length() -> None:
    table = "| Foo | Bar |\n|---|---|\n| x | Add a test of some length |\n| y |\n| z | Add | more |\n"
    assert of(table) == ["Add a test of some length", "Add"]


@pytest.mark.parametrize(
    ("head", "row", "expected"),
    [
        ("Action owner | Action item description", "Mara | Add a test", "Add a test; owner=Mara"),
        ("What | Due date (UTC)", "Add a test | 2026-04-06 - 2026-04-09", "Add a test; due=2026-04-09"),
        ("What | Due", "Add a test | 2026-04-06 - maybe", "Add a test; due=2026-04-06"),
        ("What | Due", "Add a test | open until 2026-04-06", "Add a test; due=2026-04-06; status=open"),
        ("What | 対応期限日", "Add a test | 4/6", "Add a test; due=2026-04-06"),
        ("What | Assignee / reviewer", "Add a test | @mara, @jonas", "Add a test; owner=@mara, @jonas"),
        ("What | Ticket", "Add a test | done, see wiki", "Add a test; status=done"),
        ("What | Ticket", "Add a test | https://x.example/y", "Add a test; ticket=https://x.example/y"),
        ("What | Ticket", "Add a test | `a309de17`", "Add a test"),
        ("What | Status", "Add a test | Done with OPS-4", "Add a test; status=done; ticket=OPS-4"),
        ("What | Owner", "Add a test | someone", "Add a test"),
        ("What | Owner", "Add a test | Mara and @jonas", "Add a test; owner=Mara and @jonas"),
        ("What | Zorp", "Add a test | Mara", "Add a test"),
    ],
)
def test_cells(head: str, row: str, expected: str) -> None:
    assert of(f"| {head} |\n|---|---|\n| {row} |\n") == [expected]


def test_a_sub_heading_with_a_number_is_an_item_and_what_is_below_tells_of_it() -> None:
    text = "### Action 1: Add a test\n\n- for reading\n\n> Owner: Kim\n\nOwner: Mara\n\n### Rest\n\n"
    text += "Owner: Jonas\n\n- Add six\n"
    assert of(text) == ["Add a test; owner=Mara", "Rest; owner=Jonas", "Add six; group=Rest"]
    assert of("Owner: Jonas\n\n- Add six\n") == ["Add six"]


def test_prose_is_read_where_there_is_no_list() -> None:
    text = "> quoted\n\nWe will add a test.\n\nOwner: Mara\n\nAdd a lock.\nRemove the old one.\n"
    assert of(text) == ["We will add a test.; owner=Mara", "Add a lock.", "Remove the old one."]
    assert of("Here is what we will do:\n\nNothing.\n") == []


def test_where_the_heading_leaves_it_open_only_what_asks_for_something_counts() -> None:
    text = "# Outage\n\n## Remediation\n\n- {}\n- {}\n"
    assert not find_actions(text.format("Restarted the queue", "The lock was freed"))
    assert len(find_actions(text.format("Restart the queue", "The lock should be freed"))) == 2
    assert not find_actions("# Outage\n\n## Lessons and improvements\n\n- We were lucky\n")
    assert not find_actions("# Outage\n\n## Remediation\n")


def test_a_checklist_about_the_document_itself_holds_no_actions() -> None:
    assert of("- [x] All sections above are filled out\n- [ ] The report is published\n") == []


def test_the_table_that_pmctl_writes_is_not_read() -> None:
    text = (
        HEAD + "<!-- pmctl:actions -->\n\n| Action |\n|---|\n| Add a test |\n\n<!-- /pmctl:actions -->\n\n- Add six\n"
    )
    assert [action.title for action in find_actions(text)] == ["Add six"]


def test_what_is_inside_of_an_item_is_passed_over() -> None:
    text = "- Add a test\n  > quoted\n\n  ~~~\n  - code\n  ~~~\n\n  | a |\n  More words.\n  - \n- Add six\n"
    assert of(text) == ["Add a test", "Add six"]


def test_words_of_no_item_are_passed_over() -> None:
    block = Block(kind="list", line=1, end_line=5, text="- a\n\nb\n\nc\nd")
    assert [(item.text, item.paragraphs) for item in read_list(block)] == [("a", ())]


def test_a_list_may_hold_the_section_with_its_words_behind_the_colon() -> None:
    text = "- **Summary**: it broke\n- Action items: Add a test (@mara)\n- Action items\n"
    assert [describe(action) for action in find_actions(text)] == ["2: Add a test; owner=@mara"]
    deep = "".join(f"{'  ' * depth}- **Part {depth}**\n" for depth in range(5))
    assert not find_actions(f"{deep}{'  ' * 5}- **Action items**\n{'  ' * 6}- Add a test\n")


def test_long_titles_end_with_a_sentence() -> None:
    sentence = "Add a test of the thing that broke. "
    assert of(f"- {sentence * 20}") == [(sentence * 5).strip()]
    assert of(f"- {'word ' * 30}end of it all, and more. {sentence}")[0].endswith("and more.")
    long = of(f"- {'word ' * 300}")[0]
    assert len(long) <= 401
    assert long.endswith("word…")
    assert len(of(f"- {'z' * 1000}")[0]) == 401


def test_restructured_text_of_odd_kinds() -> None:
    text = """
===========
Next things
===========

Action items
============

.. list-table::

   * - Only one row
     - here

.. list-table::

   stray - words
   - no row yet
   * - Action
   * - One column

+---+
| a |

==== ====
A    B

==== ====
C    D
==== ====
No end

* Add a test

Too long a title for its line
---
"""
    assert [action.title for action in find_actions(text, rst=True)] == ["C", "Add a test"]
    assert not find_actions(f"{text}\n+---+\n+---+\n| a |\n+---+\n\n=== ===\nno end\n\n* b", rst=True)[2:]
    table = "A\n=\n\nAction items\n------------\n\n"
    table += "+------+-----+\n| Add  | 1   |\n+------+-----+\n| More | 2   |\n+------+-----+\n"
    assert [action.title for action in find_actions(table, rst=True)] == ["Add", "More"]


HOSTILE = (
    "(" * 3000,
    "[" * 3000,
    "✅" * 3000,
    "**" * 2000,
    "~~a" * 1000,
    "owner: " * 500,
    "a:" * 1500,
    "@a " * 1000,
    "1.1." * 900,
    "- " * 1500,
    "[a](http://x.example/issues/1)" * 130,
    "`" * 3000,
    "<!--" * 900,
    "\x1b[31mred\x1b[0m \udc80 \u202e",
    "a" * 1_000_000,
)


@pytest.mark.parametrize("item", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_items_are_read_all_the_same(item: str) -> None:
    found = find_actions(
        f"{HEAD}- {item}\n\n| Action | Owner | Due | Ticket |\n|---|---|---|---|\n"
        f"| {item} | {item} | {item} | {item} |\n"
    )
    assert all(action.title.isprintable() and len(action.title) <= 401 for action in found)


@given(st.text(alphabet="#-*|[]()<>:. \n`~_@1aOwner2026é完了✅+=", max_size=200), st.booleans())
def test_never_raises_and_every_item_has_a_title_and_a_line_of_the_document(text: str, rst: bool) -> None:
    whole = HEAD + text
    for action in find_actions(whole, day=DAY, rst=rst):
        assert action.title.strip()
        assert 1 <= action.line <= whole.count("\n") + 1
        assert action.due is None or action.due_text is None
        assert all(getattr(action, name) != "" for name in FIELDS)
