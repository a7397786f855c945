"""What the columns of a table hold: several things in one cell, counters, resolutions, signs, and merged categories."""

from __future__ import annotations

import pytest

from tests.adoption.test_actions import of

URL = "https://j.example/browse/INF-3"


def rows(head: str, *cells: str) -> list[str]:
    """Describe what stands in a table of actions, of which the names of columns and the cells are given with bars."""
    return of("\n".join([f"| {head} |", f"|{'---|' * (head.count('|') + 1)}", *(f"| {row} |" for row in cells), ""]))


def cell(head: str, text: str) -> str:
    """Describe what one cell says beside the action."""
    (said,) = rows(f"Action | {head}", f"Do it | {text}")
    return said.removeprefix("Do it").removeprefix("; ")


@pytest.mark.parametrize(
    ("head", "text", "expected"),
    [
        ("Owner / Ticket", "@ezra / INF-3", "owner=@ezra; ticket=INF-3"),
        ("Owner / Ticket", "@ezra<br>INF-3", "owner=@ezra; ticket=INF-3"),
        ("Owner / Ticket", "INF-3 / @ezra", "owner=@ezra; ticket=INF-3"),
        ("Owner / Ticket", "@ezra/INF-3", "owner=@ezra; ticket=INF-3"),
        ("Owner / Ticket", "Team A / B / INF-3", "owner=Team A / B; ticket=INF-3"),
        ("Owner / Ticket", "Ops/SRE – INF-3", "owner=Ops/SRE; ticket=INF-3"),
        ("Owner / Ticket", f"@ezra / [INF-3]({URL})", f"owner=@ezra; ticket={URL}"),
        ("Owner / Ticket", "— / INF-3", "ticket=INF-3"),
        ("Owner / Ticket", "TBD / INF-3", "ticket=INF-3"),
        ("Owner / Ticket", "@ezra / TBD", "owner=@ezra"),
        ("Owner / Ticket", "@ezra / n/a", "owner=@ezra"),
        ("Owner / Ticket", "@ezra", "owner=@ezra"),
        ("Owner / Ticket", "INF-3", "ticket=INF-3"),
        ("Owner / Ticket", "", ""),
        ("Owner / Ticket", "Payments / 4711", "owner=Payments; ticket=4711"),
        ("Owner (ticket)", "Mara (INF-3)", "owner=Mara; ticket=INF-3"),
        ("Ticket & owner", "INF-3, Mara", "owner=Mara; ticket=INF-3"),
        ("Owner / Ticket", "SRE #4821", "owner=SRE; ticket=#4821"),
        ("Owner / Ticket", "Payments / not filed yet", "owner=Payments"),
        ("Issue/Assignee", "#12 @mara", "owner=@mara; ticket=#12"),
        ("DRI", "Ileana Popescu (EDGE-310)", "owner=Ileana Popescu; ticket=EDGE-310"),
        ("DRI", "Checkout team (CHK-87)", "owner=Checkout team; ticket=CHK-87"),
        ("Owner", "INF-3, @lin", "owner=@lin; ticket=INF-3"),
        ("Owner", f"[INF-3]({URL}) Lin", f"owner=Lin; ticket={URL}"),
        ("Owner", f"@lin [#3]({URL})", f"owner=@lin; ticket={URL}"),
        ("Owner", "Lin: INF-3", "owner=Lin; ticket=INF-3"),
        ("Owner", "Lin INF-3", "owner=Lin; ticket=INF-3"),
        ("Owner", "@lin [INF-3]", "owner=@lin; ticket=INF-3"),
        ("Owner", "Mara (#123)", "owner=Mara; ticket=#123"),
        ("Owner", "Mara, Jonas (INF-3)", "owner=Mara, Jonas; ticket=INF-3"),
        ("Owner", "Mara (@mara), see INF-3", "owner=@mara; ticket=INF-3"),
        ("Owner", f"Mara – {URL}", f"owner=Mara; ticket={URL}"),
        ("Ansvarlig / Sak", "Mara, INF-3", "owner=Mara; ticket=INF-3"),
        ("担当／チケット", "高橋／INF-3", "owner=高橋; ticket=INF-3"),
    ],
)
def test_an_owner_and_a_ticket_in_one_cell(head: str, text: str, expected: str) -> None:
    assert cell(head, text) == expected


