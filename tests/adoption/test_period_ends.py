"""Ends of months and quarters as days, and headers whose fields only commas or full stops part."""

from __future__ import annotations

from datetime import date

import pytest

from pmctl.adoption.labels import read_labels
from pmctl.adoption.period_ends import find_period_end
from pmctl.postmortem.markdown import Block
from tests.adoption.test_actions import of


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Buy a fan (by end of September)", "Buy a fan; due=2026-09-30"),
        ("Buy a fan by end of March 2027", "Buy a fan; due=2027-03-31"),
        ("Buy a fan, due end of Q1 2027", "Buy a fan; due=2027-03-31"),
        ("Buy a fan (Mara, end of Dec)", "Buy a fan; owner=Mara; due=2026-12-31"),
        ("Buy a fan @mara by the end of Q4", "Buy a fan; owner=@mara; due=2026-12-31"),
        ("Count the fans at the end of March", "Count the fans at the end of March"),
        ("Buy a fan by end of 2026", "Buy a fan by end of 2026"),
        ("Say how the end may come", "Say how the end may come"),
    ],
)
def test_the_end_of_a_month_or_quarter_is_its_last_day(item: str, expected: str) -> None:
    assert of(f"- {item}\n") == [expected]


@pytest.mark.parametrize(
    ("text", "near", "expected"),
    [
        ("end of February", date(2028, 2, 1), date(2028, 2, 29)),
        ("end of February", date(2027, 3, 1), date(2028, 2, 29)),
        ("end of Q4, 2027", None, date(2027, 12, 31)),
        ("end of Q2", None, None),
    ],
)
def test_an_end_without_a_year_is_the_next_one(text: str, near: date | None, expected: date | None) -> None:
    found = find_period_end(text, start=0, near=near)
    assert found is not None
    assert found.day == expected
    assert (found.start, found.end) == (0, len(text))


@pytest.mark.parametrize("text", ["end of march 5", "end of Q5", "weekend of May", "end of Marching", "end of May-day"])
def test_what_is_no_end_of_a_month_or_quarter(text: str) -> None:
    assert find_period_end(text, start=0, near=date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Date: 2026-03-17. Severity: SEV3. Owner: @mara.",
            [("date", "2026-03-17"), ("severity", "SEV3"), ("owner", "@mara")],
        ),
        (
            "*Incidentdatum: 01-02-2026, prioriteit: P3, opgesteld door: Joost*",
            [("incident_day", "01-02-2026"), ("priority", "P3"), ("authors", "Joost")],
        ),
        ("Severity: SEV2, because: it hurt.", [("severity", "SEV2, because: it hurt.")]),
        ("Summary: it hurt, severity: none", []),
        ("Owners: Mara, Jonas. Severity: SEV2", [("owner", "Mara, Jonas"), ("severity", "SEV2")]),
    ],
)
def test_fields_of_a_header_on_one_line(line: str, expected: list[tuple[str, str]]) -> None:
    block = Block(kind="paragraph", text=line, line=1, end_line=1)
    assert [(label.field, label.text) for label in read_labels([block], [])] == expected
