"""Which of the required sections a document lacks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.sections import Section

_AND: Final = lazy_pattern(r"\s*(?:[,&/+]|\band\b)\s*", re.IGNORECASE)


def missing_keys(
    sections: Iterable[Section], conventions: Conventions, *, added: Iterable[str] = ()
) -> tuple[str, ...]:
    """Return the keys of the required sections for which there is no heading.

    A section has one name; a heading may promise two ("Impact and resolution").

    Args:
        sections: of the document.
        conventions: which sections are required, and what they are called.
        added: keys of those that will be written.
    """
    names = conventions.sections
    named = [section for section in sections if section.name]
    present = {section.name for section in named}.union(added)
    if not present.issuperset(conventions.required_sections):
        present |= {names.exact_name_of(part) for section in named for part in _AND.split(section.heading)}
    return tuple(key for key in conventions.required_sections if key not in present)


def missing_sections(
    sections: Iterable[Section], conventions: Conventions, *, added: Iterable[str] = ()
) -> tuple[str, ...]:
    """Return the titles of the sections whose keys `missing_keys` returns."""
    return tuple(map(conventions.sections.title_of, missing_keys(sections, conventions, added=added)))
