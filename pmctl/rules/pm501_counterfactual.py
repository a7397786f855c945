"""A sentence tells what a person did not do, instead of what happened.

## Why

"The on-call should have noticed" describes a world that did not exist. It sounds like an explanation and ends the
search for one: nobody asks any longer what the on-call saw, what it meant at that moment, and why the usual thing to do
was what was done. Who reads that learns to write less next time.

Reported are sentences whose subject is a person: should have, could have, ought to have; was supposed to do; failed to,
and somebody's failure to; "had she checked, it would have"; "if only we had"; what somebody never considered, or what
broke because they did not check; not following a procedure, skipping a check, acting against a policy; doing something
without checking or asking first, without running the tests or without a review; and what should have been noticed,
tested or done by a person. The subject may stand before an "and": "the engineer was new and should have asked".

A person is a name (of an owner, author, reviewer or participant, of somebody in `[people]`, or with an @), a role such
as on-call, engineer or team, a shift, a department such as QA or support, or a pronoun.

What a machine failed to do is a fact, and so is what people tried in vain ("we failed to reproduce it"), what nobody
could have known, and what the system owed to people ("the on-call should have been paged", "we should have received an
alert"). Questions, quotations, titles of links, code, headings and "Five whys" are passed over. The phrases are
English; in other languages the rule is quiet.

In 101 public postmortems of five organisations it reports 3 phrases, and all 3 are right when read line by line; the
four rules of language together report 12 there, and all 12 are right.

## Bad

```markdown
## Root causes

The on-call should have noticed the alert at 09:55. Had she checked the dashboard, the outage would have been shorter.
```

```markdown
## What went wrong

- We failed to test the driver with the production pool size.
```

## Good

```markdown
## Root causes

The alert at 09:55 looked like the forty others of that night, none of which had needed anybody. The replica should have
caught up within a minute; the job that restarts it failed to start.
```

## Options

`[vocabulary] counterfactual` adds phrases, and `persons` names and roles.

## Source

Sidney Dekker, "The Field Guide to Understanding 'Human Error'", on counterfactual reasoning; Etsy's "Debriefing
Facilitation Guide"; John Allspaw, "Blameless PostMortems and a Just Culture".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pmctl.rules.model import Context, FindingSeverity, Report, Rule
from pmctl.rules.phrases import ADVERBS, ADVERBS_OR_NOT, END, PARTICIPLE, PAST, Beside, Pattern, any_of, report_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Postmortem


# "We should have automated tests" wishes for tests; "we should have automated the tests" speaks of a deed.
_ADJECTIVE: Final = any_of(
    """
    automated dedicated documented improved shared centrali[sz]ed standardi[sz]ed defined predefined detailed agreed
    trained scheduled isolated managed limited increased reduced distributed tested integrated advanced updated
    established expected required needed skilled related unified written set known
    """
)
_NO_NOUN: Final = any_of(
    """
    the a an this that these those it its them us our my his her their all both each every any some more less to of for
    from by with without on in at about before after when while if because and or but how what why where which who
    whether up out off down back over into as so until since earlier sooner better faster first then again instead
    [a-z]+ly
    """
)
_DONE: Final = rf"(?!{_ADJECTIVE} (?!{_NO_NOUN}\b)\w){PARTICIPLE}\b"
_WATCHFUL: Final = r"been (?:(?:more|much|far|a|bit|less|so|too|very) )*{}\b".format(
    any_of(
        """
        careful cautious aware alert attentive vigilant diligent thorough quicker faster clearer prepared proactive
        mindful wiser asleep [a-z]{3,}ing
        """
    )
)
# Whoever should have received a page did nothing wrong; what should have sent it did.
_RECEIVED: Final = (
    r"(?:received|(?:got|gotten|seen|heard) (?:an?|any|some|more|no|enough)(?: [a-z-]+){0,2}"
    r" (?:pages?|alerts?|alarms?|notifications?|warnings?|messages?|e-?mails?|mails?|calls?|tickets?|signals?))\b"
)
_DEED: Final = rf" (?!{_RECEIVED})(?:{_WATCHFUL}|{_DONE})"
_HINDSIGHT: Final = r"(?:, [^,.;:()\x1e]{1,40},| (?:in|with|on) (?:hindsight|retrospect|reflection))?"
_PREVENTED: Final = any_of(
    "noticed seen spotted caught detected found foreseen prevented avoided stopped averted tested"
)
_NO_DEED: Final = any_of("be have receive get see hear know grow come return arrive meet learn")
_ASKED: Final = r"\b(?:whether|if|how|when|where|why|assum[a-z]*|wonder[a-z]*)(?: that)?\s*\Z|\bunfair\b[^,;]{0,30}\Z"
_SUFFERED: Final = any_of(
    "lost suffered experienced seen faced gotten got become received spent paid incurred ended exposed"
)

# Trying in vain is no omission.
_TRIED: Final = any_of(
    """
    reproduce connect reach contact log login access ssh restart restore recover roll bring get find locate resolve
    mitigate fix repair load start stop deploy upgrade open join authenticate sign drain delete build boot make reboot
    scale failover fail attach mount pinpoint meet obtain receive arrive solve determine establish isolate stabili[sz]e
    """
)
_CHECK: Final = "(?:tests?|testing|checks?|linters?|suite|plan|pipelines?|build|ci|dry(?: |-)run|backup|snapshot)"
_CONSENT: Final = any_of(
    "reviews? reviewers? approvals? sign-?offs? permission confirmation authori[sz]ation consent feedback answer reply"
)
_ANY: Final = "(?:[a-z-]+ ){0,3}?"
_WITHOUT: Final = "(?:{}|{}|{})".format(
    any_of(
        """
        checking double-checking testing verifying reading(?!_from|_off) reviewing asking telling informing notifying
        consulting thinking looking confirming validating considering understanding reali[sz]ing noticing escalating
        making_sure
        """
    ),
    rf"(?:running|waiting for|taking|making|getting|obtaining|seeking|requesting) {_ANY}(?:{_CHECK}|{_CONSENT})",
    r"(?:having|getting) (?:it|them|this|that|(?:the|his|her|their) [a-z-]+) (?:tested|reviewed|checked|approved)",
)
_WITHOUT_ANY: Final = (
    r"(?:(?:an?|any|the|his|her|their|proper|prior|adequate|formal|code|peer|second|further) ){0,3}"
    r"(?:reviews?|approvals?|sign-?offs?|permission|authori[sz]ation|testing|tests|dry(?: |-)run)"
    rf"(?:{END}|(?= (?:from|by|of|first|and|or|on|in)\b))"
)
# What a tool lets people do has not been done by anybody.
_POSSIBLE: Final = (
    r"\b(?:allow|enabl|permit|ways?|button|option|possib|able|can|lets?|script|tool|job|pipeline|with or)[a-z]*\b"
    r"[^,;]{0,60}\Z"
)
_RULES: Final = any_of(
    "polic(?:y|ies) rules? advice procedures? process guidelines? runbooks? instructions? recommendations? conventions?"
)
_COMPARED: Final = (
    r"\b(?:check|validat|compar|test|verif|measur|match|review|evaluat|protect|secur|guard|ran|held|put)[a-z]*\b"
    r"[^,;]{0,80}\Z"
)
_CHECKED: Final = any_of(
    "considered checked tested verified reviewed validated questioned consulted asked thought read looked"
)
_TO_CHECK: Final = any_of(
    "consider check double-check test verify review validate question consult confirm ask think read look escalate"
)
_WOULD: Final = r"\b(?:would|could|might)(?:n['’]t)?\b"
_HAD_DONE: Final = rf"{ADVERBS} (?:{_WATCHFUL}|(?!been\b|had\b|not\b|never\b){PARTICIPLE}\b)"

_PATTERNS: Final = (
    Pattern(
        cues="should shouldn",
        begins=True,
        words=rf"\bshould(?:n['’]t)?(?:['’]ve| of|{_HINDSIGHT}{ADVERBS_OR_NOT} have){ADVERBS_OR_NOT}{_DEED}",
        person=Beside.BEFORE,
        unless=_ASKED,
    ),
    Pattern(
        cues="should shouldn ought could",
        begins=True,
        words=rf"\b(?:(?:should(?:n['’]t)?{ADVERBS_OR_NOT}|ought to) have been{ADVERBS} {PARTICIPLE}"
        rf"|could{ADVERBS} have been{ADVERBS} {_PREVENTED})"
        r"(?:(?: much| far| long)? (?:earlier|sooner|before|first)| (?:in|during) [a-z-]+)? by",
        person=Beside.BEHIND,
        unless=r"\b(?:whether|if|how|when|where|why)\b[^,;]{0,60}\Z",
    ),
    Pattern(
        cues="supposed_to meant_to",
        words=rf"\b(?:was|were)(?:n['’]t| not| never)? (?:supposed|meant) to{ADVERBS} (?!{_NO_DEED}\b)[a-z]+",
        person=Beside.BEFORE,
        unless=rf"{_ASKED}|\b(?:what|which|whom|that)\s*\Z",
    ),
    Pattern(
        cues="could",
        begins=True,
        words=rf"\bcould(?:['’]ve| of|{_HINDSIGHT}{ADVERBS} have){ADVERBS}(?! {_SUFFERED}\b){_DEED}",
        person=Beside.BEFORE,
        unless=rf"{_ASKED}|\bso(?: that)?\s*\Z|\bwhat(?: else)?\s*\Z",
    ),
    Pattern(
        cues="ought oughtn",
        begins=True,
        words=rf"\bought(?:n['’]t)?(?: not)? to have{ADVERBS}{_DEED}",
        person=Beside.BEFORE,
        unless=_ASKED,
    ),
    Pattern(
        cues="failed_to omitted_to",
        begins=True,
        words=rf"\b(?:fail|omitt)ed to (?!{_TRIED}\b)[a-z]+",
        person=Beside.BEFORE,
    ),
    Pattern(cues="failure_to", begins=True, words=rf"\bfailure to (?!{_TRIED}\b)[a-z]+", person=Beside.OWNING),
    Pattern(
        # "Had she checked": a verb before its subject, not "we had the host checked".
        cues="had",
        and_cues="would wouldn could couldn might mightn only",
        begins=True,
        words=r"\bhad\b(?:(?<![\w)][^\S\x1e]had)|(?<=and\shad)|(?<=but\shad)|(?<=that\shad))",
        person=Beside.BEHIND,
        then=_HAD_DONE,
        needs=_WOULD,
    ),
    Pattern(
        cues="had",
        and_cues="would wouldn could couldn might mightn only",
        words=r"\bif(?: only)?(?= (?:\S+ ){1,6}?had\b)",
        person=Beside.BEHIND,
        then=f" had{_HAD_DONE}",
        needs=rf"{_WOULD}|\bif only\b",
    ),
    Pattern(
        cues="follow followed adhere adhered stick comply complied",
        words=r"\b(?:did not|didn['’]t|never)(?: [a-z]+ly)? (?:follow(?:ed)?|adhered? to|stick to|compl(?:y|ied) with)"
        r" (?:the|our|this|that|his|her|their|any|established|standard|documented|proper|correct)\b",
        person=Beside.BEFORE,
    ),
    Pattern(
        cues="without",
        begins=True,
        words=rf"\bwithout(?: first| even| ever| [a-z]+ly)? {_WITHOUT}\b",
        person=Beside.EARLIER,
    ),
    Pattern(
        cues="without",
        begins=True,
        words=rf"\bwithout {_WITHOUT_ANY}",
        person=Beside.EARLIER,
        unless=_POSSIBLE,
    ),
    Pattern(
        cues="without",
        begins=True,
        words=rf"\bwithout(?: first| even| ever| [a-z]+ly)? {_WITHOUT}\b[^,.;:()\x1e]{{0,60}},",
        person=Beside.BEHIND,
        then=rf"{ADVERBS} {PAST}\b",
    ),
    Pattern(
        cues="against contrary violation breach",
        words=rf"\b(?:against|contrary to|in (?:violation|breach) of) {_ANY}{_RULES}\b",
        person=Beside.EARLIER,
        unless=_COMPARED,
    ),
    Pattern(
        cues="against contrary violation breach",
        words=rf"\b(?:against|contrary to|in (?:violation|breach) of) {_ANY}{_RULES}\b[^,.;:()\x1e]{{0,60}},",
        person=Beside.BEHIND,
        then=rf"{ADVERBS} {PAST}\b",
        after=r"\A",
    ),
    Pattern(
        cues="skipped",
        begins=True,
        words=rf"\bskipped {_ANY}(?:{_CHECK}|reviews?|approvals?|checklists?|procedures?|training|canary|runbook)\b",
        person=Beside.BEFORE,
    ),
    Pattern(cues="never", begins=True, words=rf"\bnever {_CHECKED}\b", person=Beside.BEFORE),
    Pattern(
        # That something was not done is a fact, until it becomes the cause.
        cues="did didn",
        begins=True,
        words=rf"\b(?:did not|didn['’]t)(?: even| first| [a-z]+ly)? {_TO_CHECK}\b",
        person=Beside.BEFORE,
        after=r"\b(?:because|since|(?:cause|reason) (?:was|is)(?: that)?)",
    ),
)


def check(document: Postmortem, context: Context) -> Iterator[Report]:
    """Report every sentence about what a person did not do."""
    return report_phrases(document, context, "counterfactual", _PATTERNS, "{} tells what a person did not do")


RULE = Rule(
    code="PM501",
    name="counterfactual",
    severity=FindingSeverity.WARNING,
    help="Say what was done and why it made sense then; what was missing is an action for the system.",
    page=__doc__,
    check=check,
)
