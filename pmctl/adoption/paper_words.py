"""Labels that name the paper or the incident besides the fact: "PIR owner", "Status of this RCA", "MI severity".

Sources of the names: the review templates of ITIL service desks, AWS, Atlassian and Google, and published postmortems.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable


def words_of(text: str) -> frozenset[str]:
    """Return what stands between the commas of a list."""
    return frozenset(text.split(", "))


PAPERS: Final = words_of(
    "pir, rca, coe, aar, mir, ir, pm, postmortem, post mortem, incident postmortem, incident post mortem, report, "
    "incident report, outage report, problem report, major incident report, post incident report, rca report, "
    "post incident review, post incident analysis, incident review, incident analysis, major incident review, "
    "incident retrospective, incident retro, retro, retrospective, after action report, after action review, "
    "root cause analysis, correction of error, correction of errors, review, document, doc, pir document, "
    "rca document, write up, writeup, incident write up, incident writeup"
)
"""Kinds of papers about an incident, folded."""

_OF_ANY_PAPER: Final = frozenset(("report", "review", "document", "doc", "write up", "writeup"))
"""Their priority, and who is to review them by when, are not those of an incident."""

INCIDENTS: Final = frozenset(("incident", "major incident", "mi", "outage"))
_STARTS: Final = frozenset(name.split()[0] for name in PAPERS | INCIDENTS)
_MOST_WORDS: Final = 3
_DAYS: Final = frozenset(("date", "datum", "dato", "fecha"))
_ARTICLES: Final = ("the ", "this ", "our ")
_OF: Final = (" of ", " des ", " du ", " del ", " do ", " der ")
_KEPT: Final = frozenset(("owner", "authors", "reviewers", "facilitator", "scribe", "severity", "priority"))
_AMBIGUOUS: Final = frozenset(("pm lead", "ir lead", "ir date", "review by"))
"""The lead of products or of a response, the day of a response, and a deadline or a reviewer."""


def field_of_paper(label: str, known: Callable[[str], str | None]) -> str | None:
    """Return the fact that a label announces of a paper, or of an incident, that it names; None if it does neither.

    Args:
        label: folded.
        known: returns the fact that folded words announce alone.
    """
    for name, rest in ((name, rest) for name, rest in _readings(label) if f"{name} {rest}" not in _AMBIGUOUS):
        field = _of_incident(rest, known) if name in INCIDENTS else _of_paper(name, rest, known)
        if field is not None:
            return field
    return None


def _readings(label: str) -> list[tuple[str, str]]:
    """The ways to part a label into the name of a paper or an incident and the rest, the longest name first."""
    words = label.split()
    found = []
    if words and words[0] in _STARTS:
        parted = ((" ".join(words[:count]), " ".join(words[count:])) for count in range(_MOST_WORDS, 0, -1))
        found += [(name, rest) for name, rest in parted if rest and name in PAPERS | INCIDENTS]
    for of in _OF:
        rest, _, name = label.partition(of)
        name = next((name.removeprefix(article) for article in _ARTICLES if name.startswith(article)), name)
        if name in PAPERS | INCIDENTS:
            found.append((name, rest))
    return found


def _of_paper(name: str, rest: str, known: Callable[[str], str | None]) -> str | None:
    field = {"lead": "owner", "stage": "status", "by": "authors"}.get(rest) or known(rest)
    if field == "status":  # "IR" may be the response as well
        return "status" if name == "ir" else "paper_status"
    if field == "date":
        return "paper_date" if rest in _DAYS else None
    return field if field in _KEPT and not (field == "priority" and name in _OF_ANY_PAPER) else None


def _of_incident(rest: str, known: Callable[[str], str | None]) -> str | None:
    if rest in {"manager", "lead", "leader", "commander"}:
        return "incident_commander"
    field = known(rest)
    if field == "date":
        return "incident_day" if rest in _DAYS else None
    return field if field in {"owner", "severity", "priority"} else None
