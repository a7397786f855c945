"""History as a log to be read: of a promise, of a postmortem, of the whole repository."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from pmctl.ledger.model import EventKind
from pmctl.render.due_dates import DueDates
from pmctl.render.event_words import NOT_COMMITTED, event_words, title_words
from pmctl.render.hanging import Hanging
from pmctl.render.life_words import UNKNOWN, action_facts, action_state, document_facts, end_label
from pmctl.render.safe import SHORT, plural, printable
from pmctl.reports.entries import Log
from pmctl.reports.lookup import ShortNames

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from rich.console import RenderableType

    from pmctl.ledger.model import Commit
    from pmctl.render.life_words import Facts
    from pmctl.reports.entries import Choice, Entry
    from pmctl.reports.history import ActionHistory, DocumentHistory

_DAY = 12
"""Columns of the day at the left, and the gap behind it."""

_BEFORE_THE_CLONE = "what happened before the oldest commit of this clone is unknown"
_STYLES = {
    EventKind.PUBLISHED: "green",
    EventKind.CLOSED: "green",
    EventKind.DONE: "green",
    EventKind.MOVED: "yellow",
    EventKind.REOPENED: "bold yellow",
    EventKind.BLOCKED: "red",
    EventKind.REMOVED: "bold red",
    EventKind.UNREADABLE: "red",
}


def log_text(log: Log, choice: Choice, *, shallow: bool) -> Iterator[RenderableType]:
    """Yield what happened in the repository, the newest first, and how much more there is.

    Args:
        log: the events.
        choice: which events were asked for.
        shallow: whether the clone does not know all of them.
    """
    shown = len(log.entries)
    if not shown:
        nothing = f"Nothing is known: {_BEFORE_THE_CLONE}." if shallow else "Nothing has happened yet."
        yield Text("No event matches." if choice.is_narrow else nothing)
        return
    names = ShortNames(entry.postmortem for entry in log.entries)
    for commit, entries in reversed(_by_commit(log.entries)):
        yield from _commit(entries, [_named(entry, names) for entry in entries], commit)
    if shallow:
        yield Hanging(Text(UNKNOWN), Text(_BEFORE_THE_CLONE, "dim"), indent=_DAY)
    yield Text()
    if log.older:
        line = Text(f"The newest {plural(shown, 'event')} of {shown + log.older:,}", "bold")
        yield line.append(f"; --limit {shown + log.older} shows all of them", "not bold")
    else:
        yield Text(plural(shown, "event"), "bold")


def action_text(history: ActionHistory, today: dt.date) -> Iterator[RenderableType]:
    """Yield the facts about a promise, a picture of its due dates, and its log, oldest first."""
    life = history.life
    yield Text(printable(life.action.title or life.key), "bold")
    yield Text(printable(life.ref), "cyan")
    yield Text()
    yield from _facts(action_facts(history))
    yield Text()
    if history.promises:
        yield DueDates(history.promises, end=history.ended or today, end_label=end_label(history))
        yield Text()
    yield from _life_log(history.log, begins_unseen=history.begins_unseen)
    if not history.log.entries and not history.begins_unseen:
        yield Text("No event matches.")


def document_text(history: DocumentHistory) -> Iterator[RenderableType]:
    """Yield the facts about a postmortem, its own log, and the lives of its promises with a line for each event."""
    life = history.life
    yield Text(printable(life.record.title or life.name), "bold")
    yield Text(printable(life.name), "cyan")
    yield Text()
    yield from _facts(document_facts(history))
    yield Text()
    own = Log(entries=history.own, older=history.log.older)
    yield from _life_log(own, begins_unseen=history.begins_unseen)
    for place, action in enumerate(history.actions):
        if place or history.own or history.begins_unseen or history.log.older:
            yield Text()
        yield from _brief(action)
    if not history.log.entries and not history.begins_unseen:
        yield Text("No event matches.")


def _facts(facts: Facts) -> Iterator[Hanging]:
    for name, value in facts:
        yield Hanging(Text(name, "dim"), Text(printable(value)), indent=_DAY)


def _life_log(log: Log, *, begins_unseen: bool) -> Iterator[Hanging]:
    if begins_unseen:
        yield Hanging(Text(UNKNOWN), Text(_BEFORE_THE_CLONE, "dim"), indent=_DAY)
    if log.older:
        yield Hanging(Text(), Text(f"{plural(log.older, 'older event')} not shown", "dim"), indent=_DAY)
    for commit, entries in _by_commit(log.entries):
        yield from _commit(entries, [_words(entry) for entry in entries], commit)


def _by_commit(entries: Sequence[Entry]) -> list[tuple[Commit | None, list[Entry]]]:
    return [(commit, list(same)) for commit, same in groupby(entries, key=lambda entry: entry.event.commit)]


def _commit(entries: Sequence[Entry], lines: Sequence[Text], commit: Commit | None) -> Iterator[Hanging]:
    """Yield what one commit changed, and who made it and why."""
    for place, line in enumerate(lines):
        day = str(entries[0].day or "now") if place == 0 else ""
        yield Hanging(Text(day), line, indent=_DAY, hang=2)
    who = f"{commit.author}, {commit.sha[:SHORT]}: {commit.subject}" if commit else NOT_COMMITTED
    yield Hanging(Text(), Text(printable(who), "dim"), indent=_DAY, hang=2)


def _words(entry: Entry) -> Text:
    return Text(event_words(entry), _STYLES.get(entry.event.kind, ""))


def _named(entry: Entry, names: Mapping[str, str]) -> Text:
    action = "" if entry.action is None else f"/{entry.action}"
    line = Text.assemble((printable(f"{names[entry.postmortem]}{action}"), "cyan"), "  ", _words(entry))
    return line.append(title_words(entry), "default not bold")


def _brief(action: ActionHistory) -> Iterator[Hanging]:
    life = action.life
    indent = max(4, cell_len(printable(life.key)) + 2) if life.key == life.action.id else 4
    label = Text(printable(life.key) if life.key == life.action.id else "–", "cyan")
    yield Hanging(label, Text(printable(life.action.title or life.key), "bold"), indent=indent)
    state = Text(printable(f"{action_state(action)}, {life.action.owner or 'nobody'}"))
    yield Hanging(Text(), state, indent=indent)
    for entry in action.log.entries:
        yield Hanging(Text(f"{'':<{indent}}{entry.day or 'now'}"), _words(entry), indent=indent + _DAY)
