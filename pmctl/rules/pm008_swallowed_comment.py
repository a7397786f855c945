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

## Source

YAML 1.2.2, section 6.6: a comment is separated from what precedes it by white space.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pmctl.postmortem.model import MILESTONES
from pmctl.postmortem.yaml_text import format_value
from pmctl.rules.model import Context, FindingSeverity, Report, Rule
from pmctl.rules.values import shorten, values_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Postmortem
    from pmctl.rules.values import NamedValue

_COMMENT = re.compile(r"[ \t]*(?P<comment>#(?![\s#]|pmctl:|\Z)[^\r\n]*)")
_KEYS_WITHOUT_FREE_TEXT = frozenset(
    {"date", "due", "opened", "closed", "status", "severity", "priority", "type", "detection", *MILESTONES}
)


def check(document: Postmortem, _: Context) -> Iterator[Report]:
    """Report every plain value that goes on in a comment."""
    for value in values_of(document.record) if document.record else ():
        if value.scalar.plain and value.key not in _KEYS_WITHOUT_FREE_TEXT:
            found = _COMMENT.match(document.text, value.scalar.end)
            if found:
                yield _report(document.text, value, found)


def _report(text: str, value: NamedValue, found: re.Match[str]) -> Report:
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
    )


RULE = Rule(
    code="PM008",
    name="swallowed-comment",
    severity=FindingSeverity.WARNING,
    help="Put the whole value in quotes, or write a space after the # if a comment is meant.",
    page=__doc__,
    check=check,
)
