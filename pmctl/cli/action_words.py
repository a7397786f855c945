"""Words from the command line that go into a document: a reason, a link, a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.errors import PmctlError

if TYPE_CHECKING:
    from pmctl.repository.project import Project


def one_line(text: str | None) -> str | None:
    """Return a text on one line, without anything that a terminal would act on; None if nothing is left."""
    from pmctl.render.safe import printable  # noqa: PLC0415 - not for --help

    return " ".join(printable(text).split()) or None if text else None


def one_person(project: Project, name: str, where: str) -> str:
    """Return the person whom a name on the command line means, as documents name them.

    That is the handle of whom ``[people]`` knows by that handle, name or e-mail, or of whom documents name by that
    handle, with or without its @; somebody new is written as `name` is. PmctlError for nobody, or for several people.
    """
    said = one_line(name) or ""
    if not said.strip("@"):
        raise PmctlError(f"{where} names nobody", hint='Write a handle, such as "@mara".')
    if any(mark in said for mark in (",", ";", " and ", " & ")):
        raise PmctlError(
            f"{where} names several people: {said}", hint="Name the one who promises it; the others go to its note."
        )
    folded = said.removeprefix("@").casefold()
    known = {
        person.handle
        for person in project.conventions.people.values()
        if folded in {word.casefold() for word in (person.handle.removeprefix("@"), person.name, person.email) if word}
    }
    if len(known) == 1:
        return known.pop()
    from pmctl.repository.handles import handles_of  # noqa: PLC0415 - where [people] knows them, nothing is read

    return next((handle for handle in handles_of(project) if handle.removeprefix("@").casefold() == folded), said)
