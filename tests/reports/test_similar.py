"""Earlier postmortems that are like an incident."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.reports.similar import Incident, Similar, find_similar
from tests.reports.states import action, document, text

if TYPE_CHECKING:
    from pmctl.postmortem.model import Postmortem

POOL = document(
    text(
        "2025-11-02-pool",
        action("A1"),
        action("A2", status="done"),
        action("A3", status="proposed"),
        title="Orders pool exhausted",
        services="[orders-db, checkout-api]",
        causes="[config-change]",
    )
)
CERTIFICATE = document(text("2025-12-01-cert", title="Certificate expired", services="[gateway]"))
SEARCH = document(
    text("2026-01-10-search", title="Search was slow", tags="[pool]", services="[search-api]")
    + "\n## Summary\n\nThe connection pool of the indexer was exhausted.\n\n## Impact\n\nexpired certificate\n"
)
ALL = (POOL, CERTIFICATE, SEARCH)


def similar(incident: Incident, *documents: Postmortem, **options: int) -> tuple[Similar, ...]:
    known = {each.path: each for each in documents or ALL}
    texts = [(path, each.text) for path, each in known.items()]
    return find_similar(incident, texts, lambda path, _: known[path], **options)


def names(incident: Incident, *documents: Postmortem) -> list[str]:
    return [one.name for one in similar(incident, *documents)]


def test_the_likest_comes_first_with_what_it_still_promises() -> None:
    found = similar(Incident(title="Pool of orders exhausted again", services=("orders-db",)))
    assert [one.name for one in found] == ["2025-11-02-pool"]
    assert found[0].title == "Orders pool exhausted"
    assert [kept.id for kept in found[0].open_actions] == ["A1"]
    assert 0.9 < found[0].score < 1
    assert names(Incident(title="Pool exhausted")) == ["2025-11-02-pool", "2026-01-10-search"]


def test_the_same_words_are_the_whole_score() -> None:
    only = similar(Incident(title="Certificate expired", services=("gateway",)), CERTIFICATE)
    assert [one.score for one in only] == [1.0]


def test_services_causes_and_the_summary_count() -> None:
    assert names(Incident(title="Payments", services=("gateway",))) == ["2025-12-01-cert"]
    assert names(Incident(title="Nothing alike", causes=("config-change",))) == ["2025-11-02-pool"]
    assert names(Incident(title="Indexer", summary="of connections")) == ["2026-01-10-search"]
    assert names(Incident(title="Impact")) == []


def test_what_has_nothing_in_common_is_left_out() -> None:
    assert names(Incident(title="Office without coffee")) == []
    assert names(Incident(title="")) == []
    assert find_similar(Incident(title="Pool"), [], lambda *_: POOL) == ()


def test_of_equals_the_newest_comes_first_and_three_are_enough() -> None:
    same = [document(text(f"{day}-pool", title="Pool exhausted")) for day in ("2025-01-01", "2026-01-01", "2024-01-01")]
    undated = document(text("undated-pool-of-all", title="Pool exhausted", date="soon"))
    assert names(Incident(title="Pool exhausted"), *same, undated) == [
        "2026-01-01-pool",
        "2025-01-01-pool",
        "2024-01-01-pool",
    ]
    assert len(similar(Incident(title="Pool exhausted"), *same, undated, most=9)) == 4


def test_what_cannot_be_read_is_passed_over() -> None:
    broken = document("---\nid: broken\ntitle: [\n---\n\n# Pool exhausted\n", "postmortems/broken.md")
    assert names(Incident(title="Pool exhausted"), broken) == []


def test_a_word_that_all_have_says_little() -> None:
    incidents = [document(text(f"2025-01-0{day}-x", title=f"Outage number {day}")) for day in range(1, 9)]
    rare = document(text("2025-02-01-x", title="Zookeeper lost its quorum"))
    assert names(Incident(title="Outage of Zookeeper"), *incidents, rare)[0] == "2025-02-01-x"


@pytest.mark.parametrize(
    "title",
    [
        "Orders pool exhausted since the Black Friday promotion doubled all traffic",
        "Orders pool exhausted during Tuesday's maintenance window in Frankfurt",
    ],
)
def test_words_that_nobody_knows_do_not_hide_what_is_alike(title: str) -> None:
    assert names(Incident(title=title))[0] == "2025-11-02-pool"


@pytest.mark.parametrize("title", ["Backup of the indexer failed", "Impact", "The exhausted backup", "Pool"])
def test_one_word_of_a_summary_is_not_enough(title: str) -> None:
    assert "2026-01-10-search" not in names(Incident(title=title))


def test_one_word_of_the_title_is() -> None:
    assert names(Incident(title="Certificate missing")) == ["2025-12-01-cert"]


def test_only_earlier_ones_are_told() -> None:
    pool = Incident(title="Pool exhausted", date=date(2025, 11, 1))
    assert names(pool) == []
    assert names(replace(pool, date=date(2025, 11, 2))) == ["2025-11-02-pool"]


def test_a_short_word_is_no_part_of_another() -> None:
    feedback = [document(text(f"2025-01-0{day}-x", title=f"Feedback lost {day}")) for day in range(1, 9)]
    db = document(text("2025-02-01-x", title="db down"))
    assert similar(Incident(title="db gone"), *feedback, db)[0].score == 1.0
    short = [document(text("2025-02-02-y", title="障害 注文"))]
    assert names(Incident(title="注文 障害"), *short) == ["2025-02-02-y"]


@given(st.text(), st.lists(st.sampled_from(["orders-db", "gateway", "queries"])), st.text())
def test_it_never_fails(title: str, services: list[str], summary: str) -> None:
    found = similar(Incident(title=title, services=tuple(services), summary=summary))
    assert all(0.25 <= one.score <= 1 for one in found)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