@pytest.mark.parametrize(
    ("head", "text", "expected"),
    [
        ("Owner / Ticket", "Team A / B", "owner=Team A / B"),
        ("Owner / Ticket", "Team A / Team B", "owner=Team A / Team B"),
        ("Owner / Ticket", "Team 10 / Team 12", "owner=Team 10 / Team 12"),
        ("Owner / Ticket", "@a / @b", "owner=@a, @b"),
        ("Owner / Ticket", "CI/CD team", "owner=CI/CD team"),
        ("Owner", "Team A / B", "owner=Team A / B"),
        ("Owner", "@a / @b", "owner=@a, @b"),
        ("Owner", "Squad ENG-2", "owner=Squad ENG-2"),
        ("Owner", "Team #2", "owner=Team #2"),
        ("Owner", "Mara (UTC-5)", "owner=Mara"),
        ("Owner", "Mara (on call)", "owner=Mara"),
        ("Owner", "Mara, 2nd line", "owner=Mara, 2nd line"),
        ("Owner", "Mara 🟢", "owner=Mara 🟢"),
        ("Owner", "Open Source team", "owner=Open Source team"),
        ("Owner", "Whoever does INF-3 next", "owner=Whoever does INF-3 next"),
        ("Owner", "Mara after INF-3", "owner=Mara after INF-3"),
        ("Owner / Due", "Payments / Search", "owner=Payments / Search"),
        ("Owner / Due", "@a / @b", "owner=@a, @b"),
        ("Owner / Due", "Team May", "owner=Team May"),
        ("Owner", "May", "owner=May"),
        ("Owner", "Mara (back 12 May)", "owner=Mara"),
        ("Owner", "Mara (until 12 May)", "owner=Mara"),
        ("Owner / Status", "Mara / Jonas", "owner=Mara / Jonas"),
        ("Owner / Status", "QA", "owner=QA"),
        ("Owner / reviewer", "@mara / @jonas", "owner=@mara, @jonas"),
        ("Ticket", "INF-3 / INF-4", "ticket=INF-3"),
        ("Ticket", "CHG0042 / CHG0043", "ticket=CHG0042"),
        ("Ticket", "see the wiki, section 10", ""),
        ("Ticket", "INF-3 (cc @mara)", "ticket=INF-3"),
        ("Ticket", "INF-3 (12 May)", "ticket=INF-3"),
        ("Status", "Waiting for Mara", "status=blocked"),
        ("Status", "Done, checked by Jonas", "status=done"),
        ("Status", "Done in the lab (INF-3 pending)", "status=in-progress; ticket=INF-3"),
        ("Due", "After INF-3 ships", "due_text=After INF-3 ships"),
        ("Due", "2026-05-12 (was 2026-04-01)", "due=2026-05-12"),
        ("Due", "2026-05-12 (the review)", "due=2026-05-12"),
        ("Task owner", "Mara", "owner=Mara"),
        ("Who / what", "@mara", "owner=@mara"),
        ("Status / Due / Type", "shortly after the launch", "due_text=shortly after the launch"),
        ("Ticket status", "Done", "status=done"),
        ("Status / Notes", "Done", "status=done"),
    ],
)
def test_what_only_looks_like_several_things_is_one(head: str, text: str, expected: str) -> None:
    assert cell(head, text) == expected


