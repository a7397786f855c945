r"""A file cannot be read as text.

## Why

What cannot be decoded cannot be checked, listed or reminded of: its promises are lost without a word. pmctl reads
UTF-8, with or without a byte order mark. A file in another encoding, a binary file, one that is too large and one that
may not be opened are all reported here, and nothing else is said about them.

## Bad

```python
b"---\ntitle: Caf\xe9 orders rejected\n---\n"
```

## Good

```python
b"---\ntitle: Caf\xc3\xa9 orders rejected\n---\n"
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.postmortem.problems import ProblemKind
from pmctl.rules.model import Context, FindingSeverity, Report, Rule, reports_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pmctl.postmortem.model import Postmortem


def check(document: Postmortem, _: Context) -> Iterable[Report]:
    """Report what keeps the file from having a text."""
    return reports_of(document.problems, ProblemKind.UNREADABLE_FILE)


RULE = Rule(
    code="PM001",
    name="unreadable-file",
    severity=FindingSeverity.ERROR,
    help="Save the document as Markdown text in UTF-8.",
    page=__doc__,
    check=check,
)
