"""What the first bytes of a document say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.reports.opening import Opening, Wanted

PATH = "postmortems/2026-03-14-checkout-timeouts.md"


def opening(text: str, *words: str, names: tuple[str, ...] = (), path: str = PATH) -> Opening:
    return Wanted(words, names).find(path, text.encode())


@pytest.mark.parametrize(
    ("text", "title", "date"),
    [
        ("---\ntitle: Pool exhausted\ndate: 2026-03-14\n---\n\n# Other\n", "Pool exhausted", "2026-03-14"),
        ("\ufeff---\r\ntitle: 'Pool'\r\ndate: \"2026-03-14\"\r\n---\r\n", "Pool", "2026-03-14"),
        ("---\ndate: 2026-03-14 # a Saturday\nactions:\n  - title: Its own\n---\n\n# Pool\n", "Pool", "2026-03-14"),
        ("# Pool\n\nWithout front matter.\n", "Pool", ""),
        ("No heading\n", "2026-03-14-checkout-timeouts", ""),
        ("---\ntitle: >-\n  Pool\n  exhausted", ">-\n  Pool\n  exhausted", ""),
        ("", "2026-03-14-checkout-timeouts", ""),
    ],
)
def test_title_and_date(text: str, title: str, date: str) -> None:
    found = opening(text)
    assert (found.title, found.date) == (title, date)


def test_a_word_counts_by_where_it_stands() -> None:
    text = (
        "---\ntitle: Pool exhausted\nservices:\n  - orders-db\ncauses: [Config-Change,\n  drift]\ntags: [nightly]\n"
        "owner: '@mara'\n---\n\n# Pool\n\n## Summary\n\nThe DRIVER held it, and shoppers had timed\nout; logs grew."
        "\n\n## Impact\n\nfraud\n"
    )
    wanted = ["pool", "databas", "drift", "nightly", "checkout", "driver", "slow", "fraud", "mara", "auth", "full"]
    assert opening(text, *wanted).words == {
        "pool": 1.0,
        "full": 1.0,
        "databas": 1.0,
        "drift": 1.0,
        "nightly": 0.6,
        "checkout": 0.6,
        "slow": 0.6,
        "driver": 0.5,
    }


def test_a_word_is_no_part_of_another() -> None:
    assert opening("---\ntitle: Feedback lost, catalogue logs\n---\n", "databas", "log", path="x.md").words == {
        "log": 1.0
    }
    assert opening("---\ntitle: Über das Öl, 注文の障害\n---\n", "über", "öl", "障害", "注", path="x.md").words == {
        "über": 1.0,
        "öl": 1.0,
        "障害": 1.0,
        "注": 1.0,
    }


def test_names_of_services_and_causes() -> None:
    text = "---\nservices:\n- Orders-DB\n- 'gateway'\ncauses: [config-change, \"a b\"]\nteam: x\n---\n"
    names = ("orders-db", "Gateway", "config-change", "a b", "x", "orders")
    assert opening(text, names=names).names == {"orders-db", "gateway", "config-change", "a b"}


@given(st.binary(), st.lists(st.text(min_size=1)), st.lists(st.text()))
def test_it_never_fails(data: bytes, words: list[str], names: list[str]) -> None:
    Wanted(words, names).find(PATH, data)
    Wanted(words, names).find(PATH, b"---\ntitle: " + data)


def test_long_values_take_no_time() -> None:
    text = "---\ntitle: " + "out " * 1_000_000 + "\ntags: [" + "a,\n" * 1_000_000
    assert opening(text, "full", "tim").words == {}
