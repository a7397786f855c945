"""Two documents have the same id.

## Why

A document and its promises are known by the id, through every rename. With one id for two documents a reference is
ambiguous, and the history of one document's actions runs into the other's. It happens when a new postmortem is copied
from an old one.

Where a document has no id, the name of its file stands in for it.

## Bad

```markdown postmortems/2026-03-14-checkout-timeouts.md
---
id: 2026-03-14-checkout-timeouts
---
```

```markdown postmortems/2026-05-02-search-outage.md
---
id: 2026-03-14-checkout-timeouts
---
```

## Good

```markdown postmortems/2026-03-14-checkout-timeouts.md
---
id: 2026-03-14-checkout-timeouts
---
```

```markdown postmortems/2026-05-02-search-outage.md
---
id: 2026-05-02-search-outage
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.rules.model import Context, FindingSeverity, Report, Rule, report_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Postmortem

_NAMED_AT_MOST = 3


def check(document: Postmortem, context: Context) -> Iterator[Report]:
    """Report a document whose id, or whose file's name in place of one, is another document's too."""
    record = document.record
    if record is None:
        return
    others = [path for path in context.names.get(record.name, ()) if path != record.path]
    if not others:
        return
    entry = record.entry("id")
    if record.id and entry:
        yield report_at(entry.node, f"the id {record.id} is also that of {_listed(others)}")
    else:
        message = f"{record.name} stands in for the missing id and is also the name of {_listed(others)}"
        yield Report(message=message, line=1, column=1, end_column=4, help="Give the document an id of its own.")


def _listed(paths: list[str]) -> str:
    more = len(paths) - _NAMED_AT_MOST
    return ", ".join(sorted(paths)[:_NAMED_AT_MOST]) + (f" and {more} more" if more > 0 else "")


RULE = Rule(
    code="PM701",
    name="duplicate-id",
    severity=FindingSeverity.ERROR,
    help="An id never changes, so give the newer of the documents a new one.",
    page=__doc__,
    check=check,
)
