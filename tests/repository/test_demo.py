from __future__ import annotations

import re
import subprocess
from collections import Counter
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from pmctl.errors import PmctlError
from pmctl.repository import demo
from pmctl.repository.shipped import shipped_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

WRITTEN = date(2026, 11, 16)
BROKEN = "postmortems/2026-10-06-dashboard-lag.md"
DRAFT = "postmortems/2026-11-03-gift-card-zero.md"
SECTIONS = ["Summary", "Impact", "Timeline", "Root causes", "Resolution", "Lessons learned", "Action items"]
CLOSED = {"done", "dropped"}
TODAYS = [
    WRITTEN,
    WRITTEN + timedelta(days=6),
    WRITTEN + timedelta(days=7),
    date(2024, 2, 29),
    date(2026, 6, 1),
    date(2027, 1, 1),
    date(2031, 12, 31),
]


@pytest.fixture
def story() -> demo.Story:
    return demo.load_story(shipped_folder("examples") / "demo")


@pytest.fixture
def commits(story: demo.Story) -> tuple[demo.DemoCommit, ...]:
    return demo.replay(story, WRITTEN, finish=add_index)


def add_index(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return an index that names every postmortem."""
    paths = sorted(path for path in files if path.startswith(demo.POSTMORTEMS))
    return {"postmortems/README.md": "".join(f"- {path}\n" for path in paths).encode()}


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "core.quotePath=false", *arguments]
    result = subprocess.run(command, cwd=folder, capture_output=True, check=True)
    return result.stdout.decode()


def documents(commit: demo.DemoCommit) -> dict[str, str]:
    return {
        path: content.decode()
        for path, content in commit.files.items()
        if path.startswith("postmortems/2")  # the index is not a document
    }


@lru_cache(maxsize=1024)
def front_matter(text: str) -> dict[str, Any]:
    opening, block, _ = text.split("---\n", 2)
    assert opening == ""
    loaded = yaml.safe_load(block)
    assert isinstance(loaded, dict)
    return loaded


def table_of(text: str) -> list[str]:
    block = text.split("<!-- pmctl:actions -->\n")[1].split("<!-- /pmctl:actions -->", maxsplit=1)[0]
    return block.splitlines()


def table_from(actions: list[dict[str, Any]]) -> list[str]:
    rows = [[action.get(key, "") for key in ("id", "title", "owner", "due", "status")] for action in actions]
    cells = [[str(cell).replace("|", r"\|") for cell in row] for row in rows]
    head = ["| ID | Action | Owner | Due | Status |", "| :- | :- | :- | :- | :- |"]
    return [*head, *(f"| {' | '.join(row)} |" for row in cells)]


def actions_of(commit: demo.DemoCommit) -> dict[str, dict[str, Any]]:
    """Every action of the documents that can be read, by reference."""
    found: dict[str, dict[str, Any]] = {}
    for text in documents(commit).values():
        try:
            record = front_matter(text)
        except yaml.YAMLError:
            continue
        found |= {f"{record['id']}/{action['id']}": action for action in record["actions"]}
    return found


def test_story_is_about_a_dozen_postmortems_over_nine_months(story: demo.Story) -> None:
    first, last = story.commits[0].date, story.commits[-1].date
    assert 55 <= len(story.commits) <= 65
    assert last.date() == WRITTEN
    assert timedelta(days=250) < last - first < timedelta(days=290)
    assert len([path for path in story.files if path.startswith(demo.POSTMORTEMS)]) == 12
    assert story.lead.name == "Mara Lindqvist"


def test_every_commit_changes_something(commits: tuple[demo.DemoCommit, ...]) -> None:
    for commit in commits[1:]:
        assert commit.files != commits[commit.parents[0]].files, commit.message


def test_main_goes_forward_in_time(commits: tuple[demo.DemoCommit, ...]) -> None:
    for commit in commits:
        assert all(commits[parent].date < commit.date for parent in commit.parents), commit.message


@pytest.mark.parametrize("today", TODAYS)
def test_replay_moves_by_whole_weeks_up_to_today(story: demo.Story, today: date) -> None:
    commits = demo.replay(story, today, finish=add_index)
    last = commits[-1].date.date()
    assert today - timedelta(days=7) < last <= today
    assert (last - WRITTEN).days % 7 == 0
    assert {commit.date - told.date for commit, told in zip(commits, story.commits, strict=True)} == {
        timedelta(days=(last - WRITTEN).days)
    }


def test_replay_moves_paths_texts_and_messages(story: demo.Story) -> None:
    unmoved = demo.replay(story, WRITTEN)[-1].files
    moved = demo.replay(story, WRITTEN + timedelta(weeks=2))[-1]
    text = moved.files["postmortems/2026-07-08-checkout-timeouts.md"].decode()
    record = front_matter(text)
    assert record["id"] == "2026-07-08-checkout-timeouts"
    assert record["date"] == date(2026, 7, 8)
    assert str(record["started_at"]) == "2026-07-08 09:40:00+00:00"
    assert record["actions"][0]["due"] == date(2026, 9, 11)
    assert "(2026-03-19-orders-pool-exhausted.md)" in text
    assert len(moved.files) == len(unmoved)
    messages = [commit.message for commit in demo.replay(story, WRITTEN + timedelta(weeks=2))]
    assert "Move the pool alert to 2026-08-21: vendor patch is late" in messages


def test_no_date_is_written_in_another_form(story: demo.Story) -> None:
    months = "January|February|March|April|May|June|July|August|September|October|November|December"
    seasons = "[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter"
    edited = (edit.new for commit in story.commits for edit in commit.edits)
    for text in (*story.files.values(), *edited, *(commit.message for commit in story.commits)):
        assert not re.search(rf"\b(?:{months}|{seasons})\b", text)


@pytest.mark.parametrize("today", [date(1970, 1, 1), date(2100, 1, 1)])
def test_replay_refuses_days_that_git_cannot_date(story: demo.Story, today: date) -> None:
    with pytest.raises(PmctlError, match="cannot be moved"):
        demo.replay(story, today)


def test_without_generated_files_the_last_commit_is_left_out(story: demo.Story) -> None:
    commits = demo.replay(story, WRITTEN)
    assert len(commits) == len(story.commits) - 1
    assert commits[-1].date.date() == WRITTEN
    assert demo.replay(story, WRITTEN, finish=lambda files: {}) == commits


def test_finish_sees_the_final_files_and_adds_its_own(commits: tuple[demo.DemoCommit, ...]) -> None:
    index = commits[-1].files["postmortems/README.md"].decode()
    assert commits[-1].message == "Bring the index up to date"
    assert len(index.splitlines()) == 12
    assert "postmortems/README.md" not in commits[-2].files


def tell(tmp_path: Path, commits: str) -> demo.Story:
    """Load a story of one person and two files."""
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "a.md").write_text("one two two\n", encoding="utf-8")
    (tmp_path / "files" / "b.md").write_text("three\n", encoding="utf-8")
    head = 'lead = "mara"\n[people.mara]\nname = "Mara"\nemail = "mara@example.com"\n'
    (tmp_path / "story.toml").write_text(head + commits, encoding="utf-8")
    return demo.load_story(tmp_path)


def told(number: int, *lines: str) -> str:
    fixed = ("[[commit]]", 'author = "mara"', f"date = 2026-11-16T0{number}:00:00Z", f'message = "{number}"')
    return "\n".join((*fixed, *lines)) + "\n"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ('edit = [{ file = "a.md", old = "two", new = "2" }]', "'two' occurs 2 times in a.md"),
        ('edit = [{ file = "a.md", old = "three", new = "3" }]', "'three' occurs 0 times in a.md"),
        ('edit = [{ file = "b.md", old = "one", new = "1" }]', "b.md"),
        ('add = ["a.md"]', "a.md is there already"),
        ('delete = ["b.md"]', "b.md"),
        ('merge = "nowhere"', "nowhere"),
    ],
)
def test_a_story_that_contradicts_itself_is_refused(tmp_path: Path, change: str, message: str) -> None:
    story = tell(tmp_path, told(1, 'add = ["a.md"]') + told(2, change))
    with pytest.raises(PmctlError, match=message) as refused:
        demo.replay(story, WRITTEN)
    assert refused.value.message.startswith("commit 2 of the story (2)")


EDIT = 'edit = [{ file = "a.md", old = "one", new = "1" }]'


@pytest.mark.parametrize(
    ("side", "main", "merged"),
    [
        ('add = ["b.md"]', EDIT, {"a.md": b"1 two two\n", "b.md": b"three\n"}),
        ('delete = ["a.md"]', 'add = ["b.md"]', {"b.md": b"three\n"}),
        ('rename = [{ from = "a.md", to = "c.md" }]', "", {"c.md": b"one two two\n"}),
        (EDIT, 'add = ["b.md"]', {"a.md": b"1 two two\n", "b.md": b"three\n"}),
    ],
)
def test_a_merge_brings_both_sides_together(tmp_path: Path, side: str, main: str, merged: Mapping[str, bytes]) -> None:
    commits = demo.replay(tell(tmp_path, branched(side, main)), WRITTEN)
    assert [commit.parents for commit in commits] == [(), (0,), (0,), (2, 1)]
    assert commits[-1].files == merged


def test_a_merge_of_two_changes_of_one_file_is_refused(tmp_path: Path) -> None:
    story = tell(tmp_path, branched('delete = ["a.md"]', EDIT))
    with pytest.raises(PmctlError, match=r"both branches changed a\.md"):
        demo.replay(story, WRITTEN)


def branched(side: str, main: str) -> str:
    return told(1, 'add = ["a.md"]') + told(2, 'branch = "side"', side) + told(3, main) + told(4, 'merge = "side"')


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('ad = ["a.md"]', "unknown key ad"),
        ('add = ["c.md"]', "c.md"),
        ("edit = [{ file = 1 }]", "missing"),
        ("x", "TOMLDecodeError"),
    ],
)
def test_a_story_that_cannot_be_read_is_refused(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(PmctlError, match=message):
        tell(tmp_path, told(1, line))


def test_a_time_without_an_offset_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PmctlError, match="not a time with an offset"):
        tell(tmp_path, told(1).replace("Z\n", "\n"))


def test_table_equals_front_matter_in_every_commit(commits: tuple[demo.DemoCommit, ...]) -> None:
    for commit in commits:
        for path, text in documents(commit).items():
            if path == BROKEN and "owner: @lena" in text:
                continue
            assert table_of(text) == table_from(front_matter(text)["actions"]), (commit.message, path)


def test_final_documents_are_exemplary(commits: tuple[demo.DemoCommit, ...]) -> None:
    final = documents(commits[-1])
    for path, text in final.items():
        headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
        assert headings == SECTIONS, path
        assert 60 <= len(text.splitlines()) <= 130, path
        assert "\r" not in text
        if path == BROKEN:
            continue
        record = front_matter(text)
        assert Path(path).stem == record["id"]
        assert record["id"].startswith(record["date"].isoformat())
        assert f"# {record['title']}\n" in text
        assert record.keys() >= {"status", "severity", "owner", "team", "services", "causes", "detection"}
        assert ("TODO" in text) is (path == DRAFT)
        for action in record["actions"]:
            assert action["status"] == "proposed" or action.keys() >= {"id", "title", "owner", "due", "status"}


def test_milestones_and_references_are_in_order(commits: tuple[demo.DemoCommit, ...]) -> None:
    final = documents(commits[-1])
    names = {Path(path).stem for path in final}
    for path in final.keys() - {BROKEN}:
        record = front_matter(final[path])
        milestones = [record[f"{name}_at"] for name in ("started", "detected", "acknowledged", "mitigated", "resolved")]
        assert milestones == sorted(milestones)
        assert set(record.get("related", [])) <= names
        assert (record["status"] in {"published", "closed"}) is ("published_at" in record)
        if record["status"] == "closed":
            assert all(action["status"] in CLOSED for action in record["actions"])


def test_people_are_those_of_the_configuration(commits: tuple[demo.DemoCommit, ...]) -> None:
    configuration = commits[-1].files["pmctl.toml"].decode()
    known = set(re.findall(r"^(\w+) = \{ name", configuration, re.MULTILINE))
    for text in documents(commits[-1]).values():
        assert set(re.findall(r"@(\w+)", text)) <= known
    for commit in commits:
        assert f'name = "{commit.author.name}"' in configuration


def test_one_document_is_broken_by_the_unquoted_owner(commits: tuple[demo.DemoCommit, ...]) -> None:
    unreadable = set()
    for path, text in documents(commits[-1]).items():
        try:
            front_matter(text)
        except yaml.YAMLError:
            unreadable.add(path)
    assert unreadable == {BROKEN}
    assert "    owner: @lena\n" in commits[-1].files[BROKEN].decode()


def test_promises_live(commits: tuple[demo.DemoCommit, ...]) -> None:
    line = [commits[-1]]
    while line[-1].parents:
        line.append(commits[line[-1].parents[0]])
    lives: dict[str, list[dict[str, Any] | None]] = {}
    for commit in reversed(line):
        now = actions_of(commit)
        for ref in lives.keys() | now.keys():
            if not (ref.startswith(Path(BROKEN).stem) and ref not in now):
                lives.setdefault(ref, []).append(now.get(ref))
    kinds: Counter[str] = Counter()
    for states in lives.values():
        for before, after in pairwise(states):
            kinds.update(steps(before, after))
    assert kinds["later"] == 13
    assert kinds["earlier"] == 1
    assert kinds["handed over"] == 2
    assert kinds["reopened"] == kinds["restored"] == 1
    assert kinds["removed"] == 2
    assert Counter(action["status"] for action in actions_of(commits[-1]).values()) == {
        "done": 20,
        "open": 11,
        "proposed": 1,
        "in-progress": 1,
        "blocked": 1,
        "dropped": 1,
    }


def steps(before: dict[str, Any] | None, after: dict[str, Any] | None) -> list[str]:
    if before is None or after is None:
        return ["restored"] if after else ["removed"] if before else []
    days = (after["due"] - before["due"]).days if "due" in after else 0
    found = {
        "later": days > 0,
        "earlier": days < 0,
        "handed over": before.get("owner") != after.get("owner"),
        "reopened": before["status"] in CLOSED and after["status"] not in CLOSED,
    }
    return [kind for kind, happened in found.items() if happened]


@pytest.mark.parametrize("days", range(7))
def test_the_overdue_promises_are_the_same_all_week(story: demo.Story, days: int) -> None:
    today = WRITTEN + timedelta(days=days)
    found = {}
    for ref, action in actions_of(demo.replay(story, today)[-1]).items():
        if action["status"] not in {*CLOSED, "proposed"} and action["due"] < today:
            found[ref] = (today - action["due"]).days
    assert len(found) == 8  # the broken document holds one more
    assert found["2026-06-24-checkout-timeouts/A1"] == 80 + days
    assert all(2 <= late <= 120 for late in found.values())


def test_checkout_names_one_document(commits: tuple[demo.DemoCommit, ...]) -> None:
    assert sum("checkout" in path for path in documents(commits[-1])) == 1


def test_write_demo(tmp_path: Path, isolated: Path) -> None:
    home = sorted(isolated.rglob("*"))
    target = tmp_path / "demo"
    summary = demo.write_demo(target, today=WRITTEN, finish=add_index)
    assert summary == demo.DemoSummary(
        target=target, commits=62, people=8, postmortems=12, first=date(2026, 2, 16), last=WRITTEN
    )
    assert git(target, "rev-list", "--count", "main").strip() == "62"
    assert git(target, "symbolic-ref", "HEAD").strip() == "refs/heads/main"
    assert git(target, "fsck", "--strict", "--no-dangling") == ""
    assert git(target, "status", "--porcelain") == ""
    assert len(git(target, "log", "--format=%an <%ae>").splitlines()) == 62
    assert len(set(git(target, "log", "--format=%an <%ae> %cn <%ce>").splitlines())) == 8
    merges = git(target, "log", "--merges", "--format=%s").splitlines()
    assert merges == ["Merge branch 'postmortem/failover-stall'"]
    assert git(target, "log", "-1", "--format=%aI %cI").split() == ["2026-11-16T09:12:00+01:00"] * 2
    renames = git(target, "log", "--first-parent", "--diff-filter=R", "--find-renames", "--name-status", "--format=")
    assert renames.split() == [
        "R100", "postmortems/2026-03-26-serach-stale.md", "postmortems/2026-03-26-search-stale.md",
    ]  # fmt: skip
    assert list(tmp_path.iterdir()) == [target]
    assert sorted(isolated.rglob("*")) == home


def test_written_tree_equals_the_replay(tmp_path: Path, commits: tuple[demo.DemoCommit, ...]) -> None:
    demo.write_demo(tmp_path, today=WRITTEN, finish=add_index)
    written = {
        path.relative_to(tmp_path).as_posix(): path.read_bytes()
        for path in tmp_path.rglob("*")
        if path.is_file() and ".git" not in path.parts
    }
    assert written == commits[-1].files
    assert git(tmp_path, "ls-tree", "-r", "--name-only", "HEAD").splitlines() == sorted(written)


def test_the_user_can_commit_in_the_demo(tmp_path: Path, isolated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.delenv(f"GIT_{name}_NAME")
        monkeypatch.delenv(f"GIT_{name}_EMAIL")
    (isolated / ".gitconfig").write_text("[commit]\n\tgpgSign = true\n[user]\n\tname = Me\n", encoding="utf-8")
    demo.write_demo(tmp_path / "demo", today=WRITTEN)
    git(tmp_path / "demo", "commit", "--quiet", "--allow-empty", "--message", "Try it")
    assert git(tmp_path / "demo", "log", "-1", "--format=%an <%ae>").strip() == "Mara Lindqvist <mara@example.com>"


def test_the_surroundings_do_not_leak_in(tmp_path: Path, isolated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (isolated / ".gitconfig").write_text(
        "[init]\n\tdefaultBranch = trunk\n[core]\n\tautocrlf = true\n[user]\n\tname = Me\n", encoding="utf-8"
    )
    (isolated / ".config" / "git").mkdir(parents=True)
    (isolated / ".config" / "git" / "attributes").write_text("* text eol=crlf\n", encoding="utf-8")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    demo.write_demo(tmp_path / "demo", today=WRITTEN)
    assert b"\r" not in (tmp_path / "demo" / "README.md").read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]
    monkeypatch.delenv("GIT_DIR")
    monkeypatch.delenv("GIT_INDEX_FILE")
    assert git(tmp_path / "demo", "branch", "--show-current").strip() == "main"


def test_one_fast_import_writes_it_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = subprocess.run
    commands: list[str] = []

    def record(command: list[str], **options: Any) -> subprocess.CompletedProcess[bytes]:
        commands.extend(word for word in command if word in {"fast-import", "commit", "add", "checkout"})
        return run(command, **options)

    monkeypatch.setattr(subprocess, "run", record)
    demo.write_demo(tmp_path, today=WRITTEN)
    assert commands == ["fast-import", "checkout"]


def test_parents_are_created(tmp_path: Path) -> None:
    demo.write_demo(tmp_path / "a" / "b", today=WRITTEN)
    assert (tmp_path / "a" / "b" / ".git").is_dir()


def test_a_folder_that_holds_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(PmctlError, match="is not empty") as refused:
        demo.write_demo(tmp_path, today=WRITTEN)
    assert refused.value.hint
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(PmctlError, match="not a folder"):
        demo.write_demo(file, today=WRITTEN)
    with pytest.raises(PmctlError, match="cannot be written"):
        demo.write_demo(file / "demo", today=WRITTEN)
    assert file.read_text(encoding="utf-8") == "mine"


def test_missing_git_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PmctlError, match="git is not installed"):
        demo.write_demo(tmp_path / "demo", today=WRITTEN)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("target", ["", "demo", "a/b/demo"])
def test_a_failure_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    stream = demo.fast_import_stream
    monkeypatch.setattr(demo, "fast_import_stream", lambda commits: stream(commits)[:-200] + b"nonsense\n")
    with pytest.raises(PmctlError, match="git fast-import failed"):
        demo.write_demo(tmp_path / target, today=WRITTEN)
    assert list(tmp_path.iterdir()) == []


def test_an_interrupt_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(demo, "_create", interrupt)
    with pytest.raises(KeyboardInterrupt):
        demo.write_demo(tmp_path / "a" / "demo", today=WRITTEN)
    assert list(tmp_path.iterdir()) == []


def test_paths_with_quotes_reach_git_as_they_are() -> None:
    commit = demo.DemoCommit(
        author=demo.Person(name="Mara", email="mara@example.com"),
        date=datetime.fromisoformat("2026-11-16T09:00:00+05:30"),
        message="Odd",
        branch="main",
        parents=(),
        files={'a "b"\\c.md': b"x"},
    )
    stream = demo.fast_import_stream([commit])
    assert b'M 100644 :2 "a \\"b\\"\\\\c.md"\n' in stream
    assert b"author Mara <mara@example.com> 1794799800 +0530\n" in stream
