"""What keeps an action from being changed: documents that are broken, and files that cannot be written."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from pmctl.repository import rewriting
from tests.actions import NAME, OTHER, REF, SHOWN, text_of, write_documents
from tests.documents import GOOD

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """Two postmortems outside git, each with an open action A1 that was due on 2026-04-10; today is 2026-06-01."""
    return write_documents(tmp_path)


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (GOOD.replace('owner: "@mara"', "owner: @mara"), ":7: a value that starts with @ must be in quotes"),
        (GOOD.replace("---\n\n# ", "\n# "), ":1: the front matter is never closed"),
        ("# Checkout\n", ":1: the document has no front matter"),
        (GOOD.replace("actions:\n", "actions: later\nx:\n"), ":10: actions must be a list"),
        (
            GOOD.replace("    status: open\n", "<<<<<<< HEAD\n    status: open\n=======\n>>>>>>> b\n"),
            ":15: a merge conflict is not resolved",
        ),
        (
            GOOD.replace("One request", "<<<<<<< HEAD\nOne\n=======\nTwo\n>>>>>>> b\n"),
            ":29: a merge conflict is not resolved",
        ),
        (
            GOOD.replace("status: open\n", "status: compleet\n"),
            ":15: the status of checkout-timeouts/A1 cannot be compleet",
        ),
    ],
)  # fmt: skip
def test_a_document_that_is_broken_is_refused_with_its_line(
    run: Run, documents: Path, broken: str, message: str
) -> None:
    (documents / f"{NAME}.md").write_text(broken, encoding="utf-8")
    result = run("action", "done", "checkout/A1", "search/A1")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: postmortems/{NAME}.md{message}")
    assert text_of(documents) == broken
    assert text_of(documents, "2026-05-02-search-outage") == OTHER


def test_an_action_that_is_mere_text_is_refused(run: Run, documents: Path) -> None:
    (documents / f"{NAME}.md").write_text(SHOWN.replace("  - id: A1", "  - Call them\n  - id: A1"), encoding="utf-8")
    result = run("action", "done", "checkout/call them")
    assert result.err == (
        f"error: postmortems/{NAME}.md:11: the action is mere text\nhint: Write it as `- title: …`.\n"
    )


def test_broken_markers_are_refused(run: Run, documents: Path) -> None:
    broken = SHOWN.replace("<!-- /pmctl:actions -->\n", "")
    (documents / f"{NAME}.md").write_text(broken, encoding="utf-8")
    line = broken.split("\n").index("<!-- pmctl:actions -->") + 1
    for arguments in (["done", "checkout/A1", "--evidence", "x"], ["add", "checkout", "Think"]):
        result = run("action", *arguments)
        assert result.code == 2
        assert result.err.startswith(f"error: postmortems/{NAME}.md:{line}: <!-- pmctl:actions --> has no <!-- /")
        assert text_of(documents) == broken


def test_a_value_that_cannot_be_changed_safely_is_refused(run: Run, documents: Path) -> None:
    broken = SHOWN.replace("    due: 2026-04-10\n", "    due: {a: 2026-04-10}\n")
    (documents / f"{NAME}.md").write_text(broken, encoding="utf-8")
    result = run("action", "move", "checkout/A1", "--to", "fri")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: {REF}: ")
    assert text_of(documents) == broken


def test_of_several_the_one_that_cannot_be_changed_is_named(run: Run, documents: Path) -> None:
    broken = SHOWN.replace("reviewers:", "  - {id: A2, title: Second, due: {a: 2026-04-10}}\nreviewers:")
    (documents / f"{NAME}.md").write_text(broken, encoding="utf-8")
    result = run("action", "move", "checkout/A1", "checkout/A2", "--to", "fri")
    assert result.err.startswith(
        "error: checkout-timeouts/A2: actions[1].due holds keys of its own and is not one value\n"
    )
    assert text_of(documents) == broken


def test_what_only_the_table_holds_is_not_lost(run: Run, documents: Path) -> None:
    (documents / f"{NAME}.md").write_text(
        SHOWN.replace("<!-- /pmctl", "See the tracker.\n<!-- /pmctl"), encoding="utf-8"
    )
    result = run("action", "done", "checkout/A1")
    assert result.code == 0
    assert result.err == (
        f"warning: postmortems/{NAME}.md: the table of actions says what the front matter does not, "
        "and that is left as it stands: "
        "“See the tracker.”; "
        f"`pmctl check --fix --unsafe-fixes --select PM309 postmortems/{NAME}.md` replaces it\n"
    )
    assert "| done |\n" in text_of(documents)
    assert "See the tracker.\n<!-- /pmctl" in text_of(documents)
    assert "    status: done\n" in text_of(documents)


def test_what_somebody_wrote_into_a_row_is_named_and_not_lost(run: Run, documents: Path) -> None:
    row = "| A1 | [Alert](https://example.com/1) — see PAY-3 | **@jonas** | 2026-04-10 (moved twice) | 🟡 Todo |\n"
    more = f"{row}| A1 | A second line about it | @x | 2026-04-10 | open |\n"
    written = re.sub(r"\| A1 .*\n", more, SHOWN)
    (documents / f"{NAME}.md").write_text(written, encoding="utf-8")
    result = run("action", "move", "checkout/A1", "--to", "+2w", "--reason", "r")
    assert result.err == (
        f"warning: postmortems/{NAME}.md: the table of actions says what the front matter does not, "
        "and that is left as it stands: "
        "“[Alert](https://example.com/1) — see PAY-3”, “2026-04-10 (moved twice)”, "
        "“A1 A second line about it @x 2026-04-10 open”; "
        f"`pmctl check --fix --unsafe-fixes --select PM309 postmortems/{NAME}.md` replaces it\n"
    )
    assert more in text_of(documents)
    assert "    due: 2026-06-15\n" in text_of(documents)
    before = text_of(documents)
    run("check", "--fix", "--select", "PM309")
    assert text_of(documents) == before


def test_one_that_is_read_only_keeps_the_others_from_being_written(run: Run, documents: Path) -> None:
    (documents / "2026-05-02-search-outage.md").chmod(0o444)
    result = run("action", "done", "checkout/A1", "search/A1")
    assert result.code == 2
    assert "is read-only" in result.err
    assert text_of(documents) == SHOWN


def test_a_write_that_fails_undoes_those_before(run: Run, documents: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[Path] = []
    write_text = rewriting.write_text

    def fill_the_disk(path: Path, text: str) -> None:
        written.append(path)
        if len(written) == 2:
            raise OSError(28, "No space left on device", str(path))
        write_text(path, text)

    monkeypatch.setattr(rewriting, "write_text", fill_the_disk)
    result = run("action", "done", "checkout/A1", "search/A1")
    assert result.code == 2
    assert "No space left on device" in result.err
    assert result.out == ""
    assert text_of(documents) == SHOWN
    assert text_of(documents, "2026-05-02-search-outage") == OTHER


def test_a_process_that_is_killed_while_it_writes_leaves_the_old_file(documents: Path) -> None:
    script = (
        "import os, signal, sys\n"
        "os.fsync = lambda descriptor: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from pmctl.cli.boundary import run\n"
        "sys.exit(run(sys.argv[1:]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "action", "done", "checkout/A1"], cwd=documents.parent, check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert text_of(documents) == SHOWN


@pytest.mark.parametrize("commit", [False, True])
def test_a_standard_output_that_is_full_keeps_nothing_from_being_done(
    run: Run, documents: Path, monkeypatch: pytest.MonkeyPatch, *, commit: bool
) -> None:
    subprocess.run(["git", "init", "--quiet", str(documents.parent)], check=True)

    def fill_the_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pmctl.cli.session.Session.write_lines", fill_the_disk)
    result = run("action", "done", "checkout/A1", *(["--commit"] if commit else []))
    assert result.code == 2
    done = "written and committed" if commit else "written"
    assert result.err.endswith(
        f"error: standard output cannot be used: No space left on device; the change is {done}\n"
    )
    assert text_of(documents) != SHOWN
    assert ("Committed" in result.err) == commit


def test_it_is_fast_to_start(documents: Path) -> None:
    script = (
        "import sys\n"
        "from pmctl.cli.boundary import run\n"
        "run(sys.argv[1:])\n"
        "print(*(name for name in ('rich', 'git', 'jinja2', 'pydantic') if name in sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "action", "done", "checkout/A1", "-q"],
        cwd=documents.parent, check=True, capture_output=True, env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert done.stdout.decode() == f"{REF}: status open → done\n\n"


def test_markers_that_do_not_count_are_named(run: Run, documents: Path) -> None:
    quoted = re.sub(r"(?m)^(?=<!-- /?pmctl:actions)", "> ", SHOWN)
    (documents / f"{NAME}.md").write_text(quoted, encoding="utf-8")
    line = quoted[: quoted.index("> <!--")].count("\n") + 1
    result = run("action", "done", "checkout/A1")
    assert result.code == 0
    assert result.err == (
        f"warning: postmortems/{NAME}.md:{line}: the table of actions stays as it is: "
        "its markers are no lines of their own (PM309)\n"
    )
