"""Which marks of Markdown are marks, and which are characters of a name, a path or a sum."""

from __future__ import annotations

import pytest

from pmctl.adoption.emphasis import is_tag
from pmctl.adoption.inline import plain


@pytest.mark.parametrize(
    "text",
    [
        "Certificate of *.example.com and 2*3 nodes",
        "*.example.com and *.example.org",
        "$HOME/*.log or /var/*.log",
        "src/**/cache and lib/**/cache",
        "__init__.py is gone",
        "__init__() and __main__.py",
        "Remove <tenant> from the path",
        "GET /users/<user-id> is slow",
        "f(*args, **kwargs)",
        "SELECT * FROM orders, and * again",
        "2*3*4 and 2**3**4",
        "snake_case_name and _private",
        "a * b * c",
        "*****",
    ],
)
def test_characters_that_are_meant_stay(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Disk** _full_ ***now***", "Disk full now"),
        ("*a **b***, **a *b***", "a b, a b"),
        ("*a* and *b*, *c*.", "a and b, c."),
        ("***a** b*", "a b"),
        ("**Fix `__x__` now**", "Fix __x__ now"),
        ("**注意。**です", "注意。です"),
        ("は*重要*です", "は重要です"),
        ("__Disk__ (_full_)", "Disk (full)"),
        ("_a *b_ c*", "a *b c*"),
        ("*a _b* c_", "a _b c_"),
        ("<b>Disk</b> <img src=x> <ac:link>full</ac:link>", "Disk full"),
        ("~~Disk~~ <del>Tape</del> <s>Drum</s> Network", "Network"),
        ("~~a ~~ b", "b"),
        ("~~ a", "~~ a"),
        (":file:`/etc/hosts` and `the page <https://example.com>`_", "/etc/hosts and the page"),
        ("`&amp;` &amp; more", "&amp; & more"),
    ],
)
def test_marks_are_taken_off_in_pairs(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_a_tag_is_an_element() -> None:
    assert [is_tag(text) for text in ("<br/>", "</td>", "<tenant>", "<x y=1>", "a < b")] == [
        True,
        True,
        False,
        True,
        False,
    ]
