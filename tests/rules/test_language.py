"""What the language rules take for a sentence about a person, and what for one about a machine.

The repository knows Mara Lindqvist and Jonas Berg.
"""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.postmortem.conventions import Conventions, Person, Vocabulary
from pmctl.postmortem.parse import parse
from pmctl.rules import (
    engine,
    phrases,
    pm501_counterfactual,
    pm502_human_error,
    pm503_judgmental,
    pm504_person_as_cause,
)
from pmctl.rules.model import Context
from pmctl.rules.persons import persons_of
from pmctl.rules.registry import RULES
from pmctl.rules.selection import RuleSettings

if TYPE_CHECKING:
    from pmctl.rules.model import Finding

RULES_OF_LANGUAGE = (pm501_counterfactual, pm502_human_error, pm503_judgmental, pm504_person_as_cause)
CODES = tuple(module.RULE.code for module in RULES_OF_LANGUAGE)
GAPS = st.sampled_from((*(" ",) * 12, "\n", "  ", " *", "* ", " _", "~ ", "\t"))
PEOPLE = {
    "@mara": Person(handle="@mara", name="Mara Lindqvist", team="payments"),
    "@jonas": Person(handle="@jonas", name="Jonas Berg"),
    "@ops": Person(handle="@ops"),
}

COUNTERFACTUAL = (
    "The on call should have noticed it.",
    "The on-call should have noticed the alert.",
    "The on-call engineer really should have checked the dashboard.",
    "We should've tested this on staging.",
    "We should never have deployed on a Friday.",
    "Mara should not have merged the change.",
    "@jonas should have rolled back sooner.",
    "Jonas, who was on call, should have paged the DBA.",
    "The author of the change should have added a test.",
    "The person on call ought to have known this.",
    "The DBA could have prevented the outage by reading the runbook.",
    "We could have caught this in review.",
    "Someone should have asked.",
    "One of the reviewers should have seen it.",
    "None of us could have tested it, but two of us should have asked.",
    "Had she checked the dashboard, the outage would have been shorter.",
    "If the operator had followed the runbook, the database would have survived.",
    "If only we had listened to the customers.",
    "The team failed to consider the size of the pool.",
    "The outage lasted because the on-call failed to acknowledge the page.",
    "Jonas's failure to update the ticket cost us an hour.",
    "Our failure to test the failover made it worse.",
    "The engineer did not follow the procedure for schema changes.",
    "Jonas deployed the change without testing it.",
    "The engineers were asleep. They should have been watching the graphs.",
    "The intern should have been more careful.",
    "The developers who wrote it should have documented the limits.",
    "We should have automated the tests of the driver.",
    "The reviewer should of noticed it.",
    "The outage was long, but had Mara looked at the graph, it would have been shorter.",
    "The job failed to start; we failed to test it.",
    "Engineers should have been aware of the limit.",
    "The SRE on duty should have escalated.",
    "Everyone on the team should have known.",
    "The engineer (new to the team) should have asked.",
    "She could have paged the DBA.",
    "Had the team known about the limit, they would have raised it.",
    "If Jonas had tested the change, the outage could have been avoided.",
    "If the on-call engineer had been watching, we would have noticed.",
    "The reviewers did not follow the checklist for migrations.",
    "The maintainers failed to read the release notes.",
    "It took an hour, since the incident commander failed to declare it.",
    "I should have double-checked the host.",
    "Our team should have seen it coming.",
    "The operator's failure to check the logs made it worse.",
    "The platform team failed to communicate the maintenance.",
    "An engineer merged the change without asking anybody.",
    "The contractor could easily have avoided this.",
    "The engineers should have known better.",
)
HUMAN_ERROR = (
    "The cause was human error.",
    "Human error: the on-call forgot to drain the host.",
    "An engineer accidentally deleted the volume.",
    "We overlooked the limit.",
    "Jonas mistyped the host.",
    "It was an operator's mistake.",
    "The outage was prolonged by a mistake of the operator.",
    "The deletion was a mistake by one of our engineers.",
    "The host was accidentally drained by Jonas.",
    "Jonas deleted the volume by mistake.",
    "The DBA ran the script on the wrong cluster.",
    "This was an oversight on our part.",
    "It was Mara's fault.",
    "We missed the second alert.",
    "He misread the graph.",
    "She had forgotten to renew the certificate.",
    "A developer inadvertently pushed the key.",
    "The team wrongly assumed that backups ran.",
    "The outage was due to operator error.",
    "Mara fat-fingered the address.",
    "- Forgot to renew the certificate.",
    "It was an honest mistake.",
    "The admin deleted the wrong user.",
    "The mistake made by one of our developers went unnoticed.",
    "A junior developer mistakenly ran the migration on production.",
    "While deploying, he accidentally selected the wrong region.",
    "The DBA's typo emptied the table.",
    "We made the mistake of trusting the cache.",
    "Someone accidentally unplugged the switch.",
    "The database was dropped by mistake by an engineer.",
    "My mistake was to restart both.",
    "The team misjudged the load.",
    "Root cause: human error.",
    "The cause was a human mistake during the upgrade.",
    "Because of the contractor's mistake the switch was off.",
)
JUDGMENTAL = (
    "A careless change broke the pool.",
    "This was negligent.",
    "The on-call ignored the alert.",
    "Mara was too lazy to check.",
    "Jonas didn't bother to test it.",
    "It should have been obvious that the disk was full.",
    "The engineer blindly trusted the tool.",
    "Developers need to be more careful with migrations.",
    "Be more careful with migrations.",
    "The lack of attention to detail is a pattern.",
    "The operator was not paying attention.",
    "Jonas simply didn't look at the dashboard.",
    "The team rushed the release.",
    "They made a stupid mistake.",
    "The engineer obviously did not read the runbook.",
    "Nobody bothered to check.",
    "The engineer was negligent.",
    "It was careless of Mara to deploy on Friday.",
    "Jonas dismissed the warning.",
    "The on-call panicked.",
    "The team cut corners.",
    "This was sloppy work by the contractor.",
    "We must pay more attention to alerts.",
    "The developer hastily merged the fix.",
    "The root cause was poor judgment.",
    "The engineer was inexperienced and careless.",
)
PERSON_AS_CAUSE = (
    "Jonas broke production.",
    "The outage was caused by Mara's deploy.",
    "@jonas took down the site.",
    "An engineer caused the outage.",
    "Mara Lindqvist introduced the bug.",
    "The incident was caused by an engineer.",
    "Jonas is to blame.",
    "Mara's change broke the pool.",
    "The bug was introduced by Jonas.",
    "The root cause was Jonas.",
    "Due to the operator's change, the pool was empty.",
    "The intern crashed the database.",
    "It broke because of Jonas' deploy.",
    "She brought production down.",
    "Mara took production down.",
    "@jonas crashed the cluster.",
    "The deploy by Mara was fine, but Jonas broke the build.",
    "The second outage was triggered by Jonas's change.",
    "The downtime was caused by one of our engineers.",
    "Jonas's change took down the site.",
    "Downtime caused by Jonas deploying on Friday.",
    "Our intern destroyed the database.",
    "He caused an outage of two hours.",
)
QUIET = (
    "The replica should have caught up.",
    "The job failed to start.",
    "The replica failed to catch up, and we restarted it.",
    "The on-call should have been paged at 09:55.",
    "We should have automated tests.",
    "We should have documented procedures for this.",
    "The page to the on-call should have fired.",
    "Paging the on-call could have helped.",
    "We failed to reproduce the problem.",
    "The user failed to log in.",
    "Nobody could have known that.",
    "We could not have known that.",
    "We could have lost all data.",
    "The replicas were restarted. They should have caught up within a minute.",
    "Should we have paged somebody earlier?",
    "What could we have done better?",
    "We do not know whether the on-call could have noticed it.",
    "We discussed how the on-call could have noticed it earlier.",
    '"The on-call should have noticed", said nobody.',
    "`the on-call should have noticed`",
    "The etcd operator failed to elect a leader.",
    "The package manager failed to verify the signature.",
    "The on-call rotation should have changed at noon.",
    "Customers could have noticed wrong prices.",
    "An attacker could have read the mails.",
    "The engineer's script should have caught this.",
    "The alert that wakes the team failed to fire.",
    "Teams should have a runbook.",
    "We should have a talk about that.",
    "Had the disk been larger, we would have lost more.",
    "If we had been paged, we would have come.",
    "Every service should have an owner.",
    "Without testing it, nothing is known.",
    "We tested the driver without reading from the disk.",
    "The team should have access to the console.",
    "The load balancer could have been rebooted.",
    "If the replica had caught up, the failover would have worked.",
    "To reduce the risk of human error, we add a prompt.",
    "This was not a human error.",
    "The volume was deleted by accident.",
    "The script was accidentally run against production.",
    "The scheduler missed the host.",
    "We noticed the wrong certificate.",
    "Our error budget is used up.",
    "The operator's error log was full.",
    "Our error rate went up.",
    "Nobody can accidentally delete it now.",
    "Engineers can accidentally delete it.",
    "An invalid row was mistakenly inserted by the job.",
    "The client misread the header.",
    "We missed our target.",
    "The request was routed to the wrong host.",
    "Users saw the wrong balance.",
    "Everything went wrong.",
    "The error of the sensor is 2 %.",
    "Our engineers fixed the error by hand.",
    "The typo in the config was fixed by Jonas.",
    "The alert was in error.",
    "Lazy loading hid how full the pool was.",
    "The job ignored the alert.",
    "The naive algorithm is quadratic.",
    "The cause was not obvious.",
    "We simply restarted the pod.",
    "We did not simply restart the pod.",
    "The error is negligible.",
    "The scheduler obviously did not start.",
    "We ignored the disk for now.",
    "No negligence was found.",
    "It was not careless.",
    "The client is lazy about closing connections.",
    "The dashboard draws attention to the disk.",
    "The deploy broke production.",
    "We broke production.",
    "Jonas took the host down for repair.",
    "The rollback was triggered by Mara.",
    "Mara triggered the failover.",
    "Jonas created an incident channel.",
    "Jonas created an incident.",
    "The outage was caused by the deploy.",
    "Nobody is to blame.",
    "Mara broke the news to the customers.",
    "Jonas brought the site back.",
    "The feature was introduced by Mara.",
    "Mara is responsible for the database.",
    "The operator pod caused the outage.",
    "The outage was caused by the operator pod.",
    "Due to Jonas being on leave, Mara took over.",
    "Because of Mara's quick reaction, nothing was lost.",
    "The team broke the problem down into parts.",
    "The load caused by users was high.",
    "The reason is that we had Jonas review the change, and that would have sufficed.",
    "Our standard error stream was closed.",
    "The driver should have been tested by the team.",
    "The runbook should have told the on-call what to do.",
    "The team failed to get the host back for an hour.",
    "Jonas failed to reach the vendor.",
    "The health checks of the team should have failed.",
    "If the team had more time, we would test more.",
    "Customers should have been told earlier.",
    "The engineers who built it could not have known.",
    "It could have been worse.",
    "The alert should have gone to the on-call.",
    "We asked how we could have known.",
    "An alert to the team should have been sent.",
    "The restore failed to complete without checking in.",
    "The job ran without checking the lock.",
    "A test without reading the disk was added by Jonas.",
    "The followers failed to see the leader.",
    "The reviewer bot failed to comment.",
    "The team dashboard failed to load.",
    "The SRE team's pager failed to ring.",
    "The user service failed to verify the token.",
    "Members of the cluster failed to vote.",
    "New members failed to join the quorum.",
    "Each member should have synced within a second.",
    "The on-call schedule should have been updated.",
    "The author field should have contained a name.",
    "We would have noticed it with an alert.",
    "In the table the engineer, the time and the host should have columns.",
    "You should have received a mail.",
    "The admin should have full rights.",
    "The tool protects against human error.",
    "The change reduces the risk of operator error.",
    'We consider "human error" a symptom.',
    "Human error is never a root cause.",
    "The retry was accidentally disabled.",
    "A bug accidentally deleted rows.",
    "The script accidentally dropped the index.",
    "The user error page is cached.",
    "The job used the wrong key.",
    "Our mistake rate is low.",
    "The operator reported an error.",
    "The on-call missed lunch.",
    "The team missed nothing.",
    "Jonas found the wrong certificate on the host.",
    "We replaced the wrong certificate.",
    "The health check misread the header.",
    "The error was reported by Jonas.",
    "An error by the load balancer was logged.",
    "The parser forgot the state after a reset.",
    "The team's errors are counted by the dashboard.",
    "The driver blindly trusts the header.",
    "We rushed to the data centre.",
    "The cache ignored the header.",
    "A naive retry loop made it worse.",
    "Nobody was careless.",
    "The obvious fix did not work.",
    "The alert was clearly not urgent.",
    "The dumb terminal was off.",
    "Attention was drawn to the disk.",
    "The intern broke his arm.",
    "Mara took the database offline for maintenance.",
    "The team brought the service back.",
    "Jonas introduced himself.",
    "Jonas introduced a fix for the bug.",
    "Mara triggered a rollback of the release that caused the outage.",
    "The load was caused by users.",
    "The alert was triggered by Mara to test the pager.",
    "Due to the team being small, nobody was awake.",
    "The issue was created by Jonas.",
    "Jonas is responsible for the follow-up.",
    "The engineers broke the migration into steps.",
    "Jonas broke off the deploy.",
    "The cause was found by Jonas.",
    "The cause: the driver.",
    "We do not blame Jonas.",
    "They should have known.",
    "Who should have noticed it is not asked.",
    "Mails to us should have arrived.",
    "The host, should have noticed.",
    "Asked whether it helps, they failed to answer.",
    "Two of the replicas should have caught up.",
    "(The on-call) it should have noticed.",
    "As said, it, should have noticed.",
    "It was caused by",
    "The @ should have noticed.",
    "The replica, with us, should have noticed.",
    "The engineer. Should have noticed.",
    "It broke because of their deploy.",
    "The cause of this error of theirs is known.",
    "Call should have ended.",
    "Payments failed to test it.",
    "Ops should have tested it.",
    "A mistake by the driver's authoring tool.",
)


