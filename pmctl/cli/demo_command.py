"""``pmctl demo``."""

from __future__ import annotations

import shlex
from datetime import UTC, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pmctl.cli.boundary import run
from pmctl.cli.options import command as _command

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from pmctl.cli.session import Session

_RUN = ("check --output-format concise", "index", "overdue")
_NEXT = (
    ("pmctl overdue --group-by owner", "whose promises are late"),
    ("pmctl overdue --within 14d", "what is due in two weeks as well"),
    ("pmctl overdue --as-of {past}", "what was late three months ago"),
    ("pmctl overdue --vanished", "what was deleted before it was done"),
    ("pmctl history checkout/A1", "the life of one promise"),
    ("pmctl stats", "the year in numbers, and what comes back"),
    ("pmctl show checkout", "one postmortem"),
    ("pmctl rule PM004", "what a finding means"),
    ("pmctl action list --matrix", "what to do first"),
    ("pmctl action move checkout/A1 --to +2w --diff", "how a date is moved"),
    ('pmctl new "Database full" --severity SEV2', "one more postmortem"),
)


@_command
def command(
    session: Session,
    directory: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="A folder that does not exist yet, or is empty.")
    ] = Path("pmctl-demo"),
) -> None:
    """Write a small company's repository, with nine months of history, and look at it with check, index and overdue."""
    from pmctl.repository.clock import today
    from pmctl.repository.demo import write_demo

    day = today(session.options.today, UTC)
    target = session.cwd / directory
    summary = write_demo(target, today=day, finish=_index)
    shown = shlex.quote(str(directory))
    session.write(
        f"Wrote {shown}: {summary.postmortems} postmortems, and {summary.commits} commits by {summary.people} people "
        f"from {summary.first} to {summary.last}.\n"
    )
    for line in _RUN:
        session.write(f"\n$ pmctl {line}\n")
        run(["-C", str(target), *session.options.as_arguments(), *line.split()])
    session.write("\nTry next:\n\n" + (f"  cd {shown}\n" if target.resolve() != Path.cwd() else ""))
    width = max(len(line) for line, _ in _next(day))
    session.write("".join(f"  {line:<{width}}  # {why}\n" for line, why in _next(day)))


def _next(day: date) -> list[tuple[str, str]]:
    past = day - timedelta(days=91)
    return [(line.format(past=past), why) for line, why in _NEXT]


def _index(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the index of the story's last files, so that it is committed with them."""
    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.decoding import decode
    from pmctl.postmortem.edit import replace_block
    from pmctl.postmortem.parse import parse
    from pmctl.render.catalogue import index_markdown
    from pmctl.reports.catalogue import catalogue
    from pmctl.repository.files import Scope
    from pmctl.repository.templates import render_shipped

    scope = Scope(directory="postmortems", index="postmortems/README.md")
    conventions = Conventions()
    documents = [parse(decode(files[path]), path, conventions) for path in sorted(files) if scope.accepts(path)]
    block = index_markdown(catalogue(documents, conventions), scope.index)
    return {scope.index: replace_block(render_shipped("index/README.md", {}), "index", block).encode()}
