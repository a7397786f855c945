"""Places as editors count them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.render.positions import ENCODINGS, Positions

TEXTS = st.text(alphabet="ab é€🚒\n\r\ud800", max_size=40)


@pytest.mark.parametrize(("encoding", "character"), [("utf-16", 4), ("utf-8", 7), ("utf-32", 3)])
def test_units(encoding: str, character: int) -> None:
    positions = Positions("first\né🚒bc\r\nlast", encoding)
    assert positions.position(9) == (1, character)
    assert positions.offset(1, character) == 9
    assert positions.offset(1, 1000) == 10
    assert positions.offset(0, 1000) == 5
    assert positions.offset(1000, 0) == positions.offset(2, 4) == 16


def test_a_place_within_a_character_is_before_it() -> None:
    assert Positions("🚒a").offset(0, 1) == 0
    assert Positions("🚒a", "utf-8").offset(0, 3) == 0


def test_a_lone_carriage_return_ends_a_line_for_editors_only() -> None:
    positions = Positions("a\rb\r\nc")
    assert positions.position(2) == (1, 0)
    assert positions.place(2) == (1, 3)
    assert positions.offset_of(2, 1) == 5
    assert positions.place(5) == (2, 1)


def test_places_beyond_the_text() -> None:
    positions = Positions("ab\ncd")
    assert positions.offset_of(1, 100) == 2
    assert positions.offset_of(2, 100) == positions.offset_of(3, 1) == 5
    assert positions.position(100) == (1, 2)
    assert positions.position(-1) == (0, 0)
    assert Positions("").position(0) == (0, 0)


@given(TEXTS, st.sampled_from(ENCODINGS), st.data())
def test_there_and_back(text: str, encoding: str, data: st.DataObject) -> None:
    positions = Positions(text, encoding)
    offset = data.draw(st.integers(0, len(text)))
    if "\ud800" not in text:
        back = positions.offset(*positions.position(offset))
        assert back == offset or text[offset - 1 : offset + 1] == "\r\n"  # nobody can point there
    assert positions.offset_of(*positions.place(offset)) == offset


@given(TEXTS, st.sampled_from(ENCODINGS), st.integers(0, 50), st.integers(0, 50))
def test_any_position_is_somewhere(text: str, encoding: str, line: int, character: int) -> None:
    assert 0 <= Positions(text, encoding).offset(line, character) <= len(text)
