"""Markdown's words without its marks: a title or a name as a reader of the web page sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pmctl.adoption.emphasis import without_emphasis, without_struck, without_tags
from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    import re

LONGEST: Final = 2_000
"""More characters than any fact has; what follows is not read."""

_LINK: Final = lazy_pattern(r"!?\[([^\[\]]{0,400})\](?:\([^()\s]{0,1000}(?:\s[^()]{0,400})?\)|\[[^\[\]]{0,100}\])")
_WIKI_LINK: Final = lazy_pattern(r"\[\[(?:[^\[\]|]{0,200}\|)?([^\[\]|]{1,200})\]\]")
_ADDRESS: Final = lazy_pattern(r"<((?:https?://|mailto:)[^\s<>]{1,1000})>")
_ATTRIBUTES: Final = lazy_pattern(r"\s*\{[#.:][^{}]{0,200}\}\s*$")
_LITERAL: Final = lazy_pattern(r"\\([!-/:-@\[-`{-~])|(?<!`)(?P<ticks>`+)(?!`)([^`]+)(?P=ticks)(?!`)|<!--.*?(?:-->|$)")
_SIGN: Final = lazy_pattern(r"[!-/:-@\[-`{-~]")
_ROLE: Final = lazy_pattern(r"(?<![\w:]):[A-Za-z][\w.+-]{0,30}(?::[\w-]{1,30})?:(?=`)")
_RST_LINK: Final = lazy_pattern(r"`([^`<>]{1,400}?)\s*<[^`<>]{1,1000}>`__?(?!\w)")
"""Code and links as reStructuredText has them: :file:`/etc/hosts`, `text <address>`_."""

_HIDDEN: Final = 0xF100
"""Added to the code of a character that is meant to the letter, it gives one that nobody uses."""

_MEANT: Final = lazy_pattern("[\uf121-\uf17e]")
_MARKED: Final = lazy_pattern(r"[*_`~<>&\[\]\\{]")


def plain(markdown: str, *, longest: int = LONGEST) -> str:
    """Return the words of one line of Markdown, with single blanks between them; a link is its text.

    What is struck through is not among them, nor what follows the first `longest` characters.
    """
    text = markdown[:longest]
    if not _MARKED.search(text):
        return " ".join(text.split())
    if "`" in text:
        text = _RST_LINK.sub(r"\1", _ROLE.sub("", text))
    # What stands between backticks, or behind a backslash, is meant to the letter: no comment begins there.
    text = _LITERAL.sub(lambda found: _SIGN.sub(_hidden, found[1] or found[3] or " "), text)
    text = _WIKI_LINK.sub(r"\1", _ADDRESS.sub(r"\1", _ATTRIBUTES.sub("", text)))
    text = without_emphasis(without_tags(without_struck(_LINK.sub(r"\1", text)))).replace("`", "")
    if "&" in text:
        from html import unescape  # noqa: PLC0415 - its table of names is long, and few facts need it

        text = unescape(text)
    return " ".join(_MEANT.sub(lambda found: chr(ord(found[0]) - _HIDDEN), text).split())


def _hidden(sign: re.Match[str]) -> str:
    return chr(_HIDDEN + ord(sign[0]))
