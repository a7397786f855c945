"""What ``adopt`` says of old documents that `pmctl check` will find fault with, and how to live with that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.render.safe import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from pmctl.repository.project import Project

_MOST_FILES = 5
_MOST_EXCLUDED = 20
_BASELINE = "  pmctl check --write-baseline known.json   # then: pmctl check --baseline known.json"


def how_to_live(project: Project, left: int, undated: Sequence[str], others: Iterable[Path]) -> str:
    """Return how `pmctl check` passes although findings are left.

    Args:
        project: that the documents belong to.
        left: how many findings there are.
        undated: the paths of documents that ``since`` does not exempt.
        others: the files that are left out: `pmctl check` reads those that lie among the documents.
    """
    told = f"Nobody needs to mend {left:,} findings at once."
    exclude = _exclude(project, others)
    since = f"  [rules] since = {project.today} in pmctl.toml   # checks what happens from now on"
    if exclude:
        since = f"  {exclude}\n  [rules]\n  since = {project.today}   # in pmctl.toml: checks what happens from now on"
    if not undated:
        return f"{told} Either of these lets `pmctl check` pass:\n{since}\n{_BASELINE}"
    shown = first_of([project.shown(path) for path in sorted(undated)])
    return (
        f"{told} This lets `pmctl check` pass:\n{_BASELINE}\n"
        f"So does this, but for {plural(len(undated), 'document')} without an earlier day ({shown}):\n{since}"
    )


def _exclude(project: Project, others: Iterable[Path]) -> str:
    """The line of configuration that leaves out what is no postmortem; "" where `pmctl check` reads none of that."""
    directory = project.scope.directory
    paths = sorted({project.relative(path) for path in others})
    below = [path if directory == "." else path[len(directory) + 1 :] for path in paths if project.scope.accepts(path)]
    if not below:
        return ""
    if len(below) > _MOST_EXCLUDED:
        return f"exclude = […]   # the {len(below):,} files that are left out"
    from glob import escape  # noqa: PLC0415 - only where something is left out

    return f"exclude = [{', '.join(map(toml_text, (*project.scope.exclude, *map(escape, below))))}]"


def first_of(names: Sequence[str]) -> str:
    """Return the first few of many names, and how many more there are."""
    more = f" and {len(names) - _MOST_FILES:,} more" if len(names) > _MOST_FILES else ""
    return f"{', '.join(names[:_MOST_FILES])}{more}"


def toml_text(text: str) -> str:
    """Return a text as TOML writes it."""
    from json import dumps  # noqa: PLC0415 - only where a line of configuration is shown

    return dumps(text, ensure_ascii=False)  # a basic string of TOML is one of JSON
