"""Many documents checked at once: what is kept, and what other processes find, is what one process finds anew."""

from __future__ import annotations

import gc
import os
import signal
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from pmctl.errors import PmctlError
from pmctl.postmortem import parse as reading
from pmctl.postmortem.model import Postmortem
from pmctl.repository import bulk, check_cache
from pmctl.repository.bulk import check_many
from pmctl.repository.names import names_of
from pmctl.repository.project import open_project
from pmctl.rules import engine
from pmctl.rules.model import Context
from pmctl.rules.registry import RULES
from tests.documents import BAD, GOOD

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pmctl.rules.model import Finding

RELATED = GOOD.replace("id: 2026-03-14-checkout-timeouts", "id: other\nrelated: [2026-03-14-checkout-timeouts]")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    for name, text in {
        "good": GOOD,
        "bad": BAD.replace("id: 2026-03-14", "id: 2026-04-14"),
        "related": RELATED,
    }.items():
        write(tmp_path, name, text)
    return tmp_path


def write(root: Path, name: str, text: str) -> None:
    path = root / "postmortems" / f"{name}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogateescape"))


def found(root: Path, *, cached: bool = True, how: object = None, **options: Any) -> list[Finding]:
    project = open_project(root, **options)

    def names(documents: Iterable[Any]) -> bulk.Names:
        return names_of(project, documents, are_all=True)

    findings, paths = check_many(project, project.paths(), project.rules, how, names, cached=cached)
    assert list(paths) == sorted(project.relative(path) for path in project.paths())
    return findings


def anew(root: Path, **options: Any) -> list[Finding]:
    project = open_project(root, **options)
    documents = project.postmortems()
    names = names_of(project, documents, are_all=True)
    context = Context(conventions=project.conventions, today=project.today, names=names)
    return engine.check(documents, project.rules.chosen(RULES), project.rules, context)


def same(root: Path, **options: Any) -> list[Finding]:
    """Check with what is kept, twice, and without; return what was found."""
    expected = anew(root, **options)
    assert found(root, **options) == expected
    assert found(root, **options) == expected
    assert found(root, cached=False, **options) == expected
    return expected


def parsed(root: Path, monkeypatch: pytest.MonkeyPatch, **options: Any) -> list[str]:
    """Return the paths of the documents that a run reads."""
    read: list[str] = []
    with monkeypatch.context() as patched:
        patched.setattr(bulk._Share, "check", spy(bulk._Share.check, read))
        found(root, **options)
    return sorted(path.removeprefix("postmortems/") for path in read)


def spy(function: Any, read: list[str]) -> Any:
    def spied(share: bulk._Share) -> Any:
        read.extend(share._texts)
        return function(share)

    return spied


ALL = ["bad.md", "good.md", "related.md"]


def test_only_what_has_changed_is_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert {finding.code for finding in same(root)} >= {"PM301", "PM302"}
    assert parsed(root, monkeypatch) == []
    write(root, "bad", BAD.replace("id: 2026-03-14", "id: 2026-04-14") + "\nMore.\n")
    assert parsed(root, monkeypatch) == ["bad.md"]
    same(root)


