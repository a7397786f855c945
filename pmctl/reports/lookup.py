"""Which postmortem somebody means: its id, its file, or any unambiguous part of the id."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from pmctl.errors import PmctlError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pmctl.postmortem.model import Postmortem

_MOST_CANDIDATES = 10
_MOST_GUESSES = 3


def find_postmortem(documents: Sequence[Postmortem], wanted: str) -> Postmortem:
    """Return the document that `wanted` names; PmctlError lists the candidates if there is none, or several.

    Args:
        documents: all of them.
        wanted: an id, a path, or a part of an id; case does not matter.
    """
    folded = wanted.casefold()
    exact = (
        [d for d in documents if wanted in {d.name, d.path}]
        or [d for d in documents if folded in {d.name.casefold(), d.path.casefold()}]
        or [d for d in documents if folded == _without_date(d.name).casefold()]
    )
    found = exact or [d for d in documents if folded and folded in d.name.casefold()]
    if len(found) == 1:
        return found[0]
    if found:
        names = [d.name for d in found]
        candidates = names if len(set(names)) == len(names) else [d.path for d in found]
        raise PmctlError(
            f"{wanted} could be any of {len(found)} postmortems", hint=f"Say which: {_listed(candidates)}."
        )
    guesses = _guesses(folded, [d.name for d in documents])
    hint = f"Did you mean {_listed(guesses)}?" if guesses else "`pmctl list` shows them all."
    raise PmctlError(f"there is no postmortem {wanted}", hint=hint)


def short_names(names: Iterable[str]) -> dict[str, str]:
    """Return, for every name, the shortest way to write it that still names only it: without its date if it can be."""
    short = {name: _without_date(name) for name in names}
    all_names = "\n".join(short).casefold()
    return {name: tail if all_names.count(tail.casefold()) == 1 else name for name, tail in short.items()}


def _guesses(folded: str, names: list[str]) -> list[str]:
    """Return the names that are like what was asked for, with their date, without it, or in one of their words."""
    forms: dict[str, dict[str, None]] = {}
    for name in names:
        tail = _without_date(name).casefold()
        for form in (name.casefold(), tail, *tail.split("-")):
            forms.setdefault(form, {})[name] = None
    close = get_close_matches(folded, forms, n=_MOST_GUESSES, cutoff=0.7)
    return list(dict.fromkeys(name for form in close for name in forms[form]))[:_MOST_GUESSES]


def _without_date(name: str) -> str:
    head, _, tail = name[:10], name[10:11], name[11:]
    is_dated = name[10:11] == "-" and head[:4].isdecimal() and head.count("-") == 2
    return tail if is_dated and tail else name


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST_CANDIDATES} more" if len(names) > _MOST_CANDIDATES else ""
    return ", ".join(names[:_MOST_CANDIDATES]) + more
