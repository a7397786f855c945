"""Findings as a person sees them: the line, and the caret below what is wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len

from pmctl.render import findings as render
from pmctl.render.findings_summary import summary_text
from pmctl.rules.model import Finding, FindingSeverity, Fix

FINDING = Finding(
    code="PM999", name="made-up", severity=FindingSeverity.ERROR, message="something is wrong", help="Mend it.",
    path="postmortems/a.md", line=7, column=1, end_line=7, end_column=2, fingerprint="0", source="",
)  # fmt: skip


def finding(source: str, marked: str, **changes: object) -> Finding:
    start = source.index(marked)
    return replace(FINDING, source=source, column=start + 1, end_column=start + len(marked) + 1, **changes)  # type: ignore[arg-type]


def text(*found: Finding) -> list[str]:
    return list(render.findings_text(found, lambda path: path).plain())


@pytest.mark.parametrize(
    ("source", "marked"),
    [
        ("owner: mara", "mara"),
        ("\towner:\tmara", "mara"),
        ("title: 漢字漢字 mara", "mara"),
        ("title: mara 漢字", "漢字"),
        ("title: 🚒🚒 mara", "mara"),
        ("title: e\u0301e\u0301 mara", "mara"),
        ("title: \u202e\u200b mara", "mara"),
        ("title: [red] mara [/oops]", "mara"),
        ("x" * 99 + "!", "!"),
        ("x" * 100 + "!", "!"),
        ("x" * 5000 + "MARA" + "y" * 5000, "MARA"),
        ("MARA" + "y" * 5000, "MARA"),
        ("漢" * 5000 + "MARA", "MARA"),
    ],
)
def test_the_caret_stands_below_what_is_wrong(source: str, marked: str) -> None:
    headline, above, line, caret, help_, empty = text(finding(source, marked))
    assert headline.endswith(": PM999 something is wrong")
    assert (above, help_, empty) == ("  |", "  = help: Mend it.", "")
    start = line.rindex(marked)
    assert cell_len(caret[: caret.index("^")]) == cell_len(line[:start])
    assert caret.count("^") == cell_len(marked)
    assert caret == caret.rstrip()
    assert len(line) < 120


def test_what_is_wrong_may_be_longer_than_what_is_shown() -> None:
    source = "a " + "x" * 5000
    _, _, line, caret, *_ = text(finding(source, "x" * 5000))
    assert len(line) < 120
    assert caret.count("^") == 98
    assert line.endswith("x…")


def test_control_characters_are_shown_in_one_column_each() -> None:
    _, _, line, caret, *_ = text(finding("a\x1b[31m b \x9b", "b"))
    assert line == "7 | a␛[31m b �"
    assert caret.index("^") == line.index("b")


@pytest.mark.parametrize(("column", "end"), [(1, 2), (40, 41), (3, 3), (5, 90)])
def test_a_caret_beyond_the_line(column: int, end: int) -> None:
    _, _, line, caret, *_ = text(replace(FINDING, source="abcd", column=column, end_column=end))
    assert line == "7 | abcd"
    assert "^" in caret


@pytest.mark.parametrize("width", [1, 20, 40, 80, 200])
@pytest.mark.parametrize(
    "source", ["x" * 300 + "!", "!" + "x" * 300, "!" * 300, "漢" * 300 + "!", "漢" * 20 + "!", "a!b"]
)
def test_no_line_of_a_document_is_wider_than_the_terminal(source: str, width: int) -> None:
    found = finding(source, "!", line=123)
    above, line, caret = list(render.findings_text([found], str).plain(width))[1:4]
    assert all(cell_len(shown) <= max(width, 20) for shown in (above, line, caret))
    if width >= 20:
        assert line[caret.index("^") - (cell_len(line) > len(line)) * line[: line.index("!")].count("漢")] == "!"


def test_a_line_is_shown_once_for_several_findings_at_one_place() -> None:
    first = finding("owner: mara", "mara")
    again = replace(first, code="PM998")
    beside = finding("owner: mara", "owner")
    assert [line[:2] for line in text(first, again, beside, again)] == [
        "po", "  ", "7 ", "  ", "  ", "",
        "po", "  ", "",
        "po", "  ", "7 ", "  ", "  ", "",
        "po", "  ", "7 ", "  ", "  ", "",
    ]  # fmt: skip


def test_an_empty_line_is_not_shown() -> None:
    assert text(replace(FINDING, source=" \t ")) == [
        "postmortems/a.md:7:1: PM999 something is wrong",
        "  = help: Mend it.",
        "",
    ]


def test_words_of_a_document_do_nothing_to_a_terminal() -> None:
    shown = "\n".join(
        text(replace(FINDING, path="a\x1b[2J\n.md", message="\x1b[31m\nx", help="\x07", source="\x1b]0;x"))
    )
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert shown.startswith("a␛[2J .md:7:1: PM999 ␛[31m x\n")


def test_the_number_of_the_line_has_room() -> None:
    _, above, line, caret, *_ = text(replace(FINDING, source="abc", line=12345))
    assert (above, line, caret) == ("      |", "12345 | abc", "      | ^")


def test_paths_are_shown_as_they_are_typed() -> None:
    (line,) = render.findings_concise([FINDING], lambda path: f"../{path}").plain()
    assert line == "../postmortems/a.md:7:1: PM999 something is wrong"


def test_statistics() -> None:
    found = [FINDING] * 1200 + [replace(FINDING, code="PM998", name="other")] * 2
    lines = list(render.statistics_text(found).plain())
    assert lines == ["1,200  PM999  made-up", "    2  PM998  other"]
    assert list(render.statistics_text([]).plain()) == []


@pytest.mark.parametrize(
    ("severities", "files", "summary"),
    [
        ([], 0, "No documents were found."),
        ([], 1, "All is well in 1 document."),
        (["error"], 1, "1 error in 1 of 1 document."),
        (["error", "error", "warning", "info", "info"], 3, "2 errors, 1 warning, 2 info in 1 of 3 documents."),
    ],
)
def test_summary(severities: list[str], files: int, summary: str) -> None:
    found = [replace(FINDING, severity=FindingSeverity(severity)) for severity in severities]
    assert summary_text(found, files) == summary


def test_the_summary_counts_what_can_be_mended() -> None:
    mended = replace(FINDING, fix=Fix(title="Mend it", edit=str))
    found = [FINDING, mended, mended]
    assert summary_text(found, 1) == "3 errors in 1 of 1 document. --fix mends 2 of them."
    assert summary_text(found, 1, fixed=True) == "3 errors in 1 of 1 document."


def test_the_summary_counts_what_is_mended_on_demand_apart() -> None:
    safe, unsafe = (replace(FINDING, fix=Fix(title="Mend it", edit=str, is_safe=is_safe)) for is_safe in (True, False))
    errors = "3 errors in 1 of 1 document."
    found = [safe, unsafe, unsafe]
    assert summary_text(found, 1) == f"{errors} --fix mends 1 of them, and 2 more with --unsafe-fixes."
    assert summary_text(found, 1, unsafe=True) == f"{errors} --fix mends 3 of them."
    assert summary_text(found, 1, fixed=True) == f"{errors} --fix --unsafe-fixes mends 2 of them."
    assert summary_text(found, 1, fixed=True, unsafe=True) == errors
