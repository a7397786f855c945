"""The actions that references on the command line name, all of them found or nothing done."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from pmctl.errors import PmctlError
from pmctl.ledger.identity import assign_keys
from pmctl.postmortem.action_edits import unreadable_status
from pmctl.postmortem.nodes import Sequence as ListNode
from pmctl.reports.action_lookup import find_action
from pmctl.reports.lookup import ShortNames, find_postmortem
from pmctl.repository.names import names_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pmctl.cli.session import Session
    from pmctl.postmortem.model import Action, Postmortem, Record
    from pmctl.postmortem.problems import Problem
    from pmctl.repository.project import Project


Item = TypeVar("Item")
Result = TypeVar("Result")


class Place(NamedTuple):
    """A document that need not have been read: what it is called, and where it stands."""

    name: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """One action that somebody named.

    Attributes:
        index: its place among the actions of its document, counted from 0.
        ref: the shortest way to name it.
        full_ref: with the whole name of its document.
    """

    document: Postmortem
    index: int
    action: Action
    ref: str
    full_ref: str


class Finder:
    """Finds actions and documents of a project; only those are read that are named."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._read: dict[str, Postmortem] = {}

    @cached_property
    def _places(self) -> list[Place]:
        named = names_of(self._project, (), are_all=False)
        return [Place(name, path) for name, paths in named.items() for path in paths]

    @cached_property
    def _short(self) -> ShortNames:
        return ShortNames(place.name for place in self._places)

    def action(self, wanted: str) -> Chosen:
        """Return the action that `wanted` names; PmctlError if there is none or several, or it cannot be edited."""
        place, key = find_action(self._places, wanted, lambda found: assign_keys(self._record(found).actions))
        record = self._record(place)
        action = assign_keys(record.actions)[key]
        where = self._project.shown(place.path)
        if action.fields is None:
            raise PmctlError(f"{where}:{action.line}: the action is mere text", hint="Write it as `- title: …`.")
        if status := unreadable_status(action, self._project.conventions):
            line, text = status
            raise PmctlError(
                f"{where}:{line}: the status of {self.ref(place, key)} cannot be {text}",
                hint="Write one of proposed, open, in-progress, blocked, done, dropped.",
            )
        return Chosen(
            document=self._read[place.path],
            index=next(index for index, one in enumerate(record.actions) if one is action),
            action=action,
            ref=self.ref(place, key),
            full_ref=f"{place.name}/{key}",
        )

    def document(self, wanted: str) -> tuple[Place, Postmortem, Record]:
        """Return the document that `wanted` names; PmctlError likewise."""
        place = find_postmortem(self._places, wanted)
        record = self._record(place)
        return place, self._read[place.path], record

    def ref(self, place: Place, key: str) -> str:
        """Return the shortest way to name an action."""
        return f"{self._short[place.name]}/{key}"

    def _record(self, place: Place) -> Record:
        """Return the record of a document; PmctlError, with its place, for what keeps it from being edited."""
        if place.path not in self._read:
            (document,) = self._project.read([self._project.root / place.path])
            self._read[place.path] = document
        document = self._read[place.path]
        problem = next(iter(document.problems), None) or _broken_list(document.record)
        if document.record is None or problem is not None:
            at = f":{problem.line}: {problem.message}" if problem else " cannot be read"
            raise PmctlError(f"{self._project.shown(place.path)}{at}", hint=problem.help if problem else None)
        return document.record


def _broken_list(record: Record | None) -> Problem | None:
    """Return what is wrong with ``actions`` if that is no list."""
    node = record.fields.get("actions") if record else None
    if record is None or node is None or isinstance(node, ListNode) or node.value is None:
        return None
    return next((problem for problem in record.problems if problem.line == node.line), None)


def choose_actions(session: Session, references: Iterable[str]) -> list[Chosen]:
    """Return the actions that are named, each once; PmctlError, after each has been complained about, if one is not."""
    found = all_or_none(session, references, Finder(session.project).action)
    return list({(chosen.document.path, chosen.index): chosen for chosen in found}.values())


def all_or_none(session: Session, items: Iterable[Item], take: Callable[[Item], Result]) -> list[Result]:
    """Return what `take` makes of each item; where it fails for some, all its errors are told and one is raised."""
    results, errors = [], []
    for item in items:
        try:
            results.append(take(item))
        except PmctlError as error:
            errors.append(error)
    if len(errors) == 1:
        raise errors[0]
    if errors:
        for failure in errors:
            session.complain(failure)
        raise PmctlError(f"nothing was changed, since {len(errors)} actions cannot be")
    return results
