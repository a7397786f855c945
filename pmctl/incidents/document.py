"""A postmortem that is filled in with what an incident tool knows, whatever template it was made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pmctl.incidents.prose import markdown_prose
from pmctl.incidents.timeline import chosen, markdown_link, timeline_table
from pmctl.postmortem.edit import Value, add_key, set_value
from pmctl.postmortem.layout import Splice, apply
from pmctl.postmortem.model import Record
from pmctl.postmortem.parse import parse, read_record
from pmctl.postmortem.problems import ProblemKind
from pmctl.postmortem.shown import printable

if TYPE_CHECKING:
    import datetime as dt

    from pmctl.incidents.model import Incident, Person
    from pmctl.postmortem.conventions import Conventions

_BEFORE: Final = ("resolved_at", "started_at", "services", "owner", "date")
"""The keys of which the nearest is followed by what the template has no key for."""


def first_sign(incident: Incident) -> dt.datetime | None:
    """Return when the incident began, else the earliest time of all that is known, or None.

    When it was put into the tool counts only where nothing else does.
    """
    known = [*(milestone.at for milestone in incident.milestones), *(entry.at for entry in incident.entries)]
    return incident.milestone("started_at") or min(known, default=incident.created)


def handle_of(person: Person, conventions: Conventions) -> str:
    """Return the handle of whom the configuration knows by this e-mail address, else by this name; else the name."""
    known = conventions.person_called(person.email, person.name)
    return known.handle if known else printable(person.name)


def fill_in(text: str, incident: Incident, conventions: Conventions) -> str:
    """Return the text of a postmortem with what is known of the incident, its title, severity and services apart.

    In the front matter it sets the milestones, the people and the address; the entries become a table in the Timeline
    section, at most `timeline.MOST` of them, and the summary the first words of the Summary section. A section that
    the document does not have is passed over, and so is front matter.

    Raises:
        EditError: the front matter cannot be read.
    """
    before = None
    for key, value in front_matter_keys(incident, conventions).items() if has_front_matter(text, conventions) else ():
        text = _put(text, key, value, before, conventions)
        before = key
    entries = chosen(incident.entries)
    story = "\n".join(filter(None, (timeline_table(entries) if entries else "", _more(incident))))
    text = _tell(text, "timeline", story, conventions)
    return _tell(text, "summary", _summary(incident), conventions)


def has_front_matter(text: str, conventions: Conventions) -> bool:
    """Return whether there is front matter, which may be broken."""
    record = read_record(text, "", conventions)
    return isinstance(record, Record) or record.problems[0].kind is not ProblemKind.MISSING_FRONT_MATTER


def front_matter_keys(incident: Incident, conventions: Conventions) -> dict[str, Value]:
    """Return what `fill_in` sets in the front matter, by key."""
    people = [handle_of(person, conventions) for person in incident.participants]
    values: dict[str, Value] = {
        milestone.name: f"{milestone.at:%Y-%m-%dT%H:%M:%SZ}" for milestone in incident.milestones
    }
    if incident.commander:
        values["incident_commander"] = handle_of(incident.commander, conventions)
    if people:
        values["participants"] = list(dict.fromkeys(people))
    optional = {"incident": incident.link, "detection": incident.detection}
    return values | {key: printable(value) for key, value in optional.items() if value}


def _put(text: str, key: str, value: Value, before: str | None, conventions: Conventions) -> str:
    """Set a key; one that is not there follows `before`."""
    record = read_record(text, "", conventions)
    keys = list(record.fields.entries) if isinstance(record, Record) else []
    if key in keys:
        return set_value(text, (key,), value)
    after = before or next((known for known in _BEFORE if known in keys), None)
    return add_key(text, (key,), value, after=after)


def _more(incident: Incident) -> str:
    return f"See also: {', '.join(map(markdown_link, incident.links))}\n" if incident.links else ""


def _summary(incident: Incident) -> str:
    text = markdown_prose(incident.summary or "")
    return f"{text}\n" if text else ""


def _tell(text: str, key: str, story: str, conventions: Conventions) -> str:
    """Put `story` into the first section called `key`, below the question to the writer that stands there."""
    sections = parse(text, "", conventions).sections
    section = next((section for section in sections if section.name == key), None)
    if section is None or not story:
        return text
    prompt = next((block for block in section.blocks[:1] if block.kind == "comment"), None)
    lines = text.split("\n")[: prompt.end_line if prompt else section.line]
    offset = sum(map(len, lines)) + len(lines)
    return apply(text, [Splice(offset, offset, f"\n{story}")])
