"""What is done to an action item: which of its keys change, and the document's text after that.

Each deed returns the keys that it sets, in order; None takes a key away. A deed that has been done already returns
nothing, and one that makes no sense raises PmctlError. `called` is what messages call the action.

No deed writes the day on which an action was closed, which git knows; but a ``closed:`` that is there already is kept
true: `finish` and `drop` bring it to today, `reopen` takes it away.

An idea, which is what a proposed action is, becomes a promise when it has both an owner and a due date: `hand_over` and
`move` open it with the one that was missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from pmctl.errors import PmctlError
from pmctl.postmortem.action_redrawing import redrawn, rewritten
from pmctl.postmortem.action_table import BLOCK
from pmctl.postmortem.conventions import ActionStatus, fold_word
from pmctl.postmortem.edit import KeyEdit, change_keys, find_block_markers, has_block
from pmctl.postmortem.layout import ending_before
from pmctl.postmortem.markers import put_block
from pmctl.postmortem.nobody import names_nobody
from pmctl.postmortem.nodes import Scalar
from pmctl.postmortem.replace import same
from pmctl.postmortem.yaml_text import reads_as

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.model import Action
    from pmctl.postmortem.nodes import Node
    from pmctl.postmortem.yaml_text import Value

Keys: TypeAlias = "Mapping[str, Value]"
Deed: TypeAlias = "Callable[[Action, str], Keys]"

_NEIGHBOURS = {"owner": ("title", "id"), "due": ("owner", "title", "id"), "status": ("due", "owner", "title", "id")}
"""Behind which key of an action a new one is written, the first that is there; others come last."""

_HOW_TO_PROMISE = "`pmctl action assign` and `pmctl action move` make a promise of it."


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyChange:
    """One key of an action that has changed; `before` and `after` are its texts, None where it is not there."""

    key: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionChange:
    """What has changed about one action.

    Attributes:
        ref: what people call it: a name of its document and its key, with a slash between.
        full_ref: the same with the whole name of its document.
        is_new: whether it has just been added.
    """

    ref: str
    full_ref: str
    title: str | None
    keys: tuple[KeyChange, ...]
    is_new: bool = False


def start(action: Action, called: str) -> Keys:
    """Begin to work on an action; one that was proposed becomes a promise, for which it needs an owner and a date."""
    _refuse_closed(action, called)
    if action.status is ActionStatus.IN_PROGRESS:
        return {}
    _refuse_bare_idea(action, called)
    return {"status": ActionStatus.IN_PROGRESS}


def finish(action: Action, called: str, *, evidence: str | None, today: dt.date) -> Keys:
    """Say that an action is done, and where that can be seen."""
    if action.status is ActionStatus.DROPPED:
        raise PmctlError(f"{called} is dropped", hint="If it was done after all, reopen it first.")
    shown: dict[str, Value] = {"evidence": evidence} if evidence else {}
    if action.status is ActionStatus.DONE:
        return shown
    return {"status": ActionStatus.DONE, **shown, **_closed_on(today, action)}


def drop(action: Action, called: str, *, reason: str, today: dt.date) -> Keys:
    """Give an action up, and say why."""
    if action.status is ActionStatus.DONE:
        raise PmctlError(f"{called} is done", hint="What is done cannot be given up; if it is not, reopen it first.")
    if action.status is ActionStatus.DROPPED:
        return {"reason": reason}
    return {"status": ActionStatus.DROPPED, "reason": reason, **_closed_on(today, action)}


def move(action: Action, called: str, *, due: dt.date, reason: str | None) -> Keys:
    """Give an action another date; the reason takes the place of that for an earlier move, which history keeps.

    The reason may follow alone, where the date was moved before without one.
    """
    _refuse_closed(action, called)
    changed: Keys = {} if action.due == due else {"due": due}
    why = {"reason": reason} if reason else {}
    return {**changed, **_promised(action, changed), **why}


def hand_over(action: Action, called: str, *, owner: str) -> Keys:
    """Give an action to somebody else."""
    _refuse_closed(action, called)
    changed: Keys = {} if action.owner == owner else {"owner": owner}
    return {**changed, **_promised(action, changed)}


def reopen(action: Action, called: str) -> Keys:
    """Take up an action that was closed; one that lacks an owner or a date is an idea again.

    What was said of the closing goes: its day, what showed that it was done, and why it was dropped, which would be
    read as why it was moved.
    """
    if action.status is ActionStatus.PROPOSED:
        raise PmctlError(f"{called} is only proposed", hint=_HOW_TO_PROMISE)
    if not action.status.is_closed:
        return {}
    status = ActionStatus.PROPOSED if missing_for_promise(action) else ActionStatus.OPEN
    stale = ("closed", "evidence", *(("reason",) if action.status is ActionStatus.DROPPED else ()))
    return {"status": status, **dict.fromkeys(key for key in stale if _node(action, key) is not None)}


def missing_for_promise(action: Action, keys: Keys = MappingProxyType({})) -> tuple[str, ...]:
    """Return what an action lacks to be a promise once `keys` are set: ``owner``, ``due date``, both or nothing."""
    owner, due = keys.get("owner", action.owner), keys.get("due", action.due)
    is_named = bool(owner) and not names_nobody(str(owner))
    return tuple(name for name, has in (("owner", is_named), ("due date", due)) if not has)


def is_pushed_out(action: Action, due: dt.date) -> bool:
    """Return whether a promise would be due later than it is: somebody waits for it, and is owed a reason."""
    return action.status.is_open and action.due is not None and due > action.due


def change_action(
    text: str, index: int, action: Action, keys: Keys, conventions: Conventions
) -> tuple[str, tuple[KeyChange, ...]]:
    """Return a document with some keys of one action changed, and what has changed; nothing else of the text does.

    Args:
        text: the document.
        index: of the action among all, counted from 0.
        action: as it is before any of the changes.
        keys: what the deed returned.
        conventions: whose word for a status is written.

    Raises:
        EditError: the text cannot be changed as asked without a guess.
    """
    text, (changes,) = change_actions(text, [(index, action, keys)], conventions)
    return text, changes


def change_actions(
    text: str, wanted: Iterable[tuple[int, Action, Keys]], conventions: Conventions
) -> tuple[str, list[tuple[KeyChange, ...]]]:
    """Return a document with several actions changed, and what has changed of each, as `change_action` does for one.

    However many actions there are, the text is read only as often as one of them has keys that change.
    """
    edits: list[list[KeyEdit]] = []
    changes: list[tuple[KeyChange, ...]] = []
    for index, action, keys in wanted:
        changed = list(_changes(index, action, keys, conventions))
        edits.append([edit for edit, _ in changed])
        changes.append(tuple(change for _, change in changed))
    for side_by_side in zip_longest(*edits):
        text = change_keys(text, filter(None, side_by_side))
    return text, changes


def _changes(index: int, action: Action, keys: Keys, conventions: Conventions) -> Iterator[tuple[KeyEdit, KeyChange]]:
    for key, value in keys.items():
        node = _node(action, key)
        wanted = status_word(ActionStatus(value), conventions) if key == "status" else value  # type: ignore[arg-type]
        if node is not None and wanted is not None and same(node.value, reads_as(wanted)):
            continue
        known = action.fields.entries if action.fields else {}
        after = next((k for k in _NEIGHBOURS.get(key, ()) if k in known), None)
        written = None if wanted is None else str(reads_as(wanted))
        edit = KeyEdit(("actions", index, key), wanted, after)
        yield edit, KeyChange(key=key, before=_written(node), after=written)


def draw_table(text: str, before: Sequence[Action], after: Sequence[Action]) -> tuple[str, tuple[str, ...]]:
    """Return a document whose table shows its actions, and the words of somebody's own that stay as they stand.

    Those are cells that say neither what their action says or said before nor another value of that kind, rows of no
    action, lines of prose, and what else stands where no table of actions is understood.

    Args:
        text: the document.
        before: its actions as the table may show them still.
        after: its actions.

    Raises:
        EditError: the markers of the table are broken.
    """
    if not has_block(text, BLOCK):
        return text, ()
    markers = find_block_markers(text, BLOCK)
    earlier = {action.id or action.title: action for action in before}
    new, left = redrawn(text[markers.start : markers.end], after, earlier, ending=ending_before(text, markers.start))
    return put_block(text, BLOCK, new), tuple(own.words for own in left)


def redraw_table(text: str, actions: Sequence[Action]) -> str:
    """Return a document whose table shows `actions` and nothing else; cells that are right stay as they are written.

    Raises:
        EditError: the markers of the table are broken.
    """
    if not has_block(text, BLOCK):
        return text
    markers = find_block_markers(text, BLOCK)
    new = rewritten(text[markers.start : markers.end], actions, ending=ending_before(text, markers.start))
    return put_block(text, BLOCK, new)


def unreadable_status(action: Action, conventions: Conventions) -> tuple[int, str] | None:
    """Return the line and the text of a status that nobody understands: it counts as open, but may mean anything."""
    node = _node(action, "status")
    text = _written(node) or ""
    known = {"", "todo", *ActionStatus, *conventions.status_words}
    is_word = isinstance(node, Scalar) and fold_word(text) in known
    return None if node is None or is_word else (node.line, text)


def status_word(status: ActionStatus, conventions: Conventions) -> str:
    """Return pmctl's word for a status, or the repository's where it means another status by that."""
    words = conventions.status_words
    if words.get(status, status) == status:
        return status.value
    return next((word for word, meant in words.items() if meant == status), status.value)


def _refuse_closed(action: Action, called: str) -> None:
    if action.status.is_closed:
        raise PmctlError(f"{called} is {action.status} already", hint="`pmctl action reopen` takes it up again.")


def _refuse_bare_idea(action: Action, called: str) -> None:
    """An idea becomes a promise with an owner and a date, or not at all."""
    missing = " and ".join(f"no {name}" for name in missing_for_promise(action))
    if action.status is ActionStatus.PROPOSED and missing:
        raise PmctlError(f"{called} is only proposed and has {missing}", hint=_HOW_TO_PROMISE)


def _promised(action: Action, keys: Keys) -> dict[str, Value]:
    """Return the status that an idea has once `keys` are set, if it is another one."""
    is_complete = action.status is ActionStatus.PROPOSED and not missing_for_promise(action, keys)
    return {"status": ActionStatus.OPEN} if is_complete else {}


def _closed_on(today: dt.date, action: Action) -> dict[str, Value]:
    return {} if _node(action, "closed") is None else {"closed": today}


def _node(action: Action, key: str) -> Node | None:
    return action.fields.get(key) if action.fields else None


def _written(node: Node | None) -> str | None:
    if node is None or node.value is None:
        return None
    return node.text if isinstance(node, Scalar) else ", ".join(map(str, node.value))
