"""What an editor is answered: explanations, completions, and changes that mend what is found."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from lsprotocol import types

from pmctl.lsp.messages import completion_item, diagnostic, offsets, span, text_edit
from pmctl.postmortem.yaml_text import EditError
from pmctl.render.rules import rule_pages, rule_table
from pmctl.reports.explanation import explain_key, named_rules
from pmctl.rules.registry import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pmctl.lsp.desk import Checked, Desk, Placed
    from pmctl.rules.model import Rule

_FIX_ALL = types.CodeActionKind.SourceFixAll.value
_QUICK_FIX = types.CodeActionKind.QuickFix.value
_PAGES = 3
"""How many pages of rules are shown at once; of more, what each finds."""
_MOST_FIXES = 20
"""How many fixes are worked out at once, unless all were asked for: a selection may hold thousands."""
_MOST_IGNORED = 5
"""For how many findings at once it is worked out how to suppress them, for which the document is checked again."""
_LONGEST_TEXT = 200_000
"""In how long a text, in characters, that is done at all."""


def completions(desk: Desk, params: types.CompletionParams) -> types.CompletionList | None:
    """Return what could be written at a place."""
    answer = desk.complete(params.text_document.uri, params.position.line, params.position.character)
    if answer is None:
        return None
    found, is_all, positions = answer
    items = [completion_item(positions, rank, offered) for rank, offered in enumerate(found)]
    return types.CompletionList(is_incomplete=not is_all, items=items)


def hover(desk: Desk, params: types.HoverParams) -> types.Hover | None:
    """Return what the key at a place holds, and the pages of the rules that are broken, or suppressed, there."""
    checked = desk.checked(params.text_document.uri)
    if checked is None:
        return None
    positions = checked.positions
    offset = positions.offset(params.position.line, params.position.character)
    parts: list[tuple[int, int, str]] = []
    key = explain_key(checked.text, offset, checked.context.conventions)
    if key:
        parts.append((key.start, key.end, key.text))
    line, column = positions.place(offset)
    named = named_rules(checked.document, line, column)
    if named:
        ends = (positions.offset_of(line, at) for at in (named.column, named.end_column))
        parts.append((*ends, _explained(named.rules)))  # type: ignore[arg-type]  # two of them
    found = list(checked.between(offset, offset))
    if found:
        rules = [RULES[code] for code in dict.fromkeys(placed.finding.code for placed in found)]
        parts.append((found[0].start, found[0].end, _explained(rules)))
    if not parts:
        return None
    text = "\n\n---\n\n".join(part[2].strip() for part in parts)
    markup = types.MarkupContent(types.MarkupKind.Markdown, f"{text}\n")
    return types.Hover(markup, span(positions, *parts[0][:2]))


def code_actions(desk: Desk, params: types.CodeActionParams) -> list[types.CodeAction]:
    """Return the changes that mend, or suppress, what is found in a part of a document, or mend all of it."""
    uri = params.text_document.uri
    checked = desk.checked(uri)
    if checked is None:
        return []
    actions: list[types.CodeAction] = []
    is_short = len(checked.text) <= _LONGEST_TEXT
    if _is_wanted(_QUICK_FIX, params.context.only):
        found = list(islice(checked.between(*offsets(checked.positions, params.range)), _MOST_FIXES))
        actions += [action for placed in found for action in _fixes(uri, checked, placed)]
        suppressible = found[:_MOST_IGNORED] if is_short else ()
        actions += [action for placed in suppressible for action in _ignoring(uri, checked, placed)]
    if _is_wanted(_FIX_ALL, params.context.only):
        safe = sum(bool(placed.finding.fix and placed.finding.fix.is_safe) for placed in checked.placed)
        if safe and (params.context.only or (is_short and safe <= _MOST_FIXES)):
            actions += _action(uri, checked, "Mend all that is safe to mend", desk.mended(uri) or checked.text)
    return actions


def _explained(rules: Sequence[Rule]) -> str:
    return rule_pages(rules, level=3) if len(rules) <= _PAGES else rule_table(rules)


def _is_wanted(kind: str, only: Sequence[types.CodeActionKind | str] | None) -> bool:
    """Whether an editor asks for a kind of action: for everything, for it, or for those that it is one of."""
    wanted = [item.value if isinstance(item, types.CodeActionKind) else item for item in only or ()]
    return not wanted or any(not item or f"{kind}.pmctl.".startswith(f"{item}.") for item in wanted)


def _fixes(uri: str, checked: Checked, placed: Placed) -> Iterator[types.CodeAction]:
    fix = placed.finding.fix
    if fix is None:
        return
    try:
        text = fix.edit()
    except EditError:
        return
    title = fix.title if fix.is_safe else f"{fix.title} (check what it means)"
    yield from _action(uri, checked, title, text, placed=placed, is_preferred=fix.is_safe)


def _ignoring(uri: str, checked: Checked, placed: Placed) -> Iterator[types.CodeAction]:
    text = checked.ignoring(placed.finding)
    if text is not None:
        title = f"Ignore {placed.finding.code} {placed.finding.name} here"
        yield from _action(uri, checked, title, text, placed=placed)


def _action(
    uri: str, checked: Checked, title: str, text: str, *, placed: Placed | None = None, is_preferred: bool = False
) -> Iterator[types.CodeAction]:
    """Yield the action that makes `text` of a document, about a finding or about all; none if that changes nothing."""
    edit = text_edit(checked.positions, checked.text, text)
    if edit is not None:
        yield types.CodeAction(
            title=title,
            kind=_QUICK_FIX if placed else f"{_FIX_ALL}.pmctl",
            diagnostics=[diagnostic(checked.positions, placed)] if placed else None,
            is_preferred=is_preferred or None,
            edit=types.WorkspaceEdit(changes={uri: [edit]}),
        )
