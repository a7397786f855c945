"""The day on which an incident began, as its document states it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pmctl.adoption.days import find_days, open_date_in, read_days, readings_of
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

_CERTAINTY: Final = {"front matter": 1.0, "text": 0.8}
_FAR: Final = 45
"""From how many days between two statements on one of them seems to be about something else."""

_SENTENCE: Final = 400
_FIRST_PARAGRAPHS: Final = 3
_NAME_GAPS: Final = lazy_pattern(r"[_-]+")
_FOLDERS: Final = lazy_pattern(r"(?:^|/)([0-9]{4})/([01]?[0-9])/([0-3]?[0-9])(?=[/_\s.-])")
_NAME: Final = (
    r"(?-i:(?:@?[^\W\d_a-z][\w.'’-]{0,20}|@[\w.-]{1,30}|and|und|og|och|et|y|e|en|i|the|our|team|de|van|von|&)(?![\w-]))"
)
_NAMES: Final = rf"{_NAME}(?:[\s,·]{{1,3}}{_NAME}){{0,7}}"
_BY: Final = r"(?:by|von|vom|par|por|da|door|av|af|przez)"
_WROTE: Final = (
    r"(?:updated|modified|edited|reviewed|review|meeting|created|published|posted|written|prepared|authored|submitted"
    r"|aktualisiert|geändert|erstellt|verfasst|geschrieben|veröffentlicht|besprechung|mise?\s+à\s+jour"
    r"|publiée?|créée?|rédigée?|écrite?|actualizad[oa]|publicad[oa]|cread[oa]|redactad[oa]|escrit[oa]|scritt[oa]"
    r"|pubblicat[oa]|redatt[oa]|oppdatert|endret|opprettet|publisert|skrevet|forfattet|uppdaterad|publicerad|skriven"
    r"|opdateret|udgivet|bijgewerkt|gepubliceerd|geschreven|napisan[eya]|opublikowan[eya])"
)
_OF_THE_PAPER: Final = lazy_pattern(
    rf"(?:(?<![^\W_]){_WROTE}[\s:*_]{{1,4}}{_BY}[\s:*_]{{1,4}}{_NAMES}|(?:^|\n)[\s>*_-]{{0,5}}(?:{_WROTE}|by\s{_NAMES}))"
    r"(?:[\s,:：·|–—*_(-]{0,4}(?<![^\W_])(?:on|at|am|by|le|el|il|den|op|em|dnia|date)(?![^\W_]))?"
    r"(?:[\s,:：·|–—*_(-]{0,4}[^\W\d_]{3,6}day)?[\s,:：·|–—*_(-]*$"
    rf"|(?<![^\W_])(?:{_WROTE}|version|since)(?:\s+(?:on|at|am|by|le|el|den|op|date))?[\s:：-]*$"
    r"|(?:更新|作成|公開|投稿|報告|レビュー|執筆)日?[\s:：]*$",
    re.IGNORECASE,
)
"""What says, before a day, that somebody wrote then, and not that something broke."""

_WROTE_THEN: Final = lazy_pattern(
    rf"[\s,:·|–—*_()-]{{0,4}}(?:{_WROTE}?\s{{0,2}}{_BY}\s{_NAMES}|{_WROTE})[\s*_).]{{0,4}}(?:\n|$)"
    r"|\s?に?(?:更新|作成|公開|投稿|執筆)",
    re.IGNORECASE,
)
"""The same behind a day that begins a line."""

_PROMISED: Final = lazy_pattern(
    r"(?<![^\W_])(?:due|deadline|eta|target(?:ed)?|scheduled|planned|expected|until|till|by|no\s+later\s+than|fällig|frist"
    r"|termin|zieltermin|bis|échéance|délai|d['’]ici|avant|vence|plazo|prazo|hasta|até|scadenza|entro|uiterlijk|forfall"
    r"|innen|senest|senast|förfaller|do|termin)(?:\s+(?:on|the|date|zum|am|le|el|al|o|dia|il|den|for))?[\s:：*_-]*$"
    r"|(?:期限|期日|締切|締め切り|截止日?期?|기한|마감일?)[\s:：]*$",
    re.IGNORECASE,
)
"""What says, before a day, that something is to be done by then."""

_ANOTHER: Final = lazy_pattern(
    r"(?<![^\W_])(?:similar(?:ly)?|previous(?:ly)?|prior|recurrence|repeat|last\s+(?:time|year|incident|outage)"
    r"|earlier\s+(?:incident|outage|this\s+year)|ähnlich\w*|frühere\w*|schon\s+(?:ein)?mal|similaires?|semblables?"
    r"|précédente?s?|anterior(?:es)?|parecid[oa]s?|precedent[ei]|simil[ei]|soortgelijk\w*|eerder\w*|vorige|tidligere"
    r"|lignende|liknande|tidigare|poprzedni\w*|podobn\w*)(?![^\W_])[^.!?。\n]*$|(?:同様|類似|以前|前回|過去|유사|이전|과거)[^.!?。\n]*$",
    re.IGNORECASE,
)
"""What says, before a day, that another incident happened then."""

_ONLY_A_LABEL: Final = lazy_pattern(r"(?:^|\n)[\s>*_+|-]*[^\W0-9][^:：\n.]{0,50}[:：][\s*_]*$")
_BEFORE: Final = 80


def find_day_of(
    *,
    path: str,
    labels: Sequence[Label],
    around_title: str,
    title: Fact[str] | None,
    timeline: Sequence[tuple[Section, Sequence[TimelineEntry]]],
    telling: Sequence[Block],
    month_first: bool | None,
) -> tuple[Fact[date] | None, list[Doubt]]:
    """Return the day, and what a person should look at.

    A label that names the day of the incident counts first, then the date of the front matter, other labels, the file's
    name, the heading, a line below it that states several facts, the timeline, and the first full date of the headings
    and the summary. The day on which somebody wrote of it counts only where there is nothing else.

    Args:
        path: with forward slashes.
        labels: of the front matter first.
        around_title: what stands around the title in its heading.
        title: as it was found.
        timeline: the sections with their entries.
        telling: the blocks that may tell of what happened, in order.
        month_first: which of two numbers is the month, where both could be.
    """
    named = day_in_name(path)
    told = _in_timeline(timeline, month_first=month_first)
    titled = next(_in_heading(around_title, title, month_first=month_first, near=None), None)
    near = named or next((fact.value for fact in (titled, told) if fact), None)
    doubts: list[Doubt] = []
    candidates = [
        *_in_labels(labels, _LABELS, doubts, month_first=month_first, near=near),
        *([Fact(value=named, line=None, source="file name", certainty=0.9)] if named else []),
        *_in_heading(around_title, title, month_first=month_first, near=near),
        *_in_labels(labels, ("byline_day",), doubts, month_first=month_first, near=near),
        *([told] if told else []),
    ]
    if candidates:
        return _compared(candidates[0], candidates, doubts), doubts
    return _without_statement(labels, telling, doubts, month_first=month_first), doubts


def _without_statement(
    labels: Sequence[Label], telling: Sequence[Block], doubts: list[Doubt], *, month_first: bool | None
) -> Fact[date] | None:
    """The first day of the headings and the first paragraphs, else that on which the document was written."""
    headings = [block for block in telling if block.kind == "heading"][1:]
    prose = [block for block in telling if block.kind == "paragraph"][:_FIRST_PARAGRAPHS]
    # Where a label states a day that can be read in two ways, it can be no third one.
    stated = {day for label in labels if label.field in _LABELS for day in readings_of(label.text)}
    in_text = _in_text([*headings, *prose], month_first=month_first)
    found = next((fact for fact in in_text if not stated or fact.value in stated), None)
    paper = None if stated else _of_the_paper(labels, prose, month_first=month_first)
    if paper is not None and found is None:
        words = f"{paper.value} may be when it was written, and not when it happened"
        doubts.append(Doubt(words=words, line=paper.line))
    elif paper is not None and found is not None and abs(found.value - paper.value).days > _FAR:
        words = f"the text says {found.value}, and it was written on {paper.value}"
        doubts.append(Doubt(words=words, line=found.line))
    return found or paper


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


def day_in_name(path: str) -> date | None:
    """Return the day in a file's name, else in that of its folder, else in folders for year, month and day."""
    for name in (stem_of(path), path.rpartition("/")[0].rpartition("/")[2]):
        written = read_days(_NAME_GAPS.sub(" ", name), month_first=None)
        if day := find_day(name) or next(iter(written), None):
            return day
    if folders := _FOLDERS.search(path):
        return next(iter(read_days("-".join(folders.groups()), month_first=None)), None)
    return None


