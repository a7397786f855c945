"""Ends of a part, and the entries that show it."""

from __future__ import annotations

import pytest

from pmctl.adoption.milestone_parts import ends_of_parts


@pytest.mark.parametrize(
    "events",
    [
        ("Alert", "Website is back", "API is back"), ("Alert", "Reads work again", "Writes work again"),
        ("Alert", "The index tier is restored", "The blob tier recovers"),
        ("Alert", "La boutique est rétablie", "L'entrepôt est rétabli", "La caisse est rétablie"),
        ("Wiki and chat are down", "Wiki works again", "Good night"),
        ("Search, cart and mail fail", "Mail works again", "Good night"),
        ("La caisse et l'API ne répondent plus", "L'API fonctionne", "Bonne nuit"),
    ],
)  # fmt: skip
def test_an_end_of_a_part(events: tuple[str, ...]) -> None:
    assert ends_of_parts(events, [1]) == {1}


@pytest.mark.parametrize(
    "events",
    [
        ("Wiki and chat are down", "Wiki and chat work again", "Good night"),
        ("Wiki and chat are down", "All services are back", "Wiki is back"), ("Alert", "Website is back", "Alert"),
        ("Errors and timeouts", "Errors are gone", "Good night"), ("Alert", "Incident resolved", "Ticket resolved"),
        ("Alert", "Website is back", "Website is back"), ("Alert", "Rolled back", "Failed back to site A"),
    ],
)  # fmt: skip
def test_an_end_of_the_whole(events: tuple[str, ...]) -> None:
    assert ends_of_parts(events, [1]) == frozenset()


def test_of_none_and_of_a_log() -> None:
    assert ends_of_parts((), ()) == frozenset()
    log = [f"line {number}" for number in range(500)]
    assert ends_of_parts(["Wiki is back", *log, "Chat is back"], [0, 501]) == frozenset()
