"""A related document does not exist.

## Why

`related` is how a reader finds that it is another one of those. A reference to a document that was never written, or
that is misspelt, breaks without anybody noticing, since nothing else follows it.

Each item is the id of a document of this repository, or a part of one that no other id contains. Links to elsewhere
are whole URLs; they are not followed.

## Bad

```markdown postmortems/2026-03-14-checkout-timeouts.md
---
id: 2026-03-14-checkout-timeouts
related: [2025-11-02-order-pool-exhausted, checkout]
---
```

```markdown postmortems/2025-11-02-orders-pool-exhausted.md
---
id: 2025-11-02-orders-pool-exhausted
---
```

## Good

```markdown postmortems/2026-03-14-checkout-timeouts.md
---
id: 2026-03-14-checkout-timeouts
related: [orders-pool, "https://status.example.com/incidents/17"]
---
```

```markdown postmortems/2025-11-02-orders-pool-exhausted.md
---
id: 2025-11-02-orders-pool-exhausted
---
```
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from pmctl.postmortem.model import stem
from pmctl.postmortem.placeholders import is_placeholder
from pmctl.rules.model import Context, FindingSeverity, Report, Rule, report_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Postmortem

_NAMED_AT_MOST = 3


def check(document: Postmortem, context: Context) -> Iterator[Report]:
    """Report every related item that is not exactly one other document."""
    record = document.record
    for item in record.related if record else ():
        text = item.text.strip()
        if not text or "://" in text or is_placeholder(text):
            continue
        found = [text] if text in context.names else sorted(name for name in context.names if text in name)
        if not found:
            yield report_at(item, f"related {text} names no document", _guess(text, document.name, context))
        elif found == [document.name]:
            yield report_at(item, f"related {text} refers to the document itself", "Name another document.")
        elif len(found) > 1:
            others = [name for name in found if name != document.name]
            yield report_at(item, f"related {text} is ambiguous", f"Write the whole id: {_choices(others)}.")


def _choices(names: list[str]) -> str:
    more = len(names) - _NAMED_AT_MOST
    shown = [*names[:_NAMED_AT_MOST], *([f"{more} more"] if more > 0 else [])]
    return " or ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def _guess(text: str, own: str, context: Context) -> str | None:
    """Suggest the nearest id; somebody may have written a path, or the id of an action, instead."""
    others = [name for name in context.names if name != own]
    words = (stem(text), text.partition("/")[0])
    close = next((match for word in words for match in get_close_matches(word, others, n=1)), None)
    return f"Did you mean {close}?" if close else None


RULE = Rule(
    code="PM702",
    name="broken-related",
    severity=FindingSeverity.ERROR,
    help="Write the id of a document of this repository, or a whole URL.",
    page=__doc__,
    check=check,
)
