"""The words of a heading: folded for comparison, and the ways in which they can be read."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import Final

from pmctl.postmortem.patterns import lazy_pattern

# No language names a section at such length, and it bounds what a hostile heading can cost.
LONGEST_HEADING: Final = 200
_LONGEST_KEPT: Final = 80
"""Labels, headings and words of lists come again and again, in characters; sentences do not."""

# How a heading begins or ends that goes on to say of what ("Timeline of the March outage", "Customer impact").
_PREFIXES: Final = {
    "timeline": ("timeline of", "timeline for", "chronology of"),
    "impact": (
        *("impact on", "impact to", "impact for", "affected", "impacted"),
        *("auswirkung auf", "auswirkungen auf", "auswirkungen fur", "betroffene", "impact sur", "impacts sur"),
        *(
            "impacto en",
            "impacto no",
            "impacto na",
            "impacto nos",
            "impacto nas",
            "impatto su",
            "impatto sui",
            "impatto sugli",
            "impact op",
        ),
        *("impact voor", "gevolgen voor", "getroffen", "konsekvenser for", "pavirkning pa", "paverkan pa"),
    ),
    "root-causes": (
        *("root cause of", "root causes of", "cause of the", "causes of the", "contributing factors to"),
        *("ursache der", "ursache des", "ursache fur", "ursachen der", "ursachen des", "ursachen fur"),
        *("cause de", "causes de", "causa del", "causa de", "causa do", "causa da", "oorzaak van"),
        *("arsak til", "arsaker til", "orsak till", "orsaker till", "arsag til", "arsager til"),
    ),
    "lessons-learned": ("lessons learned from", "lessons learned during", "lessons from"),
    "action-items": ("action items for", "action items from", "actions to prevent"),
}
_SUFFIXES: Final = {
    "impact": (" impact", "への影響", "の影響", "的影响", "的影響", "에미친영향", "의영향"),
    "timeline": (" timeline", "の経緯", "の時系列", "타임라인"),
    "root-causes": ("の原因", "の根本原因", "的原因", "的根本原因", "의원인", "의근본원인"),
    "summary": ("の概要", "의개요"),
}
# Words that narrow an English heading without changing which section it is.
_QUALIFIERS: Final = lazy_pattern(
    r"(?:the|our|this|incident|outage|issue|event|problem|post ?mortem|technical|high level|short(?! term)|quick"
    r"|detailed"
    r"|full|initial|final|preliminary|proposed|open|remaining|outstanding|further|future|planned|suggested"
    r"|additional|new|overall|key|main|major|general|blameless|draft|estimated|likely|identified|agreed"
    r"|long term|short term|medium term|immediate) "
)
_APPENDAGES: Final = lazy_pattern(
    r" (?:details?|section|analysis|assessment|overview|summary|list|table|notes"
    r"|(?:of|for|from|during) (?:the|this|our) (?:incident|outage|event|issue|problem|failure|disruption))"
)

# What people write behind a heading: the days and the zone of a timeline, or how exact its times are.
_NOTE: Final = lazy_pattern(
    r"\s(?:\d|date range|all (?:times|dates)|times? (?:are |is )?in |in (?:utc|gmt|local time)|approx|local time"
    r"|(?:utc|gmt|[ecmp][sd]?t|cest|bst|ist|jst|aest)\b"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b"
    r"|(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b).*"
)

_NUMBER: Final = lazy_pattern(
    r"""[\W_]*(?:
        (?:phase|part|step|section|stage|chapter|teil|abschnitt|schritt|partie|étape|parte|paso|passo|fase|deel
           |stap|steg|trinn?|część|krok)\s+(?:\d+|[ivx]+|[a-h])\b\s*[-–—.:)]*
        | \d+(?:\.\d+)*(?:\s*[.):\]/–—-]+|\s|(?=[^\W\d_a-z]))
        | [ivxlc]+\s*[.):\]]
        | [a-h]\s*[.)\]]
        | [一二三四五六七八九十]+\s*[、,.)]
        | 第[\d一二三四五六七八九十]+[章节節部分項项]*
        )\s*(?=\S)""",
    re.VERBOSE | re.IGNORECASE,
)
_MARKUP: Final = (
    (lazy_pattern(r".\ufe0f\u20e3?"), " "),  # emoji made of letters, digits and signs
    (lazy_pattern(r"<!--.*?(?:-->|$)|</?[A-Za-z][^>]*>"), " "),
    (lazy_pattern(r"!\[[^\]]*\]\([^)]*\)"), " "),
    (lazy_pattern(r"^\s*\[[ xX]\]\s"), " "),
    (lazy_pattern(r"\[+([^\[\]]+)\]+(?:\([^)]*\)|\[[^\]]*\])?"), r"\1"),
    (lazy_pattern(r"\{[#.:][^}]*\}\s*$"), " "),
    (lazy_pattern(r"(?<!\w):[a-z0-9_+-]+:(?!\w)"), " "),  # emoji by name, as GitHub and Slack have them
    (lazy_pattern(r"\btl\s*[;:,/]?\s*dr\b", re.IGNORECASE), "tldr"),
    (lazy_pattern(r"[*`~]"), ""),
)
_MARKED: Final = lazy_pattern(r"[&<\[{:*`~\ufe0f]|\btl", re.IGNORECASE)
"""What is in every text that one of these changes."""

_PARENTHESES: Final = lazy_pattern(r"\(([^()]*)(?:\)|$)")
_PLURAL_IN_PARENTHESES: Final = lazy_pattern(r"(?<=\w)\([a-z]{1,3}\)")
_SEPARATORS: Final = lazy_pattern(
    r"\s[-–—>]+\s|\s*[–—:;,/|&+・、]\s*"
    r"|\s(?:and|und|et|ed?|y|og|och|en|i|oraz|plus|with|mit|avec|con|com|med|z)\s"
    r"|および|及び|以及|[と和与與及및]",
    re.IGNORECASE,
)

_APOSTROPHES: Final = lazy_pattern("['’‘ʼ`´′＇]")
_PLAIN_LETTERS: Final = {"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"}
_LETTERS: Final = lazy_pattern("[łøđæœı]")
_ACCENTS: Final = lazy_pattern(r"[\u0300-\u036f]")
_NO_WORDS: Final = lazy_pattern(r"[^\w,]+")


def _affixed(readings: tuple[str, ...]) -> str | None:
    for reading in readings:
        for key, beginnings in _PREFIXES.items():
            if any(reading.startswith(f"{words} ") for words in beginnings):
                return key
        for key, ends in _SUFFIXES.items():
            if reading.endswith(ends) and reading.count(" ") <= 2:
                return key
    return None


@lru_cache(maxsize=2048)
def readings_of(heading: str) -> tuple[tuple[str, ...], tuple[tuple[tuple[str, ...], str | None], ...]]:
    """The ways to read a heading, folded, the most literal first: as a whole, and each of its parts.

    Beside each part stands the section that the way it begins or ends gives away.
    """
    plain = unicodedata.normalize("NFKC", plain_words(heading)).strip()
    outside = _PARENTHESES.sub(" ", _PLURAL_IN_PARENTHESES.sub("", plain))
    whole = (*_trimmed(plain), *_trimmed(outside), *_trimmed(_unnumbered(outside)))
    inside = (match[1] for match in _PARENTHESES.finditer(plain))
    parts = (_trimmed(_unnumbered(part)) for part in (*_SEPARATORS.split(_unnumbered(outside)), *inside))
    return tuple(dict.fromkeys(whole)), tuple((part, _affixed(part)) for part in parts)


def _unnumbered(text: str) -> str:
    match = _NUMBER.match(text)
    return text[match.end() :] if match else text


def _trimmed(text: str) -> tuple[str, ...]:
    """A text folded, then without notes behind it, then without qualifying words around it."""
    core = fold(text)
    readings = [core, core := _NOTE.sub("", f" {core}").strip()]
    while match := _QUALIFIERS.match(core):
        readings.append(core := core[match.end() :])
    while core != (shorter := _without_appendage(core)):
        readings.append(core := shorter)
    return tuple(readings)


def _without_appendage(core: str) -> str:
    matches = list(_APPENDAGES.finditer(core))
    return core[: matches[-1].start()] if matches and matches[-1].end() == len(core) else core


def plain_words(heading: str) -> str:
    """A heading's words without Markdown, HTML, attributes and named emoji."""
    text = heading[:LONGEST_HEADING]
    if not _MARKED.search(text):
        return text
    from html import unescape  # noqa: PLC0415 - its table of names is long, and few headings need it

    text = unescape(text)
    for pattern, replacement in _MARKUP:
        text = pattern.sub(replacement, text)
    return text


