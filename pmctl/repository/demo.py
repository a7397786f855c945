"""A made-up company's repository: a story told in commits, replayed up to today and written with one git fast-import.

`load_story` reads the story, `replay` and `fast_import_stream` are pure, `write_demo` touches the world. Nothing is
written outside the folder that it is given.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pmctl.errors import PmctlError
from pmctl.repository.fast_import import fast_import_stream
from pmctl.repository.shipped import shipped_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

MAIN = "main"
POSTMORTEMS = "postmortems/"

Finish = Callable[[Mapping[str, bytes]], Mapping[str, bytes]]
"""Takes the files of the final tree by path, and returns files to add to it or to put in their place."""

_DATE = re.compile(r"(?<!\d)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)")
# git counts from 1970 and takes no year after 2099; the story is about nine months long.
_FIRST_TODAY = date(1971, 1, 1)
_LAST_TODAY = date(2099, 12, 31)
_COMMIT_KEYS = frozenset(
    {"author", "date", "message", "branch", "merge", "add", "edit", "rename", "delete", "finish"},
)
_PLAIN = (
    "-c", f"init.defaultBranch={MAIN}",
    "-c", "core.autocrlf=false",
    "-c", f"core.attributesFile={os.devnull}",
    "-c", f"core.hooksPath={os.devnull}",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who commits."""

    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A change of the text of `file`, in which `old` occurs exactly once."""

    file: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename:
    """A file that goes on under a new path."""

    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryCommit:
    """One commit as the story tells it. It renames first, then deletes, adds and edits.

    Attributes:
        date: aware, with the author's offset.
        branch: where it happens; a branch starts where main is at its first commit.
        merge: the branch that it brings into `branch`, or None.
        finish: whether it carries the generated files. Without any, the commit is left out.
    """

    author: Person
    date: datetime
    message: str
    branch: str
    merge: str | None
    add: tuple[str, ...]
    edits: tuple[Edit, ...]
    renames: tuple[Rename, ...]
    deletes: tuple[str, ...]
    finish: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The commits in order, and the texts of the files that they add, by path; all dates as they were written."""

    lead: Person
    commits: tuple[StoryCommit, ...]
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoCommit:
    """One commit of the demo.

    Attributes:
        date: of the author and the committer; aware, with the author's offset.
        parents: positions in the replay, the first parent first.
        files: the whole tree, contents by path.
    """

    author: Person
    date: datetime
    message: str
    branch: str
    parents: tuple[int, ...]
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoSummary:
    """What was written: how much, by how many people, and from which day to which, in the authors' zones."""

    target: Path
    commits: int
    people: int
    postmortems: int
    first: date
    last: date


def load_story(folder: Path) -> Story:
    """Read `story.toml` and the files that it adds, which lie in `files` beside it; PmctlError if that fails."""
    try:
        table = tomllib.loads((folder / "story.toml").read_text(encoding="utf-8"))
        people = {handle: Person(**person) for handle, person in table["people"].items()}
        commits = tuple(_story_commit(commit, people) for commit in table["commit"])
        paths = sorted({path for commit in commits for path in commit.add})
        files = {path: (folder / "files" / path).read_bytes().decode() for path in paths}
        return Story(lead=people[table["lead"]], commits=commits, files=files)
    except (OSError, ValueError, KeyError, TypeError) as error:
        problem = f"{type(error).__name__}: {error}"
        raise PmctlError(f"the story in {folder} cannot be read: {problem}", hint="Install pmctl again.") from error


def _story_commit(table: Mapping[str, Any], people: Mapping[str, Person]) -> StoryCommit:
    unknown = table.keys() - _COMMIT_KEYS
    if unknown:
        raise ValueError(f"a commit has the unknown key {min(unknown)}")
    moment = table["date"]
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise ValueError(f"{moment} is not a time with an offset")
    return StoryCommit(
        author=people[table["author"]],
        date=moment,
        message=table["message"],
        branch=table.get("branch", MAIN),
        merge=table.get("merge"),
        add=tuple(table.get("add", ())),
        edits=tuple(Edit(**edit) for edit in table.get("edit", ())),
        renames=tuple(Rename(old=rename["from"], new=rename["to"]) for rename in table.get("rename", ())),
        deletes=tuple(table.get("delete", ())),
        finish=table.get("finish", False),
    )


