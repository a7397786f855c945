"""The words of a text, as incidents are compared by them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.reports.words import forms_of, words_of, worth_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Checkout timeouts after the driver upgrade", ["checkout", "slow", "driver", "upgrad"]),
        ("queries, query; policies policy retried", ["query", "query", "policy", "policy", "retry"]),
        ("status access DNS redis crashes boxes", ["status", "access", "dns", "redis", "crash", "box"]),
        ("nodes aes shoes DBS bus", ["nod", "aes", "sho", "dbs", "bus"]),
        ("orders-db_primary (2)", ["order", "databas", "primary", "2"]),
        ("dropped dropping drops fell filled", ["drop", "drop", "drop", "fell", "full"]),
        ("string thing need speed failed", ["string", "thing", "need", "speed", "fail"]),
        ("deleted deletion million", ["delet", "delet", "million"]),
        ("Products in production", ["product", "production"]),
        ("ＤＢ full, Straße zu", ["databas", "full", "strass", "zu"]),
        ("注文DBの障害", ["注文", "databas", "の障", "障害"]),
        ("障 db", ["障", "databas"]),
        ("über障", ["über", "障"]),
        ("", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    "forms",
    [
        ["login", "log in", "logged in", "sign-in", "Signed in", "auth", "log-ins", "authentication"],
        ["down", "outage", "unavailable", "downtime"],
        ["slow", "latency", "timeout", "timeouts", "timed out", "lagging"],
        ["full", "exhausted", "out of", "ran out", "exhaustion", "saturated"],
        ["certificate", "cert", "TLS", "certs"],
        ["expired", "expires", "expiry"],
        ["fails", "failed", "failure", "cannot", "broken"],
    ],
)
def test_what_means_the_same_is_one_word(forms: list[str]) -> None:
    first = words_of(forms[0])
    assert [words_of(form) for form in forms] == [first] * len(forms)


def test_a_log_is_no_login() -> None:
    assert words_of("Log volume rolled over") == ["log", "volum", "roll"]


def test_common_words_prove_little() -> None:
    worth = {word: worth_of(root) for word in ("error", "deploy", "kafka", "2024") for root in words_of(word)}
    assert worth["error"] == worth["2024"] < worth["deploy"] < worth["kafka"] == 1


@given(st.text())
def test_every_word_stands_in_the_text_in_one_of_its_forms(text: str) -> None:
    plain = " " + " ".join(text.casefold().replace("_", " ").split())
    for word in words_of(text) if text.isascii() and text.replace(" ", "").isalnum() else ():
        assert any(form in plain for form in forms_of(word))


@pytest.mark.parametrize(("word", "forms"), [("query", (" quer",)), ("y", (" y",)), ("障害", ("障害",))])
def test_forms(word: str, forms: tuple[str, ...]) -> None:
    assert forms_of(word) == forms


def test_no_form_says_what_a_shorter_one_says() -> None:
    assert [form for form in forms_of("slow") if form.startswith(" slow")] == [" slow"]
