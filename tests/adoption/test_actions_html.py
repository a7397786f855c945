"""Action items in HTML that stands in Markdown."""

from __future__ import annotations

import time

import pytest

from pmctl.adoption.actions import find_actions
from tests.adoption.test_actions import HEAD
from tests.adoption.test_actions_shapes import describe


def of(html: str) -> list[str]:
    return [describe(action) for action in find_actions(HEAD + html)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<ul><li>Add a test</li><li>Add six</li></ul>\n", ["5: Add a test", "5: Add six"]),
        ("<ol>\n<li>Add a test\n<li>Add six\n</ol>\n", ["6: Add a test", "7: Add six"]),
        (
            "<ul>\n<li><p>Add a test</p>\n\n<p>of reading</p></li>\n\n<li>Add six</li></ul>\n",
            ["6: Add a test of reading", "10: Add six"],
        ),
        ('<ul><li><input type="checkbox" checked/>Add a test</li></ul>\n', ["5: Add a test; status=done"]),
        ('<ul><li><input type="checkbox"> Add a test</li></ul>\n', ["5: Add a test; status=open"]),
        (
            "<table><tr><th>Action<th>Owner</tr><tr><td><del>Old</del> New</td><td>kim<br>mara</td></tr></table>\n",
            ["5: New; owner=kim, mara"],
        ),
        ('<ul><li><input type="radio"> Add a test</li></ul>\n', ["5: Add a test"]),
        ("<ul><li>Prevention<ul><li>Add a test</li></ul></li></ul>\n", ["5: Add a test; group=Prevention"]),
        ("<ul><li><b>Add a test</b> <a name=x></a><a>here</a></li></a></ul>\n", ["5: Add a test here"]),
        ("<p></p><ul></ul><ul><li></li></ul></ul>\n\nWe will add a test.\n", ["7: We will add a test."]),
        ("<div>We will add a test.</div><h3></h3>\n", ["5: We will add a test."]),
        ("We will add six.\n\n<h3>Later</h3>\n\n- Add a test\n", ["9: Add a test; group=Later"]),
        ("<p>said <h3>Later</h3> <!-- why --> <ul><li>Add a test</ul>\n", ["5: Add a test; group=Later"]),
        ("<ul><li>Add a test<ul><li>of reading</li></ul>and more</li></ul>\n", ["5: Add a test"]),
        (
            "<table>\n<tr><th>Action<th>Owner</tr>\n\n<tr><td>Add a | test</td><td><b>Mara</b></td></tr></table>",
            ["8: Add a | test; owner=Mara"],
        ),
        (
            "<table><tr><td>Action<td>Owner<tr><td><ul><li>Add a test</li></ul><td>Mara<br>Kim</table>\n",
            ["5: Add a test; owner=Mara, Kim"],
        ),
        ("<table><td>stray</td></table><td>more</td>\n\n- Add a test\n", ["7: Add a test"]),
        ("<table><tr><th>Action</th></tr></table>\n\n- Add a test\n", ["7: Add a test"]),
        ("<ul><li>Add six\n\n## Other\n\n- Say more\n", ["5: Add six"]),
    ],
)
def test_html(html: str, expected: list[str]) -> None:
    assert of(html) == expected


def test_headings_of_html_divide_the_text() -> None:
    text = "<h1>Outage</h1>\n<h2>What went well</h2>\n<ul><li>Luck (@mara)</li></ul>\n"
    text += "<h2>Tiltak</h2>\n<ul><li>Bytte</li></ul>\n"
    assert [describe(action) for action in find_actions(text)] == ["5: Bytte"]


@pytest.mark.parametrize(
    "piece", ["<ul>", "<table><tr><td>", "<li", "<!--", "</ul>", "<ul><li>x", "<a href='x'>", "<h2>"]
)
def test_hostile_html_is_read_in_linear_time(piece: str) -> None:
    begun = time.perf_counter()
    of(f"<ul>{piece * 20_000}")
    assert time.perf_counter() - begun < 10


