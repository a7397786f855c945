"""The front matter that a legacy document has already, whatever tool wrote it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.adoption.field_words import field_of
from pmctl.adoption.inline import plain
from pmctl.adoption.model import Label
from pmctl.postmortem.frontmatter import find_block, read_mapping
from pmctl.postmortem.nodes import NO_FIELDS, Mapping, Scalar, Sequence
from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.problems import Problem, ProblemKind

if TYPE_CHECKING:
    from collections.abc import Sequence as Several

    from pmctl.adoption.model import Source
    from pmctl.postmortem.nodes import Entry, Node

_KEY_LINE: Final = lazy_pattern(r"^[A-Za-z_\"'][^\n:#]{0,80}:(?:[ \t]|\r?$)", re.MULTILINE)
_TOML_END: Final = lazy_pattern(r"^\+\+\+[ \t]*\r?$", re.MULTILINE)
_CAMEL: Final = lazy_pattern(r"(?<=[a-z])(?=[A-Z])")
_OF_INCIDENT: Final = lazy_pattern(r"(?i:incident|outage|event)")
_INNER: Final = lazy_pattern(
    r"(?i:incident|outage|event|post_?-?mortem|params?|extra|meta|metadata|details?|info|facts?|custom|fields|frontmatter"
    r"|milestones?|timestamps|times|dates)"
)
"""Keys of front matter below which the document's facts stand, as in Hugo's ``[params]`` and Zola's ``[extra]``."""

_FIRST_HEADING: Final = lazy_pattern(r"^# |^=+[ \t]*\r?$", re.MULTILINE)
_ALIAS: Final = lazy_pattern(r"\*(\S{1,60}) is a YAML alias$")
_TAG: Final = lazy_pattern(r"\S{1,200} is a YAML tag$")
_LONGEST_LINE: Final = 200


class Head(NamedTuple):
    """A document's text with front matter in YAML, if it has any.

    Attributes:
        text: the whole document; TOML has become YAML in it.
        fields: the keys; none for a document without front matter.
        has_block: whether there is front matter.
        body: the offset of the body in `text`.
        body_line: the line that the body begins on in `text`, counted from 1.
        shift: how many lines further down the body began in the legacy document.
    """

    text: str
    fields: Mapping
    has_block: bool
    body: int
    body_line: int
    shift: int = 0


def read_head(text: str) -> Head | Problem:
    """Read the front matter of a legacy document, or say why it cannot be read.

    A document that begins with a rule, and not with keys, has none.
    """
    if text.removeprefix("\ufeff").startswith("+++"):
        return _toml(text)
    block = find_block(text)
    if isinstance(block, Problem):
        is_cut = block.kind is ProblemKind.UNTERMINATED_FRONT_MATTER and _KEY_LINE.match(text, text.find("\n") + 1)
        return block if is_cut else _none(text)
    fields, problems = read_mapping(text, start=block.start, end=block.end, line=block.line)
    if fields is not None and not fields.entries and _is_title(text[block.start : block.end], text[block.body :]):
        return _none(text)
    if fields is None:
        if not _KEY_LINE.search(text, block.start, block.end):
            return _none(text)
        return _told(problems[0], text[block.start : block.end].split("\n"), block.line)
    return Head(text, fields, has_block=True, body=block.body, body_line=block.body_line)


def _is_title(between: str, body: str) -> bool:
    """Whether what stands between two rules is a title, which YAML takes for a comment.

    It is one if it stands apart from the rules, or if it is the only heading of the first level.
    """
    lines = between.split("\n")
    is_apart = not lines[0].strip() or not lines[-2:-1] or not lines[-2].strip()
    is_alone = len(between.strip().split("\n")) == 1 and between.startswith("# ") and not _FIRST_HEADING.search(body)
    return bool(between.strip()) and (is_apart or is_alone)


