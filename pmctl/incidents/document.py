"""A postmortem that is filled in with what an incident tool knows, whatever template it was made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.incidents.prose import markdown_prose
from pmctl.incidents.section_filling import put_summary, put_timeline
from pmctl.incidents.timeline import chosen, markdown_link
from pmctl.postmortem.model import Record
from pmctl.postmortem.parse import read_record
from pmctl.postmortem.problems import ProblemKind
from pmctl.postmortem.shown import printable

if TYPE_CHECKING:
    import datetime as dt

    from pmctl.incidents.model import Incident, Person
    from pmctl.postmortem.conventions import Conventions


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


def fill_in(text: str, incident: Incident, conventions: Conventions, notes: list[str] | None = None) -> str:
    """Return the text of a postmortem with what its sections are for.

    The entries become a table in the Timeline section, at most `timeline.MOST` of them, and the summary stands in the
    Summary section, as `section_filling` says. A section that the document does not have is passed over. What the
    reader should know is added to `notes`.
    """
    text = put_timeline(text, chosen(incident.entries), _more(incident), conventions, notes)
    return put_summary(text, markdown_prose(incident.summary or ""), conventions)


def has_front_matter(text: str, conventions: Conventions) -> bool:
    """Return whether there is front matter, which may be broken."""
    record = read_record(text, "", conventions)
    return isinstance(record, Record) or record.problems[0].kind is not ProblemKind.MISSING_FRONT_MATTER


def front_matter_keys(incident: Incident, conventions: Conventions) -> dict[str, str | tuple[str, ...]]:
    """Return what the front matter can tell of the incident, its title, severity and services apart, by key."""
    people = [handle_of(person, conventions) for person in incident.participants]
    values: dict[str, str | tuple[str, ...]] = {
        milestone.name: f"{milestone.at:%Y-%m-%dT%H:%M:%SZ}" for milestone in incident.milestones
    }
    if incident.commander:
        values["incident_commander"] = handle_of(incident.commander, conventions)
    if people:
        values["participants"] = tuple(dict.fromkeys(people))
    optional = {"incident": incident.link, "detection": incident.detection}
    return values | {key: printable(value) for key, value in optional.items() if value}


def _more(incident: Incident) -> str:
    return f"See also: {', '.join(map(markdown_link, incident.links))}" if incident.links else ""
