"""The words of a sentence, and which of them belong to one clause, as far as their forms tell."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from pmctl.postmortem.prose import BREAK
from pmctl.rules import person_words as words

_LONGEST_ASIDE: Final = 12


class Token(NamedTuple):
    """A word or a punctuation mark; `word` is it for comparison: "we" of "we've", "mara" of "Mara's"."""

    text: str
    word: str
    start: int
    end: int

    @property
    def is_mark(self) -> bool:
        """Whether it is a punctuation mark."""
        return len(self.text) == 1 and not self.text.isalnum()

    @property
    def is_plural(self) -> bool:
        """Whether it looks like the plural of a noun."""
        word = self.word
        return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) and word != "does"


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """Return the words and marks between two offsets, up to the end of the block, item or cell."""
    stop = text.find(BREAK, start, end)
    found = _token().finditer(text, start, stop if stop >= 0 else min(end, len(text)))
    return [Token(text := match[0], bare(text).casefold(), match.start(), match.end()) for match in found]


def tokens_before(text: str, end: int, reach: int) -> list[Token]:
    """Return the last words and marks before `end`, at most `reach` characters of the block, item or cell."""
    start = max(0, end - reach)
    return tokens_of(text, text.rfind(BREAK, start, end) + 1 or start, end)


def skip_to_subject(tokens: list[Token]) -> int:
    """Return the index of the last word of what stands before adverbs and asides; -1 if there is none."""
    last = len(tokens) - 1
    while last >= 0:
        token = tokens[last]
        if token.text in {",", ")"}:
            opened = _start_of_aside(tokens, last)
            if opened is None:
                return last if _ends_before_then(tokens, last) else -1
            last = opened - 1
        elif token.word in words.ADVERBS or (token.word.endswith("ly") and token.word not in words.NO_ADVERBS):
            last -= 1
        else:
            break
    return last


def _start_of_aside(tokens: list[Token], last: int) -> int | None:
    opening = "(" if tokens[last].text == ")" else ","
    for index in range(last - 1, max(-1, last - _LONGEST_ASIDE - 2), -1):
        if tokens[index].text == opening:
            return index if opening == "(" or tokens[index + 1].word in words.OPEN_ASIDES else None
    return None


def may_modify(token: Token) -> bool:
    """Return whether a word may stand between a noun and its article."""
    return not (
        token.is_mark
        or token.word in words.PREPOSITIONS
        or (token.word in words.CONJUNCTIONS and token.word not in words.DETERMINERS)
        or token.word in words.SUBJECTS
    )


def joins(tokens: list[Token], last: int) -> bool:
    """Return whether the token `last` joins what is before and behind it: an "and", or the comma before a "then"."""
    return tokens[last].word in {"and", "but", "or"} or _ends_before_then(tokens, last)


def _ends_before_then(tokens: list[Token], last: int) -> bool:
    return tokens[last].text == "," and len(tokens) > last + 1 and tokens[last + 1].word == "then"


def goes_on(tokens: list[Token], at: int, end: int) -> bool:
    """Return whether the token `at` may belong to the clause that ends before `end`."""
    token = tokens[at]
    if token.text == ",":
        return at == end - 1 or is_verb(tokens, at + 1)
    if token.text == ":":
        return tokens[at + 1].text.isdecimal()
    return token.word not in words.SUBORDINATING and (not token.is_mark or token.text in "()-/'’")


def is_verb(tokens: list[Token], at: int) -> bool:
    """Return whether a token looks like a verb that has a subject: not "failed" in "the failed job"."""
    word = tokens[at].word
    if word in words.AUXILIARIES:
        return True
    before = tokens[at - 1].word
    is_past = word.endswith("ed") or word in words.PAST or word in words.PERCEIVED
    return is_past and before not in words.DETERMINERS and before not in words.PREPOSITIONS


def bare(word: str) -> str:
    """Return a word without the ``'s``, ``'ve`` or the like that is joined to it."""
    return _contraction().sub("", word) if "'" in word or "’" in word else word


@cache
def _token() -> re.Pattern[str]:
    return re.compile(r"@?\w+(?:[-/.'’]\w+)*|[^\w\s]")


@cache
def _contraction() -> re.Pattern[str]:
    return re.compile(r"['’](?:s|ve|d|m|re)\Z", re.IGNORECASE)
