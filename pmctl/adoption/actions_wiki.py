"""People who are named by links to their pages in a wiki: "([[Mara Voss]])", "[[People/Mara Voss|Mara]]: fix it"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.adoption.actions_names import may_be_owner
from pmctl.adoption.actions_words import VERBS
from pmctl.adoption.given_names import is_thing

if TYPE_CHECKING:
    from pmctl.adoption.actions_names import People

_PAGES: Final = """
    board briefing calendar channel checklist dashboard document docs faq guide guidelines handbook history home
    inbox incident incidents index instructions journal list log map meeting minutes moc note notes page plan
    playbook policy post postmortem procedure process project projects protocol report reports retro retrospective
    review roadmap runbook schedule sop spec specification standup status summary system task tasks template
    timeline tracker tutorial wiki workshop
    """
"""Words in the names of pages that are about no person."""
_FOLDERS: Final = "people persons person team contacts users colleagues folk personen personer ludzie"


def people_linked(text: str, people: People) -> str | None:
    """Return the names that are all of a text, each a link to the page of somebody: several joined by commas; or None.

    Args:
        text: what is in brackets, with its links as a wiki has them.
        people: tell what else the document calls so.
    """
    if not text.startswith("[["):
        return None
    names: list[str] = []
    end = 0
    while found := _link().match(text, end):
        if not (name := _name(found, people)):
            return None
        names.append(name)
        end = found.end()
    return ", ".join(names) if end == len(text) else None


def person_at_end(text: str) -> tuple[str, int] | None:
    """Return whom the link names with which a text ends, and where it begins; or None."""
    found = _at_end().search(text) if text.endswith("]]") else None
    name = found["name"].strip() if found else ""
    return (name, found.start()) if found and may_be_owner(name) else None


def leading_person(text: str, people: People) -> tuple[str, int] | None:
    """Return whom the link names with which a text begins, and where the words behind its colon begin; or None."""
    found = _lead().match(text) if text.startswith("[[") else None
    name = _name(found, people) if found else None
    return (name, found.end()) if found and name else None


def _name(found: re.Match[str], people: People) -> str | None:
    folder, _, page = found["page"].strip().rpartition("/")
    name = (found["alias"] or page).strip().lstrip("@")
    words = [word.casefold() for word in [*page.split(), *name.split()]]
    if folder.rpartition("/")[2].casefold() in _FOLDERS.split() or found["page"].startswith("@"):
        return f"@{name}" if found["page"].startswith("@") and " " not in name else name
    is_page = any(word in _PAGES.split() or word in VERBS or is_thing(word) for word in words)
    return name if not is_page and may_be_owner(name) and (" " in page.strip() or people.knows(name)) else None


@cache
def _link() -> re.Pattern[str]:
    return re.compile(
        r"@?\[\[(?P<page>[^\[\]|]{2,80})(?:\|(?P<alias>[^\[\]|]{1,60}))?\]\](?:\s{0,2}(?:[,;&/+]|and|und|et|og|och|y|e|en|i)\s{0,2}(?=@?\[\[))?"
    )


@cache
def _at_end() -> re.Pattern[str]:
    return re.compile(r"\[\[(?P<name>[^\[\]|]{2,60})(?:\|[^\[\]|]{1,60})?\]\]\Z")


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(
        r"\[\[(?P<page>[^\[\]|]{2,80})(?:\|(?P<alias>[^\[\]|]{1,60}))?\]\](?:\s?[:：,]|\s[–—-]|\s(?:to|will)(?=\s[a-z]))\s{1,3}(?=\S)"
    )
