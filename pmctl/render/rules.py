"""Rules explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markdown import Markdown
from rich.table import Table
from rich.text import Text

from pmctl.render.finding_words import SEVERITY_STYLES
from pmctl.render.safe import json_text, markdown_table
from pmctl.rules.page import read_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from pmctl.rules.model import Rule


def rules_text(rules: Sequence[Rule]) -> Iterator[RenderableType]:
    """Yield the page of each rule."""
    for rule in rules:
        headline = Text(f"{rule.code} {rule.name}", SEVERITY_STYLES[rule.severity])
        yield headline.append(f"  {_kind(rule)}", "dim not bold")
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
        table.add_row(Text(rule.code, SEVERITY_STYLES[rule.severity]), name, Text(read_page(rule).summary))
    yield table


def rule_pages(rules: Sequence[Rule], level: int = 1) -> str:
    """Return the page of each rule as Markdown, under a heading of `level`."""
    return "\n".join(_page(rule, "#" * level) for rule in rules)


def _page(rule: Rule, marks: str) -> str:
    page = read_page(rule)
    sections = {**page.sections, "To mend": rule.help}
    below = "".join(f"\n{marks}# {title}\n\n{text}\n" for title, text in sections.items())
    return f"{marks} {rule.code} {rule.name}\n\n*{_kind(rule)}*\n\n{page.summary}\n{below}"


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
                    "fixable": "Fix" in read_page(rule).sections,
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
