"""``pmctl action start``, ``done``, ``drop``, ``move``, ``assign`` and ``reopen``: what is written and what is said."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from pmctl.postmortem.frontmatter import read_mapping
from tests.actions import NAME, OTHER, REF, SHOWN, text_of, write_documents
from tests.documents import BAD

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """Two postmortems outside git, each with an open action A1 that was due on 2026-04-10; today is 2026-06-01."""
    return write_documents(tmp_path)


def test_move(run: Run, documents: Path) -> None:
    result = run("action", "move", "checkout/A1", "--to", "+2w", "--reason", "vendor delay")
    line = f"{REF}: due 2026-04-10 → 2026-06-15 (Mon, 66 days later), reason: vendor delay\n"
    assert (result.code, result.out, result.err) == (0, line, "")
    assert text_of(documents) == SHOWN.replace("2026-04-10", "2026-06-15").replace(
        "    priority: P1\n", "    priority: P1\n    reason: vendor delay\n"
    )


def test_a_later_move_replaces_the_reason(run: Run, documents: Path) -> None:
    run("action", "move", "checkout/A1", "--to", "+2w", "--reason", "vendor delay")
    result = run("action", "move", "checkout/A1", "--to", "eom", "--reason", "it: was # late")
    assert result.out == f"{REF}: due 2026-06-15 → 2026-06-30 (Tue, 15 days later), reason: it: was # late\n"
    assert '    reason: "it: was # late"\n' in text_of(documents)
    assert "vendor delay" not in text_of(documents)


def test_a_move_to_an_earlier_day_needs_no_reason(run: Run, documents: Path) -> None:
    run("action", "move", "checkout/A1", "--to", "eoy", "--reason", "x")
    result = run("action", "move", "checkout/A1", "--to", "tomorrow")
    assert result.out == f"{REF}: due 2026-12-31 → 2026-06-02 (Tue, 212 days earlier)\n"
    assert result.err == ""


def test_a_move_to_a_later_day_without_a_reason_is_noted(run: Run, documents: Path) -> None:
    result = run("action", "move", "checkout/A1", "--to", "fri")
    assert result.code == 0
    assert result.err == (
        f"Nobody says why {REF} moves later: `pmctl check --changed` will ask (PM704); "
        "the same again with --reason writes it.\n"
    )


def test_the_reason_may_follow(run: Run, documents: Path) -> None:
    run("action", "move", "checkout/A1", "--to", "fri")
    result = run("action", "move", "checkout/A1", "--to", "fri", "--reason", "vendor delay")
    assert (result.code, result.out, result.err) == (0, f"{REF}: reason: vendor delay\n", "")
    assert "    reason: vendor delay\n" in text_of(documents)
    again = run("action", "move", "checkout/A1", "--to", "fri", "--reason", "vendor delay")
    assert (again.code, again.out, again.err) == (0, "", f"{REF} is due 2026-06-05 already.\n")


def test_on_a_terminal_the_reason_for_a_later_day_is_asked_for(run: Run, documents: Path) -> None:
    result = run("action", "move", "checkout/A1", "--to", "fri", terminal=True, typed="The vendor is late\n")
    assert "Why later (empty for no reason)" in result.err
    assert "    reason: The vendor is late\n" in text_of(documents)
    run("action", "move", "checkout/A1", "--to", "eom", "--no-input", terminal=True)
    assert "    reason: The vendor is late\n" in text_of(documents)


@pytest.mark.parametrize(
    ("arguments", "line", "old", "new"),
    [
        (["start"], "status open → in-progress", "open", "in-progress"),
        (["done"], "status open → done", "open", "done"),
        (["assign", "--to", "@noor"], "owner @jonas → @noor", "@jonas", "@noor"),
        (["assign", "--to", "MARA"], "owner @jonas → @mara", "@jonas", "@mara"),
        (["assign", "--to", "Somebody New"], "owner @jonas → Somebody New", "@jonas", "Somebody New"),
    ],
)
def test_the_document_and_its_table_change_and_nothing_else(
    run: Run, documents: Path, arguments: list[str], line: str, old: str, new: str
) -> None:
    result = run("action", arguments[0], "checkout/A1", *arguments[1:])
    assert (result.code, result.out, result.err) == (0, f"{REF}: {line}\n", "")
    assert text_of(documents) == SHOWN.replace(old, new)


def test_done_with_evidence_and_done_again(run: Run, documents: Path) -> None:
    url = "https://example.com/pulls/7"
    result = run("action", "done", "checkout/A1", "--evidence", url)
    assert result.out == f"{REF}: status open → done, evidence: {url}\n"
    before = (documents / f"{NAME}.md").stat().st_mtime_ns
    again = run("action", "done", "checkout/A1")
    assert (again.code, again.out, again.err) == (0, "", f"{REF} is done already.\n")
    assert (documents / f"{NAME}.md").stat().st_mtime_ns == before
    late = run("action", "done", "checkout/A1", "--evidence", "https://example.com/pulls/8")
    assert late.out == f"{REF}: evidence: {url} → https://example.com/pulls/8\n"
    reopened = run("action", "reopen", "checkout/A1", "-q")
    assert reopened.out == f"{REF}: status done → open, evidence https://example.com/pulls/8 → none\n"
    assert text_of(documents) == SHOWN


def test_drop_and_reopen(run: Run, documents: Path) -> None:
    result = run("action", "drop", "checkout/A1", "--reason", "Replaced by\nA4")
    assert result.out == f"{REF}: status open → dropped, reason: Replaced by A4\n"
    assert "| dropped |" in text_of(documents)
    result = run("action", "reopen", "checkout/A1")
    assert result.out == f"{REF}: status dropped → open, reason Replaced by A4 → none\n"
    assert result.err == f"{REF} was due 2026-04-10: `pmctl action move` gives it another date.\n"
    assert text_of(documents) == SHOWN


def test_drop_asks_on_a_terminal_only(run: Run, documents: Path) -> None:
    for arguments in ((), ("--reason", " "), ("--no-input",)):
        result = run("action", "drop", "checkout/A1", *arguments, terminal="--no-input" in arguments)
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith("error: nobody says why\nhint: ")
    assert text_of(documents) == SHOWN
    result = run("action", "drop", "checkout/A1", "search/A1", terminal=True, typed="Not worth it\n")
    assert "Why is checkout-timeouts/A1 and search-outage/A1 dropped: " in result.err
    assert "    reason: Not worth it\n" in text_of(documents)


@pytest.mark.parametrize(
    ("first", "then", "message"),
    [
        (["done"], ["start"], f"{REF} is done already\nhint: `pmctl action reopen` takes it up again."),
        (["done"], ["move", "--to", "fri"], f"{REF} is done already\nhint: `pmctl action reopen` takes it up again."),
        (["done"], ["assign", "--to", "x"], f"{REF} is done already\nhint: `pmctl action reopen` takes it up again."),
        (["drop", "--reason", "x"], ["done"], f"{REF} is dropped\nhint: If it was done after all, reopen it first."),
    ],
)
def test_what_makes_no_sense_any_more(
    run: Run, documents: Path, first: list[str], then: list[str], message: str
) -> None:
    run("action", first[0], "checkout/A1", *first[1:])
    before = text_of(documents)
    result = run("action", then[0], "checkout/A1", *then[1:])
    assert (result.code, result.out, result.err) == (2, "", f"error: {message}\n")
    assert text_of(documents) == before


@pytest.mark.parametrize(
    ("arguments", "note"),
    [
        (["move", "--to", "2026-06-05"], "is due 2026-06-05 already"),
        (["assign", "--to", "@jonas"], "is @jonas's already"),
        (["start"], "is in progress already"),
        (["reopen"], "is not closed"),
    ],
)
def test_what_is_so_already(run: Run, documents: Path, arguments: list[str], note: str) -> None:
    run("action", "start", "checkout/A1")
    run("action", "move", "checkout/A1", "--to", "fri", "--reason", "x")
    before = text_of(documents)
    result = run("action", arguments[0], "checkout/A1", *arguments[1:])
    assert (result.code, result.out, result.err) == (0, "", f"{REF} {note}.\n")
    assert text_of(documents) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["move", "checkout/A1", "--to", "yesterday"], "--to is not one day: yesterday"),
        (["move", "checkout/A1", "--to", "2026-05-31"], "--to lies before today, 2026-06-01: 2026-05-31"),
        (["move", "checkout/A1", "--to", "eow"], "--to is not one day: eow"),
        (["assign", "checkout/A1", "--to", " "], "--to names nobody"),
        (["assign", "checkout/A1", "--to", "@"], "--to names nobody"),
        (["assign", "checkout/A1", "--to", "@a and @b"], "--to names several people: @a and @b"),
        (["assign", "checkout/A1", "--to", "me"], "--to names nobody to others: me"),
        (["assign", "checkout/A1", "--to", "TBD"], "--to names nobody: TBD"),
        (["assign", "checkout/A1", "--to", "N/A"], "--to names nobody: N/A"),
        (["assign", "checkout/A1", "--to", "null"], "--to names nobody: null"),
        (["assign", "checkout/A1", "--to", "@none"], "--to names nobody: @none"),
        (["move", "checkout/A1", "--to", "03/04/2027"], "--to is not one day: 03/04/2027"),
        (["assign", "checkout/A1", "--to", "@a @b"], "--to names several people: @a @b"),
        (["assign", "checkout/A1", "--to", "mara, jonas"], "--to names several people: mara, jonas"),
        (["assign", "checkout/A1", "--to", "@a/@b"], "--to names several people: @a/@b"),
        (["done", "2026/A1"], "2026/A1 could be any of 2 actions"),
        (["done", "checkout/"], "checkout is a postmortem and not an action"),
        (["done", "chekout/A1"], "there is no postmortem chekout"),
        (["done", "checkout/A2"], f"there is no action A2 in {NAME}"),
        (["done", "A1"], "A1 names no action"),
        (["done", "checkout"], "checkout is a postmortem and not an action"),
    ],
)
def test_what_cannot_be_meant(run: Run, documents: Path, arguments: list[str], message: str) -> None:
    result = run("action", *arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: {message}\nhint: ")


def test_several_at_once_each_once(run: Run, documents: Path) -> None:
    result = run("action", "done", "checkout/A1", "search/a1", f"{NAME}/A1")
    assert result.out == f"{REF}: status open → done\nsearch-outage/A1: status open → done\n"
    assert text_of(documents) == SHOWN.replace("open", "done")
    assert text_of(documents, "2026-05-02-search-outage") == OTHER.replace("open", "done")


def test_a_file_that_cannot_be_read_hides_nothing_of_what_could_be_meant(run: Run, documents: Path) -> None:
    (documents / "2026-05-03-broken.md").write_text("---\nid: 2026-05-03-broken\nowner: @mara\n---\n", encoding="utf-8")
    result = run("action", "done", "2026/A1")
    assert result.err == (
        "error: 2026/A1 could be any of 2 actions\n"
        f"hint: Say which: {NAME}/A1, 2026-05-02-search-outage/A1. What is in 2026-05-03-broken cannot be read.\n"
    )


def test_two_hundred_at_once_are_read_a_few_times(run: Run, documents: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    actions = "".join(f"  - {{id: B{n}, title: Number {n}}}\n" for n in range(200))
    (documents / f"{NAME}.md").write_text(SHOWN.replace("reviewers:", f"{actions}reviewers:"), encoding="utf-8")
    readings: list[int] = []

    def count(text: str, **where: int) -> object:
        readings.append(len(text))
        return read_mapping(text, **where)

    monkeypatch.setattr("pmctl.postmortem.opened.read_mapping", count)
    result = run("action", "assign", *(f"checkout/B{n}" for n in range(200)), "--to", "@noor")
    assert result.out.count(": owner @noor\n") == 200
    assert text_of(documents).count('owner: "@noor"') == 200
    assert len(readings) < 10


def test_several_of_one_document(run: Run, documents: Path) -> None:
    second = '  - {id: A2, title: Second, owner: "@noor", due: 2026-04-20, status: open} # short\n'
    (documents / f"{NAME}.md").write_text(SHOWN.replace("reviewers:", f"{second}reviewers:"), encoding="utf-8")
    result = run("action", "move", "checkout/A2", "checkout/A1", "--to", "fri", "--reason", "Holidays, all of us")
    assert result.out == (
        "checkout-timeouts/A2: due 2026-04-20 → 2026-06-05 (Fri, 46 days later), reason: Holidays, all of us\n"
        "checkout-timeouts/A1: due 2026-04-10 → 2026-06-05 (Fri, 56 days later), reason: Holidays, all of us\n"
    )
    assert 'due: 2026-06-05, status: open, reason: "Holidays, all of us"} # short\n' in text_of(documents)
    assert "| A2 | Second | @noor | 2026-06-05 | open |\n" in text_of(documents)


def test_all_errors_are_told_and_nothing_is_written(run: Run, documents: Path) -> None:
    result = run("action", "done", "checkout/A1", "zzz/A1", "search/A9")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "error: there is no postmortem zzz\nhint: `pmctl list` shows them all.\n"
        "error: there is no action A9 in 2026-05-02-search-outage\nhint: It has A1.\n"
        "error: nothing was changed, since 2 actions cannot be\n"
    )
    assert text_of(documents) == SHOWN


def test_one_that_cannot_be_done_keeps_the_others_from_it(run: Run, documents: Path) -> None:
    run("action", "done", "search/A1")
    result = run("action", "start", "checkout/A1", "search/A1")
    assert result.err.startswith("error: search-outage/A1 is done already\n")
    assert text_of(documents) == SHOWN


@pytest.mark.parametrize("option", ["-n", "--dry-run", "--diff"])
def test_nothing_is_written(run: Run, documents: Path, option: str) -> None:
    result = run("action", "done", "checkout/A1", option)
    assert (result.code, result.err) == (0, "Nothing is written.\n")
    assert text_of(documents) == SHOWN
    if option != "--diff":
        assert result.out == f"{REF}: status open → done\n"
        return
    assert result.out.startswith(f"--- a/postmortems/{NAME}.md\n+++ b/postmortems/{NAME}.md\n")
    assert "\n-    status: open\n+    status: done\n" in result.out
    subprocess.run(["git", "apply", "-"], input=result.out.encode(), cwd=documents.parent, check=True)
    assert text_of(documents) == SHOWN.replace("open", "done")


def test_on_a_terminal_the_patch_is_harmless(run: Run, documents: Path) -> None:
    (documents / f"{NAME}.md").write_text(SHOWN.replace("One request", "\x1b[31mOne"), encoding="utf-8")
    result = run("action", "done", "checkout/A1", "--diff", "--color", "always", terminal=True)
    assert "\x1b[31mOne" not in result.out


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_line_endings_stay(run: Run, documents: Path, ending: str) -> None:
    before = SHOWN.replace("\n", ending)
    (documents / f"{NAME}.md").write_bytes(before.encode())
    run("action", "done", "checkout/A1", "--evidence", "x")
    expected = SHOWN.replace("open", "done").replace("    priority: P1\n", "    priority: P1\n    evidence: x\n")
    assert text_of(documents) == expected.replace("\n", ending)


def test_an_idea_becomes_a_promise(run: Run, documents: Path) -> None:
    idea = BAD.replace("status: open", "status: proposed").replace("One, in the record above.\n", "None yet.\n")
    (documents / f"{NAME}.md").write_text(idea, encoding="utf-8")
    result = run("action", "start", "checkout/A1")
    assert result.err.startswith(f"error: {REF} is only proposed and has no owner and no due date\n")
    assigned = run("action", "assign", "checkout/A1", "--to", "@noor")
    assert assigned.out == f"{REF}: owner @noor\n"
    assert assigned.err == f"{REF} is still an idea and no promise: it has no due date.\n"
    moved = run("action", "move", "checkout/A1", "--to", "eoq")
    assert (moved.out, moved.err) == (f"{REF}: due 2026-06-30 (Tue), status proposed → open\n", "")
    assert (
        "    title: Alert when pool saturation stays above 80 % for 5 minutes\n"
        '    owner: "@noor"\n    due: 2026-06-30\n    status: open\n'
    ) in text_of(documents)


def test_an_idea_is_given_up_and_taken_up_again(run: Run, documents: Path) -> None:
    idea = BAD.replace("status: open", "status: proposed").replace("One, in the record above.\n", "None yet.\n")
    (documents / f"{NAME}.md").write_text(idea, encoding="utf-8")
    dropped = run("action", "drop", "checkout/A1", "--reason", "Too dear")
    assert (dropped.code, dropped.out) == (0, f"{REF}: status proposed → dropped, reason: Too dear\n")
    assert dropped.err == (
        f"{REF} was an idea with no owner and no due date: `pmctl check` asks for that of what is closed "
        "(PM301, PM302).\n"
    )
    assert run("action", "reopen", "checkout/A1", "-q").out == (
        f"{REF}: status dropped → proposed, reason Too dear → none\n"
    )
    assert text_of(documents) == idea


def test_a_closed_day_is_kept_true_where_it_stands(run: Run, documents: Path) -> None:
    stale = SHOWN.replace("    priority: P1\n", "    priority: P1\n    closed: 2026-05-01\n")
    (documents / f"{NAME}.md").write_text(stale, encoding="utf-8")
    done = run("action", "done", "checkout/A1")
    assert done.out == f"{REF}: status open → done, closed 2026-05-01 → 2026-06-01\n"
    reopened = run("action", "reopen", "checkout/A1")
    assert reopened.out == f"{REF}: status done → open, closed 2026-06-01 → none\n"
    assert text_of(documents) == SHOWN


def test_people_are_known_by_name(run: Run, documents: Path) -> None:
    people = '[people]\nlena = { name = "Lena Weber", email = "lena@example.com" }\n'
    (documents.parent / "pmctl.toml").write_text(people, encoding="utf-8")
    for name in ("lena weber", "@LENA", "lena@example.com"):
        assert run("action", "assign", "checkout/A1", "--to", name, "-n").out == f"{REF}: owner @jonas → @lena\n"


def test_people_who_are_nearly_known_are_suggested(run: Run, documents: Path) -> None:
    people = (
        '[people]\n"@mara" = { name = "Mara Lindqvist", team = "payments", email = "m.lind@example.com" }\n'
        '"@jberg" = { name = "Jonas Berg" }\n'
    )
    (documents.parent / "pmctl.toml").write_text(people, encoding="utf-8")
    for name, meant in (("@maar", "@mara"), ("Jonas", "@jberg"), ("m.lind", "@mara"), ("paymets", "payments")):
        result = run("action", "assign", "checkout/A1", "--to", name)
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith(
            f"error: --to names somebody who is not in [people]: {name}\nhint: Did you mean {meant}? "
        )
    assert run("action", "assign", "checkout/A1", "--to", "@org/payments", "-n").err == "Nothing is written.\n"
    result = run("action", "assign", "checkout/A1", "--to", "@zoe")
    assert (result.code, result.out) == (0, f"{REF}: owner @jonas → @zoe\n")
    assert result.err == ("warning: @zoe is not in [people] of the configuration: `pmctl check` reports that (PM107)\n")
    added = run("action", "add", "checkout", "Think", "--owner", "@zoe", "--due", "fri", "-n")
    assert "warning: @zoe is not in [people]" in added.err


def test_the_index_is_mentioned_where_it_counts_otherwise(run: Run, documents: Path) -> None:
    assert run("index").code == 0
    assert run("action", "start", "checkout/A1").err == ""
    assert run("index", "--check").code == 0
    assert "The index" not in run("action", "add", "checkout", "Think").err
    assert run("index", "--check").code == 0
    done = run("action", "done", "checkout/A1")
    assert done.err == "The index postmortems/README.md counts open actions: `pmctl index` brings it up to date.\n"
    assert run("action", "done", "checkout/A1", "--evidence", "x").err == ""
    assert run("action", "done", "search/A1", "-q").err == ""


def test_in_a_folder_below_and_by_path(run: Run, documents: Path) -> None:
    (documents.parent / "pmctl.toml").touch()
    assert run("action", "done", "checkout/A1", cwd=documents).code == 0
    assert run("action", "reopen", f"postmortems/{NAME}.md/A1", "-q").code == 0
    assert run("-C", str(documents), "action", "start", "checkout/A1", cwd=documents.parent).code == 0
    assert text_of(documents) == SHOWN.replace("open", "in-progress")


def test_an_empty_project(run: Run, tmp_path: Path) -> None:
    result = run("action", "done", "checkout/A1")
    assert result.err == "error: there is no postmortem checkout\nhint: `pmctl list` shows them all.\n"


def test_on_a_stream_without_arrows(run: Run, documents: Path) -> None:
    result = run("action", "done", "checkout/A1", encoding="ascii")
    assert result.out == f"{REF}: status open -> done\n"


def test_help_needs_none_of_this(run: Run) -> None:
    for name in ("list", "add", "start", "done", "drop", "move", "assign", "reopen"):
        result = run("action", name, "--help")
        assert result.code == 0
        assert f"pmctl action {name}" in result.out
