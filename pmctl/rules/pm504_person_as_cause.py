"""A person is named as the cause.

## Why

"Jonas broke production" is a sentence about Jonas. The change that he made passed a review, a test and a rollout, and
each of them is something that can be changed; Jonas is not. Who is named as a cause once will not be the one who tells
the story of the next incident.

Reported are persons who broke, caused or took something down, and changes by a person that did; what was caused by a
person, or by a person's deploy, change or command; what broke because of somebody; that somebody is to blame, at
fault or the root cause, or did what is called so ("Root cause: Jonas deleted the table"); and that the fault lies with
somebody, or the failure is attributable to them. A person is a name (of an owner, author, reviewer or participant, of
somebody in `[people]`, or with an @), a role such as on-call, engineer or team, or a pronoun; "we" is not, since who
writes so takes no one else for the cause.

Quiet are what people did to end the incident ("Jonas took the host down for repair", "the rollback was triggered by
Mara"), causes without a person ("caused by the deploy at 09:52", "by a team of bots"), questions, quotations, code,
headings and "Five whys". The phrases are English; in other languages the rule is quiet.

In 101 public postmortems of five organisations it reports nothing; reading 60 of them found nothing that it misses.

## Bad

```markdown
---
owner: "@mara"
participants: ["@mara", "@jonas"]
---

## Root causes

Jonas broke production. The second outage was caused by Mara's deploy.
```

```markdown
## Root causes

An engineer caused the outage with a change to the pool.
```

## Good

```markdown
---
owner: "@mara"
participants: ["@mara", "@jonas"]
---

## Root causes

The deploy at 09:52 set the size of the pool to one, and no test opens more than one connection. Mara noticed it, and
Jonas took one host after the other down to restart it. The second outage was caused by the rollback of the driver.
```

## Options

`[vocabulary] person-as-cause` adds phrases, and `persons` names and roles.

## Source

John Allspaw, "Blameless PostMortems and a Just Culture"; Google, "Site Reliability Engineering", chapter 15; the
PagerDuty postmortem guide, on blamelessness.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pmctl.rules.model import Context, FindingSeverity, Report, Rule
from pmctl.rules.persons import Kind
from pmctl.rules.phrases import ADVERBS, END, Beside, Pattern, any_of, report_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Postmortem


_OTHERS: Final = frozenset({Kind.NAME, Kind.ROLE, Kind.PRONOUN})
_HARM: Final = any_of(
    """
    outages? incidents? failures? downtimes? crash(?:es)? disruptions? interruptions? problems? issues? bugs?
    regressions? defects? loss leaks? breach(?:es)? deadlocks? corruption degradation errors? mess
    """
)
# An incident is also what one declares, and a problem what one files.
_ABOUT_HARM: Final = any_of("tickets? reports? rooms? channels? response process tracker documents? alerts?")
_LIVE: Final = (
    r"(?:production|prod|everything|(?:the |our )(?:(?:whole|entire|live|production|main|public) )?"
    r"(?:sites?|website|platform|cluster|database|db|services?|systems?|api|app|application|network|checkout|shop|store))"
)
_CHANGE: Final = any_of(
    """
    deploy deploys deployment deployments changes? commits? pr pull_request merge migration script command release
    rollout push config configuration edit patch query upgrade fix code
    """
)
_DEED: Final = rf"(?:(?<=['’]s)|(?<=s['’]))(?: [a-z-]+){{0,2}}? (?:{_CHANGE}|actions?|decision|test|work)\b"
_WORDS: Final = r"(?:(?!(?:for|to|against|that|which|fix)\b)[a-z'’-]+ ){0,4}?"
_CAUSED_HARM: Final = rf"(?:caused|triggered|introduced|provoked) {_WORDS}{_HARM}\b(?! {_ABOUT_HARM}\b)"
_TOOK_DOWN: Final = (
    rf"(?:took|taken|brought|knocked) (?:(?:down|out|offline) {_LIVE}\b|{_LIVE} (?:down|out|offline)\b(?! for))"
)
# "Jonas broke the news", "the team broke down the work".
_NOT_BROKEN: Final = (
    r"(?! (?:out|down|into|up|off|through|away|even|ground|my|his|her|their|(?:[a-z'’-]+ ){1,4}(?:into|apart|down)"
    r"|(?:the|this|it) (?:work|task|problem|issue|change|incident|news|silence))\b)"
)
_BLAME: Final = "(?:blame|fault|error|mistake|guilt)"
_LIES: Final = "(?:lies?|lay|rests?|rested|falls?|fell|sits?)(?: (?:squarely|solely|entirely|clearly|mainly|only))?"
# What people do to systems; what was done to them, and what they knew, is no cause of its own.
_DID: Final = any_of(
    """
    applied broke changed closed committed configured copied crashed cut deleted deployed disabled dropped edited
    emptied enabled executed flipped formatted installed killed merged misconfigured modified overwrote pasted pulled
    pushed ran rebooted released removed renamed reset restarted revoked rolled shut stopped switched terminated toggled
    truncated turned typed unplugged updated upgraded wiped
    """
)
_BROKE: Final = rf"(?:broke|crashed|{_CAUSED_HARM}|took down|brought down|{_TOOK_DOWN})\b"
_HARMED: Final = rf"\b(?:{_HARM}|happened|broken?|fail(?:s|ed)|down|offline|unavailable|lost|stopped|slow)\b"
_HELPED: Final = (
    r"\b(?:only|fix|recover|restor|resolv|mitigat|notic|discover|detect|caught|found|prevent|avoid|sav|surviv"
    r"|succe)[a-z]*\b[^.;]{0,100}\Z"
)
_NOBODY: Final = r"\b(?:no|not|nobody|no one|never|nor|neither)\b[^,;]{0,30}\Z"

_PATTERNS: Final = (
    Pattern(
        cues="broke broken crashed knocked nuked destroyed wrecked",
        begins=True,
        words=rf"\b(?:broken?|crashed|knocked out|nuked|destroyed|wrecked)\b{_NOT_BROKEN}(?: [a-z'’-]+){{1,3}}",
        person=Beside.BEFORE,
        kinds=_OTHERS,
    ),
    Pattern(
        cues="took taken brought knocked caused triggered introduced provoked",
        begins=True,
        words=rf"\b(?:{_TOOK_DOWN}|{_CAUSED_HARM})",
        person=Beside.BEFORE,
        kinds=_OTHERS,
    ),
    Pattern(
        cues="to_blame at_fault the_cause the_root_cause the_culprit the_root_culprit the_reason responsible_for",
        words=r"\b(?:was|were|is|are)(?: [a-z]+ly)? (?:to blame|at fault|the (?:root )?(?:cause|culprit)"
        rf"|the reason (?:for|why)|responsible for (?:the|this|that) (?:[a-z]+ )?{_HARM})\b",
        person=Beside.BEFORE,
        kinds=_OTHERS,
        unless=_NOBODY,
    ),
    Pattern(
        cues="caused_by triggered_by broken_by introduced_by due_to because_of result_of",
        begins=True,
        words=r"\b(?:(?:caused|triggered|broken|introduced) by|due to|because of|result of)",
        person=Beside.BEHIND,
        kinds=_OTHERS,
        then=_DEED,
    ),
    Pattern(
        cues="caused broken brought taken",
        begins=True,
        words=r"\b(?:caused|broken|brought down|taken down)(?: [a-z]+ly)? by",
        person=Beside.BEHIND,
        kinds=_OTHERS,
    ),
    Pattern(
        cues="triggered introduced",
        begins=True,
        words=r"\b(?:triggered|introduced)(?: [a-z]+ly)? by",
        person=Beside.BEHIND,
        kinds=_OTHERS,
        needs=rf"\b{_HARM} (?:[a-z]+ ){{0,4}}?(?:was|were|is|had been|has been){ADVERBS}"
        r" (?:triggered|introduced)\b",
    ),
    Pattern(
        cues="broke crashed took brought caused triggered introduced",
        words=rf"\b{_CHANGE}(?: (?:that|which))? {_BROKE}",
        person=Beside.OWNING,
        kinds=_OTHERS,
    ),
    Pattern(
        cues="broke crashed took brought caused triggered introduced",
        words=rf"\b{_CHANGE}(?: made| done)? (?:by|from|of)",
        person=Beside.BEHIND,
        kinds=_OTHERS,
        then=rf"(?: (?:on|at|in|to|for) (?:the )?[\w:-]+){{0,2}}(?: (?:that|which))?(?: [a-z]+ly)? {_BROKE}",
    ),
    Pattern(
        cues="because_of due_to owing_to",
        begins=True,
        words=r"\b(?:because of|due to|owing to)",
        person=Beside.BEHIND,
        kinds=_OTHERS,
        then=rf"(?=\s*(?:[.;:)\x1e]|\Z)|,[^.;\x1e]{{0,100}}?{_HARMED})",
        needs=_HARMED,
        unless=_HELPED,
    ),
    Pattern(
        cues="cause culprit",
        begins=True,
        words=r"\b(?:root cause|cause|culprit)(?: of (?:the|this) [a-z]+)?(?: (?:was|is)|:)",
        person=Beside.BEHIND,
        kinds=_OTHERS,
        then=rf"(?:{END}|(?= who\b))",
    ),
    Pattern(
        cues="cause culprit reason",
        begins=True,
        words=rf"\b(?:(?:(?:root )?cause|culprit)(?: (?:of|for) (?:the|this) [a-z]+)?|reason for (?:the|this) {_HARM})"
        r"(?: (?:was|is)(?: that)?|:)",
        person=Beside.BEHIND,
        kinds=_OTHERS,
        then=rf"(?: (?:had|has|also|then|first|[a-z]+ly))? {_DID}\b",
    ),
    Pattern(
        cues="blame fault error mistake guilt",
        and_cues="lies lie lay rests rest rested falls fall fell sits sit",
        begins=True,
        words=rf"\b{_BLAME}(?: for(?: [a-z'’-]+){{1,5}}?)? {_LIES} (?:with|on|upon)",
        person=Beside.BEHIND,
        kinds=_OTHERS,
        unless=_NOBODY,
    ),
    Pattern(
        cues="blame fault error mistake guilt",
        and_cues="lies lie lay rests rest rested falls fall fell sits sit",
        begins=True,
        words=rf"\b{_BLAME}(?: for(?: [a-z'’-]+){{1,5}}?)? {_LIES} (?:with|on|upon)"
        r" (?:the )?(?:(?:early|late|day|night|morning|evening|weekend|[a-z]+day) )?shift\b",
        unless=_NOBODY,
    ),
    Pattern(
        cues="attributable_to attributed_to down_to",
        words=rf"\b(?:{_HARM}|{_BLAME})(?: [a-z]+){{0,4}}? (?:is|was|are|were|can be|must be|be)(?: [a-z]+ly)?"
        r" (?:attributable|attributed|down) to",
        person=Beside.BEHIND,
        kinds=_OTHERS,
        unless=_NOBODY,
    ),
    Pattern(
        cues="blame blames blamed blaming",
        begins=True,
        words=r"\b(?:blame[sd]?|blaming)",
        person=Beside.BEHIND,
        kinds=_OTHERS,
        unless=_NOBODY,
    ),
)


def check(document: Postmortem, context: Context) -> Iterator[Report]:
    """Report every sentence that names a person as the cause."""
    return report_phrases(document, context, "person-as-cause", _PATTERNS, "{} makes a person the cause")


RULE = Rule(
    code="PM504",
    name="person-as-cause",
    severity=FindingSeverity.WARNING,
    help="Name the change, and what let it through; who made it is in the record of git.",
    page=__doc__,
    check=check,
)
