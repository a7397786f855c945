"""``pmctl history``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pmctl.cli import options as opt
from pmctl.cli.options import PageFormat as Format
from pmctl.cli.options import command as _command
from pmctl.errors import PmctlError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from rich.console import RenderableType

    from pmctl.cli.session import Session
    from pmctl.ledger.model import Ledger
    from pmctl.reports.entries import Choice

_NEWEST = 30
"""How many events of the whole repository are shown to a person who does not say how many."""


@_command
def command(
    session: Session,
    ref: Annotated[
        str | None,
        typer.Argument(
            metavar="[REF]",
            help="An action, such as checkout/A1, or a postmortem: any part of its id. Without, the whole repository.",
            show_default=False,
        ),
    ] = None,
    kinds: Annotated[
        list[str] | None,
        typer.Option("--kind", metavar="KIND[,KIND]", help="Only events of that kind, such as moved,removed."),
    ] = None,
    owners: Annotated[
        list[str] | None,
        typer.Option("--owner", metavar="WHO", help="Only of promises that WHO had then or has now."),
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only from that day on.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Only up to that day.")] = None,
    limit: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Only the newest N.", show_default=f"{_NEWEST} as text without REF"),
    ] = None,
    as_of: opt.AsOf = None,
    rev: opt.Rev = None,
    on_shallow: opt.ShallowOption = opt.OnShallow.WARN,
    output_format: Annotated[
        Format, typer.Option("--output-format", "-f", help="How to show the history.")
    ] = Format.TEXT,
    output_file: opt.OutputFile = None,
) -> None:
    """Tell the life of an action or a postmortem, or what happened of late."""
    from pmctl.cli.filtering import read_kinds
    from pmctl.cli.history import load_ledger, read_moment
    from pmctl.reports.entries import Choice

    first, last = _days(since, until)
    is_glance = ref is None and output_format is Format.TEXT
    choice = Choice(
        kinds=read_kinds(kinds),
        owners=tuple(owners or ()),
        since=first,
        until=last,
        newest=limit or (_NEWEST if is_glance else None),
    )
    moment = read_moment(session, as_of, rev)
    ledger = load_ledger(session, on_shallow=on_shallow, revision=moment.revision, as_of=moment.until)
    shown = _told(session, ledger, ref, choice, moment.today, output_format)
    if isinstance(shown, str):
        session.write(shown, output_file)
    elif output_file:
        session.write(session.capture(*shown), output_file)
    else:
        session.show(*shown)


def _told(
    session: Session, ledger: Ledger, ref: str | None, choice: Choice, today: date, format_: Format
) -> str | Sequence[RenderableType]:
    """Return the life that `ref` names, or the repository's: a text, or what is shown on a terminal."""
    from pmctl.ledger.model import ActionLife
    from pmctl.render import history as render
    from pmctl.render import history_data as data
    from pmctl.reports import history as reports
    from pmctl.reports.lookup import find_life

    conventions = session.project.conventions
    life = find_life(ledger, ref) if ref is not None else None
    if life is None:
        log = reports.repository_history(ledger, today=today, conventions=conventions, choice=choice)
        if format_ is Format.JSON:
            return data.log_json(ledger, log)
        if format_ is Format.MARKDOWN:
            return data.log_markdown(log)
        return [*render.log_text(log, choice, shallow=ledger.shallow)]
    if isinstance(life, ActionLife):
        action = reports.action_history(ledger, life, today=today, conventions=conventions, choice=choice)
        if format_ is Format.JSON:
            return data.action_json(ledger, action)
        return data.action_markdown(action) if format_ is Format.MARKDOWN else [*render.action_text(action, today)]
    document = reports.document_history(ledger, life, today=today, conventions=conventions, choice=choice)
    if format_ is Format.JSON:
        return data.document_json(ledger, document)
    return data.document_markdown(document) if format_ is Format.MARKDOWN else [*render.document_text(document)]


def _days(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    from pmctl.repository.clock import read_day

    first = read_day(since, "--since") if since is not None else None
    last = read_day(until, "--until") if until is not None else None
    if first and last and first > last:
        raise PmctlError(f"--since {first} comes after --until {last}", hint="Exchange the two.")
    return first, last
