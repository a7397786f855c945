"""``pmctl action add``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.documents import GOOD

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run
    from tests.story import Story

NAME = "2026-03-14-checkout-timeouts"
BLOCK = "<!-- pmctl:actions -->\n<!-- /pmctl:actions -->\n"
PATH = f"postmortems/{NAME}.md"


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / PATH
    path.parent.mkdir()
    path.write_text(GOOD.replace("One, in the record above.\n", BLOCK), encoding="utf-8")
    return path


def test_a_promise(run: Run, document: Path) -> None:
    result = run(
        "action", "add", "checkout", "Page when: the pool # is full", "--owner", "MARA", "--due", "eom",
        "--priority", "p2", "--type", "Detect", "--team", "payments", "--ticket", "PAY-1", "--impact", "4", "--effort",
        "Med",
    )  # fmt: skip
    assert result.out == (
        "checkout-timeouts/A2: added, owner @mara, due 2026-06-30 (Tue), status open, type detect, priority P2, "
        "team payments, ticket PAY-1, impact 4, effort medium\n"
    )
    assert (result.code, result.err) == (0, "")
    text = document.read_text(encoding="utf-8")
    added = (
        "    priority: P1\n"
        '  - id: A2\n    title: "Page when: the pool # is full"\n    owner: "@mara"\n    due: 2026-06-30\n'
        "    status: open\n    type: detect\n    priority: P2\n    team: payments\n    ticket: PAY-1\n    impact: 4\n"
        "    effort: medium\n"
    )
    assert text.partition("\n<!-- pmctl")[0] == (
        GOOD.partition("\nOne, in the record")[0].replace("    priority: P1\n", added)
    )
    assert "| A2 | Page when: the pool \\# is full | @mara | 2026-06-30 | open |\n" in text


@pytest.mark.parametrize(
    ("arguments", "fields", "lacks"),
    [
        ([], "", "no owner and no due date"),
        (["--owner", "Lena"], "owner Lena, ", "no due date"),
        (["--due", "+1w"], "due 2026-06-08 (Mon), ", "no owner"),
    ],
)
def test_an_idea(run: Run, document: Path, arguments: list[str], fields: str, lacks: str) -> None:
    result = run("action", "add", "checkout", "Think", *arguments)
    assert result.out == f"checkout-timeouts/A2: added, {fields}status proposed\n"
    assert result.err == f"checkout-timeouts/A2 is an idea and no promise: it has {lacks}.\n"


def test_on_a_terminal_it_asks(run: Run, document: Path) -> None:
    result = run("action", "add", "checkout", "Think", terminal=True, typed="tbd\nmara\nnext week\nfri\n")
    assert "that names nobody: tbd. Write a handle" in result.err
    question = "Who promises it (empty for nobody yet): "
    assert f"{question}By when, such as +2w or fri (empty for not yet): " in result.err
    assert "that is not one day: next week. Which day of it?" in result.err
    assert "checkout-timeouts/A2: added, owner @mara, due 2026-06-05 (Fri), status open\n" in result.out
    result = run("action", "add", "checkout", "Think", terminal=True, typed="\n\n")
    assert "A3: added, status proposed" in result.out
    result = run("action", "add", "checkout", "Think", "--no-input", terminal=True)
    assert "A4: added, status proposed" in result.out


def test_an_idea_that_somebody_names_is_asked_only_for_the_rest(run: Run, document: Path) -> None:
    result = run("action", "add", "checkout", "Think", "--owner", "@noor", "--due", "fri", terminal=True)
    assert "promises" not in result.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["checkout", " "], "an action needs a title\n"),
        (["zzz", "T"], "there is no postmortem zzz\n"),
        (["checkout", "T", "--due", "soon"], "--due is not one day: soon\n"),
        (["checkout", "T", "--due", "2026-05-01"], "--due lies before today, 2026-06-01: 2026-05-01\n"),
        (["checkout", "T", "--owner", ""], "--owner names nobody\n"),
        (["checkout", "T", "--owner", "tbd"], "--owner names nobody: tbd\n"),
        (["checkout", "T", "--priority", "P9"], "there is no priority P9\nhint: It is one of P0,"),
        (["checkout", "T", "--type", "detekt"], "there is no type detekt\nhint: Did you mean detect? It is one of"),
        (["checkout", "T", "--impact", "huge"], "--impact is no level: huge\nhint: It is one of low, medium, high"),
        (["checkout", "T", "--id", "a1"], f"{NAME} has had an action a1 already\nhint: The next free id is A2.\n"),
        (["checkout", "T", "--id", "A/1"], "--id cannot be A/1\n"),
        (["checkout", "T", "--id", "A 1"], "--id cannot be A 1\n"),
        (["checkout", "T", "--id", "\x1b"], "--id cannot be ␛\n"),
        (["checkout", "T", "--id", ""], "--id cannot be \n"),
    ],
)  # fmt: skip
def test_what_cannot_be(run: Run, document: Path, arguments: list[str], message: str) -> None:
    before = document.read_bytes()
    result = run("action", "add", *arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: {message}")
    assert document.read_bytes() == before


def test_an_id_of_ones_own(run: Run, document: Path) -> None:
    assert run("action", "add", "checkout", "T", "--id", "PAY-9", "-n").out.startswith("checkout-timeouts/PAY-9: added")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("actions:\n", "actions: none\nx:\n"),
        ('owner: "@mara"\n', "owner: @mara\n"),
    ],
)
def test_a_document_that_is_broken(run: Run, document: Path, old: str, new: str) -> None:
    document.write_text(document.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    result = run("action", "add", "checkout", "T")
    assert result.code == 2
    assert result.err.startswith(f"error: {PATH}:")


def test_a_byte_that_is_no_text(run: Run, document: Path) -> None:
    result = run("action", "add", "checkout", "T", "--team", "\udcff")
    assert result.out == "checkout-timeouts/A2: added, status proposed, team \ufffd\n"


def test_the_first_action_of_all(run: Run, document: Path) -> None:
    document.write_text(f"---\nid: {NAME}\n---\n\n{BLOCK}", encoding="utf-8")
    assert run("action", "add", "checkout", "Look").code == 0
    assert document.read_text(encoding="utf-8") == (
        f"---\nid: {NAME}\nactions:\n  - id: A1\n    title: Look\n    status: proposed\n---\n\n<!-- pmctl:actions -->\n"
        "| ID | Action | Owner | Due | Status |\n| :- | :- | :- | :- | :- |\n| A1 | Look |  |  | proposed |\n"
        "<!-- /pmctl:actions -->\n"
    )


PLACEHOLDERS = (
    '  - id: A7\n    title: "TODO: what is true once this is done"\n    owner: "@TODO"\n    due: 2026-07-01\n'
    "    status: open\n    type: prevent\n    priority: P1\n"
)


def placeholders(document: Path) -> None:
    """Add two actions to the document as `pmctl new` writes them, and show them in its table."""
    more = PLACEHOLDERS + PLACEHOLDERS.replace("A7", "A8")
    text = document.read_text(encoding="utf-8").replace("reviewers:", f"{more}reviewers:")
    document.write_text(text, encoding="utf-8")


def test_a_placeholder_makes_room(run: Run, document: Path) -> None:
    placeholders(document)
    before = document.read_text(encoding="utf-8")
    arguments = ("--owner", "@mara", "--due", "fri", "--priority", "P0", "--ticket", "PAY-1")
    result = run("action", "add", "checkout", "Lock the bucket", *arguments)
    assert result.out == (
        "checkout-timeouts/A7: added, owner @mara, due 2026-06-05 (Fri), status open, priority P0, ticket PAY-1\n"
    )
    assert (result.code, result.err) == (
        0, "checkout-timeouts/A7 takes the place of the placeholder that stood there.\n"
    )  # fmt: skip
    after = document.read_text(encoding="utf-8")
    assert after.partition("\n<!-- pmctl")[0] == before.partition("\n<!-- pmctl")[0].replace(
        PLACEHOLDERS,
        '  - id: A7\n    title: "Lock the bucket"\n    owner: "@mara"\n    due: 2026-06-05\n    status: open\n'
        "    type: prevent\n    priority: P0\n    ticket: PAY-1\n",
    )
    assert "| A7 | Lock the bucket | @mara | 2026-06-05 | open |\n" in after


def test_a_placeholder_becomes_an_idea_where_nobody_promises_it(run: Run, document: Path) -> None:
    placeholders(document)
    assert run("action", "add", "checkout", "Think").err == (
        "checkout-timeouts/A7 takes the place of the placeholder that stood there.\n"
        "checkout-timeouts/A7 is an idea and no promise: it has no owner and no due date.\n"
    )
    assert '    title: "Think"\n    status: proposed\n    type: prevent\n' in document.read_text(encoding="utf-8")
    assert "A8: added" in run("action", "add", "checkout", "Think more").out
    assert "A9: added" in run("action", "add", "checkout", "Think most").out


BY_HAND = (
    "| ID | Action | Owner | Due | Status |\n| :- | :- | :- | :- | :- |\n| A1 | Lock the bucket | @lena | | open |\n"
    "| A2 | Page on lag | @noor | | open |\n| A3 | TODO | | | |\n"
)


@pytest.mark.parametrize(
    ("arguments", "added", "named"),
    [
        (["Cache the facets"], "A4: added, status proposed",
         "“A1 Lock the bucket @lena open”, “A2 Page on lag @noor open”, “A3 TODO”"),
        (["Page on **lag**."], "A2: added, owner @noor, status open", "“A1 Lock the bucket @lena open”, “A3 TODO”"),
        (["Page on lag", "--id", "A2"], "A2: added, owner @noor, status open",
         "“A1 Lock the bucket @lena open”, “A3 TODO”"),
    ],
)  # fmt: skip
def test_what_somebody_promised_in_the_table_keeps_its_row(
    run: Run, document: Path, arguments: list[str], added: str, named: str
) -> None:
    document.write_text(
        f"---\nid: {NAME}\nactions: []\n---\n\n{BLOCK.replace('<!-- /', f'{BY_HAND}<!-- /')}", encoding="utf-8"
    )
    result = run("action", "add", "checkout", *arguments)
    assert result.out == f"checkout-timeouts/{added}\n"
    assert f"left as it stands: {named}; `pmctl check" in result.err
    text = document.read_text(encoding="utf-8")
    assert all(row in text for row in BY_HAND.splitlines(keepends=True)[2:])
    refused = run("action", "add", "checkout", "Another", "--id", "A1")
    assert (refused.code, "has had an action A1 already" in refused.err) == (2, True)


@pytest.mark.parametrize(
    ("row", "arguments", "out", "err", "after"),
    [
        ("| A3 | Write it | @noor | 2026-08-10 | done |", [],
         "A3: added, owner @noor, due 2026-08-10 (Mon), status done",
         "A3: owner, due and status taken from the table.", ""),
        ("| TBD | Write it | @noor | 10 Aug 2026 | In progress |", [],
         "A1: added, owner @noor, due 2026-08-10 (Mon), status in-progress",
         "A1: owner, due and status taken from the table.", "| A1 | Write it | @noor | 10 Aug 2026 | In progress |"),
        ("| [ ] | Write it. | | | open |", [], "A1: added, status open",
         "A1 has no owner and no due date: `pmctl check` asks for that (PM301, PM302).",
         "| A1 | Write it. | | | open |"),
        ("| ? | Write it | @noor | 2026-08-10 | proposed |", ["--owner", "@mara"],
         "A1: added, owner @mara, due 2026-08-10 (Mon), status open", "A1: due taken from the table.",
         "| A1 | Write it | @mara | 2026-08-10 | open |"),
        ("| A3 | Write it | @noor, @jonas | 28 Dec | asked |", [], "A3: added, status proposed",
         "left as it stands: “@noor, @jonas”, “28 Dec”, “asked”", ""),
        ("| A3 | Write it | @noor | 2026-08-10 | done |", ["--id", "A9"], "A9: added, status proposed",
         "left as it stands: “A3 Write it @noor 2026-08-10 done”", ""),
        ("| # | Write it | @noor | 2026-08-10 | done |", ["--id", "A9"],
         "A9: added, owner @noor, due 2026-08-10 (Mon), status done", "A9: owner, due and status taken",
         "| A9 | Write it | @noor | 2026-08-10 | done |"),
    ],
)  # fmt: skip
def test_what_the_row_says_is_not_lost(
    run: Run, document: Path, row: str, arguments: list[str], out: str, err: str, after: str
) -> None:
    table = "".join(BY_HAND.splitlines(keepends=True)[:2])
    text = f"---\nid: {NAME}\nactions: []\n---\n\n{BLOCK.replace('<!-- /', f'{table}{row}{chr(10)}<!-- /')}"
    document.write_text(text, encoding="utf-8")
    result = run("action", "add", "checkout", "Write it", *arguments)
    assert (result.code, result.out) == (0, f"checkout-timeouts/{out}\n")
    assert err in result.err
    assert f"{after or row}\n" in document.read_text(encoding="utf-8")


def test_whoever_is_there_is_asked_for_what_the_row_does_not_say(run: Run, document: Path) -> None:
    table = "".join(BY_HAND.splitlines(keepends=True)[:2]) + "| A3 | Write it | @noor | | open |\n"
    text = document.read_text(encoding="utf-8")
    document.write_text(text.replace("<!-- /pmctl", f"{table}<!-- /pmctl"), encoding="utf-8")
    result = run("action", "add", "checkout", "Write it", terminal=True, typed="+1w\n")
    assert "A3: added, owner @noor, due 2026-06-08 (Mon), status open" in result.out


def test_a_row_by_hand_comes_before_a_placeholder(run: Run, document: Path) -> None:
    placeholders(document)
    table = "".join(BY_HAND.splitlines(keepends=True)[:2]) + "| A9 | Write it | @noor | 2026-08-10 | done |\n"
    text = document.read_text(encoding="utf-8")
    document.write_text(text.replace("<!-- /pmctl", f"{table}<!-- /pmctl"), encoding="utf-8")
    assert run("action", "add", "checkout", "Write it").out.startswith("checkout-timeouts/A9: added, owner @noor")


def test_a_placeholder_in_whose_row_somebody_wrote_makes_no_room(run: Run, document: Path) -> None:
    placeholders(document)
    row = "| A7 | Lock the door | @lena | 2026-07-01 | open |\n"
    text = document.read_text(encoding="utf-8")
    table = "".join(BY_HAND.splitlines(keepends=True)[:2]) + row
    document.write_text(text.replace("<!-- /pmctl:actions", f"{table}<!-- /pmctl:actions"), encoding="utf-8")
    assert run("action", "add", "checkout", "Lock the bucket").out.startswith("checkout-timeouts/A8: added")
    assert row in document.read_text(encoding="utf-8")


def test_an_action_with_an_id_of_its_own_takes_no_place(run: Run, document: Path) -> None:
    placeholders(document)
    assert run("action", "add", "checkout", "Think", "--id", "A9").err.count("\n") == 1
    assert PLACEHOLDERS in document.read_text(encoding="utf-8")


@pytest.mark.parametrize(("old", "new"), [('"TODO: what is true once this is done"', "Log it"), ('"@TODO"', '"@noor"')])
def test_an_action_that_is_half_written_is_no_placeholder(run: Run, document: Path, old: str, new: str) -> None:
    placeholders(document)
    document.write_text(document.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert "A9: added" in run("action", "add", "checkout", "Think").out


@pytest.mark.parametrize("mark", [">+", "|+"])
def test_behind_a_value_that_keeps_its_blank_lines(run: Run, document: Path, mark: str) -> None:
    note = f"\n  - id: A2\n    title: Second\n    note: {mark}\n      Kept.\n\n\n"
    document.write_text(f"---\nid: {NAME}\nactions:\n  - id: A1\n    title: First\n{note}---\n", encoding="utf-8")
    assert run("action", "add", "checkout", "Look").code == 0
    assert f"{note}  - id: A3\n    title: Look\n    status: proposed\n---\n" in document.read_text(encoding="utf-8")


def test_an_id_that_history_has_used_is_not_given_again(run: Run, repository: Story) -> None:
    gone = GOOD.replace("  - id: A1", "  - id: A2\n    title: Second\n  - id: A7\n    title: Third\n  - id: A1")
    repository.write(PATH, gone)
    repository.commit("Promise more")
    repository.write(PATH, GOOD)
    repository.commit("Promise less")
    repository.checkout()
    result = run("action", "add", "checkout", "Think", cwd=repository.root)
    assert result.out.startswith("checkout-timeouts/A8: added")
    result = run("action", "add", "checkout", "Think", "--id", "a2", cwd=repository.root)
    assert result.err.startswith(f"error: {NAME} has had an action a2 already\nhint: The next free id is A9.\n")


def test_an_id_of_an_idea_that_is_gone_is_not_given_again(run: Run, repository: Story) -> None:
    assert run("action", "add", "checkout", "Think", "--commit", cwd=repository.root).out.startswith(
        "checkout-timeouts/A2: added, status proposed"
    )
    repository.git("revert", "--no-edit", "HEAD")
    assert run("action", "add", "checkout", "Think", cwd=repository.root).out.startswith(
        "checkout-timeouts/A3: added, status proposed"
    )


def test_a_shallow_clone_does_not_know_all_ids(run: Run, repository: Story, tmp_path: Path) -> None:
    clone = repository.shallow_clone(tmp_path / "clone")
    result = run("action", "add", "checkout", "Think", cwd=clone)
    assert (result.code, result.out) == (0, "checkout-timeouts/A2: added, status proposed\n")
    assert result.err.startswith(
        "warning: this clone is shallow: an id of an action that is gone may be given again; `git fetch --unshallow`"
    )


def test_a_history_that_cannot_be_read_is_no_obstacle(run: Run, repository: Story) -> None:
    (repository.root / ".git/HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    (repository.root / ".git/refs/heads/main").write_text("garbage\n", encoding="utf-8")
    result = run("action", "add", "checkout", "Think", cwd=repository.root)
    assert result.code == 0
    assert result.err.startswith("warning: ")
    assert "an id of an action that is gone may be given again\n" in result.err


def test_it_is_committed(run: Run, repository: Story) -> None:
    result = run("action", "add", "checkout", "Think", "--commit", cwd=repository.root)
    assert result.code == 0
    assert repository.git("log", "-1", "--format=%B").strip() == (
        f"Add checkout-timeouts/A2: Think\n\n{NAME}/A2: Think\n  status proposed"
    )
