"""The signs that the Tasks plugin of Obsidian puts behind a task, besides the due day and the tick, and its tags."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from pmctl.postmortem.conventions import ActionStatus

_SIGNS: Final = "⏳🛫➕❌🔁🔺⏫🔼🔽⏬🆔⛔"
_DAY: Final = r"\ufe0f?\s{0,3}[0-9]{4}-[0-9]{2}-[0-9]{2}"


def without_task_signs(source: str) -> tuple[str, ActionStatus | None]:
    """Return a task without the signs that say when to start it or how urgent it is, and its status if one says it."""
    if "[[" in source:
        source = _wiki_day().sub(r"\1", source).replace("@[[", "[[")
    if "^" in source or source.startswith("("):
        source = _cross().sub("", _block().sub("", source))
    if not any(sign in source for sign in _SIGNS) and "#" not in source:
        return source, None
    source = _tags_behind_day().sub(r"\1", source)
    status = ActionStatus.DROPPED if _cancelled().search(source) else None
    return _tags().sub("", _signs().sub(" ", source)).rstrip(), status


@cache
def _wiki_day() -> re.Pattern[str]:
    return re.compile(r"\[\[([0-9]{4}-[0-9]{2}-[0-9]{2})(?:\|[^\[\]|]{1,40})?\]\]")


@cache
def _block() -> re.Pattern[str]:
    # The name by which other notes link to the line.
    return re.compile(r"\s\^[A-Za-z0-9-]{1,40}\s{0,3}\Z")


@cache
def _cross() -> re.Pattern[str]:
    # A cross in Jira, but elsewhere a tick.
    return re.compile(r"\A\(x\)\s{1,3}(?=\S)")


@cache
def _tags_behind_day() -> re.Pattern[str]:
    return re.compile(rf"([📅📆🗓⏰✅⏳🛫➕❌]{_DAY})(?:\s{{1,3}}#[^\W\d_][\w/-]{{0,60}}){{1,10}}\s{{0,3}}\Z")


@cache
def _cancelled() -> re.Pattern[str]:
    return re.compile(rf"❌{_DAY}")


@cache
def _signs() -> re.Pattern[str]:
    return re.compile(
        rf"\s(?:[⏳🛫➕❌]{_DAY}|🔁\ufe0f?\s{{0,3}}every\s[a-z0-9 ]{{1,40}}"
        r"|[🔺⏫🔼🔽⏬]\ufe0f?(?=\s|\Z)|[🆔⛔]\ufe0f?\s{0,3}\w{1,20}\Z)"
    )


@cache
def _tags() -> re.Pattern[str]:
    # A plain "#word" may be a channel to write to.
    return re.compile(r"(?:\s#[^\W\d_][\w-]{0,40}(?:/[\w-]{1,40}){1,5})+(?=\s[📅⏳✅]|\s{0,3}\Z)")
