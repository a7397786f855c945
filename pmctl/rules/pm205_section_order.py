"""A section stands in another place than the repository wants it.

## Why

Whoever has read three postmortems of an organisation knows where to look in the fourth, if the order is the same.

Of the required sections those that are there are compared, each where it stands first and highest. As few as possible
are reported: of a list of actions at the top, that one, not all that come after it. The rule is off unless it is
selected, since a good story may have its own order.

## Bad

```markdown
## Timeline

- 09:52 UTC: the new driver reaches all hosts

## Summary

Checkout timed out for every fifth customer for 49 minutes.

## Impact

4,100 orders failed.
```

## Good

```markdown
## Summary

Checkout timed out for every fifth customer for 49 minutes.

## Who noticed

Two customers called.

## Impact

4,100 orders failed.

## Timeline

- 09:52 UTC: the new driver reaches all hosts
```

## Options

`[sections] required` lists the sections, in their order.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pmctl.rules.model import Context, FindingSeverity, Report, Rule
from pmctl.rules.story import called, report_heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pmctl.postmortem.model import Postmortem
    from pmctl.postmortem.sections import Section


def check(document: Postmortem, context: Context) -> Iterator[Report]:
    """Report every required section that must move for all to stand in the configured order."""
    places = {key: place for place, key in enumerate(context.conventions.required_sections)}
    named = [places[section.name] for section in document.sections if section.name in places]
    if all(place < following for place, following in pairwise(named)):
        return
    first: dict[int, Section] = {}
    for section in sorted(document.sections, key=lambda section: section.level):
        if section.name in places:
            first.setdefault(places[section.name], section)
    standing = sorted(first, key=lambda place: first[place].line)
    in_order = _longest_rise(standing)
    for place in standing:
        if place not in in_order:
            section = first[place]
            yield report_heading(
                section, f"the section {called(section)} is out of order: it belongs {_where(place, first)}"
            )


def _longest_rise(places: Iterable[int]) -> tuple[int, ...]:
    """Return the most places, as they stand, of which each is higher than the one before."""
    rises: list[tuple[int, ...]] = [()]
    for place in places:
        rises.append((*max((rise for rise in rises if not rise or rise[-1] < place), key=len), place))
    return max(rises, key=len)


def _where(place: int, first: dict[int, Section]) -> str:
    line = first[place].line
    above = [other for other in first if other > place and first[other].line < line]
    if above:
        return f"before {called(first[min(above)])}"
    return f"after {called(first[max(other for other in first if other < place and first[other].line > line)])}"


RULE = Rule(
    code="PM205",
    name="section-order",
    severity=FindingSeverity.WARNING,
    help="Move the heading with everything below it.",
    page=__doc__,
    check=check,
    default=False,
)
