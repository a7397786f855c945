"""A fold that stops, is kept as JSON and taken up again by a later one tells what one that never stopped does.

As in `test_oracle`, PMCTL_HISTORIES tells more histories.
"""

from __future__ import annotations

import json
import random
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from pmctl.ledger.fold import Folding
from pmctl.repository import kept
from pmctl.repository.kept import KeptLine, keep
from tests.ledger import test_oracle
from tests.ledger.oracle import oracle
from tests.ledger.test_oracle import HISTORIES, ZONES, assert_equal, random_steps, seeds, tell

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from pmctl.ledger.model import Ledger, State
    from pmctl.repository.cache import Part


class Shelf:
    """Keeps one line in memory, as the cache keeps it in a file."""

    def __init__(self) -> None:
        self.facts: Any = None
        self.parts: dict[int, Part] = {}

    def save(self, head: str, facts: object, parts: Mapping[int, Part], line: object) -> None:
        self.facts = json.loads(json.dumps(facts))
        self.parts |= parts

    def paths(self, line: object) -> list[bytes]:
        return [self.parts[number].paths for number in sorted(self.parts)]

    def open(self, line: object) -> list[bytes]:
        return [self.parts[number].open for number in sorted(self.parts)]

    def documents(self, line: object, number: int) -> tuple[bytes, bytes]:
        return self.parts[number].open, self.parts[number].rest


class History:
    """A random history, and how far it has been kept."""

    def __init__(self, seed: int) -> None:
        self.states = tell(random_steps(seed), uncommitted=False)
        self.zone: dt.tzinfo = ZONES[seed % len(ZONES)]
        self.boundary = frozenset({f"{0:040x}"} if seed % 4 == 0 else ())
        self.shelf: Any = Shelf()

    def fold(self, states: list[State]) -> Folding:
        folding = Folding(self.zone, self.boundary)
        for state in states:
            folding.add(state)
        return folding

    def ledgers(self) -> list[Ledger]:
        """The ledger after every state, from one fold that never stops."""
        folding = Folding(self.zone, self.boundary)
        ledgers = []
        for state in self.states:
            folding.add(state)
            ledgers.append(folding.ledger())
        return ledgers

    def keep(self, end: int) -> None:
        keep(self.shelf, "head", self.fold(self.states[:end]).harvest())

    def resume(
        self, states: list[State], *, working_tree: State | None = None, plant: Callable[[KeptLine], None]
    ) -> Ledger:
        """Go on from what is kept, and keep what `states` come to."""
        folding = Folding(self.zone, self.boundary)
        line = KeptLine(self.shelf, self.shelf, folding)
        if states:
            line.advance(states)
        line.plant_for([working_tree] if working_tree else [])
        plant(line)
        if states:
            line.save("head")
        if working_tree:
            folding.add(working_tree)
        return folding.ledger()


def assert_open_equal(found: Ledger, whole: Ledger) -> None:
    assert [life for life in found.actions if life.is_open] == [life for life in whole.actions if life.is_open]
    assert found.names == whole.names
    assert found.promises == whole.promises
    assert found.unreadable == whole.unreadable
    assert (found.commit, found.shallow) == (whole.commit, whole.shallow)
    broken = [life for life in whole.documents if life.unreadable]
    assert [life for life in found.documents if life.unreadable] == broken
    assert set(map(repr, found.documents)) <= set(map(repr, whole.documents))
    assert set(map(repr, found.actions)) <= set(map(repr, whole.actions))


@pytest.fixture(autouse=True)
def few_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "PARTS", 3)


def checked(number: int, law: Callable[[History, random.Random], None]) -> None:
    for seed in seeds(number):
        try:
            law(History(seed), random.Random(seed))
        except Exception as error:
            error.add_note(f"the history of seed {seed}")
            raise


def test_stopping_at_every_state_changes_nothing() -> None:
    def law(history: History, dice: random.Random) -> None:
        del history.states[16:]
        ledgers = history.ledgers()
        history.keep(1)
        assert_equal(history.resume([], plant=KeptLine.plant_all), ledgers[0])
        for n, state in enumerate(history.states[1:], 1):
            whole = dice.random() < 0.5
            found = history.resume([state], plant=KeptLine.plant_all if whole else KeptLine.plant_open)
            (assert_equal if whole else assert_open_equal)(found, ledgers[n])
        assert_equal(history.resume([], plant=KeptLine.plant_all), ledgers[-1])
        assert_open_equal(history.resume([], plant=KeptLine.plant_open), ledgers[-1])

    checked(HISTORIES, law)


def test_documents_that_go_by_one_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """An id can be another file's path, by which that file is known where its own id is taken."""
    monkeypatch.setattr(test_oracle, "DOCUMENT_IDS", [None, "a", "b", *test_oracle.PATHS])

    def law(history: History, dice: random.Random) -> None:
        ledgers = history.ledgers()
        history.keep(1)
        for n, state in enumerate(history.states[1:], 1):
            whole = dice.random() < 0.5
            found = history.resume([state], plant=KeptLine.plant_all if whole else KeptLine.plant_open)
            (assert_equal if whole else assert_open_equal)(found, ledgers[n])

    checked(HISTORIES // 4, law)


def test_stopping_anywhere_changes_nothing() -> None:
    def law(history: History, dice: random.Random) -> None:
        at = 1
        history.keep(at)
        while at < len(history.states):
            end = dice.randint(at + 1, len(history.states))
            history.resume(history.states[at:end], plant=lambda line: None)
            at = end
        whole = oracle(history.states, zone=history.zone, boundary=history.boundary)
        assert_equal(history.resume([], plant=KeptLine.plant_all), whole)
        assert_open_equal(history.resume([], plant=KeptLine.plant_open), whole)

    checked(HISTORIES // 4, law)


def test_the_working_tree_after_any_state() -> None:
    def law(history: History, dice: random.Random) -> None:
        kept_to = dice.randint(1, len(history.states) - 1)
        head = dice.randint(kept_to, len(history.states) - 1)
        working_tree = replace(history.states[head], commit=None)
        whole = history.fold([*history.states[:head], working_tree]).ledger()
        history.keep(kept_to)
        states = history.states[kept_to:head]
        plant = dice.choice([KeptLine.plant_all, KeptLine.plant_open])
        for states_left in (states, []):  # the second time, what was kept must not know of the working tree
            found = history.resume(states_left, working_tree=working_tree, plant=plant)
            (assert_equal if plant is KeptLine.plant_all else assert_open_equal)(found, whole)

    checked(HISTORIES // 2, law)


def test_as_of_every_state() -> None:
    def law(history: History, dice: random.Random) -> None:
        del history.states[12:]  # the oracle looks at all states for every one of them
        for n, found in enumerate(history.ledgers(), 1):
            assert_equal(found, oracle(history.states[:n], zone=history.zone, boundary=history.boundary))

    checked(HISTORIES, law)