def find(text: str, conventions: Conventions | None = None) -> list[Finding]:
    conventions = conventions or Conventions(people=PEOPLE)
    context = Context(conventions=conventions, today=dt.date(2026, 6, 1))
    return engine.check([parse(text, "a.md", conventions)], [RULES[code] for code in CODES], RuleSettings(), context)


def codes(text: str, conventions: Conventions | None = None) -> set[str]:
    return {finding.code for finding in find(text, conventions)}


@pytest.mark.parametrize(
    ("code", "sentences"),
    list(zip(CODES, (COUNTERFACTUAL, HUMAN_ERROR, JUDGMENTAL, PERSON_AS_CAUSE), strict=True)),
    ids=CODES,
)
def test_people(code: str, sentences: tuple[str, ...]) -> None:
    found = {sentence: codes(sentence) for sentence in sentences}
    assert {sentence: got for sentence, got in found.items() if got != {code}} == {}


def test_machines_and_facts() -> None:
    assert {sentence: got for sentence in QUIET if (got := codes(sentence))} == {}


def test_a_sentence_is_judged_by_itself() -> None:
    found = find("Is it known whether the on-call could have noticed? Mara forgot it. We reduce risks. Human error.")
    assert [finding.column for finding in found] == [53, 86]
    assert codes("An aside, e.g. whether the on-call could have noticed it, is none.") == set()


