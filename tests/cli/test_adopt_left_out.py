"""``pmctl adopt``: what it leaves out, what it says of that, and how `pmctl check` passes all the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

DATELESS = "# Dateless\n\n## Action items\n\n- [ ] Add a TTL (Jonas)\n"
DATED = "# Dated\n\nDate: 2025-02-01\n\n## Action items\n\n- [ ] Add a TTL (Jonas)\n"
STORY = "# DB outage\n\n## Summary\n\nIt was down.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the postmortems of a project lie."""
    folder = tmp_path / "postmortems"
    folder.mkdir()
    return folder


def write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")


def test_a_folder_for_each_incident(run: Run, folder: Path, tmp_path: Path) -> None:
    for name in ("2025-02-01-db-outage/README.md", "2025-02-02-cache/index.md", "notes/README.md", "README.md"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(STORY, encoding="utf-8")
    result = run("adopt", "postmortems", cwd=tmp_path)
    assert "\n2 documents\n" in result.out
    left_out = "Left out for their names: postmortems/README.md, postmortems/notes/README.md. Name a file to have it"
    assert left_out in result.err
    refused = run("adopt", "postmortems", "--write", cwd=tmp_path)
    assert refused.code == 2
    assert "hint: Add --rename to call it 2025-02-01-db-outage.md, or write" in refused.err
    assert run("adopt", "postmortems", "--write", "--rename", cwd=tmp_path).code == 0
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*.md")}
    assert names == {
        "2025-02-01-db-outage/2025-02-01-db-outage.md", "2025-02-02-cache/index.md", "notes/README.md", "README.md",
    }  # fmt: skip


def test_a_readme_that_is_named(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "README.md").write_text(STORY, encoding="utf-8")
    result = run("adopt", "postmortems/README.md", "--write", cwd=tmp_path)
    assert "hint: Add --rename to call it postmortems.md, or write copies" in result.err


def test_what_is_called_like_something_else_is_named(run: Run, folder: Path, tmp_path: Path) -> None:
    write(folder, _x=STORY, CHANGELOG=STORY)
    result = run("adopt", "postmortems", cwd=tmp_path)
    assert result.err == (
        "Left out for their names: postmortems/CHANGELOG.md, postmortems/_x.md. Name a file to have it adopted.\n"
    )
    (tmp_path / "pmctl.toml").write_text('exclude = ["CHANGELOG.md", "old.rst"]\n', encoding="utf-8")
    (folder / "old.rst").write_text(STORY, encoding="utf-8")
    assert run("adopt", "postmortems", cwd=tmp_path).err == (
        "Left out for its name: postmortems/_x.md. Name a file to have it adopted.\n"
    )


def test_what_lies_deeper_is_named_too(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "logs").mkdir()
    (folder / "logs/x.png").touch()
    (folder / ".hidden").mkdir()
    assert "Nothing to adopt: postmortems/logs/x.png is not taken" in run("adopt", "postmortems", cwd=tmp_path).err


@pytest.mark.parametrize("text", ["", "\n \t\n", "\ufeff\n"])
def test_an_empty_file_is_left_out(run: Run, folder: Path, tmp_path: Path, text: str) -> None:
    write(folder, **{"2025-02-01-db": text})
    for choice in ("postmortems", "postmortems/2025-02-01-db.md"):
        result = run("adopt", choice, "--write", cwd=tmp_path)
        assert result.out.startswith("0 documents\n")
        assert "Left out postmortems/2025-02-01-db.md: it is empty.\n" in result.err
    assert (folder / "2025-02-01-db.md").read_text(encoding="utf-8") == text


def test_a_heading_is_no_two_sections(run: Run, folder: Path, tmp_path: Path) -> None:
    write(folder, a=DATED)
    asked = ("adopt", "postmortems", "--map", "Hergang=Timeline")
    result = run(*asked, "--map", "HERGANG=TODO", cwd=tmp_path)
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "error: --map Hergang=Timeline and --map HERGANG=TODO give one heading two sections\n"
        "hint: Leave one of the two out.\n"
    )
    assert run(*asked, "--map", "Hergang=timeline", cwd=tmp_path).code == 0


@pytest.mark.parametrize("format_", ["json", "markdown"])
def test_a_diff_has_no_other_format(run: Run, folder: Path, tmp_path: Path, format_: str) -> None:
    write(folder, a=DATED)
    result = run("adopt", "postmortems", "--diff", "-f", format_, cwd=tmp_path)
    assert (result.code, result.out) == (2, "")
    assert f"error: --diff shows a patch, and no {format_}\n" in result.err


def test_a_dry_diff_is_a_diff(run: Run, folder: Path, tmp_path: Path) -> None:
    write(folder, a=DATED)
    assert run("adopt", "postmortems", "--diff", "-n", "--write", cwd=tmp_path).out.startswith("--- a/")