@pytest.mark.parametrize(
    ("head", "text", "expected"),
    [
        ("Owner / Due", "Mara, 12 May", "owner=Mara; due=2026-05-12"),
        ("Owner / Due", "Mara, May 12, 2026", "owner=Mara; due=2026-05-12"),
        ("Owner / Due", "12 May / Mara", "owner=Mara; due=2026-05-12"),
        ("Owner / Due", "Mara 12 May", "owner=Mara; due=2026-05-12"),
        ("Owner / Due", "Mara/2026-05-12", "owner=Mara; due=2026-05-12"),
        ("Owner / Due", "Team A / Team B / 12 May", "owner=Team A / Team B; due=2026-05-12"),
        ("Owner / Due", "Mara (by end of May)", "owner=Mara; due=2026-05-31"),
        ("Owner / Due", "Mara / Q3", "owner=Mara; due_text=Q3"),
        ("Owner / Due", "Mara / ASAP", "owner=Mara; due_text=ASAP"),
        ("Owner / Due", "Mara / before the launch", "owner=Mara; due_text=before the launch"),
        ("Owner / Due", "Mara / TBD", "owner=Mara"),
        ("Owner / Due", "TBD / 12 May", "due=2026-05-12"),
        ("Owner / Due", "ASAP", "due_text=ASAP"),
        ("Owner / Due", "Owner: Mara<br>Due: 12 May", "owner=Mara; due=2026-05-12"),
        ("Owner<br>Due", "Mara<br>12 May", "owner=Mara; due=2026-05-12"),
        ("Who & when", "Mara – by 12 May", "owner=Mara; due=2026-05-12"),
        ("Who / when", "@mara (2026-05-12)", "owner=@mara; due=2026-05-12"),
        ("Who by when", "Mara by 12 May", "owner=Mara; due=2026-05-12"),
        ("Owner and due date", "Mara and Jonas, 12 May", "owner=Mara and Jonas; due=2026-05-12"),
        ("Wer / Bis wann", "Mara, 12.5.2026", "owner=Mara; due=2026-05-12"),
        ("担当・期限", "高橋、2026-05-12", "owner=高橋; due=2026-05-12"),
        ("担当/期限", "高橋 5/12", "owner=高橋; due=2026-05-12"),
        ("Owner / ETA", "@mara by Friday", "owner=@mara; due_text=Friday"),
        ("Owner / ETA", "Mara, Jonas - 12/05/2026", "owner=Mara, Jonas; due_text=12/05/2026"),
        ("Who/When", "Mara @ 12 May", "owner=Mara; due=2026-05-12"),
        ("Who/When", "done", "status=done"),
        ("Owner", "Mara, 12 May", "owner=Mara; due=2026-05-12"),
        ("Owner", "Mara (by 12 May)", "owner=Mara; due=2026-05-12"),
        ("Due", "12 May (Mara)", "owner=Mara; due=2026-05-12"),
        ("Owner / Due / Ticket", "Mara / 12 May / INF-3", "owner=Mara; due=2026-05-12; ticket=INF-3"),
        ("Owner / Due / Ticket", "Mara<br>12 May", "owner=Mara; due=2026-05-12"),
        ("Owner / Due / Status", "Mara<br>12 May<br>✅", "owner=Mara; due=2026-05-12; status=done"),
        ("Priority / Owner", "P1 / Mara", "owner=Mara; priority=P1"),
        ("Owner", "Mara (P1)", "owner=Mara; priority=P1"),
    ],
)
def test_an_owner_and_a_day_in_one_cell(head: str, text: str, expected: str) -> None:
    assert cell(head, text) == expected


