"""What the box before an action item says of it, and the words that undo its tick: "[x] Move it - won't fix"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.adoption.actions_shelved import is_shelved
from pmctl.adoption.actions_statuses import statuses
from pmctl.adoption.actions_text import LONGEST, Words, plain
from pmctl.adoption.actions_values import Facts, read_ticket
from pmctl.postmortem.conventions import ActionStatus
from pmctl.postmortem.heading_words import fold

if TYPE_CHECKING:
    from pmctl.adoption.actions_values import Reader

_LONGEST: Final = 120
_MARKS: Final = {"-": ActionStatus.DROPPED, "~": ActionStatus.DROPPED, "/": ActionStatus.IN_PROGRESS}


def status_of(mark: str | None, said: ActionStatus | None, source: str = "") -> ActionStatus | None:
    """Return the status of an item by its box, and by what its words say.

    Args:
        mark: what is in the box; None if there is none.
        said: by the words: they are more exact than an empty box, and who ticks one for what is dropped means that
            there is nothing left to do.
        source: the Markdown of the item. What is removed because it is "no longer needed" is done.
    """
    if mark is None or (said is ActionStatus.DROPPED and not _removes(source)):
        return said
    if not mark.strip(" _") or mark in "><!?":
        return said or ActionStatus.OPEN
    return _MARKS.get(mark, ActionStatus.DONE)


def is_ticked(mark: str | None) -> bool:
    """Return whether a box says that an item is done."""
    return status_of(mark, None) is ActionStatus.DONE


def without_refusal(source: str, reader: Reader, *, has_tick: bool) -> tuple[str, Facts]:
    """Return the Markdown of an item without words at its end that say why it is dropped, and what these say.

    Args:
        source: the Markdown.
        reader: of the document's values.
        has_tick: whether it has a tick, so that these words can be no part of the sentence.
    """
    source = source.rstrip()
    tail = source[-_LONGEST:]
    found = (behind := _behind_struck().search(tail)) or _aside().search(tail) or _behind_dash().search(tail)
    if found is None or len(source) > LONGEST or not (before := source[: -len(found[0])]).strip() or _removes(source):
        return source, Facts()
    said = plain(found["said"])
    if not refuses(said, reader, is_sure=has_tick or behind is not None):
        return source, Facts()
    return before, Facts(status=ActionStatus.DROPPED, ticket=read_ticket(Words(said), is_told=True))


def _removes(source: str) -> bool:
    """Whether an item asks to remove something, and says that it is needed no more."""
    return bool(_removal().match(source) and _needless().search(source[:LONGEST]))


def refuses(said: str, reader: Reader, *, is_sure: bool = False) -> bool:
    """Return whether words that are set off say that something will not be done, with the reason or without.

    Args:
        said: plain words.
        reader: of the document's values.
        is_sure: whether nothing else can be meant by words that may say something else as well.
    """
    if closed := _closed_as().match(said):
        said, is_sure = said[closed.end() :], True
    if _refusal().match(said):
        return True
    status, rest = reader.inline_status(said)
    if status is ActionStatus.DROPPED and rest:
        between = said[: said.rfind(rest)].rstrip()
        if between.endswith((":", ";", "–", "—", "(")) or (
            is_sure and between.endswith((",", "，", "、")) and not _choice().search(rest)
        ):
            return True
    if not is_sure:
        return False
    if is_shelved(said) and not _bare_shelf().fullmatch(said):
        return True
    is_duplicate = _duplicate().fullmatch(said) and read_ticket(Words(said), is_told=True)
    return statuses().get(fold(said)) is ActionStatus.DROPPED or bool(is_duplicate or _with_tick().match(said))


@cache
def _aside() -> re.Pattern[str]:
    return re.compile(r"\s*[(（\[【](?P<said>[^()（）\[\]【】]{2,100})[)）\]】][\s.。]*\Z")


@cache
def _behind_struck() -> re.Pattern[str]:
    return re.compile(r"(?<=~~)\s{0,3}[-–—:,(（]{0,3}\s{0,3}(?P<said>[^~()（）\s-][^~()（）]{1,100})[)）.\s]{0,3}\Z")


@cache
def _closed_as() -> re.Pattern[str]:
    return re.compile(r"(?:closed|resolved|marked)(?:\s(?:as|with|because))?[\s,:;]\s?", re.IGNORECASE)


@cache
def _removal() -> re.Pattern[str]:
    return re.compile(
        r"[\W_]{0,3}(?:remove|delete|drop|retire|decommission|clean|close|disable|prune|uninstall|turn\soff|shut|stop|revoke"
        r"|archive|purge|get\srid|strip|clear|unpublish|sunset|fjern|slett|slå\sav|ta\sbort|radera|löschen|entfernen|supprimer"
        r"|retirer|eliminar|borrar|quitar|remover|apagar|rimuovere|verwijder\w*)\b",
        re.IGNORECASE,
    )


@cache
def _needless() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:needed|necessary|required|relevant|used|applicable|obsolete|superseded|duplicate|nødvendig|nödvändig|nötig"
        r"|notwendig|nécessaire|necesari[oa]|nodig|obsolet\w*|hinfällig)\b",
        re.IGNORECASE,
    )


@cache
def _behind_dash() -> re.Pattern[str]:
    return re.compile(r"\s[-–—]+\s(?P<said>(?:(?!\s[-–—])[^()\[\]]){2,100})\Z")


@cache
def _refusal() -> re.Pattern[str]:
    # Sure wherever they stand by themselves, up to the end or a reason; in the languages of the statuses.
    return re.compile(
        r"(?:wont[\s-]?(?:fix|do)|(?:we\s)?(?:won[’']?t|will\snot)\s(?:be\s)?(?:fix(?:ed)?|do(?:ne)?|implement(?:ed)?|happen)(?:\s(?:it|this))?"
        r"|(?:we\sare\s)?not\s(?:going\sto\s(?:do|fix|happen)|doing|worth)(?:\s(?:it|this|that|the\s\w+))?"
        r"|no\slonger\s(?:needed|relevant|required|applicable|necessary|planned)"
        r"|not\s(?:needed|necessary|required|relevant)\s(?:any\s?more|any\slonger|after\sall)"
        r"|decided\s(?:against(?:\s(?:it|this))?|not\sto(?:\s(?:do(?:\s(?:it|this))?|proceed))?)"
        r"|(?:wird|machen\swir|tun\swir)\snicht(?:\s(?:gemacht|umgesetzt|gebraucht))?|nicht\s(?:mehr\s)?(?:nötig|notwendig"
        r"|relevant|erforderlich|gebraucht)|(?:blir\s)?ikke\s(?:lenger\s)?(?:aktuelt|nødvendig|relevant|gjort|noe\sav)"
        r"|(?:inte|ej)\s(?:längre\s)?(?:aktuellt|nödvändigt|relevant)|ikke\s(?:længere\s)?(?:relevant|nødvendigt)"
        r"|(?:ne\ssera\spas|pas)\s(?:fait|retenu|nécessaire)|plus\s(?:nécessaire|d[’']actualité)|sans\ssuite"
        r"|(?:ya\s)?no\s(?:se\shará|es\snecesario|aplica|procede)|não\s(?:será\sfeito|é\smais\snecessário|se\saplica)"
        r"|non\s(?:più\s)?(?:necessario|si\sfa)|niet\s(?:meer\s)?(?:nodig|relevant)|wordt\sniet\sgedaan"
        r"|(?:już\s)?niepotrzebne|nie\sbędzie\s(?:robione|zrobione))"
        r"(?=\W*\Z|\s?[,;:(–—]|\s(?:because|since|as|due|after|for|in\sfavou?r|weil|da|wegen|fordi|parce|porque)\b|[.!]\s)",
        re.IGNORECASE,
    )


@cache
def _choice() -> re.Pattern[str]:
    return re.compile(r"\b(?:or|and|oder|und|ou|et|o|y|e|eller|og|of|en)\b", re.IGNORECASE)


@cache
def _duplicate() -> re.Pattern[str]:
    return re.compile(
        r"(?:duplicates?|dupe|same\sas|duplikat|dublett|doublon|duplicado)(?:\s(?:of|zu|von|de|av))?\s\S{2,80}",
        re.IGNORECASE,
    )


@cache
def _bare_shelf() -> re.Pattern[str]:
    # Behind a tick these say as well where something is, or when it happens.
    return re.compile(
        r"parked|dropped|no|never|later|shelved|not yet|for now|(?:way )?too .*|(?:zu|trop|för|for|te|za) .*",
        re.IGNORECASE,
    )


@cache
def _with_tick() -> re.Pattern[str]:
    return re.compile(
        r"(?:superseded|obsolete)\sby\s|(?:not|nicht|ikke|inte|ej|pas|no|não|non|niet)\s(?:necessary|required|relevant|applicable"
        r"|nødvendig|nödvändig|nécessaire|necesario|necessário|necessario|nodig|nötig|notwendig|aktuelt?|aktuellt)[.!]?\Z",
        re.IGNORECASE,
    )
