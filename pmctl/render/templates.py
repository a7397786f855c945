"""The templates that a postmortem can be made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from pmctl.render.safe import json_text, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from pmctl.repository.template_choice import ListedTemplate


def templates_text(templates: Sequence[ListedTemplate]) -> Iterator[RenderableType]:
    """Yield one line for each template: its name, what it is for, where it is if it is an own one, and who uses it."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for template in templates:
        words = Text(printable(template.description))
        if not template.is_shipped:
            words.append(f"{' ' if words else ''}({printable(template.path)})", "dim")
        if template.used_for:
            words.append(f" [{printable(', '.join(template.used_for))}]", "green")
        table.add_row(Text(printable(template.name), "bold"), words)
    yield table


def templates_json(templates: Sequence[ListedTemplate]) -> str:
    """Return the templates as JSON; `path` is relative to the working directory, or absolute for a shipped one."""
    return json_text(
        {
            "schema": 1,
            "templates": [
                {
                    "name": template.name,
                    "path": template.path,
                    "shipped": template.is_shipped,
                    "exists": template.exists,
                    "description": template.description or None,
                    "used_for": list(template.used_for),
                }
                for template in templates
            ],
        }
    )
