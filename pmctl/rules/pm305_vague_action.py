"""The title of a promised action is so vague that nobody can say when it is done.

## Why

"Improve monitoring" is never finished, and never begun either: it says neither what will be different nor where. An
action that is kept starts with a verb, is about one thing, and tells how one will know that it is done. One that asks
people to be more careful changes nothing: the next person is as careful as the last one was.

Reported are titles that hold nothing else than

- a topic without a verb: "Load testing", "Root cause analysis", "Database documentation", or any single word;
- a wish for better or more: "Optimise the database", "Make the importer more robust", "Better alerts", "More tests",
  "Ensure adequate monitoring is in place";
- a comparison with nothing, or a verb without an object: "Respond faster", "Deploy more often", "Communicate clearly";
- a verb for a system or the incident as a whole: "Refactor the backend", "Fix the issue that caused the outage",
  "Prevent this from happening again", "Avoid human error";
- an inquiry without a question: "Investigate", "Look into it", "Investigate the issue further";
- people in the place of a change: "Be more careful with deploys", "Try harder", "Test more", "Train the team", "Raise
  awareness", "Remember to check the dashboard", "Follow the runbook", "Everyone should double-check the config", "Make
  sure that everybody follows the process", "Share learnings with the team".

A measure, a means or a purpose makes such a title specific, and so does anything that is not understood; "Add
integration tests" says what will be there. A ticket, an address, a person or a date before or behind a title does not:
"Improve monitoring (PAY-12)" says where it is kept. Actions that are proposed, done or dropped are not looked at, nor
are titles in other languages than English, except those of a single word.

Of 291 lines in the action sections of 76 public postmortems 9 are reported, and all 9 are vague when read one by one;
about as many others that are as vague go unseen.

## Bad

```markdown
---
actions:
  - id: A1
    title: Improve monitoring
    status: open
  - id: A2
    title: Be more careful with deploys
    status: open
  - id: A3
    title: Investigate the issue
    status: open
  - id: A4
    title: Better alerts
    status: open
  - id: A5
    title: Load testing
    status: open
  - id: A6
    title: Respond faster
    status: open
  - id: A7
    title: Follow the runbook (PAY-12)
    status: open
---
```

## Good

```markdown
---
actions:
  - id: A1
    title: Improve the p99 of checkout from 900 ms to 300 ms by caching prices
    status: open
  - id: A2
    title: Roll a deploy back when its error rate doubles
    status: open
  - id: A3
    title: Investigate why the replica fell behind
    status: open
  - id: A4
    title: Add a test for an empty cart
    status: open
  - id: A5
    title: Document the failover runbook
    status: open
  - id: A6
    title: Raise the pool limit to 200
    status: open
  - id: A7
    title: Better alerts
    status: proposed
---
```

## Source

Google, "The Site Reliability Workbook", chapter 10, shows a bad postmortem with such actions, "Make automation better"
among them. Atlassian's incident management handbook asks for actions that are actionable, specific and bounded, and
GitLab's handbook for corrective actions that are not too generic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.postmortem.placeholders import is_placeholder
from pmctl.rules.model import Context, FindingSeverity, Report, Rule, report_at
from pmctl.rules.promises import promises
from pmctl.rules.vague_titles import Vagueness, vagueness
from pmctl.rules.values import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Postmortem

_HELP = {
    Vagueness.TOPIC: "Begin with a verb, and say what will be different once it is done.",
    Vagueness.CHANGE: "Say which change brings it about, or which measure it reaches.",
    Vagueness.CARE: "Change what surrounds people instead: a check, a default, a limit, an alert.",
    Vagueness.QUESTION: "Ask the question that it answers, such as: Find out why the replica fell behind.",
}


def check(document: Postmortem, _: Context) -> Iterator[Report]:
    """Report every open promise whose title is vague."""
    for action, fields in promises(document.record):
        node = fields.get("title")
        if node is None or action.title is None or not action.status.is_open or is_placeholder(action.title):
            continue
        if found := vagueness(action.title):
            name = f"action {action.id}" if action.id else "an action"
            yield report_at(node, f"{name} {found.value}: “{shorten(action.title)}”", _HELP[found])


RULE = Rule(
    code="PM305",
    name="vague-action",
    severity=FindingSeverity.WARNING,
    help="Say what will be different once it is done, and how one will know.",
    page=__doc__,
    check=check,
)