def _in_labels(
    labels: Sequence[Label],
    fields: tuple[str, ...],
    doubts: list[Doubt],
    *,
    month_first: bool | None,
    near: date | None,
) -> Iterator[Fact[date]]:
    ordered = sorted(
        (label for label in labels if label.field in fields),
        key=lambda label: (
            label.field != "incident_day",
            label.source != "front matter" or label.field != "date",
            fields.index(label.field),
        ),
    )
    for label in ordered:
        days = read_days(label.text, month_first=month_first, near=near)
        if days:
            certainty = _CERTAINTY.get(label.source, 0.95)
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
            is_other = any(words.search(before) for words in (_OF_THE_PAPER, _PROMISED, _ANOTHER, _ONLY_A_LABEL))
            begins_line = not said.before.rpartition("\n")[2].strip(" \t>*_(-")
            if not is_other and not (begins_line and _WROTE_THEN.match(said.after)):
                yield Fact(value=said.day, line=block.line, source="text", certainty=0.5)


def _of_the_paper(labels: Sequence[Label], prose: Sequence[Block], *, month_first: bool | None) -> Fact[date] | None:
    """The day on which the document was written or changed, for want of a better one."""
    told = [(label.text, label.line, label.source) for label in labels if label.field == "paper_date"]
    for text, line, source in [*told, *((block.text[:_SENTENCE], block.line, "text") for block in prose)]:
        for said in find_days(text, month_first=month_first):
            before = said.before[-_BEFORE:]
            if not _PROMISED.search(before) and not _ANOTHER.search(before):
                return Fact(value=said.day, line=line, source=source, certainty=0.3)
    return None
