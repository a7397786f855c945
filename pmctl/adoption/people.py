"""Names of people, and of services, as they stand in one value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.placeholders import is_placeholder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pmctl.postmortem.conventions import Conventions

_BETWEEN: Final = lazy_pattern(
    r"\s*[,;、，]\s*(?:(?:and|und|et|og|och)\s+)?|\s+(?:and|und|et|y|e|og|och|en|&)\s+(?=\S)"
)
_IN_PARENTHESES: Final = lazy_pattern(r"\([^()]*\)|（[^（）]*）")
_NOBODY_WORDS: Final = (
    "none, n/a, na, nobody, no one, noone, unknown, unassigned, not assigned, not yet assigned, to be assigned, "
    "unowned, no owner, not set, not applicable, open, tbd, -, name, names, your name, full name, first name, "
    "last name, first last, firstname lastname, first name last name, owner name, author name, name here, team "
    "name, @name, @names, @owner, @author, @user, @users, @person, @people, @you, @yourname, @your-name, "
    "@firstname, @lastname, @mention, @assignee, @github-handle, @slack-handle, @team, @someone, @who, keine, "
    "keiner, niemand, nicht zugewiesen, noch offen, offen, unbekannt, ingen, ukjent, ikke tildelt, ikke avklart, "
    "ej tilldelad, inte tilldelad, otilldelad, ännu ej tilldelad, okänd, ikke tildelt endnu, aucun, aucune, "
    "personne, non assigné, non attribué, à définir, à déterminer, inconnu, ninguno, nadie, sin asignar, no "
    "asignado, por asignar, por definir, desconocido, nenhum, ninguém, não atribuído, sem responsável, a definir, "
    "desconhecido, nessuno, non assegnato, da assegnare, da definire, sconosciuto, niemand, geen, niet "
    "toegewezen, nog niet toegewezen, onbekend, brak, nikt, nieprzypisany, nieprzypisane, nie przypisano, do "
    "ustalenia, なし, 無, 無し, 未定, 未割当, 未割り当て, 未アサイン, 未設定, 不明, 該当なし, 无, "
    "無, 未分配, 待定, 未知, 없음, 미정, 미지정, 미할당, 해당 없음"
)
_NOBODY: Final = frozenset(_NOBODY_WORDS.split(", "))
"""What stands in the place of a name, in the languages of the section headings, and what templates leave there."""

_BAR: Final = lazy_pattern(r"\s+[|·]\s.*", re.DOTALL)
_HANDED_OVER: Final = lazy_pattern(r"[→⇒➜]|[-=]>")
_MENTIONED: Final = lazy_pattern(r"^@(?=[^\W\d_a-z][^\s@]*(?:\s[^\W\d_a-z][^\s@]*)+$)(.)")
"""What stands before a name of several words, as Notion and Confluence mention people; a handle has no blank."""

_ELSEWHERE: Final = lazy_pattern(
    r"(?:[Ss]ee|[Rr]efer\s+to|[Cc]heck|[Ss]iehe|[Vv]oir|[Vv]éase|[Zz]ie)\s+(?=[a-zà-ÿ#\[]|https?:)|.{0,40}(?:参照|참조)$"
)
"""What stands before the place where a name is to be found: "see the issue"."""

_LONGEST_NAME: Final = 60
_MOST_WORDS: Final = 5
_MOST: Final = 40


def names_in(items: Iterable[str]) -> tuple[str, ...]:
    """Return the names that a value or the items of a list hold; none where it is a sentence rather than names."""
    found: list[str] = []
    for written in items:
        item = _HANDED_OVER.split(_BAR.sub("", written))[-1]
        # A comma in parentheses is no end of a name.
        hidden = _IN_PARENTHESES.sub(lambda match: "\0" * len(match[0]), item)
        start = 0
        for between in _BETWEEN.finditer(hidden):
            found.append(item[start : between.start()])
            start = between.end()
        found.append(item[start:])
    parts = (_MENTIONED.sub(r"\1", part.strip(" .")) for part in found)
    names = tuple(dict.fromkeys(name for name in parts if name and not is_nobody(name)))
    fits = all(len(name) <= _LONGEST_NAME and len(name.split()) <= _MOST_WORDS for name in names)
    return names if fits and len(names) <= _MOST else ()


def is_nobody(name: str) -> bool:
    """Return whether a value stands where nobody, or nothing, is named."""
    bare = name.strip(" .()[]<>{}*_")
    return bare.casefold() in _NOBODY or is_placeholder(name) or _ELSEWHERE.match(bare) is not None


def handle_of(name: str, conventions: Conventions) -> str:
    """Return the handle of the one person whom the configuration knows by that handle, "
    "name or e-mail, else `name`."""
    person = conventions.person_called(name)
    return person.handle if person else name.strip()