HEADED = "<table>\n<tr><th>Owner</th><th>Action</th><th>Due</th></tr>\n"
ROWS = (
    '<tr><td rowspan="2">Mara</td><td>Add a test</td><td>2026-03-01</td></tr>\n'
    "<tr><td>Add six</td><td>2026-04-01</td></tr>\n"
)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (ROWS, ["7: Add a test; owner=Mara; due=2026-03-01", "8: Add six; owner=Mara; due=2026-04-01"]),
        (
            ROWS.replace('rowspan="2"', "ROWSPAN = 0"),
            ["7: Add a test; owner=Mara; due=2026-03-01", "8: Add six; owner=Mara; due=2026-04-01"],
        ),
        (
            f"{ROWS}<tr><td>Jonas<td>Add ten<td rowspan=2>2026-05-01</tr><tr><td>Mara<td>Add one</tr>",
            [
                "7: Add a test; owner=Mara; due=2026-03-01", "8: Add six; owner=Mara; due=2026-04-01",
                "9: Add ten; owner=Jonas; due=2026-05-01", "9: Add one; owner=Mara; due=2026-05-01",
            ],
        ),
        (
            f"{ROWS.replace('2', '1000000000', 1)}<tr></tr><tr><td>Add ten</td><td></td></tr>",
            [
                "7: Add a test; owner=Mara; due=2026-03-01", "8: Add six; owner=Mara; due=2026-04-01",
                "9: Add ten; owner=Mara",
            ],
        ),
        # A row that has nothing of its own takes one of those that are spanned.
        (
            "<tr><td rowspan='2'>Mara</td><td>Add a test</td></tr><tr></tr><tr><td>Jonas</td><td>Add six</td></tr>",
            ["7: Add a test; owner=Mara", "7: Add six; owner=Jonas"],
        ),
        # Columns
        (
            "<tr><td colspan=3>Prevention</td></tr><tr><td>Mara</td><td>Add a test</td></tr>",
            ["7: Add a test; owner=Mara; group=Prevention"],
        ),
        ("<tr><td colspan=99><b></b></td></tr><tr><td>Mara</td><td>Add a test</td></tr>",
         ["7: Add a test; owner=Mara"]),
        ("<tr><td>Mara</td><td colspan='2'>Add a test</td></tr>", ["7: Add a test; owner=Mara"]),
        ("<tr><td>Mara</td><td colspan=0>Add a test</td><td>2026-03-01</td></tr>",
         ["7: Add a test; owner=Mara; due=2026-03-01"]),
        ("<tr><td>Mara</td><td colspan=x>Add a test</td></tr>", ["7: Add a test; owner=Mara"]),
        ("<tr><td>Mara</td><td colspan=99999999999>Add a test</td><td>2026-03-01</td></tr>",
         ["7: Add a test; owner=Mara"]),
    ],
)  # fmt: skip
def test_cells_that_span_rows_and_columns(rows: str, expected: list[str]) -> None:
    assert of(f"{HEADED}{rows}</table>\n") == expected


def test_heads_of_several_rows_and_rows_that_end_early() -> None:
    head = "<tr><th rowspan=2>Action</th><th colspan=2>Promise</th></tr>\n<tr><th>Owner</th><th>Due</th></tr>\n"
    row = "<tr><td>Add a test</td><td>Mara</td><td>2026-03-01</td></tr>"
    assert of(f"<table>\n{head}{row}</table>\n") == ["8: Add a test; owner=Mara; due=2026-03-01"]
    wide = "<tr><th>Action</th><th colspan=2>Owner</th></tr>\n<tr><td>Add a test</td><td></td><td>Mara</td></tr>"
    assert of(f"<table>\n{wide}</table>\n") == ["7: Add a test; owner=Mara"]
    short = HEADED.replace("Owner", "x").replace("Action", "Owner").replace("x", "Action")
    short += "<tr><td>Add a test<td>Mara<td rowspan=2>2026-03-01<tr><td>Add six</table>\n"
    assert of(short) == ["7: Add a test; owner=Mara; due=2026-03-01", "7: Add six; due=2026-03-01"]
    late = f"{HEADED}<tr><td>a</td></tr><tr><th>Mara</th><th>Add a test</th></tr></table>\n"
    assert of(late) == ["7: Add a test; owner=Mara"]


def test_spans_without_end_are_no_matter() -> None:
    begun = time.perf_counter()
    cell = f"<td rowspan=999999999 colspan=999999999>{'word ' * 500}</td>"
    of(f"{HEADED}<tr>{cell}</tr>{'<tr><td>a</tr>' * 20_000}</table>\n")
    of(f"{HEADED}<tr>{cell * 50}</tr></table>\n" * 20)
    assert time.perf_counter() - begun < 10
