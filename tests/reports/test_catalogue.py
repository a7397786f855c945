"""Every postmortem in one row."""

from __future__ import annotations

from datetime import date

import pytest

from pmctl.reports.catalogue import catalogue
from pmctl.reports.filters import Filters
from tests.reports.states import PEOPLE, action, document, ledger, text

OLD = text("2025-12-31-old", action("A1", status="done"), action("A2", status="proposed"))
NEW = text("2026-03-14-new", action("A1"), action("A2", status="in-progress"), action("A3", status="dropped"))
UNDATED = text("undated-as-it-is", date="soon", title='""')
BROKEN = "---\nid: broken\ntitle: [\n---\n\n# A broken one\n"


def documents() -> list:
    return [document(OLD), document(NEW), document(UNDATED), document(BROKEN, "postmortems/broken.md")]


def test_the_newest_comes_first_and_the_undated_last() -> None:
    found = catalogue(documents(), PEOPLE)
    assert [(row.name, row.open_actions, row.actions) for row in found.rows] == [
        ("2026-03-14-new", 2, 3),
        ("2025-12-31-old", 0, 1),
        ("undated-as-it-is", 0, 0),
    ]
    assert [(year, len(rows)) for year, rows in found.by_year()] == [(2026, 1), (2025, 1), (None, 1)]
    assert not found.has_history
    assert [row.title for row in found.unreadable] == ["A broken one"]
    assert found.unreadable[0].date is None


def test_the_order_of_reading_does_not_matter() -> None:
    same_day = [document(text(f"2026-03-14-{name}")) for name in ("b", "a", "c")]
    ways = [catalogue(order, PEOPLE) for order in (same_day, same_day[::-1])]
    assert ways[0] == ways[1]


def test_filters_leave_out_what_cannot_be_read() -> None:
    found = catalogue(documents(), PEOPLE, filters=Filters(until=date(2025, 12, 31)))
    assert [row.name for row in found.rows] == ["2025-12-31-old"]
    assert not found.unreadable


def test_what_only_history_knows() -> None:
    draft = text("2026-03-14-new", action("A1", "2026-04-01"), status="draft")
    found = catalogue(
        [document(NEW), document(OLD)],
        PEOPLE,
        ledger=ledger(("2026-03-15", [draft]), ("2026-03-20", [NEW]), ("2026-03-22", [text("2026-01-01-other")])),
    )
    new, old = (row.chronicle for row in found.rows)
    assert found.has_history
    assert found.commit == f"{3:040}"
    assert new
    assert (str(new.first_seen), str(new.first_published), str(new.last_changed)) == (
        "2026-03-15",
        "2026-03-20",
        "2026-03-20",
    )
    assert (new.authors, new.slips, new.slipped_days) == (("Author 1", "Author 2"), 1, 30)
    assert old
    assert (old.first_seen, old.authors, old.slips, old.slipped_days) == (None, (), None, None)


@pytest.mark.parametrize("actions", [(), (action("A1"),)])
def test_in_a_shallow_clone_the_past_is_unknown(actions: tuple[str, ...]) -> None:
    content = text("2026-03-14-new", *actions)
    found = catalogue([document(content)], PEOPLE, ledger=ledger(("2026-03-15", [content]), shallow=True))
    chronicle = found.rows[0].chronicle
    assert found.shallow
    assert chronicle
    assert chronicle.first_seen is None
    assert chronicle.slips == (None if actions else 0)
