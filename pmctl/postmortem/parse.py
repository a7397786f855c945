"""Text to `Postmortem`. Nothing here raises for what a document holds: what is wrong with it is part of the result."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pmctl.postmortem.fields import FieldReader
from pmctl.postmortem.frontmatter import Block, find_block, read_mapping
from pmctl.postmortem.markdown import parse_body
from pmctl.postmortem.model import Postmortem, Record, Unreadable, stem
from pmctl.postmortem.nodes import Sequence
from pmctl.postmortem.problems import Problem, ProblemKind
from pmctl.postmortem.sections import read_sections

if TYPE_CHECKING:
    from pmctl.postmortem.conventions import Conventions

_PLAIN_ID = re.compile(r"^id:[ \t]+(?P<id>[A-Za-z][\w.-]*|\d[\w.]*-[\w.-]+)[ \t]*(?:[ \t]#.*)?\r?$", re.MULTILINE)
_CONFLICT = re.compile(r"^(?:<{7} .*|={7}|>{7} .*)\r?$", re.MULTILINE)


def read_record(text: str, path: str, conventions: Conventions) -> Record | Unreadable:
    """Read only the front matter of a document, for its promises: where there can be none read, it is unreadable."""
    block, record, problems = _read_front_matter(text, path, conventions)
    if record is not None:
        actions = record.fields.get("actions")
        if actions is None or isinstance(actions, Sequence) or actions.value is None:
            return record
        problems = tuple(problem for problem in record.problems if problem.line == actions.line)
    return Unreadable(path=path, problems=problems, claim=plain_id(text, block))


def parse(source: str | Problem, path: str, conventions: Conventions) -> Postmortem:
    """Read a whole document.

    Args:
        source: its text, or the problem that kept it from being read.
        path: relative to the project's root, with forward slashes.
        conventions: what to read it by.
    """
    if isinstance(source, Problem):
        return Postmortem(path=path, text="", block=None, record=None, blocks=(), sections=(), problems=(source,))
    block, record, problems = _read_front_matter(source, path, conventions)
    start, first_line = (block.body, block.body_line) if block else (0, 1)
    blocks = parse_body(source[start:], first_line=first_line) if block or _has_a_body(problems) else ()
    if _has_conflict(source) and all(problem.kind is ProblemKind.MISSING_FRONT_MATTER for problem in problems):
        quoted = {n for b in blocks if b.kind == "code" for n in range(b.line, b.end_line + 1)}
        problems += tuple(conflict for conflict in _conflicts(source) if conflict.line not in quoted)
    return Postmortem(
        path=path,
        text=source,
        block=block,
        record=record,
        blocks=blocks,
        sections=read_sections(blocks, conventions.sections),
        problems=problems,
    )


def peek_name(text: str, path: str, conventions: Conventions) -> str:
    """Return what the document at `path` is called, without reading more of it than that takes."""
    block = find_block(text)
    if isinstance(block, Block):
        claim = plain_id(text, block)
        if claim:
            return claim
        record = read_record(text, path, conventions)
        if isinstance(record, Record):
            return record.name
    return stem(path)


def plain_id(text: str, block: Block | None) -> str | None:
    """Return the id that front matter states in the plainest way, whatever else is in it."""
    found = _PLAIN_ID.search(text, block.start, block.end) if block else None
    return found["id"] if found else None


def _read_front_matter(
    text: str, path: str, conventions: Conventions
) -> tuple[Block | None, Record | None, tuple[Problem, ...]]:
    block = find_block(text)
    if isinstance(block, Problem):
        return None, None, (block,)
    mapping, problems = read_mapping(text, start=block.start, end=block.end, line=block.line)
    if problems and _has_conflict(text[block.start : block.end]):
        problems = _conflicts(text)
    if mapping is None:
        return block, None, problems
    return block, FieldReader(mapping, path, conventions).record(), problems


def _has_a_body(problems: tuple[Problem, ...]) -> bool:
    """Without front matter the whole file is the story; with one that never ends, nothing is known to be."""
    return all(problem.kind is not ProblemKind.UNTERMINATED_FRONT_MATTER for problem in problems)


def _has_conflict(text: str) -> bool:
    """One marker alone may be a setext heading or an example; git writes all three."""
    return "<<<<<<< " in text and {found[0][0] for found in _CONFLICT.finditer(text)} == set("<=>")


def _conflicts(text: str) -> tuple[Problem, ...]:
    return tuple(
        Problem(
            kind=ProblemKind.MERGE_CONFLICT,
            message="a merge conflict is not resolved",
            line=text.count("\n", 0, found.start()) + 1,
            end_column=len(found[0].rstrip("\r")) + 1,
            help="Keep what is right and delete the three marker lines.",
        )
        for found in _CONFLICT.finditer(text)
        if found[0].startswith("<")
    )
