"""The newest state, path by path: what stands there, and by which name it is known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pmctl.ledger.harvest import PathState
from pmctl.ledger.identity import assign_names
from pmctl.postmortem.model import Record, Unreadable, stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pmctl.ledger.model import Commit


class Tree:
    """What stands at each path.

    Attributes:
        records: the newest readable version at each path.
        unreadable: those whose newest version cannot be read.
        veiled: the paths whose version cannot be read, and was there before a shallow clone begins.
        lost: what the documents at such paths seem to be called, wherever they may turn up.
        arrived: the commits since which something stands at a path of which no version could be read yet.
        names: what the documents are known by.
    """

    def __init__(self) -> None:
        self.records: dict[str, Record] = {}
        self.unreadable: dict[str, Unreadable] = {}
        self.veiled: set[str] = set()
        self.lost: set[str] = set()
        self.arrived: dict[str, Commit | None] = {}
        self.names: dict[str, str] = {}
        self._claimants: dict[str, set[str]] = {}
        self._holders: dict[str, set[str]] = {}
        self._nameless_left = False

    def plant(self, state: PathState) -> None:
        """Take over what stands at a path that is not known yet."""
        if state.unreadable is not None:
            self.unreadable[state.path] = state.unreadable
        if state.veiled:
            self.veiled.add(state.path)
        if state.arrived is not None:
            self.arrived[state.path] = state.arrived
        if state.name is not None and state.record is not None:
            self._name(state.path, state.name)
            self.records[state.path] = state.record
            self._claimants.setdefault(state.record.name, set()).add(state.path)

    def paths(self) -> Iterator[PathState]:
        """Yield what stands at each path."""
        for path in sorted({*self.names, *self.unreadable}):
            yield PathState(
                path=path,
                name=self.names.get(path),
                record=self.records.get(path),
                unreadable=self.unreadable.get(path),
                veiled=path in self.veiled,
                arrived=self.arrived.get(path),
            )

    def replace_alone(self, version: Record) -> bool:
        """Put a new version in its place if nothing else is touched by that; return whether it was so.

        So it is where the document was readable before and keeps its name, which no other document claims.
        """
        path, name = version.path, version.name
        old = self.records.get(path)
        if old is None or old.name != name or self.names[path] != name or len(self._claimants[name]) > 1:
            return False
        if path in self.unreadable or path in self.veiled:
            return False
        self.records[path] = version
        self._nameless_left = False
        return True

    def affected(self, changes: Mapping[str, object]) -> dict[str, str]:
        """Return the names, by path, of what is changed and of all that compete with it for a name."""
        changed = [path for path in changes if path in self.records]
        claimed = {self.records[path].name for path in changed}
        return {path: self.names[path] for path in {*changed, *(p for name in claimed for p in self._rivals(name))}}

    def _rivals(self, name: str) -> set[str]:
        """Return the paths that may lose or win a name: all others that claim it are known by their paths, and stay so.

        There may be thousands of those, and none is looked at.
        """
        return self._claimants.get(name, set()) & {*self._holders.get(name, ()), name}

    def _name(self, path: str, name: str) -> None:
        self.names[path] = name
        self._holders.setdefault(name, set()).add(path)

    def apply(
        self, changes: Mapping[str, Record | Unreadable | None], commit: Commit | None, *, at_boundary: bool
    ) -> None:
        """Put the new versions in their places; the names are left to `rename_affected`."""
        leaving, lost = self._leaving(changes), frozenset(self.lost)
        self._nameless_left = any(version is None and self._is_nameless(path) for path, version in changes.items())
        for path, version in changes.items():
            if isinstance(version, Unreadable):
                is_new = path not in self.records and path not in self.unreadable
                self.unreadable[path] = version
                if is_new and version.claim in leaving:
                    self._carry_over(leaving[version.claim], path)
                elif is_new and not at_boundary and not self._nameless_left and version.claim not in lost:
                    self.arrived[path] = commit
                elif is_new:
                    self.veiled.add(path)
                if path in self.veiled:
                    self.lost |= {version.claim or stem(path), stem(path)}
                continue
            self.unreadable.pop(path, None)
            old = self.records.pop(path, None)
            if old is not None:
                self._claimants[old.name].discard(path)
                self._holders[self.names.pop(path)].discard(path)
            if version is None:
                self.unveil(path)
            else:
                self.records[path] = version
                self._claimants.setdefault(version.name, set()).add(path)

    def may_be_older(self, record: Record) -> bool:
        """Whether what `record` newly holds may have been there before a shallow clone begins, and not been readable.

        So it may where it stands now, and where a document turns up that may have left such a place.
        """
        return record.path in self.veiled or record.name in self.lost or self._nameless_left

    def _is_nameless(self, path: str) -> bool:
        """Whether what stands at `path` was never readable, and nobody can tell what it is called."""
        return path in self.veiled and self.unreadable[path].claim is None

    def unveil(self, path: str) -> None:
        """Forget since when what cannot be read stands at `path`: it has been read, or is gone."""
        self.veiled.discard(path)
        self.arrived.pop(path, None)

    def _leaving(self, changes: Mapping[str, object]) -> dict[str, Record]:
        """The records that are deleted, by what they claim; of several, that which is known by it, or is the first."""
        leaving: dict[str, Record] = {}
        for path in sorted(path for path, version in changes.items() if version is None and path in self.records):
            record = self.records[path]
            if record.name not in leaving or self.names[path] == record.name:
                leaving[record.name] = record
        return leaving

    def _carry_over(self, record: Record, path: str) -> None:
        """Let the last readable version of a document go with its file, which was moved and broken in one commit."""
        carried = self.records[path] = replace(record, path=path)
        self._claimants.setdefault(carried.name, set()).add(path)

    def rename_affected(
        self, before: Mapping[str, str], old_records: Mapping[str, Record], changes: Mapping[str, object]
    ) -> dict[str, str]:
        """Return the names, by path, of what was affected and still stands, and of what is new.

        Args:
            before: the names of what is affected, by path.
            old_records: what stood there.
            changes: by path.
        """
        touched = [path for path in {**before, **changes} if path in self.records]
        contenders: dict[str, set[str]] = {}
        for path in touched:
            name = self.records[path].name
            contenders.setdefault(name, self._rivals(name)).add(path)
        claims = [(path, name) for name in sorted(contenders) for path in sorted(contenders[name])]
        held = {path: known for path, _ in claims if (known := before.get(path, self.names.get(path))) is not None}
        claimed_before = {path: name for path, name in claims if path not in changes}
        claimed_before |= {path: record.name for path, record in old_records.items()}
        names = assign_names(claims, held, claimed_before)
        for path, name in names.items():
            if path in self.names:
                self._holders[self.names[path]].discard(path)
            self._name(path, name)
        return names