def test_what_others_are_called_counts(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    same(root)
    write(root, "copy", GOOD)
    assert {f.path for f in same(root) if f.code == "PM701"} == {"postmortems/copy.md", "postmortems/good.md"}
    (root / "postmortems/copy.md").unlink()
    assert not [f for f in same(root) if f.code == "PM701"]
    (root / "postmortems/good.md").unlink()
    assert [f.path for f in same(root) if f.code == "PM702"] == ["postmortems/related.md"]
    write(root, "bad", BAD.replace("id: 2026-03-14", "id: 2026-03-15"))  # a nearer guess
    assert parsed(root, monkeypatch) == ["bad.md", "related.md"]
    same(root)


ID = "id: 2026-03-14-checkout-timeouts\n"


@pytest.mark.parametrize(
    "written",
    [
        ID.replace(": ", ": '").replace("\n", "'  # as ever\n"),
        ID.replace("id:", '"id":'),
        ID.replace("2026-03-14-checkout", ">-\n  2026-03-14-checkout"),
        "",
        "id: 12\n",
        "id: 2026\u201403\n",
        "notes: |\n  a\n\nid: a: b\n",
        f"{ID}owner: @mara\n",
    ],
)
def test_names_that_cannot_be_told_at_a_glance(root: Path, monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    text = GOOD.replace(ID, written)
    assert text != GOOD
    write(root, "good", f"{text}\nid: not-this\n")
    same(root)
    assert parsed(root, monkeypatch) == []
    write(root, "copy", text)
    same(root)


def test_no_document_is_held_once_it_is_checked(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counts: list[int] = []
    usual = reading.parse

    def parse(*arguments: Any) -> Any:
        counts.append(sum(isinstance(one, Postmortem) for one in gc.get_objects()))
        return usual(*arguments)

    monkeypatch.setattr(reading, "parse", parse)
    for number in range(20):
        write(root, f"more-{number}", GOOD.replace("id: 2026-03-14", f"id: 2026-05-{number}"))
    gc.collect()
    gc.disable()  # as in the command: what refers to itself would stay
    try:
        found(root, cached=False)
    finally:
        gc.enable()
    assert len(counts) > 20
    assert max(counts) <= counts[0] + 4


def test_the_day_the_configuration_and_the_options_count(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    same(root, today="2026-03-20")
    assert parsed(root, monkeypatch, today="2026-03-20") == []
    assert parsed(root, monkeypatch, today="2026-03-21") == ALL
    (root / "pmctl.toml").write_text('[rules]\nignore = ["PM301"]\n')
    assert "PM301" not in {finding.code for finding in same(root)}
    (root / "pmctl.toml").write_text('[rules]\nignore = ["PM302"]\n')
    assert "PM301" in {finding.code for finding in same(root)}
    assert parsed(root, monkeypatch, how="otherwise") == ALL


def test_other_versions_of_the_code_read_anew(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found(root)
    monkeypatch.setattr("pmctl.repository.database.code_version", lambda: (1, 2, 3))
    assert parsed(root, monkeypatch) == ALL


def test_few_ways_are_kept(root: Path) -> None:
    for way in range(check_cache._MOST_WAYS + 3):
        found(root, how=way)
    with sqlite3.connect(database(root)) as file:
        assert file.execute("SELECT COUNT(*) FROM way").fetchone() == (check_cache._MOST_WAYS,)
        assert file.execute("SELECT COUNT(*) FROM document").fetchone() == (check_cache._MOST_WAYS * len(ALL),)
    file.close()


def test_what_cannot_be_read_is_never_kept(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "postmortems/binary.md").write_bytes(b"\xff\xfe\0")
    same(root)
    assert parsed(root, monkeypatch) == ["binary.md"]


def test_names_that_are_not_utf_8(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        write(root, os.fsdecode(b"\xff"), GOOD.replace("id: 2026-03-14-checkout-timeouts", "id: odd"))
    except OSError:
        pytest.skip("no such names here")
    same(root)
    assert parsed(root, monkeypatch) == []


@pytest.mark.parametrize("cached", [True, False])
def test_several_processes(root: Path, monkeypatch: pytest.MonkeyPatch, cached: bool) -> None:
    if not hasattr(os, "sched_getaffinity"):
        pytest.skip("one process does it all here")
    monkeypatch.setattr(bulk, "_WORTH_A_PROCESS", 1)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    for number in range(7):
        write(root, f"more-{number}", BAD.replace("id: 2026-03-14", f"id: 2026-05-1{number}"))
    expected = anew(root)
    assert found(root, cached=cached) == expected
    assert found(root, cached=cached) == expected


def test_a_bug_in_another_process_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not hasattr(os, "sched_getaffinity"):
        pytest.skip("one process does it all here")
    monkeypatch.setattr(bulk, "_WORTH_A_PROCESS", 1)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    here = os.getpid()
    check = bulk._Share.check

    def broken(share: bulk._Share) -> Any:
        if os.getpid() != here:
            raise PmctlError("there it failed", hint="Look there.")
        return check(share)

    monkeypatch.setattr(bulk._Share, "check", broken)
    with pytest.raises(PmctlError, match="there it failed"):
        found(root)


def test_a_process_that_the_system_ends(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not hasattr(os, "sched_getaffinity"):
        pytest.skip("one process does it all here")
    monkeypatch.setattr(bulk, "_WORTH_A_PROCESS", 1)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    here = os.getpid()
    check = bulk._Share.check

    def killed(share: bulk._Share) -> Any:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return check(share)

    expected = anew(root)
    monkeypatch.setattr(bulk._Share, "check", killed)
    assert found(root, cached=False) == expected


def database(root: Path) -> Path:
    return root / ".git/pmctl" / check_cache.FILE_NAME


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 100])
def test_a_file_that_is_none(root: Path, damage: bytes) -> None:
    found(root)
    database(root).write_bytes(damage)
    same(root)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE document SET found = X'5B5D'",
        "UPDATE document SET digest = X'00'",
        "UPDATE document SET found = '[]'",
        "DROP TABLE document",
        "CREATE TRIGGER late BEFORE INSERT ON document BEGIN SELECT RAISE(ABORT, 'no'); END",
    ],
)
def test_damage(root: Path, change: str) -> None:
    found(root)
    with sqlite3.connect(database(root)) as file:
        file.execute(change)
    file.close()
    write(root, "bad", BAD)
    same(root)


def test_rows_that_are_sealed_but_wrong(root: Path) -> None:
    found(root)
    with sqlite3.connect(database(root)) as file:
        for way, path, digest in file.execute("SELECT way, path, digest FROM document").fetchall():
            values = (b"[1]", check_cache._seal(path, digest, b"[1]"), way, path)
            file.execute("UPDATE document SET found = ?, crc = ? WHERE way = ? AND path = ?", values)
    file.close()
    same(root)


def test_a_file_that_is_locked(root: Path) -> None:
    found(root)
    other = sqlite3.connect(database(root), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    write(root, "bad", BAD)
    same(root)
    other.close()


def test_outside_git_nothing_is_kept(tmp_path: Path) -> None:
    write(tmp_path, "good", GOOD)
    same(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["postmortems"]


def test_without_the_cache_nothing_is_kept(root: Path) -> None:
    found(root, cached=False)
    assert not database(root).exists()


def test_a_configuration_that_cannot_be_read_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "pmctl.toml").write_text("")
    expected = anew(root)

    def refuse(_: Path) -> bytes:
        raise OSError

    monkeypatch.setattr(bulk, "_configuration_text", refuse)
    assert found(root) == expected
    assert not database(root).exists()


def test_worktrees_share_what_is_kept(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    identity = ["-c", "user.name=Mara", "-c", "user.email=mara@example.com"]
    subprocess.run(["git", "add", "."], cwd=root, check=True)
    subprocess.run(["git", *identity, "commit", "--quiet", "-m", "All"], cwd=root, check=True)
    subprocess.run(["git", "worktree", "add", "--quiet", str(root / "tree")], cwd=root, check=True)
    found(root)
    assert parsed(root / "tree", monkeypatch) == []


def test_what_is_kept_is_told_without_rules_and_without_yaml(root: Path) -> None:
    script = (
        "import sys\n"
        "from pmctl.cli.boundary import run\n"
        "run(['check', '--quiet'])\n"
        "heavy = ('pmctl.rules.pm', 'yaml', 'markdown_it')\n"
        "print(sum(name.startswith(heavy) for name in sys.modules), file=sys.stderr)\n"
    )
    command = [sys.executable, "-c", script]
    first, second = (subprocess.run(command, cwd=root, capture_output=True, text=True, check=True) for _ in range(2))
    assert first.stdout == second.stdout
    assert int(first.stderr) > 50
    assert second.stderr == "0\n"
