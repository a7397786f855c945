"""Many documents checked at once: what has not changed since the last run is not read again, the rest on all cores.

What was found in a document holds as long as its text, the way of checking, the day, and what its rules were told of
other documents are the same. All of that is compared; nothing is trusted.
"""

from __future__ import annotations

import json
import os
import sys
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from pmctl import __version__
from pmctl.errors import PmctlError
from pmctl.postmortem.model import stem
from pmctl.postmortem.patterns import lazy_pattern
from pmctl.repository.files import read_document
from pmctl.repository.git_folders import common_folder
from pmctl.rules.consulted import Consulted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from multiprocessing.connection import Connection
    from pathlib import Path

    from pmctl.postmortem.problems import Problem
    from pmctl.repository.check_cache import CheckCache
    from pmctl.repository.project import Project
    from pmctl.rules.model import Finding
    from pmctl.rules.selection import RuleSettings

_ID: Final = lazy_pattern(r"id:[ \t]+(?P<quote>[\"']?)(?P<id>[\w.-]+)(?P=quote)[ \t]*(?:[ \t]#.*)?(?:\r?\n|\Z)")

_WORTH_A_PROCESS = 150
"""How many documents another process must be given to gain more than it costs to start."""

_MOST_PROCESSES = 8

Names = dict[str, tuple[str, ...]]


class Named(NamedTuple):
    """A document, and what it is called."""

    path: str
    name: str


class _Found(NamedTuple):
    """What checking one document has found.

    Attributes:
        packed: its findings, as `pack_findings` has them.
        asked: the names that its rules looked up, with the paths they were told.
        asked_for_all: a digest of all names if its rules went through them, else None.
    """

    path: str
    name: str
    packed: list[list[Any]]
    asked: dict[str, Sequence[str] | None]
    asked_for_all: str | None


def check_many(
    project: Project,
    paths: Iterable[Path],
    settings: RuleSettings,
    how: object,
    names_of: Callable[[Sequence[Named]], Names],
    *,
    cached: bool,
) -> tuple[list[Finding], tuple[str, ...]]:
    """Return the findings of documents, by path and place in the file, and the documents' paths.

    Args:
        project: whose conventions count.
        paths: of the documents.
        settings: which rules run.
        how: whatever else than the configuration makes these settings, as a value whose text tells it from others.
        names_of: returns the paths of all documents of the project by name, given those that are checked; it is asked
            again where one of these was called otherwise than it seemed.
        cached: whether what earlier runs have found may be used and kept.
    """
    texts = {project.relative(path): read_document(path, project.root) for path in paths}
    day = project.today.isoformat()
    digests = {path: _digest(f"{day} {text}") for path, text in texts.items() if cached and isinstance(text, str)}
    keeper = _open_cache(project, how) if cached else None
    kept = _kept(keeper, digests) if keeper else {}
    # Whoever reads the documents only for their names has to keep or read again what was read: so these are guessed.
    guessed = {path: kept[path].name if path in kept else _guessed_name(text, path) for path, text in texts.items()}
    names = names_of([Named(path, name) for path, name in guessed.items()])
    crew = _Crew([_Share(project, settings, names, part) for part in _shares(texts, kept)])
    try:
        found = {each.path: each for each in crew.check()}
    finally:
        crew.close()
    told = guessed | {path: each.name for path, each in found.items()}
    names = names if told == guessed else names_of([Named(path, name) for path, name in told.items()])
    digest = cache(lambda: _digest_of_names(names))
    stale = [path for path, each in (kept | found).items() if not _still_holds(each, names, digest)]
    again = _Share(project, settings, names, {path: texts[path] for path in stale}).check()
    found |= {each.path: each for each in again}
    if keeper:
        _keep(keeper, found.values(), digests)
    from pmctl.rules.packing import unpack_findings  # noqa: PLC0415 - where nothing was found, nothing is unpacked

    all_found = (kept | found).values()
    findings = [finding for each in all_found for finding in unpack_findings(each.packed, each.path)]
    # Those of one rule at one place stay in the rule's order: it may be that of the document.
    findings.sort(key=lambda finding: (finding.path, finding.line, finding.column, finding.code))
    return findings, tuple(texts)


class _Share:
    """Some of the documents, to be checked. Each is read when its turn comes, and only what is found in it is kept."""

    def __init__(
        self, project: Project, settings: RuleSettings, names: Names, texts: Mapping[str, str | Problem]
    ) -> None:
        self._project = project
        self._settings = settings
        self._names = names
        self._texts = texts

    def check(self) -> list[_Found]:
        """Return what is found in each document."""
        if not self._texts:
            return []
        from pmctl.postmortem.parse import parse  # noqa: PLC0415 - where nothing is new, nothing is read
        from pmctl.rules.engine import check_document  # noqa: PLC0415 - nor checked
        from pmctl.rules.model import Context  # noqa: PLC0415
        from pmctl.rules.packing import pack_findings  # noqa: PLC0415
        from pmctl.rules.registry import RULES  # noqa: PLC0415

        rules = self._settings.chosen(RULES)
        consulted = Consulted(self._names)
        context = Context(conventions=self._project.conventions, today=self._project.today, names=consulted)
        digest = cache(lambda: _digest_of_names(self._names))
        found = []
        for path, text in self._texts.items():
            document = parse(text, path, self._project.conventions)
            consulted.forget()
            packed = pack_findings(check_document(document, rules, self._settings, context))
            of_all = digest() if consulted.asked_for_all else None
            found.append(_Found(path, document.name, packed, dict(consulted.asked), of_all))
        return found