def test_a_repository_adds_phrases_and_persons() -> None:
    phrases = {"human-error": ("Menschliches  Versagen",), "judgmental": ("übersehen",)}
    own = Vocabulary(persons=("night shift", "Wache"), phrases=MappingProxyType(phrases))
    conventions = Conventions(vocabulary=own)
    found = find("Ursache: menschliches\nVersagen. Übersehen wurde viel.", conventions)
    assert [(finding.code, finding.message[: finding.message.index("”")]) for finding in found] == [
        ("PM502", "“menschliches Versagen"),
        ("PM503", "“Übersehen"),
    ]
    assert (
        codes("`Menschliches Versagen`, „menschliches Versagen“ und Menschliches Versagensgefühl", conventions) == set()
    )
    assert codes("The night shift should have noticed it.", conventions) == {"PM501"}
    assert codes("The Wache should have noticed it.", conventions) == {"PM501"}
    assert codes("Night shift failed to notice it.", conventions) == {"PM501"}


def test_those_whom_the_front_matter_names_are_known() -> None:
    record = (
        "---\nowner: '@zoe'\nreviewers:\n  - Ada Lund (@ada)\n  - [x]\nauthors: Kim and Payments\nactions:\n"
        "  - title: a\n    owner: Per\n  - b\n---\n"
    )
    for name in ("@zoe", "Zoe", "Ada Lund", "Ada", "@ada", "Kim", "Per"):
        assert codes(f"{record}\n{name} should have noticed it.\n") == {"PM501"}, name
    for name in ("Lund", "Payments", "zoe"):
        assert codes(f"{record}\n{name} should have noticed it.\n") == set(), name


