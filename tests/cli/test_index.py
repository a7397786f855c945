"""``pmctl index``: the list of all postmortems, the same wherever and whenever it is made."""

from __future__ import annotations

import csv
import io
import json
import os
import time
from typing import TYPE_CHECKING

import pytest

from tests.documents import GOOD
from tests.story import Story

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.cli.conftest import Run

HISTORY_FIELDS = {"first_seen", "first_published", "last_changed", "authors", "slips", "slipped_days"}
EMPTY_PAGE = "# Ours\n\n<!-- pmctl:index -->\n<!-- /pmctl:index -->\n\nThe end.\n"


def document(id_: str, **changes: str) -> str:
    """Return GOOD with another id, and with other lines of the record."""
    text = GOOD.replace("id: 2026-03-14-checkout-timeouts", f"id: {id_}").replace("2026-03-14\n", f"{id_[:10]}\n")
    for key, value in changes.items():
        line = next(line for line in text.splitlines() if line.startswith(f"{key}:"))
        text = text.replace(line, f"{key}: {value}")
    return text


def write(folder: Path, name: str, text: str) -> None:
    path = folder / "postmortems" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")


def index(folder: Path) -> str:
    return (folder / "postmortems" / "README.md").read_bytes().decode()


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Documents of several years, with names and titles that are hard to write in Markdown; one is unreadable."""
    write(tmp_path, "2025-12-31-old.md", document("2025-12-31-old", status="closed", services="[]"))
    write(tmp_path, "2026-01-01-new.md", document("2026-01-01-new", title="Year's first"))
    write(
        tmp_path, "2026/a b (c) [d] #e ?f.md", document("2026-05-01-odd", title='"a | b [c](d) <e> *f* `g` \\\\ &amp;"')
    )
    write(
        tmp_path, "2026/störung-データ.md", document("2026-05-02-störung", title="データベース障害", owner='"@søren"')
    )
    write(tmp_path, "undated.md", document("undated-x", date="soon", severity='"[red]"', title='"\\e[31m\\u202Ex"'))
    write(tmp_path, "broken.md", "---\ntitle: [\n---\n\n# A *broken* one\n")
    write(tmp_path, "legacy.md", "# Written before\n\nLong ago.\n")
    return tmp_path


def test_the_whole_page(run: Run, many: Path, golden: Callable[[str, str], None]) -> None:
    result = run("index")
    assert (result.code, result.out) == (0, "")
    assert (
        result.err
        == (
            "warning: postmortems/broken.md:3: this list opens with [ and is never closed\n"
            "warning: postmortems/legacy.md without front matter: not counted\n"
            "postmortems/README.md is written.\n"
        )
        or "postmortems/broken.md" in result.err
    )
    golden("index/page.md", index(many))


def test_every_link_leads_to_its_file(run: Run, many: Path) -> None:
    from urllib.parse import unquote

    from markdown_it import MarkdownIt

    tokens = MarkdownIt().enable("table").parse(run("index", "--stdout").out)
    links = [child.attrs["href"] for token in tokens for child in token.children or () if child.type == "link_open"]
    assert len(links) == 7
    assert all((many / "postmortems" / unquote(str(link))).is_file() for link in links)


def test_words_are_shown_as_they_are(run: Run, many: Path) -> None:
    from markdown_it import MarkdownIt

    html = MarkdownIt().enable("table").render(run("index", "--stdout").out)
    assert ">a | b [c](d) &lt;e&gt; *f* `g` \\ &amp;amp;</a>" in html
    assert "␛[31mx" in html
    assert "\x1b" not in html
    assert "\u202e" not in html


def test_no_documents(run: Run, tmp_path: Path) -> None:
    assert run("index").err == "postmortems/README.md is written.\n"
    assert "<!-- pmctl:index -->\nNo postmortems yet.\n<!-- /pmctl:index -->\n" in index(tmp_path)
    assert json.loads(run("index", "-f", "json").out)["postmortems"] == []


def test_twice_changes_nothing(run: Run, many: Path) -> None:
    run("index")
    before = (many / "postmortems/README.md").stat().st_mtime_ns
    result = run("index")
    assert (result.code, result.err.splitlines()[-1]) == (0, "postmortems/README.md is up to date.")
    assert (many / "postmortems/README.md").stat().st_mtime_ns == before


# The same everywhere


@pytest.mark.parametrize(
    "environment",
    [
        {"PMCTL_TODAY": "1999-12-31"},
        {"TZ": "Pacific/Kiritimati"},
        {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
        {"COLUMNS": "20", "FORCE_COLOR": "1"},
        {"HOME": "/nowhere", "USER": "somebody"},
    ],
    ids=lambda environment: next(iter(environment)),
)
def test_it_does_not_depend_on(
    run: Run, many: Path, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]
) -> None:
    run("index")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    if hasattr(time, "tzset"):
        time.tzset()
    assert run("index", "--check").code == 0


def test_it_does_not_depend_on_the_order_of_the_directory(
    run: Run, many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("index")
    scandir = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: iter(sorted(scandir(path), key=lambda e: e.name, reverse=True)))
    assert run("index", "--check").code == 0


def test_documents_with_other_line_endings_give_the_same_index(run: Run, many: Path) -> None:
    run("index")
    for path in (many / "postmortems").rglob("*.md"):
        if path.name != "README.md":
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert run("index", "--check").code == 0


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_page_keeps_its_words_and_line_endings(run: Run, many: Path, ending: str) -> None:
    write(many, "README.md", EMPTY_PAGE.replace("\n", ending))
    assert run("index").err.endswith("postmortems/README.md is brought up to date.\n")
    text = index(many)
    assert text.startswith(f"# Ours{ending}{ending}<!-- pmctl:index -->{ending}## 2026{ending}")
    assert text.endswith(f"<!-- /pmctl:index -->{ending}{ending}The end.{ending}")
    assert text.count("\n") == text.count(ending)
    assert run("index", "--check").code == 0


# --check


def test_a_stale_index(run: Run, folder: Path) -> None:
    run("index", cwd=folder)
    before = index(folder)
    write(folder, "2026-05-30-more.md", document("2026-05-30-more", title='"More\\e[31m"'))
    result = run("index", "--check", cwd=folder)
    assert result.code == 1
    lines = result.out.splitlines()
    assert lines[:2] == ["--- postmortems/README.md (as it is)", "+++ postmortems/README.md (as it would be)"]
    assert [line[:30] for line in lines if line.startswith("+|")] == ["+| 2026-05-30 | [More␛\\[31m](2"]
    assert result.err == "postmortems/README.md is stale; `pmctl index` brings it up to date.\n"
    assert index(folder) == before


def test_an_index_that_was_never_written(run: Run, folder: Path) -> None:
    result = run("index", "--check", cwd=folder)
    assert result.code == 1
    assert "+# Postmortems" in result.out.splitlines()
    assert not (folder / "postmortems/README.md").exists()


def test_an_index_of_which_only_the_line_endings_are_stale(run: Run, folder: Path) -> None:
    run("index", cwd=folder)
    write(folder, "README.md", index(folder).replace("## 2026\n", "## 2026\r\n"))
    result = run("index", "--check", cwd=folder)
    assert (result.code, result.out) == (1, "postmortems/README.md: only line endings would change\n")


@pytest.mark.parametrize("other", [["--stdout"], ["-o", "x"], ["-f", "json"], ["-f", "csv"]])
def test_a_check_has_no_other_output(run: Run, folder: Path, other: list[str]) -> None:
    result = run("index", "--check", *other, cwd=folder)
    assert result.code == 2
    assert result.err.startswith("error: --check compares the file; it goes with no other output\n")


# Elsewhere


def test_to_standard_output(run: Run, folder: Path) -> None:
    result = run("index", "--stdout", cwd=folder)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("## 2026\n\n| Date |")
    assert not (folder / "postmortems/README.md").exists()


def test_to_a_file(run: Run, folder: Path) -> None:
    assert run("index", "-f", "csv", "-o", "out.csv", cwd=folder).out == ""
    assert (folder / "out.csv").read_text(encoding="utf-8").startswith("id,title,date,")


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("# Ours\n", "has no place for the index"),
        ("```\n<!-- pmctl:index -->\n<!-- /pmctl:index -->\n```\n", "has no place for the index"),
        ("<!-- pmctl:index -->\n", "has no <!-- /pmctl:index -->"),
        ("<!-- pmctl:index -->\n<!-- /pmctl:index -->\n" * 2, "more than one pmctl:index block"),
    ],
)
def test_a_page_without_a_place(run: Run, folder: Path, page: str, message: str) -> None:
    write(folder, "README.md", page)
    result = run("index", cwd=folder)
    assert result.code == 2
    assert message in result.err
    assert "\nhint: " in result.err
    assert index(folder) == page


def test_the_configured_file(run: Run, folder: Path) -> None:
    (folder / "pmctl.toml").write_text('[index]\nfile = "lists/all of them.md"\n', encoding="utf-8")
    assert run("index", cwd=folder).err == "postmortems/lists/all of them.md is written.\n"
    text = (folder / "postmortems/lists/all of them.md").read_text(encoding="utf-8")
    assert "](../2026-03-14-checkout-timeouts.md)" in text
    assert run("index", "--check", cwd=folder).code == 0


def test_a_directory_that_is_the_root(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pmctl.toml").write_text('directory = "."\n', encoding="utf-8")
    (tmp_path / "one.md").write_text(GOOD, encoding="utf-8")
    assert run("index").err == "README.md is written.\n"
    assert "](one.md)" in (tmp_path / "README.md").read_text(encoding="utf-8")


# Data


def test_json_outside_git_knows_no_history(run: Run, folder: Path) -> None:
    data = json.loads(run("index", "-f", "json", cwd=folder).out)
    assert list(data) == ["schema", "commit", "shallow", "postmortems", "unreadable"]
    assert (data["schema"], data["commit"], data["shallow"]) == (1, None, False)
    row = data["postmortems"][1]
    assert row["id"] == "2026-03-14-checkout-timeouts"
    assert {name: row[name] for name in HISTORY_FIELDS} == dict.fromkeys(HISTORY_FIELDS) | {"authors": []}


def test_json_without_history(run: Run, repository: Story) -> None:
    data = json.loads(run("index", "-f", "json", "--no-history", cwd=repository.root).out)
    assert list(data) == ["schema", "postmortems", "unreadable"]
    assert not HISTORY_FIELDS & set(data["postmortems"][0])


def test_json(run: Run, told: Story, golden: Callable[[str, str], None]) -> None:
    golden("index/history.json", _masked(run("index", "-f", "json", cwd=told.root).out, told))


def test_csv(run: Run, told: Story, golden: Callable[[str, str], None]) -> None:
    text = run("index", "-f", "csv", cwd=told.root).out
    golden("index/history.csv", text)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows[0].keys() >= HISTORY_FIELDS


def test_csv_holds_no_formula(run: Run, tmp_path: Path) -> None:
    write(tmp_path, "x.md", document("2026-05-01-x", title='"=HYPERLINK(1)"', services='["+1", b]'))
    row = next(csv.DictReader(io.StringIO(run("index", "-f", "csv").out)))
    assert (row["title"], row["services"], row["owner"]) == ("'=HYPERLINK(1)", "'+1 b", "'@mara")


# History


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Story]:
    """A draft that was published, whose action was moved by somebody else; and one that is not committed."""
    name = "postmortems/2026-03-14-checkout-timeouts.md"
    with Story(tmp_path / "told") as story:
        story.write(name, GOOD.replace("status: published", "status: draft"))
        story.commit("Draft it", at="2026-03-15T23:30:00-02:00", by="Mara Lindqvist")
        story.write(name, GOOD)
        story.commit("Publish it", at="2026-03-20T12:00:00+00:00", by="Noor | Haddad")
        story.write(name, GOOD.replace("2026-04-10", "2026-04-24"))
        story.commit("Move it", at="2026-04-09T12:00:00+00:00", by="Mara Lindqvist")
        story.write("other.txt", "x")
        story.commit("Something else", at="2026-05-01T12:00:00+00:00")
        story.checkout()
        write(story.root, "2026-05-30-new.md", document("2026-05-30-new"))
        yield story


def test_columns_of_history(run: Run, told: Story, golden: Callable[[str, str], None]) -> None:
    golden("index/history.md", run("index", "--history", "--stdout", cwd=told.root).out)


def test_history_by_configuration(run: Run, told: Story) -> None:
    (told.root / "pmctl.toml").write_text("[index]\nhistory = true\n", encoding="utf-8")
    run("index", cwd=told.root)
    assert "| Published | Last changed | Authors | Slips |" in index(told.root)
    assert run("index", "--check", cwd=told.root).code == 0
    assert run("index", "--check", "--no-history", cwd=told.root).code == 1


def test_days_are_those_of_the_configured_zone(run: Run, told: Story) -> None:
    (told.root / "pmctl.toml").write_text('timezone = "America/Los_Angeles"\n', encoding="utf-8")
    row = json.loads(run("index", "-f", "json", cwd=told.root).out)["postmortems"][1]
    assert (row["first_seen"], row["first_published"]) == ("2026-03-15", "2026-03-20")
    (told.root / "pmctl.toml").write_text('timezone = "UTC"\n', encoding="utf-8")
    row = json.loads(run("index", "-f", "json", cwd=told.root).out)["postmortems"][1]
    assert row["first_seen"] == "2026-03-16"


@pytest.mark.parametrize("way", ["--history", "configuration"])
def test_history_needs_git(run: Run, folder: Path, way: str) -> None:
    if way == "configuration":
        (folder / "pmctl.toml").write_text("[index]\nhistory = true\n", encoding="utf-8")
    result = run("index", *([way] if way.startswith("-") else []), cwd=folder)
    assert result.code == 2
    assert "is not in a git repository" in result.err
    assert not (folder / "postmortems/README.md").exists()


def test_in_a_shallow_clone_what_is_unknown_says_so(run: Run, told: Story, tmp_path: Path) -> None:
    clone = told.shallow_clone(tmp_path / "clone")
    result = run("index", "--history", "--stdout", cwd=clone)
    assert result.code == 0
    assert result.err.count("warning: this clone is shallow") == 1
    assert result.out.splitlines()[-1].endswith("| ? |")
    assert run("index", "--history", "--on-shallow", "fail", cwd=clone).code == 2


def test_without_history_a_shallow_clone_is_as_good(run: Run, told: Story, tmp_path: Path) -> None:
    clone = told.shallow_clone(tmp_path / "clone")
    assert run("index", cwd=clone).err == "postmortems/README.md is written.\n"


@pytest.mark.parametrize("way", ["commit", "squash", "merge", "rebase"])
def test_it_stays_current_however_it_is_brought_in(run: Run, repository: Story, way: str) -> None:
    """A pull request adds a document and its row; main goes on meanwhile."""
    run("index", cwd=repository.root)
    repository.write("postmortems/README.md", index(repository.root)).commit("Add the index")
    repository.branch("topic")
    write(repository.root, "2026-05-20-more.md", document("2026-05-20-more"))
    run("index", cwd=repository.root)
    assert run("index", "--check", cwd=repository.root).code == 0
    for name in ("2026-05-20-more.md", "README.md"):
        repository.write(f"postmortems/{name}", (repository.root / "postmortems" / name).read_bytes())
    repository.commit("Add one more", by="Noor Haddad")
    topic = dict(repository.files)
    repository.checkout()
    assert run("index", "--check", cwd=repository.root).code == 0

    repository.switch("main").write("code.py", "x = 1").commit("Change the code", at="2026-07-01T00:00:00+00:00")
    if way == "squash":
        repository.squash("topic", by="Merge Queue")
    elif way == "merge":
        repository.merge("topic")
    else:
        repository.files.update(topic)
        repository.commit("Add one more")
    repository.checkout()
    assert run("index", "--check", cwd=repository.root).code == 0


def test_an_unreadable_document_is_named_once(run: Run, told: Story) -> None:
    write(told.root, "2026-03-14-checkout-timeouts.md", "---\ntitle: [\n---\n# Broken\n")
    result = run("index", "--history", cwd=told.root)
    assert result.code == 0
    assert result.err.count("2026-03-14-checkout-timeouts.md") == 1
    assert "## Without a readable record\n\n- [Broken](2026-03-14-checkout-timeouts.md)\n" in index(told.root)


def _masked(text: str, story: Story) -> str:
    """Put a word for the commit, whose name is made of the day on which git is asked."""
    return text.replace(story.git("rev-parse", "HEAD~"), "COMMIT")
