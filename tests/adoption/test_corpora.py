"""Real postmortems by other people, where they lie beside the project: titles and days right, and no word lost.

``expected_facts.json`` holds what a person reads in each: of the title the beginning of a hash, for its words stay out
of the project. The day is the one that the document or its name states for itself; where neither does, that of the
first entry of its timeline.
"""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pmctl.adoption.adopt import adopt
from pmctl.postmortem.conventions import Conventions
from tests.adoption.laws import front_matter_is_kept, is_stable, words_are_kept

if TYPE_CHECKING:
    from pmctl.adoption.model import Adoption

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
EXPECTED = json.loads((Path(__file__).parent / "expected_facts.json").read_text(encoding="utf-8"))

pytestmark = pytest.mark.skipif(not CORPORA.exists(), reason="the corpora are not here")


@pytest.fixture(scope="module")
def adopted() -> dict[str, Adoption]:
    return {path: adopt((CORPORA / path).read_bytes().decode(), path, Conventions()) for path in EXPECTED}


def _digest(title: str) -> str:
    words = " ".join(re.findall(r"\w+", title.casefold()))
    return sha256(words.encode()).hexdigest()[:12]


def test_all_documents_are_expected(adopted: dict[str, Adoption]) -> None:
    """No document of the folders goes unmeasured."""
    there = {path.relative_to(CORPORA).as_posix() for path in CORPORA.glob("*/**/*") if path.is_file()}
    assert {path for path in there if not path.endswith("LICENSE")} == set(EXPECTED)


def test_titles_are_right(adopted: dict[str, Adoption]) -> None:
    wrong = [p for p, one in adopted.items() if not one.title or _digest(one.title.value) != EXPECTED[p]["title"]]
    assert len(wrong) <= 0.02 * len(EXPECTED), wrong


def test_days_are_right(adopted: dict[str, Adoption]) -> None:
    wrong = [p for p, one in adopted.items() if not one.date or str(one.date.value) != EXPECTED[p]["date"]]
    assert len(wrong) <= 0.02 * len(EXPECTED), wrong


def test_the_laws_hold(adopted: dict[str, Adoption]) -> None:
    for path, adoption in adopted.items():
        assert adoption.problem is None, path
        assert words_are_kept(adoption), path
        assert front_matter_is_kept(adoption), path
        assert is_stable(adoption), path
