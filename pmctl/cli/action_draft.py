"""A new action: what was said on the command line made the keys of one, and written into its document."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import partial
from typing import TYPE_CHECKING

import typer

from pmctl.cli.action_changes import Task, committer_of, finished, save
from pmctl.cli.action_choice import Finder
from pmctl.cli.action_words import one_line, one_person, warn_of_stranger
from pmctl.errors import PmctlError
from pmctl.postmortem.action_by_hand import RowByHand, row_by_hand
from pmctl.postmortem.action_edits import ActionChange, KeyChange, change_action, status_word
from pmctl.postmortem.action_ids import next_action_id
from pmctl.postmortem.conventions import ActionStatus, ActionType, fold_word
from pmctl.postmortem.day_words import read_day_words
from pmctl.postmortem.edit import EditError, append_action
from pmctl.postmortem.levels import Level, read_level
from pmctl.postmortem.placeholders import is_placeholder
from pmctl.postmortem.shown_actions import shown_titles
from pmctl.postmortem.yaml_text import reads_as

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Mapping, Sequence

    from pmctl.cli.action_choice import Place
    from pmctl.cli.action_options import Saving
    from pmctl.cli.session import Session
    from pmctl.postmortem.model import Action, Postmortem
    from pmctl.postmortem.yaml_text import Value
    from pmctl.repository.project import Project

_MAY_BE_GIVEN_AGAIN = "an id of an action that is gone may be given again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What was said of a new action, as it was typed; None for what was not."""

    title: str
    owner: str | None
    due: str | None
    priority: str | None
    type: str | None
    team: str | None
    ticket: str | None
    impact: str | None
    effort: str | None
    id: str | None


def add_action(session: Session, postmortem: str, wish: Wish, saving: Saving, *, ask: bool) -> None:
    """Add an action to a document; PmctlError if something that was said cannot be, or the document cannot be edited.

    It takes the place of the first placeholder that a template left there, unless it is to have an id of its own. With
    `ask`, whoever runs the command is asked for the owner and the due date if they were not said.
    """
    finder = Finder(session.project)
    place, document, record = finder.document(postmortem)
    row = _row_by_hand(session.project, document, record.actions, wish)
    said = row or RowByHand()
    if ask:
        if saving.commit and not ((wish.owner or said.owner) and (wish.due or said.due)):
            committer_of(session, [document])  # before anybody is asked for what cannot be committed
        wish = _asked(session, wish, said)
    fields = _fields(session.project, wish, said)
    titles = shown_titles(document)
    is_new = wish.id is not None or row is not None
    waiting = next((at for at, one in enumerate(record.actions) if not is_new and _is_unwritten(one, titles)), None)
    try:
        if waiting is None:
            own = [action.id for action in record.actions if action.id]
            key = _id(session, place, own, wish, said, titles)
            text = append_action(document.text, {"id": key, **fields})
        else:
            action = record.actions[waiting]
            key = str(action.id)
            text, _ = change_action(
                document.text, waiting, action, _instead(action, fields), session.project.conventions
            )
    except EditError as error:
        raise PmctlError(f"{session.project.shown(place.path)}: {error.message}", hint=error.hint) from error
    change = ActionChange(
        ref=finder.ref(place, key),
        full_ref=f"{place.name}/{key}",
        title=str(fields["title"]),
        keys=tuple(
            KeyChange(key=name, before=None, after=str(reads_as(value)))
            for name, value in fields.items()
            if name != "title"
        ),
        is_new=True,
    )
    save(session, [finished(session, document, text, [change])], Task(verb="Add", why=change.title), saving)
    _tell_of(session, change, fields, taken=_taken(wish, said, fields), is_instead=waiting is not None)


def _row_by_hand(project: Project, document: Postmortem, actions: Sequence[Action], wish: Wish) -> RowByHand | None:
    """Return what somebody wrote of the action into the table by hand, with one person as its owner or none."""
    row = row_by_hand(document, actions, one_line(wish.title) or "", project.conventions)
    if row is None or (wish.id is not None and row.id not in {None, wish.id}):
        return None
    try:
        owner = one_person(project, row.owner, "the table") if row.owner else None
    except PmctlError:
        owner = None  # the cell stays as it is, and that is said
    return row._replace(owner=owner)


def _taken(wish: Wish, row: RowByHand, fields: Mapping[str, Value]) -> list[str]:
    """Return the keys that the row gave and nobody said; its status only where it is another than would follow."""
    is_other = row.status and fields["status"] != _status_of(fields.get("owner"), fields.get("due"))
    given = {
        "owner": wish.owner is None and row.owner,
        "due": wish.due is None and row.due,
        "status": is_other,
    }
    return [key for key, is_given in given.items() if is_given]


def _is_unwritten(action: Action, shown: Mapping[str, str]) -> bool:
    """Whether an action is one that a template left for somebody to write, and nobody has, in the table either."""
    if not action.id or not is_placeholder(action.title or "") or not is_placeholder(action.owner or ""):
        return False
    return action.id not in shown or is_placeholder(shown[action.id])


def _instead(action: Action, fields: Mapping[str, Value]) -> dict[str, Value]:
    """Return the keys that make a new action of a placeholder: an owner and a date that nobody said go."""
    status = _status_of(fields.get("owner"), fields.get("due"))
    unsaid: dict[str, Value] = {key: None for key in ("owner", "due") if action.fields and key in action.fields.entries}
    return {**unsaid, **fields, "status": status}


def _status_of(owner: Value, due: Value) -> ActionStatus:
    return ActionStatus.OPEN if owner and due else ActionStatus.PROPOSED