def test_no_letter_moves_another() -> None:
    (finding,) = find("İİ: the on-call should have noticed it.\n")
    assert (finding.column, finding.end_column) == (5, 36)
    assert codes("The 🔥 on-call’s mistake") == {"PM502"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("we should " + "really " * 20_000 + "have seen it", 0),
        (". had we " * 20_000, 0),
        ("we should have seen " + "`" * 50_000 + '"a ' * 20_000 + "<a " * 20_000 + "[" * 20_000, 1),
        ("we should have seen " + "<!--" * 20_000 + "_" * 50_000, 1),
        ("we, " * 20_000 + "should have seen it", 0),
        ("- we should have seen it\n" * 2_000, 2_000),
        ("the wrong " * 2_000, 0),
    ],
)
def test_a_huge_text_is_read_to_its_end(text: str, expected: int) -> None:
    assert len(find(text)) == expected


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """Sentences of a few people's words, with gaps of any kind."""
    known = (*COUNTERFACTUAL, *HUMAN_ERROR, *JUDGMENTAL, *PERSON_AS_CAUSE, *QUIET)
    words = " ".join(draw(st.lists(st.sampled_from(known), min_size=1, max_size=3))).split(" ")
    return "".join(f"{word}{draw(GAPS)}" for word in words)


@given(sentences())
def test_a_first_look_misses_nothing(text: str) -> None:
    conventions = Conventions(people=PEOPLE)
    document = parse(text, "a.md", conventions)
    prose = phrases._prose(document)
    persons = persons_of(document, Context(conventions=conventions, today=dt.date(2026, 6, 1)))
    assert codes(text) == {
        module.RULE.code
        for module in RULES_OF_LANGUAGE
        if any(next(phrases._find(pattern, prose, persons), None) for pattern in module._PATTERNS)
    }
