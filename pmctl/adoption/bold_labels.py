"""Several labels in bold on one line, each of which ends the value before it: "**Owner:** Mara, **Severity:** SEV2"."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from pmctl.adoption.field_words import field_of
from pmctl.adoption.inline import LONGEST
from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LABEL: Final = lazy_pattern(
    r"(?:(?P<mark>\*\*\*|\*\*|__)|<(?:b|strong)>)(?P<key>[^\s*_<>:：`][^*_<>\n:：`]{0,59})"
    r"(?P<inner>\s*[:：])?\s?(?(mark)(?P=mark)|</(?:b|strong)>)(?P<outer>\s?[:：])?",
    re.IGNORECASE,
)
_LEAD: Final = lazy_pattern(r"[\s>]*(?:(?:[-*+•・]|[0-9]{1,3}[.)])\s+)?")
_FIRST: Final = lazy_pattern(r"([^\s*_:：`\[][^*_:：`]{0,59})[:：]")
_BETWEEN: Final = " \t,;.|·•/&–—，、。；-"
_AND: Final = frozenset(("and", "und", "et", "y", "e", "og", "och"))
_OTHERS: Final = frozenset(
    ("duration", "downtime", "impact", "time", "environment", "region", "product", "type", "dauer", "durée", "varighet")
)
"""What a header states besides what is read; a line that begins with another label may be about an alert."""

_SLANTED: Final = lazy_pattern(r"\s*[*_](?![*_\s])([^*_\n]{1,400})[*_]\s*")
_OPENS: Final = "([（【"
_CLOSES: Final = ")]）】"
_MOST_LABELS: Final = 24
_MOST_WORDS: Final = 12
"""A known label has no value of more words; what has is a sentence, in which bold words are no labels."""

_FEW_WORDS: Final = 6
_FEWEST_WORDS: Final = 2


def without_slant(text: str) -> str:
    """Return a line without the marks that set all of it in italics."""
    found = _SLANTED.fullmatch(text)
    return found[1] if found else text


def with_labels_apart(text: str) -> str:
    """Return a line with " / " between a value and the label in bold behind it.

    Only a line that begins with a label is changed, and only as far as what stands behind its labels is short.
    """
    labels = list(islice(_LABEL.finditer(text[:LONGEST]), _MOST_LABELS)) if _may_hold(text) else []
    starts = list(_starts(text, labels))
    if not starts:
        return text
    pieces = [text[start:end] for start, end in zip([0, *starts], [*starts, len(text)], strict=True)]
    return " / ".join([*map(_value, pieces[:-1]), pieces[-1]])


def _value(text: str) -> str:
    """What is left of a value without what ties the next label on."""
    kept = text.rstrip(_BETWEEN)
    before, _, last = kept.rpartition(" ")
    return before.rstrip(_BETWEEN) if last in _AND else kept


def _may_hold(text: str) -> bool:
    return "**" in text or "__" in text or "</" in text


def _starts(text: str, labels: Sequence[re.Match[str]]) -> Iterator[int]:
    """Where each label begins that ends the value of another."""
    lead = _LEAD.match(text)
    begin = lead.end() if lead else 0
    plain = _FIRST.match(text, begin)
    if labels and labels[0].start() == begin:
        before, end = labels[0]["key"], labels[0].end()
        if field_of(before) is None and before.casefold().strip() not in _OTHERS:
            return
        has_colons, labels = _has_colon(labels[0]), labels[1:]
    elif plain and field_of(plain[1]):
        before, end, has_colons = plain[1], plain.end(), True
    else:
        return
    for label in labels:
        field = field_of(label["key"])
        if not (_has_colon(label) if has_colons else field or _has_colon(label)):
            continue  # words in bold, and no label
        if not _is_value(text[end : label.start()], is_known=field_of(before) is not None):
            return
        yield label.start()
        before, end = label["key"], label.end()


def _has_colon(label: re.Match[str]) -> bool:
    return bool(label["inner"] or label["outer"])


def _is_value(text: str, *, is_known: bool) -> bool:
    """Whether what stands between two labels is the value of the first: short, and with all its brackets closed."""
    words = _value(text)
    if any(words.count(opens) > words.count(closes) for opens, closes in zip(_OPENS, _CLOSES, strict=True)):
        return False
    count = len(words.split())
    if is_known:
        return count <= _MOST_WORDS
    is_set_off = words != text.rstrip() or words.strip()[:1].isdigit()
    return count <= (_FEW_WORDS if is_set_off else _FEWEST_WORDS)
