"""Records of many versions of the same documents: what did not change from one version to the next is not read again.

History is mostly repetition. Two versions of a document usually differ in one line, so front matter is taken apart
into its actions and the rest, and a piece that was seen before keeps the values that it had. Only pieces of the
plainest form are treated so: a key and a value on each line, where no line can mean anything else because of another.
Everything else is read whole, by the reader that `parse` uses, and the tests hold the two ways together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from pmctl.postmortem.conventions import ActionStatus
from pmctl.postmortem.dates import parse_date, parse_time
from pmctl.postmortem.fields import FieldReader
from pmctl.postmortem.frontmatter import find_block, read_mapping
from pmctl.postmortem.model import MILESTONES, Action, Milestone, Record, Unreadable
from pmctl.postmortem.nodes import NO_FIELDS, Scalar
from pmctl.postmortem.parse import read_record
from pmctl.postmortem.plain_yaml import read_plain
from pmctl.postmortem.problems import Problem

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from pmctl.postmortem.conventions import Conventions

_ACTIONS = re.compile(r"^actions:[ ]*\n(?P<items>(?:[ ]*(?:- |[ ]).*\n|\n)+)", re.MULTILINE)
# Neither control characters nor what only YAML takes for a line break; and no character that YAML refuses.
_ODD = "\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff"
_PLAIN = rf"\w(?:[^:#{_ODD}]|:(?=\S)|(?<=\S)#)*"
_QUOTED = rf"\"[^\"\\{_ODD}]*+\"|'[^'{_ODD}]*+'"
_ITEM = rf"(?:\w[\w./@-]*+(?:[ ]++[\w./@-]++)*+|{_QUOTED})"
_VALUE = rf"{_PLAIN}|{_QUOTED}|\[(?:{_ITEM}(?:,[ ]*+{_ITEM})*+)?\]"
_LINE = re.compile(rf"(?P<key>[A-Za-z_][\w-]*):(?:[ ]+(?P<value>{_VALUE}))?[ ]*(?:[ ]\#[^{_ODD}]*)?")
_NOTHING = re.compile(rf"[ ]*(?:\#[^{_ODD}]*)?")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})

_TEXTS = frozenset({"id", "title", "owner", "team", "ticket", "reason", "incident"})
_DAYS = frozenset({"due", "opened", "closed", "date"})
_ACTION_VALUES = frozenset({"status", "type", "priority"})
_RECORD_VALUES = frozenset({"status", "severity", "detection", "services", "tags", "causes", "authors", "related"})

_ACTION_KEYS = frozenset(
    {"id", "title", "owner", "due", "team", "ticket", "reason", "opened", "closed", *_ACTION_VALUES}
)
_RECORD_KEYS = frozenset({"id", "title", "date", "owner", "team", "incident", *_RECORD_VALUES})
_EMPTY_ACTION: dict[str, Any] = dict.fromkeys([*_ACTION_KEYS, "fields"])
_EMPTY_RECORD: dict[str, Any] = {
    **dict.fromkeys(_RECORD_KEYS),
    **dict.fromkeys(("services", "tags", "causes", "authors", "related", "problems"), ()),
    "fields": NO_FIELDS,
}

_MOST_LINES = 200_000
"""How many lines are remembered with what they say; then they are forgotten, all at once."""


@dataclass(slots=True)
class _Pieces:
    """A document's newest version: the text of each piece with what it says."""

    head: tuple[str, str, int]
    values: dict[str, Any]
    actions: dict[tuple[int, str], Action]


class _Line(NamedTuple):
    """What a line says: `value` has its type; `at` is that of a milestone."""

    key: str
    value: Any
    at: dt.datetime | None


