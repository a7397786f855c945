"""The file of a baseline: JSON with one finding on each line, sorted, so that two branches can both change it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from pmctl import __version__
from pmctl.errors import PmctlError
from pmctl.repository.files import read_text, write_text
from pmctl.rules.baseline import Known

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SCHEMA: Final = 1
"""The form of the file. A file of a later one is refused, never guessed at."""

_ANEW: Final = "Write it anew with --write-baseline."
_KEYS: Final = ("fingerprint", "code", "path")


def read_baseline(file: Path) -> tuple[Known, ...]:
    """Return what the baseline in `file` holds; PmctlError if there is none, or none that this pmctl reads."""
    text = read_text(file)
    if text is None:
        raise PmctlError(f"there is no baseline {file}", hint="Write one with --write-baseline.")
    try:
        data = json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        message = f"{file}:{error.lineno}:{error.colno}: this is not valid JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        hint = "Keep the lines of both sides and delete the markers." if "\n<<<<<<< " in text else _ANEW
        raise PmctlError(message, hint=hint) from error
    except (ValueError, RecursionError) as error:
        raise PmctlError(f"{file}: this is no baseline: {error}", hint=_ANEW) from error
    return _known(data, file)


def is_json(file: Path) -> bool:
    """Return whether a file looks like one that held a baseline, though it may be broken, or of another pmctl."""
    text = read_text(file) or ""
    return not text.strip() or text.removeprefix("\ufeff").lstrip().startswith("{")


def write_baseline(file: Path, baseline: Iterable[Known]) -> None:
    """Replace the baseline in `file`, whole or not at all; PmctlError if it cannot be written."""
    lines = ",\n".join(f"    {_line(known)}" for known in sorted(baseline))
    findings = f"[\n{lines}\n  ]" if lines else "[]"
    write_text(file, f'{{\n  "schema": {SCHEMA},\n  "pmctl": "{__version__}",\n  "findings": {findings}\n}}\n')


def _line(known: Known) -> str:
    # What cannot be printed is escaped, also a byte of a file's name that is no UTF-8.
    return json.dumps({key: getattr(known, key) for key in _KEYS}, ensure_ascii=not known.path.isprintable())


def _known(data: Any, file: Path) -> tuple[Known, ...]:
    data = data if isinstance(data, dict) else {}
    schema = data.get("schema")
    if not isinstance(schema, int) or schema < 1:
        raise PmctlError(f"{file} is no baseline: it has no schema", hint=_ANEW)
    if schema > SCHEMA:
        version = data.get("pmctl")
        writer = f"pmctl {version}" if isinstance(version, str) else "a later pmctl"
        hint = f"This is pmctl {__version__}: install the later one, or write the baseline anew with --write-baseline."
        raise PmctlError(f"{file} is a baseline of {writer}, in a form that this one cannot read", hint=hint)
    found = data.get("findings")
    return tuple(
        _entry(entry, number, file) for number, entry in enumerate(found if isinstance(found, list) else [found], 1)
    )


def _entry(entry: Any, number: int, file: Path) -> Known:
    entry = entry if isinstance(entry, dict) else {}
    for key in _KEYS:
        if not isinstance(entry.get(key), str):
            raise PmctlError(f"{file} is no baseline: finding {number} has no {key}", hint=_ANEW)
    return Known(**{key: entry[key] for key in _KEYS})
