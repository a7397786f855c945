"""Values as YAML text: written so that pmctl's strict reader gives back the same, and no other reader is misled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias, TypeGuard

from pmctl.errors import PmctlError
from pmctl.postmortem import nodes
from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    import re

Value: TypeAlias = "str | int | bool | dt.date | dt.datetime | Sequence[Value] | None"
"""What can be written: one value, or a list or tuple of values. Times must be aware."""

ListValue: TypeAlias = Sequence[Value]

_ESCAPED = lazy_pattern('["\\\\\u2028\u2029\ufeff]|[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]')
_SURROGATE = lazy_pattern("[\ud800-\udfff]")
_ESCAPES = {
    '"': '\\"', "\\": "\\\\", "\0": "\\0", "\a": "\\a", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\v": "\\v",
    "\f": "\\f", "\r": "\\r", "\x1b": "\\e", "\x85": "\\N", "\u2028": "\\L", "\u2029": "\\P",
}  # fmt: skip
_NOT_PLAIN = lazy_pattern(r"""^[-?:,\[\]{}#&*!|>'"%@`\s]|:(?![\w/])|\s\#|\s$""")
_NOT_PLAIN_IN_FLOW = lazy_pattern(r"[,\[\]{}]")
_TIMESTAMP = "tag:yaml.org,2002:timestamp"


class EditError(PmctlError):
    """A text cannot be changed as asked without a guess; nothing of it was changed."""


def is_list(value: Value) -> TypeGuard[ListValue]:
    """Whether `value` is a list of values."""
    return isinstance(value, list | tuple)


def reads_as(value: Value) -> nodes.Value:
    """Return what the strict reader gives for `value` once it is written: dates and times are text to it.

    Raises:
        EditError: a time without a UTC offset.
        TypeError: something that is not a `Value`.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, dt.datetime):
        return _time(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if is_list(value):
        return [reads_as(item) for item in value]
    raise TypeError(f"a {type(value).__name__} cannot be written as a value of the front matter")


def format_value(value: Value, *, flow: bool = False) -> str:
    """Write `value` as YAML on one line: plain where that is safe, else in double quotes; a list in brackets.

    Text that some reader would take for another type (``null``, ``no``, ``12``, ``12:30``) is quoted, except dates and
    times, which stand plain.

    Args:
        value: what to write.
        flow: whether the text will stand between brackets or braces, where a comma means something.

    Raises:
        EditError: text with half a character (a lone surrogate), a time without a UTC offset, a number of more than
            18 digits.
        TypeError: something that is not a `Value`.
    """
    if is_list(value):
        return f"[{', '.join(format_value(item, flow=True) for item in value)}]"
    read = reads_as(value)
    if isinstance(read, str):
        return read if _is_safely_plain(read, flow=flow) else _double_quoted(read)
    text = "null" if read is None else str(read).lower()
    if _plain_value(text) != read:
        raise EditError(f"{read} is too large a number to be written", hint="Write it as text.")
    return text


def quoted(text: str) -> str:
    """Write a text of one line in quotes: double ones, or single ones where it holds double ones or backslashes.

    Raises:
        EditError: as `format_value` does.
    """
    if ('"' in text or "\\" in text) and not _ESCAPED.search(_without_quotes(text)):
        return "'" + text.replace("'", "''") + "'"
    return _double_quoted(text)


def format_like(source: str, value: Value, *, flow: bool = False) -> str:
    """Write `value` in the quotes of `source`, the value that it replaces, where it can be written in them.

    Raises:
        EditError, TypeError: as `format_value` does.
    """
    text = reads_as(value)
    if isinstance(text, str) and source.startswith('"'):
        return _double_quoted(text)
    if isinstance(text, str) and source.startswith("'") and not _ESCAPED.search(_without_quotes(text)):
        return "'" + text.replace("'", "''") + "'"
    return format_value(value, flow=flow)


def format_literal(text: str, *, indent: str, ending: str) -> tuple[str, str] | None:
    """Write text of several lines as a literal block.

    Args:
        text: what to write.
        indent: the spaces before each line.
        ending: the line ending of the document.

    Returns:
        the header (``|`` or ``|-``) and the lines, without the ending of the last; None if `text` needs quotes.
    """
    lines = text.removesuffix("\n").split("\n")
    if "\n" not in text or not lines[0] or not lines[-1] or lines[0].startswith(" "):
        return None
    if any(_ESCAPED.search(_without_quotes(line)) or (line and not line.strip(" ")) for line in lines):
        return None
    return "|" if text.endswith("\n") else "|-", ending.join(indent + line if line else "" for line in lines)


def _time(value: dt.datetime) -> str:
    offset = value.utcoffset()
    if offset is None:
        raise EditError(f"the time {value.isoformat()} has no UTC offset", hint="Add the offset: Z for UTC.")
    if offset % dt.timedelta(minutes=1):
        value = value.astimezone(dt.UTC)  # RFC 3339 knows no seconds in an offset
    text = value.isoformat()
    return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text


def _plain_value(text: str) -> nodes.Value:
    return nodes.Scalar(text, 1, 1, 0, 0, plain=True).value


def _is_safely_plain(text: str, *, flow: bool) -> bool:
    if _ESCAPED.search(_without_quotes(text)) or _NOT_PLAIN.search(text):
        return False
    if flow and _NOT_PLAIN_IN_FLOW.search(text):
        return False
    if _plain_value(text) != text:
        return False
    from yaml import SafeLoader  # noqa: PLC0415 - importing it takes its time, and most commands write nothing

    types = SafeLoader.yaml_implicit_resolvers.get(text[0], ())
    return all(tag == _TIMESTAMP or not pattern.match(text) for tag, pattern in types)


def _without_quotes(text: str) -> str:
    """The characters that only double quotes need to escape do no harm elsewhere."""
    return text.replace('"', "").replace("\\", "")


def _double_quoted(text: str) -> str:
    if found := _SURROGATE.search(text):
        raise EditError(
            f"the character U+{ord(found[0]):04X} is half of one and cannot be written",
            hint="Delete it; it comes from a text that was cut or decoded wrongly.",
        )
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return _ESCAPES.get(found[0]) or (f"\\x{code:02X}" if code <= 0xFF else f"\\u{code:04X}")
