"""Action items whose facts stand behind labels, and items inside of items."""

from __future__ import annotations

import pytest

from pmctl.adoption.actions import find_actions
from tests.adoption.test_actions import of

TWO = ["Add a test; owner=Mara", "Add six; owner=Jonas"]


@pytest.mark.parametrize(
    "text",
    [
        "1. **Action:** Add a test\n   **Owner:** Mara\n2. **Action:** Add six\n   **Owner:** Jonas\n",
        "- **Item**: Add a test\n  **Who**: Mara\n- **Item**: Add six\n  **Who**: Jonas\n",
        "- **Task:** Add a test\n  - **Owner:** Mara\n- **Task:** Add six\n  - Who: Jonas\n",
        "- *Action item #1:* Add a test\n  *Owner:* Mara\n- *Action item #2:* Add six\n  *Owner:* Jonas\n",
        "**Action:** Add a test\n**Owner:** Mara\n\n**Action:** Add six\n\n**Owner:** Jonas\n",
        "**What:** Add a test\n**Who:** Mara\n\n**What:** Add six\n**Who:** Jonas\n",
        "- **Owner:** Mara\n  **Action:** Add a test\n- **Owner:** Jonas\n  **Action:** Add six\n",
        "- **Action:** Add a test. **Owner:** Mara.\n- **Action:** Add six. **Owner:** Jonas.\n",
        "* **Action:** Add a test\n* **Why:** it broke\n* **Owner:** Mara\n* **Action:** Add six\n* **Owner:** Jonas\n",
        "- Add a test **Who:** Mara\n- Add six (**Who:** Jonas)\n",
        "- **Description:** Add a test\n  **Assignee:** Mara\n- **Fix:** Add six\n  **Assignee:** Jonas\n",
        "Action: Add a test\nOwner: Mara\n\nAction: Add six\nOwner: Jonas\n",
        "- Recommendation: Add a test (Owner: Mara)\n- Follow-up: Add six (Owner: Jonas)\n",
        "- Add a test\n  - Owner - Mara\n- Add six\n  - @ Jonas\n  - Owner: Jonas\n",
    ],
)
def test_labels_in_bold_make_a_record(text: str) -> None:
    assert of(text) == TWO


def test_records_below_headings_that_only_count_them() -> None:
    text = "### Action 1\n\n- **Action:** Add a test\n- **Owner:** Mara\n\n### Action 2\n\n- **Action:** Add six\n"
    assert of(text) == ["Add a test; owner=Mara; group=Action 1", "Add six; group=Action 2"]
    described = "### Add a test\n\n- **Description:** of the queue\n- **Owner:** Mara\n"
    assert of(described) == ["Add a test; owner=Mara"]


def test_records_in_other_languages() -> None:
    text = "- **Maßnahme:** Test bauen\n  **Wer:** Mara\n  **Frist:** 01.06.2026\n- **Aufgabe:** Üben\n"
    assert of(text) == ["Test bauen; owner=Mara; due=2026-06-01", "Üben"]
    assert of("- **対応内容：** テストを追加\n  **担当：** 佐藤\n  **期限：** 6/1\n") == [
        "テストを追加; owner=佐藤; due=2026-06-01"
    ]