def _tell_of(
    session: Session, change: ActionChange, fields: Mapping[str, Value], *, taken: Sequence[str], is_instead: bool
) -> None:
    if is_instead:
        session.note(f"{change.ref} takes the place of the placeholder that stood there.")
    if taken:
        named = f"{', '.join(taken[:-1])} and {taken[-1]}" if len(taken) > 1 else taken[0]
        session.note(f"{change.ref}: {named} taken from the table.")
    if "owner" in fields:
        warn_of_stranger(session, str(fields["owner"]))
    missing = [what for what, key in (("no owner", "owner"), ("no due date", "due")) if key not in fields]
    if missing and "status" in taken:
        session.note(f"{change.ref} has {' and '.join(missing)}: `pmctl check` asks for that (PM301, PM302).")
    elif missing:
        session.note(f"{change.ref} is an idea and no promise: it has {' and '.join(missing)}.")


def _asked(session: Session, wish: Wish, row: RowByHand) -> Wish:
    """Return the wish with what whoever runs the command answers of what neither it nor the row says."""
    if wish.owner is None and row.owner is None:
        owner = session.ask(
            "Who promises it (empty for nobody yet)",
            default="",
            show_default=False,
            value_proc=partial(_answer, read=lambda answer: one_person(session.project, answer, "that")),
        )
        wish = replace(wish, owner=owner or None)
    if wish.due is None and row.due is None:
        due = session.ask(
            "By when, such as +2w or fri (empty for not yet)",
            default="",
            show_default=False,
            value_proc=partial(_answer, read=lambda answer: read_day_words(answer, session.project.today, "that")),
        )
        wish = replace(wish, due=due or None)
    return wish


def _answer(answer: str, read: Callable[[str], object]) -> str:
    """Return what is read from an answer, or nothing; it is asked for again until it can be read."""
    try:
        return str(read(answer)) if answer.strip() else ""
    except PmctlError as error:
        raise typer.BadParameter(f"{error.message}. {error.hint or ''}".rstrip()) from error


def _fields(project: Project, wish: Wish, row: RowByHand) -> dict[str, Value]:
    title = one_line(wish.title)
    if not title:
        raise PmctlError("an action needs a title", hint="Write what is true once it is done.")
    owner = one_person(project, wish.owner, "--owner") if wish.owner is not None else row.owner
    due: dt.date | None = read_day_words(wish.due, project.today, "--due") if wish.due is not None else row.due
    status = _status_of(owner, due)
    is_promised = status is ActionStatus.OPEN and not (wish.owner is None and wish.due is None)
    if row.status and not (row.status is ActionStatus.PROPOSED and is_promised):
        status = row.status
    priorities = [priority.name for priority in project.conventions.priorities]
    fields: dict[str, Value] = {
        "title": title,
        "owner": owner,
        "due": due,
        "status": status_word(status, project.conventions),
        "type": _word("type", wish.type, list(ActionType)),
        "priority": _word("priority", wish.priority, priorities),
        "team": one_line(wish.team),
        "ticket": one_line(wish.ticket),
        "impact": _level("impact", wish.impact),
        "effort": _level("effort", wish.effort),
    }
    return {key: value for key, value in fields.items() if value is not None}


def _word(what: str, said: str | None, known: Sequence[str]) -> str | None:
    """Return the word that was said as it is written; PmctlError if there is none."""
    if said is None:
        return None
    found = next((word for word in known if fold_word(word) == fold_word(said)), None)
    if found is None:
        close = get_close_matches(said.casefold(), [word.casefold() for word in known], n=1)
        guess = next((f"Did you mean {word}? " for word in known if [word.casefold()] == close), "")
        raise PmctlError(f"there is no {what} {said}", hint=f"{guess}It is one of {', '.join(known)}.")
    return str(found)


def _level(what: str, said: str | None) -> str | int | None:
    level = read_level(said)
    if said is None:
        return None
    if level is None:
        raise PmctlError(f"--{what} is no level: {said}", hint=f"It is one of {', '.join(Level)}, or 1 to 5.")
    return int(said) if said.strip().isdecimal() else level.value


def _id(
    session: Session, place: Place, own: Collection[str], wish: Wish, row: RowByHand, shown: Mapping[str, str]
) -> str:
    """Return the id that is asked for, or the next; PmctlError if it has been used already, or nobody could type it.

    What somebody promised in the table by hand has its id, too, until that is another one's.
    """
    wanted = wish.id
    used = _used_ids(session, place)
    if wanted is None and row.id and row.id.casefold() not in {id_.casefold() for id_ in (*own, *used)}:
        return row.id
    used += shown.keys() - {row.id}
    if wanted is None:
        return next_action_id(own, used)
    if not wanted.isprintable() or any(char.isspace() or char == "/" for char in wanted) or not wanted:
        raise PmctlError(f"--id cannot be {wanted}", hint="Write a word without blanks and slashes, such as A5.")
    if wanted.casefold() in {id_.casefold() for id_ in (*own, *used)}:
        next_ = next_action_id(own, used)
        raise PmctlError(f"{place.name} has had an action {wanted} already", hint=f"The next free id is {next_}.")
    return wanted


def _used_ids(session: Session, place: Place) -> list[str]:
    """Return the ids of all actions that the document ever held, as far as there is a history."""
    project = session.project
    if not project.in_git:
        return []
    from pmctl.repository.former_actions import former_ids  # noqa: PLC0415 - outside git there are none

    try:
        ids, is_whole = former_ids(project, place.path, place.name), not project.repository.boundary()
    except PmctlError as error:
        session.warn(f"{error.message}: {_MAY_BE_GIVEN_AGAIN}")
        return []
    if not is_whole:
        session.warn(f"this clone is shallow: {_MAY_BE_GIVEN_AGAIN}; `git fetch --unshallow` brings the whole history")
    return ids
