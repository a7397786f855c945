"""A new postmortem: what is known of it so far, and the text that guides its writer through the rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pmctl.errors import PmctlError
from pmctl.postmortem.conventions import ActionStatus, ActionType, Detection, Status
from pmctl.postmortem.filenames import fill_in
from pmctl.postmortem.model import Unreadable
from pmctl.postmortem.parse import read_record
from pmctl.postmortem.shown import printable
from pmctl.postmortem.slug import slugify
from pmctl.repository.own_templates import Request, render_own
from pmctl.repository.template_choice import choose_template, configured_templates, own_folders, shipped_templates

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from pmctl.postmortem.conventions import Conventions, Priority
    from pmctl.repository.no_day import NoDay
    from pmctl.repository.project import Project

UNKNOWN = "TODO"
"""What stands where only a person can say more; rule PM109 asks for it."""
_SHOWN = 80
"""How much of a line is shown, in characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is known of a new postmortem.

    Attributes:
        title: on one line.
        severity: None if nobody said.
        date: the day the incident began.
        now: the time of the call, on that day and in UTC.
        owner: None if nobody said and git does not know.
        related: the ids of earlier postmortems.
        template: the name of one, or its path relative to the working directory; None for what is configured.
    """

    title: str
    severity: str | None
    date: dt.date
    now: dt.datetime
    owner: str | None
    team: str | None = None
    services: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    template: str | None = None

    @property
    def id(self) -> str:
        """The day and the title's slug."""
        return f"{self.date}-{slugify(self.title)}"


def draft_path(draft: Draft, project: Project) -> Path:
    """Return where the configuration wants the new postmortem."""
    slug, severity = slugify(draft.title), draft.severity or UNKNOWN
    return project.directory / fill_in(project.conventions.filename, date=draft.date, slug=slug, severity=severity)


def write_draft(draft: Draft, project: Project, *, heading: str) -> str:
    """Return the text of the new postmortem, the generated table of its actions still empty.

    Args:
        draft: what is known.
        project: whose template and conventions count.
        heading: the title as Markdown.
    """
    template = choose_template(project, draft.template, draft.severity)
    values = template_values(draft, project, heading=heading)
    if template.is_shipped:
        from pmctl.repository.templates import render_shipped  # noqa: PLC0415 - others are filled in elsewhere

        return render_shipped(f"postmortems/{template.path.name.removesuffix('.j2')}", values)
    request = Request(
        path=template.path,
        shown=project.shown(project.relative(template.path)),
        shipped=shipped_templates(),
        values=values,
        folders=own_folders(project),
        named=configured_templates(project),
    )
    text = render_own(request)
    _refuse_unreadable(text, request.shown, project.conventions)
    return text


def _refuse_unreadable(text: str, template: str, conventions: Conventions) -> None:
    """Raise PmctlError if the front matter cannot be read. A document may do without, as `check` will say."""
    record = read_record(text, "", conventions)
    if isinstance(record, Unreadable) and text.lstrip("\ufeff \t\r\n").startswith("---"):
        problem = record.problems[0]
        lines = [printable(line).strip()[:_SHOWN] for line in text.splitlines()[: problem.line]]
        shown = ", ".join(f"line {at} is `{line}`" for at, line in [*enumerate(lines, 1)][-2:] if line)
        raise PmctlError(
            f"template {template}: line {problem.line} of what it makes cannot be read: {problem.message}",
            hint=f"{problem.help or ''} There, {shown}.".strip() if shown else problem.help,
        )


def template_values(draft: Draft, project: Project, *, heading: str) -> dict[str, object]:
    """Return all that a template may use, by name; ``docs/templates.md`` says what each is."""
    conventions, own_titles = project.conventions, project.configuration.section_titles
    titles = {**conventions.sections.titles, **own_titles}
    return {
        "id": draft.id,
        "title": draft.title,
        "heading": heading,
        "severity": draft.severity or UNKNOWN,
        "date": draft.date,
        "now": f"{draft.now:%Y-%m-%dT%H:%M:%SZ}",
        "owner": draft.owner or f"@{UNKNOWN}",
        "team": draft.team,
        "services": list(draft.services),
        "related": list(draft.related),
        "statuses": [status.value for status in Status],
        "severities": [severity.name for severity in conventions.severities],
        "detections": [detection.value for detection in Detection],
        "due": _due(draft.date, conventions.priorities[0], project.today),
        "actions": _actions(draft, conventions, project.today),
        "titles": titles,
        "sections": [{"key": key, "title": titles[key]} for key in conventions.required_sections],
    }


def _actions(draft: Draft, conventions: Conventions, today: dt.date) -> list[dict[str, object]]:
    """One promise to be filled in for each that the severity demands."""
    severity = conventions.severity(draft.severity)
    priority = conventions.priorities[min(1, len(conventions.priorities) - 1)]
    kinds = (ActionType.PREVENT, ActionType.DETECT, ActionType.MITIGATE)
    return [
        {
            "id": f"A{number + 1}",
            "title": f"{UNKNOWN}: what is true once this is done",
            "owner": f"@{UNKNOWN}",
            "due": _due(draft.date, priority, today),
            "status": ActionStatus.OPEN.value,
            "type": kinds[number % len(kinds)].value,
            "priority": priority.name,
        }
        for number in range(severity.min_actions if severity else 0)
    ]


def _due(began: dt.date, priority: Priority, today: dt.date) -> dt.date | NoDay:
    """Return the day by which an action of an incident is due; none if it has passed, since nobody promised that."""
    try:
        due = began + timedelta(days=priority.due_within)
    except OverflowError:
        return date.max
    if due >= today:
        return due
    from pmctl.repository.no_day import NoDay  # noqa: PLC0415 - most are written before it

    return NoDay()


def known_severity(name: str, conventions: Conventions) -> str:
    """Return the severity called `name` as the repository writes it; PmctlError lists them if there is none."""
    severity = conventions.severity(name)
    if severity is None:
        names = ", ".join(severity.name for severity in conventions.severities)
        raise PmctlError(f"there is no severity {name}", hint=f"It is one of {names}.")
    return severity.name
