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
_FOREIGN: Final = lazy_pattern(r"\ufeff?(?:\+\+\+|;;;|\{|---[ \t]*[A-Za-z])")
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
_NAME_KEYS: Final = (
    ("name",), ("literal",), ("full_name",), ("fullname",), ("display_name",), ("given", "family"), ("first", "last"),
    ("first_name", "last_name"), ("firstname", "lastname"), ("handle",), ("login",), ("username",), ("github",),
)  # fmt: skip
"""What somebody may be called by in front matter, the plainest first."""

_LONGEST_LINE: Final = 200


class Head(NamedTuple):
    """A document's text with front matter in YAML, if it has any.

    Attributes:
        text: the whole document; TOML and JSON have become YAML in it.
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

    def line_before(self, line: int) -> int:
        """Return the line of the legacy document that stands on a line of `text`; of keys put into YAML about that."""
        return max(1, line + self.shift)


def read_head(text: str) -> Head | Problem:
    """Read the front matter of a legacy document, or say why it cannot be read.

    A document that begins with a rule, and not with keys, has none.
    """
    if _FOREIGN.match(text) and (foreign := _foreign(text)):
        return foreign
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


def _foreign(text: str) -> Head | Problem | None:
    """Turn front matter of TOML or JSON into YAML."""
    from pmctl.adoption.foreign_heads import with_yaml  # noqa: PLC0415 - few documents need it

    converted = with_yaml(text)
    if converted is None or isinstance(converted, Problem):
        return converted
    read = read_head(converted.text)
    if isinstance(read, Problem):
        return replace(read, line=min(read.line, converted.body_line - 1))
    return read._replace(shift=converted.body_line - read.body_line)


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
    nodes: Several[Node] = entry.node.items if isinstance(entry.node, Sequence) else (entry.node,)
    if isinstance(entry.node, Mapping) and not _text(entry.node):  # one of several people, each by a key
        nodes = [other.node for other in entry.node.entries.values() if isinstance(other.node, Mapping)]
    return tuple(plain(text) for node in nodes if (text := _text(node)))


def _text(node: Node) -> str:
    if isinstance(node, Mapping):  # authors in Hugo and Quarto: a name, and what else is known of it
        return _name_in(node)
    return node.text.strip() if isinstance(node, Scalar) and not node.is_null else ""


def _name_in(about: Mapping) -> str:
    """What somebody is called of whom several things are known, or one alone: their name."""
    for keys in _NAME_KEYS:
        nodes = [about.get(key) for key in keys]
        if all(nodes) and all(parts := [_text(node) for node in nodes if node is not None]):
            return " ".join(parts)
    mail = about.get("email")
    if mail is not None and "@" in (text := _text(mail)):
        return text
    inner = [entry.node for entry in about.entries.values()]
    return _name_in(inner[0]) if len(inner) == 1 and isinstance(inner[0], Mapping) else ""
