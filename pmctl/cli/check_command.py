"""``pmctl check``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from pmctl.cli.boundary import FAILED, FINDINGS, FINE
from pmctl.cli.check_output import Format, one_format, show_findings
from pmctl.cli.options import command as _command
from pmctl.errors import PmctlError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmctl.cli.baselines import Baseline
    from pmctl.cli.check_fixes import Mender
    from pmctl.cli.session import Session
    from pmctl.postmortem.model import Postmortem


class FailOn(StrEnum):
    """From which severity on a finding fails the command."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


def check(
    session: Session,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Files and folders; the configured directory by default."),
    ] = None,
    output_format: Annotated[
        list[Format] | None,
        typer.Option(
            "--output-format",
            "-f",
            metavar="FORMAT",
            help=f"How to show findings: {', '.join(Format)}.",
            show_default="text",
        ),
    ] = None,
    output_file: Annotated[
        Path | None,
        typer.Option(
            "--output-file",
            "-o",
            metavar="FILE",
            help="Write to FILE. A format for machines is shown as text on standard output besides.",
        ),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="CODES", help="Run only these rules: PM301, PM3, a name, ALL; commas between."),
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="CODES", help="Do not run these rules.")] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what is safe to mend, then check what is left.")] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="With --fix and --diff, also mend what may change the meaning.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what --fix would change, and write nothing; exit with 1 for changes.")
    ] = False,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Leave out the findings that stand in FILE.")
    ] = None,
    write_baseline: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Write all findings to FILE and report none; with --baseline, what is left of that."
        ),
    ] = None,
    fail_on: Annotated[
        FailOn, typer.Option(help="Exit with 1 for findings of this severity or a worse one.")
    ] = FailOn.ERROR,
    force_exclude: Annotated[
        bool,
        typer.Option("--force-exclude", help="Leave out READMEs, the index and what is excluded, even as a PATH."),
    ] = False,
    changed: Annotated[
        bool, typer.Option("--changed", help="Check only the documents that the branch changed, and compare them.")
    ] = False,
    base: Annotated[
        str | None,
        typer.Option(metavar="REF", help="Compare with where the branch left REF, also all documents."),
    ] = None,
    stdin_filename: Annotated[
        Path | None, typer.Option(metavar="PATH", help="Check what standard input holds, as the document at PATH.")
    ] = None,
    require_files: Annotated[
        bool, typer.Option("--require-files", help="Exit with 2 if a folder or a pattern holds no document.")
    ] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Check again whenever a document is saved.")] = False,
    statistics: Annotated[bool, typer.Option("--statistics", help="Count the findings by rule instead.")] = False,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 even if there are findings.")] = False,
) -> int:
    """Check postmortems: every problem at its line, with how to mend it.

    Exits with 1 if there are findings. Warnings alone do not fail, unless --fail-on says so.
    """
    given = dict(locals())
    if given.pop("watch"):
        session.waiting.stop()
        return _watch(given)
    session.waiting.words = "Checking"
    from pmctl.cli.check_selection import compared, comparison_text, typed_document, warn_of
    from pmctl.render.findings_summary import summary_text
    from pmctl.repository.checking import check_documents
    from pmctl.rules.model import FindingSeverity

    format_ = one_format(output_format, statistics=statistics, diff=diff)
    if diff and write_baseline:
        raise PmctlError("--diff writes nothing, and so no --write-baseline", hint="Leave one of them out.")
    chosen = (stdin_filename,) if stdin_filename else tuple(paths or ())
    _refuse_targets(session, output_file, write_baseline, baseline, chosen)
    is_part = bool(chosen or changed or select or ignore)
    known = _baseline(session, baseline, write_baseline, is_part=is_part)
    typed = typed_document(session, stdin_filename, paths or (), changed=changed)
    mender = _mender(session, typed, known, unsafe=unsafe_fixes, diff=diff) if fix or diff else None
    with compared(session, chosen, base, changed=changed) as branch:
        checked = check_documents(
            session.project,
            chosen,
            select=select,
            ignore=ignore,
            force_exclude=force_exclude,
            branch=branch,
            typed=typed,
            mend=mender.mend if mender else None,
            cached=not session.options.no_cache,
            require_files=require_files,
        )
    warn_of(session, checked)
    if mender:
        mender.say()
    if mender and diff:
        return FINDINGS if mender.show_diff(output_file) and not exit_zero else FINE
    findings, counted, said = known.take_out(checked) if known else (checked.findings, checked.findings, "")
    files = len(checked.paths)
    shown = not (mender and typed)  # else standard output holds the document
    if mender and typed:
        mender.give_back(typed)
    is_told = files or not (branch or checked.empty)
    summary = summary_text(counted, files, fixed=fix, unsafe=unsafe_fixes) if is_told else ""
    words = " ".join(filter(None, (summary, said, comparison_text(branch, files) if branch else "")))
    if output_file or shown:
        show_findings(session, findings, files, format_, output_file, statistics=statistics, said=words, shown=shown)
    if words:
        session.note(words)
    worst = min((finding.severity.rank for finding in findings), default=None)
    fails = worst is not None and worst <= FindingSeverity(fail_on.value).rank
    if mender and mender.failed:
        return FAILED
    return FINDINGS if fails and not exit_zero else FINE


command = _command(check)


def _refuse_targets(
    session: Session,
    output_file: Path | None,
    write_baseline: Path | None,
    baseline: Path | None,
    chosen: Sequence[Path],
) -> None:
    if output_file or write_baseline:
        from pmctl.cli.targets import refuse_targets

        refuse_targets(session, {"--output-file": output_file, "--write-baseline": write_baseline}, chosen)
        if output_file:
            refuse_targets(session, {"--output-file": output_file, "--baseline": baseline}, chosen)


def _watch(given: dict[str, Any]) -> int:
    from pmctl.cli.watching import watch

    if given["stdin_filename"]:
        raise PmctlError("--watch and --stdin-filename do not go together", hint="Leave one of them out.")
    session = given.pop("session")
    return watch(session, given["paths"] or (), lambda again: check(again, **given))


def _mender(session: Session, typed: Postmortem | None, known: Baseline | None, *, unsafe: bool, diff: bool) -> Mender:
    from pmctl.cli.check_fixes import Mender, refuse_unreadable

    if typed and not diff:
        refuse_unreadable(typed)
    into: Literal["files", "output", "diff"] = "diff" if diff else "output" if typed else "files"
    return Mender(session, into, unsafe=unsafe, leave=known.holds if known else None)


def _baseline(session: Session, file: Path | None, new_file: Path | None, *, is_part: bool) -> Baseline | None:
    if not file and not new_file:
        return None
    from pmctl.cli.baselines import Baseline

    return Baseline(session, file, new_file, is_part=is_part)