def replay(story: Story, today: date, *, finish: Finish | None = None) -> tuple[DemoCommit, ...]:
    """Return the story's commits, moved by whole weeks so that the last one lies in the seven days up to `today`.

    Every date written as YYYY-MM-DD in a path, a text or a message moves along. Raises PmctlError where the story
    contradicts itself, such as an edit whose old text is not there, and for a `today` that git has no dates for.
    """
    if not _FIRST_TODAY <= today <= _LAST_TODAY:
        raise PmctlError(f"the demo cannot be moved to {today}", hint="Choose a day between 1971 and 2099.")
    weeks = (today - story.commits[-1].date.date()).days // 7
    replaying = _Replay(files=story.files, weeks=weeks, finish=finish)
    for number, commit in enumerate(story.commits, start=1):
        try:
            replaying.add(commit)
        except (KeyError, ValueError) as error:
            raise PmctlError(f"commit {number} of the story ({commit.message}): {error}") from error
    return tuple(replaying.commits)


class _Replay:
    """The commits so far, and where each branch has come to."""

    def __init__(self, *, files: Mapping[str, str], weeks: int, finish: Finish | None) -> None:
        self.commits: list[DemoCommit] = []
        self._files = files
        self._weeks = weeks
        self._finish = finish
        self._heads: dict[str, int] = {}
        self._trees: dict[str, Mapping[str, str]] = {MAIN: {}}
        self._forks: dict[str, Mapping[str, str]] = {}

    def add(self, step: StoryCommit) -> None:
        """Take the next commit; ValueError or KeyError if it does not fit what came before."""
        if step.branch not in self._trees:
            self._trees[step.branch] = self._forks[step.branch] = self._trees[MAIN]
            self._heads[step.branch] = self._heads[MAIN]
        parents = [self._heads[step.branch]] if step.branch in self._heads else []
        tree = dict(self._trees[step.branch])
        if step.merge is not None:
            parents.append(self._heads[step.merge])
            _merge(tree, base=self._forks[step.merge], theirs=self._trees[step.merge])
            self._forks[step.merge] = self._trees[step.merge]
        _change(tree, step, self._files)
        files = {self._moved(path): self._moved(text).encode() for path, text in tree.items()}
        if step.finish:
            generated = self._finish(files) if self._finish else {}
            if generated.items() <= files.items():
                return
            files |= generated
        self._trees[step.branch] = tree
        self._heads[step.branch] = len(self.commits)
        self.commits.append(
            DemoCommit(
                author=step.author,
                date=step.date + timedelta(weeks=self._weeks),
                message=self._moved(step.message),
                branch=step.branch,
                parents=tuple(parents),
                files=files,
            )
        )

    def _moved(self, text: str) -> str:
        return _move_dates(text, self._weeks)


def _merge(tree: dict[str, str], *, base: Mapping[str, str], theirs: Mapping[str, str]) -> None:
    """Bring into `tree` what `theirs` changed since `base`; ValueError if both changed the same file."""
    for path in sorted(base.keys() | theirs.keys()):
        if theirs.get(path) == base.get(path):
            continue
        if tree.get(path) != base.get(path):
            raise ValueError(f"both branches changed {path}")
        if path in theirs:
            tree[path] = theirs[path]
        else:
            del tree[path]


def _change(tree: dict[str, str], step: StoryCommit, files: Mapping[str, str]) -> None:
    for rename in step.renames:
        _refuse_existing(tree, rename.new)
        tree[rename.new] = tree.pop(rename.old)
    for path in step.deletes:
        del tree[path]
    for path in step.add:
        _refuse_existing(tree, path)
        tree[path] = files[path]
    for edit in step.edits:
        found = tree[edit.file].count(edit.old)
        if found != 1:
            raise ValueError(f"{edit.old!r} occurs {found} times in {edit.file}")
        tree[edit.file] = tree[edit.file].replace(edit.old, edit.new)


def _refuse_existing(tree: Mapping[str, str], path: str) -> None:
    if path in tree:
        raise ValueError(f"{path} is there already")


