"""``pmctl new`` and the earlier postmortems that an incident is like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.documents import GOOD, SEARCH
from tests.story import Story

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

LIKE = ("new", "Checkout timeouts again", "--severity", "SEV2", "--service", "checkout-api")


@pytest.fixture(autouse=True)
def archive(tmp_path: Path) -> Path:
    """Two earlier postmortems."""
    folder = tmp_path / "postmortems"
    folder.mkdir()
    (folder / "2026-03-14-checkout-timeouts.md").write_text(GOOD, encoding="utf-8")
    search = SEARCH.replace("Checkout timeouts after driver upgrade", "Search was empty").replace(
        "checkout-api", "search"
    )
    (folder / "2026-05-02-search-outage.md").write_text(
        search.replace("Checkout answered", "It answered"), encoding="utf-8"
    )
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


def test_what_is_still_a_placeholder_promises_nothing(run: Run, archive: Path) -> None:
    assert run("new", "Redis memory full", "--severity", "SEV1").code == 0
    lines = run("new", "Redis memory full again", "--severity", "SEV1").err.splitlines()
    assert lines[1] == "  1  Redis memory full (2026-06-01-redis-memory-full)"
    assert "TODO" not in "".join(lines)


def test_what_cannot_be_read_any_more_counts_as_it_was(run: Run, tmp_path: Path, archive: Path) -> None:
    with Story(tmp_path) as story:
        story.write("postmortems/2026-03-14-checkout-timeouts.md", GOOD)
        story.commit("Write it")
    broken = GOOD.replace('owner: "@jonas"', "owner: @jonas")
    (archive / "2026-03-14-checkout-timeouts.md").write_text(broken, encoding="utf-8")
    lines = run(*LIKE).err.splitlines()
    assert lines[0].startswith("warning: postmortems/2026-03-14-checkout-timeouts.md:13: ")
    assert lines[0].endswith("; its last readable state counts")
    assert "still open: A1 Alert when pool saturation" in lines[3]


def test_what_could_never_be_read_is_named_with_a_warning(run: Run, archive: Path) -> None:
    (archive / "broken.md").write_bytes(b"---\ntitle: Checkout timeouts\nid: [\n---\n")
    (archive / "legacy.md").write_text("# Checkout timeouts\n", encoding="utf-8")
    lines = run(*LIKE, "--dry-run").err.splitlines()
    assert lines[0].startswith("warning: postmortems/broken.md:3: ")
    assert lines[0].endswith("; not counted")
    assert lines[-3:-1] == ["  2  Checkout timeouts (broken)", "  3  Checkout timeouts (legacy)"]


def test_what_is_no_text_at_all_is_named_as_well(run: Run, archive: Path) -> None:
    (archive / "2026-01-01-checkout-timeouts-too.md").write_bytes(b"# Checkout \xff timeouts")
    lines = run(*LIKE).err.splitlines()
    assert lines[0].startswith("warning: postmortems/2026-01-01-checkout-timeouts-too.md:1: ")
    assert "  2  Checkout \ufffd timeouts (2026-01-01-checkout-timeouts-too)" in lines


def test_what_is_unlike_it_may_be_unreadable_in_peace(run: Run, archive: Path) -> None:
    (archive / "broken.md").write_bytes(b"---\ntitle: Printer out of paper\nid: [\n---\n")
    assert "warning" not in run(*LIKE).err


def test_who_wants_it_quiet_hears_nothing(run: Run, archive: Path) -> None:
    (archive / "broken.md").write_bytes(b"---\ntitle: Checkout timeouts\nid: [\n---\n")
    assert run("-q", *LIKE).err == ""


def test_what_it_overwrites_is_not_like_it(run: Run, archive: Path) -> None:
    (archive / "2026-03-14-checkout-timeouts.md").unlink()
    assert run(*LIKE).code == 0
    assert "another one" not in run(*LIKE, "--force").err
    own = next(archive.glob("*-again.md"))
    own.rename(own.with_name("renamed.md"))
    assert "another one" not in run(*LIKE).err


def test_long_lines_hang_on_a_terminal(run: Run, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    lines = run(*LIKE, terminal=True, typed="\n").err.splitlines()
    assert lines[1:5] == [
        "  1  Checkout timeouts after driver upgrade",
        "     (2026-03-14-checkout-timeouts)",
        "     still open: A1 Alert when pool saturation stays above",
        "     80 % for 5 minutes (@jonas), due 2026-04-10",
    ]


@pytest.mark.parametrize(
    ("template", "made"),
    [
        ("---\nid: {{ id }}\ntitle: {{ title | yaml }}\n---\n", "\nrelated: [2026-05-02-search-outage]\n---\n"),
        (
            "---\nid: {{ id }}\nrelated: [checkout]\n---\n",
            "\nrelated: [checkout, 2026-05-02-search-outage]\n---\n",
        ),
        ("---\nid: {{ id }}\nrelated:\n---\n", "\nrelated: [2026-05-02-search-outage]\n---\n"),
        ("---\nid: {{ id }}\nrelated: {{ related | yaml }}\n---\n", "\nrelated: [2026-05-02-search-outage]\n---\n"),
    ],
)
def test_a_template_of_ones_own_need_not_know_of_it(
    run: Run, tmp_path: Path, archive: Path, template: str, made: str
) -> None:
    (tmp_path / "mine.md.j2").write_text(template, encoding="utf-8")
    result = run(*LIKE, "--related", "search", "--template", "mine.md.j2")
    assert result.code == 0
    assert made in new_document(archive)


def test_without_front_matter_it_says_what_is_lost(run: Run, tmp_path: Path, archive: Path) -> None:
    (tmp_path / "mine.md.j2").write_text("# {{ title }}\n", encoding="utf-8")
    result = run(*LIKE, "--related", "search", "--template", "mine.md.j2")
    assert result.code == 0
    assert result.err.startswith(
        "warning: the template makes no front matter, which leaves out severity SEV2, services checkout-api, "
        "related 2026-05-02-search-outage\n"
    )
    assert new_document(archive).startswith("# Checkout")
