"""What is kept between two runs never shows: the ledger is the one that git tells, whatever became of either."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pmctl.errors import PmctlError
from pmctl.repository import cache, database, history
from pmctl.repository.cache import FILE_NAME
from pmctl.repository.history import Extent, read_ledger
from pmctl.repository.project import open_project
from tests.ledger.test_oracle import Teller, apply, seeds
from tests.ledger.test_oracle import text as random_text
from tests.ledger.test_resumption import assert_open_equal
from tests.reports.states import action, text
from tests.story import SUBMODULE, Story

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pmctl.ledger.model import Ledger

ONE, TWO = "postmortems/2026-01-05-one.md", "postmortems/2026-01-06-two.md"


def read(root: Path, **how: Any) -> Ledger:
    project = open_project(root)
    return read_ledger(project, **how)


def same(root: Path, **how: Any) -> Ledger:
    """Read a history with what is kept, in both extents, and without; return it."""
    fresh = read(root, cached=False, **how)
    for _ in range(2):  # as it is kept, and from what is kept
        assert_open_equal(read(root, extent=Extent.OPEN, **how), fresh)
        assert read(root, extent=Extent.WHOLE, **how) == fresh
    return fresh


def file_of(root: Path) -> Path:
    return root / ".git/pmctl" / FILE_NAME


def one(due: str, **fields: str) -> str:
    return text("2026-01-05-one", action("A1", due, **fields))


def two(*actions: str) -> str:
    return text("2026-01-06-two", *actions)


def git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=True, text=True)
    return done.stdout.strip()


def commit(root: Path, path: str, content: str) -> str:
    (root / path).parent.mkdir(exist_ok=True, parents=True)
    (root / path).write_text(content, encoding="utf-8")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=Change")
    return git(root, "rev-parse", "HEAD")


@pytest.fixture(autouse=True)
def silent(capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    """Nobody ever hears of the cache."""
    yield
    assert capfd.readouterr() == ("", "")


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Story]:
    """A promise that is moved, another that is made on a branch, and one that vanishes."""
    with Story(tmp_path / "told") as story:
        story.write(ONE, one("2026-02-01")).commit()
        story.write(ONE, one("2026-03-01")).write(TWO, two(action("B1"), action("B2"))).commit(by="Jonas Weber")
        story.branch("side").write(TWO, two(action("B1", status="done"), action("B2"))).commit(by="Ines Duarte")
        story.switch("main").write(ONE, "---\nid: [\n---\n").commit()
        story.merge("side")
        story.write(TWO, two(action("B1", status="done"))).commit()
        story.rename(ONE, "postmortems/moved.md").write("postmortems/moved.md", one("2026-03-08")).commit()
        story.checkout()
        yield story


@pytest.fixture
def root(told: Story) -> Path:
    return told.root


# Random stories


def random_story(folder: Path, seed: int) -> Story:
    with Story(folder) as story:
        Teller(story, random.Random(seed)).tell()
        story.checkout()
        (story.root / "pmctl.toml").write_text('directory = "pm"\n', encoding="utf-8")
    return story


def noted(law: Callable[[int], None], number: int) -> None:
    for seed in seeds(number):
        try:
            law(seed)
        except Exception as error:
            error.add_note(f"the story of seed {seed}")
            raise


def test_after_every_commit_of_random_stories(tmp_path: Path) -> None:
    def law(seed: int) -> None:
        story = random_story(tmp_path / str(seed), seed)
        for told in story.first_parents():
            fresh = read(story.root, revision=told.sha, cached=False)
            assert_open_equal(read(story.root, revision=told.sha, extent=Extent.OPEN), fresh)
            assert read(story.root, revision=told.sha) == fresh

    noted(law, 12)


def test_any_commits_of_random_stories_in_any_order(tmp_path: Path) -> None:
    def law(seed: int) -> None:
        dice = random.Random(seed)
        story = random_story(tmp_path / str(seed), seed)
        for told in dice.choices(list(story.commits.values()), k=12):
            assert read(story.root, revision=told.sha) == read(story.root, revision=told.sha, cached=False)

    noted(law, 12)


def test_as_of_the_day_of_every_commit_of_random_stories(tmp_path: Path) -> None:
    def law(seed: int) -> None:
        story = random_story(tmp_path / str(seed), seed)
        for day in {told.date.date() for told in story.first_parents() if told.date}:
            assert read(story.root, as_of=day) == read(story.root, as_of=day, cached=False)

    noted(law, 6)


def test_a_working_tree_that_is_changed_after_every_commit_of_random_stories(tmp_path: Path) -> None:
    def law(seed: int) -> None:
        dice = random.Random(seed)
        story = random_story(tmp_path / str(seed), seed)
        folder = story.root
        teller = Teller(story, dice)
        for told in story.first_parents():
            git(folder, "reset", "--quiet", "--hard", told.sha)
            tree: dict[str, Any] = {}
            for _ in range(dice.randint(1, 4)):
                apply(tree, (dice.choice(["write", "copy", "move", "break"]), *(dice.randrange(60) for _ in range(3))))
            for path, document in tree.items():
                (folder / path).unlink(missing_ok=True)
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_text(random_text(document), encoding="utf-8")
            there = sorted(folder.glob("pm/*.md"))
            for path in dice.sample(there, min(dice.randint(0, 1), len(there))):
                path.unlink()
            extent = dice.choice(list(Extent))
            found, fresh = read(folder, extent=extent), read(folder, cached=False)
            assert_open_equal(found, fresh)
            assert extent is Extent.OPEN or found == fresh
            git(folder, "clean", "--quiet", "--force", "-d", "pm")
        assert teller.story is story

    noted(law, 6)


# Lines of history that end, move, or run side by side


def test_nothing_shows(root: Path) -> None:
    same(root)
    assert file_of(root).is_file()
    assert git(root, "status", "--porcelain", "--ignored") == ""


def test_only_what_is_new_is_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    same(root)
    asked = []

    def spy(*arguments: Any, since: str | None = None, **options: Any) -> Any:
        asked.append(since)
        return read_states(*arguments, since=since, **options)

    read_states = history.read_states
    monkeypatch.setattr(history, "read_states", spy)
    read(root)
    assert asked == []
    head = git(root, "rev-parse", "HEAD")
    read(root, revision="HEAD~2")  # a line of its own, used later than the other one
    commit(root, ONE, one("2026-04-01"))
    read(root)
    read(root)
    assert asked == [None, head]


def test_a_line_that_is_used_stays(root: Path) -> None:
    same(root)
    key = kept_lines(root)[0]
    for number in range(10):
        git(root, "checkout", "--quiet", "--orphan", f"orphan-{number}")
        commit(root, ONE, one(f"2026-05-{number + 1:02}"))
        read(root)
        git(root, "checkout", "--quiet", "main")
        read(root)
    assert key in kept_lines(root)
    assert len(kept_lines(root)) == 4


def kept_lines(root: Path) -> list[Any]:
    database = sqlite3.connect(file_of(root))
    found = database.execute("SELECT key, head FROM line ORDER BY used DESC").fetchall()
    database.close()
    return found


def test_worktrees_share_what_is_kept(told: Story, tmp_path: Path) -> None:
    other = tmp_path / "other"
    told.git("worktree", "add", "--quiet", str(other), "side")
    for number in range(4):
        for folder in (told.root, other):
            commit(folder, ONE, one(f"2026-05-{number + 1:02}"))
            same(folder)
    assert not (other / ".git").is_dir()
    assert git(other, "status", "--porcelain", "--ignored") == ""
    assert len({key for key, _ in kept_lines(told.root)}) == 1


@pytest.mark.parametrize("prune", [False, True])
def test_history_that_is_rewritten(root: Path, prune: bool) -> None:
    def forget() -> None:
        if prune:
            git(root, "reflog", "expire", "--expire=now", "--expire-unreachable=now", "--all")
            git(root, "gc", "--quiet", "--prune=now")

    same(root)
    rewrites = (
        ["commit", "--quiet", "--amend", "--message=Another message", "--author=Noor <noor@example.com>"],
        ["reset", "--quiet", "--hard", "HEAD~2"],
        ["rebase", "--quiet", "--force-rebase", "--rebase-merges", "HEAD~1"],
        ["reset", "--quiet", "--hard", "side"],
    )
    for day, rewrite in enumerate(rewrites, 1):
        git(root, *rewrite)
        forget()
        same(root)
        commit(root, ONE, one(f"2026-05-{day:02}"))
        same(root)


def test_a_branch_that_is_forced(told: Story, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(told.root), str(clone))
    same(clone)
    git(told.root, "reset", "--quiet", "--hard", "HEAD~3")
    commit(told.root, TWO, two(action("B9")))
    git(clone, "fetch", "--quiet")
    git(clone, "reset", "--quiet", "--hard", "origin/main")
    same(clone)


def test_a_head_that_is_a_side_branch_now(root: Path) -> None:
    """The commit that was kept is behind HEAD, but not on its first-parent line."""
    git(root, "checkout", "--quiet", "-b", "topic")
    commit(root, ONE, one("2026-06-01"))
    same(root)
    git(root, "checkout", "--quiet", "main")
    commit(root, TWO, two(action("B7")))
    git(root, "merge", "--quiet", "--no-ff", "--message=Merge", "topic")
    same(root)


def test_many_lines_take_no_more_room_than_a_few(root: Path) -> None:
    read(root)
    size = file_of(root).stat().st_size
    for number in range(30):
        (root / ONE).write_text(one(f"2026-06-{number + 1:02}"), encoding="utf-8")
        git(root, "add", "--all")
        git(root, "commit", "--quiet", *(["--amend"] if number % 5 else []), "--message=Change")
        read(root)
        read(root, revision="HEAD~1")
    same(root)
    assert file_of(root).stat().st_size < 6 * size


# What git tells without a new commit


def test_a_shallow_clone_that_is_deepened(told: Story, tmp_path: Path) -> None:
    clone = told.shallow_clone(tmp_path / "clone", depth=2)
    assert same(clone).shallow
    git(clone, "fetch", "--quiet", "--deepen=2")
    same(clone)
    git(clone, "fetch", "--quiet", "--unshallow")
    assert not same(clone).shallow


def test_a_partial_clone(told: Story, tmp_path: Path) -> None:
    told.configure(uploadpack__allowFilter="true", uploadpack__allowAnySHA1InWant="true")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", told.root.as_uri(), str(clone))
    read(clone)
    same(clone)
    shutil.rmtree(clone / ".git/pmctl")
    same(clone)


def test_a_partial_clone_whose_remote_is_away(told: Story, tmp_path: Path) -> None:
    told.configure(uploadpack__allowFilter="true", uploadpack__allowAnySHA1InWant="true")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--no-checkout", "--filter=blob:none", told.root.as_uri(), str(clone))
    git(clone, "remote", "set-url", "origin", "file:///nowhere")
    with pytest.raises(PmctlError, match="objects are not here, and origin does not give them: ") as caught:
        read(clone)
    assert caught.value.hint is not None
    assert "git remote get-url origin" in caught.value.hint


def test_a_partial_clone_asks_its_remote_once(told: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told.configure(uploadpack__allowFilter="true", uploadpack__allowAnySHA1InWant="true")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", told.root.as_uri(), str(clone))
    monkeypatch.setenv("GIT_TRACE", str(tmp_path / "trace"))
    read(clone, cached=False)
    assert (tmp_path / "trace").read_text().count("built-in: git fetch") == 1
    read(clone, cached=False)
    assert (tmp_path / "trace").read_text().count("built-in: git fetch") == 1


def test_replaced_objects(root: Path) -> None:
    before = same(root)
    old = git(root, "rev-parse", "HEAD~1")
    git(root, "replace", "--graft", old)
    assert same(root) != before
    git(root, "replace", "--delete", old)
    assert same(root) == before


def test_grafts(root: Path) -> None:
    git(root, "config", "advice.graftFileDeprecated", "false")
    before = same(root)
    grafts = root / ".git/info/grafts"
    grafts.parent.mkdir(exist_ok=True)
    grafts.write_text(git(root, "rev-parse", "HEAD~1") + "\n", encoding="ascii")
    assert same(root) != before
    grafts.unlink()
    assert same(root) == before


def test_a_replacement_that_is_named_elsewhere(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = same(root)
    git(root, "replace", "--graft", "HEAD~1")
    git(root, "update-ref", "refs/elsewhere/" + git(root, "rev-parse", "HEAD~1"), git(root, "rev-parse", "HEAD~1"))
    name = git(root, "for-each-ref", "--format=%(refname) %(objectname)", "refs/replace/").split()
    git(root, "update-ref", name[0].replace("refs/replace", "refs/elsewhere"), name[1])
    git(root, "update-ref", "-d", name[0])
    monkeypatch.setenv("GIT_REPLACE_REF_BASE", "refs/elsewhere/")
    assert same(root) != before
    monkeypatch.delenv("GIT_REPLACE_REF_BASE")
    assert same(root) == before


def test_a_mailmap(root: Path) -> None:
    same(root)
    for name in ("Jonas W.", "Jonas Weber-Lind"):
        (root / ".mailmap").write_text(
            f"{name} <jonas@new.example> Jonas Weber <author@example.com>\n", encoding="utf-8"
        )
        assert any(name in life.authors for life in same(root).documents)
    (root / ".mailmap").unlink()
    assert any("Jonas Weber" in life.authors for life in same(root).documents)


def test_another_configuration(root: Path) -> None:
    texts = [
        "",
        'timezone = "Etc/GMT+12"\n',
        'exclude = ["*two*"]\n',
        'directory = "elsewhere"\n',
        '[severities]\nnames = ["Sev2"]\n',
        '[statuses]\nblocked = ["waiting"]\n',
        '[statuses]\ndone = ["waiting"]\n',
    ]
    commit(root, TWO, two(action("B1", status="waiting", severity="SEV2")))
    told = []
    for content in [*texts, *texts]:
        (root / "pmctl.toml").write_text(content, encoding="utf-8")
        try:
            told.append(same(root))
        except Exception as error:
            error.add_note(content)
            raise
    assert told[: len(texts)] == told[len(texts) :]
    assert [n for n, first in enumerate(told[: len(texts)]) if first in told[:n]] == []


# Repositories of all kinds


@pytest.mark.parametrize(
    "dates", [["2026-03-01", "2026-01-01", "2020-01-01"], ["2999-01-01", "2026-01-01", "2998-01-01"]]
)
def test_clocks_that_are_wrong(tmp_path: Path, dates: list[str]) -> None:
    with Story(tmp_path / "told") as story:
        for number, day in enumerate([*dates, "@0 +0000", "@99999999999 +1200", "@-1000 -0300", *dates]):
            at = day if day.startswith("@") else f"{day}T12:00:00+00:00"
            story.write(ONE, one(f"2026-02-{number + 1:02}")).commit(at=at)
        story.checkout()
    for revision in ("HEAD~5", "HEAD~2", "HEAD"):
        same(story.root, revision=revision)
    for day in [*dates, "1970-01-01", "1969-12-31"]:
        same(story.root, as_of=date.fromisoformat(day))


def test_a_repository_of_the_other_hash(tmp_path: Path) -> None:
    with Story(tmp_path / "told", object_format="sha256") as story:
        for due in ("2026-02-01", "2026-03-01", "2026-04-01"):
            story.write(ONE, one(due)).commit()
        story.checkout()
    same(story.root, revision="HEAD~1")
    assert same(story.root).actions[0].slips == 2


def test_a_submodule_in_place_of_a_document(told: Story) -> None:
    for change in (
        lambda: told.write(TWO, told.branches["main"], mode=SUBMODULE),
        lambda: told.write(TWO, two(action("B1"))),
        lambda: told.write("postmortems/sub", told.branches["main"], mode=SUBMODULE),
    ):
        change()
        told.commit()
        told.close()
        same(told.root, revision="main")


@pytest.mark.parametrize(
    "name", ["a\nb", 'quote"s', "back\\slash", "tab\t", "b\udce4r", "日本", "'; DROP TABLE line; --", "{}"]
)
def test_odd_paths(tmp_path: Path, name: str) -> None:
    path = f"postmortems/{name}.md"
    with Story(tmp_path / "told") as story:
        story.write(path, one("2026-02-01").replace("id: 2026-01-05-one\n", "")).commit()
        story.write(path, one("2026-03-01").replace("id: 2026-01-05-one\n", "")).commit()
        story.write(path, "---\n[\n---\n").write(f"postmortems/{name}2.md", "---\n[\n---\n").commit()
        story.checkout()
    for revision in ("HEAD~2", "HEAD~1", "HEAD"):
        same(story.root, revision=revision)
    commit(story.root, path, one("2026-04-01"))
    same(story.root)


def test_ids_that_are_swapped_taken_and_given(told: Story) -> None:
    both = [text("x", action("A1")), text("y", action("A1", due="2026-07-01"))]
    for first, second in (
        (both[0], both[1]),
        (both[1], both[0]),
        (both[0], both[0]),
        (both[0].replace("id: x\n", ""), both[0]),
        (both[1], None),
        (text(ONE, action("A1")), text(ONE, action("A2"))),
        ("---\nid: [\n---\n", both[0]),
    ):
        told.write("postmortems/a.md", first)
        if second is None:
            told.delete("postmortems/b.md")
        else:
            told.write("postmortems/b.md", second)
        told.commit()
        told.close()
        same(told.root, revision="main")


def test_a_repository_without_commits(tmp_path: Path) -> None:
    with Story(tmp_path / "told") as story:
        (story.root / "postmortems").mkdir()
        (story.root / ONE).write_text(one("2026-02-01"), encoding="utf-8")
        same(story.root)
    assert not (story.root / ".git/pmctl").exists()


def test_ten_thousand_commits_of_one_file(tmp_path: Path) -> None:
    with Story(tmp_path / "told") as story:
        for number in range(10_000):
            story.write(ONE, one(f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}")).commit(
                at=f"@{1_700_000_000 + number * 60} +0000"
            )
        story.checkout()
    read(story.root, revision="HEAD~1")
    found = read(story.root)
    assert len(found.actions[0].events) == 10_000
    assert found == read(story.root, cached=False)
    assert file_of(story.root).stat().st_size < 5_000_000


# A file that cannot be used


@pytest.mark.parametrize("share", [0, 0.1, 0.5, 0.9, 0.999])
def test_a_file_that_is_cut_off(root: Path, share: float) -> None:
    same(root)
    whole = file_of(root).read_bytes()
    file_of(root).write_bytes(whole[: int(len(whole) * share)])
    same(root)


@pytest.mark.parametrize("content", [b"\0" * 10_000, b"SQLite format 3\0" + b"\xff" * 5_000, b"garbage" * 1_000, b"x"])
def test_a_file_of_garbage(root: Path, content: bytes) -> None:
    expected = same(root)
    file_of(root).write_bytes(content)
    same(root)
    assert read(root) == expected
    assert sqlite_is_sound(file_of(root))


def sqlite_is_sound(file: Path) -> bool:
    database = sqlite3.connect(file)
    try:
        return bool(database.execute("PRAGMA integrity_check").fetchall() == [("ok",)])
    finally:
        database.close()


@pytest.mark.parametrize("extent", list(Extent))
@pytest.mark.parametrize("moment", ["same", "new commit"])
def test_single_bytes_that_are_flipped(root: Path, extent: Extent, moment: str) -> None:
    dice = random.Random(f"{extent} {moment}")
    read(root, revision="HEAD~1" if moment == "new commit" else "HEAD")
    expected = read(root, cached=False)
    whole = file_of(root).read_bytes()
    places = [*range(0, 120, 7), *(place for place in range(len(whole)) if whole[place])]
    for place in dice.sample(places, 150):
        changed = bytearray(whole)
        changed[place] ^= 1 << dice.randrange(8)
        file_of(root).write_bytes(changed)
        found = read(root, extent=extent)
        assert_open_equal(found, expected)
        assert extent is Extent.OPEN or found == expected, place


def test_pages_from_before(root: Path) -> None:
    """What a power cut leaves: some pages new, some old."""
    read(root, revision="HEAD~1")
    old = file_of(root).read_bytes()
    expected = same(root)
    new = file_of(root).read_bytes()
    pages = range(0, min(len(old), len(new)), 4096)
    for page in pages:
        mixed = new[:page] + old[page : page + 4096] + new[page + 4096 :]
        file_of(root).write_bytes(mixed)
        assert_open_equal(read(root, extent=Extent.OPEN), expected)
        file_of(root).write_bytes(mixed)
        assert read(root) == expected


def test_a_part_that_is_gone(root: Path) -> None:
    same(root)
    for statement in ("DELETE FROM part WHERE id = (SELECT MAX(id) FROM part)", "UPDATE part SET rest = x'00'"):
        database = sqlite3.connect(file_of(root))
        database.execute(statement)
        database.commit()
        database.close()
        same(root)


def test_a_header_of_another_line(root: Path) -> None:
    same(root, revision="HEAD~1")
    same(root)
    database = sqlite3.connect(file_of(root))
    database.execute("UPDATE line SET head = ?", (git(root, "rev-parse", "HEAD~2"),))
    database.commit()
    database.close()
    same(root)


def test_a_schema_that_is_not_ours(root: Path) -> None:
    same(root)
    for statement in ("ALTER TABLE line RENAME COLUMN head TO tail", "DROP TABLE part", "CREATE TABLE other (id)"):
        database = sqlite3.connect(file_of(root))
        database.execute(statement)
        database.commit()
        database.close()
        same(root)


def test_a_folder_in_place_of_the_file(root: Path) -> None:
    file_of(root).mkdir(parents=True)
    same(root)
    assert file_of(root).is_dir()


def test_a_file_in_place_of_the_folder(root: Path) -> None:
    (root / ".git/pmctl").write_bytes(b"")
    same(root)
    assert (root / ".git/pmctl").is_file()


def test_files_of_another_format(root: Path) -> None:
    folder = root / ".git/pmctl"
    folder.mkdir()
    for name, age in (("history-0.db", 0), ("history-99.db", 90), ("history-x.db", 90), ("notes.db", 90)):
        (folder / name).write_bytes(b"garbage")
        moment = datetime.now(UTC).timestamp() - age * 86400
        os.utime(folder / name, (moment, moment))
    same(root)
    assert {file.name for file in folder.iterdir()} == {FILE_NAME, "history-0.db", "notes.db"}


# A disk, permissions and processes that are in the way


class Hindered:
    """Stands in for sqlite3 in the cache, with a `connect` that does more."""

    def __init__(self, then: Callable[[sqlite3.Connection], None]) -> None:
        self.then = then

    def __getattr__(self, name: str) -> Any:
        return getattr(sqlite3, name)

    def connect(self, *arguments: Any, **options: Any) -> sqlite3.Connection:
        database = sqlite3.connect(*arguments, **options)
        self.then(database)
        return database


def hinder(monkeypatch: pytest.MonkeyPatch, *statements: str) -> None:
    def then(database: sqlite3.Connection) -> None:
        for statement in statements:
            database.execute(statement)

    monkeypatch.setattr(database, "sqlite3", Hindered(then))


@pytest.mark.parametrize("is_there", [False, True])
def test_a_file_that_cannot_be_written(root: Path, monkeypatch: pytest.MonkeyPatch, is_there: bool) -> None:
    if is_there:
        same(root, revision="HEAD~1")
    hinder(monkeypatch, "PRAGMA query_only = ON")
    same(root)


def test_a_folder_that_cannot_be_made(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.mkdir", refuse)
    same(root)


def test_a_mailmap_that_cannot_be_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> bytes:
        if self.name == ".mailmap":
            raise PermissionError(13, "Permission denied")
        return read_bytes(self)

    read_bytes = Path.read_bytes
    (root / ".mailmap").write_text("", encoding="utf-8")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    same(root)
    assert not file_of(root).exists()


@pytest.mark.parametrize("pages", [1, 2, 3, 4, 5, 8, 12])
def test_a_disk_that_is_full(root: Path, monkeypatch: pytest.MonkeyPatch, pages: int) -> None:
    hinder(monkeypatch, f"PRAGMA max_page_count = {pages}")
    for revision in ("HEAD~2", "HEAD"):
        same(root, revision=revision)
    monkeypatch.undo()
    same(root)


@pytest.mark.parametrize("lock", ["BEGIN EXCLUSIVE", "BEGIN IMMEDIATE", "BEGIN; SELECT * FROM line"])
@pytest.mark.parametrize("revision", ["HEAD", "HEAD~1"])
def test_a_file_that_is_locked(root: Path, monkeypatch: pytest.MonkeyPatch, lock: str, revision: str) -> None:
    monkeypatch.setattr(database, "_PATIENCE", 0.01)
    same(root, revision=revision)
    other = sqlite3.connect(file_of(root), isolation_level=None)
    for statement in lock.split(";"):
        other.execute(statement).fetchone()
    before = file_of(root).read_bytes()
    same(root)
    assert file_of(root).read_bytes() == before
    other.close()
    same(root)


READER = """
    import sys
    from pathlib import Path
    from pmctl.repository.history import Extent, read_ledger
    from pmctl.repository.project import open_project

    for number in range(int(sys.argv[2])):
        project = open_project(Path(sys.argv[1]))
        revision = project.repository.resolve("HEAD")
        fresh = read_ledger(project, revision=revision, cached=False)
        assert read_ledger(project, revision=revision) == fresh
        found = read_ledger(project, revision=revision, extent=Extent.OPEN)
        assert [x for x in found.actions if x.is_open] == [x for x in fresh.actions if x.is_open]
        assert found.names == fresh.names
