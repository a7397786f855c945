"""A sentence judges people: how careful, clever or diligent they were.

## Why

"Careless" and "obviously" are written by those who know how it ended. They say nothing about the work, only about the
distance between it and its judge, and everybody who reads them will keep quiet about the next near miss. Advice to be
more careful is the same judgment, put kindly.

Reported are words that judge people or their deeds (careless, negligent, sloppy, reckless, complacent, poor judgment,
lack of attention); that a person was lazy, naive or too hasty, ignored a warning, did not bother, neglected or rushed
something, or did it blindly; what should have been obvious; and that people are to be more careful. A person is a name
(of an owner, author, reviewer or participant, of somebody in `[people]`, or with an @), a role such as on-call,
engineer or team, or a pronoun.

Quiet are lazy loading, naive algorithms, what the system ignored, questions, quotations, code, headings and "Five
whys". The phrases are English; in other languages the rule is quiet.

In 101 public postmortems of five organisations it reports 2 phrases, and both are right when read line by line.

## Bad

```markdown
## Root causes

A careless change to the settings. The on-call ignored the alert. It should have been obvious that the pool was full.
```

```markdown
## Lessons learned

- We need to be more careful with the settings of the pool.
```

## Good

```markdown
## Root causes

The change to the settings passed every test. The scheduler ignored the alert. The alert had fired every night of that
month, and was closed as it had been thirty times before. Lazy loading hid how full the pool was.
```

## Options

`[vocabulary] judgmental` adds phrases, and `persons` names and roles.

## Source

Sidney Dekker, "The Field Guide to Understanding 'Human Error'", on judgmental language and hindsight; Etsy's
"Debriefing Facilitation Guide"; PagerDuty's postmortem guide, on blamelessness.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pmctl.rules.model import Context, FindingSeverity, Report, Rule
from pmctl.rules.phrases import PAST, Beside, Pattern, any_of, report_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Postmortem


_DENIED: Final = (
    r"\b(?:no|not|nobody|no one|never|without|rather than|nor|isn['’]t|wasn['’]t|weren['’]t|neither)\b[^,;]{0,30}\Z"
)
_CARELESS: Final = """
    careless carelessly carelessness negligent negligently negligence sloppily sloppiness reckless recklessly
    recklessness irresponsible irresponsibly irresponsibility incompetent incompetently incompetence inattentive
    inattentively inattention complacent complacently complacency
    thoughtless thoughtlessly thoughtlessness foolish foolishly
    foolishness idiot idiots idiotic unprofessional unprofessionally inexcusable inexcusably
    sloppy(?!(?:_|-)mode)
"""
# These are said of algorithms and clients too, so a person must be.
_LAZY: Final = """
    lazy stupid dumb naive naïve clueless ignorant hasty inept unskilled overconfident over-confident oblivious
    distracted impatient arrogant stubborn incapable unqualified gullible
