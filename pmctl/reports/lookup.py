"""Which postmortem somebody means: its id, its file, or any unambiguous part of the id."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from pmctl.errors import PmctlError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pmctl.postmortem.model import Postmortem

_MOST_CANDIDATES = 10


def find_postmortem(documents: Sequence[Postmortem], wanted: str) -> Postmortem:
    """Return the document that `wanted` names; PmctlError lists the candidates if there is none, or several.

    Args:
        documents: all of them.
        wanted: an id, a path, or a part of an id; case does not matter.
    """
    exact = [d for d in documents if wanted in {d.name, d.path}]
    if len(exact) == 1:
        return exact[0]
    folded = wanted.casefold()
    found = exact or [d for d in documents if folded in d.name.casefold()]
    if len(found) == 1:
        return found[0]
    if found:
        candidates = [d.path if exact else d.name for d in found]
        raise PmctlError(
            f"{wanted} could be any of {len(found)} postmortems", hint=f"Say which: {_listed(candidates)}."
        )
    close = get_close_matches(folded, (d.name.casefold() for d in documents), n=3, cutoff=0.5)
    names = [d.name for d in documents if d.name.casefold() in close]
    hint = f"Did you mean {_listed(names)}?" if names else "`pmctl list` shows them all."
    raise PmctlError(f"there is no postmortem {wanted}", hint=hint)


def short_names(names: Iterable[str]) -> dict[str, str]:
    """Return, for every name, the shortest way to write it that still names only it: without its date if it can be."""
    names = list(names)
    short = {name: _without_date(name) for name in names}
    return {name: tail if sum(tail in other for other in names) == 1 else name for name, tail in short.items()}


def _without_date(name: str) -> str:
    head, _, tail = name[:10], name[10:11], name[11:]
    is_dated = name[10:11] == "-" and head[:4].isdecimal() and head.count("-") == 2
    return tail if is_dated and tail else name


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST_CANDIDATES} more" if len(names) > _MOST_CANDIDATES else ""
    return ", ".join(names[:_MOST_CANDIDATES]) + more
