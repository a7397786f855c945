from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.postmortem.conventions import Conventions
from pmctl.postmortem.edit import EditError, find_block_markers, has_block, replace_block
from pmctl.postmortem.markdown import parse_body
from pmctl.postmortem.markers import BrokenMarkersError, overlooked_marker
from pmctl.postmortem.parse import parse

OPEN, CLOSE = "<!-- pmctl:actions -->", "<!-- /pmctl:actions -->"
PAIR = f"{OPEN}\n{CLOSE}\n"


@pytest.mark.parametrize(
    ("before", "content", "after"),
    [
        (PAIR, "| a |", f"{OPEN}\n| a |\n{CLOSE}\n"),
        (f"{OPEN}\nold\n\n\n{CLOSE}", "| a |\n\n", f"{OPEN}\n| a |\n{CLOSE}"),
        (f"{OPEN}\nold\n{CLOSE}", "", f"{OPEN}\n{CLOSE}"),
        (f"{OPEN}\nold\n{CLOSE}", "\n\na\n", f"{OPEN}\n\n\na\n{CLOSE}"),
        (f"a\r\n{OPEN}\r\nold\r\n{CLOSE}\r\n", "x\ny\n", f"a\r\n{OPEN}\r\nx\r\ny\r\n{CLOSE}\r\n"),
        (PAIR, "x\r\ny\rz", f"{OPEN}\nx\ny\nz\n{CLOSE}\n"),
        (f"\ufeff{PAIR}", "x", f"\ufeff{OPEN}\nx\n{CLOSE}\n"),
        (f"text\n   {OPEN} \nold\n{CLOSE}\t\ntext", "x", f"text\n   {OPEN} \nx\n{CLOSE}\t\ntext"),
        ("<!--pmctl:actions-->\n<!--/pmctl:actions-->", "x", "<!--pmctl:actions-->\nx\n<!--/pmctl:actions-->"),
        (f"- item\n{OPEN}\n|a|\n|-|\n{CLOSE}\ntext\n", "x", f"- item\n{OPEN}\nx\n{CLOSE}\ntext\n"),
        (f"<details>\n{PAIR}</details>\n", "x", f"<details>\n{OPEN}\nx\n{CLOSE}\n</details>\n"),
        (
            f"---\na: |\n  x\n# {OPEN}\n{PAIR}---\n{PAIR}",
            "x",
            f"---\na: |\n  x\n# {OPEN}\n{PAIR}---\n{OPEN}\nx\n{CLOSE}\n",
        ),
        (f"```\n{PAIR}```\n\n{PAIR}", "x", f"```\n{PAIR}```\n\n{OPEN}\nx\n{CLOSE}\n"),
        (f"~~~~\n```\n{PAIR}~~~\n~~~~\n{PAIR}", "x", f"~~~~\n```\n{PAIR}~~~\n~~~~\n{OPEN}\nx\n{CLOSE}\n"),
        (f"`{OPEN}` is a marker\n\n{PAIR}", "x", f"`{OPEN}` is a marker\n\n{OPEN}\nx\n{CLOSE}\n"),
        (f"<!-- pmctl:other -->\n{PAIR}", "x", f"<!-- pmctl:other -->\n{OPEN}\nx\n{CLOSE}\n"),
    ],
)
def test_what_stands_between_the_markers_is_replaced(before: str, content: str, after: str) -> None:
    assert has_block(before, "actions")
    assert replace_block(before, "actions", content) == after
    assert replace_block(after, "actions", content) == after


