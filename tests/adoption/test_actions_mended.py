"""What the words of one mark say together: statuses with a reserve, days that were moved, several owners, mentions."""

from __future__ import annotations

import pytest

from pmctl.adoption.actions import find_actions
from tests.adoption.test_actions import DAY, of
from tests.adoption.test_actions_shapes import describe


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("Done", "; status=done"),
        ("Done 2026-04-01", "; status=done; closed=2026-04-01"),
        ("Done, checked by Jonas", "; status=done"),
        ("Done. Will not be backported", "; status=done"),
        ("100 % done", "; status=done"),
        ("Half done", "; status=in-progress"),
        ("Done (partially)", "; status=in-progress"),
        ("Done in the lab, shops pending", "; status=in-progress"),
        ("Merged, not deployed", "; status=in-progress"),
        ("Done for 80% of the shops", "; status=in-progress"),
        ("Erledigt, noch nicht ausgerollt", "; status=in-progress"),
        ("Fait (en partie)", "; status=in-progress"),
        ("完了（一部）", "; status=in-progress"),
        ("Done, reopened 2026-04-02", "; status=open"),
        ("Closed as won't fix", "; status=dropped"),
        ("Done?", "; status_text=Done?"),
        ("Can be closed after 2026-07", "; status_text=Can be closed after 2026-07"),
        ("Will be done", "; status_text=Will be done"),
    ],
)
def test_a_status_with_a_reserve_is_not_done(status: str, expected: str) -> None:
    assert of(f"| Action | Status |\n|---|---|\n| Do it | {status} |\n") == [f"Do it{expected}"]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Do it. Status: Done (partially)", "Do it; status=in-progress"),
        ("Do it (status: done, reopened)", "Do it; status=open"),
        ("Do it. Status: Done", "Do it; status=done"),
        ("Do it. Status: Done?", "Do it; status_text=Done?"),
        ("Do it — done in the lab, shops pending", "Do it — done in the lab, shops pending"),
        ("Do it - Mara Voss, Jonas Lie - 2026-04-01", "Do it; owner=Mara Voss, Jonas Lie; due=2026-04-01"),
        ("Do it — Mara, Jonas and Ann", "Do it; owner=Mara, Jonas and Ann"),
        ("Tell the crew, Jonas Lie", "Tell the crew; owner=Jonas Lie"),
        ("Do this, do that - Jonas Lie", "Do this, do that; owner=Jonas Lie"),
        ("Ask about the shop, the depot - today, Jonas Lie", "Ask about the shop, the depot - today; owner=Jonas Lie"),
        ("**SRE**: do it", "do it; owner=SRE"),
        ("**Everyone** – do it", "do it; owner=Everyone"),
        ("On-call: do it", "do it; owner=On-call"),
        ("Ops/SRE: do it", "do it; owner=Ops/SRE"),
        ("**The relay**: do it", "The relay"),
    ],
)
def test_all_of_a_mark_counts(item: str, expected: str) -> None:
    assert of(f"- {item}\n") == [expected]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Do it (due 2026-04-01, postponed to 2026-05-02)", "Do it; due=2026-05-02"),
        ("Do it (was due 2026-04-01, moved to 2026-05-02, owner: Mara)", "Do it; owner=Mara; due=2026-05-02"),
        ("Do it, due 2026-04-01, now 2026-05-02", "Do it; due=2026-05-02"),
        ("Do it — due 2026-04-01 (extended until 2026-05-02)", "Do it; due=2026-05-02"),
        ("Do it (due 2026-04-01 → 2026-05-02 → 2026-06-03)", "Do it; due=2026-06-03"),
        ("Do it (moved from 2026-04-01 to 2026-05-02)", "Do it; due=2026-05-02"),
        ("Do it (originally 2026-04-01, now 2026-05-02)", "Do it; due=2026-05-02"),
        (f"Do it (due 2026-04-01{' → 2026-05-02' * 7})", "Do it; due=2026-05-02"),
        ("Do 2026-03-20 first (due 2026-04-01, now 2026-05-02)", "Do 2026-03-20 first; due=2026-05-02"),
        ("Do it (due 2026-04-01, slipped to Q3)", "Do it; due_text=Q3"),
        ("Do it (due 2026-05-02, was 2026-04-01)", "Do it; due=2026-05-02"),
        ("Do it, due 2026-05-02 (originally 2026-04-01)", "Do it; due=2026-05-02"),
        ("Gjør det (frist 2026-04-01, utsatt til 2026-05-02)", "Gjør det; due=2026-05-02"),
        ("Do it\n  - Due: 2026-04-01, postponed to 2026-05-02", "Do it; due=2026-05-02"),
        ("Renew what ran out 2026-04-01, now 2026-05-02", "Renew what ran out 2026-04-01, now 2026-05-02"),
        ("Move the shop to 2026-05-02", "Move the shop to 2026-05-02"),
        ("Fill the rows of 2026-04-01 to 2026-05-02", "Fill the rows of 2026-04-01 to 2026-05-02"),
        ("Do it (due 2026-04-01, moved to the annex)", "Do it (due 2026-04-01, moved to the annex); due=2026-04-01"),
        ("Do it (due 2026-04-01, was late)", "Do it (due 2026-04-01, was late); due=2026-04-01"),
    ],
)
def test_a_day_that_was_moved_is_read_where_it_is_now(item: str, expected: str) -> None:
    assert of(f"- {item}\n") == [expected]


