"""``pmctl check`` where much is wrong already: baselines, suppressions, and rules that begin on a day."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.documents import CLEAN, SEARCH

if TYPE_CHECKING:
    from tests.cli.conftest import Run
    from tests.story import Story

OUTAGE = "postmortems/2026-05-02-search-outage.md"
CORPORA = Path(__file__).parents[3] / "shared" / "corpora"


def configure(folder: Path, text: str) -> None:
    (folder / "pmctl.toml").write_text(text, encoding="utf-8")


def codes(out: str) -> list[str]:
    """Return the codes in the lines of the concise format."""
    return [line.split(": ", 1)[1].split(" ", 1)[0] for line in out.splitlines()]


# Baselines


def test_a_baseline_is_written_and_used(run: Run, folder: Path) -> None:
    result = run("check", "--write-baseline", "known.json", cwd=folder)
    assert (result.code, result.out) == (0, "")
    assert result.err == "2 errors in 1 of 2 documents. known.json now holds 2 findings.\n"
    entries = json.loads((folder / "known.json").read_bytes())["findings"]
    assert [(entry["code"], entry["path"]) for entry in entries] == [("PM301", OUTAGE), ("PM302", OUTAGE)]
    result = run("check", "--baseline", "known.json", cwd=folder)
    assert (result.code, result.out) == (0, "")
    assert result.err == "All is well in 2 documents. 2 known findings are in known.json.\n"


def test_lines_and_files_that_move_stay_known(run: Run, folder: Path) -> None:
    run("check", "--write-baseline", "known.json", cwd=folder)
    (folder / OUTAGE).unlink()
    moved = folder / "postmortems" / "2026" / "2026-05-02-search-outage.md"
    moved.parent.mkdir()
    moved.write_text(SEARCH.replace("actions:\n", "# They are many.\n\nactions:\n"), encoding="utf-8")
    assert run("check", "--baseline", "known.json", cwd=folder).code == 0


def test_what_is_new_fails_and_what_is_gone_is_counted(run: Run, folder: Path) -> None:
    run("check", "--write-baseline", "known.json", cwd=folder)
    text = SEARCH.replace("  - id: A1\n", '  - id: A1\n    owner: "@jonas"\n').replace(
        "status: published", "status: done"
    )
    (folder / OUTAGE).write_text(text, encoding="utf-8")
    before = (folder / "known.json").read_bytes()
    result = run("check", "--baseline", "known.json", "-f", "concise", cwd=folder)
    assert (result.code, codes(result.out)) == (1, ["PM102"])
    assert result.err == (
        "1 error in 1 of 2 documents. 1 known finding is in known.json. "
        "1 finding in known.json is gone; add --write-baseline known.json to forget it.\n"
    )
    assert (folder / "known.json").read_bytes() == before
    result = run("check", "--baseline", "known.json", "--write-baseline", "known.json", "-f", "concise", cwd=folder)
    assert (result.code, codes(result.out)) == (1, ["PM102"])
    assert result.err.endswith(" 1 known finding is in known.json. known.json now holds 1 finding, 1 fewer.\n")
    assert [entry["code"] for entry in json.loads((folder / "known.json").read_bytes())["findings"]] == ["PM302"]


def test_only_what_was_looked_for_can_be_gone(run: Run, folder: Path) -> None:
    run("check", "--write-baseline", "known.json", cwd=folder)
    (folder / OUTAGE).write_text(CLEAN.replace("2026-03-14", "2026-05-02"), encoding="utf-8")
    other = "postmortems/2026-03-14-checkout-timeouts.md"
    for arguments in ([other], ["--select", "PM1"], ["--ignore", "PM3"]):
        assert "gone" not in run("check", "--baseline", "known.json", *arguments, cwd=folder).err
    assert (
        "1 finding in known.json is gone"
        in run("check", "--baseline", "known.json", "--select", "PM301", cwd=folder).err
    )
    assert "2 findings in known.json are gone" in run("check", "--baseline", "known.json", OUTAGE, cwd=folder).err
    (folder / OUTAGE).unlink()
    assert "2 findings in known.json are gone" in run("check", "--baseline", "known.json", other, cwd=folder).err


def test_formats_hold_what_is_new(run: Run, folder: Path) -> None:
    run("check", "--select", "PM301", "--write-baseline", "known.json", cwd=folder)
    found = json.loads(run("check", "--baseline", "known.json", "-f", "json", cwd=folder).out)
    assert [finding["code"] for finding in found["findings"]] == ["PM302"]
    assert run("check", "--baseline", "known.json", "--statistics", cwd=folder).out == "1  PM302  action-without-due\n"


@pytest.mark.parametrize(
    ("text", "before", "behind"),
    [
        (None, "there is no baseline ", "\nhint: Write one with --write-baseline.\n"),
        ("{", "", ":1:2: this is not valid JSON"),
        ('{"schema": 2, "pmctl": "9.0"}', "", " is a baseline of pmctl 9.0, in a form that this one cannot read"),
    ],
)
def test_a_baseline_that_cannot_be_read(run: Run, folder: Path, text: str | None, before: str, behind: str) -> None:
    if text is not None:
        (folder / "known.json").write_text(text, encoding="utf-8")
    result = run("check", "--baseline", "known.json", cwd=folder)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: {before}{folder / 'known.json'}{behind}")


def test_a_baseline_that_cannot_be_written(run: Run, folder: Path) -> None:
    result = run("check", "--write-baseline", "postmortems", cwd=folder)
    assert result.code == 2
    assert result.err.startswith("error: --write-baseline names a folder: postmortems\n")


def test_of_an_empty_project(run: Run, tmp_path: Path) -> None:
    assert run("check", "--write-baseline", "known.json").code == 0
    assert run("check", "--baseline", "known.json").code == 0


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the documents of others are not here")
def test_documents_of_others(run: Run, tmp_path: Path) -> None:
    copies = {}
    for source in sorted(CORPORA.rglob("*.md")):
        copy = tmp_path / "postmortems" / source.relative_to(CORPORA)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copies[copy] = source.read_bytes()
        copy.write_bytes(copies[copy])
    run("check", "--write-baseline", "known.json")
    for copy, data in copies.items():
        ending = b"\r\n" if b"\r\n" in data else b"\n"
        copy.write_bytes(data + ending + b"One line more." + ending)
    result = run("check", "--baseline", "known.json", "-f", "concise", "--fail-on", "info")
    assert (result.code, result.out) == (0, "")


# Suppressions


def test_a_suppressed_finding_does_not_fail(run: Run, folder: Path) -> None:
    text = SEARCH.replace("  - id: A1\n", "  - id: A1  # pmctl: ignore[PM301, PM302] it was before our time\n")
    (folder / OUTAGE).write_text(text, encoding="utf-8")
    result = run("check", cwd=folder)
    assert (result.code, result.out, result.err) == (0, "", "All is well in 2 documents.\n")


def test_what_suppresses_nothing_is_a_warning(run: Run, folder: Path) -> None:
    text = CLEAN + "\n<!-- pmctl: ignore[PM203] -->\n<!-- pmctl: ignore[PM3O1] -->\nThe end.\n"
    (folder / "postmortems" / "2026-03-14-checkout-timeouts.md").write_text(text, encoding="utf-8")
    (folder / OUTAGE).unlink()
    result = run("check", "-f", "concise", cwd=folder)
    assert (result.code, codes(result.out)) == (0, ["PM901", "PM902"])
    assert "PM902 there is no rule PM3O1: did you mean PM301?" in result.out
    assert codes(run("check", "-f", "concise", "--select", "PM3,PM901", cwd=folder).out) == []
    configure(folder, '[rules]\nignore = ["PM9"]\n')
    assert run("check", "-f", "concise", cwd=folder).out == ""


# Files and days


@pytest.mark.parametrize(
    "rules",
    [
        "[rules.per-file-ignores]\n'postmortems/2026-05-*' = ['PM3']",
        "[rules.per-file-ignores]\n'*-search-outage.md' = ['action-without-owner', 'PM302']",
        "[rules]\nsince = 2026-06-01",
        "[rules]\nsince = { PM3 = 2026-05-03 }",
        "[rules.since]\naction-without-owner = '2026-05-03'\nPM302 = 2026-05-03",
    ],
)
def test_what_is_exempt(run: Run, folder: Path, rules: str) -> None:
    configure(folder, f"{rules}\n")
    assert run("check", cwd=folder).err == "All is well in 2 documents.\n"


def test_on_the_day_itself_rules_count(run: Run, folder: Path) -> None:
    configure(folder, "[rules.since]\nPM3 = 2026-05-02\n")
    assert codes(run("check", "-f", "concise", cwd=folder).out) == ["PM301", "PM302"]


def test_patterns_are_relative_to_the_configuration_and_to_the_root(run: Run, folder: Path) -> None:
    (folder / ".git").mkdir()
    (folder / "docs").mkdir()
    (folder / "postmortems").rename(folder / "docs" / "postmortems")
    for pattern in ("postmortems/2026-05-*", "docs/postmortems/2026-05-*", "2026-05-*"):
        configure(folder / "docs", f"[rules.per-file-ignores]\n'{pattern}' = ['PM3']\n")
        assert run("check", cwd=folder / "docs").code == 0


def test_a_part_of_a_run_forgets_nothing(run: Run, folder: Path) -> None:
    run("check", "--write-baseline", "known.json", cwd=folder)
    before = (folder / "known.json").read_bytes()
    for arguments in (["postmortems/2026-03-14-checkout-timeouts.md"], ["--select", "PM1"]):
        result = run("check", "--write-baseline", "known.json", *arguments, cwd=folder)
        assert result.err.endswith("known.json now holds 2 findings, 2 of which were not looked for.\n")
        assert (folder / "known.json").read_bytes() == before
    (folder / "known.json").write_text("{", encoding="utf-8")
    result = run("check", "--write-baseline", "known.json", cwd=folder)
    assert result.err.startswith("warning: ")
    assert " ".join(result.err.split()).count("; it is written anew") == 1
    assert (folder / "known.json").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-o", OUTAGE), f"--output-file would write over {OUTAGE}, which is a document"),
        (
            ("--fix", "-o", "postmortems/new.md"),
            "--output-file would write over postmortems/new.md, which is a document",
        ),
        (("README.md", "-o", "README.md"), "--output-file would write over README.md, which is checked"),
        (
            ("--write-baseline", "pmctl.toml"),
            "--write-baseline would write over pmctl.toml, which is the configuration",
        ),
        (("old", "-o", "old/a.md"), "--output-file would write over old/a.md, which is checked"),
        (("old/*.md", "--write-baseline", "old/a.md"), "--write-baseline would write over old/a.md, which is checked"),
        (("--baseline", "known.json", "-o", "known.json"), "--output-file and --baseline name the same file"),
        (("--write-baseline", "README.md"), "{folder}/README.md:1:1: this is not valid JSON"),
        (("--write-baseline", "broken.json", "--select", "PM1"), "{folder}/broken.json:1:2: this is not valid JSON"),
        (("--write-baseline", "a", "-o", "./a"), "--output-file and --write-baseline name the same file: a"),
        (("-o", "postmortems"), "--output-file names a folder: postmortems"),
        (("-o", ""), "--output-file names a folder: ."),
        (("--diff", "--write-baseline", "a"), "--diff writes nothing, and so no --write-baseline"),
        (("--changed", "--base", " "), "--base is empty"),
    ],
)
def test_what_must_stay_is_not_written_over(run: Run, folder: Path, arguments: tuple[str, ...], said: str) -> None:
    configure(folder, "")
    (folder / "README.md").write_text("# Us\n", encoding="utf-8")
    (folder / "broken.json").write_text("{", encoding="utf-8")
    (folder / "known.json").write_text('{"schema": 1, "findings": []}', encoding="utf-8")
    (folder / "old").mkdir()
    (folder / "old/a.md").write_text(CLEAN, encoding="utf-8")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    result = run("check", *arguments, cwd=folder)
    assert (result.code, result.out) == (2, "")
    assert " ".join(result.err.split()).startswith(f"error: {said.format(folder=folder)}")
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_what_is_only_written_down_is_mended_all_the_same(run: Run, folder: Path) -> None:
    (folder / OUTAGE).write_text(CLEAN.replace('owner: "@mara"', "owner: @mara"), encoding="utf-8")
    run("check", "--write-baseline", "known.json", cwd=folder)
    assert "mended PM004" in run("check", "--fix", "--write-baseline", "known.json", cwd=folder).err


@pytest.mark.parametrize("arguments", [["--select", "PM3"], ["--select", "PM0,PM3", "--ignore", "PM004"]])
@pytest.mark.parametrize("more", [[], ["--base", "HEAD"], ["--no-cache"]])
def test_what_cannot_be_read_is_not_well(run: Run, repository: Story, arguments: list[str], more: list[str]) -> None:
    root = repository.checkout()
    (root / OUTAGE).write_text(CLEAN.replace('owner: "@mara"', "owner: @mara"), encoding="utf-8")
    result = run("check", *arguments, *more, cwd=root)
    assert result.code == 0
    assert " ".join(result.err.split()).startswith(
        "warning: 1 document cannot be read, and little was checked there: `pmctl check --select PM0`"
    )
    assert "cannot be read" not in run("check", *more, cwd=root).err
