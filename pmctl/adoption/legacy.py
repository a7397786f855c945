"""What a legacy document states of its incident, read from front matter, labels, headings and timelines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final, TypeVar

from pmctl.adoption.actions_names import People
from pmctl.adoption.bold_headings import with_markdown_headings
from pmctl.adoption.bylines import find_bylines, head_of, without_repeated
from pmctl.adoption.days import has_open_date, month_first_in
from pmctl.adoption.field_words import field_of
from pmctl.adoption.heads import labels_of
from pmctl.adoption.incident_day import find_day_of
from pmctl.adoption.inline import plain
from pmctl.adoption.inline_fields import with_inline_fields
from pmctl.adoption.jobs import without_job, without_jobs
from pmctl.adoption.labels import fact_of_heading, label_in, read_labels
from pmctl.adoption.levels import severity_of, status_of, status_of_title
from pmctl.adoption.levels_by_value import find_levels
from pmctl.adoption.model import Doubt, Fact
from pmctl.adoption.moments import labelled_moments, timeline_moments
from pmctl.adoption.outline import with_bold_headings, with_html_headings
from pmctl.adoption.people import handle_of, is_nobody, names_in
from pmctl.adoption.rst import as_markdown, is_rst
from pmctl.adoption.signatures import find_signature, lines_of_commit
from pmctl.adoption.stated_people import Known, without_days
from pmctl.adoption.titles import around_heading, find_title
from pmctl.adoption.unlabelled_levels import Places, find_unlabelled
from pmctl.postmortem.markdown import parse_body
from pmctl.postmortem.model import MILESTONES
from pmctl.postmortem.nodes import Scalar
from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.sections import read_sections
from pmctl.postmortem.written_times import read_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from pmctl.adoption.heads import Head
    from pmctl.adoption.model import Label, Value
    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.markdown import Block
    from pmctl.postmortem.model import Postmortem
    from pmctl.postmortem.sections import Section
    from pmctl.postmortem.timeline import TimelineEntry

T = TypeVar("T")

_PEOPLE: Final = ("authors", "reviewers", "participants")
_PERSON: Final = ("owner", "incident_commander", "facilitator", "scribe")
_ORDER: Final = (
    "status", "severity", "owner", "authors", "reviewers", "participants", "incident_commander", "facilitator",
    "scribe", "team", "services", "incident", *MILESTONES,
)  # fmt: skip
_STATED: Final = frozenset({"front matter", "table", "label", "heading"})
"""Which sources of the day are about the incident itself: a file may be called by the day it was written."""

_SURE: Final = 0.9
_CERTAINTY: Final = {"front matter": 1.0, "text": 0.9}
_TICKET: Final = lazy_pattern(r"https?://\S+|[A-Z][A-Z0-9]{1,11}-[0-9]{1,8}|#[0-9]{1,8}")
_CHOICE: Final = lazy_pattern(r"[\s,;/|]+")
_LONGEST_NAME: Final = 60
_OF_OTHER_DAYS: Final = frozenset(
    {"action-items", "lessons-learned", "references", "background", "participants", "five-whys", "what-went-well"}
    | {"what-went-wrong", "where-we-got-lucky"}
)
_MOST_TIMELINES: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Legacy:
    """What was read of a document.

    Attributes:
        head: its text, with front matter in YAML; headings of reStructuredText have become Markdown's.
        stated_id: the id that the front matter has already.
        sections: those set in bold included.
        headed: those that have headings of Markdown.
        strange: those whose headings stand where sections do, and name none that is known.
        to_write: the head as it is written anew: with headings for the sections that are set in bold.
        month_first: which of two numbers is the month; None if nothing says so.
    """

    head: Head
    to_write: Head
    is_rst: bool
    stated_id: str | None
    title: Fact[str] | None
    day: Fact[date] | None
    facts: dict[str, Fact[Value]]
    sections: tuple[Section, ...]
    headed: tuple[Section, ...]
    strange: tuple[Section, ...]
    doubts: tuple[Doubt, ...]
    month_first: bool | None


def read_legacy(head: Head, document: Postmortem, conventions: Conventions, *, month_first: bool | None) -> Legacy:
    """Read what a document states.

    Args:
        head: its text and its front matter.
        document: the same text as pmctl reads it.
        conventions: what to read it by.
        month_first: which of two numbers is the month, as the documents beside it say.
    """
    path = document.path
    head, blocks, headed = _body(head, document, conventions)
    bold = with_bold_headings(blocks, conventions.sections)
    outlined = with_html_headings(bold)
    sections = headed if outlined == blocks else read_sections(outlined, conventions.sections)
    month_first = _order(head, sections, beside=month_first)
    labels = [*labels_of(head.fields), *read_labels(outlined, sections)]
    title, around = find_title(path, blocks, labels, conventions.sections)
    title_line = title.line if title and title.source == "heading" else None
    signs = f"{around} | {around_heading(blocks, conventions.sections)}"
    labels = _with_bylines(labels, outlined, title_line, head, conventions)
    title = _own_title(head) or title
    timelines = _timelines(outlined, sections, conventions)
    telling = _telling(blocks, sections)
    day, doubts = find_day_of(
        path=path,
        labels=labels,
        around_title=signs,
        title=title,
        timeline=timelines,
        telling=telling,
        month_first=month_first,
    )
    facts = _values(labels, signs, conventions, doubts)
    if "severity" not in facts or facts["severity"].certainty < _SURE:  # a priority stands for it at most
        levels = [label for label in labels if label.field == "level"]
        places = Places(head, path, signs, title_line, outlined, telling, sections, levels)
        severity, contradictions = find_unlabelled(places, day.value if day else None, conventions)
        facts |= {"severity": severity} if severity else {}
        doubts += contradictions
    if day and not all(entry.day_source != "guess" for _, entries in timelines for entry in entries):
        timelines = _timelines(outlined, sections, conventions, day.value)
    facts = _with_moments(facts, labels, timelines, day, month_first=month_first)
    return Legacy(
        head=head,
        to_write=head if bold == blocks else _with_headings(head, blocks, conventions),
        is_rst=is_rst(path),
        stated_id=_text(head, "id"),
        title=_placed(title, head),
        day=_placed(day, head),
        facts=_in_order(facts, head),
        sections=sections,
        headed=headed,
        strange=_strange(sections),
        doubts=tuple(replace(doubt, line=doubt.line and doubt.line + head.shift) for doubt in doubts),
        month_first=month_first,
    )


def _with_moments(
    facts: dict[str, Fact[Value]],
    labels: Sequence[Label],
    timelines: Sequence[tuple[Section, Sequence[TimelineEntry]]],
    day: Fact[date] | None,
    *,
    month_first: bool | None,
) -> dict[str, Fact[Value]]:
    """The facts with the milestones that labels state, and those that timelines do."""
    stated = day.value if day and day.source in _STATED else None
    found = facts | labelled_moments(labels, month_first=month_first, day=stated)
    for _, entries in timelines:
        found = timeline_moments(entries, month_first=month_first, day=stated) | found
    return found


def _order(head: Head, sections: Sequence[Section], *, beside: bool | None) -> bool | None:
    """Whether the month comes first: as the document shows, as its language has it, or as those `beside` it show."""
    own = month_first_in(head.text)
    if own is None and has_open_date(head.text):
        from pmctl.adoption.date_order import month_first_by_language  # noqa: PLC0415 - its tables are long

        own = month_first_by_language(head.fields, (section.heading for section in sections))
    return beside if own is None else own


def _telling(blocks: Sequence[Block], sections: Sequence[Section]) -> list[Block]:
    """The blocks that may tell of what happened, and not of what is promised, of the past, or of other papers."""
    ends = {section.line: section.end_line for section in sections if section.name in _OF_OTHER_DAYS}
    telling, silent_to = [], 0
    for block in blocks:
        silent_to = max(silent_to, ends.get(block.line, 0))
        if block.line > silent_to:
            telling.append(block)
    return telling


def _in_order(facts: Mapping[str, Fact[Value]], head: Head) -> dict[str, Fact[Value]]:
    """The facts in the order of their keys; milestones of the timeline that contradict a label's are left out."""
    times = [fact.value for name in MILESTONES if (fact := facts.get(name)) and isinstance(fact.value, datetime)]
    is_told = times == sorted(times)
    kept = {key: fact for key, fact in facts.items() if is_told or fact.source != "timeline"}
    return {key: placed for key in _ORDER if key in kept and (placed := _placed(kept[key], head))}


