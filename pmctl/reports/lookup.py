"""Which postmortem or promise somebody means: its id, its file, or any unambiguous part of the id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

from pmctl.errors import PmctlError
from pmctl.ledger.identity import normalise_title
from pmctl.postmortem.conventions import ActionStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pmctl.ledger.model import ActionLife, DocumentLife, Ledger
    from pmctl.postmortem.model import Action

_MOST_CANDIDATES = 10
_MOST_GUESSES = 3


class Named(Protocol):
    """A document, or what stands for one that has not been read."""

    @property
    def name(self) -> str:
        """Its id, or the stem of its file that stands in for it."""

    @property
    def path(self) -> str:
        """Relative to the project's root."""


Document = TypeVar("Document", bound=Named)


def find_postmortem(documents: Sequence[Document], wanted: str) -> Document:
    """Return the document that `wanted` names; PmctlError lists the candidates if there is none, or several.

    Args:
        documents: all of them.
        wanted: an id, a path, or a part of an id; case does not matter.
    """
    named = [(document.name, document.path) for document in documents]
    found = next((tier for tier in _tiers(named, wanted) if tier), [])
    if not found:
        raise _no_postmortem(named, wanted, "`pmctl list` shows them all.")
    return documents[_only(found, named, wanted)]


def fitting_postmortems(documents: Sequence[Document], wanted: str) -> list[Document]:
    """Return the documents that `wanted` may name as well as any other, as for `find_postmortem`."""
    tiers = _tiers([(document.name, document.path) for document in documents], wanted)
    return [documents[place] for place in next((tier for tier in tiers if tier), [])]


def find_life(ledger: Ledger, wanted: str) -> ActionLife | DocumentLife:
    """Return the life that `wanted` names; PmctlError lists the candidates if there is none, or several.

    What is gone is found as well; where a document that is still there fits as well as one that is gone, it is meant.

    Args:
        ledger: all lives.
        wanted: a document as for `find_postmortem`, or one and its action with a slash between: the action's id, or a
            part of the title of one without. Either id may hold slashes itself.
    """
    if ledger.shallow and ledger.newest is None:
        hint = "This clone does not reach back so far; `git fetch --unshallow` brings the whole history."
        raise PmctlError(f"what {wanted} was by then is unknown", hint=hint)
    named = [(life.name, life.record.path) for life in ledger.documents]
    splits = [(wanted[:place], wanted[place + 1 :]) for place in reversed(range(len(wanted))) if wanted[place] == "/"]
    if not splits or any(wanted in names for names in named):
        return _find_document(ledger, named, wanted)
    if len(splits) > 1:  # the one before a document's whole name is meant, not one inside an id
        splits.sort(key=lambda split: not any(_tiers(named, split[0])[:-1]))
    errors: list[PmctlError] = []
    found: list[ActionLife] = []
    for head, tail in splits:
        try:
            found.append(_find_action(ledger, _find_document(ledger, named, head), tail))
        except PmctlError as error:
            only = _only_one_with(ledger, named, head, tail)
            found += [only] if only else []
            errors.append(error)
    exact = [life for life in found if wanted.casefold() == life.ref.casefold()]
    if len(exact) > 1:
        paths = listed([f"{life.record.path}/{life.key}" for life in exact])
        raise PmctlError(f"{wanted} could be any of {len(exact)} actions", hint=f"Say which: {paths}.")
    if found:
        return found[0]
    with suppress(PmctlError):
        return _find_document(ledger, named, wanted)
    raise errors[0]


