"""Links as people write them into the tools: in Slack's notation and in Markdown's."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pmctl.incidents.model import Link
from pmctl.incidents.values import web_address

if TYPE_CHECKING:
    from collections.abc import Callable


def with_titles(text: str, most: int) -> tuple[str, tuple[Link, ...]]:
    """Return `text` with the titles of its links in place of their notation, and where those lead to.

    A link without a title, or with an address for one, leaves its address behind; one beyond so many leaves both.
    """
    links: list[Link] = []

    def title(link: Link) -> str:
        if "://" in link.title:
            return link.url
        if len(links) >= most:
            return f"{link.title} ({link.url})"
        links.append(link)
        return link.title

    return _replaced(text, title), tuple(links)


def with_addresses(text: str) -> str:
    """Return `text` with the title of each link, and its address in brackets behind it."""
    return _replaced(text, lambda link: link.url if "://" in link.title else f"{link.title} ({link.url})")


def _replaced(text: str, words: Callable[[Link], str]) -> str:
    def of(found: re.Match[str]) -> str:
        url = web_address(found["page"] or found["address"].replace("&amp;", "&"))
        title = " ".join((found["title"] or found["label"] or "").split())
        return words(Link(title or url, url)) if url else found[0]

    return _notation().sub(of, text)


@cache
def _notation() -> re.Pattern[str]:
    """Return what finds ``<https://example.com|title>`` and ``[title](https://example.com)``."""
    return re.compile(
        r"<(?P<address>https?://[^\s<>|]{1,2000})(?:\|(?P<label>[^<>\n]{0,500}))?>"
        r"|!?\[(?P<title>[^\[\]\n]{1,500})\]\(<?(?P<page>https?://(?:[^\s()<>]|\([^\s()<>]{0,200}\)){1,2000})>?\)",
        re.IGNORECASE,
    )
