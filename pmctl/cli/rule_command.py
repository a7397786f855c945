"""``pmctl rule``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pmctl.cli.options import OutputFile
from pmctl.cli.options import PageFormat as Format
from pmctl.cli.options import command as _command
from pmctl.errors import PmctlError

if TYPE_CHECKING:
    from pmctl.cli.session import Session


@_command
def command(
    session: Session,
    rules: Annotated[
        list[str] | None, typer.Argument(metavar="RULE", help="Codes, families or names: PM301, PM3.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="List all rules, a line each.")] = False,
    output_format: Annotated[Format, typer.Option("--output-format", "-f", help="How to show them.")] = Format.TEXT,
    output_file: OutputFile = None,
) -> None:
    """Explain rules: why, what breaks them, what keeps them."""
    from pmctl.render import rules as render
    from pmctl.rules.registry import RULES
    from pmctl.rules.selection import expand_all

    if not rules and not everything:
        raise PmctlError("no rule is named", hint="`pmctl rule PM301` explains one, `pmctl rule --all` lists all.")
    codes = frozenset(RULES) if everything else expand_all(rules or (), RULES)
    chosen = [RULES[code] for code in sorted(codes)]
    if output_format is Format.JSON:
        session.write(render.rules_json(chosen), output_file)
    elif output_format is Format.MARKDOWN:
        text = render.rule_table(chosen) if everything else render.rule_pages(chosen)
        session.write(text, output_file)
    else:
        lines = render.rules_list(chosen) if everything else render.rules_text(chosen)
        if output_file:
            session.write(session.capture(*lines), output_file)
        else:
            session.show(*lines)
