"""Names that note what is asked of them."""

from __future__ import annotations

import pytest

from pmctl.rules.consulted import Consulted

NAMES = {"one": ("a.md",), "two": ("b.md", "c.md")}


def test_it_is_the_mapping_itself() -> None:
    consulted = Consulted(NAMES)
    assert dict(consulted) == NAMES
    assert len(consulted) == 2
    with pytest.raises(KeyError):
        consulted["three"]


def test_what_was_asked_is_noted() -> None:
    consulted = Consulted(NAMES)
    assert "two" in consulted
    assert consulted.get("three") is None
    assert (consulted.asked, consulted.asked_for_all) == ({"two": ("b.md", "c.md"), "three": None}, False)
    consulted.forget()
    assert (consulted.asked, consulted.asked_for_all) == ({}, False)


@pytest.mark.parametrize("question", [list, len])
def test_going_through_all_is_noted(question: object) -> None:
    consulted = Consulted(NAMES)
    assert callable(question)
    question(consulted)
    assert consulted.asked_for_all
