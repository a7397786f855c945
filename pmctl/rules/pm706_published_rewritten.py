"""A published postmortem no longer says what it said.

## Why

People have read it, decided by it and linked to it. What turns out to be wrong is worth knowing as such: a paragraph
that is added, under a heading such as Update, tells both what was believed and what is known. Not every organisation
wants that, so this rule is off unless it is selected.

This rule compares with the base of a branch, so it runs only with `--changed` or `--base`, and only for what was
published or closed there. Every paragraph, list item and row of the story must still stand, in its order; others may be
added, paragraphs may be wrapped anew, and the section Action items goes on living. In the record, the title, severity,
date, milestones, detection, trigger, causes, services and impact must stay; what was blank may be filled in.

## Bad

First what the base has, then what the branch makes of it:

```markdown base/postmortems/2026-03-14-checkout-timeouts.md
---
id: 2026-03-14-checkout-timeouts
status: published
---
## Impact

One request in nine failed for an hour.
```

```markdown postmortems/2026-03-14-checkout-timeouts.md
---
id: 2026-03-14-checkout-timeouts
status: published
---
## Impact

A few requests were slow.
```

## Good

```markdown base/postmortems/2026-03-14-checkout-timeouts.md
---
id: 2026-03-14-checkout-timeouts
status: published
---
## Impact

One request in nine failed for an hour.
```

```markdown postmortems/2026-03-14-checkout-timeouts.md
---
id: 2026-03-14-checkout-timeouts
status: closed
---
## Impact

One request in nine failed for an hour.

## Update, 2 April

It was one request in seven: those that clients had given up on were not counted.
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.postmortem.conventions import Status
from pmctl.postmortem.model import MILESTONES
from pmctl.postmortem.parse import parse
from pmctl.rules.model import Context, FindingSeverity, Report, Rule, report_at
from pmctl.rules.promises import is_blank
from pmctl.rules.values import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Postmortem, Record

_FACTS = (
    "title", "severity", "date", *(name for name in MILESTONES if name != "published_at"), "detection", "trigger",
    "causes", "services", "impact",
)  # fmt: skip


def check(document: Postmortem, context: Context) -> Iterator[Report]:
    """Report every fact, and the first words of the story, that no longer stand as they were published."""
    former = context.base.formers.get(document.path) if context.base else None
    if former is None or document.record is None or former.record.status not in {Status.PUBLISHED, Status.CLOSED}:
        return
    yield from _facts(former.record, document.record)
    yield from _story(parse(former.text, former.record.path, context.conventions), document)


def _facts(before: Record, now: Record) -> Iterator[Report]:
    for key in _FACTS:
        old, new = before.entry(key), now.entry(key)
        if old is None or is_blank(old.node) or (new and new.node.value == old.node.value):
            continue
        if new is None:
            yield Report(message=f"{key} is gone, though it was published", end_column=4)
        else:
            yield report_at(new.node, f"{key} is no longer what was published")


def _story(before: Postmortem, now: Postmortem) -> Iterator[Report]:
    """Look for each piece of the story behind the one before it; the first that is not there is reported."""
    pieces = _pieces(now)
    last = now.block.body_line if now.block else 1
    for _, piece in _pieces(before):
        line = next((line for line, other in pieces if other == piece), 0)
        if not line:
            message = f"a published postmortem no longer says “{shorten(piece)}”"
            yield Report(message=message, line=min(last, now.text.count("\n") + 1))
            return
        last = line


def _pieces(document: Postmortem) -> Iterator[tuple[int, str]]:
    """Yield each paragraph and heading, and each line of anything else, with its line; comments are no story."""
    living = [range(s.line, s.end_line + 1) for s in document.sections if s.name == "action-items"]
    for block in document.blocks:
        if block.kind == "comment" or any(block.line in lines for lines in living):
            continue
        texts = [block.text] if block.kind in {"paragraph", "heading"} else block.text.split("\n")
        for line, text in enumerate(texts, block.line):
            if piece := " ".join(text.split()):
                yield line, piece


RULE = Rule(
    code="PM706",
    name="published-rewritten",
    severity=FindingSeverity.WARNING,
    help="Let it stand, and add what is known now.",
    page=__doc__,
    check=check,
    default=False,
)
