"""Phrases that put a person in the place of a cause: words, and the person who must stand beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.prose import BREAK, HYPHENS, read_prose, sentence_at, words_of
from pmctl.rules.model import Report
from pmctl.rules.person_words import PAST as PAST_FORMS
from pmctl.rules.persons import OBJECT_REACH, OWNER_REACH, REACH, Kind, Person, Persons, persons_of
from pmctl.rules.values import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pmctl.postmortem.model import Postmortem
    from pmctl.postmortem.prose import Prose
    from pmctl.rules.model import Context


def any_of(words: str) -> str:
    """Return the regular expression of one of several words, between which is white space; ``_`` stands for a space."""
    return f"(?:{'|'.join(words.split()).replace('_', ' ')})"


GAP: Final = r"[\s*_~]+"
"""What a space in the pattern of a phrase stands for: lines are wrapped, and words emphasised."""

_ADVERB: Final = "also|at least|still|just|instead|first|better|then|perhaps|even|ever|[a-z]+ly"
ADVERBS: Final = rf"(?: (?:{_ADVERB})\b){{0,3}}"
ADVERBS_OR_NOT: Final = rf"(?: (?:not|never|{_ADVERB})\b){{0,4}}"

END: Final = r"(?=\s*(?:[.,;:)\x1e]|\Z))"
"""Nothing of the clause follows."""

PAST: Final = rf"(?:[a-z-]*[a-z]ed|{'|'.join(sorted(PAST_FORMS))})"
"""A verb in the past tense, as far as its form tells."""

PARTICIPLE: Final = r"(?:(?!(?:need|feed|speed|seed|exceed|succeed|proceed|indeed)\b)[a-z-]*[a-z]ed|{})".format(
    any_of(
        """
        known seen done gone taken made thought caught found run told read written chosen set put kept left let brought
        built spoken understood foreseen begun broken given got gotten held heard led lost meant paid sent shut spent
        stood undone withdrawn drawn thrown
        """
    )
)

_WINDOW: Final = 100
"""How many characters before and behind a cue hold the phrase that it belongs to."""

_LINK_TARGET: Final = lazy_pattern(r"\]\([^()\n]{0,500}\)")

_BORDER: Final = lazy_pattern(r"\n(?:\n|\* |(?:  ){0,2}- )")

_COMMENT: Final = lazy_pattern(r"<!--(?:[^<-]|<(?!!--)|-(?!->))*+-->")

_EARLIER_VERB: Final = 120
"""How many characters before a phrase the verb is looked for that says what the person did."""


class Beside(Enum):
    """Where the person must stand for a phrase to count."""

    NOWHERE = auto()
    """It counts by itself."""
    BEFORE = auto()
    """As the subject of the phrase, right before it: "the on-call | should have noticed"."""
    OWNING = auto()
    """As its owner: "Mara's | mistake"."""
    BEHIND = auto()
    """Right behind it: "caused by | an operator"."""
    EARLIER = auto()
    """As the subject of an earlier verb: "Jonas deleted the volume | by mistake"."""


_REACHES: Final = {
    Beside.BEFORE: (REACH, 0),
    Beside.OWNING: (OWNER_REACH, 0),
    Beside.BEHIND: (0, OBJECT_REACH),
    Beside.EARLIER: (_EARLIER_VERB + REACH, 0),
}
"""How many characters before and behind a phrase are searched for the person."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pattern:
    """A phrase, in lower case; a space stands for any white space.

    Attributes:
        cues: words of which one is in every such phrase, ``_`` between those that stand side by side; they are quick
            to look for.
        and_cues: words of which another one is in it, if any are given.
        words: a regular expression.
        begins: whether what begins at the cue of such a phrase is one too, which makes the quick look cheap.
        person: where the person must stand.
        kinds: how the person may be spoken of.
        then: what must follow the phrase, or the person behind it, and belongs to it.
        after: what the sentence before the phrase must end with.
        needs: what must be in the sentence.
        unless: what must not be in the sentence before the phrase, nor between it and its owner or earlier verb.
    """

    cues: str
    and_cues: str = ""
    words: str
    begins: bool = False
    person: Beside = Beside.NOWHERE
    kinds: frozenset[Kind] = frozenset(Kind)
    then: str | None = None
    after: str | None = None
    needs: str | None = None
    unless: str | None = None


class Span(NamedTuple):
    """Where a phrase stands in the prose, the person included."""

    start: int
    end: int


class _Text(NamedTuple):
    """A text, and the same in lower case, each letter in its place."""

    written: str
    lowered: str


