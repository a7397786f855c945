"""Slack: one channel of an export, or one day of it.

Source: https://slack.com/help/articles/220556107-How-to-read-Slack-data-exports (the files; the ``id`` of a channel's
``pins`` there is the timestamp of the message), and
https://api.slack.com/events/message and https://api.slack.com/reference/surfaces/formatting (a message and its text).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.errors import PmctlError
from pmctl.incidents.model import Entry, Incident, Link, Person, Weight
from pmctl.incidents.reader import Choice, has_keys, in_order, names, people, some_of
from pmctl.incidents.slack_text import MOST_LINES, links_of, mentioned, plain_text, shortened_paste, text_of_blocks
from pmctl.incidents.values import Value, web_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

NAME: Final = "Slack"

ONE: Final = Choice("channels", "Keep only what was said in one channel.")

KEYS: Final = frozenset({"messages", "members", "channel"})

TABLES: Final = ("users.json", "channels.json", "groups.json", "mpims.json")
"""What stands beside the folders of the channels; groups are private channels, and mpims talks of several people."""

_SPOKEN: Final = frozenset({"thread_broadcast", "me_message", "file_share"})
"""The subtypes of messages that a person wrote; the others tell of joins, topics, bots and the like."""

_DOMAIN: Final = r"[a-z0-9-]{1,63}(?:\.enterprise)?\.slack(?:-gov)?\.com"

_NO_WORKSPACE: Final = (
    "Messages have no links, since the export does not name the workspace: "
    'write incidents.slack = "https://….slack.com" into the configuration'
)
_NO_CHANNEL: Final = "Messages have no links, since the channel's id is unknown, which channels.json of an export tells"
_MOST_NAMED: Final = 8


class _Channel(NamedTuple):
    """Where the messages come from, and the timestamps of those that are pinned there."""

    name: str | None = None
    id: str | None = None
    title: str | None = None
    pins: frozenset[str] = frozenset()


def workspace_domain(address: str) -> str:
    """Return the domain of a workspace of which the address is given, with or without what stands around it.

    Raises:
        ValueError: it is not the address of a workspace.
    """
    found = re.fullmatch(rf"(?:https://)?({_DOMAIN})(?:/.*)?", address.strip().casefold())
    if found is None:
        raise ValueError(address)
    return found[1]


def recognises(data: object) -> bool:
    """Return whether these are messages of Slack's: a list, the answer of the API, or the files of an export."""
    if isinstance(data, dict):
        messages = data.get("messages")
        is_talk = isinstance(messages, list) and (not messages or any(has_keys(message, "ts") for message in messages))
        return is_talk or any(map(is_day, data))
    return isinstance(data, list) and bool(data) and has_keys(data[0], "ts", "type")


def is_day(path: str) -> bool:
    """Return whether a path, with forward slashes, is that of a channel's messages of one day."""
    return _day().fullmatch(path.rpartition("/")[2]) is not None


def subjects(export: Value) -> Iterator[tuple[str, str | None]]:
    """Yield the id of the channel that an answer of the API tells of."""
    channel = export.at("channel")
    yield "channel", channel.data if isinstance(channel.data, str) else channel.at("id").text()


def read(export: Value) -> Incident:
    """Return what was said in the channel.

    Raises:
        PmctlError: the export holds several channels.
    """
    persons = {user.at("id").text() or "": _person(user) for user in _users(export)}
    channel = _channel(export, persons)
    messages = [message for message in _messages(export) if _is_spoken(message, channel.pins)]
    domain = export.reading.workspace or next(filter(None, map(_domain, messages)), None)
    number = channel.id or next(filter(None, map(_channel_id, messages)), None)
    home = web_address(f"https://{domain}/archives/{number}") if domain and number else None
    found = (_entry(message, persons, home, _weight(message, channel.pins)) for message in messages)
    entries = [entry for entry in found if entry is not None]
    if home is None and any(entry.link is None for entry in entries):
        export.reading.notes.append(_NO_CHANNEL if domain else _NO_WORKSPACE)
    export.reading.notes.extend(_losses(messages, persons))
    return Incident(
        source=NAME,
        title=channel.title,
        participants=people(_author(message, persons) for message in messages),
        links=(Link(f"#{channel.name}" if channel.name else "Slack", home),) if home else (),
        entries=in_order(entries),
    )


