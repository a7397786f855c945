"""A field that every postmortem, or every promised action, needs is missing or empty.

## Why

Without an id nothing can refer to the document once its file moves; without an owner nobody drives the review to its
end; without a severity and a date nobody knows what it demands, or how soon.

Needed are `id`, `title`, `status`, `severity`, `date` and `owner`, and for each action that is not `proposed` a `title`
and a `status`. Its owner, its due date and its id have rules of their own: PM301, PM302 and PM304.

## Bad

```markdown
---
id: 2026-03-14-checkout-timeouts
title: Checkout timeouts after driver upgrade
status: draft
date: 2026-03-14
owner:
---
```

## Good

```markdown
---
id: 2026-03-14-checkout-timeouts
title: Checkout timeouts after driver upgrade
status: draft
severity: SEV1
date: 2026-03-14
owner: "@mara"
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    owner: "@jonas"
    due: 2026-03-28
    status: open
---
```

## Fix

What stands in for a missing value already is written down: the file's name as the `id`, unless another document is
called so, and `open` as the status of an action. Where something else may be meant, that needs `--unsafe-fixes`: with
keys that pmctl does not know (`State`, `incident_id`), and where a day of closing, evidence, a reason, a comment or the
table of actions may say that an action is not open.

## Source

Google, "Site Reliability Engineering", chapter 15 and the example postmortem of its appendix D: date, authors, status
and summary head the document.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pmctl.postmortem.conventions import ActionStatus, Status
from pmctl.postmortem.model import OPTIONAL_ACTION_KEYS, REQUIRED_ACTION_KEYS, REQUIRED_KEYS
from pmctl.postmortem.nodes import Mapping, Scalar
from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.shown_actions import shown_row
from pmctl.postmortem.yaml_text import format_value
from pmctl.rules.edits import add_key_first, set_value
from pmctl.rules.model import Context, FindingSeverity, Fix, Report, Rule, report_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.model import Action, Postmortem
    from pmctl.postmortem.nodes import Node

_SAID_OF_CLOSED = ("closed", "evidence", "reason")
_ACTION_KEYS = frozenset({*REQUIRED_ACTION_KEYS, *OPTIONAL_ACTION_KEYS})
_PLAIN = lazy_pattern(r"[\w.-]+")
_ACTION_HELP = {
    "title": "Say in one line what will be different when it is done.",
    "status": f"{{}} status: open; it is one of {', '.join(ActionStatus)}.",
}


def check(document: Postmortem, context: Context) -> Iterator[Report]:
    """Report every required key that is missing or has no value, of the record and of its promised actions."""
    record = document.record
    if record is None:
        return
    for key in REQUIRED_KEYS:
        entry = record.entry(key)
        if entry is None:
            help_ = _help(key, None, document, context.conventions)
            fix = _id_fix(document, context) if key == "id" else None
            yield Report(message=f"{key} is missing", line=1, column=1, end_column=4, help=help_, fix=fix)
        elif _is_empty(entry.node):
            report = report_at(entry.key, f"{key} is empty", _help(key, entry.node, document, context.conventions))
            yield report._replace(fix=_id_fix(document, context) if key == "id" else None)
    for place, action in enumerate(record.actions):
        if action.status is not ActionStatus.PROPOSED and action.fields:
            yield from _check_action(document, place, action, action.fields)


def _check_action(document: Postmortem, place: int, action: Action, fields: Mapping) -> Iterator[Report]:
    for key, template in _ACTION_HELP.items():
        entry = fields.entries.get(key)
        if entry is not None and not _is_empty(entry.node):
            continue
        message = f"action {action.label} has no {key}"
        help_ = template.format(_lead(key, entry and entry.node))
        fix = _status_fix(document, place, action, fields) if key == "status" else None
        if entry is None:
            yield Report(message=message, line=action.line, column=action.column, help=help_, fix=fix)
        else:
            yield report_at(entry.key, message, help_)._replace(fix=fix)


def _status_fix(document: Postmortem, place: int, action: Action, fields: Mapping) -> Fix:
    edit = partial(set_value, document.text, ("actions", place, "status"), ActionStatus.OPEN.value)
    return Fix(title="Add status: open", edit=edit, is_safe=not _tells_status(document, action, fields))


def _tells_status(document: Postmortem, action: Action, fields: Mapping) -> bool:
    """Return whether anything but its status may say that an action is not open: a key, a comment, or its row."""
    if not _ACTION_KEYS.issuperset(fields.entries) or any(map(fields.get, _SAID_OF_CLOSED)):
        return True
    if any(f"{word}:" in document.text[fields.start : fields.end].partition("#")[2] for word in ("status", "state")):
        return True
    row = shown_row(document, action)
    return row is not None and row.cells[-1] not in {"", ActionStatus.OPEN.value}


def _id_fix(document: Postmortem, context: Context) -> Fix | None:
    """Return how to write down the name of the file, by which the document is known without an id."""
    record = document.record
    if record is None or not _PLAIN.fullmatch(record.stem) or len(context.names.get(record.stem, ())) > 1:
        return None
    fields = record.fields.entries
    add = set_value if "id" in fields or not fields else add_key_first
    edit = partial(add, document.text, ("id",), record.stem)
    return Fix(title=f"Add the id {record.stem}", edit=edit, is_safe=not any(map(_may_be_id, fields)))


def _may_be_id(key: str) -> bool:
    """Return whether an unknown key may hold the id, which is neither `id` nor a word such as `incidents`."""
    return key != "id" and key.casefold().endswith(("id", "slug"))


def _is_empty(node: Node) -> bool:
    """Return whether nothing is written; what is written in the wrong shape is PM102's matter."""
    if isinstance(node, Scalar):
        return node.value is None or not node.text.strip()
    return not node.entries if isinstance(node, Mapping) else all(_is_empty(item) for item in node.items)


def _help(key: str, node: Node | None, document: Postmortem, conventions: Conventions) -> str:
    title = document.title or "Checkout timeouts after driver upgrade"
    severities = [severity.name for severity in conventions.severities]
    example = {
        "id": "2026-03-14-checkout-timeouts; it never changes, even when the file moves.",
        "title": format_value(title),
        "status": _one_of(Status.DRAFT, Status),
        "severity": _one_of(severities[min(1, len(severities) - 1)], severities),
        "date": "2026-03-14; it is the day on which the incident began.",
        "owner": '"@mara"; it is the one person who sees the review through.',
    }[key]
    return f"{_lead(key, node)} {key}: {example}"


def _one_of(example: str, names: Iterable[str]) -> str:
    return f"{example}; it is one of {', '.join(names)}."


def _lead(key: str, node: Node | None) -> str:
    """Return how the help begins: there may be a line already, with nothing on it, or with an empty value."""
    if node is None:
        return "Add a line such as"
    is_blank = isinstance(node, Scalar) and node.start == node.end
    return f"Write it behind {key}:, such as" if is_blank else "Replace the empty value:"


RULE = Rule(
    code="PM101",
    name="missing-field",
    severity=FindingSeverity.ERROR,
    help="Add the key with its value to the front matter.",
    page=__doc__,
    check=check,
)