def report_phrases(
    document: Postmortem, context: Context, rule: str, patterns: tuple[Pattern, ...], message: str
) -> Iterator[Report]:
    """Report every phrase of a document that one of the patterns matches, and the repository's own.

    Args:
        document: whose prose is read.
        context: which vocabulary counts.
        rule: its name, under which the repository adds phrases.
        patterns: what is looked for besides.
        message: what a finding says, with ``{}`` for the phrase.
    """
    own = context.conventions.vocabulary.phrases.get(rule, ())
    present = _words(patterns) & words_of(document)
    cued = [pattern for pattern in patterns if _has_cues(pattern, present)] if present else []
    near = cued
    if cued and not _is_odd(document):
        near = [pattern for pattern in cued if _may_match(pattern, present, document, context)]
    near += map(_literal, own)
    if not near:
        return
    prose, persons = _prose(document), persons_of(document, context)
    for start, end in _without_overlaps(span for pattern in near for span in _find(pattern, prose, persons)):
        line, column = prose.place_of(start)
        newline = prose.text.find("\n", start, end)
        end_line, end_column = prose.place_of((newline if newline > start else end) - 1)
        yield Report(
            message=message.format(f"“{shorten(prose.source[start:end].replace('*', ''))}”"),
            line=line,
            column=column,
            end_column=end_column + 1 if end_line == line else None,
            last_line=prose.place_of(end - 1)[0],
        )


def _has_cues(pattern: Pattern, present: frozenset[bytes]) -> bool:
    return not present.isdisjoint(_cues(pattern.cues)) and not (
        pattern.and_cues and present.isdisjoint(_cues(pattern.and_cues))
    )


def _find(pattern: Pattern, prose: Prose, persons: Persons) -> Iterator[Span]:
    lowered = _lower(prose.text)
    for match in _compiled(pattern.words).finditer(lowered):
        span = _beside(pattern, match, _Text(prose.text, lowered), persons)
        if span is None:
            continue
        begin, stop = sentence_at(prose.text, span.start, span.end)
        before = lowered[begin : match.start() if pattern.person in {Beside.EARLIER, Beside.OWNING} else span.start]
        if (
            # A question looks for what happened; it does not say it.
            not lowered[begin:stop].rstrip().endswith("?")
            and (pattern.after is None or _compiled(rf"(?:{pattern.after})\s*\Z").search(before))
            and (pattern.unless is None or not _compiled(pattern.unless).search(before))
            and (pattern.needs is None or _compiled(pattern.needs).search(lowered, begin, stop))
        ):
            yield span


def _beside(pattern: Pattern, match: re.Match[str], text: _Text, persons: Persons) -> Span | None:
    """Return the phrase with the person beside it, None if nobody stands where somebody must."""
    start, end = match.span()
    if pattern.person is Beside.NOWHERE:
        return Span(start, end)
    first, last = _REACHES[pattern.person]
    around = text.written[end : end + last] if last else text.written[max(0, start - first) : start]
    if not persons.may_be_in(around, pattern.kinds):
        return None
    if pattern.person is Beside.EARLIER:
        person = _earlier(start, text, persons)
    elif pattern.person is Beside.BEHIND:
        person = persons.starting_at(text.written, end)
    else:
        find = persons.owning_at if pattern.person is Beside.OWNING else persons.ending_at
        person = find(text.written, start)
    if person is None or person.kind not in pattern.kinds:
        return None
    end = max(end, person.end)
    if pattern.then is not None:
        then = _compiled(pattern.then).match(text.lowered, end)
        if then is None:
            return None
        end = then.end()
    return Span(min(start, person.start), end)


def _earlier(start: int, text: _Text, persons: Persons) -> Person | None:
    """Return who did what the phrase is said of: the subject of the last verb before it in its sentence."""
    begin, _ = sentence_at(text.written, start, start)
    begin = max(begin, start - _EARLIER_VERB)
    for verb in reversed(list(_compiled(rf"\b{PAST}\b").finditer(text.lowered, begin, start))):
        before = text.lowered[max(begin, verb.start() - 20) : verb.start()]
        if _compiled(r"\b(?:is|are|was|were|be|been|being|gets?|got)(?: [a-z]+ly)? \Z").search(before):
            by = _compiled(r" by\b").match(text.lowered, verb.end())
            return by and persons.starting_at(text.written, by.end())
        person = persons.ending_at(text.written, verb.start())
        if person:
            return person
    return None


def _may_match(pattern: Pattern, present: frozenset[bytes], document: Postmortem, context: Context) -> bool:
    """Return whether the phrase stands in a text with somebody beside it, whatever else the sentence says."""
    places = _places(document)
    return any(
        _beside(pattern, match, places.text, persons_of(document, context))
        for word, cues in _cues(pattern.cues).items()
        if word in present
        for cue in cues
        for match in _matches_at(pattern, cue, places[cue], places.text.lowered)
    )


