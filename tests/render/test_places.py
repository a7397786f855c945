"""Places as other formats count and write them."""

from __future__ import annotations

import time
from dataclasses import replace
from urllib.parse import unquote_to_bytes, urlsplit

import pytest

from pmctl.render import places
from tests.render.formats import FINDING, PATHS


@pytest.mark.parametrize(
    ("source", "columns", "utf16", "utf8"),
    [
        ("title: mara", (8, 12), (8, 12), (8, 12)),
        ("größe: mara", (8, 12), (8, 12), (10, 14)),
        ("漢字漢: mara", (6, 10), (6, 10), (12, 16)),
        ("🚒🚒: mara", (5, 9), (7, 11), (11, 15)),
        ("🚒🚒", (1, 3), (1, 5), (1, 9)),
        ("\ud800\udcff: a", (5, 6), (5, 6), (9, 10)),
        ("", (1, 2), (1, 2), (1, 2)),
        ("🚒", (5, 9), (6, 10), (8, 12)),
    ],
)
def test_columns(source: str, columns: tuple[int, int], utf16: tuple[int, int], utf8: tuple[int, int]) -> None:
    finding = replace(FINDING, source=source, column=columns[0], end_column=columns[1])
    assert places.utf16_columns(finding) == utf16
    assert places.utf8_columns(finding) == utf8


def test_a_column_of_another_line_stays() -> None:
    finding = replace(FINDING, source="🚒🚒", column=2, end_line=9, end_column=4)
    assert places.utf16_columns(finding) == (3, 4)


@pytest.mark.parametrize("path", PATHS)
def test_a_path_as_a_relative_uri(path: str) -> None:
    uri = places.relative_uri(path)
    assert uri.isascii()
    parts = urlsplit(uri)
    assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("", "", "", "")
    assert unquote_to_bytes(uri) == path.replace("\ud800", "\ufffd").encode("utf-8", "surrogateescape")


def test_a_huge_line_is_gone_through_once() -> None:
    line = "🚒 é " * 100_000
    start = time.process_time()
    for column in range(1, len(line), 8):
        places.utf16_columns(replace(FINDING, source=line, column=column, end_column=column + 3))
    assert time.process_time() - start < 10
    last = replace(FINDING, source=line, column=len(line) - 3, end_column=len(line))
    assert places.utf16_columns(last) == (len(line) - 3 + 99_999, len(line) + 100_000)
