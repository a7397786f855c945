"""Words behind a ticked item that say that it will not be done."""

from __future__ import annotations

import pytest

from tests.adoption.test_actions import of


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("~~Move the mirror~~ won't fix, too dear", "Move the mirror; status=dropped"),
        ("~~Move the mirror~~ (not worth it)", "Move the mirror; status=dropped"),
        ("~~Move the mirror~~ not worth it", "Move the mirror; status=dropped"),
        ("~~Move the mirror~~ - won't fix", "Move the mirror; status=dropped"),
        ("Move the mirror - won't fix", "Move the mirror; status=dropped"),
        ("Move the mirror - won't fix, too dear", "Move the mirror; status=dropped"),
        ("Move the mirror (won't do: too dear)", "Move the mirror; status=dropped"),
        ("Move the mirror (cancelled)", "Move the mirror; status=dropped"),
        ("Move the mirror — obsolete", "Move the mirror; status=dropped"),
        ("Move the mirror (superseded by OPS-3)", "Move the mirror; status=dropped; ticket=OPS-3"),
        ("Move the mirror (duplicate of OPS-3)", "Move the mirror; status=dropped; ticket=OPS-3"),
        ("Move the mirror (duplicate)", "Move the mirror; status=dropped"),
        ("Move the mirror (no longer needed)", "Move the mirror; status=dropped"),
        ("Move the mirror (not needed any more)", "Move the mirror; status=dropped"),
        ("Move the mirror - decided against", "Move the mirror; status=dropped"),
        ("Move the mirror (@mara, cancelled)", "Move the mirror; owner=@mara; status=dropped"),
        ("Won't fix: Move the mirror", "Move the mirror; status=dropped"),
        ("Move the mirror. Status: cancelled", "Move the mirror; status=dropped"),
        ("Flytt speilet (avlyst)", "Flytt speilet; status=dropped"),
        ("Flytt speilet (ikke aktuelt)", "Flytt speilet; status=dropped"),
        ("Spiegel umziehen (verworfen)", "Spiegel umziehen; status=dropped"),
        ("Spiegel umziehen (nicht mehr nötig)", "Spiegel umziehen; status=dropped"),
        ("Déplacer le miroir (annulé)", "Déplacer le miroir; status=dropped"),
        ("Mover el espejo - descartado, muy caro", "Mover el espejo; status=dropped"),
        ("Spiegel verplaatsen (geannuleerd)", "Spiegel verplaatsen; status=dropped"),
        ("ミラーを移す（見送り）", "ミラーを移す; status=dropped"),
        ("ミラーを移す（不要）", "ミラーを移す; status=dropped"),
        ("迁移镜像（已取消）", "迁移镜像; status=dropped"),
        ("미러 이전 (취소)", "미러 이전; status=dropped"),
        ("Move the mirror (closed, won't fix)", "Move the mirror; status=dropped"),
        ("Move the mirror — closed as obsolete", "Move the mirror; status=dropped"),
        ("Move the mirror (no longer relevant) @mara", "Move the mirror; owner=@mara; status=dropped"),
        ("Move the mirror - not required", "Move the mirror; status=dropped"),
        ("Move the mirror (superseded by the new one)", "Move the mirror; status=dropped"),
        ("~~Move the mirror~~ Duplicate of #12", "Move the mirror; status=dropped; ticket=#12"),
        ("Remove the flag (won't do)", "Remove the flag; status=dropped"),
        ("Remove the flag (no longer needed)", "Remove the flag; status=done"),
        ("Remove the flag - obsolete", "Remove the flag; status=done"),
        ("~~Move the mirror~~", "Move the mirror; status=done"),
        ("~~Move the mirror~~ Move the cache", "Move the cache; status=done"),
        ("TODO: move the mirror", "move the mirror; status=done"),
        ("Move the mirror - done", "Move the mirror; status=done"),
        ("Show cancelled orders", "Show cancelled orders; status=done"),
        ("Retry what is cancelled", "Retry what is cancelled; status=done"),
        ("Refund the shops (cancelled orders)", "Refund the shops (cancelled orders); status=done"),
        ("Refund it (cancelled due to the outage)", "Refund it (cancelled due to the outage); status=done"),
        ("Add a button (cancel)", "Add a button (cancel); status=done"),
        ("Alert on dropped packets - done", "Alert on dropped packets; status=done"),
        (
            "List what may be - cancelled, refunded or late",
            "List what may be - cancelled, refunded or late; status=done",
        ),
        ("Keep the words won't fix in the tracker", "Keep the words won't fix in the tracker; status=done"),
        ("Find orders (duplicate of a payment)", "Find orders (duplicate of a payment); status=done"),
    ],
)
def test_words_that_drop_an_item_beat_the_tick(item: str, expected: str) -> None:
    assert of(f"- [x] {item}\n") == [expected]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Move the mirror - won't fix, too dear", "Move the mirror; status=dropped"),
        ("Move the mirror (won't do: too dear)", "Move the mirror; status=dropped"),
        ("Find what is late (duplicate)", "Find what is late (duplicate)"),
        ("Add a button (not required)", "Add a button (not required)"),
        ("Refund the orders (cancelled due to the outage)", "Refund the orders (cancelled due to the outage)"),
    ],
)
def test_without_a_tick_only_sure_words_drop_an_item(item: str, expected: str) -> None:
    assert of(f"- {item}\n") == [expected]
