"""What ``pmctl timeline`` changes in a document: worked out as a whole, then shown, then written at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from pmctl.cli.timeline_shown import find_document
from pmctl.errors import PmctlError
from pmctl.postmortem.edit import EditError
from pmctl.postmortem.parse import parse
from pmctl.postmortem.section_names import REQUIRED_SECTIONS
from pmctl.postmortem.story import timelines_of
from pmctl.render.line_numbers import lines_named
from pmctl.render.safe import plural, printable
from pmctl.render.timeline_milestones import proposal_line
from pmctl.reports.lookup import without_date
from pmctl.repository.rewriting import rewrite_document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from pmctl.cli.action_options import Saving
    from pmctl.cli.session import Session
    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.model import Postmortem
    from pmctl.postmortem.timeline_edits_add import AddedEntry, NewEntry
    from pmctl.reports.timeline_milestones import Proposal

_NOTHING = "there are no entries with a time yet"
_LATE = timedelta(days=2)
"""After so long a time, hardly anybody means now."""

_AHEAD = timedelta(minutes=10)
"""So far may the clocks of two machines be apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineJob:
    """All that one call is to do.

    Attributes:
        text: of an entry to be added, on one line; None for none.
        at: when that was, as it was typed.
        source: a file of an incident tool's export, or ``-``.
        write: milestones are written without asking.
        force: milestones that are set are proposed as well.
        ask: whether somebody is there to be asked.
    """

    text: str | None
    at: str | None
    source: str | None
    sort: bool
    to_utc: bool
    milestones: bool
    write: bool
    force: bool
    ask: bool
    saving: Saving

    @property
    def edits(self) -> bool:
        """Whether anything else is asked for than to see the timeline."""
        return self.text is not None or self.source is not None or self.sort or self.to_utc or self.milestones

    def refuse_stray(self, is_formatted: bool) -> None:  # noqa: FBT001 - one question
        """Raise PmctlError for an option that means nothing beside the others."""
        strays = (
            (self.at is not None and self.text is None, "--at says when an entry was that `add` adds"),
            (self.write and not self.milestones, "--write writes what --milestones proposes"),
            (self.force and not self.milestones, "--force is about what --milestones proposes"),
            (not self.saving.writes and not self.edits, "--dry-run and --diff are about edits, and none is asked for"),
            (is_formatted and self.edits, "a format and a file are for showing a timeline, not for editing it"),
        )
        for is_stray, why in strays:
            if is_stray:
                raise PmctlError(why, hint="`pmctl timeline --help` shows what goes together.")


def edit_timeline(session: Session, wanted: str, job: TimelineJob) -> None:
    """Do what is asked for, or nothing of it; PmctlError says why, with the place."""
    document = find_document(session, wanted)
    project = session.project
    shown = project.shown(document.path)
    for problem in document.problems[:1]:
        raise PmctlError(f"{shown}:{problem.line}: {problem.message}", hint=problem.help)
    try:
        text, lines = _edited(session, document, job)
    except EditError as error:
        raise PmctlError(f"{shown}: {error.message}", hint=error.hint) from error
    if text == document.text:
        session.write_lines(lines)
        return
    if job.saving.diff:
        _show_diff(session, document, text)
    if job.saving.writes:
        rewrite_document(project.root / document.path, project.root, document.text, text)
    if not job.saving.diff:
        session.write_lines(lines)
    if not job.saving.writes:
        session.note("Nothing is written.")


