"""History for machines, and as Markdown for a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.render.event_words import NOT_COMMITTED, event_words, title_words
from pmctl.render.life_words import action_facts, action_state, document_facts
from pmctl.render.safe import SHORT, json_text, markdown_table, markdown_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from pmctl.ledger.model import Ledger
    from pmctl.render.life_words import Facts
    from pmctl.reports.entries import Entry, Log
    from pmctl.reports.history import ActionHistory, DocumentHistory

_HEAD = ("Date", "What happened", "Who", "Commit", "Why")


def log_json(ledger: Ledger, log: Log) -> str:
    """Return the events as a JSON object, oldest first."""
    return _json(ledger, log)


def action_json(ledger: Ledger, history: ActionHistory) -> str:
    """Return the events of a promise likewise, and in ``life`` what follows from them."""
    return _json(ledger, history.log, {"life": _action(history)})


def document_json(ledger: Ledger, history: DocumentHistory) -> str:
    """Return the events of a postmortem and its promises likewise, and in ``life`` what follows from them."""
    return _json(ledger, history.log, {"life": _document(history)})


def log_markdown(log: Log) -> str:
    """Return a table, the newest event first."""
    rows = [
        _row(entry, f"{markdown_text(entry.ref)}: ", markdown_text(title_words(entry)))
        for entry in reversed(log.entries)
    ]
    return markdown_table(_HEAD, rows)


def action_markdown(history: ActionHistory) -> str:
    """Return the facts about a promise and a table of its events, oldest first."""
    life = history.life
    parts = [f"# {markdown_text(life.action.title or life.key)}\n", f"{markdown_text(life.ref)}\n"]
    return "\n".join([*parts, _facts(action_facts(history)), _events(history.log.entries)])


def document_markdown(history: DocumentHistory) -> str:
    """Return the facts about a postmortem and its events, and a chapter for each of its promises."""
    life = history.life
    parts = [f"# {markdown_text(life.record.title or life.name)}\n", f"{markdown_text(life.name)}\n"]
    parts += [_facts(document_facts(history)), _events(history.own)]
    for action in history.actions:
        title = f"{action.life.key}: {action.life.action.title or ''}".removesuffix(": ")
        parts.append(f"## {markdown_text(title)}\n")
        owner = action.life.action.owner or "nobody"
        parts.append(f"{markdown_text(f'{action_state(action)}, {owner}')}\n")
        parts.append(_events(action.log.entries))
    return "\n".join(parts)


def _facts(facts: Facts) -> str:
    return "".join(f"- **{name}:** {markdown_text(value)}\n" for name, value in facts)


def _events(entries: Iterable[Entry]) -> str:
    return markdown_table(_HEAD, map(_row, entries))


def _row(entry: Entry, what: str = "", title: str = "") -> tuple[str, ...]:
    commit = entry.event.commit
    words = f"{what}{markdown_text(event_words(entry))}{title}"
    if commit is None:
        return (NOT_COMMITTED, words, "", "", "")
    return (
        str(entry.day),
        words,
        markdown_text(commit.author),
        commit.sha[:SHORT],
        markdown_text(commit.subject),
    )


def _json(ledger: Ledger, log: Log, more: Mapping[str, object] | None = None) -> str:
    return json_text(
        {
            "schema": 1,
            "commit": ledger.newest,
            "shallow": ledger.shallow,
            "events": [_event(entry) for entry in log.entries],
            **(more or {}),
        }
    )


def _event(entry: Entry) -> dict[str, object]:
    event = entry.event
    commit = event.commit
    return {
        "ref": entry.ref,
        "kind": event.kind.value,
        "date": commit.date.isoformat() if commit else None,
        "commit": commit.sha if commit else None,
        "author": commit.author if commit else None,
        "subject": commit.subject if commit else None,
        "before": event.before,
        "after": event.after,
        "days": event.days,
    }


def _action(history: ActionHistory) -> dict[str, object]:
    life, action, record = history.life, history.life.action, history.life.record
    removed = life.removed
    return {
        "ref": life.ref,
        "postmortem": life.postmortem,
        "postmortem_title": record.title,
        "action": life.key,
        "title": action.title,
        "owner": action.owner,
        "owners": None if history.begins_unseen else list(life.owners),
        "status": action.status.value,
        "priority": action.priority,
        "due": _day(action.due),
        "original_due": _day(life.original_due),
        "days_overdue": history.days_overdue,
        "slips": life.slips,
        "slipped_days": life.slipped_days,
        "opened": _day(life.opened),
        "opened_commit": life.opened_commit.sha if life.opened_commit else None,
        "closed": _day(life.closed),
        "age_days": history.age_days,
        "present": life.present,
        "removed": _day(history.ended) if removed else None,
        "removed_commit": removed.commit.sha if removed and removed.commit else None,
        "removed_by": removed.commit.author if removed and removed.commit else None,
        "path": record.path,
        "line": action.line,
        "due_dates": [{"promised": _day(p.on), "due": _day(p.due), "days": p.days} for p in history.promises],
    }


def _document(history: DocumentHistory) -> dict[str, object]:
    life, record = history.life, history.life.record
    return {
        "ref": life.name,
        "title": record.title,
        "owner": record.owner,
        "status": record.status.value if record.status else None,
        "present": life.present,
        "path": record.path,
        "first_seen": _day(history.first_seen),
        "authors": None if history.begins_unseen else list(life.authors),
        "stays": [
            {"status": s.status.value, "since": _day(s.since), "until": _day(s.until), "days": s.days}
            for s in history.stays
        ],
        "actions": [_action(action) for action in history.actions],
    }


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
