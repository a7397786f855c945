"""Milestones that the entries of a timeline tell: shown, and written where somebody says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.postmortem.edit import add_key, set_value
from pmctl.postmortem.model import MILESTONES
from pmctl.postmortem.stated_zones import NAME_READABLY, in_unread_zones
from pmctl.postmortem.story import timelines_of
from pmctl.postmortem.timeline_edits import refuse
from pmctl.render.safe import plural, printable
from pmctl.render.timeline_milestones import proposal_line
from pmctl.reports.timeline import timeline_view
from pmctl.reports.timeline_milestones import doubtful_clock, misplaced_milestones, propose_milestones

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmctl.cli.session import Session
    from pmctl.cli.timeline_edits import TimelineJob
    from pmctl.postmortem.model import Postmortem, Record
    from pmctl.reports.timeline import TimelineView
    from pmctl.reports.timeline_milestones import Misplaced, Proposal

_OF_ENTRIES = MILESTONES[:-1]
"""No entry of a timeline tells when the postmortem was published."""

_BEFORE = ("services", "owner", "date")
"""Behind which key the first milestone is written, the first that is there."""


def with_milestones(session: Session, document: Postmortem, job: TimelineJob) -> tuple[str, list[Proposal]]:
    """Return the text of a document with the milestones that are confirmed, and those that are still to be told."""
    record = document.record
    if record is None:  # refused before
        return document.text, []
    known = {milestone.name: milestone.at for milestone in record.milestones}
    set_ = [key for key in _OF_ENTRIES if not _is_open(record, key)]
    wanted = [key for key in _OF_ENTRIES if job.force or key not in set_]
    conventions = session.project.conventions
    unread = in_unread_zones(timelines_of(document, conventions), document.blocks)
    refuse(list(unread), "taken for milestones", NAME_READABLY)
    view = timeline_view(document, conventions)
    told = propose_milestones(view.items, known, wanted, day=view.day)
    proposals = [one for one in told if known.get(one.key) != one.at]
    if set_ and not job.force:
        session.note(f"{', '.join(set_)}: set already; --force proposes what the entries say.")
    if same := [one.key for one in told if one not in proposals]:
        session.note(f"{', '.join(same)}: set to what the entries say.")
    silent = [key for key in wanted if key not in {one.key for one in told} and (key not in known or job.force)]
    found = known | {one.key: one.at for one in proposals}
    _note_silent(session, silent, misplaced_milestones(view.items, found, silent, day=view.day))
    _note_clock(session, view)
    if not proposals or not (job.write or not job.saving.writes or _is_confirmed(session, job, proposals)):
        return document.text, [] if job.ask else proposals
    text, keys = document.text, list(record.fields.entries)
    for one in proposals:
        text = _written(text, keys, one)
    return text, proposals


def _note_silent(session: Session, silent: Sequence[str], misplaced: Sequence[Misplaced]) -> None:
    for one in misplaced:
        session.note(f"{one.key}: the entry that seems to tell it, line {one.item.line}, is {one.side}.")
    if rest := [key for key in silent if key not in {one.key for one in misplaced}]:
        session.note(f"No entry tells {', '.join(rest)}.")


def _note_clock(session: Session, view: TimelineView) -> None:
    if (item := doubtful_clock(view.items)) is not None:
        session.note(
            f"line {item.line}: {printable(item.written)} may be meant for the afternoon, so what is told from there on"
            " proposes nothing, and no end is proposed; AM, PM or the day would tell."
        )


def _is_open(record: Record, key: str) -> bool:
    node = record.fields.get(key)
    return node is None or node.value in {None, ""}


def _is_confirmed(session: Session, job: TimelineJob, proposals: Sequence[Proposal]) -> bool:
    if not job.ask:
        session.note("These are proposals: --write writes them.")
        return False
    for one in proposals:
        session.note(proposal_line(one))
    return session.confirm(f"Write {plural(len(proposals), 'milestone')}?")


def _written(text: str, keys: list[str], proposal: Proposal) -> str:
    """Write a milestone: behind the one before it, else before the one after it, else where they usually stand."""
    key, value = proposal.key, f"{proposal.at:%Y-%m-%dT%H:%M:%SZ}"
    if key in keys:
        return set_value(text, (key,), value)
    place = MILESTONES.index(key)
    before = next((one for one in reversed(MILESTONES[:place]) if one in keys), None)
    behind = next((one for one in MILESTONES[place:] if one in keys), None)
    if before is None and behind is not None and keys.index(behind) > 0:
        before = keys[keys.index(behind) - 1]
    after = before or next((one for one in _BEFORE if one in keys), None)
    keys.insert(keys.index(after) + 1 if after else len(keys), key)
    return add_key(text, (key,), value, after=after)
