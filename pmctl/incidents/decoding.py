"""The bytes of an export to text, and the text of JSON to values."""

from __future__ import annotations

import json
import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from pmctl.errors import PmctlError

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES: Final = 20_000_000
"""The largest export that is read: hundreds of thousands of events, and still only seconds and 300 MB of memory."""

_MOST_VALUES: Final = 100
_POSTED: Final = ({"event"}, {"action", "alert"})
"""The keys of what PagerDuty and Opsgenie post to a webhook: several of them are several events, not one."""
PAGED: Final = ("more", "has_more")
"""The keys by which PagerDuty and Slack say that an answer is not the last page."""
_SAVE_AS: Final = "Save it as UTF-8, for example with iconv -f WINDOWS-1252 -t UTF-8."


def too_large(name: str) -> PmctlError:
    """Return the error of an export beyond `MAX_BYTES`."""
    return PmctlError(
        f"{name} is larger than {MAX_BYTES // 1_000_000} MB", hint="Export one incident, or fewer days of the channel."
    )


def decode(data: bytes, name: str) -> str:
    """Return the text of an export without a byte order mark: UTF-8, or UTF-16 as Windows writes it, or UTF-32.

    Raises:
        PmctlError: it is too large, or in another encoding.
    """
    if len(data) > MAX_BYTES:
        raise too_large(name)
    encoding = _encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        known = encoding.removesuffix("-sig").upper()
        reason = f"line {line}, byte {error.start + 1:,} (0x{data[error.start]:02X}) is not {known}"
        raise PmctlError(f"{name}: {reason}", hint=_SAVE_AS) from error
    return text.removeprefix("\ufeff")


def _encoding(data: bytes) -> str:
    """Guess by the byte order mark; without one, a NUL beside the first character tells (RFC 4627, section 3)."""
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):  # before UTF-16, whose mark is the beginning of the first
        return "utf-32"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if data[1:4] == b"\0\0\0" or data[:3] == b"\0\0\0":
        return "utf-32-le" if data[:1] != b"\0" else "utf-32-be"
    if data[1:2] == b"\0":
        return "utf-16-le"
    return "utf-16-be" if data[:1] == b"\0" else "utf-8"


def parse_json(text: str, name: str) -> object:
    """Return what JSON says; of several values one after another, as several answers of a tool, what they say together.

    NaN and the like are let through: they are wrong only where something is read.

    Raises:
        PmctlError: it is not JSON; the line and the column are named.
    """
    try:
        values = list(islice(_values(text), _MOST_VALUES + 1))
    except json.JSONDecodeError as error:
        raise PmctlError(f"{name}:{error.lineno}:{error.colno}: {_reason(error)}", hint=_hint(error)) from error
    except RecursionError as error:
        raise PmctlError(f"{name} is nested too deeply", hint="No tool writes that; export it anew.") from error
    except ValueError as error:  # Python's limit for the digits of a number
        raise PmctlError(f"{name} holds a number that is too long", hint="No tool writes that.") from error
    if len(values) > _MOST_VALUES:
        raise PmctlError(f"{name} holds more than {_MOST_VALUES} JSON values", hint="Put them into one list.")
    if len(values) > 1 and all(map(_is_posted, values)):
        return values
    together = values[0]
    for value in values[1:]:
        together = _together(together, value)
    return together


def _values(text: str) -> Iterator[object]:
    decoder, blanks = json.JSONDecoder(), re.compile(r"[ \t\r\n]*+")
    text = text.rstrip(" \t\r\n")
    end = 0
    while not end or end < len(text):
        start = blanks.match(text, end)
        value, end = decoder.raw_decode(text, start.end() if start else end)
        yield value


def _is_posted(value: object) -> bool:
    return isinstance(value, dict) and any(keys <= value.keys() for keys in _POSTED)


def _together(first: object, second: object) -> object:
    """Join two answers: the pages of a list, or the members of objects, of which the first answer's simple ones stay.

    Whether there are more pages is what the last one says.
    Where one has a list and the other an object under the same key, that of the second is called ``KEY_2``.
    """
    if isinstance(first, list) and isinstance(second, list):
        return [*first, *second]
    if not isinstance(first, dict) or not isinstance(second, dict):
        return [first, second]
    joined = dict(first)
    for key, value in second.items():
        if key not in joined or key in PAGED:
            joined[key] = value
        elif isinstance(value, list | dict):
            place = key if type(joined[key]) is type(value) else f"{key}_2"
            joined[place] = _together(joined[place], value) if place in joined else value
    return joined


def _reason(error: json.JSONDecodeError) -> str:
    if not error.doc[error.pos :].strip():
        return "the JSON ends too early"
    return f"this is not JSON: {error.msg[:1].lower()}{error.msg[1:]}"


def _hint(error: json.JSONDecodeError) -> str:
    if not error.doc[error.pos :].strip() or error.msg.startswith("Unterminated"):
        return "The file is cut off; export it anew."
    return "Export it anew, or correct that line."
