"""The actions of a document: those that its front matter has, in whatever shape, or else those of its body."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, Final

from pmctl.adoption.actions import harvest
from pmctl.adoption.front_actions import FrontList, lists_in
from pmctl.adoption.front_completing import with_action_keys
from pmctl.adoption.front_values import unread_values
from pmctl.adoption.model import Doubt
from pmctl.adoption.own_documents import is_own_list, own_actions
from pmctl.adoption.writing import action_keys, with_action_table
from pmctl.postmortem.action_table import BLOCK
from pmctl.postmortem.edit import has_block
from pmctl.postmortem.fields import FieldReader
from pmctl.postmortem.heading_words import fold
from pmctl.postmortem.nodes import Mapping, Scalar
from pmctl.postmortem.yaml_text import EditError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from pmctl.adoption.actions_unread import Unread
    from pmctl.adoption.found_action import FoundAction
    from pmctl.adoption.legacy import Legacy
    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.yaml_text import Value

_FEW: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedActions:
    """What was found.

    Attributes:
        actions: with the lines of the legacy document.
        doubts: about them.
        foreign: the list under ``actions`` of the front matter, if it has another shape than pmctl's and can be read.
        is_foreign: whether ``actions`` has another shape, so that nothing can be added to it.
        is_open: whether the body has what looks like actions and was not read, so that it should be read again.
    """

    actions: tuple[FoundAction, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    foreign: FrontList | None = None
    is_foreign: bool = False
    is_open: bool = False

    def completed(self, text: str, conventions: Conventions, *, opened: date | None) -> tuple[str, StatedActions]:
        """Return a document whose foreign list has pmctl's keys, and the actions; what cannot get them is told."""
        if self.foreign is None:
            return text, self
        try:
            unread = tuple(unread_values(self.foreign, conventions))
            text = with_action_keys(text, _keys(self.foreign, opened), unread)
        except EditError:
            doubt = Doubt(words="the actions cannot be given keys safely, and stay as they are", line=self.foreign.line)
            return text, replace(self, doubts=(*self.doubts, doubt))
        return with_action_table(text, conventions), self


def read_actions(legacy: Legacy, conventions: Conventions) -> StatedActions:
    """Return the actions that a document states.

    Those of the front matter count alone, a list under ``actions`` before all others; where more stand elsewhere, that
    is a doubt. Where pmctl's table stands, the body has been read before.
    """
    head = legacy.head
    day = legacy.day.value if legacy.day else None
    lists = list(lists_in(head.fields, day=day, month_first=legacy.month_first, conventions=conventions))
    body = None
    if not has_block(head.text, BLOCK):
        body = harvest(
            head.text,
            body=head.body,
            day=day,
            month_first=legacy.month_first,
            rst=legacy.is_rst,
            conventions=conventions,
        )
    in_body = body.actions if body else ()
    node = head.fields.get("actions")
    # A list of pmctl's shape with values of another tool's is completed as that tool's would be.
    is_own = (
        bool(lists) and lists[0].node is node and is_own_list(node) and not any(unread_values(lists[0], conventions))
    )
    is_foreign = not is_own and node is not None and node.value not in (None, [])
    chosen = None if is_own else next((one for one in lists if one.actions), None)
    # Front matter of another language is no record of the text's, but is one of the fields'.
    own = own_actions(FieldReader(head.fields, "", conventions).record()) if is_own else ()
    told = own if is_own else tuple(chosen.actions.values()) if chosen else in_body
    doubts = [*_left_out(lists[is_own:], told), *(_missed(in_body, told, "the body") if told is not in_body else ())]
    doubts += _of_several(chosen)
    unread = body.unread if body else ()
    doubts += _unread(unread)
    foreign = chosen if chosen is not None and chosen.node is node else None
    if is_foreign and foreign is None and (told or not isinstance(node, Scalar)):
        doubts.append(Doubt(words="the front matter has actions of another kind", line=node.line if node else None))
    actions = told if foreign is None else tuple(_titled(told, foreign))
    return StatedActions(
        actions=tuple(replace(action, line=head.line_before(action.line)) for action in actions),
        doubts=tuple(replace(doubt, line=head.line_before(doubt.line or 1)) for doubt in doubts),
        foreign=foreign,
        is_foreign=is_foreign,
        is_open=bool(unread),
    )


