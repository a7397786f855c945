from __future__ import annotations

import pytest

from pmctl.postmortem.action_ids import next_action_id


@pytest.mark.parametrize(
    ("own", "used", "next_"),
    [
        ([], [], "A1"),
        (["A1", "A2", "A3"], [], "A4"),
        (["A1", "A3"], [], "A4"),
        (["A1"], ["A1", "A2", "A7"], "A8"),
        ([], ["A1", "A2"], "A3"),
        (["AI-01", "AI-02"], [], "AI-03"),
        (["AI-09"], [], "AI-10"),
        (["a1", "a2", "B1"], [], "a3"),
        (["1", "2"], [], "3"),
        (["PAY-812", "PAY-815"], [], "A1"),
        (["PAY-812", "A1"], [], "A2"),
        (["alert", "runbook"], [], "A1"),
        (["x" * 100_000], [], "A1"),
        (["2026-03-14-1", "2026-03-14-2"], [], "2026-03-14-3"),
        (["A1", "A1234567890"], [], "A2"),
        (["A01", "a2"], ["A02"], "A03"),
        (["A1"], ["a2"], "A3"),
        (["B1", "b2"], ["b3", "B4"], "B5"),
    ],
)
def test_the_next_one(own: list[str], used: list[str], next_: str) -> None:
    assert next_action_id(own, used) == next_
