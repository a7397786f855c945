"""The entries of an export as the table that a Timeline section holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pmctl.postmortem.shown import markdown_table, markdown_text, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pmctl.incidents.model import Entry

MOST: Final = 60
"""How many entries a timeline is given: more than that nobody reads, and nobody corrects."""

_LONGEST_EVENT: Final = 280
"""In characters; the prose of what somebody said is found to be a quotation up to twice as far."""

_LONGEST_NAME: Final = 80

_QUOTES: Final = str.maketrans("“”„", "''‘")


def chosen(entries: Sequence[Entry], most: int = MOST) -> tuple[Entry, ...]:
    """Return at most so many entries, in their order: those that somebody marked, then the usual, then the rest."""
    ranked = sorted(enumerate(entries), key=lambda item: item[1].rank)[:most]
    return tuple(entry for _, entry in sorted(ranked, key=lambda item: item[0]))


def timeline_table(entries: Iterable[Entry]) -> str:
    """Return a table with a row for each entry, its time in UTC, and seconds where any of them has some."""
    entries = tuple(entries)
    clock = "%H:%M:%S" if any(entry.at.second for entry in entries) else "%H:%M"
    rows = ((f"{entry.at:%Y-%m-%d {clock}}", event_text(entry)) for entry in entries)
    return markdown_table(("Time (UTC)", "Event"), rows)


def event_text(entry: Entry) -> str:
    """Return what an entry tells as Markdown on one line: the words of a person are a quotation, with the name."""
    text = shortened(entry.text, _LONGEST_EVENT)
    who = shortened(entry.who or "", _LONGEST_NAME)
    if who and entry.is_quote:
        text = f"{who}: “{text.translate(_QUOTES)}”"
    elif who and who not in text:
        text = f"{text} ({who})"
    link = f" ([link](<{_escaped(entry.link)}>))" if entry.link else ""
    return f"{markdown_text(text)}{link}"


def shortened(text: str, most: int) -> str:
    """Return `text` on one line, cut behind a word where it has more than so many characters."""
    line = " ".join(printable(text).split())
    if len(line) <= most:
        return line
    return f"{line[:most].rpartition(' ')[0] or line[:most]}…"


def _escaped(url: str) -> str:
    """Return an address that neither a table nor a link ends too early in."""
    return printable(url).replace("|", "%7C").replace("\\", "%5C")
