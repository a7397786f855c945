"""What is overdue, was reopened or vanished, for a person and for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from pmctl.ledger.model import EventKind
from pmctl.render.safe import SHORT, csv_text, json_text, markdown_table, markdown_text, plural, printable
from pmctl.render.table import Cell, Row, WordyTable
from pmctl.reports.lookup import ShortNames
from pmctl.reports.overdue import Grouping, Question, count_by_owner

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rich.console import RenderableType

    from pmctl.reports.overdue import Group, OverdueItem, OverdueReport

ITEM_FIELDS = (
    "ref", "postmortem", "postmortem_title", "severity", "action", "title", "owner", "team", "status", "type",
    "priority", "due", "original_due", "days_overdue", "slips", "slipped_days", "opened", "opened_commit", "age_days",
    "ticket", "path", "line",
)  # fmt: skip
EVENT_FIELDS: dict[Question, tuple[str, ...]] = {
    Question.OVERDUE: (),
    Question.REOPENED: ("reopened", "reopened_commit", "reopened_by"),
    Question.VANISHED: ("removed", "removed_commit", "removed_by"),
}
"""What the items of each question have besides: the day of the event, its commit and its author."""

_HEAD = ("Overdue", "Action", "Owner", "Due", "Slipped", "Age", "Severity")
_VANISHED_HEAD = ("Removed", "Action", "Owner", "Due", "Slipped", "Severity")
_UNKNOWN = "?"
_NONE = "–"


def overdue_text(report: OverdueReport) -> Iterator[RenderableType]:
    """Yield a table, or one for each group, and a line that sums up."""
    names = ShortNames(report.postmortems)
    if report.groups:
        for group in report.groups:
            yield _group_title(group, report)
            yield _table(report.question, group.items, names)
    elif report.items:
        yield _table(report.question, report.items, names)
    yield summary(report)


def overdue_json(report: OverdueReport) -> str:
    """Return the report as a JSON object; with a grouping, ``groups`` counts each group."""
    is_known = report.is_whole and not report.is_unknown
    data: dict[str, object] = {
        "schema": 1,
        "as_of": report.as_of.isoformat(),
        "commit": report.commit,
        "shallow": report.shallow,
        "open": report.open if is_known else None,
        "overdue": report.overdue if is_known else None,
        "items": [_item(item, report.question) for item in report.items],
    }
    if report.grouping:
        data["group_by"] = report.grouping.value
        data["groups"] = [
            {"name": g.name, "open": g.open if is_known else None, "overdue": g.overdue if is_known else None}
            for g in report.groups
        ]
    return json_text(data)


def overdue_csv(report: OverdueReport) -> str:
    """Return one row for each item, with the fields of the JSON."""
    fields = (*ITEM_FIELDS, *EVENT_FIELDS[report.question])
    return csv_text(fields, (_item(item, report.question) for item in report.items))


def overdue_markdown(report: OverdueReport) -> str:
    """Return a table, or one for each group, below a line that sums up."""
    parts = [f"{markdown_text(summary(report).plain)}\n"]
    if report.groups:
        parts += [
            f"## {markdown_text(_group_name(g, report))}\n\n{_markdown_table(report.question, g.items)}"
            for g in report.groups
        ]
    elif report.items:
        parts.append(_markdown_table(report.question, report.items))
    return "\n".join(parts)


def summary(report: OverdueReport) -> Text:
    """Return one line: how much is late, was reopened or vanished, and whose it is; a good word when nothing is."""
    if report.is_unknown:
        return Text(f"What was promised on {report.as_of} is unknown: this clone does not reach back so far.", "yellow")
    if report.question is Question.VANISHED:
        line = _vanished_summary(report)
    elif report.question is Question.REOPENED:
        line = _reopened_summary(report)
    else:
        line = _overdue_summary(report)
    if report.is_whole:
        return line
    stop = "" if line.plain.endswith(".") else "."
    return line.append(f"{stop} {_doubt(report)}", "not bold")


def _overdue_summary(report: OverdueReport) -> Text:
    still_open = _still_open(report)
    if not report.overdue:
        return Text(_good_word(report, still_open), _praise(report))
    are = f" {'is' if report.overdue == 1 else 'are'}" if report.slipped else ""
    line = Text(f"{report.overdue} of {still_open}{are} overdue on {report.as_of}", "bold")
    return line.append(_whose(item for item in report.items if item.is_overdue), "not bold")


def _vanished_summary(report: OverdueReport) -> Text:
    if not report.items:
        which = "vanished action matches" if report.is_filtered else f"open action {_is_known(report)} vanished"
        return Text(f"No {which} on {report.as_of}.", _praise(report))
    line = Text(f"{plural(report.open, 'action')} vanished while still open", "bold")
    return line.append(_whose(report.items), "not bold")


def _reopened_summary(report: OverdueReport) -> Text:
    if not report.items:
        which = "reopened action matches" if report.is_filtered else f"open action {_is_known(report)} been reopened"
        return Text(f"No {which} on {report.as_of}.", _praise(report))
    late = "in time" if not report.overdue else "overdue" if report.open == 1 else f"{report.overdue} of them overdue"
    line = Text(f"{plural(report.open, 'reopened action')} still open, {late} on {report.as_of}", "bold")
    return line.append(_whose(report.items), "not bold")


def _is_known(report: OverdueReport) -> str:
    """A shallow clone knows of nothing that happened before its oldest commit."""
    return "is known to have" if report.shallow else "has"


def _praise(report: OverdueReport) -> str:
    return "green" if report.is_whole else ""


def _doubt(report: OverdueReport) -> str:
    """What must be said where the numbers are not whole."""
    if report.question is Question.VANISHED:
        return "What vanished before the oldest commit of this clone is unknown."
    are, they = ("is", "it belongs") if report.older == 1 else ("are", "they belong")
    older = plural(report.older, "open action")
    return f"{older} {are} older than this clone: whether {they} here is unknown."


def _still_open(report: OverdueReport) -> str:
    return plural(report.open, "open action") + (" that slipped" if report.slipped else "")


def _whose(items: Iterable[OverdueItem]) -> str:
    return ": " + ", ".join(f"{_owner(owner)} {count}" for owner, count in count_by_owner(items))


def _good_word(report: OverdueReport, still_open: str) -> str:
    """Praise only what is known: that nothing matches a filter says nothing about the promises."""
    if report.open and report.undated:
        has = "has" if report.undated == 1 else "have"
        return f"Nothing is overdue on {report.as_of}, but {report.undated:,} of {still_open} {has} no due date."
    if report.open:
        praise = "" if report.is_filtered else "Well kept: "
        return f"Nothing is overdue on {report.as_of}. {praise}{still_open}, all in time."
    if report.is_filtered:
        return f"No open action {'matches' if report.is_whole else 'is known to match'} on {report.as_of}."
    return f"No open actions on {report.as_of}{': every promise is kept' if report.promises else ''}."


def _owner(owner: str | None) -> str:
    return printable(owner) if owner else "nobody"


def _group_name(group: Group, report: OverdueReport) -> str:
    return group.name or ("nobody" if report.grouping is Grouping.OWNER else "none")


def _group_title(group: Group, report: OverdueReport) -> Text:
    kind = report.grouping.value if report.grouping else ""
    title = Text(f"{kind.capitalize()} ", "dim").append(printable(_group_name(group, report)), "bold not dim")
    if report.question is Question.VANISHED:
        return title.append(f"  {plural(group.open, 'action')} vanished", "dim")
    return title.append(f"  {group.overdue} of {plural(group.open, 'open action')} overdue", "dim")


def _table(question: Question, items: Sequence[OverdueItem], names: Mapping[str, str]) -> WordyTable:
    vanished = question is Question.VANISHED
    cells = _vanished_cells if vanished else _cells
    rows = (Row(cells=cells(item, names), words=_words(item)) for item in items)
    return WordyTable(_VANISHED_HEAD if vanished else _HEAD, rows, right=() if vanished else (0, 5))


def _cells(item: OverdueItem, names: Mapping[str, str]) -> tuple[Cell, ...]:
    return (
        Cell(_lateness(item), "bold red" if item.is_overdue else "yellow"),
        *_named_cells(item, names),
        Cell(_days(item.age_days)),
        Cell(_rank(item)),
    )


def _vanished_cells(item: OverdueItem, names: Mapping[str, str]) -> tuple[Cell, ...]:
    return (Cell(_event_day(item)), *_named_cells(item, names), Cell(_rank(item)))


def _named_cells(item: OverdueItem, names: Mapping[str, str]) -> tuple[Cell, ...]:
    return (
        Cell(printable(f"{names[item.life.postmortem]}/{item.life.key}"), "cyan"),
        Cell(_owner(item.life.action.owner)),
        Cell(str(item.life.action.due or _NONE)),
        Cell(_slipped(item)),
    )


def _words(item: OverdueItem) -> tuple[Cell, ...]:
    """The title, and who reopened or removed it."""
    title = Cell(printable(item.life.action.title or ""))
    return (title, Cell(_deed(item), "dim")) if item.event else (title,)


def _markdown_table(question: Question, items: Sequence[OverdueItem]) -> str:
    vanished = question is Question.VANISHED
    rows = (
        (
            _event_day(item) if vanished else _lateness(item),
            markdown_text(f"{item.life.ref}"),
            markdown_text(item.life.action.title or ""),
            markdown_text(_owner(item.life.action.owner)),
            str(item.life.action.due or _NONE),
            _slipped(item),
            _days(item.age_days),
            markdown_text(_rank(item)),
            *([markdown_text(_deed(item))] if item.event else []),
        )
        for item in items
    )
    head = ["Removed" if vanished else "Overdue", "Action", "Title", "Owner", "Due", "Slipped", "Age", "Severity"]
    return markdown_table(head if question is Question.OVERDUE else [*head, "What happened"], rows)


def _deed(item: OverdueItem) -> str:
    """Say who reopened or removed it: ``removed by Noor Haddad in 96029aa: Tidy up``."""
    if item.event is None:
        return ""
    commit, kind = item.event.commit, item.event.kind.value
    if item.event.kind is EventKind.REMOVED and item.event.after:
        kind = f"set back to {item.event.after}"
    if commit is None:
        return f"{kind}, not committed yet"
    day = f" on {item.event_day}" if item.event.kind is EventKind.REOPENED else ""
    return printable(f"{kind}{day} by {commit.author} in {commit.sha[:SHORT]}: {commit.subject}")


def _event_day(item: OverdueItem) -> str:
    return str(item.event_day or "uncommitted")


def _lateness(item: OverdueItem) -> str:
    if item.is_overdue:
        return f"{item.days_overdue} d"
    if item.due_in is None:
        return _NONE
    return f"in {item.due_in} d" if item.due_in else "today"


def _slipped(item: OverdueItem) -> str:
    life = item.life
    if life.slips is None or life.slipped_days is None:
        return _UNKNOWN
    return f"{life.slips}× {life.slipped_days} d" if life.slips else _NONE


def _days(days: int | None) -> str:
    return _UNKNOWN if days is None else f"{days} d"


def _rank(item: OverdueItem) -> str:
    return " ".join(printable(word) for word in (item.life.record.severity, item.life.action.priority) if word)


def _item(item: OverdueItem, question: Question) -> dict[str, object]:
    life, action, record = item.life, item.life.action, item.life.record
    commit = item.event.commit if item.event else None
    day = item.event_day.isoformat() if item.event_day else None
    deed = (day, commit.sha if commit else None, commit.author if commit else None)
    return {
        "ref": life.ref,
        "postmortem": life.postmortem,
        "postmortem_title": record.title,
        "severity": record.severity,
        "action": life.key,
        "title": action.title,
        "owner": action.owner,
        "team": item.team,
        "status": action.status.value,
        "type": action.type.value if action.type else None,
        "priority": action.priority,
        "due": action.due.isoformat() if action.due else None,
        "original_due": life.original_due.isoformat() if life.original_due else None,
        "days_overdue": item.days_overdue,
        "slips": life.slips,
        "slipped_days": life.slipped_days,
        "opened": life.opened.isoformat() if life.opened else None,
        "opened_commit": life.opened_commit.sha if life.opened_commit else None,
        "age_days": item.age_days,
        "ticket": action.ticket,
        "path": record.path,
        "line": action.line,
        **dict(zip(EVENT_FIELDS[question], deed, strict=False)),
    }
