"""The action items of a legacy document, in whatever form it has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.postmortem.conventions import Conventions

if TYPE_CHECKING:
    from datetime import date

    from pmctl.adoption.actions_harvest import Harvested
    from pmctl.adoption.found_action import FoundAction

_DEFAULT = Conventions()


def find_actions(
    text: str,
    *,
    body: int = 0,
    day: date | None = None,
    month_first: bool | None = None,
    rst: bool = False,
    conventions: Conventions = _DEFAULT,
) -> tuple[FoundAction, ...]:
    """Return the action items that a legacy document states, as `harvest` finds them."""
    return harvest(text, body=body, day=day, month_first=month_first, rst=rst, conventions=conventions).actions


def harvest(
    text: str,
    *,
    body: int = 0,
    day: date | None = None,
    month_first: bool | None = None,
    rst: bool = False,
    conventions: Conventions = _DEFAULT,
) -> Harvested:
    """Find the action items that a legacy document states, in the order in which they stand, and what was not read.

    Args:
        text: the whole document.
        body: the offset in `text` at which the body begins, behind front matter.
        day: the day of the incident; a date without a year is the first such day on or after it.
        month_first: how ``03/04/2021`` is read, if it is known; else the document's other dates tell, or nothing.
        rst: whether the document is reStructuredText.
        conventions: which headings name a section, which words a status, and which priorities there are.
    """
    from pmctl.adoption.actions_boxes import without_boxes  # noqa: PLC0415
    from pmctl.adoption.actions_capitals import with_capital_headings  # noqa: PLC0415
    from pmctl.adoption.actions_days import Calendar  # noqa: PLC0415 - its patterns are many
    from pmctl.adoption.actions_drawn import with_drawn_tables  # noqa: PLC0415
    from pmctl.adoption.actions_harvest import Harvest  # noqa: PLC0415
    from pmctl.adoption.actions_names import People  # noqa: PLC0415
    from pmctl.adoption.actions_values import Reader  # noqa: PLC0415
    from pmctl.postmortem.markdown import parse_body, written_blocks  # noqa: PLC0415

    story = text[body:]
    if rst:
        from pmctl.adoption.actions_rst import as_markdown  # noqa: PLC0415 - few documents are

        story = as_markdown(story)
    else:
        story = with_capital_headings(story, conventions.sections)
        story = with_drawn_tables(without_boxes(story))
    blocks = tuple(written_blocks(parse_body(story, first_line=text.count("\n", 0, body) + 1)))
    calendar = Calendar(text, day, month_first=month_first)
    return Harvest(Reader(calendar, conventions, People(text, conventions))).of(blocks)
