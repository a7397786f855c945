"""``pmctl timeline ID``: the picture, the formats, and what is said where there is little to see."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.actions import NAME, write_documents
from tests.documents import GOOD

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

SECTION = GOOD[GOOD.index("## Timeline") : GOOD.index("## Root causes")]


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """Two postmortems outside git."""
    return write_documents(tmp_path)


def test_the_picture(run: Run, documents: Path) -> None:
    result = run("timeline", "checkout")
    assert (result.code, result.err) == (0, "")
    assert (
        result.out
        == """\
Checkout timeouts after driver upgrade
2026-03-14-checkout-timeouts, SEV2, first entry 2026-03-14 09:52 UTC

Sat 2026-03-14
 09:52  +0:00  ●  The driver was rolled out
               │
               │
 10:41  +0:49  ●  The driver was rolled back

day assumed: 2026-03-14, the incident's
time counts from the first entry, since started_at is not set
"""
    )


def test_the_picture_in_letters(run: Run, documents: Path) -> None:
    result = run("timeline", "checkout", encoding="ascii")
    assert "\n 10:41  +0:49  o  The driver was rolled back\n" in result.out


def test_the_picture_on_a_terminal(run: Run, documents: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("LINES", "60")
    result = run("timeline", "checkout", "--color", "always", terminal=True)
    assert "\x1b[36m●" in result.out


def test_the_formats(run: Run, documents: Path) -> None:
    data = json.loads(run("timeline", "checkout", "-f", "json").out)
    assert (data["schema"], data["id"], [item["written"] for item in data["items"]]) == (1, NAME, ["09:52", "10:41"])
    table = run("timeline", "checkout", "--output-format", "markdown").out
    assert table.startswith("| Time (UTC) | Elapsed | Event |\n")
    for name in ("text", "json", "markdown"):
        assert run("timeline", "checkout", "-f", name, "-o", "out").out == ""
        assert (documents.parent / "out").read_text(encoding="utf-8") == run("timeline", "checkout", "-f", name).out


def test_a_path_names_a_document_as_well(run: Run, documents: Path) -> None:
    (documents.parent / "elsewhere.md").write_text(GOOD.replace("rolled out", "sent out"), encoding="utf-8")
    assert "sent out" in run("timeline", "elsewhere.md").out


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ("", "It has no Timeline section yet"),
        ("## Timeline\n\n<!-- What happened when? -->\n\n", "Its Timeline section has no entries yet"),
        ("## Timeline\n\n", "Its Timeline section has no entries yet"),
    ],
)
def test_without_entries_it_says_how_to_begin(run: Run, documents: Path, section: str, said: str) -> None:
    (documents / f"{NAME}.md").write_text(GOOD.replace(SECTION, section), encoding="utf-8")
    result = run("timeline", "checkout")
    assert (result.code, result.out) == (0, f"Checkout timeouts after driver upgrade\n{NAME}, SEV2\n\n")
    assert result.err == f'{said}: `pmctl timeline {NAME} add "What happened" --at 10:41` writes the first one.\n'


def test_what_can_be_read_of_a_broken_document(run: Run, documents: Path) -> None:
    (documents / f"{NAME}.md").write_text(GOOD.replace('owner: "@mara"', "owner: @mara"), encoding="utf-8")
    result = run("timeline", "checkout")
    assert result.code == 0
    assert "The driver was rolled out" in result.out
    assert result.err.startswith(f"warning: postmortems/{NAME}.md:7: a value that starts with @ must be in quotes")


def test_hostile_words(run: Run, documents: Path) -> None:
    text = GOOD.replace("The driver was rolled out", "[red]x[/oops] \x1b[31m **b** <!-- c --> `d` a\\|b")
    (documents / f"{NAME}.md").write_text(text, encoding="utf-8")
    assert "●  [red]x[/oops] ␛[31m b d a|b\n" in run("timeline", "checkout").out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nothing"], "there is no postmortem nothing"),
        (["2026"], "2026 could be any of 2 postmortems"),
        (["add"], "there is nothing to add, nor to what"),
        (["checkout", "show"], "show is not understood"),
        (["checkout", "add"], "there is nothing to add to checkout"),
        (["add", "checkout", " "], "there is nothing to add to checkout"),
        (["checkout", "--at", "10:41"], "--at says when an entry was that `add` adds"),
        (["checkout", "--write"], "--write writes what --milestones proposes"),
        (["checkout", "--force"], "--force is about what --milestones proposes"),
        (["checkout", "--diff"], "--dry-run and --diff are about edits, and none is asked for"),
        (["checkout", "--sort", "-f", "json"], "a format and a file are for showing a timeline, not for editing it"),
    ],
)
def test_what_makes_no_sense_is_refused(run: Run, documents: Path, words: list[str], message: str) -> None:
    result = run("timeline", *words)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: {message}\nhint: ")


@pytest.mark.parametrize(
    ("section", "lines"),
    [
        ("- T+5m: the alert fires\n- T+9m: it ends\n", "lines {} to {}"),
        ("At 09:52 a deployment began.\n", "line {}"),
        ("```\n09:52 deployment\n```\n", "lines {} to {}"),
        ("> 09:52 deployment\n", "line {}"),
    ],
)
def test_times_that_are_not_read_are_not_called_missing(run: Run, documents: Path, section: str, lines: str) -> None:
    text = GOOD.replace(SECTION, f"## Timeline\n\n{section}\n")
    (documents / f"{NAME}.md").write_text(text, encoding="utf-8")
    first = text[: text.index(section)].count("\n") + 1
    where = lines.format(first, first + section.count("\n") - 1)
    result = run("timeline", "checkout")
    assert result.err.startswith(f"None of its times, on {where}, is read as that of an entry. An entry begins with ")
    for edit in (["--sort"], ["--to-utc"], ["add", "x", "--at", "10:41"]):
        refused = run("timeline", "checkout", *edit)
        assert (refused.code, refused.out) == (2, "")
        assert f"none is read on {where}\n" in refused.err
    assert (documents / f"{NAME}.md").read_text(encoding="utf-8") == text


@pytest.mark.parametrize("text", [GOOD.replace("---\n\n#", "\n#"), GOOD.encode("latin-1", "replace").decode() + "\xe9"])
def test_a_document_that_cannot_be_read_is_not_told_how_to_begin(run: Run, documents: Path, text: str) -> None:
    (documents / f"{NAME}.md").write_bytes(text.encode("latin-1"))
    result = run("timeline", "checkout")
    assert result.code == 0
    assert result.err.startswith(f"warning: postmortems/{NAME}.md:")
    assert "writes the first one" not in result.err


def test_a_time_that_the_clocks_showed_twice_is_not_exact(run: Run, documents: Path) -> None:
    section = "## Timeline (Europe/Berlin)\n\n- 2026-10-25 02:10 alarm\n- 02:50 page\n- 02:20 back\n- 03:10 over\n\n"
    (documents / f"{NAME}.md").write_text(GOOD.replace(SECTION, section), encoding="utf-8")
    out = run("timeline", "checkout").out
    assert [line.split()[0] for line in out.splitlines() if "●" in line] == ["~00:10", "~00:50", "~01:20", "02:10"]
