"""The values of a configuration file, read with a message for each that is wrong, all of them at once."""

from __future__ import annotations

import datetime as dt
import string
from dataclasses import fields
from difflib import get_close_matches
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from pmctl.postmortem.conventions import (
    DEFAULT_PRIORITIES,
    DEFAULT_SEVERITIES,
    LANGUAGE_RULES,
    ActionStatus,
    Person,
    Priority,
    Severity,
    Status,
    Vocabulary,
    fold_word,
)
from pmctl.postmortem.dates import parse_date
from pmctl.postmortem.section_names import REQUIRED_SECTIONS, SectionNames
from pmctl.repository.files import is_document_name
from pmctl.rules.model import FindingSeverity
from pmctl.rules.registry import RULES
from pmctl.rules.selection import RuleSettings, UnknownRuleError, expand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    T = TypeVar("T")

FILENAME_FIELDS = frozenset({"date", "slug", "severity", "year"})
_STATUSES = (*(s.value for s in Status), *(s.value for s in ActionStatus))
_CLOCKS = ("draft_within", "publish_within", "min_actions")


class SettingsReader:
    """Reads one table. Every getter notes what is wrong and answers with the default, so that reading goes on."""

    def __init__(self, table: Mapping[str, Any], path: str = "", found: list[tuple[str, str]] | None = None) -> None:
        self._table = table
        self._path = path
        self._found = found if found is not None else []
        self._known: set[str] = set()
        self._values: dict[str, Any] = {}
        self._children: list[tuple[str, SettingsReader]] = []

    def problems(self) -> list[tuple[str, str]]:
        """Return every wrong key with what is wrong with it, those that nobody asked for included."""
        for key in self._table:
            if key not in self._known:
                guess = get_close_matches(key, self._known, n=1)
                known = ", ".join(sorted(self._known)) or "nothing"
                more = f"did you mean {guess[0]}?" if guess else f"known here: {known}"
                self._note(key, f"is not a setting; {more}")
        for _, child in self._children:
            child.problems()
        return self._found

    def settings(self, *above: str) -> Iterator[tuple[tuple[str, ...], Any, bool]]:
        """Yield all that was asked for: its keys, its value as TOML has it, and whether it is written or a default."""
        for key, value in self._values.items():
            yield (*above, key), value, key in self._table
        for key, child in self._children:
            yield from child.settings(*above, key)

    def reserve(self, *keys: str) -> None:
        """Let `keys` stand without reading them: tables that other versions of pmctl use."""
        self._known.update(keys)

    def text(self, key: str, default: str) -> str:
        """Return a text that is not empty."""
        value = self._get(key, default)
        if isinstance(value, str) and value.strip():
            return value
        self._note(key, "is empty" if value == "" else f"must be text in quotes, not {_shown(value)}")
        return default

    def flag(self, key: str, default: bool) -> bool:  # noqa: FBT001 - the default is the value's type
        """Return true or false."""
        value = self._get(key, default)
        if isinstance(value, bool):
            return value
        self._note(key, f"must be true or false, not {_shown(value)}")
        return default

    def texts(self, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
        """Return a list of texts."""
        value = self._get(key, list(default))
        if not isinstance(value, list):
            self._note(key, f"must be a list of texts, not {_shown(value)}")
            return default
        wrong = [item for item in value if not isinstance(item, str)]
        if wrong:
            self._note(key, f"must be a list of texts; {_shown(wrong[0])} in it is none")
            return default
        return tuple(value)

    def folder(self, key: str, default: str) -> str:
        """Return a path below the folder of the configuration, with forward slashes."""
        return self._folder(key, self.text(key, default)) or default

    def folders(self, key: str) -> tuple[str, ...]:
        """Return several paths below the folder of the configuration."""
        found = (self._folder(key, value) for value in self.texts(key, ()))
        return tuple(folder for folder in found if folder is not None)

    def _folder(self, key: str, value: str) -> str | None:
        slashed = value.replace("\\", "/")
        if not _lies_below(slashed):
            self._note(key, f"must lie below the folder of the configuration, not at {value}")
            return None
        return "/".join(part for part in slashed.split("/") if part not in {"", "."}) or "."

    def filename(self, key: str, default: str) -> str:
        """Return a pattern for file names; the fields it may hold are FILENAME_FIELDS."""
        value = self.text(key, default)
        try:
            parts = list(string.Formatter().parse(value))
        except ValueError as error:
            self._note(key, f"is not a pattern: {error}")
            return default
        names = {name for _, name, _, _ in parts if name is not None}
        if names - FILENAME_FIELDS or "slug" not in names or any(spec or kind for _, _, spec, kind in parts):
            known = ", ".join(f"{{{name}}}" for name in sorted(FILENAME_FIELDS))
            self._note(key, f"must hold {{slug}} and may only hold {known}")
            return default
        if not _lies_below(value) or not is_document_name(value.rsplit("/", 1)[-1]):
            self._note(key, f"must name a Markdown file in the directory, such as {default}, not {value}")
            return default
        return value

    def checked(self, key: str, value: str, read: Callable[[str], T], message: str) -> T | None:
        """Return what `read` makes of `value`, None with a note of `message` where it cannot."""
        try:
            return read(value)
        except (ValueError, OSError, LookupError):
            self._note(key, f"{message}, not {value}")
            return None

    def workspace(self, key: str) -> str | None:
        """Return the domain of a Slack workspace of which the address is written, or None."""
        self._known.add(key)
        if not self.has(key):
            return None
        from pmctl.incidents.slack import workspace_domain  # noqa: PLC0415 - few configurations name one

        address = self.text(key, "https://example.slack.com")
        return self.checked(key, address, workspace_domain, "must be an address such as https://example.slack.com")

    def table(self, key: str) -> SettingsReader:
        """Return the reader of the table `key`, which may be missing."""
        self._known.add(key)
        value = self._table.get(key, {})
        if not isinstance(value, dict):
            self._note(key, f"must be a table, not {_shown(value)}")
            value = {}
        child = SettingsReader(value, f"{self._path}{key}.", self._found)
        self._children.append((key, child))
        return child

    def severities(self, key: str) -> tuple[Severity, ...]:
        """Return the severities: the default ones with other clocks, or a repository's own, in their order."""
        table = self.table(key)
        defaults = {severity.name: severity for severity in DEFAULT_SEVERITIES}
        own = table.texts("names", ())
        if table._table.get("names") == []:  # noqa: SLF001 - the same class
            table.note("names", "must name the severities, the worst first")
        if len(set(own)) < len(own):
            table.note("names", "must name each severity once")
        own = tuple(dict.fromkeys(own))
        tables = [name for name in table.written() if name != "names"]
        names = own or (tuple(defaults) if set(tables) <= set(defaults) else tuple(tables))
        table._values["names"] = list(names)  # noqa: SLF001 - the same class
        table.reserve(*tables)
        mildest = DEFAULT_SEVERITIES[-1]
        result = []
        for name in names:
            base = defaults.get(name, mildest)
            clocks = table.table(name)
            values = {clock: clocks.count(clock, getattr(base, clock)) for clock in _CLOCKS}
            result.append(Severity(name=name, **values))
        for name in tables:
            if name not in names:
                table.note(name, "is not among severities.names")
        return tuple(result) or DEFAULT_SEVERITIES

    def severity_templates(self, key: str) -> dict[str, str]:
        """Return by severity the template of its postmortems; the severities have been read before."""
        found = {}
        for name, severity in dict(self._children)[key]._children:  # noqa: SLF001 - the same class
            severity.reserve("template")
            if severity.has("template"):
                found[name] = severity.text("template", "default")
        return found

    def templates(self, key: str) -> dict[str, str]:
        """Return the paths of a repository's own templates, by name."""
        table = self.table(key)
        return {name: table.text(name, name) for name in table.written()}

    def priorities(self, key: str) -> tuple[Priority, ...]:
        """Return the priorities; each is the number of days that it gives, or a table with ``due_within``."""
        table = self.table(key)
        defaults = {priority.name: priority.due_within for priority in DEFAULT_PRIORITIES}
        written = table.written()
        names = tuple(defaults) if set(written) <= set(defaults) else written
        result = []
        for name in names:
            days = defaults.get(name, DEFAULT_PRIORITIES[-1].due_within)
            days = table.table(name).count("due_within", days) if table.is_table(name) else table.count(name, days)
            result.append(Priority(name=name, due_within=days))
        return tuple(result)

    def statuses(self, key: str) -> dict[str, str]:
        """Return a repository's words for pmctl's statuses, folded, to those statuses."""
        table = self.table(key)
        words: dict[str, str] = {}
        for status in _STATUSES:
            words |= {fold_word(word): status for word in table.texts(status, ())}
        return words

    def people(self, key: str) -> dict[str, Person]:
        """Return everybody who can own things, by handle."""
        table = self.table(key)
        people = {}
        for name in table.written():
            handle = name if name.startswith("@") else f"@{name}"
            person = table.table(name)
            if not person.written():
                table._values[name] = {}  # noqa: SLF001 - the same class
            values = {part: person.text(part, "?") for part in ("name", "team", "email") if person.has(part)}
            person.reserve("name", "team", "email")
            people[handle] = Person(handle=handle, **values)
        return people

    def vocabulary(self, key: str) -> Vocabulary:
        """Return what a repository adds to the words of the language rules."""
        table = self.table(key)
        words = {name: table.texts(name, ()) for name in ("persons", *LANGUAGE_RULES)}
        for name, found in words.items():
            if any(not word.strip() for word in found):
                table.note(name, "must hold words; an empty text is none")
        return Vocabulary(persons=words.pop("persons"), phrases=MappingProxyType(words))

    def synonyms(self, key: str, required: str) -> SectionNames:
        """Return the names of sections with a repository's own added, those that `required` names first included."""
        table = self.table(key)
        own: dict[str, tuple[str, ...]] = {title: table.texts(title, ()) for title in table.written()}
        names = SectionNames.with_synonyms(own)
        titles = self._table.get(required)
        new = [title for title in titles if isinstance(title, str)] if isinstance(titles, list) else []
        added: dict[str, tuple[str, ...]] = {title: () for title in new if names.name_of(title) is None}
        return SectionNames.with_synonyms(added | own)

    def required(self, key: str, names: SectionNames) -> tuple[str, ...]:
        """Return the keys of the required sections, each once."""
        titles = self.texts(key, ())
        if not self.has(key):
            return REQUIRED_SECTIONS
        return tuple(dict.fromkeys(names.name_of(title) or names.key_of(title) for title in titles))

    def section_titles(self, key: str, names: SectionNames) -> dict[str, str]:
        """Return by key what the required sections are called here, where pmctl calls them something else."""
        written = self._table.get(key)
        titles = [title for title in written if isinstance(title, str)] if isinstance(written, list) else []
        exact = {names.exact_name_of(title): title for title in reversed(titles)}  # beats what only holds the name
        found = {names.name_of(title) or names.key_of(title): title for title in reversed(titles)} | exact
        return {
            section: " ".join(title.split())
            for section, title in found.items()
            if section and title != names.title_of(section)
        }

    def rules(self) -> RuleSettings:
        """Return which rules are on and how severe they are; this table is the ``[rules]`` table."""
        per_file = self.table("per-file-ignores")
        severities = self.table("severity")
        found: list[tuple[frozenset[str], FindingSeverity]] = []
        for name in severities.written():
            word = severities.text(name, "error")
            codes = severities._expanded(name, name, "is not a rule")  # noqa: SLF001 - the same class
            severity = severities.checked(name, word, FindingSeverity, "must be error, warning or info")
            if codes and severity:
                found.append((codes, severity))
        found.sort(key=lambda pair: -len(pair[0]))  # what is said of a rule beats what is said of its family
        return RuleSettings(
            select=self._rule_codes("select"),
            ignore=self._rule_codes("ignore") or frozenset(),
            severity={code: severity for codes, severity in found for code in codes},
            per_file_ignores=tuple(
                (pattern, per_file._rule_codes(pattern) or frozenset())  # noqa: SLF001 - the same class
                for pattern in per_file.written()
            ),
            since=self._since("since"),
        )

    def _since(self, key: str) -> dict[str, dt.date]:
        """Return by rule the day of the first incident that it is for: one day for all, or a table by rule."""
        self.reserve(key)
        if not self.is_table(key):
            day = self._day(key) if self.has(key) else None
            return dict.fromkeys(RULES, day) if day else {}
        table = self.table(key)
        found = [(table._expanded(name, name, "is not a rule"), table._day(name)) for name in table.written()]  # noqa: SLF001 - the same class
        found.sort(key=lambda pair: -len(pair[0] or ()))  # as above
        return {code: day for codes, day in found if day for code in codes or ()}

    def _day(self, key: str) -> dt.date | None:
        """Return a day, written as TOML's date or as text."""
        value = self._get(key, None)
        day = parse_date(value) if isinstance(value, str) else value
        if isinstance(day, dt.date) and not isinstance(day, dt.datetime):
            self._values[key] = day.isoformat()
            return day
        self._note(key, f"must be a day such as 2026-01-31, not {_shown(value)}")
        return None

    def count(self, key: str, default: int) -> int:
        """Return a whole number that is not negative."""
        value = self._get(key, default)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        self._note(key, f"must be a whole number, 0 or more, not {_shown(value)}")
        return default

    def written(self) -> tuple[str, ...]:
        """Return the keys that are written, in their order."""
        return tuple(self._table)

    def has(self, key: str) -> bool:
        """Return whether `key` is written."""
        return key in self._table

    def is_table(self, key: str) -> bool:
        """Return whether `key` is written and is a table."""
        return isinstance(self._table.get(key), dict)

    def note(self, key: str, message: str) -> None:
        """Note that something is wrong with `key`."""
        self._note(key, message)

    def _rule_codes(self, key: str) -> frozenset[str] | None:
        if not self.has(key):
            self._known.add(key)
            return None
        codes: set[str] = set()
        for selector in self.texts(key, ()):
            codes |= self._expanded(key, selector, f"must name rules, such as PM301, PM3 or ALL, not {selector}")
        return frozenset(codes)

    def _expanded(self, key: str, selector: str, message: str) -> frozenset[str]:
        """Return the codes that a selector means; a note with a guess if it means none."""
        try:
            return expand(selector, RULES)
        except UnknownRuleError as error:
            self._note(key, f"{message}. {error.hint}")
            return frozenset()

    def _get(self, key: str, default: object) -> Any:
        self._known.add(key)
        value = self._values[key] = self._table.get(key, default)
        return value

    def _note(self, key: str, message: str) -> None:
        self._found.append((f"{self._path}{key}", message))


def _lies_below(path: str) -> bool:
    """Whether a path with forward slashes stays where it starts, on every system."""
    first = path.split("/", maxsplit=1)[0]
    return bool(first) and ":" not in first and ".." not in path.split("/") and path.isprintable()


def _shown(value: object) -> str:
    kinds = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a table"}
    kinds |= {dt.date: "a day", dt.datetime: "a time"}
    return repr(value) if isinstance(value, str) else kinds.get(type(value), "this")


assert {field.name for field in fields(Severity)} == {"name", *_CLOCKS}  # noqa: S101 - read by name above
