"""A part of a value is read as a comment.

## Why

In YAML a `#` after a space starts a comment, and everything behind it is gone: `title: Fix #12` reads as `Fix`, and
`owner: #payments` as nothing. Nobody sees it in the file.

Not reported are comments that are meant as such: `#` and a space, or `#` behind a value that cannot hold one (a date, a
time, a status, a severity, a priority, a type).

## Bad

```markdown
---
title: Fix #12
owner: mara #payments
---
```

```markdown
---
tags:
  - #checkout
---
```

## Good

```markdown
---
title: "Fix #12"
owner: mara  # for payments
tags: [C#, "#checkout"]
actions:
  - id: A1
    title: 'Alert on #12'
    due: 2026-03-28  # moved once
    priority: P1 #agreed in the review
---
```

## Fix

The whole value is put in quotes where it hardly ended before the `#`: it is a text and a digit follows, as in
`Fix #12`, or one word and the value would be empty or is a text. Elsewhere it is put in quotes with `--unsafe-fixes`,
and where a second `#` follows, which may well begin a comment, it is left to you.

## Source

YAML 1.2.2, section 6.6: a comment is separated from what precedes it by white space.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pmctl.postmortem.model import MILESTONES
from pmctl.postmortem.nodes import Mapping, Scalar, path_to
from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.yaml_text import format_value
from pmctl.rules.edits import take_in_comment
from pmctl.rules.model import Context, FindingSeverity, Fix, Report, Rule
from pmctl.rules.values import shorten, values_of

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from pmctl.postmortem.model import Postmortem, Record
    from pmctl.postmortem.nodes import Node
    from pmctl.rules.values import NamedValue

_COMMENT = lazy_pattern(r"[ \t]*(?P<comment>#(?![\s#]|pmctl:|\Z)[^\r\n]*)")
_KEYS_WITHOUT_FREE_TEXT = frozenset(
    {"date", "due", "opened", "closed", "status", "severity", "priority", "type", "detection", *MILESTONES}
)

_KEYS_OF_TEXT = frozenset({"title", "trigger", "note", "reason", "evidence", "summary"})
_ONE_WORD = lazy_pattern(r"#[\w.-]+")


def check(document: Postmortem, _: Context) -> Iterator[Report]:
    """Report every plain value that goes on in a comment."""
    record, block = document.record, document.block
    if record is None or (block and "#" not in document.text[block.start : block.end]):
        return
    for value in values_of(record):
        if value.scalar.plain and value.key not in _KEYS_WITHOUT_FREE_TEXT:
            found = _COMMENT.match(document.text, value.scalar.end)
            if found:
                yield _report(document.text, record, value, found)


def _report(text: str, record: Record, value: NamedValue, found: re.Match[str]) -> Report:
    scalar = value.scalar
    reads = f"reads as “{shorten(scalar.text)}”" if scalar.text else "reads as nothing"
    whole = f"{scalar.text} {found['comment'].rstrip()}".strip()
    at = found.start("comment")
    column = at - text.rfind("\n", 0, at)
    return Report(
        message=f"{value.name} {reads}: the rest of the line is a comment",
        line=scalar.line + text.count("\n", scalar.start, at),
        column=column,
        end_column=column + len(found["comment"].rstrip()),
        help=f"Put it in quotes: {format_value(whole)} (or write a space after the # if a comment is meant).",
        fix=_fix(text, record, value, found["comment"].rstrip()),
    )


def _fix(text: str, record: Record, value: NamedValue, comment: str) -> Fix | None:
    """Quote the whole value; where another # follows, nobody but its author knows where it ends."""
    if " #" in comment or "\t#" in comment:
        return None
    path = path_to(record.fields, value.scalar)
    is_word = bool(_ONE_WORD.fullmatch(comment))
    is_text = is_word and (not value.scalar.text or value.key in _KEYS_OF_TEXT)
    is_number = comment[1].isdecimal() and value.key in _KEYS_OF_TEXT
    is_safe = not _is_in_brackets(record.fields, path) and (is_text or is_number)
    return Fix(title="Put it in quotes", edit=partial(take_in_comment, text, path), is_safe=is_safe)


def _is_in_brackets(node: Node, path: tuple[str | int, ...]) -> bool:
    """Return whether a comma would end the value that `path` leads to."""
    for step in path:
        if isinstance(node, Scalar) or node.flow:
            return True
        node = node.entries[str(step)].node if isinstance(node, Mapping) else node.items[int(step)]
    return False


RULE = Rule(
    code="PM008",
    name="swallowed-comment",
    severity=FindingSeverity.WARNING,
    help="Put the whole value in quotes, or write a space after the # if a comment is meant.",
    page=__doc__,
    check=check,
)
