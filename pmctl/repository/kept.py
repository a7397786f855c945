"""A line of history that is kept: divided into parts, and planted into a fold as far as that needs it.

A document and what stands at its path lie in the part that the document's name chooses.
"""

from __future__ import annotations

import json
import zlib
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pmctl.ledger import archive
from pmctl.postmortem.model import Record, stem
from pmctl.repository.cache import PARTS, Part
from pmctl.repository.database import cache_errors

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pmctl.ledger.fold import Folding
    from pmctl.ledger.growth import GrowingDocument
    from pmctl.ledger.harvest import Harvest, PathState
    from pmctl.ledger.model import State
    from pmctl.repository.cache import HistoryCache, StoredLine


class KeptLine:
    """A line that a fold is taken up from. Every method raises CacheError where the file cannot be used."""

    def __init__(self, cache: HistoryCache, line: StoredLine, folding: Folding) -> None:
        """Let `folding` go on from where the line ends."""
        self._cache = cache
        self._line = line
        self._folding = folding
        self._names: set[str] = set()
        self._paths: set[str] = set()
        self._records: dict[str, Record] = {}
        self._loaded: dict[int, tuple[dict[str, Any], dict[str, Any], list[Any]]] = {}
        self._harvest: Harvest | None = None
        self._parts: dict[int, Part] = {}
        with cache_errors():
            newest, shallow, told, lost = line.facts
            folding.resume(newest and archive.unpack_commit(newest), shallow=shallow, told=told, lost=lost)
            self._entries: list[list[Any]] = _load_all(cache.paths(line))

    @cached_property
    def _by_path(self) -> dict[str, Any]:
        return {entry[0]: entry for entries in self._entries for entry in entries}

    @cached_property
    def _claimants(self) -> dict[str, list[str]]:
        claimants: dict[str, list[str]] = {}
        for entries in self._entries:
            for entry in entries:
                claim = archive.claim_of(entry)
                if claim is not None:
                    claimants.setdefault(claim, []).append(entry[0])
        return claimants

    def plant_for(self, states: Iterable[State]) -> None:
        """Plant what `states` can touch: what stands at their paths, and all that competes for a name with it."""
        changes = [change for state in states for change in state.changes.items()]
        if not changes:
            return
        with cache_errors():
            paths = {path for path, _ in changes}
            # What cannot be read may come to hold the record of a file that left, under its own file's name.
            claims = {v.name if isinstance(v, Record) else stem(path) for path, v in changes if v is not None}
            claims |= {
                claim for path in paths & self._by_path.keys() if (claim := archive.claim_of(self._by_path[path]))
            }
            rivals = {path for claim in claims for path in self._claimants.get(claim, ())}
            touched = (paths | rivals) & self._by_path.keys()
            names = {self._by_path[path][1] for path in touched} - {None}
            self._plant_named(names | claims | paths | rivals, touched)

    def plant_open(self) -> None:
        """Plant whatever cannot be read; of all else, note the open promises and the names."""
        with cache_errors():
            entries = [entry for entries in self._entries for entry in entries]
            unreadable = [entry for entry in entries if archive.is_unreadable(entry)]
            if unreadable:
                self._plant_named({entry[1] for entry in unreadable} - {None}, {entry[0] for entry in unreadable})
            rest = [entry for entry in entries if entry[0] not in self._paths]
            self._folding.plant_aside(
                lives=[
                    life
                    for documents in _load_all(self._cache.open(self._line))
                    for document in documents
                    if document[0] not in self._names
                    for life in archive.unpack_open(document)
                ],
                names=[entry[1] for entry in rest],
                promises=sum(entry[2] for entry in rest),
            )

    def plant_all(self) -> None:
        """Plant everything."""
        with cache_errors():
            for number in range(PARTS):
                _, rest, loose = self._load(number)
                self._plant(rest.keys(), ())
                self._folding.plant((), (), [archive.unpack_loose(event) for event in loose])
            self._plant((), [entry for entries in self._entries for entry in entries])

    def advance(self, states: list[State]) -> None:
        """Fold the states that come after the line, and note what they change in it."""
        self.plant_for(states)
        for state in states:
            self._folding.add(state)
        with cache_errors():
            self._harvest = self._folding.harvest()
            gathered = _gather(self._harvest)
            numbers = {*map(_number, self._names), *gathered}
            self._parts = {number: self._changed(number, gathered.get(number) or _Gathered()) for number in numbers}

    def _changed(self, number: int, new: _Gathered) -> Part:
        """Return a part with what is new in place of what was planted."""
        open_, rest, loose = self._load(number)
        return new.sealed(
            [entry for entry in self._entries[number] if entry[0] not in self._paths],
            [document for name, document in open_.items() if name not in self._names],
            [document for name, document in rest.items() if name not in self._names],
            loose,
        )

    def save(self, head: str) -> None:
        """Let the line end at the commit `head`, to which it has advanced."""
        if self._harvest is None:
            self._cache.touch(self._line)
        else:
            self._cache.save(head, _facts(self._harvest), self._parts, self._line)

    def _plant_named(self, names: set[str], paths: set[str]) -> None:
        """Plant the documents called `names` and what stands at `paths`, and wherever else these documents stand.

        That is one place each, but for an id that is another file's path, by which that file is known.
        """
        holders = {path for name in names for path in (name, *self._claimants.get(name, ())) if self._is(path, name)}
        self._plant(names, [self._by_path[path] for path in paths | holders])

    def _is(self, path: str, name: str) -> bool:
        return path in self._by_path and self._by_path[path][1] == name

    def _plant(self, names: Collection[str], entries: Collection[list[Any]]) -> None:
        documents = [document for name in names if name not in self._names and (document := self._document(name))]
        self._records |= {document.name: document.record for document in documents}
        states = [archive.unpack_path(entry, self._records) for entry in entries if entry[0] not in self._paths]
        self._names.update(names)
        self._paths.update(state.path for state in states)
        self._folding.plant(documents, states)

    def _document(self, name: str) -> GrowingDocument | None:
        open_, rest, _ = self._load(_number(name))
        return archive.unpack_document(open_.get(name), rest[name]) if name in rest else None

    def _load(self, number: int) -> tuple[dict[str, Any], dict[str, Any], list[Any]]:
        """Return a part's open promises and its documents by name, and its loose events."""
        if number not in self._loaded:
            open_, rest = self._cache.documents(self._line, number)
            documents, loose = json.loads(rest)
            self._loaded[number] = (
                {document[0]: document for document in json.loads(open_)},
                {document[0]: document for document in documents},
                loose,
            )
        return self._loaded[number]


