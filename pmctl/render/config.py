"""The configuration that is in force, each setting with where it comes from."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

from pmctl.render.safe import json_line, json_text, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pmctl.repository.config import Setting

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_COLUMN = 44
"""Where the comments begin, as in the file that ``pmctl init`` writes."""


def config_text(settings: Sequence[Setting], file: Path | None) -> Iterator[Text]:
    """Yield the lines of a configuration file that says the same as `file`, and all defaults besides.

    An empty list within a table is left out if it is a default: there, nothing is what everybody expects.
    """
    yield _comment(str(file) if file else "No configuration file: every setting has its default.")
    name = file.name if file else ""
    shown = [s for s in settings if s.line or s.value != [] or len(s.key) == 1]
    for table, group in groupby(shown, key=lambda setting: setting.key[:-1][:1]):
        yield Text()
        if table:
            yield Text(f"[{_dotted(table)}]", "bold")
        for setting in group:
            line = Text(f"{_dotted(setting.key[len(table) :])} = {_value(setting.value)}  ".ljust(_COLUMN))
            yield line.append_text(_comment(f"{name}:{setting.line}" if setting.line else "default"))


def config_json(settings: Sequence[Setting], file: Path | None) -> str:
    """Return the settings as JSON; `line` is null for a default."""
    return json_text(
        {
            "schema": 1,
            "file": str(file) if file else None,
            "settings": [{"key": _dotted(s.key), "value": s.value, "line": s.line} for s in settings],
        }
    )


def _comment(words: str) -> Text:
    return Text(f"# {printable(words)}", "dim")


def _dotted(key: tuple[str, ...]) -> str:
    return ".".join(part if _BARE_KEY.fullmatch(part) else _value(part) for part in key)


def _value(value: object) -> str:
    """Return a value as TOML, which reads these as JSON has them."""
    return json_line(value).rstrip("\n")
