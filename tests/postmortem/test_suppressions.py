"""Comments that suppress findings: where they are read, for which lines they count, and how they are taken out."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.postmortem.conventions import Conventions
from pmctl.postmortem.parse import parse
from pmctl.postmortem.problems import Problem, ProblemKind
from pmctl.postmortem.suppressions import Suppressions, read_suppressions, without

CONVENTIONS = Conventions()


def read(text: str) -> Suppressions:
    return read_suppressions(parse(text, "a.md", CONVENTIONS))


def counting(text: str) -> dict[int, list[str]]:
    """Return the selectors that count for each line, where there are any."""
    found = read(text)
    lines = range(1, text.count("\n") + 2)
    selectors = {
        n: [s.text for comment in (*found.of_file, *found.for_line(n)) for s in comment.selectors] for n in lines
    }
    return {line: texts for line, texts in selectors.items() if texts}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\nb <!-- pmctl: ignore[PM203] -->\nc\n", [2]),
        ("<!-- pmctl: ignore[PM203] -->\nb\nc\n", [1, 2]),
        ("  <!-- pmctl: ignore[PM203] -->\r\n\r\n \r\nb\r\nc\r\n", [1, 4]),
        ("> <!-- pmctl: ignore[PM203] -->\n>\n> b\nc\n", [1, 3]),
        ("<!-- pmctl: ignore[PM203] --> <!-- a note -->\nb\nc\n", [1, 2]),
        ("- a\n  <!-- pmctl: ignore[PM203] -->\n  b\nc\n", [2, 3]),
        ("a\n<!-- pmctl: ignore[PM203] -->", [2]),
        ("a\n\n<!-- pmctl: ignore-file[PM203] -->\n\nb", [1, 2, 3, 4, 5]),
        ("---\nid: a # pmctl: ignore-file[PM203]\n---\na\n", [1, 2, 3, 4, 5]),
        ("---\nid: a\nowner: b # pmctl: ignore[PM203]\n---\na\n", [3]),
        ("---\nid: a\n  # pmctl: ignore[PM203] why not\n\n# a note\nowner: b\n---\na\n", [3, 6]),
        ("---\n# pmctl: ignore[PM203]\nid: a\n---\na\n", [1, 2, 3]),
        ("---\n# a note # pmctl: ignore[PM203]\nid: a\n---\na\n", [2]),
        ("---\nid: a\n# pmctl: ignore[PM203]\n---\na\n", [3, 4]),
        ("---\nid: a\n#  <!-- pmctl: ignore[PM203] -->\nowner: b\n---\na\n", [3, 4]),
        ("---\nid: a #<!--pmctl: ignore[PM203]-->\n---\na\n", [2]),
    ],
)
def test_lines_for_which_a_comment_counts(text: str, lines: list[int]) -> None:
    assert counting(text) == {line: ["PM203"] for line in lines}


def test_several_comments_count_for_one_line() -> None:
    above = "<!-- pmctl: ignore[PM1] -->\n\n<!-- pmctl: ignore[PM2] --> <!-- pmctl: ignore[PM3] -->\n"
    assert counting(f"{above}b <!--pmctl:ignore[PM4]-->\n")[4] == ["PM1", "PM2", "PM3", "PM4"]
    front = "---\n# pmctl: ignore[PM1]\n# pmctl: ignore[PM2]\nid: a # pmctl: ignore[PM3]\n---\n"
    assert counting(front) == {1: ["PM1", "PM2"], 2: ["PM1"], 3: ["PM2"], 4: ["PM1", "PM2", "PM3"]}


def test_a_comment_at_the_head_of_an_action_counts_for_all_of_it() -> None:
    text = """\
---
actions:
  # pmctl: ignore[PM1]
  - id: A1  # pmctl: ignore[PM2]
    note: |
      of two
      lines
    due: 2026-03-28  # pmctl: ignore[PM3]
  - id: A2
  - mere text  # pmctl: ignore[PM4]
