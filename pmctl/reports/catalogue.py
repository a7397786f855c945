"""Every postmortem in one row: for the index and for `list`, of the documents' own facts or with their history."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pmctl.postmortem.conventions import ActionStatus

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from pmctl.ledger.model import DocumentLife, Ledger
    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.model import Postmortem, Record
    from pmctl.reports.filters import Filters


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronicle:
    """What only history knows of a document. Days are in the configured zone; None is unknown or not yet.

    Attributes:
        authors: everybody who is known to have changed it.
        is_cut_off: whether a shallow clone hides its beginning, so that None is unknown and there may be more authors.
    """

    first_seen: dt.date | None
    first_published: dt.date | None
    last_changed: dt.date | None
    authors: tuple[str, ...]
    slips: int | None
    slipped_days: int | None
    is_cut_off: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueRow:
    """One postmortem.

    Attributes:
        path: relative to the root.
        name: its id, or the stem of its file.
        title: its own, else its first heading, else its name.
        team: its own, else its owner's.
        open_actions: promises still to be kept.
        actions: all promises; proposals are not counted.
        chronicle: None unless history was asked for.
    """

    path: str
    name: str
    title: str
    record: Record | None
    team: str | None
    open_actions: int
    actions: int
    chronicle: Chronicle | None

    @property
    def date(self) -> dt.date | None:
        """The day of the incident."""
        return self.record.date if self.record else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All postmortems.

    Attributes:
        rows: those with a record that can be read, the newest first.
        unreadable: those without.
        commit: with history, the newest commit that touched a document.
        has_history: whether history was asked for.
    """

    rows: tuple[CatalogueRow, ...]
    unreadable: tuple[CatalogueRow, ...]
    commit: str | None
    shallow: bool
    has_history: bool

    def by_year(self) -> list[tuple[int | None, list[CatalogueRow]]]:
        """Return the rows by the year of the incident, the newest first; those without a date come last."""
        years: dict[int | None, list[CatalogueRow]] = {}
        for row in self.rows:
            years.setdefault(row.date.year if row.date else None, []).append(row)
        return list(years.items())


def catalogue(
    documents: Iterable[Postmortem],
    conventions: Conventions,
    *,
    filters: Filters | None = None,
    ledger: Ledger | None = None,
) -> Catalogue:
    """Return a row for every document that `filters` accept; with a `ledger`, what history knows of it as well."""
    chronicles = _chronicles(ledger, conventions.zone) if ledger else {}
    unknown = Chronicle(
        first_seen=None, first_published=None, last_changed=None, authors=(), slips=None, slipped_days=None
    )
    rows = []
    for document in documents:
        if filters and not (document.record and filters.accept_record(document.record, conventions)):
            continue
        chronicle = chronicles.get(document.path, unknown) if ledger else None
        rows.append(_row(document, conventions, chronicle))
    readable = [row for row in rows if row.record]
    return Catalogue(
        rows=tuple(sorted(readable, key=_newest_first, reverse=True)),
        unreadable=tuple(sorted((row for row in rows if not row.record), key=lambda row: row.path)),
        commit=ledger.commit.sha if ledger and ledger.commit else None,
        shallow=bool(ledger and ledger.shallow),
        has_history=ledger is not None,
    )


def _newest_first(row: CatalogueRow) -> tuple[str, str, str]:
    return (row.date.isoformat() if row.date else "", row.name, row.path)


def _row(document: Postmortem, conventions: Conventions, chronicle: Chronicle | None) -> CatalogueRow:
    record = document.record
    actions = record.actions if record else ()
    return CatalogueRow(
        path=document.path,
        name=document.name,
        title=document.title or document.name,
        record=record,
        team=(record.team or conventions.team_of(record.owner)) if record else None,
        open_actions=sum(action.status.is_open for action in actions),
        actions=sum(action.status is not ActionStatus.PROPOSED for action in actions),
        chronicle=chronicle,
    )


def _chronicles(ledger: Ledger, zone: dt.tzinfo) -> dict[str, Chronicle]:
    slips: dict[str, list[tuple[int | None, int | None]]] = {}
    for life in ledger.actions:
        slips.setdefault(life.postmortem, []).append((life.slips, life.slipped_days))
    return {
        life.record.path: replace(
            _chronicle(life, slips.get(life.name, []), zone), is_cut_off=ledger.shallow and life.first_seen is None
        )
        for life in ledger.documents
        if life.present
    }


def _chronicle(life: DocumentLife, slips: list[tuple[int | None, int | None]], zone: dt.tzinfo) -> Chronicle:
    first, published, last = (
        commit.date.astimezone(zone).date() if commit else None
        for commit in (life.first_seen, life.first_published, life.last_changed)
    )
    return Chronicle(
        first_seen=first,
        first_published=published,
        last_changed=last,
        authors=life.authors,
        slips=_total([times for times, _ in slips]),
        slipped_days=_total([days for _, days in slips]),
    )


def _total(numbers: list[int | None]) -> int | None:
    """Add up; one that is unknown makes the sum unknown."""
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None
