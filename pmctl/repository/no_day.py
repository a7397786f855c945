"""A day that is left open, where a template expects a date."""

from __future__ import annotations


class NoDay(str):
    """An empty text that takes what is asked of a date: ``{{ due.isoformat() }}`` writes nothing.

    It is false, and later or earlier than no day.
    """

    __slots__ = ()

    def isoformat(self) -> NoDay:
        """Return nothing, as `ctime` does."""
        return self

    ctime = toordinal = weekday = isoweekday = isocalendar = timetuple = isoformat

    def strftime(self, _format: str) -> NoDay:
        """Return nothing in any format."""
        return self

    def replace(self, *_args: object, **_parts: object) -> NoDay:
        """Return nothing, on any other day."""
        return self

    @property
    def year(self) -> NoDay:
        """Nothing, as `month`, `day` and the `days` from one to another are."""
        return self

    month = day = days = year

    def _to(self, _other: object) -> NoDay:
        return self

    __add__ = __radd__ = __sub__ = __rsub__ = _to

    def _is(self, _other: object) -> bool:
        return False

    __lt__ = __le__ = __gt__ = __ge__ = _is

    def __format__(self, _spec: str) -> str:
        return ""
