"""What a branch started from: the documents that it changed as they were, beside what became of them."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from pmctl.ledger.identity import normalise_title
from pmctl.postmortem.model import Record, stem
from pmctl.rules.promises import are_unreadable, promises

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping

    from pmctl.postmortem.model import Action, Postmortem, Unreadable

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """A document as it was at the base.

    Attributes:
        record: its front matter, with the path that it had.
        text: all of it.
    """

    record: Record
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """The documents that differ from the base of a comparison.

    Attributes:
        formers: what each one of today was at the base, by the path of today; those that are new are not in it.
        lost: the documents that are gone.
        arrived: the titles, normalised, of the promises that stand where they did not stand at the base.
        left_out: the paths of those that are still there, and that are no documents any more by the configuration.
    """

    formers: Mapping[str, Former] = field(default_factory=lambda: MappingProxyType({}))
    lost: tuple[Former, ...] = ()
    arrived: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()

    def actions(self, document: Postmortem) -> Iterator[tuple[Action, Action | None]]:
        """Yield every action that `document` had at the base, with what became of it, or None."""
        former = self.formers.get(document.path)
        if former and document.record and not are_unreadable(document.record):
            yield from pair_actions(former.record.actions, document.record.actions)

    def has_moved(self, action: Action) -> bool:
        """Return whether an action that is gone stands in another place now, under its title."""
        return normalise_title(action.title or "") in self.arrived


def compare(before: Iterable[Former], after: Iterable[Record | Unreadable], names: Container[str]) -> Base:
    """Compare the documents that a branch changed.

    A document is what it was if its name is the same, wherever it lies now. Where no other has taken that name, the
    document at the same path is what it was, unless title and date have changed too, or one of the same date at a new
    path with the same title or an action of it: its id has changed.

    Args:
        before: those that differ now or are gone, as they were.
        after: those that differ or are new, as they are.
        names: the names of all documents of today.
    """
    after = tuple(after)
    formers, left = _match_documents(before, after, names)
    unreadable = {version.path for version in after if not isinstance(version, Record)}
    return Base(
        formers=formers,
        lost=tuple(former for former in left if former.record.path not in unreadable),
        arrived=frozenset().union(*(_arrived(record, formers) for record in after if isinstance(record, Record))),
    )


def pair_actions(before: Iterable[Action], after: Iterable[Action]) -> tuple[tuple[Action, Action | None], ...]:
    """Pair the actions of a document with those that it has now, in the order of `before`; None for what is gone.

    An action is what it was if id and title are the same. Then the title decides before the id: where an action is
    deleted and the others are numbered anew, it tells what has happened.
    """
    old, new = tuple(before), list(after)
    found: dict[int, Action] = {}
    for key in (_id_and_title, _title, _id):
        pairs = _paired((action for action in old if id(action) not in found), new, key)
        found |= {id(action): now for action, now in pairs}
        new = _without(new, (now for _, now in pairs))
    return tuple((action, found.get(id(action))) for action in old)


def _match_documents(
    before: Iterable[Former], after: Iterable[Record | Unreadable], names: Container[str]
) -> tuple[dict[str, Former], list[Former]]:
    """Return what each document was, by its path of today, and what is left of `before`."""
    texts = {id(former.record): former for former in before}
    old = [former.record for former in texts.values()]
    new = [version for version in after if isinstance(version, Record)]
    present = {
        version.name if isinstance(version, Record) else version.claim or stem(version.path) for version in after
    }
    found: list[tuple[Record, Record]] = []
    for key in (_path_and_name, _name, _path, _case):
        pairs = _paired(old, new, key)
        if key is _path:
            pairs = [(was, now) for was, now in pairs if not _differ(was, now)]
        found += pairs
        old, new = _without(old, (was for was, _ in pairs)), _without(new, (now for _, now in pairs))
        if key is _name:
            old = [record for record in old if record.name not in present and record.name not in names]
    for was, now in _paired_by_actions(old, new):
        found.append((was, now))
        old = _without(old, [was])
    return {now.path: texts[id(was)] for was, now in found}, [texts[id(record)] for record in old]


def _paired(before: Iterable[_T], after: Iterable[_T], key: Callable[[_T], Hashable]) -> list[tuple[_T, _T]]:
    """Pair what has the same key, the first with the first; what has none stays alone."""
    waiting: dict[Hashable, deque[_T]] = {}
    for old in before:
        waiting.setdefault(key(old), deque()).append(old)
    return [(waiting[known].popleft(), new) for new in after if (known := key(new)) is not None and waiting.get(known)]


def _paired_by_actions(before: Iterable[Record], after: Iterable[Record]) -> Iterator[tuple[Record, Record]]:
    """Pair records of the same day that have an action of the same title, the first with the first."""
    new = list(after)
    for was in before:
        titles = set(filter(None, map(_title, was.actions)))
        now = next(
            (now for now in new if was.date and now.date == was.date and titles & set(map(_title, now.actions))), None
        )
        if now is not None:
            new = _without(new, [now])
            yield was, now


def _without(items: Iterable[_T], taken: Iterable[_T]) -> list[_T]:
    known = set(map(id, taken))
    return [item for item in items if id(item) not in known]


def _path_and_name(record: Record) -> tuple[str, str]:
    return record.path, record.name


def _name(record: Record) -> str:
    return record.name


def _path(record: Record) -> str:
    return record.path


def _differ(one: Record, other: Record) -> bool:
    """Whether the file has been used for another incident: neither title nor date is the same."""
    titles = [normalise_title(record.title or "") for record in (one, other)]
    return all(titles) and titles[0] != titles[1] and None not in {one.date, other.date} and one.date != other.date


def _arrived(record: Record, formers: Mapping[str, Former]) -> frozenset[str]:
    former = formers.get(record.path)
    known = {_title(action) for action in former.record.actions} if former else set()
    return frozenset(title for action, _ in promises(record) if (title := _title(action)) and title not in known)


def _case(record: Record) -> tuple[str, dt.date] | None:
    title = normalise_title(record.title or "")
    return (title, record.date) if title and record.date else None


def _id_and_title(action: Action) -> tuple[str, str] | None:
    title = _title(action)
    return (action.id, title) if action.id and title else None


def _title(action: Action) -> str | None:
    return normalise_title(action.title or "") or None


def _id(action: Action) -> str | None:
    return action.id or None
