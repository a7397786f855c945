"""The entries of a timeline as they stand in headings, paragraphs, lists and tables, before they have their days."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pmctl.postmortem.garbled_times import find_garbled_time
from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.timeline_rows import read_table
from pmctl.postmortem.written_times import WrittenTime, read_time
from pmctl.postmortem.zones import find_zone, is_zone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import tzinfo

    from pmctl.postmortem.markdown import Block

_HEADING_MARKS: Final = lazy_pattern(r"[\ufeff \t]*(?:#{1,6}[ \t]+)?")
_ITEM: Final = lazy_pattern(r"(?P<indent>[ \t]*)(?:[-*+•]|[0-9]{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_FENCE: Final = lazy_pattern(r"[ \t]*(?:```|~~~)")
_SEPARATOR: Final = lazy_pattern(r"[\s*_`)\]}]*(?:[:：–—|-]|->|→|$)")
_SENTENCE_END: Final = lazy_pattern(r"(?:[.!?;:)|…。]|  |\\|<br\s*/?>)[*_`\s]*$|  $")
_MID_SENTENCE: Final = lazy_pattern(
    r"(?:,|\b(?:at|by|to|from|until|till|and|or|between|around|about|before|after|since|the|of|um|gegen|bis|und))$",
    re.IGNORECASE,
)
_BLANK_WORD: Final = lazy_pattern(r"[^0-9:]*")
_FOUR_DIGITS: Final = lazy_pattern(r"(?!19|20)[0-9]{4}")
_FULL_CLOCK: Final = lazy_pattern(r"[0-9]{2}\.?[0-9]{2}")
_LABEL: Final = lazy_pattern(r"[*_]{0,3}(?P<label>[^\W\d_][^\n:*_|]{1,40}?)[*_]{0,3}\s?(?::|\s[–—-])[*_]{0,3}\s")
_NO_MOMENT: Final = lazy_pattern(
    r"duration|downtime|total|length|elapsed|\bfor\b|time to|\bmtt|\btt[a-z]\b", re.IGNORECASE
)
#: What a note about all times says, in the languages of the section headings.
OF_ALL_TIMES: Final = lazy_pattern(
    r"\b(?:(?:all|alle|todas?|toutes|tutti|wszystkie)\s(?:\w+\s)?(?:times?|timestamps?|zeiten|zeitangaben|heures|horas"
    r"|orari|tijden|tider|godziny)|time(?:s|stamps?) (?:are|in)|timeline (?:is )?in|time ?zone|zeitzone)\b",
    re.IGNORECASE,
)
_GAP: Final = lazy_pattern(r"^(?:[\s:：–—|,.;>→)\]}~-]|<br\s?/?>)*")
_LINK_END: Final = lazy_pattern(r"^(?:\]\([^()\s]*\)|</[A-Za-z0-9]{1,10}>)")
#: What is more a time than a number, even among lines that begin with none: "12.30", but not "12.30 GB".
_RATHER_CLOCK: Final = lazy_pattern(
    r"[*_`(\[~≈\s]*(?:[01][0-9]|2[0-3])\.[0-5][0-9](?![\w.%]|\s?(?:%|(?:[kmgt]i?b|[mµn]?s|x|€|usd|eur|percent)\b))",
    re.IGNORECASE,
)
_CLOCK_WITHIN: Final = lazy_pattern(r"(?<![0-9:.+])[0-9]{1,2}:[0-5][0-9](?![0-9])")
_TAIL: Final = 40
_LONGEST_NOTE: Final = 60
_BELOW_HEADINGS: Final = 7  # one more than the levels of headings, so that the depth of each is negative


@dataclass(slots=True, kw_only=True)
class Draft:
    """An entry before its day and zone are known.

    Attributes:
        depth: how deep it stands below the others; negative for a heading.
        part: a number that all entries share which are told one after the other; 0 is not known yet.
        is_garbled: whether what is written as its time is none.
        zone: what the heading of a table's column gives, or None.
        year: likewise.
    """

    time: WrittenTime | None
    written: str
    words: list[str]
    line: int
    column: int
    depth: int
    part: int = 0
    is_garbled: bool = False
    zone: tzinfo | None = None
    year: int | None = None

    @property
    def is_date_alone(self) -> bool:
        """Whether it has a date and no time of day."""
        return self.time is not None and self.time.is_date_alone


def read_drafts(blocks: Sequence[Block]) -> list[Draft]:
    """Return the entries of a timeline's blocks, in order."""
    found: list[Draft] = []
    doubtful: list[Draft] = []
    part, paragraphs = 1, 0
    for index, block in enumerate(blocks):
        match block.kind:
            case "heading":
                drafts = list(_heading(block, blocks[index + 1] if index + 1 < len(blocks) else None))
                part += not drafts
            case "paragraph":
                drafts = list(_paragraph(block))
                paragraphs += bool(drafts)
                if not drafts:
                    doubtful += _slip(block, part)
                    part += _introduces(block.text)
            case "list":
                drafts = _list(block)
            case "table":
                drafts = list(_table(block))
                part += 1
            case _:
                continue
        for draft in drafts:
            draft.part = draft.part or part
        found += drafts
    if doubtful and paragraphs >= len(doubtful):
        found = sorted((*found, *doubtful), key=lambda draft: draft.line)
    return found


