"""What a message of Slack's says: its words without Slack's marks, where they lead, and how much of a paste is kept.

Source: https://api.slack.com/reference/surfaces/formatting and, of blocks, https://api.slack.com/reference/block-kit.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache, partial
from typing import TYPE_CHECKING, Final

from pmctl.incidents.model import Link
from pmctl.incidents.values import web_address
from pmctl.postmortem.shown import whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pmctl.incidents.model import Person

MOST_LINES: Final = 12
"""How many lines of a message are kept: what is longer is a log or a paste, which nobody reads in a table."""

_MOST_CODE: Final = 3
"""How many lines of a block of code are kept, in a message that has no room for all of it."""

_FENCE: Final = "```"
_ENTITIES: Final = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
_DEPTH: Final = 6
"""How deep the texts of blocks may lie: those of a list in rich text lie four deep."""

_LONGEST_SECONDS: Final = 10
_LONGEST_MARKED: Final = 2_000
_MENTION: Final = (
    r"<(?P<kind>[@#!]?)(?P<target>[^<>|\s]{1,2000}|(?<=<!)date\^[^<>|\n]{1,2000})(?:\|(?P<label>[^<>\n]{0,500}))?>"
)


def plain_text(text: str, persons: Mapping[str, Person | None]) -> str:
    """Return the words of a message: who and what is mentioned by name, links by their words, no marks.

    Struck words are called so: without their marks they would say what was taken back.
    """
    words = (
        (_mention() if is_code else _mark()).sub(partial(_named, persons), piece) for piece, is_code in _pieces(text)
    )
    return _unescaped(" ".join(words)).strip()


def shortened_paste(text: str) -> str:
    """Return the source of a message without the later lines of its code, and of itself, if it has too many lines."""
    if text.count("\n") < MOST_LINES:
        return text
    pieces = [_first(piece, _MOST_CODE) if is_code else piece for piece, is_code in _pieces(text)]
    return _first(" ".join(pieces), MOST_LINES)


def text_of_blocks(blocks: object) -> str:
    """Return the texts of the blocks that a message is laid out in, in their order, as the source of a message."""
    return "\n".join(_block_texts(blocks, _DEPTH))


def links_of(text: str) -> Iterator[Link]:
    """Yield where the words lead that stand for an address in a message."""
    for found in _mention().finditer(text):
        url = None if found["kind"] else web_address(_unescaped(found["target"]))
        if url and (label := _unescaped(found["label"] or "").strip()):
            yield Link(label, url)


def mentioned(text: str) -> Iterator[str]:
    """Yield the ids of the people whom a message mentions without their names."""
    return (found["target"] for found in _mention().finditer(text) if found["kind"] == "@" and not found["label"])


def _block_texts(found: object, depth: int) -> Iterator[str]:
    if isinstance(found, list):
        for one in found:
            yield from _block_texts(one, depth)
    elif isinstance(found, dict) and depth:
        kind, text = found.get("type"), found.get("text")
        if kind == "user":
            yield f"<@{found.get('user_id')}>"
        elif kind == "link":
            yield f"<{found.get('url')}|{text}>" if isinstance(text, str) else f"<{found.get('url')}>"
        elif isinstance(text, str):
            yield whole(text)
        for key in ("text", "fields", "elements"):
            if isinstance(found.get(key), dict | list):
                yield from _block_texts(found[key], depth - 1)


def _pieces(text: str) -> list[tuple[str, bool]]:
    """Return the pieces of a message between the marks of blocks of code, and whether each is such a block."""
    pieces = text.split(_FENCE)
    last = len(pieces) - 1
    return [(piece, bool(number % 2) and number < last) for number, piece in enumerate(pieces)]


def _first(text: str, most: int) -> str:
    lines = text.strip("\n").split("\n")
    left = len(lines) - most
    if left <= 0:
        return text
    return "\n".join([*lines[:most], f"… ({left:,} more {'line' if left == 1 else 'lines'})", ""])


def _unescaped(text: str) -> str:
    for entity, character in _ENTITIES:
        text = text.replace(entity, character)
    return text


def _named(persons: Mapping[str, Person | None], found: re.Match[str]) -> str:
    if found.lastgroup == "code":
        return found["code"]
    if found.lastgroup in {"loud", "leaning", "struck"}:
        words = _mark().sub(partial(_named, persons), found[found.lastgroup])
        return f"(struck: {words})" if found.lastgroup == "struck" else words
    kind, target, label = found["kind"], found["target"], found["label"]
    if kind == "@":
        person = persons.get(target)
        return person.name if person else label or target
    if kind == "!":
        return (label or _unlabelled(target)).lstrip("@")
    return f"#{label or target}" if kind == "#" else label or target


def _unlabelled(target: str) -> str:
    """Return what a mention such as ``<!here>`` says: of a group its id, of a time the time in UTC."""
    kind, _, what = target.partition("^")
    seconds = what.partition("^")[0]
    if kind == "date" and seconds.isascii() and seconds.isdecimal() and len(seconds) <= _LONGEST_SECONDS:
        return f"{dt.datetime.fromtimestamp(int(seconds), dt.UTC):%Y-%m-%d %H:%M UTC}"
    return seconds if kind == "subteam" and seconds else kind


@cache
def _mention() -> re.Pattern[str]:
    return re.compile(_MENTION)


@cache
def _mark() -> re.Pattern[str]:
    """Return what finds a mention, or words between marks, as Slack reads them: no mark stands within a word."""
    marks = (
        rf"(?<![\w{mark}]){mark}(?=[^\s{mark}])(?P<{name}>[^{mark}\n]{{1,{_LONGEST_MARKED}}})(?<!\s){mark}(?![\w{mark}])"
        for mark, name in ((r"\*", "loud"), ("_", "leaning"), ("~", "struck"))
    )
    return re.compile("|".join([_MENTION, rf"`(?P<code>[^`\n]{{1,{_LONGEST_MARKED}}})`", *marks]))
