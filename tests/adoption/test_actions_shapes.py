"""Made-up documents of many shapes in several languages: what stands in each, and nothing else, is found."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pmctl.adoption.actions import find_actions
from pmctl.postmortem.frontmatter import Block, find_block

if TYPE_CHECKING:
    from pmctl.adoption.found_action import FoundAction

SHAPES = Path(__file__).parent / "expected_actions" / "shapes"
DAY = date(2026, 3, 14)
FIELDS = ("owner", "due", "due_text", "status", "ticket", "priority", "type", "group", "closed", "status_text")


@pytest.mark.parametrize("path", sorted({*SHAPES.glob("*.md"), *SHAPES.glob("*.rst")}), ids=lambda path: path.stem)
def test_finds_what_a_document_states(path: Path) -> None:
    assert in_words(path) == path.with_suffix(".out").read_text(encoding="utf-8").splitlines()


def in_words(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    block = find_block(text)
    body = block.body if isinstance(block, Block) else 0
    return [describe(action) for action in find_actions(text, body=body, day=DAY, rst=path.suffix == ".rst")]


def describe(action: FoundAction) -> str:
    facts = ((name, getattr(action, name)) for name in FIELDS)
    return "; ".join(
        [f"{action.line}: {action.title}", *(f"{name}={value}" for name, value in facts if value is not None)]
    )
