"""Earlier postmortems that are like an incident."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pmctl.reports.similar import Incident, could_be_similar, similar_to
from tests.reports.states import action, document, text

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


def names(incident: Incident, *documents: object, among: int | None = None) -> list[str]:
    found = similar_to(incident, documents or ALL, among=among or len(documents or ALL))
    return [one.name for one in found]


def test_the_likest_comes_first_with_what_it_still_promises() -> None:
    found = similar_to(Incident(title="Pool of orders exhausted again", services=("orders-db",)), ALL, among=3)
    assert [one.name for one in found] == ["2025-11-02-pool"]
    assert found[0].title == "Orders pool exhausted"
    assert [kept.id for kept in found[0].open_actions] == ["A1"]
    assert 0.5 < found[0].score < 0.6
    assert names(Incident(title="Pool exhausted")) == ["2025-11-02-pool", "2026-01-10-search"]


def test_the_same_words_are_the_whole_score() -> None:
    only = similar_to(Incident(title="Certificate expired", services=("gateway",)), [CERTIFICATE], among=50)
    assert [one.score for one in only] == [1.0]


def test_services_causes_and_the_summary_count() -> None:
    assert names(Incident(title="Slow payments", services=("gateway",))) == ["2025-12-01-cert"]
    assert names(Incident(title="Nothing alike", causes=("config-change",))) == ["2025-11-02-pool"]
    assert names(Incident(title="Indexer", summary="of connections")) == ["2026-01-10-search"]
    assert names(Incident(title="Impact")) == []


def test_what_has_nothing_in_common_is_left_out() -> None:
    assert names(Incident(title="Office without coffee")) == []
    assert names(Incident(title="")) == []
    assert similar_to(Incident(title="Pool"), [], among=0) == ()


def test_of_equals_the_newest_comes_first_and_three_are_enough() -> None:
    same = [document(text(f"{day}-pool", title="Pool exhausted")) for day in ("2025-01-01", "2026-01-01", "2024-01-01")]
    undated = document(text("undated-pool-of-all", title="Pool exhausted", date="soon"))
    assert names(Incident(title="Pool exhausted"), *same, undated) == [
        "2026-01-01-pool",
        "2025-01-01-pool",
        "2024-01-01-pool",
    ]
    assert len(similar_to(Incident(title="Pool exhausted"), [*same, undated], among=4, most=9)) == 4


def test_what_cannot_be_read_is_passed_over() -> None:
    broken = document("---\nid: broken\ntitle: [\n---\n\n# Pool exhausted\n", "postmortems/broken.md")
    assert names(Incident(title="Pool exhausted"), broken) == []


def test_a_word_that_all_have_says_little() -> None:
    incidents = [document(text(f"2025-01-0{day}-x", title=f"Outage number {day}")) for day in range(1, 9)]
    rare = document(text("2025-02-01-x", title="Zookeeper lost its quorum"))
    assert names(Incident(title="Outage of Zookeeper"), *incidents, rare)[0] == "2025-02-01-x"


@given(st.sampled_from(ALL), st.text(), st.lists(st.sampled_from(["orders-db", "gateway", "queries"])))
def test_what_is_similar_could_be(one: object, title: str, services: list[str]) -> None:
    incident = Incident(title=title, services=tuple(services))
    if similar_to(incident, [one], among=3):  # type: ignore[list-item]
        assert could_be_similar(one.text, incident)  # type: ignore[attr-defined]
