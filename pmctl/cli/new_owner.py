"""Who owns a new postmortem, by the handle that the configuration knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.errors import PmctlError
from pmctl.postmortem.nobody import names_nobody
from pmctl.repository.scaffold import UNKNOWN

if TYPE_CHECKING:
    from pmctl.postmortem.conventions import Conventions
    from pmctl.repository.project import Project


def said_owner(name: str, conventions: Conventions) -> str | None:
    """Return the handle of the one person whom the configuration knows by that handle, name or e-mail, else `name`.

    ``TODO`` leaves it open: None. PmctlError for any other word that names nobody.
    """
    person = conventions.person_called(name)
    if person:
        return person.handle
    if name.removeprefix("@").upper() == UNKNOWN:
        return None
    if names_nobody(name):
        hint = f'Write a handle, such as "@mara". {UNKNOWN} leaves it open: `pmctl check` asks for it then.'
        raise PmctlError(f"--owner names nobody: {name}", hint=hint)
    return name


def git_owner(project: Project) -> str | None:
    """Return git's user as a handle: the one that the configuration knows, else what stands before the e-mail's @.

    None if git knows nobody, or a word that names nobody.
    """
    from pmctl.repository.git import configured_user  # noqa: PLC0415 - not where the command line names the owner

    name, email = configured_user(project.root)
    person = project.conventions.person_called(email, name)
    if person:
        return person.handle
    return next((known for known in (_handle(email or ""), name) if known and not names_nobody(known)), None)


def _handle(email: str) -> str | None:
    local, at, _ = email.partition("@")
    part = local.rpartition("+")[2] if email.endswith("noreply.github.com") else local.partition("+")[0]
    return f"@{part}" if at and part else None
