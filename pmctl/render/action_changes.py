"""What has been done to actions: a line for each, and the message of the commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.postmortem.dates import parse_date
from pmctl.render.safe import plural, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pmctl.postmortem.action_edits import ActionChange, KeyChange

_LONGEST_SUBJECT = 72
"""In characters: git's own tools cut longer subjects (git-commit(1) recommends 50; 72 is what `git log` shows)."""

_QUOTED = 3
_LONGEST_QUOTE = 60

_TOLD = frozenset({"title", "reason", "evidence", "note"})
"""Keys whose values are words, and are told behind a colon."""


def change_line(change: ActionChange) -> str:
    """Return one line: ``checkout/A1: due 2026-04-11 → 2026-04-25 (Sat, 14 days later), reason: vendor delay``."""
    added = ["added"] if change.is_new else []
    return f"{printable(change.ref)}: {', '.join([*added, *map(_key, change.keys)])}"


def commit_message(verb: str, rest: str, why: str | None, changes: Sequence[ActionChange]) -> str:
    """Return the message of the commit that holds `changes`: a subject, and what changed of each action.

    Args:
        verb: with which the subject begins, such as Move.
        rest: what follows the actions in it, such as ``to 2026-04-25``; may be empty.
        why: the reason, which ends the subject if there is room for it.
        changes: not empty.
    """
    body = "\n\n".join("\n".join(_paragraph(change)) for change in changes)
    return f"{_subject(verb, rest, why, changes)}\n\n{body}\n"


def quoted_words(words: Sequence[str]) -> str:
    """Return words of a document in quotation marks, the first three of them, and long ones cut: ``“a”, “b”``."""
    shown = (printable(one) for one in words[:_QUOTED])
    quoted = ", ".join(f"“{one if len(one) <= _LONGEST_QUOTE else f'{one[: _LONGEST_QUOTE - 1]}…'}”" for one in shown)
    return f"{quoted} and {len(words) - _QUOTED} more" if len(words) > _QUOTED else quoted


def _subject(verb: str, rest: str, why: str | None, changes: Sequence[ActionChange]) -> str:
    named = ", ".join(printable(change.ref) for change in changes)
    tail = f" {printable(rest)}" if rest else ""
    reasons = (f": {printable(why)}", "") if why else ("",)
    whats = (named,) if len(changes) == 1 else (named, plural(len(changes), "action"))
    subjects = [f"{verb} {what}{tail}{reason}" for what in whats for reason in reasons]
    return next((subject for subject in subjects if len(subject) <= _LONGEST_SUBJECT), subjects[-1])


def _paragraph(change: ActionChange) -> Iterator[str]:
    title = f": {printable(change.title)}" if change.title else ""
    yield f"{printable(change.full_ref)}{title}"
    yield from (f"  {_key(key)}" for key in change.keys)


def _key(change: KeyChange) -> str:
    """Return ``due 2026-04-11 → 2026-04-25 (Sat, 14 days later)``, ``reason: …`` or ``closed 2026-04-01 → none``.

    An old reason is not told: history keeps it, with its move.
    """
    before, after = (None if text is None else printable(text) for text in (change.before, change.after))
    old = f"{before} → " if before else ""
    if change.key in _TOLD and after is not None:
        return f"{change.key}: {old if change.key == 'evidence' else ''}{after}"
    notes = ", ".join(_of_day(change)) if change.key == "due" else ""
    return f"{change.key} {old}{after or 'none'}{f' ({notes})' if notes else ''}"


def _of_day(change: KeyChange) -> Iterable[str]:
    """Say which day of the week a date is, and by how much it moved: whoever typed +2w reads what became of it."""
    before, after = (parse_date(text) if text else None for text in (change.before, change.after))
    if after:
        yield f"{after:%a}"
        if before and before != after:
            days = (after - before).days
            yield f"{plural(abs(days), 'day')} {'later' if days > 0 else 'earlier'}"