"""


def start(script: str, *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-W", "error", "-c", textwrap.dedent(script), *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def test_many_processes_at_once(root: Path) -> None:
    readers = [start(READER, str(root), "1") for _ in range(8)]
    assert [(reader.communicate()[0], reader.returncode) for reader in readers] == [(b"", 0)] * 8
    readers = [start(READER, str(root), "4") for _ in range(8)]
    number = 0
    while any(reader.poll() is None for reader in readers):
        number += 1
        commit(root, ONE, one(f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}"))
    assert [(reader.communicate()[0], reader.returncode) for reader in readers] == [(b"", 0)] * 8
    same(root)
    assert sqlite_is_sound(file_of(root))


KILLED = """
    import os, signal, sys
    from pathlib import Path
    from pmctl.repository import cache
    from pmctl.repository.history import read_ledger
    from pmctl.repository.project import open_project

    def write(self, line, parts):
        self._database.execute("PRAGMA cache_size = 1")
        for number, (place, part) in enumerate(parts.items()):
            if number == int(sys.argv[2]):
                os.kill(os.getpid(), signal.SIGKILL)
            values = (line * cache.PARTS + place, part.paths, part.open, part.rest)
            self._database.execute("REPLACE INTO part VALUES (?, ?, ?, ?)", values)
        os.kill(os.getpid(), signal.SIGKILL)

    cache.HistoryCache._write = write
    read_ledger(open_project(Path(sys.argv[1])))
