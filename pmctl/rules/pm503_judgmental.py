"""A sentence judges people: how careful, clever or diligent they were.

## Why

"Careless" and "obviously" are written by those who know how it ended. They say nothing about the work, only about the
distance between it and its judge, and everybody who reads them will keep quiet about the next near miss. Advice to be
more careful is the same judgment, put kindly.

Reported are words that judge people or their deeds (a careless change, sloppy work, negligence, poor judgment, lack of
attention); that a person was lazy, naive or too hasty, made a poor decision, ignored a warning or chose to, lacked the
discipline, did not bother or do their job, neglected or rushed something, or did it blindly; what should have been
obvious; and that people are to be more careful. A person is a name (of an owner, author, reviewer or participant, of
somebody in `[people]`, or with an @), a role such as on-call, engineer or team, a shift, a department such as QA or
support, or a pronoun.

Quiet are lazy loading, naive algorithms, sloppy quorums, careless retry policies, what the system ignored, questions,
quotations, code, headings and "Five whys". The phrases are English; in other languages the rule is quiet.

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
from pmctl.rules.phrases import END, PAST, Beside, Pattern, any_of, report_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Postmortem


_DENIED: Final = (
    r"\b(?:no|not|nobody|no one|never|without|rather than|nor|isn['’]t|wasn['’]t|weren['’]t|neither)\b[^,;]{0,30}\Z"
)
_CARELESSNESS: Final = """
    carelessness negligence sloppiness recklessness irresponsibility incompetence inattention complacency
    thoughtlessness foolishness idiot idiots idiotic unprofessional unprofessionally inexcusable inexcusably
"""
# These are said of policies, quorums and modes too: what people did, or people themselves, must be called so.
_CARELESS: Final = """
    careless negligent sloppy reckless irresponsible incompetent inattentive complacent thoughtless foolish
"""
_CARELESSLY: Final = """
    carelessly negligently sloppily recklessly irresponsibly incompetently inattentively complacently thoughtlessly
    foolishly
