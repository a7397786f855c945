"""The overdue report, for a person and for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from pmctl.render.safe import csv_text, json_text, markdown_table, markdown_text, plural, printable
from pmctl.render.table import Row, WordyTable
from pmctl.reports.lookup import short_names
from pmctl.reports.overdue import Grouping, count_by_owner

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rich.console import RenderableType

    from pmctl.reports.overdue import Group, OverdueItem, OverdueReport

ITEM_FIELDS = (
    "ref", "postmortem", "postmortem_title", "severity", "action", "title", "owner", "team", "status", "type",
    "priority", "due", "original_due", "days_overdue", "slips", "slipped_days", "opened", "opened_commit", "age_days",
    "ticket", "path", "line",
)  # fmt: skip
_HEAD = ("Overdue", "Action", "Owner", "Due", "Slipped", "Age", "Severity")
_UNKNOWN = "?"


def overdue_text(report: OverdueReport) -> Iterator[RenderableType]:
    """Yield a table, or one for each group, and a line that sums up."""
    names = short_names(report.postmortems)
    if report.groups:
        for group in report.groups:
            yield _group_title(group, report)
            yield _table(group.items, names)
    elif report.items:
        yield _table(report.items, names)
    yield summary(report)


def overdue_json(report: OverdueReport) -> str:
    """Return the report as PRODUCT's JSON object; with a grouping, ``groups`` counts each group."""
    data: dict[str, object] = {
        "schema": 1,
        "as_of": report.as_of.isoformat(),
        "commit": report.commit,
        "shallow": report.shallow,
        "open": report.open,
        "overdue": report.overdue,
        "items": [_item(item) for item in report.items],
    }
    if report.grouping:
        data["group_by"] = report.grouping.value
        data["groups"] = [{"name": g.name, "open": g.open, "overdue": g.overdue} for g in report.groups]
    return json_text(data)


def overdue_csv(report: OverdueReport) -> str:
    """Return one row for each item, with the fields of the JSON."""
    return csv_text(ITEM_FIELDS, map(_item, report.items))


def overdue_markdown(report: OverdueReport) -> str:
    """Return a table, or one for each group, below a line that sums up."""
    parts = [f"{markdown_text(summary(report).plain)}\n"]
    if report.groups:
        parts += [f"## {markdown_text(_group_name(g, report))}\n\n{_markdown_table(g.items)}" for g in report.groups]
    elif report.items:
        parts.append(_markdown_table(report.items))
    return "\n".join(parts)


def summary(report: OverdueReport) -> Text:
    """Return one line: how much is late, and whose it is; a good word when nothing is."""
    still_open = plural(report.open, "open action")
    if not report.overdue:
        return Text(_good_word(report, still_open), "green")
    line = Text(f"{report.overdue} of {still_open} overdue on {report.as_of}", "bold")
    owners = count_by_owner(report.items)
    line.append(": " + ", ".join(f"{_owner(owner)} {count}" for owner, count in owners), "not bold")
    return line


def _good_word(report: OverdueReport, still_open: str) -> str:
    """Praise only what is known: that nothing matches a filter says nothing about the promises."""
    if report.open and report.undated:
        has = "has" if report.undated == 1 else "have"
        return f"Nothing is overdue on {report.as_of}, but {report.undated:,} of {still_open} {has} no due date."
    if report.open:
        praise = "" if report.is_filtered else "Well kept: "
        return f"Nothing is overdue on {report.as_of}. {praise}{still_open}, all in time."
    if report.is_filtered:
        return f"No open action matches on {report.as_of}."
    return f"No open actions on {report.as_of}{': every promise is kept' if report.promises else ''}."


def _owner(owner: str | None) -> str:
    return printable(owner) if owner else "nobody"


def _group_name(group: Group, report: OverdueReport) -> str:
    return group.name or ("nobody" if report.grouping is Grouping.OWNER else "none")


def _group_title(group: Group, report: OverdueReport) -> Text:
    kind = report.grouping.value if report.grouping else ""
    title = Text(f"{kind.capitalize()} ", "dim").append(printable(_group_name(group, report)), "bold not dim")
    return title.append(f"  {group.overdue} of {plural(group.open, 'open action')} overdue", "dim")


def _table(items: Sequence[OverdueItem], names: Mapping[str, str]) -> WordyTable:
    rows = (
        Row(
            cells=(
                Text(_lateness(item), "bold red" if item.is_overdue else "yellow"),
                Text(printable(f"{names[item.life.postmortem]}/{item.life.key}"), "cyan"),
                Text(_owner(item.life.action.owner)),
                Text(str(item.life.action.due)),
                Text(_slipped(item)),
                Text(_days(item.age_days)),
                Text(_rank(item)),
            ),
            words=Text(printable(item.life.action.title or "")),
        )
        for item in items
    )
    return WordyTable(_HEAD, rows, right=(0, 5))


def _markdown_table(items: Sequence[OverdueItem]) -> str:
    rows = (
        (
            _lateness(item),
            markdown_text(f"{item.life.ref}"),
            markdown_text(item.life.action.title or ""),
            markdown_text(_owner(item.life.action.owner)),
            str(item.life.action.due),
            _slipped(item),
            _days(item.age_days),
            markdown_text(_rank(item)),
        )
        for item in items
    )
    return markdown_table(("Overdue", "Action", "Title", "Owner", "Due", "Slipped", "Age", "Severity"), rows)


def _lateness(item: OverdueItem) -> str:
    if item.is_overdue:
        return f"{item.days_overdue} d"
    return f"in {item.due_in} d" if item.due_in else "today"


def _slipped(item: OverdueItem) -> str:
    life = item.life
    if life.slips is None or life.slipped_days is None:
        return _UNKNOWN
    return f"{life.slips}× {life.slipped_days} d" if life.slips else "–"


def _days(days: int | None) -> str:
    return _UNKNOWN if days is None else f"{days} d"


def _rank(item: OverdueItem) -> str:
    return " ".join(printable(word) for word in (item.life.record.severity, item.life.action.priority) if word)


def _item(item: OverdueItem) -> dict[str, object]:
    life, action, record = item.life, item.life.action, item.life.record
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
    }