def _edited(session: Session, document: Postmortem, job: TimelineJob) -> tuple[str, list[str]]:
    """Return the text after all edits, and a line for each thing that has changed."""
    conventions, path = session.project.conventions, document.path
    text = document.text
    name = printable(without_date(document.name))
    lines: list[str] = []
    is_missing = all(section.name != "timeline" for section in document.sections)
    if is_missing and job.text is None and job.source is None:
        raise EditError("there is no Timeline section", hint=f'pmctl timeline {name} add "What happened" begins one.')
    # What is typed is meant for the timeline as it is seen, whatever becomes of its zone.
    new = list(_new_entries(session, document, job))
    is_told = any(entry.at for timeline in timelines_of(document, conventions) for entry in timeline.entries)
    if job.to_utc or (job.milestones and job.write):
        _warn_of_zones(session, document)
    if job.to_utc:
        from pmctl.postmortem.timeline_edits_utc import to_utc  # noqa: PLC0415 - each edit is loaded for itself

        done = to_utc(text, path, conventions)
        text = done.text
        if text == document.text:
            session.note(f"{name}: {'all times are in UTC already' if is_told else _NOTHING}.")
        else:
            lines.append(f"{name}: {plural(done.rewritten, 'time')} rewritten in UTC")
        if done.left:
            session.warn(f"the words on {lines_named(done.left)} tell times as well, which stay as they were written")
    if job.sort:
        from pmctl.postmortem.timeline_edits_sort import sort_entries  # noqa: PLC0415 - likewise

        text, moved = sort_entries(text, path, conventions)
        if moved:
            lines.append(f"{name}: {plural(moved, 'entry', 'entries')} moved")
        else:
            session.note(f"{name}: {'the entries are in order already' if is_told else _NOTHING}.")
    added: tuple[AddedEntry, ...] = ()
    if new:
        text, added = _add(session, text, path, new)
    before = text
    proposed: list[Proposal] = []
    if job.milestones:
        from pmctl.cli.timeline_milestones import with_milestones  # noqa: PLC0415 - likewise

        text, proposed = with_milestones(session, parse(text, path, conventions), job)
    below = text.count("\n") - before.count("\n")  # keys of the front matter stand above all entries
    lines += [f"{name}: {_added_line(one, below)}" for one in added]
    return text, [*lines, *(f"{name}: {proposal_line(one, below)}" for one in proposed)]


def _warn_of_zones(session: Session, document: Postmortem) -> None:
    from pmctl.postmortem.timeline_zones import doubtful_zones  # noqa: PLC0415 - adding an entry does without

    for doubt in doubtful_zones(timelines_of(document, session.project.conventions)):
        session.warn(doubt)


def _new_entries(session: Session, document: Postmortem, job: TimelineJob) -> Iterator[NewEntry]:
    """Yield what is to be added."""
    if job.text is not None:
        yield _typed_entry(session, document, job.text, job.at)
    if job.source is not None:
        yield from _exported_entries(session, job.source, document.record.date if document.record else None)


def _typed_entry(session: Session, document: Postmortem, text: str, at: str | None) -> NewEntry:
    from pmctl.postmortem.moment_words import FORMS, read_moment_words  # noqa: PLC0415 - few edits need it
    from pmctl.postmortem.timeline import told_zone  # noqa: PLC0415 - likewise
    from pmctl.postmortem.timeline_edits_add import NewEntry  # noqa: PLC0415 - likewise
    from pmctl.postmortem.timeline_edits_plain import zone_name  # noqa: PLC0415 - likewise
    from pmctl.repository.clock import now  # noqa: PLC0415 - likewise

    if at is not None and not at.strip():
        raise PmctlError("--at is empty", hint=f"Write it as {FORMS}, or leave it out for now.")
    project = session.project
    conventions = project.conventions
    timelines = timelines_of(document, conventions)
    entries = [entry for timeline in timelines for entry in timeline.entries]
    moments = [entry.at for entry in entries if entry.at is not None and entry.has_clock]
    told = {told_zone(timeline.section, timeline.entries) for timeline in timelines}
    zone = next((at.tzinfo for at in moments if at.tzinfo is not None), conventions.zone)
    present = now(project.today, conventions.zone)
    meant = read_moment_words(
        at or "now",
        now=present,
        zone=zone,
        day=document.record.date if document.record else None,
        near=moments,
        told=told.pop() if len(told) == 1 else None,
    )
    days = {moment.date() for moment in moments}
    if meant.is_day_guessed and len(days | {meant.at.date()}) > 1:
        session.note(f"{at} is taken to be on {meant.at.date()}, as the other entries suggest.")
    if meant.is_zone_guessed and meant.at.tzinfo is not None:
        session.note(f"{at} is taken to be {zone_name(meant.at.tzinfo, document.text)}, as the entry closest to it is.")
    if (ahead := meant.at - present) >= _AHEAD:
        session.warn(f"{meant.at:%Y-%m-%d %H:%M} UTC is {_span(ahead)} from now, in the future")
    if at is None and moments and (late := meant.at - max(moments)) > _LATE:
        session.warn(f"now is {late.days} days after the last entry; --at says when it was")
    return NewEntry(meant.at, text)


