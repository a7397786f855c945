"""The action items of real postmortems, where these are present: by line, with facts of each, never its words."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pmctl.adoption.actions import find_actions
from pmctl.postmortem.filenames import find_day
from pmctl.postmortem.frontmatter import Block, find_block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.adoption.found_action import FoundAction

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
EXPECTED = Path(__file__).parent / "expected_actions"
FACTS = ("owner", "due", "due_text", "status", "ticket", "closed")
LEAST_FOUND, MOST_INVENTED, LEAST_RIGHT = 0.95, 0.03, 0.95

pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not part of the project")


def test_finds_nearly_all_action_items_and_invents_hardly_any() -> None:
    count: Counter[str] = Counter()
    misses: list[str] = []
    for name, expected, found in documents():
        matched, problems = compare(expected, found)
        misses += [f"{name}: {problem}" for problem in problems]
        count.update(expected=len(expected), matched=matched, found=len(found))
    sys.stdout.write("\n".join([*misses, str(count), ""]))
    assert count["matched"] >= LEAST_FOUND * count["expected"]
    assert count["found"] - count["matched"] <= MOST_INVENTED * count["found"]


@pytest.mark.parametrize("fact", FACTS)
def test_states_what_the_documents_state(fact: str) -> None:
    stated = right = invented = 0
    for name, expected, found in documents():
        by_line = {action.line: action for action in found}
        for item in expected:
            if (action := by_line.get(item["line"])) is None:
                continue
            said = getattr(action, fact)
            stated += fact in item
            right += fact in item and str(said) == item[fact]
            invented += fact not in item and said is not None
            if (None if said is None else str(said)) != item.get(fact):
                sys.stdout.write(f"{name}:{item['line']} {fact}: {item.get(fact)} is read as {said}\n")
    sys.stdout.write(f"{fact}: {stated} stated, {right} right, {invented} invented\n")
    assert right >= LEAST_RIGHT * stated
    assert invented <= MOST_INVENTED * max(stated, 100)


def documents() -> Iterator[tuple[str, list[dict[str, Any]], tuple[FoundAction, ...]]]:
    for path in sorted(EXPECTED.glob("*.json")):
        for name, expected in json.loads(path.read_text(encoding="utf-8")).items():
            text = (CORPORA / path.stem / name).read_text(encoding="utf-8")
            block = find_block(text)
            body = block.body if isinstance(block, Block) else 0
            yield f"{path.stem}/{name}", expected, find_actions(text, body=body, day=find_day(Path(name).stem))


def compare(expected: list[dict[str, Any]], found: tuple[FoundAction, ...]) -> tuple[int, list[str]]:
    """Count the items found on their line with the words that they begin with, and say what else there is."""
    by_line = {action.line: action for action in found}
    lines = {item["line"] for item in expected}
    problems = [f"{action.line} invented: {action.title[:60]}" for action in found if action.line not in lines]
    matched = 0
    for item in expected:
        action = by_line.get(item["line"])
        if action is not None and beginning(action.title) == item["start"]:
            matched += 1
        else:
            problems.append(f"{item['line']} missed: {action.title[:60] if action else None}")
    return matched, problems


def beginning(title: str) -> str:
    words = re.findall(r"\w+", title.casefold())[:3]
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:10]
