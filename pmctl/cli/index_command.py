"""``pmctl index``."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pmctl.cli import options as opt
from pmctl.cli.boundary import FINDINGS, FINE
from pmctl.cli.options import command as _command
from pmctl.errors import PmctlError

if TYPE_CHECKING:
    from pmctl.cli.session import Session
    from pmctl.reports.catalogue import Catalogue


class Format(StrEnum):
    """How the index is written."""

    MARKDOWN = "markdown"
    JSON = "json"
    CSV = "csv"


@_command
def command(
    session: Session,
    history: Annotated[
        bool | None,
        typer.Option("--history/--no-history", help="Add what only history knows: published, changed, authors, slips."),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 and a diff if the index is stale.")
    ] = False,
    stdout: Annotated[bool, typer.Option("--stdout", help="Write to standard output, not to the file.")] = False,
    on_shallow: opt.ShallowOption = opt.OnShallow.WARN,
    output_format: Annotated[
        Format, typer.Option("--output-format", "-f", help="JSON and CSV go to standard output, with history.")
    ] = Format.MARKDOWN,
    output_file: opt.OutputFile = None,
) -> int:
    """Bring the index of all postmortems up to date, between its markers in postmortems/README.md.

    It holds only what the documents say, so it stays current when it is committed together with them.
    """
    from pmctl.cli.indexing import diff, updated_index
    from pmctl.render.catalogue import catalogue_csv, catalogue_json, index_markdown
    from pmctl.render.safe import printable_lines
    from pmctl.repository.files import write_text

    if check and (stdout or output_file or output_format is not Format.MARKDOWN):
        raise PmctlError("--check compares the file; it goes with no other output", hint="Leave the other option out.")
    project = session.project
    as_file = output_format is Format.MARKDOWN
    wants_history = history if history is not None else project.configuration.index_history or not as_file
    catalogue = _catalogue(session, on_shallow, with_history=wants_history, must=history is True or as_file)
    if not as_file:
        text = catalogue_json(catalogue) if output_format is Format.JSON else catalogue_csv(catalogue)
        session.write(text, output_file)
        return FINE
    block = index_markdown(catalogue, project.relative(project.index_path))
    if stdout or output_file:
        session.write(block, output_file)
        return FINE
    old, new = updated_index(project, block)
    shown = project.shown(project.relative(project.index_path))
    if old == new:
        session.note(f"{shown} is up to date.")
        return FINE
    if check:
        session.write(printable_lines(diff(old or "", new, shown)))
        session.note(f"{shown} is stale; `pmctl index` brings it up to date.")
        return FINDINGS
    write_text(project.index_path, new)
    session.note(f"{shown} is {'written' if old is None else 'brought up to date'}.")
    return FINE


def _catalogue(session: Session, on_shallow: opt.OnShallow, *, with_history: bool, must: bool) -> Catalogue:
    """Read the catalogue; outside git, history that is not asked for in so many words is unknown."""
    from pmctl.cli.history import load_history, warn_of_unreadable
    from pmctl.cli.indexing import read_catalogue
    from pmctl.ledger.fold import fold

    project = session.project
    ledger = None
    if with_history and (must or project.in_git):
        ledger = load_history(session, on_shallow=on_shallow)
    elif with_history:
        ledger = fold((), zone=project.conventions.zone)
    catalogue, unreadable = read_catalogue(project, ledger)
    warn_of_unreadable(session, unreadable)
    return catalogue