@pytest.mark.parametrize(
    ("head", "text", "expected"),
    [
        ("Owner / Status", "Mara / Done", "owner=Mara; status=done"),
        ("Owner / Status", "QA / in QA", "owner=QA; status=in-progress"),
        ("Owner / Status", "✅ Mara", "owner=Mara; status=done"),
        ("Owner / Status", "Done: Mara", "owner=Mara; status=done"),
        ("Owner / Status", "@mara done", "owner=@mara; status=done"),
        ("Owner / Status", "Team #2 done", "owner=Team #2 done"),
        ("Assignee (status)", "@mara (in progress)", "owner=@mara; status=in-progress"),
        ("Owner", "Mara ✅", "owner=Mara; status=done"),
        ("Owner", "Mara (done)", "owner=Mara; status=done"),
        ("Owner", "Mara – won't do", "owner=Mara; status=dropped"),
        ("Status", "Done (INF-3)", "status=done; ticket=INF-3"),
        ("Status", "In progress – INF-3", "status=in-progress; ticket=INF-3"),
        ("Status", "In QA (INF-3)", "status=in-progress; ticket=INF-3"),
        ("Status", "INF-3 (in progress)", "status=in-progress; ticket=INF-3"),
        ("Status", f"[Done]({URL})", f"status=done; ticket={URL}"),
        ("Status", "Done in #123", "status=done; ticket=#123"),
        ("Status", "Done (#123)", "status=done; ticket=#123"),
        ("Status", "INF-3", "ticket=INF-3"),
        ("Status", "Done (@mara)", "owner=@mara; status=done"),
        ("Status / Ticket", "Done / INF-3", "status=done; ticket=INF-3"),
        ("Status / Ticket", "INF-3", "ticket=INF-3"),
        ("Status / Ticket", "Done", "status=done"),
        ("Status/PR", "Merged, #41", "status=done; ticket=#41"),
        ("Ticket / Status", "INF-3: Won't do", "status=dropped; ticket=INF-3"),
        ("Ticket / Status", "INF-3<br>🚧", "status=in-progress; ticket=INF-3"),
        ("Ticket", "INF-3 (done)", "status=done; ticket=INF-3"),
        ("Ticket", "INF-3 (Mara)", "owner=Mara; ticket=INF-3"),
        ("Ticket", "INF-3 – @mara, due 12 May", "owner=@mara; due=2026-05-12; ticket=INF-3"),
        ("Due", "done 12 May", "status=done; closed=2026-05-12"),
        ("Due", "Done (12 May)", "status=done; closed=2026-05-12"),
        ("Due", "12 May (done)", "due=2026-05-12; status=done"),
        ("Due", "12 May ✅", "due=2026-05-12; status=done"),
        ("Due", "12 May – in progress", "due=2026-05-12; status=in-progress"),
        ("Due", "12 May (INF-3)", "due=2026-05-12; ticket=INF-3"),
        ("Due", "Q3, INF-3", "due_text=Q3; ticket=INF-3"),
        ("Due / Status", "12 May / In QA", "due=2026-05-12; status=in-progress"),
        ("Status / Due", "Open, 12 May", "due=2026-05-12; status=open"),
        ("Status & due", "In QA (12 May)", "due=2026-05-12; status=in-progress"),
        ("Due / Done", "12 May / 14 May", "due=2026-05-12; status=done; closed=2026-05-14"),
        ("Due / Done", "12 May / –", "due=2026-05-12"),
        ("Status / Type", "Open / prevent", "status=open; type=prevent"),
        ("Type / Status", "In QA", "status=in-progress"),
    ],
)
def test_a_status_and_more_in_one_cell(head: str, text: str, expected: str) -> None:
    assert cell(head, text) == expected


