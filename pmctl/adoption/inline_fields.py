"""Fields as Dataview for Obsidian has them within a line: "Night shift, severity:: SEV3", "(owner:: [[Mara Lind]])"."""

from __future__ import annotations

from itertools import islice, pairwise, takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.adoption.field_words import LONGEST_LABEL, field_of
from pmctl.adoption.inline import LONGEST, plain
from pmctl.adoption.model import Label
from pmctl.adoption.other_things import OTHER_INCIDENT
from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Sequence

    from pmctl.postmortem.markdown import Block

_MARK: Final = lazy_pattern(r"[ \t>]{0,12}(?P<item>(?:[-*+•]|[0-9]{1,3}[.)])\s+(?P<box>\[.\]\s)?)?")
_CODE: Final = lazy_pattern(r"`[^`\n]{0,400}`")
_FIELD: Final = lazy_pattern(
    r"(?P<open>[(\[]?)(?<!\[\[)(?P<key>(?<![^\s(\[,;.|·•_*])[*_]{0,2}[^\s()\[\],;:.|·•][^()\[\],;:.|·•\n]{0,59})::(?=\s|\[\[)"
)
_ENCLOSED: Final = lazy_pattern(r"\s*((?:\[\[[^\[\]\n]{1,200}\]\]|[^()\[\]\n]){1,300})[)\]]")
_LINKS: Final = lazy_pattern(r"\s*(?:\[\[[^\[\]\n]{1,200}\]\](?:\s*(?:,|&|and)\s*)?){1,20}")
_VALUE: Final = lazy_pattern(r"[^,;|·•()\[\]\n]{1,200}?(?=\s*(?:[,;|·•()\[\]]|\.?\s*$|\.\s))")
_NAMES: Final = lazy_pattern(r"(?:,\s+(?:[^\W\d_a-z][\w.'’-]{1,20}\s?){1,3}(?=\s*(?:[,;|·•()]|\.?\s*$)))+")
_ENDS_BEFORE_KEY: Final = lazy_pattern(r"[\s,;|·•.(\[*_]+$")
_LISTS: Final = frozenset({"authors", "reviewers", "participants", "services"})
_MOST_FIELDS: Final = 12
_MOST_LINES: Final = 40


class _Found(NamedTuple):
    field: str
    key: str
    value: str
    start: int
    end: int


def with_inline_fields(labels: Sequence[Label], head: Iterable[Block]) -> list[Label]:
    """Return the labels, with what such fields state instead of what else was read of their lines.

    Args:
        labels: what stands behind labels.
        head: the blocks above the first section.
    """
    inline = [
        label
        for block in head
        if block.kind in {"paragraph", "list", "quote"} and "::" in block.text[:LONGEST]
        for number, line in enumerate(block.text[:LONGEST].split("\n")[:_MOST_LINES], block.line)
        if "::" in line
        for label in _of_line(line, number)
    ]
    lines = {label.line for label in inline}
    return [*(label for label in labels if label.line not in lines), *inline]


def _of_line(line: str, number: int) -> Iterator[Label]:
    text = _CODE.sub(lambda code: "`" * len(code[0]), line)
    mark = _MARK.match(text)
    begin = mark.end() if mark else 0
    fields = list(_fields(text, begin))
    if not fields or (mark and mark["box"]) or (mark and mark["item"] and fields[0].start > begin):
        return
    if len(fields) == 1 and fields[0].start == begin and text[begin] not in "([":
        return  # a line that is nothing else is read as other labels are
    between = zip([begin, *(found.end for found in fields)], fields, strict=False)
    fields = [
        found for _, found in takewhile(lambda one: not OTHER_INCIDENT.search(text[one[0] : one[1].start]), between)
    ]
    for field in dict.fromkeys(found.field for found in fields):
        said = [found for found in fields if found.field == field]
        items = tuple(dict.fromkeys(plain(found.value.strip().rstrip(".")) for found in said))
        if len(items) == 1 or field in _LISTS:
            key, text_ = plain(said[0].key), ", ".join(items)
            yield Label(field=field, label=key, text=text_, items=items, line=number, source="label")


def _fields(text: str, begin: int) -> Iterator[_Found]:
    starts = islice(_FIELD.finditer(text, begin), _MOST_FIELDS)
    for found, following in pairwise([*starts, None]):
        key = found["key"].strip("*_ ") if found else ""
        field = field_of(key) if len(key) <= LONGEST_LABEL else None
        if found is None or field is None:
            continue
        stop = following.start() if following else len(text)
        value = _value(text, found, field, stop)
        if value.strip():
            yield _Found(field, key, value, found.start(), found.end() + len(value))


def _value(text: str, found: re.Match[str], field: str, stop: int) -> str:
    """The value of a field, which ends with its bracket, before a comma, or before the next field."""
    if found["open"]:
        enclosed = _ENCLOSED.match(text, found.end())
        return enclosed[1] if enclosed else ""
    start = found.end() + len(text[found.end() : stop]) - len(text[found.end() : stop].lstrip())
    if links := _LINKS.match(text, start, stop):
        return links[0].rstrip(" ,&")
    value = _VALUE.match(text, start)
    if value is None or value.end() > stop:
        return ""
    names = _NAMES.match(text, value.end(), stop) if field in _LISTS else None
    return text[start : names.end() if names else value.end()]
