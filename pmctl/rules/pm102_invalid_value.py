"""A value is not one that its key can have.

## Why

Every report, reminder and due date rests on these few words. A status that pmctl does not know counts as open, a
severity that it does not know demands nothing, and a list where one value belongs has no meaning at all.

An id is part of every reference (`2026-03-14-checkout-timeouts/A1`), so it holds no slash, no white space and no
invisible characters.

## Bad

```markdown
---
id: 2026-03-14 checkout/timeouts
status: finished
severity: critical
title: [Checkout, timeouts]
---
```

```markdown
---
actions:
  - id: A 1
    title: Alert when the connection pool is nearly full
    status: todo
---
```

## Good

```markdown
---
id: 2026-03-14-checkout-timeouts
status: published
severity: SEV1
title: Checkout timeouts
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    status: in-progress
    type: detect
    priority: P1
---
```

## Fix

A value that differs in case, blanks or hyphens only (`In Progress`) is written as pmctl knows it, and so are other
words that mean one thing: `completed`, `cancelled` or `wip` for an action, `prevention` for its type, `1` for SEV1.

## Options

`[severities]` and `[priorities]` name a repository's own levels, and `[statuses]` its own words for a status.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pmctl.postmortem.placeholders import is_placeholder
from pmctl.postmortem.problems import ProblemKind
from pmctl.rules.edits import set_value
from pmctl.rules.model import Context, FindingSeverity, Fix, Report, Rule, report_at, reports_of
from pmctl.rules.other_words import known_word
from pmctl.rules.values import find_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Postmortem, Record
    from pmctl.postmortem.nodes import Mapping


def check(document: Postmortem, context: Context) -> Iterator[Report]:
    """Report every value that its key cannot have, and every id that no reference can name."""
    record = document.record
    if record is None:
        return
    for report in reports_of(record.problems, ProblemKind.INVALID_VALUE):
        yield report._replace(fix=_fix(document.text, record, report, context))
    yield from _check_id(record.id, record.fields, "id", "2026-03-14-checkout-timeouts")
    for action in record.actions:
        yield from _check_id(action.id, action.fields, "an action's id", "A1")


def _fix(text: str, record: Record, report: Report, context: Context) -> Fix | None:
    """Return how to write the word that is reported, if pmctl has another for it."""
    found = find_value(record, report.line, report.column)
    word = known_word(found[0], found[1].text, context.conventions) if found else None
    if found is None or word is None:
        return None
    return Fix(title=f"Write {word}", edit=partial(set_value, text, found[0], word))


def _check_id(id_: str | None, fields: Mapping | None, what: str, example: str) -> Iterator[Report]:
    node = fields.get("id") if fields else None
    if node is None or id_ is None or is_placeholder(id_):
        return
    found = _unsafe(id_)
    if found:
        help_ = f"Write letters, digits, hyphens, dots and underscores only, such as {example}."
        yield report_at(node, f"{what} cannot contain {found}: {_visible(id_)}", help_)


def _unsafe(id_: str) -> str | None:
    """Name the first kind of character of `id_` that a reference cannot hold."""
    if "/" in id_:
        return "a slash"
    if len(id_.split()) > 1:
        return "white space"
    return None if id_.isprintable() else "an invisible character"


def _visible(id_: str) -> str:
    return "".join(char if char.isprintable() else f"<U+{ord(char):04X}>" for char in id_)


RULE = Rule(
    code="PM102",
    name="invalid-value",
    severity=FindingSeverity.ERROR,
    help="Write one of the values that the key can have.",
    page=__doc__,
    check=check,
)
