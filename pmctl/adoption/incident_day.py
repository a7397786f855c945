"""The day on which an incident began, as its document states it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pmctl.adoption.days import find_days, open_date_in, read_days
from pmctl.adoption.model import Doubt, Fact
from pmctl.adoption.titles import stem_of
from pmctl.postmortem.filenames import find_day
from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from pmctl.adoption.model import Label
    from pmctl.postmortem.markdown import Block
    from pmctl.postmortem.sections import Section
    from pmctl.postmortem.timeline import TimelineEntry

_LABELS: Final = ("incident_day", "started_at", "date")
"""Which labels say it, the plainest first: a postmortem's own date is often a later one."""

_FAR: Final = 45
"""From how many days between two statements on one of them seems to be about something else."""

_SENTENCE: Final = 400
_NAME_GAPS: Final = lazy_pattern(r"[_-]+")
_FOLDERS: Final = lazy_pattern(r"(?:^|/)([0-9]{4})/([01]?[0-9])/([0-3]?[0-9])(?=[/_\s.-])")
_OF_THE_PAPER: Final = lazy_pattern(
    r"(?<![^\W_])(?:updated|modified|edited|reviewed|review|meeting|created|published|posted|written|due|version|since|"
    r"aktualisiert|geändert|erstellt|veröffentlicht|besprechung|mise?\s+à\s+jour|publiée?|créée?|rédigée?|"
    r"actualizad[oa]|publicad[oa]|cread[oa]|oppdatert|endret|opprettet|publisert|uppdaterad|publicerad|opdateret|"
    r"bijgewerkt|gepubliceerd)(?:\s+(?:on|at|am|by|le|el|den|op|date))?[\s:：-]*$|(?:更新|作成|公開|投稿|報告|レビュー)日?[\s:：]*$",
    re.IGNORECASE,
)
"""What says, before a day, that somebody wrote then, and not that something broke."""

_ONLY_A_LABEL: Final = lazy_pattern(r"(?:^|\n)[\s>*_+|-]*[^\W0-9][^:：\n.]{0,50}[:：][\s*_]*$")
_BEFORE: Final = 80


def find_day_of(
    *,
    path: str,
    labels: Sequence[Label],
    around_title: str,
    title: Fact[str] | None,
    timeline: Sequence[tuple[Section, Sequence[TimelineEntry]]],
    headings: Sequence[Block],
    prose: Sequence[Block],
    month_first: bool | None,
) -> tuple[Fact[date] | None, list[Doubt]]:
    """Return the day, and what a person should look at.

    A label that names the day of the incident counts first, then the date of the front matter, other labels, the file's
    name, the heading, the timeline, and the first full date of the headings and the summary. The day on which somebody
    wrote of it counts only where there is nothing else.

    Args:
        path: with forward slashes.
        labels: of the front matter first.
        around_title: what stands around the title in its heading.
        title: as it was found.
        timeline: the sections with their entries.
        headings: of the sections, in order.
        prose: the paragraphs that tell what happened, in order.
        month_first: which of two numbers is the month, where both could be.
    """
    named = _in_name(path)
    told = _in_timeline(timeline, month_first=month_first)
    near = named or (told.value if told else None)
    doubts: list[Doubt] = []
    candidates = [
        *_in_labels(labels, doubts, month_first=month_first, near=near),
        *([Fact(value=named, line=None, source="file name", certainty=0.9)] if named else []),
        *_in_heading(around_title, title, month_first=month_first, near=near),
        *([told] if told else []),
    ]
    found: Fact[date] | None = next(iter(candidates), None) or next(
        _in_text([*headings, *prose], month_first=month_first), None
    )
    if found is None:
        return _of_the_paper(labels, prose, doubts, month_first=month_first), doubts
    return _compared(found, candidates, doubts), doubts


def _compared(found: Fact[date], candidates: Sequence[Fact[date]], doubts: list[Doubt]) -> Fact[date]:
    """The day as sure as the other statements leave it, with a doubt where one of them is far from it."""
    site = next((fact for fact in candidates if fact.source == "front matter"), found)
    if site.value != found.value:
        words = f"`date`, which stays, says {site.value}, the {found.source} {found.value}"
        doubts.append(Doubt(words=words, line=site.line))
        return found
    far = (fact for fact in candidates[1:] if abs(fact.value - found.value).days > _FAR)
    other = next(far, None)
    if other is None or found.source == "front matter":
        return found
    doubts.append(
        Doubt(words=f"the {found.source} says {found.value}, the {other.source} {other.value}", line=other.line)
    )
    return Fact(value=found.value, line=found.line, source=found.source, certainty=found.certainty - 0.2)


