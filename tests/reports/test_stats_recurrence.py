"""Causes and services that come back, and promises that came too late."""

from __future__ import annotations

from datetime import UTC, date

import pytest

from pmctl.reports.stats_courses import by_postmortem, trace
from pmctl.reports.stats_recurrence import Recurrence, distinct, recurrence
from tests.reports.states import action, ledger, text

TODAY = date(2026, 6, 1)


def told(*states: tuple[str, list[str]], shallow: bool = False) -> Recurrence:
    whole = ledger(*states, shallow=shallow)
    courses = trace(whole, zone=UTC, as_of=TODAY)
    return recurrence(whole.documents, whole.documents, by_postmortem(courses.all), known=courses)


def test_what_several_incidents_share_the_most_frequent_first() -> None:
    found = told(
        (
            "2026-05-03",
            [
                text("2026-05-02-c", causes="[Config Change, cache]", services="[api]"),
                text("2026-04-02-b", causes="[config_change, config-change]", services="[db]"),
                text("2026-03-02-a", causes="[cache, config-change]", services="[API, db]"),
                text("2026-02-02-n", causes="[once]"),
            ],
        )
    )
    assert [(c.name, [name[-1] for name in c.postmortems]) for c in found.causes] == [
        ("config-change", ["a", "b", "c"]),
        ("cache", ["a", "c"]),
    ]
    assert [(c.name, [name[-1] for name in c.postmortems]) for c in found.services] == [
        ("API", ["a", "c"]),
        ("db", ["a", "b"]),
    ]
    assert found.related == ()


def test_names_are_told_apart_by_their_letters_alone() -> None:
    assert distinct(["Config Change", "config-change", "cache"]) == {"config-change": "Config Change", "cache": "cache"}


OLD = "2026-03-05-orders-pool"


def again(related: str, *actions: str, id_: str = "2026-04-10-checkout", closed_on: str = "2026-04-10") -> Recurrence:
    before = actions or (action("A1"), action("A2"), action("A3", status="done"))
    return told(
        ("2026-03-06", [text(OLD, *before), text("2026-03-07-orders-queue", action("A1"))]),
        (closed_on, [text(OLD, action("A1"), action("A2", status="done"), action("A3", status="done"))]),
        ("2026-04-12", [text(id_, action("A9"), related=related)]),
    )


@pytest.mark.parametrize(
    "related", [f"[{OLD}]", "[orders-pool]", "[pool]", "[Orders-Pool]", f"[postmortems/{OLD}.md]", "[2026-03-05]",
                f"[nowhere, '', {OLD}, pool]"]
)  # fmt: skip
def test_it_happened_again_while_the_remedy_was_promised(related: str) -> None:
    (relapse,) = again(related).related
    assert (relapse.postmortem, relapse.date, relapse.related) == ("2026-04-10-checkout", date(2026, 4, 10), OLD)
    assert [course.life.key for course in relapse.courses] == ["A1", "A2"]


@pytest.mark.parametrize(
    "related", ["[orders]", "[nowhere]", "['']", "[checkout]", "[2026-04-10-checkout]", '["a\\nb"]']
)
def test_what_names_no_other_document_or_several_says_nothing(related: str) -> None:
    assert again(related).related == ()


def test_what_was_closed_the_day_before_was_in_time() -> None:
    (relapse,) = again("[pool]", closed_on="2026-04-09").related
    assert [course.life.key for course in relapse.courses] == ["A1"]


def test_two_incidents_in_the_order_in_which_they_happened() -> None:
    found = told(
        ("2026-03-06", [text(OLD, action("A1"))]),
        ("2026-04-12", [text(id_, related="[pool]") for id_ in ("2026-04-10-z", "2026-04-11-a")]),
    )
    assert [relapse.postmortem for relapse in found.related] == ["2026-04-10-z", "2026-04-11-a"]


def test_a_remedy_that_was_there_is_no_relapse() -> None:
    assert again("[pool]", action("A1", status="done"), id_="2026-03-06-checkout").related == ()


def test_a_document_without_a_date_happened_on_no_day() -> None:
    assert (
        told(("2026-03-06", [text(OLD, action("A1")), text("2026-03-09-x", date="soon", related="[pool]")])).related
        == ()
    )


def test_in_a_shallow_clone_only_what_is_known_counts() -> None:
    states = [
        ("2026-03-06", [text(OLD, action("A1"))]),
        ("2026-04-12", [text(id_, related="[pool]") for id_ in ("2026-03-04-early", "2026-04-13-late")]),
        ("2026-04-12", [text(OLD, action("A1", "2026-07-01"))]),
    ]
    assert [relapse.postmortem[11:] for relapse in told(*states, shallow=True).related] == ["late"]