"""
_BLINDLY: Final = "blindly naively naïvely stupidly lazily hastily rashly arrogantly"
_ATTENTIVE: Final = r"(?:paying (?:enough |much |close )?attention|careful|attentive|thorough|diligent)"
_IGNORED: Final = "ignored disregarded dismissed brushed_off shrugged_off"
_WARNINGS: Final = any_of(
    """
    alerts? alarms? warnings? pages? pagers? signs? signals? advice procedures? process polic(?:y|ies) rules? runbooks?
    checklists? instructions? documentation notifications? messages? e-?mails? guidelines? recommendations?
    """
)
_KNOWING: Final = "obviously clearly"
_NOT: Final = r"(?:did not|didn['’]t|never)"
_CAREFUL_CUES: Final = "careful attentive diligent vigilant cautious mindful thorough attention care harder"
_CAREFULLY: Final = (
    r"(?:(?:be|being) (?:a (?:lot|bit) |much |far )?more"
    r" (?:careful|attentive|diligent|vigilant|cautious|mindful|thorough)"
    r"|(?:pay|paying) (?:more|closer|better) attention|(?:take|taking|exercise) (?:more|greater|better) care"
    r"|try(?:ing)? harder)\b"
)

_PATTERNS: Final = (
    Pattern(cues=_CARELESS.partition("(")[0], words=rf"\b{any_of(_CARELESS)}\b", unless=_DENIED),
    Pattern(
        cues="lack poor bad",
        words=r"\b(?:lack of (?:care|attention(?: to detail)?|diligence|discipline|vigilance|professionalism|effort"
        r"|thought|judge?ment|common sense)|(?:poor|bad) judge?ment)\b",
        unless=_DENIED,
    ),
    Pattern(
        cues="stupid dumb silly",
        words=r"\b(?:stupid|dumb|silly)(?: |-)(?:mistake|error|decision|idea|change|assumption|oversight|typo)s?\b",
    ),
    Pattern(
        cues=_LAZY,
        words=r"\b(?:was|were|is|are|been|being|got|am)(?: (?:too|very|so|simply|just|rather|quite|[a-z]+ly))?"
        rf" {any_of(_LAZY)}\b",
        person=Beside.BEFORE,
    ),
    Pattern(
        cues="paying careful attentive thorough diligent",
        words=rf"\b(?:was|were)(?:n['’]t| not)(?: [a-z]+ly)? {_ATTENTIVE}\b",
        person=Beside.BEFORE,
    ),
    Pattern(cues=_BLINDLY, words=rf"\b{any_of(_BLINDLY)} {PAST}\b", person=Beside.BEFORE),
    Pattern(
        cues=_IGNORED,
        words=rf"\b{any_of(_IGNORED)} (?:[a-z'’-]+ ){{0,4}}?{_WARNINGS}\b",
        person=Beside.BEFORE,
    ),
    Pattern(
        cues="bother bothered neglected rushed corners panicked care better seriously",
        words=rf"\b(?:{_NOT}(?: even)? bother(?:ed)?|could(?: not|n['’]t) be bothered|neglected|cut corners|panicked"
        rf"|rushed (?:the|this|that|it|into|through|a)|{_NOT} care|should know better|knew better"
        rf"|{_NOT} take (?:it|this|that|the [a-z]+) seriously)\b",
        person=Beside.BEFORE,
    ),
    Pattern(cues="bothered", words=r"\b(?:nobody|no one|no-one) (?:even |ever )?bothered\b"),
    Pattern(
        cues=_KNOWING,
        words=rf"\b{any_of(_KNOWING)} (?:should|{_NOT}|had(?: not|n['’]t)|was(?: not|n['’]t)|were(?: not|n['’]t)"
        r"|forgot|failed|ignored|misunderstood|missed|knew|had no idea)\b",
        person=Beside.BEFORE,
    ),
    Pattern(
        cues="obvious",
        words=r"\b(?:(?:should|ought to) have been|would have been) (?:[a-z]+ly |quite |more )?obvious\b",
    ),
    Pattern(
        cues="simply just",
        words=rf"\b(?:simply|just) {_NOT}"
        r" (?:look|check|think|read|care|notice|test|ask|follow|pay|bother|try)(?:ed)?\b",
        person=Beside.BEFORE,
    ),
    Pattern(
        cues=_CAREFUL_CUES,
        words=r"\b(?:should|must|needs? to|have to|has to|ought to|will|could|can|shall)(?: all| always| also| just)?"
        rf" {_CAREFULLY}",
        person=Beside.BEFORE,
    ),
    Pattern(cues=_CAREFUL_CUES, words=rf"\b{_CAREFULLY}", after=r"(?:\A|[:–—])"),
)


def check(document: Postmortem, context: Context) -> Iterator[Report]:
    """Report every sentence that judges people."""
    return report_phrases(
        document, context, "judgmental", _PATTERNS, "{} judges people instead of telling what happened"
    )


RULE = Rule(
    code="PM503",
    name="judgmental",
    severity=FindingSeverity.WARNING,
    help="Say what was seen and done, and what made it sensible at that moment.",
    page=__doc__,
    check=check,
)