@pytest.mark.parametrize(
    ("head", "text", "expected"),
    [
        ("Action / Owner", "Do it / Mara", "Do it; owner=Mara"),
        ("Action / Owner", "Do it<br>Mara", "Do it; owner=Mara"),
        ("Action / Owner", "Do it (Payments)", "Do it; owner=Payments"),
        ("Action (owner)", "Do it (Payments)", "Do it; owner=Payments"),
        ("Owner / Action", "Mara / Do it", "Do it; owner=Mara"),
        ("What / who", "Do it / @mara", "Do it; owner=@mara"),
        ("Task / Ticket", "Do it / INF-3", "Do it; ticket=INF-3"),
        ("Action / Owner / Due", "Do it / Mara / 12 May", "Do it; owner=Mara; due=2026-05-12"),
        ("Action", "Do it<br>@mara", "Do it; owner=@mara"),
        ("Action", "Do it<br>Mara, 12 May", "Do it; owner=Mara; due=2026-05-12"),
        ("Action", "Do it<br>INF-3", "Do it; ticket=INF-3"),
        ("Action", "Do it<br>Owner: Mara<br>Due: 12 May", "Do it; owner=Mara; due=2026-05-12"),
        ("Action", "Do it<br>then do that", "Do it then do that"),
        ("Action", "Do it<br>then do that<br>@mara", "Do it then do that; owner=@mara"),
        ("Action", "Merge INF-3 and<br>INF-4", "Merge INF-3 and INF-4; ticket=INF-3"),
        ("Action", "Compare A / B", "Compare A / B"),
        ("Action / Ticket", "Split read / write pools", "Split read / write pools"),
        ("Action / Owner", "Split read / write pools", "Split read / write pools"),
    ],
)
def test_an_action_and_more_in_one_cell(head: str, text: str, expected: str) -> None:
    assert rows(f"{head} | Note", f"{text} | some") == [expected]


@pytest.mark.parametrize(
    ("head", "row", "expected"),
    [
        ("Owner | Ticket", "Mara (INF-3) | INF-4", "owner=Mara; ticket=INF-4"),
        ("Owner | Ticket", "Mara (INF-3) | ", "owner=Mara; ticket=INF-3"),
        ("Owner | Ticket", "INF-3 | INF-4", "owner=INF-3; ticket=INF-4"),
        ("Owner | Due", "Mara (12 May) | 1 June", "owner=Mara; due=2026-06-01"),
        ("Owner | Due", "Mara (12 May) | ", "owner=Mara"),
        ("Owner | Status", "Mara (done) | Open", "owner=Mara; status=open"),
        ("Ticket | Status", "INF-3 (done) | In progress", "status=in-progress; ticket=INF-3"),
        ("Due | Status", "done 12 May | In progress", "status=in-progress"),
        ("Due | Status", "done 12 May | ", "status=done; closed=2026-05-12"),
        ("Ticket | Owner", "INF-3 (Mara) | ", "ticket=INF-3"),
        ("Owner / Due | Status", "Mara, 12 May | done", "owner=Mara; due=2026-05-12; status=done"),
        ("Owner | Priority", "Mara (P1) | P2", "owner=Mara; priority=P2"),
        ("Owner | Priority", "Mara (P1) | ", "owner=Mara"),
    ],
)
def test_a_column_of_its_own_is_more_exact_than_an_aside(head: str, row: str, expected: str) -> None:
    assert rows(f"Action | {head}", f"Do it | {row}") == ["Do it; " + expected]