def _span(time: timedelta) -> str:
    if time.days:
        return plural(time.days, "day")
    hours, minutes = divmod(time.seconds // 60, 60)
    return plural(hours, "hour") if hours else plural(minutes, "minute")


def _exported_entries(session: Session, source: str, day: date | None) -> Iterator[NewEntry]:
    from pmctl.cli.prefill import read_source  # noqa: PLC0415 - the readers take long to load
    from pmctl.incidents.timeline import MOST, chosen, event_text  # noqa: PLC0415 - likewise
    from pmctl.postmortem.timeline_edits_add import NewEntry  # noqa: PLC0415 - likewise

    incident = read_source(source, session, day)
    entries = chosen(incident.entries)
    left_out = len(incident.entries) - len(entries)
    told = f"From {incident.source}: {plural(len(incident.entries), 'event')}"
    session.note(f"{told}, {left_out:,} of them left out: {MOST} are taken at most" if left_out else told)
    for entry in entries:
        yield NewEntry(entry.at, event_text(entry))


def _add(session: Session, text: str, path: str, new: list[NewEntry]) -> tuple[str, tuple[AddedEntry, ...]]:
    from pmctl.postmortem.timeline_drafts import doubtful_lines  # noqa: PLC0415 - likewise
    from pmctl.postmortem.timeline_edits_add import add_entries  # noqa: PLC0415 - likewise

    conventions = session.project.conventions
    before = text
    timelines = timelines_of(parse(text, path, conventions), conventions)
    if lines := [line for one in timelines for line, _ in doubtful_lines(one.section.blocks)]:
        session.warn(f"what may be a time is not read as one, on {lines_named(lines)}; no place is found by it")
    if all(section.name != "timeline" for section in parse(text, path, conventions).sections):
        text = _with_section(text, path, conventions)
    done = add_entries(text, path, conventions, new)
    if done.known:
        session.note(f"{plural(done.known, 'entry is', 'entries are')} there already.")
    return (done.text, done.added) if done.added else (before, ())


def _added_line(one: AddedEntry, below: int) -> str:
    return f"added {one.at:%Y-%m-%d %H:%M} UTC, line {one.line + below}: {printable(one.event)}"


def _with_section(text: str, path: str, conventions: Conventions) -> str:
    from pmctl.rules.new_section import with_section  # noqa: PLC0415 - most documents have one

    if "timeline" not in conventions.required_sections:
        conventions = replace(conventions, required_sections=tuple(REQUIRED_SECTIONS))
    return with_section(text, path, "timeline", conventions)


def _show_diff(session: Session, document: Postmortem, text: str) -> None:
    from pmctl.render.diff import unified_diff  # noqa: PLC0415 - few look at it

    diff = unified_diff(document.text, text, document.path)
    if not session.console.is_terminal:
        session.write(diff)
        return
    from pmctl.render.coloured_diff import coloured_diff  # noqa: PLC0415 - pipes need no Rich

    session.show(coloured_diff(diff), soft_wrap=True)
