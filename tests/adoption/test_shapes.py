"""Made-up postmortems in the layouts of many teams, each beside what is read of it and what becomes of it.

After a change, write the results anew, and read every difference before believing it:

PMCTL_WRITE_SHAPES=1 python -m pytest tests/adoption/test_shapes.py; git diff tests/adoption/shapes
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pmctl.adoption.adopt import adopt
from pmctl.postmortem.conventions import Conventions
from pmctl.postmortem.model import Record
from pmctl.postmortem.parse import read_record
from tests.adoption.laws import front_matter_is_kept, is_stable, words_are_kept

if TYPE_CHECKING:
    from pmctl.adoption.model import Adoption

SHAPES = sorted(path for path in (Path(__file__).parent / "shapes").iterdir() if path.suffix != ".json")
WRITE = bool(os.environ.get("PMCTL_WRITE_SHAPES"))  # before the isolation of the tests takes it away


def found(adoption: Adoption) -> dict[str, object]:
    """Return what was read, as JSON has it."""
    return {
        "id": adoption.id,
        "title": adoption.title.value if adoption.title else None,
        "date": str(adoption.date.value) if adoption.date else None,
        **{
            key: list(fact.value) if isinstance(fact.value, tuple) else str(fact.value)
            for key, fact in adoption.facts.items()
        },
        "sections": list(adoption.sections),
        "actions": [
            [action.title, action.owner, str(action.due) if action.due else None, action.status, action.ticket]
            for action in adoption.actions
        ],
        "missing": list(adoption.missing),
        "doubts": [doubt.words for doubt in adoption.doubts],
    }


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.name)
def test_a_shape_is_read(path: Path) -> None:
    adoption = adopt(path.read_bytes().decode(), path.name, Conventions())
    expected = path.with_name(f"{path.name}.json")
    text = json.dumps(found(adoption), ensure_ascii=False, indent=2) + "\n"
    if WRITE:
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.name)
def test_a_shape_keeps_the_laws(path: Path) -> None:
    adoption = adopt(path.read_bytes().decode(), path.name, Conventions())
    assert words_are_kept(adoption)
    assert front_matter_is_kept(adoption)
    assert is_stable(adoption)
    record = read_record(adoption.after, path.name, Conventions())
    assert isinstance(record, Record)
    assert [action.title for action in record.actions] == [action.title for action in adoption.actions]
