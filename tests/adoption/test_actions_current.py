"""Marks that say what counts now: struck words, statuses at either end, signs, dates, keys, and characters meant."""

from __future__ import annotations

import pytest

from tests.adoption.test_actions import of


def test_a_row_is_read_without_what_is_struck_in_it() -> None:
    head = "| Action | Owner | Due | Status | Ticket |\n|---|---|---|---|---|\n"
    row = "| Do ~~this~~ that | ~~Jonas~~ Mara | ~~2026-04-01~~ 2026-05-01 | ~~Open~~ Done | <s>OPS-1</s> OPS-2 |\n"
    assert of(head + row) == ["Do that; owner=Mara; due=2026-05-01; status=done; ticket=OPS-2"]
    gone = "| ~~Do this~~ | ~~Jonas~~ | ~~2026-04-01~~ | ~~Open~~ | ~~OPS-1~~ |\n"
    assert of(head + gone) == ["Do this; owner=Jonas; due=2026-04-01; status=done; ticket=OPS-1"]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Do ~~this~~ that (~~@jonas~~ @mara)", "Do that; owner=@mara"),
        ("Do it. Owner: ~~Jonas~~ Mara. Due: ~~2026-04-01~~ 2026-05-01", "Do it; owner=Mara; due=2026-05-01"),
        ("Do ~this~ that", "Do that"),
        ("Wait ~5 min, use ~/.config and a~b", "Wait ~5 min, use ~/.config and a~b"),
        ("~~Do this~~ (@mara) done 2026-05-01", "Do this; owner=@mara; status=done; closed=2026-05-01"),
        ("~~Do this~~ no longer needed, since it went", "Do this; status=dropped"),
        ("~~Do this~~ - we have another one", "Do this; status=done"),
        ("<del>Do this</del> Do that", "Do that"),
        ("Do `~~this~~` ~~soon~~", "Do ~~this~~"),
        ("[ ] ~~Do this~~", "Do this; status=done"),
        ("Do it `DONE`", "Do it; status=done"),
        ("Do it **in progress**", "Do it; status=in-progress"),
        ("Do it *soon*", "Do it soon"),
        ("Do it DONE", "Do it; status=done"),
        ("Do it WITHOUT", "Do it WITHOUT"),
        ("Do it: in progress", "Do it; status=in-progress"),
        ("Set the breaker: open", "Set the breaker: open"),
        ("TODO Ask @mara", "Ask @mara; status=open"),
        ("WIP do it", "do it; status=in-progress"),
        ("FOO do it", "FOO do it"),
        ("DNS is slow", "DNS is slow"),
        ("[>] Do it", "Do it; status=open"),
        ("[ ] Do it 🔺 ⏳ 2026-05-02 📅 2026-05-03 🔁 every week", "Do it; due=2026-05-03; status=open"),
        ("[ ] Do it ❌ 2026-05-02 #team/data", "Do it; status=dropped"),
        ("Do it in #incidents", "Do it in #incidents"),
        ("Do it — Mara — Due 14/Jul/26 — Done", "Do it; owner=Mara; due=2026-07-14; status=done"),
        ("Do it by Jul 14 '26", "Do it; due=2026-07-14"),
        ("Do it (due 14 Jul 26)", "Do it; due=2026-07-14"),
        ("Do it due: 14-Jul-2026 10:00 AM", "Do it; due=2026-07-14"),
        ("Do it (@mara) on 2026-02-31", "Do it (@mara) on 2026-02-31"),
        ("Do it @mara 2026-02-31", "Do it @mara 2026-02-31"),
        ("Do it until the 3rd 2026-05-01", "Do it until the 3rd 2026-05-01"),
    ],
)
def test_what_counts_now(item: str, expected: str) -> None:
    assert of(f"- {item}\n")[0] == expected


@pytest.mark.parametrize(
    ("item", "ticket"),
    [
        ("Do it (T330012)", "T330012"),
        ("Do it - b/188245", "b/188245"),
        ("Do it (b/1882)", "b/1882"),
        ("Do it [AB#4412]", "AB#4412"),
        ("Do it (PRB0040123)", "PRB0040123"),
        ("T330014 Do it", "T330014"),
        ("Do it (Bug 188245)", "Bug 188245"),
        ("https://git.example/a/b/issues/4+ Do it", "https://git.example/a/b/issues/4"),
    ],
)
def test_keys_of_other_trackers(item: str, ticket: str) -> None:
    assert of(f"- {item}\n") == [f"Do it; ticket={ticket}"]


@pytest.mark.parametrize("item", ["Use a T4 and a T1000", "https://wiki.example/plan is old"])
def test_what_only_looks_like_a_key_is_none(item: str) -> None:
    assert of(f"- {item}\n") == [item]


@pytest.mark.parametrize(
    ("cell", "ticket"), [("b/1882", "b/1882"), ("PAY_812", "PAY_812"), ("`T12`", "T12"), ("Q3", None), ("v2", None)]
)
def test_keys_in_a_column_of_tickets(cell: str, ticket: str | None) -> None:
    expected = "Do it" if ticket is None else f"Do it; ticket={ticket}"
    assert of(f"| Action | Bug |\n|---|---|\n| Do it | {cell} |\n") == [expected]


@pytest.mark.parametrize(
    "item",
    [
        "Allow *.example.com and *.example.org",
        "Rotate $HOME/*.log or /var/*.log",
        "Import __init__.py first",
        "Remove <tenant> from the path",
        "Keep _private and snake_case",
        "Raise 2*3 limits",
    ],
)
def test_characters_that_are_meant_stay(item: str) -> None:
    assert of(f"- {item}\n") == [item]
    assert of(f"| Action | Owner |\n|---|---|\n| {item} | Mara |\n") == [f"{item}; owner=Mara"]


def test_what_a_template_offers_to_choose_from_is_no_choice() -> None:
    head = "| Action | Owner | Status | Type |\n|---|---|---|---|\n"
    assert of(f"{head}| Do it | @name | Open / In progress / Done | prevent or detect |\n") == ["Do it"]
    assert of(f"{head}| Do it | | Done / closed | prevent |\n") == ["Do it; status=done; type=prevent"]
    assert of("- Do it (@name)\n") == ["Do it"]


def test_a_placeholder_alone_is_none() -> None:
    assert of("- <your action here>\n- Use <b>bold</b> words\n") == ["Use bold words"]