def _in_name(path: str) -> date | None:
    """The day in a file's name, else in that of its folder, else in folders for year, month and day."""
    for name in (stem_of(path), path.rpartition("/")[0].rpartition("/")[2]):
        written = read_days(_NAME_GAPS.sub(" ", name), month_first=None)
        if day := find_day(name) or next(iter(written), None):
            return day
    if folders := _FOLDERS.search(path):
        return next(iter(read_days("-".join(folders.groups()), month_first=None)), None)
    return None


def _in_labels(
    labels: Sequence[Label], doubts: list[Doubt], *, month_first: bool | None, near: date | None
) -> Iterator[Fact[date]]:
    ordered = sorted(
        (label for label in labels if label.field in _LABELS),
        key=lambda label: (
            label.field != "incident_day",
            label.source != "front matter" or label.field != "date",
            _LABELS.index(label.field),
        ),
    )
    for label in ordered:
        days = read_days(label.text, month_first=month_first, near=near)
        if days:
            certainty = 1.0 if label.source == "front matter" else 0.95
            yield Fact(value=days[0], line=label.line, source=label.source, certainty=certainty)
        elif written := open_date_in(label.text):
            doubts.append(Doubt(words=f"{written} can be read in two ways", line=label.line))


def _in_heading(
    around_title: str, title: Fact[str] | None, *, month_first: bool | None, near: date | None
) -> Iterator[Fact[date]]:
    for words in (around_title, title.value if title and title.source != "file name" else ""):
        for day in read_days(words, month_first=month_first, near=near)[:1]:
            yield Fact(value=day, line=title.line if title else None, source="heading", certainty=0.85)


def _in_timeline(
    timeline: Sequence[tuple[Section, Sequence[TimelineEntry]]], *, month_first: bool | None
) -> Fact[date] | None:
    """The day of the first entry, or of the last where the newest stands first; of a heading that dates all entries."""
    for section, entries in timeline:
        for day in read_days(section.heading, month_first=month_first)[:1]:
            return Fact(value=day, line=section.line, source="timeline", certainty=0.75)
        dated = [(own, entry.line) for entry in entries if (own := _day_of(entry, month_first=month_first))]
        if dated:
            days = [own for own, _ in dated]
            is_reversed = days == sorted(days, reverse=True) and days[0] != days[-1]
            first, line = dated[-1 if is_reversed else 0]
            return Fact(value=first, line=line, source="timeline", certainty=0.75)
    return None


def _day_of(entry: TimelineEntry, *, month_first: bool | None) -> date | None:
    """The day of an entry that has one of its own, even where its time of day is left blank."""
    written = read_days(entry.written, month_first=month_first)
    if written:
        return written[0]
    is_dated = entry.at is not None and entry.day_source != "guess" and open_date_in(entry.written) is None
    return entry.at.date() if entry.at is not None and is_dated else None


def _in_text(blocks: Sequence[Block], *, month_first: bool | None) -> Iterator[Fact[date]]:
    for block in blocks:
        for said in find_days(block.text[:_SENTENCE], month_first=month_first):
            before = said.before[-_BEFORE:]
            if not _OF_THE_PAPER.search(before) and not _ONLY_A_LABEL.search(before):
                yield Fact(value=said.day, line=block.line, source="text", certainty=0.5)


def _of_the_paper(
    labels: Sequence[Label], prose: Sequence[Block], doubts: list[Doubt], *, month_first: bool | None
) -> Fact[date] | None:
    """The day on which the document was written or changed, for want of a better one."""
    told = [(label.text, label.line, label.source) for label in labels if label.field == "paper_date"]
    for text, line, source in [*told, *((block.text[:_SENTENCE], block.line, "text") for block in prose)]:
        for day in read_days(text, month_first=month_first)[:1]:
            doubts.append(Doubt(words=f"{day} may be when it was written, and not when it happened", line=line))
            return Fact(value=day, line=line, source=source, certainty=0.3)
    return None
