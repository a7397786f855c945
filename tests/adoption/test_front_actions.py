"""Actions in front matter of another tool's shape."""

from __future__ import annotations

import pytest

from pmctl.adoption.adopt import adopt
from pmctl.postmortem.conventions import Conventions
from tests.adoption.laws import front_matter_is_kept, is_stable, words_are_kept

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
        "action_items:\n  - what: Buy\n    who: [Mara, Jonas]\n",
        "action_items:\n  -\n",
        "shopping: [Buy a disk]\n",
    ],
)
def test_what_is_not_plain_is_left(front: str) -> None:
    assert found(front) == []


def test_a_list_that_is_called_like_ours_stays_and_is_told() -> None:
    adoption = adopt(f"---\nactions:\n  - what: Buy a disk\n---\n{BODY}", "x.md", Conventions())
    assert [action.title for action in adoption.actions] == ["Buy a disk"]
    assert [doubt.words for doubt in adoption.doubts] == ["the front matter has actions of another kind"]
    assert "  - what: Buy a disk\nid: " in adoption.after
