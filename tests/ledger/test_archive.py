"""What a fold knows goes to JSON and comes back as it was."""

from __future__ import annotations

import datetime as dt
import json
import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pmctl.ledger import archive
from pmctl.ledger.fold import Folding
from pmctl.postmortem.conventions import ActionType, Conventions, Detection
from pmctl.postmortem.model import Milestone, Record, Unreadable
from pmctl.postmortem.nodes import Scalar
from pmctl.postmortem.parse import read_record
from pmctl.postmortem.revisions import lean
from tests.ledger.test_oracle import HISTORIES, ZONES, random_steps, seeds, tell

if TYPE_CHECKING:
    from pmctl.ledger.harvest import Harvest
    from pmctl.ledger.model import State, Version

FULL = """---
id: 2026-01-05-one
title: "Timeouts \\u2013 \\"all\\" of them"
status: published
severity: SEV1
date: 2026-01-05
owner: "@mara"
team: payments
services: [checkout, orders]
tags: [a, b]
causes: [capacity]
authors: ["@mara", "@jonas"]
related: [2025-12-24-two, INC-7]
incident: INC-12
detection: alert
started_at: 2026-01-05T09:52:00.5+05:30
detected_at: 2026-01-05T10:04:00Z
actions:
  - {id: A1, title: One, owner: "@jonas", due: 2026-02-01, status: done, type: prevent, priority: P1, team: sre,
     ticket: OPS-1, reason: None yet, opened: 2026-01-06, closed: 2026-01-31}
  - One that is mere text
---
"""


def through_json(packed: object) -> object:
    return json.loads(json.dumps(packed))


def enriched(states: list[State], dice: random.Random) -> list[State]:
    """Let records hold what random histories lack."""

    def rich(version: Version | None) -> Version | None:
        if not isinstance(version, Record):
            return version
        at = dt.datetime(2026, 1, 5, 9, 52, 0, 500, tzinfo=dt.timezone(dt.timedelta(minutes=dice.randint(-700, 800))))
        return replace(
            version,
            date=dice.choice([None, dt.date(1, 1, 1), dt.date(9999, 12, 31)]),
            services=("checkout",) * dice.randint(0, 2),
            causes=tuple(dice.sample(["a", "ü \udcff", '"\n'], dice.randint(0, 3))),
            related=(Scalar("x\u2028y", 3, 4, 5, 6, plain=dice.random() < 0.5),),
            detection=dice.choice([None, *Detection]),
            milestones=(Milestone(name="started_at", at=at, line=7),),
            actions=tuple(replace(a, type=dice.choice([None, *ActionType]), team="sre") for a in version.actions),
        )

    return [replace(state, changes={path: rich(v) for path, v in state.changes.items()}) for state in states]


def harvests(seed: int) -> list[Harvest]:
    dice = random.Random(seed)
    states = enriched(tell(random_steps(seed), uncommitted=False), dice)
    folding = Folding(ZONES[seed % len(ZONES)], frozenset({f"{0:040x}"} if seed % 4 == 0 else ()))
    for state in states[: dice.randint(1, len(states))]:
        folding.add(state)
    return [folding.harvest()]


def test_documents_of_random_histories_come_back_as_they_were() -> None:
    for seed in seeds(HISTORIES):
        for harvest in harvests(seed):
            for document in harvest.documents:
                packed = archive.pack_document(document)
                back = archive.unpack_document(*through_json(packed))  # type: ignore[misc]
                assert back == document, seed
                assert repr(back) == repr(document), seed
                assert list(back.lives) == list(document.lives), seed
                assert json.dumps(archive.pack_document(back)) == json.dumps(packed), seed


def test_the_open_promises_of_a_document_are_those_of_the_whole() -> None:
    for seed in seeds(HISTORIES // 4):
        for harvest in harvests(seed):
            for document in harvest.documents:
                open_part, _ = archive.pack_document(document)
                expected = [life.grown(document.name, key) for key, life in document.lives.items() if life.is_open]
                found = list(archive.unpack_open(through_json(open_part))) if open_part else []  # type: ignore[arg-type]
                assert found == expected, seed


def test_paths_come_back_as_they_were() -> None:
    for seed in seeds(HISTORIES // 4):
        for harvest in harvests(seed):
            documents = {document.name: document for document in harvest.documents}
            records = {name: document.record for name, document in documents.items()}
            for state in harvest.paths:
                packed = through_json(archive.pack_path(state, documents))
                assert archive.unpack_path(packed, records) == state, seed  # type: ignore[arg-type]
                assert archive.claim_of(packed) == (state.record and state.record.name)  # type: ignore[arg-type]
                assert archive.is_unreadable(packed) == (state.unreadable is not None)  # type: ignore[arg-type]


def test_loose_events_come_back_as_they_were() -> None:
    loose = [told for seed in seeds(50) for harvest in harvests(seed) for told in harvest.loose]
    assert loose
    for place, event in [*loose, (7, replace(loose[0][1], commit=None))]:
        assert archive.unpack_loose(through_json(archive.pack_loose(place, event))) == (place, event)  # type: ignore[arg-type]


def test_a_record_with_everything_comes_back_as_it_was() -> None:
    whole = read_record(FULL, "postmortems/\udcff\n'one'.md", Conventions())
    assert isinstance(whole, Record)
    record = lean(whole)
    assert all(getattr(record, name) for name in ("services", "related", "detection", "milestones", "incident", "date"))
    back = archive.unpack_record(through_json(archive.pack_record(record)))  # type: ignore[arg-type]
    assert back == record
    assert repr(back) == repr(record)


@pytest.mark.parametrize(
    "text", ["---\na: [\n---\n", "no front matter", "---\nid: x\nid: y\n---\n", "---\nid: x\n a: b"]
)
def test_what_cannot_be_read_comes_back_as_it_was(text: str) -> None:
    version = read_record(text, "postmortems/\udcff.md", Conventions())
    assert isinstance(version, Unreadable)
    assert archive.unpack_unreadable(through_json(archive.pack_unreadable(version))) == version  # type: ignore[arg-type]