def tickets(head: str, *cells: str) -> list[str | None]:
    """Say which ticket each row of a table has."""
    found = rows(f"Action | {head}", *(f"Do {'more ' * number}| {row}" for number, row in enumerate(cells)))
    assert len(found) == len(cells)
    return [said.partition("ticket=")[2].partition(";")[0] or None for said in found]


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("Ref", "1|2|3"),
        ("Ref", "A1|A2|A3"),
        ("Ref", "R1|R2|R3"),
        ("Ref", "R3|R1|R2"),
        ("Ref", "R01|R02|R04"),
        ("Ref", "AI-1|AI-2|AI-3|AI-4|AI-5|AI-6|AI-7|AI-8|AI-9"),
        ("Ref", "1|A2|R3"),
        ("Ref", "P1|P2|D1|M1|M2"),
        ("Ref", "A4|A5|A6"),
        ("Ref", "A1"),
        ("Ref", "Action 9|Action 10|Action 11"),
        ("Ref", "IR-93-1|IR-93-2"),
        ("Action ref", "INC42-A1|INC42-A2"),
        ("Ref.", "**R1**|**R2**"),
        ("Ref", "R1||R3"),
        ("ID", "#1|#2|#3"),
        ("ID", "ACT-1|ACT-2"),
        ("No.", "1|2"),
        ("Referanse", "T1|T2|T3"),
        ("Issue", "1|2|3"),
        ("Ticket", "A1|A2"),
        ("項番", "1|2"),
    ],
)
def test_a_counter_is_no_ticket(head: str, cells: str) -> None:
    assert not any(tickets(head, *cells.split("|")))


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("Ref", "OPS-3|OPS-4"),
        ("Ref", "OPS-1|OPS-2|OPS-3"),
        ("Ref", "#123|#124"),
        ("Ref", "#123|#7"),
        ("Ref", "4711|4712"),
        ("Ref", "CHG0041|CHG0042"),
        ("Ref", "R17|R403"),
        ("Ref", "[A1](https://git.example/a/b/issues/1)|[A2](https://git.example/a/b/issues/2)"),
        ("Bug", "T12"),
        ("Issue", "14|27"),
        ("Issue", "4|5"),
        ("Jira", "A7"),
        ("ID", "OPS-1|OPS-2"),
        ("Change no.", "CHG0041|CHG0042"),
        ("Change request", "RFC 2041|RFC 2042"),
        ("Change", "CHG0041|CHG0057"),
    ],
)
def test_what_only_looks_like_a_counter_is_a_ticket(head: str, cells: str) -> None:
    expected = [cell.partition("(")[2].strip(")") or cell for cell in cells.split("|")]
    assert tickets(head, *cells.split("|")) == expected


@pytest.mark.parametrize(
    ("head", "cells", "expected"),
    [
        ("Ref | Change no.", ["R1 | CHG0041", "R2 | CHG0057", "R3 | "], ["CHG0041", "CHG0057", None]),
        ("Change no. | Ref", ["CHG0041 | R1", " | R2", "CHG0057 | R3"], ["CHG0041", None, "CHG0057"]),
        ("Ref | Jira", ["PM-1 | OPS-41", "PM-2 | ", "PM-3 | OPS-7"], ["OPS-41", None, "OPS-7"]),
        ("ID | Ticket", ["PM-1 | OPS-41", "PM-2 | "], ["OPS-41", None]),
        ("Ticket | PR", ["OPS-41 | #5", " | #6"], ["OPS-41", "#6"]),
        ("Ticket | PR", ["OPS-1 | #5", "OPS-2 | #6"], ["OPS-1", "OPS-2"]),
        ("Ref | PR", ["OPS-1 | #5", "OPS-2 | #6"], ["OPS-1", "OPS-2"]),
        ("Ref | Jira", ["OPS-1 | ", "OPS-2 | "], ["OPS-1", "OPS-2"]),
        ("Key | Incident ticket", ["OPS-1 | ", "OPS-2 | "], ["OPS-1", "OPS-2"]),
        ("Ref | Jira", ["OPS-41 | ", "OPS-7 | OPS-8"], ["OPS-41", "OPS-7"]),
        ("Jira | Change no.", ["OPS-41 | CHG0041", " | CHG0057"], ["OPS-41", "CHG0057"]),
    ],
)
def test_a_counter_yields_to_a_column_of_tickets(head: str, cells: list[str], expected: list[str | None]) -> None:
    assert tickets(head, *cells) == expected


def test_a_sub_heading_among_counters_counts_not() -> None:
    table = ["**Now** | | ", "R1 | Do it | Mara", "R2 | Do more | Jonas"]
    assert rows("Ref | Action | Owner", *table) == [
        "Do it; owner=Mara; group=Now",
        "Do more; owner=Jonas; group=Now",
    ]


def statuses(head: str, *cells: str) -> list[str | None]:
    """Say which status each row of a table has."""
    found = rows(f"Action | {head}", *(f"Do {'more ' * number}| {row}" for number, row in enumerate(cells)))
    return [said.partition("status=")[2].partition(";")[0] or None for said in found]


