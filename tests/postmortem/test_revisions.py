"""The quick reading of versions says exactly what the careful one says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmctl.postmortem import revisions
from pmctl.postmortem.conventions import Conventions
from pmctl.postmortem.model import Record, Unreadable
from pmctl.postmortem.nodes import Mapping
from pmctl.postmortem.parse import read_record
from pmctl.postmortem.revisions import RevisionReader

CONVENTIONS = Conventions(status_words={"to-do": "open", "final": "published"})
NO_FIELDS = Mapping({}, 1, 1, 0, 0, flow=False)
VALUES = [
    "", " ", " A1", " A2", " ~", " null", " 'null'", ' ""', " ''", " true", " 12", " 0123", " 12:30", " 1.10", " no",
    " x ", " done", " open", " Done", " to do", " proposed", " dropped", " wontfix", " TODO", ' "TODO: x"', " final",
    " closed", " 2026-03-14", " '2026-03-14'", " 2026-02-30", " soon", " 2026-03-14T09:52:00Z", " 2026-03-14T09:52:00",
    " SEV1", " sev 2", " SEV9", " P1", " p2", ' "@mara"', " '@mara'", " @mara", ' ["@a", "@b"]', " [a, b]", " [a,b]",
    " []", " [a b]", " a: b", " a:b", " a #b", " a#b", " #b", " # c", " a # c", " a\t", "\ta", " été", " 日本", " ：x",
    " ’quoted’", " -", " - a", " |", " >-", " &x a", " *x", " !t a", " {a: b}", " 'it''s'", ' "a\\n"', ' "a" b',
    " a\u2028b", " a\x85b", " a\ufeffb", " a\x01b", " a\u200bb", " ?", " a, b", "\u00a0a", " a\u00a0", " 'a\tb'",
    ' "a # b"', " 'a: b'", " a:", " https://x.example/1",
]  # fmt: skip
HEAD_KEYS = [
    "id", "title", "status", "severity", "date", "owner", "team", "services", "tags", "causes", "authors", "related",
    "incident", "detection", "started_at", "resolved_at", "impact", "actions", "layout", "a-b", "reviewers",
]  # fmt: skip
ITEM_KEYS = [
    "id", "title", "owner", "due", "status", "type", "priority", "team", "ticket", "reason", "opened", "closed", "note",
    "effort",
]  # fmt: skip
ODD_LINES = [
    "",
    "# c",
    "  # c",
    "    # c",
    "  users: 12",
    "  - a",
    "   x",
    "text",
    "---x",
    "      deeper: 1",
    "- x",
    '  - "@mara"',
    "\t",
    "  ",
]
CHUNKS = [
    "impact:\n  users: 12\n  slo: 99.9 %", "services:\n  - a\n  - b", "related:\n- 2026-01-05-one\n- INC-7",
    'reviewers:\n  - "@mara"\n  - "@noor"', "tags:\n  - a: b", "impact:\n  summary: |\n    x", "causes:\n  - &a x",
    "status:\n  - draft", "owner:\n  - '@a'", "reviewers:\n  - a\n # c\n  - b", "date:\n  2026-03-14", "team:\n  x: y",
    "started_at:\n  - 2026-03-14T09:52:00Z", "tags:\n  - a\n\n  - b", "authors:\n  - a\n   - b", "services: a\n  b",
]  # fmt: skip

value = st.sampled_from(VALUES)
head_line = (
    st.builds("{}:{}".format, st.sampled_from(HEAD_KEYS), value) | st.sampled_from(ODD_LINES) | st.sampled_from(CHUNKS)
)
item_line = st.builds("{}:{}".format, st.sampled_from(ITEM_KEYS), value)


@st.composite
def documents(draw: st.DrawFn) -> str:
    indent = draw(st.sampled_from(["  ", "  ", "", "    "]))
    lines = draw(st.lists(head_line, max_size=5, unique=True))
    lines.append(draw(st.sampled_from(["actions:", "actions:", "actions: ", "actions: # c", "actions: []"])))
    for item in draw(st.lists(st.lists(item_line, min_size=1, max_size=5), max_size=4)):
        first, *rest = item
        lines.append(f"{indent}- {first}")
        lines += [f"{indent}  {line}" for line in rest]
        lines += draw(st.lists(st.sampled_from(ODD_LINES), max_size=1)) if draw(st.integers(0, 9)) == 0 else []
    lines += draw(st.lists(head_line, max_size=2))
    text = "\n".join(["---", *lines, "---", "", "Body", ""])
    return text.replace("\n", "\r\n") if draw(st.integers(0, 9)) == 0 else text


def careful(text: str, path: str) -> Record | Unreadable:
    record = read_record(text, path, CONVENTIONS)
    if isinstance(record, Unreadable):
        return record
    related = tuple(scalar.text for scalar in record.related)
    actions = tuple(replace(action, fields=None) for action in record.actions)
    return replace(record, fields=NO_FIELDS, problems=(), actions=actions, related=related)


def quick(reader: RevisionReader, text: str, path: str) -> Record | Unreadable:
    record = reader.read(text, path)
    if isinstance(record, Unreadable):
        return record
    return replace(record, related=tuple(scalar.text for scalar in record.related))


@settings(max_examples=1500)
@given(st.lists(documents(), min_size=1, max_size=3))
def test_versions_are_read_as_documents_are(versions: list[str]) -> None:
    reader = RevisionReader(CONVENTIONS)
    for text in versions:
        assert quick(reader, text, "a.md") == careful(text, "a.md")


@settings(max_examples=300)
@given(documents(), st.data())
def test_a_version_with_one_line_changed_is_read_as_a_document(text: str, data: st.DataObject) -> None:
    reader = RevisionReader(CONVENTIONS)
    lines = text.split("\n")
    for _ in range(3):
        place = data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.integers(0, 2)):
            case 0:
                del lines[place]
            case 1:
                lines.insert(
                    place, data.draw(head_line | item_line.map("    {}".format) | item_line.map("  - {}".format))
                )
            case _:
                lines[place] = lines[place].partition(":")[0] + ":" + data.draw(value)
        changed = "\n".join([*lines, ""])
        assert quick(reader, changed, "a.md") == careful(changed, "a.md")


SIMPLE = """---
id: 2026-03-14-checkout
title: "Checkout timeouts"  # quoted
status: draft
started_at: 2026-03-14T09:52:00Z
actions:
  - id: A1
    title: Alert when the pool is full
    owner: "@jonas"
    due: 2026-03-28
    status: open
  - id: A2
    title: Split the pool
    status: proposed
