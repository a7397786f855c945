"""Whatever is in the repository: a finding or one clear message, never a traceback, and nothing damaged."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.documents import BAD, CLEAN, GOOD
from tests.story import SYMLINK, Story

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.cli.conftest import Result, Run

HISTORY = (["overdue"], ["index", "--history"])
TITLE = "title: Checkout timeouts after driver upgrade"
ID = "id: 2026-03-14-checkout-timeouts"
AN_ALIAS_BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def findings(result: Result) -> list[tuple[str, int, str]]:
    """Return code, line and message of what was found, missing sections aside."""
    assert result.code in {0, 1}, result.err
    found = json.loads(result.out)["findings"]
    return [(f["code"], f["line"], f["message"]) for f in found if f["code"] != "PM201"]


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "postmortems" / "2026-03-14-outage.md"
    path.parent.mkdir()
    return path


# Documents


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("", [("PM002", 1, "the file is empty")]),
        (bytes(range(256)), [("PM001", 1, "the file is binary, not text")]),
        (CLEAN.replace("slowly", "sl\0wly"), [("PM001", 1, "the file is binary, not text")]),
        (CLEAN.replace("slowly", "slöwly").encode("latin-1"), [("PM001", 26, "byte 521 (0xF6) is not UTF-8")]),
        (CLEAN.encode("utf-16"), [("PM001", 1, "the file is binary, not text")]),
        ("\ufeff" + CLEAN, []),
        (CLEAN.replace("\n", "\r\n"), []),
        ("\ufeff" + CLEAN.replace("\n", "\r\n"), []),
        (
            BAD.replace("\n", "\r\n"),
            [("PM301", 11, "action A1 has no owner"), ("PM302", 11, "action A1 has no due date")],
        ),
        (
            CLEAN.replace("team: payments", "tags: " + "[" * 50_000),
            [("PM004", 8, "the front matter is nested deeper than 32 levels")],
        ),
        (CLEAN + "[" * 50_000 + "\n", []),
        (CLEAN + "> " * 50_000 + "x\n", []),
        (CLEAN + "- " * 5_000 + "x\n", []),
        (CLEAN + "*" * 50_000 + "a\n" + "`" * 50_000 + "\n" + "<" * 50_000 + "\n", []),
        (CLEAN.replace("team: payments\n", AN_ALIAS_BOMB), [("PM004", 9, "*a is a YAML alias")]),
        (CLEAN.replace("team: payments", "id: other"), [("PM005", 8, "id is written twice (first on line 2)")]),
        (CLEAN + "x" * 20_000_000, [("PM001", 1, "the file is larger than 20 MB")]),
        (
            CLEAN.replace("team: payments\n", "<<<<<<< HEAD\nteam: payments\n=======\nteam: web\n>>>>>>> branch\n"),
            [("PM006", 8, "a merge conflict is not resolved")],
        ),
    ],
    ids=lambda value: None if isinstance(value, list) else repr(value[:20]),
)
def test_content(run: Run, document: Path, content: str | bytes, found: list[tuple[str, int, str]]) -> None:
    data = content if isinstance(content, bytes) else content.encode()
    document.write_bytes(data)
    assert findings(run("check", "-f", "json")) == found
    assert document.read_bytes() == data
    for format_ in ("text", "concise", "github"):
        shown = run("check", "-f", format_)
        assert (shown.code, "bug" in shown.err) == (1 if found or "PM201" in shown.out else 0, False)
    assert run("list").code == 0
    assert run("list", "-f", "json").code == 0


def test_a_conflict_in_the_story(run: Run, document: Path) -> None:
    conflict = "<<<<<<< HEAD\nThe pool\n=======\nA pool\n>>>>>>> branch\n"
    document.write_text(CLEAN.replace("The pool had no alert.\n", conflict), encoding="utf-8")
    found = findings(run("check", "-f", "json", "--select", "PM006"))
    assert found == [("PM006", 49, "a merge conflict is not resolved")]


def test_a_document_that_is_far_too_large_is_not_read(run: Run, document: Path) -> None:
    with document.open("wb") as file:
        file.truncate(1 << 40)  # which no memory holds, and no disk either
    assert findings(run("check", "-f", "json")) == [("PM001", 1, "the file is larger than 20 MB")]


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("../../outside.md", "the file is a link that leaves the repository"),
        ("nowhere.md", "the file is a link that leads nowhere"),
        ("outage.md", "the file is a link that leads nowhere"),
    ],
)
def test_links(run: Run, tmp_path: Path, target: str, message: str) -> None:
    (tmp_path / "outside.md").write_text("secret: [", encoding="utf-8")
    root = tmp_path / "project"
    (root / "postmortems").mkdir(parents=True)
    (root / "postmortems" / "outage.md").symlink_to(target)
    for arguments in ([], ["postmortems/outage.md"]):
        result = run("check", "-f", "json", *arguments, cwd=root)
        assert findings(result) == [("PM001", 1, message)]
        assert "secret" not in result.out


def test_links_within_the_repository(run: Run, document: Path, tmp_path: Path) -> None:
    document.write_text(CLEAN, encoding="utf-8")
    (document.parent / "beside.md").symlink_to(document.name)
    (document.parent / "around").symlink_to("..")
    result = run("check")
    assert (result.code, result.err) == (0, "All is well in 1 document.\n")


def test_two_links_in_a_circle(run: Run, document: Path) -> None:
    document.symlink_to("other.md")
    (document.parent / "other.md").symlink_to(document.name)
    assert [message for _, _, message in findings(run("check", "-f", "json"))] == [
        "the file is a link that leads nowhere"
    ] * 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_is_not_waited_for(run: Run, document: Path) -> None:
    os.mkfifo(document)
    for arguments in ([], [document]):
        assert findings(run("check", "-f", "json", *arguments)) == [("PM001", 1, "this is no ordinary file")]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read(run: Run, document: Path) -> None:
    document.write_text(GOOD, encoding="utf-8")
    document.chmod(0)
    assert findings(run("check", "-f", "json")) == [("PM001", 1, "the file cannot be read: Permission denied")]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"new\nline.md", "new line.md"),
        (b"esc\x1b[31m.md", "esc␛[31m.md"),
        (b"\xff.md", "�.md"),
        (b"[red].md", "[red].md"),
        ("👩\u200d🚒 é.md".encode(), "👩\u200d🚒 é.md"),
        (b"--help.md", "--help.md"),
        (b"a b'\"$(x).md", "a b'\"$(x).md"),
    ],
)
def test_names(run: Run, tmp_path: Path, name: bytes, shown: str) -> None:
    with Story(tmp_path / "repository") as story:
        story.write(f"postmortems/{os.fsdecode(name)}", GOOD.replace("    due: 2026-04-10\n", ""))
        story.write("postmortems/broken.md", "---\nid: broken\n- x\n---\n")
        story.commit()
        root = story.checkout()
    result = run("check", "-f", "concise", "--select", "PM302", cwd=root)
    assert (result.code, result.out) == (1, f"postmortems/{shown}:11:5: PM302 action A1 has no due date\n")
    for arguments in (["check"], ["check", "-f", "github"], ["list"], ["list", "-f", "markdown"], *HISTORY):
        shown_otherwise = run(*arguments, cwd=root)
        assert shown_otherwise.code in {0, 1}
        assert "\x1b" not in shown_otherwise.out + shown_otherwise.err
    for command in ("check", "list", "overdue"):
        json.loads(run(command, "-f", "json", cwd=root).out)
        run(command, "-f", "json", "-o", "out.json", cwd=root)
        json.loads((root / "out.json").read_text(encoding="utf-8"))


def test_a_name_that_is_not_utf_8_where_only_ascii_is_known(run_process: Run, document: Path) -> None:
    document.with_name(os.fsdecode(b"\xff.md")).write_text(BAD, encoding="utf-8")
    result = run_process("check", encoding="ascii")
    assert result.code == 1
    assert "bug" not in result.err


TITLES = {
    "markup": "[red]x[/oops]",
    "quotes": "a \"b\" 'c'",
    "lines": "one\ntwo",
    "escape": "\x1b[31mred\x1b]0;x\x07",
    "dots": "../../etc/passwd",
    "emoji": "👩\u200d🚒 漢字 e\u0301",
    "long": "word " * 60,
    "one word": "x" * 300,
    "formula": "=1+1",
    "html": "<script>alert(1)</script> &amp; &lt;b&gt;",
    "markdown": "| a | `b` **c** [d](e) | # f",
    "bidi": "a\u202eb\u2066c",
}


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_titles(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, title: str) -> None:
    quoted = json.dumps(title, ensure_ascii=False)
    document = GOOD.replace(TITLE, f"title: {quoted}").replace(
        "title: Alert when pool saturation stays above 80 % for 5 minutes", f"title: {quoted}"
    )
    with Story(tmp_path / "repository") as story:
        story.write("postmortems/outage.md", document)
        story.commit()
        root = story.checkout()
    for arguments in (["check", "--fail-on", "info", "--exit-zero"], ["list"], ["overdue"], ["show", "checkout"]):
        for width in (40, 80, 200):
            monkeypatch.setenv("COLUMNS", str(width))
            shown = run(*arguments, cwd=root)
            assert shown.code == 0, shown.err
            assert not {"\x1b", "\x07", "\u202e", "\u2066"} & set(shown.out + shown.err)
    overdue = json.loads(run("overdue", "-f", "json", cwd=root).out)["items"][0]
    listed = json.loads(run("list", "-f", "json", cwd=root).out)["postmortems"][0]
    assert " ".join(overdue["title"].split()) == " ".join(listed["title"].split()) == " ".join(title.split())
    for command in ("overdue", "list"):
        rows = list(csv.DictReader(io.StringIO(run(command, "-f", "csv", cwd=root).out)))
        assert len(rows) == 1
        assert not rows[0]["title"].startswith(("=", "+", "-", "@"))
        table = run(command, "-f", "markdown", cwd=root).out
        row = next(line for line in table.splitlines() if "checkout" in line or "outage" in line)
        assert "<script>" not in row
        columns = row.replace(r"\|", "").count("|")
        assert columns == next(line for line in table.splitlines() if line.startswith("| :-")).count("|")


# git


def test_no_repository(run: Run, folder: Path) -> None:
    for arguments in HISTORY:
        result = run(*arguments, cwd=folder)
        assert (result.code, result.out) == (2, "")
        assert result.err == (
            f"error: {folder} is not in a git repository\nhint: Run `git init` there, or use -C DIR.\n"
        )
    assert run("check", cwd=folder).code == 1


def test_no_commits(run: Run, folder: Path) -> None:
    (folder / "postmortems" / "2026-03-14-checkout-timeouts.md").write_text(GOOD, encoding="utf-8")
    with Story(folder):
        pass
    result = run("overdue", cwd=folder)
    assert result.code == 0
    assert "2026-04-10" in result.out  # the working tree is a state too
    assert run("overdue", "--as-of", "2026-05-01", cwd=folder).out == "No open actions on 2026-05-01.\n"
    assert run("overdue", "--rev", "main", cwd=folder).err.startswith("error: there is no revision main\n")
    assert run("index", "--history", cwd=folder).code == 0
    assert run("check", cwd=folder).code == 1


def test_a_repository_with_nothing_in_it(run: Run, tmp_path: Path) -> None:
    with Story(tmp_path / "repository") as story:
        root = story.root
    assert run("check", cwd=root).err == "warning: no documents were found in postmortems\n"
    assert run("overdue", cwd=root).out == "No open actions on 2026-06-01.\n"


def test_bare(run: Run, repository: Story, tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    repository.git("clone", "--quiet", "--bare", ".", str(bare))
    for arguments in HISTORY:
        result = run(*arguments, cwd=bare)
        assert (result.code, result.out) == (2, "")
        assert result.err == (
            f"error: {bare} is in a bare repository, which has no working tree\n"
            "hint: Clone it and run pmctl in the clone.\n"
        )
    assert run("check", cwd=bare).code == 2


def test_detached(run: Run, repository: Story) -> None:
    attached = [run(*arguments, cwd=repository.root) for arguments in (["check"], ["overdue"])]
    repository.git("checkout", "--quiet", "--detach")
    assert [run(*arguments, cwd=repository.root) for arguments in (["check"], ["overdue"])] == attached


def test_shallow(run: Run, repository: Story, tmp_path: Path) -> None:
    clone = repository.shallow_clone(tmp_path / "clone")
    warning = "this clone is shallow: what happened before its oldest commit is unknown"
    result = run("overdue", cwd=clone)
    assert result.code == 0
    assert result.err == f"warning: {warning}; `git fetch --unshallow` brings the whole history\n"
    assert " ? " in result.out
    answer = json.loads(run("overdue", "-f", "json", cwd=clone).out)
    assert answer["shallow"] is True
    assert {answer["items"][0][name] for name in ("opened", "opened_commit", "age_days")} == {None}
    failed = run("overdue", "--on-shallow", "fail", cwd=clone)
    assert (failed.code, failed.out) == (2, "")
    assert failed.err == f"error: {warning}\nhint: `git fetch --unshallow` brings the whole history.\n"
    assert run("check", cwd=clone).err == "2 errors, 1 warning in 2 of 2 documents.\n"


def test_owned_by_somebody_else(run: Run, repository: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    for arguments in HISTORY:
        result = run(*arguments, cwd=repository.root)
        assert (result.code, result.out) == (2, "")
        assert result.err == (
            f"error: the repository at {repository.root} belongs to another user, so git does not read it\n"
            f"hint: If you trust it: git config --global --add safe.directory {repository.root}\n"
        )
    assert run("check", cwd=repository.root).code == 1


def test_git_is_not_there(run_process: Run, repository: Story) -> None:
    for arguments in HISTORY:
        result = run_process(*arguments, cwd=repository.root, environment={"PATH": ""})
        assert (result.code, result.out) == (2, "")
        assert result.err == ("error: git is not installed\nhint: Install git and make sure that it is on the PATH.\n")
    for arguments in (["check"], ["list"]):
        without = run_process(*arguments, cwd=repository.root, environment={"PATH": ""})
        assert without == run_process(*arguments, cwd=repository.root)


def test_a_damaged_repository(run: Run, repository: Story) -> None:
    git = repository.root / ".git"
    (git / "refs" / "heads" / "main").unlink(missing_ok=True)
    (git / "packed-refs").unlink(missing_ok=True)
    (git / "HEAD").write_text("garbage\n", encoding="utf-8")
    for arguments in HISTORY:
        result = run(*arguments, cwd=repository.root)
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith("error: ")
        assert "bug" not in result.err
    assert run("check", cwd=repository.root).code == 1


@pytest.mark.parametrize(
    "name", ["--output=x", "-n1", "^HEAD", "nowhere", "", "HEAD..HEAD", "HEAD\n", "main:postmortems"]
)
def test_revisions(run: Run, repository: Story, name: str) -> None:
    result = run("overdue", f"--rev={name}", cwd=repository.root)
    assert result.code == 2
    assert result.err.startswith("error: there is no revision")
    assert not (repository.root / "x").exists()


def test_unreadable_documents_are_named_and_the_report_is_made(run: Run, repository: Story) -> None:
    broken: Mapping[str, str | bytes] = {
        "a.md": b"\xff\xfe",
        "b.md": GOOD.replace(ID, "id: b\nid: b"),
        "c.md": "# No front matter\n",
        "d.md": "---\n" + "[" * 50_000,
        "e.md": "---\nowner: @mara\n---\n",
    }
    for name, content in broken.items():
        repository.write(f"postmortems/{name}", content)
    repository.write("postmortems/link.md", "/etc/passwd", mode=SYMLINK)
    repository.commit("Break things", at="2026-05-20T10:00:00+00:00")
    repository.checkout()
    for format_ in ("text", "json", "csv", "markdown"):
        result = run("overdue", "-f", format_, cwd=repository.root)
        assert result.code == 0
        assert "checkout-timeouts/A1" in result.out
        for name in broken:
            assert f"postmortems/{name}" in result.err
        assert "Traceback" not in result.err


def test_a_git_configuration_that_changes_what_git_says(run: Run, repository: Story) -> None:
    plain = run("overdue", "-f", "json", cwd=repository.root)
    for name, value in {
        "log.showSignature": "true", "core.quotePath": "true", "color.ui": "always", "log.follow": "true",
        "diff.renames": "copies", "status.relativePaths": "true", "core.pager": "false", "format.pretty": "oneline",
        "log.date": "relative", "diff.noprefix": "true", "alias.log": "!false", "status.short": "true",
    }.items():  # fmt: skip
        subprocess.run(["git", "config", "--global", name, value], check=True)
    assert run("overdue", "-f", "json", cwd=repository.root) == plain
