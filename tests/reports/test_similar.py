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
    beginnings = [(path, each.text.encode("utf-8", "replace")) for path, each in known.items()]
    return find_similar(incident, beginnings, lambda path: known[path].record, **options)


def names(incident: Incident, *documents: Postmortem) -> list[str]:
    return [one.name for one in similar(incident, *documents)]


def titled(number: int, title: str, summary: str = "", **fields: str) -> Postmortem:
    told = f"\n## Summary\n\n{summary}\n" if summary else ""
    return document(text(f"2025-{number // 28 + 1:02}-{number % 28 + 1:02}-x{number}", title=title, **fields) + told)


def test_the_likest_comes_first_with_what_it_still_promises() -> None:
    found = similar(Incident(title="Pool of orders exhausted again", services=("orders-db",)))
    assert [one.name for one in found] == ["2025-11-02-pool"]
    assert found[0].title == "Orders pool exhausted"
    assert found[0].date == date(2025, 11, 2)
    assert [kept.id for kept in found[0].open_actions] == ["A1"]
    assert 0.9 < found[0].score <= 1
    assert names(Incident(title="Pool is slow")) == ["2026-01-10-search", "2025-11-02-pool"]


def test_the_same_title_and_service_are_the_whole_score() -> None:
    only = similar(Incident(title="Certificate expired", services=("gateway",)), CERTIFICATE)
    assert [one.score for one in only] == [1.0]
    assert [one.score for one in similar(Incident(title="Certificate expired"), CERTIFICATE)] == [1.0]


def test_services_causes_and_the_summary_count() -> None:
    assert names(Incident(title="Payments", services=("Gateway",))) == ["2025-12-01-cert"]
    assert names(Incident(title="Nothing alike", causes=("config-change",))) == ["2025-11-02-pool"]
    assert names(Incident(title="Invoices", services=("orders",))) == ["2025-11-02-pool"]
    assert names(Incident(title="Indexer")) == ["2026-01-10-search"]
    assert names(Incident(title="Impact")) == []


def test_what_has_nothing_in_common_is_left_out() -> None:
    assert names(Incident(title="Office without coffee")) == []
    assert names(Incident(title="")) == []
    assert find_similar(Incident(title="Pool"), [], lambda _: None) == ()


def test_of_equals_the_newest_comes_first_and_three_are_enough() -> None:
    same = [document(text(f"{day}-pool", title="Pool exhausted")) for day in ("2025-01-01", "2026-01-01", "2024-01-01")]
    undated = document(text("undated-pool-of-all", title="Pool exhausted", date="soon"))
    assert names(Incident(title="Pool exhausted"), *same, undated) == [
        "2026-01-01-pool",
        "2025-01-01-pool",
        "2024-01-01-pool",
    ]
    assert len(similar(Incident(title="Pool exhausted"), *same, undated, most=9)) == 4


def test_the_very_title_comes_before_other_forms_of_its_words() -> None:
    older = titled(1, "Pools exhausted")
    assert names(Incident(title="Pools exhausted"), older, titled(2, "Pool is exhausted"))[0] == "2025-01-02-x1"


def test_nothing_else_in_the_title_is_liker() -> None:
    more = titled(2, "Orders stall during a failover", services="[checkout-api]", tags="[timeouts]")
    exact = titled(1, "Checkout timeouts after the driver upgrade")
    assert names(Incident(title="Checkout timeouts"), more, exact) == ["2025-01-02-x1", "2025-01-03-x2"]


def test_what_cannot_be_read_is_found_by_its_title() -> None:
    broken = document("---\nid: broken\ntitle: Pool exhausted # again\nid: [\n---\n", "postmortems/broken.md")
    legacy = document("# The pool was exhausted\n", "postmortems/old.md")
    found = similar(Incident(title="Pool exhausted"), broken, legacy)
    assert [(one.name, one.title, one.date, one.open_actions) for one in found] == [
        ("broken", "Pool exhausted", None, ()),
        ("old", "The pool was exhausted", None, ()),
    ]


def test_a_word_that_all_have_says_little() -> None:
    incidents = [titled(day, f"Queue {day} stuck") for day in range(1, 9)]
    rare = document(text("2025-02-01-x", title="Zookeeper lost its quorum"))
    assert names(Incident(title="Queue of Zookeeper"), *incidents, rare) == ["2025-02-01-x"]


