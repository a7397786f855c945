"""A comment suppresses nothing.

## Why

A suppression says: this is known, and meant to be. When the sentence has been mended the comment stays, and the next
person to write something there is told nothing.

Of two that suppress the same one is enough: the first is taken to be needed, unless another suppresses more.

Only rules that have run are judged: with `--select PM3` a comment about PM203 is not looked at, nor is one about a rule
that the configuration leaves out for the repository, for the file, or for documents of its age. A family is judged when
all of its rules that are on by default have run, and PM703 to PM706 where there is a base to compare with. So
`--select PM901` alone finds little.

What PM901 and PM902 report about comments cannot be suppressed by a comment. Leave them out in the configuration.

## Bad

```markdown
---
date: 2026-03-14  # pmctl: ignore[PM103]
---
# Checkout timeouts
```

```markdown
## Impact

<!-- pmctl: ignore[PM203] -->
Nobody could pay for 38 minutes.
```

## Good

```markdown
---
date: sometime in March  # pmctl: ignore[PM103] nobody knows any more
---
# Checkout timeouts
```

```markdown
## Impact

<!-- pmctl: ignore[PM501] -->
The on-call should have noticed, wrote the customer.
```

## Fix

`--fix` removes the code, or the comment if no other code is left in it, and the line if nothing else is on it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pmctl.postmortem.suppressions import without
from pmctl.rules.model import Context, FindingSeverity, Fix, Report, Rule
from pmctl.rules.registry import RULES
from pmctl.rules.values import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Postmortem


def check(document: Postmortem, context: Context) -> Iterator[Report]:
    """Report every comment in which a code has ruled out no finding, or none that another does not."""
    if context.suppressing is None:
        return
    for comment, selectors, is_doubled in context.suppressing.unused(RULES.values()):
        named = shorten(", ".join(dict.fromkeys(selector.text for selector in selectors)))
        whole = len(selectors) == len(comment.selectors)
        yield Report(
            message=f"there is no finding of {named} to suppress{' that is not suppressed already' * is_doubled}",
            line=comment.line,
            column=comment.column if whole else selectors[0].column,
            end_column=comment.end_column if whole else selectors[-1].end_column,
            help="Delete the comment." if whole else f"Delete {named} from the comment.",
            fix=Fix(
                title="Delete the comment" if whole else f"Delete {named} from the comment",
                edit=partial(without, document.text, comment, selectors),
            ),
        )


RULE = Rule(
    code="PM901",
    name="unused-suppression",
    severity=FindingSeverity.WARNING,
    help="Delete the comment.",
    page=__doc__,
    check=check,
)
