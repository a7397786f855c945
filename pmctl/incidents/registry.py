"""All readers, and the one way in: the content of an export becomes an incident, or an error that says why not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Final

from pmctl.errors import PmctlError
from pmctl.incidents import alertmanager, archive, incident_io, opsgenie, pagerduty, plain, slack, table
from pmctl.incidents.answers import has_more, is_posted, joined, refuse_failures, refuse_mixture
from pmctl.incidents.bounds import bounded
from pmctl.incidents.decoding import decode, parse_json
from pmctl.incidents.reader import Choice, has_keys, only_one, some_of
from pmctl.incidents.values import MOST_PROBLEMS, Reading, Value
from pmctl.postmortem.shown import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pmctl.incidents.model import Incident
    from pmctl.incidents.reader import Reader

READERS: Final[tuple[Reader, ...]] = (pagerduty, opsgenie, incident_io, alertmanager, slack, plain)
"""In the order in which they are asked; plain JSON takes whatever has a title."""

_MOST_NAMED: Final = 20
_MOST_SUBJECTS: Final = 5
_LONGEST_SUBJECT: Final = 60
_LISTED: Final = Choice("incidents", "Export the one that the postmortem is about.")
_KNOWN: Final = (
    'It may come from PagerDuty, Opsgenie, incident.io, Alertmanager or Slack, or be JSON such as {"title": "…", '
    '"timeline": [{"at": "2026-03-14T09:52:00Z", "event": "…"}]}, or CSV with the columns time and event.'
)


def read_incident(
    content: bytes | str | Mapping[str, bytes],
    name: str,
    *,
    zone: dt.tzinfo = dt.UTC,
    workspace: str | None = None,
    day: dt.date | None = None,
) -> Incident:
    """Return the incident that an export tells of.

    Args:
        content: of the file; of a folder, its files by their paths, with forward slashes.
        name: what to call it in messages; an ending such as .csv tells nothing.
        zone: of the times that are written without one.
        workspace: the domain of the Slack workspace, which most of its exports do not tell.
        day: of the incident, if it is known: of a table's times that are written without a day.

    Raises:
        PmctlError: it cannot be read, comes from no tool that is known, holds several incidents, or has values that
            the tool does not write; all of these are named.
    """
    reading = Reading(zone, workspace, day)
    if isinstance(content, bytes) and content.startswith(archive.MAGIC):
        reading.is_packed = True
        content = archive.unpack(content, name)
    if isinstance(content, Mapping):
        incident = _read_files(content, name, reading)
    else:
        incident = _read_text(decode(content, name) if isinstance(content, bytes) else content, name, reading)
    if reading.problems:
        raise _wrong(incident, reading, name)
    incident = bounded(incident, reading)
    return replace(incident, unzoned=reading.unzoned, notes=tuple(reading.notes))


def _read_files(files: Mapping[str, bytes], name: str, reading: Reading) -> Incident:
    data = {place: joined(parse_json(decode(content, place), place)) for place, content in archive.by_place(files)}
    if not slack.recognises(data):
        raise PmctlError(f"{name} is no export of Slack", hint="Name a file, or the folder of a channel of an export.")
    return slack.read(Value(data, reading))


def _read_text(text: str, name: str, reading: Reading) -> Incident:
    if not text.strip():
        raise PmctlError(f"{name} is empty", hint=_KNOWN)
    if not text.lstrip().startswith(("{", "[")):
        if table.recognises(text):
            return table.read(text, name, reading)
        if not name.endswith(".json"):
            raise table.refusal(text, name) or PmctlError(f"{name} comes from no tool that is known", hint=_KNOWN)
    values = opsgenie.of_incident(answers(parse_json(text, name)), reading.notes)
    refuse_failures(values, name)
    refuse_mixture(values, name)
    data = joined(values)
    if len(listed := _listed(data)) > 1:
        raise _several(len(listed), filter(None, listed), _LISTED, name)
    if has_more(values):
        reading.notes.append("There is more: this is not the last page; put the next ones behind it")
    places = ((data, ""), (only_one(data), "[0]"))
    for readers in (READERS[:-1], READERS[-1:]):
        for (found, path), reader in product(places, readers):
            if reader.recognises(found):
                _name_unread(reader, values, name, reading)
                _refuse_several(reader, values, name)
                return reader.read(Value(found, reading, path))
    raise PmctlError(f"{name} comes from no tool that is known", hint=_KNOWN)


def answers(values: Sequence[object]) -> Sequence[object]:
    """Return the answers, each of Opsgenie's under a name; a list, as ``jq -s`` makes it, is as good as a sequence."""
    only = values[0] if len(values) == 1 else None
    if isinstance(only, list) and len(only) > 1:
        reader = next((reader for reader in READERS if reader.recognises(only)), None)
        are_tools = any(other.recognises(item) for item in only for other in READERS[:-1])
        if reader is None or (are_tools if reader is plain else any(map(is_posted, only))):
            values = only
    named = [opsgenie.named(value) for value in values]
    return named if len(values) > 1 or opsgenie.recognises(named[0]) else values


