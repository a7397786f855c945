"""A legacy postmortem becomes a pmctl document: what it states is read, and written into front matter."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from pmctl.adoption.actions import find_actions
from pmctl.adoption.confidence import confidence_of
from pmctl.adoption.found_action import FoundAction
from pmctl.adoption.front_actions import actions_in
from pmctl.adoption.heads import read_head
from pmctl.adoption.inline import plain
from pmctl.adoption.legacy import read_legacy
from pmctl.adoption.model import Adoption, Doubt, Fact
from pmctl.adoption.titles import title_of_name, without_labels
from pmctl.adoption.writing import action_fields, with_action_table, write_front_matter
from pmctl.postmortem.model import REQUIRED_KEYS
from pmctl.postmortem.nodes import Mapping, Sequence
from pmctl.postmortem.parse import parse
from pmctl.postmortem.problems import Problem, ProblemKind
from pmctl.postmortem.slug import slugify
from pmctl.postmortem.yaml_text import EditError

if TYPE_CHECKING:
    from collections.abc import Container
    from datetime import date

    from pmctl.adoption.legacy import Legacy
    from pmctl.adoption.model import Value
    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.model import Postmortem, Record
    from pmctl.postmortem.nodes import Node
    from pmctl.postmortem.yaml_text import Value as YamlValue

T = TypeVar("T")


def adopt(
    text: str,
    path: str,
    conventions: Conventions,
    *,
    month_first: bool | None = None,
    opened: date | None = None,
    taken: Container[str] = frozenset(),
) -> Adoption:
    """Read a legacy postmortem and write it anew, every word of its body kept; never raises.

    A document that is pmctl's already is left alone, so that to adopt again changes nothing.

    Args:
        text: the whole file.
        path: with forward slashes; its name may say the title and the day, its extension what the text is written in.
        conventions: what to read it by.
        month_first: which number of 03/04/2021 is the month, as the documents beside it say; the document's own
            evidence beats it. None leaves such dates unread.
        opened: the day on which the actions were written down, if it is known.
        taken: ids that other documents have.
    """
    document = parse(text, path, conventions)
    conflict = next((problem for problem in document.problems if problem.kind is ProblemKind.MERGE_CONFLICT), None)
    head = conflict or read_head(text)
    if isinstance(head, Problem):
        return Adoption(path=path, before=text, after=text, problem=head)
    if document.record is not None and _is_ours(document.record):
        return _ours(document, document.record)
    legacy = read_legacy(head, document, conventions, month_first=month_first)
    actions = _known_actions(document.record)
    if actions is None:
        actions = actions_in(
            legacy.head.fields,
            day=legacy.day.value if legacy.day else None,
            month_first=legacy.month_first,
            conventions=conventions,
        )
    if not actions:
        found = find_actions(
            legacy.head.text,
            body=legacy.head.body,
            day=legacy.day.value if legacy.day else None,
            month_first=legacy.month_first,
            rst=legacy.is_rst,
            conventions=conventions,
        )
        actions = tuple(found)
    actions = tuple(replace(action, line=action.line + legacy.head.shift) for action in actions)
    return _written(legacy, actions, text, path, conventions, opened=opened, taken=taken)


def _is_ours(record: Record) -> bool:
    """Whether a record is one of pmctl's: it has an id as pmctl writes them, or all that is required."""
    has_all = all((record.id, record.title, record.status, record.severity, record.date, record.owner))
    return has_all or bool(record.id and record.date and record.id.startswith(f"{record.date}-"))


def _ours(document: Postmortem, record: Record) -> Adoption:
    stated = {
        "status": record.status.value if record.status else None,
        "severity": record.severity,
        "owner": record.owner,
    }
    facts: dict[str, Fact[Value]] = {}
    for key, value in stated.items():
        if fact := _stated(record, key, value):
            facts[key] = fact
    return Adoption(
        path=document.path,
        before=document.text,
        after=document.text,
        is_ours=True,
        id=record.id,
        title=_stated(record, "title", record.title),
        date=_stated(record, "date", record.date),
        facts=facts,
        sections=tuple(dict.fromkeys(section.name for section in document.sections if section.name)),
        headings=tuple(section.heading for section in document.sections),
        actions=_known_actions(record) or (),
        missing=tuple(key for key in REQUIRED_KEYS if not getattr(record, key)),
        confidence=1.0,
    )


def _stated(record: Record, key: str, value: T | None) -> Fact[T] | None:
    entry = record.entry(key)
    if entry is None or not value:
        return None
    return Fact(value=value, line=entry.key.line, source="front matter", certainty=1.0)


