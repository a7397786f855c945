"""The ledger of a random history equals a slow, obvious oracle; and so does that of a real repository.

PMCTL_HISTORIES=20000 tells more histories than the default run does, other ones each time.
"""

from __future__ import annotations

import datetime as dt
import os
import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmctl.ledger.fold import fold
from pmctl.ledger.model import Commit, State
from pmctl.postmortem.conventions import ActionStatus, Conventions, Status
from pmctl.postmortem.decoding import decode
from pmctl.postmortem.model import Action, Record, Unreadable
from pmctl.postmortem.nodes import Mapping
from pmctl.postmortem.parse import read_record
from pmctl.postmortem.problems import Problem, ProblemKind
from pmctl.postmortem.revisions import lean
from pmctl.repository.files import Scope
from pmctl.repository.git import Repository
from pmctl.repository.history import read_states
from tests.ledger.oracle import oracle
from tests.story import REGULAR, SYMLINK, Story, Told

if TYPE_CHECKING:
    from pathlib import Path

    from pmctl.ledger.model import Ledger, Version

HISTORIES = int(os.environ.get("PMCTL_HISTORIES", "1000"))
REPOSITORIES = max(50, HISTORIES // 20)
RANDOM = "PMCTL_HISTORIES" in os.environ
ZONES = [dt.UTC, ZoneInfo("America/Santiago"), ZoneInfo("Pacific/Kiritimati")]

PATHS = ["pm/a.md", "pm/b.md", "pm/c.md", "pm/old/a.md", "pm/x.md"]
DOCUMENT_IDS = [None, None, "a", "b", "x", "y", "z"]
STATUSES = [*Status, None]
ACTION_IDS = [None, None, "A1", "A2", "A3", "add an alert"]
TITLES = ["Add an alert", "add an ALERT!", "Raise the pool", "Rehearse failover", "!!!", None]
OWNERS = ["@mara", "@jonas", "@ines", None]
DAYS = [dt.date(2026, 3, 1), dt.date(2026, 3, 15), dt.date(2026, 4, 1), None]
PRIORITIES = ["P0", "P1", None]
AUTHORS = ["Mara Lindqvist", "Jonas Weber", "Ines Duarte"]


@dataclass(frozen=True)
class Promise:
    id: str | None
    title: str | None
    owner: str | None
    due: dt.date | None
    status: ActionStatus
    priority: str | None
    opened: dt.date | None = None
    closed: dt.date | None = None


@dataclass(frozen=True)
class Document:
    id: str | None
    status: Status | None
    promises: tuple[Promise, ...]
    broken: bool = False


Tree = dict[str, Document]
Edit = tuple[str, int, int, int]
OPERATIONS = [
    *["write", "delete", "break", "mend", "move", "copy", "identify", "identify", "publish"],
    *["promise", "promise", "forget", "swap", "name", "name all"],
    *["title", "owner", "due", "due", "status", "status", "status", "priority", "opened", "closed"],
]


def apply(tree: Tree, edit: Edit) -> None:
    """Change `tree` as `edit` says: what is done, and three numbers that choose what to and how."""
    operation, where, what, how = edit
    path = PATHS[where % len(PATHS)]
    target = PATHS[what % len(PATHS)]
    document = tree.get(path)
    if document is None:
        taken = sorted(tree)
        if operation in {"write", "promise"} or not taken:
            promises = tuple(new_promise(what + n, how + n) for n in range(how % 4))
            tree[path] = Document(choose(DOCUMENT_IDS, what), choose(STATUSES, how), promises)
            return
        path = taken[where % len(taken)]
        document = tree[path]
    if operation == "delete":
        del tree[path]
    elif operation == "move":
        tree[target] = tree.pop(path)
    elif operation == "copy":
        tree[target] = document
    else:
        tree[path] = edited(document, operation, what, how)


def edited(document: Document, operation: str, what: int, how: int) -> Document:
    if operation in {"break", "mend"}:
        return replace(document, broken=operation == "break")
    if operation == "identify":
        return replace(document, id=choose(DOCUMENT_IDS, what))
    if operation == "publish":
        return replace(document, status=choose(STATUSES, what))
    promises = list(document.promises)
    if operation in {"write", "promise"} or not promises:
        promises.insert(how % (len(promises) + 1), new_promise(what, how))
    elif operation == "forget":
        del promises[what % len(promises)]
    elif operation == "swap":
        promises.reverse()
    elif operation == "name all":
        promises = [p if p.id else replace(p, id=f"B{n}") for n, p in enumerate(promises)]
    else:
        at = what % len(promises)
        promises[at] = changed(promises[at], operation, how)
    return replace(document, promises=tuple(promises))


def changed(promise: Promise, operation: str, how: int) -> Promise:
    key = {"name": "id"}.get(operation, operation)
    choices = {
        "id": ACTION_IDS,
        "title": TITLES,
        "owner": OWNERS,
        "due": DAYS,
        "status": list(ActionStatus),
        "priority": PRIORITIES,
        "opened": [None, dt.date(2025, 12, 24)],
        "closed": [None, dt.date(2025, 12, 31), dt.date(2026, 2, 10)],
    }[key]
    return replace(promise, **{key: choose(choices, how)})


def new_promise(what: int, how: int) -> Promise:
    return Promise(
        id=choose(ACTION_IDS, how),
        title=choose(TITLES, what),
        owner=choose(OWNERS, what),
        due=choose(DAYS, how),
        status=choose(list(ActionStatus), what + how),
        priority=choose(PRIORITIES, how),
    )


def choose(values: list[Any], number: int) -> Any:
    return values[number % len(values)]


# A tree as values, without any text


def version(path: str, document: Document) -> Version:
    if document.broken:
        problem = Problem(kind=ProblemKind.INVALID_YAML, message="the front matter is not valid YAML", line=1)
        return Unreadable(path=path, problems=(problem,), claim=document.id)
    return Record(
        path=path, id=document.id, title="Checkout timeouts", status=document.status, severity="SEV1", date=None,
        owner="@mara", team=None, services=(), tags=(), causes=(), authors=(), related=(), incident=None,
        detection=None, milestones=(), problems=(), fields=Mapping({}, 1, 1, 0, 0, flow=False),
        actions=tuple(
            Action(
                id=p.id, title=p.title, owner=p.owner, due=p.due, status=p.status, type=None, priority=p.priority,
                team=None, ticket=None, reason=None, opened=p.opened, closed=p.closed, line=n, column=1, fields=None,
            )
            for n, p in enumerate(document.promises, 1)
        ),
    )  # fmt: skip


def tell(steps: list[tuple[list[Edit], int, int]], *, uncommitted: bool) -> list[State]:
    """Turn steps (edits, hours since the last, author) into states."""
    tree: Tree = {}
    states: list[State] = []
    date = dt.datetime(2026, 2, 1, 12, tzinfo=dt.timezone(dt.timedelta(hours=9)))
    for number, (edits, hours, author) in enumerate(steps):
        before = dict(tree)
        for edit in edits:
            apply(tree, edit)
        date += dt.timedelta(hours=hours)
        commit = Commit(sha=f"{number:040x}", author=choose(AUTHORS, author), date=date, subject="Change")
        if uncommitted and number == len(steps) - 1:
            commit = None
        paths = [path for path in {**before, **tree} if before.get(path) != tree.get(path)]
        changes = {path: version(path, tree[path]) if path in tree else None for path in paths}
        states.append(State(commit=commit, changes=changes))
    return states


NUMBER = st.integers(0, 59)
EDIT = st.tuples(st.sampled_from(OPERATIONS), NUMBER, NUMBER, NUMBER)
STEP = st.tuples(st.lists(EDIT, min_size=1, max_size=4), st.integers(-30, 90), NUMBER)


def assert_equal(found: Ledger, expected: Ledger) -> None:
    """Compare part by part, so that a failure names the part."""
    assert found.events == expected.events
    assert found.actions == expected.actions
    assert found.documents == expected.documents
    assert found == expected


@settings(
    max_examples=HISTORIES,
    deadline=None,
    database=None,
    derandomize=not RANDOM,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    steps=st.lists(STEP, min_size=1, max_size=14),
    zone=st.sampled_from(ZONES),
    shallow=st.booleans(),
    uncommitted=st.booleans(),
)
def test_ledger_of_a_random_history_equals_the_oracle(
    steps: list[tuple[list[Edit], int, int]], zone: dt.tzinfo, shallow: bool, uncommitted: bool
) -> None:
    states = tell(steps, uncommitted=uncommitted)
    boundary = frozenset({f"{0:040x}"} if shallow else ())
    assert_equal(fold(states, zone=zone, boundary=boundary), oracle(states, zone=zone, boundary=boundary))


def random_steps(seed: int) -> list[tuple[list[Edit], int, int]]:
    """A longer history than hypothesis likes to draw."""
    dice = random.Random(seed)

    def edit() -> Edit:
        return dice.choice(OPERATIONS), dice.randrange(60), dice.randrange(60), dice.randrange(60)

    return [
        ([edit() for _ in range(dice.randint(1, 4))], dice.randint(-30, 90), dice.randrange(60))
        for _ in range(dice.randint(10, 40))
    ]


def seeds(number: int) -> range:
    start = random.SystemRandom().randrange(2**31) if RANDOM else 0
    return range(start, start + number)


def test_ledgers_of_long_histories_equal_the_oracle() -> None:
    for seed in seeds(HISTORIES):
        states = tell(random_steps(seed), uncommitted=seed % 3 == 0)
        zone = ZONES[seed % len(ZONES)]
        boundary = frozenset({f"{0:040x}"} if seed % 4 == 0 else ())
        try:
            assert_equal(fold(states, zone=zone, boundary=boundary), oracle(states, zone=zone, boundary=boundary))
        except AssertionError as error:
            error.add_note(f"the history of seed {seed}")
            raise


# The same, in real repositories


def text(document: Document) -> str:
    """Write a document as a person would; a broken one never closes its bracket."""
    lines = ["---", "title: Checkout timeouts"]
    lines += [f"status: {document.status}"] if document.status else []
    lines += [f"id: {document.id}"] if document.id else []
    lines += ["actions:"] if document.promises else []
    for promise in document.promises:
        values = {key: getattr(promise, key) for key in ("id", "title", "owner", "due", "priority", "opened", "closed")}
        lines.append(f"  - status: {promise.status}")
        lines += [f'    {key}: "{value}"' for key, value in values.items() if value]
    return "\n".join([*lines, *(["tags: [checkout"] if document.broken else []), "---", "", "## Summary", ""])


class Teller:
    """Tells a random story with side branches that are merged, squashed and reverted."""

    def __init__(self, story: Story, dice: random.Random) -> None:
        self.story = story
        self.dice = dice
        self.documents: dict[bytes, Document] = {}
        self.date = dt.datetime(2026, 2, 1, 12, tzinfo=dt.timezone(dt.timedelta(hours=9)))

    def tell(self) -> None:
        self.work()
        for number in range(self.dice.randint(5, 15)):
            kind = self.dice.choice(["work", "work", "work", "merge", "squash", "revert", "else"])
            if kind == "work":
                self.work()
            elif kind == "revert":
                self.story.revert(self.dice.choice(self.story.first_parents()[-4:]).sha, at=self.later())
            elif kind == "else":
                self.story.write(f"pm/{number}.png", "picture").write("README.md", f"{number}").commit(at=self.later())
            else:
                self.side_branch(f"side-{number}", kind)

    def side_branch(self, name: str, kind: str) -> None:
        self.story.branch(name)
        for _ in range(self.dice.randint(1, 3)):
            self.work()
        self.story.switch("main")
        if self.dice.random() < 0.5:
            self.work()
        (self.story.merge if kind == "merge" else self.story.squash)(name, at=self.later())

    def work(self) -> None:
        tree = {path: self.documents[data] for path, (_, data) in self.story.files.items() if data in self.documents}
        before = dict(tree)
        for _ in range(self.dice.randint(1, 4)):
            apply(tree, (self.dice.choice(OPERATIONS), *(self.dice.randrange(60) for _ in range(3))))
        for path in before.keys() - tree.keys():
            self.story.delete(path)
        for path, document in tree.items():
            self.documents[text(document).encode()] = document
            self.story.write(path, text(document))
        if self.dice.random() < 0.1 and tree:
            self.story.write(self.dice.choice(sorted(tree)), "elsewhere.md", mode=SYMLINK)
        self.story.commit(by=self.dice.choice(AUTHORS), at=self.later())

    def later(self) -> str:
        self.date += dt.timedelta(hours=self.dice.randint(-30, 90))
        return self.date.isoformat()


def line_of_clone(story: Story, depth: int | None) -> tuple[list[Told], frozenset[str]]:
    """The first-parent line in a clone of `depth`, and where it is cut off: git counts along the shortest way."""
    line = story.first_parents()
    distances: dict[str, int] = {}
    ring = {line[-1].sha}
    while ring:
        distances |= dict.fromkeys(ring, len(set(distances.values())) + 1)
        ring = {parent for sha in ring for parent in story.commits[sha].parents} - distances.keys()
    for n in reversed(range(len(line))):
        if distances[line[n].sha] == depth and line[n].parents:
            return line[n:], frozenset({line[n].sha})
    return line, frozenset()


def expected_states(line: list[Told]) -> list[State]:
    """The states of a line of commits, read off the story."""
    states: list[State] = []
    before: dict[str, tuple[str, bytes]] = {}
    for told in line:
        files = {path: entry for path, entry in told.tree.items() if path.endswith(".md") and path != "README.md"}
        paths = [path for path in {**before, **files} if before.get(path) != files.get(path)]
        changes = {path: read(path, *files[path]) if path in files else None for path in paths}
        assert told.date
        commit = Commit(sha=told.sha, author=told.author, date=told.date, subject=told.subject)
        if changes:
            states.append(State(commit=commit, changes=changes))
        before = files
    return states


def read(path: str, mode: str, data: bytes) -> Version | None:
    if mode != REGULAR:
        return None
    source = decode(data)
    assert isinstance(source, str)
    version = read_record(source, path, Conventions())
    return version if isinstance(version, Unreadable) else lean(version)


def told_by_git(root: Path, zone: dt.tzinfo) -> Ledger:
    repository = Repository(root)
    scope = Scope(directory="pm", index="pm/README.md", exclude=())
    newest = repository.resolve("main")
    assert newest
    states = read_states(repository, scope, Conventions(), newest)
    return fold(states, zone=zone, boundary=repository.boundary())


@pytest.mark.parametrize("part", range(5))
def test_ledger_of_a_real_repository_equals_the_oracle(tmp_path: Path, part: int) -> None:
    for seed in seeds(REPOSITORIES)[part::5]:
        dice = random.Random(seed)
        zone = dice.choice(ZONES)
        depth = dice.choice([None, None, 1, 3, 6])
        root = tmp_path / str(seed)
        with Story(root) as story:
            Teller(story, dice).tell()
            if depth:
                root = story.shallow_clone(tmp_path / f"{seed}-shallow", depth=depth)
        line, boundary = line_of_clone(story, depth)
        try:
            assert_equal(told_by_git(root, zone), oracle(expected_states(line), zone=zone, boundary=boundary))
        except AssertionError as error:
            error.add_note(f"the repository of seed {seed}")
            raise
