"""The timeline of one postmortem, found and shown."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from pmctl.cli.action_choice import Place
from pmctl.reports.lookup import find_postmortem
from pmctl.repository.names import names_of

if TYPE_CHECKING:
    from pmctl.cli.session import Session
    from pmctl.postmortem.model import Postmortem
    from pmctl.reports.timeline import TimelineView


def find_document(session: Session, wanted: str) -> Postmortem:
    """Return the document that an id, a part of one, or a path names; PmctlError with the candidates for none."""
    project = session.project
    if os.path.isfile(project.cwd / wanted):  # noqa: PTH113 - pathlib raises where a name is too long for a file
        paths = project.paths([Path(wanted)])
    else:
        named = names_of(project, (), are_all=False)
        places = [Place(name, path) for name, paths in named.items() for path in paths]
        paths = [project.root / find_postmortem(places, wanted).path]
    (document,) = project.read(paths)
    return document


def read_view(session: Session, wanted: str) -> TimelineView:
    """Return the timeline of a document; of one that cannot be read as a whole, as much as can be, with a warning."""
    from pmctl.reports.timeline import timeline_view  # noqa: PLC0415 - edits do without

    document = find_document(session, wanted)
    for problem in document.problems[:1]:
        where = f"{session.project.shown(document.path)}:{problem.line}"
        session.warn(f"{where}: {problem.message}")
    return timeline_view(document, session.project.conventions)


def show_text(session: Session, view: TimelineView, file: Path | None) -> None:
    """Draw a timeline on standard output, or into a file, and say how to begin one that is empty."""
    from pmctl.postmortem.timeline_unread import HOW_TO_WRITE  # noqa: PLC0415 - edits do without
    from pmctl.render.timeline import TimelinePicture  # noqa: PLC0415 - machines need no Rich

    picture = TimelinePicture(view)
    if file is not None:
        session.write(session.capture(picture), file)
    else:
        session.page(picture)
    if not view.is_whole or any(item.kind == "entry" for item in view.items):
        return
    if view.unread:
        session.note(f"None of its times, on {view.unread}, is read as that of an entry. {HOW_TO_WRITE}")
        return
    lacks = "Its Timeline section has no entries yet" if view.sections else "It has no Timeline section yet"
    session.note(f'{lacks}: `pmctl timeline {view.name} add "What happened" --at 10:41` writes the first one.')