def _known_actions(record: Record | None) -> tuple[FoundAction, ...] | None:
    """The actions that the front matter has already; None if it has none, and the body is to be asked."""
    node = record.fields.get("actions") if record else None
    if record is None or not isinstance(node, Sequence) or not any(action.title for action in record.actions):
        return None
    return tuple(
        FoundAction(
            title=action.title or "",
            owner=action.owner,
            due=action.due,
            status=action.status,
            ticket=action.ticket,
            priority=action.priority,
            type=action.type,
            line=action.line,
            closed=action.closed,
        )
        for action in record.actions
    )


def _written(
    legacy: Legacy,
    actions: tuple[FoundAction, ...],
    text: str,
    path: str,
    conventions: Conventions,
    *,
    opened: date | None,
    taken: Container[str],
) -> Adoption:
    stated_id = legacy.stated_id
    id_ = stated_id or _new_id(legacy, path, taken)
    values: dict[str, YamlValue] = {
        "id": id_,
        "title": legacy.title.value if legacy.title else None,
        "status": None,
        "severity": None,
        "date": legacy.day.value if legacy.day else None,
        **{key: fact.value for key, fact in legacy.facts.items()},
    }
    known: dict[str, YamlValue] = {key: value for key, value in values.items() if value not in (None, ())}
    doubts = list(legacy.doubts)
    node = legacy.head.fields.get("actions")
    is_foreign = node is not None and node.value not in (None, []) and not _is_pmctl_list(node)
    if node is not None and actions and is_foreign:
        doubts.append(Doubt(words="the front matter has actions of another kind", line=node.line))
    doubts += _unread_statuses(actions)
    sections = tuple(dict.fromkeys(section.name for section in legacy.sections if section.name))
    try:
        after = _after(legacy, known, actions, conventions, opened)
    except EditError as error:
        problem = Problem(kind=ProblemKind.INVALID_YAML, message=error.message, line=1, help=error.hint)
        return Adoption(path=path, before=text, after=text, problem=problem)
    return Adoption(
        path=path,
        before=text,
        after=after,
        is_postmortem=bool(legacy.day or sections or actions),
        id=id_,
        title=legacy.title,
        date=legacy.day,
        facts=legacy.facts,
        sections=sections,
        headings=tuple(section.heading for section in legacy.sections),
        strange=_strange(legacy, actions),
        actions=actions,
        missing=tuple(key for key in REQUIRED_KEYS if key not in known),
        doubts=tuple(doubts),
        confidence=confidence_of(title=legacy.title, day=legacy.day, sections=sections, doubts=doubts),
    )


def _strange(legacy: Legacy, actions: tuple[FoundAction, ...]) -> tuple[str, ...]:
    """The headings that name no known section, and below which no action was found either."""
    lines = sorted(action.line - legacy.head.shift for action in actions)
    return tuple(
        plain(section.heading)
        for section in legacy.strange
        if bisect_left(lines, section.line) == bisect_left(lines, section.end_line + 1)
    )


def _is_pmctl_list(node: Node) -> bool:
    items = node.items if isinstance(node, Sequence) else ()
    return any(isinstance(item, Mapping) and "title" in item.entries for item in items)


def _unread_statuses(actions: tuple[FoundAction, ...]) -> list[Doubt]:
    """One doubt for all actions whose status is none that is known: they are written as open."""
    unread = [action for action in actions if action.status_text and not action.status]
    more = f", and {len(unread) - 1} more" if len(unread) > 1 else ""
    return [
        Doubt(words=f"the action's status {action.status_text} is none that is known{more}", line=action.line)
        for action in unread[:1]
    ]


def _new_id(legacy: Legacy, path: str, taken: Container[str]) -> str | None:
    if legacy.day is None:
        return None
    title = without_labels(legacy.title.value)[0] if legacy.title else title_of_name(path)
    id_ = f"{legacy.day.value}-{slugify(title)}"
    number, free = 1, id_
    while free in taken:
        number += 1
        free = f"{id_}-{number}"
    return free


def _after(
    legacy: Legacy,
    values: dict[str, YamlValue],
    actions: tuple[FoundAction, ...],
    conventions: Conventions,
    opened: date | None,
) -> str:
    # Without an id the document is read once more when it is adopted again, and must then say the same.
    head = legacy.to_write if "id" in values else legacy.head
    text = write_front_matter(head, values, action_fields(actions, opened=opened))
    return with_action_table(text, conventions) if actions else text
