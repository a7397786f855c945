"""Titles of actions that nobody can call done: what makes an English title vague.

A title is vague by its structure, not by a word: it must consist of nothing but vague clauses, and must hold neither a
measure ("from 900 ms to 300 ms") nor a means ("by caching prices"). Words of other languages fit no pattern, so their
titles are left alone; only a title of a single word is vague in all of them.

The patterns generalise the examples of bad action items in Google's "The Site Reliability Workbook" (chapter 10), in
Atlassian's incident management handbook and in GitLab's handbook on corrective actions; the words beside theirs are
those that stand in the same places in public postmortems.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from typing import NamedTuple

from pmctl.postmortem.patterns import lazy_pattern
from pmctl.rules.asked_care import asks_for_care
from pmctl.rules.title_references import without_references

LONGEST = 120
"""A title of more characters says something about its subject, whatever else is wrong with it."""


class Vagueness(Enum):
    """In which way a title is vague. The value is what a message says of the action."""

    TOPIC = "names a topic, not a change"
    CHANGE = "does not say what will be changed"
    CARE = "depends on people doing better"
    QUESTION = "has no question that it answers"


def vagueness(title: str) -> Vagueness | None:
    """Return in which way `title` is vague, the first one of several; None if it is specific, or not understood."""
    if len(title) > LONGEST:
        return None
    title = without_references(title)
    words = frozenset(_WORD.findall(title.casefold()))
    return None if _is_plainly_specific(title, words) else _judge(title, words)


def _judge(title: str, words: frozenset[str]) -> Vagueness | None:
    patterns = _patterns()
    text = patterns.marks.sub("", patterns.link.sub(r"\1", title)).casefold().replace("’", "'")
    whole = patterns.tail.sub("", " ".join(text.split()).strip(" .!…"))
    text = patterns.lead.sub("", whole)
    if patterns.reference.fullmatch(text):
        return None
    if asks_for_care(whole, words) or asks_for_care(text, words):
        return Vagueness.CARE
    if patterns.never_again.match(text):
        return Vagueness.CHANGE
    text = patterns.sure.sub("ensure ", text)
    in_place = patterns.in_place.match(text)
    if in_place and all(word in _WIDE for word in in_place[1].split()):
        return Vagueness.CHANGE
    if patterns.specific.search(text):
        return None
    found = [_kind(clause.split()) for clause in patterns.between.split(text) if clause]
    return found[0] if found and all(found) else None


def _is_plainly_specific(title: str, words: frozenset[str]) -> bool:
    """Whether a title has a figure or one of the words that make it specific, and nothing that takes that back."""
    if not words.isdisjoint(_DOUBTFUL) or any(mark in title for mark in "[*_"):
        return False
    return not words.isdisjoint(_SPECIFIC) or any(map(str.isdecimal, title))


def _kind(words: list[str]) -> Vagueness | None:
    """In which way one clause is vague."""
    two = " ".join(words[:2])
    length = 2 if two in _VERBS else 1
    verb, rest = " ".join(words[:length]), words[length:]
    if len(words) == 1 or _is_topic(words):
        # In scripts other than the Latin one, a word may be a sentence.
        return _VERBS.get(verb, Vagueness.TOPIC) if verb.replace("-", "").isalpha() and max(verb) < "\u0250" else None
    if verb in _BETTERS or verb in _MORE:
        wish = Vagueness.CHANGE if verb in _BETTERS else Vagueness.TOPIC
        return None if _ARTEFACTS & set(rest) else wish
    if verb in _MAKING and rest[-1:] and rest[-1] in _TESTS and not _SMALL_WORDS & set(rest):
        # Tests of one kind are something that one can have: "Add performance tests".
        return None if len(rest) > 1 else _VERBS[verb]
    if _is_mere_manner(rest) or (verb == "make" and (rest[-1] in _QUALITIES or rest[-2:-1] == ["more"])):
        return Vagueness.CHANGE
    if _VERBS.get(verb) is Vagueness.QUESTION and rest[:1] and rest[0] in _BETTERS:
        return Vagueness.QUESTION
    return _VERBS[verb] if verb in _VERBS and (_says_nothing(rest) or _is_any(verb, rest)) else None


def _is_mere_manner(rest: list[str]) -> bool:
    """Whether a verb is followed by a comparison without a measure, or by how it is done and nothing else."""
    return rest[-1:] != [] and (
        rest[-1] in _MANNERS
        or (rest[-2:-1] == ["more"] and (rest[-1] == "often" or rest[-1].endswith("ly")))
        or (len(rest) == 1 and rest[0] in _CAREFULLY)
    )


def _is_any(verb: str, words: list[str]) -> bool:
    """Whether the object of a verb is more of a thing ("more replicas"), or a whole system ("the database")."""
    if not _PREPOSITIONS.isdisjoint(words):
        return False
    if words and words[0] in _COUNTLESS:
        return not _ARTEFACTS & set(words)
    nouns = [word for word in words if word not in _SMALL_WORDS]
    return verb in _BROAD and bool(nouns) and not {"a", "an"} & set(words) and all(noun in _SYSTEMS for noun in nouns)


def _says_nothing(words: list[str]) -> bool:
    """Whether the object of a verb may be anything: "everything", "the issue", "documentation", "more tests"."""
    nouns = [word for word in words if word not in _SMALL_WORDS]
    practices = sum(word in _PRACTICES for word in nouns)
    if practices + sum(word in _MATTERS for word in nouns) < len(nouns):
        return False
    # "A dashboard" is one thing, and so is "incident response process"; "dashboards" are any.
    return not {"a", "an"} & set(words) and (practices < 2 or len(nouns) < 3)


def _is_topic(words: list[str]) -> bool:
    """Whether these are no more than nouns that stand for whole fields, or more or better of one thing."""
    if words[0] in _MORE:
        end = next((at for at, word in enumerate(words) if word in _PREPOSITIONS), len(words))
        words = words[:end]
    if words[0] in _VERBS_TOO and len(words) > 2:
        return False
    *before, last = words
    is_activity = last in _ACTIVITIES or bool(_patterns().activity.fullmatch(last))
    if not all(word in _SMALL_WORDS or word in _PRACTICES or word in _FIELDS for word in before):
        return False
    known = last in _PRACTICES or (is_activity and last not in _SMALL_WORDS)
    return known or ((last in _SMALL_WORDS or last in _FIELDS) and any(word in _PRACTICES for word in before))


class _Patterns(NamedTuple):
    """Regular expressions that take titles apart. Titles are short: see `LONGEST`."""

    link: re.Pattern[str]
    marks: re.Pattern[str]
    reference: re.Pattern[str]
    lead: re.Pattern[str]
    tail: re.Pattern[str]
    specific: re.Pattern[str]
    between: re.Pattern[str]
    never_again: re.Pattern[str]
    sure: re.Pattern[str]
    in_place: re.Pattern[str]
    activity: re.Pattern[str]


_MATTER = r"(?:this|it|that|(?:the|this|that|these|such|similar|future) (?:\w+ )?\w+|recurrences?|\w+ incidents?)"


_FEWER_ERRORS = (
    r"(?:prevent|avoid|stop|eliminate|reduce|minimi[sz]e|exclude|rule out|make (?:fewer|less|no(?: more)?))"
    r" (?:making )?(?:(?:the )?(?:risk|chance|possibility|likelihood|probability|number|potential) (?:of|for) )?"
    r"(?:(?:such|any|these|similar|future|more|further|human|manual|operator|user|careless|avoidable|simple|all|the|same)"
    r" )*(?:errors?|mistakes?|typos|slips|misconfigurations?|misunderstandings?|incidents?|outages?|problems?"
    r"|failures?|issues?|downtimes?|oversights?)"
    r"(?: (?:like|such as) (?:this|these|that)(?: one)?| of this kind| in production)?"
)
"""What asks for fewer errors of people, or of anything at all."""


@cache
def _patterns() -> _Patterns:
    better = r"(?:(?:more|less) \w+|better|safer|faster|easier|simpler|stronger|clearer)"
    not_again = r"(?:does not|doesn't|never|will not|won't|cannot|can't)"
    return _Patterns(
        link=re.compile(r"\[([^][]*)\]\([^()]*\)"),
        marks=re.compile(r"[*_]{2,}|^\[[^][]*\] *"),
        reference=re.compile(r"\S*[/\d@]\S*"),
        lead=re.compile(
            r"^(?:(?:we|you|i|everyone|the team) )?(?:(?:should|must|shall|will|(?:need|needs|have|want|ought) to) )?"
            r"(?:(?:please|also|always|generally|just|let's|(?:try|start|begin|plan) to|consider) )*"
        ),
        tail=re.compile(
            r"(?:,? (?:again|in (?:the )?future|going forward|next time|any ?more|in general|overall|asap|soon|"
            r"(?:if|where|as) (?:possible|needed)|across the board|properly|permanently|for good|once and for all|"
            rf"so (?:that )?(?:this|it) {not_again} \w+|(?:that|which) (?:caused|led to|triggered) (?:the|this) \w+|"
            rf"(?:in order )?to (?:be|become|make (?:it|them|things)) {better}|"
            rf"(?:in order )?to (?:prevent|avoid) {_MATTER}(?: from (?:happening|occurring|recurring))?))+$"
        ),
        specific=re.compile(
            r"[\d`\"“:;(→>=]| [–—-]+ |(?<!communication )(?<!collaboration )\bwith\b|"
            r"\bto\b(?! (?:our|the|this|these|all)\b)|\b(?:by|via|using|through|so|such|until|unless|instead|without|"
            r"rather|when|whenever|if|where|whether|why|how|what|which|who|than|like|that|e\.g)\b"
        ),
        between=re.compile(r" *(?:,(?: *and\b)?|&|\+| / |\band\b|\bor\b|\bthen\b) *"),
        never_again=re.compile(
            rf"(?:make sure|ensure)(?: that)? {_MATTER} {not_again} (?:happens?|occurs?|recurs?)$|"
            rf"(?:prevent|avoid|stop) (?:{_MATTER}(?: from)? (?:happening|occurring|recurring)|recurrence|a repeat)$|"
            rf"{_FEWER_ERRORS}$"
        ),
        sure=re.compile(r"^(?:ensure|make sure|see to it)(?: that)? "),
        in_place=re.compile(
            r"ensure (.+?) (?:(?:is|are) (?:\w+ly )?(?:in place|available|present|adequate|sufficient|good|set up|"
            r"working|up to date|reliable|robust)|exists?|works?)$"
        ),
        activity=re.compile(r"\w{3,}(?:ing|[ts]ion|ysis|ment|ance|ence|ility)"),
    )


def _words(words: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for word in words.split())


_WORD = lazy_pattern(r"\w+")
_SPECIFIC = _words(
    "by how instead like rather than through unless until using via what when whenever whether who why without"
)
_DOUBTFUL = _words(
    """
    abide adhere attention attentively avoid awareness be being better brief care careful carefully cautiously closely
    coach coaching comply consult diligently do don double educate educating eliminate engineers ensure everybody
    everyone exclude eye eyes follow forget harder inform instruct instructing like make minimise minimize must never
    obey observe people prevent read reduce remember remind reminding respect rigorously share should so stick stop
    teach teaching that thoroughly to train training which
    """
)
"""Of these one is in what asks for care, or that it never happens again, and in what is cut off at the end."""


def _verbs(kind: Vagueness, words: str) -> dict[str, Vagueness]:
    return dict.fromkeys(_words(words), kind)


_VERBS = {
    **_verbs(
        Vagueness.QUESTION,
        """
        analyse analyze assess check_out dig_into discuss evaluate explore follow_up investigate look_at look_into
        reflect_on research study think_about
        """,
    ),
    **_verbs(
        Vagueness.CHANGE,
        """
        add address adopt automate build check clean_up conduct correct create deal_with decrease define develop do
        document double-check ensure establish expand extend fix follow formalise formalize get handle have implement
        harden increase introduce lower minimise minimize mitigate monitor perform provide reconsider redesign reduce
        refactor repair resolve rethink review revisit set_up setup simplify solve standardise standardize test tighten
        update use verify work_on write
        """,
    ),
}
"""Verbs that say nothing unless their object does."""

_BETTERS = _words(
    """
    bolster boost enhance enhancing improve improvement improvements improving optimise optimising optimize optimizing
    stabilise stabilize streamline streamlining strengthen strengthening
    """
)
"""What is to be better, but not how: vague whatever it is, unless a measure or a means follows."""

_ARTEFACTS = _words(
    """
    banner column command description descriptions dialog endpoint field form function index label labels message
    messages name names page prompt queries query schema script signature template text type types wording
    """
)
"""Things so small that their betterment is one change."""

_QUALITIES = _words(
    """
    better bulletproof clearer easier fast faster maintainable reliable resilient robust safe safer scalable simpler
    stable stronger
    """
)
_COUNTLESS = _words("better enhanced fewer greater improved increased less more")
_MORE = _COUNTLESS | _words(
    """
    bigger cleaner clearer closer deeper earlier easier faster finer higher larger longer proper quicker safer shorter
    simpler smaller smarter stricter stronger tighter wider
    """
)
"""What compares; in a title without a figure nobody knows with what."""

_MANNERS = _words("better earlier faster less longer more quicker slower sooner")
_CAREFULLY = _words(
    """
    adequately ahead appropriately better clearly consistently early effectively efficiently frequently often
    proactively promptly quickly regularly responsibly safely sufficiently wisely
    """
)
"""What may end a title that has a verb and no object: "Communicate clearly", "Plan ahead"."""

_MAKING = _words("add automate build create define develop implement introduce set_up setup write")
_TESTS = _words("test testing tests")
_PREPOSITIONS = _words("about across after around at before between during for from in of on over to within")
_SMALL_WORDS = _MORE | _words(
    """
    a additional adequate all an any appropriate carefully comprehensive current every existing extra for further
    general good in necessary new of on our overall regular relevant some sufficient that the these this thorough
    thoroughly those various
    """
)
_MATTERS = _words(
    """
    again bug bugs case cases cause causes deeper everything failure failures further improvements incident incidents
    issue issues it later matter matters more options outage outages possibilities problem problems root scenario
    situation solutions stuff things underlying
    """
)
"""What stands for the whole incident, or for anything at all."""

_PRACTICES = _words(
    """
    alarms alert alerting alerts automation availability awareness best checks code collaboration communication
    communications complexity controls coordination coverage culture dashboards debt docs documentation efficiency
    error governance guidelines handling hygiene improvement improvements logging logs metrics monitoring
    noise notifications observability paging performance planning playbooks policies practices procedures process
    processes quality redundancy reliability resilience resiliency response robustness runbooks safeguards scalability
    security stability standards technical test testing tests toil tooling tools training trainings validation
    visibility workflows
    """
)
"""Nouns that name a field of work, and the words that are part of such names."""

_SYSTEMS = _words(
    """
    api app application applications architecture backend cluster clusters database databases frontend infra
    infrastructure network platform production server servers service services staging system systems
    """
)
_BROAD = _words(
    """
    address analyse analyze assess check clean_up evaluate fix handle harden investigate look_at look_into monitor
    reconsider redesign refactor rethink review revisit simplify test verify work_on
    """
)
"""Verbs whose object may be a system as a whole and tells nothing then: "Refactor the backend"."""

_FIELDS = _SYSTEMS | _words(
    """
    access automated capacity canary cause change changes chaos communication compliance configuration cost cross-team
    customer data dependency deploy deployment deployments disaster emergency end-to-end engineering escalation external
    failover fault incident integration internal knowledge load management manual on-call oncall operational ownership
    penetration post-incident postmortem process query recovery regression release releases resource reviews risk
    rollback root schema smoke stakeholder stress synthetic system team traffic unit user vendor
    """
)
"""Modifiers that leave a noun without a verb as wide as it was."""

_ACTIVITIES = _words(
    """
    analysis audit audits backups cleanup drills engineering exercises failover failovers ownership redesign review
    reviews rewrite rollback rollbacks rollout rollouts upgrade upgrades
    """
)
"""Nouns of what could be done; those that end as "testing" and "analysis" do are known by that."""

_WIDE = _SMALL_WORDS | _PRACTICES | _MATTERS | _FIELDS | _ACTIVITIES
"""What says nothing where no more is said of it than that it is there."""

_VERBS_TOO = _words("alert cause change code deploy load process query release risk stress test")
"""Of these nouns, those that may as well be the verb of what follows."""
