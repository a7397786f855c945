"""What a branch started from: documents and actions found again."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from pmctl.postmortem.conventions import Conventions
from pmctl.postmortem.model import Record
from pmctl.postmortem.parse import read_record
from pmctl.rules import engine
from pmctl.rules.base import Base, Former, compare, pair_actions
from pmctl.rules.model import Context
from pmctl.rules.registry import RULES
from pmctl.rules.selection import RuleSettings

if TYPE_CHECKING:
    from pmctl.postmortem.model import Action
    from pmctl.rules.model import Finding

CONVENTIONS = Conventions()
ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["", "A1", "A2", "A3"]), st.sampled_from(["", "Add an alert", "add an ALERT!", "Test it"])
    ),
    max_size=6,
)
NAMES = st.sampled_from(["", "one", "two", "three"])
DOCUMENTS = st.dictionaries(st.sampled_from(["a.md", "b.md", "one.md"]), st.tuples(NAMES, NAMES), max_size=3)


def record(path: str, front_matter: str) -> Record:
    version = read_record(f"---\n{front_matter}---\n", path, CONVENTIONS)
    assert isinstance(version, Record)
    return version


def actions(items: list[tuple[str, str]]) -> tuple[Action, ...]:
    lines = "".join(f'  - {{id: "{id_}", title: "{title}"}}\n' for id_, title in items)
    return record("a.md", f"actions:\n{lines}").actions


def formers(documents: dict[str, tuple[str, str]]) -> list[Former]:
    return [Former(record=version, text="") for version in records(documents)]


def records(documents: dict[str, tuple[str, str]]) -> list[Record]:
    return [
        record(path, f'id: "{id_}"\ntitle: "{title}"\ndate: 2026-03-14\n') for path, (id_, title) in documents.items()
    ]


@given(ACTIONS, ACTIONS)
def test_each_action_is_paired_once_at_most(before: list[tuple[str, str]], after: list[tuple[str, str]]) -> None:
    old, new = actions(before), actions(after)
    pairs = pair_actions(old, new)
    assert [action for action, _ in pairs] == list(old)
    found = [id(now) for _, now in pairs if now is not None]
    assert len(set(found)) == len(found)
    assert set(found) <= set(map(id, new))
    for action, now in pairs:
        assert now is None or (action.id and action.id == now.id) or (action.title and now.title)


@given(ACTIONS)
def test_what_did_not_change_is_paired_with_itself(items: list[tuple[str, str]]) -> None:
    for action, now in pair_actions(actions(items), actions(items)):
        assert (now is None) == (not action.id and not action.title)
        assert now is None or (now.id, now.title) == (action.id, action.title) or not action.id


@given(DOCUMENTS, DOCUMENTS)
def test_each_document_is_found_or_lost_once_at_most(
    before: dict[str, tuple[str, str]], after: dict[str, tuple[str, str]]
) -> None:
    old, new = formers(before), records(after)
    base = compare(old, new, {version.name for version in new})
    found = [id(former) for former in base.formers.values()]
    lost = [id(former) for former in base.lost]
    assert len({*found, *lost}) == len(found) + len(lost)
    assert set(base.formers) <= set(after)
    names = {version.name for version in new}
    assert all(former.record.name not in names for former in base.lost)


def test_nothing_has_changed() -> None:
    assert compare((), (), ()) == Base()


def test_a_document_that_is_copied_stays_where_it_was() -> None:
    old = formers({"b.md": ("one", "x")})
    base = compare(old, records({"a.md": ("one", "x"), "b.md": ("one", "y")}), {"one"})
    assert dict(base.formers) == {"b.md": old[0]}


def test_a_name_that_an_unchanged_document_has_is_not_lost() -> None:
    assert compare(formers({"a.md": ("one", "x")}), (), {"one"}).lost == ()
    assert len(compare(formers({"a.md": ("one", "x")}), (), {"two"}).lost) == 1


def lost(settings: RuleSettings) -> list[Finding]:
    items = [("A1", "Test it"), ("A2", "Test it"), ("A3", "Test it again")]
    lines = "".join(f'  - {{id: "{id_}", title: "{title}"}}\n' for id_, title in items)
    former = Former(record=record("old/a.md", f"date: 2026-03-14\nactions:\n{lines}"), text="")
    context = Context(conventions=CONVENTIONS, today=dt.date(2026, 6, 1), base=Base(lost=(former,)))
    return engine.check((), [RULES["PM703"], RULES["PM704"]], settings, context)


def test_findings_of_a_document_that_is_gone() -> None:
    found = lost(RuleSettings())
    assert [(f.path, f.line, f.column, f.end_column, f.source) for f in found] == [("old/a.md", 1, 1, 2, "")] * 3
    assert len({finding.fingerprint for finding in found}) == 3


def test_a_document_that_is_gone_is_exempt_as_it_was() -> None:
    ignored = frozenset({"PM703"})
    assert lost(RuleSettings(per_file_ignores=(("old/*", ignored),))) == []
    assert lost(RuleSettings(since={"PM703": dt.date(2026, 4, 1)})) == []
    assert len(lost(RuleSettings(since={"PM703": dt.date(2026, 3, 14)}))) == 3


def test_an_open_action_is_missed_where_its_document_is_left_out() -> None:
    was = record("a.md", "id: one\nactions:\n  - id: A1\n    title: Add an alert\n")
    base = Base(lost=(Former(record=was, text=""),), left_out=frozenset({"a.md"}))
    context = Context(conventions=CONVENTIONS, today=dt.date(2026, 6, 1), base=base)
    (found,) = engine.check([], [RULES["PM703"]], RuleSettings(), context)
    assert (
        found.message == "the open action A1 “Add an alert” is out of sight: the configuration leaves its document out"
    )
