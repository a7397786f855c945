"""Somebody's error stands where a cause belongs.

## Why

"Human error" is where an investigation begins, not what it finds. That a command was typed into the wrong window says
nothing about why both windows looked the same, and whoever types next will see what this one saw. An error that is
explained by a person is answered with a warning to a person, and happens again.

Reported are "human error" and its like; that a person forgot, overlooked, missed, mistyped or misread something, or did
something accidentally, mistakenly or to the wrong thing, and what was overlooked, misread or done so by a person;
somebody's mistake, oversight or typo, a rookie mistake among them, and mistakes that somebody made. A person is a name
(of an owner, author, reviewer or participant, of somebody in `[people]`, or with an @), a role such as on-call,
engineer or team, a shift, a department such as QA or support, or a pronoun.

Quiet are errors without anybody ("the volume was deleted by accident"), those of machines, what people found by
accident, the wrong thing that a runbook named or that is explained by more than a person ("because both hosts have one
name"), what is written to prevent errors ("to reduce the risk of human error"), errors that are messages or tests ("an
operator error was logged"), questions, quotations, code, headings and "Five whys". The phrases are English; in other
languages the rule is quiet.

In 101 public postmortems of five organisations it reports 7 phrases, and all 7 are right when read line by line.

## Bad

```markdown
## Root causes

Human error: the on-call forgot to drain the host.
```

```markdown
## Root causes

An engineer accidentally deleted the volume of the wrong host. The outage was prolonged by a mistake of the operator.
```

## Good

```markdown
## Root causes

The prompts of staging and production look the same, and `orders-db` was deleted on the host that was open in the other
window. The scheduler missed the host. A confirmation that names the host would make human error less likely.
```

## Options

`[vocabulary] human-error` adds phrases, and `persons` names and roles.

## Source

Sidney Dekker, "The Field Guide to Understanding 'Human Error'"; John Allspaw, "Blameless PostMortems and a Just
Culture"; Google, "Site Reliability Engineering", chapter 15.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pmctl.rules.model import Context, FindingSeverity, Report, Rule
from pmctl.rules.phrases import END, PAST, Beside, Pattern, any_of, report_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Postmortem


# Nobody is accused where an error is denied, or made harder to make.
_PREVENTED: Final = (
    r"\b(?:no|not|never|without|rather than|instead of|nor|isn['’]t|wasn['’]t|beyond|label[a-z]*|term)\b[^,;]{0,30}\Z"
    r"|\b(?:reduc|prevent|avoid|eliminat|minimi[sz]|mitigat|remov|limit|exclud|guard|protect|rule|prone|risk|chance|room"
    r"|potential|possib|likelihood|opportunit|suscept|catch|detect|less)[a-z]*\b[^,;.]{0,60}\Z"
)
_ERRORS: Final = (
    "error mistake oversight blunder slip typo misunderstanding misconfiguration negligence carelessness inattention"
)
_NO_MESSAGE: Final = r"(?!s?(?: |-){}s?\b)".format(
    any_of(
        """
        rate budget message log logging code page handling handler tracking tracker reporting report alert count
        response monitoring metric dashboard margin case check type stream output toleran(?:ce|t)
        """
    )
)
# What is logged or injected is a message or a test, and explains nothing; what was ruled out, neither.
_NO_CAUSE: Final = any_of(
    "logged injected simulated emulated returned raised thrown printed emitted displayed counted ruled"
)
_AS_MESSAGE: Final = (
    r"\b(?:log|inject|simulat|emulat|return|rais|throw|threw|print|emit|display)[a-z]*(?: (?:an?|the|some|any))?\s*\Z"
)
_ERRED: Final = """
    forgot forgotten overlooked misread misconfigured mistyped misspelt misspelled misunderstood misjudged miscalculated
    mishandled misinterpreted misdiagnosed misremembered fat-fingered botched messed_up screwed_up goofed blundered
    erred mixed_up