def _is_many(export: Value) -> bool:
    return isinstance(export.data, dict) and "messages" not in export.data


def _messages(export: Value) -> Iterator[Value]:
    if not _is_many(export):
        yield from (export.at("messages") if isinstance(export.data, dict) else export).items()
        return
    for path in sorted(filter(is_day, export.data if isinstance(export.data, dict) else ())):
        yield from export.at(path).items()


def _users(export: Value) -> Iterator[Value]:
    """Yield the users of an export, or of the answer of ``users.list``; ``conversations.members`` has but their ids."""
    if _is_many(export):
        yield from export.at("users.json").items()
    elif isinstance(export.data, dict):
        yield from (user for user in export.at("members").items() if isinstance(user.data, dict))


def _channel(export: Value, persons: Mapping[str, Person | None]) -> _Channel:
    """Return the one channel of an export, with what the tables of channels, or ``conversations.info``, say of it."""
    if not isinstance(export.data, dict):
        return _Channel()
    if not _is_many(export):
        row = export.at("channel")
        return _Channel(id=row.data) if isinstance(row.data, str) else _described(row, row.at("name").text(), persons)
    found = names(path.rpartition("/")[0] for path in export.data if is_day(path))
    if len(found) > 1:
        some = some_of(found, _MOST_NAMED)
        hint = f"{'Unpack it, and name' if export.reading.is_packed else 'Name'} the folder of one channel."
        raise PmctlError(f"the export holds {len(found):,} channels: {some}", hint=hint)
    name = found[0] if found else None
    known = [row for table in TABLES[1:] for row in export.at(table).items() if row.at("name").data == name]
    return _described(known[0] if known else Value(None, export.reading), name, persons)


def _described(row: Value, name: str | None, persons: Mapping[str, Person | None]) -> _Channel:
    """Return the channel, with a title: its name, as far as it has words; else its topic, which may be anything."""
    topics = (plain_text(row.at(key, "value").text() or "", persons) for key in ("topic", "purpose"))
    title = next(filter(None, (_spaced(name), *topics)), None)
    pins = frozenset(filter(None, (pin.at("id").text() for pin in row.at("pins").items())))
    return _Channel(name=name, id=row.at("id").text(), title=title, pins=pins)


def _spaced(name: str | None) -> str | None:
    """Return the words of a channel's name, without what stands before them in that of an incident's channel."""
    words = [word for word in re.split(r"[-_]", name or "") if word]
    while words and (words[0].isdecimal() or words[0] in {"inc", "incident"}):
        words = words[1:]
    return " ".join(words).capitalize() or None


def _is_spoken(message: Value, pins: frozenset[str]) -> bool:
    """Return whether a person wrote it; what a bot wrote counts where somebody marked it."""
    if message.at("hidden").is_true():
        return False
    subtype = message.at("subtype").text()
    is_bot = subtype == "bot_message" or (subtype is None and message.at("bot_id").data is not None)
    return _weight(message, pins) < Weight.USUAL if is_bot else subtype is None or subtype in _SPOKEN


def _weight(message: Value, pins: frozenset[str]) -> Weight:
    if message.at("pinned_to").data or message.at("ts").text() in pins:
        return Weight.MARKED
    if message.at("reactions").data:
        return Weight.NOTED
    return Weight.MINOR if _is_reply(message) else Weight.USUAL


def _is_reply(message: Value) -> bool:
    thread = message.at("thread_ts").text()
    return thread is not None and thread != message.at("ts").text()


