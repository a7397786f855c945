"""Groups in a section of actions that are called like other sections, and what of it was not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pmctl.adoption.adopt import adopt
from pmctl.postmortem.conventions import Conventions
from tests.adoption.laws import is_stable, words_are_kept

if TYPE_CHECKING:
    from pmctl.adoption.model import Adoption

HEAD = "# Outage 2024-02-03\n\n"


def read(body: str, path: str = "x.md") -> Adoption:
    adoption = adopt(HEAD + body, path, Conventions())
    assert adoption.problem is None
    assert words_are_kept(adoption)
    assert is_stable(adoption)
    return adoption


def titles(adoption: Adoption) -> list[str]:
    return [action.title for action in adoption.actions]


def doubts(adoption: Adoption) -> list[tuple[str, int | None]]:
    return [(doubt.words, doubt.line) for doubt in adoption.doubts]


BOXES = "- [ ] Add a queue (@mara)\n- [x] Page on depth (@jonas)\n"
TABLE = "| Action | Owner |\n|---|---|\n| Add a queue | @mara |\n| Page on depth | @jonas |\n"
BULLETS = "- Add a queue\n- Page on depth (@jonas)\n"


@pytest.mark.parametrize("items", [BOXES, TABLE, BULLETS], ids=["boxes", "table", "bullets"])
@pytest.mark.parametrize(
    "heading",
    [
        "**Detection**", "**Resolution**", "**Detection (short term)**", "**Resolution / mitigation**", "**Impact**",
        "__Detection:__", "Mitigation:", "### Impact", "### Summary", "### Root causes", "#### Trigger",
        "### 1. Detection", "### Innvirkning", "**影響**", "Erkennung\n---------",
    ],
)  # fmt: skip
@pytest.mark.parametrize("section", ["# Action items", "## Follow-up actions"])
def test_a_section_s_name_is_that_of_a_group(section: str, heading: str, items: str) -> None:
    if heading.endswith("-") and section == "## Follow-up actions":
        section = "# Follow-up actions"
    adoption = read(f"{section}\n\n{heading}\n\n{items}")
    assert titles(adoption) == ["Add a queue", "Page on depth"]
    assert adoption.doubts == ()


@pytest.mark.parametrize("last", ["**Follow-up**", "**Prevention**", "**Impact**", "### Resolution"])
def test_each_group_keeps_its_items(last: str) -> None:
    body = f"## Action items\n\n**Detection**\n\n- [ ] A (@b)\n\n**Resolution**\n\n- [ ] B (@c)\n\n{last}\n\n- [ ] C\n"
    assert titles(read(body)) == ["A", "B", "C"]


@pytest.mark.parametrize(
    "other",
    [
        "**Lessons learned**\n\n- We should test more\n- Paging worked\n",
        "### What went well\n\n- Add-ons worked\n- More people helped\n",
        "**Timeline**\n\n- 10:00 Add a replica (@mara)\n- 10:10 Restart it (@jonas)\n",
        "### Timeline\n\n| Time | Event | Owner |\n|---|---|---|\n| 10:00 | Restart | @mara |\n",
        "### Timeline\n\n- [x] 10:00 Restart it (@mara)\n",
        "**Participants**\n\n- Mara (@mara)\n- Jonas (@jonas)\n",
        "### Impact\n\n- 300 orders\n- Customers should have seen errors\n",
        "### Impact\n\n| Service | Status |\n|---|---|\n| orders | down |\n",
        "**Impact**\n\n| Region | Orders |\n|---|---|\n| north | 3 |\n",
        "**Resolution**\n\n- Restarted the pool\n- Rolled it back\n",
        "### Root causes\n\nThe pool was too small.\n",
        "### References\n\n- [The board](https://example.com/OPS-1)\n",
        "### Further reading\n\n- The handbook of pools\n",
    ],
)
def test_what_does_not_look_like_actions_is_that_section(other: str) -> None:
    adoption = read(f"## Action items\n\n- [ ] Add a queue (@mara)\n\n{other}")
    assert titles(adoption) == ["Add a queue"]
    assert adoption.doubts == ()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("## Remediation\n\n### Detection\n\n- [ ] A (@b)\n\n### Impact\n\n- [ ] B\n", ["A", "B"]),
        ("## Resolution and follow-up\n\n### Impact\n\n- [ ] B (@b)\n", ["B"]),
        ("## Action items\n\n### Summary\n\nAdd the queue (@bob), by 2024-03-01.\n", ["Add the queue"]),
        ("## Action items\n\n- A (@b)\n\n### Impact\n\nTell them (@bob).\n", ["A", "Tell them"]),
        ("## Action items\n\n- A (@b)\n\n### Impact\n\nCustomers should have been told.\n", ["A"]),
        ("## Action items\n\n- **Impact**\n  - [ ] A (@b)\n- **Summary**\n  - [ ] B\n", ["A", "B"]),
        ('## Action items\n\n=== "Impact"\n\n    - [ ] A (@b)\n\n=== "Detection"\n\n    - [ ] B\n', ["A", "B"]),
        ("## Action items\n\n<b>Impact</b>\n\n- [ ] A (@b)\n\n**2. Resolution:**\n\n- [ ] B\n", ["A", "B"]),
        ("## Action items\n\n### Root causes\n\n**Short term**\n\n- [ ] A\n\n**Long term**\n\n- [ ] B\n", ["A", "B"]),
    ],
)  # fmt: skip
def test_groups_of_other_forms(body: str, expected: list[str]) -> None:
    assert titles(read(body)) == expected


def test_what_is_told_of_a_group_is_no_action() -> None:
    assert titles(read(f"## Action items\n\n### Impact\n\n- Owner: Mara\n\n### Prevention\n\n{BULLETS}")) == [
        "Add a queue",
        "Page on depth",
    ]
    body = "## Action items\n\n### Impact\n\n#### Customers\n\n- [ ] Tell them (@mara)\n\n## Impact\n\n- [ ] None\n"
    assert titles(read(body)) == ["Tell them"]


def test_a_title_is_no_section_of_actions() -> None:
    body = "# Improvements after the outage\n\nDate: 2024-02-03\n\n## Impact\n\n- Add-ons failed (@mara)\n"
    adoption = adopt(f"{body}\n## Steps\n\n- Add a queue\n\n### Impact\n\n- Add it (@b)\n", "x.md", Conventions())
    assert "Add it" not in titles(adoption)
    assert "Add-ons failed" not in titles(adoption)


def test_sections_in_bold_stand_beside_each_other() -> None:
    body = "**Action items**\n\n- [ ] Add a queue\n\n**Impact**\n\n- Add-ons failed (@mara)\n"
    assert titles(read(body)) == ["Add a queue"]


# What was not read


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("## Action items\n\n### What went well\n\n- Paging worked\n", 7),
        ("## Action items\n\n- \n-\n- Owner: Mara\n", 7),
        ("## Action items\n\n**Impact**\n\n| Region | Orders |\n|---|---|\n| north | 3 |\n", 9),
        ("## Action items\n\n### Impact\n\n- 300 orders\n- 30 refunds\n", 7),
        ("# Follow-ups\n\n### Lessons learned\n\n1. Pools run full\n2. Alerts help\n", 7),
        ("**Action items**\n\n- Owner: Mara\n", 5),
        ("## Tiltak\n\n- Eier: Kari\n", 5),
        ("## Action items\n\n- thanks to all who helped\n- Status: open\n", 6),
    ],
)
def test_a_section_of_which_nothing_is_read_is_told_and_stays_open(body: str, line: int) -> None:
    adoption = read(body)
    assert adoption.actions == ()
    assert [where for words, where in doubts(adoption) if words.startswith("nothing below “")] == [line]
    assert "actions:" not in adoption.after
    assert adoption.id is not None
    again = adopt(adoption.after, "x.md", Conventions())
    assert not again.is_ours
    assert [doubt.words for doubt in again.doubts] == [doubt.words for doubt in adoption.doubts]


@pytest.mark.parametrize(
    "body",
    [
        "## Action items\n\n- None\n",
        "## Action items\n\nNone at this time.\n\n### Impact\n\n- 300 orders\n",
        "## Action items\n\n- [ ] TBD\n",
        "## Action items\n\n| Action | Owner |\n|---|---|\n| | |\n| TBD | TBD |\n",
        "## Action items\n\n- [ ] Action 1\n- [ ] Action 2\n",
        "## Action items\n\n- [ ] The timeline is complete\n- [ ] The report has been reviewed\n",
        "## Action items\n\n- *what to do*\n",
        "## Action items\n\n### Timeline\n\n- 10:00 it began\n",
        "## Remediation\n\n- Pools were filled\n",
        "## Action items\n",
    ],
)
def test_what_says_that_there_is_nothing_is_closed(body: str) -> None:
    adoption = read(body)
    assert titles(adoption) == []
    assert doubts(adoption) == []
    assert "\nactions: []\n" in adoption.after


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("## Unser Versprechen\n\n- [ ] Add a queue\n", "1 checkbox is not read as actions"),
        ("## Promised\n\n- [ ] Add a queue\n- [x] Page\n", "2 checkboxes are not read as actions (lines 5, 6)"),
        ("## Impact\n\n- Much\n  - [ ] Refund them all on Monday\n", "1 checkbox is not read as actions"),
        ("## Lessons learned\n\n> - [ ] Add a queue\n> - [ ] Page\n",
         "2 checkboxes are not read as actions (lines 5, 6)"),
        ("- [ ] Add a queue\n", "1 checkbox is not read as actions"),
        ("## Resolution\n\n1. [ ] Tell all of the customers\n", "1 checkbox is not read as actions"),
        ("## Summary\n\n* [X] @mara\n", "1 checkbox is not read as actions"),
        ("## Resolution\n\n" + "- [ ] Add one more replica\n" * 7,
         "7 checkboxes are not read as actions (lines 5, 6, 7, 8, 9 and more)"),
    ],
)  # fmt: skip
def test_unread_checkboxes_are_told(body: str, words: str) -> None:
    adoption = read(body)
    assert [said for said, _ in doubts(adoption)] == [words]
    assert "actions:" not in adoption.after


def test_they_are_told_beside_actions_too() -> None:
    adoption = read(f"## Action items\n\n{BULLETS}\n## Impact\n\n- [ ] Refund all of them\n")
    assert doubts(adoption) == [("1 checkbox is not read as actions", 10)]
    assert "actions:\n  - id: A1\n" in adoption.after


@pytest.mark.parametrize(
    "body",
    [
        "## Timeline\n\n- [x] 10:00 Restart of the whole pool\n",
        "## Severity\n\n- [ ] SEV1\n- [x] SEV2\n- [ ] Data loss\n",
        "## Postmortem checklist\n\n- [ ] Tell all of the customers\n",
        "## Sign-off\n\n- [ ] Signed by the head of SRE\n",
        "## Before publishing\n\n- [ ] The timeline is complete\n- [x] The report has been reviewed\n",
        "## Impact\n\n- [ ] None at this time\n",
        "## Impact\n\n- [ ]\n",
        "## Impact\n\n```\n- [ ] Refund all of them\n```\n",
        "## Action items\n\n- [ ] Add a queue\n  - [x] @mara\n",
        "## Impact\n\nSee [x] and > [ ] there.\n",
    ],
)
def test_boxes_that_promise_nothing_are_not(body: str) -> None:
    assert doubts(read(body)) == []


def test_rst_and_html_have_the_lines_of_the_document() -> None:
    adoption = read("Promised\n========\n\n<ul><li><input type='checkbox'> x</li></ul>\n\n- [ ] Add a queue\n")
    assert doubts(adoption) == [("1 checkbox is not read as actions", 8)]
