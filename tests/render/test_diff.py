"""Unified diffs: those that git applies."""

from __future__ import annotations

import re
import subprocess
from shutil import which
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pmctl.render.coloured_diff import coloured_diff
from pmctl.render.diff import unified_diff

if TYPE_CHECKING:
    from pathlib import Path

LONG = "".join(f"{number}\n" for number in range(40))


def test_equal_texts_have_none() -> None:
    assert unified_diff(LONG, LONG, "a.md") == ""


def test_a_changed_line_is_shown_with_three_around_it() -> None:
    assert unified_diff(LONG, LONG.replace("20\n", "x\n"), "p/a.md") == (
        "--- a/p/a.md\n+++ b/p/a.md\n@@ -18,7 +18,7 @@\n 17\n 18\n 19\n-20\n+x\n 21\n 22\n 23\n"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (LONG, LONG.replace("3\n", "x\n")),
        (LONG, f"new\n{LONG}"),
        (LONG, f"{LONG}new\n"),
        (LONG, LONG.removeprefix("0\n1\n")),
        (LONG, LONG.replace("\n", "\r\n")),
        ("a\r\nb\r\n", "a\r\nc\r\n"),
        ("a\x0bb\u2028c\n", "a\x0bb\u2028d\n"),
        ("a", "a\n"),
        ("a\n", "a"),
        ("a\nb", "a\nc"),
        ("a\n", "b\n"),
        ("a\n\n\n", "\n\na\n"),
        ("h\na\n\n\n\nb\n", "new\nh\na\n\ntable\n\n\n\nb\n"),
        ("h\na\n" + "\n" * 9 + "b\n", "new\nh\na\n\ntable\n" + "\n" * 9 + "b\n"),
    ],
)
def test_git_applies_it(before: str, after: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(before.encode())
    (tmp_path / "changes.patch").write_bytes(unified_diff(before, after, "a.md").encode())
    subprocess.run(["git", "apply", "--whitespace=nowarn", "changes.patch"], cwd=tmp_path, check=True)
    assert (tmp_path / "a.md").read_bytes() == after.encode()


LINES = st.lists(st.sampled_from(["", "", "", "a", "b"]), max_size=14)


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and the same with lines put in, and taken out, at up to three places."""
    before = draw(LINES) + draw(LINES)
    after = list(before)
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(after)))
        after[at : at + draw(st.integers(0, 3))] = draw(LINES)
    ends = st.sampled_from(["", "\n"])
    return "\n".join(before) + draw(ends), "\n".join(after) + draw(ends)


@given(edits())
@example(("h\na\n\n\n\nb\n", "new\nh\na\n\ntable\n\n\n\nb\n"))
def test_the_hunks_make_the_new_text_of_the_old_one(texts: tuple[str, str]) -> None:
    before, after = texts
    assert applied(before, unified_diff(before, after, "a.md")) == after


def applied(before: str, diff: str) -> str:
    """Apply a diff as strictly as `git apply`: three lines of context, fewer only at the edges of the file."""
    old, at, new = re.findall(r".*\n|.+\Z", before), 0, []
    for hunk in re.split(r"^@@ ", diff, flags=re.MULTILINE)[1:]:
        head, _, body = hunk.partition("\n")
        found = re.fullmatch(r"-(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@", head)
        assert found
        start, count, new_start, new_count = (1 if number is None else int(number) for number in found.groups())
        lines = re.sub(r"\n\\ No newline at end of file\n", "\0", body)
        marked = [line.removesuffix("\0") for line in re.findall(r"[ +-][^\n\0]*(?:\n|\0)", lines)]
        assert "".join(marked) == lines.replace("\0", "")
        first = start - bool(count)
        new += old[at:first]
        assert len(new) == new_start - bool(new_count)
        was, becomes = ([line[1:] for line in marked if line[0] in kinds] for kinds in (" -", " +"))
        assert (len(was), len(becomes)) == (count, new_count)
        assert old[first : first + count] == was
        kinds = "".join(line[0] for line in marked)
        lead, trail = len(kinds) - len(kinds.lstrip()), len(kinds) - len(kinds.rstrip())
        assert (lead, trail) == (min(3, first + lead), min(3, len(old) - first - count + trail))
        new += becomes
        at = first + count
    return "".join(new + old[at:])


@pytest.mark.parametrize(
    "name",
    [
        "a b.md", "two  blanks.md", " a.md", "a .md", "tab\tand\nline\rbreak.md", 'a "quoted" name.md',
        "back\\slash.md",
        "é 漢字.md", "no-utf-8-\udcff\udc80.md", "control-\x01\x7f\x1b.md", "2026-01-01 00:00:00.md", "\u202e.md",
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", [["git", "apply"], ["patch", "-p1", "--posix"], ["patch", "-p1"]], ids=" ".join)
def test_names_are_written_as_git_does(name: str, command: list[str], tmp_path: Path) -> None:
    if not which(command[0]):
        pytest.skip(f"there is no {command[0]}")
    if "--posix" in command and unified_diff("a", "b", name).startswith('--- "'):
        pytest.skip("POSIX knows no quotes")
    (tmp_path / "p").mkdir()
    path = tmp_path / "p" / name
    path.write_text(LONG, encoding="utf-8")
    changes = unified_diff(LONG, LONG.replace("20\n", "x\n"), f"p/{name}")
    subprocess.run(command, cwd=tmp_path, check=True, input=changes.encode(), capture_output=True)
    assert path.read_text(encoding="utf-8") == LONG.replace("20\n", "x\n")


def test_names_that_no_system_has_do_no_harm() -> None:
    assert unified_diff("a", "b", "lone-\ud800.md").startswith(r'--- "a/lone-\355\240\200.md"')


def test_a_million_lines_take_no_longer_than_they_must() -> None:
    text = "same\n" * 1_000_000
    assert unified_diff(text, f"{text}more\n", "a.md").count("\n") == 7


def test_colours_follow_the_marks_and_nothing_else() -> None:
    text = coloured_diff("--- a/a\n+++ b/a\n@@ -1 +1 @@\n-\x1b[31mold\n+[red]new\n same\n")
    assert text.plain == "--- a/a\n+++ b/a\n@@ -1 +1 @@\n-␛[31mold\n+[red]new\n same"
    assert [str(span.style) for span in text.spans] == ["bold", "bold", "cyan", "red", "green"]
