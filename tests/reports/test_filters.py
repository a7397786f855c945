"""Which postmortems and promises a report is about."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pmctl.postmortem.conventions import Conventions, Person
from pmctl.reports.filters import Filters
from tests.reports.states import PEOPLE, action, document, ledger, text

TEXT = text(
    "2026-03-14-checkout",
    action("A1", owner="@mara", priority="P1", status="in-progress"),
    action("A2", owner="jonas", team="storefront"),
    action("A3", owner=None),
    team="checkout",
    services="[checkout-api, Orders DB]",
)
WORDS = Conventions(people=PEOPLE.people, status_words={"final": "published", "doing": "in-progress"})


def accepted(filters: Filters, conventions: Conventions = PEOPLE) -> str:
    """Return the keys of the actions that are accepted, and R for the record."""
    lives = ledger(("2026-03-15", [TEXT])).actions
    found = [life.key for life in lives if filters.accept_action(life, conventions)]
    record = document(TEXT).record
    assert record
    return " ".join(found + ["R"] * filters.accept_record(record, conventions))


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, "A1 A2 A3 R"),
        ({"owners": ("@mara",)}, "A1 R"),
        ({"owners": ("mara",)}, "A1 R"),
        ({"owners": (" Mara Lindqvist",)}, "A1 R"),
        ({"owners": ("MARA@example.com",)}, "A1 R"),
        ({"owners": ("@jonas",)}, "A2"),
        ({"owners": ("@jonas", "@mara")}, "A1 A2 R"),
        ({"owners": ("lindqvist",)}, ""),
        ({"teams": ("payments",)}, "A1"),
        ({"teams": ("Storefront",)}, "A2"),
        ({"teams": ("checkout",)}, "A3 R"),
        ({"services": ("CHECKOUT-API",)}, "A1 A2 A3 R"),
        ({"services": ("orders db", "other")}, "A1 A2 A3 R"),
        ({"services": ("orders",)}, ""),
        ({"severities": ("sev2",)}, "A1 A2 A3 R"),
        ({"severities": ("SEV1",)}, ""),
        ({"priorities": ("p1",)}, "A1 R"),
        ({"statuses": ("In Progress",)}, "A1"),
        ({"statuses": ("published",)}, "R"),
        ({"since": date(2026, 3, 14), "until": date(2026, 3, 14)}, "A1 A2 A3 R"),
        ({"since": date(2026, 3, 15)}, "A1 A2 A3"),
        ({"until": date(2026, 3, 13)}, "A1 A2 A3"),
        ({"owners": ("mara",), "priorities": ("P2",)}, ""),
    ],
)
def test_a_filter(filters: dict[str, Any], found: str) -> None:
    assert accepted(Filters(**filters)) == found


@pytest.mark.parametrize(("word", "found"), [("final", "R"), ("Doing", "A1"), ("doing-so", "")])
def test_a_status_in_the_words_of_the_repository(word: str, found: str) -> None:
    assert accepted(Filters(statuses=(word,)), WORDS) == found


def test_a_document_without_a_date_is_in_no_period() -> None:
    record = document(text("2026-03-14-checkout", date="soon")).record
    assert record
    assert not Filters(since=date(2000, 1, 1)).accept_record(record, PEOPLE)
    assert not Filters(until=date(2100, 1, 1)).accept_record(record, PEOPLE)


def test_an_owner_written_without_an_at_is_found_by_name() -> None:
    conventions = Conventions(people={"@jonas": Person(handle="@jonas", name="Jonas Weber")})
    assert accepted(Filters(owners=("jonas weber",)), conventions) == "A2"


def test_slipped_and_reopened() -> None:
    def at(due: str, status: str) -> str:
        return text("2026-03-14-checkout", action("A1", due, status=status), action("A2", "2026-05-01"))

    told = ledger(("2026-03-15", [at("2026-05-01", "open")]), ("2026-03-16", [at("2026-04-01", "done")]),
                  ("2026-03-17", [at("2026-04-01", "open")]))  # fmt: skip

    def keys(filters: Filters, shift: str = "") -> list[str]:
        found = (
            ledger(("2026-03-15", [at("2026-05-01", "open")]), ("2026-03-16", [at(shift, "open")])) if shift else told
        )
        return [life.key for life in found.actions if filters.accept_action(life, PEOPLE)]

    assert keys(Filters(reopened=True)) == ["A1"]
    assert keys(Filters(slipped=True)) == []
    assert keys(Filters(slipped=True), "2026-05-02") == ["A1"]
    assert keys(Filters(slipped=True, reopened=True), "2026-05-02") == []
