"""One postmortem for a reader, and the table of its actions."""

from __future__ import annotations

from datetime import date

import pytest
from rich.console import Console

from pmctl.render.postmortem import postmortem_text
from tests.reports.states import action, document, text

TODAY = date(2026, 6, 1)


def shown(content: str, *, colour: bool = False) -> str:
    console = Console(
        width=60, color_system="standard" if colour else None, force_terminal=colour or None, legacy_windows=False
    )
    with console.capture() as captured:
        for renderable in postmortem_text(document(content, "pm/x.md"), TODAY):
            console.print(renderable)
    return "\n".join(line.rstrip() for line in captured.get().splitlines())


def test_what_is_known_is_told_and_what_is_not_is_left_out() -> None:
    out = shown(text("2026-03-14-x", started_at="2026-03-14T09:00:00Z", resolved_at="2026-03-14T12:30:00+02:00"))
    assert out == (
        "About x\npm/x.md\n\nId        2026-03-14-x\nSeverity  SEV2\nStatus    published\nDate      2026-03-14\n"
        "Owner     @mara\nStarted   2026-03-14 09:00 UTC\nResolved  2026-03-14 12:30+02:00\n"
    )


def test_the_title_is_told_once() -> None:
    assert shown(text("2026-03-14-x") + "\nText.\n").count("About x") == 1
    assert shown(text("2026-03-14-x").replace("# About x", "# Another") + "\nText.\n").count("Another") == 1


def test_the_table_of_actions_is_told_once() -> None:
    body = (
        "\n## Action items\n\n<!-- A prompt -->\n\n<!-- pmctl:actions -->\n| ID |\n| :- |\n| A1 |\n"
        "<!-- /pmctl:actions -->\n"
    )
    out = shown(text("2026-03-14-x", action("A1")) + body)
    assert out.count("A1") == 2  # its id, and its title
    assert "Action items" not in out
    more = shown(text("2026-03-14-x", action("A1")) + body + "\nMore about them.\n")
    assert "Action items" in more
    assert "More about them." in more


def test_comments_are_not_told() -> None:
    assert "prompt" not in shown(text("2026-03-14-x") + "\n## Impact\n\n<!-- A prompt\nof two lines -->\n\nText.\n")


def test_a_document_without_front_matter() -> None:
    assert shown("# Old story\n\nOnce.\n") == "Old story\npm/x.md\n\nOnce."


@pytest.mark.parametrize("entity", ["&#x202e;", "&#8238;", "&rlm;", "&#X202E;", "&#27;"])
def test_an_entity_is_no_way_in(entity: str) -> None:
    out = shown(text("2026-03-14-x") + f"\nA{entity}B &amp; C&nbsp;D\n")
    assert not {"\x1b", "\u202e", "\u200f"} & set(out)
    assert "& C" in out


def test_late_and_closed_actions_are_told_by_their_colour() -> None:
    out = shown(
        text("2026-03-14-x", action("A1", "2026-05-31"), action("A2", "2026-05-31", status="done")), colour=True
    )
    assert "\x1b[1;31m2026-05-31\x1b[0m" in out
    assert out.count("31m2026-05-31") == 1
    assert "\x1b[32mdone\x1b[0m" in out
