"""Names in small letters beside a day or a ticket: "(elliot, 2026-05-27)", unlike "(optional, 2026-05-27)"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from pmctl.adoption.actions_statuses import statuses
from pmctl.adoption.actions_words import VERBS, fields, groups, is_nothing, template_words
from pmctl.adoption.given_names import is_role, is_thing

_MOST_WORDS: Final = 2
_WORDS: Final = """
    about actual además again agora ahora ainda all alone alpha also alt always anche ancora and antes any aparte
    apenas approx around asap ask aussi auto backport backup bald bara bardzo batch before best beta between
    bientôt bijna blot bonus both branch brev bug bugfix bulk casi cedo chart check chore circa client cluster
    code common config contractor copy core cost cron customer daarna daily dann database dauerhaft days default
    demo deploy depois dersom después dopo dry déjà each early easy edge eerst effort eller else encore enfin
    ensuite entre environ epic erst estimate eta etter etwa even eventueel eventuellt every everybody evtl except
    extra failover falls ferie few fields final first fixes flag flere follow followup forse fri from full först
    først gamma ganska gerne già half hard hard-coded here hors host hoster hosts hotfix hour hours how idea igen
    igjen igual ikke immer infra inte interim intern internt item items jeszcze jetzt job joint just już kanban
    kanske kanskje key kurz last late later leftover legal less level light link list litt local lock log logo
    luego main mainly mange manual many maybe mehr memo meno mer merge mesmo meteen mid midlertidig midnight
    migration mismo misschien model mon month more most może much must måske nach near network neu never next
    night noch node nodes noe none note notes now nur oder off offline også old once one online only ook open
    option other otra otro our own page paid pair part parte partner path pending people perhaps person phase
    pilot plan poco poi pool port potem presto prima probably provider public puis później quand quarter quasi
    query question quick ready real redan release remote repo rest retro rev review risk rollback rollout root
    rough same sammen sample samt sat schema schon script second sedan see sehr sempre senere set seul shared
    short side siden similar since single size slack slot small snart solo some somebody someone soms sonst soon
    source spike split sprint spät stable stadig still story straks strax stub stuff sub subtask sun super
    supplier table task team temp template tentative test tests that the their then there third this thu thur
    thurs ticket time tip todavía todo tool tooling top total tracked trello trial trinn trunk tue tues twice two
    tylko tôt uke unit unknown unless until upfront upstream user vanlig vendor version via viel vite vorher wave
    wed week weekly weeks weer when where who why wide wieder wiki with wkrótce wohl work worst year yearly yet
    zaraz zero zuerst zweimal även
    """
"""Words in small letters that people put in brackets beside a day, in the languages of the headings."""


def may_be_nick(text: str) -> bool:
    """Return whether one or two words in small letters look like a name, and are none that is known to be another.

    What tells a name that nobody knows is how it is not written: with the end of an adverb, an adjective or a noun.
    """
    words = text.split()
    return 0 < len(words) <= _MOST_WORDS and _name().fullmatch(text) is not None and not any(map(_is_word, words))


def _is_word(word: str) -> bool:
    known = (fields(), groups(), statuses(), template_words(), VERBS, _words())
    return (
        any(word in words for words in known)
        or is_thing(word)
        or is_nothing(word)
        or is_role(word.capitalize())
        or _ending().search(word) is not None
    )


@cache
def _words() -> frozenset[str]:
    return frozenset(_WORDS.split())


@cache
def _name() -> re.Pattern[str]:
    return re.compile(r"[a-zà-öø-ÿ][a-zà-öø-ÿ.'’-]{2,19}(?:\s[a-zà-öø-ÿ](?:[a-zà-öø-ÿ.'’-]{0,19}))?")


@cache
def _ending() -> re.Pattern[str]:
    # Of participles, adverbs, adjectives and abstract nouns, and of plurals.
    return re.compile(
        r"(?:ing|ly|ed|able|ible|tion|sion|ment|ments|ness|ance|ence|ary|ory|ful|less|ive|ous|ical|ional|ual|ity|ship|ware|wise|ward"
        r"|wards|ers|ors|tions|ings|ies|ives|ents|ants|ages|ops|up|out|down|time|day|days|week|month|date|line|side|end"
        r"|ung|ungen|heit|keit|lich|isch|bar|ig|weise|het|else|ning|ing|lig|ligt|sk|skt|vis|mente|ción|ciones|ção|zione|mento"
        r"|ado|ada|ido|ida|ato|ata|eren|tie|heid|lijk|weg|ie|owe|owy|anie|enie|nie)\Z"
    )
