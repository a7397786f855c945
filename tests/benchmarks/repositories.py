"""Repositories of any size, made with one ``git fast-import``; the same on every machine."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = ("mara", "jonas", "priya", "tomasz", "aiko", "lena", "noor", "diego")
SERVICES = ("checkout-api", "orders-db", "search", "login", "labels", "catalogue", "mobile-app", "billing")
FIRST_DAY = date(2016, 1, 4)
_START = 1_451_900_000
_STATUSES = ("open", "in-progress", "blocked", "done", "done", "done", "dropped")
_KEPT = 0.9
"""How likely it is that a promise whose day is near or has passed is closed when its document is touched."""
_PUBLISHED = 0.6
"""How likely a draft is to be published when it is touched."""
_REOPENED = 0.1
_FRESH, _SPAN = 0.9, 150 * 86_400
"""How likely a change is to be one of a document that is younger than so many seconds: an old one is left alone."""
_NEAR = timedelta(days=30)
_BODY = """
# {title}

## Summary

Requests to {service} waited for a connection for {n} minutes and then failed. The pool was smaller than the number of
workers since the deployment of the day before.

## Impact

{n}00 requests from {n}0 customers failed. No data was lost.

## Timeline

| Time (UTC) | Event |
| :- | :- |
| 09:52 | Deploy {n} reaches the last region |
| 10:04 | The error rate alert fires |
| 10:41 | The deploy is rolled back |

## Root causes

The pool's size is set by hand, and the number of workers by the autoscaler.

## Resolution

The deploy was rolled back. The pool's size is derived from the number of workers now.

## Lessons learned

The alert fired twelve minutes after the first failure; the dashboard had shown it at once.

## Action items

