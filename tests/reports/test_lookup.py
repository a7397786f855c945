"""Which postmortem somebody means."""

from __future__ import annotations

import pytest

from pmctl.errors import PmctlError
from pmctl.reports.lookup import find_postmortem, short_names
from tests.reports.states import document, text

IDS = (
    "2026-03-14-checkout",
    "2026-03-20-checkout-timeouts",
    "2026-04-02-orders-pool-exhausted",
    "2026-05-06-Search-Stale",
    "old-outage",
)
DOCUMENTS = [document(text(id_)) for id_ in IDS]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("2026-04-02-orders-pool-exhausted", 2),
        ("postmortems/2026-04-02-orders-pool-exhausted.md", 2),
        ("pool", 2),
        ("POOL", 2),
        ("2026-04", 2),
        ("2026-05-06-search-stale", 3),
        ("search-stale", 3),
        ("old-outage", 4),
        ("checkout", 0),
        ("2026-03-14-checkout", 0),
        ("2026-03-20", 1),
        ("timeouts", 1),
    ],
)
def test_one_is_meant(wanted: str, found: int) -> None:
    assert find_postmortem(DOCUMENTS, wanted) is DOCUMENTS[found]


def test_several_could_be_meant() -> None:
    with pytest.raises(PmctlError) as caught:
        find_postmortem(DOCUMENTS, "2026-03")
    assert caught.value.message == "2026-03 could be any of 2 postmortems"
    assert caught.value.hint == "Say which: 2026-03-14-checkout, 2026-03-20-checkout-timeouts."


def test_many_could_be_meant() -> None:
    documents = [document(text(f"2026-03-{day:02}-same")) for day in range(1, 14)]
    with pytest.raises(PmctlError) as caught:
        find_postmortem(documents, "same")
    assert caught.value.hint is not None
    assert caught.value.hint.endswith("2026-03-10-same and 3 more.")


def test_two_of_one_id_are_told_by_their_paths() -> None:
    twins = [document(text("2026-03-14-twin"), path) for path in ("postmortems/a.md", "postmortems/b.md")]
    with pytest.raises(PmctlError) as caught:
        find_postmortem(twins, "2026-03-14-twin")
    assert caught.value.hint == "Say which: postmortems/a.md, postmortems/b.md."
    assert find_postmortem(twins, "postmortems/b.md") is twins[1]


@pytest.mark.parametrize(
    ("wanted", "guess"),
    [
        ("chekout-timeouts", "2026-03-20-checkout-timeouts"),
        ("serch", "2026-05-06-Search-Stale"),
        ("2026-04-02-order-pool-exhausted", "2026-04-02-orders-pool-exhausted"),
        ("OLD-OUTAG3", "old-outage"),
    ],
)
def test_a_misspelt_one_is_guessed(wanted: str, guess: str) -> None:
    with pytest.raises(PmctlError, match="there is no postmortem") as caught:
        find_postmortem(DOCUMENTS, wanted)
    assert caught.value.hint is not None
    assert caught.value.hint.startswith(f"Did you mean {guess}")


@pytest.mark.parametrize("wanted", ["", "nothing-like-it-at-all"])
def test_an_unknown_one(wanted: str) -> None:
    with pytest.raises(PmctlError) as caught:
        find_postmortem(DOCUMENTS, wanted)
    assert caught.value.hint == "`pmctl list` shows them all."


def test_short_names_still_name_only_one() -> None:
    assert short_names(IDS) == {
        "2026-03-14-checkout": "2026-03-14-checkout",
        "2026-03-20-checkout-timeouts": "checkout-timeouts",
        "2026-04-02-orders-pool-exhausted": "orders-pool-exhausted",
        "2026-05-06-Search-Stale": "Search-Stale",
        "old-outage": "old-outage",
    }


@pytest.mark.parametrize("name", ["2026-03-14-", "2026-03-14", "٢٠٢٦-03-14-x-y", "ab-cd-efgh-x", ""])
def test_a_name_that_only_looks_dated(name: str) -> None:
    assert find_postmortem([document(text("2026-01-01-x"), f"p/{name or 'x'}.md")], "2026-01-01-x")
    assert set(short_names([name])) == {name}
