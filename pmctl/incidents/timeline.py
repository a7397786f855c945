"""The entries of an export as the table that a Timeline section holds."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.incidents.bounds import LONGEST_NAME, MOST_LINKS
from pmctl.incidents.decisive import is_decisive
from pmctl.incidents.model import Link, Weight
from pmctl.incidents.values import web_address
from pmctl.incidents.written_links import with_titles
from pmctl.postmortem.shown import markdown_table, markdown_text, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pmctl.incidents.model import Entry

MOST: Final = 60
"""How many entries a timeline is given: more than that nobody reads, and nobody corrects."""

_LONGEST_ADDRESS: Final = 50

_QUOTES: Final = str.maketrans("“”„", "''‘")


def chosen(entries: Sequence[Entry], most: int = MOST) -> tuple[Entry, ...]:
    """Return at most so many entries, in their order: the first and the last, and of the others those that matter most.

    That is what somebody marked, then what somebody reacted to or what decided something, then the usual, then the
    rest. Where one of these has more than fit, they are spread evenly over the time that they took.

    Args:
        entries: by time.
        most: two or more.
    """
    if len(entries) <= most:
        return tuple(entries)
    taken = {0, len(entries) - 1}
    levels: dict[Weight, list[int]] = {weight: [] for weight in Weight}
    for place, entry in enumerate(entries[1:-1], 1):
        levels[_weight(entry)].append(place)
    for level in levels.values():
        taken |= _spread(entries, level, most - len(taken))
    return tuple(entries[place] for place in sorted(taken))


def _weight(entry: Entry) -> Weight:
    return Weight.NOTED if entry.weight > Weight.NOTED and is_decisive(entry.text) else entry.weight


def _spread(entries: Sequence[Entry], places: list[int], room: int) -> set[int]:
    """Return at most `room` of the places: the first in each stretch of time, and as long as there is room, again."""
    picked: set[int] = set()
    while places and (left := room - len(picked)) > 0:
        start = entries[places[0]].at.timestamp()
        span = entries[places[-1]].at.timestamp() - start
        first: dict[int, int] = {}
        for index, place in enumerate(places):
            passed = (entries[place].at.timestamp() - start) / span if span else index / len(places)
            first.setdefault(min(int(passed * left), left - 1), place)
        picked |= set(first.values())
        places = [place for place in places if place not in picked]
    return picked


def timeline_table(entries: Iterable[Entry]) -> str:
    """Return a table with a row for each entry, its time in UTC, and seconds where any of them has some."""
    entries = tuple(entries)
    clock = "%H:%M:%S" if any(entry.at.second for entry in entries) else "%H:%M"
    rows = ((f"{entry.at:%Y-%m-%d {clock}}", event_text(entry)) for entry in entries)
    return markdown_table(("Time (UTC)", "Event"), rows)


def event_text(entry: Entry) -> str:
    """Return what an entry tells as Markdown on one line: the words of a person are a quotation, with the name.

    The first few of its addresses are links; those that its words have no place for stand behind them.
    """
    return _told(entry, shortened(entry.who or "", LONGEST_NAME))


def event_without_name(entry: Entry) -> str:
    """Return the same where the name of the person stands elsewhere."""
    return _told(entry, "")


def _told(entry: Entry, who: str) -> str:
    told, links = _with_short_addresses(entry)
    text = one_line(told)
    if entry.who and entry.is_quote:
        links = tuple(Link(link.title.translate(_QUOTES), link.url) for link in links)
        words, left = _linked(text.translate(_QUOTES), links)
        words = f"{markdown_text(who)}: “{words}”" if who else f"“{words}”"
    else:
        words, left = _linked(text, links)
        words = f"{words} ({markdown_text(who)})" if who and who not in text else words
    behind = [*left, *([Link("link", entry.link)] if entry.link else [])]
    return f"{words} ({', '.join(map(markdown_link, behind))})" if behind else words


def _with_short_addresses(entry: Entry) -> tuple[str, tuple[Link, ...]]:
    """Return the text with addresses that a reader can take in, and where they and its other links lead to."""
    links = list(entry.links[:MOST_LINKS])
    text, others = with_titles(entry.text, MOST_LINKS - len(links))
    links += others

    def short(found: re.Match[str]) -> str:
        written = found[0].rstrip(".,;:!?'*_" if "(" in found[0] else ".,;:!?'*_)")
        url = web_address(written)
        if url is None or len(links) >= MOST_LINKS:
            return found[0]
        title = url.partition("://")[2]
        title = title if len(title) <= _LONGEST_ADDRESS else f"{title[:_LONGEST_ADDRESS]}…"
        links.append(Link(title, url))
        return title + found[0][len(written) :]

    return _addresses().sub(short, text), tuple(links)


def _linked(text: str, links: Iterable[Link]) -> tuple[str, list[Link]]:
    """Return `text` as Markdown in which the titles of links lead there, and the links of which it has no title."""
    escaped = markdown_text(text)
    waiting: dict[str, list[Link]] = {}
    for link in links:
        title = markdown_text(shortened(link.title, LONGEST_NAME))
        waiting.setdefault(title, []).append(link)

    def linked(found: re.Match[str]) -> str:
        links = waiting[found[0]]
        return f"[{found[0]}](<{_escaped(links.pop(0).url)}>)" if links else found[0]

    titles = "|".join(re.escape(title) for title in sorted(waiting, key=len, reverse=True) if title)
    if titles:
        escaped = re.sub(rf"(?<!\w)(?:{titles})(?!\w)", linked, escaped)
    return escaped, [link for links in waiting.values() for link in links]


def markdown_link(link: Link) -> str:
    """Return a link as Markdown that can stand in a table."""
    return f"[{markdown_text(shortened(link.title, LONGEST_NAME))}](<{_escaped(link.url)}>)"


def shortened(text: str, most: int) -> str:
    """Return `text` on one line, cut behind a word where it has more than so many characters."""
    line = one_line(text)
    if len(line) <= most:
        return line
    return f"{line[:most].rpartition(' ')[0] or line[:most]}…"


def one_line(text: str) -> str:
    """Return the words of `text` with one blank between them, without what a terminal would act on."""
    return " ".join(printable(text).split())


def _escaped(url: str) -> str:
    """Return an address that neither a table nor a link ends too early in."""
    return printable(url).replace("|", "%7C").replace("\\", "%5C")


@cache
def _addresses() -> re.Pattern[str]:
    return re.compile(r"\bhttps?://[^\s<>|\"“”]+", re.IGNORECASE)
