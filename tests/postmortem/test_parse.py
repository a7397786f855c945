"""From bytes to a postmortem: nothing raises, and every place that is named lies in the text."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.postmortem.conventions import Conventions
from pmctl.postmortem.decoding import MAX_BYTES, decode, unreadable_file
from pmctl.postmortem.model import Postmortem, Record, Unreadable
from pmctl.postmortem.parse import parse, peek_name, read_record
from pmctl.postmortem.problems import Problem, ProblemKind
from pmctl.postmortem.story import timeline_of

CONVENTIONS = Conventions()
CONFLICT = "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n"
PIECES = st.sampled_from(
    [
        *("---", "\n", "\r\n", "\r", "...", "# ", "## Impact", "## Timeline\n", "- ", "| ", "|---|", ": ", "id: a"),
        *("actions:\n  - ", "date: ", "owner: ", "[", "]", "{", "}", "'", '"', "|\n  ", ">-\n  ", "*a", "&a ", "!t "),
        *("```", "<!-- ", " -->", "<<<<<<< a", "=======", ">>>>>>> b", "09:52", "2026-03-14", "TODO", "  ", "\0"),
        *("@mara", ",", "title", "severity: SEV1\n", "started_at: 2026-03-14T09:52\n", "\ud800", "\t", "\ufeff"),
        *("é", "\u2028", "\x85"),
    ]
)
TEXTS = st.one_of(
    st.text(),
    st.lists(PIECES, max_size=40).map("".join),
    st.lists(PIECES, max_size=40).map(lambda pieces: "---\n" + "".join(pieces) + "\n---\n"),
)


def _parse(text: str) -> Postmortem:
    return parse(text, "postmortems/outage.md", CONVENTIONS)


def test_text_is_kept_as_it_is() -> None:
    assert decode("\ufeff# Größe\r\n".encode()) == "\ufeff# Größe\r\n"


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (b"a\nGr\xf6\xdfe\n", 2, "byte 5 (0xF6) is not UTF-8"),
        (b"\x89PNG\0\xff", 1, "the file is binary, not text"),
        (b"a\0b", 1, "the file is binary, not text"),
        (b"a" * (MAX_BYTES + 1), 1, "the file is larger than 20 MB"),
    ],
    ids=["not-utf-8", "binary", "nul", "large"],
)
def test_a_file_without_text_is_a_problem(data: bytes, line: int, message: str) -> None:
    problem = decode(data)
    assert isinstance(problem, Problem)
    assert (problem.kind, problem.line, problem.message) == (ProblemKind.UNREADABLE_FILE, line, message)
    assert problem.help


def test_a_file_without_text_is_an_empty_document() -> None:
    problem = unreadable_file("the file is gone", "Bring it back.")
    document = parse(problem, "outage.md", CONVENTIONS)
    assert document.problems == (problem,)
    assert (document.text, document.block, document.record) == ("", None, None)
    assert (document.blocks, document.sections) == ((), ())


def test_a_document_has_a_record_and_a_story() -> None:
    document = _parse("---\nid: a\n---\n\n# Title\n\n## Impact\n\nNone.\n")
    assert isinstance(document.record, Record)
    assert document.problems == ()
    assert [(section.name, section.line) for section in document.sections] == [(None, 5), ("impact", 7)]


def test_a_story_needs_no_front_matter() -> None:
    document = _parse("# Title\n")
    assert [problem.kind for problem in document.problems] == [ProblemKind.MISSING_FRONT_MATTER]
    assert [section.heading for section in document.sections] == ["Title"]


def test_where_front_matter_never_ends_there_is_no_story() -> None:
    document = _parse("---\nid: a\n\n# Title\n")
    assert [problem.kind for problem in document.problems] == [ProblemKind.UNTERMINATED_FRONT_MATTER]
    assert document.sections == ()


def test_invalid_yaml_leaves_the_story() -> None:
    document = _parse("---\nid: [\n---\n# Title\n")
    assert document.record is None
    assert document.block is not None
    assert [problem.kind for problem in document.problems] == [ProblemKind.INVALID_YAML]
    assert [section.line for section in document.sections] == [4]


@pytest.mark.parametrize(
    ("text", "line"),
    [(f"---\n{CONFLICT}---\n", 2), (f"---\nid: a\n---\n{CONFLICT}", 4), (CONFLICT.replace("\n", "\r\n"), 1)],
    ids=["front-matter", "body", "instead-of-front-matter"],
)
def test_a_merge_conflict_is_said_once(text: str, line: int) -> None:
    document = _parse(text)
    conflicts = [problem for problem in document.problems if problem.kind is ProblemKind.MERGE_CONFLICT]
    if line > 1:
        assert [(problem.line, problem.end_column) for problem in conflicts] == [(line, 13)]
        assert list(document.problems) == conflicts


@pytest.mark.parametrize("text", ["=======\n", "<<<<<<< a\n", ">>>>>>> b\n=======\n"])
def test_one_marker_is_no_conflict(text: str) -> None:
    assert _parse(f"---\nid: a\n---\n{text}").problems == ()


@pytest.mark.parametrize(
    ("text", "kind"), [("---\nid: a\n---\n", Record), ("# Title\n", Unreadable), ("---\nid: [\n---\n", Unreadable)]
)
def test_a_record_is_read_alone(text: str, kind: type) -> None:
    assert isinstance(read_record(text, "outage.md", CONVENTIONS), kind)


@pytest.mark.parametrize(
    "text",
    [
        "---\nid: a\n---\n",
        '---\ntitle: x\nid: "a" # b\n---\n',
        "---\n{id: a}\n---\n",
        "---\nid: [\n---\n",
        "# a\n",
        "---\nid:\n---\n",
    ],
)
def test_a_name_is_peeked_at(text: str) -> None:
    assert peek_name(text, "postmortems/outage.md", CONVENTIONS) == _parse(text).name


def test_a_timeline_is_that_of_its_section() -> None:
    document = _parse("---\ndate: 2026-03-14\n---\n## Impact\n\n- 09:00 x\n\n## Timeline\n\n- 09:52 UTC: x\n")
    (entry,) = timeline_of(document, CONVENTIONS)
    assert entry.at == dt.datetime(2026, 3, 14, 9, 52, tzinfo=dt.UTC)
    assert timeline_of(document, CONVENTIONS)[0] is entry  # however many rules ask, it is read once


def test_a_note_above_the_timeline_gives_its_zone() -> None:
    text = "All times are in {}.\n\n## Timeline\n\n- 2026-03-14 09:52: x\n"
    for name, is_known in (("CET", True), ("seconds", False)):
        (entry,) = timeline_of(_parse(text.format(name)), CONVENTIONS)
        assert entry.zone_known is is_known


@pytest.mark.parametrize("text", ["", "## Impact\n\n- 09:52 x\n"])
def test_without_a_section_there_is_no_timeline(text: str) -> None:
    assert timeline_of(_parse(text), CONVENTIONS) == ()


def test_a_timeline_needs_no_record() -> None:
    assert len(timeline_of(_parse("## Timeline\n\n- 2026-03-14 09:52 UTC: x\n"), CONVENTIONS)) == 1


@given(st.binary())
def test_any_bytes_are_read(data: bytes) -> None:
    _check_places(parse(decode(data), "outage.md", CONVENTIONS))


@given(TEXTS)
def test_any_text_is_read(text: str) -> None:
    _check_places(_parse(text))
    peek_name(text, "outage.md", CONVENTIONS)


def _check_places(document: Postmortem) -> None:
    lines = document.text.split("\n")
    problems = [*document.problems, *(document.record.problems if document.record else ())]
    for problem in problems:
        if problem.kind is ProblemKind.UNREADABLE_FILE:
            continue
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
    for section in document.sections:
        assert 1 <= section.line <= section.end_line <= len(lines)
        assert 1 <= section.column <= section.end_column <= len(lines[section.line - 1]) + 1
    for block in document.blocks:
        assert 1 <= block.line <= block.end_line <= len(lines)
    for entry in timeline_of(document, CONVENTIONS):
        assert 1 <= entry.line <= len(lines)
    for action in document.record.actions if document.record else ():
        assert 1 <= action.line <= len(lines)
        assert 1 <= action.column <= len(lines[action.line - 1]) + 1
