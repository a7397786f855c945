"""``check --fix``, ``--unsafe-fixes`` and ``--diff``: what is written, what is said, and what is left."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from shutil import copyfile, copytree
from typing import TYPE_CHECKING

import pytest

from tests.documents import GOOD

if TYPE_CHECKING:
    from tests.cli.conftest import Run
    from tests.story import Story

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
NAME = "2026-03-14-checkout-timeouts.md"
GOOD = GOOD.replace("status: published", "status: draft")
BROKEN = GOOD.replace('owner: "@mara"', "owner: @mara").replace("title: Alert when", "Title: Alert when")
ONLY = ("--select", "PM0,PM1,PM3", "--ignore", "PM308")


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "postmortems" / NAME
    path.parent.mkdir()
    path.write_text(BROKEN, encoding="utf-8", newline="")
    return path


def test_it_mends_and_reports_what_is_left(document: Path, run: Run) -> None:
    document.write_text(BROKEN.replace("due: 2026-04-10", "due: soon"), encoding="utf-8", newline="")
    result = run("check", "--fix", "-f", "concise", *ONLY)
    assert document.read_text(encoding="utf-8") == GOOD.replace("due: 2026-04-10", "due: soon")
    assert result.out == f"postmortems/{NAME}:14:10: PM103 action A1: due is not a date: soon\n"
    assert result.err == (
        f"postmortems/{NAME}: mended PM004, PM007\nMended 2 findings in 1 document.\n1 error in 1 of 1 document.\n"
    )
    assert result.code == 1


def test_a_second_time_there_is_nothing_to_do(document: Path, run: Run) -> None:
    assert run("check", "--fix", *ONLY).code == 0
    before = document.stat().st_mtime_ns
    result = run("check", "--fix", *ONLY)
    assert (result.code, result.out, result.err) == (0, "", "All is well in 1 document.\n")
    assert document.stat().st_mtime_ns == before


def test_without_it_nothing_is_written(document: Path, run: Run) -> None:
    assert "1 error in 1 of 1 document. --fix mends 1 of them.\n" in run("check", *ONLY).err
    assert document.read_text(encoding="utf-8") == BROKEN


def test_unsafe_fixes_are_counted_apart_and_made_on_demand(document: Path, run: Run) -> None:
    text = GOOD.replace("  - id: A1", "  - id: A2\n    assignee: '@lena'\n  - id: A1")
    document.write_text(text, encoding="utf-8")
    only = ("--select", "PM007")
    summary = "1 warning in 1 of 1 document."
    assert run("check", *only).err == f"{summary} --fix --unsafe-fixes mends 1 of them.\n"
    assert run("check", *only, "--unsafe-fixes").err == f"{summary} --fix mends 1 of them.\n"
    assert run("check", *only, "--fix").err == f"{summary} --fix --unsafe-fixes mends 1 of them.\n"
    assert document.read_text(encoding="utf-8") == text
    assert run("check", *only, "--fix", "--unsafe-fixes").err.endswith("All is well in 1 document.\n")
    assert document.read_text(encoding="utf-8") == text.replace("assignee", "owner")


def test_what_is_not_selected_or_named_stays(document: Path, run: Run) -> None:
    other = document.with_name("2026-05-02-other.md")
    other.write_text(BROKEN, encoding="utf-8")
    run("check", "--fix", "--select", "PM007", document)
    assert document.read_text(encoding="utf-8") == BROKEN
    run("check", "--fix", "--select", "PM004", document)
    assert document.read_text(encoding="utf-8") == BROKEN.replace("owner: @mara", 'owner: "@mara"')
    assert other.read_text(encoding="utf-8") == BROKEN


def test_bytes_that_need_not_change_stay(document: Path, run: Run) -> None:
    data = b"\xef\xbb\xbf" + BROKEN.replace("\n", "\r\n").encode()
    document.write_bytes(data)
    document.chmod(0o640)
    run("check", "--fix", *ONLY)
    assert document.read_bytes() == data.replace(b"owner: @mara", b'owner: "@mara"').replace(b"Title:", b"title:")
    assert document.stat().st_mode & 0o777 == 0o640


def test_quiet_says_nothing(document: Path, run: Run) -> None:
    result = run("-q", "check", "--fix", *ONLY)
    assert (result.code, result.out, result.err) == (0, "", "")


def test_machines_are_told_what_is_left(document: Path, run: Run) -> None:
    assert '"findings": []' in run("check", "--fix", "-f", "json", *ONLY).out


# What cannot be written


def test_a_read_only_document_is_named_and_the_others_are_mended(document: Path, run: Run) -> None:
    other = document.with_name("2026-05-02-other.md")
    other.write_text(BROKEN, encoding="utf-8")
    document.chmod(0o444)
    result = run("check", "--fix", "-f", "concise", *ONLY)
    assert result.code == 2
    assert f"error: {document} is read-only\nhint: " in result.err
    assert f"{NAME}:7:8: PM004" in result.out
    assert document.read_text(encoding="utf-8") == BROKEN
    assert 'owner: "@mara"' in other.read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_behind_a_link_the_document_itself_is_written(document: Path, run: Run, tmp_path: Path) -> None:
    link = tmp_path / "link.md"
    link.symlink_to(document)
    run("check", "--fix", *ONLY, link)
    assert link.is_symlink()
    assert document.read_text(encoding="utf-8") == GOOD


def test_a_document_that_is_no_text_stays(document: Path, run: Run) -> None:
    document.write_bytes(b"---\nowner: @mara\n---\n\xff")
    assert run("check", "--fix", "--unsafe-fixes").code == 1
    assert document.read_bytes() == b"---\nowner: @mara\n---\n\xff"


# --diff


def test_diff_shows_what_would_change_and_writes_nothing(document: Path, run: Run) -> None:
    result = run("check", "--diff", *ONLY)
    assert result.code == 1
    assert document.read_text(encoding="utf-8") == BROKEN
    assert result.out.startswith(f"--- a/postmortems/{NAME}\n+++ b/postmortems/{NAME}\n@@ -4,12 +4,12 @@\n")
    assert '-owner: @mara\n+owner: "@mara"\n' in result.out
    assert result.err == f"postmortems/{NAME}: would mend PM004, PM007\nWould mend 2 findings in 1 document.\n"
    assert run("check", "--diff", "--fix", *ONLY).out == result.out
    assert run("check", "--diff", "--exit-zero", *ONLY).code == 0


def test_the_diff_is_what_git_applies(document: Path, run: Run, tmp_path: Path) -> None:
    document.write_bytes(BROKEN.replace("\n", "\r\n").encode())
    run("check", "--diff", *ONLY, "-o", "changes.patch")
    subprocess.run(["git", "apply", "--whitespace=nowarn", "changes.patch"], cwd=tmp_path, check=True)
    assert document.read_bytes() == GOOD.replace("\n", "\r\n").encode()


def test_no_diff_no_failure_whatever_else_is_wrong(document: Path, run: Run) -> None:
    document.write_text(GOOD.replace("2026-04-10", "soon"), encoding="utf-8")
    result = run("check", "--diff", *ONLY)
    assert (result.code, result.out, result.err) == (0, "", "")


def test_on_a_terminal_it_is_coloured_and_harmless(document: Path, run: Run) -> None:
    text = BROKEN.replace("\n# Checkout", "\n\x1b[2J# [bold]Checkout")
    document.write_text(text, encoding="utf-8")
    result = run("check", "--diff", *ONLY, terminal=True)
    assert "\x1b[2J" not in result.out
    assert '+owner: "@mara"' in result.out
    assert run("check", "--diff", "--select", "PM103", terminal=True).out == ""


@pytest.mark.parametrize("others", [["-f", "json"], ["-f", "text"], ["--statistics"]])
def test_diff_and_findings_do_not_go_together(document: Path, run: Run, others: list[str]) -> None:
    result = run("check", "--diff", *others)
    assert result.code == 2
    assert "--diff shows changes" in result.err


# Together with other options


def test_what_an_editor_sends_comes_back_mended(document: Path, run: Run) -> None:
    name = ("--stdin-filename", f"postmortems/{NAME}")
    result = run("check", "--fix", *name, *ONLY, typed=BROKEN)
    assert result.out == GOOD
    assert result.err.startswith(f"postmortems/{NAME}: mended PM004, PM007\nMended 2 findings in 1 document.\n")
    assert result.code == 0
    assert document.read_text(encoding="utf-8") == BROKEN
    assert run("check", "--fix", *name, *ONLY, typed=GOOD).out == GOOD
    assert "+owner:" in run("check", "--diff", *name, *ONLY, typed=BROKEN).out


@pytest.mark.parametrize("format_", ["concise", "json", "markdown"])
def test_what_is_left_of_it_goes_to_a_file(document: Path, run: Run, tmp_path: Path, format_: str) -> None:
    name = ("--stdin-filename", f"postmortems/{NAME}")
    text = GOOD.replace("2026-04-10", "soon")
    result = run("check", "--fix", *name, *ONLY, "-f", format_, "-o", "left.txt", typed=text)
    assert (result.code, result.out) == (1, text)
    assert "PM103" in (tmp_path / "left.txt").read_text(encoding="utf-8")


def test_what_is_no_text_is_not_given_back(run: Run, document: Path) -> None:
    result = run("check", "--fix", "--stdin-filename", f"postmortems/{NAME}", typed="a\0")
    assert (result.code, result.out) == (2, "")
    assert "standard input cannot be mended: the file is binary" in result.err


def test_known_findings_are_left_alone(document: Path, run: Run) -> None:
    text = GOOD.replace("title: Alert", "Title: Alert")
    document.write_text(text, encoding="utf-8")
    run("check", *ONLY, "--write-baseline", "known.json")
    run("check", *ONLY, "--baseline", "known.json", "--fix", "--unsafe-fixes")
    assert document.read_text(encoding="utf-8") == text


def test_only_what_the_branch_changed_is_mended(repository: Story, run: Run) -> None:
    names = sorted(path.name for path in (repository.root / "postmortems").iterdir())
    for name in names:
        text = (repository.root / "postmortems" / name).read_text(encoding="utf-8")
        repository.write(f"postmortems/{name}", text.replace("team:", "Team:"))
    repository.commit("Write team otherwise", at="2026-05-05T10:00:00+00:00")
    folder = repository.checkout() / "postmortems"
    with (folder / names[0]).open("a", encoding="utf-8") as file:
        file.write("\nMore.\n")
    result = run("check", "--fix", "--changed", "--base", "HEAD", "--select", "PM007", cwd=repository.root)
    assert "Mended 1 finding in 1 document." in result.err
    assert [("Team:" in (folder / name).read_text(encoding="utf-8")) for name in names] == [False, True]


# Real documents


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not part of the project")
@pytest.mark.parametrize("corpus", sorted(path.name for path in CORPORA.glob("*") if path.is_dir()) or ["none"])
def test_corpora(run: Run, corpus: str, tmp_path: Path) -> None:
    copytree(CORPORA / corpus, tmp_path / "copy", copy_function=copyfile)
    assert "Mended" in run("check", "--fix", "--unsafe-fixes", ".", cwd=tmp_path / "copy").err
    after = {path: path.read_bytes() for path in (tmp_path / "copy").rglob("*.md")}
    for path, data in after.items():
        old = (CORPORA / corpus / path.relative_to(tmp_path / "copy")).read_bytes().split(b"\n")
        new = iter(data.split(b"\n"))
        assert all(line in new for line in old)  # lines are added, and none is taken away
    again = run("check", "--fix", "--unsafe-fixes", ".", cwd=tmp_path / "copy")
    assert "Mended" not in again.err
    assert {path: path.read_bytes() for path in after} == after


def test_no_id_is_given_that_another_document_refers_to(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "postmortems"
    folder.mkdir()
    text = "---\nid: 2026-03-14-checkout\nactions:\n  - title: Limit the driver\n---\n"
    (folder / "2026-03-14-checkout.md").write_text(text, encoding="utf-8")
    (folder / "2026-05-02-search.md").write_text(
        "# Search\n\nAs Checkout/A1 and search/A2 say, but not 14-checkout/a3.\n", encoding="utf-8"
    )
    (folder / "no-text.md").write_bytes(b"\xff")
    for paths in ((), ("postmortems/2026-03-14-checkout.md",)):
        (folder / "2026-03-14-checkout.md").write_text(text, encoding="utf-8")
        run("check", "--fix", "--select", "PM304", *paths, cwd=tmp_path)
        after = (folder / "2026-03-14-checkout.md").read_text(encoding="utf-8")
        assert after == text.replace("- title", "- id: A2\n    title")