@lru_cache(maxsize=1024)  # a file that a commit leaves alone is not searched for dates again
def _move_dates(text: str, weeks: int) -> str:
    if weeks == 0:
        return text
    offset = timedelta(weeks=weeks)
    return _DATE.sub(lambda found: (date.fromisoformat(found[0]) + offset).isoformat(), text)


def write_demo(target: Path, *, today: date, finish: Finish | None = None) -> DemoSummary:
    """Write the demo's repository into `target`, a folder that is empty or does not exist yet.

    Args:
        target: the folder; it and its parents are created where they are missing.
        today: the last commit is dated within the seven days up to it, in its author's zone.
        finish: returns the generated files of the last commit, such as the index.

    Raises PmctlError if the target is taken or cannot be written, or if git is missing or fails. Then everything that
    was made is removed again.
    """
    git = shutil.which("git")
    if git is None:
        raise PmctlError("git is not installed", hint="Install git and make sure that it is on the PATH.")
    folder = target.absolute()
    story = load_story(shipped_folder("examples") / "demo")
    try:
        _refuse_taken(folder)
        commits = replay(story, today, finish=finish)
        with _all_or_nothing(folder):
            _create(git, folder, commits, lead=story.lead)
    except OSError as error:
        reason = error.strerror or str(error)
        raise PmctlError(
            f"the demo cannot be written to {target}: {reason}",
            hint="Choose a folder that you may write to.",
        ) from error
    return DemoSummary(
        target=target,
        commits=len(commits),
        people=len({commit.author for commit in commits}),
        postmortems=sum(_is_postmortem(path) for path in commits[-1].files),
        first=commits[0].date.date(),
        last=commits[-1].date.date(),
    )


def _is_postmortem(path: str) -> bool:
    return path.startswith(POSTMORTEMS) and bool(_DATE.match(path, len(POSTMORTEMS)))


def _refuse_taken(folder: Path) -> None:
    hint = "Name a folder that does not exist yet, or an empty one."
    if folder.is_dir():
        if any(folder.iterdir()):
            raise PmctlError(f"{folder} is not empty", hint=hint)
    elif os.path.lexists(folder):
        raise PmctlError(f"{folder} exists and is not a folder", hint=hint)


@contextmanager
def _all_or_nothing(folder: Path) -> Iterator[None]:
    """Make `folder`, and leave no trace of it or in it if what happens inside fails or is interrupted."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for path in missing[-1:] or list(folder.iterdir()):
            _remove(path)
        raise


def _remove(path: Path) -> None:
    # git makes its objects read-only, and Windows does not delete what is read-only.
    for child in path.rglob("*"):
        if child.is_file():
            child.chmod(0o600)
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    elif path.exists():
        path.unlink()


def _create(git: str, folder: Path, commits: Sequence[DemoCommit], *, lead: Person) -> None:
    _run(git, folder, "init", "--quiet", "--template=")
    _run(git, folder, "fast-import", "--quiet", "--date-format=raw", stdin=fast_import_stream(commits))
    settings = {
        "user.name": lead.name,
        "user.email": lead.email,
        # The user's own settings would sign with a key that the lead does not have, or change line endings.
        "commit.gpgSign": "false",
        "core.autocrlf": "false",
    }
    for name, value in settings.items():
        _run(git, folder, "config", name, value)
    _run(git, folder, "checkout", "--quiet", "--force", MAIN)


def _run(git: str, folder: Path, *arguments: str, stdin: bytes = b"") -> None:
    """Run git in `folder`, deaf to the user's and the system's configuration; PmctlError if it fails."""
    result = subprocess.run(  # noqa: S603 - an argument list, of our own words and the story's
        [git, *_PLAIN, *arguments], cwd=folder, env=_environment(), input=stdin, capture_output=True, check=False
    )
    if result.returncode:
        said = result.stderr.decode(errors="replace").strip().splitlines()
        reason = said[-1] if said else f"exit code {result.returncode}"
        raise PmctlError(
            f"git {arguments[0]} failed in {folder}: {reason}",
            hint="Choose another folder, or update git if `git --version` is older than 2.32.",
        )


def _environment() -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return inherited | {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }
