"""What stands behind action items: small names, wiki links, US days, offices, remarks, and the states of groups."""

from __future__ import annotations

import pytest

from pmctl.adoption.actions import find_actions
from tests.adoption.test_actions import of


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Rotate it (bjarne, 2026-05-27)", "Rotate it; owner=bjarne; due=2026-05-27"),
        ("Rotate it (torvi, 2026-05-27)", "Rotate it; owner=torvi; due=2026-05-27"),
        ("Rotate it (torvi, OPS-12)", "Rotate it; owner=torvi; ticket=OPS-12"),
        ("Rotate it (OPS-12; torvi)", "Rotate it; owner=torvi; ticket=OPS-12"),
        ("Rotate it (torvi k, OPS-12)", "Rotate it; owner=torvi k; ticket=OPS-12"),
        ("Rotate it [torvi / 2026-05-27 / OPS-12]", "Rotate it; owner=torvi; due=2026-05-27; ticket=OPS-12"),
        ("(torvi, 2026-05-27) Rotate it", "Rotate it; owner=torvi; due=2026-05-27"),
        (
            "**Rotate it.** There is an option. (torvi, 2026-05-27, OPS-12) ✅",
            "Rotate it; owner=torvi; due=2026-05-27; status=done; ticket=OPS-12",
        ),
        ("**Rotate it** (torvi, 2026-05-27): nobody does.", "Rotate it; owner=torvi; due=2026-05-27"),
        ("Rotate it (optional, OPS-12)", "Rotate it (optional, OPS-12); ticket=OPS-12"),
        ("Rotate it (weekly, OPS-12)", "Rotate it (weekly, OPS-12); ticket=OPS-12"),
        ("Rotate it (vorläufig, OPS-12)", "Rotate it (vorläufig, OPS-12); ticket=OPS-12"),
        ("Rotate it (backend, OPS-12)", "Rotate it (backend, OPS-12); ticket=OPS-12"),
        ("Rotate it (staging, OPS-12)", "Rotate it (staging, OPS-12); ticket=OPS-12"),
        ("Rotate it (v2, OPS-12)", "Rotate it (v2, OPS-12); ticket=OPS-12"),
        ("Rotate it (after the last one, OPS-12)", "Rotate it (after the last one, OPS-12); ticket=OPS-12"),
        ("Rotate the tokens (tokens, OPS-12)", "Rotate the tokens (tokens, OPS-12); ticket=OPS-12"),
        ("Rotate it (torvi)", "Rotate it (torvi)"),
    ],
)
def test_a_name_in_small_letters_beside_a_day_or_a_ticket(item: str, expected: str) -> None:
    assert of(f"- {item}\n") == [expected]


def test_a_name_that_is_told_in_a_list_of_authors_is_no_word_of_the_sentences() -> None:
    text = "- Rotate it (test, OPS-1)\n- Rotate that (jori, OPS-2)\n\nAuthors: [mara, jori, test]\n\nWe test it.\n"
    assert of(text) == ["Rotate it (test, OPS-1); ticket=OPS-1", "Rotate that; owner=jori; ticket=OPS-2"]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("[x] Hide it ([[Mara Voss]]) ✅ 2026-05-08", "Hide it; owner=Mara Voss; status=done; closed=2026-05-08"),
        ("[ ] Hide it ([[Mara Voss]]) 📅 2026-05-28", "Hide it; owner=Mara Voss; due=2026-05-28; status=open"),
        ("[ ] Hide it ([[People/Mara Voss|Mara]]) 📅 2026-05-28", "Hide it; owner=Mara; due=2026-05-28; status=open"),
        ("[ ] Hide it ([[Team/priit]])", "Hide it; owner=priit; status=open"),
        ("[ ] Hide it ([[@priit]])", "Hide it; owner=@priit; status=open"),
        ("[ ] Hide it @[[Mara Voss]] 📅 2026-05-28", "Hide it; owner=Mara Voss; due=2026-05-28; status=open"),
        ("[ ] Hide it ([[Mara Voss]], 📅 2026-05-28)", "Hide it; owner=Mara Voss; due=2026-05-28; status=open"),
        ("[ ] Hide it ([[Mara Voss]] and [[Jo Lie]])", "Hide it; owner=Mara Voss, Jo Lie; status=open"),
        (
            "[ ] Hide it ([[Mara Voss]]) ⏫ 🔁 every week 📅 2026-05-28",
            "Hide it; owner=Mara Voss; due=2026-05-28; status=open",
        ),
        ("[ ] Hide it ([[Mara Voss]]) 🛫 2026-05-01 ⏳ 2026-05-02", "Hide it; owner=Mara Voss; status=open"),
        ("[ ] [[Mara Voss]]: hide it", "hide it; owner=Mara Voss; status=open"),
        ("[ ] [[Runbook Map]]: hide it", "Runbook Map: hide it; status=open"),
        ("[ ] Hide it ([[Runbook]])", "Hide it (Runbook); status=open"),
        ("[ ] Hide it ([[Map Outage Review]])", "Hide it (Map Outage Review); status=open"),
        ("[ ] Hide it ([[Kubernetes]])", "Hide it (Kubernetes); status=open"),
        ("[ ] Hide it (see [[Mara Voss]])", "Hide it (see Mara Voss); status=open"),
        ("[ ] Hide it ([[2026-02-01 outage]])", "Hide it (2026-02-01 outage); status=open"),
        ("[ ] Hide it ([[Mara Voss]] or not)", "Hide it (Mara Voss or not); status=open"),
    ],
)
def test_people_are_links_to_their_pages(item: str, expected: str) -> None:
    assert of(f"- {item}\n") == [expected]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("**Check it** (Mara Voss, due June 14, 2026): now and then.", "Check it; owner=Mara Voss; due=2026-06-14"),
        ("**Check it** (Ama, due July 5, 2026, ML-11): now.", "Check it; owner=Ama; due=2026-07-05; ticket=ML-11"),
        ("Check it (Ama, due July 5, 2026)", "Check it; owner=Ama; due=2026-07-05"),
        ("Check it (July 5, 2026; Ama)", "Check it; owner=Ama; due=2026-07-05"),
        ("Check it (Ama, Friday, July 5, 2026)", "Check it; owner=Ama; due=2026-07-05"),
        ("Check it (Ama, Fri., Jul. 5, 2026)", "Check it; owner=Ama; due=2026-07-05"),
        ("Check it (Ama, 5 July, 2026)", "Check it; owner=Ama; due=2026-07-05"),
        ("Check it (Ama, July 5th, 2026, done)", "Check it; owner=Ama; due=2026-07-05; status=done"),
        ("Check it (Ama, done July 5, 2026)", "Check it; owner=Ama; status=done; closed=2026-07-05"),
        ("Check it — Ama, July 5, 2026", "Check it; owner=Ama; due=2026-07-05"),
        ("Check the lists of May, 2026", "Check the lists of May, 2026"),
        ("Check it (rows 5, 2026)", "Check it (rows 5, 2026)"),
        ("Check it (Mara, May, 2026)", "Check it (Mara, May, 2026)"),
        ("Check it (from May 8, 2026, to May 9, 2026)", "Check it (from May 8, 2026, to May 9, 2026)"),
    ],
)
def test_the_comma_of_a_day_is_none_between_facts(item: str, expected: str) -> None:
    assert of(f"- {item}\n") == [expected]


