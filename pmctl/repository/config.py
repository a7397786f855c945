"""The configuration: ``pmctl.toml``, or ``[tool.pmctl]`` in ``pyproject.toml``. Everything has a default."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from pmctl.errors import PmctlError
from pmctl.postmortem.conventions import Conventions
from pmctl.repository.settings import SettingsReader
from pmctl.rules.selection import RuleSettings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE_NAME = "pmctl.toml"
_PYPROJECT = "pyproject.toml"
_TOOL_TABLE = re.compile(r"^\s*\[+\s*tool\s*\.\s*pmctl\b", re.MULTILINE)
_POSITION = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """What a repository has agreed on.

    Attributes:
        file: where it was read from; None for the defaults.
        directory: where postmortems live, relative to the folder of `file`, with forward slashes.
        former_directories: where they used to live, likewise; what was promised there counts.
        filename: of a new postmortem; ``{date}``, ``{slug}``, ``{severity}`` and ``{year}`` are filled in.
        template: of a new postmortem: the name of a shipped one, or a path relative to the folder of `file`.
        timezone: the name of the zone that days are counted in.
        exclude: glob patterns, relative to `directory`, of files in it that are no postmortems.
        conventions: what documents are read and judged by.
        rules: which rules are on, and how severe they are.
        index_file: the file of the index, relative to `directory`.
        index_history: whether the index holds what only history knows.
    """

    file: Path | None = None
    directory: str = "postmortems"
    former_directories: tuple[str, ...] = ()
    filename: str = "{date}-{slug}.md"
    template: str = "default"
    timezone: str = "UTC"
    exclude: tuple[str, ...] = ()
    conventions: Conventions = field(default_factory=Conventions)
    rules: RuleSettings = field(default_factory=RuleSettings)
    index_file: str = "README.md"
    index_history: bool = False


class ConfigurationError(PmctlError):
    """The configuration cannot be used; the message names every problem with its line."""


def find_configuration(start: Path, stop: Path | None) -> Path | None:
    """Return the configuration file closest to `start`, in it or in a folder above, up to `stop`."""
    for folder in (start, *start.parents):
        if os.path.lexists(own := folder / FILE_NAME):
            return own
        shared = folder / _PYPROJECT
        if shared.is_file() and _is_for_pmctl(shared):
            return shared
        if folder == stop:
            break
    return None


def load_configuration(file: Path | None) -> Configuration:
    """Return the configuration that `file` holds, the defaults for None; ConfigurationError names all problems."""
    if file is None:
        return Configuration()
    text = _read(file)
    table = _parse(text, file)
    for name in ("tool", "pmctl") if file.name == _PYPROJECT else ():
        table = table.get(name, {})
        if not isinstance(table, dict):
            raise ConfigurationError(f"{file}:{_line_of(text, name)}: {name} must be a table")
    return _configuration(table, text, file)


def _configuration(table: Mapping[str, Any], text: str, file: Path) -> Configuration:
    reader = SettingsReader(table)
    default = Configuration()
    timezone = reader.text("timezone", default.timezone)
    zone = reader.checked("timezone", timezone, ZoneInfo, "is not a time zone; write one such as UTC or Europe/Oslo")
    sections = reader.table("sections")
    index = reader.table("index")
    names = sections.synonyms("synonyms", "required")
    conventions = Conventions(
        zone=zone or default.conventions.zone,
        severities=reader.severities("severities"),
        priorities=reader.priorities("priorities"),
        status_words=MappingProxyType(reader.statuses("statuses")),
        sections=names,
        required_sections=sections.required("required", names),
        people=MappingProxyType(reader.people("people")),
    )
    configuration = Configuration(
        file=file,
        directory=reader.folder("directory", default.directory),
        former_directories=reader.folders("former_directories"),
        filename=reader.filename("filename", default.filename),
        template=reader.text("template", default.template),
        timezone=timezone,
        exclude=reader.texts("exclude", default.exclude),
        conventions=conventions,
        rules=reader.table("rules").rules(),
        index_file=index.folder("file", default.index_file),
        index_history=index.flag("history", default.index_history),
    )
    reader.reserve("vocabulary", "notify")
    problems = reader.problems()
    if problems:
        prefix = "tool.pmctl." if file.name == _PYPROJECT else ""
        found = sorted((_line_of(text, prefix + key), f"{key} {message}") for key, message in problems)
        lines = "\n".join(f"{file}:{line}: {problem}" for line, problem in found)
        raise ConfigurationError(lines, hint="Correct the configuration and run the command again.")
    return configuration


def _is_for_pmctl(file: Path) -> bool:
    """Whether a pyproject.toml, which may be broken and somebody else's, has a table for pmctl."""
    text = file.read_bytes().decode("utf-8", "replace")
    if "pmctl" not in text:
        return False
    try:
        tool = tomllib.loads(text).get("tool")
    except (tomllib.TOMLDecodeError, RecursionError):
        return bool(_TOOL_TABLE.search(text))
    return isinstance(tool, dict) and "pmctl" in tool


def _read(file: Path) -> str:
    if file.exists() and not file.is_file():
        raise ConfigurationError(f"{file} cannot be read: it is no ordinary file")
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{file} is not UTF-8", hint="Save it as UTF-8.") from error
    except OSError as error:
        raise ConfigurationError(f"{file} cannot be read: {error.strerror or error}") from error


def _parse(text: str, file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _POSITION.search(str(error))
        line, column = (found[1] or text.count("\n") + 1, found[2] or 1) if found else (1, 1)
        what = _POSITION.sub("", str(error))
        message = f"{file}:{line}:{column}: this is not valid TOML: {what[:1].lower()}{what[1:]}"
        raise ConfigurationError(message) from error
    except RecursionError as error:
        raise ConfigurationError(f"{file}: this is not valid TOML: it is nested too deeply") from error


def _line_of(text: str, key: str) -> int:
    """Find the line that sets `key`, or the closest table above it; the first line if it is written in no usual way."""
    names = [re.escape(part) for part in key.split(".")]
    header = re.compile(r"^\s*\[+\s*(?P<name>[^\]]+?)\s*\]+")
    table: tuple[str, ...] = ()
    best, depth = 1, 0
    for number, line in enumerate(text.splitlines(), 1):
        if found := header.match(line):
            table = tuple(part.strip().strip("\"'") for part in found["name"].split("."))
            where = table
        elif "=" in line:
            where = (*table, *(part.strip().strip("\"'") for part in line.split("=", 1)[0].split(".")))
        else:
            continue
        written = [re.escape(part) for part in where]
        if len(written) > depth and names[: len(written)] == written:
            best, depth = number, len(written)
    return best
