"""What all helps have in common: Rich reads them as markup, so a word in square brackets would be lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pmctl.cli.app import command_line

if TYPE_CHECKING:
    from collections.abc import Iterator


def helps(command: Any, path: str) -> Iterator[tuple[str, str]]:
    yield path, command.help or ""
    for parameter in command.params:
        yield f"{path} {parameter.name}", getattr(parameter, "help", None) or ""
    if hasattr(command, "list_commands"):
        for name in command.list_commands(None):
            yield from helps(command.get_command(None, name), f"{path} {name}")


def test_no_word_is_lost() -> None:
    found = dict(helps(command_line(), "pmctl"))
    assert len(found) > 100
    assert {where: text for where, text in found.items() if re.search(r"(?<!\\)\[[a-z/#@]", text)} == {}
