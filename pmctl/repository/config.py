"""The configuration: ``pmctl.toml``, or ``[tool.pmctl]`` in ``pyproject.toml``. Everything has a default."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from pmctl.errors import PmctlError
from pmctl.postmortem.conventions import DEFAULT_FILENAME, Conventions
from pmctl.rules.selection import RuleSettings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pmctl.repository.settings import SettingsReader

FILE_NAME = "pmctl.toml"
SHARED_FILE_NAME = "pyproject.toml"
_TOOL_TABLE = re.compile(r"^\s*\[+\s*tool\s*\.\s*pmctl\b", re.MULTILINE)
_POSITION = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")

_OF_NAMES: Final = ("is not a setting", "is not a rule", "is not among")
"""How the problems begin that are a key's and not its value's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """What a repository has agreed on.

    Attributes:
        file: where it was read from; None for the defaults.
        directory: where postmortems live, relative to the folder of `file`, with forward slashes.
        former_directories: where they used to live, likewise; what was promised there counts.
        filename: of a new postmortem; ``{date}``, ``{slug}``, ``{severity}`` and ``{year}`` are filled in.
        template: of a new postmortem: the name of a template, or a path relative to the folder of `file`.
        templates: the paths of a repository's own templates, relative to the folder of `file`, by name.
        severity_templates: what counts instead of `template`, by severity.
        section_titles: the headings of required sections by key, where the configuration writes them in its own way.
        timezone: the name of the zone that days are counted in.
        exclude: glob patterns, relative to `directory`, of files in it that are no postmortems.
        conventions: what documents are read and judged by.
        rules: which rules are on, and how severe they are.
        index_file: the file of the index, relative to `directory`.
        index_history: whether the index holds what only history knows.
        slack: the domain of the Slack workspace from which channels are exported, such as ``example.slack.com``.
    """

    file: Path | None = None
    directory: str = "postmortems"
    former_directories: tuple[str, ...] = ()
    filename: str = DEFAULT_FILENAME
    template: str = "default"
    templates: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    severity_templates: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    section_titles: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    timezone: str = "UTC"
    exclude: tuple[str, ...] = ()
    conventions: Conventions = field(default_factory=Conventions)
    rules: RuleSettings = field(default_factory=RuleSettings)
    index_file: str = "README.md"
    index_history: bool = False
    slack: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting as it is in force.

    Attributes:
        key: the tables that it stands in, and its name.
        value: as TOML has it.
        line: where the configuration file says so, counted from 1; None for a default.
    """

    key: tuple[str, ...]
    value: Any
    line: int | None


class ConfigurationError(PmctlError):
    """The configuration cannot be used; the message names every problem with its line and column."""


def find_configuration(start: Path, stop: Path | None) -> Path | None:
    """Return the configuration file closest to `start`, in it or in a folder above, up to `stop`."""
    for folder in (start, *start.parents):
        if os.path.lexists(own := folder / FILE_NAME):
            return own
        shared = folder / SHARED_FILE_NAME
        if shared.is_file() and _is_for_pmctl(shared):
            return shared
        if folder == stop:
            break
    return None


def load_configuration(file: Path | None) -> Configuration:
    """Return the configuration that `file` holds, the defaults for None; ConfigurationError names all problems."""
    if file is None:
        return Configuration()
    return _load(file)[0]


def load_settings(file: Path | None) -> tuple[Setting, ...]:
    """Return every setting with its value and where it is written; ConfigurationError names all problems.

    Single values come first, then tables. What has no default, such as `rules.select`, is there only if it is written.
    """
    configuration, reader, text = _load(file)
    prefix, places = _prefix(file), _places_of(text)
    sections = {**configuration.conventions.sections.titles, **configuration.section_titles}
    titles = [sections[key] for key in configuration.conventions.required_sections]
    found = [
        Setting(
            key=key,
            value=titles if key == ("sections", "required") else value,
            line=_place_of(places, prefix + ".".join(key)).line if is_written else None,
        )
        for key, value, is_written in reader.settings()
    ]
    ranks = {field.name: rank for rank, field in enumerate(fields(Configuration))}
    return tuple(sorted(found, key=lambda s: (len(s.key) > 1, len(s.key) == 1 and ranks.get(s.key[0], len(ranks)))))


def _load(file: Path | None) -> tuple[Configuration, SettingsReader, str]:
    """Return what `file` holds, who has read it, and its text."""
    from pmctl.repository.settings import SettingsReader  # noqa: PLC0415 - defaults need no reader

    text = _read(file) if file else ""
    table = _parse(text, file) if file else {}
    for name in _prefix(file).split(".")[:-1]:
        table = table.get(name, {})
        if not isinstance(table, dict):
            place = _place_of(_places_of(text), name)
            raise ConfigurationError(f"{file}:{place.line}:{place.value}: {name} must be a table")
    reader = SettingsReader(table)
    return _configuration(reader, text, file), reader, text


def _prefix(file: Path | None) -> str:
    """Return the table that pmctl's settings stand in, with a dot behind it."""
    return "tool.pmctl." if file and file.name == SHARED_FILE_NAME else ""


