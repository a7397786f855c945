"""Which action of the working tree somebody means: a postmortem's name, or a part of it, a slash, and the action."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from pmctl.errors import PmctlError
from pmctl.ledger.identity import normalise_title
from pmctl.reports.lookup import find_postmortem, fitting_keys, fitting_postmortems, listed, without_date

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pmctl.postmortem.model import Action
    from pmctl.reports.lookup import Document

_MOST_READ = 20
"""Of how many postmortems the actions are looked at, where all of them could be meant: 2026/A1 means none of them."""

_HOW_TO_NAME = "Write POSTMORTEM/ACTION, such as checkout/A1; `pmctl action list` shows them all."


def find_action(
    documents: Sequence[Document], wanted: str, actions_of: Callable[[Document], Mapping[str, Action]]
) -> tuple[Document, str]:
    """Return the document and the key of the action that `wanted` names, be it a promise or an idea.

    Args:
        documents: all of them.
        wanted: such as ``checkout/A1``. Either id may hold slashes itself. Where several documents could be meant, it
            is the one that has such an action.
        actions_of: returns the actions of a document by the keys that `assign_keys` gives them; the PmctlError of one
            that cannot be read is raised here where no other document could be meant.

    Raises:
        PmctlError: there is none, or several; it lists the candidates.
    """
    splits = [(wanted[:place], wanted[place + 1 :]) for place in reversed(range(len(wanted))) if wanted[place] == "/"]
    if splits and not splits[0][1].strip():
        raise _no_action_named(documents, splits[0][0] or wanted, actions_of)
    if splits and not any(head.strip() for head, _ in splits):
        raise PmctlError(f"{wanted} names no postmortem", hint=_HOW_TO_NAME)
    splits = [(head, tail) for head, tail in splits if head.strip()]
    if not splits or any(wanted in {document.name, document.path} for document in documents):
        raise _no_action_named(documents, wanted, actions_of)
    whole = {name.casefold() for document in documents for name in (document.name, document.path)}
    whole |= {without_date(document.name).casefold() for document in documents}
    splits.sort(key=lambda split: split[0].casefold() not in whole)  # what is inside an id ends no name
    errors: list[PmctlError] = []
    for head, tail in splits:
        try:
            return _find_in(documents, head, tail, actions_of)
        except PmctlError as error:
            errors.append(error)
    raise errors[0]


def _find_in(
    documents: Sequence[Document], head: str, tail: str, actions_of: Callable[[Document], Mapping[str, Action]]
) -> tuple[Document, str]:
    candidates = fitting_postmortems(documents, head)
    if not 1 < len(candidates) <= _MOST_READ:
        candidates = [find_postmortem(documents, head)]
    readable, unreadable = _readable(candidates, actions_of)
    found = [(document, key) for document, actions in readable for key in _fitting(actions, tail)]
    untold = f" What is in {listed([document.name for document in unreadable])} cannot be read." if unreadable else ""
    if len(found) > 1:
        raise PmctlError(
            f"{head}/{tail} could be any of {len(found)} actions",
            hint=f"Say which: {listed(_references(candidates, found))}.{untold}",
        )
    if unreadable:
        names = [_typed(f"{name}/{tail}") for name in _told_apart(candidates)]
        raise PmctlError(
            f"{head} could be any of {len(candidates)} postmortems", hint=f"Say which: {listed(names)}.{untold}"
        )
    if found:
        ((document, key),) = found
        _refuse_twins(actions_of(document), key, document.name)
        return document, key
    if len(candidates) > 1:
        raise PmctlError(
            f"none of {len(candidates)} postmortems that {head} could be has an action {tail}",
            hint=f"They are {listed([document.name for document in candidates])}.",
        )
    raise _no_such_action(actions_of(candidates[0]), tail, candidates[0].name)


def _readable(
    candidates: Sequence[Document], actions_of: Callable[[Document], Mapping[str, Action]]
) -> tuple[list[tuple[Document, Mapping[str, Action]]], list[Document]]:
    """Return the documents with their actions, and those that cannot be read.

    Which one is meant is said before anything is said of a file that may be another; of an only one, its error is
    raised.
    """
    readable: list[tuple[Document, Mapping[str, Action]]] = []
    unreadable: list[Document] = []
    for document in candidates:
        try:
            readable.append((document, actions_of(document)))
        except PmctlError:
            if len(candidates) == 1:
                raise
            unreadable.append(document)
    return readable, unreadable


def _references(candidates: Sequence[Document], found: Sequence[tuple[Document, str]]) -> list[str]:
    """Return whole references, ready to be typed."""
    names = dict(zip((document.path for document in candidates), _told_apart(candidates), strict=True))
    return [_typed(f"{names[document.path]}/{key}") for document, key in found]


def _told_apart(documents: Sequence[Document]) -> list[str]:
    """Return the names of documents, and where two have one name, their paths."""
    names = [document.name for document in documents]
    return [document.name if names.count(document.name) == 1 else document.path for document in documents]


def _fitting(actions: Mapping[str, Action], wanted: str) -> list[str]:
    return [key for key in fitting_keys(actions, wanted) if actions[key].id == key or _has_words(key, wanted)]


def _typed(reference: str) -> str:
    """Return a reference as it is typed in a shell."""
    from shlex import quote  # noqa: PLC0415 - only what is ambiguous needs it

    return quote(reference)


def _no_such_action(actions: Mapping[str, Action], wanted: str, name: str) -> PmctlError:
    close = get_close_matches(wanted.casefold(), [key.casefold() for key in actions], n=1)
    guess = next((f"Did you mean {key}? " for key in actions if [key.casefold()] == close), "")
    known = f"It has {listed(list(actions))}." if actions else "`pmctl action add` gives it one."
    return PmctlError(f"there is no action {wanted} in {name}", hint=f"{guess}{known}")


def _has_words(title: str, wanted: str) -> bool:
    """Whether a folded title begins with what is wanted, or holds its words: a letter of some word is not enough."""
    part = normalise_title(wanted)
    return title.startswith(part) or f" {part} " in f" {title} "


def _refuse_twins(actions: Mapping[str, Action], key: str, name: str) -> None:
    """An id that two actions have is the key of the first, but may be meant to be the other."""
    lines = [str(action.line) for action in actions.values() if action.id == key]
    if len(lines) > 1:
        raise PmctlError(
            f"{key} is the id of {len(lines)} actions of {name}, on lines {listed(lines)}",
            hint="Give each an id of its own.",
        )


def _no_action_named(
    documents: Sequence[Document], wanted: str, actions_of: Callable[[Document], Mapping[str, Action]]
) -> PmctlError:
    try:
        document = find_postmortem(documents, wanted)
        known = [_typed(f"{without_date(document.name)}/{key}") for key in actions_of(document)]
    except PmctlError:
        return PmctlError(f"{wanted} names no action", hint=_HOW_TO_NAME)
    hint = f"Say which: {listed(known)}." if known else "`pmctl action add` gives it one."
    return PmctlError(f"{wanted} is a postmortem and not an action", hint=hint)
