"""What a person does, behind their name: "Mara Lind, Head of Storage", "Mara Lind, storage" is one author."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pmctl.adoption.given_names import is_given_name, is_role, is_team, is_unit
from pmctl.adoption.people import names_in
from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SHORT: Final = lazy_pattern(r"[A-Z]{2,6}")
_HEAD: Final = lazy_pattern(
    r"(?:(?:interim|acting|deputy|assistant|associate|senior|principal|group)\s+)?"
    r"(?:head|director|manager|lead|chief|vp|svp|evp|vice\s+president|president|member|part|chef|chefe|jefe|jefa"
    r"|responsable|responsabile|responsável|hoofd|leder|leiter(?:in)?|leitung|directeur|directrice|directora?)"
    r"(?:,?\s+(?:of|for|the|du|de|des|der|del|della|do|da|van|av|af|for))?\s+[^\d,;:@]{2,50}",
    re.IGNORECASE,
)
_RANKED: Final = lazy_pattern(
    r"(?:(?:senior|sr\.?|junior|jr\.?|staff|principal|lead|chief|associate|software|site|systems?|network|database|data"
    r"|cloud|platform|security|reliability|devops|backend|front-?end|full-?stack|mobile|qa|test|support|product|project"
    r"|program|engineering|technical|tech|infrastructure|release|operations|incident|problem|service|delivery|it|duty"
    r"|on-?call|shift|night)\s+){1,4}(?:engineer|engineering|developer|architect|administrator|admin|analyst|manager|lead"
    r"|officer|operator|operations|specialist|scientist|consultant|technician|programmer|coordinator|commander|tester"
    r"|owner|designer|researcher|intern|reliability)(?:\s+(?:i{1,3}|iv|v|[1-6]))?",
    re.IGNORECASE,
)
_TEAM: Final = lazy_pattern(
    r"(?:the\s+|our\s+)?[^\W\d_][\w&/'’-]*(?:\s+[\w&/'’-]+){0,3}?\s+(?:team|group|squad|department|dept\.?|division|unit"
    r"|guild|tribe|crew|desk|on-?call)|(?:the\s+)?team\s+[\w&/'’-]+(?:\s+[\w&/'’-]+)?|on-?call(?:\s+engineer)?"
    r"|(?:[^\W\d_]{2,20}[\s-]?)?(?:abteilung|avdeling|avdelning|afdeling|équipe|equipe|equipo)(?:\s+\w+){0,2}",
    re.IGNORECASE,
)
_AREAS: Final = frozenset(
    "accounts analytics api app apps auth billing cache checkout cloud compute core dba delivery edge email"  # noqa: SIM905 - shorter
    " gateway growth hosting identity ingest ingestion integrations internal login mail messaging ml mobile network"
    " networking networks observability orders payment payments performance pricing privacy reliability release risk"
    " routing search shipping sso tooling tools traffic web"
    " drift betrieb entwicklung netzwerk technik vertrieb exploitation réseau desarrollo redes redaksjon".split()
)
"""What else parts of a firm are called by, in small letters; is_role and is_unit know others."""

_AND: Final = lazy_pattern(r"\s(?:and|und|et|y|e|og|och|en|&)\s+")
_MOST_WORDS: Final = 7


def is_job(name: str) -> bool:
    """Return whether what stands behind a person's name is what they do: "SRE", "Head of Storage", "storage"."""
    if _SHORT.fullmatch(name) or is_role(name):
        return True
    words = name.split()
    if not words or len(words) > _MOST_WORDS or any(map(is_given_name, words)):
        return False
    if any(found.fullmatch(name) for found in (_HEAD, _RANKED, _TEAM)):
        return True
    if words[0].casefold() in _AREAS and len(words) == 1:
        return True
    # "storage" and "data platform" are what "Storage" and "Data platform" are.
    capital = f"{name[:1].upper()}{name[1:]}"
    return is_role(capital) or is_unit(capital) or is_team(name)


def without_jobs(items: Iterable[str]) -> tuple[str, ...]:
    """Return the names in a value, or in the items of a list, without what the people before them do.

    Only commas set that off: "Mara Lind and the storage team" are two.
    """
    found = list(items)
    names = names_in(found) and tuple(dict.fromkeys(name for item in found for name in _people(item)))
    return without_job(names) if len(found) > 1 else names


def without_job(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return names without what the only person among them does: "Mara Lind, SRE" is one."""
    is_one = len(names) == 2 and " " in names[0] and is_job(names[1]) and not is_job(names[0])
    return names[:1] if is_one else names


def _people(item: str) -> Iterator[str]:
    """The people of one value; where it begins with no person, all that it names."""
    is_behind = was_job = False
    for name in names_in((item,)):
        if is_behind and is_job(name):
            is_added = not was_job and any(item[found.end() :].startswith(name) for found in _AND.finditer(item))
            was_job = not is_added
        else:
            is_added, was_job = True, False
            is_behind = is_behind or (not is_job(name) and (" " in name or name[0] == "@" or is_given_name(name)))
        if is_added:
            yield name