def doubtful_lines(blocks: Sequence[Block]) -> list[tuple[int, str]]:
    """Return what may be times among entries and is not read as such: the lines, 1-based, and what stands there.

    Such are "12.30" and "1130" in a list of "10:00", and "Day 2, 00:30" in a column of times.
    """
    found: list[tuple[int, str]] = []
    for block in blocks:
        if block.kind == "list":
            items = _items(block)
            kept = {draft.line for draft in items.settle()}
            doubtful = (draft for draft in items.doubtful if draft.time is not None and draft.line not in kept)
            found += [(draft.line, draft.written) for draft in (*doubtful, *items.inner)] if kept else []
        elif block.kind == "paragraph" and (drafts := list(_paragraph(block))):
            begun = {draft.line for draft in drafts}
            for number, line in enumerate(block.text.split("\n"), block.line):
                if number not in begun and (clock := _RATHER_CLOCK.match(line)):
                    found.append((number, clock[0].strip(" *_`([")))
        elif block.kind == "table":
            unread = (draft for draft in _table(block) if draft.time is None and not draft.is_garbled)
            found += [(draft.line, draft.written) for draft in unread if _CLOCK_WITHIN.search(draft.written)]
    return sorted(found)


def _slip(block: Block, part: int) -> Iterator[Draft]:
    """A paragraph that begins with a slip where the others begin with a time."""
    line = block.text.partition("\n")[0].rstrip()
    span = find_garbled_time(line)
    if span is not None:
        draft = _garbled(line, span, line=block.line, column=span[0] + 1, depth=0)
        draft.part = part
        yield draft


def _introduces(text: str) -> bool:
    """Whether a paragraph heads another account of events: in bold as a whole, or with a colon at its end."""
    line = text.strip()
    return line.endswith((":", ":**", "**:")) or (line.startswith("**") and line.endswith("**") and "\n" not in line)


def _draft(line: str, start: int, number: int, depth: int, *, whole: bool = False) -> Draft | None:
    """A draft of the line of a document, whose words begin at an offset; None without a time."""
    text = line[start:].rstrip()
    time = read_time(text, whole=whole)
    if time is None:
        return None
    written = text[time.start : time.end]
    return Draft(
        time=time,
        written=written,
        words=[words] if (words := _event_of(text, time)) else [],
        line=number,
        column=start + time.start + 1,
        depth=depth,
        is_garbled=not time.is_readable and not _BLANK_WORD.fullmatch(written),
    )


def _heading(block: Block, following: Block | None) -> Iterator[Draft]:
    line = block.text.partition("\n")[0]
    marks = _HEADING_MARKS.match(line)
    title = line[: line.find(block.title) + len(block.title)]
    draft = _draft(title, marks.end() if marks else 0, block.line, block.level - _BELOW_HEADINGS)
    if draft is None or (draft.is_date_alone and not _is_dated(draft)):
        return
    if not draft.words and following is not None and following.kind == "paragraph":
        is_entry = draft.is_date_alone and next(_paragraph(following), None) is not None
        draft.words += [] if is_entry else [following.text]
    yield draft