def test_the_comma_of_a_day_in_a_cell() -> None:
    head = "| Action | Owner / Due |\n|---|---|\n"
    assert of(f"{head}| Check it | Ama, due July 5, 2026, ML-11 |\n") == [
        "Check it; owner=Ama; due=2026-07-05; ticket=ML-11"
    ]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Print the cards — Ops, in progress", "Print the cards; owner=Ops; status=in-progress"),
        ("Print the cards — Ops, done", "Print the cards; owner=Ops; status=done"),
        ("Print the cards — Ops, done, OPS-12", "Print the cards; owner=Ops; status=done; ticket=OPS-12"),
        ("Print the cards — SRE, by Friday 12 May", "Print the cards; owner=SRE; due=2026-05-12"),
        ("Print the cards – Legal, open", "Print the cards; owner=Legal; status=open"),
        ("Print the cards - Customer Support, done", "Print the cards; owner=Customer Support; status=done"),
        ("Print the cards — done, Ops", "Print the cards; owner=Ops; status=done"),
        ("Print the cards — HR; done", "Print the cards; owner=HR; status=done"),
        ("Print the cards — API, done", "Print the cards — API, done"),
        ("Print the cards — staging, done", "Print the cards — staging, done"),
        ("Print the cards — Kafka, open", "Print the cards — Kafka, open"),
        ("Print the cards — Redis, done", "Print the cards — Redis, done"),
        ("Print the cards — Ops", "Print the cards — Ops"),
        ("Print the cards — Platform, then the books", "Print the cards — Platform, then the books"),
    ],
)
def test_an_office_beside_a_status(item: str, expected: str) -> None:
    assert of(f"- {item}\n") == [expected]


@pytest.mark.parametrize(
    ("aside", "due"),
    [
        ("first one 30 September 2026", "2026-09-30"),
        ("first run on 30 September 2026", "2026-09-30"),
        ("starting 30 September 2026", "2026-09-30"),
        ("next one by 30 September 2026", "2026-09-30"),
        ("erstmals am 30. September 2026", "2026-09-30"),
        ("første gang 30. september 2026", "2026-09-30"),
        ("before 30 September 2026", "2026-09-30"),
        ("not before 30 September 2026", None),
        ("last one 30 September 2026", None),
        ("since 30 September 2026", None),
        ("first seen 30 September 2026", None),
    ],
)
def test_what_is_done_again_and_again_is_due_for_the_first_time(aside: str, due: str | None) -> None:
    read = f"Test it; owner=Pete; due={due}" if due else f"Test it (Pete, {aside})"
    assert of(f"- Test it (Pete, {aside})\n") == [read]


WEB = "[web#991](https://git.example.com/web/issues/991)"


@pytest.mark.parametrize(
    ("heading", "cells", "tickets"),
    [
        ("Where", (WEB, "n/a"), ("https://git.example.com/web/issues/991", None)),
        ("Where", ("[OPS-12](https://wiki.example.com/x)", "by mail"), ("OPS-12", None)),
        ("Filed", ("OPS-12", "yes"), ("OPS-12", None)),
        ("Place", ("OPS-12", "OPS-13"), ("OPS-12", "OPS-13")),
        ("Notes", ("OPS-12", "#13"), ("OPS-12", "#13")),
        ("Zed", ("OPS-12", "OPS-13"), ("OPS-12", "OPS-13")),
        ("Where", ("Oslo 2", "Bergen"), (None, None)),
        ("Where", ("OPS-12", "rack 4"), (None, None)),
        ("Notes", ("OPS-12", "by mail"), (None, None)),
        ("Why", ("[the page](https://example.com/page)", "[docs](https://example.com/docs)"), (None, None)),
        ("Where", ("", ""), (None, None)),
    ],
)
def test_a_column_of_nothing_but_tickets_has_them(
    heading: str, cells: tuple[str, str], tickets: tuple[str | None, str | None]
) -> None:
    rows = f"| Lower it | Mara | {cells[0]} |\n| Raise it | Jonas | {cells[1]} |\n"
    first, second = (f"; ticket={ticket}" if ticket else "" for ticket in tickets)
    assert of(f"| Action | Owner | {heading} |\n|---|---|---|\n{rows}") == [
        f"Lower it; owner=Mara{first}",
        f"Raise it; owner=Jonas{second}",
    ]


