"""The file of a baseline: what is written is read, and what cannot be read is told."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl import __version__
from pmctl.errors import PmctlError
from pmctl.repository.baseline import read_baseline, write_baseline
from pmctl.rules.baseline import Known

if TYPE_CHECKING:
    from pathlib import Path

ONE = Known(path="postmortems/a.md", code="PM301", fingerprint="0" * 32)
PATHS = st.text(st.characters(exclude_categories=()), min_size=1)


def problem(file: Path) -> PmctlError:
    with pytest.raises(PmctlError) as raised:
        read_baseline(file)
    assert raised.value.exit_code == 2
    assert raised.value.message.startswith(str(file)) or f" {file}" in raised.value.message
    return raised.value


def test_what_is_written(tmp_path: Path) -> None:
    file = tmp_path / "new" / "baseline.json"
    others = [
        Known(path="a/ö.md", code=code, fingerprint=digit * 32) for code, digit in (("PM302", "2"), ("PM301", "1"))
    ]
    write_baseline(file, [ONE, *others])
    assert (
        file.read_text(encoding="utf-8")
        == f"""\
{{
  "schema": 1,
  "pmctl": "{__version__}",
  "findings": [
    {{"fingerprint": "11111111111111111111111111111111", "code": "PM301", "path": "a/ö.md"}},
    {{"fingerprint": "22222222222222222222222222222222", "code": "PM302", "path": "a/ö.md"}},
    {{"fingerprint": "00000000000000000000000000000000", "code": "PM301", "path": "postmortems/a.md"}}
  ]
}}
"""
    )
    assert read_baseline(file) == (others[1], others[0], ONE)


def test_nothing(tmp_path: Path) -> None:
    write_baseline(tmp_path / "b.json", ())
    assert json.loads((tmp_path / "b.json").read_bytes())["findings"] == []
    assert read_baseline(tmp_path / "b.json") == ()


@given(st.lists(PATHS, unique=True))
def test_any_path_comes_back(tmp_path_factory: pytest.TempPathFactory, paths: list[str]) -> None:
    file = tmp_path_factory.getbasetemp() / "any.json"
    written = tuple(sorted(Known(path=path, code="PM301", fingerprint="0" * 32) for path in paths))
    write_baseline(file, written)
    assert read_baseline(file) == written
    assert file.read_bytes().count(b"\n") == 5 + len(paths) + bool(paths)


def test_line_endings_and_marks_of_other_systems(tmp_path: Path) -> None:
    file = tmp_path / "b.json"
    write_baseline(file, [ONE])
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert read_baseline(file) == (ONE,)


def test_none(tmp_path: Path) -> None:
    error = problem(tmp_path / "b.json")
    assert error.message.startswith("there is no baseline ")
    assert error.hint == "Write one with --write-baseline."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"", ":1:1: this is not valid JSON: expecting value"),
        (b'{"schema": 1,\n "findings": [}\n', ":2:15: this is not valid JSON: expecting value"),
        (b"\xff", " is not UTF-8"),
        (b"[" * 100_000, ": this is no baseline: "),
        (b'{"schema": ' + b"1" * 10_000 + b"}", ": this is no baseline: "),
        (b"[]", " is no baseline: it has no schema"),
        (b"{}", " is no baseline: it has no schema"),
        (b'{"schema": "1"}', " is no baseline: it has no schema"),
        (b'{"schema": 0, "findings": []}', " is no baseline: it has no schema"),
        (b'{"schema": 1}', " is no baseline: finding 1 has no fingerprint"),
        (b'{"schema": 1, "findings": {}}', " is no baseline: finding 1 has no fingerprint"),
        (b'{"schema": 1, "findings": ["x"]}', " is no baseline: finding 1 has no fingerprint"),
        (b'{"schema": 1, "findings": [{"fingerprint": "a", "code": 3}]}', " is no baseline: finding 1 has no code"),
    ],
)
def test_no_baseline(tmp_path: Path, text: bytes, message: str) -> None:
    file = tmp_path / "b.json"
    file.write_bytes(text)
    assert problem(file).message.removeprefix(str(file)).startswith(message)


def test_a_merge_that_is_not_finished(tmp_path: Path) -> None:
    file = tmp_path / "b.json"
    write_baseline(file, [ONE])
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("    {", "<<<<<<< HEAD\n=======\n    {", 1), encoding="utf-8")
    assert problem(file).hint == "Keep the lines of both sides and delete the markers."


@pytest.mark.parametrize(
    ("writer", "name"), [('"pmctl": "9.0", ', "a baseline of pmctl 9.0"), ("", "a baseline of a later pmctl")]
)
def test_a_later_form(tmp_path: Path, writer: str, name: str) -> None:
    file = tmp_path / "b.json"
    file.write_text(f'{{{writer}"schema": 2, "findings": 3}}', encoding="utf-8")
    error = problem(file)
    assert error.message == f"{file} is {name}, in a form that this one cannot read"
    assert error.hint is not None
    assert error.hint.startswith(f"This is pmctl {__version__}: ")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "b.json")
    assert "no ordinary file" in problem(tmp_path / "b.json").message
