"""A section that every postmortem must have is missing.

## Why

Each section answers a question that somebody will ask later: a customer (Impact), the next person on call (Resolution),
the team that meets the same cause again (Root causes). A section that is not there is a question that nobody asked.

A heading counts at any level, under any usual name of the section and in other languages: "Contributing factors" is
Root causes, and "Impact and resolution" is both.

## Bad

```markdown
# Checkout timeouts after driver upgrade

## Summary

Checkout timed out for every fifth customer for 49 minutes.

## Timeline

- 09:52 UTC: the new driver reaches all hosts
```

## Good

```markdown
# Checkout timeouts after driver upgrade

## Summary

Checkout timed out for every fifth customer for 49 minutes.

## Impact

4,100 orders failed; 3,600 of them were placed again within a day.

## Timeline

- 09:52 UTC: the new driver reaches all hosts

## Contributing factors

The new driver opens twice as many connections.

## Resolution

The driver was rolled back.

## Lessons learned

Connection counts were not part of the load test.

## Action items

They are in the front matter.
```

## Fix

With `--unsafe-fixes`, the heading is added at its place among the required sections, with what the template asks below
it. It is unsafe since it only seems mended: PM203 asks for the answer.

## Options

`[sections] required` lists the sections, in order; an empty list asks for none. `[sections.synonyms]` adds a
repository's own headings.

## Source

The example postmortem of Google, "Site Reliability Engineering", appendix D, has these sections, as do the postmortem
templates of Atlassian and PagerDuty.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pmctl.postmortem.section_gaps import missing_keys
from pmctl.rules.edits import with_section
from pmctl.rules.model import Context, FindingSeverity, Fix, Report, Rule
from pmctl.rules.story import CONTENTS, has_story

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Postmortem


def check(document: Postmortem, context: Context) -> Iterator[Report]:
    """Report every required section that no heading stands for."""
    if not has_story(document):
        return
    names = context.conventions.sections
    for key in missing_keys(document.sections, context.conventions):
        title = names.title_of(key)
        contents = f": {CONTENTS[key]}" if key in CONTENTS else ""
        edit = partial(with_section, document.text, document.path, key, context.conventions)
        yield Report(
            message=f"the section {title} is missing",
            end_column=4 if document.block else None,
            help=f"Add a heading ## {title}{contents}.",
            fix=Fix(title=f"Add the section {title}", edit=edit, is_safe=False),
        )


RULE = Rule(
    code="PM201",
    name="missing-section",
    severity=FindingSeverity.ERROR,
    help="Add the heading, and below it what belongs there.",
    page=__doc__,
    check=check,
)
