"""Records of many versions of the same documents: what did not change from one version to the next is not read again.

History is mostly repetition. Two versions of a document usually differ in one line, so front matter is taken apart
into its actions and the rest, and a piece that was seen before keeps the values that it had. Only pieces of the
plainest form are treated so: a key and a value on each line, where no line can mean anything else because of another.
Everything else is read whole, by the reader that `parse` uses, and the tests hold the two ways together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pmctl.postmortem.conventions import ActionStatus
from pmctl.postmortem.dates import parse_date, parse_time
from pmctl.postmortem.fields import FieldReader
from pmctl.postmortem.frontmatter import Mapping, find_block, read_mapping
from pmctl.postmortem.model import MILESTONES, Action, Milestone, Record, Unreadable
from pmctl.postmortem.parse import read_record
from pmctl.postmortem.problems import Problem

if TYPE_CHECKING:
    from pmctl.postmortem.conventions import Conventions

NO_FIELDS = Mapping({}, 1, 1, 0, 0, flow=False)
_ACTIONS = re.compile(r"^actions:[ ]*\n(?P<items>(?:[ ]*(?:- |[ ]).*\n|\n)+)", re.MULTILINE)
# Neither control characters nor what only YAML takes for a line break; and no character that YAML refuses.
_ODD = "\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff"
_PLAIN = rf"\w(?:[^:#{_ODD}]|:(?=\S)|(?<=\S)#)*"
_VALUE = rf"{_PLAIN}|\"[^\"\\{_ODD}]*\"|'[^'{_ODD}]*'|\[(?:\w[\w./-]*(?:,[ ]*\w[\w./-]*)*)?\]"
_LINE = re.compile(rf"(?P<key>[A-Za-z_][\w-]*):(?:[ ]+(?P<value>{_VALUE}))?[ ]*(?:[ ]\#[^{_ODD}]*)?")
_NOTHING = re.compile(rf"[ ]*(?:\#[^{_ODD}]*)?")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})

_TEXTS = frozenset({"id", "title", "owner", "team", "ticket", "reason", "incident"})
_DAYS = frozenset({"due", "opened", "closed", "date"})
_ACTION_VALUES = frozenset({"status", "type", "priority"})
_RECORD_VALUES = frozenset({"status", "severity", "detection", "services", "tags", "causes", "authors"})
_UNREAD = frozenset({"related", "impact", "actions"})
"""Keys of the record whose values have a form of their own; a head that holds one is read whole."""

_EMPTY_ACTION: dict[str, Any] = dict.fromkeys(
    ("id", "title", "owner", "due", "type", "priority", "team", "ticket", "reason", "opened", "closed", "fields")
)
_EMPTY_RECORD: dict[str, Any] = {
    **dict.fromkeys(("id", "title", "status", "severity", "date", "owner", "team", "incident", "detection")),
    **dict.fromkeys(("services", "tags", "causes", "authors", "related", "actions", "problems"), ()),
    "fields": NO_FIELDS,
}


@dataclass(slots=True)
class _Pieces:
    """A document's newest version: the text of each piece with what it says."""

    head: tuple[str, str, int]
    record: Record
    actions: dict[tuple[int, str], Action]


class RevisionReader:
    """Reads the records of versions, in any order; best of all, those of one document one after another.

    The records hold no positions but the lines of actions and milestones, and no problems of single values: history
    needs neither.
    """

    def __init__(self, conventions: Conventions) -> None:
        self._conventions = conventions
        self._known: dict[str, _Pieces] = {}
        self._values: dict[tuple[str, str], Any] = {}

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
            record = self._read_head(head, line, path)
            if record is None:
                return None
            known = self._known[path] = _Pieces(head, record, known.actions if known else {})
        actions = {}
        for place in _split(items, line + head[0].count("\n") + 1):
            action = known.actions.get(place) or self._read_item(place)
            if action is None:
                return None
            actions[place] = action
        known.actions = actions
        return replace(known.record, actions=tuple(actions.values()))

    def _read_head(self, head: tuple[str, str, int], line: int, path: str) -> Record | None:
        before, after, skipped = head
        values: dict[str, Any] = {}
        milestones: dict[str, Milestone] = {}
        blank = "\n" * (skipped + 1)
        for number, text in enumerate(f"{before}{blank}{after}".split("\n"), line):
            found = _LINE.fullmatch(text)
            if found is None:
                if _NOTHING.fullmatch(text):
                    continue
                return None
            key, written = found["key"], found["value"] or ""
            if key in values or key in _UNREAD or (written.startswith("[") and key not in _RECORD_VALUES):
                return None
            if key in _RECORD_VALUES:
                values[key] = self._value("", text, key)
            else:
                values[key] = _plain_value(key, written)
                at = parse_time(values[key] or "") if key in MILESTONES else None
                if at and at.tzinfo:
                    milestones[key] = Milestone(name=key, at=at, line=number)
        known = {key: value for key, value in values.items() if key in _EMPTY_RECORD}
        ordered = tuple(milestones[name] for name in MILESTONES if name in milestones)
        return Record(**_EMPTY_RECORD | known, path=path, milestones=ordered)

    def _read_item(self, place: tuple[int, str]) -> Action | None:
        line, text = place
        indent = len(text) - len(text.lstrip(" "))
        if not text.startswith("- ", indent):
            return None
        values: dict[str, Any] = {}
        margin = text[:indent] + "  "
        for number, row in enumerate(text.rstrip("\n").split("\n")):
            found = _LINE.fullmatch(row, indent + 2)
            if found is None or (number and not row.startswith(margin)):
                if number and _NOTHING.fullmatch(row):
                    continue
                return None
            key, written = found["key"], found["value"] or ""
            if key in values or written.startswith("["):
                return None
            if key in _ACTION_VALUES:
                values[key] = self._value("- ", row[indent + 2 :], key)
            else:
                values[key] = _plain_value(key, written)
        known = {key: value for key, value in values.items() if key in _EMPTY_ACTION or key == "status"}
        known["status"] = known.get("status") or ActionStatus.OPEN
        return Action(**_EMPTY_ACTION | known, line=line, column=indent + 3)

    def _value(self, dash: str, text: str, key: str) -> Any:
        """Return the value of a line whose meaning depends on the conventions, read as in a document of its own."""
        try:
            return self._values[dash, text]
        except KeyError:
            mapping, _ = read_mapping(f"actions:\n- {text}\n" if dash else f"{text}\n")
            record = FieldReader(mapping or NO_FIELDS, "", self._conventions).record()
            value = self._values[dash, text] = getattr(record.actions[0] if dash else record, key)
            return value


def lean(record: Record) -> Record:
    """Return `record` without what history does not need."""
    actions = tuple(replace(action, fields=None) for action in record.actions)
    return replace(record, fields=NO_FIELDS, problems=(), actions=actions)


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