def _told(problem: Problem, lines: Several[str], first: int) -> Problem:
    """A problem with the line that would mend it, if that is an alias or a tag, which other tools resolve."""
    index = problem.line - first
    line = lines[index].rstrip("\r") if 0 <= index < len(lines) else ""
    if found := _ALIAS.match(problem.message):
        anchor = re.compile(rf"(?<!\S)&{re.escape(found[1])}[ \t]+([^\s#&*!|>{{}}\[\],][^#,{{}}\[\]\n]{{0,80}})")
        value = next((said for other in lines if (said := anchor.search(other))), None)
        if value is None:
            place = next((n for n, other in enumerate(lines, first) if f"&{found[1]}" in other), problem.line)
            return replace(problem, help=f"Write out what &{found[1]} in line {place} stands for.")
        new = line.replace(f"*{found[1]}", value[1].strip())
    elif found := _TAG.match(problem.message):
        new = re.sub(r"(?<!\S)!\S*[ \t]*", "", line)
    else:
        return problem
    return replace(problem, help=f"Change the line to `{new.strip()}`.") if len(new) <= _LONGEST_LINE else problem


def _none(text: str) -> Head:
    start = int(text.startswith("\ufeff"))
    lead = text[start:]
    if lead.lstrip().startswith("---") and not lead.startswith("---"):
        late = read_head(lead.lstrip())
        if isinstance(late, Head) and late.fields.entries:
            line = lead[: len(lead) - len(lead.lstrip())].count("\n") + 1
            # Front matter further down is not read by anybody, and its lines would be shown as a table or a heading.
            moved = late._replace(text=text[:start] + late.text, body=late.body + start)
            return moved._replace(shift=line - 1 + late.shift)
    return Head(text, NO_FIELDS, has_block=False, body=start, body_line=1)


def _toml(text: str) -> Head | Problem:
    """Turn front matter of TOML, as Hugo and Zola have it, into YAML."""
    start = int(text.startswith("\ufeff"))
    opened = text.find("\n") + 1
    closed = _TOML_END.search(text, opened) if opened and not text[start + 3 : opened].strip() else None
    if closed is None:
        return _none(text)
    from pmctl.adoption.toml import TOMLDecodeError, yaml_of  # noqa: PLC0415 - few documents need it

    ending = "\r\n" if text[:opened].endswith("\r\n") else "\n"
    try:
        yaml = yaml_of(text[opened : closed.start()])
    except TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) + 1 if found else 1
        message = f"the front matter is no valid TOML: {str(error).partition(' (at')[0].lower()}"
        return Problem(kind=ProblemKind.INVALID_YAML, message=message, line=line, help="Mend the front matter.")
    head = f"---\n{yaml}---".replace("\n", ending)
    read = read_head(text[:start] + head + text[closed.end() :])
    if isinstance(read, Problem):
        return read
    body_line = text.count("\n", 0, closed.end()) + 2
    return read._replace(shift=body_line - read.body_line)


def labels_of(fields: Mapping) -> list[Label]:
    """Return the facts that keys of front matter state, whoever named them, and then those of the tables in it."""
    found = _labels_in(fields, "front matter")
    for key, entry in fields.entries.items():
        if _INNER.fullmatch(key) and isinstance(entry.node, Mapping):
            # They are not the document's own keys: these will be added beside them.
            inner = _labels_in(entry.node, "table")
            is_day = _OF_INCIDENT.fullmatch(key)
            found += (
                replace(label, field="incident_day") if is_day and label.field == "date" else label for label in inner
            )
    return found


def _labels_in(fields: Mapping, source: Source) -> list[Label]:
    found = []
    for key, entry in fields.entries.items():
        items = _texts(entry)
        field = field_of(_CAMEL.sub(" ", key)) if items else None
        if field:
            text = ", ".join(items)
            found.append(Label(field=field, label=key, text=text, items=items, line=entry.key.line, source=source))
    return found


def _texts(entry: Entry) -> tuple[str, ...]:
    nodes = entry.node.items if isinstance(entry.node, Sequence) else (entry.node,)
    return tuple(plain(text) for node in nodes if (text := _text(node)))


def _text(node: Node) -> str:
    if isinstance(node, Mapping):  # authors in Hugo and Quarto: a name, and what else is known of it
        name = node.get("name")
        return _text(name) if name is not None else ""
    return node.text.strip() if isinstance(node, Scalar) and not node.is_null else ""
