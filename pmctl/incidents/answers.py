"""The answers of a tool that follow one another in a file: what they say together, and what is missing among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pmctl.errors import PmctlError
from pmctl.incidents.reader import has_keys, only_one
from pmctl.postmortem.shown import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_POSTED: Final = ({"event"}, {"action", "alert"})
"""The keys of what PagerDuty and Opsgenie post to a webhook: several of them are several events, not one."""

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
    if len(values) > 1 and all(map(_is_posted, values)):
        return list(values)
    together = values[0]
    for value in values[1:]:
        together = _together(together, value)
    return together


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
    pages: dict[tuple[str | None, bool], bool] = {}
    for value in values:
        page = only_one(value)
        if isinstance(page, dict) and (is_more := _is_followed(page)) is not None:
            pages[_list_of(page)] = is_more
    return any(pages.values())


def _is_posted(value: object) -> bool:
    return isinstance(value, dict) and any(keys <= value.keys() for keys in _POSTED)


def _together(first: object, second: object) -> object:
    """Join two answers: the pages of a list, or the members of objects, of which the first answer's simple ones stay.

    Where one has a list and the other an object under the same key, that of the second is called ``KEY_2``.
    """
    if isinstance(first, list) and isinstance(second, list):
        return [*first, *second]
    if not isinstance(first, dict) or not isinstance(second, dict):
        return [first, second]
    together = dict(first)
    for key, value in second.items():
        if key not in together:
            together[key] = value
        elif isinstance(value, list | dict):
            place = key if type(together[key]) is type(value) else f"{key}_2"
            together[place] = _together(together[place], value) if place in together else value
    return together


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

    PagerDuty says ``more``, Slack ``has_more``; incident.io gives the id to go on ``after``, Opsgenie the ``next`` one.
    """
    for key in ("more", "has_more"):
        if isinstance(page.get(key), bool):
            return page[key] is True
    for key, place in (("pagination_meta", "after"), ("paging", "next")):
        if isinstance(around := page.get(key), dict):
            return bool(around.get(place))
    return None


def _list_of(page: Mapping[str, object]) -> tuple[str | None, bool]:
    """Return which list a page belongs to: its key, and whether it has Opsgenie's notes, under the same key as logs."""
    key = next((key for key, value in page.items() if isinstance(value, list)), None)
    items = page[key] if key is not None else None
    return key, isinstance(items, list) and bool(items) and has_keys(items[0], "note")
