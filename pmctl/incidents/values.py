"""The values of an export, each with the path that leads to it, so that every wrong one can be named at once."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.postmortem.shown import printable, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

A_TIME: Final = "a time such as 2026-03-14T09:52:00Z"
AN_ADDRESS: Final = "an address such as https://example.com/1"
_CORRECT: Final = "Correct them, or leave them out: what is missing is not needed."
_EPOCH_DIGITS: Final = {13: 3, 16: 6, 19: 9}
"""How long a number of milli-, micro- or nanoseconds since 1970 is from 2001 to 2286, and how many of its digits are a
fraction of a second."""
_LONGEST_SHOWN: Final = 60
MOST_PROBLEMS: Final = 1_000
_LONGEST_TIME: Final = 64
_FIRST_YEAR: Final = 1970
_LAST_YEAR: Final = 9998  # so that it can be told in any zone


class Reading:
    """What comes to light while an export is read.

    Attributes:
        zone: which times without one are read in.
        workspace: the domain of a Slack workspace, such as ``example.slack.com``, if the configuration names it.
        day: of the incident, if it is known already: times without a day are of it.
        is_packed: whether it comes out of a zip file.
        problems: by path, what was expected there and what is there instead; at most one more than `MOST_PROBLEMS`.
        hint: how to mend them.
        notes: what else the reader of the postmortem should know, each a sentence without full stop.
        unzoned: how many times had no zone.
    """

    def __init__(self, zone: dt.tzinfo = dt.UTC, workspace: str | None = None, day: dt.date | None = None) -> None:
        self.zone = zone
        self.workspace = workspace
        self.day = day
        self.is_packed = False
        self.problems: dict[str, str] = {}
        self.hint = _CORRECT
        self.notes: list[str] = []
        self.unzoned = 0

    @property
    def is_hopeless(self) -> bool:
        """Whether so much is wrong that no more of it is kept."""
        return len(self.problems) > MOST_PROBLEMS

    def refuse(self, path: str, problem: str) -> None:
        """Say what is wrong at a path, unless that has been said."""
        if not self.is_hopeless:
            self.problems.setdefault(path, problem)


class Value:
    """A value of an export. What is missing, null or empty is None; what has another type than was asked for is named.

    Attributes:
        data: as the JSON parser made it.
        path: such as ``log_entries[3].created_at``; empty for the whole.
        reading: of the whole export.
    """

    __slots__ = ("data", "path", "reading")

    def __init__(self, data: object, reading: Reading, path: str = "") -> None:
        self.data = data
        self.path = path
        self.reading = reading

    def __bool__(self) -> bool:
        return self.data is not None

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing, or nothing but blanks."""
        return self.data is None or (isinstance(self.data, str) and not self.data.strip())

    def at(self, *keys: str) -> Value:
        """Return the member that `keys` lead to, one object within the other."""
        value = self
        for key in keys:
            value = value._member(key)
        return value

    def items(self) -> Iterator[Value]:
        """Yield the items of a list."""
        if isinstance(self.data, list):
            for index, item in enumerate(self.data):
                yield Value(item, self.reading, f"{self.path}[{index}]")
        elif self.data is not None:
            self.expected("a list")

    def text(self) -> str | None:
        """Return a text without the blanks around it, and without halves of characters; a whole number is one."""
        if isinstance(self.data, str):
            return whole(self.data).strip() or None
        if isinstance(self.data, int) and not isinstance(self.data, bool):
            return str(self.data)
        if self.data is not None:
            self.expected("a text")
        return None

    def number(self) -> int | None:
        """Return a whole number."""
        if isinstance(self.data, int) and not isinstance(self.data, bool):
            return self.data
        if self.data is not None:
            self.expected("a whole number")
        return None

    def one_of(self, words: Iterable[str]) -> str | None:
        """Return a text that is one of some words."""
        text, known = self.text(), tuple(words)
        if text is None or text in known:
            return text
        self.expected(f"one of {', '.join(known)}")
        return None

    def is_true(self) -> bool:
        """Return whether it is the truth value that says so."""
        return self.data is True

    def url(self) -> str | None:
        """Return an address of the web; one of another kind, which may do anything when it is followed, is None."""
        return web_address(self.text())

    def address(self) -> str | None:
        """Return an address of the web as `url` does; what is none is named."""
        url = self.url()
        if url is None and not self.is_blank:
            self.expected(AN_ADDRESS)
        return url

    def time(self, zone: dt.tzinfo | None = None) -> dt.datetime | None:
        """Return a time in UTC, read in `zone`, else in the reading's, where it has none; Go's zero time is none."""
        if self.is_blank:
            return None
        time = read_time(self.data) if isinstance(self.data, str) else None
        if time is None:
            self.expected(A_TIME)
            return None
        if time.tzinfo is None:
            self.reading.unzoned += zone is None
            time = time.replace(tzinfo=zone or self.reading.zone)
        return time.astimezone(dt.UTC) if time.year > _FIRST_YEAR else None

    def instant(self) -> dt.datetime | None:
        """Return a time in UTC: as `time` does, or a number of milli-, micro- or nanoseconds since 1970."""
        written = str(self.data) if isinstance(self.data, int | str) else ""
        fraction = _EPOCH_DIGITS.get(len(written))
        if fraction is None or not _digits().fullmatch(written):
            return self.time()
        return dt.datetime.fromtimestamp(int(written[:-fraction]), dt.UTC) + dt.timedelta(
            microseconds=int(written[-fraction:].ljust(6, "0")[:6])
        )

    def unix_time(self) -> dt.datetime | None:
        """Return the time in UTC of a text of seconds since 1970, such as ``1773482000.000100``."""
        if isinstance(self.data, str) and _seconds().fullmatch(self.data):
            return dt.datetime.fromtimestamp(float(self.data), dt.UTC)
        self.expected("seconds since 1970 such as 1773482000.000100")
        return None

    def _member(self, key: str) -> Value:
        path = f"{self.path}.{key}" if self.path else key
        if self.data is not None and not isinstance(self.data, dict):
            self.expected("an object")
        return Value(self.data.get(key) if isinstance(self.data, dict) else None, self.reading, path)

    def expected(self, what: str) -> None:
        """Name the value as wrong, unless it has been named."""
        self.reading.refuse(self.path or "the whole", f"expected {what}, found {_shown(self.data)}")