@pytest.mark.parametrize(
    "text",
    [
        "", "# Title\n", f"```\n{PAIR}```\n", f"    {OPEN}\n    {CLOSE}\n", f"> {OPEN}\n> {CLOSE}\n",
        f"- x\n\n  {OPEN}\n  {CLOSE}\n", f"- ```\n  {OPEN}\n  ```\n", f"text {OPEN}\n", f"{OPEN} text\n",
        f"```\n{PAIR}", PAIR.replace("actions", "action"), PAIR.replace("actions", "actionsx"),
    ],
)  # fmt: skip
def test_a_document_without_markers_has_no_block(text: str) -> None:
    assert not has_block(text, "actions")
    with pytest.raises(EditError, match="there is no <!-- pmctl:actions --> in the document") as caught:
        replace_block(text, "actions", "x")
    assert caught.value.hint == f"Add the two lines {OPEN} and {CLOSE}."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"---\na: 1\n---\n{OPEN}\n", f"line 4: {OPEN} has no {CLOSE}"),
        (f"a\n\n{CLOSE}\n", f"line 3: {CLOSE} has no {OPEN}"),
        (f"{CLOSE}\n{OPEN}\n", f"line 1: {CLOSE} has no {OPEN}"),
        (f"{OPEN}\n{OPEN}\n{CLOSE}\n", f"line 1: {OPEN} has no {CLOSE}"),
        (f"{OPEN}\n```\n{CLOSE}\n", f"line 1: {OPEN} has no {CLOSE}"),
        (f"{PAIR}{PAIR}", "line 3: there is more than one pmctl:actions block"),
        (f"{PAIR}{CLOSE}", "line 3: there is more than one pmctl:actions block"),
    ],
)
def test_markers_that_are_no_pair_are_refused(text: str, message: str) -> None:
    assert has_block(text, "actions")
    with pytest.raises(EditError) as caught:
        replace_block(text, "actions", "x")
    assert caught.value.message == message
    assert caught.value.hint


@pytest.mark.parametrize("content", [OPEN, f"a\n{CLOSE}\nb", "```\nnever closed", "~~~", f"{CLOSE}\n{OPEN}"])
def test_content_that_would_break_the_markers_is_refused(content: str) -> None:
    with pytest.raises(EditError, match="would break its markers"):
        replace_block(PAIR, "actions", content)


def test_markers_say_where_they_are() -> None:
    text = f"---\na: 1\n---\r\n\r\n{OPEN}\r\nx\r\n{CLOSE}"
    markers = find_block_markers(text, "actions")
    assert text[markers.start : markers.end] == "x\r\n"
    assert (markers.line, markers.end_line) == (5, 7)


def test_blocks_that_have_been_read_are_not_read_again() -> None:
    text = f"---\na: 1\n---\n\n> {OPEN}\n\n```\n{PAIR}```\n\n{PAIR}"
    blocks = parse_body(text[text.index("\n>") :], first_line=4)
    assert find_block_markers(text, "actions", blocks) == find_block_markers(text, "actions")


def test_a_broken_pair_tells_its_line() -> None:
    with pytest.raises(BrokenMarkersError) as caught:
        find_block_markers(f"a\n\n{CLOSE}\n", "actions")
    assert (caught.value.line, caught.value.reason) == (3, f"{CLOSE} has no {OPEN}")


def test_a_name_is_not_a_pattern() -> None:
    assert not has_block(PAIR, "action.")
    assert has_block("<!-- pmctl:a.b -->", "a.b")


@given(
    before=st.sampled_from(["", "---\na: 1\n---\n", "# T\n\n", "text\r\n", "- item\n", "| a |\n|---|\n"]),
    old=st.lists(st.sampled_from(["x", "", "| a |", "    code", "<!-- c -->", "# h", "---"]), max_size=4),
    content=st.text(max_size=20) | st.lists(st.sampled_from(["x", "| a |", "", "```", "- i", CLOSE])).map("\n".join),
    after=st.sampled_from(["", "\n", "\nmore\n", "\n```\n", "\r\n\r\n"]),
)
def test_replacing_is_idempotent_and_changes_nothing_else(
    before: str, old: list[str], content: str, after: str
) -> None:
    text = "\n".join([before + OPEN, *old, CLOSE]) + after
    try:
        new = replace_block(text, "actions", content)
    except EditError:
        assert "```" in content or "~~~" in content or CLOSE in content
        return
    assert new.startswith(before + OPEN)
    assert new.endswith(CLOSE + after)
    assert replace_block(new, "actions", content) == new
    markers = find_block_markers(new, "actions")
    lines = content.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    assert new[markers.start : markers.end] == (lines + "\n" if lines else "")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"a\n\n- b\n\n  {OPEN}\n  {CLOSE}\n", 5),
        (f"> {OPEN}\n> {CLOSE}\n", 1),
        (f"{OPEN}{CLOSE}\n", 1),
        (f"a {OPEN} b\n", None),
        (f"`{OPEN}`\n\n```\n{OPEN}\n```\n\n- a\n\n  ```\n  {OPEN}\n  ```\n", None),
        ("<!-- pmctl:other -->\n", None),
    ],
)
def test_a_marker_that_does_not_count(text: str, line: int | None) -> None:
    assert overlooked_marker(parse(text, "x.md", Conventions()), "actions") == line
