"""What all commands that change actions do: work out every change, then write them all, then commit them."""

from __future__ import annotations

import os
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pmctl.cli.action_choice import all_or_none
from pmctl.cli.boundary import FINE, silence
from pmctl.cli.wrapping import wrapped
from pmctl.errors import PmctlError
from pmctl.postmortem.action_edits import ActionChange, change_action, draw_table, missing_for_promise
from pmctl.postmortem.action_edits import change_actions as _change_actions
from pmctl.postmortem.action_table import BLOCK
from pmctl.postmortem.conventions import ActionStatus
from pmctl.postmortem.edit import EditError, find_block_markers, has_block
from pmctl.postmortem.markers import BrokenMarkersError, overlooked_marker
from pmctl.postmortem.model import Record
from pmctl.postmortem.parse import read_record
from pmctl.render.action_changes import change_line, commit_message, quoted_words
from pmctl.render.safe import SHORT
from pmctl.repository.rewriting import Rewriting, rewrite_documents

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pmctl.cli.action_choice import Chosen
    from pmctl.cli.action_options import Saving
    from pmctl.cli.session import Session
    from pmctl.postmortem.action_edits import Deed, Keys
    from pmctl.postmortem.model import Action, Postmortem
    from pmctl.repository.committing import Committer
    from pmctl.repository.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is done to actions, as the commit tells it.

    Attributes:
        verb: what the subject of the commit begins with.
        rest: what follows the actions there.
        why: what ends it where there is room: the reason, or the title of a new action.
    """

    verb: str
    rest: str = ""
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Work(Task):
    """A task on actions that are there already.

    Attributes:
        deed: which keys of an action change.
        already: what is said of an action that needs no change, such as ``is done already``.
    """

    deed: Deed
    already: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A document as it will be.

    Attributes:
        counts_change: whether it will have another number of promises, or of open ones.
    """

    document: Postmortem
    text: str
    changes: tuple[ActionChange, ...]
    counts_change: bool


def change_actions(session: Session, chosen: Sequence[Chosen], task: Work, saving: Saving) -> int:
    """Do the same to several actions, of one document or more, or to none of them; return the exit code."""
    wanted = all_or_none(session, chosen, lambda one: task.deed(one.action, one.ref))
    by_path: dict[str, list[tuple[Chosen, Keys]]] = {}
    for one, keys in zip(chosen, wanted, strict=True):
        by_path.setdefault(one.document.path, []).append((one, keys))
    drafts = []
    for planned in by_path.values():
        document = planned[0][0].document
        text, changes = _edited(session, planned, task)
        if changes:
            drafts.append(finished(session, document, text, changes))
        elif saving.commit:
            _refuse_uncommitted(session, [one for one, _ in planned], task)
    if drafts:
        save(session, drafts, task, saving)
    for one, keys in zip(chosen, wanted, strict=True):
        _tell_of_idea(session, one, keys)
    return FINE


def refuse_early(session: Session, chosen: Sequence[Chosen], deed: Deed, saving: Saving) -> None:
    """PmctlError, before anybody is asked anything, for what cannot be done or committed whatever the answer is."""
    all_or_none(session, chosen, lambda one: deed(one.action, one.ref))
    if saving.commit:
        committer_of(session, [one.document for one in chosen])


def committer_of(session: Session, documents: Iterable[Postmortem]) -> Committer:
    """Return what will commit the documents; PmctlError if they cannot be committed."""
    from pmctl.repository.committing import Committer  # noqa: PLC0415 - most changes are committed by hand

    return Committer(session.project.repository.root, [_own_path(session.project, document) for document in documents])


def finished(session: Session, document: Postmortem, text: str, changes: Iterable[ActionChange]) -> Draft:
    """Return a document that has been changed with the table in its body as it must be; PmctlError if it is broken."""
    shown = session.project.shown(document.path)
    before, after = _actions_of(session, document.text), _actions_of(session, text)
    try:
        if has_block(document.text, BLOCK):
            find_block_markers(document.text, BLOCK)  # to name the line of the file as it is
        drawn, lost = draw_table(text, before, after)
    except BrokenMarkersError as error:
        raise PmctlError(f"{shown}:{error.line}: {error.reason}", hint=error.hint) from error
    except EditError as error:
        raise PmctlError(f"{shown}: {error.message}", hint=error.hint) from error
    if line := None if has_block(text, BLOCK) else overlooked_marker(document, BLOCK):
        session.warn(
            f"{shown}:{line}: the table of actions stays as it is: its markers are no lines of their own (PM309)"
        )
    if lost:
        named = quoted_words(lost)
        session.warn(
            f"{shown}: the table of actions says what the front matter does not, and that is left as it stands: "
            f"{named}; `pmctl check --fix --unsafe-fixes --select PM309 {shlex.quote(shown)}` replaces it"
        )
    return Draft(document=document, text=drawn, changes=tuple(changes), counts_change=_counts(before) != _counts(after))


