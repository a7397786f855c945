"""``pmctl check``."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.documents import BAD, CLEAN, SEARCH

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Run
    from tests.story import Story

OUTAGE = "postmortems/2026-05-02-search-outage.md"
CORPORA = Path(__file__).parents[3] / "shared" / "corpora"


def codes(out: str) -> list[str]:
    """Return the codes in the lines of the concise format."""
    return [line.split(": ", 1)[1].split(" ", 1)[0] for line in out.splitlines()]


def configure(folder: Path, text: str) -> None:
    (folder / "pmctl.toml").write_text(text, encoding="utf-8")


# The formats


def test_text(run: Run, folder: Path, golden: Callable[[str, str], None]) -> None:
    result = run("check", cwd=folder)
    assert (result.code, result.err) == (1, "2 errors in 1 of 2 documents.\n")
    golden("check/text.txt", result.out)


def test_json_has_the_names_of_the_product(run: Run, folder: Path) -> None:
    answer = json.loads(run("check", "-f", "json", cwd=folder).out)
    assert list(answer) == ["schema", "files", "findings"]
    assert (answer["schema"], answer["files"]) == (1, 2)
    for finding in answer["findings"]:
        assert list(finding) == [
            "code", "name", "severity", "message", "help", "path", "line", "column", "end_line", "end_column",
            "fixable", "fingerprint",
        ]  # fmt: skip


def test_nothing_found(run: Run, folder: Path) -> None:
    (folder / OUTAGE).unlink()
    for arguments, out in (
        ([], ""),
        (["-f", "concise"], ""),
        (["--statistics"], ""),
        (["-f", "json"], '{\n  "schema": 1,\n  "files": 1,\n  "findings": []\n}\n'),
    ):
        result = run("check", *arguments, cwd=folder)
        assert (result.code, result.out, result.err) == (0, out, "All is well in 1 document.\n")


def test_statistics(run: Run, folder: Path) -> None:
    document = SEARCH.replace("id: 2026-05-02-search-outage", "id: 2026-03-14-checkout-timeouts").replace(
        "  - id: A1\n", "  - title: Add an alert for the pool\n    status: open\n  - id: A1\n"
    )
    (folder / OUTAGE).write_text(document, encoding="utf-8")
    result = run("check", "--statistics", cwd=folder)
    assert result.code == 1
    assert [line.split() for line in result.out.splitlines()] == [
        ["2", "PM301", "action-without-owner"],
        ["2", "PM302", "action-without-due"],
        ["2", "PM701", "duplicate-id"],
        ["1", "PM304", "action-id"],
    ]


def test_paths_are_those_of_the_reader_and_machines_get_the_root(run: Run, repository: Story) -> None:
    below = repository.root / "postmortems"
    (repository.root / "docs").mkdir()
    inside = run("check", "-f", "concise", "--select", "PM301", ".", cwd=below)
    assert inside.out.startswith("2026-05-02-search-outage.md:11:5: ")
    beside = run("check", "-f", "concise", "--select", "PM301", "../postmortems", cwd=repository.root / "docs")
    assert beside.out.startswith("../postmortems/2026-05-02-search-outage.md:11:5: ")
    for format_ in ("github", "json"):
        out = run("check", "-f", format_, ".", cwd=below).out
        assert out == run("check", "-f", format_, cwd=repository.root).out
        assert OUTAGE in out


def test_the_same_outside_git(run: Run, repository: Story, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    shutil.copytree(repository.root / "postmortems", outside / "postmortems")
    for format_ in ("text", "concise", "json", "github"):
        inside = run("check", "-f", format_, cwd=repository.root)
        assert run("check", "-f", format_, cwd=outside) == inside


# Exit codes


@pytest.mark.parametrize(
    ("severity", "options", "code"),
    [
        ("error", [], 1),
        ("warning", [], 0),
        ("info", [], 0),
        ("warning", ["--fail-on", "warning"], 1),
        ("info", ["--fail-on", "warning"], 0),
        ("info", ["--fail-on", "info"], 1),
        ("error", ["--fail-on", "info"], 1),
        ("error", ["--exit-zero"], 0),
        ("info", ["--fail-on", "info", "--exit-zero"], 0),
    ],
)
def test_exit_code(run: Run, folder: Path, severity: str, options: list[str], code: int) -> None:
    configure(folder, f'[rules.severity]\nALL = "{severity}"\n')
    assert run("check", *options, cwd=folder).code == code


def test_exit_zero_is_for_findings_only(run: Run, folder: Path) -> None:
    assert run("check", "--exit-zero", "nowhere.md", cwd=folder).code == 2


# Which rules


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--select", "PM301"], ["PM301"]),
        (["--select", "pm301"], ["PM301"]),
        (["--select", "PM3"], ["PM301", "PM302"]),
        (["--select", "action-without-due"], ["PM302"]),
        (["--select", "ALL"], ["PM301", "PM302"]),
        (["--select", "PM0"], []),
        (["--select", "PM301,PM302"], ["PM301", "PM302"]),
        (["--select", " PM301 , action-without-due,"], ["PM301", "PM302"]),
        (["--select", "PM301", "--select", "PM302"], ["PM301", "PM302"]),
        (["--ignore", "PM301"], ["PM302"]),
        (["--ignore", "PM3"], []),
        (["--ignore", ""], ["PM301", "PM302"]),
        (["--select", "PM3", "--ignore", "PM301"], ["PM302"]),
    ],
)
def test_select_and_ignore(run: Run, folder: Path, options: list[str], found: list[str]) -> None:
    result = run("check", "-f", "concise", *options, cwd=folder)
    assert codes(result.out) == found
    assert result.code == (1 if found else 0)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            ["--select", "action-without-ower"],
            "there is no rule action-without-ower\nhint: Did you mean action-without-owner?",
        ),
        (["--ignore", "xyz"], "there is no rule xyz\nhint: `pmctl rule --all` lists all rules."),
        (
            ["--select", "PM301,xyz", "--select", "duplicate-ids,zyx"],
            (
                "there is no rule xyz\n       there is no rule duplicate-ids\n       there is no rule zyx\n"
                "hint: `pmctl rule --all` lists all rules. Did you mean duplicate-id?"
            ),
        ),
        (["--select", ""], "--select names no rule\nhint: `pmctl rule --all` lists all rules."),
        (["--select", ","], "--select names no rule\nhint: `pmctl rule --all` lists all rules."),
    ],
)
def test_unknown_rules(run: Run, folder: Path, options: list[str], message: str) -> None:
    result = run("check", *options, cwd=folder)
    assert (result.code, result.out, result.err) == (2, "", f"error: {message}\n")


@pytest.mark.parametrize(
    ("settings", "options", "found"),
    [
        ('select = ["PM301"]', [], ["PM301"]),
        ('select = ["PM301"]', ["--select", "PM302"], ["PM302"]),
        ('ignore = ["PM301"]', [], ["PM302"]),
        ('ignore = ["PM301"]', ["--ignore", "PM302"], []),
        ('ignore = ["PM301"]', ["--select", "PM301"], ["PM301"]),
        ('select = ["ALL"]\nignore = ["PM3"]', [], []),
        ("select = []", ["--select", "PM301"], ["PM301"]),
        (f'per-file-ignores."{OUTAGE}" = ["PM301"]', [], ["PM302"]),
        ('per-file-ignores."*-outage.md" = ["PM3"]', [], []),
        ('per-file-ignores."2026-05-02-search-outage.md" = ["ALL"]', [], []),
        ('per-file-ignores."2026-03*" = ["PM3"]', [], ["PM301", "PM302"]),
    ],
)
def test_rules_table(run: Run, folder: Path, settings: str, options: list[str], found: list[str]) -> None:
    configure(folder, f"[rules]\n{settings}\n")
    assert codes(run("check", "-f", "concise", *options, cwd=folder).out) == found


@pytest.mark.parametrize(
    ("settings", "options", "why"),
    [
        ("select = []", [], "select is empty"),
        ("select = []", ["--fix"], "select is empty"),
        ('select = ["PM301"]', ["--ignore", "PM3"], "every rule that is selected is ignored"),
        ("", ["--select", "ALL", "--ignore", "all"], "every rule that is selected is ignored"),
    ],
)
def test_to_check_nothing_is_a_mistake(run: Run, folder: Path, settings: str, options: list[str], why: str) -> None:
    configure(folder, f"[rules]\n{settings}\n")
    result = run("check", *options, cwd=folder)
    hint = "hint: Leave out select for the default rules; `pmctl rule --all` lists all.\n"
    assert (result.code, result.out, result.err) == (2, "", f"error: nothing would be checked: {why}\n{hint}")


def test_per_file_ignores_are_relative_to_the_configuration_too(run: Run, repository: Story) -> None:
    team = repository.root / "payments"
    (team / "postmortems").mkdir(parents=True)
    (team / "postmortems" / "outage.md").write_text(BAD, encoding="utf-8")
    for pattern in ("postmortems/outage.md", "payments/postmortems/outage.md"):
        configure(team, f'[rules.per-file-ignores]\n"{pattern}" = ["PM3"]\n')
        assert run("check", cwd=team).code == 0
    configure(team, '[rules.per-file-ignores]\n"other/outage.md" = ["PM3"]\n')
    assert run("check", cwd=team).code == 1


@pytest.mark.parametrize(
    "table",
    [
        'PM3 = "warning"\nPM301 = "error"',
        'PM301 = "error"\nPM3 = "warning"',
        'ALL = "info"\naction-without-owner = "error"',
    ],
)
def test_what_is_said_of_a_rule_beats_what_is_said_of_its_family(run: Run, folder: Path, table: str) -> None:
    configure(folder, f"[rules.severity]\n{table}\n")
    found = json.loads(run("check", "-f", "json", cwd=folder).out)["findings"]
    assert [finding["severity"] == "error" for finding in found] == [True, False]


# Which documents


def test_files_and_folders(run: Run, folder: Path, tmp_path: Path) -> None:
    name = "postmortems/2026-05-02-search-outage"
    (folder / name).write_text(BAD, encoding="utf-8")
    (folder / "NOTES.txt").write_text(BAD, encoding="utf-8")
    (tmp_path / "outside.md").write_text(BAD, encoding="utf-8")
    (folder / "postmortems" / "folder.md").mkdir()
    (folder / "postmortems" / "folder.md" / "inner.md").write_text(BAD, encoding="utf-8")
    for arguments, files in (
        ([OUTAGE], 1),
        ([name], 1),
        (["NOTES.txt"], 1),
        (["../outside.md"], 1),
        ([tmp_path / "outside.md"], 1),
        ([OUTAGE, f"./{OUTAGE}", folder / OUTAGE], 1),
        (["postmortems"], 3),
        (["postmortems", OUTAGE, "postmortems/"], 3),
        (["."], 3),
        (["postmortems/folder.md"], 1),
        ([OUTAGE, "NOTES.txt", ".."], 5),
        ([], 3),
    ):
        result = run("check", "-f", "json", *arguments, cwd=folder)
        assert result.code == 1
        assert json.loads(result.out)["files"] == files


def test_a_document_outside_has_a_path_with_dots(run: Run, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "2026-03-14-outside.md"
    path.write_text(BAD, encoding="utf-8")
    assert run("check", "-f", "concise", path, cwd=folder).out.startswith("../2026-03-14-outside.md:2:5: PM701 ")


def test_all_missing_paths_are_named(run: Run, folder: Path) -> None:
    result = run("check", "one.md", OUTAGE, "two/", "one\n.md", cwd=folder)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: there is no file or folder one.md, two, one")
    assert ".md\nhint: Check the spelling of the path.\n" in result.err


@pytest.mark.parametrize(
    ("arguments", "place"),
    [([], "postmortems"), (["empty"], "empty"), (["empty", "postmortems"], "empty, postmortems")],
)
def test_no_documents(run: Run, tmp_path: Path, arguments: list[str], place: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "postmortems").mkdir()
    (tmp_path / "postmortems" / "README.md").write_text("# Index\n", encoding="utf-8")
    (tmp_path / "postmortems" / "_draft.md").write_text("# Draft\n", encoding="utf-8")
    result = run("check", *arguments)
    assert (result.code, result.out, result.err) == (0, "", f"warning: no documents were found in {place}\n")
    assert json.loads(run("check", *arguments, "-f", "json").out) == {"schema": 1, "files": 0, "findings": []}


def test_an_id_is_compared_with_documents_that_are_not_checked(run: Run, folder: Path) -> None:
    again = "postmortems/2026-03-14-again.md"
    (folder / again).write_text(CLEAN, encoding="utf-8")
    found = run("check", "-f", "concise", again, cwd=folder).out
    assert codes(found) == ["PM701"]
    assert found.startswith(f"{again}:2:5: ")


def test_the_order_is_stable(run: Run, folder: Path) -> None:
    for name in ("b.md", "a.md", "a/z.md", "a-b.md", "B.md"):
        (folder / "postmortems" / name).parent.mkdir(exist_ok=True)
        (folder / "postmortems" / name).write_text("---\ntitle: x\n---\n", encoding="utf-8")
    first = run("check", "-f", "json", cwd=folder).out
    found = [(f["path"], f["line"], f["column"], f["code"]) for f in json.loads(first)["findings"]]
    assert found == sorted(found)
    assert run("check", "-f", "json", "postmortems/b.md", "postmortems", cwd=folder).out == first


# Where it is written


@pytest.mark.parametrize("format_", ["text", "concise"])
def test_output_file(run: Run, folder: Path, format_: str) -> None:
    shown = run("check", "-f", format_, cwd=folder)
    written = run("check", "-f", format_, "-o", "report.txt", "--color", "always", cwd=folder)
    assert (written.code, written.out, written.err) == (1, "", shown.err)
    assert (folder / "report.txt").read_text(encoding="utf-8") == shown.out


def test_output_file_is_relative_to_where_it_is_as_if_started(run: Run, folder: Path, tmp_path: Path) -> None:
    run("check", "-C", folder, "-o", "new/report.txt", cwd=tmp_path)
    assert (folder / "new" / "report.txt").read_text(encoding="utf-8")


def test_output_file_that_cannot_be_written(run: Run, folder: Path) -> None:
    result = run("check", "-o", f"{OUTAGE}/report.txt", cwd=folder)
    assert (result.code, result.out) == (2, "")
    assert "cannot be written: " in result.err
    assert result.err.startswith("error: ")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_output_file_that_is_a_pipe_stays_one(run_process: Run, folder: Path) -> None:
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert run_process("check", "-f", "concise", "-o", "pipe", cwd=folder).code == 1
        assert codes(os.read(reading, 10_000).decode()) == ["PM301", "PM302"]
    finally:
        os.close(reading)
    assert pipe.is_fifo()


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="there is no /dev/stdout")
def test_output_file_that_is_the_standard_output(run_process: Run, folder: Path) -> None:
    result = run_process("check", "-o", "/dev/stdout", cwd=folder)
    assert (result.code, result.out) == (1, run_process("check", cwd=folder).out)


# What it must not do


def test_it_changes_nothing(run: Run, repository: Story) -> None:
    kept = repository.root / ".git" / "pmctl"  # what need not be read again next time

    def contents() -> dict[Path, bytes]:
        return {
            path: path.read_bytes()
            for path in repository.root.rglob("*")
            if path.is_file() and kept not in path.parents
        }

    before = contents()
    run("check", cwd=repository.root)
    assert contents() == before


def test_it_needs_neither_git_nor_jinja(folder: Path, run_process: Run) -> None:
    (folder / "sitecustomize.py").write_text(
        "import atexit, sys\n"
        "atexit.register(lambda: print(sorted({'git', 'jinja2'} & set(sys.modules)), file=sys.stderr))\n",
        encoding="utf-8",
    )
    result = run_process("check", cwd=folder, environment={"PYTHONPATH": str(folder)})
    assert result.err.endswith("\n[]\n"), sys.version


# Real documents


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not part of the project")
@pytest.mark.parametrize("corpus", sorted(path.name for path in CORPORA.glob("*") if path.is_dir()) or ["none"])
def test_corpora(run: Run, corpus: str) -> None:
    result = run("check", "-f", "json", ".", cwd=CORPORA / corpus)
    assert result.code == 1
    answer = json.loads(result.out)
    assert answer["files"] > 0
    assert not [finding for finding in answer["findings"] if finding["code"] == "PM001"]
    shown = run("check", ".", cwd=CORPORA / corpus)
    assert shown.code == 1
    assert shown.out.count("= help: ") >= len(answer["findings"])
