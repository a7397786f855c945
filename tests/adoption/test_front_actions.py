"""Actions in front matter of another tool's shape."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from pmctl.adoption.adopt import adopt
from pmctl.postmortem.conventions import Conventions
from tests.adoption.laws import front_matter_is_kept, is_stable, words_are_kept

if TYPE_CHECKING:
    from pmctl.adoption.model import Adoption

BODY = "\n# Disk full\n\nDate: 2021-03-04\n"


def found(front: str) -> list[tuple[object, ...]]:
    adoption = adopt(f"---\n{front}---\n{BODY}", "x.md", Conventions())
    assert words_are_kept(adoption)
    assert front_matter_is_kept(adoption)
    assert is_stable(adoption)
    return [
        (a.title, a.owner, str(a.due) if a.due else None, a.status and a.status.value, a.ticket, a.line)
        for a in adoption.actions
    ]


def test_plain_lists_are_read() -> None:
    front = (
        "action_items:\n"
        '  - what: Buy a | disk\n    who: "@mara"\n    when: 2021-04-01\n    done: true\n'
        "  - what: Alert\n    who: Jonas\n    done: no\n    jira: OPS-12\n    size:\n      big: yes\n"
    )
    assert found(front) == [
        ("Buy a | disk", "@mara", "2021-04-01", "done", None, 3),
        ("Alert", "Jonas", None, "open", "OPS-12", 7),
    ]
    assert [action[0] for action in found("follow-ups: [Buy a disk, Alert]\n")] == ["Buy a disk", "Alert"]


@pytest.mark.parametrize(
    "front",
    [
        "action_items: later\n",
        "action_items: []\n",
        "action_items:\n  - [a, b]\n",
        "action_items:\n  - who: Mara\n",
        "action_items:\n  - what: Buy\n    who: {name: Mara}\n",
        "action_items:\n  - what: [Buy, Sell]\n",
        "action_items:\n  - what: Buy\n    who: [[Mara]]\n",
        "action_items:\n  -\n",
        "shopping: [Buy a disk]\n",
    ],
)
def test_what_is_not_plain_is_left(front: str) -> None:
    assert found(front) == []


# A list that is called `actions`, in another shape

ITEM = "  - title: Add a queue\n    assignee: bob\n    due_date: 2025-03-01\n    state: done # really\n"


def whole(front: str, body: str = BODY, **more: date) -> Adoption:
    adoption = adopt(f"---\n{front}---\n{body}", "x.md", Conventions(), **more)  # type: ignore[arg-type]
    assert adoption.problem is None
    assert words_are_kept(adoption)
    assert front_matter_is_kept(adoption)
    assert is_stable(adoption)
    return adoption


def test_items_of_another_shape_get_pmctl_s_keys() -> None:
    adoption = whole(f"id: INC-1\nactions:\n{ITEM}  - {{what: Alert, jira: OPS-1, id: 7}}\n  # last\n")
    assert adoption.after.partition("actions:\n")[2].startswith(
        f"{ITEM}    id: A1\n    owner: bob\n    due: 2025-03-01\n    status: done\n"
        "  - {what: Alert, jira: OPS-1, id: 7, title: Alert, status: proposed, ticket: OPS-1}\n  # last\n"
    )
    assert "| A1 | Add a queue | bob | 2025-03-01 | done |\n| 7 | Alert |" in adoption.after
    assert adoption.doubts == ()


def test_a_key_without_a_value_gets_one_and_ids_are_free() -> None:
    front = (
        "actions:\n  - title: Buy\n    owner:\n    who: Mara\n  - {title: Sell, id: A1, state: whatever, when: Q3}\n"
    )
    adoption = whole(front)
    assert "  - title: Buy\n    owner: Mara\n    who: Mara\n    id: A2\n    status: open\n" in adoption.after
    assert "when: Q3, status: proposed, note: due Q3; status whatever}" in adoption.after


def test_the_day_of_opening_is_added_too() -> None:
    assert "    opened: 2025-01-01\n" in whole(f"actions:\n{ITEM}", opened=date(2025, 1, 1)).after


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        (
            'actions:\n  - Buy a disk (Mara) # soon\n  - "Sell: one"\n',
            (
                "  - id: A1\n    title: Buy a disk (Mara) # soon\n    owner: Mara\n    status: open\n"
                '  - id: A2\n    title: "Sell: one"\n    status: proposed\n'
            ),
        ),
        (
            "actions: [Buy a disk, 'Sell: one']\n",
            (
                "actions: [{id: A1, title: Buy a disk, status: proposed}, "
                "{id: A2, title: 'Sell: one', status: proposed}]\n"
            ),
        ),
        (
            f"actions:\n{ITEM}  - Buy a disk\n",
            "    status: done\n  - id: A2\n    title: Buy a disk\n    status: proposed\n",
        ),
        ("{actions: [Buy a disk]}\n", "{actions: [{id: A1, title: Buy a disk, status: proposed}], id: 2021"),
    ],
)
def test_texts_become_titles(front: str, expected: str) -> None:
    # "(Mara)" is a name where the body knows her.
    adoption = whole(front, f"{BODY}Owner: Mara\n")
    assert expected in adoption.after
    assert not any("given keys" in doubt.words for doubt in adoption.doubts)


@pytest.mark.parametrize(
    "front",
    ["actions:\n  - Buy\n    a disk\n", "actions:\n  - >\n   Buy\n   a disk\n", "id: x\nactions:\n  - |\n    Buy\n"],
)
def test_texts_that_cannot_become_titles_stay_and_are_told(front: str) -> None:
    adoption = whole(front)
    assert adoption.after.startswith(f"---\n{front}")
    assert "pmctl:actions" not in adoption.after
    assert [(doubt.words, doubt.line) for doubt in adoption.doubts] == [
        ("the actions cannot be given keys safely, and stay as they are", front.count("\n", 0, front.index("act")) + 2)
    ]


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        (f"actions:\n{ITEM}", [("1 action of the body is not in the front matter's list", 15)]),
        ("action_items: [Page on depth, Buy, Sell]\n", []),
        (
            "actions: [Page on depth]\nfollow-ups: [Buy, Page on depth now, Sell]\n",
            [("2 actions of follow-ups are not in the front matter's list", 3)],
        ),
        (
            "actions:\n  - title: Page on depth\n    id: A1\ntodo: [Buy]\n",
            [("1 action of todo is not in the front matter's list", 5)],
        ),
        (
            "actions:\n  - [a, b]\n",
            [("1 item of actions is not read", 2), ("the front matter has actions of another kind", 3)],
        ),
        ("actions: later\n", [("the front matter has actions of another kind", 2)]),
        ("actions: [Page on depth, N/A]\n", [("1 item of actions is not read", 2)]),
        ("todos: [[a], b, {c: [d]}]\n", [("3 items of todos are not read", 2)]),
    ],
)
def test_what_the_list_does_not_have_is_told(front: str, expected: list[tuple[str, int]]) -> None:
    adoption = whole(front, f"{BODY}\n## Action items\n\n- [ ] Page on depth\n")
    assert [(doubt.words, doubt.line) for doubt in adoption.doubts] == expected


def test_where_there_is_nothing_to_lose_nothing_is_told() -> None:
    assert whole("actions: none\n").doubts == ()
    assert whole("actions: none\n").after.count("actions") == 1


def test_many_that_the_list_does_not_have_are_counted() -> None:
    items = "".join(f"- [ ] Do thing {n}{n}\n" for n in range(1, 9))
    words = [doubt.words for doubt in whole(f"actions:\n{ITEM}", f"\n## Action items\n\n{items}").doubts]
    assert words == ["8 actions of the body are not in the front matter's list (lines 11, 12, 13, 14, 15 and more)"]
