"""Inline Markdown of an action item as plain words, in which the links can still be found."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from pmctl.adoption.actions_statuses import sign_names
from pmctl.adoption.emphasis import without_emphasis, without_tags
from pmctl.postmortem.shown import printable

LONGEST: Final = 4000
"""How many characters of one item are read: nobody promises at such length, and it bounds what a hostile one costs."""

# Characters of a private use area stand in for what must survive until the words are read: where a link begins, which
# one ends, and the characters of code, which are not marks.
_LINK_START: Final = "\ue0ff"
_FIRST_LINK: Final = 0xE100
_MOST_LINKS: Final = 500
_MARKS: Final = "*_~[]<>&\\"
_HIDE: Final = {ord(mark): 0xE000 + index for index, mark in enumerate(_MARKS)}
_SHOW: Final = {hidden: mark for mark, hidden in _HIDE.items()}
_NO_MARKERS: Final = {
    **dict.fromkeys(range(_FIRST_LINK, _FIRST_LINK + _MOST_LINKS)),
    ord(_LINK_START): None,
}


class Words(NamedTuple):
    """The words of an item: `text` holds a sign at either end of each link, whose address is one of `links`."""

    text: str
    links: tuple[str, ...] = ()

    def link_at_end(self, text: str) -> tuple[int, str] | None:
        """Return where the link begins with which `text` ends, and its address, or None."""
        index = ord(text[-1]) - _FIRST_LINK if text else -1
        start = text.rfind(_LINK_START)
        return (start, self.links[index]) if 0 <= index < len(self.links) and start >= 0 else None

    def link_at_start(self, text: str) -> tuple[int, str] | None:
        """Return where the link ends with which `text` begins, and its address, or None."""
        if not text.startswith(_LINK_START):
            return None
        for offset, char in enumerate(text):
            index = ord(char) - _FIRST_LINK
            if 0 <= index < len(self.links):
                return offset + 1, self.links[index]
        return None

    def links_in(self, text: str) -> tuple[str, ...]:
        """Return the addresses of the links that end in `text`, a part of the words, in order."""
        return tuple(
            self.links[ord(char) - _FIRST_LINK] for char in text if 0 <= ord(char) - _FIRST_LINK < len(self.links)
        )


def words_of(source: str) -> Words:
    """Return the words of inline Markdown, on one line; what is struck is left out where there is anything else."""
    source = source[:LONGEST].translate(_NO_MARKERS)
    if not _mark().search(source):
        return Words(" ".join(source.split()))
    links: list[str] = []

    def replace(found: re.Match[str]) -> str:
        return _replacement(found, links)

    text = _markup().sub(replace, source)
    if "~" in text:
        current = _struck().sub(" ", text)
        text = (current if _word().search(current) else text).replace("~~", "")
    text = without_emphasis(text)
    if "&" in text:
        from html import unescape  # noqa: PLC0415 - its table of names is long, and few items need it

        text = unescape(text)
    return Words(" ".join(text.translate(_SHOW).split()), tuple(links))


def shown(text: str) -> str:
    """Return a part of `Words.text` as people read it."""
    text = text.translate(_NO_MARKERS)
    return printable(" ".join(unlinked(text).split()))


def unlinked(text: str) -> str:
    """Return words with the links of wikis as what these show."""
    return _wiki_link().sub(lambda found: found["alias"] or found["name"], text) if "[[" in text else text


def plain(source: str) -> str:
    """Return inline Markdown as people read it, on one line."""
    return shown(words_of(source).text)


def _replacement(found: re.Match[str], links: list[str]) -> str:
    match found.lastgroup:
        case "escape":
            return found["escape"].translate(_HIDE)
        case "code":
            return found["code"].strip().translate(_HIDE)
        case "label" | "url" | "ref":
            text, url = found["label"], found["url"]
            return _linked(_markup().sub(lambda inner: _replacement(inner, []), text), url, links)
        case "auto":
            return _linked(found["auto"], found["auto"], links)
        case "sign":
            return sign_names().get(found["sign"].lower(), found[0])
        case "user":
            return f"@{found['user']}"
        case "tick":
            return "✅"
        case "newline":
            return " , " if found.string[found.end() :][:1] == "@" else " "
        case "tag":
            return "~~" if _strikes().match(found[0]) else without_tags(found[0]).translate(_HIDE)
        case "prompt" | "image" | "comment" | "braces":
            return " " if found.lastgroup == "comment" else ""
        case _:  # pragma: no cover
            raise AssertionError


def with_tildes(source: str) -> str:
    """Return inline Markdown in which what HTML strikes is struck by tildes."""
    return _strikes().sub("~~", source) if "<" in source else source


def is_struck(source: str) -> bool:
    """Return whether nothing of inline Markdown is left but what is struck."""
    text = with_tildes(source[:LONGEST])
    return "~" in text and bool(_word().search(text)) and not _word().search(_struck().sub(" ", text))


def _linked(text: str, url: str | None, links: list[str]) -> str:
    if not url or len(links) >= _MOST_LINKS:
        return text
    links.append(url)
    return f"{_LINK_START}{text}{chr(_FIRST_LINK + len(links) - 1)}"


@cache
def _markup() -> re.Pattern[str]:
    # All repetitions are bounded, since the opening of any of these may be repeated without an end.
    return re.compile(
        r"""
        \\(?P<escape>[!-/:-@\[-`{-~])
        | (?<!`)(?P<ticks>`++)(?P<code>[^`]{1,1000})(?P=ticks)(?!`)
        | (?P<image>!\[[^\[\]]{0,300}\]\([^()\s]{0,1000}\))
        | \[(?P<label>[^\[\]]{1,400})\](?:\(<?(?P<url>[^()\s<>]{1,1000}(?:\([^()\s]{0,200}\)[^()\s<>]{0,300})?)>?
            (?:\s+"[^"]{0,200}")?\) | (?P<ref>\[[^\[\]]{0,200}\]))
        | (?P<prompt>\[(?i:links?\ to|insert|describe|your|enter|add|fill\ in|name\ of|date\ of)
            \s[^\[\]]{1,100}\](?!\())
        | \[~(?P<user>[A-Za-z][\w.-]{1,60})\]
        | (?<!\S)(?P<tick>\(/\))(?!\S)
        | <(?P<auto>(?:https?://|mailto:)[^<>\s]{1,1000}|[^<>\s@/]{1,100}@[^<>\s@]{1,200})>
        | (?P<comment><!--.{0,2000}?(?:-->|\Z))
        | (?P<newline><br\s{0,3}/?>)
        | (?P<tag></?[A-Za-z][^<>]{0,300}>)
        | (?P<braces>\{\{\s?|\s?\}\})
        | (?<!\w):(?P<sign>[a-z_]{1,30}):(?!\w)
        """,
        re.VERBOSE | re.DOTALL,
    )


@cache
def _wiki_link() -> re.Pattern[str]:
    return re.compile(r"\[\[(?P<name>[^\[\]|]{1,100})(?:\|(?P<alias>[^\[\]|]{1,100}))?\]\]")


@cache
def _mark() -> re.Pattern[str]:
    return re.compile(r"[\\`\[<{:*_~&]|\}\}|\(/\)")


@cache
def _struck() -> re.Pattern[str]:
    # A single tilde strikes as well where it touches the words; "~5 min", "~/.config" and "a~b" are none.
    return re.compile(r"~~(?!~)[^~]{1,1000}~~|(?<![\w~/])~(?![\s~/])[^~\n]{1,300}(?<![\s/-])~(?![\w~/])")


@cache
def _strikes() -> re.Pattern[str]:
    return re.compile(r"</?(?:del|s|strike)\b[^<>]{0,300}>", re.IGNORECASE)


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W_]")
