"""What a first look at a title passes over, and what stands around it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.rules import asked_care
from pmctl.rules.asked_care import asks_for_care
from pmctl.rules.title_references import without_references
from pmctl.rules.vague_titles import vagueness

TITLES = tuple(
    title.strip('"').casefold()
    for file in sorted((Path(__file__).parent / "PM305").glob("*.md"))
    for title in re.findall("title: (.+)", file.read_text(encoding="utf-8"))
)
WORDS = tuple(sorted({word for title in TITLES for word in title.split()}))


@given(st.one_of(st.sampled_from(TITLES), st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)))
def test_a_first_look_misses_no_title_that_asks_for_care(title: str) -> None:
    found = asks_for_care(title, frozenset(re.findall(r"\w+", title)))
    assert found == (bool(asked_care._care().match(title)) and not re.search(asked_care._MEANS, title))


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Improve monitoring", "Improve monitoring"),
        ("Improve monitoring (PAY-12)", "Improve monitoring"),
        ("PAY-12 / PAY-13: Improve monitoring [#4], see https://tracker.example/PAY-12", "Improve monitoring"),
        ("Add a test for PAY-12", "Add a test for PAY-12"),
        ("PAY-12", "PAY-12"),
        ("(PAY-12)", "(PAY-12)"),
        ("Fix #12", "Fix #12"),
        ("Hash the tokens (SHA-256)", "Hash the tokens (SHA-256)"),
        ("Improve zone-1", "Improve zone-1"),
        ("Write to @mara", "Write to @mara"),
    ],
)
def test_references_around_a_title(title: str, bare: str) -> None:
    assert without_references(title) == bare


@pytest.mark.parametrize(
    "part", ["PAY-1, ", "ensure that the ", "the the ", "example/", "follow our best ", "[", "(#1 "]
)
def test_no_title_takes_long(part: str) -> None:
    for title in (part * 200, (part * 200)[:120], f"Improve {part * 100}"[:119] + ")"):
        vagueness(title)
