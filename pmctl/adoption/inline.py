"""Markdown's words without its marks: a title or a name as a reader of the web page sees it."""

from __future__ import annotations

from typing import Final

from pmctl.postmortem.patterns import lazy_pattern

LONGEST: Final = 2_000
"""More characters than any fact has; what follows is not read."""

_COMMENT: Final = lazy_pattern(r"<!--.*?(?:-->|$)")
_LINK: Final = lazy_pattern(r"!?\[([^\[\]]{0,400})\](?:\([^()\s]{0,1000}(?:\s[^()]{0,400})?\)|\[[^\[\]]{0,100}\])")
_WIKI_LINK: Final = lazy_pattern(r"\[\[(?:[^\[\]|]{0,200}\|)?([^\[\]|]{1,200})\]\]")
_ADDRESS: Final = lazy_pattern(r"<((?:https?://|mailto:)[^\s<>]{1,1000})>")
_TAG: Final = lazy_pattern(r"</?[A-Za-z][^<>]{0,400}>")
_ATTRIBUTES: Final = lazy_pattern(r"\s*\{[#.:][^{}]{0,200}\}\s*$")
_EMPHASIS: Final = lazy_pattern(r"\*+(?=\S)|(?<=\S)\*+|(?<![\w\\])_+(?=\S)|(?<=\S)_+(?!\w)|~~")
_CODE: Final = lazy_pattern(r"`+([^`]+)`+")
_ESCAPE: Final = lazy_pattern(r"\\([!-/:-@\[-`{-~])")
_HIDDEN: Final = 0xF100
"""Added to the code of a character that is meant to the letter, it gives one that nobody uses."""

_MEANT: Final = lazy_pattern("[\uf121-\uf17e]")
_MARKED: Final = lazy_pattern(r"[*_`~<>&\[\]\\{]")


def plain(markdown: str) -> str:
    """Return the words of one line of Markdown, with single blanks between them; a link is its text."""
    text = markdown[:LONGEST]
    if _MARKED.search(text):
        text = _ATTRIBUTES.sub("", _COMMENT.sub(" ", text))
        pieces = _CODE.split(text)
        # What stands between backticks is meant to the letter.
        text = "".join(piece if index % 2 else _unmarked(piece) for index, piece in enumerate(pieces))
    return " ".join(text.split())


def _unmarked(text: str) -> str:
    text = _ESCAPE.sub(lambda found: chr(_HIDDEN + ord(found[1])), text)
    text = _WIKI_LINK.sub(r"\1", _ADDRESS.sub(r"\1", text))
    text = _EMPHASIS.sub("", _TAG.sub("", _LINK.sub(r"\1", text)))
    text = _MEANT.sub(lambda found: chr(ord(found[0]) - _HIDDEN), text.replace("`", ""))
    if "&" in text:
        from html import unescape  # noqa: PLC0415 - its table of names is long, and few facts need it

        return unescape(text)
    return text
