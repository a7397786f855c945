"""A new postmortem filled in with what an incident tool exported, and what its writer is told of that."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pmctl.cli.new_told import Told
from pmctl.errors import PmctlError
from pmctl.incidents.document import fill_in, first_sign, front_matter_keys, handle_of, has_front_matter
from pmctl.incidents.registry import read_incident
from pmctl.incidents.severities import severity_of
from pmctl.incidents.timeline import MOST, one_line
from pmctl.postmortem.nobody import names_nobody
from pmctl.postmortem.parse import parse
from pmctl.render.safe import plural, printable
from pmctl.repository.clock import read_day
from pmctl.repository.exports import read_export, read_standard_input

if TYPE_CHECKING:
    import datetime as dt

    from pmctl.cli.new_draft import Answers
    from pmctl.cli.session import Session
    from pmctl.incidents.model import Incident

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefill:
    """What is known of the incident before anybody is asked."""

    incident: Incident
    session: Session

    @classmethod
    def read(cls, source: str, session: Session, date: str | None = None) -> Prefill:
        """Read an export, and say what was in it and what was taken on trust.

        Args:
            source: a file or a folder, or ``-`` for standard input.
            session: its zone counts for times without one.
            date: of the incident, as it was typed: the day of times that are written without one.
        """
        incident = read_source(source, session, read_day(date, "--date") if date is not None else None)
        parts = (
            (len(incident.entries), "event", "events"),
            (len(incident.milestones), "milestone", "milestones"),
            (len(incident.participants), "person", "people"),
        )
        told = ", ".join(plural(number, one, many) for number, one, many in parts if number)
        session.note(f"From {incident.source}: {told or 'no events'}")
        return cls(incident=incident, session=session)

    def complete(self, answers: Answers) -> Answers:
        """Return the answers with what only the export says: the command line beats it."""
        zone = self.session.project.conventions.zone
        sign = first_sign(self.incident)
        day = self.incident.date or (sign.astimezone(zone).date() if sign else None)
        owner = handle_of(self.incident.owner, self.session.project.conventions) if self.incident.owner else None
        if owner and answers.owner is None and names_nobody(owner):
            self.session.note(f"{self.incident.source} names nobody as the owner: {owner}")
            owner = None
        return replace(
            answers,
            title=self._title() if answers.title is None else answers.title,
            severity=self._severity() if answers.severity is None else answers.severity,
            owner=owner if answers.owner is None else answers.owner,
            date=day.isoformat() if day and answers.date is None else answers.date,
            team=self.incident.team if answers.team is None else answers.team,
            services=list(self.incident.services) or None if answers.services is None else answers.services,
        )

    def told(self, text: str) -> tuple[Told, ...]:
        """Return what the export says for the front matter of the new postmortem, and say so where there is none."""
        conventions = self.session.project.conventions
        keys = front_matter_keys(self.incident, conventions)
        if keys and not has_front_matter(text, conventions):
            self.session.note(f"Left out, since the template has no front matter: {', '.join(keys)}")
            return ()
        return tuple(
            Told(key, (value,)) if isinstance(value, str) else Told(key, value, is_list=True)
            for key, value in keys.items()
        )

    def fill_in(self, text: str) -> str:
        """Return the text of the new postmortem with what its sections are for, and say what has no place there."""
        conventions = self.session.project.conventions
        events = len(self.incident.entries)
        if not any(section.name == "timeline" for section in parse(text, "", conventions).sections):
            if events:
                self.session.note(f"{plural(events, 'event is', 'events are')} left out: there is no Timeline section")
        elif events > MOST:
            more = plural(events - MOST, "event is", "events are")
            self.session.note(f"{more} left out: a timeline is given {MOST} at most")
        notes: list[str] = []
        text = fill_in(text, self.incident, conventions, notes)
        for note in notes:
            self.session.note(note)
        return text

    def _title(self) -> str | None:
        return one_line(self.incident.title or "") or None

    def _severity(self) -> str | None:
        """Return the severity that the tool's word certainly means; None, with a note, where only a person can say."""
        word = self.incident.severity
        names = [severity.name for severity in self.session.project.conventions.severities]
        known = severity_of(word, names) if word else None
        if word and known is None:
            said = f"{self.incident.source} says “{printable(word)}”"
            self.session.note(f"{said}, which may be any of {', '.join(names)}; --severity says which")
        return known


def read_source(source: str, session: Session, day: dt.date | None = None) -> Incident:
    """Return the incident that a file, a folder or standard input (``-``) tells of.

    Says what there is to know of how it was read, and how many times had no zone: they are read in the configured one.
    Times without a day are of `day`, if it is known.
    """
    if not source.strip():
        raise PmctlError("--from is empty", hint="Name what the incident tool exported, or - for standard input.")
    is_stream = source == STANDARD_INPUT
    content = read_standard_input() if is_stream else read_export(session.cwd / source, source)
    project = session.project
    zone = project.conventions.zone
    name = "standard input" if is_stream else source
    incident = read_incident(content, name, zone=zone, workspace=project.configuration.slack, day=day)
    for note in incident.notes:
        session.note(printable(note))
    if incident.unzoned:
        session.note(f"{plural(incident.unzoned, 'time has', 'times have')} no zone, read as {zone}")
    return incident
