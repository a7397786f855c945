"""A value of the front matter is still to be filled in.

## Why

A template's `TODO` looks like a value to every tool: a due date that is TBD is never overdue, and an owner called
`@handle` is never reminded. What is not known yet is better left out, where the rule that asks for it can say so,
unless its key is required.

Reported are whole values only: TODO, TBD and the like, alone or before a colon, `???`, `<a name>`, `[a name]`,
`{{ a name }}`, `YYYY-MM-DD`, and names that mean nobody, such as `@your-handle`. In the body it is PM203 that looks.

## Bad

```markdown
---
title: "TODO: what happened, for whom"
owner: "@your-handle"
actions:
  - id: A1
    title: <what will be different>
    due: TBD
---
```

## Good

```markdown
---
title: TODO list loses entries after a merge
owner: "@mara"
actions:
  - id: A1
    title: Replace the TODO markers of the importer by errors
    due: 2026-03-28
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.postmortem.conventions import ActionStatus, fold_word
from pmctl.postmortem.model import REQUIRED_ACTION_KEYS, REQUIRED_KEYS
from pmctl.postmortem.nodes import Scalar
from pmctl.postmortem.placeholders import is_placeholder
from pmctl.rules.model import Context, FindingSeverity, Report, Rule, report_at
from pmctl.rules.values import shorten, texts_of, values_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Postmortem, Record


def check(document: Postmortem, context: Context) -> Iterator[Report]:
    """Report every value that nobody has written yet."""
    record = document.record
    if record is None or not any(map(is_placeholder, texts_of(record))):
        return
    # A status such as `todo` is either a word of the repository's own, or reported as an unknown one by PM102.
    read = {(problem.line, problem.column) for problem in record.problems}
    own_words = context.conventions.status_words
    needed = set(_needed(record))
    for name, key, scalar in values_of(record):
        if is_placeholder(scalar.text):
            is_word = (scalar.line, scalar.column) in read or (key == "status" and fold_word(scalar.text) in own_words)
            if not is_word:
                help_ = "Write the value; the key is required." if scalar in needed else None
                yield report_at(scalar, f"{name} still holds a placeholder: {shorten(scalar.text)}", help_)


def _needed(record: Record) -> Iterator[Scalar]:
    """Yield the values whose keys cannot be left out."""
    promised = [action for action in record.actions if action.status is not ActionStatus.PROPOSED]
    nodes = [record.fields.get(key) for key in REQUIRED_KEYS]
    nodes += [action.fields.get(key) for action in promised if action.fields for key in REQUIRED_ACTION_KEYS]
    yield from (node for node in nodes if isinstance(node, Scalar))


RULE = Rule(
    code="PM109",
    name="placeholder-value",
    severity=FindingSeverity.ERROR,
    help="Write the value, or delete the key until it is known.",
    page=__doc__,
    check=check,
)