See the front matter. Revision {revision}.
"""


@dataclass(slots=True)
class _Action:
    number: int
    owner: str
    due: date
    status: str = "open"


@dataclass(slots=True)
class _Document:
    number: int
    day: date
    service: str
    actions: list[_Action]
    revision: int = 0
    status: str = "draft"
    text: bytes = field(default=b"")

    @property
    def path(self) -> str:
        return f"postmortems/{self.day.year}/{self.day}-{self.service}-{self.number}.md"

    def _review(self) -> list[str]:
        if self.status == "draft":
            return []
        reviewer = PEOPLE[(self.number + 1) % len(PEOPLE)]
        return [f'reviewers: ["@{reviewer}"]', f"published_at: {self.day + timedelta(days=5)}T15:00:00Z"]

    def write(self) -> bytes:
        title = f"Timeouts of {self.service} number {self.number}"
        head = [
            "---",
            f"id: {self.day}-{self.service}-{self.number}",
            f'title: "{title}"',
            f"status: {self.status}",
            f"severity: SEV{1 + self.number % 4}",
            f"date: {self.day}",
            f'owner: "@{PEOPLE[self.number % len(PEOPLE)]}"',
            "team: payments",
            f"services: [{self.service}]",
            f"started_at: {self.day}T09:52:00Z",
            f"resolved_at: {self.day}T10:41:00Z",
            "causes: [config-change]",
            *self._review(),
            "actions:",
        ]
        for action in self.actions:
            head += [
                f"  - id: A{action.number}",
                f"    title: Alert when pool {action.number} of {self.service} stays above 80 % for 5 minutes",
                f'    owner: "@{action.owner}"',
                f"    due: {action.due}",
                f"    status: {action.status}",
                "    type: detect",
                f"    priority: P{action.number % 4}",
            ]
            if action.status == "done":
                head.append(f"    evidence: https://metrics.example.com/pools/{action.number}")
            if action.status == "dropped":
                head.append("    reason: the pool is gone")
        body = _BODY.format(title=title, service=self.service, n=self.number % 89 + 11, revision=self.revision)
        return "\n".join([*head, "---", body]).encode()


def make(target: Path, *, documents: int, commits: int, other_commits: int = 0, seed: int = 1) -> None:
    """Write a repository.

    Args:
        target: a folder that does not exist yet.
        documents: how many postmortems there are in the end.
        commits: how many commits touch one, the first of each included.
        other_commits: how many touch only other files, spread between them: a monorepo.
    """
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", str(target)], check=True)
    importer = subprocess.Popen(["git", "fast-import", "--quiet"], cwd=target, stdin=subprocess.PIPE)
    assert importer.stdin is not None
    with importer.stdin as stream:
        _write_history(stream, random.Random(seed), documents, commits, other_commits)
    if importer.wait():
        raise RuntimeError("git fast-import failed")
    subprocess.run(["git", "reset", "--hard", "--quiet", "main"], cwd=target, check=True)
    subprocess.run(["git", "gc", "--quiet"], cwd=target, check=True)


def forget(target: Path) -> None:
    """Delete what pmctl has kept of a repository."""
    shutil.rmtree(target / ".git" / "pmctl", ignore_errors=True)


def append_commit(target: Path) -> None:
    """Commit one change of one document."""
    path = min((target / "postmortems").rglob("*.md"))
    text = path.read_text(encoding="utf-8")
    moved = re.sub(r"due: \d{4}", lambda due: f"due: {int(due[0][-4:]) + 1}", text, count=1)
    path.write_text(moved, encoding="utf-8")
    identity = ["-c", "user.name=Mara", "-c", "user.email=mara@example.com"]
    subprocess.run(["git", *identity, "commit", "--quiet", "-am", "Move an action"], cwd=target, check=True)


def _write_history(stream: BinaryIO, chance: random.Random, documents: int, commits: int, others: int) -> None:
    known: list[_Document] = []
    total = commits + others
    kinds = [True] * commits + [False] * others
    chance.shuffle(kinds)
    done = 0
    for position, is_ours in enumerate(kinds):
        clock = _START + position * (10 * 365 * 86_400 // total)
        who = PEOPLE[chance.randrange(len(PEOPLE))]
        if not is_ours:
            path, data = f"src/module{position % 997}/file{position % 31}.txt", b"revision %d\n" % position
        else:
            must_add = documents - len(known) >= commits - done
            if not known or must_add or (len(known) < documents and chance.random() < documents / commits):
                known.append(_open(chance, len(known), clock))
                document = known[-1]
            else:
                document = _touched(chance, known, clock)
                _change(chance, document, datetime.fromtimestamp(clock, UTC).date())
            path, data = document.path, document.write()
            done += 1
        _commit(stream, who, clock, f"Change {position}", path, data)


def _touched(chance: random.Random, known: list[_Document], clock: int) -> _Document:
    fresh = 0
    if chance.random() < _FRESH:
        youngest = datetime.fromtimestamp(clock - _SPAN, UTC).date()
        fresh = min(bisect_left(known, youngest, key=lambda document: document.day), len(known) - 1)
    return known[chance.randrange(fresh, len(known))]


def _open(chance: random.Random, number: int, clock: int) -> _Document:
    day = datetime.fromtimestamp(clock, UTC).date()
    actions = [
        _Action(number=n, owner=chance.choice(PEOPLE), due=day + timedelta(days=chance.randrange(7, 90)))
        for n in range(1, chance.randrange(3, 6))
    ]
    return _Document(number=number, day=day, service=chance.choice(SERVICES), actions=actions)


def _change(chance: random.Random, document: _Document, today: date) -> None:
    document.revision += 1
    for action in document.actions:
        if action.due < today + _NEAR and chance.random() < _KEPT:
            action.status = "done"
    action = chance.choice(document.actions)
    match chance.randrange(5):
        case 0:
            action.due += timedelta(days=chance.randrange(1, 30))
        case 1:
            action.owner = chance.choice(PEOPLE)
        case 2 | 3:
            if action.status not in {"done", "dropped"} or chance.random() < _REOPENED:
                action.status = chance.choice(_STATUSES)
        case _:
            document.status = "published"
    if document.status == "draft" and chance.random() < _PUBLISHED:
        document.status = "published"
    is_over = all(action.status in {"done", "dropped"} for action in document.actions)
    if document.status == "published" and is_over:
        document.status = "closed"
    elif document.status == "closed" and not is_over:
        document.status = "published"


def _commit(stream: BinaryIO, who: str, clock: int, message: str, path: str, data: bytes) -> None:
    person = f"{who.capitalize()} <{who}@example.com> {clock} +0000".encode()
    stream.write(
        b"commit refs/heads/main\nauthor %b\ncommitter %b\ndata %d\n%b\nM 100644 inline %b\ndata %d\n%b\n"
        % (person, person, len(message), message.encode(), path.encode(), len(data), data)
    )