@pytest.mark.parametrize("many", [5, 100])
def test_the_same_title_is_found_among_many_that_mention_its_words(many: int) -> None:
    others = [
        titled(number, f"Mail queue {number} stuck", "Checkout is fine, the database shows no timeouts.")
        for number in range(many)
    ]
    same = document(text("2026-03-14-checkout", title="Checkout timeouts on the database"))
    assert names(Incident(title="Checkout timeouts on the database"), *others, same)[0] == "2026-03-14-checkout"
    assert (
        names(Incident(title="Mail queue stuck"), *others, same, titled(200, "Mail queue stuck"))[0]
        == "2025-08-05-x200"
    )


ARCHIVE = (
    titled(1, "Clock drift caused token validation errors", services="[tokens]"),
    titled(2, "API rate limiter blocked partners"),
    titled(3, "Login outage: certificate has expired", services="[identity]"),
    titled(4, "Search shows old prices", services="[search]"),
    titled(5, "Checkout timeouts after the driver upgrade"),
    titled(6, "Session store read-only after a failover", "Logins failed for 38 minutes."),
    titled(7, "Log volume filled the disks of the ingest nodes"),
    titled(8, "Outage"),
)


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Increased 5xx errors", []),
        ("Elevated error rates on API", []),
        ("Office wifi down after upgrade", []),
        ("Alert storm", []),
        ("Major outage", []),
        ("Outage", ["2025-01-09-x8"]),
        ("Search outage", ["2025-01-05-x4"]),
        ("Users cannot log in", ["2025-01-04-x3", "2025-01-07-x6"]),
        ("Sign-in broken", ["2025-01-04-x3", "2025-01-07-x6"]),
        ("TLS cert of the gateway out of date", ["2025-01-04-x3"]),
        ("Disk full", ["2025-01-08-x7"]),
        ("Checkout is slow", ["2025-01-06-x5"]),
    ],
)
def test_what_is_proof_enough(title: str, found: list[str]) -> None:
    assert names(Incident(title=title), *ARCHIVE) == found


@pytest.mark.parametrize(
    "title",
    [
        "Orders pool exhausted since the Black Friday promotion doubled all traffic",
        "Orders pool exhausted during Tuesday's maintenance window in Frankfurt",
    ],
)
def test_words_that_nobody_knows_do_not_hide_what_is_alike(title: str) -> None:
    assert names(Incident(title=title))[0] == "2025-11-02-pool"


@pytest.mark.parametrize("title", ["Backup of the indexer failed", "Impact", "The exhausted backup"])
def test_one_word_of_a_summary_is_not_enough_among_others(title: str) -> None:
    assert "2026-01-10-search" not in names(Incident(title=title))


def test_one_rare_word_of_the_title_is() -> None:
    assert names(Incident(title="Certificate missing")) == ["2025-12-01-cert"]


def test_only_earlier_ones_are_told() -> None:
    pool = Incident(title="Pool exhausted", date=date(2025, 11, 1))
    assert names(pool) == []
    assert names(replace(pool, date=date(2025, 11, 2))) == ["2025-11-02-pool"]


def test_it_is_not_like_itself() -> None:
    other = document(text("2024-05-05-other", title="Orders pool"))
    pool = Incident(title="Orders pool exhausted", name="2025-11-02-pool")
    assert names(pool, POOL, other) == ["2024-05-05-other"]
    assert names(replace(pool, name=None), POOL, other) == ["2025-11-02-pool", "2024-05-05-other"]


@given(st.text(), st.lists(st.sampled_from(["orders-db", "gateway", "queries"])))
def test_it_never_fails(title: str, services: list[str]) -> None:
    found = similar(Incident(title=title, services=tuple(services)))
    assert all(0 < one.score <= 1 for one in found)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_a_placeholder_is_no_promise() -> None:
    actions = (
        action("A1"),
        action("A2", title='"TODO: what is true once this is done"'),
        action("A3", owner="@TODO"),
        action("A4", owner="TBD"),
    )
    found = similar(Incident(title="Disk full"), document(text("2026-01-01-disk", *actions, title="Disk full")))
    assert [kept.id for kept in found[0].open_actions] == ["A1"]


@pytest.mark.parametrize("times", [1, 3, 7])
def test_what_happens_again_and_again_is_still_found(times: int) -> None:
    told = "The Redis cluster lost quorum after a drain."
    documents = [titled(number, f"Sessions dropped {number}", told) for number in range(times)]
    others = [titled(number, f"Mail queue {number} stuck") for number in range(20, 30)]
    assert len(names(Incident(title="Redis quorum verloren"), *documents, *others)) == min(times, 3)
