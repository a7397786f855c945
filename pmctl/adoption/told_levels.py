"""How bad an incident was, as the sentences of its document tell: "We declared a SEV-2", "(SEV-2)"."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.adoption.days import find_days
from pmctl.adoption.given_names import is_given_name
from pmctl.adoption.inline import plain
from pmctl.adoption.levels import severity_of
from pmctl.adoption.stated_levels import severity_said
from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from pmctl.postmortem.blocks import Block
    from pmctl.postmortem.conventions import Conventions

_S: Final = r"(?:sev(?:erity)?[\s_-]?[0-5](?![\w%]|\.[0-9]))"
_THING: Final = r"(?:incident|outage|event|issue|disruption|degradation|problem)"
_IT: Final = rf"(?:it|this|(?:this|the|our)\s+(?:\w+\s+)?{_THING})"
_A: Final = r"(?:an?\s+|the\s+)?"
_RATED: Final = (
    r"(?:classif(?:y|ied)|declared|rated?|graded|categori[sz]ed|triaged|treat(?:ed)?|assessed|considered|handled|labell?ed"
    r"|ranked|marked|reported|logged|opened|set|assigned)"
)
_MOVED: Final = (
    r"(?:raised|upgraded|downgraded|lowered|(?:de-?)?escalated|reclassified|bumped|promoted|demoted|reduced|changed)"
)
_NO_OTHER: Final = (
    r"(?!\s+(?:alert|alarm|ticket|bug|page|polic|process|channel|criteri|runbook|queue|level|threshold|or\b|/))"
)
_SIGN: Final = lazy_pattern(r"sev(?:erity)?[\s_-]?[0-9]|severity", re.IGNORECASE)
_SENTENCE_END: Final = lazy_pattern(r"(?<=[.!?])[)\]]?\s+|(?<=[。！？])")
_OF_ANOTHER: Final = (
    r"similar\w*|previous\w*|prior|earlier|last|another|other|others|unlike|compar\w+|nearly|almost|should|would|related"
    r"|past|ago|before|(?:in|since|from|during)\s+(?:(?:early|mid|late)[\s-])?(?:january|february|march|april|may|june|july"
    r"|august|september|october|november|december|q[1-4]|(?:19|20)[0-9]{2})"
)
_ANOTHER: Final = lazy_pattern(rf"(?<![^\W_])(?:{_OF_ANOTHER})(?![^\W_])|[?？]", re.IGNORECASE)
"""What makes a sentence one about another incident, or a question."""

_DOUBTED: Final = lazy_pattern(
    r"n['’]t\b|(?<![^\W_])(?:could|might|(?-i:may)|can|if|not|no|never|unless|whether|usual\w*|normal\w*|typical\w*"
    r"|means?|defin\w*|polic\w+|criteri\w+|any|every|each|most|some|only|whenever|initial\w*|original\w*|first|instead"
    r"|says?|said|told|according|rules?|must|requires?|wanted|asked|thought|tried|supposed|wrongly|test"
    r"|(?:alert|alarm|bug|vulnerability|cve|finding|ticket|case|page)s?\s+(?:was|were|is|are|got|had|has))(?![^\W_])",
    re.IGNORECASE,
)
"""What makes of the words behind it something that was not so, or that somebody only thought."""

_BRACKETS_LAST: Final = lazy_pattern(r"[(（\[]([^()（）\[\]]{2,40})[)）\]][\s.。]*$")
_MENTIONED: Final = lazy_pattern(r"(?<![^\W_])sev(?:erity)?[\s_-]?([0-5])(?![0-9])", re.IGNORECASE)
_WHO: Final = lazy_pattern(r"\s+by\s+(?:the\s+|our\s+)?(@?[\w'’-]+)", re.IGNORECASE)
_OURS: Final = frozenset(
    {
        "we",
        "i",
        "us",
        "team",
        "on-call",
        "oncall",
        "engineer",
        "engineers",
        "commander",
        "ic",
        "manager",
        "lead",
        "sre",
        "sres",
    }
    | {"support", "operations", "ops", "responder", "responders", "then", "immediately", "finally", "quickly"}
)
"""Who may say how bad an incident of ours was; a vendor speaks of its own."""

_LONGEST_SENTENCE: Final = 300
_MOST_BLOCKS: Final = 200
_MOST_LINES: Final = 200
_NEAR: Final = 2
"""How many days lie at most between an incident and a sentence about it."""


class Told(NamedTuple):
    """A severity that a sentence tells; `is_change` if it replaces one that was told before, None if it is unclear."""

    severity: str | None
    line: int
    is_change: bool = False


def told_severity(
    blocks: Sequence[Block], opening: Iterable[Block], day: date | None, conventions: Conventions
) -> Told | None:
    """Return the severity that sentences tell of the incident, if they tell one; of changes the last counts.

    One that is mentioned besides it, and not as that of another incident, leaves open which it was.

    Args:
        blocks: those that may tell of what happened.
        opening: the paragraphs with which the document begins, which may end in it.
        day: of the incident; a sentence that has another one is about another incident.
        conventions: the severities there are.
    """
    told = [one for block in opening for one in _in_brackets(block, conventions)]
    said = (block for block in blocks if block.kind in {"paragraph", "list", "heading"} and _SIGN.search(block.text))
    mentioned: list[Told] = []
    for block in islice(said, _MOST_BLOCKS):
        for one, is_told in _in_block(block, day, conventions):
            (told if is_told else mentioned).append(one)
    changes = [one for one in told if one.is_change]
    last = changes[-1] if changes else told[0] if told else None
    if last is None:
        return None
    others = [one for one in (*told, *mentioned) if not last.is_change or one.line > last.line]
    return last if all(one.severity == last.severity for one in others) else None


def _in_brackets(block: Block, conventions: Conventions) -> Iterator[Told]:
    text = plain(" ".join(block.text[-_LONGEST_SENTENCE:].split()))
    last = _BRACKETS_LAST.search(text)
    severity = severity_said(last[1].strip(), conventions) if last else None
    if last and severity and not _ANOTHER.search(_SENTENCE_END.split(text[: last.start()].rstrip())[-1]):
        yield Told(severity, block.line)


def _in_block(block: Block, day: date | None, conventions: Conventions) -> Iterator[tuple[Told, bool]]:
    """What the sentences of a block tell, and what they only mention; a heading that says nothing else tells it."""
    if block.kind == "heading" and (severity := severity_said(plain(block.title), conventions)):
        yield Told(severity, block.line), True
        return
    lines = block.text.split("\n")[:_MOST_LINES]
    items = enumerate(lines, block.line) if block.kind == "list" else [(block.line, " ".join(lines))]
    for line, item in items:
        for sentence in _SENTENCE_END.split(plain(item)):
            yield from _in_sentence(sentence[:_LONGEST_SENTENCE], line, day, conventions)


def _in_sentence(text: str, line: int, day: date | None, conventions: Conventions) -> Iterator[tuple[Told, bool]]:
    numbers = [(found.start(), found[1]) for found in _MENTIONED.finditer(text)]
    found = _telling().search(text) if _SIGN.search(text) else None
    is_doubted = bool(_ANOTHER.search(text)) or _is_of_another_day(text, day)
    if found is None or is_doubted or _DOUBTED.search(text[: found.end()]) or not _is_ours(found, text):
        if found is not None and found["moved"]:
            yield Told(None, line, is_change=True), True
        elif not is_doubted and not _DOUBTED.search(text):
            yield from ((Told(severity_of(f"SEV{number}", conventions), line), False) for _, number in numbers)
        return
    value = next(found[name] for name in _VALUES if found[name])
    besides = {number for start, number in numbers if not found.start() <= start < found.end()}
    severity = severity_of(f"SEV{value[-1]}", conventions)
    yield Told(severity if besides <= {value[-1]} else None, line, is_change=found["moved"] is not None), True


def _is_ours(found: re.Match[str], text: str) -> bool:
    """Whether those who say it may be of this firm: a person, or a part that people have in incidents."""
    behind = _WHO.match(text, found.end())
    who = [name for name in (found["who"], behind[1] if behind else None) if name]
    return all(name.casefold() in _OURS or name[0] == "@" or is_given_name(name) for name in who)


def _is_of_another_day(text: str, day: date | None) -> bool:
    days = find_days(text, month_first=None) if day else []
    return any(abs((said.day - day).days) > _NEAR for said in days if day)


_VALUES: Final = (
    "is", "moved", "passive", "declared", "had", "this", "of", "level", "de", "fr", "es", "nl", "no", "ja", "ko",
)  # fmt: skip


@cache
def _telling() -> re.Pattern[str]:
    """What finds the one severity that a sentence gives the incident, as the one of `_VALUES` that took part."""
    be = r"(?:was|is|became|(?:has|had)\s+been|got)"
    active = r"(?:declared|opened|called|announced|filed|raised)"
    return re.compile(
        rf"(?<![^\W_])(?:{_IT}\s+{be}\s+(?:\w+ly\s+)?(?:{_RATED}\s+)?(?:as\s+|to\s+be\s+|at\s+)?{_A}(?P<is>{_S}){_NO_OTHER}"
        rf"|(?:{_IT}\s+{be}\s+(?:\w+ly\s+)?(?:then\s+|later\s+)?|we\s+(?:then\s+|later\s+)?){_MOVED}(?:\s+{_IT})?"
        rf"(?:\s+from\s+{_A}{_S})?\s+(?:to|into|as)\s+{_A}(?P<moved>{_S}){_NO_OTHER}"
        rf"|(?:an?\s+)?(?P<passive>{_S})(?:\s+{_THING})?\s+(?:was\s+)?(?:declared|opened|called|announced)(?![^\W_])"
        rf"|(?P<who>@?[\w'’-]+)\s+(?:had\s+|have\s+)?(?:{active}\s+(?:{_IT}\s+)?|{_RATED}\s+{_IT}\s+)(?:as\s+|to\s+be\s+|at\s+)?{_A}"
        rf"(?P<declared>{_S}){_NO_OTHER}"
        rf"|we\s+(?:had|experienced|suffered|saw)\s+an?\s+(?P<had>{_S})\s+{_THING}(?!s)"
        rf"|this\s+(?P<this>{_S})\s+{_THING}(?!s)"
        rf"|(?:this|the|our)\s+{_THING}\s+\((?P<of>{_S})\)"
        rf"|(?:the|its|our)\s+severity(?:\s+level)?(?:\s+of\s+{_IT})?\s+(?:was|is)\s+(?:set\s+to\s+)?{_A}"
        rf"(?P<level>{_S}|[1-5](?![\w.%]))"
        rf"|als\s+(?:eine?n?\s+)?(?P<de>{_S})\s+(?:eingestuft|klassifiziert|deklariert|gewertet|bewertet)"
        rf"|class(?:é|ée|ifié|ifiée)\s+(?:en\s+|comme\s+)?(?P<fr>{_S})"
        rf"|(?:clasificad[oa]|classificad[oa]|declarad[oa])\s+como\s+(?P<es>{_S})|geclassificeerd\s+als\s+(?P<nl>{_S})"
        rf"|(?:klassifisert|klassad|klassificeret|erklært)\s+som\s+(?:en\s+)?(?P<no>{_S}))"
        r"|(?P<ja>sev[\s_-]?[0-5])\s?(?:と(?:判定|宣言|分類|認定)|に分類)"
        r"|(?P<ko>sev[\s_-]?[0-5])\s?으?로\s?(?:분류|선언|지정)",
        re.IGNORECASE,
    )
