"""A section has a heading and nothing below it.

## Why

An empty section looks like a finished one in the table of contents, and hides that its question was never answered. If
there is nothing to say, say so: "No data was lost" is an answer.

Rules, blank lists and tables without a row of values say nothing either. Of a section that holds only empty
sub-sections, the outer one is reported. "Action items" may stay empty where the front matter has actions: they are the
truth. Headings that pmctl does not know are left alone.

## Bad

```markdown
## Summary

Checkout timed out for every fifth customer for 49 minutes.

## Impact

## Lessons learned

### What went well

### What went wrong
```

## Good

```markdown
## Summary

Checkout timed out for every fifth customer for 49 minutes.

## Impact

4,100 orders failed; no data was lost.

## Lessons learned

### What went well

The alert came before the first complaint.
```

## Options

`[sections.synonyms]` adds a repository's own headings, which are checked like the built-in ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.rules.model import Context, FindingSeverity, Report, Rule
from pmctl.rules.story import CONTENTS, called, report_heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Postmortem


def check(document: Postmortem, context: Context) -> Iterator[Report]:
    """Report every known section that says nothing, unless it lies within one that is reported."""
    required = context.conventions.required_sections
    reported_up_to = 0
    for section in document.sections:
        if section.name is None or not section.is_empty or section.line <= reported_up_to:
            continue
        if section.name == "action-items" and _may_have_actions(document):
            continue
        reported_up_to = section.end_line
        contents = CONTENTS.get(section.name, "what belongs there")
        or_else = (
            '; if there is nothing to say, write "None"' if section.name in required else ", or delete the heading"
        )
        yield report_heading(section, f"the section {called(section)} is empty", f"Write {contents}{or_else}.")


def _may_have_actions(document: Postmortem) -> bool:
    """Front matter that cannot be read may hold actions; whoever mends it learns more."""
    if document.record is None:
        return document.block is not None
    return bool(document.record.actions)


RULE = Rule(
    code="PM202",
    name="empty-section",
    severity=FindingSeverity.ERROR,
    help="Write what belongs there; if there is nothing to say, say so.",
    page=__doc__,
    check=check,
)
