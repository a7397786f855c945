"""Which postmortem somebody means."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmctl.errors import PmctlError
from pmctl.ledger.model import ActionLife
from pmctl.reports.lookup import ShortNames, find_life, find_postmortem
from tests.reports.states import action, document, gone, ledger, text

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
    assert ShortNames([*IDS, "2025-01-02-old-outage"]) == {
        "2025-01-02-old-outage": "2025-01-02-old-outage",
        "2026-03-14-checkout": "checkout",
        "2026-03-20-checkout-timeouts": "checkout-timeouts",
        "2026-04-02-orders-pool-exhausted": "orders-pool-exhausted",
        "2026-05-06-Search-Stale": "Search-Stale",
        "old-outage": "old-outage",
    }


def test_short_names_are_understood() -> None:
    for name, short in ShortNames(IDS).items():
        assert find_postmortem(DOCUMENTS, short).name == name


@pytest.mark.parametrize("name", ["2026-03-14-", "2026-03-14", "٢٠٢٦-03-14-x-y", "ab-cd-efgh-x", ""])
def test_a_name_that_only_looks_dated(name: str) -> None:
    assert find_postmortem([document(text("2026-01-01-x"), f"p/{name or 'x'}.md")], "2026-01-01-x")
    assert set(ShortNames([name])) == {name}


# Lives


ALIVE = text(
    "2026-03-14-checkout",
    action("A1"),
    action("B7"),
    "title: Alert on pool, status: open",
    action("C1", status="proposed"),
)
GONE = text("2026-01-02-checkout", action("A1"))
LATER = text("2026-05-05-search", action("A1"), action("a1"))
EMPTY = text("2026-05-06-empty")
PAST = text("2025-12-24-old-pool", action("A1"))
LIVES = ledger(
    ("2026-05-07", [ALIVE, GONE, LATER, EMPTY, PAST]),
    ("2026-05-08", [gone(GONE), gone(PAST), ALIVE.replace("id: B7, ", "id: B8, ").replace("Title of B7", "Other")]),
)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("checkout", "2026-03-14-checkout"),
        ("checkou", "2026-03-14-checkout"),
        ("2026-01-02-checkout", "2026-01-02-checkout"),
        ("2026-01", "2026-01-02-checkout"),
        ("old-pool", "2025-12-24-old-pool"),
        ("old", "2025-12-24-old-pool"),
        ("postmortems/2026-05-05-search.md", "2026-05-05-search"),
        ("checkout/A1", "2026-03-14-checkout/A1"),
        ("checkout/b8", "2026-03-14-checkout/B8"),
        ("checkout/B7", "2026-03-14-checkout/B7"),
        ("checkout/Pool", "2026-03-14-checkout/alert on pool"),
        ("checkout/alert on pool", "2026-03-14-checkout/alert on pool"),
        ("2026-01-02-checkout/A1", "2026-01-02-checkout/A1"),
        ("postmortems/2025-12-24-old-pool.md/A1", "2025-12-24-old-pool/A1"),
        ("search/a1", "2026-05-05-search/a1"),
    ],
)
def test_a_life_is_meant(wanted: str, found: str) -> None:
    life = find_life(LIVES, wanted)
    assert (life.ref if isinstance(life, ActionLife) else life.name) == found


@pytest.mark.parametrize(
    ("wanted", "message", "hint"),
    [
        ("2026-05", "2026-05 could be any of 2 postmortems", "Say which: 2026-05-05-search, 2026-05-06-empty."),
        ("serch/A1", "there is no postmortem serch", "Did you mean 2026-05-05-search?"),
        ("zzzz", "there is no postmortem zzzz", "`pmctl list` shows those that are still there."),
        ("checkout/B9", "there is no action B9 in 2026-03-14-checkout", "It has A1, B7, B8, alert on pool."),
        ("checkout/alert on the pol", "there is no action alert on the pol in 2026-03-14-checkout",
         "Did you mean alert on pool? It has A1, B7, B8, alert on pool."),
        ("checkout/", "there is no action  in 2026-03-14-checkout", "It has A1, B7, B8, alert on pool."),
        ("empty/A1", "there is no action A1 in 2026-05-06-empty", "It never promised anything."),
        ("checkout/C1", "C1 of 2026-03-14-checkout is only proposed", "Its history begins when it becomes a promise."),
    ],
)  # fmt: skip
def test_no_life_is_meant(wanted: str, message: str, hint: str) -> None:
    with pytest.raises(PmctlError) as caught:
        find_life(LIVES, wanted)
    assert (caught.value.message, caught.value.hint) == (message, hint)


SLASHES = ledger(
    (
        "2026-05-07",
        [
            text("team/x y", action("A/1"), action("b"), "title: Alert on pool, status: open"),
            text("team/x", action("y/A/1")),
            text("2026-05-05-team/x y/A", action("2")),
        ],
    )
)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("team/x y/A/1", "team/x y/A/1"),
        ("team/x y/a/1", "team/x y/A/1"),
        ("team/x y/b", "team/x y/b"),
        ("team/x y/pool", "team/x y/alert on pool"),
        ("team/x/y/A/1", "team/x/y/A/1"),
        ("team/x y", "team/x y"),
        ("x y/A", "2026-05-05-team/x y/A"),
        ("team/x y/A/2", "2026-05-05-team/x y/A/2"),
    ],
)
def test_ids_with_slashes(wanted: str, found: str) -> None:
    life = find_life(SLASHES, wanted)
    assert (life.ref if isinstance(life, ActionLife) else life.name) == found


def test_the_action_of_a_known_document_is_what_is_missing() -> None:
    with pytest.raises(PmctlError, match=r"there is no action B/9 in team/x y$"):
        find_life(SLASHES, "team/x y/B/9")


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("search/A1", "there is no postmortem search that this clone knows of"),
        ("checkout/A9", "there is no action A9 in 2026-03-14-checkout that this clone knows of"),
        ("empty/A1", "there is no action A1 in 2026-05-06-empty that this clone knows of"),
    ],
)
def test_a_shallow_clone_does_not_know_what_was_there(wanted: str, message: str) -> None:
    with pytest.raises(PmctlError) as caught:
        find_life(ledger(("2026-05-07", [ALIVE, EMPTY]), shallow=True), wanted)
    assert caught.value.message == message
    assert caught.value.hint is not None
    assert "never" not in caught.value.hint


def test_before_a_shallow_clone_everything_is_unknown() -> None:
    with pytest.raises(PmctlError, match="what checkout/A1 was by then is unknown") as caught:
        find_life(replace(ledger(), shallow=True), "checkout/A1")
    assert caught.value.hint == (
        "This clone does not reach back so far; `git fetch --unshallow` brings the whole history."
    )


def test_an_action_that_could_be_several() -> None:
    twins = text("2026-03-14-twins", "title: Alert on pool, status: open", "title: Alert on load, status: open")
    with pytest.raises(PmctlError, match="alert could be any of 2 actions") as caught:
        find_life(ledger(("2026-05-07", [twins])), "twins/alert")
    assert caught.value.hint == "Say which: alert on load, alert on pool."


def test_a_slash_in_an_id_may_make_two_of_one() -> None:
    one = text("2026-03-14-x", action("a/b"))
    other = text("2026-03-14-x/a", action("b"))
    with pytest.raises(PmctlError, match="2026-03-14-x/a/b could be any of 2 actions") as caught:
        find_life(ledger(("2026-05-07", [one, other])), "2026-03-14-x/a/b")
    assert caught.value.hint == "Say which: postmortems/2026-03-14-x/a.md/b, postmortems/2026-03-14-x.md/a/b."
    assert find_life(ledger(("2026-05-07", [one, other])), "postmortems/2026-03-14-x.md/a/b").key == "a/b"  # type: ignore[union-attr]


def test_of_two_documents_that_which_has_the_action_is_meant() -> None:
    states = ("2026-05-07", [text("2026-03-14-pool", action("A1")), text("2026-05-01-pool-again", action("B1"))])
    assert find_life(ledger(states), "pool/a1").postmortem == "2026-03-14-pool"  # type: ignore[union-attr]
    with pytest.raises(PmctlError, match="pool could be any of 2 postmortems"):
        find_life(
            ledger(("2026-05-07", [text("2026-03-14-pool", action("A1")), text("2026-05-01-pool", action("A1"))])),
            "pool/A1",
        )


def test_short_names_are_those_of_the_names_that_are_there() -> None:
    names = ShortNames(["2026-03-14-checkout", "2026-04-01-search"])
    assert len(names) == 2
    assert dict(names) == {"2026-03-14-checkout": "checkout", "2026-04-01-search": "search"}
    with pytest.raises(KeyError):
        names["2026-05-05-login"]