class RevisionReader:
    """Reads the records of versions, in any order; best of all, those of one document one after another.

    The records hold no positions but the lines of actions and milestones, and no problems of single values: history
    needs neither.
    """

    def __init__(self, conventions: Conventions) -> None:
        self._conventions = conventions
        self._known: dict[str, _Pieces] = {}
        self._lines: tuple[dict[str, _Line | None], dict[str, _Line | None]] = ({}, {})

    def read(self, text: str, path: str) -> Record | Unreadable:
        """Return the record of one version of the document at `path`."""
        block = find_block(text)
        if isinstance(block, Problem):
            return Unreadable(path=path, problems=(block,))
        source = text[block.start : block.end].replace("\r\n", "\n")  # no line moves, and positions are not kept
        found = _ACTIONS.search(source)
        record = self._read_pieces(source, found, block.line, path) if found else None
        if record is not None:
            return record
        whole = read_record(text, path, self._conventions)
        return whole if isinstance(whole, Unreadable) else lean(whole)

    def _read_pieces(self, source: str, found: re.Match[str], line: int, path: str) -> Record | None:
        items = found["items"]
        head = (source[: found.start()], source[found.end() :], items.count("\n"))
        known = self._known.get(path)
        if known is None or known.head != head:
            values = self._read_head(head, line)
            if values is None:
                return None
            known = self._known[path] = _Pieces(head, values | {"path": path}, known.actions if known else {})
        actions = {}
        for place in _split(items, line + head[0].count("\n") + 1):
            action = known.actions.get(place) or self._read_item(place)
            if action is None:
                return None
            actions[place] = action
        known.actions = actions
        return Record(**known.values, actions=tuple(actions.values()))

    def _read_head(self, head: tuple[str, str, int], line: int) -> dict[str, Any] | None:
        before, after, skipped = head
        values = dict(_EMPTY_RECORD)
        milestones: dict[str, Milestone] = {}
        seen: set[str] = set()
        blank = "\n" * (skipped + 1)
        for number, text in _chunks(f"{before}{blank}{after}", line):
            said = self._say(text, of_action=False)
            if said is None:
                if _NOTHING.fullmatch(text):
                    continue
                return None
            if said.key in seen:
                return None
            seen.add(said.key)
            if said.key in _RECORD_KEYS:
                values[said.key] = said.value
            elif said.at:
                milestones[said.key] = Milestone(name=said.key, at=said.at, line=number)
        values["milestones"] = tuple(milestones[name] for name in MILESTONES if name in milestones)
        return values

    def _read_item(self, place: tuple[int, str]) -> Action | None:
        line, text = place
        indent = len(text) - len(text.lstrip(" "))
        if not text.startswith("- ", indent):
            return None
        values = dict(_EMPTY_ACTION)
        seen: set[str] = set()
        margin = text[:indent] + "  "
        for number, row in enumerate(text.rstrip("\n").split("\n")):
            said = self._say(row[indent + 2 :], of_action=True) if not number or row.startswith(margin) else None
            if said is None:
                if number and _NOTHING.fullmatch(row):
                    continue
                return None
            if said.key in seen:
                return None
            seen.add(said.key)
            if said.key in _ACTION_KEYS:
                values[said.key] = said.value
        values["status"] = values["status"] or ActionStatus.OPEN
        return Action(**values, line=line, column=indent + 3)

    def _say(self, text: str, *, of_action: bool) -> _Line | None:
        """Return what a line says, None if it is not of the plainest form or holds what is read whole."""
        lines = self._lines[of_action]
        try:
            return lines[text]
        except KeyError:
            if len(lines) >= _MOST_LINES:
                lines.clear()
            said = lines[text] = self._read_action_line(text) if of_action else self._read_record_line(text)
            return said

    def _read_record_line(self, text: str) -> _Line | None:
        found = _LINE.fullmatch(text)
        if found is None:
            return self._read_chunk(text) if "\n" in text else None
        key, written = found["key"], found["value"] or ""
        if key == "actions":
            return None
        if key in _RECORD_VALUES:
            return _Line(key, self._value("", text, key), None)
        if written.startswith("["):
            return _idle_line(key)
        value = _plain_value(key, written)
        at = parse_time(value or "") if key in MILESTONES else None
        return _Line(key, value, at if at and at.tzinfo else None)

    def _read_chunk(self, text: str) -> _Line | None:
        """Read a key with what stands below it."""
        mapping = read_plain(f"{text}\n", 0, 1)
        if mapping is None or len(mapping.entries) != 1:
            return None
        (key,) = mapping.entries
        return _Line(key, self._value("", text, key), None) if key in _RECORD_VALUES else _idle_line(key)

    def _read_action_line(self, text: str) -> _Line | None:
        found = _LINE.fullmatch(text)
        if found is None:
            return None
        key = found["key"]
        if (found["value"] or "").startswith("["):
            return _Line(key, None, None) if key not in _ACTION_KEYS else None
        value = self._value("- ", text, key) if key in _ACTION_VALUES else _plain_value(key, found["value"] or "")
        return _Line(key, value, None)

    def _value(self, dash: str, text: str, key: str) -> Any:
        """Return the value of a line whose meaning depends on the conventions, read as in a document of its own."""
        mapping, _ = read_mapping(f"actions:\n- {text}\n" if dash else f"{text}\n")
        record = FieldReader(mapping or NO_FIELDS, "", self._conventions).record()
        return getattr(record.actions[0] if dash else _without_places(record), key)


def lean(record: Record) -> Record:
    """Return `record` without what history does not need."""
    actions = tuple(replace(action, fields=None) for action in record.actions)
    return replace(_without_places(record), fields=NO_FIELDS, problems=(), actions=actions)


def _without_places(record: Record) -> Record:
    related = tuple(Scalar(scalar.text, 0, 0, 0, 0, plain=scalar.plain) for scalar in record.related)
    return replace(record, related=related) if related else record


def _idle_line(key: str) -> _Line | None:
    """Return a list or more under a key that nobody asks for; None where that is not what the key should hold."""
    return None if key in _RECORD_KEYS or key in MILESTONES or key == "actions" else _Line(key, None, None)


def _chunks(head: str, line: int) -> Iterator[tuple[int, str]]:
    """Yield each line with its number, and with the lines below it that are indented, or are items of its list."""
    number, chunk = line, ""
    for at, text in enumerate(head.split("\n"), line):
        if text.startswith((" ", "- ")) and chunk and not _NOTHING.fullmatch(text):
            chunk += f"\n{text}"
            continue
        if at > line:
            yield number, chunk
        number, chunk = at, text
    yield number, chunk


def _plain_value(key: str, written: str) -> Any:
    """Return the value of a line that says the same everywhere; of a key that nobody asks for, anything."""
    if written[:1] in {'"', "'"}:
        text = written[1:-1]
    else:
        text = written.rstrip()
        if text in _NULLS:
            return None
    return parse_date(text.strip()) if key in _DAYS else text.strip() or None


def _split(items: str, line: int) -> list[tuple[int, str]]:
    """Cut the list of actions in front of every dash at the first one's indentation; each with its first line."""
    dash = items[: len(items) - len(items.lstrip(" "))] + "- "
    places = []
    start, end = 0, items.find(f"\n{dash}") + 1
    while end:
        places.append((line, items[start:end]))
        line += items.count("\n", start, end)
        start, end = end, items.find(f"\n{dash}", end) + 1
    places.append((line, items[start:]))
    return places
