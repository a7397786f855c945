"""Which entries of a timeline are the milestones of its incident, as far as their words leave no doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.adoption.milestone_alerts import ends_of_alerts, is_end_of_alert
from pmctl.adoption.milestone_closings import is_closing, is_perhaps_helped
from pmctl.adoption.milestone_doubts import goes_on
from pmctl.adoption.milestone_others import is_aftermath, is_not_ours, is_perhaps_what_began
from pmctl.adoption.milestone_parts import ends_of_parts
from pmctl.adoption.milestone_perhaps import is_called_a_start, is_denial, is_perhaps_seen, is_perhaps_trouble
from pmctl.adoption.milestone_tells import begins_in_effect, begins_in_trouble
from pmctl.postmortem.model import MILESTONES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping, Sequence

KEYS: Final = MILESTONES[:-1]
"""In order. No entry of a timeline tells when the postmortem was published."""

ENDS: Final = frozenset({"mitigated_at", "resolved_at"})
_NO_ENDS: Final = frozenset(KEYS) - ENDS
_SEEN: Final = frozenset({"detected_at", "acknowledged_at"})


class Told(NamedTuple):
    """An entry, as far as it matters here.

    Attributes:
        at: when it happened or began, with a zone.
        until: when it ended, for a range; before `at` if the two were swapped by mistake.
        words: its event, without Markdown's marks.
        milestones: those that its words tell, each with whether they do so plainly.
    """

    at: dt.datetime
    until: dt.datetime | None
    words: str
    milestones: Mapping[str, bool]

    @property
    def is_on(self) -> bool:
        """Whether the incident is not over before it: it goes on, something fails, or somebody detects it."""
        told = self.milestones.keys()
        is_new = begins_in_trouble(self.words) and not is_aftermath(self.words)
        is_begun = ("started_at" in told and not ENDS & told) or (not told and is_new)
        return "detected_at" in told or is_begun or (goes_on(self.words) and not is_not_ours(self.words))

    @property
    def is_trouble(self) -> bool:
        """Whether it perhaps tells of trouble, or that somebody saw it, and of no end."""
        if self.milestones:
            return bool(_NO_ENDS & self.milestones.keys())
        text = self.words
        told = (goes_on, is_perhaps_trouble, is_perhaps_seen, is_perhaps_what_began)
        return not is_not_ours(text) and any(is_told(text) for is_told in told)

    def moment(self, key: str) -> dt.datetime | None:
        """Return when it is a milestone: what took its time is an end when it was over; None if that is not known."""
        if key not in ENDS or self.until is None:
            return self.at
        return self.until if self.until >= self.at else None


class Choice(NamedTuple):
    """A milestone: when, by which of the entries, and whether only its being the first trouble speaks for it."""

    at: dt.datetime
    place: int
    is_first: bool


def choose_milestones(
    entries: Sequence[Told], known: Mapping[str, dt.datetime], wanted: Collection[str]
) -> dict[str, Choice]:
    """Return the milestones that entries tell, in the order of the milestones, none earlier than the one before it.

    A start behind the first alert is none, nor is an end before any trouble, an end of a part, that of one alert while
    another fires, or one behind which the incident goes on; an entry that tells it plainly counts before one that does
    not. That the incident is closed counts before the end of its effects, and that before what was done against them.
    One entry may tell several. Where no words tell the start, it is the first entry that tells of trouble, if that says
    what hits users, or is the first of all. What perhaps tells of trouble, or that somebody saw it, is no milestone
    itself, but keeps a later entry from being the start or the detection, and an earlier one from being an end if
    another comes behind it.

    Args:
        entries: by time.
        known: the milestones that are set, by key; those that are wanted and that no entry tells stay too.
        wanted: the keys to look for.
    """
    entries = _without_ends_of_alerts(entries)
    open_ = [
        key for key in KEYS if key in wanted and (key not in known or any(key in one.milestones for one in entries))
    ]
    stay = {key: at for key, at in known.items() if key not in open_}
    chosen: dict[str, Choice] = {}
    # An end is looked for first: what is told behind it belongs to something else.
    for key in reversed(open_):
        found = next(
            (
                Choice(at, place, key == "started_at" and key not in entries[place].milestones)
                for place in _candidates(entries, key, chosen, _since(key, stay))
                if (at := entries[place].moment(key)) and _fits(key, at, stay, chosen)
            ),
            None,
        )
        if found is not None:
            chosen[key] = found
    return {key: chosen[key] for key in KEYS if key in chosen}


def _without_ends_of_alerts(entries: Sequence[Told]) -> Sequence[Told]:
    ends = [place for place, one in enumerate(entries) if ENDS & one.milestones.keys()]
    trouble = next((place for place, one in enumerate(entries) if one.is_trouble), None) if ends else None
    partial = ends_of_alerts([one.words for one in entries], ends, trouble) if ends else frozenset()
    return [
        one._replace(words="", milestones={key: plain for key, plain in one.milestones.items() if key not in ENDS})
        if place in partial
        else one
        for place, one in enumerate(entries)
    ]


def _fits(key: str, at: dt.datetime, stay: Mapping[str, dt.datetime], chosen: Mapping[str, Choice]) -> bool:
    place = KEYS.index(key)
    before = (stay[other] for other in KEYS[:place] if other in stay)
    behind = (*(stay[other] for other in KEYS[place:] if other in stay), *(one.at for one in chosen.values()))
    return all(other <= at for other in before) and all(at <= other for other in behind)


def _since(key: str, stay: Mapping[str, dt.datetime]) -> dt.datetime | None:
    """Return when the latest of the milestones before one was, of those that stay."""
    return max((stay[other] for other in KEYS[: KEYS.index(key)] if other in stay), default=None)


def _candidates(
    entries: Sequence[Told], key: str, chosen: Mapping[str, Choice], begins: dt.datetime | None
) -> Sequence[int]:
    """Return the places of the entries that may be a milestone, the surest one first.

    Args:
        begins: when the incident is known to have begun at the latest; what was seen before is another one's.
    """
    seen = next((place for place, one in enumerate(entries) if _SEEN & one.milestones.keys()), None)
    if any(one.milestones.get(end) for one in entries[: seen or 0] for end in ENDS):
        # What ends before anybody sees it is told in another order, or of two incidents.
        return ()
    telling = [place for place, one in enumerate(entries) if key in one.milestones]
    if key in ENDS:
        if not any(ENDS & one.milestones.keys() for one in entries):
            return ()
        since = next((place for place in reversed(range(len(entries))) if entries[place].is_on), seen or 0)
        certain = _ends(entries, [place for place in telling if place >= max(since, seen or 0)], key, begins)
        plain = [place for place in certain if entries[place].milestones[key]]
        if key == "resolved_at":
            ends = _undisputed(entries, plain, max(plain, default=0))
            return _closing(entries, ends) or ends[:1] or certain[-1:]
        return _mitigations(entries, certain, since, chosen, begins)
    if key == "started_at":
        return _starts(entries, [place for place in telling if seen is None or place <= seen], seen)
    if key == "detected_at":
        return [] if telling and _is_seen_before(entries[: telling[0]], begins) else telling
    return telling


def _ends(entries: Sequence[Told], telling: Sequence[int], key: str, begins: dt.datetime | None) -> Sequence[int]:
    """Return those of the entries that tell an end that are behind some trouble, and not the end of a part alone.

    What brings the trouble about often reads like what ends it: "rolled back", "failover complete".
    """
    if not telling:
        return ()
    first = next((place for place, one in enumerate(entries) if one.is_trouble), None)
    if first is None and key == "resolved_at":
        # Trouble may be told in words that nobody has listed; "incident resolved" speaks of it.
        first = next((place for place in telling if entries[place].milestones[key]), None)
    behind = [
        place
        for place in telling
        if (first is not None and place >= first) or (begins is not None and entries[place].at >= begins)
    ]
    parts = ends_of_parts([one.words for one in entries], behind)
    return [place for place in behind if place not in parts]


def _closing(entries: Sequence[Told], ends: Sequence[int]) -> Sequence[int]:
    """Return the first of the ends that says that the incident is closed, and behind which its effects do not end."""
    closing = [place for place in ends if is_closing(entries[place].words)]
    since = (
        place
        for place in reversed(range(closing[-1] if closing else 0))
        if entries[place].milestones.get("mitigated_at") and not entries[place].milestones.get("resolved_at")
    )
    effect = next(since, 0)
    return [place for place in closing if place >= effect][:1]


def _undisputed(entries: Sequence[Told], ends: Sequence[int], last: int) -> Sequence[int]:
    """Return the ends behind which nothing perhaps goes wrong before the `last` one."""
    between = reversed(entries[:last])
    since = next((last - back for back, one in enumerate(between) if one.is_trouble or is_denial(one.words)), 0)
    return [place for place in ends if place >= since]


def _starts(entries: Sequence[Told], telling: Sequence[int], seen: int | None) -> Sequence[int]:
    """Return the entries that tell the start, else the first one that tells of trouble, if it is before the alert.

    Args:
        seen: the place of the first entry that tells that somebody, or an alert, saw it.
    """
    told = _told_starts(entries, telling)
    first = next((place for place, one in enumerate(entries[:seen]) if _is_doubtful(one.words)), None)
    is_effect = first is not None and _is_effect_on_users(entries[first])
    firsts = [place for place, one in enumerate(entries[:1]) if _is_trouble(one)]
    return [*told, *firsts, *([first] if is_effect and first is not None else ())]


def _is_doubtful(words: str) -> bool:
    return is_perhaps_seen(words) or is_perhaps_trouble(words) or begins_in_effect(words)


def _is_effect_on_users(one: Told) -> bool:
    return not one.milestones and begins_in_effect(one.words) and not is_perhaps_seen(one.words)


def _told_starts(entries: Sequence[Told], telling: Sequence[int]) -> Sequence[int]:
    before = entries[: max(telling, default=0)]
    seen = next((place for place, one in enumerate(before) if is_perhaps_seen(one.words)), len(entries))
    trouble = next((place for place, one in enumerate(before) if is_perhaps_trouble(one.words)), len(entries))
    sure = [
        place for place in telling if place <= seen and (place <= trouble or is_called_a_start(entries[place].words))
    ]
    return sorted(sure, key=lambda place: not entries[place].milestones["started_at"])


def _is_seen_before(entries: Sequence[Told], begins: dt.datetime | None) -> bool:
    return any(is_perhaps_seen(one.words) for one in entries if begins is None or one.at >= begins)


def _is_trouble(one: Told) -> bool:
    return not one.milestones and begins_in_trouble(one.words) and not is_perhaps_seen(one.words)


def _mitigations(
    entries: Sequence[Told],
    certain: Sequence[int],
    since: int,
    chosen: Mapping[str, Choice],
    begins: dt.datetime | None,
) -> Sequence[int]:
    """Return the first entry that tells the effect, plainly or as an end before the chosen one, else the act."""
    resolved = chosen.get("resolved_at")
    last = len(entries) if resolved is None else resolved.place
    effects = [place for place in certain if entries[place].milestones["mitigated_at"]]
    if resolved is not None and entries[last].milestones["resolved_at"]:
        ends = [place for place in range(since, last) if _is_effect(entries[place])]
        effects = sorted({*effects, *_ends(entries, ends, "mitigated_at", begins)})
    if effects:
        return effects[:1]
    attempts = [place for place in certain if place <= last]
    # Of two attempts, the words do not say which one helped; nor when one did where something later tells of it.
    if len(attempts) != 1 or any(is_perhaps_helped(one.words) for one in entries[attempts[0] + 1 : last]):
        return ()
    return _undisputed(entries, attempts, last)


def _is_effect(one: Told) -> bool:
    plainly = one.milestones.get("resolved_at")
    return plainly is False or (plainly is True and not is_closing(one.words) and not is_end_of_alert(one.words))
