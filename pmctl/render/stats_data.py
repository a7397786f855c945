"""The numbers of a period for machines: JSON and CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.render.safe import csv_text, json_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pmctl.reports.stats import Numbers, StatsReport
    from pmctl.reports.stats_courses import Course
    from pmctl.reports.stats_incidents import IncidentStats
    from pmctl.reports.stats_measures import Measure, Share
    from pmctl.reports.stats_promises import PromiseStats
    from pmctl.reports.stats_recurrence import Comeback

COLUMNS = ("section", "group_by", "group", "date", "measure", "value", "n", "refs")


def stats_json(report: StatsReport) -> str:
    """Return the report as a JSON object. The unit of a duration stands in its name; null is unknown, or of nothing."""
    recurrence = report.recurrence
    return json_text(
        {
            "schema": 1,
            "since": report.since.isoformat(),
            "until": report.until.isoformat(),
            "as_of": report.as_of.isoformat(),
            "commit": report.commit,
            "shallow": report.shallow,
            "incidents": _incidents(report.total.incidents),
            "promises": _promises(report.total),
            "group_by": report.grouping.value if report.grouping else None,
            "by": [
                {
                    "name": group.name,
                    "since": group.since.isoformat(),
                    "until": group.until.isoformat(),
                    "incidents": _incidents(group.incidents),
                    "promises": _promises(group),
                }
                for group in report.groups
            ],
            "burndown_step": report.burndown.step.value,
            "burndown": [
                {"date": point.date.isoformat(), "open": point.open, "overdue": point.overdue}
                for point in report.burndown.points
            ],
            "recurrence": {
                "causes": [_comeback(comeback) for comeback in recurrence.causes],
                "services": [_comeback(comeback) for comeback in recurrence.services],
                "related": [
                    {
                        "postmortem": relapse.postmortem,
                        "date": relapse.date.isoformat(),
                        "related": relapse.related,
                        "open_actions": [course.life.ref for course in relapse.courses],
                    }
                    for relapse in recurrence.related
                ],
            },
        }
    )


def stats_csv(report: StatsReport) -> str:
    """Return one row for each number, so that a spreadsheet can pivot them: of the total, each group, each point."""
    return csv_text(COLUMNS, _rows(report))


def _rows(report: StatsReport) -> Iterator[dict[str, object]]:
    yield from _number_rows(report.total, {})
    for group in report.groups:
        by = report.grouping.value if report.grouping else ""
        yield from _number_rows(group, {"group_by": by, "group": group.name})
    for point in report.burndown.points:
        day = {"section": "burndown", "date": point.date.isoformat()}
        yield {**day, "measure": "open", "value": point.open}
        yield {**day, "measure": "overdue", "value": point.overdue}
    for kind, comebacks in (("cause", report.recurrence.causes), ("service", report.recurrence.services)):
        for comeback in comebacks:
            told = {"section": "recurrence", "group_by": kind, "group": comeback.name, "measure": "incidents"}
            yield {**told, "value": len(comeback.postmortems), "refs": comeback.postmortems}
    for relapse in report.recurrence.related:
        yield {
            "section": "recurrence",
            "group_by": "related",
            "group": relapse.postmortem,
            "date": relapse.date.isoformat(),
            "measure": "open_actions",
            "value": len(relapse.courses),
            "refs": [course.life.ref for course in relapse.courses],
        }


def _number_rows(numbers: Numbers, place: Mapping[str, object]) -> Iterator[dict[str, object]]:
    for section, values in (("incidents", _incidents(numbers.incidents)), ("promises", _promises(numbers))):
        for name, value in values.items():
            at = {"section": section, **place}
            if name == "oldest_open":
                oldest = numbers.promises.oldest_open
                days = value["age_days"] if isinstance(value, dict) else None
                refs = [oldest.life.ref] if oldest else []
                yield {**at, "measure": "oldest_open_age_days", "value": days, "refs": refs}
            elif isinstance(value, dict):
                n = value["n"]
                yield from (
                    {**at, "measure": f"{name}_{key}", "value": part, "n": n}
                    for key, part in value.items()
                    if key != "n"
                )
            else:
                yield {**at, "measure": name, "value": value}


def _incidents(stats: IncidentStats) -> dict[str, object]:
    return {
        "count": stats.count,
        "time_to_detect": _measure(stats.time_to_detect, "_seconds"),
        "time_to_acknowledge": _measure(stats.time_to_acknowledge, "_seconds"),
        "time_to_mitigate": _measure(stats.time_to_mitigate, "_seconds"),
        "time_to_resolve": _measure(stats.time_to_resolve, "_seconds"),
        "time_to_draft": _measure(stats.time_to_draft, "_days"),
        "time_to_publish": _measure(stats.time_to_publish, "_days"),
    }


def _promises(numbers: Numbers) -> dict[str, object]:
    stats: PromiseStats = numbers.promises
    return {
        "opened": stats.opened,
        "closed": stats.closed,
        "dropped": stats.dropped,
        "vanished": stats.vanished,
        "open_at_end": stats.open_at_end,
        "overdue_at_end": stats.overdue_at_end,
        "on_time_original": _share(stats.on_time_original),
        "on_time_moved": _share(stats.on_time_moved),
        "time_to_close": _measure(stats.days_to_close, "_days"),
        "slips": _measure(stats.slips, ""),
        "slipped": _measure(stats.days_slipped, "_days"),
        "oldest_open": _oldest(stats.oldest_open, numbers),
        "older_than_clone": stats.older,
    }


def _measure(measure: Measure, unit: str) -> dict[str, object]:
    return {"n": measure.n, f"median{unit}": _number(measure.median), f"p90{unit}": _number(measure.p90)}


def _share(share: Share) -> dict[str, object]:
    return {"n": share.n, "on_time": share.count, "share": None if share.share is None else round(share.share, 4)}


def _number(value: float | None) -> float | None:
    """Return a number of at most two decimals, and none where they would be zero."""
    if value is None:
        return None
    rounded = round(value, 2)
    return int(rounded) if rounded == int(rounded) else rounded


def _oldest(course: Course | None, numbers: Numbers) -> dict[str, object] | None:
    if course is None or course.opened is None:
        return None
    due = course.due_on(numbers.until)
    return {
        "ref": course.life.ref,
        "title": course.life.action.title,
        "owner": course.life.action.owner,
        "opened": course.opened.isoformat(),
        "due": due.isoformat() if due else None,
        "age_days": (numbers.until - course.opened).days,
    }


def _comeback(comeback: Comeback) -> dict[str, object]:
    return {
        "name": comeback.name,
        "incidents": len(comeback.postmortems),
        "postmortems": list(comeback.postmortems),
    }
