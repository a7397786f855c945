"""A comment suppresses a rule that does not exist.

## Why

A suppression with a slip of the finger suppresses nothing, and the finding that it was meant for stays. One that names
no rule at all suppresses nothing either: it would hide what is added to the line tomorrow.

A comment is `ignore` or `ignore-file` with codes (`PM203`), families (`PM5`) or names (`human-error`) in brackets,
and commas between them. `ALL` is every rule.

## Bad

```markdown
## Impact

<!-- pmctl: ignore[PM5O1] -->
The on-call should have noticed, wrote the customer.
```

```markdown
---
date: sometime in March  # pmctl: ignore
---
```

## Good

```markdown
## Impact

<!-- pmctl: ignore[counterfactual] -->
The on-call should have noticed, wrote the customer.
```

```markdown
---
date: sometime in March  # pmctl: ignore[PM103] nobody knows any more
---
```
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pmctl.postmortem.suppressions import ORDERS, read_suppressions
from pmctl.rules.model import Context, FindingSeverity, Report, Rule
from pmctl.rules.registry import RULES
from pmctl.rules.selection import near_selector, selects
from pmctl.rules.values import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Postmortem
    from pmctl.postmortem.suppressions import Suppression


def check(document: Postmortem, _: Context) -> Iterator[Report]:
    """Report every selector that selects no rule, and every comment that has none."""
    for comment in read_suppressions(document).written:
        if comment.order not in ORDERS:
            message = f"pmctl knows no {shorten(comment.order)}, only ignore and ignore-file"
            yield _report(comment, message, "Write ignore[PM203] for a line, or ignore-file[PM203] for the document.")
        elif not comment.selectors:
            help_ = f"Write codes in brackets: {comment.order}[PM203]."
            yield _report(comment, "this comment names no rule, and suppresses nothing", help_)
        for selector in comment.selectors:
            if not _is_known(selector.text):
                name = shorten(selector.text)
                meant = _meant(name)
                yield Report(
                    message=f"there is no rule {name}" + (f": did you mean {meant}?" if meant else ""),
                    line=comment.line,
                    column=selector.column,
                    end_column=selector.end_column,
                )


@lru_cache(maxsize=1000)
def _is_known(selector: str) -> bool:
    return any(selects(selector, rule) for rule in RULES.values())


@lru_cache(maxsize=1000)
def _meant(selector: str) -> str | None:
    return near_selector(selector, RULES)


def _report(comment: Suppression, message: str, help_: str) -> Report:
    return Report(message=message, line=comment.line, column=comment.column, end_column=comment.end_column, help=help_)


RULE = Rule(
    code="PM902",
    name="unknown-rule",
    severity=FindingSeverity.WARNING,
    help="`pmctl rule --all` lists all rules.",
    page=__doc__,
    check=check,
)