"""
_ADVERBS: Final = "accidentally accidently mistakenly inadvertently unintentionally erroneously"
_PHRASES: Final = "by_mistake by_accident in_error"
_HASTY_ADVERBS: Final = f"{_ADVERBS} wrongly incorrectly improperly unwittingly unknowingly falsely"
_ACCIDENTALLY: Final = any_of(f"{_HASTY_ADVERBS} {_PHRASES}")

# Who noticed the wrong thing, or put it right, did not do it.
_PUT_RIGHT: Final = any_of(
    """
    notic found saw seen discover report identif receiv detect observ show return see explain correct fix got went
    revert replac remov prevent reject suspect reali[sz] thought said told
    """
)
_PERCEIVED: Final = rf"\b{_PUT_RIGHT}[a-z]*\b[^,;]{{0,80}}\Z"
# What a command or a runbook held, nobody did by mistake; and what the next clause explains, no person does.
_BY_A_THING: Final = (
    rf"\b(?:which|that)(?: [a-z]+ly| had| has| have| is| was| were)?"
    rf" (?:{PAST}|targets|points|names|holds|contains|deletes|carries|refers|says|shows|uses)\b[^,;]{{0,80}}\Z"
    rf"|(?<![\w-]){PAST}(?: [a-z]+ly)? {PAST}\s*\Z"
    r"|\b(?:containing|holding|pointing|carrying|naming|targeting|bearing|showing)\b[^,;]{0,80}\Z"
)
_EXPLAINED: Final = (
    r"(?![^.;\x1e]{0,80}\b(?:because|since|as)"
    r"(?: (?:both|all|the|a|an|its|their|two|these|those|each|neither|no|every))?"
    r" (?!(?:he|she|they|we|i|you|nobody|someone|on-call|engineers?|operators?|developers?|admins?|team|dba|person)\b)"
    r"[a-z])"
)

# Who comes upon something by chance has done nothing wrong; who wrongly takes one thing for another has.
_CHANCE: Final = "accidentally accidently inadvertently unintentionally unwittingly by_accident by_mistake"
_FOUND: Final = any_of(
    """
    discover[a-z]* f[io]und notic[a-z]* uncover[a-z]* spotted identified detect[a-z]* learn[a-z]* reali[sz][a-z]* saw
    stumbl[a-z]* solv[a-z]* fixed improv[a-z]* caught mitigated resolved prevented avoided saved reproduced recovered
    came_(?:across|upon|over) hit_(?:on|upon) helped ran_(?:across|into) encountered
    """
)
_FOUND_BEFORE: Final = rf"\b{_FOUND}(?: (?!{PAST}\b)[a-z0-9-]+){{0,5}}\s*\Z"
_ACCIDENTALLY_DID: Final = rf"(?!{any_of(_CHANCE)} {_FOUND}\b){_ACCIDENTALLY} {PAST}"

_PATTERNS: Final = (
    Pattern(
        cues="human pilot operator clerical",
        words=rf"\b(?:human|pilot|operator|clerical)(?: |-)(?:error|mistake|failure|oversight|slip)s?\b{_NO_MESSAGE}"
        r"(?! (?:(?:[a-z]+ )?(?:less|harder|impossible|unlikely)|(?:is|are|was|were) (?:not|never))\b)"
        rf"(?! (?:is|are|was|were|(?:has|have|had) been|being)(?: [a-z]+ly)? {_NO_CAUSE}\b)",
        unless=rf"{_PREVENTED}|{_AS_MESSAGE}",
    ),
    Pattern(
        cues="caused_by due_to because_of result_of was cause down_to",
        and_cues="error mistake oversight",
        begins=True,
        words=r"\b(?:caused by|due to|because of|result of|was|cause is|cause:|down to) (?:an? )?(?:simple |honest )?"
        rf"(?:user|admin(?:istrator)?|engineer|developer|manual)(?: |-)(?:error|mistake|oversight)\b{_NO_MESSAGE}",
        unless=_PREVENTED,
    ),
    Pattern(cues=_ERRED, begins=True, words=rf"\b{any_of(_ERRED)}\b", person=Beside.BEFORE),
    Pattern(
        cues=f"{_ERRED} missed",
        begins=True,
        words=rf"\b(?:{any_of(_ERRED)}|missed) by",
        person=Beside.BEHIND,
        after=r"\b(?:was|were|been|being|got)(?: [a-z]+ly)?",
    ),
    Pattern(
        cues="made committed",
        begins=True,
        words=r"\b(?:made|committed) (?:(?:an?|the|this|that|his|her|their|our) (?:[a-z]+ ){0,2}?"
        rf"{any_of(f'{_ERRORS} misstep')}|(?:[a-z]+ ){{0,2}}?(?:mistakes|errors|typos|blunders))\b"
        r"(?! (?:visible|rare|less|easier|harder|more|appear|go|show))",
        person=Beside.BEFORE,
    ),
    Pattern(
        # Notes leave the subject away, and of all subjects only people forget.
        cues="forgot overlooked",
        begins=True,
        words=r"\b(?:forgot|overlooked)(?: to)? [a-z]+",
        after=r"(?:\A|[:–—])",
    ),
    Pattern(cues="honest", words=r"\bhonest (?:mistake|oversight|error)s?\b"),
    Pattern(
        cues="missed",
        begins=True,
        words=rf"\bmissed(?:(?= (?:the|this|that|these|those|an?|it|one|several|to)\b)|{END})"
        r"(?! (?:the|an?|this|that) (?:[a-z]+ )?(?:deadline|target|slo|sla|window|date|meeting|call|opportunity)\b)",
        person=Beside.BEFORE,
    ),
    Pattern(cues=f"{_HASTY_ADVERBS} {_PHRASES}", words=rf"\b{_ACCIDENTALLY_DID}\b", person=Beside.BEFORE),
    Pattern(
        cues=f"{_ADVERBS} {_PHRASES}",
        words=rf"\b{any_of(f'{_ADVERBS} {_PHRASES}')}"
        rf"(?:{END}|(?= (?:and|but|so|when|while|from|on|in|to|as|because|during)\b))",
        person=Beside.EARLIER,
        unless=_FOUND_BEFORE,
    ),
    Pattern(
        cues="wrong incorrect",
        words=r"\b(?:the|a|an) (?:wrong|incorrect)(?: [a-z0-9-]+){1,4}? (?:was|were|had been|has been|got)"
        rf"(?: [a-z]+ly)? (?!{_PUT_RIGHT}[a-z]*\b){PAST} by",
        person=Beside.BEHIND,
    ),
    Pattern(
        cues="wrong incorrect",
        words=rf"\b(?:the|a|an) (?:wrong|incorrect)(?= [a-z]){_EXPLAINED}",
        person=Beside.EARLIER,
        unless=rf"{_PERCEIVED}|{_BY_A_THING}|\band\s*\Z",  # behind which another clause begins, with its own subject
    ),
    Pattern(
        cues=f"{_ERRORS} fault",
        begins=True,
        words=rf"\b{any_of(f'{_ERRORS} fault')}\b{_NO_MESSAGE}",
        person=Beside.OWNING,
        unless=rf"{_PREVENTED}|\bstandard\s*\Z",
    ),
    Pattern(
        cues="error errors mistake mistakes oversight blunder slip typo typos misconfiguration fault",
        begins=True,
        words=r"\b(?:(?:error|mistake|typo)s?|oversight|blunder|slip|misconfiguration|fault)"
        r"(?:(?:,? (?:that|which))?(?: (?:was|were|is|are|had been|has been|being)(?: [a-z]+ly)?)? (?:made|committed))?"
        r" (?:by|of|on the part of)",
        person=Beside.BEHIND,
        unless=_PREVENTED,
    ),
    Pattern(
        cues="fat-fingering mishandling mistyping misjudgement misjudgment misreading forgetfulness negligence",
        begins=True,
        words=r"\b(?:fat-fingering|mishandling|mistyping|misjudge?ment|misreading|forgetfulness|negligence)"
        r"(?: of(?: [a-z0-9-]+){1,5}?)? (?:by|on the part of)",
        person=Beside.BEHIND,
        unless=_PREVENTED,
    ),
    Pattern(
        cues="rookie beginner novice amateur schoolboy newbie",
        begins=True,
        words=r"\b(?:rookie|beginner(?:['’]?s)?|novice|amateur|schoolboy|newbie)(?: |-)(?:mistake|error)s?\b",
        unless=_PREVENTED,
    ),
    Pattern(
        cues="error mistake oversight omission slip misunderstanding",
        begins=True,
        words=r"\b(?:error|mistake|oversight|omission|slip|misunderstanding) on (?:my|our|his|her) (?:part|side|end)\b",
        unless=_PREVENTED,
    ),
    Pattern(
        cues="ours mine theirs",
        words=r"\b(?:mistake|error|fault|oversight) (?:was|is)(?: [a-z]+ly)? (?:ours|mine|theirs)\b",
    ),
    Pattern(
        cues=f"{_HASTY_ADVERBS} {_PHRASES}",
        words=rf"\b(?:{_ACCIDENTALLY_DID}|(?!{_FOUND}\b){PAST} {_ACCIDENTALLY}) by",
        person=Beside.BEHIND,
    ),
)


def check(document: Postmortem, context: Context) -> Iterator[Report]:
    """Report every sentence that explains by somebody's error."""
    return report_phrases(
        document, context, "human-error", _PATTERNS, "{} puts somebody's error in the place of a cause"
    )


RULE = Rule(
    code="PM502",
    name="human-error",
    severity=FindingSeverity.WARNING,
    help="Say what made the error easy to make and hard to notice; that is what can be changed.",
    page=__doc__,
    check=check,
)
