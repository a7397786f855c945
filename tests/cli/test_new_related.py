"""``pmctl new`` and the earlier postmortems that an incident is like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.documents import GOOD, SEARCH

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

LIKE = ("new", "Checkout timeouts again", "--severity", "SEV2", "--service", "checkout-api")


@pytest.fixture(autouse=True)
def archive(tmp_path: Path) -> Path:
    """Two earlier postmortems and one that cannot be read."""
    folder = tmp_path / "postmortems"
    folder.mkdir()
    (folder / "2026-03-14-checkout-timeouts.md").write_text(GOOD, encoding="utf-8")
    search = SEARCH.replace("Checkout timeouts after driver upgrade", "Search was empty").replace(
        "checkout-api", "search"
    )
    (folder / "2026-05-02-search-outage.md").write_text(
        search.replace("Checkout answered", "It answered"), encoding="utf-8"
    )
    (folder / "broken.md").write_bytes(b"---\ntitle: Checkout timeouts\nid: [\n---\n")
    (folder / "binary.md").write_bytes(b"Checkout \xff timeouts")
    return folder


def new_document(folder: Path) -> str:
    return next(folder.glob("*-again.md")).read_text(encoding="utf-8")


def test_it_says_what_it_is_like_and_what_that_still_promises(run: Run, archive: Path) -> None:
    result = run(*LIKE)
    assert result.code == 0
    assert result.err.splitlines()[:4] == [
        "It may be another one of those:",
        "  1  Checkout timeouts after driver upgrade (2026-03-14-checkout-timeouts)",
        "     still open: A1 Alert when pool saturation stays above 80 % for 5 minutes (@jonas), due 2026-04-10",
        "`--related ID` puts one into the new document.",
    ]
    assert result.out.count("\n") == 1
    assert "related:" not in new_document(archive)


def test_on_a_terminal_one_chooses(run: Run, archive: Path) -> None:
    result = run(*LIKE, terminal=True, typed="2\n1, 1\n")
    assert result.code == 0
    assert "write numbers from 1 to 1, or nothing" in result.err
    assert "\nrelated: [2026-03-14-checkout-timeouts]\n" in new_document(archive)


def test_nothing_need_be_chosen(run: Run, archive: Path) -> None:
    assert run(*LIKE, terminal=True, typed="\n").code == 0
    assert "related:" not in new_document(archive)


def test_with_related_nothing_is_offered(run: Run, archive: Path) -> None:
    result = run(*LIKE, "--related", "search", "--related", "checkout", "--related", "search")
    assert "another one" not in result.err
    assert "\nrelated: [2026-05-02-search-outage, 2026-03-14-checkout-timeouts]\n" in new_document(archive)


@pytest.mark.parametrize("template", ["minimal", "security", "five-whys"])
def test_every_template_names_them(run: Run, archive: Path, template: str) -> None:
    run(*LIKE, "--related", "search", "--template", template)
    assert "\nrelated: [2026-05-02-search-outage]\n" in new_document(archive)


def test_what_cannot_be_found_is_named_all_at_once(run: Run) -> None:
    result = run(*LIKE, "--related", "nothing-like-it", "--related", "neither")
    assert result.code == 2
    assert "nothing-like-it" in result.err
    assert "neither" in result.err


def test_there_need_not_be_a_folder(run: Run, archive: Path) -> None:
    archive.rename(archive.with_name("elsewhere"))
    assert run(*LIKE, "--related", "search").code == 2
    assert run(*LIKE).code == 0


def test_what_is_new_is_not_compared_aloud(run: Run) -> None:
    assert "another one" not in run("new", "Printer out of paper", "--severity", "SEV4").err


def test_only_the_first_promises_are_told(run: Run, archive: Path) -> None:
    actions = "".join(
        f'  - id: B{number}\n    title: Do \x1b[31m{number}\n    owner: "@noor"\n    status: open\n'
        for number in range(5)
    ).replace("\x1b", "\\x1b")
    path = archive / "2026-03-14-checkout-timeouts.md"
    path.write_text(GOOD.replace("actions:\n", f"actions:\n{actions}"), encoding="utf-8")
    lines = run(*LIKE).err.splitlines()
    assert lines[2:6] == [
        "     still open: B0 Do \\x1b[31m0 (@noor)",
        "     still open: B1 Do \\x1b[31m1 (@noor)",
        "     still open: B2 Do \\x1b[31m2 (@noor)",
        "     and 3 more open actions",
    ]
