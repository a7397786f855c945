"""Whether a table that stands outside of the sections about actions tells what will be done, and not what was."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.adoption.actions_scope import tells_the_past
from pmctl.adoption.actions_statuses import status_by_stem, statuses
from pmctl.adoption.actions_tables import Columns
from pmctl.adoption.actions_text import plain
from pmctl.adoption.actions_words import Field, is_nothing
from pmctl.postmortem.conventions import ActionStatus
from pmctl.postmortem.heading_words import fold, fold_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.adoption.actions_outline import Table
    from pmctl.adoption.actions_scope import Part
    from pmctl.adoption.actions_values import Reader

_SAMPLE: Final = 50
_PAST: Final = (
    "summary", "impact", "timeline", "detection", "resolution", "trigger", "background", "participants", "references",
    "what-went-well", "where-we-got-lucky",
)  # fmt: skip
"""Sections of what was: a promise in them must be unmistakable."""

_SURE: Final = (
    "action item, action items, action point, action points, follow up, follow ups, followup, follow up item, "
    "follow up action, corrective action, corrective actions, preventive action, preventive actions, "
    "preventative action, remediation item, remediation items, next step, next steps, countermeasure, "
    "countermeasures, recommendation, recommendations, what to do, to do, todo, todos, maßnahme, maßnahmen, "
    "aktionspunkt, mesure corrective, acción correctiva, ação corretiva, azione correttiva, actiepunt, maatregel, "
    "tiltak, åtgärd, "
    "åtgärder, tiltag, działanie naprawcze, 再発防止策, 対応策, アクションアイテム, 改进措施, 改進措施, "
    "行动项, 行動項, 조치 항목, 액션 아이템, 재발 방지 대책"
)
_VAGUE: Final = (
    "item, items, title, deliverable, measure, handling, cosa, was, quoi, hva, hvad, vad, wat, o que, 対応, 事项, 事項"
)
_LOOSE: Final = (
    "when, date, time, timeline, wann, quand, cuándo, quando, wanneer, når, när, hvornår, kiedy, fecha, data, datum, "
    "日付, 日期, 时间"
)
"""Headings of days that may have been."""


def tells_promises(table: Table, part: Part, reader: Reader) -> bool:
    """Return whether a table in a part that is not about actions can be nothing but a table of action items.

    Its columns must say so, and its cells: a day to come, a ticket, or how far each item is. What happened has columns
    of the same names, but times of day, states of systems, and days that have passed.

    Args:
        table: the table.
        part: where it stands.
        reader: of the document's values.
    """
    columns = Columns(table)
    names = [fold(name) for name in columns.names]
    if any(_time().match(name) for name in names) or not (columns.is_named or columns.is_described):
        return False
    title = fold(columns.names[columns.title]) if columns.title < len(names) else ""
    is_sure = title in _folded(_SURE)
    has_owner, has_status = (columns.holds(field) > 0 for field in (Field.OWNER, Field.STATUS))
    has_ticket, has_due = (columns.holds(field) > 0 for field in (Field.TICKET, Field.DUE))
    if sum((has_owner, has_due, has_status or columns.holds(Field.CLOSED) > 0, has_ticket)) < 2:
        return False
    is_vague = title in _folded(_VAGUE)
    if is_vague and has_status and not _has_statuses(columns, table):
        return False
    is_past = part.name in _PAST or tells_the_past(part.title)
    if has_due and (coming := _is_coming(columns, table, reader, is_sure=is_sure, is_past=is_past)) is not None:
        return coming
    if not columns.is_named or (is_vague and not has_ticket):
        return False
    is_told = has_ticket or not has_status or _has_statuses(columns, table)
    return is_told and (is_sure or (not is_past and (has_ticket or has_due or _has_open(columns, table))))


def _is_coming(columns: Columns, table: Table, reader: Reader, *, is_sure: bool, is_past: bool) -> bool | None:
    """Whether the days of a table are to come; None if it has none."""
    cells = [cell for cell in columns.cells(Field.DUE, table.rows[:_SAMPLE]) if not is_nothing(plain(cell))]
    if not cells:
        return None
    if 2 * sum(bool(_clock().match(plain(cell))) for cell in cells) > len(cells):
        return False
    said = [reader.value(Field.DUE, cell) for cell in cells]
    days = [facts.due for facts in said if facts.due]
    begun = reader.calendar.day
    if not days:
        return None if any(facts.due_text for facts in said) and not is_past else False
    is_loose = all(fold(name) in _folded(_LOOSE) for name in columns.named(Field.DUE))
    if begun is not None:
        return max(days) > begun or not (is_past or is_loose)
    return is_sure or not (is_loose and is_past)


def _has_statuses(columns: Columns, table: Table) -> bool:
    said = [_status(cell) for cell in _states(columns, table)]
    return not said or 2 * sum(status is not None for status in said) > len(said)


def _has_open(columns: Columns, table: Table) -> bool:
    return any(status is not ActionStatus.DONE for cell in _states(columns, table) if (status := _status(cell)))


def _states(columns: Columns, table: Table) -> Iterator[str]:
    cells = columns.cells(Field.STATUS, table.rows[:_SAMPLE])
    return (text for cell in cells if not is_nothing(text := plain(cell)))


def _status(text: str) -> ActionStatus | None:
    return statuses().get(fold(text)) or status_by_stem(text)


@cache
def _folded(names: str) -> frozenset[str]:
    return frozenset(name.strip() for name in fold_list(names).split(","))


@cache
def _clock() -> re.Pattern[str]:
    return re.compile(r"\W{0,3}(?:[01]?[0-9]|2[0-3])[:.h][0-5][0-9](?![0-9.])|\W{0,3}T?[+-][0-9]+\s?(?:m|min|h|s)\b")


@cache
def _time() -> re.Pattern[str]:
    return re.compile(
        r"(?:time|timestamp|date|datetime|tid|tidspunkt|zeit|uhrzeit|heure|hora|ora|tijd|klokkeslett)\b|時刻|日時|時間|时间$"
    )
