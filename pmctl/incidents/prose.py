"""Prose that people wrote elsewhere, as Markdown: its paragraphs and lists stay, and all else in it is only words."""

from __future__ import annotations

import re
from functools import cache

from pmctl.incidents.written_links import with_addresses
from pmctl.postmortem.shown import markdown_text


def markdown_prose(text: str) -> str:
    """Return the paragraphs and the lists of `text`, one level deep, without anything else that Markdown acts on.

    A link leaves its title, and its address in brackets behind it.

    No line of it is a heading, a rule, a table, code, a comment or HTML; there is no blank line at its ends, and
    no two of them in a row.
    """
    lines: list[str] = []
    for line in map(_line, with_addresses(text).splitlines()):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).rstrip()


def _line(written: str) -> str:
    """Return a line, or an item of a list; what looks like the mark of another item within it is none."""
    found = _item().match(written)
    if found is None:
        return _plain(written)
    mark = "-" if found["bullet"] else f"{found['number']}."
    return f"{mark} {_plain(written[found.end() :])}"


def _plain(written: str) -> str:
    """Return words with which no list begins, no underline of a heading, and no rule."""
    return _beginning().sub(r"\1\\", markdown_text(written), count=1)


@cache
def _item() -> re.Pattern[str]:
    return re.compile(r"\s*(?:(?P<bullet>[-*+•])|(?P<number>\d{1,3})[.)])\s+(?=\S)", re.ASCII)


@cache
def _beginning() -> re.Pattern[str]:
    return re.compile(r"^(?:(\d{1,9})(?=[.)])|(?=[-+=]))", re.ASCII)