def save(session: Session, drafts: Sequence[Draft], task: Task, saving: Saving) -> None:
    """Show what changes; write it, all or nothing, and commit it, as far as that is asked for."""
    changes = [change for draft in drafts for change in draft.changes]
    message = commit_message(task.verb, task.rest, task.why, changes)
    subject = message.partition("\n")[0]
    committer = committer_of(session, [draft.document for draft in drafts]) if saving.commit else None
    if not saving.writes:
        if saving.diff:
            _show_diff(session, drafts)
        else:
            _tell(session, changes)
        session.note(f"Nothing is written{f', nor committed: {subject}' if committer else ''}.")
        return
    root = session.project.root
    rewrite_documents([Rewriting(root / one.document.path, one.document.text, one.text) for one in drafts], root)
    failed = None
    try:
        _tell(session, changes)
    except OSError as error:
        silence("stdout")
        failed = error
    if committer:
        session.note(f"Committed {committer.commit(message)[:SHORT]}: {subject}")
        for path in committer.new:
            session.note(f"{path} was in no commit before: this one holds all of it.")
    if failed:
        done = "written and committed" if committer else "written"
        raise PmctlError(f"standard output cannot be used: {failed.strerror or failed}; the change is {done}")
    if any(draft.counts_change for draft in drafts):
        _mention_index(session)


def _tell(session: Session, changes: Iterable[ActionChange]) -> None:
    session.write_lines(wrapped(change_line(change), sys.stdout, hanging=2) for change in changes)


def _own_path(project: Project, document: Postmortem) -> str:
    """Return the path of the file that is written: behind a link, that of the document itself."""
    return project.relative(Path(os.path.realpath(project.root / document.path)))


def _refuse_uncommitted(session: Session, chosen: Sequence[Chosen], task: Task) -> None:
    """PmctlError if a document needs no change, but what it needs is not committed: perhaps a hook has refused it."""
    project = session.project
    path = _own_path(project, chosen[0].document)
    if not project.repository.uncommitted(path):
        return
    changes = [ActionChange(ref=one.ref, full_ref=one.full_ref, title=None, keys=()) for one in chosen]
    subject = commit_message(task.verb, task.rest, task.why, changes).partition("\n")[0]
    shown = shlex.quote(project.shown(path))
    command = f"git add {shown} && git commit -m {shlex.quote(subject)} {shown}"
    raise PmctlError(
        f"{project.shown(path)} needs no change, but has changes that are not committed",
        hint=f"`git diff {shown}` shows them, and this commits them: `{command}`.",
    )


def _tell_of_idea(session: Session, one: Chosen, keys: Keys) -> None:
    """Say what an idea still lacks to be a promise, or was closed without."""
    lacks = missing_for_promise(one.action, keys)
    if one.action.status is not ActionStatus.PROPOSED or not lacks:
        return
    named = " and ".join(f"no {name}" for name in lacks)
    if "status" in keys:
        session.note(
            f"{one.ref} was an idea with {named}: `pmctl check` asks for that of what is closed (PM301, PM302)."
        )
    else:
        session.note(f"{one.ref} is still an idea and no promise: it has {named}.")


def _edited(session: Session, planned: Sequence[tuple[Chosen, Keys]], task: Work) -> tuple[str, list[ActionChange]]:
    """Return the text of one document with all its changes, and those; PmctlError names the action that cannot be."""
    text, conventions = planned[0][0].document.text, session.project.conventions
    try:
        text, changed = _change_actions(text, [(one.index, one.action, keys) for one, keys in planned], conventions)
    except EditError:
        changed = []
        for one, keys in planned:  # one after the other, to learn which of them it is
            try:
                text, keys_changed = change_action(text, one.index, one.action, keys, conventions)
            except EditError as error:
                raise PmctlError(f"{one.ref}: {error.message}", hint=error.hint) from error
            changed.append(keys_changed)
    changes = []
    for (one, _), keys_changed in zip(planned, changed, strict=True):
        if keys_changed:
            changes.append(ActionChange(ref=one.ref, full_ref=one.full_ref, title=one.action.title, keys=keys_changed))
        else:
            session.note(f"{one.ref} {task.already}.")
    return text, changes


def _actions_of(session: Session, text: str) -> tuple[Action, ...]:
    record = read_record(text, "", session.project.conventions)
    return record.actions if isinstance(record, Record) else ()


def _show_diff(session: Session, drafts: Iterable[Draft]) -> None:
    from pmctl.render.diff import unified_diff  # noqa: PLC0415 - few look at it

    diff = "".join(unified_diff(draft.document.text, draft.text, draft.document.path) for draft in drafts)
    if not session.console.is_terminal:
        session.write(diff)
        return
    from pmctl.render.coloured_diff import coloured_diff  # noqa: PLC0415 - pipes need no Rich

    session.show(coloured_diff(diff), soft_wrap=True)


def _counts(actions: Sequence[Action]) -> tuple[int, int]:
    """Return how many promises there are, and how many of them are open, as the index counts them."""
    statuses = [action.status for action in actions if action.status is not ActionStatus.PROPOSED]
    return len(statuses), sum(status.is_open for status in statuses)


def _mention_index(session: Session) -> None:
    """Nobody who changes an action thinks of the index."""
    index = session.project.index_path
    if index.is_file():
        shown = shlex.quote(session.project.shown(session.project.relative(index)))
        session.note(f"The index {shown} counts open actions: `pmctl index` brings it up to date.")
