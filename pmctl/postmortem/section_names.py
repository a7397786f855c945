"""Which section a heading stands for, whatever the words, the language and the decoration."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

REQUIRED_SECTIONS: Final = (
    "summary",
    "impact",
    "timeline",
    "root-causes",
    "resolution",
    "lessons-learned",
    "action-items",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionNames:
    """The headings a repository knows: the built-in ones and its own.

    Attributes:
        synonyms: the repository's own headings by the section they mean. A section is given by its key or by any
            heading of it; one that the built-in table does not know becomes a section of the repository's own, under
            a key made from its title ("Customer communication" is "customer-communication"). Where both know a
            heading, the repository's word counts.
    """

    synonyms: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @classmethod
    def with_synonyms(cls, synonyms: Mapping[str, Iterable[str]]) -> SectionNames:
        """Return the built-in headings with those of a repository."""
        return cls(synonyms=tuple((section, tuple(headings)) for section, headings in synonyms.items()))

    @property
    def keys(self) -> Mapping[str, str]:
        """The key of the section of every heading, by the heading as folded for comparison."""
        return _tables(self.synonyms)[0]

    @property
    def titles(self) -> Mapping[str, str]:
        """The English title of every key, in the order of the built-in table, a repository's own last."""
        return _tables(self.synonyms)[1]

    def name_of(self, heading: str) -> str | None:
        """Return the key of the section that a heading stands for, or None if it is not known.

        A heading that names several sections ("Impact and detection") stands for the first that is known.
        """
        from pmctl.postmortem.heading_words import LONGEST_HEADING, readings_of  # noqa: PLC0415 - see _tables

        keys = self.keys
        known = keys.get(heading.lower())
        if known is not None or len(heading) > LONGEST_HEADING:
            return known
        whole, parts = readings_of(heading)
        named = (_first(keys, part) or affixed for part, affixed in parts)
        return _first(keys, whole) or next((name for name in named if name is not None), None)

    def exact_name_of(self, heading: str) -> str | None:
        """Return the key of the section if the heading's words are one of its names, and nothing more."""
        from pmctl.postmortem.heading_words import fold, plain_words  # noqa: PLC0415 - see _tables

        return self.keys.get(fold(plain_words(heading)))

    def key_of(self, section: str) -> str:
        """Return the key of a section given by its key, title or any synonym; a key made from its title if unknown."""
        return _key_of(section, *_tables(self.synonyms))

    def title_of(self, key: str) -> str:
        """Return the English title of a section, such as "Root causes"."""
        return self.titles.get(key) or key.replace("-", " ").capitalize()


@lru_cache(maxsize=8)
def _tables(synonyms: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return the keys by heading, and the titles by key. To make them takes longer than most commands need them."""
    from pmctl.postmortem.heading_words import fold, fold_list  # noqa: PLC0415 - reports read no headings
    from pmctl.postmortem.headings import BY_LANGUAGE  # noqa: PLC0415

    if synonyms:
        builtin = _tables(())
        keys, titles = dict(builtin[0]), dict(builtin[1])
        for section, headings in synonyms:
            key = _key_of(section, *builtin)
            titles.setdefault(key, " ".join(section.split()))
            keys.update(dict.fromkeys((fold(heading) for heading in (section, *headings)), key))
        keys.pop("", None)
        return keys, titles
    # A table at a time: folding every heading by itself takes ten times as long.
    keys = {
        heading.strip(): key
        for table in BY_LANGUAGE.values()
        for key, headings in table.items()
        for heading in fold_list(headings).split(",")
    }
    return keys, {key: headings.partition(",")[0] for key, headings in BY_LANGUAGE["en"].items()}


def _key_of(section: str, keys: Mapping[str, str], titles: Mapping[str, str]) -> str:
    from pmctl.postmortem.heading_words import fold, plain_words  # noqa: PLC0415 - see _tables

    if section in titles:
        return section
    folded = fold(plain_words(section))
    return keys.get(folded) or folded.replace(" ", "-")


def _first(keys: Mapping[str, str], readings: tuple[str, ...]) -> str | None:
    return next((keys[reading] for reading in readings if reading in keys), None)