def _placed(fact: Fact[T] | None, head: Head) -> Fact[T] | None:
    """A fact with the line that it has in the legacy document, whose front matter may have been longer."""
    if fact is None or fact.line is None or not head.shift:
        return fact
    return replace(fact, line=head.line_before(fact.line))


def _body(
    head: Head, document: Postmortem, conventions: Conventions
) -> tuple[Head, tuple[Block, ...], tuple[Section, ...]]:
    if is_rst(document.path):
        head = head._replace(text=head.text[: head.body] + as_markdown(head.text[head.body :]))
    elif document.blocks and head.text == document.text and head.body == (document.block.body if document.block else 0):
        return head, document.blocks, document.sections
    blocks = parse_body(head.text[head.body :], first_line=head.body_line)
    return head, blocks, read_sections(blocks, conventions.sections)


def _with_headings(head: Head, blocks: Sequence[Block], conventions: Conventions) -> Head:
    return head._replace(text=with_markdown_headings(head.text, head.body, blocks, conventions.sections))


def _strange(sections: Sequence[Section]) -> tuple[Section, ...]:
    """What stands beside the known sections, at the level of the highest of them, without titles, facts and times."""
    level = min((section.level for section in sections if section.name), default=0)
    beside = [section for section in sections if section.level == level and section.name is None]
    untitled = beside[1:] if level == 1 and beside and beside[0] is sections[0] else beside
    return tuple(section for section in untitled if not _states_something(section.heading))


