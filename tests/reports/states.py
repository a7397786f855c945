"""Ledgers and documents for reports, made of texts and days."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pmctl.ledger.fold import fold
from pmctl.ledger.model import Commit, State
from pmctl.postmortem.conventions import Conventions, Person
from pmctl.postmortem.parse import parse, read_record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pmctl.ledger.model import Ledger
    from pmctl.postmortem.model import Postmortem

PEOPLE = Conventions(
    people={
        "@mara": Person(handle="@mara", name="Mara Lindqvist", team="payments", email="mara@example.com"),
        "@noor": Person(handle="@noor", team="platform"),
    }
)

_GONE = "gone\n"


def text(id_: str, *actions: str, **fields: str) -> str:
    """Return a document; each action is a flow mapping without its braces."""
    values = {
        "title": f"About {id_[11:]}",
        "status": "published",
        "severity": "SEV2",
        "date": id_[:10],
        "owner": '"@mara"',
        **fields,
    }
    lines = [f"id: {id_}", *(f"{key}: {value}" for key, value in values.items())]
    lines += ["actions:", *(f"  - {{{action}}}" for action in actions)] if actions else []
    return "\n".join(["---", *lines, "---", "", f"# About {id_[11:]}", ""])


def action(id_: str, due: str | None = "2026-05-01", owner: str | None = "@mara", **fields: str) -> str:
    """Return an action as a flow mapping without its braces."""
    values = {"id": id_, "title": f"Title of {id_}", "status": "open", **fields}
    values |= {"due": due} if due else {}
    values |= {"owner": f'"{owner}"'} if owner else {}
    return ", ".join(f"{key}: {value}" for key, value in values.items())


def gone(content: str) -> str:
    """Return what stands, in a state of a ledger, for the deletion of a document."""
    return f"{_GONE}{content}"


def document(content: str, path: str | None = None, conventions: Conventions = PEOPLE) -> Postmortem:
    """Return a document read; its path is made from its id unless it is given."""
    return parse(content, path or _path(content), conventions)


def ledger(*states: tuple[str, list[str]], conventions: Conventions = PEOPLE, shallow: bool = False) -> Ledger:
    """Return the ledger of states, each a day and the documents that were written on it; no day is the working tree."""
    told = []
    for number, (day, contents) in enumerate(states, start=1):
        changes = {_path(c): None if c.startswith(_GONE) else read_record(c, _path(c), conventions) for c in contents}
        told.append(State(commit=_commit(number, day) if day else None, changes=changes))
    boundary = frozenset({f"{1:040}"}) if shallow else frozenset()
    return fold(told, zone=UTC, boundary=boundary)


def _path(content: str) -> str:
    found: Mapping[str, str] = dict(line.split(": ", 1) for line in content.splitlines() if line.startswith("id: "))
    return f"postmortems/{found['id']}.md"


def _commit(number: int, day: str) -> Commit:
    date = datetime.fromisoformat(f"{day}T12:00:00+00:00")
    return Commit(sha=f"{number:040}", author=f"Author {number}", date=date, subject=f"Change {number}")
