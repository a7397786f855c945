"""The days on which actions were opened, for ``adopt --author-date``, and what must be said of them."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from pmctl.cli.adopt_words import first_of
from pmctl.cli.options import OnShallow
from pmctl.errors import PmctlError
from pmctl.render.safe import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from pmctl.cli.session import Session
    from pmctl.repository.adoption import Adopted
    from pmctl.repository.project import Project

_LATE = 60
"""After so many days nobody writes down the actions of an incident: the file came from elsewhere."""


def opened_days(session: Session, paths: Iterable[Path], on_shallow: OnShallow) -> dict[Path, date]:
    """Return the day on which git's author first added each file, and warn of those that were there before.

    Raises:
        PmctlError: git cannot answer, or a shallow clone must not do with less.
    """
    from pmctl.repository.added_days import added_days  # noqa: PLC0415 - nothing else here asks git

    project = session.project
    added = added_days(paths, project.conventions.zone)
    for root, files in added.hidden.items():
        is_here = root == project.root
        where = "this clone" if is_here else f"the clone at {root}"
        lost = f"so `opened` is not written for {first_of([project.shown(project.relative(path)) for path in files])}"
        if root not in added.shallow:
            session.warn(f"a graft cuts off the history of {where}: what happened before it is unknown, {lost}")
            continue
        command = f"git {'' if is_here else f'-C {shlex.quote(str(root))} '}fetch --unshallow"
        message = f"{where} is shallow: what happened before its oldest commit is unknown, {lost}"
        if on_shallow is OnShallow.FAIL:
            raise PmctlError(message, hint=f"`{command}` brings the whole history.")
        session.warn(f"{message}; `{command}` brings the whole history")
    return added.days


def words_of_late(project: Project, documents: Sequence[Adopted], opened: Mapping[Path, date]) -> str:
    """Return what is said of files that came into git long after their incident; "" if there are none."""
    late = [
        (one, day)
        for one in documents
        if (day := opened.get(one.path)) and one.adoption.date and (day - one.adoption.date.value).days > _LATE
    ]
    late = [(one, day) for one, day in late if one.adoption.actions and not one.adoption.is_unchanged]
    if not late:
        return ""
    first, day = late[0]
    many = f"{plural(len(late), 'document')} came into git more than {_LATE} days after the incident"
    example = f"{project.shown(first.adoption.path)} on {day}"
    return (
        f"{many}, such as {example}: if copied from elsewhere, the actions were opened before. "
        "Without --author-date no `opened` is written."
    )
