"""Titles of actions that ask people to do better, to know better or to remember, in place of a change around them."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

_CUE_WORDS: Final = """
    abide adhere adhered admin admins applied attention attentive attentively awareness be being better brief briefing
    call calls care careful carefully cautiously closely coach coaching colleagues comply conscious consult developer
    developers devs diligently do don double doublecheck educate educating engineer engineers everybody everyone
    experience experiences eye eyes follow followed forget harder humans inform informing instruct instructing knowledge
    known learning learnings lessons members never newcomers hires nobody obey obeyed observe oncall oncalls one
    operator operators people practices read remember remind reminding respect respected responder responders reviewer
    reviewers rigorously staff stick stop support teach teaching team teams tester testers thoroughly train training
    trainings understood us used
    """
_CUES: Final = frozenset(_CUE_WORDS.split())
"""One of these is in every such title; they are quick to look for."""

_PEOPLE: Final = (
    r"(?:(?:all|the|our|other|new|more|junior|senior|every|each|any|on-?call|team|support|backend|frontend|platform) )*"
    r"(?:people|humans|everyone|everybody|nobody|no one|us|teams?|staff|engineers?|developers?|devs|operators?|admins?"
    r"|colleagues|members|responders|on-?calls?|reviewers?|testers?|newcomers|new hires)"
    r"(?: on (?:the|our) team| on call)?"
)
_RULES: Final = (
    r"(?:(?:the|our|all|this|these|existing|agreed|correct|proper|established|standard|documented|best|better|new|right"
    r"|every) )*(?:[a-z-]+ ){0,2}?(?:runbooks?|process(?:es)?|procedures?|polic(?:y|ies)|guidelines?|checklists?|rules?"
    r"|practices?|instructions?|standards?|conventions?|playbooks?|documentation|docs|steps|recommendations?|advice)"
)
_FOLLOWED: Final = "(?:followed|respected|read|known|obeyed|adhered to|applied|used|understood)"
_OR_ELSE: Final = r"(?:$| (?:when|before|while|during|always|every|each|strictly|correctly|for (?:all|every|each))\b)"
_FOLLOW: Final = (
    r"(?:follow|stick to|adhere to|comply with|respect|obey|observe|abide by|remember"
    r"|(?:read|consult)(?= (?:the|our|all)))"
)
_HABITS: Final = (
    r"(?:double-?check|check|test|read|verify|review|communicate|ask|remember|know|understand|learn|follow|respect|care"
    r"|look|watch|think|pay|forget|obey|stick|adhere|be aware)"
)
_DO_HABITS: Final = (
    r"(?:double-?checks?|checks?|tests?|reads?|verif(?:y|ies)|reviews?|communicates?|asks?|remembers?|knows?|understands?"
    r"|learns?|follows?|respects?|cares?|looks?|watch(?:es)?|thinks?|pays?|forgets?|obeys?|sticks?|adheres?"
    r"|(?:is|are) (?:aware|(?:trained|informed|educated)$))"
)
# Operators are programs, too, and do check what they are made for.
_SOMEBODY: Final = rf"(?!(?:the |our |all |every )*operators?\b){_PEOPLE}"
_CHECKING: Final = (
    r"(?:check|test|ask|read|think|verif|look|review|consult)\w*"
    r"(?: (?:it|them|first|twice|everything|any\w+|some\w+))*$"
)
_MODAL: Final = r"(?:should|must|will|shall|(?:need|needs|have|has|ought) to)"
_OFTEN: Final = r"(?:always |never |not |also |actually |all )*"
_TAUGHT: Final = (
    r"(?:(?:the|our|their|best|better|new|all|this|these|how to use) )*(?:[a-z-]+ )?(?:practices?|process\w*"
    r"|procedures?|polic(?:y|ies)|runbooks?|playbooks?|systems?|tools?|tooling|guidelines?|checklists?|dashboards?"
    r"|monitoring|alerting|alerts?|documentation|docs|config\w*|deploys?|deployments?|releases?|platform|product|security"
    r"|incidents?|response|management|communication|changes|testing|basics|infrastructure|subject|topic)"
)
_MEANS: Final = r"[:;(]|\d|\bby \w+ing\b|\b(?:using|via|so that)\b| [–—-]+ "


def asks_for_care(text: str, words: frozenset[str]) -> bool:
    """Return whether a title asks for care and names no means that would bring it about.

    Args:
        text: the title in lower case, with single spaces.
        words: those of the title.
    """
    return not words.isdisjoint(_CUES) and bool(_care().match(text)) and not re.search(_MEANS, text)


@cache
def _care() -> re.Pattern[str]:
    return re.compile("|".join((_to_be_better(), *_to_follow_rules(), *_to_know_more())))


def _to_be_better() -> str:
    return (
        rf"(?:{_PEOPLE} )?(?:(?:should|must|will|to|(?:need|needs|have) to) )?(?:"
        r"be(?:ing)? (?:(?:much |a bit )?more |extra |very )?"
        r"(?:careful|cautious|vigilant|mindful|attentive|diligent|thorough|proactive|disciplined)\b|"
        r"be (?:more |extra )(?:aware|conscious|rigorous|responsive|patient)\b|"
        r"(?:carefully|cautiously|diligently) \w+|more care(?:ful)?\b|"
        r"(?:pay|give) (?:(?:more|closer|better|extra|particular) )?attention\b|"
        r"take (?:(?:more|greater|extra|better) )?care\b|(?:try|work) harder\b|do better\b|"
        r"(?:keep|have) (?:an?|both|one)(?: \w+)? eyes? on\b|"
        r".{1,60} more (?:carefully|thoroughly|closely|diligently|cautiously|attentively|rigorously)$)"
    )


def _to_follow_rules() -> tuple[str, ...]:
    ensure = r"(?:ensure|make sure|see to it)(?: that)?"
    return (
        rf"{_FOLLOW} {_RULES}{_OR_ELSE}",
        r"(?:apply|adopt|enforce|implement|promote|use) (?:(?:the|our|all|common) )?(?:\w+ )?best practices$",
        rf"(?:{ensure} )?{_RULES} (?:(?:should|must) be|is|are) {_OFTEN}{_FOLLOWED}$",
        rf"(?:{ensure} )?{_SOMEBODY} {_MODAL} {_OFTEN}{_HABITS}\b",
        rf"{ensure} {_SOMEBODY} {_OFTEN}{_DO_HABITS}\b",
        rf"(?:everyone|everybody|people) {_OFTEN}{_DO_HABITS}\b",
        r"double-?check\b.{0,80} (?:before|when|while) (?:\w+ing|each|every|any)\b",
        r"double-?check(?: everything|(?: (?:all|our|any|your))* \w+s)$",
        rf"(?:never|don't|do not|stop) \w+\b.{{0,60}}\bwithout (?:\w+ )?{_CHECKING}",
        rf"(?:remember|(?:don't|do not|never) forget) to\b|remind(?:ing)? {_PEOPLE}\b",
    )


def _to_know_more() -> tuple[str, ...]:
    trainings = r"(?:(?:a|an|more|better|some|regular|additional|further) )*(?:[a-z-]+ )?trainings?(?: sessions?)?"
    lessons = r"(?:(?:the|our|more|these) )*(?:\w+ )?(?:knowledge|learnings?|lessons(?: learned)?|experiences?)"
    give = r"(?:give|provide|offer|hold|organi[sz]e|do|run|schedule|arrange)(?:ing)?"
    others = rf"(?:with|across|between|among|within) (?:{_PEOPLE}|(?:the|our) (?:company|organi[sz]ation))"
    taught = r"(?:train|educate|teach|coach|instruct|brief|inform)(?:ing)?"
    return (
        r"(?:raise|raising|increase|build|create|spread|improve|more|better) (?:\w+ )?awareness\b",
        rf"{taught} {_PEOPLE}(?:$| (?:not to|to (?:not|be|always)|never to)\b| (?:(?:on|in|about|for) )?{_TAUGHT}$)",
        rf"{give} (?:{_PEOPLE} )?{trainings}(?: (?:for|to) {_PEOPLE})?$",
        rf"share {lessons}(?: {others})?$",
    )
