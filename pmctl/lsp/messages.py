"""What is found, said and changed, in the words of the Language Server Protocol."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from lsprotocol import types

from pmctl.postmortem.shown import whole
from pmctl.reports.completion import Kind
from pmctl.rules.fixing import smallest_splice
from pmctl.rules.model import FindingSeverity

if TYPE_CHECKING:
    from pmctl.lsp.desk import Placed
    from pmctl.render.positions import Positions
    from pmctl.reports.completion import Completion

SOURCE = "pmctl"

_SEVERITIES = MappingProxyType(
    {
        FindingSeverity.ERROR: types.DiagnosticSeverity.Error,
        FindingSeverity.WARNING: types.DiagnosticSeverity.Warning,
        FindingSeverity.INFO: types.DiagnosticSeverity.Information,
    }
)
_KINDS = MappingProxyType(
    {
        Kind.KEY: types.CompletionItemKind.Property,
        Kind.WORD: types.CompletionItemKind.EnumMember,
        Kind.PERSON: types.CompletionItemKind.Reference,
        Kind.DOCUMENT: types.CompletionItemKind.File,
        Kind.RULE: types.CompletionItemKind.Constant,
    }
)


def span(positions: Positions, start: int, end: int) -> types.Range:
    """Return the range between two offsets."""
    return types.Range(types.Position(*positions.position(start)), types.Position(*positions.position(end)))


def offsets(positions: Positions, given: types.Range) -> tuple[int, int]:
    """Return the offsets of a range."""
    start, end = given.start, given.end
    return positions.offset(start.line, start.character), positions.offset(end.line, end.character)


def diagnostic(positions: Positions, placed: Placed) -> types.Diagnostic:
    """Return a finding, with how to mend it on a line of its own."""
    finding = placed.finding
    return types.Diagnostic(
        range=span(positions, placed.start, placed.end),
        message=whole(f"{finding.message}\n{finding.help}"),
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        source=SOURCE,
    )


def text_edit(positions: Positions, before: str, after: str) -> types.TextEdit | None:
    """Return the smallest edit that makes `after` of a text; None if they are equal."""
    splice = smallest_splice(before, after)
    if splice is None:
        return None
    start, end, text = splice
    # No editor can point between the two characters of a line ending.
    if before[start - 1 : start + 1] == "\r\n" and start:
        start, text = start - 1, f"\r{text}"
    if before[end - 1 : end + 1] == "\r\n" and end:
        end, text = end + 1, f"{text}\n"
    return types.TextEdit(span(positions, start, end), text)


def completion_item(positions: Positions, rank: int, offered: Completion) -> types.CompletionItem:
    """Return something that could be written; `rank` is how many likelier ones there are."""
    return types.CompletionItem(
        label=offered.label,
        kind=_KINDS[offered.kind],
        detail=offered.detail or None,
        documentation=types.MarkupContent(types.MarkupKind.Markdown, offered.page) if offered.page else None,
        sort_text=f"{rank:05}",
        filter_text=offered.matched,
        text_edit=types.TextEdit(span(positions, offered.start, offered.end), offered.text),
    )