def web_address(text: str | None) -> str | None:
    """Return `text` if it is an http or https address in one piece, else None."""
    return text if text and _web_address().fullmatch(text) else None


def read_time(written: str) -> dt.datetime | None:
    """Return a time as RFC 3339 or nearly so writes it, naive without a zone; None if it is written otherwise."""
    if len(written) > _LONGEST_TIME or not _timestamp().match(written):
        return None
    text = _space_before_offset().sub("", written.strip().upper().replace("UTC", "Z"))
    try:
        time = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return time if time.year <= _LAST_YEAR else None


def _shown(data: object) -> str:
    if isinstance(data, dict):
        return "an object"
    if isinstance(data, list):
        return "a list"
    if data is None or isinstance(data, bool):
        return {None: "nothing", True: "true", False: "false"}[data]
    text = printable(str(data)[: _LONGEST_SHOWN + 1])
    short = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
    return f"“{short}”" if isinstance(data, str) else short


@cache
def _timestamp() -> re.Pattern[str]:
    return re.compile(r"\s*\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}", re.ASCII)


@cache
def _space_before_offset() -> re.Pattern[str]:
    return re.compile(r" +(?=(?:Z|[+-]\d{2}:?\d{2})$)", re.ASCII)


@cache
def _digits() -> re.Pattern[str]:
    return re.compile(r"\d+", re.ASCII)


@cache
def _seconds() -> re.Pattern[str]:
    return re.compile(r"\d{9,10}(?:\.\d{1,9})?", re.ASCII)


@cache
def _web_address() -> re.Pattern[str]:
    return re.compile(r"https?://[^\s<>\"\x00-\x20\x7f-\x9f]{1,2000}", re.IGNORECASE)
