"""Who wrote a document or owns its follow-up, where a few words say it without a colon: "written by Mara Lind"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.adoption.field_words import field_of
from pmctl.adoption.given_names import is_role
from pmctl.adoption.people import is_nobody, names_in
from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    from pmctl.adoption.actions_names import People
    from pmctl.postmortem.conventions import Conventions

FIELDS: Final = frozenset({"authors", "owner"})
_BY: Final = frozenset({"by", "von", "par", "por", "da", "door", "av", "af", "przez"})
_COLON: Final = lazy_pattern(r"\s*[:：]\s*")
_ASIDE: Final = lazy_pattern(r"\s*[(（\[][^()（）\[\]]{0,80}[)）\]]")
_MAIL: Final = lazy_pattern(r"\s*<[^<>\s]{1,80}@[^<>\s]{1,80}>")
_HANDLE: Final = lazy_pattern(r"@[A-Za-z][\w.-]{0,38}")
_SHORT: Final = lazy_pattern(r"[A-Z]{2,6}")
_FIRM: Final = lazy_pattern(
    r"(?<![^\W_])(?:inc|ltd|llc|gmbh|corp|corporation|company|plc|labs?|group|systems|software|technolog(?:y|ies)|foundation"
    r"|networks?|bank|cloud|studios?|solutions|services|platform|infrastructure|engineering|operations|support|security"
    r"|bot|script|code|copilot|chatgpt|gpt|pipeline|agent|reliability)(?![^\W_])",
    re.IGNORECASE,
)
_MOST_WORDS: Final = 5


class Stated(NamedTuple):
    """Somebody's part in a document, with the label that says it."""

    field: str
    label: str
    names: tuple[str, ...]


class Known:
    """Who may be a person in one document."""

    def __init__(self, people: People, conventions: Conventions) -> None:
        """Take whom the document names as people, and whom the configuration knows."""
        self._people, self._conventions = people, conventions

    def stated(self, text: str) -> Stated | None:
        """Return what words such as "written by Mara Lind" or "Owner: @mara" say; None if they say anything else."""
        before, colon, behind = _parted(text)
        if colon:
            field = field_of(before)
            names = self.names(behind) if field in FIELDS else ()
            return Stated(field, before, names) if field and names else None
        words = text.split()
        for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
            label = " ".join(words[:count])
            field = "authors" if label.casefold() in _BY else field_of(label)
            if field in FIELDS and (names := self.names(" ".join(words[count:]))):
                return Stated(field, label, names)
        return None

    def names(self, text: str) -> tuple[str, ...]:
        """Return the people that a text names; none if it names anything else than people and what they do."""
        said = names_in((_ASIDE.sub("", _MAIL.sub("", text)),))
        people = tuple(name for name in said if not is_job(name)) or said
        return people if all(map(self._is_person, people)) else ()

    def _is_person(self, name: str) -> bool:
        if _HANDLE.fullmatch(name) or self._conventions.person_called(name) is not None:
            return not is_nobody(name)
        if _FIRM.search(name):
            return False
        return self._people.may_be(name) if len(name.split()) > 1 or not name.isascii() else self._people.knows(name)


def is_job(name: str) -> bool:
    """Return whether what stands behind a person's name is what they do: "SRE", "Site Reliability Engineer"."""
    return bool(_SHORT.fullmatch(name)) or is_role(name)


def without_job(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return names without what the only person among them does: "Mara Lind, SRE" is one."""
    is_one = len(names) == 2 and " " in names[0] and is_job(names[1]) and not is_job(names[0])
    return names[:1] if is_one else names


def _parted(text: str) -> tuple[str, bool, str]:
    colon = _COLON.search(text)
    return (text[: colon.start()], True, text[colon.end() :]) if colon else (text, False, "")
