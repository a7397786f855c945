"""Findings beside a baseline: what is new, what is known, and what is gone."""

from __future__ import annotations

import datetime as dt

from pmctl.postmortem.conventions import Conventions
from pmctl.postmortem.parse import parse
from pmctl.rules import engine
from pmctl.rules.baseline import Known, baseline_of, compare
from pmctl.rules.model import Context, Finding
from pmctl.rules.registry import RULES
from pmctl.rules.selection import RuleSettings

CONVENTIONS = Conventions()
BEFORE = "---\nid: 2026-03-14-checkout-timeouts\n---\n## Impact\n\nTODO\n\nThe on-call should have noticed.\n"


def check(files: dict[str, str]) -> tuple[Finding, ...]:
    documents = [parse(text, path, CONVENTIONS) for path, text in files.items()]
    names: dict[str, tuple[str, ...]] = {}
    for document in documents:
        names[document.name] = (*names.get(document.name, ()), document.path)
    context = Context(conventions=CONVENTIONS, today=dt.date(2026, 6, 1), names=names)
    return tuple(engine.check(documents, RuleSettings().chosen(RULES), RuleSettings(), context))


def known(files: dict[str, str]) -> tuple[Known, ...]:
    return baseline_of(check(files))


def new(files: dict[str, str], baseline: tuple[Known, ...]) -> list[str]:
    return [f"{f.path} {f.message}" for f in compare(check(files), baseline, lambda _: True).new]


def test_nothing_is_new_at_first() -> None:
    found = check({"a.md": BEFORE})
    result = compare(found, baseline_of(found), lambda _: True)
    assert (result.new, result.left_out, result.gone) == ((), len(found), 0)
    assert set(result.kept) == set(baseline_of(found))


def test_lines_that_move_are_known() -> None:
    baseline = known({"a.md": BEFORE})
    moved = BEFORE.replace("## Impact", "# Checkout timeouts\n\nFor 38 minutes nobody could pay.\n\n## Impact")
    assert new({"a.md": moved}, baseline) == []
    assert new({"a.md": BEFORE.replace("\n", "\r\n")}, baseline) == []


def test_a_sentence_that_is_changed_is_new_and_the_old_one_gone() -> None:
    result = compare(
        check({"a.md": BEFORE.replace("noticed", "known")}),
        known({"a.md": BEFORE}),
        lambda entry: entry.code == "PM501",
    )
    assert [finding.code for finding in result.new] == ["PM501"]
    assert result.gone == 1
    assert "PM501" not in {entry.code for entry in result.kept}


def test_the_same_words_once_more_are_new() -> None:
    (message,) = new({"a.md": f"{BEFORE}\nThe on-call should have noticed.\n"}, known({"a.md": BEFORE}))
    assert message.startswith("a.md “The on-call should have noticed”")


def test_a_file_that_moves_is_known() -> None:
    baseline = known({"a.md": BEFORE})
    moved = {"2026/2026-03-14-checkout-timeouts.md": BEFORE}
    assert [entry for entry in new(moved, baseline) if "PM108" not in entry and "named" not in entry] == []
    without_id = {"old/a.md": "TODO\n"}
    assert new({"new/a.md": "TODO\n"}, known(without_id)) == []
    kept = compare(check({"new/a.md": "TODO\n"}), known(without_id), lambda _: True).kept
    assert {entry.path for entry in kept} == {"new/a.md"}


def test_documents_of_one_name_are_told_apart_by_their_paths() -> None:
    files = {"a/x.md": "TODO\n", "b/x.md": "TODO\n"}
    found = check(files)
    assert len({finding.fingerprint for finding in found}) == len(found)
    assert new(files, baseline_of(found)) == []
    assert {line.split(" ")[0] for line in new(files, known({"a/x.md": "TODO\n"}))} == {"a/x.md", "b/x.md"}


def test_what_is_said_of_a_whole_document_does_not_depend_on_its_first_line() -> None:
    baseline = known({"a.md": "# Checkout timeouts\n"})
    assert new({"a.md": "# Checkout outage\n"}, baseline) == []
    with_front_matter = new({"a.md": "---\nid: a\n---\n# Checkout timeouts\n"}, baseline)
    assert [message for message in with_front_matter if "section" in message] == []


def test_a_sentence_on_the_first_line_is_known_when_it_moves() -> None:
    assert new({"a.md": "# A title\n\nTODO\n"}, known({"a.md": "TODO\n"})) == []


def test_what_was_not_looked_for_is_kept() -> None:
    baseline = known({"a.md": BEFORE, "b.md": "TODO\n"})
    result = compare(check({"a.md": BEFORE}), baseline, lambda entry: entry.path != "b.md")
    assert (result.new, result.gone) == ((), 0)
    assert set(result.kept) == set(baseline)


def test_huge_lines_have_fingerprints_too() -> None:
    line = "The night shift wrote at length. " * 100
    prints = {
        entry.fingerprint
        for words in ("", "And more.")
        for entry in known({"a.md": f"{line}The on-call should have noticed. {words}\n"})
        if entry.code == "PM501"
    }
    assert len(prints) == 2
