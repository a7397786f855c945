"""A legacy postmortem becomes a pmctl document: what it states is read, and written into front matter."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pmctl.adoption.confidence import confidence_of
from pmctl.adoption.front_length import refuse_too_long
from pmctl.adoption.heads import read_head
from pmctl.adoption.inline import plain
from pmctl.adoption.kept_values import doubts_of_kept
from pmctl.adoption.legacy import read_legacy
from pmctl.adoption.model import Adoption, Doubt
from pmctl.adoption.own_documents import is_ours, ours
from pmctl.adoption.stated_actions import StatedActions, read_actions
from pmctl.adoption.titles import title_of_name, without_labels
from pmctl.adoption.writing import action_fields, with_action_table, write_front_matter
from pmctl.postmortem.action_table import BLOCK
from pmctl.postmortem.markdown import parse_body
from pmctl.postmortem.model import REQUIRED_KEYS
from pmctl.postmortem.parse import parse
from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.problems import Problem, ProblemKind
from pmctl.postmortem.section_gaps import missing_sections
from pmctl.postmortem.sections import read_sections
from pmctl.postmortem.slug import slugify
from pmctl.postmortem.yaml_text import EditError

if TYPE_CHECKING:
    from collections.abc import Container
    from datetime import date

    from pmctl.adoption.found_action import FoundAction
    from pmctl.adoption.heads import Head
    from pmctl.adoption.legacy import Legacy
    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.sections import Section
    from pmctl.postmortem.yaml_text import Value as YamlValue

_HTML_HEADING = lazy_pattern(r"<[hH][1-6]\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """What `adopt` was asked: see there."""

    text: str
    path: str
    conventions: Conventions
    month_first: bool | None
    opened: date | None
    taken: Container[str]


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
    given = _Given(text=text, path=path, conventions=conventions, month_first=month_first, opened=opened, taken=taken)
    return _adopt(given, is_first=True)


def _adopt(given: _Given, *, is_first: bool) -> Adoption:
    text, conventions = given.text, given.conventions
    document = parse(text, given.path, conventions)
    conflict = next((problem for problem in document.problems if problem.kind is ProblemKind.MERGE_CONFLICT), None)
    head = conflict or read_head(text)
    if isinstance(head, Problem):
        return Adoption(path=given.path, before=text, after=text, problem=head)
    if document.record is not None and is_ours(document):
        return ours(document, document.record, conventions)
    legacy = read_legacy(head, document, conventions, month_first=given.month_first)
    return _written(legacy, read_actions(legacy, conventions), given, is_first=is_first)


def _written(legacy: Legacy, found: StatedActions, given: _Given, *, is_first: bool) -> Adoption:
    id_ = legacy.stated_id or _new_id(legacy, given.path, given.taken)
    values: dict[str, YamlValue] = {
        "id": id_,
        "title": legacy.title.value if legacy.title else None,
        "status": None,
        "severity": None,
        "date": legacy.day.value if legacy.day else None,
        **{key: fact.value for key, fact in legacy.facts.items()},
    }
    known: dict[str, YamlValue] = {key: value for key, value in values.items() if value not in (None, ())}
    try:
        head, after, found = _after(legacy, known, found, given, is_first=is_first)
        refuse_too_long(after)
    except EditError as error:
        problem = Problem(kind=ProblemKind.INVALID_YAML, message=error.message, line=1, help=error.hint)
        return Adoption(path=given.path, before=given.text, after=given.text, problem=problem)
    sections = _names(legacy.sections)
    headed = legacy.headed if head is legacy.head else _sections_of(head, given.conventions)
    added = ("action-items",) if f"<!-- pmctl:{BLOCK} -->" in after else ()
    lacking = missing_sections(headed, given.conventions, added=added)
    doubts = [*legacy.doubts, *found.doubts, *_unread_statuses(found.actions)]
    doubts += _unheaded(legacy, lacking, given.conventions)
    return Adoption(
        path=given.path,
        before=given.text,
        after=after,
        is_postmortem=bool(legacy.day or sections or found.actions),
        id=id_,
        title=legacy.title,
        date=legacy.day,
        facts=legacy.facts,
        sections=_names(headed),
        headings=tuple(section.heading for section in legacy.sections),
        strange=_strange(legacy, found.actions),
        actions=found.actions,
        missing=tuple(key for key in REQUIRED_KEYS if key not in known),
        missing_sections=lacking,
        doubts=(*doubts, *doubts_of_kept(legacy, given.path, given.conventions)),
        confidence=confidence_of(title=legacy.title, day=legacy.day, sections=sections, doubts=doubts),
    )


def _names(sections: tuple[Section, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(section.name for section in sections if section.name))


def _sections_of(head: Head, conventions: Conventions) -> tuple[Section, ...]:
    blocks = parse_body(head.text[head.body :], first_line=head.body_line)
    return read_sections(blocks, conventions.sections)


def _unheaded(legacy: Legacy, lacking: tuple[str, ...], conventions: Conventions) -> list[Doubt]:
    """What to say of missing sections whose headings are HTML's, which nobody but a browser reads."""
    if not lacking or not _HTML_HEADING.search(legacy.head.text, legacy.head.body):
        return []
    titles = {section: conventions.sections.title_of(section.name) for section in legacy.sections if section.name}
    lost = [section for section, title in titles.items() if title in lacking]
    names = ", ".join(dict.fromkeys(titles[section] for section in lost))
    return [
        Doubt(words=f"the headings of {names} are none of Markdown", line=legacy.head.line_before(section.line))
        for section in lost[:1]
    ]


def _strange(legacy: Legacy, actions: tuple[FoundAction, ...]) -> tuple[str, ...]:
    """The headings that name no known section, and below which no action was found either."""
    lines = sorted(action.line - legacy.head.shift for action in actions)
    return tuple(
        plain(section.heading)
        for section in legacy.strange
        if bisect_left(lines, section.line) == bisect_left(lines, section.end_line + 1)
    )


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
    legacy: Legacy, values: dict[str, YamlValue], found: StatedActions, given: _Given, *, is_first: bool
) -> tuple[Head, str, StatedActions]:
    """Return the head that is written anew, the document, and the actions as they stand in it.

    Without an id, or with actions of another shape, the document is read once more when it is adopted again: what has
    got headings must then say the same, or stays in bold.
    """
    head = legacy.to_write
    after, told = _text(head, values, found, given)
    if is_first and head is not legacy.head and not is_ours(parse(after, given.path, given.conventions)):
        path = f"{given.path}.md" if legacy.is_rst else given.path
        if _adopt(replace(given, text=after, path=path), is_first=False).after != after:
            head = legacy.head
            after, told = _text(head, values, found, given)
    return head, after, told


def _text(head: Head, values: dict[str, YamlValue], found: StatedActions, given: _Given) -> tuple[str, StatedActions]:
    if found.is_foreign:
        return found.completed(write_front_matter(head, values, ()), given.conventions, opened=given.opened)
    actions = action_fields(found.actions, opened=given.opened)
    text = write_front_matter(head, values, actions)
    if "id" in values and not actions and text != given.text and not found.is_open:
        # An empty list says that it has been adopted, and is never read again.
        text = write_front_matter(head, {**values, "actions": ()}, ())
    return with_action_table(text, given.conventions) if actions else text, found
