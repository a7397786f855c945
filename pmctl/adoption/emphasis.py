"""Marks of emphasis, struck text and tags in a line of Markdown, told apart from characters that are meant."""

from __future__ import annotations

import re
from typing import Final

from pmctl.postmortem.patterns import lazy_pattern

_RUN: Final = lazy_pattern(r"\*+|_+")
_STRUCK: Final = lazy_pattern(
    r"~~(?=[^\s~])[^~]*+(?:~(?!~)[^~]*+)*+~~|<(?P<tag>del|strike|s)>[^<]{0,400}</(?P=tag)>", flags=re.IGNORECASE
)
_TAG: Final = lazy_pattern(r"</?(?P<name>[A-Za-z][\w:-]*)(?P<rest>[^<>]{0,400})>")
_TAGS_WORDS: Final = (
    "a abbr address article aside b bdi bdo big blockquote body br button caption center cite code col colgroup "
    "data dd del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 head header hr html i "
    "iframe img input ins kbd label li link main mark nav nobr ol p picture pre q s samp script section small "
    "source span strike strong style sub summary sup svg table tbody td tfoot th thead time tr tt u ul var video "
    "wbr"
)
_TAGS: Final = frozenset(_TAGS_WORDS.split())
"""The elements of HTML that people write in Markdown (WHATWG HTML, section 4); any other name is a word of theirs."""

_PUNCTUATION: Final = frozenset(
    "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~¡§«»¿‐‑–—―‘’“”„†‡•…‹›、。〈〉《》「」『』【】（），．：；！？"
)


def without_emphasis(text: str) -> str:
    """Return a line without the marks of its emphasis; ``2*3``, ``*.example.com`` and ``__init__.py`` keep theirs.

    The marks pair as CommonMark has it (0.31, section 6.2), save that letters on both sides of a single star, and paths
    and patterns of files around one, keep it from being a mark, and that two stars pair whatever they touch.
    """
    if "*" not in text and "_" not in text:
        return text
    taken: dict[int, int] = {}
    openers: dict[str, list[tuple[int, int]]] = {"*": [], "_": []}
    for run in _RUN.finditer(text):
        mark, start, length = run[0][0], run.start(), len(run[0])
        opens, closes = _can(text, run)
        stack = openers[mark]
        while closes and length and stack:
            place, left = stack.pop()
            used = min(left, length)
            length -= used
            taken[place + left - used] = used
            taken[start] = taken.get(start, 0) + used
            if left > used:
                stack.append((place, left - used))
            for other in openers.values():
                while other and other[-1][0] > place:
                    other.pop()
        if opens and length:
            stack.append((start + taken.get(start, 0), length))
    pieces, end = [], 0
    for place in sorted(taken):
        pieces.append(text[end:place])
        end = place + taken[place]
    return "".join([*pieces, text[end:]])


def _can(text: str, run: re.Match[str]) -> tuple[bool, bool]:
    """Whether a run of marks can open emphasis, and whether it can close it."""
    before, after = text[run.start() - 1 : run.start()] or " ", text[run.end() : run.end() + 2] or " "
    is_after_gap, is_before_gap = before.isspace(), after[0].isspace()
    opens = not is_before_gap and (after[0] not in _PUNCTUATION or is_after_gap or before in _PUNCTUATION)
    closes = not is_after_gap and (before not in _PUNCTUATION or is_before_gap or after[0] in _PUNCTUATION)
    if run[0][0] == "_":
        is_name = (after[0] in ".([/" and after[1:].isalnum()) or after.startswith("()")
        return opens and not before.isalnum(), closes and not after[0].isalnum() and not is_name
    is_path = before == "/" and after[0] in "/."
    around = before + after[0]
    if len(run[0]) == 1:
        is_pattern = after[0] == "." and after[1:].isalnum()
        is_inside = around.isascii() and before.isalnum() and after[0].isalnum()
        is_meant = is_path or is_pattern or is_inside
        return opens and not is_meant, closes and not is_meant
    is_meant = is_path or around.isdecimal()
    # Two stars are bold to their author wherever they stand: "**注意。**です" is bold in none but Markdown's eyes.
    return not is_before_gap and not is_meant, not is_after_gap and not is_meant


def without_struck(text: str) -> str:
    """Return a text without what is struck through: what it said once, and does not say any more."""
    return _STRUCK.sub(" ", text) if "~~" in text or "<" in text else text


def without_tags(text: str) -> str:
    """Return a text without the tags of HTML; ``<tenant>`` is a word, and stays."""
    return _TAG.sub(lambda tag: "" if is_tag(tag[0]) else tag[0], text) if "<" in text else text


def is_tag(text: str) -> bool:
    """Return whether ``<…>`` is a tag: an element of HTML, of XML with a prefix, or anything else with attributes."""
    found = _TAG.fullmatch(text)
    if found is None:
        return False
    name, rest = found["name"].casefold(), found["rest"]
    return name in _TAGS or ":" in name or "=" in rest or rest.endswith("/")
