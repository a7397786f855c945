"""What all commands that change actions do: work out every change, then write them all, then commit them."""

from __future__ import annotations

import os
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pmctl.cli.action_choice import all_or_none
from pmctl.cli.boundary import FINE
from pmctl.errors import PmctlError
from pmctl.postmortem.action_edits import ActionChange, change_action, draw_table
from pmctl.postmortem.edit import EditError
from pmctl.postmortem.model import Record
from pmctl.postmortem.parse import read_record
from pmctl.render.action_changes import change_line, commit_message
from pmctl.render.safe import SHORT
from pmctl.repository.rewriting import Rewriting, rewrite_documents

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pmctl.cli.action_choice import Chosen
    from pmctl.cli.action_options import Saving
    from pmctl.cli.session import Session
    from pmctl.postmortem.action_edits import Deed, Keys
    from pmctl.postmortem.model import Action, Postmortem


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
    """A document as it will be."""

    document: Postmortem
    text: str
    changes: tuple[ActionChange, ...]


def change_actions(session: Session, chosen: Sequence[Chosen], task: Work, saving: Saving) -> int:
    """Do the same to several actions, of one document or more, or to none of them; return the exit code."""
    wanted = all_or_none(session, chosen, lambda one: task.deed(one.action, one.ref))
    by_path: dict[str, list[tuple[Chosen, Keys]]] = {}
    for one, keys in zip(chosen, wanted, strict=True):
        by_path.setdefault(one.document.path, []).append((one, keys))
    drafts = []
    for planned in by_path.values():
        document = planned[0][0].document
        text, changes = document.text, []
        for one, keys in planned:
            text, changed = _edited(session, one, text, task, keys)
            changes += changed
        if changes:
            drafts.append(finished(session, document, text, changes))
    if drafts:
        save(session, drafts, task, saving)
    return FINE


def finished(session: Session, document: Postmortem, text: str, changes: Iterable[ActionChange]) -> Draft:
    """Return a document that has been changed with the table in its body as it must be; PmctlError if it is broken."""
    shown = session.project.shown(document.path)
    try:
        drawn, is_whole = draw_table(text, _actions_of(session, document.text), _actions_of(session, text))
    except EditError as error:
        raise PmctlError(f"{shown}: {error.message}", hint=error.hint) from error
    if not is_whole:
        session.warn(f"{shown}: the table of actions holds what the front matter does not; it is left as it is")
    return Draft(document=document, text=drawn, changes=tuple(changes))


def save(session: Session, drafts: Sequence[Draft], task: Task, saving: Saving) -> None:
    """Show what changes; write it, all or nothing, and commit it, as far as that is asked for."""
    project = session.project
    changes = [change for draft in drafts for change in draft.changes]
    message = commit_message(task.verb, task.rest, task.why, changes)
    subject = message.partition("\n")[0]
    committer = None
    if saving.commit:
        from pmctl.repository.committing import Committer  # noqa: PLC0415 - most changes are committed by hand

        # Behind a link, the document itself is written, so that is what is committed.
        paths = [Path(os.path.realpath(project.root / draft.document.path)) for draft in drafts]
        committer = Committer(project.repository.root, [project.relative(path) for path in paths])
    if saving.diff:
        _show_diff(session, drafts)
    if saving.writes:
        rewrite_documents(
            [Rewriting(project.root / draft.document.path, draft.document.text, draft.text) for draft in drafts],
            project.root,
        )
    if not saving.diff:
        session.write_lines(map(change_line, changes))
    if not saving.writes:
        session.note(f"Nothing is written{f', nor committed: {subject}' if committer else ''}.")
        return
    if committer:
        session.note(f"Committed {committer.commit(message)[:SHORT]}: {subject}")
    _mention_index(session, changes)


def _edited(session: Session, one: Chosen, text: str, task: Work, keys: Keys) -> tuple[str, list[ActionChange]]:
    try:
        text, changed = change_action(text, one.index, one.action, keys, session.project.conventions)
    except EditError as error:
        raise PmctlError(f"{one.ref}: {error.message}", hint=error.hint) from error
    if not changed:
        session.note(f"{one.ref} {task.already}.")
        return text, []
    return text, [ActionChange(ref=one.ref, full_ref=one.full_ref, title=one.action.title, keys=changed)]


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


def _mention_index(session: Session, changes: Iterable[ActionChange]) -> None:
    """The index counts open actions, and nobody who changes one thinks of it."""
    index = session.project.index_path
    counts = any(change.is_new or any(key.key == "status" for key in change.keys) for change in changes)
    if counts and index.is_file():
        shown = shlex.quote(session.project.shown(session.project.relative(index)))
        session.note(f"The index {shown} counts open actions: `pmctl index` brings it up to date.")
