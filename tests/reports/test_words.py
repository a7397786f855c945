"""The words of a text, as a search compares them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.reports.words import fold, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Checkout timeouts after the driver upgrade", ["checkout", "timeout", "driver", "upgrade"]),
        ("queries, query; policies policy", ["query", "query", "policy", "policy"]),
        ("statuses status access DNS", ["statuse", "status", "access", "dns"]),
        ("nodes aes shoes DBS bus", ["node", "aes", "shoe", "dbs", "bus"]),
        ("orders-db_primary (2)", ["order", "db", "primary", "2"]),
        ("ＤＢ full, Straße zu", ["db", "full", "strasse", "zu"]),
        ("注文DBの障害", ["注文", "db", "の障", "障害"]),
        ("障 db", ["障", "db"]),
        ("", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@given(st.text())
def test_every_word_stands_in_the_folded_text(text: str) -> None:
    folded = fold(text)
    assert all(word and (word in folded or word.removesuffix("y") in folded) for word in words_of(text))
