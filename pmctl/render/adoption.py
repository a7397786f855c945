"""What ``adopt`` found: for a terminal, in Markdown, and as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pmctl.postmortem.conventions import ActionStatus
from pmctl.render.diff import unified_diff
from pmctl.render.safe import json_text, markdown_link, markdown_table, markdown_text, plural, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from rich.console import RenderableType

    from pmctl.adoption.found_action import FoundAction
    from pmctl.adoption.model import Adoption

_UNKNOWN = "?"
_NONE = "–"
_UNSURE = 0.6
"""Below which a person is pointed to a document."""

_DOUBTFUL = 0.8
"""Below which a person is told which sections are missing: a good part of the confidence is how many there are."""

_FEW_ACTIONS = 3
"""How many actions of a document are shown, so that a person sees what is lost before it is written."""

_FAMILIES = {
    "PM0": "the file", "PM1": "the record", "PM2": "the story", "PM3": "the promises", "PM4": "the timeline",
    "PM5": "the language", "PM6": "the process", "PM7": "the repository", "PM9": "pmctl itself",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionReport:
    """What one run found.

    Attributes:
        adoptions: of the documents that could be read, in order.
        failed: of those that could not; each has a problem.
        findings: how many findings the new documents and those that failed have, by the code of the rule.
    """

    adoptions: Sequence[Adoption]
    failed: Sequence[Adoption]
    findings: Mapping[str, int]

    @property
    def actions(self) -> list[FoundAction]:
        """Those of all documents."""
        return [action for adoption in self.adoptions for action in adoption.actions]

    @property
    def families(self) -> dict[str, int]:
        """How many findings each family of rules has, in the order of their codes."""
        counts: dict[str, int] = {}
        for code in sorted(self.findings):
            counts[code[:3]] = counts.get(code[:3], 0) + self.findings[code]
        return counts


def adoption_json(report: AdoptionReport) -> str:
    """Return everything that was found as a JSON object; what a document does not state is null."""
    documents = [_document(adoption) for adoption in report.adoptions]
    actions = report.actions
    summary: dict[str, Any] = {
        "documents": len(documents),
        "adopted": sum(not adoption.is_unchanged for adoption in report.adoptions),
        "unchanged": sum(adoption.is_unchanged for adoption in report.adoptions),
        "failed": [
            {"path": adoption.path, "line": adoption.problem.line, "message": adoption.problem.message}
            for adoption in report.failed
            if adoption.problem
        ],
        "actions": len(actions),
        "with_owner": sum(action.owner is not None for action in actions),
        "with_due": sum(action.due is not None for action in actions),
        "done": sum(action.status is ActionStatus.DONE for action in actions),
        "findings": report.families,
    }
    return json_text({"schema": 1, "documents": documents, "summary": summary})


def renamed_diff(before: str, after: str, path: str, new_path: str) -> str:
    """Return the unified diff of a document that is also renamed, as ``git apply`` reads it."""
    diff = unified_diff(before, after, path)
    if path == new_path:
        return diff
    old, new = (unified_diff("", "x", name).split("\n")[:2] for name in (path, new_path))
    names = old[0].removeprefix("--- ").rstrip("\t"), new[1].removeprefix("+++ ").rstrip("\t")
    froms = (f"rename {word} {_whole(name)}\n" for word, name in zip(("from", "to"), names, strict=True))
    head = f"diff --git {names[0]} {names[1]}\n{''.join(froms)}"
    return head + "\n".join([old[0], new[1], *diff.split("\n")[2:]]) if diff else head


def _whole(name: str) -> str:
    """The name of a file in a diff without the letter before it."""
    return f'"{name[3:]}' if name.startswith('"') else name[2:]


def _document(adoption: Adoption) -> dict[str, object]:
    return {
        "path": adoption.path,
        "title": adoption.title.value if adoption.title else None,
        "date": adoption.date.value.isoformat() if adoption.date else None,
        "severity": adoption.text_of("severity"),
        "status": adoption.text_of("status"),
        "owner": adoption.text_of("owner"),
        "sections": list(adoption.sections),
        "actions": [
            {
                "title": action.title,
                "owner": action.owner,
                "due": action.due.isoformat() if action.due else None,
                "status": action.status.value if action.status else None,
                "ticket": action.ticket,
                "line": action.line,
            }
            for action in adoption.actions
        ],
        "missing": list(adoption.missing),
        "confidence": adoption.confidence,
    }


def adoption_markdown(report: AdoptionReport) -> str:
    """Return a table of the documents, what to look at in them, and the sums."""
    head = (
        "Document", "Title", "Date", "Severity", "Status", "Owner", "Actions", "Missing", "Missing sections",
        "Confidence",
    )  # fmt: skip
    rows = (
        (
            markdown_link(adoption.path.rpartition("/")[2], adoption.path),
            markdown_text(adoption.title.value if adoption.title else _UNKNOWN),
            str(adoption.date.value) if adoption.date else _UNKNOWN,
            *(markdown_text(adoption.text_of(key) or _UNKNOWN) for key in ("severity", "status", "owner")),
            str(len(adoption.actions)),
            markdown_text(", ".join(adoption.missing) or _NONE),
            markdown_text(", ".join(adoption.missing_sections) or _NONE),
            f"{adoption.confidence:.2f}",
        )
        for adoption in report.adoptions
    )
    doubts = [
        f"- {markdown_link(f'{adoption.path}{_line(doubt.line)}', adoption.path)}: {markdown_text(doubt.words)}\n"
        for adoption in report.adoptions
        for doubt in adoption.doubts
    ]
    failed = [
        f"- {markdown_link(f'{one.path}{_line(one.problem.line)}', one.path)}: {markdown_text(one.problem.message)}\n"
        for one in report.failed
        if one.problem
    ]
    parts = [
        markdown_table(head, rows),
        "".join(doubts),
        "".join(failed),
        "".join(f"{s}\n" for s in summary_lines(report)),
    ]
    return "\n".join(part for part in parts if part)


def adoption_text(report: AdoptionReport, shown: Callable[[str], str], *, verbose: bool) -> Iterator[RenderableType]:
    """Yield a row for each document with what is missing and what to look at, and the sums.

    Args:
        report: what was found.
        shown: a path as the person would type it.
        verbose: also tell where each fact stands, and every action.
    """
    from rich.text import Text  # noqa: PLC0415 - formats for machines do not need it

    from pmctl.render.table import Cell, Row, WordyTable  # noqa: PLC0415

    rows = [
        Row(
            cells=(
                Cell(f"{adoption.confidence:.2f}", "yellow" if adoption.confidence < _UNSURE else ""),
                Cell(printable(shown(adoption.path)), "cyan"),
                Cell(str(adoption.date.value) if adoption.date else _UNKNOWN),
                Cell(printable(adoption.text_of("severity") or _UNKNOWN)),
                Cell(adoption.text_of("status") or _UNKNOWN),
                Cell(_actions(adoption)),
            ),
            words=tuple(Cell(printable(words), style) for words, style in _words(adoption, verbose=verbose)),
        )
        for adoption in report.adoptions
    ]
    if rows:
        yield WordyTable(("Sure", "Document", "Date", "Severity", "Status", "Actions"), rows, right=(5,))
    for line in summary_lines(report):
        yield Text(line, "bold" if line.startswith(tuple("0123456789")) else "")


def _words(adoption: Adoption, *, verbose: bool) -> Iterator[tuple[str, str]]:
    yield adoption.title.value if adoption.title else "no title", ""
    if adoption.is_ours:
        yield "a pmctl document already: nothing to do", "dim"
        yield from _doubts(adoption)
        return
    if verbose:
        facts = {"title": adoption.title, "date": adoption.date, **adoption.facts}
        for name, fact in facts.items():
            if fact is not None:
                value = ", ".join(fact.value) if isinstance(fact.value, tuple) else str(fact.value)
                yield f"{name}: {value} ({fact.source}{_line(fact.line)}, {fact.certainty:.2f})", "dim"
    shown = adoption.actions if verbose else adoption.actions[:_FEW_ACTIONS]
    for action in shown:
        yield f"{_line(action.line)} {_told(action)}", "dim"
    if len(shown) < len(adoption.actions):
        yield f"and {plural(len(adoption.actions) - len(shown), 'more action')}", "dim"
    if adoption.is_unchanged:
        yield "nothing to add", "dim"
    if adoption.missing:
        yield f"missing: {', '.join(adoption.missing)}", "dim"
    if adoption.missing_sections and (verbose or adoption.confidence < _DOUBTFUL):
        yield f"missing sections: {', '.join(adoption.missing_sections)}", "dim"
    yield from _doubts(adoption)


def _doubts(adoption: Adoption) -> Iterator[tuple[str, str]]:
    for doubt in adoption.doubts:
        yield f"look at{_line(doubt.line) or ' it'}: {doubt.words}", "yellow"


def _told(action: FoundAction) -> str:
    said = (action.owner, action.due, action.due_text, action.status, action.ticket)
    known = ", ".join(str(value) for value in said if value is not None)
    return f"{action.title} ({known})" if known else action.title


def _actions(adoption: Adoption) -> str:
    return str(len(adoption.actions)) if adoption.actions else _NONE


def _line(line: int | None) -> str:
    return "" if line is None else f":{line}"


def summary_lines(report: AdoptionReport) -> Iterator[str]:
    """Yield the sums: documents, actions, and the findings that are left, by family."""
    actions = report.actions
    unchanged = [adoption for adoption in report.adoptions if adoption.is_unchanged]
    ours = sum(adoption.id is not None for adoption in unchanged)
    others = len(unchanged) - ours  # without a day there is no id, and they are read again
    counts = "".join(
        f", {many} {words}"
        for many, words in ((ours, "of them adopted already"), (others, "with nothing to add"))
        if many
    )
    documents = plural(len(report.adoptions), "document")
    failed = f", {len(report.failed)} not read" if report.failed else ""
    yield f"{documents}{counts}{failed}"
    with_owner = sum(action.owner is not None for action in actions)
    with_due = sum(action.due is not None for action in actions)
    done = sum(action.status is ActionStatus.DONE for action in actions)
    yield f"{plural(len(actions), 'action')}: {with_owner} with owner, {with_due} with due date, {done} done"
    families = (f"{count:,} about {_FAMILIES.get(code, code)} ({code}xx)" for code, count in report.families.items())
    yield f"Findings that are left: {', '.join(families) or 'none'}"
