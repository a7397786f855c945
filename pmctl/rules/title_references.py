"""References that stand before or behind the title of an action: tickets, pull requests, addresses, people, dates.

They say where something is tracked, and nothing about what it is. The notations are those of Jira, GitHub and GitLab.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from pmctl.postmortem.patterns import lazy_pattern

_MAY_BE: Final = lazy_pattern(r"[\d@]|://")

_BEFORE_OBJECTS: Final = """
    a an about against and bug by cve defect error for from in incident issue like mr of on or outage per pr problem
    request story task the this ticket to until with
"""
_OBJECTIVE: Final = frozenset(_BEFORE_OBJECTS.split())
"""A reference behind one of these is what the title is about: "Add a test for PAY-12", "Fix bug PAY-12"."""


def without_references(title: str) -> str:
    """Return a title without the references before and behind it; as it is if it is nothing else."""
    words = title.split()
    is_before, is_behind = _MAY_BE.search("".join(words[:2])), _MAY_BE.search("".join(words[-1:]))
    if not is_before and not is_behind:
        return title
    patterns = _patterns()
    text = patterns.before.sub("", patterns.link.sub(r"\1", title).strip())
    if is_behind:
        text = patterns.behind_mark.sub("", text)
        bare = patterns.behind.sub("", text)
        words = bare.split()
        if len(words) > 1 and words[-1].casefold() not in _OBJECTIVE:
            text = bare
    return text or title


class _Patterns(NamedTuple):
    link: re.Pattern[str]
    before: re.Pattern[str]
    behind_mark: re.Pattern[str]
    behind: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    # What is written like the key of a ticket, and names a standard or an algorithm.
    key = r"(?-i:(?!(?:UTF|SHA|ISO|RFC|AES|RSA|HTTP|TLS|CVE|UTC|IPV|GPT|ARM|MD)-)[A-Z][A-Z0-9_]{1,15}-\d{1,7}\b)"
    one = (
        rf"(?:{key}|(?:[\w.-]{{1,40}}/[\w.-]{{1,60}})?[#!]\d{{1,8}}\b|https?://[^\s()<>\[\]]{{1,200}}|@[\w/.-]{{1,40}}"
        r"|(?:ticket|issue|story|task|pr|mr|pull request|merge request|incident) [#!]?\d{1,8}\b|P[0-4]\b|SEV-?\d\b"
        r"|(?:due |by |until )?\d{4}-\d\d-\d\d\b)"
    )
    several = rf"{one}(?:(?:, ?|; ?| ?/ ?| and | & | ){one}){{0,5}}+"
    saying = r"(?:(?:also )?see:? |cf\.? |ref:? |refs:? |tracked (?:in|as|by) |ticket:? |jira:? |via |in )?"
    marked = rf"(?:[(\[]|(?:[,;:|→–—-]+|->)\s+){saying}{several}[)\]]?"
    return _Patterns(
        link=re.compile(r"\[([^][]*)\]\([^()]*\)"),
        before=re.compile(rf"^[(\[]?{several}(?:[)\]]|(?=\s|:))\s*(?:[:|–—-]+\s+)?", re.IGNORECASE),
        behind_mark=re.compile(rf"(?:[,;:]?\s*{marked}){{1,4}}[.]?$", re.IGNORECASE),
        behind=re.compile(rf"\s+{saying}{several}[.]?$", re.IGNORECASE),
    )