def _losses(messages: Iterable[Value], persons: Mapping[str, Person | None]) -> Iterator[str]:
    """Yield what is said of people without names, and of messages that are too long."""
    unknown: dict[str, None] = {}
    shortened = 0
    for message in messages:
        user, source = message.at("user").text(), _source(message)
        shortened += shortened_paste(source) != source
        author = _author(message, persons)
        ids = [user] if user and author and author.name == user else []
        unknown |= dict.fromkeys([*ids, *(name for name in mentioned(source) if not persons.get(name))])
    if unknown:
        who = "1 person is called by an id" if len(unknown) == 1 else f"{len(unknown):,} people are called by their ids"
        yield f"{who} ({some_of(tuple(unknown), _MOST_NAMED)}): users.json of an export, or users.list, tells the names"
    if shortened:
        what = "1 message has" if shortened == 1 else f"{shortened:,} messages have"
        yield f"{what} more than {MOST_LINES} lines: only the first ones are taken over"


def _entry(message: Value, persons: Mapping[str, Person | None], home: str | None, weight: Weight) -> Entry | None:
    at, source = message.at("ts").unix_time(), _source(message)
    words, files = plain_text(shortened_paste(source), persons), _files(message)
    text = f"{words} ({files})" if words and files else words or files or _attached(message, persons)
    if at is None or not text:
        return None
    author = _author(message, persons)
    return Entry(
        at=at,
        text=text,
        who=author.name if author else None,
        link=message.at("permalink").url() or _permalink(home, message),
        links=tuple(links_of(source)),
        is_quote=True,
        weight=weight,
    )


def _source(message: Value) -> str:
    """Return what a message says, as Slack writes it down: what a bot says may stand in its blocks alone."""
    return message.at("text").text() or text_of_blocks(message.at("blocks").data)


def _permalink(home: str | None, message: Value) -> str | None:
    own, thread = message.at("ts").text(), message.at("thread_ts").text()
    if home is None or own is None:
        return None
    place = f"?thread_ts={thread}&cid={home.rpartition('/')[2]}" if _is_reply(message) else ""
    return web_address(f"{home}/p{own.replace('.', '')}{place}")


def _files(message: Value) -> str:
    titles = (file.at("title").text() or file.at("name").text() for file in message.at("files").items())
    return ", ".join(f"file {title}" for title in titles if title)


def _attached(message: Value, persons: Mapping[str, Person | None]) -> str:
    """Return what stands in the frames of which the messages of bots are made."""
    for frame in message.at("attachments").items():
        said = next(filter(None, (frame.at(key).text() for key in ("fallback", "title", "text"))), "")
        if text := plain_text(said or text_of_blocks(frame.at("blocks").data), persons):
            return text
    return ""


def _author(message: Value, persons: Mapping[str, Person | None]) -> Person | None:
    """Return who wrote a message; without a table of the users, some messages say it themselves."""
    user = message.at("user").text()
    if user is None:
        return None
    profile = message.at("user_profile")
    name = profile.at("real_name").text() or profile.at("display_name").text()
    return persons.get(user) or Person(name=name or user)


def _person(user: Value) -> Person | None:
    profile = user.at("profile")
    name = user.at("real_name").text() or profile.at("real_name").text() or user.at("name").text()
    return Person(name=name, email=profile.at("email").text()) if name else None


def _domain(message: Value) -> str | None:
    """Return the workspace's domain, which only addresses of its own tell: words may lead to anybody's."""
    addresses = (message.at("permalink"), *(file.at("permalink") for file in message.at("files").items()))
    found = (_workspace().match(value.text() or "") for value in addresses)
    return next((match[1] for match in found if match), None)


def _channel_id(message: Value) -> str | None:
    """Return the id of the channel, which messages tell that are pinned to it, or have an address."""
    found = _archives().match(message.at("permalink").text() or "")
    return found[1] if found else next((place.text() for place in message.at("pinned_to").items()), None)


@cache
def _day() -> re.Pattern[str]:
    return re.compile(r"\d{4}-\d{2}-\d{2}\.json", re.ASCII)


@cache
def _workspace() -> re.Pattern[str]:
    return re.compile(rf"https://({_DOMAIN})/(?:archives|files)/")


@cache
def _archives() -> re.Pattern[str]:
    return re.compile(rf"https://{_DOMAIN}/archives/(\w{{1,30}})", re.ASCII)
