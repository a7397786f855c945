"""Text that stands where somebody was meant to write: in a value of the front matter, or in the body.

The words and shapes are those that template authors leave behind: the defaults of public postmortem templates on
GitHub, Confluence and in the Google SRE book, and pmctl's own TODO.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD: Final = r"(?:TODO|TBD|TBA|TBC|FIXME|XXX+|CHANGE[ _-]?ME|REPLACE[ _-]?ME|FILL[ _-](?:ME[ _-])?IN|PLACEHOLDER)"
_STAMP: Final = (
    r"(?:(?:YYYY|\d{4})-(?:MM|\d{2})-(?:DD|\d{2})[ T])?HH:MM(?::(?:SS|\d{2}))?"
    r"|(?:YYYY|\d{4})-MM-DD|\d{4}-\d{2}-DD"
)
_BRACES: Final = r"(?<!\$)\{\{(?![<%$.#/\"'-]|\s*[.$\"'])[^{}\n]*\}\}"

_WHOLE_VALUE: Final = lazy_pattern(
    rf"""
    [*_`(~]* @?{_WORD} [*_`)~]* [:.!?…]*
    | [?.…*_–—-]+
    | @?<[^<>@/:=]+> | @?\[[^\[\]]+\] | \$?\{{+[^{{}}]+\}}+
    | @?your[ _-]?(?:name|handle|team)(?:[ _-]here)?
    | @?(?:handle|username|someone|somebody|nobody)
    | to\ be\ (?:determined|decided|defined|announced|confirmed|filled\ in)
    | (?:{_STAMP})(?:Z|\ ?UTC|\ ?[+-]\d\d:?\d\d)?
    | \d{{4}}-(?:\d\d|\?\?)-\?\?
    | lorem\ ipsum.*
    """.replace("[ _-]", r"[\ _-]"),
    re.IGNORECASE | re.VERBOSE,
)
_OPENED_VALUE: Final = lazy_pattern(rf"@?{_WORD}(?::.*|[.!?…]\s.*|\s+[–—-]\s.*|\s?\([^()]*\)(?::.*)?)", re.DOTALL)

_HEADS: Final = frozenset(["to", "tb", "fi", "xx", "ch", "re", "pl", "yo", "ha", "us", "so", "no", "yy", "hh", "lo"])
"""How all values begin that are placeholders and begin with two ASCII letters, an @ before them passed over."""

_CANDIDATE: Final = lazy_pattern(
    rf"(?P<word>(?<![^\W_]_)(?<![^\W_]|[`/#@-])@?{_WORD}(?!_?[^\W_]|[`/]|-\w))"
    rf"|(?P<stamp>(?<![\w/-])(?i:{_STAMP})(?![\w/-])(?:[ ]?(?:Z|UTC)\b)?)"
    rf"|(?P<braces>{_BRACES})"
    r"|(?P<lorem>\b(?i:lorem ipsum dolor)\b)"
    r"|(?P<angle><(?i:insert|describe|your|enter|add|fill in|name of|date of|link to)\s[^<>=/\n]+>)"
    r"|(?P<square>\[(?i:insert|describe|your|enter|add|fill in|name of|date of|links? to)\s[^\[\]\n]+\](?![(\[:]))"
)
_CUES: Final = frozenset(
    b"todo tbd tba tbc fixme placeholder changeme replaceme dd mm lorem change replace fill".split()
)
_USUAL_WORDS: Final = frozenset(b"change replace fill".split())
_PROMPT: Final = lazy_pattern(r"(?i:insert|describe|your|enter|add|fill in|name of|date of|links? to)(?!\w)")
"""Words of which every candidate holds one, those that say nothing in small letters, and those behind a bracket."""

_GENERATED: Final = lazy_pattern(r"\{\{\s*[\w-]+(?:(?:\.[\w-]+)+\s*|\s*\|\s*\w.*|\(.*)\}\}")
"""``{{ site.url }}``, ``{{ date | long }}`` and ``{{ image("x") }}`` are instructions to a site generator."""

_ASKS: Final = lazy_pattern(
    r"(?:add|any|an?|choose|date|describe|details?|e\.g|enter|explain|fill|first|give|how|identify|if|include|insert|link"
    r"|list|names?|notes?|one|optional|pick|please|provide|replace|select|short|specify|state|summari[sz]e|summary|tell"
    r"|the|titles?|type|what|when|where|which|who|why|write|your)\b|[^?]*\?\Z",
    re.IGNORECASE,
)
_TOLD: Final = lazy_pattern(r"(?<![0-9])[0-9]{1,2}[:.][0-9]{2}(?![0-9])|[0-9]{4}-[0-9]{2}-[0-9]{2}|\]\(|https?://")
_SENTENCE_WORDS: Final = 3

_NEAR: Final = 200
"""How many characters on either side decide whether a word is a phrase of its own: it keeps a huge line cheap."""

_MARKS: Final = r"[\s>#]*(?:(?:[*+-]|\d{1,9}[.)])\s+)*(?:\[[ xX]?\])?\s*"
_OPENS: Final = lazy_pattern(
    rf"(?:{_MARKS}|.*(?:[|:→]|[.!?;…](?=[*_~]*\s)|[-=]>|\s[–—-]|<br\s?/?>)[*_~]*)\s*[*_~]*(?P<bracket>[\[(]?)[*_~]*",
    re.DOTALL,
)
_CLOSES: Final = lazy_pattern(
    r"[*_~]*(?:[.!?…]*[*_~]*\s*(?:$|\||<br)|[.!?…]+\s|:[*_~]*(?:\s|$)|\s+[–—-]+\s"
    r"|\s?\([^()]*\)[*_~]*[.:]?\s*(?:$|\||:))"
)
_CLOSES_BRACKET: Final = lazy_pattern(r"[*_~]*(?:[\])](?![(\[:])[.!?…*_~]*\s*(?:$|\||[–—:-])|:\s|\s+[–—-]\s)")
_SPEAKS_OF: Final = lazy_pattern(
    r"\b(?:e\.g\.|i\.e\.|etc\."
    r"|(?:comment|title|marker|message|string|text|word|literal|tag|format|pattern|notation)s?(?:\s+(?:is|was|were))?"
    r"|says?|said|reads?|ISO(?:[ -]?8601)?|such as)\s*:?\s*$",
    re.IGNORECASE,
)
_VERB: Final = lazy_pattern(
    r"\s+(?:add|ask|attach|confirm|describe|explain|fill|find|insert|summari[sz]e|verify|write)\b"
)

_UNREAD: Final = lazy_pattern(
    r"(?P<fenced>^[ \t>]*(?:(?:[*+-]|\d{1,9}[.)])[ \t]+)*(?P<fence>`{3,}|~{3,})[^\n]*"
    r"(?:\n.*?(?:^[ \t>]*(?P=fence)[`~]*[ \t]*\r?$|\Z)|\Z))"
    r"|(?<!`)(?P<ticks>`+)(?!`)[^`](?:.*?[^`])??(?P=ticks)(?!`)"
    r"|(?P<comment><!--.*?(?:-->|\Z))"
    r"|(?<=\]\()[^()\n]*(?:\([^()\n]*\)[^()\n]*)*(?=\))"
    r"|<?\bhttps?://[^\s|>)]+"
    r"|</?[A-Za-z][^<>=\n]*=[^<>\n]*>",
    re.DOTALL | re.MULTILINE,
)


def is_placeholder(value: str) -> bool:
    """Return whether `value`, a value of the front matter, is still to be filled in.

    A word alone counts in any case (``todo``); followed by anything it counts only in capitals and only where it is
    set off (``TODO: name``): a title may begin with such a word.
    """
    text = value.strip()
    return _may_be_one(text) and bool(_WHOLE_VALUE.fullmatch(text) or _OPENED_VALUE.fullmatch(text))


def _may_be_one(value: str) -> bool:
    """Whether a value looks like a placeholder by its first characters: hardly any other does."""
    head = value[1:3] if value.startswith("@") else value[:2]
    if not head.isascii() or not head[:1].isalnum():
        return True
    if head[0].isalpha():
        return head.lower() in _HEADS
    return "?" in value or "-dd" in (lowered := value.lower()) or "hh:mm" in lowered


def may_hold_placeholders(text: str, words: frozenset[bytes]) -> bool:
    """Return whether a line of `text` may hold a placeholder: a quick look, which misses none.

    Args:
        text: a document, or a part of one.
        words: of that text, as `pmctl.postmortem.prose.words_in` returns them.
    """
    cues = _CUES & words
    if cues and (cues - _USUAL_WORDS or any(cue.decode().upper() in text for cue in cues)):
        return True
    return "XXX" in text or "{{" in text or _opens_with_prompt(text, "[") or _opens_with_prompt(text, "<")


def _opens_with_prompt(text: str, bracket: str) -> bool:
    at = text.find(bracket)
    while at >= 0:
        if _PROMPT.match(text, at + 1):
            return True
        at = text.find(bracket, at + 1)
    return False


def find_placeholders(line: str) -> Iterator[re.Match[str]]:
    """Yield the placeholders in a line of Markdown, in order; `lastgroup` is the kind of each.

    The kinds are ``word`` (TODO), ``stamp`` (YYYY-MM-DD), ``braces``, ``lorem``, ``angle`` and ``square``. A word or a
    stamp counts only in capitals and where it is a phrase of its own ("TODO: …", "Root cause: TBD.", a cell of a
    table): prose may speak of a TODO list, and define TBD in parentheses. Code, comments and addresses are passed over.
    """
    shown = hide_unread(line)
    for match in _CANDIDATE.finditer(shown):
        if _counts(match):
            yield match


def is_filled_in(braces: str) -> bool:
    """Return whether somebody wrote what belongs there and left the braces of the placeholder standing.

    So it is with a time, a date or a link, and with a sentence, unless that asks for something.

    Args:
        braces: the placeholder, with them.
    """
    inner = braces.strip("{} \t")
    if _TOLD.search(inner):
        return True
    return len(inner.split()) >= _SENTENCE_WORDS and inner[0].isupper() and not _ASKS.match(inner)


def hide_unread(text: str) -> str:
    """Blank out what nobody reads as words: code, comments, link targets, URLs, HTML attributes.

    Every character keeps its line and column. Code and addresses become letters, so that a word beside them is not
    taken to stand alone; comments become spaces.
    """
    return _UNREAD.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    filler = " " if match["comment"] or match["fenced"] else "x"
    return re.sub(r"[^\r\n]", filler, match[0])


def _counts(match: re.Match[str]) -> bool:
    match match.lastgroup:
        case "word" | "stamp":
            return _is_a_phrase(match)
        case "braces":
            return not _GENERATED.fullmatch(match[0])
        case _:
            return True


def _is_a_phrase(match: re.Match[str]) -> bool:
    before, after = match.string[max(0, match.start() - _NEAR) : match.start()], match.string[match.end() :][:_NEAR]
    opened = _OPENS.fullmatch(before)
    if not opened or _SPEAKS_OF.search(before.rstrip(" *_~([")):
        return False
    if opened["bracket"]:
        return bool(_CLOSES_BRACKET.match(after))
    return bool(_CLOSES.match(after) or (match[0].endswith(("TODO", "FIXME")) and _VERB.match(after)))
