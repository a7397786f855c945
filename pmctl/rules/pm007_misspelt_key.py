"""A key is almost one that pmctl knows.

## Why

Unknown keys are kept and left alone: other tools need theirs. That makes a slip of the finger silent. `ownr: "@mara"`
is an unknown key and a document without an owner, and `Due: 2026-03-28` is a promise without a date.

Reported are, at the top level, in actions and in `impact`: another case or hyphens (`Due`, `started-at`, `startedAt`),
a letter more, less, wrong or in the wrong place, a milestone without its `_at`, and the usual other words for an
action's owner and due date (`assignee`, `due_date`). Keys that resemble nothing, such as `layout` or `jira`, are not.

Where the known key is there as well, a similar one is taken to be meant: `owners` beside `owner` is not reported.
Another case or hyphens are reported all the same, since nobody means two keys that differ in nothing else.

## Bad

```markdown
---
ownr: "@mara"
started-at: 2026-03-14T09:52:00Z
---
```

```markdown
---
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    assignee: "@jonas"
    Due: 2026-03-28
---
```

## Good

```markdown
---
layout: incident
permalink: /incidents/checkout
owner: "@mara"
started_at: 2026-03-14T09:52:00Z
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    owner: "@jonas"
    due: 2026-03-28
    sprint: 14
---
```

## Fix

The key is renamed if it differs from the known one in case and hyphens only, or in a slip of the finger, and if nothing
else could be that key: not the known key itself, nor a second misspelt one. Another word (`assignee`), one of several
against one (`author`) and a milestone without its `_at` are renamed with `--unsafe-fixes`: they may be another tool's.
"""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from functools import partial
from typing import TYPE_CHECKING

from pmctl.postmortem.model import (
    IMPACT_KEYS,
    OPTIONAL_ACTION_KEYS,
    OPTIONAL_KEYS,
    REQUIRED_ACTION_KEYS,
    REQUIRED_KEYS,
)
from pmctl.postmortem.nodes import Mapping, Scalar
from pmctl.postmortem.patterns import lazy_pattern
from pmctl.rules.edits import rename_key
from pmctl.rules.model import Context, FindingSeverity, Fix, Report, Rule, report_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pmctl.postmortem.model import Postmortem
    from pmctl.postmortem.nodes import Node

# Chosen so that ownr, staus and severty are found, and state (status), reviewed (reviewers) and update (date) are not.
_CLOSE = 0.84
_CLOSE_WITH_THE_SAME_LETTERS = 0.7
_LENGTHS_APART = 2
_OTHER_WORDS = {
    "assignee": "owner", "deadline": "due", "duedate": "due", "dueby": "due", "dueon": "due",
    "openedat": "opened", "closedat": "closed",
}  # fmt: skip
_KEYS = (*REQUIRED_KEYS, *OPTIONAL_KEYS)
_ACTION_KEYS = (*REQUIRED_ACTION_KEYS, *OPTIONAL_ACTION_KEYS)
_JOINTS = lazy_pattern(r"[\s_-]+")


def check(document: Postmortem, _: Context) -> Iterator[Report]:
    """Report the unknown keys of the record, its actions and its impact that are close to a known one."""
    if not document.record:
        return
    text, fields = document.text, document.record.fields
    yield from _misspelt(text, fields, _KEYS, ())
    impact = fields.get("impact")
    if isinstance(impact, Mapping):
        yield from _misspelt(text, impact, IMPACT_KEYS, ("impact",), "impact: ")
    for place, action in enumerate(document.record.actions):
        if action.fields:
            where = f"action {action.label}: "
            yield from _misspelt(text, action.fields, _ACTION_KEYS, ("actions", place), where, _OTHER_WORDS)


def _misspelt(
    text: str,
    fields: Mapping,
    known: tuple[str, ...],
    path: tuple[str | int, ...],
    where: str = "",
    other_words: dict[str, str] | None = None,
) -> Iterator[Report]:
    if fields.entries.keys() <= set(known):
        return
    missing = [name for name in known if name not in fields.entries]
    meanings: dict[str, str] = {}
    for key, entry in fields.entries.items():
        if key not in known:
            other = (other_words or {}).get(_letters(key))
            known_word = other if other in missing else None
            if meant := _same_letters(key, known) or _near(key, entry.node, missing) or known_word:
                meanings[key] = meant
    uses = Counter(meanings.values())
    for key, meant in meanings.items():
        help_ = f"Rename it to {meant}; the value of an unknown key is kept but not read."
        fix = None
        if meant not in missing:
            help_ = f"Keep the value that is right, under {meant}, and delete the other."
        elif uses[meant] == 1:
            edit = partial(rename_key, text, (*path, key), meant)
            fix = Fix(title=f"Rename it to {meant}", edit=edit, is_safe=_is_slip(key, meant))
        report = report_at(fields.entries[key].key, f"{where}unknown key {key}: did you mean {meant}?", help_)
        yield report._replace(fix=fix)


def _is_slip(key: str, meant: str) -> bool:
    """Return whether `key` can be nothing but `meant`: `author` and `service` are words of their own."""
    letters, name = _letters(key), _letters(meant)
    if letters == name:
        return True
    is_another_word = letters in {f"{name}s", name.removesuffix("s"), name.removesuffix("at")}
    return not is_another_word and _likeness(letters, name) > 0


def _letters(key: str) -> str:
    return _JOINTS.sub("", key).casefold()


def _words(key: str) -> int:
    """Return of how many words a key is made: `incident_id` is another key than `incident`, and no slip."""
    return len(_JOINTS.split(key))


def _same_letters(key: str, known: Iterable[str]) -> str | None:
    return next((name for name in known if _letters(name) == _letters(key)), None)


def _near(key: str, node: Node, names: Iterable[str]) -> str | None:
    """Return the name that `key` is nearest to, or None if none is near enough."""
    letters = _letters(key)
    likeness = {name: _likeness(letters, _letters(name)) for name in names if _words(key) == _words(name)}
    nearest = max(likeness, key=likeness.__getitem__, default=None)
    if nearest and likeness[nearest]:
        return nearest
    # `published: true` belongs to site generators; a time cannot be true.
    is_time = isinstance(node, Scalar) and not isinstance(node.value, bool)
    return next((name for name in names if is_time and name == f"{key.casefold()}_at"), None)


def _likeness(letters: str, name: str) -> float:
    if abs(len(letters) - len(name)) > _LENGTHS_APART:
        return 0.0
    enough = _CLOSE_WITH_THE_SAME_LETTERS if sorted(letters) == sorted(name) else _CLOSE
    ratio = SequenceMatcher(None, letters, name, autojunk=False).ratio()
    return ratio if ratio >= enough else 0.0


RULE = Rule(
    code="PM007",
    name="misspelt-key",
    severity=FindingSeverity.WARNING,
    help="Write the key as pmctl knows it; the value of an unknown key is kept but not read.",
    page=__doc__,
    check=check,
)