def test_a_cell_with_a_day_that_was_moved() -> None:
    head = "| Action | Due |\n|---|---|\n"
    assert of(f"{head}| Do it | 2026-04-01 (moved to 2026-05-02) |\n") == ["Do it; due=2026-05-02"]
    assert of(f"{head}| Do it | was 2026-04-01, now 2026-05-02 |\n") == ["Do it; due=2026-05-02"]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("装置を交換（中村：3月末）", "装置を交換; owner=中村; due_text=3月末"),
        ("装置を交換（高橋：3/16まで）", "装置を交換; owner=高橋; due=2026-03-16"),
        ("装置を交換（〜3/31）", "装置を交換; due=2026-03-31"),
        ("Do it (Mara Voss: end of May)", "Do it; owner=Mara Voss; due=2026-05-31"),
        ("Do it (Mara Voss: in the shop)", "Do it (Mara Voss: in the shop)"),
        ("Do it — [[Mara Voss]] 📅 2026-04-01", "Do it; owner=Mara Voss; due=2026-04-01"),
        ("Do it @[[Mara Voss]] by [[2026-04-01]]", "Do it; owner=Mara Voss; due=2026-04-01"),
        ("Do it 📅 2026-04-01 #billing #data/eu", "Do it; due=2026-04-01"),
        ("Do it 📅 2026-04-01 ^a1b2c3", "Do it; due=2026-04-01"),
        ("Do it soon @Mara Voss @April 1, 2026", "Do it soon; owner=Mara Voss; due=2026-04-01"),
        ("Do it soon @Mara Voss, @Jonas Lie", "Do it soon; owner=Mara Voss, Jonas Lie"),
        ("@Mara Voss: do it", "do it; owner=Mara Voss"),
        ("Go and ask @Mara Voss", "Go and ask @Mara Voss"),
        ("Use @Example Shop", "Use @Example Shop"),
        ("Do it @some place", "Do it @some place"),
        ("Do it. Owner: @Mara Voss", "Do it; owner=Mara Voss"),
        ("Do it [Comms] [ETA: 2026-04-01]", "Do it; owner=Comms; due=2026-04-01"),
        ("(P1) Mara to do it", "do it; owner=Mara; priority=P1"),
        ("(x) Do it [~mara.voss]", "Do it; owner=@mara.voss"),
        ("Do it (/)", "Do it; status=done"),
        ("[x] 2026-04-01: did it (Mara)", "did it; owner=Mara; status=done; closed=2026-04-01"),
        ("[ ] 2026-04-01: do it (Mara)", "do it; owner=Mara; due=2026-04-01; status=open"),
        ("[x] Did it (Mara, 2026-04-01)", "Did it; owner=Mara; due=2026-04-01; status=done"),
    ],
)
def test_marks_of_one_tool(item: str, expected: str) -> None:
    assert of(f"- {item}\n") == [expected]