services: [checkout, orders]
---
"""


@pytest.mark.parametrize("path", ["a.md", "b.md"])
def test_a_piece_that_stayed_keeps_its_values(path: str) -> None:
    reader = RevisionReader(CONVENTIONS)
    first = reader.read(SIMPLE, path)
    second = reader.read(SIMPLE.replace("2026-03-28", "2026-04-28"), path)
    assert isinstance(first, Record)
    assert isinstance(second, Record)
    assert second.actions[0] != first.actions[0]
    assert second.actions[1] is first.actions[1]
    assert second.path == path


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    due: 2026-03-28\n", "    # moved once\n    due: 2026-03-28\n"),
        ("    due: 2026-03-28\n", "\n    due: 2026-03-28\n"),
        ("    due: 2026-03-28\n", "    due: 2026-03-28\n    due: 2026-04-28\n"),
        ("    due: 2026-03-28\n", "   due: 2026-03-28\n"),
        ('    owner: "@jonas"\n', "    owner: [a, b]\n"),
        ("  - id: A2\n", "  -  id: A2\n"),
        ("status: draft\n", "status: draft\nstatus: closed\n"),
        ("status: draft\n", "status: draft\nrelated: [2026-01-05-one]\n"),
        ("status: draft\n", "status: draft\nincident: [a]\n"),
        ("started_at: 2026-03-14T09:52:00Z\n", "started_at: 2026-03-14T09:52:00\n"),
        ("actions:\n", "actions:\n\n"),
        ("id: 2026-03-14-checkout\n", "id: |\n  2026-03-14-checkout\n"),
    ],
)
def test_what_is_not_plain_is_read_with_care(old: str, new: str) -> None:
    reader = RevisionReader(CONVENTIONS)
    assert old in SIMPLE
    for text in (SIMPLE, SIMPLE.replace(old, new), SIMPLE):
        assert quick(reader, text, "a.md") == careful(text, "a.md")


def test_lines_may_be_forgotten_while_a_version_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revisions, "_MOST_LINES", 3)
    reader = RevisionReader(CONVENTIONS)
    for due in ("2026-03-28", "2026-04-28", "2026-03-28"):
        text = SIMPLE.replace("2026-03-28", due)
        assert quick(reader, text, "a.md") == careful(text, "a.md")
