"""The catalogue as Markdown, text and data; the commands' golden files show it whole."""

from __future__ import annotations

import json

import pytest
from rich.console import Console

from pmctl.render.catalogue import (
    FIELDS,
    HISTORY_FIELDS,
    catalogue_csv,
    catalogue_json,
    catalogue_markdown,
    catalogue_text,
    index_markdown,
)
from pmctl.reports.catalogue import catalogue
from tests.reports.states import PEOPLE, action, document, ledger, text

ONE = text("2026-03-14-checkout", action("A1"))


@pytest.mark.parametrize(
    ("path", "index", "link"),
    [
        ("postmortems/a.md", "postmortems/README.md", "a.md"),
        ("postmortems/2026/a.md", "postmortems/README.md", "2026/a.md"),
        ("postmortems/a.md", "README.md", "postmortems/a.md"),
        ("postmortems/a.md", "postmortems/lists/all.md", "../a.md"),
        ("docs/pm/a.md", "docs/other/x/README.md", "../../pm/a.md"),
        ("a/a/a.md", "a/a/README.md", "a.md"),
        ("pm/a b (1) [x] #2 ?é.md", "pm/README.md", "a%20b%20%281%29%20%5Bx%5D%20%232%20%3F%C3%A9.md"),
        ("pm/javascript:x.md", "pm/README.md", "javascript%3Ax.md"),
        ("pm/\udcff.md", "pm/README.md", "%FF.md"),
    ],
)
def test_a_link_leads_from_the_index_to_the_document(path: str, index: str, link: str) -> None:
    assert f"]({link}) |" in index_markdown(catalogue([document(ONE, path)], PEOPLE), index)


def test_an_empty_index() -> None:
    assert index_markdown(catalogue([], PEOPLE), "pm/README.md") == "No postmortems yet.\n"


def test_an_index_of_unreadable_documents_only() -> None:
    broken = document("# A story\n", "pm/a.md")
    assert index_markdown(catalogue([broken], PEOPLE), "pm/README.md") == (
        "## Without a readable record\n\n- [A story](a.md)\n"
    )


def test_history_that_is_unknown() -> None:
    found = catalogue([document(ONE)], PEOPLE, ledger=ledger(("2026-04-01", [ONE]), shallow=True))
    assert index_markdown(found, "pm/README.md").endswith(" | ? |\n")
    data = json.loads(catalogue_json(found))
    assert data["shallow"] is True
    assert data["postmortems"][0]["slips"] is None


def test_fields() -> None:
    without, with_ = (catalogue([document(ONE)], PEOPLE, ledger=known) for known in (None, ledger()))
    assert tuple(json.loads(catalogue_json(without))["postmortems"][0]) == FIELDS
    assert tuple(json.loads(catalogue_json(with_))["postmortems"][0]) == (*FIELDS, *HISTORY_FIELDS)
    assert catalogue_csv(without).splitlines()[0] == ",".join(FIELDS)
    assert catalogue_csv(with_).splitlines()[0] == ",".join((*FIELDS, *HISTORY_FIELDS))


def test_the_team_is_the_owners_where_the_document_names_none() -> None:
    rows = [document(ONE), document(text("2026-01-01-x", team="data"))]
    teams = [row["team"] for row in json.loads(catalogue_json(catalogue(rows, PEOPLE)))["postmortems"]]
    assert teams == ["payments", "data"]


def test_words_cannot_break_what_they_stand_in() -> None:
    hostile = document(
        text("2026-03-14-x", title='"a|b\\e[31m](x) [red]\\nc &amp; <b>"', owner='"|\\u202E"', services='["|"]')
    )
    found = catalogue([hostile], PEOPLE)
    row = index_markdown(found, "pm/README.md").splitlines()[-1]
    assert row.count(" | ") == 6
    console = Console(width=80, color_system=None, legacy_windows=False)
    with console.capture() as captured:
        for renderable in catalogue_text(found, str):
            console.print(renderable)
    everything = captured.get() + row + catalogue_csv(found) + catalogue_json(found) + catalogue_markdown(found)
    assert not {"\x1b", "\u202e"} & set(everything)
    assert "[red] c &amp; <b>" in captured.get()
