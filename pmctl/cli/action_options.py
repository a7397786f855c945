"""What the commands below ``pmctl action`` have in common: which actions, and what becomes of the change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer


def complete_references(incomplete: str) -> list[str]:
    """Return the actions of the working directory's project that a reference on the command line may become."""
    from pmctl.cli.action_completion import references  # noqa: PLC0415 - only a shell asks for it

    return list(references(incomplete))


References = Annotated[
    list[str],
    typer.Argument(
        metavar="REF",
        help="Actions, such as checkout/A1: any part of the postmortem's id, a slash, and the action's id.",
        autocompletion=complete_references,
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", "-n", help="Say what would change, write nothing.")]
Diff = Annotated[bool, typer.Option("--diff", help="Show it as a patch, write nothing.")]
Commit = Annotated[
    bool, typer.Option("--commit", help="Commit the documents that change, and nothing else, in one commit.")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """What becomes of a change: it is written, and perhaps committed, or only shown."""

    dry_run: bool
    diff: bool
    commit: bool

    @property
    def writes(self) -> bool:
        """Whether anything is written."""
        return not (self.dry_run or self.diff)
