"""Plain text whose headings are numbered lines in capitals: "4. ACTIONS" between blank lines."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pmctl.postmortem.section_names import SectionNames

_FEWEST_KNOWN: Final = 2
"""So many of the headings must be of known sections; else they may be the items of a list."""
_MARKED: Final = ("#", "```", "~~~")
"""A document with one of these is Markdown, whose headings are told apart already; its title may be one."""


def with_capital_headings(text: str, names: SectionNames) -> str:
    """Return `text` with as many lines, its numbered lines in capitals as headings, if they divide all of it.

    They do if they are numbered from 1 on without a gap, and at least two of them name known sections.

    Args:
        text: the body of a document.
        names: of the sections.
    """
    if not _first().search(text):
        return text
    lines = text.split("\n")
    if sum(line.startswith(_MARKED) for line in lines) > int(text.lstrip().startswith("# ")):
        return text
    found = {
        index: line
        for index, line in enumerate(lines)
        if _heading().fullmatch(line)
        and line.isupper()
        and not "".join(lines[max(index - 1, 0) : index]).strip()
        and not "".join(lines[index + 1 : index + 2]).strip()
    }
    titles = {index: line.split(maxsplit=1) for index, line in found.items()}
    numbers = [int(number[:-1]) for number, _ in titles.values()]
    known = sum(names.exact_name_of(title) is not None for _, title in titles.values())
    if known < _FEWEST_KNOWN or numbers != list(range(1, len(numbers) + 1)):
        return text
    for index, (_, title) in titles.items():
        lines[index] = f"## {title.rstrip()}"
    return "\n".join(lines)


@cache
def _first() -> re.Pattern[str]:
    return re.compile(r"^1[.)] {1,4}[^\W\d_]", re.MULTILINE)


@cache
def _heading() -> re.Pattern[str]:
    return re.compile(r"[0-9]{1,2}[.)] {1,4}[^\W\d_][^.:;@#*`|]{2,60}")