@pytest.mark.parametrize(
    ("head", "cells", "expected"),
    [
        ("Resolution", "Done|Won't Do|Fixed|Duplicate|Unresolved", "done|dropped|done|dropped|open"),
        ("Resolution", "Done||Won’t Fix", "done||dropped"),
        ("Resolution", "Unresolved|Cannot Reproduce", "open|dropped"),
        ("Resolution", "Works as designed|Not a bug|Declined", "dropped|dropped|dropped"),
        ("Resolution", "Fixed in 2.3.1|Done (2026-04-01)|Duplicate of OPS-7", "done|done|dropped"),
        ("Resolution", "Fixed in March|Unresolved", "done|open"),
        ("RESOLUTION", "WORKSFORME|FIXED|WONTFIX", "dropped|done|dropped"),
        ("Lösung", "Erledigt|Nicht erledigt|Duplikat", "done|open|dropped"),
        ("Résolution", "Terminé|Non résolue|Doublon", "done|open|dropped"),
        ("Resolución", "Sin resolver|Resuelto", "open|done"),
        ("Resolução", "Não resolvido|Concluído|Duplicado", "open|done|dropped"),
        ("Løsning", "Uløst|Løst", "open|done"),
        ("解決状況", "未解決|修正済み|再現不可", "open|done|dropped"),
        ("Outcome", "Done|Won't do", "done|dropped"),
        ("Status | Resolution", "Closed @ Won't Fix|Closed @ Done|Closed @ Duplicate", "dropped|done|dropped"),
        ("Resolution | Status", "Won't Fix @ Closed|Fixed @ Closed", "dropped|done"),
        ("Status | Resolution", "In Progress @ Unresolved|To Do @ Unresolved", "in-progress|open"),
        ("Status | Resolution", "Reopened @ Won't Do|Done @ Unresolved", "open|done"),
        ("Status | Resolution", " @ Won't Do|Somewhere @ Done", "dropped|done"),
        ("Resolution", "Restarted the queue|Fixed", "|"),
        ("Resolution", "Fixed by restarting the queue|Done by hand", "|"),
        ("Resolution", "Rolled back|Unresolved", "|"),
        ("Resolution", "1024x768|800x600", "|"),
        ("Status | Resolution", "Closed @ We rolled back|Open @ Nobody looked", "done|open"),
        ("Status | Resolution", "Closed @ Will not be backported|Open @ Fixed", "done|open"),
        ("Outcome", "Fewer pages|Done", "|"),
        ("Resolution", "Fixed a b c d e f g h i|Done", "|"),
        ("Lösung", "Pumpe getauscht|Erledigt", "|"),
    ],
)
def test_a_resolution_is_a_status_where_all_cells_are(head: str, cells: str, expected: str) -> None:
    found = statuses(head, *cells.replace("@", "|").split("|") if "@" not in cells else _pairs(cells))
    assert found == [status or None for status in expected.split("|")]


def _pairs(cells: str) -> list[str]:
    return [cell.replace("@", "|") for cell in cells.split("|")]


@pytest.mark.parametrize(
    ("head", "cells", "expected"),
    [
        ("Status", "✅|🚧|⬜|❌", "done|in-progress|open|dropped"),
        ("Status", "✅|⬜|❌", "done|open|dropped"),
        ("Status", "☑|☐|✗", "done|open|dropped"),
        ("Status", "✔️|⏳|❌", "done|open|dropped"),
        ("Status", ":white_check_mark:|⬜|:x:", "done|open|dropped"),
        ("Status", "[x]|[ ]|❌", "done|open|dropped"),
        ("Status", "✅ Done|⬜ To do|❌ too costly", "done|open|dropped"),
        ("Done", "✅|⬜|❌", "done|open|dropped"),
        ("", "✅|⬜|❌", "done|open|dropped"),
        ("✅", "✅|❌", "done|open"),
        ("Automated", "✅|❌", "|"),
        ("", "🔥|❌", "|"),
        ("Status", "✅|🚧|❌", "done|in-progress|open"),
        ("Done?", "✅|🚧|❌", "done|in-progress|open"),
        ("Status", "✅|❌", "done|open"),
        ("Status", "✅|[x]|[ ]|❌", "done|done|open|open"),
        ("Done", "✅|❌", "done|open"),
        ("Status", "❌|❌", "open|open"),
        ("Status", "⬜|❌", "open|open"),
        ("Status", "✅||❌", "done||open"),
        ("Status", "✅|⬜|🚫|❌", "done|open|dropped|open"),
        ("Status", "✅|⬜|❌ Not started", "done|open|open"),
        ("Status", "🟢|🟡|🔴", "done|in-progress|open"),
        ("対応", "○|△|×", "||"),
        ("状況", "○|△|×", "done|in-progress|open"),
    ],
)
def test_a_cross_beside_a_tick_and_an_empty_box_is_dropped(head: str, cells: str, expected: str) -> None:
    assert statuses(head, *cells.split("|")) == [status or None for status in expected.split("|")]