def _states_something(heading: str) -> bool:
    words = plain(heading)
    return bool(fact_of_heading(words) or field_of(label_in(words))) or read_time(words) is not None


def _own_title(head: Head) -> Fact[str] | None:
    entry, text = head.fields.entries.get("title"), _text(head, "title")
    if entry is None or text is None:
        return None
    return Fact(value=" ".join(text.split()), line=entry.key.line, source="front matter", certainty=1.0)


def _text(head: Head, key: str) -> str | None:
    node = head.fields.get(key)
    return node.text.strip() or None if isinstance(node, Scalar) and not node.is_null else None


def _timelines(
    blocks: Sequence[Block], sections: Iterable[Section], conventions: Conventions, day: date | None = None
) -> list[tuple[Section, Sequence[TimelineEntry]]]:
    named = [section for section in sections if section.name == "timeline"][:_MOST_TIMELINES]
    if not named:
        return []
    from pmctl.postmortem.timeline import read_timeline  # noqa: PLC0415 - its patterns take long to compile

    return [
        (
            section,
            read_timeline(
                section,
                day=day,
                zone=conventions.zone,
                # "14 May 2026 (all times UTC)" heads the entries, and gives the zone of all.
                above=[block for block in blocks if block.line <= section.end_line],
            ),
        )
        for section in named
    ]


def _values(
    labels: Sequence[Label], around_title: str, conventions: Conventions, doubts: list[Doubt]
) -> dict[str, Fact[Value]]:
    """What labels state besides the title and the times; of several that state the same, the first counts."""
    found: dict[str, Fact[Value]] = {}
    for label in _plainest_first(labels):
        value = _value(label, conventions)
        field = "severity" if label.field == "priority" else label.field
        if value is None:
            if label.field in {"severity", "status"} and not is_nobody(label.text):
                is_choice = any(_value(replace(label, text=part), conventions) for part in _CHOICE.split(label.text))
                why = "leaves open which one it is" if is_choice else "is none that is known"
                doubts.append(Doubt(words=f"the {field} {label.text[:_LONGEST_NAME]} {why}", line=label.line))
        elif field not in found or (label.field == "severity" and found[field].certainty < _SURE):
            certainty = 0.8 if label.field == "priority" else _CERTAINTY.get(label.source, 0.95)
            found[field] = Fact(value=value, line=label.line, source=label.source, certainty=certainty)
    if "status" not in found and (status := status_of_title(around_title, conventions)):
        found["status"] = Fact(value=status.value, line=None, source="heading", certainty=0.9)
    return found


def _plainest_first(labels: Sequence[Label]) -> Iterator[Label]:
    """The labels, with one for each fact; that of the paper's status before that of what may be the incident's."""
    of_incident = [label for label in labels if label.field == "status" and label.source != "front matter"]
    for label in labels:
        if label.field == "author_and_owner":
            yield from (replace(label, field=field) for field in ("authors", "owner"))
        elif label.field == "paper_status":
            yield replace(label, field="status")
        elif label not in of_incident:
            yield label
    yield from of_incident


def _with_bylines(
    labels: Sequence[Label], blocks: Sequence[Block], title: int | None, head: Head, conventions: Conventions
) -> list[Label]:
    """The labels, and what the lines below the title and at the end state without any."""
    known = Known(People(head.text[head.body :], conventions), conventions)
    labels = with_inline_fields(labels, head_of(blocks, title))
    labels += find_levels(head.fields, head_of(blocks, title), conventions)
    said = [(label.line, label.field, _value(label, conventions)) for label in labels]
    bylines = [
        label
        for label in find_bylines(blocks, title, conventions, known)
        if (label.line, label.field, _value(label, conventions)) not in said
    ]
    of_commits = {line for block in blocks for line in lines_of_commit(block)}
    kept = [label for label in without_repeated(labels, bylines) if label.line not in of_commits]
    return [*kept, *(label for label in bylines if label.field), *find_signature(blocks, known)]


def _value(label: Label, conventions: Conventions) -> Value | None:
    """The value of a label as the front matter has it; None if it says nothing that could be written there."""
    match label.field:
        case "severity" | "priority":
            return severity_of(label.text, conventions)
        case "status":
            status = status_of(label.text, conventions)
            return status.value if status else None
        case "services":
            return names_in(label.items) or None
        case "incident":
            ticket = _TICKET.search(label.text)
            return ticket[0].rstrip(".,;)") if ticket else None
        case "team":
            names = names_in((label.text,))
            return label.text if names and len(label.text) <= _LONGEST_NAME else None
        case field if field in _PEOPLE:
            people = without_jobs(label.items) if field == "authors" else without_job(names_in(label.items))
            names = without_days(people)
            return tuple(handle_of(name, conventions) for name in names) or None
        case field if field in _PERSON:
            return ", ".join(handle_of(name, conventions) for name in without_jobs(label.items)) or None
        case _:
            return None
