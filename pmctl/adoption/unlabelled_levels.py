"""The severity of a document that has no label for it: of all places that name one, none may say otherwise."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.adoption.bylines import opening_of
from pmctl.adoption.model import Doubt, Fact
from pmctl.adoption.stated_levels import severities_of_tags, severity_of_name
from pmctl.adoption.titled_levels import severity_of_title
from pmctl.adoption.told_levels import told_severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from pmctl.adoption.heads import Head
    from pmctl.adoption.model import Label, Source
    from pmctl.postmortem.blocks import Block
    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.sections import Section

_FIRST_PARAGRAPHS: Final = 2


class Places(NamedTuple):
    """Where a severity may stand without a label.

    Attributes:
        head: the document's text and front matter.
        path: with forward slashes.
        around_title: what stands around the title in its heading.
        title: the line of the heading that is the title, if one is.
        blocks: all of the body.
        telling: those of them that may tell of what happened.
        sections: as `read_sections` returns them.
        levels: labels of which only the value says that it is a severity.
    """

    head: Head
    path: str
    around_title: str
    title: int | None
    blocks: Sequence[Block]
    telling: Sequence[Block]
    sections: Sequence[Section]
    levels: Sequence[Label] = ()


def find_unlabelled(places: Places, day: date | None, conventions: Conventions) -> tuple[Fact[str] | None, list[Doubt]]:
    """Return the severity that the title, the tags, the file's name and the sentences of a document name.

    Args:
        places: where to look.
        day: of the incident; a sentence that has another one is about another incident.
        conventions: the severities there are.
    """
    found: list[tuple[str, str, int | None, Source, float]] = []
    if said := severity_of_title(places.around_title, conventions):
        found.append((said, "the title says", places.title, "heading", 0.9))
    found += ((one.text, f"{one.label} says", one.line, "label", 0.85) for one in places.levels)
    found += (
        (tag, "the tags say", None, "front matter", 0.85)
        for tag in sorted(severities_of_tags(places.head.fields, conventions))
    )
    if named := severity_of_name(places.path, conventions):
        found.append((named, "the file's name says", None, "file name", 0.7))
    opening = [
        *_first_of(opening_of(places.blocks, places.title)),
        *_first_of(_of_summary(places.blocks, places.sections)),
    ]
    told = told_severity(places.telling, opening, day, conventions)
    if told is not None and told.severity is not None:
        found.append((told.severity, "the text says", told.line, "text", 0.75))
    if len({severity for severity, *_ in found}) > 1:
        words = ", ".join(f"{says} {severity}" for severity, says, *_ in found)
        return None, [Doubt(words=words, line=next((line for _, _, line, *_ in found if line), None))]
    facts = [Fact(value=value, line=line, source=source, certainty=sure) for value, _, line, source, sure in found]
    return (facts[0] if facts else None), []


def _first_of(blocks: Iterator[Block]) -> list[Block]:
    return list(islice((block for block in blocks if block.kind == "paragraph"), _FIRST_PARAGRAPHS))


def _of_summary(blocks: Sequence[Block], sections: Sequence[Section]) -> Iterator[Block]:
    summary = next((section for section in sections if section.name == "summary"), None)
    if summary is not None:
        yield from (block for block in blocks if summary.line < block.line <= summary.end_line)
