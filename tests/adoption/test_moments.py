"""Milestones behind labels: which day a time without one is of."""

from __future__ import annotations

import pytest

from pmctl.adoption.adopt import adopt
from pmctl.adoption.days import read_days
from pmctl.postmortem.conventions import Conventions
from pmctl.postmortem.model import MILESTONES


def milestones(text: str) -> list[str]:
    facts = adopt(f"# Relay outage\n\n{text}\n", "x.md", Conventions()).facts
    return [f"{key[:3]} {facts[key].value}"[:20].strip() for key in MILESTONES if key in facts]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "Started: 2021-06-03 22:40 UTC\nDetected: 23:58 UTC\nMitigated: 00:20 UTC\nResolved: 01:15 UTC",
            ["sta 2021-06-03 22:40", "det 2021-06-03 23:58", "mit 2021-06-04 00:20", "res 2021-06-04 01:15"],
        ),
        # The first one of each counts.
        ("Started: 2021-06-03 22:40 UTC\nStart: 2021-06-03 22:50 UTC", ["sta 2021-06-03 22:40"]),
        # Whatever stands first.
        (
            "Resolved: 01:15 CEST\nStart: 2021-06-03 23:50 CEST",
            ["sta 2021-06-03 23:50", "res 2021-06-04 01:15"],
        ),
        (
            "| Date | 2021-06-03 |\n|-|-|\n| Started | 23:50 UTC |\n| Resolved | 01:30 UTC |",
            ["sta 2021-06-03 23:50", "res 2021-06-04 01:30"],
        ),
        # Days later.
        (
            "Incident date: 2021-06-03\nStarted: 2021-06-03 10:00 UTC\nDetected: 2021-06-05 23:00 UTC\nEnd: 01:00 UTC",
            ["sta 2021-06-03 10:00", "det 2021-06-05 23:00", "res 2021-06-06 01:00"],
        ),
        # Nobody can say: a day that is almost whole, or a mistake.
        ("Started: 2021-06-03 10:00 UTC\nResolved: 09:30 UTC", ["sta 2021-06-03 10:00"]),
        ("Started: 2021-06-03 20:00 UTC\nDetected: 12:00 UTC", ["sta 2021-06-03 20:00"]),
        # An alarm before the outage, and two who write down the same minutes.
        (
            "Started: 2021-06-03 10:00 UTC\nDetected: 09:58 UTC",
            ["sta 2021-06-03 10:00", "det 2021-06-03 09:58"],
        ),
        (
            "Started: 2021-06-03 10:00 UTC\nDetected: 10:30 UTC\nMitigated: 10:20 UTC",
            ["sta 2021-06-03 10:00", "det 2021-06-03 10:30", "mit 2021-06-03 10:20"],
        ),
        # What has a day of its own keeps it, and what has no year is in the nearest one.
        (
            "Started: 2021-06-03 22:00 UTC\nResolved: 2021-06-03 01:00 UTC",
            ["sta 2021-06-03 22:00", "res 2021-06-03 01:00"],
        ),
        (
            "Started: 2021-12-31 22:00 UTC\nResolved: Jan 1, 01:00 UTC",
            ["sta 2021-12-31 22:00", "res 2022-01-01 01:00"],
        ),
    ],
)
def test_a_time_without_a_day_follows_those_before_it(lines: str, expected: list[str]) -> None:
    assert milestones(lines) == expected


def test_a_day_without_a_year_is_the_nearest() -> None:
    near = read_days("2022-01-02", month_first=None)[0]
    assert list(map(str, read_days("Dec 31", month_first=None, near=near))) == ["2021-12-31"]
