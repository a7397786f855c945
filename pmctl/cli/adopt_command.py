"""``pmctl adopt``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pmctl.cli import options as opt
from pmctl.cli.boundary import FAILED, FINE
from pmctl.cli.options import PageFormat as Format
from pmctl.cli.options import command as _command
from pmctl.errors import PmctlError

if TYPE_CHECKING:
    from pmctl.cli.session import Session


@_command
def command(
    session: Session,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Files and folders with postmortems.")],
    write: Annotated[bool, typer.Option("--write", help="Write what was found into the files.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="DIR", help="Write copies under their configured names into DIR.")
    ] = None,
    diff: Annotated[bool, typer.Option("--diff", help="Show what would change, and write nothing.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Only report; the default.")] = False,
    headings: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="HEADING=SECTION", help="Read HEADING as that section; again for more."),
    ] = None,
    author_date: Annotated[
        bool, typer.Option("--author-date", help="Take git's first author date of a file as `opened` of its actions.")
    ] = False,
    rename: Annotated[
        bool, typer.Option("--rename", help="With --write, call what pmctl would not find (.rst, no extension) .md.")
    ] = False,
    on_shallow: opt.ShallowOption = opt.OnShallow.WARN,
    force: opt.Force = False,
    output_format: Annotated[Format, typer.Option("--output-format", "-f", help="How to report.")] = Format.TEXT,
    output_file: opt.OutputFile = None,
) -> int:
    """Turn postmortems of any style into pmctl's: what they state becomes front matter, and every word stays.

    Without --write, --output or --diff it only reports what was found in each, what is missing, and how sure that is.
    """
    from pmctl.cli.adopting import Adopting, read_headings

    if diff and output_format is not Format.TEXT:
        raise PmctlError(
            f"--diff shows a patch, and no {output_format.value}",
            hint="Leave out --diff for the report, or --output-format for the patch.",
        )
    run = Adopting(
        session,
        paths,
        headings=read_headings(headings or (), session.project),
        folder=output,
        on_shallow=on_shallow if author_date else None,
    )
    if diff:
        run.show_diff(output_file, rename=rename)
        if (write or output is not None) and not dry_run:
            session.note(f"Wrote nothing: --diff only shows what {'--write' if write else '--output'} would change.")
    elif (write or output is not None) and not dry_run:
        run.write(in_place=write, rename=rename, force=force)
        run.report(output_format, output_file, is_short=output_format is Format.TEXT)
    else:
        run.report(output_format, output_file)
    writes = (write or output is not None) and not (dry_run or diff)
    run.say(writes=writes)
    return FAILED if run.has_failed and writes else FINE