def fold(text: str) -> str:
    """Return a text as it is compared: without case, accents, apostrophes, punctuation and emoji."""
    return _kept(text) if len(text) <= _LONGEST_KEPT else _folded(text)


@lru_cache(maxsize=8192)
def _kept(text: str) -> str:
    return _folded(text)


def _folded(text: str) -> str:
    return _without_gaps(" ".join(fold_list(text).replace(",", " ").split()))


def fold_list(text: str) -> str:
    """A text folded, but for the commas in it."""
    if text.isascii():
        folded = text.lower().replace("'", "").replace("`", "")
    else:
        folded = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", text).casefold())
        folded = _LETTERS.sub(_plain_letter, _ACCENTS.sub("", unicodedata.normalize("NFD", folded)))
        folded = unicodedata.normalize("NFC", folded)
    return _without_gaps(_NO_WORDS.sub(" ", folded.replace("&", " and ").replace("_", " ")).strip())


def _plain_letter(match: re.Match[str]) -> str:
    return _PLAIN_LETTERS[match[0]]


def _without_gaps(folded: str) -> str:
    """Close the gaps beside Chinese characters, Japanese letters and Korean syllables."""
    if folded.isascii():
        return folded
    words = folded.split(" ")
    joined = (word if _is_dense(left[-1:]) or _is_dense(word[:1]) else f" {word}" for left, word in pairwise(words))
    return words[0] + "".join(joined)


def _is_dense(char: str) -> bool:
    return "\u3040" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7a3"
