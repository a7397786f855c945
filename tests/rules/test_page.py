"""Pages taken apart, on pages of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pmctl.rules.model import FindingSeverity, Rule
from pmctl.rules.page import Example, read_page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pmctl.postmortem.model import Postmortem
    from pmctl.rules.model import Context, Report

PAGE = r"""A door is open.

It lets
the cold in.

## Why

Heating costs money.

## Bad

Alone:

```markdown
open
```

Together:

```markdown a/b.md
door
```

```markdown c.md
window
```

```python
b"\xff\x00 \"and\" \\ \n"
```

## Good

```
shut
```
"""


def rule(page: str) -> Rule:
    def check(_: Postmortem, __: Context) -> Iterable[Report]:
        return ()

    return Rule(code="PM999", name="open-door", severity=FindingSeverity.INFO, help="Shut it.", page=page, check=check)


def test_summary_is_what_stands_before_the_first_section_on_one_line() -> None:
    assert read_page(rule(PAGE)).summary == "A door is open. It lets the cold in."


def test_sections_keep_their_order_and_lose_the_blank_lines_around_them() -> None:
    page = read_page(rule(PAGE))
    assert list(page.sections) == ["Why", "Bad", "Good"]
    assert page.sections["Why"] == "Heating costs money."


def test_unnamed_fences_stand_alone_and_named_ones_belong_together() -> None:
    assert read_page(rule(PAGE)).bad == (
        Example(files=(("example.md", b"open\n"),)),
        Example(files=(("example.md", b'\xff\x00 "and" \\ \n'),)),
        Example(files=(("a/b.md", b"door\n"), ("c.md", b"window\n"))),
    )


def test_a_fence_needs_no_language() -> None:
    assert read_page(rule(PAGE)).good == (Example(files=(("example.md", b"shut\n"),)),)


def test_a_section_that_is_not_there_is_missed() -> None:
    page = read_page(rule("A door is open."))
    assert page.sections == {}
    with pytest.raises(KeyError):
        _ = page.bad
