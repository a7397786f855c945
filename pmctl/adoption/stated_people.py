"""Who wrote a document or owns its follow-up, where a few words say it without a colon: "written by Mara Lind"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.adoption.field_words import field_of
from pmctl.adoption.given_names import is_given_name
from pmctl.adoption.jobs import is_job
from pmctl.adoption.people import is_nobody, names_in
from pmctl.adoption.written_ranges import is_only_days
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
_FIRM: Final = lazy_pattern(
    r"(?<![^\W_])(?:inc|ltd|llc|gmbh|corp|corporation|company|plc|labs?|group|systems|software|technolog(?:y|ies)|foundation"
    r"|networks?|bank|cloud|studios?|solutions|services|platform|infrastructure|engineering|operations|support|security"
    r"|bot|script|code|copilot|chatgpt|gpt|pipeline|agent|reliability)(?![^\W_])",
    re.IGNORECASE,
)
_DAY: Final = lazy_pattern(
    r"(?:(?:next|this|the|end\s+of|by|on)\s+){0,3}(?:week|month|quarter|sprint|year"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:\s.{0,12}[0-9].{0,20})?)|tomorrow|asap|eo[dwmq]",
    re.IGNORECASE,
)
"""A day without a date, where it stands in the place of a name."""

_DESCRIBED: Final = lazy_pattern(
    r"\s*[,，、]\s*|\s+[(（]|\s+(?=(?:for|from|of|at|aus|für|fra|til|för|pour|para|voor)\s)"
)
_NO_DESCRIPTION: Final = lazy_pattern(
    r"(?<![^\W_])(?i:and|und|et|og|och|y|e|en|with|mit|avec|con|med|met|behalf|together|help|helped|assist\w*|based|notes"
    r"|interview\w*|review\w*|translat\w*|edit\w*|dictat\w*|draft\w*|not|never|vendor|provider|supplier|company|firm|manufacturer|by|von|par|por|av|af|door)(?![^\W_])"
    r"|[0-9@:]|[^\W\d_a-zß-ÿ][\w.'’-]*\s+[^\W\d_a-zß-ÿ]"
)
_WORD: Final = lazy_pattern(r"[^\W\d_]+")
_LONGEST_DESCRIPTION: Final = 100
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

    def described(self, text: str) -> tuple[str, ...]:
        """Return who wrote it, where words tell besides what they do and for whom: "Written by Mara Lind, storage"."""
        words = text.split()
        for count in range(min(_MOST_WORDS, len(words) - 1), 1, -1):
            if field_of(" ".join(words[:count])) == "authors":
                return self.described_names(" ".join(words[count:]))
        return ()

    def described_names(self, text: str) -> tuple[str, ...]:
        """Return the people that words begin with which tell of nobody else behind them; none if they may."""
        cut = _DESCRIBED.search(text)
        names = self.names(text[: cut.start()]) if cut else ()
        said = text[cut.start() :] if cut else ""
        if not names or len(said) > _LONGEST_DESCRIPTION or _NO_DESCRIPTION.search(said):
            return ()
        return () if any(is_given_name(word) for word in _WORD.findall(said)) else names

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


def without_days(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return names without the days that stand among them: "RCA by: 12 March" is a deadline."""
    return tuple(name for name in names if not (_DAY.fullmatch(name) or is_only_days(name)))


def _parted(text: str) -> tuple[str, bool, str]:
    colon = _COLON.search(text)
    return (text[: colon.start()], True, text[colon.end() :]) if colon else (text, False, "")
