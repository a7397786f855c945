"""The front matter's values given their types, with a problem for each that does not have the one it needs."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from pmctl.postmortem.conventions import ActionStatus, ActionType, Detection, Status, fold_word
from pmctl.postmortem.dates import parse_date, parse_time
from pmctl.postmortem.levels import LEVELS, read_level
from pmctl.postmortem.model import MILESTONES, Action, Milestone, Record
from pmctl.postmortem.nodes import Mapping, Scalar, Sequence
from pmctl.postmortem.placeholders import is_placeholder
from pmctl.postmortem.problems import Problem, ProblemKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from enum import StrEnum

    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.nodes import Node

    Choice = TypeVar("Choice", bound=StrEnum)

_NO_WORD = re.compile(r"[\s_-]+")


@cache
def _values(kind: type[StrEnum]) -> tuple[str, ...]:
    return tuple(member.value for member in kind)


class FieldReader:
    """Reads the record of one document out of its front matter."""

    def __init__(self, fields: Mapping, path: str, conventions: Conventions) -> None:
        self._fields = fields
        self._path = path
        self._conventions = conventions
        self._problems: list[Problem] = []

    def record(self) -> Record:
        """Return the record. A value that cannot be used is None, and a problem says why."""
        top = self._fields
        actions = self._actions(top.get("actions"))
        self._check_impact(top.get("impact"))
        return Record(
            path=self._path,
            id=self._text(top, "id"),
            title=self._text(top, "title"),
            status=self._choice(top, "status", Status, ""),
            severity=self._level(top, "severity", [s.name for s in self._conventions.severities], ""),
            date=self._date(top, "date", ""),
            owner=self._owner(top),
            team=self._text(top, "team"),
            services=self._texts(top, "services"),
            tags=self._texts(top, "tags"),
            causes=self._texts(top, "causes"),
            authors=self._texts(top, "authors"),
            related=tuple(self._scalars(top, "related")),
            incident=self._text(top, "incident"),
            detection=self._choice(top, "detection", Detection, ""),
            milestones=tuple(self._milestones()),
            actions=actions,
            fields=top,
            problems=tuple(sorted(self._problems, key=lambda p: (p.line, p.column))),
        )

    def _actions(self, node: Node | None) -> tuple[Action, ...]:
        if node is None or (isinstance(node, Scalar) and node.is_null):
            return ()
        if not isinstance(node, Sequence):
            self._wrong(
                node,
                "actions must be a list",
                "Start each action with `- id: A1`, indented below `actions:`.",
            )
            return ()
        return tuple(self._action(item) for item in node.items)

    def _action(self, node: Node) -> Action:
        fields = node if isinstance(node, Mapping) else None
        if fields is None:
            self._wrong(
                node,
                "an action must be a set of keys",
                "Write `- id: A1`, then title, owner, due and status.",
            )
        known = fields or Mapping({}, node.line, node.column, node.start, node.start, flow=False)
        id_ = self._text(known, "id", "an action's ")
        title = None if id_ or fields is None else fields.get("title")
        name = id_ or (f"“{title.text}”" if isinstance(title, Scalar) and title.text else "")
        where = f"action {name}: " if name else ""
        for key in ("impact", "effort"):
            self._check_rating(known, key, where)
        return Action(
            id=id_,
            title=self._scalar_text(node, "") if isinstance(node, Scalar) else self._text(known, "title", where),
            owner=self._owner(known, where),
            due=self._date(known, "due", where),
            status=self._choice(known, "status", ActionStatus, where) or ActionStatus.OPEN,
            type=self._choice(known, "type", ActionType, where),
            priority=self._level(known, "priority", [p.name for p in self._conventions.priorities], where),
            team=self._text(known, "team", where),
            ticket=self._text(known, "ticket", where),
            reason=self._text(known, "reason", where),
            opened=self._date(known, "opened", where),
            closed=self._date(known, "closed", where),
            line=node.line,
            column=node.column,
            fields=fields,
        )

    def _milestones(self) -> Iterable[Milestone]:
        for name in MILESTONES:
            node = self._fields.get(name)
            if node is None:
                continue
            at = self._time(name, node)
            if at:
                yield Milestone(name=name, at=at, line=node.line)

    def _time(self, name: str, node: Node) -> dt.datetime | None:
        text = self._scalar_text(node, f"{name} must be one time")
        at = parse_time(text) if text is not None else None
        if at is None:
            if text is None or is_placeholder(text):
                return None
            self._problem(ProblemKind.INVALID_DATE, node, f"{name} is not a time: {text}", _help_for_time(text))
            return None
        if at.tzinfo is None:
            help_ = "Add the offset: Z for UTC, or one such as +02:00."
            self._problem(ProblemKind.TIME_WITHOUT_OFFSET, node, f"{name} has no UTC offset", help_)
            return None
        return at

    def _text(self, fields: Mapping, key: str, where: str = "") -> str | None:
        node = fields.get(key)
        return None if node is None else self._scalar_text(node, f"{where}{key} must be one value")

    def _scalar_text(self, node: Node, wrong: str) -> str | None:
        if not isinstance(node, Scalar):
            what = "a list" if isinstance(node, Sequence) else "a set of keys"
            self._wrong(node, wrong, f"Write one value behind the key, not {what}.")
            return None
        return None if node.is_null else node.text.strip() or None

    def _owner(self, fields: Mapping, where: str = "") -> str | None:
        node = fields.get("owner")
        if isinstance(node, Sequence):
            for item in node.items:
                if not isinstance(item, Scalar):
                    self._wrong(item, f"{where}owner must be one value", 'Write a handle, such as owner: "@mara".')
            people = [s.text.strip() for s in node.items if isinstance(s, Scalar) and not s.is_null]
            return ", ".join(person for person in people if person) or None
        return self._text(fields, "owner", where)

    def _scalars(self, fields: Mapping, key: str) -> Iterable[Scalar]:
        node = fields.get(key)
        items = node.items if isinstance(node, Sequence) else () if node is None else (node,)
        for item in items:
            if not isinstance(item, Scalar):
                self._wrong(item, f"{key} must be a list of plain values", f"Write {key}: [one, two].")
            elif not item.is_null:
                yield item

    def _texts(self, fields: Mapping, key: str) -> tuple[str, ...]:
        node = fields.get(key)
        texts = [scalar.text for scalar in self._scalars(fields, key)]
        if isinstance(node, Scalar):
            texts = [part for text in texts for part in text.split(",")]
        return tuple(text.strip() for text in texts if text.strip())

    def _date(self, fields: Mapping, key: str, where: str) -> dt.date | None:
        node = fields.get(key)
        text = None if node is None else self._scalar_text(node, f"{where}{key} must be one date")
        if node is None or text is None:
            return None
        day = parse_date(text)
        if day is None and not is_placeholder(text):
            self._problem(ProblemKind.INVALID_DATE, node, f"{where}{key} is not a date: {text}", _help_for_date(text))
        return day

    def _choice(self, fields: Mapping, key: str, kind: type[Choice], where: str) -> Choice | None:
        node = fields.get(key)
        text = None if node is None else self._scalar_text(node, f"{where}{key} must be one value")
        if node is None or text is None:
            return None
        values = _values(kind)
        folded = fold_word(text)
        theirs = self._conventions.status_words.get(folded) if key == "status" else None
        if theirs in values:
            return kind(theirs)
        if text in values:
            return kind(text)
        # Elsewhere a word for what is not written yet, but of a status the usual one for what is not begun.
        is_word = key == "status" and folded == "todo" and text != "TODO"
        if is_placeholder(text) and not is_word:
            return None
        if folded in values:
            self._wrong(node, f"{where}{key} is spelt {text}", f"Write {folded}.")
            return kind(folded)
        self._unknown(node, f"{where}{key}", text, values)
        return None

    def _level(self, fields: Mapping, key: str, names: list[str], where: str) -> str | None:
        node = fields.get(key)
        text = None if node is None else self._scalar_text(node, f"{where}{key} must be one value")
        if node is None or text is None or text in names or is_placeholder(text):
            return text
        folded = _NO_WORD.sub("", text).casefold()
        for name in names:
            if _NO_WORD.sub("", name).casefold() == folded:
                self._wrong(node, f"{where}{key} is spelt {text}", f"Write {name}.")
                return name
        self._unknown(node, f"{where}{key}", text, names)
        return text

    def _check_rating(self, fields: Mapping, key: str, where: str) -> None:
        text = self._text(fields, key, where)
        node = fields.get(key)
        if node is None or text is None or text in LEVELS or is_placeholder(text):
            return
        level = read_level(text)
        if level:
            self._wrong(node, f"{where}{key} is spelt {text}", f"Write {level}.")
        else:
            self._wrong(node, f"{where}{key} cannot be {text}", "It is one of low, medium, high, or 1 to 5.")

    def _check_impact(self, node: Node | None) -> None:
        if node is not None and not isinstance(node, Mapping) and node.value is not None:
            help_ = "Write keys such as users, requests or summary, indented below `impact:`."
            self._wrong(node, "impact must be a set of keys", help_)

    def _unknown(self, node: Node, what: str, text: str, values: Iterable[str]) -> None:
        close = get_close_matches(fold_word(text), [value.casefold() for value in values], n=1, cutoff=0.6)
        guess = next((f"Did you mean {value}? " for value in values if value.casefold() in close), "")
        self._wrong(node, f"{what} cannot be {text}", f"{guess}It is one of {', '.join(values)}.")

    def _wrong(self, node: Node, message: str, help_: str) -> None:
        self._problem(ProblemKind.INVALID_VALUE, node, message, help_)

    def _problem(self, kind: ProblemKind, node: Node, message: str, help_: str) -> None:
        end = node.column + node.end - node.start if isinstance(node, Scalar) and "\n" not in node.text else None
        self._problems.append(
            Problem(kind=kind, message=message, line=node.line, column=node.column, end_column=end, help=help_)
        )


def _help_for_date(text: str) -> str:
    from pmctl.postmortem.one_reading import one_date  # noqa: PLC0415 - most dates need no help

    day = one_date(text)
    return f"Write it as {day}." if day else "Write it as YYYY-MM-DD, such as 2026-03-14."


def _help_for_time(text: str) -> str:
    from pmctl.postmortem.one_reading import one_time, rfc3339, zoned_times  # noqa: PLC0415 - as above

    moment = one_time(text)
    if moment is not None:
        how = "" if moment.tzinfo else " with the offset behind it: Z for UTC, or one such as +02:00"
        return f"Write it as {rfc3339(moment)}{how}."
    named = zoned_times(text)
    if named is None:
        return "Write a day, a time and an offset, such as 2026-03-14T09:52:00Z."
    first, *others = map(rfc3339, named.moments)
    if others:
        return f"Write it as {first} or as {others[0]}, whichever the clocks showed."
    return f"Write it as {first}, if that is what {named.name} means."