def _name_unread(reader: Reader, values: Sequence[object], name: str, reading: Reading) -> None:
    """Say which answers the reader of the others takes nothing from; PmctlError if they are another tool's."""
    unread = 0
    for number, value in enumerate(values, 1) if len(values) > 1 else ():
        if not isinstance(value, dict) or not value or value.keys() & reader.KEYS or reader.recognises(value):
            continue
        other = next((other for other in READERS if other.recognises(value)), None)
        if other:
            raise PmctlError(
                f"{name} holds answers of several tools: {reader.NAME}, and {other.NAME} (answer {number:,})",
                hint="Keep those of one; `pmctl timeline ID --from FILE` adds the events of another.",
            )
        unread += 1
        if unread <= _MOST_SUBJECTS:
            keys = some_of([printable(key)[:_LONGEST_SUBJECT] for key in value], _MOST_SUBJECTS)
            reading.notes.append(f"Nothing is taken from answer {number:,} of {len(values):,}, which has: {keys}")
    if unread > _MOST_SUBJECTS:
        reading.notes.append(f"Nothing is taken from {unread - _MOST_SUBJECTS:,} more of the answers")


def _listed(data: object) -> list[str | None]:
    """Return what each incident is called that a tool lists where it is asked for all of them."""
    answer = Value(data, Reading())
    lists = (found for found in (answer.at("incidents"), answer.at("data")) if isinstance(found.data, list))
    return [
        one.at("id").text() or one.at("tinyId").text()
        for one in next(lists, Value(None, answer.reading)).items()
        if has_keys(one.data, "status") or has_keys(one.data, "incident_status")
    ]


def _refuse_several(reader: Reader, values: Iterable[object], name: str) -> None:
    """Raise PmctlError if the answers tell of more than one incident: the first would get what the others are."""
    found: dict[str, dict[str, None]] = {}
    for value in values:
        for key, word in reader.subjects(Value(only_one(value), Reading())):
            if word:
                found.setdefault(key, {})[word] = None
    for words in found.values():
        if len(words) > 1:
            raise _several(len(words), words, reader.ONE, name)


def _several(count: int, words: Iterable[str], choice: Choice, name: str) -> PmctlError:
    shown = [printable(word)[:_LONGEST_SUBJECT] for word in words]
    some = some_of(shown, _MOST_SUBJECTS)
    return PmctlError(f"{name} holds {count:,} {choice.several}{some and f': {some}'}", hint=choice.hint)


def _wrong(incident: Incident, reading: Reading, name: str) -> PmctlError:
    count = len(reading.problems)
    lines = [f"{path}: {problem}" for path, problem in reading.problems.items()][:_MOST_NAMED]
    if count > _MOST_NAMED:
        lines.append("and so on" if reading.is_hopeless else f"and {count - _MOST_NAMED:,} more")
    what = "a value is" if count == 1 else f"{count:,} values are"
    if reading.is_hopeless:
        what = f"more than {MOST_PROBLEMS:,} values are"
    return PmctlError(
        "\n".join([f"{name}: {what} not what {incident.source} writes", *lines]),
        hint=reading.hint,
    )
