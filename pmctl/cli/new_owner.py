"""Who owns a new postmortem, by the handle that the configuration knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmctl.postmortem.conventions import Conventions
    from pmctl.repository.project import Project


def known_owner(name: str, conventions: Conventions) -> str:
    """Return the handle of the one person whom the configuration knows by that handle, name or e-mail, else `name`."""
    person = conventions.person_called(name)
    return person.handle if person else name.strip()


def git_owner(project: Project) -> str | None:
    """Return git's user as a handle: the one that the configuration knows, else what stands before the e-mail's @."""
    from pmctl.repository.git import configured_user  # noqa: PLC0415 - not where the command line names the owner

    name, email = configured_user(project.root)
    person = project.conventions.person_called(email, name)
    if person or not email or "@" not in email:
        return person.handle if person else name
    local = email.partition("@")[0]
    return f"@{local.rpartition('+')[2] if email.endswith('noreply.github.com') else local.partition('+')[0]}"
