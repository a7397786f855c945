"""The formats of ``pmctl check``, and where they go."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from sarif_kit.validate import validation_errors

from pmctl.cli.check_output import Format
from tests.documents import BAD

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Run
    from tests.story import Story

OUTAGE = "postmortems/2026-05-02-search-outage.md"
MACHINES = sorted(set(Format) - {Format.TEXT, Format.CONCISE})
SUMMARY = "2 errors, 1 warning, 1 info in 2 of 3 documents. --fix mends 2 of them.\n"
EMPTY = {
    "text": "",
    "concise": "",
    "json": '{\n  "schema": 1,\n  "files": 1,\n  "findings": []\n}\n',
    "json-lines": "",
    "markdown": "### pmctl check\n\nAll is well in 1 document.\n",
    "github": "",
    "azure": "",
    "gitlab": "[]\n",
    "rdjson": '{\n  "source": {\n    "name": "pmctl"\n  },\n  "diagnostics": []\n}\n',
    "checkstyle": '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="8.0" />\n',
}


@pytest.fixture
def severities(folder: Path) -> Path:
    """A project with findings of every severity in two of three documents."""
    (folder / "pmctl.toml").write_text(
        '[rules]\nselect = ["PM0", "PM301", "PM302"]\n[rules.severity]\nPM301 = "info"\nPM302 = "warning"\n',
        encoding="utf-8",
    )
    (folder / "postmortems" / "broken.md").write_text("---\nowner: @mara\ntitle: 50 % of: all\n---\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("format_", Format)
def test_every_severity(run: Run, severities: Path, golden: Callable[[str, str], None], format_: Format) -> None:
    result = run("check", "-f", format_, cwd=severities)
    assert (result.code, result.err) == (1, SUMMARY)
    if format_ is Format.SARIF:  # without the pages of all rules, which have tests of their own
        log = json.loads(result.out)
        driver = log["runs"][0]["tool"]["driver"]
        driver.update(rules=[rule for rule in driver["rules"] if rule["id"] == "PM301"], semanticVersion="1.0.0")
        for item in log["runs"][0]["results"]:
            del item["ruleIndex"]
        golden("check/sarif.json", json.dumps(log, ensure_ascii=False, indent=2) + "\n")
        return
    names = {
        "text": "severities.txt", "json": "severities.json", "json-lines": "severities.jsonl", "gitlab": "gitlab.json",
        "rdjson": "rdjson.json", "junit": "junit.xml", "checkstyle": "checkstyle.xml", "markdown": "markdown.md",
    }  # fmt: skip
    golden(f"check/{names.get(format_, f'{format_}.txt')}", result.out)


@pytest.mark.parametrize("format_", EMPTY)
def test_nothing_found(run: Run, folder: Path, format_: str) -> None:
    (folder / OUTAGE).unlink()
    result = run("check", "-f", format_, "--select", "PM301", cwd=folder)
    assert (result.code, result.out, result.err) == (0, EMPTY[format_], "All is well in 1 document.\n")


def test_nothing_found_is_a_test_that_passed_and_a_run_without_results(run: Run, folder: Path) -> None:
    (folder / OUTAGE).unlink()
    (test,) = ET.fromstring(run("check", "-f", "junit", "--select", "PM301", cwd=folder).out).iter("testcase")
    assert list(test) == []
    log = json.loads(run("check", "-f", "sarif", "--select", "PM301", cwd=folder).out)
    assert validation_errors(log) == []
    assert log["runs"][0]["results"] == []


@pytest.mark.parametrize("format_", MACHINES)
def test_no_documents_at_all(run: Run, tmp_path: Path, format_: Format) -> None:
    (tmp_path / "empty").mkdir()
    result = run("check", "-f", format_, "empty")
    assert (result.code, result.err) == (0, "warning: no documents were found in empty\n")


@pytest.mark.parametrize("format_", MACHINES)
@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp1252"])
def test_an_encoding_without_our_signs(run: Run, folder: Path, format_: Format, encoding: str) -> None:
    text = BAD.replace("id: A1", 'id: "漢字 – ü"')
    (folder / OUTAGE).write_text(text, encoding="utf-8")
    result = run("check", "-f", format_, cwd=folder, encoding=encoding)
    assert result.code == 1
    assert "?" not in result.out.replace("<?xml", "").replace("?>", "") or format_ is Format.SARIF
    if result.out.startswith(("{\n", "[\n")):
        assert json.loads(result.out)
    if result.out.startswith("<?xml"):
        assert ET.fromstring(result.out) is not None
        assert "&#28450;" in result.out


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names of files are Unicode there")
@pytest.mark.parametrize("format_", Format)
def test_names_that_are_hostile(run: Run, folder: Path, format_: Format) -> None:
    for name in (b"not utf-8 \xff\x80.md", b"a\nb\t\x01\x1b[31m.md", b"::error::.md", b"]]> '\"<&>|`@mara%0A.md"):
        (folder / "postmortems" / os.fsdecode(name)).write_text(BAD, encoding="utf-8")
    result = run("check", "-f", format_, "-o", "report", cwd=folder)
    assert result.code == 1
    text = (folder / "report").read_text(encoding="utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f]", text)
    assert "PM301" in text
    if text.startswith(("{\n", "[\n")):
        assert json.loads(text)
    if text.startswith("<?xml"):
        assert len({element.get("file", element.get("name")) for element in ET.fromstring(text).iter()}) >= 5


def test_fifty_findings_on_one_line(run: Run, folder: Path) -> None:
    owners = ", ".join(f"@person{number}" for number in range(50))
    actions = "".join(f"{{id: A{number}, title: x, status: open}}, " for number in range(50))
    text = re.sub(r"(?s)actions:\n.*?---", f"actions: [{actions}]\n---", BAD).replace('"@mara"', f'"{owners}"')
    (folder / OUTAGE).write_text(text, encoding="utf-8")
    for format_ in Format:
        result = run("check", "-f", format_, "--select", "PM301,PM302", cwd=folder)
        assert (result.code, result.err) == (1, "100 errors in 1 of 2 documents.\n")
        assert result.out.count("PM301") >= 50
    found = json.loads(run("check", "-f", "json", "--select", "PM301,PM302", cwd=folder).out)["findings"]
    assert len({finding["line"] for finding in found}) == 1
    assert len({finding["fingerprint"] for finding in found}) == 100


def test_a_fingerprint_stays_when_lines_move(run: Run, folder: Path) -> None:
    def fingerprints() -> list[str]:
        return [issue["fingerprint"] for issue in json.loads(run("check", "-f", "gitlab", cwd=folder).out)]

    before = fingerprints()
    (folder / OUTAGE).write_text(
        (folder / OUTAGE).read_text(encoding="utf-8").replace("team: payments", "# one\n# two\nteam: payments"),
        encoding="utf-8",
    )
    assert fingerprints() == before


# Which format


def test_two_formats_at_once(run: Run, folder: Path) -> None:
    result = run("check", "-f", "json", "--output-format", "sarif", "-f", "json", cwd=folder)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: two formats at once: json and sarif\nhint: Choose one.")


def test_the_same_format_twice_is_one(run: Run, folder: Path) -> None:
    assert run("check", "-f", "json", "-f", "json", cwd=folder) == run("check", "-f", "json", cwd=folder)


def test_no_such_format(run: Run, folder: Path) -> None:
    result = run("check", "-f", "sarrif", cwd=folder)
    assert (result.code, result.out) == (2, "")
    assert "sarrif" in result.err
    assert "sarif" in result.err


@pytest.mark.parametrize("format_", MACHINES)
def test_statistics_are_text(run: Run, folder: Path, format_: Format) -> None:
    result = run("check", "--statistics", "-f", format_, cwd=folder)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: --statistics are text, there is no {format_} of them\n")


# Where it is written


@pytest.mark.parametrize("format_", MACHINES)
def test_a_file_for_machines_leaves_the_text_to_the_reader(run: Run, folder: Path, format_: Format) -> None:
    shown, text = run("check", "-f", format_, cwd=folder), run("check", cwd=folder)
    assert run("check", "-f", format_, "-o", "report", cwd=folder) == text
    assert (folder / "report").read_text(encoding="utf-8") == shown.out
    quiet = run("check", "-q", "-f", format_, "-o", "report", cwd=folder)
    assert (quiet.code, quiet.out, quiet.err) == (1, "", "")


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="there is no /dev/stdout")
def test_nothing_is_added_to_the_standard_output(run_process: Run, folder: Path) -> None:
    result = run_process("check", "-f", "json", "-o", "/dev/stdout", cwd=folder)
    assert result.out == run_process("check", "-f", "json", cwd=folder).out


@pytest.mark.parametrize("format_", ["json", "sarif", "github"])
def test_a_file_that_cannot_be_written(run: Run, folder: Path, format_: str) -> None:
    result = run("check", "-f", format_, "-o", f"{OUTAGE}/report", cwd=folder)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: ")
    assert "cannot be written: " in result.err


# GitHub's job summary


@pytest.fixture
def job_summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(path))
    return path


def test_the_job_summary_is_the_markdown(run: Run, severities: Path, job_summary: Path) -> None:
    markdown = run("check", "-f", "markdown", cwd=severities).out
    assert not job_summary.exists()
    for arguments in (["-f", "github"], ["-f", "github", "-o", "report"]):
        job_summary.unlink(missing_ok=True)
        run("check", *arguments, cwd=severities)
        assert job_summary.read_bytes().decode() == markdown


def test_the_job_summary_is_added_to_what_is_there(run: Run, severities: Path, job_summary: Path) -> None:
    markdown = run("check", "-f", "markdown", cwd=severities).out
    job_summary.write_bytes(b"# Tests\n\nAll passed.")
    for _ in range(2):
        run("check", "-f", "github", cwd=severities)
    assert job_summary.read_bytes().decode() == f"# Tests\n\nAll passed.\n{markdown}\n{markdown}"


@pytest.mark.parametrize("taken", [2**20 - 400, 2**20 - 150, 2**20 - 1, 2**20, 2**20 + 1])
def test_the_job_summary_stays_below_what_github_takes(
    run: Run, severities: Path, job_summary: Path, taken: int
) -> None:
    job_summary.write_bytes(b"x" * taken)
    result = run("check", "-f", "github", cwd=severities)
    assert (result.code, result.err) == (1, SUMMARY)
    size = job_summary.stat().st_size
    assert taken <= size <= max(taken, 2**20)
    assert (size > taken) is (taken < 2**20 - 1)


def test_the_job_summary_counts_what_is_known(run: Run, severities: Path, job_summary: Path) -> None:
    run("check", "--write-baseline", "known_@mara.json", cwd=severities)
    said = run("check", "--baseline", "known_@mara.json", "-f", "github", cwd=severities).err
    assert re.search(r"well in \d documents?\. \d+ known findings are in known_@mara\.json\.$", said)
    text = job_summary.read_text(encoding="utf-8")
    assert "known findings are in known" in text
    assert "@mara" not in text


def test_a_job_summary_that_cannot_be_written_is_no_failure(run: Run, severities: Path, job_summary: Path) -> None:
    job_summary.mkdir()
    result = run("check", "-f", "github", cwd=severities)
    assert result.code == 1
    assert result.out.startswith("::error ")
    assert result.err.startswith(f"warning: the job summary {job_summary} cannot be written: ")


def test_no_job_summary_without_github(run: Run, severities: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "")
    assert run("check", "-f", "github", cwd=severities).err == SUMMARY


# In a terminal


def test_words_are_not_broken_in_a_terminal(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"COLUMNS": "60", "TERM": "xterm", "NO_COLOR": "1"}.items():
        monkeypatch.setenv(name, value)
    (folder / OUTAGE).write_text(BAD.replace("## Summary", f"## Summary {'long ' * 60}TODO"), encoding="utf-8")
    text = run("check", cwd=folder, terminal=True).out
    assert max(map(len, text.splitlines())) <= 60
    words = 'Name the one person who promises it, such as owner: "@mara", or set status: proposed.'
    assert words in " ".join(text.split())


# The repository's root


def test_machines_get_paths_from_the_root(run: Run, repository: Story) -> None:
    for format_ in MACHINES:
        below = run("check", "-f", format_, ".", cwd=repository.root / "postmortems").out
        assert below == run("check", "-f", format_, cwd=repository.root).out
        assert OUTAGE in below
