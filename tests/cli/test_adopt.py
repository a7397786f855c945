"""``pmctl adopt``: postmortems of any style become pmctl's."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from pmctl.render.adoption import renamed_diff
from tests.documents import CLEAN
from tests.story import Story

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Run

DISK = """\
# Postmortem: Disk full

**Date:** 2026-03-04
**Severity:** Sev-2
**Owner:** @mara
**Status:** Final

## Summary

The disk was full.

## Wir versprechen

- [x] Buy a disk (@jonas)
- [ ] Alert when it fills, by 2026-04-01
"""
SITE = "+++\ntitle = 'Site down'\ndate = 2026-02-01\n+++\n\n## What happened\n\nIt was down.\n"
PLAIN = "Cache cold\n==========\n\n:Date: 2025-01-02\n\nSummary\n-------\n\nIt was cold.\n"


@pytest.fixture
def legacy(tmp_path: Path) -> Path:
    """A project whose postmortems are all of another style, and some files that are none."""
    folder = tmp_path / "postmortems"
    (folder / "old").mkdir(parents=True)
    for name, text in {
        "disk.md": DISK,
        "old/site.markdown": SITE,
        "cache.rst": PLAIN,
        "2025-05-06 Gateway down": "## Summary\n\nIt was down.\n",
        "broken.md": "---\ntitle: [\n---\n",
        "notes.md": "Nothing of that kind.\n",
        "README.md": "# Date: 2026-01-01\n",
        "template.md": "## Summary\n",
        "LICENSE": "## Summary\n",
        "picture.png": "x",
        "_draft.md": "## Summary\n",
        ".hidden/x.md": "## Summary\n",
    }.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "pmctl.toml").write_text('exclude = ["excluded*"]\n', encoding="utf-8")
    (folder / "excluded.rst").write_text(PLAIN, encoding="utf-8")
    return tmp_path


def documents(out: str) -> dict[str, dict[str, object]]:
    return {document["path"]: document for document in json.loads(out)["documents"]}


def test_without_more_it_reports_and_writes_nothing(run: Run, legacy: Path, golden: Callable[[str, str], None]) -> None:
    before = {path: path.read_bytes() for path in legacy.rglob("*") if path.is_file()}
    result = run("adopt", "postmortems", cwd=legacy)
    assert result.code == 0
    golden("adopt/report.txt", result.out)
    assert result.err == (
        "error: postmortems/broken.md:2: a bracket is opened and never closed\n"
        "hint: Close it: []\n"
        "Left out postmortems/notes.md: nothing in it says that it is a postmortem.\n"
        "Left out for their names: postmortems/LICENSE, postmortems/README.md, postmortems/_draft.md, "
        "postmortems/template.md. Name a file to have it adopted.\n"
        "Headings of no known section: “Wir versprechen” (1). "
        "--map HEADING=SECTION says which section one is.\n"
        "Nobody needs to mend 47 findings at once. This lets `pmctl check` pass:\n"
        "  pmctl check --write-baseline known.json   # then: pmctl check --baseline known.json\n"
        "So does this, but for 1 document without an earlier day (postmortems/broken.md):\n"
        '  exclude = ["excluded*", "notes.md", "template.md"]\n'
        "  [rules]\n"
        "  since = 2026-06-01   # in pmctl.toml: checks what happens from now on\n"
    )
    assert {path: path.read_bytes() for path in legacy.rglob("*") if path.is_file()} == before
    golden("adopt/verbose.txt", run("adopt", "-v", "postmortems/disk.md", cwd=legacy).out)
    golden("adopt/report.json", run("adopt", "postmortems", "-n", "--write", "-f", "json", cwd=legacy).out)
    golden("adopt/report.md", run("adopt", "postmortems", "-f", "markdown", cwd=legacy).out)


def test_a_report_goes_to_a_file(run: Run, legacy: Path) -> None:
    assert run("adopt", "postmortems/disk.md", "-o", "report.txt", cwd=legacy).out == ""
    assert "Disk full" in (legacy / "report.txt").read_text(encoding="utf-8")


def test_in_place(run: Run, legacy: Path) -> None:
    result = run("adopt", "postmortems", "--write", cwd=legacy)
    assert result.code == 2
    assert result.out.startswith("4 documents, 1 not read\n")
    assert "error: postmortems/cache.rst is called like no document\n" in result.err
    assert "hint: Add --rename to call it cache.md, or write copies with --output.\n" in result.err
    assert "Wrote 2 documents, left 2 as it was.\n" not in result.err
    assert "Wrote 2 of 4 documents.\n" in result.err
    text = (legacy / "postmortems/disk.md").read_text(encoding="utf-8")
    assert text.startswith("---\nid: 2026-03-04-disk-full\ntitle: Disk full\nstatus: published\nseverity: SEV2\n")
    again = run("adopt", "postmortems", "--write", "--rename", cwd=legacy)
    assert again.code == 2  # one cannot be read
    assert (legacy / "postmortems/disk.md").read_text(encoding="utf-8") == text
    assert (legacy / "postmortems/cache.md").exists()
    assert not (legacy / "postmortems/cache.rst").exists()
    assert (legacy / "postmortems/2025-05-06 Gateway down.md").exists()
    after = {path: path.read_bytes() for path in legacy.rglob("*") if path.is_file()}
    assert (
        "Wrote 0 of 4 documents; 4 had nothing to change.\n"
        in run("adopt", "postmortems", "--write", "--rename", cwd=legacy).err
    )
    assert {path: path.read_bytes() for path in legacy.rglob("*") if path.is_file()} == after


def test_a_name_that_is_taken_is_not_overwritten(run: Run, legacy: Path) -> None:
    (legacy / "postmortems/cache.md").write_text("mine\n", encoding="utf-8")
    result = run("adopt", "postmortems/cache.rst", "--write", "--rename", "--force", cwd=legacy)
    assert result.code == 2
    assert "error: postmortems/cache.md exists already\nhint: Move one of the two away.\n" in result.err
    assert (legacy / "postmortems/cache.rst").exists()


def test_copies_under_their_names(run: Run, legacy: Path) -> None:
    choice = ("postmortems/disk.md", "postmortems/cache.rst", "postmortems/notes.md")
    result = run("adopt", *choice, "--output", "new", cwd=legacy)
    assert result.code == 0
    names = sorted(path.name for path in (legacy / "new").iterdir())
    assert names == ["2025-01-02-cache-cold.md", "2026-03-04-disk-full.md", "notes.md"]
    assert (legacy / "postmortems/disk.md").read_text(encoding="utf-8") == DISK
    assert "warning: 3 documents will not be found in postmortems: those in new\n" in result.err
    assert (
        "Wrote 0 of 3 documents; 3 had nothing to change.\n" in run("adopt", *choice, "--output", "new", cwd=legacy).err
    )
    (legacy / "new/notes.md").write_text("mine\n", encoding="utf-8")
    refused = run("adopt", *choice, "--output", "new", cwd=legacy)
    assert refused.code == 2
    assert "error: new/notes.md exists already\nhint: Overwrite it with --force.\n" in refused.err
    assert run("adopt", *choice, "--output", "new", "--force", cwd=legacy).code == 0


def test_copies_beside_the_legacy_documents_are_stable(run: Run, legacy: Path) -> None:
    (legacy / "postmortems/broken.md").unlink()
    assert run("adopt", "postmortems", "--output", "postmortems", cwd=legacy).code == 0
    assert (
        "Wrote 0 of 8 documents; 8 had nothing to change.\n"
        in run("adopt", "postmortems", "--output", "postmortems", cwd=legacy).err
    )


def test_ids_are_told_apart(run: Run, legacy: Path) -> None:
    (legacy / "postmortems/old/disk.md").write_text(DISK, encoding="utf-8")
    (legacy / "postmortems/taken.md").write_text(CLEAN, encoding="utf-8")
    twin = DISK.replace("Disk full", "Checkout timeouts").replace("2026-03-04", "2026-03-14")
    (legacy / "postmortems/old/twin.md").write_text(twin, encoding="utf-8")
    diff = run("adopt", "postmortems/disk.md", "postmortems/old", "--diff", cwd=legacy).out
    assert "+id: 2026-03-04-disk-full\n" in diff
    assert "+id: 2026-03-04-disk-full-2\n" in diff
    assert "+id: 2026-03-14-checkout-timeouts-2\n" in diff
    clash = CLEAN.replace("2026-03-14-checkout-timeouts", "2026-03-04-disk-full")
    (legacy / "postmortems/taken.md").write_text(clash, encoding="utf-8")
    assert "+id: 2026-03-04-disk-full-2\n" in run("adopt", "postmortems/disk.md", "--diff", cwd=legacy).out


def test_a_diff_is_a_patch(run: Run, legacy: Path) -> None:
    result = run("adopt", "postmortems/disk.md", "--diff", cwd=legacy)
    assert result.code == 0
    assert result.out.startswith("--- a/postmortems/disk.md\n+++ b/postmortems/disk.md\n@@ -1,3 +1,")
    assert "\x1b[" in run("adopt", "postmortems/disk.md", "--diff", "--color", "always", cwd=legacy).out
    assert run("adopt", "postmortems/notes.md", "postmortems/disk.md", "--diff", "-o", "d", cwd=legacy).out == ""
    assert (legacy / "d").read_text(encoding="utf-8").count("\n--- a/") == 1
    run("adopt", "postmortems/disk.md", "--write", cwd=legacy)
    assert run("adopt", "postmortems/disk.md", "--diff", "--color", "always", cwd=legacy).out == ""


def test_a_diff_is_what_would_be_written(run: Run, legacy: Path) -> None:
    choice = ("postmortems/cache.rst", "postmortems/2025-05-06 Gateway down", "--diff")
    refused = run("adopt", *choice, cwd=legacy)
    assert (refused.code, refused.out) == (0, "")
    assert "error: postmortems/cache.rst is called like no document\nhint: Add --rename to call it" in refused.err
    diff = run("adopt", *choice, "--rename", cwd=legacy).out
    assert diff.startswith(
        "diff --git a/postmortems/cache.rst b/postmortems/cache.md\n"
        "rename from postmortems/cache.rst\nrename to postmortems/cache.md\n"
        "--- a/postmortems/cache.rst\n+++ b/postmortems/cache.md\n@@ "
    )
    assert "\nrename to postmortems/2025-05-06 Gateway down.md\n" in diff
    (legacy / "x.diff").write_text(diff, encoding="utf-8")
    subprocess.run(["git", "apply", "x.diff"], cwd=legacy, check=True)
    after = {path.name: path.read_text(encoding="utf-8") for path in (legacy / "postmortems").glob("*.md")}
    run("adopt", "postmortems/disk.md", "--write", cwd=legacy)
    assert after["cache.md"].startswith("---\nid: 2025-01-02-cache-cold\n")
    assert "2025-05-06 Gateway down.md" in after


def test_a_diff_of_a_name_alone() -> None:
    assert (
        renamed_diff("x\n", "x\n", "a.rst", "a.md") == "diff --git a/a.rst b/a.md\nrename from a.rst\nrename to a.md\n"
    )
    assert 'rename from "\\303\\266\\t.rst"' not in renamed_diff("x", "x", "ö.rst", "ö.md")
    assert 'rename from "a\\t.rst"\n' in renamed_diff("x", "y", "a\t.rst", "a.md")


def test_a_folder_that_leads_out_of_the_repository_is_not_written_through(run: Run, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "disk.md").write_text(DISK, encoding="utf-8")
    with Story(tmp_path / "repository") as story:
        (story.root / "linked").symlink_to(outside)
        result = run("adopt", "linked", "--write", cwd=story.root)
        copies = run("adopt", str(outside / "disk.md"), "--output", "linked/new", cwd=story.root)
    assert (result.code, copies.code) == (2, 2)
    assert "error: linked/disk.md lies behind a link that leaves the repository\n" in result.err
    assert (outside / "disk.md").read_text(encoding="utf-8") == DISK
    assert not (outside / "new").exists()


def test_copies_of_one_name_are_numbered(run: Run, legacy: Path) -> None:
    for name in ("a", "b", "c"):
        (legacy / "old" / name).mkdir(parents=True)
        (legacy / "old" / name / "index.md").write_text("## Summary\n\nIt was down.\n", encoding="utf-8")
    arguments = ("adopt", "old", "--output", "new")
    assert run(*arguments, "--force", cwd=legacy).code == 0
    before = {path.name: path.read_text(encoding="utf-8") for path in (legacy / "new").iterdir()}
    assert sorted(before) == ["index-2.md", "index-3.md", "index.md"]
    assert "Wrote 0 of 3 documents; 3 had nothing to change.\n" in run(*arguments, "--force", cwd=legacy).err
    assert run("adopt", "old", "new", "--output", "new", cwd=legacy).code == 0
    assert {path.name: path.read_text(encoding="utf-8") for path in (legacy / "new").iterdir()} == before


def test_what_is_lost_is_seen_before_it_is_written(run: Run, legacy: Path) -> None:
    text = DISK.replace("Wir versprechen", "TODO") + "- [ ] Buy two\n- [ ] Buy three\n- [ ] Buy four\n"
    (legacy / "postmortems/disk.md").write_text(text, encoding="utf-8")
    out = run("adopt", "postmortems/disk.md", cwd=legacy).out
    assert ":14 Buy a disk (@jonas, done)\n" in out
    assert "and 2 more actions\n" in out
    (legacy / "postmortems/no-day.md").write_text("---\ntitle: No day\n---\n\n## Summary\n", encoding="utf-8")
    assert "nothing to add\n" in run("adopt", "postmortems/no-day.md", cwd=legacy).out


def test_headings_are_mapped(run: Run, legacy: Path) -> None:
    result = run("adopt", "postmortems/disk.md", "-f", "json", "--map", "Wir versprechen=action items", cwd=legacy)
    actions = documents(result.out)["postmortems/disk.md"]["actions"]
    assert [(a["owner"], a["due"], a["status"]) for a in actions] == [  # type: ignore[attr-defined]
        ("@jonas", None, "done"),
        (None, "2026-04-01", "open"),
    ]
    written = run("adopt", "postmortems/disk.md", "--write", "--map", "Wir versprechen=TODO", cwd=legacy)
    assert 'Put this into pmctl.toml:\n[sections.synonyms]\n"Action items" = ["Wir versprechen"]\n' in written.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "there is no file or folder nowhere"),
        (["postmortems", "--map", "Promises"], "--map Promises names no heading and section"),
        (["postmortems", "--map", "=Summary"], "--map =Summary names no heading and section"),
        (["postmortems", "--map", "A=Nothing"], "there is no section Nothing"),
        (["postmortems", "--write", "--output", "x"], "--write and --output do not go together"),
        (["postmortems/disk.md", "--author-date"], "is not in a git repository"),
    ],
)
def test_usage(run: Run, legacy: Path, arguments: list[str], message: str) -> None:
    result = run("adopt", *arguments, cwd=legacy)
    assert result.code == 2
    assert message in result.err
    assert result.out == ""


def test_author_dates_are_when_actions_were_opened(run: Run, tmp_path: Path) -> None:
    with Story(tmp_path / "repository") as story:
        story.write("postmortems/disk.md", DISK.replace("Wir versprechen", "TODO"))
        story.commit("Add it", at="2026-03-06T23:30:00-08:00")
        story.write("postmortems/disk.md", DISK.replace("Wir versprechen", "Next steps"))
        story.commit("Change it", at="2026-03-09T10:00:00+00:00")
        story.checkout()
        (story.root / "postmortems/new.md").write_text(DISK.replace("Wir", "TODO: wir"), encoding="utf-8")
        result = run("adopt", "postmortems", "--author-date", "--diff", cwd=story.root)
    assert result.code == 0
    assert result.out.count("+    opened: 2026-03-04\n") == 2  # days before it was committed


def test_author_dates_survive_renames(run: Run, tmp_path: Path) -> None:
    with Story(tmp_path / "repository") as story:
        story.write("a.md", DISK.replace("Wir versprechen", "TODO"))
        story.commit("Add it", at="2026-03-06T10:00:00+00:00")
        for old, new, at in (("a.md", "b.md", "2026-03-07"), ("b.md", "old/c.md", "2026-03-08")):
            story.rename(old, new)
            story.commit("Rename it", at=f"{at}T10:00:00+00:00")
        story.write("a.md", DISK.replace("Wir versprechen", "TODO").replace("Buy", "Sell"))
        story.commit("Add another", at="2026-03-09T10:00:00+00:00")
        story.checkout()
        result = run("adopt", "old", "a.md", "--author-date", "--diff", cwd=story.root)
    assert result.out.count("+    opened: 2026-03-03\n") == 2  # written days before it was committed
    assert result.out.count("+    opened: 2026-03-06\n") == 2


def test_a_repository_without_commits_has_no_dates(run: Run, tmp_path: Path) -> None:
    with Story(tmp_path / "repository") as story:
        (story.root / "disk.md").write_text(DISK, encoding="utf-8")
        assert run("adopt", "disk.md", "--author-date", "--diff", cwd=story.root).code == 0


def test_hostile_words_stay_words(run: Run, legacy: Path) -> None:
    text = "# [red]x[/nope] \x1b[31m | <b> =1+1\n\nDate: 2026-03-04\nOwner: `=cmd`\n\n## Summary\n"
    (legacy / "postmortems/disk.md").write_text(text, encoding="utf-8")
    shown = run("adopt", "postmortems/disk.md", cwd=legacy, terminal=True)
    assert shown.code == 0
    assert "\x1b[31m" not in shown.out
    assert "[red]x[/nope]" in shown.out
    assert "\x1b" not in run("adopt", "postmortems/disk.md", "-f", "markdown", cwd=legacy).out
    assert "\x1b" not in run("adopt", "postmortems/disk.md", "-f", "json", cwd=legacy).out
    assert run("adopt", "postmortems/disk.md", "--write", cwd=legacy).code == 0


def test_a_file_that_nobody_may_write_is_named(run: Run, legacy: Path) -> None:
    path = legacy / "postmortems/disk.md"
    path.chmod(0o444)
    result = run("adopt", "postmortems/disk.md", "--write", cwd=legacy)
    assert result.code == 2
    assert "is read-only" in result.err
    assert path.read_text(encoding="utf-8") == DISK


def test_what_is_called_like_a_template_is_named(run: Run, legacy: Path) -> None:
    text = "# Template service down\n\nDate: 2026-01-02\n\n## Summary\n"
    for name in ("template-service-down", "a-template", "b-Template", "c-template", "d-template", "e-template"):
        (legacy / f"t/{name}.md").parent.mkdir(exist_ok=True)
        (legacy / f"t/{name}.md").write_text(text, encoding="utf-8")
    result = run("adopt", "t", "t/b-Template.md", cwd=legacy)
    assert result.out.splitlines()[-3].startswith("1 document")
    names = "t/a-template.md, t/c-template.md, t/d-template.md, t/e-template.md, t/template-service-down.md"
    assert result.err.splitlines()[0] == (f"Left out for their names: {names}. Name a file to have it adopted.")
    (legacy / "t/f-template.md").touch()
    assert "t/f-template.md and 1 more. Name" in run("adopt", "t", "t/b-Template.md", cwd=legacy).err


def test_what_a_run_has_written_counts_as_adopted_in_the_next(run: Run, legacy: Path) -> None:
    (legacy / "w").mkdir()
    texts = {
        "a.md": "---\ntitle: Relay outage\ndate: 2026-01-02 10:00:00 +0200\n---\n\n## Summary\n",
        "b.md": "# [Incident title]\n\n**Date:** YYYY-MM-DD\n\n## Summary\n",
        "c.md": "# Queue outage\n\n**Date:** 2026-01-04\n\n## Summary\n",
    }
    for name, text in texts.items():
        (legacy / "w" / name).write_text(text, encoding="utf-8")
    assert "Wrote 3 of 3 documents." in run("adopt", "w", "--write", cwd=legacy).err
    again = run("adopt", "w", "--write", cwd=legacy)
    assert "Wrote 0 of 3 documents; 3 had nothing to change." in again.err
    assert again.out.splitlines()[0] == "3 documents, 2 of them adopted already, 1 with nothing to add"


def test_nothing_to_adopt(run: Run, legacy: Path) -> None:
    (legacy / "empty").mkdir()
    result = run("adopt", "empty", cwd=legacy)
    assert (result.code, result.out.splitlines()[0]) == (0, "0 documents")
    assert result.err == "Nothing to adopt: there is no file in it.\n"
    for number in range(6):
        (legacy / f"empty/{number}.png").touch()
    assert (
        "Nothing to adopt: empty/0.png, empty/1.png, empty/2.png, empty/3.png, empty/4.png and 1 more are not taken"
        in run("adopt", "empty", cwd=legacy).err
    )


def test_author_dates_are_those_of_the_repository_of_the_files(run: Run, tmp_path: Path) -> None:
    with Story(tmp_path / "repository") as story:
        story.write("old/disk.md", DISK.replace("Wir versprechen", "TODO"))
        story.commit("Add it", at="2026-03-06T10:00:00+00:00")
        story.checkout()
        other = tmp_path / "elsewhere"
        other.mkdir()
        result = run("adopt", str(story.root / "old"), "--author-date", "--diff", cwd=other)
    assert (result.code, result.out.count("+    opened: 2026-03-03\n")) == (0, 2)


def test_a_mapped_heading_that_no_document_has_is_told(run: Run, legacy: Path) -> None:
    result = run("adopt", "postmortems/disk.md", "--map", "Wir verspechen=TODO", "--map", "Xyzzy=Impact", cwd=legacy)
    assert result.code == 0
    assert (
        "warning: --map Wir verspechen: no document has a heading of these words\nhint: Is “Wir versprechen” meant?\n"
        "warning: --map Xyzzy: no document has a heading of these words\nhint: "
    ) in result.err
    right = run("adopt", "postmortems/disk.md", "--map", "wir versprechen=TODO", cwd=legacy)
    assert "--map" not in right.err


@pytest.mark.parametrize("option", [("--write",), ("--output", "copies")])
def test_a_diff_says_that_it_writes_nothing(run: Run, legacy: Path, option: tuple[str, ...]) -> None:
    before = (legacy / "postmortems/disk.md").read_text(encoding="utf-8")
    result = run("adopt", "postmortems/disk.md", "--diff", *option, cwd=legacy)
    assert "+severity: SEV2\n" in result.out
    assert f"Wrote nothing: --diff only shows what {option[0]} would change.\n" in result.err
    assert (legacy / "postmortems/disk.md").read_text(encoding="utf-8") == before
    assert not (legacy / "copies").exists()
