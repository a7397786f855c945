"""Tickets by the letters of a tracker and a number behind a hash: "RT#88412", "GH#7", and "example/relay#12".

Sources: Request Tracker (RT#), Azure Boards (AB#), GitHub's own prefix (GH), and the bug trackers of SUSE and Red Hat.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from pmctl.adoption.actions_words import VERBS

_REACH: Final = 200
_FEWEST_WORDS: Final = 2
"""Of a title: a single one before a ticket says what is done with it."""
_TRACKERS: Final = frozenset((
    "rt", "gh", "gl", "ab", "pr", "mr", "bug", "bz", "issue", "ticket", "jira", "bsc", "boo", "bnc", "rhbz", "lp",
    "otrs", "glpi",
))  # fmt: skip
"""What stands before the hash of a ticket, in letters of any size and before any number."""
_WITH_GAP: Final = frozenset(("rt", "otrs", "glpi", "bz", "rhbz", "bsc", "boo", "bnc"))
"""Those of which a gap may stand before the hash; behind other words the number alone is the ticket."""
_PARTS: Final = (
    "ap az blk cam cell core cpu db dc dimm disk dns door esx eth fan fpga gen gpu ha hba hdd hex hub id kvm lan lb "
    "line lte lun mac nas nic no node nr nvme odu olt onu osd page pdu pe pg plc pod pop port psu rack raid ram rgb "
    "rgba room row san sfp shard sim slot ssd step ups usb user ver vip vlan vm vol wan"
)
"""What a number tells apart from others of its kind, rather than a ticket from other tickets."""


def key_in(text: str) -> str | None:
    """Return the first ticket of this form in plain words, or None."""
    if "#" not in text:
        return None
    return next((found[0] for found in _key().finditer(text) if _is_key(found)), None)


def key_alone(text: str) -> str | None:
    """Return the ticket of this form that is all of a text, but for what points to it: "see RT#88412"; or None."""
    found = _alone().fullmatch(text)
    return key_in(found["key"]) if found else None


def key_at_end(text: str) -> tuple[str, str] | None:
    """Return the ticket of this form, or with a repository, at the end of a text, and the text before it; or None.

    What is asked for must not be that ticket: "Merge example/relay#12" is no title without it.
    """
    tail = text[-_REACH:]
    found = _at_end().search(tail) if "#" in tail or "!" in tail else None
    if found is None or not (found["repository"] or _is_key(found)):
        return None
    before = text[: len(text) - len(found[0])]
    last = _asked().search(before[-_REACH:])
    if len(before.split()) < _FEWEST_WORDS:
        return None
    return None if last and last["verb"].casefold() in VERBS else (found["key"], before)


def without_ticket(text: str) -> str:
    """Return plain words without a ticket behind brackets at their end: "… (Mara) [OPS-12]", "… (Mara) RT#88412"."""
    found = _behind_brackets().search(text[-_REACH:])
    return text[: len(text) - len(found[0])] if found else text


def without_pointer(text: str) -> str:
    """Return a text without the words that point to the link that stood behind it."""
    return _pointer().sub("", text.rstrip())


def _is_key(found: re.Match[str]) -> bool:
    name, number = found["name"], found["number"]
    if found["gap"]:
        return name.casefold() in _WITH_GAP
    if name.casefold() in _TRACKERS:
        return True
    return name.isupper() and len(number) > 1 and name.casefold() not in _PARTS.split()


@cache
def _key() -> re.Pattern[str]:
    return re.compile(r"(?<![\w/.#&-])(?P<name>[A-Za-z]{2,10})(?P<gap>\s?)#(?P<number>[0-9]{1,8})(?![\w-]|\.[0-9])")


@cache
def _alone() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:see|via|tracked (?:in|by|as)|tracking|ref|cf|ticket|issue)[\s:.]{1,3}){0,2}"
        r"(?P<key>[A-Za-z]{2,10}\s?#[0-9]{1,8})",
        re.IGNORECASE,
    )


@cache
def _at_end() -> re.Pattern[str]:
    return re.compile(
        r"(?<=[\s,;:])(?P<key>(?P<name>[A-Za-z]{2,10})(?P<gap>\s?)#(?P<number>[0-9]{1,8})"
        r"|(?P<repository>[A-Za-z][\w.-]{0,60}/[\w.-]{1,80})[#!][0-9]{1,7})(?:,?\s[\w./-]{2,100}[#!][0-9]{1,8}){0,5}\Z"
    )


@cache
def _asked() -> re.Pattern[str]:
    return re.compile(r"(?:\A\s*|\b(?:and|or|to|then|please|also|,)\s)(?P<verb>[^\W\d_]{2,20})\s*\Z", re.IGNORECASE)


@cache
def _behind_brackets() -> re.Pattern[str]:
    return re.compile(r"(?<=[)）\]】])[\s,:]{0,3}[(\[]?[A-Za-z]{0,10}[0-9]?[-#!][0-9]{1,8}[)\]]?[\s.]*\Z")


@cache
def _pointer() -> re.Pattern[str]:
    return re.compile(
        r"(?:^|[\s.,;:(–—-])(?:see|via|tracked (?:in|by|as)|tracking|ref|cf\.?|in|at)\s?:?\Z", re.IGNORECASE
    )
