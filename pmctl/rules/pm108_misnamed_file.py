"""The file is called something else than the repository calls its postmortems.

## Why

In a folder, in a search and in a pull request a postmortem is known by its file's name. One that tells another day than
the record stands in the wrong place of every list, and one of its own kind is not found by those who know the rule.

A name must have the shape of `filename`, and the date and the year in it must be those of the record. The rest may
differ: titles are edited and severities reassessed, and names stay. Folders and the extension do not matter.

## Bad

```markdown postmortems/2026-03-15-checkout-timeouts.md
---
title: Checkout timeouts after driver upgrade
date: 2026-03-14
---
```

```markdown postmortems/checkout.md
---
title: Checkout timeouts after driver upgrade
date: 2026-03-14
---
```

## Good

```markdown postmortems/2026/2026-03-14-slow-checkout.md
---
title: Checkout timeouts after driver upgrade
date: 2026-03-14
---
```

## Options

`filename` is the shape, `{date}-{slug}.md` unless it is set: a text that holds `{slug}`, and `{date}`, `{year}` and
`{severity}` as you like.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.postmortem.filenames import fill_in, read_name
from pmctl.postmortem.model import stem
from pmctl.postmortem.placeholders import is_placeholder
from pmctl.postmortem.slug import slugify
from pmctl.rules.model import Context, FindingSeverity, Report, Rule, report_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.conventions import Severity
    from pmctl.postmortem.model import Postmortem, Record

_LONGEST_TITLE = 200


def check(document: Postmortem, context: Context) -> Iterator[Report]:
    """Report a file whose name has another shape than the configured one, or tells another day than the record."""
    record = document.record
    if record is None or record.date is None:
        return
    conventions = context.conventions
    pattern = conventions.filename.rpartition("/")[2]
    severity = conventions.severity(record.severity)
    found = read_name(stem(document.path), pattern, [s.name for s in conventions.severities] if severity else ())
    if found is None:
        message = f"the file's name does not have the shape {pattern}"
        yield Report(message=message, end_column=4, help=_advice(record, pattern, severity))
        return
    expected = {"date": record.date.isoformat(), "year": f"{record.date.year:04}"}
    wrong = [text for field, text in found.items() if expected.get(field, text) != text]
    if wrong:
        name = fill_in(pattern, date=record.date, slug=found["slug"], severity=found.get("severity", ""))
        node = record.fields.entries["date"].node
        help_ = f"Correct date, or rename the file to {name}."
        yield report_at(node, f"date is {record.date} but the file's name says {wrong[0]}", help_)


def _advice(record: Record, pattern: str, severity: Severity | None) -> str | None:
    """Suggest a name, if what it takes is known; whatever else is missing has a rule of its own."""
    if record.date is None or record.title is None or is_placeholder(record.title):
        return None
    if severity is None and "{severity}" in pattern:
        return None
    slug = slugify(record.title[:_LONGEST_TITLE])
    name = fill_in(pattern, date=record.date, slug=slug, severity=severity.name if severity else "")
    return f"Rename it to {name}, or set filename in the configuration."


RULE = Rule(
    code="PM108",
    name="misnamed-file",
    severity=FindingSeverity.WARNING,
    help="Rename the file, or set filename in the configuration.",
    page=__doc__,
    check=check,
)