@pytest.mark.parametrize(
    ("head", "row", "expected"),
    [
        ("対策 | 誰が | いつまでに", "装置を交換 | 高橋 | 2026-04-01", "装置を交換; owner=高橋; due=2026-04-01"),
        ("対策 | 実施予定", "装置を交換 | 2026-04-01", "装置を交換; due=2026-04-01"),
        ("Tiltak | Innen", "Gjør det | 2026-04-01", "Gjør det; due=2026-04-01"),
        ("Acción | Estatus", "Hacerlo | en progreso", "Hacerlo; status=in-progress"),
        ("Action | Committed date | Resolution", "Do it | 2026-04-01 | Fixed", "Do it; due=2026-04-01; status=done"),
        ("Action | ECD | Stage", "Do it | 2026-04-01 | Shipped", "Do it; due=2026-04-01; status=done"),
        ("Action | Resolution", "Do it | By hand, in the end", "Do it"),
        ("Action | PR | Ticket", "Do it | #5 | OPS-1", "Do it; ticket=OPS-1"),
        ("Action | PR | Ticket", "Do it | #5 |  ", "Do it; ticket=#5"),
        ("Action | Owner", "Do it | @Mara Voss @Jonas Lie", "Do it; owner=Mara Voss, Jonas Lie"),
    ],
)
def test_columns_by_more_names(head: str, row: str, expected: str) -> None:
    assert of(f"| {head} |\n|{'---|' * (head.count('|') + 1)}\n| {row} |\n") == [expected]


def test_a_heading_says_how_far_all_below_it_is() -> None:
    sections = {"Completed action items": "Do this", "Open action items": "Do that", "TODO": "Do more"}
    text = "# Outage\n" + "".join(f"\n## {heading}\n\n- {item}\n" for heading, item in sections.items())
    assert [describe(action).partition(": ")[2] for action in find_actions(text, day=DAY)] == [
        "Do this; status=done",
        "Do that; status=open",
        "Do more",
    ]
    assert of("### Completed action items\n\n- Do it\n") == ["Do it; status=done; group=Completed action items"]


def test_a_row_of_a_simple_table_that_goes_on() -> None:
    rule = "=======  ==============  =====\n"
    rows = (
        "OPS-1    Long item that  Mara\n         is wrapped\n\nOPS-2    Another that\n         goes on         Jonas\n"
    )
    text = f"{rule}         What is          \nTicket   Action          Who\n{rule}{rows}{rule}"
    assert of(text.replace("What is ", "Next    "), rst=True) == [
        "Long item that is wrapped; owner=Mara; ticket=OPS-1",
        "Another that goes on; owner=Jonas; ticket=OPS-2",
    ]
    assert of(f"{rule}Ticket   Action          Who\n{rule}         Do it           Mara\n{rule}", rst=True) == [
        "Do it; owner=Mara"
    ]


def test_a_table_of_values_between_commas() -> None:
    rows = '   "Do this, then | that", Mara, 2026-04-01\n   Do more, Jonas,\n'
    head = '.. csv-table:: What we promise\n   :header: "Action", "Owner", "Due"\n   :widths: 1, 2, 3\n\n'
    expected = ["Do this, then | that; owner=Mara; due=2026-04-01", "Do more; owner=Jonas"]
    assert of(head + rows, rst=True) == expected
    assert of(f".. csv-table::\n   :header-rows: 1\n\n   Action, Owner, Due\n{rows}\nEnd.\n", rst=True) == expected
    assert of('.. csv-table::\n   :header: A\n\n   "Do\n   it", Mara\n', rst=True)[-1] == '"Do it"; owner=Mara'
    assert of(".. csv-table::\n   :file: a.csv\n", rst=True) == [".. csv-table:: :file: a.csv"]
    assert len(of(".. csv-table::\nMara\n\n   Do it\n", rst=True)) == 2