def test_the_column_that_is_called_so_has_the_tickets() -> None:
    rows = f"| Lower it | {WEB} | OPS-12 |\n"
    assert of(f"| Action | Where | Ticket |\n|---|---|---|\n{rows}") == ["Lower it; ticket=OPS-12"]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("[x] ~~Move to another host~~ discussed, not now", "Move to another host; status=dropped"),
        ("[x] ~~Move to another host~~ discussed and rejected", "Move to another host; status=dropped"),
        ("[ ] ~~Move to another host~~ out of scope", "Move to another host; status=dropped"),
        ("~~Move to another host~~ — not worth the effort", "Move to another host; status=dropped"),
        ("~~Move to another host~~ (parked)", "Move to another host; status=dropped"),
        ("~~Move to another host~~ later, maybe", "Move to another host; status=dropped"),
        ("~~Move to another host~~ too expensive", "Move to another host; status=dropped"),
        ("~~Umziehen~~ besprochen, nicht jetzt", "Umziehen; status=dropped"),
        ("~~Déménager~~ pas maintenant", "Déménager; status=dropped"),
        ("~~Flytte~~ ikke nå", "Flytte; status=dropped"),
        ("~~移す~~ 見送り", "移す; status=dropped"),
        ("~~Move to another host~~ same one, more memory", "Move to another host; status=done"),
        ("~~Move to another host~~ add memory", "add memory"),
        ("~~Move to another host~~ Stay where we are", "Stay where we are"),
        ("~~Move to another host~~ we stay where we are", "we stay where we are"),
        ("~~Two~~ three alerts", "three alerts"),
        ("~~Flytte til en annen~~ bli her", "bli her"),
        ("[x] Move to another host (out of scope)", "Move to another host; status=dropped"),
        ("[x] Move to another host – not now", "Move to another host; status=dropped"),
        ("[x] Put it where the vans are (parked)", "Put it where the vans are (parked); status=done"),
        ("[x] Speed it up (too slow)", "Speed it up (too slow); status=done"),
        ("[ ] Move to another host (not now)", "Move to another host (not now); status=open"),
    ],
)
def test_what_is_struck_is_the_title_of_a_remark(item: str, expected: str) -> None:
    assert of(f"- {item}\n") == [expected]


@pytest.mark.parametrize(
    ("heading", "status"),
    [
        ("Immediate (already done)", "done"),
        ("Immediate – done", "done"),
        ("Immediate (in progress)", "in-progress"),
        ("Done so far", "done"),
        ("What we have done so far", "done"),
        ("Still open", "open"),
        ("Completed in the week after", "done"),
        ("Already shipped", "done"),
        ("In progress now", "in-progress"),
        ("Sofort (bereits erledigt)", "done"),
        ("Redan klart", "done"),
        ("短期（対応済み）", "done"),
        ("Immediate", None),
        ("Immediate (SRE)", None),
        ("Short term (by Friday)", None),
        ("Short term (done by Friday)", None),
        ("Fixed in the next release", None),
        ("Complete in phases", None),
        ("Complete after the freeze", None),
        ("Open questions", None),
        ("Closed beta", None),
        ("Things done well", None),
        (f"Done {'so ' * 40}far", None),
    ],
)
def test_the_heading_of_a_group_says_how_far_its_items_are(heading: str, status: str | None) -> None:
    said = f"; status={status}" if status else ""
    found = of(f"### {heading}\n\n- Lower it\n- Raise it (blocked)\n\n### Other\n\n- Move it\n")
    name = heading.strip()
    expected = [f"Lower it{said}; group={name}", f"Raise it; status=blocked; group={name}", "Move it; group=Other"]
    assert found == expected


def test_a_section_says_how_far_its_items_are_in_brackets() -> None:
    assert [action.status for action in find_actions("# X\n\n## Action items (done)\n\n- Lower it\n")] == ["done"]
    assert [action.status for action in find_actions("# X\n\n## To do\n\n- Lower it\n")] == [None]


