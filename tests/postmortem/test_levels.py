from __future__ import annotations

import pytest

from pmctl.postmortem.levels import Level, read_level


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("low", Level.LOW), ("Medium", Level.MEDIUM), (" HIGH ", Level.HIGH), ("med", Level.MEDIUM),
        ("1", Level.LOW), ("2", Level.LOW), ("3", Level.MEDIUM), ("4", Level.HIGH), ("5", Level.HIGH),
        ("0", None), ("6", None), ("two", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_a_level(text: str | None, level: Level | None) -> None:
    assert read_level(text) is level
