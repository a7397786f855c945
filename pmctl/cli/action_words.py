"""Words from the command line that go into a document: a reason, a link, a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.errors import PmctlError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.cli.session import Session
    from pmctl.postmortem.conventions import Conventions
    from pmctl.repository.project import Project

_CLOSE = 0.7
"""How alike a name must be to be the one that was meant, from 0 to 1; as PM107 has it."""

_ONESELF = ("me", "myself", "i", "self")


def one_line(text: str | None) -> str | None:
    """Return a text on one line, without anything that a terminal would act on; None if nothing is left."""
    from pmctl.render.safe import printable  # noqa: PLC0415 - not for --help

    return " ".join(printable(text).split()) or None if text else None


def one_person(project: Project, name: str, where: str) -> str:
    """Return the person whom a name on the command line means, as documents name them.

    That is the handle of whom ``[people]`` knows by that handle, name or e-mail, else of whom documents name by that
    handle, with or without its @; a team of somebody there, and somebody new, are written as `name` is. PmctlError for
    nobody, for several people, and for whom somebody in ``[people]`` is nearly called.
    """
    from pmctl.postmortem.nobody import names_nobody  # noqa: PLC0415 - not for --help

    said = one_line(name) or ""
    conventions = project.conventions
    if person := conventions.person_called(said):
        return person.handle
    if said.removeprefix("@").casefold() in _ONESELF:
        raise PmctlError(f"{where} names nobody to others: {said}", hint='Write your handle, such as "@mara".')
    if not said.strip("@") or names_nobody(said):
        told = f": {said}" if said.strip("@") else ""
        raise PmctlError(f"{where} names nobody{told}", hint='Write a handle, such as "@mara".')
    if _is_team(said, conventions):
        return said
    if _are_several(said):
        raise PmctlError(
            f"{where} names several people: {said}", hint="Name the one who promises it; the others go to its note."
        )
    if meant := _nearly_called(said, conventions):
        raise PmctlError(
            f"{where} names somebody who is not in [people]: {said}",
            hint=f"Did you mean {meant}? Somebody new is added to [people] in the configuration first.",
        )
    from pmctl.repository.handles import handles_of  # noqa: PLC0415 - where [people] knows them, nothing is read

    folded = said.removeprefix("@").casefold()
    return next((handle for handle in handles_of(project) if handle.removeprefix("@").casefold() == folded), said)


def warn_of_stranger(session: Session, owner: str) -> None:
    """Say that `pmctl check` will report an owner whom ``[people]`` does not know, where it knows anybody."""
    conventions = session.project.conventions
    if conventions.people and not conventions.person_called(owner) and not _is_team(owner, conventions):
        session.warn(f"{owner} is not in [people] of the configuration: `pmctl check` reports that (PM107)")


def _is_team(said: str, conventions: Conventions) -> bool:
    """Whether somebody is in the team that is meant: payments, @payments, @org/payments."""
    folded = said.removeprefix("@").casefold().rpartition("/")[2]
    return any(folded == (person.team or "").casefold() for person in conventions.people.values())


def _are_several(said: str) -> bool:
    handles = [word for word in said.replace("/", " ").split() if "@" in word]
    return len(handles) > 1 or any(mark in said for mark in (",", ";", " and ", " & ", " + "))


def _nearly_called(said: str, conventions: Conventions) -> str | None:
    """Return the handle of whom, or the team that, `said` may mean, or None."""
    from difflib import get_close_matches  # noqa: PLC0415 - whoever is known needs no guess

    names = dict(_names(conventions))
    close = get_close_matches(said.removeprefix("@").casefold(), names, n=1, cutoff=_CLOSE)
    return names[close[0]] if close else None


def _names(conventions: Conventions) -> Iterator[tuple[str, str]]:
    """Yield what somebody may be called, folded, with their handle; what is surest comes last."""
    for person in conventions.people.values():
        if person.team:
            yield person.team.casefold(), person.team
    for person in conventions.people.values():
        for part in ((person.email or "").partition("@")[0], *(person.name or "").split()):
            yield part.casefold(), person.handle
    for person in conventions.people.values():
        for word in (person.email, person.name, person.handle.removeprefix("@")):
            yield (word or "").casefold(), person.handle