def _of_several(chosen: FrontList | None) -> Iterator[Doubt]:
    """What an action has several of, and can have one."""
    for key, line in chosen.several if chosen else ():
        yield Doubt(words=f"`{key}` has several values, of which an action has one: none is written", line=line)


def _unread(unread: Sequence[Unread]) -> Iterator[Doubt]:
    """What looks like actions in the body, and was not read."""
    yield from (
        Doubt(words=f"nothing below “{one.section}” was read as an action", line=one.line)
        for one in unread
        if one.section
    )
    boxes = [one.line for one in unread if not one.section]
    if boxes:
        are = "checkboxes are" if len(boxes) > 1 else "checkbox is"
        yield Doubt(words=f"{len(boxes)} {are} not read as actions{_places(boxes)}", line=boxes[0])


def _places(lines: Sequence[int]) -> str:
    """The first of several lines, in brackets; "" for one."""
    more = " and more" if len(lines) > _FEW else ""
    return f" (lines {', '.join(map(str, lines[:_FEW]))}{more})" if len(lines) > 1 else ""


def _left_out(lists: Sequence[FrontList], told: Sequence[FoundAction]) -> Iterator[Doubt]:
    """What of lists in the front matter is not among the actions."""
    for one in lists:
        unread = len(one.node.items) - len(one.actions)
        if unread:
            are = "items of {} are" if unread > 1 else "item of {} is"
            yield Doubt(words=f"{unread} {are.format(one.key)} not read", line=one.line)
        yield from _missed(tuple(one.actions.values()), told, one.key)


def _missed(found: Sequence[FoundAction], told: Sequence[FoundAction], where: str) -> Iterator[Doubt]:
    """What of `found` is not among the actions, by its words."""
    titles = [fold(action.title) for action in told]
    missed = [action for action in found if not any(_are_alike(fold(action.title), title) for title in titles)]
    if missed:
        are = "actions of {} are" if len(missed) > 1 else "action of {} is"
        places = _places(list(dict.fromkeys(action.line for action in missed)))
        words = f"{len(missed)} {are.format(where)} not in the front matter's list{places}"
        yield Doubt(words=words, line=missed[0].line)


def _are_alike(one: str, other: str) -> bool:
    """Whether two titles say the same, one of them perhaps with more behind it."""
    return bool(one and other) and (one.startswith(other) or other.startswith(one))


def _titled(actions: Iterable[FoundAction], foreign: FrontList) -> Iterator[FoundAction]:
    """The actions with the titles that stay in the list."""
    for index, action in zip(foreign.actions, actions, strict=True):
        item = foreign.node.items[index]
        title = item.get("title") if isinstance(item, Mapping) else item
        words = " ".join(title.text.split()) if isinstance(title, Scalar) and not title.is_null else ""
        yield replace(action, title=words or action.title)


def _keys(foreign: FrontList, opened: date | None) -> dict[int, dict[str, Value]]:
    """The keys that each item should have, by its index."""
    items = foreign.node.items
    ids = {str(item.entries["id"].node.value) for item in items if isinstance(item, Mapping) and "id" in item.entries}
    free = (name for number in count(1) if (name := f"A{number}") not in ids)
    keys = {}
    for index, action in foreign.actions.items():
        item = items[index]
        has = item.entries if isinstance(item, Mapping) else {}
        # What stands there stays, and needs no note.
        due_text = None if "due" in has else action.due_text
        status_text = None if "status" in has else action.status_text
        told = replace(action, due_text=due_text, status_text=status_text)
        keys[index] = action_keys("" if "id" in has else next(free), told, opened)
    return keys
