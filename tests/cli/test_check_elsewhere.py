"""``pmctl check``: documents that a configuration leaves out, that have other names, or that are not checked out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.test_check_changed import CHECKOUT, LATER, ONLY, OUTAGE, commit, write
from tests.documents import CLEAN, SEARCH

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run
    from tests.story import Story


@pytest.fixture
def branch(repository: Story) -> Story:
    """The repository of two documents, with a branch checked out."""
    repository.git("checkout", "--quiet", "-b", "feature")
    return repository


@pytest.fixture
def sparse(branch: Story) -> Story:
    """The branch, with nothing but one of the documents checked out."""
    branch.git("sparse-checkout", "set", "--no-cone", "/*", f"!/{CHECKOUT}")
    return branch


EXCLUDING = f'exclude = ["{CHECKOUT.rpartition("/")[2]}"]\n'


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("pmctl.toml", EXCLUDING),
        ("pmctl.toml", 'exclude = ["2026-03*"]\n'),
        ("pmctl.toml", 'directory = "docs"\n'),
        ("pyproject.toml", f"[tool.pmctl]\n{EXCLUDING}"),
        ("postmortems/pmctl.toml", f'directory = "."\n{EXCLUDING}'),
    ],
)
@pytest.mark.parametrize("committed", [False, True])
def test_a_document_that_the_configuration_leaves_out_is_missed(
    run: Run, branch: Story, file: str, text: str, committed: bool
) -> None:
    write(branch, file, text)
    if committed:
        commit(branch)
    result = run("check", "--changed", *ONLY, cwd=(branch.root / file).parent)
    (line,) = (line for line in result.out.splitlines() if "2026-03-14-checkout" in line)
    assert ": PM703 the open action A1 “" in line
    assert line.endswith("” is out of sight: the configuration leaves its document out")
    assert "2026-03-14-checkout" not in run("check", "--changed", *ONLY, branch.root / OUTAGE, cwd=branch.root).out


@pytest.mark.parametrize(
    "text", ["exclude = []\n", 'exclude = ["2026-05*"]\n', 'directory = "x"\nformer_directories = ["postmortems"]\n']
)
def test_a_document_that_stays_one_is_not_missed(run: Run, branch: Story, text: str) -> None:
    write(branch, "pmctl.toml", text)
    assert CHECKOUT not in run("check", "--changed", *ONLY, cwd=branch.root).out


def test_a_document_that_was_none_at_the_base_is_not_missed(run: Run, repository: Story) -> None:
    write(repository, "pmctl.toml", EXCLUDING)
    commit(repository)
    write(repository, "pmctl.toml", f"{EXCLUDING}\n")
    assert run("check", "--base", "HEAD", *ONLY, cwd=repository.root).out == ""


def test_a_document_that_moves_with_the_directory_is_not_missed(run: Run, branch: Story) -> None:
    write(branch, "pmctl.toml", 'directory = "docs"\n')
    branch.git("mv", "postmortems", "docs")
    assert run("check", "--changed", *ONLY, cwd=branch.root).out == ""


def test_a_configuration_that_could_not_be_read_leaves_nothing_to_compare(run: Run, repository: Story) -> None:
    write(repository, "pmctl.toml", "exclude = 3\n")
    commit(repository)
    write(repository, "pmctl.toml", EXCLUDING)
    assert run("check", "--base", "HEAD", *ONLY, cwd=repository.root).out == ""


def test_a_chosen_configuration_is_compared_with_itself(run: Run, branch: Story, tmp_path: Path) -> None:
    arguments = ("check", "--base", "HEAD", *ONLY, "--config")
    write(branch, "ci.toml", EXCLUDING)
    (tmp_path / "ci.toml").write_text(EXCLUDING, encoding="utf-8")
    assert run(*arguments, "ci.toml", cwd=branch.root).out == ""
    assert run(*arguments, tmp_path / "ci.toml", cwd=branch.root).out == ""
    write(branch, "ci.toml", "")
    commit(branch)
    write(branch, "ci.toml", EXCLUDING)
    assert "PM703" in run(*arguments, "ci.toml", cwd=branch.root).out


def test_a_document_with_another_name_title_and_id_is_known_by_its_actions(run: Run, branch: Story) -> None:
    branch.git("mv", CHECKOUT, "postmortems/other.md")
    other = LATER.replace("2026-03-14-checkout-timeouts", "2026-03-14-other").replace("Checkout timeouts", "Another")
    write(branch, "postmortems/other.md", other)
    out = run("check", "--changed", *ONLY, cwd=branch.root).out
    assert {line.split()[1] for line in out.splitlines()} == {"PM704", "PM705", "PM706"}


def test_names_of_what_is_not_checked_out_count(run: Run, sparse: Story) -> None:
    write(sparse, "postmortems/again.md", CLEAN)
    write(
        sparse, "postmortems/later.md", SEARCH.replace("\nowner", "\nrelated: [2026-03-14-checkout-timeouts]\nowner", 1)
    )
    for options in ((), ("--changed",), ("--fix",), ("postmortems/again.md",)):
        out = run("check", "--select", "PM701,PM702", "-f", "concise", *options, cwd=sparse.root).out
        assert f"PM701 the id 2026-03-14-checkout-timeouts is also that of {CHECKOUT}" in out
        assert "PM702" not in out


def test_a_partial_clone_may_not_have_them(run: Run, sparse: Story, tmp_path: Path) -> None:
    sparse.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    sparse.git("clone", "--quiet", "--filter=blob:none", "--sparse", sparse.root.as_uri(), str(clone))
    (clone / "postmortems").mkdir()
    (clone / "postmortems" / "again.md").write_text(CLEAN, encoding="utf-8")
    result = run("check", "--select", "PM701", "-f", "concise", cwd=clone)
    assert "PM701 the id 2026-03-14-checkout-timeouts is also that of" in result.out
    assert result.err.startswith(
        "warning: 2 documents are neither checked out nor in this partial clone: ids are compared with the names"
    )
