"""The answers of a tool that follow one another in a file: what they say together, and what is missing among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pmctl.errors import PmctlError
from pmctl.incidents.reader import only_one
from pmctl.postmortem.shown import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_POSTED: Final = ({"event"}, {"action", "alert"}, {"alerts", "groupLabels"}, {"alerts", "commonLabels"})
"""The keys of what PagerDuty, Opsgenie and Alertmanager post to a webhook: several of them are several events."""

_DEEPEST: Final = 3
"""How deep answers are joined: the entries of an incident lie two deep."""

_TOLD_OF_ERRORS: Final = frozenset({"error", "errors", "message"})
_BESIDE_ERRORS: Final = frozenset(
    {"code", "detail", "needed", "ok", "provided", "request_id", "requestId", "status", "took", "type"}
)
"""What stands in a tool's answer that is nothing but an error: PagerDuty, https://developer.pagerduty.com/docs/errors;
Opsgenie, https://docs.opsgenie.com/docs/response; incident.io, https://docs.incident.io/api-reference/introduction;
Slack, https://docs.slack.dev/apis/web-api."""
_DEPTH: Final = 3
_LONGEST_SHOWN: Final = 200


def joined(values: Sequence[object]) -> object:
    """Return what several answers, one or more, say together; what was posted to a webhook stays a list."""
    if len(values) == 1:
        return values[0]
    if all(map(is_posted, values)):
        return list(values)
    if all(isinstance(value, list) for value in values):
        return [item for value in values if isinstance(value, list) for item in value]
    if not all(isinstance(value, dict) for value in values):
        return list(values)
    together: dict[str, object] = {}
    for value in values:
        _add(value, together, _DEEPEST)
    return together


def refuse_mixture(values: Sequence[object], name: str) -> None:
    """Raise PmctlError if some of the answers were posted to a webhook, and others not: they would be lost."""
    if len({is_posted(value) for value in values if isinstance(value, dict)}) > 1:
        raise PmctlError(
            f"{name} holds single events, such as a webhook is sent, beside other answers",
            hint="Keep one kind of them.",
        )


def refuse_failures(values: Sequence[object], name: str) -> None:
    """Raise PmctlError if one of the answers says only that the tool would not answer, and why."""
    for number, value in enumerate(values, 1):
        reason = _failure(value)
        if reason is not None:
            what = f"answer {number:,} of {len(values):,}" if len(values) > 1 else "it"
            short = printable(reason)[:_LONGEST_SHOWN]
            raise PmctlError(
                f"{name}: {what} is an error of the tool: {short}",
                hint="Ask the tool again; the token may not be allowed to read it.",
            )


def has_more(values: Sequence[object]) -> bool:
    """Return whether the last page of any list says that there is another."""
    pages: dict[tuple[str | None, str | None], bool] = {}
    for value in values:
        page = only_one(value)
        if isinstance(page, dict) and (is_more := _is_followed(page)) is not None:
            pages[_list_of(page)] = is_more
    return any(pages.values())


def is_posted(value: object) -> bool:
    """Return whether this is what a tool posts to a webhook."""
    return isinstance(value, dict) and any(keys <= value.keys() for keys in _POSTED)


def _add(value: object, together: dict[str, object], depth: int) -> None:
    """Add the members of an answer: the pages of a list follow one another, and of simple ones the first stays.

    Where one has a list and the other an object under the same key, that of the second is called ``KEY_2``.
    """
    for key, member in value.items() if isinstance(value, dict) else ():
        known = together.get(key)
        place = key
        if isinstance(member, list | dict) and known is not None and type(known) is not type(member):
            place = f"{key}_2"
            known = together.get(place)
        if isinstance(member, list):
            if known is None:
                together[place] = list(member)
            elif isinstance(known, list):
                known.extend(member)
        elif isinstance(member, dict) and depth:
            if known is None:
                known = together[place] = {}
            if isinstance(known, dict):
                _add(member, known, depth - 1)
        elif key not in together:
            together[key] = member


def _failure(value: object) -> str | None:
    """Return the reason that an answer gives which holds nothing else."""
    if not isinstance(value, dict) or not value.keys() & _TOLD_OF_ERRORS:
        return None
    if value.get("ok") is True or value.keys() - _TOLD_OF_ERRORS - _BESIDE_ERRORS:
        return None
    return _reason(value, _DEPTH) or "it gives no reason"


def _reason(told: object, depth: int) -> str | None:
    """Return the first words that an error says, not too deep within it."""
    if isinstance(told, str):
        return told.strip() or None
    inner: Iterable[object] = ()
    if isinstance(told, dict) and depth:
        inner = map(told.get, ("message", "error", "errors"))
    elif isinstance(told, list) and depth:
        inner = told[:1]
    return next(filter(None, (_reason(one, depth - 1) for one in inner)), None)


def _is_followed(page: Mapping[str, object]) -> bool | None:
    """Return whether there is another page behind this one; None if the answer has no pages.

    PagerDuty says ``more``, Slack ``has_more``; incident.io gives the id to go on ``after``, Opsgenie the ``next`` one,
    or, within the timeline of an incident, the ``nextOffset``.
    """
    for key in ("more", "has_more"):
        if isinstance(page.get(key), bool):
            return page[key] is True
    if (timeline := _timeline(page)) is not None:
        return bool(timeline.get("nextOffset"))
    for key, place in (("pagination_meta", "after"), ("paging", "next")):
        if isinstance(around := page.get(key), dict):
            return bool(around.get(place))
    return None


def _timeline(page: Mapping[str, object]) -> Mapping[str, object] | None:
    """Return the object that has the entries of an incident's timeline of Opsgenie's."""
    found = (page.get("timeline"), page.get("data"), page)
    return next((one for one in found if isinstance(one, dict) and isinstance(one.get("entries"), list)), None)


def _list_of(page: Mapping[str, object]) -> tuple[str | None, str | None]:
    """Return which list a page belongs to: its key, and of Slack's messages the thread that all of them stand in."""
    if _timeline(page) is not None:
        return "timeline", None
    key = next((key for key, value in page.items() if isinstance(value, list)), None)
    items = page[key] if key is not None else None
    rows = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    threads = {str(row.get("thread_ts")) for row in rows}
    is_thread = len(threads) == 1 and any(row.get("thread_ts") not in {None, row.get("ts")} for row in rows)
    return key, threads.pop() if is_thread else None
