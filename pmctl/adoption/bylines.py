"""Lines below the title that state several facts at once: "_2021-03-04 · SEV2 · owner: Mara Lind_"."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.adoption.field_words import field_of
from pmctl.adoption.inline import LONGEST, plain
from pmctl.adoption.labels import is_metadata
from pmctl.adoption.level_words import STATUSES
from pmctl.adoption.levels import severity_of, status_of
from pmctl.adoption.model import Label
from pmctl.adoption.paper_words import words_of
from pmctl.adoption.stated_levels import priority_said, severity_said
from pmctl.adoption.stated_people import FIELDS
from pmctl.adoption.titled_days import end_of_day_before, start_of_day_behind
from pmctl.adoption.written_ranges import is_only_days
from pmctl.postmortem.conventions import fold_word
from pmctl.postmortem.heading_words import fold
from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pmctl.adoption.stated_people import Known
    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.markdown import Block

_HARD: Final = lazy_pattern(r"<br\s{0,3}/?>|\t+|(?<=\S)\s{3,}(?=\S)|(?<=`)\s+(?=`)", re.IGNORECASE)
_STRONG: Final = lazy_pattern(r"(\s*[·•‧∙｜|;；・]\s*|\s*—\s*|\s+[–/-]{1,2}\s+)")
_COMMA: Final = lazy_pattern(r"(\s*[,，、]\s*)")
_QUOTED: Final = lazy_pattern(r"^[ \t]{0,3}(?:>[ \t]{0,3}){1,3}", re.MULTILINE)
_BRACKETED: Final = lazy_pattern(r"[(\[（【]([^()\[\]（）【】]{1,300})[)\]）】]")
_BRACKETS_FIRST: Final = lazy_pattern(r"[(\[（【]([^()\[\]（）【】]{1,60})[)\]）】]\s+(?=\S)")
_BRACKETS_LAST: Final = lazy_pattern(r"(?<=\S)\s+[(\[（【]([^()\[\]（）【】]{1,60})[)\]）】]$")
_WEEKDAY: Final = lazy_pattern(
    r"(?:on\s+|am\s+|le\s+|el\s+|den\s+)?(?:[^\W\d_]{2,9}(?:day|tag|dag)|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)?,?\s*",
    re.IGNORECASE,
)
_CLOCK: Final = r"[0-9]{1,2}[:.h][0-9]{2}"
_TIMES: Final = lazy_pattern(rf"[\s,]+{_CLOCK}(?:\s*(?:[-–—]|to|bis)\s*{_CLOCK})?(?:\s?[A-Z]{{1,4}})?$")
_KEY: Final = lazy_pattern(r"([^:：]{1,60})[:：](?!//)\s*(.*)")
_WROTE_THEN: Final = lazy_pattern(
    r"(?:published|posted|written|created|prepared|drafted|submitted)\s+(?:on\s+)?(.{4,40}?)\s+by\s+(.{2,60}?)(?:\s+(?:in|to|for|at)\s.*)?",
    re.IGNORECASE,
)
_LINK: Final = " \t,:|–—-"
_OF_OTHERS: Final = lazy_pattern(
    r"(?<![^\W_])(?:similar|previous(?:ly)?|prior|related|see|cf|duplicate|like|earlier|last|next|another|other|follows?"
    r"|follow[-\s]up|vgl|siehe|voir|véase|ähnlich|tidligere|tidigare)(?![^\W_])|参照|関連|類似",
    re.IGNORECASE,
)
_EVENT: Final = lazy_pattern(rf"{_CLOCK}\b")
_ENDS: Final = lazy_pattern(r"[.!?。](?:\s|$)")
_SPOKEN: Final = frozenset(
    ["monitoring", "new", "review", "todo", "ready", "archive", "concept", "klar", "lost", "pagar", "公開", "대응중"]
)
"""Words for a status that a line says of other things as often."""

_INCIDENT: Final = words_of(
    "incident, outage, vorfall, storung, ausfall, panne, incidente, incidencia, guasto, storing, hendelse, hendelsen, "
    "handelse, handelsen, haendelse, haendelsen, driftsstans, driftstans, driftstorning, incydent, awaria, 障害, "
    "インシデント, 故障, 事故, 장애"
)
"""What may stand beside the day of an incident, folded."""

_DAY_LINK: Final = lazy_pattern(r"^(?:on|of|from|vom|von|am|der|du|le|del|el|di|den|van|op|z)\s+", re.IGNORECASE)
_DAY_LINK_LAST: Final = lazy_pattern(r"\s+(?:van|op|z|av|fra|från|fra den|pa|på)\s*$", re.IGNORECASE)
_LATER: Final = frozenset({"severity", "status", "owner", "authors"})
_DAYS: Final = frozenset({"date", "incident_day", "started_at"})
_LONGEST: Final = 300
_MOST_LINES: Final = 6
_MOST_BLOCKS: Final = 3
_MOST_PIECES: Final = 24
_MOST_TOGETHER: Final = 4
_MOST_WORDS: Final = 5


class _Said(NamedTuple):
    """One part of a line: what it states, or no field for words of which nobody knows what they state."""

    field: str
    label: str
    items: tuple[str, ...]
    has_key: bool = False


def find_bylines(blocks: Sequence[Block], title: int | None, conventions: Conventions, known: Known) -> list[Label]:
    """Return what such lines state: those right below the title, and above the first section.

    The day is a "byline_day", for it may be that of the paper; it is a "paper_date" beside nothing of the incident.

    Args:
        blocks: of the body, those of headings in bold included.
        title: the line of the heading that is the title, if one is.
        conventions: the severities, statuses and people there are.
        known: who may be a person.
    """
    opening = list(opening_of(blocks, title))
    chosen = opening[:_MOST_BLOCKS] + opening[_MOST_BLOCKS:][-1:]
    return [label for block in chosen for label in _of_block(block, conventions, known) or _of_author(block, known)]


def opening_of(blocks: Sequence[Block], title: int | None) -> Iterator[Block]:
    """Yield what stands above the first section, without headings, tables and lists."""
    return (block for block in head_of(blocks, title) if block.kind in {"paragraph", "quote", "html"})


def head_of(blocks: Sequence[Block], title: int | None) -> Iterator[Block]:
    """Yield what stands above the first section, without headings."""
    for index, block in enumerate(blocks):
        if (
            block.kind == "heading"
            and block.line != title
            and (index or title is not None)
            and not is_metadata(block.title)
        ):
            return
        if block.kind != "heading":
            yield block


def without_repeated(labels: Sequence[Label], bylines: Sequence[Label]) -> list[Label]:
    """Return the labels without those whose value was read together with the rest of a line that states several."""
    said = {(label.line, "status" if label.field == "paper_status" else label.field) for label in bylines}
    silent = {label.line for label in bylines if not label.field}
    return [
        label
        for label in labels
        if label.line not in silent and (label.line, label.field.replace("paper_status", "status")) not in said
    ]


def _of_author(block: Block, known: Known) -> list[Label]:
    """Who wrote it, where the only line tells what they do as well."""
    line = plain(block.text[:_LONGEST]).rstrip(". ") if block.kind == "paragraph" and "\n" not in block.text else ""
    if len(block.text) > _LONGEST or _ENDS.search(line) or not (names := known.described(line)):
        return []
    text = ", ".join(names)
    return [Label(field="authors", label="by", text=text, items=names, line=block.line, source="text")]


def _of_block(block: Block, conventions: Conventions, known: Known) -> list[Label]:
    return list(_stated(block, conventions, known))


def _stated(block: Block, conventions: Conventions, known: Known) -> Iterator[Label]:
    text = _QUOTED.sub("", block.text[:LONGEST]) if block.kind == "quote" else block.text[:LONGEST]
    lines = text.split("\n")
    if len(lines) > _MOST_LINES:
        lines = lines[:2]
    read = [_read(line, conventions, known) for line in lines]
    alone = [said for part in read for said in part]
    is_whole = len(lines) == len(text.split("\n")) and _is_byline(alone, is_alone=True)
    for number, said in enumerate(read, block.line):
        if not (is_whole or _is_byline(said, is_alone=False)):
            if _is_of_another(said):
                yield Label(field="", label="", text="", items=(), line=number, source="text")
                continue
            return
        yield from _labels(said, alone if is_whole else said, number)


def _labels(said: Sequence[_Said], around: Sequence[_Said], line: int) -> Iterator[Label]:
    fields = {part.field for part in around}
    is_of_paper = not fields & {"severity", "priority", "owner"} and bool(fields & {"authors", "status"})
    days = [part for part in around if part.field == "byline_day"]
    for part, following in zip_longest(said, said[1:]):
        if part.has_key and part.field in FIELDS and following is not None and not following.field:
            continue  # perhaps one more name, which is read where labels are
        if part.field == "byline_day" and (len(days) > 1 or any(other.field in _DAYS for other in around)):
            continue
        if part.field in _LATER | {"priority", "byline_day"}:
            field = "paper_date" if part.field == "byline_day" and is_of_paper else part.field
            text = ", ".join(part.items)
            yield Label(field=field, label=part.label, text=text, items=part.items, line=line, source="text")


def _is_byline(said: Sequence[_Said], *, is_alone: bool) -> bool:
    """Whether two parts at least state a fact, none states one twice, and few of the others could state one."""
    certain = [part for part in said if part.field]
    unknown = [part.items[0] for part in said if not part.field]
    for field in ("severity", "status", "priority"):
        if len({part.items for part in certain if part.field == field}) > 1:
            return False
    if any(map(_OF_OTHERS.search, unknown)) or any(map(_ENDS.search, unknown)) or any(map(_EVENT.match, unknown)):
        return False
    if any(len(words.split()) > _MOST_WORDS for words in unknown) or len(unknown) > len(certain):
        return False
    fields = {part.field for part in certain}
    if is_alone and len(said) == 1 and not certain[0].has_key:
        return bool(fields & {"severity", "authors"})
    return len(fields) > 1 and not all(part.has_key for part in said)


def _is_of_another(said: Sequence[_Said]) -> bool:
    return len(said) > 1 and not said[0].field and _OF_OTHERS.match(said[0].items[0]) is not None


def _read(line: str, conventions: Conventions, known: Known) -> list[_Said]:
    """The parts of a line, in order."""
    if len(line) > _LONGEST or not line.strip():
        return []
    text = plain(_HARD.sub(" · ", line.strip().removesuffix("\\"))).strip(" ·|")
    if whole := _BRACKETED.fullmatch(text):
        text = whole[1]
    pieces = _STRONG.split(text)[: 2 * _MOST_PIECES]
    said: list[_Said] = []
    index = 0
    while index < len(pieces):
        span = "".join(pieces[index : index + 3])
        if index + 2 < len(pieces) and (day := _day_of(span)):
            said.append(day)
            index += 4
            continue
        said += _of_piece(pieces[index].strip(), conventions, known)
        index += 2
    return said


def _of_piece(piece: str, conventions: Conventions, known: Known) -> list[_Said]:
    """What one part states; where it states nothing as a whole, what the parts do that brackets or commas set off."""
    if not piece:
        return []
    for brackets in (_BRACKETS_FIRST.match(piece), _BRACKETS_LAST.search(piece)):
        inner = _fact(brackets[1].strip(), conventions, known) if brackets else None
        if brackets and inner:
            rest = piece[: brackets.start()] + piece[brackets.end() :]
            return [inner, *_of_piece(rest.strip(), conventions, known)]
    if fact := _fact(piece, conventions, known):
        return [fact]
    if (cut := end_of_day_before(piece) or start_of_day_behind(piece)) and (
        facts := [fact for part in (piece[:cut], piece[cut:]) if (fact := _fact(part.strip(_LINK), conventions, known))]
    )[1:]:
        return facts
    pieces = _COMMA.split(piece.removesuffix("."))[: 2 * _MOST_PIECES]
    if len(pieces) == 1:
        return [_Said("", "", (piece,))]
    said, index = list[_Said](), 0
    while index < len(pieces):
        for end in range(min(len(pieces), index + 2 * _MOST_TOGETHER - 1), index, -2):
            together = "".join(pieces[index:end]).strip()
            if fact := _fact(together, conventions, known):
                break
        else:
            end, fact = index + 1, _Said("", "", (pieces[index].strip(),))
        said.append(fact)
        index = end + 1
    return [part for part in said if part.field or part.items[0]]


def _part_of(text: str, known: Known) -> _Said | None:
    """Somebody with their part in brackets behind them: "Mara Lind (author)"."""
    part = _BRACKETS_LAST.search(text) if text.count("(") + text.count("[") + text.count("（") == 1 else None
    field = field_of(part[1]) if part else None
    names = known.names(text[: part.start()]) if part and field in FIELDS else ()
    return _Said(field, part[1], names) if part and field and names else None


def _fact(text: str, conventions: Conventions, known: Known) -> _Said | None:
    """What words state that state one thing for certain."""
    if not text or len(text) > _LONGEST:
        return None
    if day := _day_of(text) or _incident_of(text):
        return day
    if severity := severity_said(text, conventions):
        return _Said("severity", "", (severity,))
    if severity := priority_said(text, conventions):
        return _Said("priority", "", (severity,))
    if status := _status_said(text, conventions):
        return _Said("status", "", (status,))
    if part := _part_of(text, known):
        return part
    wrote = _WROTE_THEN.fullmatch(text)
    if wrote and _day_of(wrote[1]) and (names := known.names(wrote[2])):
        return _Said("authors", "by", names)
    key = _KEY.fullmatch(text)
    start = start_of_day_behind(text)
    if stated := known.stated(text[:start] if start and text[start] not in ",，、" else text):
        return _Said(stated.field, stated.label, stated.names, key is not None)
    return _with_key(key[1], key[2], conventions) if key else _without_colon(text, conventions)


def _incident_of(text: str) -> _Said | None:
    """The day of "the incident of 4 March 2021"."""
    start = start_of_day_behind(text)
    if start is None:
        start = end_of_day_before(text)
        day, words = text[:start].strip(_LINK + "の"), text[start:]
    else:
        day, words = _DAY_LINK.sub("", text[start:].strip(_LINK)), text[:start]
    return _day_of(day) if fold(_DAY_LINK_LAST.sub("", words)) in _INCIDENT else None


def _with_key(label: str, value: str, conventions: Conventions) -> _Said | None:
    field = field_of(label)
    match field:
        case None | "":
            return None
        case "severity":
            severity = severity_of(value, conventions)
            return _Said(field, label, (severity,), has_key=True) if severity else None
        case "status" | "paper_status":
            status = status_of(value, conventions)
            return _Said("status", label, (status.value,), has_key=True) if status else None
        case _ if field in _DAYS:
            return _Said(field, label, (value,), has_key=True) if _day_of(value) else None
        case _:
            # What a label says of other things is read where labels are.
            return _Said("other", label, (value,), has_key=True) if value else None


def _without_colon(text: str, conventions: Conventions) -> _Said | None:
    """A status behind its label: "Status final"."""
    label, _, value = text.partition(" ")
    if field_of(label) in {"status", "paper_status"} and (status := _status_said(value, conventions)):
        return _Said("status", label, (status,))
    return None


def _status_said(text: str, conventions: Conventions) -> str | None:
    folded = fold(text)
    own: Mapping[str, str] = conventions.status_words
    if fold_word(text) in own:
        return own[fold_word(text)]
    known = (status.value for status, words in STATUSES.items() if folded and folded in words.split(", "))
    return None if folded in _SPOKEN else next(known, None)


def _day_of(text: str) -> _Said | None:
    said = _WEEKDAY.sub("", text, count=1) if not text[:1].isdigit() else text
    if len(said) <= _LONGEST and (is_only_days(said) or is_only_days(_TIMES.sub("", said))):
        return _Said("byline_day", "", (text,))
    return None
