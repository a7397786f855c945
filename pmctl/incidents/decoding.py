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
_GZIP: Final = b"\x1f\x8b"
_SAVE_AS: Final = "Save it as UTF-8, for example with iconv -f {} -t UTF-8."


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
    if data.startswith(_GZIP):
        raise PmctlError(f"{name} is compressed with gzip", hint="Unpack it first, for example with gunzip.")
    encoding = _encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        known = encoding.removesuffix("-sig").upper()
        reason = f"line {line}, byte {error.start + 1:,} (0x{data[error.start]:02X}) is not {known}"
        hint = _SAVE_AS.format("WINDOWS-1252" if _is_windows_1252(data, error.start) else "ENCODING")
        raise PmctlError(f"{name}: {reason}", hint=hint) from error
    return text.removeprefix("\ufeff")


def _is_windows_1252(data: bytes, first: int) -> bool:
    """Return whether this looks like text of western Europe, of which the byte at `first` is no UTF-8.

    What is UTF-8 before that byte is a damaged file. Other encodings of one byte a letter make longer runs of these
    bytes; those of two bytes make runs, or signs that nobody writes.
    """
    odd = rb"[\0-\x08\x0e-\x1f\x7f\x81-\x83\x86-\x89\x8b\x8d\x8f\x90\x98\x99\x9b\x9d]|[\xa1-\xff]{3}"
    return data[:first].isascii() and re.search(odd, data) is None


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


def parse_json(text: str, name: str) -> list[object]:
    """Return what JSON says: one value, or several that follow one another, as several answers of a tool do.

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
        raise PmctlError(
            f"{name} holds more than {_MOST_VALUES} JSON values", hint="Put them into one list, as `jq -s .` does."
        )
    return values


def _values(text: str) -> Iterator[object]:
    decoder, blanks = json.JSONDecoder(), re.compile(r"[ \t\r\n]*+")
    text = text.rstrip(" \t\r\n")
    end = 0
    while not end or end < len(text):
        start = blanks.match(text, end)
        value, end = decoder.raw_decode(text, start.end() if start else end)
        yield value


def _reason(error: json.JSONDecodeError) -> str:
    if not error.doc[error.pos :].strip():
        return "the JSON ends too early"
    return f"this is not JSON: {error.msg[:1].lower()}{error.msg[1:]}"


def _hint(error: json.JSONDecodeError) -> str:
    if not error.doc[error.pos :].strip() or error.msg.startswith("Unterminated"):
        return "The file is cut off; export it anew."
    return "Export it anew, or correct that line."
