"""``pmctl timeline ID add``, ``--from``, ``--sort``, ``--to-utc`` and ``--milestones``."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.actions import NAME, SHOWN, text_of, write_documents

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

ROW = "| 10:41 | The driver was rolled back |\n"
EXPORT = {
    "title": "Checkout",
    "timeline": [
        {"at": "2026-03-14T10:41:40Z", "event": "The driver was rolled back"},
        {"at": "2026-03-14T11:04:00+01:00", "event": "Vendor | called"},
    ],
}


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """Two postmortems outside git; today is 2026-06-01."""
    return write_documents(tmp_path)


def put(documents: Path, old: str, new: str) -> str:
    """Write the document with a part of it replaced, and return it."""
    text = SHOWN.replace(old, new)
    assert text != SHOWN
    (documents / f"{NAME}.md").write_bytes(text.encode())
    return text


@pytest.mark.parametrize("words", [["checkout", "add", "A | b"], ["add", "checkout", "A", "|", "b"]])
def test_add(run: Run, documents: Path, words: list[str]) -> None:
    result = run("timeline", *words, "--at", "10:33")
    assert (result.code, result.err) == (0, "")
    assert result.out == "checkout-timeouts: added 2026-03-14 10:33 UTC, line 36: A | b\n"
    assert text_of(documents) == SHOWN.replace(ROW, f"| 10:33 | A \\| b |\n{ROW}")
    again = run("timeline", *words, "--at", "10:33")
    assert (again.code, again.out, again.err) == (0, "", "1 entry is there already.\n")


def test_a_day_that_is_guessed_is_said(run: Run, documents: Path) -> None:
    put(documents, ROW, f"{ROW}| 2026-03-15 01:00 | Quiet |\n")
    result = run("timeline", "checkout", "add", "x", "--at", "00:30")
    assert result.out == "checkout-timeouts: added 2026-03-15 00:30 UTC, line 37: x\n"
    assert result.err == "00:30 is taken to be on 2026-03-15, as the other entries suggest.\n"
    assert "| 2026-03-15 00:30 | x |\n| 2026-03-15 01:00 |" in text_of(documents)


def test_now_is_the_default_and_seldom_meant_long_after(run: Run, documents: Path) -> None:
    result = run("timeline", "checkout", "add", "x", "--today", "2026-03-14")
    assert (result.code, result.err) == (0, "")
    late = run("timeline", "checkout", "add", "y")
    assert "added 2026-06-01 " in late.out
    assert late.err.startswith("warning: now is 7")
    assert late.err.endswith(" days after the last entry; --at says when it was\n")


@pytest.mark.parametrize(
    ("at", "ahead"),
    [
        ("2026-06-03T23:59Z", r"\d days?"),
        ("2027-06-01T00:00Z", r"36\d days"),
        ("2026-06-02T12:00Z", r"\d+ (day|hour)s?"),
    ],
)
def test_the_future_is_seldom_meant(run: Run, documents: Path, at: str, ahead: str) -> None:
    result = run("timeline", "checkout", "add", "x", "--at", at)
    shown = at[:16].replace("T", " ")
    assert result.code == 0
    assert re.fullmatch(f"warning: {shown} UTC is {ahead} from now, in the future\n", result.err)


def test_zones_and_times_in_doubt_are_said(run: Run, documents: Path) -> None:
    put(documents, ROW, f"{ROW}| 2026-06-01 10:00 CET | Quiet |\n")
    doubt = "warning: CET is read as UTC+1, though in June clocks there show CEST\n"
    assert doubt in run("timeline", "checkout", "--to-utc", "-n").err
    assert doubt in run("timeline", "checkout", "--milestones", "--write", "-n").err
    put(documents, ROW, f"{ROW}\n- 12:00 a\n- 12.30 b\n")
    result = run("timeline", "checkout", "add", "x", "--at", "10:33")
    assert result.err == "warning: what may be a time is not read as one, on line 39; no place is found by it\n"


def test_a_moment_that_is_none_is_refused(run: Run, documents: Path) -> None:
    result = run("timeline", "checkout", "add", "x", "--at", "25:71")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: --at is not a moment: 25:71\nhint: Write it as 10:41, ")
    assert text_of(documents) == SHOWN


@pytest.mark.parametrize("required", ["", '[sections]\nrequired = ["summary", "impact"]\n'])
def test_a_document_without_the_section_is_given_one(run: Run, documents: Path, required: str) -> None:
    (documents.parent / "pmctl.toml").write_text(required, encoding="utf-8")
    put(documents, SHOWN[SHOWN.index("## Timeline") : SHOWN.index("## Root causes")], "")
    result = run("timeline", "checkout", "add", "x", "--at", "10:33")
    assert result.code == 0
    text = text_of(documents)
    assert "-->\n\n| Time (UTC) | Event |\n| :- | :- |\n| 10:33 | x |\n\n## Root causes\n" in text
    assert text.index("## Impact") < text.index("## Timeline") < text.index("| 10:33 | x |")
    refused = run("timeline", "search", "--sort")
    assert refused.code == 0


def test_without_the_section_nothing_can_be_sorted(run: Run, documents: Path) -> None:
    put(documents, "## Timeline", "## Notes")
    result = run("timeline", "checkout", "--sort")
    assert result.code == 2
    assert result.err.startswith(f"error: postmortems/{NAME}.md: there is no Timeline section\n")


def test_from_an_export(run: Run, documents: Path) -> None:
    (documents.parent / "export.json").write_text(json.dumps(EXPORT), encoding="utf-8")
    result = run("timeline", "checkout", "--from", "export.json")
    assert result.code == 0
    assert result.out == "checkout-timeouts: added 2026-03-14 10:04 UTC, line 36: Vendor | called\n"
    assert result.err.endswith("2 events\n1 entry is there already.\n")
    assert text_of(documents) == SHOWN.replace(ROW, f"| 10:04 | Vendor \\| called |\n{ROW}")
    again = run("timeline", "checkout", "--from", "-", typed=json.dumps(EXPORT))
    assert (again.code, again.out) == (0, "")
    assert "2 entries are there already.\n" in again.err


def test_of_a_long_export_as_much_as_somebody_reads(run: Run, documents: Path) -> None:
    events = [{"at": f"2026-03-14T12:{minute:02}:{minute:02}Z", "event": f"e{minute}"} for minute in range(60)]
    many = {"title": "x", "timeline": [*events, {"at": "2026-03-14T13:00:00Z", "event": "last"}]}
    result = run("timeline", "checkout", "--from", "-", typed=json.dumps(many))
    assert "61 events, 1 of them left out: 60 are taken at most\n" in result.err
    assert result.out.count("\n") == 60


def test_sort(run: Run, documents: Path) -> None:
    text = put(documents, ROW, f"{ROW}| 10:04 | Alert |\n")
    result = run("timeline", "checkout", "--sort")
    assert (result.code, result.out, result.err) == (0, "checkout-timeouts: 1 entry moved\n", "")
    assert text_of(documents) == text.replace(f"{ROW}| 10:04 | Alert |\n", f"| 10:04 | Alert |\n{ROW}")
    again = run("timeline", "checkout", "--sort")
    assert (again.code, again.out, again.err) == (0, "", "checkout-timeouts: the entries are in order already.\n")


def test_to_utc(run: Run, documents: Path) -> None:
    text = put(documents, "Time (UTC)", "Time (CET)")
    result = run("timeline", "checkout", "--to-utc")
    assert (result.code, result.out, result.err) == (0, "checkout-timeouts: 2 times rewritten in UTC\n", "")
    expected = text.replace("Time (CET)", "Time (UTC)").replace("| 09:52", "| 08:52").replace("| 10:41", "| 09:41")
    assert text_of(documents) == expected
    again = run("timeline", "checkout", "--to-utc")
    assert (again.code, again.out, again.err) == (0, "", "checkout-timeouts: all times are in UTC already.\n")


def test_what_is_refused_names_the_document_and_the_line(run: Run, documents: Path) -> None:
    text = put(documents, ROW, f"{ROW}| 25:71 | Alert |\n")
    result = run("timeline", "checkout", "--sort", "--to-utc")
    assert (result.code, result.out) == (2, "")
    problem = "the entries cannot be rewritten in UTC: line 37: 25:71 is not a time"
    assert result.err.startswith(f"error: postmortems/{NAME}.md: {problem}\nhint: ")
    assert text_of(documents) == text


TOLD = f"| 09:52 | First errors |\n| 10:04 | The alert fires |\n{ROW}| 11:30 | Incident resolved |\n"
PROPOSED = (
    "checkout-timeouts: started_at 2026-03-14T09:52:00Z, line {}: First errors\n"
    "checkout-timeouts: detected_at 2026-03-14T10:04:00Z, line {}: The alert fires\n"
    "checkout-timeouts: mitigated_at 2026-03-14T10:41:00Z, line {}: The driver was rolled back\n"
    "checkout-timeouts: resolved_at 2026-03-14T11:30:00Z, line {}: Incident resolved\n"
)
KEYS = (
    "started_at: 2026-03-14T09:52:00Z\ndetected_at: 2026-03-14T10:04:00Z\nmitigated_at: 2026-03-14T10:41:00Z\n"
    "resolved_at: 2026-03-14T11:30:00Z\n"
)


@pytest.fixture
def telling(documents: Path) -> str:
    """Write a document whose entries tell its milestones."""
    return put(documents, f"| 09:52 | The driver was rolled out |\n{ROW}", TOLD)


def test_milestones_are_only_proposed_where_nobody_can_be_asked(run: Run, documents: Path, telling: str) -> None:
    result = run("timeline", "checkout", "--milestones")
    assert (result.code, result.out) == (0, PROPOSED.format(35, 36, 37, 38))
    assert result.err == "No entry tells acknowledged_at.\nThese are proposals: --write writes them.\n"
    assert text_of(documents) == telling


def test_milestones_are_written_when_that_is_asked_for(run: Run, documents: Path, telling: str) -> None:
    result = run("timeline", "checkout", "--milestones", "--write")
    assert (result.code, result.out) == (0, PROPOSED.format(39, 40, 41, 42))
    assert text_of(documents) == telling.replace("services: [checkout-api]\n", f"services: [checkout-api]\n{KEYS}")
    again = run("timeline", "checkout", "--milestones", "--write")
    assert (again.code, again.out) == (0, "")
    assert again.err.startswith("started_at, detected_at, mitigated_at, resolved_at: set already; --force proposes")


@pytest.mark.parametrize(("answer", "is_written"), [("y\n", True), ("\n", False)])
def test_milestones_are_confirmed_on_a_terminal(
    run: Run, documents: Path, telling: str, answer: str, is_written: bool
) -> None:
    result = run("timeline", "checkout", "--milestones", terminal=True, typed=answer)
    assert result.code == 0
    assert "started_at 2026-03-14T09:52:00Z, line 35: First errors\n" in result.err
    assert "Write 4 milestones?" in result.err
    assert (KEYS in text_of(documents)) == is_written
    assert ("started_at" in result.out) == is_written


def test_milestones_that_are_set_stay_unless_asked_for(run: Run, documents: Path) -> None:
    known = "severity: SEV2\nstarted_at: 2026-03-14T09:40:00Z\ndetected_at:\nresolved_at: 2026-03-14T12:00:00Z\n"
    text = SHOWN.replace(f"| 09:52 | The driver was rolled out |\n{ROW}", TOLD).replace("severity: SEV2\n", known)
    (documents / f"{NAME}.md").write_text(text, encoding="utf-8")
    assert run("timeline", "checkout", "--milestones", "--write").code == 0
    filled = known.replace("detected_at:", "detected_at: 2026-03-14T10:04:00Z\nmitigated_at: 2026-03-14T10:41:00Z")
    assert filled in text_of(documents)
    forced = run("timeline", "checkout", "--milestones", "--write", "--force")
    assert [line.split()[1] for line in forced.out.splitlines()] == ["started_at", "resolved_at"]
    assert filled.replace("09:40", "09:52").replace("12:00", "11:30") in text_of(documents)


def test_milestones_that_are_what_the_entries_say_are_named(run: Run, documents: Path) -> None:
    known = f"severity: SEV2\n{KEYS.replace('11:30', '12:00')}"
    text = SHOWN.replace(f"| 09:52 | The driver was rolled out |\n{ROW}", TOLD).replace("severity: SEV2\n", known)
    (documents / f"{NAME}.md").write_text(text, encoding="utf-8")
    result = run("timeline", "checkout", "--milestones", "--force")
    assert result.out == "checkout-timeouts: resolved_at 2026-03-14T11:30:00Z, line 42: Incident resolved\n"
    assert result.err.splitlines() == [
        "started_at, detected_at, mitigated_at: set to what the entries say.",
        "No entry tells acknowledged_at.",
        "These are proposals: --write writes them.",
    ]


def test_a_first_milestone_stands_before_a_later_one(run: Run, documents: Path) -> None:
    text = SHOWN.replace(f"| 09:52 | The driver was rolled out |\n{ROW}", "| 09:52 | First errors |\n")
    for keys in ("resolved_at: 2026-03-14T12:00:00Z\n", ""):
        with_key = text.replace("date: 2026-03-14\n", f"date: 2026-03-14\n{keys}")
        (documents / f"{NAME}.md").write_text(with_key, encoding="utf-8")
        assert run("timeline", "checkout", "--milestones", "--write").code == 0
        behind = "date: 2026-03-14\n" if keys else "services: [checkout-api]\n"
        assert f"{behind}started_at: 2026-03-14T09:52:00Z\n{keys}" in text_of(documents)


def test_an_entry_that_would_tell_a_milestone_elsewhere_is_named(run: Run, documents: Path) -> None:
    known = "severity: SEV2\nstarted_at: 2026-03-14T10:06:00Z\nresolved_at: 2026-03-14T10:30:00Z\n"
    text = SHOWN.replace(f"| 09:52 | The driver was rolled out |\n{ROW}", TOLD).replace("severity: SEV2\n", known)
    (documents / f"{NAME}.md").write_text(text, encoding="utf-8")
    result = run("timeline", "checkout", "--milestones", "--write")
    assert (result.code, result.out) == (0, "")
    assert result.err.splitlines()[1:] == [
        "detected_at: the entry that seems to tell it, line 38, is earlier than started_at.",
        "mitigated_at: the entry that seems to tell it, line 39, is later than resolved_at.",
        "No entry tells acknowledged_at.",
    ]
    assert text_of(documents) == text


def test_an_empty_time_is_not_now(run: Run, documents: Path) -> None:
    result = run("timeline", "checkout", "add", "x", "--at", " ")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: --at is empty\n")
    assert text_of(documents) == SHOWN


def test_doubts_about_a_milestone_are_said(run: Run, documents: Path) -> None:
    put(documents, f"Time (UTC) | Event |\n| :--------- | :---- |\n| 09:52 | The driver was rolled out |\n{ROW}",
        "Time | Event |\n|--|--|\n| ~09:52 | First errors |\n| 10:15–10:41 | Rolled back |\n")  # fmt: skip
    result = run("timeline", "checkout", "--milestones")
    assert "started_at 2026-03-14T09:52:00Z (not exact, zone assumed), line 35: First errors\n" in result.out
    assert "mitigated_at 2026-03-14T10:41:00Z (the end of its time, zone assumed), line 36: Rolled back\n" in result.out


def test_all_at_once(run: Run, documents: Path) -> None:
    text = put(documents, f"Time (UTC) | Event |\n| :--------- | :---- |\n| 09:52 | The driver was rolled out |\n{ROW}",
               "Time (CET) | Event |\n|--|--|\n| 11:41 | Rollback complete |\n| 10:52 | First errors |\n")  # fmt: skip
    arguments = ["timeline", "checkout", "add", "Vendor called", "--at", "11:10", "--sort", "--to-utc", "--milestones"]
    preview = run(*arguments, "--write", "--diff")
    assert preview.code == 0
    assert preview.out.startswith(f"--- a/postmortems/{NAME}.md\n+++ b/postmortems/{NAME}.md\n")
    assert preview.err == "No entry tells detected_at, acknowledged_at, resolved_at.\nNothing is written.\n"
    dry = run(*arguments, "--write", "-n")
    assert dry.out.startswith("checkout-timeouts: 2 times rewritten in UTC\ncheckout-timeouts: 1 entry moved\n")
    assert text_of(documents) == text
    done = run(*arguments, "--write")
    assert done.out == dry.out
    assert "| 09:52 | First errors |\n| 10:10 | Vendor called |\n| 10:41 | Rollback complete |\n" in text_of(documents)
    added = next(line for line in done.out.splitlines() if "added" in line)
    number = int(added.partition("line ")[2].partition(":")[0])
    assert text_of(documents).split("\n")[number - 1] == "| 10:10 | Vendor called |"


def test_a_patch_on_a_terminal_has_colours(run: Run, documents: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    result = run("timeline", "checkout", "add", "x", "--at", "10:33", "--diff", "--color", "always", terminal=True)
    assert "\x1b[32m+| 10:33 | x |" in result.out
    assert text_of(documents) == SHOWN


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('owner: "@mara"', "owner: @mara", ":7: a value that starts with @ must be in quotes"),
        ("One request", "<<<<<<< HEAD\nOne\n=======\nTwo\n>>>>>>> b\n", ":29: a merge conflict is not resolved"),
        ("---\n\n# ", "\n# ", ":1: the front matter is never closed"),
    ],
)  # fmt: skip
def test_a_broken_document_is_refused_with_its_line(
    run: Run, documents: Path, old: str, new: str, message: str
) -> None:
    text = put(documents, old, new)
    for edit in (["add", "x"], ["--sort"], ["--to-utc"], ["--milestones"]):
        result = run("timeline", "checkout", *edit)
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith(f"error: postmortems/{NAME}.md{message}")
    assert text_of(documents) == text


def test_line_endings_stay(run: Run, documents: Path) -> None:
    put(documents, "\n", "\r\n")
    assert run("timeline", "checkout", "add", "x", "--at", "10:33").code == 0
    expected = SHOWN.replace(ROW, f"| 10:33 | x |\n{ROW}").replace("\n", "\r\n")
    assert text_of(documents) == expected


def test_times_told_in_passing_are_pointed_out(run: Run, documents: Path) -> None:
    put(documents, "Time (UTC) | Event |\n| :--------- | :---- |\n| 09:52 | The driver was rolled out |\n",
        "Time (CET) | Event |\n|--|--|\n| 09:52 | Errors since 09:40 |\n")  # fmt: skip
    result = run("timeline", "checkout", "--to-utc")
    assert result.out == "checkout-timeouts: 2 times rewritten in UTC\n"
    assert result.err == "warning: the words on line 35 tell times as well, which stay as they were written\n"


def test_the_zone_of_the_timeline_counts_and_a_guess_is_said(run: Run, documents: Path) -> None:
    put(documents, ROW, f"{ROW}| 11:30 CET | Vendor answers |\n")
    told = run("timeline", "checkout", "add", "x", "--at", "11:20")
    assert (told.out, told.err) == ("checkout-timeouts: added 2026-03-14 11:20 UTC, line 38: x\n", "")
    table = SHOWN[SHOWN.index("| Time (UTC)") : SHOWN.index(ROW)]
    rows = "| Time | Event |\n|--|--|\n| 09:52 UTC | Rolled out |\n| 11:30 CET | Vendor answers |\n"
    put(documents, table + ROW, rows)
    guessed = run("timeline", "checkout", "add", "x", "--at", "11:20")
    assert guessed.out == "checkout-timeouts: added 2026-03-14 10:20 UTC, line 36: x\n"
    assert guessed.err == "11:20 is taken to be CET, as the entry closest to it is.\n"
    put(documents, f"## Timeline\n\n{table}{ROW}", f"## Timeline (JST)\n\n{rows}")
    headed = run("timeline", "checkout", "add", "x", "--at", "18:20")
    assert "added 2026-03-14 09:20 UTC" in headed.out
    assert headed.err == ""


@pytest.mark.parametrize("edit", ["--sort", "--to-utc"])
def test_without_entries_nothing_is_in_order_nor_in_utc(run: Run, documents: Path, edit: str) -> None:
    put(documents, SHOWN[SHOWN.index("## Timeline") : SHOWN.index("## Root causes")], "## Timeline\n\nTODO\n\n")
    result = run("timeline", "checkout", edit)
    assert (result.code, result.out, result.err) == (
        0,
        "",
        "checkout-timeouts: there are no entries with a time yet.\n",
    )


@pytest.mark.parametrize(
    ("section", "problem"),
    [
        ("## Timeline (local time)\n\n- 09:52 a\n", "the zone of 09:52 is not known (“local time”)"),
        ("## Timeline (EDT)\n\n- 12:55 a\n- 1:10 b\n", "1:10 may be meant for the afternoon"),
    ],
)
def test_what_would_be_a_guess_is_refused_and_the_view_says_so(
    run: Run, documents: Path, section: str, problem: str
) -> None:
    text = put(documents, SHOWN[SHOWN.index("## Timeline") :], section)
    for arguments in (["add", "x", "--at", "23:59Z"], ["--to-utc"]):
        result = run("timeline", "checkout", *arguments)
        assert (result.code, result.out) == (2, "")
        assert problem in " ".join(result.err.split())
    assert text_of(documents) == text
    assert problem in run("timeline", "checkout").out
