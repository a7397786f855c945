"""What ``pmctl check`` looks at: patterns, folders without documents, standard input."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.documents import BAD, CLEAN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

CHECKOUT = "postmortems/2026-03-14-checkout-timeouts.md"
ONE = "--stdin-filename names the one document, so it does not go with"


def paths(out: str) -> set[str]:
    return {finding["path"] for finding in json.loads(out)["findings"]}


# Patterns, and what is empty


@pytest.mark.parametrize(
    ("pattern", "files"),
    [
        ("postmortems/*.md", 2),
        ("./postmortems/*", 3),
        ("**/*.md", 3),
        ("postmortems/**", 3),
        ("postmortems/2026-0[35]*", 2),
        ("post*", 3),
        ("postmortems/202?", 1),
        ("postmortems/2026-03-14-checkout-timeouts.m[d]", 1),
    ],
)
def test_a_pattern_that_no_shell_has_expanded(run: Run, folder: Path, pattern: str, files: int) -> None:
    (folder / "postmortems" / "2025").mkdir()
    (folder / "postmortems" / "2025" / "old.md").write_text(BAD, encoding="utf-8")
    for name in ("README.md", "notes.txt", ".hidden.md", "_draft.md"):
        (folder / "postmortems" / name).write_text("# Notes\n", encoding="utf-8")
    result = run("check", "-f", "json", pattern, cwd=folder)
    assert json.loads(result.out)["files"] == files
    assert "warning: " not in result.err


def test_a_file_whose_name_is_a_pattern(run: Run, folder: Path) -> None:
    path = folder / "postmortems" / "2026-01-02-[a]*.md"
    path.write_text(BAD, encoding="utf-8")
    (folder / "postmortems" / "2026-01-02-a.md").write_text(BAD, encoding="utf-8")
    result = run("check", "-f", "json", "--select", "PM3", path.relative_to(folder), cwd=folder)
    assert paths(result.out) == {"postmortems/2026-01-02-[a]*.md"}


@pytest.mark.parametrize(
    ("arguments", "places"),
    [
        (["empty"], "empty"),
        (["empty/*.md"], "empty/*.md"),
        (["nowhere/**/*.md"], "nowhere/**/*.md"),
        (["empty", CHECKOUT, "*.rst"], "empty, *.rst"),
    ],
)
def test_what_holds_no_document(run: Run, folder: Path, arguments: list[str], places: str) -> None:
    (folder / "empty").mkdir()
    result = run("check", *arguments, cwd=folder)
    said = "All is well in 1 document.\n" if CHECKOUT in arguments else ""
    assert (result.code, result.out, result.err) == (0, "", f"warning: no documents were found in {places}\n{said}")
    assert "warning" in run("check", "-q", *arguments, cwd=folder).err
    result = run("check", "--require-files", "-f", "json", *arguments, cwd=folder)
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        f"error: no documents were found in {places}\nhint: Check the spelling, or leave out --require-files.\n"
    )


def test_a_directory_without_documents(run: Run, tmp_path: Path) -> None:
    for _ in range(2):
        result = run("check", cwd=tmp_path)
        assert (result.code, result.err) == (0, "warning: no documents were found in postmortems\n")
        assert run("check", "--require-files", cwd=tmp_path).code == 2
        (tmp_path / "postmortems").mkdir(exist_ok=True)


def test_files_are_required_and_there(run: Run, folder: Path) -> None:
    for arguments in ([], [CHECKOUT], ["postmortems"], ["postmortems/*.md"]):
        assert run("check", "--require-files", *arguments, cwd=folder).code < 2


# Standard input


def test_the_text_of_an_editor(run: Run, folder: Path) -> None:
    result = run("check", "-f", "json", "--stdin-filename", CHECKOUT, cwd=folder, typed=BAD)
    assert (result.code, json.loads(result.out)["files"], paths(result.out)) == (1, 1, {CHECKOUT})
    assert run("check", CHECKOUT, cwd=folder).code == 0
    below = run("check", "-f", "concise", "--stdin-filename", "./x.md", "-", cwd=folder / "postmortems", typed=BAD)
    assert all(line.startswith("x.md:") for line in below.out.splitlines())


def test_the_text_of_an_editor_stands_for_its_file(run: Run, folder: Path) -> None:
    assert run("check", "--stdin-filename", CHECKOUT, cwd=folder, typed=CLEAN).code == 0
    again = run("check", "-f", "concise", "--stdin-filename", "postmortems/2026-03-14-a.md", cwd=folder, typed=CLEAN)
    assert again.out.startswith("postmortems/2026-03-14-a.md:2:5: PM701 ")
    assert again.code == 1


def test_text_that_is_not_utf_8(run: Run, folder: Path) -> None:
    result = run("check", "-f", "concise", "--stdin-filename", CHECKOUT, cwd=folder, typed="é", encoding="iso-8859-1")
    assert (result.code, result.out) == (1, f"{CHECKOUT}:1:1: PM001 byte 1 (0xE9) is not UTF-8\n")


def test_no_text_at_all(run: Run, folder: Path) -> None:
    result = run("check", "-f", "concise", "--stdin-filename", CHECKOUT, cwd=folder, typed="")
    assert (result.code, result.out.split(": ")[1][:5]) == (1, "PM002")


def test_a_text_that_is_left_out(run: Run, folder: Path) -> None:
    arguments = ("check", "--force-exclude", "-f", "json", "--stdin-filename")
    for name, files in (("postmortems/README.md", 0), (CHECKOUT, 1)):
        assert json.loads(run(*arguments, name, cwd=folder, typed=BAD).out)["files"] == files


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--stdin-filename", "a.md", CHECKOUT], f"{ONE} a PATH"),
        (["--stdin-filename", "a.md", "--changed"], f"{ONE} --changed"),
        (["--stdin-filename", "a.md", "--watch"], "--watch and --stdin-filename do not go together"),
        (["-"], "standard input has no name"),
        (["-", CHECKOUT], "standard input has no name"),
    ],
)
def test_contradictions(run: Run, folder: Path, arguments: list[str], message: str) -> None:
    result = run("check", *arguments, cwd=folder, typed=CLEAN)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: {message}\nhint: ")
