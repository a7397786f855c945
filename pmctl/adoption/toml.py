"""Front matter of TOML, and values of JSON, written as YAML, key by key; TOML with its comments."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from tomllib import TOMLDecodeError
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.yaml_text import format_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["TOMLDecodeError", "yaml_of", "yaml_text"]

_TOKEN: Final = lazy_pattern(
    r"\"\"\"(?:\\.|[^\\])*?\"{3,5}|'''.*?'{3,5}|\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*'|(?P<comment>\#[^\n]*)", re.DOTALL
)
_NAME: Final = r"(?:\"[^\"\n]+\"|'[^'\n]+'|[A-Za-z0-9_-]+)"
_HEADER: Final = lazy_pattern(rf"[ \t]*(?P<list>\[)?\[[ \t]*(?P<path>{_NAME}(?:[ \t]*\.[ \t]*{_NAME})*)[ \t]*\]")
_KEY: Final = lazy_pattern(
    rf"[ \t]*(?P<key>{_NAME})[ \t]*(?P<is>=|\.)[ \t]*(?P<number>[+-]?[0-9][0-9a-fA-FxobX_.eE+-]*)?"
)
_PART: Final = lazy_pattern(_NAME)

_Path: TypeAlias = "tuple[str | int, ...]"


class _Notes(NamedTuple):
    """What YAML can say as well as TOML, by the path of keys to its value.

    Attributes:
        above: comments that stand before a key.
        beside: the comment behind a value, or behind a table's header.
        numbers: as they are written: ``0x1F``, ``1_000``, ``1.50``.
        left: comments below the last key.
    """

    above: dict[_Path, list[str]]
    beside: dict[_Path, str]
    numbers: dict[_Path, str]
    left: list[str]


def yaml_of(toml: str) -> str:
    """Return TOML as YAML; TOMLDecodeError if it is none.

    Text stays text, a date or a time what is written, a number as it is written, and every comment stays.
    """
    source = toml.replace("\r\n", "\n")
    try:
        values = tomllib.loads(source)
    except RecursionError as error:
        raise TOMLDecodeError("Nested too deeply") from error
    notes = _notes(source)
    lines = [line for key, value in values.items() for line in _entry((key,), value, "", notes)]
    unsaid = [*(comment for comments in notes.above.values() for comment in comments), *notes.beside.values()]
    return "".join(f"{line}\n" for line in [*lines, *unsaid, *notes.left])


def yaml_text(values: Mapping[str, object]) -> str:
    """Return keys and what JSON can say of them as YAML; a number with a point is written as `repr` has it.

    Raises:
        EditError: a text cannot be written.
    """
    notes = _Notes({}, {}, {}, [])
    return "".join(f"{line}\n" for key, value in values.items() for line in _entry((key,), value, "", notes))


def _notes(toml: str) -> _Notes:
    """Read what `tomllib` passes over. A comment that is written down is taken off, so that none is lost or doubled."""
    notes = _Notes({}, {}, {}, [])
    comments = {toml.count("\n", 0, found.start()): found for found in _TOKEN.finditer(toml) if found["comment"]}
    tables: dict[_Path, int] = {}
    table: _Path = ()
    waiting: list[str] = []
    start = 0
    for number, line in enumerate(toml.split("\n")):
        comment = comments.get(number)
        said = comment["comment"].rstrip() if comment else ""
        code = line[: comment.start() - start] if comment else line
        start += len(line) + 1
        header = _HEADER.match(code)
        key = None if header else _KEY.match(code)
        if header is not None:
            table = _table(header, tables)
            place = table
        elif key is not None:
            place = (*table, key["key"].strip("\"'"))
        else:
            waiting += [said] if said else []
            continue
        first = table[:-1] if header is not None and table[-1] == 0 else place
        notes.above.setdefault(first, []).extend(waiting)
        waiting = []
        if said:
            notes.beside.setdefault(place, said)
        if key is not None and key["number"] and key["is"] == "=" and not code[key.end() :].strip():
            notes.numbers[place] = key["number"]
    notes.left.extend(waiting)
    return notes


def _table(header: re.Match[str], tables: dict[_Path, int]) -> _Path:
    """Return the path of keys to the table that a header opens; of a list of tables with the number of the table."""
    path: _Path = ()
    names = [name.strip("\"'") for name in _PART.findall(header["path"])]
    for name in names[:-1]:
        path = (*path, name)
        path = (*path, tables[path]) if path in tables else path
    path = (*path, names[-1])
    if header["list"]:
        tables[path] = tables.get(path, -1) + 1
        return (*path, tables[path])
    return path


def _entry(path: _Path, value: object, indent: str, notes: _Notes) -> Iterator[str]:
    yield from (f"{indent}{comment}" for comment in notes.above.pop(path, ()))
    name = f"{indent}{format_value(str(path[-1]))}:"
    beside = notes.beside.pop(path, "")
    behind = f" {beside}" if beside else ""
    if isinstance(value, dict) and value:
        yield name + behind
        for inner, item in value.items():
            yield from _entry((*path, inner), item, f"{indent}  ", notes)
    elif isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
        yield name + behind
        for index, item in enumerate(value):
            yield from _item((*path, index), item, f"{indent}  ", notes)
    else:
        yield f"{name} {_number(value, notes.numbers.get(path)) or _flat(value)}{behind}"


def _number(value: object, written: str | None) -> str | None:
    """The number as it is written, if that is this one; in a text of several lines may stand what looks like a key."""
    if written is None or isinstance(value, bool) or not isinstance(value, int | float) or abs(value) >= 10**18:
        return None
    try:
        return written if tomllib.loads(f"x = {written}")["x"] == value else None
    except TOMLDecodeError:
        return None


def _item(path: _Path, value: object, indent: str, notes: _Notes) -> Iterator[str]:
    if not (isinstance(value, dict) and value):
        yield f"{indent}- {_flat(value)}"
        return
    comments = [*notes.above.pop(path, ()), *([beside] if (beside := notes.beside.pop(path, "")) else ())]
    yield from (f"{indent}{comment}" for comment in comments)
    lines = [line for key, item in value.items() for line in _entry((*path, key), item, f"{indent}  ", notes)]
    first = next(index for index, line in enumerate(lines) if not line.lstrip().startswith("#"))
    yield from (re.sub("^  ", "", line) for line in lines[:first])
    yield re.sub(rf"^{indent}  ", f"{indent}- ", lines[first])
    yield from lines[first + 1 :]


def _flat(value: object) -> str:
    if isinstance(value, dict):
        return (
            "{}"
            if not value
            else "{" + ", ".join(f"{format_value(k, flow=True)}: {_flat(v)}" for k, v in value.items()) + "}"
        )
    if isinstance(value, list):
        return f"[{', '.join(map(_flat, value))}]"
    if isinstance(value, dt.datetime | dt.date | dt.time):
        text = value.isoformat()
        return format_value(text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text, flow=True)
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10**18:
        return f'"{value}"'
    return format_value(value, flow=True)  # type: ignore[arg-type]