def _event_of(text: str, time: WrittenTime) -> str:
    """The words behind a time, without what separates the two and without marks that enclosed the time."""
    before, behind = text[: time.start], _LINK_END.sub("", text[time.end :])
    for mark in ("**", "__", "~~", "*", "_", "`"):
        if before.count(mark) % 2:
            before = before.replace(mark, "")
            behind = behind.replace(mark, "", 1)
    event = _GAP.sub("", behind, count=1).strip()
    return event if event.strip("*_`~") else ""


def _is_dated(draft: Draft) -> bool:
    """Whether a date alone is one beyond doubt: "1/2 of the hosts" begins with a number, not with a date."""
    day = draft.time.day if draft.time else None
    return day is None or day.year is not None or day.order == ""


def _paragraph(block: Block) -> Iterator[Draft]:
    draft: Draft | None = None
    previous = ""
    for number, line in enumerate(block.text.split("\n"), block.line):
        begun = _draft(line, 0, number, 0)
        if begun and begun.time and _begins(begun.time, line, previous, is_first=draft is None):
            if draft is not None:
                yield draft
            draft = begun
        elif draft is not None:
            draft.words.append(line)
        previous = line.rstrip("\r")[-_TAIL:]
    if draft is not None:
        yield draft


def tells_zone(words: str) -> bool:
    """Return whether the words behind a date say in which zone the times below it are, and nothing else."""
    if len(words) > _LONGEST_NOTE:
        return False
    return is_zone(words) or (words.startswith("(") and bool(OF_ALL_TIMES.search(words)) and bool(find_zone(words)))


def _begins(time: WrittenTime, line: str, previous: str, *, is_first: bool) -> bool:
    """Whether a line of a paragraph begins an entry, rather than being prose that happens to begin with a time."""
    is_set_off = _SEPARATOR.match(line, time.end) is not None
    if time.is_date_alone and tells_zone(line[time.end :].strip("*_: \t\r")):
        return True
    if (time.is_date_alone or not time.is_plain) and not is_set_off:
        return False
    if not previous or is_set_off or _SENTENCE_END.search(previous):
        return True
    return not is_first and not _MID_SENTENCE.search(previous)


@dataclass(slots=True)
class _Items:
    """What the items of a list begin with, while it is read.

    Attributes:
        drafts: those that begin with a time.
        doubtful: those that begin with what may be one.
        bare: the lines of those of them that go on without a mark behind what may be a time.
        depths: how deep each item stands.
        timed: the depths at which a time has been seen, and the first one.
        inner: those at other depths that begin with what is more a time than a number.
    """

    drafts: list[Draft] = field(default_factory=list)
    doubtful: list[Draft] = field(default_factory=list)
    bare: set[int] = field(default_factory=set)
    depths: list[int] = field(default_factory=list)
    timed: set[int] = field(default_factory=lambda: {0})
    inner: list[Draft] = field(default_factory=list)

    def settle(self) -> list[Draft]:
        """Keep what may be a time where most items beside it begin with one, or all of them do."""
        if not self.doubtful:
            return self.drafts
        clocks = [draft for draft in self.doubtful if draft.time is not None]
        years = not any("." in draft.written or _FOUR_DIGITS.match(draft.written) for draft in clocks)
        # A list of years is no list of clocks.
        times = Counter(draft.depth for draft in (*self.drafts, *([] if years else clocks)) if not self._is_bare(draft))
        full = Counter(draft.depth for draft in clocks if not years and _FULL_CLOCK.fullmatch(draft.written))
        items = Counter(self.depths)
        kept = [
            draft
            for draft in self.doubtful
            if (draft.time is not None and full[draft.depth] == items[draft.depth] > 1)
            or (
                not self._is_bare(draft)
                and 2 * times[draft.depth] > items[draft.depth] - 1
                and (times[draft.depth] > 0 if draft.time is None else times[draft.depth] > 2 and not years)
            )
        ]
        return sorted((*self.drafts, *kept), key=lambda draft: draft.line)

    def _is_bare(self, draft: Draft) -> bool:
        return draft.line in self.bare


