"""The front matter is opened and never closed.

## Why

Without the closing line nobody can tell where the record ends and the story begins. Many tools then take the whole
file for the story and show its keys as text. The closing line is `---` or `...`, at the start of the line and with
nothing else on it.

## Bad

```markdown
---
id: 2026-03-14-checkout-timeouts
title: Checkout timeouts after driver upgrade

# Checkout timeouts after driver upgrade
```

```markdown
---
id: 2026-03-14-checkout-timeouts
----

# Checkout timeouts after driver upgrade
```

## Good

```markdown
---
id: 2026-03-14-checkout-timeouts
title: Checkout timeouts after driver upgrade
---

# Checkout timeouts after driver upgrade
```

## Source

YAML 1.2.2, section 9.1: `---` starts a document and `...` ends one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.postmortem.problems import ProblemKind
from pmctl.rules.model import Context, FindingSeverity, Report, Rule, reports_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pmctl.postmortem.model import Postmortem


def check(document: Postmortem, _: Context) -> Iterable[Report]:
    """Report a block of front matter without an end."""
    return reports_of(document.problems, ProblemKind.UNTERMINATED_FRONT_MATTER)


RULE = Rule(
    code="PM003",
    name="unterminated-front-matter",
    severity=FindingSeverity.ERROR,
    help="Put a line of three hyphens (---) after the last key of the front matter.",
    page=__doc__,
    check=check,
)
