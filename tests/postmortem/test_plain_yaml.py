"""Front matter that is read line by line is read as libyaml reads it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmctl.postmortem.plain_yaml import read_plain
from pmctl.postmortem.yaml_events import read_events
from tests.documents import GOOD
from tests.mutations import EXAMPLES, divided, mutated, written

BLOCKS = [front for text in written() if (front := divided(text)[0]).strip()]
PIECES = [
    "", " ", "  ", "    ", "- ", "-", ": ", ":", " #", "# c", '"', "'", "[", "]", "{", ", ", "|", ">", "&x ", "*x",
    "!t ", "? ", "~", "null", "\t", "\\", "@", "%", "\x85", "\u2028", "\u00a0", "é", "😀", "\r", "---", "...", "<<: ",
    "a: b", "a:", "- a", "- a: b", "  - a", "''", '""', "[a, b]", "[]", "(", "/", ".", "$", "+", "\0", "\x7f",
    "\ud800", "\u200b", "\ufeff",
]  # fmt: skip
LINES = [
    "", " ", "# c", "  # c", "a: b", "b: c", "a:", "c:", "a: ", "a: # c", "a: b # c", "a: 'b'", 'd: "b" # c',
    "e: [a, b]", "e: []", "e: [a, 'b, c'] ", "f: b:c", "g: a: b", "h: a #b", "- a", "- a: b", "-  a: b", "- a:", "-",
    "- ", "- - a", "- 'x'", "- [a]", "  a: b", "  b: c", "  a:", " a: b", "  - a", "  - a: b", "    a: b", "    b: c",
    "    - a", "    c:", "      d: e", "      - d", "   - a", "b", "  b", "k : v", "k:v", "é: é", '"a": b', "a: &x b",
    "a: |", "a: ~", "a: -1", "a: (x)", "<<: a", "a: 'it''s'", r'a: "x\n"', "a: [a", "a: {a: b}", "a: [ a ]",
    "a: [a ,b]", "a: [a,]", "...",
]  # fmt: skip


def agree(source: str) -> None:
    mapping = read_plain(source, 4, 2)
    if mapping is not None:
        assert repr((mapping, ())) == repr(read_events(source, 4, 2))


@settings(max_examples=1500)
@given(mutated(BLOCKS, PIECES) | st.lists(st.sampled_from(LINES), max_size=8).map("\n".join))
def test_what_is_plain_is_read_as_libyaml_reads_it(source: str) -> None:
    agree(source)
    agree(source.replace("\n", "\r\n"))


def test_all_documents_at_hand_are_read_alike() -> None:
    for block in BLOCKS:
        agree(block)
        agree(block.replace("\n", "\r\n"))


@pytest.mark.parametrize("text", [GOOD, *(path.read_text(encoding="utf-8") for path in EXAMPLES)])
def test_what_pmctl_shows_is_plain(text: str) -> None:
    front, _ = divided(text)
    assert not front or read_plain(front, 0, 1) is not None


@pytest.mark.parametrize(
    "source",
    [
        "a: b\nc: d", "a:\nb:\n", "a: 'b'  # c\n", "a: https://x.example/1#b:c\n", "a: été 😀\n",
        "# c\n\na: b\n \n  # d\nc: d\n", 'a: [b, "c, d", e f]\n', "a: []\n", "a:\n- b\n- 'c'\nd: e\n",
        "a:\n  - b: c\n    d:\n      e: f\n  - b: g\nh: i\n", "a:\n  -   b: c\n      d: e\n",
        "a:\n  b:\n    - c\n    - [d]\n", "a: (b) c\n", "a: ~\n",
    ],
)  # fmt: skip
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_plain_blocks(source: str, ending: str) -> None:
    source = source.replace("\n", ending)
    assert read_plain(source, 0, 1) is not None
    agree(source)


@pytest.mark.parametrize(
    "source",
    [
        "", "# c\n", "- a\n", " a: b\n", "text\n", "a\n", "a: b\n  c\n", "a: b\n  c: d\n", "a: b\n- c\n",
        "a: b\na: c\n", "a:\n  - b\n c: d\n", "a:\n  - b\n  c: d\n", "a:\n  - b\n    c\n", "a:\n  -\n", "a:\n  - \n",
        "a:\n  - # c\n", "a:\n  b\n", "a: b: c\n", "a: 'it''s'\n", r'a: "b\n"', "a: |\n  b\n", "a: &x b\n", "a: *x\n",
        "a: !t b\n", "a: {b: c}\n", "a: [b\n", "a: [[b]]\n", "a:\tb\n", "a: b\r\nc: d\n", "a: b\rc\r\n",
        "a: b\u00a0\n", "a: b\u2028\n",
        "\ufeffa: b\n", "a: @b\n", '"a": b\n', "? a\n", "a: 'b'c\n", "a: [b]c\n", "a:#b\n", "a:\n  b:\n    c\n",
        "a:\n- b\n  - c\n",
    ],
)  # fmt: skip
def test_what_is_left_to_libyaml(source: str) -> None:
    assert read_plain(source, 0, 1) is None


@pytest.mark.parametrize("step", ["a:\n", "- a:\n"])
def test_deep_nesting_is_left_to_libyaml(step: str) -> None:
    nested = "".join("  " * depth + step for depth in range(1, 1_000))
    assert read_plain(f"a:\n{nested}", 0, 1) is None
