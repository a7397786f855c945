"""A section that every postmortem has once stands there twice.

## Why

Two sections called Impact contradict each other sooner or later, and whoever looks for the impact finds the first.
The second is usually left over from a template, or from joining two drafts.

Reported are headings with the same words, at the same level, below the same heading. "Root causes" beside
"Contributing factors" is two sections, and so is "Timeline (day 1)" beside "Timeline (day 2)"; an "Impact" below each
of two incidents belongs to it.

## Bad

```markdown
## Impact

Checkout timed out for every fifth customer.

## Timeline

- 09:52 UTC: the new driver reaches all hosts

## Impact

4,100 orders failed.
```

## Good

```markdown
## Root causes

The new driver opens twice as many connections.

## Contributing factors

Connection counts were not part of the load test.

## Timeline (14 March)

- 09:52 UTC: the new driver reaches all hosts

## Timeline (15 March)

- 08:30 UTC: the fixed driver reaches all hosts
```

## Options

`[sections] required` lists the sections that are looked at.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pmctl.postmortem.patterns import lazy_pattern
from pmctl.rules.model import Context, FindingSeverity, Report, Rule
from pmctl.rules.story import called, report_heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Postmortem
    from pmctl.postmortem.sections import Section

_NUMBERING = lazy_pattern(r"^\W*(?:\d+[.)]|\d+(?:\.\d+)+[.)]?)\s")
_WORDS = lazy_pattern(r"[^\W_]+")


def check(document: Postmortem, context: Context) -> Iterator[Report]:
    """Report every required section whose heading repeats that of an earlier one beside it."""
    first: dict[tuple[int, int, str], Section] = {}
    for parent, section in _with_parents(document.sections):
        if section.name not in context.conventions.required_sections:
            continue
        place = (parent, section.level, _words(section.heading))
        earlier = first.setdefault(place, section)
        if earlier is not section:
            yield report_heading(
                section, f"the section {called(section)} is there twice (first on line {earlier.line})"
            )


def _with_parents(sections: tuple[Section, ...]) -> Iterator[tuple[int, Section]]:
    """Yield each section with the line of the heading that it stands below, 0 for none."""
    above: list[Section] = []
    for section in sections:
        while above and above[-1].level >= section.level:
            above.pop()
        yield (above[-1].line if above else 0), section
        above.append(section)


@lru_cache(maxsize=1024)
def _words(heading: str) -> str:
    """The words of a heading, without the number that differs between two copies of it."""
    return " ".join(_WORDS.findall(_NUMBERING.sub("", heading).casefold()))


RULE = Rule(
    code="PM204",
    name="duplicate-section",
    severity=FindingSeverity.WARNING,
    help="Join the two under one heading, or delete the one that is left over.",
    page=__doc__,
    check=check,
)