class _Crew:
    """The shares at work: the first in this process, each other one in a process of its own."""

    def __init__(self, shares: Sequence[_Share]) -> None:
        self._own, *others = shares
        self._workers = [_Worker(share) for share in others]

    def check(self) -> Iterator[_Found]:
        """Yield what is found."""
        yield from self._own.check()
        for worker in self._workers:
            yield from worker.check()

    def close(self) -> None:
        """End the processes, finished or not."""
        for worker in self._workers:
            worker.close()


class _Worker:
    """A process with a share of the documents. Where the system has ended it, its work is done here."""

    def __init__(self, share: _Share) -> None:
        from multiprocessing import get_context  # noqa: PLC0415 - a few documents need no other process

        sys.stdout.flush()  # else the other process would write it, too
        forking = get_context("fork")
        self._share = share
        self._ours, theirs = forking.Pipe()
        self._process = forking.Process(target=_work, args=(share, theirs), daemon=True)
        self._process.start()
        theirs.close()

    def check(self) -> list[_Found]:
        """Return what is found; raise what went wrong there."""
        try:
            told: list[_Found] | Exception = self._ours.recv()
        except (EOFError, OSError):
            return self._share.check()
        if isinstance(told, Exception):
            raise told
        return told

    def close(self) -> None:
        """End it."""
        self._ours.close()
        self._process.terminate()
        self._process.join()


def _work(share: _Share, parent: Connection) -> None:
    try:
        parent.send(share.check())
    except (OSError, KeyboardInterrupt):
        return  # the other end has stopped, and says why
    except Exception as error:  # noqa: BLE001 - raised again where it can be told
        parent.send(error)


def _guessed_name(text: str | Problem, path: str) -> str:
    """Return what a document is probably called, at a glance."""
    claim = _ID.match(text, text.find("\nid:") + 1) if isinstance(text, str) else None
    return claim["id"] if claim else stem(path)


def _shares(texts: Mapping[str, str | Problem], known: Mapping[str, object]) -> list[dict[str, str | Problem]]:
    """Divide the documents that are to be read among as many processes as are worth it."""
    new = [path for path in texts if path not in known]
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1  # elsewhere a fork is not safe
    most = min(_MOST_PROCESSES, cores)
    count = max(1, min(most, len(new) // _WORTH_A_PROCESS))
    return [{path: texts[path] for path in new[place::count]} for place in range(count)]


def _open_cache(project: Project, how: object) -> CheckCache | None:
    if not project.in_git:
        return None
    from pmctl.repository.check_cache import CheckCache  # noqa: PLC0415 - SQLite takes a while to be there
    from pmctl.repository.database import FOLDER, code_version  # noqa: PLC0415

    file = project.configuration.file
    try:
        folder = common_folder(project.root) / FOLDER
        key = ascii(
            (
                __version__, code_version(), sys.version_info[:2], file and _configuration_text(file),
                project.relative(project.base), how,
            )
        )  # fmt: skip
    except (OSError, PmctlError):
        return None
    return CheckCache.opened(folder, key)


def _configuration_text(file: Path) -> bytes:
    return file.read_bytes()


def _kept(cache: CheckCache, digests: Mapping[str, bytes]) -> dict[str, _Found]:
    """Return what is kept of documents with these digests."""
    from pmctl.repository.database import CacheError, cache_errors  # noqa: PLC0415 - see _open_cache

    try:
        with cache_errors():
            known = cache.known(digests)
            return {path: _load(path, kept.found) for path, kept in known.items() if kept.digest == digests[path]}
    except CacheError as error:
        if error.is_damaged:
            cache.delete()
        return {}


def _keep(cache: CheckCache, found: Iterable[_Found], digests: Mapping[str, bytes]) -> None:
    """Keep what was found in documents that could be read, and close the cache."""
    from pmctl.repository.check_cache import Kept  # noqa: PLC0415 - see _open_cache

    new = {each.path: Kept(digests[each.path], _dump(each)) for each in found if each.path in digests}
    if new:
        cache.save(new)
    cache.close()


def _still_holds(found: _Found, names: Names, digest: Callable[[], str]) -> bool:
    """Return whether the rules would be told the same of other documents; `digest` is that of all names."""
    if found.asked_for_all is not None and found.asked_for_all != digest():
        return False
    return all(names.get(name) == (None if paths is None else tuple(paths)) for name, paths in found.asked.items())


def _digest(text: str) -> bytes:
    from hashlib import blake2b  # noqa: PLC0415 - it takes a while, and there may be nothing to keep

    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _digest_of_names(names: Names) -> str:
    return _digest(repr(sorted(names.items()))).hex()


def _dump(found: _Found) -> bytes:
    return json.dumps(found[1:], separators=(",", ":")).encode("ascii")


def _load(path: str, data: bytes) -> _Found:
    name, packed, asked, asked_for_all = json.loads(data)
    return _Found(path, name, packed, asked, asked_for_all)