owner: "@mara"
---
"""
    head = ["PM1", "PM2"]
    assert counting(text) == {3: ["PM1"], 4: head, 5: head, 6: head, 7: head, 8: ["PM3", *head], 10: ["PM4"]}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# pmctl: ignore[PM203]\n",
        "pmctl: ignore[PM203]\n",
        "<!-- see pmctl: ignore[PM203] -->\n",
        "<!-- pmctl: ignore[PM203]\n-->\n",
        f"<!-- pmctl: ignore[PM203] {'x' * 600} -->\n",
        "<!-- pmctl:actions -->\n<!-- /pmctl:actions -->\n",
        "```\n<!-- pmctl: ignore[PM203] -->\n```\n",
        "    <!-- pmctl: ignore[PM203] -->\n",
        "1. a\n\n   ~~~ md\n   <!-- pmctl: ignore[PM203] -->\n   ~~~\n",
        "> - ```\n>   <!-- pmctl: ignore[PM203] -->\n",
        "a `<!-- pmctl: ignore[PM203] -->` b\n",
        "a ``b ` <!-- pmctl: ignore[PM203] -->`` ` c\n",
        "---\ntitle: a\n\n<!-- pmctl: ignore[PM203] -->\n",
        "---\ntitle: [a\n# pmctl: ignore[PM203]\n---\n",
        "---\ntitle: a# pmctl: ignore[PM203]\n---\n",
        "---\ntitle: 'a # pmctl: ignore[PM203]'\n'# pmctl: ignore[PM203]': [\"# pmctl: ignore[PM203]\"]\n---\n",
        "---\nnote: |\n  # pmctl: ignore[PM203]\n---\n",
        "---\ntitle: a <!-- pmctl: ignore[PM203] -->\n---\n",
        "---\ntitle: a # see pmctl: ignore[PM203]\n---\n",
    ],
)
def test_what_is_no_suppression(text: str) -> None:
    assert read(text).written == ()


@pytest.mark.parametrize(
    "text",
    [
        "a ` <!-- pmctl: ignore[PM203] -->\n",
        "a `` ` <!-- pmctl: ignore[PM203] --> ```\n",
        "a `b` <!-- pmctl: ignore[PM203] --> `c`\n",
        "- ```\n  a\n  ```\n- b <!-- pmctl: ignore[PM203] -->\n",
        "<div>\n<!-- pmctl: ignore[PM203] -->\n</div>\n",
        "| a | b |\n|---|---|\n| c | d | <!-- pmctl: ignore[PM203] -->\n",
        "---\ntitle: a: b\n---\nc <!-- pmctl: ignore[PM203] -->\n",
        "---\ntitle: 'a' # pmctl: ignore[PM203]\n---\n",
        "---\ntags: [a, # pmctl: ignore[PM203]\n  b]\n---\n",
        "---\nnote: |\n  text\n# pmctl: ignore[PM203]\n---\n",
    ],
)
def test_what_is_one(text: str) -> None:
    (comment,) = read(text).written
    assert [selector.text for selector in comment.selectors] == ["PM203"]


def test_an_unreadable_file_suppresses_nothing() -> None:
    problem = Problem(kind=ProblemKind.UNREADABLE_FILE, message="the file is binary", line=1)
    assert read_suppressions(parse(problem, "a.md", CONVENTIONS)).written == ()


def test_places() -> None:
    text = "---\nid: a\n---\nText. <!--  pmctl:Ignore-File [ PM203 ,, human-error] why --> more\n"
    (comment,) = read(text).written
    line = text.split("\n")[3]
    assert text[comment.start : comment.end] == line[6:-5] == line[comment.column - 1 : comment.end_column - 1]
    assert (comment.order, comment.line, text[slice(*comment.inside)]) == ("ignore-file", 4, " PM203 ,, human-error")
    assert [(s.text, line[s.column - 1 : s.end_column - 1]) for s in comment.selectors] == [
        ("PM203", "PM203"),
        ("human-error", "human-error"),
    ]


def test_a_comment_of_the_front_matter_reaches_to_the_end_of_its_line() -> None:
    text = "---\r\nid: a # pmctl: ignore[PM203] because\r\n---\r\n"
    (comment,) = read(text).written
    assert text[comment.start : comment.end] == "# pmctl: ignore[PM203] because"


@pytest.mark.parametrize("order", ["ignore-next-line", "ignored", "ignore-file-now"])
def test_an_unknown_order_counts_for_nothing(order: str) -> None:
    text = f"<!-- pmctl: {order}[PM203] -->\na\n"
    assert [comment.order for comment in read(text).written] == [order]
    assert counting(text) == {}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a\n\n<!-- pmctl: ignore[PM1] -->\nb\n", "a\n\nb\n"),
        ("a\r\n  <!-- pmctl: ignore[PM1] -->\r\n\r\nb\r\n", "a\r\n\r\nb\r\n"),
        ("> a\n<!-- pmctl: ignore[PM1] -->\nb\n", "> a\n\nb\n"),
        ("a\r\n<!-- pmctl: ignore[PM1] -->\r\n---\r\n", "a\r\n\r\n---\r\n"),
        ("<!-- pmctl: ignore[PM1] -->\nb\n", "b\n"),
        ("a\n<!-- pmctl: ignore[PM1] -->", "a\n"),
        ("a  <!-- pmctl: ignore[PM1] -->\nb\n", "a\nb\n"),
        ("a <!-- pmctl: ignore[PM1] -->\r\nb\r\n", "a\r\nb\r\n"),
        ("a <!-- pmctl: ignore[PM1] --> b\n", "a  b\n"),
        ("<!-- pmctl: ignore[PM1] --> b\n", " b\n"),
        ("---\nid: a  # pmctl: ignore[PM1] why\nowner: b\n---\n", "---\nid: a\nowner: b\n---\n"),
        ("---\n# pmctl: ignore[PM1]\nid: a\n---\n", "---\nid: a\n---\n"),
        ("---\nid: a # note # pmctl: ignore[PM1]\n---\n", "---\nid: a # note\n---\n"),
    ],
)
def test_taken_out(text: str, left: str) -> None:
    (comment,) = read(text).written
    assert without(text, comment, comment.selectors) == left


def test_one_selector_taken_out() -> None:
    text = "a <!-- pmctl: ignore[PM1,PM2 , PM3] why -->\n"
    (comment,) = read(text).written
    assert without(text, comment, comment.selectors[1:2]) == "a <!-- pmctl: ignore[PM1, PM3] why -->\n"
    assert without(text, comment, comment.selectors[:2]) == "a <!-- pmctl: ignore[PM3] why -->\n"


PIECES = st.sampled_from(
    [
        *("a", " ", "\n", "\r\n", "> ", "- ", "`", "```\n", "| a |\n", "    ", "<!-- ", " -->", "#", "'", "[", "]"),
        *("<!-- pmctl: ignore[PM203] -->", "<!-- pmctl: ignore-file[PM1, x] -->", " # pmctl: ignore[PM301]\n"),
        *("pmctl: ignore", "id: b\n", "actions:\n  - id: A1", "note: |\n  text\n", "---\n"),
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join), st.booleans())
def test_taking_one_out_leaves_all_else_as_it_was(text: str, has_front_matter: bool) -> None:
    text = f"---\nid: a\n{text}" if has_front_matter else text
    before = parse(text, "a.md", CONVENTIONS)
    for comment in read_suppressions(before).written:
        assert text[comment.start : comment.end].count("\n") == 0
        after = without(text, comment, comment.selectors)
        assert after in {
            text[: comment.start] + text[comment.end :],
            *_without_blanks(text, comment.start, comment.end),
        }
        if before.record and text[comment.start] == "#":
            record = parse(after, "a.md", CONVENTIONS).record
            assert record is not None
            assert record.fields.value == before.record.fields.value


def _without_blanks(text: str, start: int, end: int) -> set[str]:
    """Return the texts in which the blanks before a comment, or what is on its line, or the line, are gone with it.

    What stands behind it on its line may be set apart from the line above, of which it was no part.
    """
    line, below = text.rfind("\n", 0, start) + 1, text.find("\n", end) + 1 or len(text)
    ending = "\r\n" if text[:below].endswith("\r\n") else "\n"
    rest = text[below:]
    return {
        text[: len(text[:start].rstrip(" \t"))] + text[end:],
        text[:line] + rest,
        text[:line] + ending + rest,
        *(text[:line] + blank + text[line:start] + text[end:] for blank in ("\n", "\r\n")),
    }


@pytest.mark.parametrize(
    "text",
    [
        "<!-- pmctl: ignore[PM203] --> " * 20_000,
        "<!-- pmctl: ignore[PM203 " * 20_000,
        "pmctl:ignore[" * 50_000,
        ("pmctl:" + " " * 1000) * 1000,
        "` `` ``` " * 50_000 + "<!-- pmctl: ignore[PM203] -->",
        ("<!-- pmctl: ignore[PM203] -->\n" + "\n" * 100) * 3000,
        "- ```\n" + "  <!-- pmctl: ignore[PM203] -->\n" * 20_000,
        "---\n" + "# pmctl: ignore[PM301]\n" * 20_000 + "id: a\n---\n",
    ],
    ids=range(8),
)
def test_huge_texts_take_no_time(text: str) -> None:
    document = parse(text, "a.md", CONVENTIONS)
    start = time.process_time()
    read_suppressions(document)
    assert time.process_time() - start < 5