"""
_DEEDS: Final = any_of(
    """
    acts? actions? approach assumptions? attitudes? behaviou?rs? choices? cod(?:e|ing) commands? commits?
    communications? decisions? deploy(?:s|ments?)? edits? errors? fix(?:es)? handling handovers? hands? maintenance
    manners? merges? migrations? mistakes? neglect omissions? operations? oversights? planning practices? push(?:es)?
    releases? responses? reviews? rollouts? scripts? testing tests? treatment typos? updates? upgrades? use ways? work
    chang(?:es?|ing) configurations?
    """
)
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
_THINGS: Final = any_of(
    """
    modes? quorums? polic(?:y|ies) loads? loading match(?:es|ing)? retr(?:y|ies) clients? algorithms? parsers?
    schedulers? replicas? caches? nodes? services? jobs? hosts? threads?
    """
)
_POOR: Final = any_of("poor bad terrible questionable unwise ill-advised ill-considered rash hasty wrong-headed")
_CALL: Final = "(?:decision|choice|call|assumption)s?"
_A_POOR_CALL: Final = rf"(?:a|an|some|several|the)(?: (?:very|really|rather|quite|[a-z]+ly))? {_POOR} {_CALL}"

_PATTERNS: Final = (
    Pattern(cues=_CARELESSNESS, words=rf"\b{any_of(_CARELESSNESS)}\b", unless=_DENIED),
    Pattern(
        cues=_CARELESS,
        words=rf"\b{any_of(_CARELESS)}(?:,?(?: (?:and|but|or))? (?!{_THINGS}\b)[a-z-]+){{0,2}}?"
        rf" {_DEEDS}\b(?! {_THINGS}\b)",
        unless=_DENIED,
    ),
    Pattern(cues=_CARELESS, words=rf"\b{any_of(_CARELESS)}", person=Beside.BEHIND, unless=_DENIED),
    Pattern(
        cues=_CARELESS,
        words=r"\b(?:is|was|are|were|be|been|being|am|got|become|became|grew|grown|seems|seemed)"
        rf"(?: [a-z]+ly| too| very| so| quite| rather| somewhat| a bit| at best| [a-z]+ and)? {any_of(_CARELESS)}"
        rf"(?:{END}|(?= (?:[a-z]+ing|of|to|in|with|about|and|at|when|not|but|because|on|as|here|from|for|if|even|enough"
        r"|or)\b))",
        unless=rf"{_DENIED}|\b{_THINGS}\s*\Z",
    ),
    Pattern(
        cues=_CARELESSLY,
        words=rf"\b(?:is|was|are|were|be|been|being|got|had) {any_of(_CARELESSLY)} {PAST}\b",
        unless=_DENIED,
    ),
    Pattern(cues=_CARELESSLY, words=rf"\b{any_of(_CARELESSLY)} {PAST}\b", person=Beside.BEFORE, unless=_DENIED),
    Pattern(cues=_CARELESSLY, words=rf"\b{any_of(_CARELESSLY)}\b", person=Beside.EARLIER, unless=_DENIED),
    Pattern(
        cues="poor bad terrible questionable unwise ill-advised rash hasty",
        words=rf"\bmade {_A_POOR_CALL}\b",
        person=Beside.BEFORE,
        unless=_DENIED,
    ),
    Pattern(
        cues="poor bad terrible questionable unwise ill-advised rash hasty",
        words=rf"\bmade {_A_POOR_CALL}\b",
        after=r"(?:\A|[:–—])",
    ),
    Pattern(
        cues="poor bad terrible questionable unwise ill-advised rash hasty",
        words=rf"\b{_POOR} {_CALL}(?: made| taken)? (?:by|of|on the part of)",
        person=Beside.BEHIND,
        unless=_DENIED,
    ),
    Pattern(
        cues="poor bad terrible questionable unwise ill-advised rash hasty",
        words=rf"\b{_POOR} {_CALL}\b",
        person=Beside.OWNING,
        unless=_DENIED,
    ),
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
        begins=True,
        words=rf"\b{any_of(_IGNORED)} (?:[\w'’-]+ ){{0,4}}?{_WARNINGS}\b",
        person=Beside.BEFORE,
    ),
    Pattern(
        cues="ignore disregard dismiss",
        words=r"\b(?:chose|decided|opted|preferred) to (?:ignore|disregard|dismiss)"
        rf" (?:[\w'’-]+ ){{0,4}}?{_WARNINGS}\b",
        person=Beside.BEFORE,
    ),
    Pattern(
        cues="rushed_by neglected_by",
        begins=True,
        words=r"\b(?:rushed|neglected) by",
        person=Beside.BEHIND,
    ),
    Pattern(
        cues="ignored_by disregarded_by dismissed_by",
        begins=True,
        words=r"\b(?:ignored|disregarded|dismissed) by",
        person=Beside.BEHIND,
        needs=rf"\b{_WARNINGS}\b[^,;.]{{0,60}}\b(?:ignored|disregarded|dismissed) by",
    ),
    Pattern(
        cues="bother bothered neglected rushed corners panicked care better seriously",
        words=rf"\b(?:{_NOT}(?: even)? bother(?:ed)?|could(?: not|n['’]t) be bothered|neglected|cut corners|panicked"
        rf"|rushed (?:the|this|that|it|into|through|a)|{_NOT} care|should know better|knew better"
        rf"|{_NOT} take (?:it|this|that|the [a-z]+) seriously)\b",
        person=Beside.BEFORE,
    ),
    Pattern(
        cues="bothered cared",
        words=r"\b(?:nobody|no one|no-one)(?: (?:on|in|at|of|from) (?:the |our )?[a-z-]+)?"
        r" (?:even |ever )?(?:bothered|cared)\b",
    ),
    Pattern(
        cues="lacked",
        begins=True,
        words=r"\blacked (?:(?:the|any|all|even) )*(?:basic |necessary |required )?"
        r"(?:discipline|diligence|care|attention|judge?ment|common sense|professionalism|competence|rigou?r)\b",
        person=Beside.BEFORE,
    ),
    Pattern(
        cues="job homework",
        words=r"\b(?:did not|didn['’]t|nobody|no one) (?:do|did) (?:his|her|their) (?:job|homework)\b",
    ),
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
