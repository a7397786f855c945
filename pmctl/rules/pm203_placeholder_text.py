"""A prompt or a placeholder of the template is left where somebody was meant to write.

## Why

A template asks its questions so that nothing is forgotten. A question that is still there was forgotten: the section
looks filled in, and is not.

Reported are the sections whose only words are a comment's, all of them together at the first, and in text, lists,
tables and headings:

- TODO, TBD, TBA, TBC, FIXME and XXX in capitals where they are a phrase of their own: "TODO: ask Mara",
  "Root cause: TBD.", a cell with nothing but TBD. A TODO list, "the TBD team" and an acronym in parentheses are prose;
- dates and times that are still a pattern (YYYY-MM-DD, HH:MM), alone in their place;
- `{{ … }}`, also if a time, a link or a sentence stands in the braces by now, `<insert …>`, `[Describe …]` and the
  filler text Lorem ipsum.

Code, comments, link targets and addresses are not looked at, and in quotations only the last kind is. TODO may say
that something is not done yet: in a column called Status, before an action item, above a list, and as a heading.

## Bad

```markdown
## Impact

<!-- Who was affected, how many, and for how long? -->

## Root causes

TODO: ask the team of the driver

## Timeline

| Time (UTC) | Event |
|---|---|
| HH:MM | {{ event }} |
```

## Good

```markdown
## Impact

4,100 orders failed; the number of customers behind them is not known.

## Root causes

A `TODO` comment in the driver's settings said what was missing: the TODO list of that module has 14 entries.

## Timeline

| Time (UTC) | Event |
|---|---|
| 09:52 | The new driver reaches all hosts |
```
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from pmctl.postmortem.markdown import written_blocks
from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.placeholders import find_placeholders, hide_unread, is_filled_in, may_hold_placeholders
from pmctl.postmortem.prose import words_in, words_of
from pmctl.postmortem.suppressions import read_suppressions
from pmctl.rules.model import Context, FindingSeverity, Report, Rule
from pmctl.rules.selection import selects
from pmctl.rules.story import called, report_heading
from pmctl.rules.values import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pmctl.postmortem.markdown import Block
    from pmctl.postmortem.model import Postmortem
    from pmctl.postmortem.sections import Section

_LOOKED_AT = frozenset({"paragraph", "list", "table", "heading", "quote"})
_HOLDS = "still holds only its prompt"
_NAMED = 7
"""How many sections a message names; the others are counted."""
_BRACES_HELP = "Write what belongs there; if it is written already, delete the braces."
_STATUS = frozenset({"status", "state", "progress", "stage", "done", "état", "stand", "estado", "stato"})
_PIPE = lazy_pattern(r"(?<!\\)\|")
_DEFINED = lazy_pattern(r"^ {0,3}\[([^\]\n]+)\]:", re.MULTILINE)


class _Place(NamedTuple):
    """A block with what decides whether a word in it is a status."""

    block: Block
    before_list: bool
    in_actions: bool


def check(document: Postmortem, _: Context) -> Iterator[Report]:
    """Report the sections that hold only their prompts, and the first placeholder of each line outside of those."""
    prompts = list(_innermost_prompts(document.sections)) if "<!--" in document.text else []
    yield from _report_prompts(document, prompts)
    if not may_hold_placeholders(document.text, words_of(document)):
        return
    prompted = {block.line for section in prompts for block in section.blocks}
    defined = {label.casefold() for label in _DEFINED.findall(document.text)}
    for place in _places(document):
        if place.block.kind in _LOOKED_AT and place.block.line not in prompted:
            yield from _check_block(place, defined)


def _report_prompts(document: Postmortem, prompts: Sequence[Section]) -> Iterator[Report]:
    """Report the sections together, but by themselves those about which a comment says that they are meant to be so."""
    left = []
    for section in prompts:
        if _is_ignored(document, section):
            yield report_heading(section, f"{called(section)} {_HOLDS}")
        else:
            left.append(section)
    if not left:
        return
    first, *others = left
    hold, ask = ("still hold only their prompts", "the comments ask") if others else (_HOLDS, "the comment asks")
    lines = (
        f", also on line{'s' * (len(others) > 1)} {_listed([str(other.line) for other in others])}" if others else ""
    )
    yield report_heading(
        first,
        f"{_listed([called(section) for section in left])} {hold}",
        f"Answer what {ask}{lines}; if there is nothing to say, say so.",
    )._replace(known_as="prompts")


def _listed(words: Sequence[str]) -> str:
    more = len(words) - _NAMED
    if more > 0:
        return f"{', '.join(words[:_NAMED])} and {more} more"
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]


def _is_ignored(document: Postmortem, section: Section) -> bool:
    comments = read_suppressions(document).for_line(section.line)
    return any(selects(selector.text, RULE) for comment in comments for selector in comment.selectors)


def _innermost_prompts(sections: tuple[Section, ...]) -> Iterator[Section]:
    prompts = [section for section in sections if section.is_prompt_only]
    starts = [section.line for section in prompts[1:]]
    for section, next_start in zip_longest(prompts, starts):
        if next_start is None or next_start > section.end_line:
            yield section


def _places(document: Postmortem) -> Iterator[_Place]:
    actions = {b.line for section in document.sections if section.name == "action-items" for b in section.blocks}
    written = tuple(written_blocks(document.blocks))
    for block, after in zip_longest(written, written[1:]):
        before_list = after is not None and after.kind == "list"
        yield _Place(block, before_list=before_list, in_actions=block.line in actions)


def _check_block(place: _Place, defined: set[str]) -> Iterator[Report]:
    if not may_hold_placeholders(place.block.text, words_in(place.block.text)):
        return
    written = place.block.text.split("\n")
    shown = hide_unread(place.block.text).split("\n")
    for index, line in enumerate(shown):
        for match in find_placeholders(line):
            if _is_meant(match, place, shown, index) or match[0][1:-1].casefold() in defined:
                continue
            yield _report(match, written[index][match.start() : match.end()], place.block.line + index)
            break


def _report(match: re.Match[str], words: str, line: int) -> Report:
    message, help_ = "a placeholder is left", None
    if match.lastgroup == "braces":
        help_ = _BRACES_HELP
        if is_filled_in(words):
            message, help_ = "the braces of a placeholder are left", "Remove the braces; what belongs there is written."
    return Report(
        message=f"{message}: {shorten(words)}",
        line=line,
        column=match.start() + 1,
        end_column=match.end() + 1,
        help=help_,
    )


def _is_meant(match: re.Match[str], place: _Place, lines: list[str], index: int) -> bool:
    """Return whether what looks like a placeholder says something in the place where it stands."""
    if match.lastgroup not in {"word", "stamp"}:
        return False
    if place.block.kind == "quote" or (place.block.kind == "table" and index == 0):
        return True
    if match[0] not in {"TODO", "FIXME"}:
        return False
    words_after = any(char.isalnum() for char in lines[index][match.end() :])
    match place.block.kind:
        case "heading":
            return not words_after and not any(char.isalpha() for char in lines[index][: match.start()])
        case "paragraph":
            return place.before_list and index == len(lines) - 1 and not words_after
        case "list":
            return place.in_actions and words_after
        case _:
            return _head_of(lines[0], lines[index][: match.start()]) in _STATUS


def _head_of(header: str, before: str) -> str:
    """Return the heading of the column that a cell stands in, given the header's row and the row before the cell."""
    head, row = header.strip().removeprefix("|"), before.lstrip().removeprefix("|")
    cells, column = _PIPE.split(head), len(_PIPE.findall(row))
    return cells[column].strip(" *_?:\r").casefold() if column < len(cells) else ""


RULE = Rule(
    code="PM203",
    name="placeholder-text",
    severity=FindingSeverity.ERROR,
    help="Write what belongs there, or delete it.",
    page=__doc__,
    check=check,
)
