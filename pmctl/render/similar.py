"""Earlier postmortems that are like an incident, as talk on standard error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.render.safe import plural, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pmctl.postmortem.model import Action
    from pmctl.reports.similar import Similar

_MOST_ACTIONS = 3


def similar_lines(found: Sequence[Similar]) -> Iterator[str]:
    """Yield a line for each postmortem, numbered from 1, and one for each of its promises that is still open."""
    for number, one in enumerate(found, start=1):
        yield f"  {number}  {printable(one.title)} ({printable(one.name)})"
        for action in one.open_actions[:_MOST_ACTIONS]:
            yield f"     still open: {_action(action)}"
        rest = len(one.open_actions) - _MOST_ACTIONS
        if rest > 0:
            yield f"     and {plural(rest, 'more open action')}"


def _action(action: Action) -> str:
    """Return what was promised, by whom, and for when."""
    words = [action.id, action.title, action.owner and f"({action.owner})"]
    promise = " ".join(printable(word) for word in words if word)
    return f"{promise}, due {action.due}" if action.due else promise