def _matches_at(pattern: Pattern, cue: _Cue, places: list[int], text: str) -> Iterator[re.Match[str]]:
    """Yield the phrases around the places of a cue."""
    compiled = _compiled(pattern.words)
    if pattern.begins and not cue.before:
        yield from filter(None, (compiled.match(text, place) for place in places))
        return
    looked_at = 0
    for place in places:
        for match in compiled.finditer(text, max(looked_at, place - _WINDOW), place + _WINDOW):
            yield match
            looked_at = match.end()


class _Cue(NamedTuple):
    """A phrase to look for: its longest word of ASCII letters, and what is before and behind that, without gaps."""

    before: str
    word: str
    behind: str


class _Places(dict[_Cue, list[int]]):
    """Where a text in lower case says each cue. Several patterns have the same one, and it is looked for once."""

    def __init__(self, text: _Text) -> None:
        super().__init__()
        self.text = text

    def __missing__(self, cue: _Cue) -> list[int]:
        places = self[cue] = []
        text = self.text.lowered
        found = text.find(cue.word)
        while found >= 0:
            end = found + len(cue.word)
            before, behind = text[max(0, found - _WINDOW) : found], text[end : end + _WINDOW]
            if (not cue.before or _without_gaps(before).endswith(cue.before)) and (
                not cue.behind or _without_gaps(behind).startswith(cue.behind)
            ):
                places.append(found)
            found = text.find(cue.word, end)
        return places


def _without_gaps(text: str) -> str:
    return "".join(text.replace("_", " ").replace("~", " ").split())


def _without_overlaps(spans: Iterator[Span]) -> Iterator[Span]:
    end = -1
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.start >= end:
            yield span
            end = span.end


def _literal(phrase: str) -> Pattern:
    return Pattern(cues="", words=rf"(?<!\w){' '.join(map(re.escape, _lower(phrase).split()))}(?!\w)")


@lru_cache(maxsize=1)
def _prose(document: Postmortem) -> Prose:
    return read_prose(document.blocks, document.sections)


@cache
def _words(patterns: tuple[Pattern, ...]) -> frozenset[bytes]:
    return frozenset(word for pattern in patterns for word in (*_cues(pattern.cues), *_cues(pattern.and_cues)))


@cache
def _cues(phrases: str) -> Mapping[bytes, list[_Cue]]:
    """Return the cues that are written as `Pattern` has them, by their words."""
    found: dict[bytes, list[_Cue]] = {}
    for phrase in phrases.split():
        word = max(re.findall("[a-z]+", phrase), key=len)
        before, _, behind = phrase.replace("_", "").partition(word)
        found.setdefault(word.encode(), []).append(_Cue(before, word, behind))
    return found


@lru_cache(maxsize=1)
def _places(document: Postmortem) -> _Places:
    return _Places(_flat(document))


@lru_cache(maxsize=1)
def _body(document: Postmortem) -> str:
    """Return the body of a document, and again without comments where these may stand inside of sentences."""
    body = (document.text[document.block.body :] if document.block else document.text).replace("\r", "")
    if "<!--" not in body:
        return body
    lines = f"\n{body}\n"
    if lines.count("<!--") == lines.count("\n<!--") and lines.count("-->") == lines.count("-->\n"):
        return body
    # Only both hold every sentence: what looks like a comment may be code, and what it spans no comment at all.
    return f"{body}{BREAK}{_COMMENT.sub('', body)}"


@lru_cache(maxsize=1)
def _is_odd(document: Postmortem) -> bool:
    """Return whether a body holds the opening of a comment that is not closed, or inside of another comment."""
    body = _body(document)
    return "<!--" in body and "<!--" in _COMMENT.sub("", body)


def _flat(document: Postmortem) -> _Text:
    """Return the body of a document roughly as its prose is, to look for phrases before that is read."""
    flat = _BORDER.sub(BREAK, _body(document)).replace("|", BREAK)
    if "](" in flat:
        flat = _LINK_TARGET.sub(" ", flat)
    for mark in ("*", "~", "[", *((" _", "_ ") if "_" in flat else ())):
        flat = flat.replace(mark, " ")
    for hyphen in () if flat.isascii() else HYPHENS:
        flat = flat.replace(hyphen, "-")
    return _Text(flat, _lower(flat))


def _lower(text: str) -> str:
    lowered = text.lower()
    # A few letters, such as the Turkish dotted capital i, become two, and every offset behind them would be wrong.
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


@cache
def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(words.replace(" ", GAP))
