"""A comment suppresses a rule that does not exist.

## Why

A suppression with a slip of the finger suppresses nothing, and the finding that it was meant for stays. One that names
no rule at all suppresses nothing either: it would hide what is added to the line tomorrow.

A comment is `ignore` or `ignore-file` with codes (`PM203`), families (`PM5`) or names (`human-error`) in brackets,
and commas between them. `ALL` is every rule. Reported is also what only looks like one: `pmctl: ignore PM203`,
`pmctl-ignore[PM203]`, and words of other tools such as `pmctl: disable[PM203]`.

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

from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.suppressions import ORDERS, read_suppressions
from pmctl.rules.model import Context, FindingSeverity, Report, Rule
from pmctl.rules.registry import RULES
from pmctl.rules.selection import near_selector, selects
from pmctl.rules.values import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Postmortem
    from pmctl.postmortem.suppressions import Suppression

_CODE = lazy_pattern(r"\bPM[0-9][0-9OIl]{0,2}\b")
_NAMED = 5


def check(document: Postmortem, _: Context) -> Iterator[Report]:
    """Report every selector that selects no rule, and every comment that has none or is written otherwise."""
    for comment in read_suppressions(document).written:
        written = document.text[comment.start : comment.end]
        if comment.order not in ORDERS:
            message = f"{shorten(comment.order)} suppresses nothing: did you mean {_meant_order(comment, written)}?"
            yield _report(comment, message, "Write ignore[PM203] for a line, or ignore-file[PM203] for the document.")
        elif not comment.selectors:
            meant = f": did you mean {_meant_order(comment, written)}?" if _CODE.search(written) else ""
            help_ = f"Write codes in brackets: {comment.order}[PM203]."
            yield _report(comment, f"this comment names no rule in brackets, and suppresses nothing{meant}", help_)
        else:
            yield from _check_selectors(comment)


def _check_selectors(comment: Suppression) -> Iterator[Report]:
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


def _meant_order(comment: Suppression, written: str) -> str:
    """Return what somebody probably wanted to write."""
    order = "ignore-file" if "file" in comment.order else "ignore"
    codes = [selector.text for selector in comment.selectors] or _CODE.findall(written)
    known = [code if _is_known(code) else _meant(code) or code for code in codes[:_NAMED]] or ["PM203"]
    return f"pmctl: {order}[{shorten(', '.join(known))}]"


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
