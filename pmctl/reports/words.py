"""The words of a text, as incidents are compared by them: one root for all forms of a word and for what means the same.

Words that only join others are left out.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_STOP_WORDS: Final = """
    a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to
    was will with
"""
"""Lucene's default list for English (``EnglishAnalyzer.ENGLISH_STOP_WORDS_SET``, 33 words)."""

_JOINING_WORDS: Final = """
    about after again all also any because been before being both can cause caused causing could did do does
    doing due during each few first from get had has have how its just last made more most new off old once one only our
    over own per several since so some still than through too two under until up upon via we were what when where which
    while who why within without would
"""
"""What the titles of incidents are joined with."""

_SAME: Final = """
    auth: login logon signin log+in log+ins log+on sign+in sign+ins sign+on authenticate authentication sso oauth
    signup: sign+up sign+ups register registration
    outage: down downtime unavailable unavailability unreachable inaccessible offline
    slow: slowness slowdown sluggish latency timeout time+out delay lag lagging late behind
    full: fill exhaust exhaustion saturate saturation overflow deplete out+of run+out ran+out
    certificate: cert tls ssl x509
    expire: expiry expiration
    fail: failure cannot unable broken broke
    error: 5xx 500 502 503 504
    degrade: degradation
    crash: crashloop crashlooping panic
    memory: oom heap ram
    database: db
    postgres: postgresql
    kubernetes: k8s
    email: mail e+mail mailer
    deploy: deployment redeploy release rollout roll+out
    rollback: roll+back
    failover: fail+over
    upgrade: update
    config: configuration configure misconfiguration misconfigure
    throttle: ratelimit rate+limit rate+limiter 429
    duplicate: twice double
    lose: lost loss miss missing vanish disappear
    delete: deletion remove removal erase
    stick: stuck hang hung stall freeze frozen halt stop
    wrong: incorrect invalid
    network: networking connectivity
    restart: reboot
    replica: replication replicate standby
    leak: expose exposure
    user: customer client
    production: prod
"""
"""Words of the field that are said for each other, the same ones after every colon; a plus stands between two words.

Slow, error, traffic and full are the four golden signals, and by what names (Beyer and others 2016, “Site Reliability
Engineering”, chapter 6: latency, saturation, an HTTP 500); outage and degraded the states of a component on a status
page (Atlassian Statuspage: degraded performance, partial outage, major outage). The rest are spellings and short forms.
"""

_COMMON: Final = """
    affect alert api app application availability bug degrade elevate error event fail high impact incident increase
    intermittent investigate issue large low major minor multiple outage partial performance problem production public
    rate request report response root server service site spike system test unexpected user website
"""
"""What any incident may be called: these words prove little (the words of Statuspage's states and of its incidents)."""

_USUAL: Final = """
    config crash deploy duplicate full hour job lose maintenance minute rollback restart slow stick upgrade wrong
"""
"""What many incidents have in common that are not alike otherwise: how they began, or what they looked like."""

_VOWELS: Final = frozenset("aeiouy")
_WORD: Final = re.compile(r"[^\W_]+")
_WITHOUT_SPACES: Final = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]+"
)
"""Kana and Han: Japanese and Chinese put no spaces between words."""


def words_of(text: str) -> list[str]:
    """Return the roots of the words of `text` in order.

    Japanese and Chinese are cut into pairs of characters, as Lucene's ``CJKBigramFilter`` does.
    """
    known = _vocabulary()
    roots = [root for run in _WORD.findall(fold(text)) for root in _split(run)]
    words = []
    for place, root in enumerate(roots):
        both = known.pairs.get((root, roots[place + 1])) if place + 1 < len(roots) else None
        word = both or known.same.get(root, root)
        if word not in known.joining and (place == 0 or (roots[place - 1], root) not in known.pairs):
            words.append(word)
    return words


def forms_of(word: str) -> tuple[str, ...]:
    """Return what every word of a text, or every two, begins with that are the root `word`.

    A blank before it says that it is where a word begins, as it is but in Japanese and Chinese.
    """
    if _WITHOUT_SPACES.match(word):
        return (word,)
    forms = {f" {form[0]}{form[1:].removesuffix('y')}" for form in (word, *_vocabulary().forms.get(word, ()))}
    return tuple(form for form in sorted(forms) if not any(form[:end] in forms for end in range(2, len(form))))


def worth_of(word: str) -> float:
    """Return how much it proves, from 0 to 1, that two incidents have a root in common."""
    known = _vocabulary()
    if word in known.common or word.isdecimal():
        return 0.2
    return 0.5 if word in known.usual else 1.0


class _Vocabulary(NamedTuple):
    """The tables above, by roots."""

    same: Mapping[str, str]
    pairs: Mapping[tuple[str, str], str]
    forms: Mapping[str, tuple[str, ...]]
    joining: frozenset[str]
    common: frozenset[str]
    usual: frozenset[str]


@cache
def _vocabulary() -> _Vocabulary:
    same: dict[str, str] = {}
    pairs: dict[tuple[str, str], str] = {}
    forms: dict[str, tuple[str, ...]] = {}
    for line in _SAME.strip().splitlines():
        first, _, others = line.strip().partition(": ")
        root = _root(first)
        for other in others.split():
            head, plus, tail = other.partition("+")
            if plus:
                pairs[_root(head), _root(tail)] = root
            else:
                same[_root(other)] = root
            forms[root] = (*forms.get(root, ()), _root(head))
    joining, common, usual = (
        frozenset(map(_root, words.split())) for words in (_STOP_WORDS + _JOINING_WORDS, _COMMON, _USUAL)
    )
    return _Vocabulary(same, pairs, forms, joining, common, usual)


def fold(text: str) -> str:
    """Return `text` without regard to case, or to how wide a letter is."""
    return text.casefold() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def _split(run: str) -> Iterator[str]:
    if run.isascii():
        yield _root(run)
        return
    rest = 0
    for found in _WITHOUT_SPACES.finditer(run):
        if found.start() > rest:
            yield _root(run[rest : found.start()])
        rest = found.end()
        characters = found[0]
        yield from ("".join(pair) for pair in pairwise(characters)) if len(characters) > 1 else (characters,)
    if rest < len(run):
        yield _root(run[rest:])


@lru_cache(maxsize=8192)
def _root(word: str) -> str:
    """Return an English word without its plural and without -ed, -ing, -ion and -e.

    As Harman's S-stemmer does (1991, “How effective is suffixing?”) and then, in part, steps 1b, 4 and 5a of Porter's
    (1980, “An algorithm for suffix stripping”).
    """
    word = _singular(word)
    for ending in ("ing", "ed", "ion"):
        stem = word.removesuffix(ending)
        if len(stem) < 3 or stem == word or not _VOWELS.intersection(stem) or stem.endswith("e"):
            continue
        if ending == "ion" and (stem[-1] not in "st" or stem == "product"):  # a shop's products are not production
            continue
        if word.endswith("ied"):
            return f"{stem[:-1]}y"
        is_doubled = stem[-1] == stem[-2] and stem[-1] not in "lsz"
        return stem[:-1] if is_doubled else stem
    return word.removesuffix("e") if len(word) > 3 else word


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s"):
        return word
    if word.endswith("ies") and not word.endswith(("eies", "aies")):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("es") and not word.endswith(("aes", "ees", "oes")):
        return word[:-1]
    return word if word.endswith(("us", "ss", "is")) else word[:-1]