"""


@pytest.mark.parametrize("kept", [None, "HEAD~1"])
@pytest.mark.parametrize("after", [0, 1, 100, 1000])
def test_a_process_that_is_killed_while_it_keeps(root: Path, kept: str | None, after: int) -> None:
    if kept:
        same(root, revision=kept)
    killed = start(KILLED, str(root), str(after))
    killed.communicate()
    assert killed.returncode == -signal.SIGKILL
    same(root)
    assert sqlite_is_sound(file_of(root))
    assert [file.name for file in file_of(root).parent.iterdir()] == [FILE_NAME]


def test_another_process_that_is_faster(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two read the same history cold; the second one finds the first one's line when it comes to keep its own."""
    read_states = history.read_states

    def slow(*arguments: Any, **options: Any) -> Any:
        monkeypatch.setattr(history, "read_states", read_states)
        read(root)
        return read_states(*arguments, **options)

    monkeypatch.setattr(history, "read_states", slow)
    assert read(root) == read(root, cached=False)
    assert len(kept_lines(root)) == 1


def test_damage_that_shows_late(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is damaged after its line has been found, and while it is written to."""
    for name, revision in (
        ("documents", "HEAD"), ("open", "HEAD"), ("_all", "HEAD"), ("_write", "HEAD"), ("_insert", "side"),
    ):  # fmt: skip
        same(root, revision="HEAD~1")
        with monkeypatch.context() as patched:
            patched.setattr(cache.HistoryCache, name, partial(damaged, name))
            fresh = read(root, revision=revision, cached=False)
            assert_open_equal(read(root, revision=revision, extent=Extent.OPEN), fresh)
            assert read(root, revision=revision) == fresh
        same(root, revision=revision)


def damaged(name: str, *_: object) -> Any:
    raise sqlite3.DatabaseError(name)


def test_a_disk_that_fails_late(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> Any:
        raise OSError(5, "Input/output error")

    same(root, revision="HEAD~1")
    monkeypatch.setattr(cache.HistoryCache, "_column", fail_as_cache_error(fail))
    same(root)
    monkeypatch.undo()
    assert len(kept_lines(root)) == 1


def fail_as_cache_error(fail: Callable[..., Any]) -> Callable[..., Any]:
    def failing(*arguments: object) -> Any:
        with database.cache_errors():
            fail(*arguments)

    return failing
