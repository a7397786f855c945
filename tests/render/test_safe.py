"""Words from a document are never read as markup, as control characters, as a formula or as HTML."""

from __future__ import annotations

import csv
import io
import json

import pytest

from pmctl.render import safe


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("[red]x[/oops]", "[red]x[/oops]"),
        ("a\nb\r\nc\td\u2028e", "a b c d e"),
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("\x00\x07\x7f\x9b", "␀␇␡�"),
        ("a\u202eb\u2066c\u200bd\ufeffe\u061cf", "abcdef"),
        ("👩\u200d🚒 ❤\ufe0f e\u0301", "👩\u200d🚒 ❤\ufe0f e\u0301"),
        ("byte \udcff", "byte �"),
    ],
)
def test_printable(text: str, shown: str) -> None:
    assert safe.printable(text) == shown


def test_printable_lines() -> None:
    assert safe.printable_lines("a\tb\r\nc\rd\n\x1b[31m\n") == "a    b\nc\nd\n␛[31m\n"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@mara", "'@mara"),
        ("＝1+1", "'＝1+1"),
        ("a=1", "a=1"),
        (-1, "-1"),
        (None, ""),
        (True, "True"),
        (["a", "=b"], "a =b"),
        (("=a", "b"), "'=a b"),
        ('"x", y', '"x", y'),
        ("one\r\ntwo", "one two"),
        ("\x1b[31m\udcff", "␛[31m�"),
    ],
)
def test_csv(value: object, cell: str) -> None:
    text = safe.csv_text(["a", "b"], [{"a": value, "b": "end"}])
    assert list(csv.reader(io.StringIO(text))) == [["a", "b"], [cell, "end"]]
    assert text.count("\n") == 2
    text.encode("utf-8")


def test_csv_of_a_column_that_a_row_lacks() -> None:
    assert safe.csv_text(iter(["a", "b"]), [{"a": 1}]) == "a,b\n1,\n"


def test_json_keeps_every_character_and_shows_none_that_acts() -> None:
    value = 'é漢🚒 \x1b \x7f \x9b \u2028 \u202e \u200b \ufeff " \\ \n'
    text = safe.json_text({"b": value, "a": None})
    assert json.loads(text) == {"b": value, "a": None}
    assert "é漢🚒" in text
    assert all(char.isprintable() for char in text.replace("\n", ""))
    assert text.index('"b"') < text.index('"a"')
    assert text.endswith("}\n")


def test_json_of_a_name_that_is_not_utf_8() -> None:
    assert json.loads(safe.json_text({"path": "a\udcff.md"})) == {"path": "a�.md"}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a | b", r"a \| b"),
        ("<b>*x*_y_`z`~", r"\<b\>\*x\*\_y\_\`z\`\~"),
        ("[x](../y)", r"\[x\](../y)"),
        ("# one\n# two", r"\# one \# two"),
        ("\\", "\\\\"),
        ("  x ", "x"),
    ],
)
def test_markdown_text(text: str, written: str) -> None:
    assert safe.markdown_text(text) == written


def test_markdown_link() -> None:
    assert safe.markdown_link("a [b]", "x y/ä(1)#.md") == r"[a \[b\]](x%20y/%C3%A4%281%29%23.md)"
    assert safe.markdown_link("a", "\udcff\n.md") == "[a](%FF%0A.md)"


def test_markdown_table() -> None:
    assert safe.markdown_table(iter(["A", "B"]), [iter(["1", "2"])]) == "| A | B |\n| :- | :- |\n| 1 | 2 |\n"


@pytest.mark.parametrize(("number", "words"), [(0, "0 days"), (1, "1 day"), (2, "2 days"), (1234, "1,234 days")])
def test_plural(number: int, words: str) -> None:
    assert safe.plural(number, "day") == words


def test_plural_of_its_own() -> None:
    assert safe.plural(2, "person", "people") == "2 people"
