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
    if not any(sign in source for sign in _SIGNS) and "#" not in source:
        return source, None
    status = ActionStatus.DROPPED if _cancelled().search(source) else None
    return _tags().sub("", _signs().sub(" ", source)).rstrip(), status


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
