"""Which alerts belong together that were posted to a webhook again and again."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.errors import PmctlError
from pmctl.incidents.reader import Choice, some_of
from pmctl.postmortem.shown import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pmctl.incidents.values import Value

ONE: Final = Choice("groups of alerts", "Keep only what was posted of one incident, and leave out the other answers.")

_PAUSE: Final = dt.timedelta(hours=1)
"""Between the alerts of one incident."""

_REPEATED: Final = dt.timedelta(hours=4)
"""How long an alert is taken to fire of which nobody told the end: after that it would have been posted again, by the
default of repeat_interval, https://prometheus.io/docs/alerting/latest/configuration/#route."""

_MOST_NAMED: Final = 5
_LONGEST_KEY: Final = 60


class _Span(NamedTuple):
    """The time in which alerts fired, without a pause, and what was posted of them."""

    start: dt.datetime
    end: dt.datetime
    posts: frozenset[int]


def join_groups(posted: list[Value]) -> None:
    """Say which groups of alerts are read as one incident, if they are several.

    What was posted at once belongs together, however long ago some of it began. The same alerts, posted to two
    receivers, are two groups.

    Raises:
        PmctlError: more than an hour lies between some of the alerts and the others, of several groups or of one.
    """
    groups = [one.at("groupKey").text() for one in posted]
    apart = _without_pause(_spans(posted))
    episodes = _episodes(apart)
    if len(episodes) > 1:
        lines = [_shown(span, groups) for span in episodes[:_MOST_NAMED]]
        if episodes[_MOST_NAMED:]:
            lines.append(f"and {len(episodes) - _MOST_NAMED:,} more")
        what = f"the alerts are of {len(episodes):,} incidents, with more than an hour between them"
        raise PmctlError("\n".join([what, *lines]), hint=ONE.hint)
    if len(apart) > 1:
        posted[0].reading.notes.append("More than an hour lies between some of the alerts, which were posted at once")
    if len(known := list(dict.fromkeys(filter(None, groups)))) > 1:
        posted[0].reading.notes.append(f"{len(known):,} {ONE.several} are read as one incident: {_named(known)}")


def identity(alert: Value) -> tuple[str, str]:
    """Return what an alert is known by each time it is posted; its summary may hold another value each time."""
    return alert.at("fingerprint").text() or str(alert.at("labels").data), str(alert.at("startsAt").data)


def end_of(alert: Value) -> dt.datetime | None:
    """Return when an alert was resolved; of one that fires, ``endsAt`` only says when it will be given up."""
    at = alert.at("endsAt").time()
    return at if alert.at("status").data == "resolved" else None


def _spans(posted: Iterable[Value]) -> list[_Span]:
    """Return when each alert fired, and the numbers of what was posted of it."""
    found: dict[tuple[str, str], tuple[dt.datetime, dt.datetime, set[int]]] = {}
    ends: dict[tuple[str, str], dt.datetime] = {}
    for number, one in enumerate(posted):
        started = [
            (identity(alert), at, alert) for alert in one.at("alerts").items() if (at := alert.at("startsAt").time())
        ]
        newest = max((at for _, at, _ in started), default=None)
        for key, start, alert in started:
            _, until, posts = found.get(key, (start, start + _REPEATED, set()))
            posts.add(number)
            found[key] = start, max(until, newest or until), posts
            if end := end_of(alert):
                ends[key] = end
    spans = (_Span(start, ends.get(key, until), frozenset(posts)) for key, (start, until, posts) in found.items())
    return sorted(spans, key=lambda span: span.start)


def _without_pause(spans: Iterable[_Span]) -> list[_Span]:
    """Join what follows within an hour.

    Args:
        spans: by their beginning.
    """
    apart: list[_Span] = []
    for span in spans:
        if apart and span.start - apart[-1].end <= _PAUSE:
            apart[-1] = _joined(apart[-1], span)
        else:
            apart.append(span)
    return apart


def _episodes(apart: Iterable[_Span]) -> list[_Span]:
    """Join what was posted at once, with all that was between."""
    episodes: list[_Span] = []
    for span in apart:
        whole = span
        while any(other.posts & whole.posts for other in episodes):
            whole = _joined(episodes.pop(), whole)
        episodes.append(whole)
    return episodes


def _joined(first: _Span, later: _Span) -> _Span:
    return _Span(first.start, max(first.end, later.end), first.posts | later.posts)


def _shown(span: _Span, groups: list[str | None]) -> str:
    numbers = sorted(number + 1 for number in span.posts)
    answers = some_of([f"{number:,}" for number in numbers], _MOST_NAMED)
    what = f"{span.start:%Y-%m-%d %H:%M} UTC: {'answer' if len(numbers) == 1 else 'answers'} {answers}"
    known = list(dict.fromkeys(group for number in numbers if (group := groups[number - 1])))
    return f"{what} ({_named(known)})" if known else what


def _named(groups: list[str]) -> str:
    return some_of([printable(group)[:_LONGEST_KEY] for group in groups], _MOST_NAMED)