@pytest.mark.parametrize(
    ("item", "status"),
    [
        ("Lower it – klart", "done"),
        ("Lower it (klar)", "done"),
        ("Lower it — löst", "done"),
        ("Lower it – inte påbörjat", "open"),
        ("Lower it – fertiggestellt", "done"),
        ("Lower it (noch nicht begonnen)", "open"),
        ("Lower it – résolue", "done"),
        ("Lower it – hechas", "done"),
        ("Lower it (não começado)", "open"),
        ("Lower it – in lavorazione", "in-progress"),
        ("Lower it (opgeleverd)", "done"),
        ("Lower it – påbyrja", "in-progress"),
        ("Lower it – udgår", "dropped"),
        ("Lower it (zrobiony)", "done"),
        ("Lower it（実装済み）", "done"),
        ("Lower it – 已部署", "done"),
        ("Lower it – 조치완료", "done"),
        ("Lower it (lost)", None),
        ("Lower it (livre)", None),
        ("Lower it – yes", None),
        ("Lower it, klart", None),
        ("Lower it in place", None),
        ("Lower it (lista de correo)", None),
    ],
)
def test_words_that_are_a_status_where_they_are_set_off(item: str, status: str | None) -> None:
    assert of(f"- {item}\n") == [f"Lower it; status={status}" if status else item]


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ("- [x] Tell all (HR)\n", ["Tell all; owner=HR; status=done"]),
        ("- [x] Tell all (Legal).\n", ["Tell all; owner=Legal; status=done"]),
        (
            "- Tell all (HR)\n- Lower it (Mara Voss)\n- Read it\n",
            ["Tell all; owner=HR", "Lower it; owner=Mara Voss", "Read it"],
        ),
        (
            "- Tell all (IT)\n- Lower it (Mara, 12 May)\n",
            ["Tell all; owner=IT", "Lower it; owner=Mara; due=2026-05-12"],
        ),
        ("- Tell all (HR)\n- Lower it (staging)\n", ["Tell all (HR)", "Lower it (staging)"]),
        ("- Tell all (HR)\n", ["Tell all (HR)"]),
        ("- [ ] Tell all (PR)\n", ["Tell all (PR); status=open"]),
        ("- [x] Move it (DB)\n", ["Move it (DB); status=done"]),
        ("- [x] Move it (API)\n", ["Move it (API); status=done"]),
        ("- [x] Move it (EU)\n", ["Move it (EU); status=done"]),
        ("- [x] Move it (P1)\n", ["Move it; status=done; priority=P1"]),
        ("- [x] Move it (security)\n", ["Move it (security); status=done"]),
    ],
)
def test_an_office_in_brackets_behind_what_is_done_or_beside_names(items: str, expected: list[str]) -> None:
    assert of(items) == expected


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Lower it. Owner: @mara 12 May", "Lower it; owner=@mara; due=2026-05-12"),
        ("Lower it (owner: Mara Voss by 12 May)", "Lower it; owner=Mara Voss; due=2026-05-12"),
        ("Lower it. Owner: team 12", "Lower it; owner=team 12"),
        ("Lower it. Owner: Mara from 12 May on", "Lower it; owner=Mara from 12 May on"),
        ("Lower it RT #123", "Lower it; ticket=RT #123"),
        ("Lower it (RT #123)", "Lower it; ticket=RT #123"),
        ("RT #123: lower it", "lower it; ticket=RT #123"),
        ("Lower it (PR #123)", "Lower it; ticket=#123"),
        ("Fix the rack #12", "Fix the rack #12"),
        ("@mara to add: Limits for all queues by 12 May", "Limits for all queues; owner=@mara; due=2026-05-12"),
        ("Mara to add: Limits for all queues", "Limits for all queues; owner=Mara"),
        ("@mara to add: limits", "add: limits; owner=@mara"),
        ("@mara to run: Drills of all teams", "Drills of all teams; owner=@mara"),
        ("@mara to say: No", "say: No; owner=@mara"),
    ],
)
def test_small_things(item: str, expected: str) -> None:
    assert of(f"- {item}\n") == [expected]


def test_a_remark_in_a_cell_and_a_box_beside_a_ticket() -> None:
    head = "| Action | Status / Ticket |\n|---|---|\n"
    assert of(f"{head}| ~~Move the host~~ decided not to do it, since they left | |\n| Lower it | [x] OPS-1 |\n") == [
        "Move the host; status=dropped",
        "Lower it; status=done; ticket=OPS-1",
    ]
