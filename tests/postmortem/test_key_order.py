"""A new key of the front matter, in the order of a record."""

from __future__ import annotations

import pytest

from pmctl.postmortem.edit import EditError
from pmctl.postmortem.key_order import KEY_ORDER, set_in_order
from pmctl.postmortem.model import MILESTONES, OPTIONAL_KEYS, REQUIRED_KEYS


@pytest.mark.parametrize(
    ("keys", "key", "value", "made"),
    [
        (
            "id: x\ndate: 2026-01-02\nactions: []\n",
            "team",
            "data",
            "id: x\ndate: 2026-01-02\nteam: data\nactions: []\n",
        ),
        (
            "started_at:\nresolved_at:  # when?\n",
            "detected_at",
            "x",
            "started_at:\ndetected_at: x\nresolved_at:  # when?\n",
        ),
        ("id: x\nteam:  # which?\n", "team", "data", "id: x\nteam: data  # which?\n"),
        ("# ours\nactions: []\n", "title", "x", "# ours\ntitle: x\nactions: []\n"),
        ("{actions: []}\n", "title", "x", "{title: x, actions: []}\n"),
        ("{}\n", "title", "x", "{title: x}\n"),
        ("related: [a]\nid: x\n", "incident", "I", "related: [a]\nid: x\nincident: I\n"),
    ],
)
def test_it_has_its_place(keys: str, key: str, value: str, made: str) -> None:
    assert set_in_order(f"---\n{keys}---\n", key, value) == f"---\n{made}---\n"


def test_front_matter_that_cannot_be_read() -> None:
    with pytest.raises(EditError):
        set_in_order("---\na: [\n---\n", "title", "x")


def test_all_of_them_are_keys() -> None:
    assert set(KEY_ORDER) <= {*REQUIRED_KEYS, *OPTIONAL_KEYS}
    assert set(MILESTONES) < set(KEY_ORDER)