class ShortNames(Mapping[str, str]):
    """For every name the shortest way to write it that `find_postmortem` understands: without its date if it can be."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = dict.fromkeys(names)

    def __getitem__(self, name: str) -> str:
        if name not in self._names:
            raise KeyError(name)
        tail = without_date(name)
        return tail if self._meanings[tail.casefold()] == 1 else name

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    @cached_property
    def _meanings(self) -> Counter[str]:
        """How many names are written so, with their date or without."""
        folded = [name.casefold() for name in self._names]
        tails = (without_date(name) for name in folded)
        meanings = Counter(folded)
        meanings.update(tail for name, tail in zip(folded, tails, strict=True) if tail != name)
        return meanings


def _find_document(ledger: Ledger, named: Sequence[tuple[str, str]], wanted: str) -> DocumentLife:
    lives = ledger.documents
    for tier in _tiers(named, wanted):
        if found := [place for place in tier if lives[place].present] or tier:
            return lives[_only(found, named, wanted)]
    raise _no_postmortem(named, wanted, "`pmctl list` shows those that are still there.", _as_known(ledger))


def _only_one_with(ledger: Ledger, named: Sequence[tuple[str, str]], wanted: str, action: str) -> ActionLife | None:
    """Return the action if only one of the documents that `wanted` may name has it."""
    tier = next((tier for tier in _tiers(named, wanted) if tier), [])
    present = [place for place in tier if ledger.documents[place].present] or tier
    names = {ledger.documents[place].name for place in present}
    folded = action.casefold()
    lives = [life for life in ledger.actions if life.key.casefold() == folded and life.postmortem in names]
    return lives[0] if len(lives) == 1 else None


def _as_known(ledger: Ledger) -> str:
    """A shallow clone knows nothing of what was gone when it begins."""
    return " that this clone knows of" if ledger.shallow else ""


def _find_action(ledger: Ledger, document: DocumentLife, wanted: str) -> ActionLife:
    lives = {life.key: life for life in ledger.actions if life.postmortem == document.name}
    folded = wanted.casefold()
    found = fitting_keys({key: life.action for key, life in lives.items()}, wanted)
    if len(found) == 1:
        return lives[found[0]]
    if found:
        raise PmctlError(f"{wanted} could be any of {len(found)} actions", hint=f"Say which: {listed(found)}.")
    ideas = [action.id for action in document.record.actions if action.status is ActionStatus.PROPOSED]
    if wanted in ideas:
        raise PmctlError(
            f"{wanted} of {document.name} is only proposed", hint="Its history begins when it becomes a promise."
        )
    close = get_close_matches(folded, {key.casefold(): None for key in lives}, n=1)
    guess = next((f"Did you mean {key}? " for key in lives if [key.casefold()] == close), "")
    nothing = "It holds no promise." if ledger.shallow else "It never promised anything."
    known = f"It has {listed(list(lives))}." if lives else nothing
    raise PmctlError(f"there is no action {wanted} in {document.name}{_as_known(ledger)}", hint=f"{guess}{known}")


def fitting_keys(actions: Mapping[str, Action], wanted: str) -> list[str]:
    """Return the keys of the actions that `wanted` may name: an id, or a part of the title of one without an id."""
    folded, title = wanted.casefold(), normalise_title(wanted)
    return (
        [key for key in actions if key == wanted]
        or [key for key in actions if key.casefold() == folded]
        or [key for key, action in actions.items() if title and key != action.id and title in key]
    )


def _tiers(named: Sequence[tuple[str, str]], wanted: str) -> list[list[int]]:
    """Return the places, in `named`, of the names and paths that fit: letter for letter, then ever more loosely."""
    folded = wanted.casefold()
    tests: tuple[Callable[[str, str], bool], ...] = (
        lambda name, path: wanted in {name, path},
        lambda name, path: folded in {name.casefold(), path.casefold()},
        lambda name, _: folded == without_date(name).casefold(),
        lambda name, _: bool(folded) and folded in name.casefold(),
    )
    return [[place for place, (name, path) in enumerate(named) if fits(name, path)] for fits in tests]


def _only(found: Sequence[int], named: Sequence[tuple[str, str]], wanted: str) -> int:
    """Return the one place that was found; PmctlError lists them if there are more."""
    if len(found) == 1:
        return found[0]
    names = [named[place][0] for place in found]
    candidates = names if len(set(names)) == len(names) else [named[place][1] for place in found]
    raise PmctlError(f"{wanted} could be any of {len(found)} postmortems", hint=f"Say which: {listed(candidates)}.")


def _no_postmortem(named: Sequence[tuple[str, str]], wanted: str, otherwise: str, where: str = "") -> PmctlError:
    guesses = _guesses(wanted.casefold(), [name for name, _ in named])
    hint = f"Did you mean {listed(guesses)}?" if guesses else otherwise
    return PmctlError(f"there is no postmortem {wanted}{where}", hint=hint)


def _guesses(folded: str, names: list[str]) -> list[str]:
    """Return the names that are like what was asked for, with their date, without it, or in one of their words."""
    forms: dict[str, dict[str, None]] = {}
    for name in names:
        tail = without_date(name).casefold()
        for form in (name.casefold(), tail, *tail.split("-")):
            forms.setdefault(form, {})[name] = None
    close = get_close_matches(folded, forms, n=_MOST_GUESSES, cutoff=0.7)
    return list(dict.fromkeys(name for form in close for name in forms[form]))[:_MOST_GUESSES]


def without_date(name: str) -> str:
    """Return `name` without the date that it starts with, if anything is left."""
    head, _, tail = name[:10], name[10:11], name[11:]
    is_dated = name[10:11] == "-" and head[:4].isdecimal() and head.count("-") == 2
    return tail if is_dated and tail else name


def listed(names: Sequence[str]) -> str:
    """Return names between commas, the first ten of them."""
    more = f" and {len(names) - _MOST_CANDIDATES} more" if len(names) > _MOST_CANDIDATES else ""
    return ", ".join(names[:_MOST_CANDIDATES]) + more
