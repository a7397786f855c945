"""The front matter that a legacy document has already, whatever tool wrote it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.adoption.field_words import field_of
from pmctl.adoption.inline import plain
from pmctl.adoption.model import Label
from pmctl.postmortem.frontmatter import find_block, read_mapping
from pmctl.postmortem.nodes import NO_FIELDS, Mapping, Scalar, Sequence
from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.problems import Problem, ProblemKind

if TYPE_CHECKING:
    from pmctl.postmortem.nodes import Entry, Node

_KEY_LINE: Final = lazy_pattern(r"^[A-Za-z_\"'][^\n:#]{0,80}:(?:[ \t]|\r?$)", re.MULTILINE)
_TOML_END: Final = lazy_pattern(r"^\+\+\+[ \t]*\r?$", re.MULTILINE)
_CAMEL: Final = lazy_pattern(r"(?<=[a-z])(?=[A-Z])")


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
    if fields is not None and not fields.entries and text[block.start : block.end].strip():
        return _none(text)  # a title between two rules, which YAML takes for a comment
    if fields is None:
        return problems[0] if _KEY_LINE.search(text, block.start, block.end) else _none(text)
    return Head(text, fields, has_block=True, body=block.body, body_line=block.body_line)


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
    """Return the facts that keys of front matter state, whoever named them."""
    found = []
    for key, entry in fields.entries.items():
        items = _texts(entry)
        field = field_of(_CAMEL.sub(" ", key)) if items else None
        if field:
            found.append(
                Label(
                    field=field,
                    label=key,
                    text=", ".join(items),
                    items=items,
                    line=entry.key.line,
                    source="front matter",
                )
            )
    return found


def _texts(entry: Entry) -> tuple[str, ...]:
    nodes = entry.node.items if isinstance(entry.node, Sequence) else (entry.node,)
    return tuple(plain(text) for node in nodes if (text := _text(node)))


def _text(node: Node) -> str:
    if isinstance(node, Mapping):  # authors in Hugo and Quarto: a name, and what else is known of it
        name = node.get("name")
        return _text(name) if name is not None else ""
    return node.text.strip() if isinstance(node, Scalar) and not node.is_null else ""
