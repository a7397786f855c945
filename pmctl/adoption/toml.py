"""Front matter of TOML written as YAML, key by key, with the comments that stand on lines of their own."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from tomllib import TOMLDecodeError
from typing import TYPE_CHECKING, Any, Final

from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.yaml_text import format_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["TOMLDecodeError", "yaml_of"]

_COMMENT: Final = lazy_pattern(r"[ \t]*(#.*)")
_NAME: Final = lazy_pattern(r"[ \t]*\[{0,2}[ \t]*(?:\"([^\"\n]+)\"|'([^'\n]+)'|([A-Za-z0-9_-]+))[ \t]*(?:=|\.|\])")


def yaml_of(toml: str) -> str:
    """Return TOML as YAML; TOMLDecodeError if it is none. Text stays text, and a date or a time what is written."""
    try:
        values = tomllib.loads(toml.replace("\r\n", "\n"))
    except RecursionError as error:
        raise TOMLDecodeError("Nested too deeply") from error
    comments, left = _comments(toml, values)
    lines: list[str] = []
    for key, value in values.items():
        lines += comments.get(key, [])
        lines += _entry(key, value, "")
    return "".join(f"{line}\n" for line in [*lines, *left])


def _comments(toml: str, values: Mapping[str, Any]) -> tuple[dict[str, list[str]], list[str]]:
    """Return the comments by the outermost key that they stand before, and those behind the last key."""
    found: dict[str, list[str]] = {}
    waiting: list[str] = []
    for line in toml.splitlines():
        if comment := _COMMENT.match(line):
            waiting.append(comment[1].rstrip())
        elif waiting and (name := _NAME.match(line)):
            key = name[1] or name[2] or name[3]
            if key in values:
                found.setdefault(key, []).extend(waiting)
                waiting = []
    return found, waiting


def _entry(key: str, value: object, indent: str) -> Iterator[str]:
    name = f"{indent}{format_value(key)}:"
    if isinstance(value, dict) and value:
        yield name
        for inner, item in value.items():
            yield from _entry(inner, item, f"{indent}  ")
    elif isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
        yield name
        for item in value:
            yield from _item(item, f"{indent}  ")
    else:
        yield f"{name} {_flat(value)}"


def _item(value: object, indent: str) -> Iterator[str]:
    if not (isinstance(value, dict) and value):
        yield f"{indent}- {_flat(value)}"
        return
    lines = [line for key, item in value.items() for line in _entry(key, item, f"{indent}  ")]
    yield re.sub(rf"^{indent}  ", f"{indent}- ", lines[0])
    yield from lines[1:]


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
