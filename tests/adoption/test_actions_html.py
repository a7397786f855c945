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
