"""The generated parts of the README and the docs: ``python -m tests.readme`` writes them, a test keeps them true."""

from __future__ import annotations

import contextlib
import io
import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from pmctl.cli.app import command_line
from pmctl.cli.boundary import EXIT_CODES, run
from pmctl.render.rules import rule_pages, rule_table
from pmctl.render.safe import markdown_table
from pmctl.repository.templates import render_shipped
from pmctl.rules.registry import RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pmctl.rules.model import Rule

ROOT = Path(__file__).resolve().parents[1]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
DAY = "2026-11-16"
_PART = re.compile(r"(<!-- generated: (?P<name>[\w ]+) -->\n).*?(<!-- /generated: (?P=name) -->)", re.DOTALL)


def generated(text: str) -> str:
    """Return `text` with every generated part made anew."""
    return _PART.sub(lambda match: match[1] + PARTS[match["name"]]() + match[3], text)


def _session(*arguments: str, talk: bool = False) -> Callable[[], str]:
    """Return what shows a command of the demo, with what it says on standard output, or else on standard error."""

    def show() -> str:
        out, said = io.StringIO(), io.StringIO()
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stderr(io.StringIO()):
            target = str(Path(folder) / "demo")
            with contextlib.redirect_stdout(io.StringIO()):
                run(["demo", target, "--today", DAY])
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(said):
                run(["-C", target, "--today", DAY, "--color", "never", *arguments])
        lines = "\n".join(line.rstrip() for line in (said if talk else out).getvalue().rstrip().split("\n"))
        return f"```console\n$ pmctl {' '.join(arguments)}{' > findings.txt' if talk else ''}\n{lines}\n```\n"

    return show


def _commands() -> str:
    return markdown_table(("Command", "What it does"), _commands_of(command_line(), "pmctl"))


def _commands_of(group: Any, above: str) -> Iterator[tuple[str, str]]:
    for name in group.commands:
        command = group.get_command(None, name)
        if hasattr(command, "commands"):
            yield from _commands_of(command, f"{above} {name}")
        else:
            yield f"`{above} {name}`", command.get_short_help_str(200)


def _exit_codes() -> str:
    return markdown_table(("Code", "Meaning"), ((str(code), meaning) for code, meaning in EXIT_CODES.items()))


def _rules() -> list[Rule]:
    return [RULES[code] for code in sorted(RULES)]


def _rule_table() -> str:
    """The table of all rules; a code leads to the rule's page, whose address GitHub makes of its heading."""
    return re.sub(r"(?m)^\| (PM\d+) \| `([\w-]+)`", _link_to_page, rule_table(_rules()))


def _link_to_page(row: re.Match[str]) -> str:
    return f"| [{row[1]}](docs/rules.md#{row[1].lower()}-{row[2]}) | `{row[2]}`"


def _hooks() -> str:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return markdown_table(("Hook", "What it does"), ((f"`{hook['id']}`", hook["description"]) for hook in hooks))


def _action_inputs() -> str:
    inputs = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"]
    rows = (
        (f"`{name}`", f"`{given['default']}`" if given["default"] else "", given["description"])
        for name, given in inputs.items()
    )
    return markdown_table(("Input", "Default", "Meaning"), rows)


def _configuration() -> str:
    return f"```toml\n{render_shipped('init/pmctl.toml', {'directory': 'postmortems'})}```\n"


PARTS: dict[str, Callable[[], str]] = {
    "configuration": _configuration,
    "overdue": _session("overdue", "--priority", "P1"),
    "stats": _session("stats"),
    "check": _session("check", "postmortems/2026-10-06-dashboard-lag.md"),
    "mending": _session("check", "--fix", talk=True),
    "commands": _commands,
    "rules": _rule_table,
    "rule pages": lambda: f"\n{rule_pages(_rules(), level=2)}\n",
    "exit codes": _exit_codes,
    "hooks": _hooks,
    "action inputs": _action_inputs,
}


def main() -> None:
    """Write the generated parts."""
    os.environ["COLUMNS"] = "80"
    for page in PAGES:
        page.write_text(generated(page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
