"""Slack: one channel of an export, or one day of it.

Source: https://slack.com/help/articles/220556107-How-to-read-Slack-data-exports (the files), and
https://api.slack.com/events/message and https://api.slack.com/reference/surfaces/formatting (a message and its text).
"""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.errors import PmctlError
from pmctl.incidents.model import Entry, Incident, Link, Person
from pmctl.incidents.reader import has_keys, in_order, names, people
from pmctl.incidents.values import web_address

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pmctl.incidents.values import Value

NAME: Final = "Slack"

TABLES: Final = ("users.json", "channels.json", "groups.json")
"""What stands beside the folders of the channels; groups are private channels."""

_SPOKEN: Final = frozenset({"thread_broadcast", "me_message", "file_share"})
"""The subtypes of messages that a person wrote; the others tell of joins, topics, bots and the like."""

_ENTITIES: Final = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
_LONGEST_TITLE: Final = 120
_MOST_NAMED: Final = 8


class _Channel(NamedTuple):
    """Where the messages come from; the address ends where the number of a message begins."""

    name: str | None = None
    id: str | None = None
    title: str | None = None


def recognises(data: object) -> bool:
    """Return whether these are messages of Slack's: a list, the answer of the API, or the files of an export."""
    if isinstance(data, dict):
        return has_keys(data, "messages") or any(map(is_day, data))
    return isinstance(data, list) and bool(data) and has_keys(data[0], "ts", "type")


def is_day(path: str) -> bool:
    """Return whether a path, with forward slashes, is that of a channel's messages of one day."""
    return _day().fullmatch(path.rpartition("/")[2]) is not None


def read(export: Value) -> Incident:
    """Return what was said in the channel.

    Raises:
        PmctlError: the export holds several channels.
    """
    channel = _channel(export)
    users = export.at("users.json").items() if _is_many(export) else ()
    persons = {user.at("id").text() or "": _person(user) for user in users}
    messages = [message for message in _messages(export) if _is_spoken(message)]
    domain = next((found for message in messages if (found := _domain(message))), None)
    home = web_address(f"https://{domain}/archives/{channel.id}") if domain and channel.id else None
    entries = [entry for message in messages if (entry := _entry(message, persons, home)) is not None]
    return Incident(
        source=NAME,
        title=channel.title,
        participants=people(_author(message, persons) for message in messages),
        links=(Link(f"#{channel.name}", home),) if home else (),
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


def _channel(export: Value) -> _Channel:
    """Return the one channel of an export, with what the tables of channels say of it."""
    if not _is_many(export) or not isinstance(export.data, dict):
        return _Channel()
    found = names(path.rpartition("/")[0] for path in export.data if is_day(path))
    if len(found) > 1:
        some = ", ".join([*found[:_MOST_NAMED], *(["…"] if len(found) > _MOST_NAMED else [])])
        hint = "Unpack it, and name the folder of one channel."
        raise PmctlError(f"the export holds {len(found):,} channels: {some}", hint=hint)
    name = found[0] if found else None
    known = [row for table in TABLES[1:] for row in export.at(table).items() if row.at("name").data == name]
    if not known:
        return _Channel(name=name, title=_spaced(name))
    topics = (known[0].at(key, "value").text() for key in ("topic", "purpose"))
    title = next((plain_text(topic, {})[:_LONGEST_TITLE] for topic in topics if topic), None) or _spaced(name)
    return _Channel(name=name, id=known[0].at("id").text(), title=title)


def _spaced(name: str | None) -> str | None:
    """Return the words of a channel's name, without what stands before them in that of an incident's channel."""
    words = [word for word in re.split(r"[-_]", name or "") if word]
    while words and (words[0].isdecimal() or words[0] in {"inc", "incident"}):
        words = words[1:]
    return " ".join(words).capitalize() or None


def _is_spoken(message: Value) -> bool:
    """Return whether a person wrote it; what a bot wrote counts where somebody marked it."""
    if message.at("hidden").is_true():
        return False
    subtype = message.at("subtype").text()
    is_bot = subtype == "bot_message" or (subtype is None and message.at("bot_id").data is not None)
    return _is_marked(message) if is_bot else subtype is None or subtype in _SPOKEN


def _is_marked(message: Value) -> bool:
    return bool(message.at("pinned_to").data) or bool(message.at("reactions").data)


def _entry(message: Value, persons: Mapping[str, Person | None], home: str | None) -> Entry | None:
    at = message.at("ts").unix_time()
    text = plain_text(message.at("text").text() or "", persons) or _files(message)
    if at is None or not text:
        return None
    author = _author(message, persons)
    thread, own = message.at("thread_ts").text(), message.at("ts").text()
    is_reply = thread is not None and thread != own
    return Entry(
        at=at,
        text=text,
        who=author.name if author else None,
        link=message.at("permalink").url() or _permalink(home, own, thread if is_reply else None),
        is_quote=True,
        rank=0 if _is_marked(message) else 2 if is_reply else 1,
    )


def _permalink(home: str | None, own: str | None, thread: str | None) -> str | None:
    if home is None or own is None:
        return None
    channel = home.rpartition("/")[2]
    place = f"?thread_ts={thread}&cid={channel}" if thread else ""
    return web_address(f"{home}/p{own.replace('.', '')}{place}")


def _files(message: Value) -> str:
    titles = (file.at("title").text() or file.at("name").text() for file in message.at("files").items())
    return ", ".join(f"file {title}" for title in titles if title)


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
    """Return the workspace's domain, which only links into it tell."""
    addresses = (message.at("permalink"), *(file.at("permalink") for file in message.at("files").items()))
    for address in (*(value.text() for value in addresses), message.at("text").text()):
        if found := _workspace().search(address or ""):
            return found[1]
    return None


def plain_text(text: str, persons: Mapping[str, Person | None]) -> str:
    """Return the words of a message: who and what is mentioned by name, links by their words, no marks of code."""
    text = _mention().sub(partial(_named, persons), text).replace("```", " ")
    for entity, character in _ENTITIES:
        text = text.replace(entity, character)
    return text.strip()


def _named(persons: Mapping[str, Person | None], found: re.Match[str]) -> str:
    kind, target, label = found["kind"], found["target"], found["label"]
    if kind == "@":
        person = persons.get(target)
        return person.name if person else label or target
    if kind == "!":
        return (label or target.partition("^")[0]).lstrip("@")
    return f"#{label or target}" if kind == "#" else label or target


@cache
def _day() -> re.Pattern[str]:
    return re.compile(r"\d{4}-\d{2}-\d{2}\.json", re.ASCII)


@cache
def _workspace() -> re.Pattern[str]:
    return re.compile(r"https://([a-z0-9-]{1,63}(?:\.enterprise)?\.slack\.com)/(?:archives|files)/")


@cache
def _mention() -> re.Pattern[str]:
    return re.compile(r"<(?P<kind>[@#!]?)(?P<target>[^<>|\s]{1,2000})(?:\|(?P<label>[^<>\n]{0,500}))?>")
