"""The five whys stop before the fifth.

## Why

The first answer to why something happened is nearly always a deed or a broken part; what let it happen comes two or
three whys later. Whoever stops early mends what broke this time.

It is looked at what stands below a heading such as "Five whys": questions that begin with "Why", as items of a list,
rows of a table, sub-headings or paragraphs, if something is said after them; and where nothing begins so, the items of
lists, each below the one before or all on one level, and the rows of tables. Of prose nothing is known. The rule is off
unless it is selected: five is a rule of thumb, and some chains end sooner.

## Bad

```markdown
## Five whys

1. Why did checkout time out? No connection to the database was free.
2. Why was none free? The new driver opens twice as many.
3. Why did no test show it? The load test uses a database of its own.
```

## Good

```markdown
## Five whys

- **Why** did checkout time out? No connection to the database was free.
- **Why** was none free? The new driver opens twice as many.
- **Why** did no test show it? The load test uses a database of its own.
- **Why** does it? It was written when the two shared nothing.
- **Why** was it never changed? Nobody owns it.
```

## Options

`[sections.synonyms]` adds a repository's own headings to `"Five whys"`.

## Source

Taiichi Ohno, "Toyota Production System: Beyond Large-Scale Production", 1988: ask why five times.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pmctl.postmortem.patterns import lazy_pattern
from pmctl.rules.model import Context, FindingSeverity, Report, Rule
from pmctl.rules.story import called, report_heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pmctl.postmortem.markdown import Block
    from pmctl.postmortem.model import Postmortem

_FIVE = 5
_LETTER = lazy_pattern(r"[^\W\d_]")
_ITEM = lazy_pattern(r"(?P<indent>[ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+(?P<text>.*)")
_BAR = lazy_pattern(r"(?<!\\)\|")


class _Line(NamedTuple):
    """A line of an answer, or, if it `asks`, one that begins with a why; `says` is whether more than that is there."""

    asks: bool
    says: bool


def check(document: Postmortem, _: Context) -> Iterator[Report]:
    """Report every section of five whys that has fewer."""
    for section in document.sections:
        if section.name != "five-whys":
            continue
        depth = _depth(section.blocks)
        if 0 < depth < _FIVE:
            yield report_heading(
                section, f"the section {called(section)} stops after {depth} {'why' if depth == 1 else 'whys'}"
            )


def _depth(blocks: Iterable[Block]) -> int:
    """Return how many whys are asked and answered; where none says so, how many items and rows there are."""
    lines: list[_Line] = []
    unnamed = 0
    for block in blocks:
        own, steps = _read(block)
        lines += own
        unnamed += 0 if any(line.asks for line in own) else steps
    return max(_answered(lines), unnamed)


def _answered(lines: Iterable[_Line]) -> int:
    """Count the whys that say something, or are followed by something that does before the next why."""
    heard = [line for line in lines if line.asks or line.says]
    end = _Line(asks=True, says=False)
    return sum(line.asks and (line.says or not then.asks) for line, then in pairwise((*heard, end)))


def _read(block: Block) -> tuple[list[_Line], int]:
    """Return the lines of a block, and how many steps its items or rows make if none of them is named a why."""
    match block.kind:
        case "heading":
            return [_line(block.title)], 0
        case "table":
            return _read_table(block.text.split("\n"))
        case "list":
            return _read_list(block.text.split("\n"))
        case "comment" | "rule":
            return [], 0
        case _:
            first, *rest = block.text.split("\n")
            return [_line(first), *(_line(line, goes_on=True) for line in rest)], 0


def _read_list(lines: list[str]) -> tuple[list[_Line], int]:
    found = []
    indents: list[int] = []
    outer = deepest = 0
    for line in lines:
        item = _ITEM.match(line)
        found.append(_line(item["text"] if item else line, goes_on=item is None))
        if item and found[-1].says:
            indent = len(item["indent"].expandtabs(4))
            while indents and indents[-1] >= indent:
                indents.pop()
            indents.append(indent)
            outer += len(indents) == 1
            deepest = max(deepest, len(indents))
    return found, max(outer, deepest)


def _read_table(lines: list[str]) -> tuple[list[_Line], int]:
    header, _, *rows = ([cell.strip() for cell in _BAR.split(line.strip().strip("|"))] for line in lines)
    asking = [column for column, title in enumerate(header) if _line(title).asks]
    if len(asking) > 1:  # a chain from left to right
        filled = [
            column
            for column in asking
            if any(_LETTER.search(cell) for row in rows for cell in row[column : column + 1])
        ]
        return [_Line(asks=True, says=True) for _ in filled], 0
    found = [_line(" ".join(row)) for row in rows]
    return found, sum(line.says for line in found)


def _line(text: str, *, goes_on: bool = False) -> _Line:
    """Read a line; one that goes on with a sentence asks only if its why is a question or begins with a capital."""
    match = _why().match(text)
    if match is None or (goes_on and match["why"].islower() and not match["asked"]):
        return _Line(asks=False, says=_LETTER.search(text) is not None)
    return _Line(asks=True, says=_LETTER.search(text, match.end()) is not None)


@cache
def _why() -> re.Pattern[str]:
    """Return what finds the why that a line begins with, in the languages of the section headings."""
    return re.compile(
        r"[\W\d_]*(?:(?:question|q|first|second|third|fourth|fifth|st|nd|rd|th|item|step)[\W\d_]+)?"
        r"(?P<why>(?:why|warum|wieso|weshalb|pourquoi|por ?qu[eéê]|perch[eé]|waarom|hvorfor|varför|dlaczego)\b"
        r"|なぜ|何故|为什么|為什麼|为何|為何)[\s\d#*_)]*(?P<asked>[?:？：])?",
        re.IGNORECASE,
    )


RULE = Rule(
    code="PM206",
    name="shallow-whys",
    severity=FindingSeverity.WARNING,
    help="Ask why of the last answer again, until there is one that somebody can change for good.",
    page=__doc__,
    check=check,
    default=False,
)
