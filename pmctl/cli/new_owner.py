"""Who owns a new postmortem, by the handle that the configuration knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmctl.postmortem.conventions import Conventions
    from pmctl.repository.project import Project


def known_owner(name: str, conventions: Conventions) -> str:
    """Return the handle of the one person whom the configuration knows by that handle, name or e-mail, else `name`."""
    folded = name.strip().removeprefix("@").casefold()
    known = [
        person.handle
        for person in conventions.people.values()
        if folded in {word.casefold() for word in (person.handle.removeprefix("@"), person.name, person.email) if word}
    ]
    return known[0] if len(known) == 1 else name.strip()


def git_owner(project: Project) -> str | None:
    """Return git's user as a handle: the one that the configuration knows, else what stands before the e-mail's @."""
    from pmctl.repository.git import configured_user  # noqa: PLC0415 - not where the command line names the owner

    name, email = configured_user(project.root)
    known = [known_owner(word, project.conventions) for word in (email, name) if word]
    handle = next((word for word in known if word in project.conventions.people), None)
    if handle or not email or "@" not in email:
        return handle or name
    local = email.partition("@")[0]
    return f"@{local.rpartition('+')[2] if email.endswith('noreply.github.com') else local.partition('+')[0]}"
