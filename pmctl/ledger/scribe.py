"""What happens in one state after another, written down as events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.ledger.model import Event, EventKind

if TYPE_CHECKING:
    import datetime as dt

    from pmctl.ledger.growth import GrowingAction, GrowingDocument
    from pmctl.ledger.model import Commit


class Scribe:
    """Writes down what happens.

    Attributes:
        commit: that of the present state; None for the working tree.
        events: what has been written, oldest first.
        told: how many events there are, with those of an earlier fold.
    """

    def __init__(self, zone: dt.tzinfo) -> None:
        self.commit: Commit | None = None
        self.events: list[Event] = []
        self.told = 0
        self._zone = zone
        self._today: dt.date | None = None

    def begin(self, commit: Commit | None) -> None:
        """Go on to the next state."""
        self.commit = commit
        self._today = commit.date.astimezone(self._zone).date() if commit else None

    def day(self, commit: Commit | None) -> dt.date | None:
        """Return the day of a commit in the configured zone; None for none."""
        if commit is self.commit:
            return self._today
        return commit.date.astimezone(self._zone).date() if commit else None

    def newest_day(self, life: GrowingAction, *kinds: EventKind) -> dt.date | None:
        """Return the day of the newest event of some kinds; None without one, or if that is not committed yet."""
        return self.day(next((event.commit for event in reversed(life.events) if event.kind in kinds), None))

    def tell(
        self,
        document: GrowingDocument,
        kind: EventKind,
        before: str | None = None,
        after: str | None = None,
    ) -> None:
        """Write down what happens to a whole document."""
        document.places.append(self.told)
        document.events.append(self.write(kind, document.name, None, before, after))

    def tell_action(
        self,
        document: GrowingDocument,
        key: str,
        life: GrowingAction,
        kind: EventKind,
        before: str | None = None,
        after: str | None = None,
        days: int | None = None,
        stated: dt.date | None = None,
    ) -> None:
        """Write down what happens to a promise."""
        life.places.append(self.told)
        life.events.append(self.write(kind, document.name, key, before, after, days, stated))

    def write(
        self,
        kind: EventKind,
        name: str,
        key: str | None,
        before: str | None = None,
        after: str | None = None,
        days: int | None = None,
        stated: dt.date | None = None,
    ) -> Event:
        """Write down one event of the present state, and return it."""
        event = Event(
            kind=kind,
            postmortem=name,
            action=key,
            commit=self.commit,
            before=before,
            after=after,
            days=days,
            stated=stated,
        )
        self.events.append(event)
        self.told += 1
        return event