def grouped(head: str, *cells: str) -> list[str]:
    """Say of each row of a table in which each action is called by a letter what is known of it."""
    return [said.removeprefix("Do ") for said in rows(head, *cells)]


@pytest.mark.parametrize(
    ("head", "cells", "expected"),
    [
        ("Category | Action", "Prevent @ Do a| @ Do b|Detect @ Do c| @ Do d", "prevent prevent detect detect"),
        ("Type | Action", "**Prevent** @ Do a| @ Do b", "prevent prevent"),
        ("Type | Action", "Prevent @ Do a| @ Do b| @ Do c|Mitigate @ Do d", "prevent prevent prevent mitigate"),
        ("Kategorie | Maßnahme", "Prävention @ Do a| @ Do b", "prevent prevent"),
        ("種別 | 対策", "予防 @ Do a| @ Do b|検知 @ Do c", "prevent prevent detect"),
        ("Category | Action", "Prevent @ |  @ Do a| @ Do b", "prevent prevent"),
        (" | Action", "Prevent @ Do a| @ Do b|Detect @ Do c", "prevent prevent detect"),
        ("Category | Action", "Prevent @ Do a|– @ Do b|Detect @ Do c", "prevent - detect"),
        ("Category | Action", "Prevent @ Do a|TBD @ Do b", "prevent -"),
        ("Category | Action", " @ Do a|Prevent @ Do b| @ Do c", "- prevent -"),
        ("Category | Action", "Prevent @ Do a| @ Do b|Prevent @ Do c", "prevent - prevent"),
        ("Action | Category", "Do a @ Prevent|Do b @ ", "prevent -"),
        ("Category | Action", "Prevent @ Do a|Speed @ Do b| @ Do c", "prevent - -"),
    ],
)
def test_a_category_holds_for_the_empty_cells_below(head: str, cells: str, expected: str) -> None:
    found = grouped(head, *_pairs(cells))
    assert [said.partition("type=")[2].partition(";")[0] or "-" for said in found] == expected.split()


def test_a_category_that_is_no_type_is_a_group() -> None:
    head = "Category | Action | Owner"
    assert grouped(head, "Short term | Do a | Mara", " | Do b | ") == [
        "a; owner=Mara; group=Short term",
        "b; group=Short term",
    ]
    assert grouped(head, "Search team | Do a | Mara", " | Do b | ") == ["a; owner=Mara", "b"]
    assert grouped("Owner | Action", "Mara | Do a", " | Do b") == ["a; owner=Mara", "b"]
    assert grouped("Priority | Action", "P1 | Do a", " | Do b") == ["a; priority=P1", "b"]


def test_hostile_cells_are_read_quickly() -> None:
    for text in (
        "/ " * 2000,
        "(" * 4000,
        "[A](b) " * 600,
        "A-1 " * 1000,
        "12 May, " * 500,
        "12 May, " * 30,
        "<br>" * 900,
        "1/" * 2000,
    ):
        assert len(rows("Action | Owner / Due / Ticket | Status / Type", f"Do it | {text} | {text}")) == 1
