"""How much of an export is taken over: all that people write, and not all that a hostile one may hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pmctl.incidents.model import Entry, Incident
    from pmctl.incidents.values import Reading

LONGEST_TEXT: Final = 10_000
"""Of an event, in characters."""

LONGEST_SUMMARY: Final = 20_000
"""In characters; Opsgenie takes 15,000: https://docs.opsgenie.com/docs/incident-api."""

LONGEST_NAME: Final = 1_024
"""Of a title, or of who did something, in characters; PagerDuty takes as many for an alert's summary:
https://developer.pagerduty.com/docs/events-api-v2-overview."""

MOST_LINKS: Final = 50
"""How many words of one event lead somewhere."""

MOST_NAMES: Final = 200
"""How many people and how many services a postmortem names."""


def bounded(incident: Incident, reading: Reading) -> Incident:
    """Return the incident with no more than anybody would write; what is cut is said in the notes of `reading`."""
    entries = tuple(map(_shorter, incident.entries))
    pairs = list(zip(incident.entries, entries, strict=True))
    cut = sum((whole.text, whole.who) != (shorter.text, shorter.who) for whole, shorter in pairs)
    lost = sum(len(whole.links) - len(shorter.links) for whole, shorter in pairs)
    people, services = incident.participants[:MOST_NAMES], incident.services[:MOST_NAMES]
    title, summary = (incident.title or "")[:LONGEST_NAME], (incident.summary or "")[:LONGEST_SUMMARY]
    for is_cut, note in (
        (cut, f"Cut at {LONGEST_TEXT:,} characters: {cut:,} of the events"),
        (lost, f"{lost:,} links are left out: an event is given {MOST_LINKS} at most"),
        (len(title) < len(incident.title or ""), f"Cut at {LONGEST_NAME:,} characters: the title"),
        (len(summary) < len(incident.summary or ""), f"Cut at {LONGEST_SUMMARY:,} characters: the summary"),
        (len(people) < len(incident.participants), _left_out(len(incident.participants), "people")),
        (len(services) < len(incident.services), _left_out(len(incident.services), "services")),
    ):
        if is_cut:
            reading.notes.append(note)
    return replace(
        incident,
        title=title or None,
        summary=summary or None,
        entries=entries,
        participants=people,
        services=tuple(name[:LONGEST_NAME] for name in services),
    )


def _shorter(entry: Entry) -> Entry:
    who = entry.who or ""
    if len(entry.text) <= LONGEST_TEXT and len(who) <= LONGEST_NAME and len(entry.links) <= MOST_LINKS:
        return entry
    text, links = _cut(entry.text, LONGEST_TEXT), entry.links[:MOST_LINKS]
    return replace(entry, text=text, who=_cut(who, LONGEST_NAME) or None, links=links)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"


def _left_out(count: int, what: str) -> str:
    return f"{count - MOST_NAMES:,} of {count:,} {what} are left out: {MOST_NAMES} are named at most"