def keep(cache: HistoryCache, head: str, harvest: Harvest) -> None:
    """Keep a line that is new."""
    gathered = _gather(harvest)
    parts = {number: (gathered.get(number) or _Gathered()).sealed((), (), (), ()) for number in range(PARTS)}
    cache.save(head, _facts(harvest), parts, None)


class _Gathered:
    """What is new in one part."""

    def __init__(self) -> None:
        self.paths: list[Any] = []
        self.open: list[Any] = []
        self.rest: list[Any] = []
        self.loose: list[Any] = []

    def sealed(self, paths: Iterable[Any], open_: Iterable[Any], rest: Iterable[Any], loose: Iterable[Any]) -> Part:
        """Return the part, with what it keeps of what was there."""
        return Part(
            paths=_dump([*paths, *self.paths]),
            open=_dump([*open_, *self.open]),
            rest=_dump([[*rest, *self.rest], [*loose, *self.loose]]),
        )


def _gather(harvest: Harvest) -> dict[int, _Gathered]:
    gathered: dict[int, _Gathered] = {}

    def part(key: str) -> _Gathered:
        return gathered.setdefault(_number(key), _Gathered())

    documents = {document.name: document for document in harvest.documents}
    for name, document in documents.items():
        open_part, rest = archive.pack_document(document)
        part(name).rest.append(rest)
        if open_part is not None:
            part(name).open.append(open_part)
    for state in harvest.paths:
        part(_place(state)).paths.append(archive.pack_path(state, documents))
    for place, event in harvest.loose:
        part(event.postmortem).loose.append(archive.pack_loose(place, event))
    return gathered


def _facts(harvest: Harvest) -> list[Any]:
    return [harvest.newest and archive.pack_commit(harvest.newest), harvest.shallow, harvest.told, harvest.lost]


def _place(state: PathState) -> str:
    return state.path if state.name is None else state.name


def _number(key: str) -> int:
    return zlib.crc32(key.encode("utf-8", "surrogatepass")) % PARTS


def _dump(value: list[Any]) -> bytes:
    return json.dumps(value, separators=(",", ":"), check_circular=False).encode("ascii")


def _load_all(parts: Iterable[bytes]) -> list[Any]:
    loaded: list[Any] = json.loads(b"[" + b",".join(parts) + b"]")
    return loaded
