"""A milestone that an entry of a timeline tells, on a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.render.safe import printable

if TYPE_CHECKING:
    from pmctl.reports.timeline_milestones import Proposal


def proposal_line(proposal: Proposal, below: int = 0) -> str:
    """Return the milestone, what is doubtful about it, and the entry: ``detected_at 2026-03-14T10:04:00Z, line 81: …``.

    Args:
        proposal: the milestone.
        below: by how many lines its entry has moved down since it was read.
    """
    item = proposal.item
    doubts = (
        ("the first trouble", proposal.is_first),
        ("the end of its time", proposal.at != item.at),
        ("not exact", item.approximate),
        ("zone assumed", item.zone_assumed),
        ("day assumed", proposal.day_assumed),
    )
    doubt = ", ".join(words for words, is_so in doubts if is_so)
    at = f"{proposal.at:%Y-%m-%dT%H:%M:%SZ}"
    where = f"line {item.line + below}"
    return f"{proposal.key} {at}{f' ({doubt})' if doubt else ''}, {where}: {printable(item.text)}"