def test_what_it_says_lets_check_pass_does_so(run: Run, folder: Path, tmp_path: Path) -> None:
    write(folder, a=DATED, b=DATED.replace("Dated", "Other"), notes="Nothing.\n")
    write(folder, **{"postmortem-template": "# T\n\n## Summary\n", "CHANGELOG": "# 1.0\n"})
    result = run("adopt", "postmortems", "--write", cwd=tmp_path)
    found = re.search(r"  (exclude = .*)\n  (\[rules\])\n  (since = .*)\n", result.err)
    assert found is not None
    assert found[1] == 'exclude = ["CHANGELOG.md", "notes.md", "postmortem-template.md"]'
    assert "Either of these lets `pmctl check` pass:\n  exclude" in result.err
    (tmp_path / "pmctl.toml").write_text("\n".join(found.groups()), encoding="utf-8")
    assert run("check", cwd=tmp_path).code == 0


def test_what_has_no_day_needs_a_baseline(run: Run, folder: Path, tmp_path: Path) -> None:
    write(folder, a=DATED, b=DATED.replace("Dated", "Other"), dl=DATELESS, broken="---\ntitle: [\n---\n")
    write(folder, c=DATED.replace("2025-02-01", "2026-06-01"))  # today
    (folder / "2025-03-01-x.md").write_bytes(b"\xff\xfe\xfa")
    result = run("adopt", "postmortems", "--write", cwd=tmp_path)
    assert "4 documents, 2 not read\n" in result.out
    assert (
        "at once. This lets `pmctl check` pass:\n"
        "  pmctl check --write-baseline known.json   # then: pmctl check --baseline known.json\n"
        "So does this, but for 3 documents without an earlier day "
        "(postmortems/broken.md, postmortems/c.md, postmortems/dl.md):\n"
        "  [rules] since = 2026-06-01 in pmctl.toml   # checks what happens from now on\n"
    ) in result.err
    told = re.search(r"to mend (\d+) findings", result.err)
    assert told is not None
    (tmp_path / "pmctl.toml").write_text("[rules]\nsince = 2026-06-01\n", encoding="utf-8")
    faulty = set(re.findall(r"^postmortems/([^:]+):", run("check", cwd=tmp_path).out, re.MULTILINE))
    assert faulty == {"broken.md", "c.md", "dl.md"}
    (tmp_path / "pmctl.toml").unlink()
    counted = run("check", "--write-baseline", "known.json", cwd=tmp_path)
    assert told[1] in counted.out + counted.err
    assert run("check", "--baseline", "known.json", cwd=tmp_path).code == 0


def test_many_files_are_not_listed(run: Run, folder: Path, tmp_path: Path) -> None:
    write(folder, **{f"d{number}": DATED.replace("Dated", f"Dated {number}") for number in range(3)})
    write(folder, **{f"notes{number}": "Nothing.\n" for number in range(21)})
    assert "  exclude = […]   # the 21 files that are left out\n" in run("adopt", "postmortems", cwd=tmp_path).err


def test_what_is_not_read_counts(run: Run, folder: Path, tmp_path: Path) -> None:
    write(folder, broken="---\ntitle: [\n---\n")
    result = run("adopt", "postmortems", cwd=tmp_path)
    assert "0 documents, 1 not read\n" in result.out
    assert "Findings that are left: 1 about the file (PM0xx)" in result.out


def test_a_low_confidence_is_explained(run: Run, folder: Path, tmp_path: Path) -> None:
    write(folder, a=DATED)
    assert "missing sections: Summary, Impact, Timeline," in run("adopt", "postmortems", cwd=tmp_path).out
    rest = "".join(f"\n## {title}\n\nx\n" for title in ("Summary", "Impact", "Timeline", "Root causes"))
    write(folder, a=DATED + rest)
    assert "missing sections" not in run("adopt", "postmortems", cwd=tmp_path).out
    told = run("adopt", "postmortems", "-v", cwd=tmp_path).out
    assert "missing sections: Resolution, Lessons learned\n" in told
    assert "| Resolution, Lessons learned |" in run("adopt", "postmortems", "-f", "markdown", cwd=tmp_path).out


def test_what_stays_and_is_not_read_is_told(run: Run, folder: Path, tmp_path: Path) -> None:
    write(folder, a=f"---\nseverity: High\nstatus: done\n---\n\n{DATED}")
    out = " ".join(run("adopt", "postmortems", cwd=tmp_path).out.split())
    assert "look at:2: `severity: High` stays, but pmctl reads only SEV1, SEV2, SEV3, SEV4: write SEV2" in out
    assert (
        "look at:3: `status: done` stays, but pmctl reads only draft, in-review, published, closed: write published"
        in out
    )
