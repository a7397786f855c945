"""Headings of reStructuredText become Markdown's, each on its line."""

from __future__ import annotations

import pytest

from pmctl.adoption.rst import as_markdown, is_rst


@pytest.mark.parametrize(
    ("rst", "expected"),
    [
        ("====\nDisk\n====\n\nImpact\n======\n\nAll\n~~~\n", "\n# Disk\n\n\n## Impact\n\n\n### All\n\n"),
        ("Disk\r\n====\r\n\r\ntext\r\n", "# Disk\r\n\r\n\r\ntext\r\n"),
        (" Disk\n=====\n", " Disk\n=====\n"),
        ("=====\n Disk\n=====\n", "\n# Disk\n\n"),
        (".. note::\n=========\n", ".. note::\n=========\n"),
        ("a sentence\nand another\n-----------\n", "a sentence\nand another\n-----------\n"),
        ("text\n\n----\n\ntext\n", "text\n\n----\n\ntext\n"),
        ("Disk\n", "Disk\n"),
        (
            "".join(f"T\n{mark * 3}\n\n" for mark in "=-~^\"'+"),
            "".join(f"{'#' * n} T\n\n\n" for n in (1, 2, 3, 4, 5, 6, 6)),
        ),
    ],
)
def test_headings(rst: str, expected: str) -> None:
    assert as_markdown(rst) == expected


def test_the_name_says_what_a_file_holds() -> None:
    assert is_rst("a/2021.RST")
    assert not is_rst("a/rst.md")
