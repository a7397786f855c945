"""Rules explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markdown import Markdown
from rich.table import Table
from rich.text import Text

from pmctl.render.safe import json_text, markdown_table
from pmctl.rules.model import FindingSeverity
from pmctl.rules.page import read_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from pmctl.rules.model import Rule

_STYLES = {FindingSeverity.ERROR: "bold red", FindingSeverity.WARNING: "bold yellow", FindingSeverity.INFO: "bold blue"}


def rules_text(rules: Sequence[Rule]) -> Iterator[RenderableType]:
    """Yield the page of each rule."""
    for rule in rules:
        yield Text(f"{rule.code} {rule.name}", _STYLES[rule.severity]).append(f"  {_kind(rule)}", "dim not bold")
        yield Text()
        yield Markdown(f"{rule.page.strip()}\n\n## To mend\n\n{rule.help}", hyperlinks=False, code_theme="ansi_dark")
        yield Text()


def rules_list(rules: Sequence[Rule]) -> Iterator[RenderableType]:
    """Yield one line for each rule."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for rule in rules:
        name = Text(rule.name).append("" if rule.default else " (off)", "dim")
        table.add_row(Text(rule.code, _STYLES[rule.severity]), name, Text(read_page(rule).summary))
    yield table


def rule_pages(rules: Sequence[Rule]) -> str:
    """Return the page of each rule as Markdown."""
    return "\n".join(
        f"# {rule.code} {rule.name}\n\n*{_kind(rule)}*\n\n{rule.page.strip()}\n\n## To mend\n\n{rule.help}\n"
        for rule in rules
    )


def rule_table(rules: Sequence[Rule]) -> str:
    """Return a table of rules as Markdown."""
    rows = ((rule.code, f"`{rule.name}`", _kind(rule), read_page(rule).summary) for rule in rules)
    return markdown_table(("Code", "Name", "Severity", "What it finds"), rows)


def rules_json(rules: Sequence[Rule]) -> str:
    """Return the rules with their pages."""
    return json_text(
        {
            "schema": 1,
            "rules": [
                {
                    "code": rule.code,
                    "name": rule.name,
                    "severity": rule.severity.value,
                    "default": rule.default,
                    "summary": read_page(rule).summary,
                    "help": rule.help,
                    "page": rule.page.strip(),
                }
                for rule in rules
            ],
        }
    )


def _kind(rule: Rule) -> str:
    return rule.severity.value if rule.default else f"{rule.severity.value}, off by default"
