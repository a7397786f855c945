"""The front matter is not YAML that can be read safely.

## Why

One character in the wrong place makes the whole record unreadable, and with it every promise in it. The usual ones: a
handle such as `@mara`, a value with `: ` inside, words behind a quote or a bracket that is closed, a quote that is
never closed, a colon with no space behind it, and a tab at the start of a line. All of these are reported at once; of
anything else, only the first is known.

Aliases, tags, several YAML documents in one block, and very deep nesting are refused too: a record needs none of them,
and each of them makes different tools read different things.

## Bad

```markdown
---
title: Checkout: timeouts after driver upgrade
owner: @mara
---
```

```markdown
---
owner: &somebody mara
authors: [*somebody]
---
```

## Good

```markdown
---
title: "Checkout: timeouts after driver upgrade"
owner: "@mara"
authors: [mara]
---
```

## Fix

Values that lack nothing but quotes are put in quotes: those that start with `@`, `%` or a backtick, and of the keys
that take a text, such as `title`, those with `: ` inside, with words behind their quotes (`"Prod" is down`), and those
that start with a bracket or another sign of YAML's. A quote that is opened is closed, and a space is put behind the
colon of a key that pmctl knows. That is done only where the value can mean nothing else; what else is wrong is left to
you.

## Source

YAML 1.2.2, section 5.3 (`@` and the backtick are reserved) and section 7.3.3 (what a plain value may hold).
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pmctl.postmortem.problems import ProblemKind
from pmctl.rules.model import Context, FindingSeverity, Fix, Report, Rule, reports_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Postmortem


def check(document: Postmortem, _: Context) -> Iterator[Report]:
    """Report everything that keeps the front matter from being read."""
    reports = list(reports_of(document.problems, ProblemKind.INVALID_YAML))
    if not reports:
        return
    from pmctl.postmortem.yaml_repair import certain_mends, mended  # noqa: PLC0415 - most documents can be read

    mends = certain_mends(document.text)
    for report in reports:
        if mend := mends.get((report.line, report.column)):
            fix = Fix(title=mend.title, edit=partial(mended, document.text, mend))
            yield report._replace(fix=fix)
        else:
            yield report


RULE = Rule(
    code="PM004",
    name="invalid-yaml",
    severity=FindingSeverity.ERROR,
    help="Keep to plain `key: value` lines and lists, with values in quotes where they hold special characters.",
    page=__doc__,
    check=check,
)
