"""What documents and actions are known by: their ids, or what stands in where one is missing or taken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pmctl.postmortem.model import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pmctl.postmortem.model import Action

_NOT_WORD = re.compile(r"[\W_]+")


def normalise_title(title: str) -> str:
    """Fold a title so that case, punctuation and spacing do not make two promises of one."""
    return _NOT_WORD.sub(" ", title.casefold()).strip()


def assign_names(
    claims: Iterable[tuple[str, str]], held: Mapping[str, str], claimed: Mapping[str, str]
) -> dict[str, str]:
    """Give every document the name it is known by.

    Of several documents that claim one name, the one that was known by it before keeps it; among newcomers it goes to
    the one whose file is called so, else to the first by path. The others are known by their paths, and stay so as
    long as they claim that name, so that a copied id neither hides a promise nor takes another document's history,
    even when that is gone.

    Args:
        claims: the path of each document with the name that it claims: its id, or its file's stem.
        held: the names by path in the state before.
        claimed: what each path claimed in the state before.

    Returns:
        the names by path.
    """
    claimants: dict[str, list[str]] = {}
    for path, name in claims:
        claimants.setdefault(name, []).append(path)
    names: dict[str, str] = {}
    for name, paths in claimants.items():
        able = [path for path in paths if name == path or held.get(path) != path or claimed.get(path) != name]
        holder = min(able, key=lambda path: (held.get(path) != name, stem(path) != name, path), default=None)
        names |= {path: name if path == holder else path for path in paths}
    return names


def assign_keys(actions: Iterable[Action]) -> dict[str, Action]:
    """Give every action of one document the key it is known by, in the document's order.

    That is its id; where it has none, or another action took it first, its title; failing that, its place.
    """
    actions = tuple(actions)
    taken = {action.id for action in actions if action.id}
    keys: dict[str, Action] = {}
    for place, action in enumerate(actions, 1):
        key = action.id
        if key is None or key in keys:
            title = normalise_title(action.title or "") or f"#{place}"
            key = next(k for k in _numbered(title) if k not in keys and k not in taken)
        keys[key] = action
    return keys


def _numbered(title: str) -> Iterable[str]:
    yield title
    number = 2
    while True:
        yield f"{title} ({number})"
        number += 1