@pytest.mark.parametrize(
    ("below", "facts"),
    [
        ("Done", "; status=done"),
        ("done: yes", "; status=done"),
        ("done: mostly, I think", ""),
        ("Completed on 2026-06-08", "; status=done; closed=2026-06-08"),
        ("completed: 2026-06-08", "; status=done; closed=2026-06-08"),
        ("completed: in the week of 2026-06-08", ""),
        ("**Status:** In progress", "; status=in-progress"),
        ("Who: Mara", "; owner=Mara"),
        ("Who: whoever has the time for it", ""),
        ("When: 2026-06-08", "; due=2026-06-08"),
        ("When: it is needed", ""),
        ("Link: OPS-1", "; ticket=OPS-1"),
        ("Link: the plan", ""),
        ("Mara, 2026-06-08", "; owner=Mara; due=2026-06-08"),
        ("OPS-1", "; ticket=OPS-1"),
        ("See https://wiki.example/plan", ""),
        ("[OPS-1](https://t.example/browse/OPS-1)", "; ticket=https://t.example/browse/OPS-1"),
        ("Owner: none yet", ""),
        ("[ ] not started", "; status=open"),
        ("because it broke", ""),
    ],
)
def test_what_stands_below_an_item_tells_of_it(below: str, facts: str) -> None:
    assert of(f"- Add a test\n  - {below}\n") == [f"Add a test{facts}"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "- [ ] Keep less\n  - [x] Keep a week (@mara)\n  - [ ] Move the rest (@jonas, due 2026-06-01)\n",
            [
                "Keep less; status=open",
                "Keep a week; owner=@mara; status=done; group=Keep less",
                "Move the rest; owner=@jonas; due=2026-06-01; status=open; group=Keep less",
            ],
        ),
        (
            "1. Keep less\n   1. Keep a week (@mara)\n   2. Move the rest\n   3. Drop it (@jonas)\n",
            [
                "Keep less",
                "Keep a week; owner=@mara; group=Keep less",
                "Move the rest; group=Keep less",
                "Drop it; owner=@jonas; group=Keep less",
            ],
        ),
        (
            "- [x] Keep less\n  - why: it grew\n  - [x] Keep a week\n    - [ ] here (@mara)\n",
            [
                "Keep less; status=done",
                "Keep a week; status=done; group=Keep less",
                "here; owner=@mara; status=open; group=Keep a week",
            ],
        ),
        ("- Add tests\n  - of the queue\n  - of the pool\n", ["Add tests"]),
        (
            "- Add tests\n  - of the queue\n  - of the pool (@mara)\n  - of the rest\n",
            ["Add tests", "of the pool; owner=@mara; group=Add tests"],
        ),
    ],
)
def test_items_inside_of_items(text: str, expected: list[str]) -> None:
    assert of(text) == expected


def test_a_title_in_bold_ends_where_its_line_does() -> None:
    assert of("- **Add a test**\n  The last one was in 2020.\n  - Owner: none yet\n") == ["Add a test"]
    assert of("- **Add a test**\\\n  of it\n- Add six\\\n  Owner: Mara\n") == ["Add a test", "Add six; owner=Mara"]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "| Action | Add a test | Add six |\n|---|---|---|\n| Owner | Mara | Jonas |\n| Due | 2026-06-01 |\n",
            ["Add a test; owner=Mara; due=2026-06-01", "Add six; owner=Jonas"],
        ),
        (
            "| | |\n|---|---|\n| Action | Add a test |\n| Owner | Mara |\n| Done | yes |\n",
            ["Add a test; owner=Mara; status=done"],
        ),
        (
            "| Field | Value |\n|---|---|\n| Action item | Add a test |\n| Owner | Mara |\n",
            ["Add a test; owner=Mara"],
        ),
        ("| Action | Owner |\n|---|---|\n| Add a test | Mara |\n| **Total: 1** | |\n", ["Add a test; owner=Mara"]),
        ("| Action | Owner |\n|---|---|\n", []),
    ],
)
def test_tables_that_stand_on_their_side(table: str, expected: list[str]) -> None:
    assert of(table) == expected


def test_a_column_of_days_on_which_it_was_done() -> None:
    table = "| Action | Done |\n|---|---|\n| Add a test | 2026-06-01 |\n| Add six | no |\n| Add two | |\n"
    assert of(table) == ["Add a test; status=done; closed=2026-06-01", "Add six; status=open", "Add two"]


def test_thanks_are_no_action() -> None:
    assert of("- Add a test\n- We would like to thank everyone who reported this.\n") == ["Add a test"]
    assert of("We will add a test.\n\nWe apologise for the trouble.\n") == ["We will add a test."]
    assert find_actions("# Outage\n\n## Next steps\n\n- Thank the on-call engineer\n")[0].title.startswith("Thank")