def _list(block: Block) -> list[Draft]:
    return _items(block).settle()


def _items(block: Block) -> _Items:
    items = _Items()
    draft: Draft | None = None
    is_open = is_code = False
    for number, line in enumerate(block.text.split("\n"), block.line):
        if _FENCE.match(line):
            is_code, is_open = not is_code, False
            continue
        item = None if is_code else _ITEM.match(line)
        if item and (begun := _item(line, item, number, items)) is not None:
            draft, is_open = begun, True
        elif draft is not None and not is_code and (words := line[item.end() if item else 0 :].strip()):
            if not draft.words or (is_open and item is None):
                draft.words.append(words)
            is_open = is_open and item is None
        else:
            is_open = is_open and bool(line.strip())
    return items


def _item(line: str, item: re.Match[str], number: int, items: _Items) -> Draft | None:
    """Read an item and put it among the others; None if it begins with nothing like a time."""
    start, depth = item.end(), len(item["indent"].expandtabs(4))
    items.depths.append(depth)
    draft = _draft(line, start, number, depth)
    if draft is not None and draft.time is not None:
        is_set_off = _SEPARATOR.match(line, start + draft.time.end) is not None
        if not draft.is_date_alone or is_set_off or _is_dated(draft):
            items.drafts.append(draft)
            items.timed.add(depth)
            return draft
    if (labelled := _labelled(line, start, number, depth)) is not None:
        items.drafts.append(labelled)
        return labelled
    doubtful = _doubtful(line, start, number, items)
    if doubtful is None:
        return None
    if depth not in items.timed:
        items.inner += [doubtful] if _RATHER_CLOCK.match(line, start) else []
        return None
    items.doubtful.append(doubtful)
    return doubtful


def _labelled(line: str, start: int, number: int, depth: int) -> Draft | None:
    """A moment behind its name: "Detected: 10:04 UTC", with nothing else on the line."""
    label = _LABEL.match(line, start)
    if label is None or _NO_MOMENT.search(label["label"]):
        return None
    draft = _draft(line, label.end(), number, depth)
    if draft is None or draft.words or draft.time is None or draft.time.clock is None:
        return None
    draft.words = [label["label"].strip()]
    # Such a list is in no order: "Resolved" may stand above "Detected".
    draft.part = -number
    return draft


def _doubtful(line: str, start: int, number: int, items: _Items) -> Draft | None:
    """A number that would be a time among times, such as "09.52 – Deploy", or a slip such as "9.5.2 pm"."""
    if not line[start : start + 4].strip("*_`[(~ ")[:1].isdecimal():
        return None
    depth = items.depths[-1]
    clock = _draft(line, start, number, depth, whole=True)
    if clock is not None and clock.time is not None and clock.time.clock is not None:
        if not _SEPARATOR.match(line, start + clock.time.end):
            items.bare.add(number)
        return clock
    text = line[start:].rstrip()
    span = find_garbled_time(text)
    if span is None:
        return None
    return _garbled(text, span, line=number, column=start + span[0] + 1, depth=depth)


def _garbled(text: str, span: tuple[int, int], *, line: int, column: int, depth: int) -> Draft:
    words = _event_of(text, WrittenTime(start=span[0], end=span[1]))
    return Draft(
        time=None,
        written=text[span[0] : span[1]],
        words=[words] if words else [],
        line=line,
        column=column,
        depth=depth,
        is_garbled=True,
    )


def _table(block: Block) -> Iterator[Draft]:
    rows = read_table(block)
    is_read = any(row.time is not None and row.time.is_readable for row in rows)
    for row in rows:
        written = row.cell.text
        if row.time is None:
            is_garbled = find_garbled_time(written, whole=is_read) is not None
        else:
            is_garbled = not row.time.is_readable and not _BLANK_WORD.fullmatch(written)
        yield Draft(
            time=row.time,
            written=written,
            words=[row.event],
            line=block.line + row.line,
            column=row.cell.offset + 1,
            depth=0,
            is_garbled=is_garbled,
            zone=row.zone,
            year=row.year,
        )
