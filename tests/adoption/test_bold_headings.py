"""Sections in bold: where they stand among headings, and what is written of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pmctl.adoption.adopt import adopt
from pmctl.postmortem.conventions import Conventions
from pmctl.postmortem.parse import parse
from tests.adoption.laws import is_stable, words_are_kept

if TYPE_CHECKING:
    from pmctl.adoption.model import Adoption


def adopted(text: str, path: str = "x.md") -> Adoption:
    adoption = adopt(text, path, Conventions())
    assert words_are_kept(adoption)
    assert is_stable(adoption)
    written = [section.name for section in parse(adoption.after, path, Conventions()).sections if section.name]
    assert set(written) - {"action-items"} == set(adoption.sections) - {"action-items"}
    return adoption


def headings(text: str) -> list[str]:
    return [line for line in adopted(f"# Disk\n\nDate: 2025-04-03\n\n{text}").after.split("\n") if line[:2] == "##"]


MIXED = "## Background\n\nb\n\n**Summary**\n\nx\n\n**Root cause**\n\ny\n\n**Action items**\n\n- Add a TTL (Jonas)\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (MIXED, ["## Background", "## Summary", "## Root cause", "## Action items"]),
        (MIXED.replace("## ", "### "), ["### Background", "### Summary", "### Root cause", "### Action items"]),
        ("**Summary**\n\nx\n\n### Impact\n\ny\n", ["### Summary", "### Impact"]),
        ("## Summary\n\nx\n\n**Impact:**\n\ny\n\n## Timeline\n", ["## Summary", "## Impact", "## Timeline"]),
        # Parts of a section
        (
            "## Timeline\n\n**Detection**\n\n- a\n\n**Resolution**\n\n- b\n\n**Lessons learned**\n\nc\n",
            ["## Timeline", "### Detection", "### Resolution", "## Lessons learned"],
        ),
        ("## Timeline\n\n- a\n\n**Resolution**\n\nb\n", ["## Timeline", "## Resolution"]),
        (
            "## Lessons learned\n\n**What went well**\n\n- a\n\n**Action items**\n\n- Buy a disk\n",
            ["## Lessons learned", "### What went well", "## Action items"],
        ),
        (
            "## Lessons learned\n\n### What went well\n\n- a\n\n**Timeline**\n\nb\n",
            ["## Lessons learned", "### What went well", "## Timeline"],
        ),
        ("**Action items**\n\n**Detection**\n\n- Alert\n", ["## Action items", "### Detection"]),
        ("## Action items\n\n**Detection:** alert\n", ["## Action items"]),
        ("## Action items\n\n- Buy\n\n**Detection:** alert\n", ["## Action items"]),
        # Below headings that name no section
        ("## Details\n\n**Impact**\n\na\n", ["## Details", "### Impact"]),
        ("## Details\n\n**Impact**\n\na\n\n## Timeline\n", ["## Details", "## Impact", "## Timeline"]),
        ("###### Details\n\n**Impact**\n\na\n", ["###### Details", "###### Impact"]),
        # With words behind it
        ("## Summary\n\nx\n\n**Impact:** all\n\n**Cause:** a disk\n", ["## Summary", "### Impact", "### Cause"]),
        # What a section says in short, and what stands elsewhere
        ("## Summary\n\n- **Impact:** all\n- **Cause:** a disk\n", ["## Summary"]),
        ("## Summary\n\n- **Impact**\n  all\n- **Cause:** a disk\n", ["## Summary", "## Impact", "## Cause"]),
        ("## Summary\n\n**Impact:** all\n\n## Impact\n\nmore\n", ["## Summary", "## Impact"]),
        ("## Summary\n\nx\n\n__Impact__\n\ny\n", ["## Summary"]),  # its marks may be part of a word
        ("## Summary\n\nthe **Impact** was\n\n> **Impact**\n\n**Nobody knows**\n", ["## Summary"]),
    ],
)
def test_sections_in_bold_get_headings_beside_others(text: str, expected: list[str]) -> None:
    assert [line for line in headings(text) if "pmctl" not in line] == expected


def test_so_they_do_without_a_day() -> None:
    adoption = adopted("**Impact**\n\ntext\n")
    assert adoption.after.endswith("---\n\n## Impact\n\ntext\n")
    assert adoption.sections == ("impact",)
    below = adopted("# Disk\n=====\n\n## Lessons\n\n**Action items**\n\n- [ ] Buy one (@mara)\n").after
    assert below.count("Action items") == 1


def test_but_not_where_more_would_be_read_then() -> None:
    text = "**Impact:** none\nOwner: Mara\n\n**Summary**\nSeverity: SEV1\n"
    for body in (text, f"# Disk\n\n{text}", text.replace("\n", "\r\n")):
        adopted(body)


# Indents


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- **Summary**\n\t- a\n\t\t- b\n- **Cause**\n\t- c\n", "## Summary\n\n- a\n\t- b\n\n## Cause\n\n- c\n"),
        ("* **Summary**\n\n\tA text.\n\n* **Cause**\n\n\tc\n", "## Summary\n\nA text.\n\n## Cause\n\nc\n"),
        ("- **Summary**\n    - a\n      b\n- **Cause**\n\t- c\n", "## Summary\n\n- a\n  b\n\n## Cause\n\n- c\n"),
        ("- **Summary**\n  - a\n\t- b\n- **Cause**\n  c\n", "## Summary\n\n- a\n  - b\n\n## Cause\n\nc\n"),
        ("-\t**Summary**\n\ta\n-\t**Cause**\n\tc\n", "## Summary\n\na\n\n## Cause\n\nc\n"),
        ("1.\t**Summary**\n\ta\n2.\t**Cause**\n\tc\n", "## 1. Summary\n\na\n\n## 2. Cause\n\nc\n"),
        ("- **Summary**\n \t- a\n- **Cause**\n  \tc\n", "## Summary\n\n- a\n\n## Cause\n\nc\n"),
        ("- **Summary**\n\t\ta\n- **Cause**\n\tc\n", "## Summary\n\na\n\n## Cause\n\nc\n"),
        ("- **Summary**: a\n\n\tb\n- **Cause**: c\n\td\n", "## Summary\n\na\n\nb\n\n## Cause\n\nc\nd\n"),
        (
            "- **Summary**\n\t```make\n\tall:\n\t\techo\n\t```\n- **Cause**\n\n\t\tcode\n",
            "## Summary\n\n```make\nall:\n\techo\n```\n\n## Cause\n\n      code\n",
        ),
        ("- **Summary**\nlazy\n\n- **Cause**\n\n  c\n", "## Summary\n\nlazy\n\n## Cause\n\nc\n"),
    ],
)
def test_what_is_in_an_item_is_not_indented_any_more(text: str, expected: str) -> None:
    assert adopted(f"Date: 2025-04-01\n\n{text}").after.endswith(f"\n\n{expected}")


def test_an_indent_without_end_is_no_matter() -> None:
    tabs = "\t" * 200_000
    adopted(f"Date: 2025-04-01\n\n- **Summary**\n{tabs}a\n-{tabs}**Timeline**\n- **Cause**\n{tabs}b\n")


@pytest.mark.parametrize(
    "text",
    [
        "**Action items**\n\n**Authors**\n\n- Mara\n",
        "**Timeline**\n\n# Disk\n\n**Impact:** x\nOwner: Mara\n",
        "**Authors**\n\n- Mara\n\n**Action items**\n\n- 10:00 a\n\n## Postmortem\n\n**Impact:** x\nOwner: Mara\n",
    ],
)
def test_a_document_that_would_say_something_else_keeps_its_bold_lines(text: str) -> None:
    adoption = adopted(text)
    assert text in adoption.after
    assert adopt(f"Date: 2025-04-01\n\n{text}", "x.md", Conventions()).sections  # with a day it is pmctl's from then on


# Names that set something off, and sentences that begin with a bold word


@pytest.mark.parametrize(
    ("line", "is_section"),
    [
        ("**Impact**", True),
        ("**Impact:**", True),
        ("**Impact**:", True),
        ("**Impact** :  ", True),
        ("**Impact:** all of it", True),
        ("**Impact** : all of it", True),
        ("**影響：** 全員", True),
        ("**Impact:** – all of it", True),
        ("**Impact** was limited to Oslo.", False),
        ("**Impact** of the change: none", False),
        ("**Impact**, as far as we know, was small.", False),
        ("**Impact** (all of it)", True),
        ("**Impact** (all of it) was small", False),
        ("**Impact** (all of it)\nwas small", False),
        ("**Impact** – all of it", False),
        ("**Impact** - all of it", False),
        ("**Impact** 40 users", False),
        ("**Impact** → 40 users", False),
        ("**Impact**–all of it", False),
        ("**Impact** –", False),
    ],
)
def test_a_sentence_that_begins_with_a_bold_word_stays_one(line: str, is_section: bool) -> None:
    text = f"# Disk\n\n## Summary\n\nx\n\n{line}\n"
    adoption = adopted(text)
    assert (
        "### Impact\n" in adoption.after or "## Impact\n" in adoption.after or "影響\n" in adoption.after
    ) is is_section
    assert (line in adoption.after) is not is_section
    item = line.replace("\n", "\n  ")
    items = adopted(f"- **Summary:** x\n- {item}\n- **Timeline:** y\n").after
    assert (f"- {item}\n" in items) is not is_section


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Summary** – a\n\n**Impact** – b\n", "## Summary\n\na\n\n## Impact\n\nb\n"),
        ("**Summary** - a\n\n**Impact** -- b\n", "## Summary\n\na\n\n## Impact\n\nb\n"),
        ("- **Summary** — a\n- **Impact** — b\n", "## Summary\n\na\n\n## Impact\n\nb\n"),
        # Others are not written so, or nothing tells
        ("**Summary** – a\n\n**Impact:** b\n", "**Summary** – a\n\n## Impact\n\nb\n"),
        ("**Summary** – a\n\n**Impact** was\n", "**Summary** – a\n\n**Impact** was\n"),
        ("**Summary** – a\n", "**Summary** – a\n"),
    ],
)
def test_a_dash_sets_off_where_that_is_the_habit(text: str, expected: str) -> None:
    assert adopted(text).after.endswith(f"---\n\n{expected}")


# What stands behind names


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        ("> 50 % of them failed", "\\> 50 % of them failed"),
        ("- none", "\\- none"),
        ("* none", "\\* none"),
        ("+ 3 %", "\\+ 3 %"),
        ("# 4", "\\# 4"),
        ("1. a disk", "1\\. a disk"),
        ("12) a disk", "12\\) a disk"),
        ("---", "\\---"),
        ("> a\nand b", "\\> a\nand b"),
        ("    far away", "far away"),
        ("-3 %", "-3 %"),
        ("#4 and *all*", "#4 and *all*"),
        ("**all** of it", "**all** of it"),
        ("3.5 hours", "3.5 hours"),
        ("`code`", "`code`"),
        ("<br>all", "<br>all"),
        ("<https://example.com>", "<https://example.com>"),
        ("<!-- what was hit -->", "<!-- what was hit -->"),
        ("a\n- b", "a\n\n- b"),
        ("a  \nb", "a  \nb"),
    ],
)
def test_words_behind_a_name_stay_words(behind: str, expected: str) -> None:
    adoption = adopted(f"# Disk\n\n## Summary\n\nx\n\n**Impact:** {behind}\n\n## Timeline\n")
    assert f"\n\n### Impact\n\n{expected}\n\n## Timeline" in adoption.after


@pytest.mark.parametrize(
    "behind",
    [
        "```",
        "~~~ a",
        "<div>all</div>",
        "<details>",
        "[a]: b",
        "| a | b |\n|---|---|",
        "<!-- a --> b",
        "<!-- a\n\nb -->",
    ],
)
def test_what_cannot_be_escaped_stays_behind_the_name(behind: str) -> None:
    adoption = adopted(f"# Disk\n\n## Summary\n\nx\n\n**Impact:** {behind}\n\n**Cause:** y\n")
    assert f"\n\n**Impact:** {behind}\n\n### Cause\n\ny\n" in adoption.after
    listed = f"- **Summary:** {behind.partition(chr(10))[0]}\n- **Cause:** y\n"
    assert adopted(listed).after.endswith(f"\n\n{listed}") is (behind[0] != "|")


def test_a_paragraph_in_an_item_stays_one() -> None:
    text = "- **Summary:** the disk was full for\n  an hour.\n\n  b\n- **Action items:**\n  - [ ] Add a test (@mara)\n"
    after = adopted(f"# Disk\n\nDate: 2025-04-01\n\n{text}").after
    assert "\n\n## Summary\n\nthe disk was full for\nan hour.\n\nb\n\n## Action items\n\n- [ ] Add" in after
    deep = adopted("- **Summary**\n       a\n   b\n- **Cause:** 2. of\n  - c\n- **Impact:** ---\n").after
    assert deep.endswith("## Summary\n\na\nb\n\n## Cause\n\n2\\. of\n- c\n\n## Impact\n\n\\---\n")
    below = "- **Summary**\n\n\n  > a\n- **Cause**\n  ===\n"
    assert adopted(below).after.endswith(f"\n\n{below}")


WORDS = st.sampled_from(
    [
        "> ",
        "- ",
        "+ ",
        "* ",
        "# ",
        "1. ",
        "2) ",
        "    ",
        "```",
        "~~~",
        "<b>",
        "<!--",
        "-->",
        "---",
        "===",
        "|",
        "a",
        "b ",
        "\\",
        "[a]: b",
        "**",
        "`",
        ": ",
    ]
)
LINES = st.lists(st.lists(WORDS, max_size=4).map("".join), min_size=1, max_size=4)
NAMES = ("Summary", "Impact", "Cause")
BREAKS = {"softbreak": "\n", "hardbreak": "\x1f"}


@settings(max_examples=150, deadline=None)
@given(texts=st.lists(LINES, min_size=3, max_size=3), mark=st.sampled_from(["", "- ", "*   "]))
def test_what_is_shown_stays_as_it_is(mark: str, texts: list[list[str]]) -> None:
    gap = "\n" if mark else "\n\n"
    indent = " " * len(mark)
    parts = [f"{mark}**{name}:** {f'{gap[:1]}{indent}'.join(lines)}" for name, lines in zip(NAMES, texts, strict=True)]
    text = gap.join(parts) + "\n"
    adoption = adopt(f"Date: 2025-04-01\n\n{text}", "x.md", Conventions())
    assert words_are_kept(adoption)
    after = adoption.after.rpartition("Date: 2025-04-01\n\n")[2]
    assert shown(after) == shown(text) or after == text


def shown(text: str) -> list[str]:
    """The words of each paragraph, block of code and the like; names of sections are apart."""
    found: list[str] = []
    for token in MarkdownIt("gfm-like", {"linkify": False}).parse(text):
        inline = token.children or []
        words = "".join(f"{child.content or BREAKS.get(child.type, '')}" for child in inline) or token.content
        words = re.sub(r"[ \t]+", " ", re.sub(r"[ \t]*\n[ \t]*", "\n", words))
        name = next((name for name in NAMES if words.startswith(name)), "")
        rest = words.removeprefix(name).removeprefix(":") if name else words
        found += [piece.strip() for piece in (name, rest) if piece.strip()]
    return found
