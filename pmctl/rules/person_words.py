"""The English words that tell a person in a sentence from a machine.

The roles are those that public postmortem guides and templates speak of (Google SRE, PagerDuty, Atlassian, Etsy), with
their short forms. The rest is grammar.
"""

from __future__ import annotations

from typing import Final


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ROLES: Final = _set(
    """
    on-call oncall on-caller on-callers oncaller oncallers responder responders engineer engineers developer developers
    dev devs programmer programmers sre sres dba dbas sysadmin sysadmins admin admins administrator administrators
    operator operators tester testers reviewer reviewers approver approvers committer committers author authors
    deployer deployers maintainer maintainers owner owners technician technicians analyst analysts architect architects
    designer designers consultant consultants contractor contractors freelancer freelancers expert experts specialist
    specialists volunteer volunteers human humans intern interns trainee trainees apprentice apprentices colleague
    colleagues coworker coworkers co-worker co-workers employee employees staff staffer teammate teammates manager
    managers lead leads commander commanders supervisor supervisors director directors boss chief president vp cto ceo
    cio coo ciso founder founders leadership team teams crew crews squad squads member members person individual
    individuals newcomer newcomers hire hires scribe facilitator someone somebody everyone everybody scientist
    scientists clerk clerks representative representatives electrician electricians officer officers guy guys folks
    helpdesk department departments shift shifts agent agents desk desks people qa support management devops secops
    netops
    """
)
"""What somebody is called by the part that they have in the work."""

AMBIGUOUS: Final = _set(
    """
    admin admins administrator administrators operator operators manager managers responder responders lead leads
    member members commander commanders maintainer maintainers hire hires dev deployer deployers owner owners director
    directors
    """
)
"""Roles that are also machines (an OLM operator, a package manager, an etcd member), unless `HUMAN` words precede."""

DEPARTMENTS: Final = {
    "qa": _set("our"),
    "support": _set("our customer technical user level line first-level second-level"),
    "management": _set("our the senior upper middle"),
    "devops": _set("our the"),
    "secops": _set("our the"),
    "netops": _set("our the"),
}
"""Those who are called by their work, and what may stand before that: with another word it is the work itself
("IPv6 support", "memory management")."""

_SHIFTS: Final = _set(
    "night day early late morning evening afternoon weekend graveyard previous outgoing incoming on-call oncall support"
)
_AGENTS: Final = _set("support helpdesk desk sales centre center human customer_service")
_DESKS: Final = _set("help service support")
ONLY_BEHIND: Final = {
    "shift": _SHIFTS,
    "shifts": _SHIFTS,
    "agent": _AGENTS,
    "agents": _AGENTS,
    "desk": _DESKS,
    "desks": _DESKS,
    "people": _set("the those these our other same new two three responsible"),
}
"""Words that mean people only behind one of these; before ``_`` stands the word before it."""

COLLECTIVES: Final = _set("team teams crew crews squad squads department departments")
"""Roles of several, who may be no people: "a team of bots"."""

HUMAN: Final = _set(
    """
    human senior junior new tired experienced inexperienced other same single only first second third responsible duty
    shift night day incident product project engineering release line team teams crew staff squad tech technical it
    system systems network site data center centre security database cloud service account change code support original
    another no on-duty on-call oncall console remote local last previous current former acting recent latest
    """
)

UNNAMED: Final = frozenset({"someone", "somebody", "everyone", "everybody"})
SUBJECTS: Final = frozenset({"i", "we", "he", "she", "you"})
OBJECTS: Final = frozenset({"me", "us", "him", "her", "myself", "ourselves", "himself", "herself"})
WRITERS: Final = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})
OWNING: Final = frozenset({"my", "our", "his", "her"})

QUANTITIES: Final = frozenset(
    {"one", "some", "none", "any", "most", "all", "both", "each", "either", "neither", "several", "two"}
)
DETERMINERS: Final = _set(
    """
    the a an our my his her their your this that these those another each every any some no both all one two three
    """
)
PREPOSITIONS: Final = _set(
    """
    of to for from by with without on in at about between among against via through over under per like behind near
    toward towards into onto upon including except besides than as during despite
    """
)
CONJUNCTIONS: Final = _set("and or nor but so because since although though while when if whether that which")
LINKS: Final = frozenset({"of", "for", "on", "in", "at", "from", "behind", "with", "who"})
"""What stands between a role and what it is about: "the author of the change", "the engineer who wrote it"."""

ADVERBS: Final = _set(
    """
    also still just then even all both each themselves himself herself ourselves myself too again now later first
    instead however therefore thus perhaps maybe indeed once twice there here unfortunately had has have never
    """
)
"""What may stand between a subject and its verb, besides words in -ly."""

PAST: Final = _set(
    """
    ran put set sent took made gave left lost broke built chose cut did got hit kept let overwrote read shut threw
    told wrote brought began thought undid drew spun hid held drove reran rebuilt
    """
)
"""Verbs in the past tense that do not end in -ed."""

PERCEIVED: Final = _set("knew saw went felt came found heard slept woke sat stood spoke became meant")
"""Likewise, of what people saw, knew and were, which no phrase looks for."""

AUXILIARIES: Final = _set("was were is are had has did does could would should might")
NO_SUBJECTS: Final = AUXILIARIES | {"been", "not"}
"""Before these stands the subject of the verb that follows them: "had been told", "was tired"."""

SUBORDINATING: Final = (CONJUNCTIONS - _set("and or but nor so")) | _set("who what as until after before")
"""What begins a clause that may have another subject than the one before."""

NO_ADVERBS: Final = frozenset({"team", "family", "supply", "reply", "assembly", "anomaly", "july", "ally"})
OPEN_ASIDES: Final = _set(
    "who whom then being as in on after when while under with unaware the a an our new still tired of however"
)
"""The first words of an aside between two commas: "the on-call, who was asleep, should have …"."""

AFTER_ROLES: Final = (
    r"[a-z-]+(?:ing|ed|ly)|who|whom|that|which|when|while|where|and|or|but|because|during|before|after|until|had|has"
    r"|was|were|is|did|do|does|can|could|would|should|may|might|then|also|last|this|yesterday|today|went|ran|took|made"
    r"|gave|left|got|led|cost|known|seen|done|taken|thought|caught|found|told|read|kept|brought|broke|understood|@.*|\W.*"
)
"""What may follow a role that does not merely belong to another word: "by the operator who", not "the operator pod"."""