def _configuration(reader: SettingsReader, text: str, file: Path | None) -> Configuration:
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - defaults need no zones

    default = Configuration()
    timezone = reader.text("timezone", default.timezone)
    zone = reader.checked("timezone", timezone, ZoneInfo, "is not a time zone; write one such as UTC or Europe/Oslo")
    sections = reader.table("sections")
    names = sections.synonyms("synonyms", "required")
    filename = reader.filename("filename", default.filename)
    conventions = Conventions(
        zone=zone or default.conventions.zone,
        severities=reader.severities("severities"),
        priorities=reader.priorities("priorities"),
        status_words=MappingProxyType(reader.statuses("statuses")),
        sections=names,
        required_sections=sections.required("required", names),
        people=MappingProxyType(reader.people("people")),
        filename=filename,
        vocabulary=reader.vocabulary("vocabulary"),
    )
    index = reader.table("index")
    configuration = Configuration(
        file=file,
        directory=reader.folder("directory", default.directory),
        former_directories=reader.folders("former_directories"),
        filename=filename,
        template=reader.text("template", default.template),
        templates=MappingProxyType(reader.templates("templates")),
        severity_templates=MappingProxyType(reader.severity_templates("severities")),
        section_titles=MappingProxyType(sections.section_titles("required", names)),
        timezone=timezone,
        exclude=reader.texts("exclude", default.exclude),
        conventions=conventions,
        rules=reader.table("rules").rules(),
        index_file=index.folder("file", default.index_file),
        index_history=index.flag("history", default.index_history),
        slack=reader.table("incidents").workspace("slack"),
    )
    reader.reserve("notify")
    problems = reader.problems()
    if problems:
        places = _places_of(text)
        found = sorted((*_blamed(places, _prefix(file) + key, says), f"{key} {says}") for key, says in problems)
        message = "\n".join(f"{file}:{line}:{column}: {problem}" for line, column, problem in found)
        raise ConfigurationError(message, hint="Correct the configuration and run the command again.")
    return configuration


def _is_for_pmctl(file: Path) -> bool:
    """Whether a pyproject.toml, which may be broken and somebody else's, has a table for pmctl."""
    text = file.read_bytes().decode("utf-8", "replace")
    if "pmctl" not in text:
        return False
    import tomllib  # noqa: PLC0415 - most folders hold no configuration

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
    import tomllib  # noqa: PLC0415 - see _is_for_pmctl

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


class _Place(NamedTuple):
    """Where a table or a key is written: its line, and the columns of its name and of its value, counted from 1."""

    line: int
    key: int
    value: int


def _places_of(text: str) -> dict[tuple[str, ...], _Place]:
    """Return the first place of every table and of every key that a file writes in a usual way."""
    header = re.compile(r"^\s*\[+\s*(?P<name>[^\]]+?)\s*\]+")
    table: tuple[str, ...] = ()
    places: dict[tuple[str, ...], _Place] = {}
    for number, line in enumerate(text.splitlines(), 1):
        start = len(line) - len(line.lstrip()) + 1
        if found := header.match(line):
            table = tuple(part.strip().strip("\"'") for part in found["name"].split("."))
            places.setdefault(table, _Place(number, found.start("name") + 1, start))
        elif "=" in line:
            key, _, value = line.partition("=")
            names = (part.strip().strip("\"'") for part in key.split("."))
            behind = len(key) + 2 + len(value) - len(value.lstrip())
            places.setdefault((*table, *names), _Place(number, start, behind))
    return places


def _place_of(places: Mapping[tuple[str, ...], _Place], key: str) -> _Place:
    """Find where `key` is set, or the closest table above it; the first line if it is written in no usual way."""
    names = tuple(key.split("."))
    return next((places[names[:n]] for n in range(len(names), 0, -1) if names[:n] in places), _Place(1, 1, 1))


def _blamed(places: Mapping[tuple[str, ...], _Place], key: str, message: str) -> tuple[int, int]:
    """Return the line and the column of what is wrong: the name of a key that is none, else its value."""
    place = _place_of(places, key)
    return place.line, place.key if message.startswith(_OF_NAMES) else place.value
