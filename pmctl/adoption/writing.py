"""The pmctl document that a legacy one becomes: front matter with what was found, and every word of the body."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from pmctl.postmortem import edit, layout
from pmctl.postmortem.action_table import BLOCK, action_table
from pmctl.postmortem.conventions import ActionStatus
from pmctl.postmortem.frontmatter import find_block, read_mapping
from pmctl.postmortem.parse import parse
from pmctl.postmortem.problems import Problem
from pmctl.postmortem.replace import same
from pmctl.postmortem.yaml_text import EditError, format_value, reads_as

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from pmctl.adoption.found_action import FoundAction
    from pmctl.adoption.heads import Head
    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.frontmatter import Block
    from pmctl.postmortem.nodes import Mapping as Fields
    from pmctl.postmortem.yaml_text import Value

Action: TypeAlias = "dict[str, Value]"

_INDENT: Final = "  "


def action_fields(found: Sequence[FoundAction], *, opened: date | None = None) -> list[Action]:
    """Return the actions as the front matter has them, in the order of their keys.

    An item without a status is open if it has an owner or a due date; without either it is proposed: an idea, which
    nobody has promised yet.

    Args:
        found: as the document states them.
        opened: the day on which they were written down, if it is known; one that was due or over before it has none.
    """
    return [action_keys(f"A{number}", action, opened) for number, action in enumerate(found, 1)]


def action_keys(id_: str, found: FoundAction, opened: date | None) -> Action:
    """Return one action as `action_fields` does."""
    status = found.status or (ActionStatus.OPEN if found.owner or found.due else ActionStatus.PROPOSED)
    fields: Action = {
        "id": id_,
        "title": found.title,
        "owner": found.owner,
        "due": found.due,
        "status": status.value,
        "type": found.type.value if found.type else None,
        "priority": found.priority,
        "ticket": found.ticket,
        "opened": _opened(found, opened),
        "closed": found.closed,
        "note": _note(found),
    }
    return {key: value for key, value in fields.items() if value is not None}


def _opened(found: FoundAction, day: date | None) -> date | None:
    """Return the day; None for an action that was due or over before it, and so was promised earlier."""
    return None if day and any(other < day for other in (found.due, found.closed) if other) else day


def _note(found: FoundAction) -> str | None:
    """What is written in the place of a day or a status, and is none that is known."""
    due = f"due {found.due_text}" if found.due_text and not found.due else None
    status = f"status {found.status_text}" if found.status_text and not found.status else None
    return "; ".join(filter(None, (due, status))) or None


def write_front_matter(head: Head, values: Mapping[str, Value], actions: Sequence[Action]) -> str:
    """Return the document's text with `values` and `actions` in its front matter, where they are missing there.

    What is there stays as it is: values, order, comments, line endings. A key without a value gets one.

    Raises:
        EditError: the front matter is written so that nothing can be added to it safely.
    """
    if not head.has_block:
        return _new_block(head, values, actions)
    text = head.text
    known = head.fields.value
    for key, value in values.items():
        if key in known and known[key] is None:
            text = edit.set_value(text, (key,), value)
    missing = {key: value for key, value in values.items() if key not in known}
    if not head.fields.flow and "actions" not in known:
        return _added(text, missing, actions) if missing or actions else text
    for key, value in missing.items():
        text = edit.add_key(text, (key,), value)
    for action in actions if known.get("actions") in (None, []) else ():
        text = edit.append_action(text, action)
    return text


def _new_block(head: Head, values: Mapping[str, Value], actions: Sequence[Action]) -> str:
    body = head.text[head.body :]
    lines = ["---", *_lines(values, actions), "---"]
    ending = "\r\n" if "\r\n" in body[: body.find("\n") + 1] else "\n"
    gap = "" if not body or body.startswith(("\n", "\r\n")) else ending
    return head.text[: head.body] + "".join(f"{line}{ending}" for line in lines) + gap + body


def _lines(values: Mapping[str, Value], actions: Sequence[Action]) -> list[str]:
    lines = [f"{key}: {format_value(value)}" for key, value in values.items()]
    if actions:
        lines.append("actions:")
    for action in actions:
        pairs = [f"{key}: {format_value(value)}" for key, value in action.items()]
        lines += [f"{_INDENT}{'- ' if index == 0 else '  '}{pair}" for index, pair in enumerate(pairs)]
    return lines


def _added(text: str, values: Mapping[str, Value], actions: Sequence[Action]) -> str:
    """Add all keys at once, below the last one: to add one after the other would read the front matter for each."""
    block, before = _read(text)
    first = next(iter(before.entries.values()), None)
    indent = " " * (first.key.column - 1 if first else 0)
    ending = layout.ending_before(text, block.start)
    start = text[: block.end]
    gap = "" if start.endswith("\n") else ending
    new = "".join(f"{indent}{line}{ending}" for line in _lines(values, actions))
    after = start + gap + new + text[block.end :]
    wanted = {**before.value, **{key: reads_as(value) for key, value in values.items()}}
    if actions:
        wanted["actions"] = [{key: reads_as(value) for key, value in action.items()} for action in actions]
    again, fields = _read(after)
    if after[again.body :] != text[block.body :] or not same(fields.value, wanted):
        raise EditError("nothing can be added to the front matter safely", hint="Add the missing keys by hand.")
    return after


def _read(text: str) -> tuple[Block, Fields]:
    block = find_block(text)
    if not isinstance(block, Problem):
        fields, _ = read_mapping(text, start=block.start, end=block.end, line=block.line)
        if fields is not None:
            return block, fields
    raise EditError("the front matter cannot be read", hint="Add the missing keys by hand.")


def with_action_table(text: str, conventions: Conventions) -> str:
    """Return the document with the generated table of its actions, at the end of its section for them.

    A document without such a section gets one at its end. Where the table cannot stand, as in a code block that is
    never closed, it is left out.

    Args:
        text: the document with its actions in the front matter.
        conventions: what to read it by, and what the section is called.
    """
    document = parse(text, "", conventions)
    record = document.record
    if record is None or not record.actions or edit.has_block(text, BLOCK):
        return text
    ending = "\r\n" if "\r\n" in text[: text.find("\n") + 1] else "\n"
    section = next((section for section in document.sections if section.name == "action-items"), None)
    marked = [f"<!-- pmctl:{BLOCK} -->", *action_table(record.actions).splitlines(), f"<!-- /pmctl:{BLOCK} -->"]
    if section is None:
        heading = [f"## {conventions.sections.title_of('action-items')}", ""]
        after = _inserted(text, len(text), [*heading, *marked], ending)
    else:
        after = _inserted(text, _line_end(text, section.end_line), marked, ending)
    try:
        edit.find_block_markers(after, BLOCK)
    except EditError:
        return text
    return after


def _inserted(text: str, offset: int, lines: Iterable[str], ending: str) -> str:
    """Put lines behind `offset`, apart from what stands around them."""
    before, behind = text[:offset], text[offset:]
    gap = "" if before.endswith("\n") else ending
    blank = "" if before.endswith(("\n\n", "\n\r\n")) else ending
    tail = "" if not behind.strip("\r\n") or behind.startswith(("\n", "\r\n")) else ending
    return before + gap + blank + "".join(f"{line}{ending}" for line in lines) + tail + behind


def _line_end(text: str, line: int) -> int:
    """Return the offset behind a line, counted from 1."""
    offset = 0
    for _ in range(line):
        offset = text.find("\n", offset) + 1 or len(text)
    return offset
