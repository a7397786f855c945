"""The title of a legacy document: without the date, the number and the kind of document that stand around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pmctl.adoption.field_words import field_of
from pmctl.adoption.inline import LONGEST, plain
from pmctl.adoption.labels import is_metadata
from pmctl.adoption.model import Fact
from pmctl.adoption.titled_days import end_of_day_before, start_of_day_behind
from pmctl.adoption.written_ranges import dates_in, is_only_days, plainly_dated
from pmctl.postmortem.filenames import find_day
from pmctl.postmortem.heading_words import fold
from pmctl.postmortem.model import stem
from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.placeholders import is_placeholder
from pmctl.postmortem.written_dates import MONTH_NUMBERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pmctl.adoption.model import Label, Source
    from pmctl.postmortem.markdown import Block
    from pmctl.postmortem.section_names import SectionNames

LONGEST_TITLE: Final = 250
_KINDS: Final = (
    r"(?:blameless\s+|incident\s+|outage\s+|public\s+|internal\s+)?post[-\s]?mortem(?:\s+(?:report|analysis|review))?"
    r"|(?:post[-\s]?)?incident(?:\s+(?:report|review|analysis|postmortem|summary))?|outage(?:\s+report)?"
    r"|after[-\s]?action\s+report|root\s+cause\s+analysis|rca|pir|cir|retrospective|learning\s+review|problem\s+report"
    r"|hendelsesrapport|hendelse|etter(?:på)?analyse|hendelsesanalyse|vorfall(?:sbericht|sanalyse)?|störungsbericht"
    r"|ausfallbericht|nachbetrachtung|nachbereitung|incident[-\s]?(?:analyse|bericht)|analyse\s+(?:post[-\s]incident|d['’]incident)"
    r"|(?:compte[-\s]rendu|rapport)\s+d['’]incident|(?:informe|análisis)\s+(?:de(?:l)?\s+incidente|post[-\s]?mortem)"
    r"|händelserapport|hændelsesrapport|relatório\s+de\s+incidente|incidentrapport|incidentrapportage|ポストモーテム|障害(?:報告書?|レポート|分析)|インシデント(?:報告書?|レポート)?|事後検証|事後分析"
    r"|事后分析|故障报告|事故报告|포스트\s?모[템텀]|(?:장애|사고|인시던트)\s?(?:보고서?|회고(?:록)?|리포트|분석(?:서)?|리뷰)|사후\s?(?:분석|검토)(?:서|\s?보고서)?"
)
_DAY: Final = (
    r"(?:[0-9]{4}[-_./][0-9]{1,2}[-_./][0-9]{1,2}|[0-9]{8}|[0-9]{1,2}[-./][0-9]{1,2}[-./][0-9]{2,4}"
    r"|[0-9]{4}[年년]\s?[0-9]{1,2}[月월]\s?[0-9]{1,2}[日일])"
)
# What has a number in its name is no number of a document: CVE-2021-44228, HTTP-2, UTF-8.
_NUMBER: Final = (
    r"(?!(?:cve|rfc|iso|utf|sha|tls|http|ipv|aes|rsa|ec|log|node|java|python)[-_]?[0-9])"
    rf"(?:[A-Za-z]{{1,12}}[-_\s]?{_DAY}"
    r"|(?-i:[A-Z]{2,12})(?:-[0-9]{1,8}|_?[0-9]{3,8})(?:[-_][0-9]{1,8})*|\#[0-9]{1,8})"
)
_DRAFT: Final = (
    r"(?:draft|wip|work\s+in\s+progress|entwurf|brouillon|borrador|rascunho|bozza|utkast|kladde|szkic|下書き|草稿|초안)"
)
_STATE: Final = (
    rf"(?:{_DRAFT}|(?:in|under)\s+review|published|approved|resolved|closed|final|done|solved|fixed|mitigated|gelöst|behoben|abgeschlossen|løst|ferdig"
    r"|lukket|résolu|clos|resuelto|cerrado|解決(?:済み?)?|復旧(?:済み?)?|完了|해결(?:됨)?|복구(?:됨)?|완료|종료)"
)
_LEVEL: Final = r"(?:sev(?:erity)?[-\s]?[0-9](?![0-9])|p[0-5](?![\w]))"
_ASIDE: Final = rf"[\[【(（]\s*(?:{_STATE}|{_LEVEL})(?:\s*[,/|·]\s*(?:{_STATE}|{_LEVEL}))?\s*[\])】）]"
_ONE: Final = rf"(?:{_ASIDE}|(?:[\[【]\s*)?(?:{_KINDS}|{_DAY}|{_NUMBER}|{_LEVEL}|{_DRAFT}(?![^\W_]))(?:\s*[\]】])?)"
_LABEL: Final = rf"{_ONE}(?:\s+(?:\#?[0-9]{{1,8}}|{_ONE})){{0,2}}"
_BEFORE: Final = lazy_pattern(
    # A page of a wiki stands below others: "Incidents/2023-02-14 esams".
    rf"(?:(?:incident|outage|post[-\s]?mortem|report|incident[\s_](?:documentation|report))s?\s?/\s?){{1,2}}(?=\S)"
    rf"|{_DAY}[_-]+(?=[^\W\d])|(?:{_LABEL})(?:\s*[:：|–—]+\s*|\s+[-~>]+\s+|(?<=[\]】)）])\s*)|{_DAY}\s+|[0-9]{{1,4}}[.)]\s+",
    re.IGNORECASE,
)
_BEHIND: Final = lazy_pattern(
    rf"(?:\s*[:：|–—,]+\s*|\s+[-~]+\s+)(?:{_LABEL})$|\s*(?:[(\[（【](?:{_LABEL}|{_STATE})[)\]）】]|{_ASIDE})$",
    re.IGNORECASE,
)
_OPEN: Final = lazy_pattern(r"[(\[（【][^()\[\]（）【】]*$")
_BRACKET: Final = lazy_pattern(r"\s*[(\[（【]([^()\[\]（）【】]{1,120})[)\]）】]$")
_PARTS: Final = lazy_pattern(r"\s*[,;/|·–—、，]\s*|\s+-\s+")
_LABELS: Final = lazy_pattern(rf"{_LABEL}|{_STATE}", re.IGNORECASE)
_KIND_BEHIND: Final = lazy_pattern(
    r"(?:\s+|\s*の\s*)(?:blameless\s+)?(?:post[-\s]?mortem(?:\s+(?:report|analysis|review))?|incident\s+report|rca"
    r"|nachbetrachtung|ポストモーテム|障害報告書?|インシデント報告書?|포스트\s?모[템텀]|(?:장애|사고)\s?(?:보고서?|회고|리포트))$",
    re.IGNORECASE,
)
_GENERIC: Final = lazy_pattern(
    rf"(?:the\s+)?(?:{_KINDS}|title|titel|tittel|incident\s+(?:title|name)|issue\s+name|name\s+of\s+(?:the\s+)?incident"
    r"|your\s+title(?:\s+here)?|untitled|index|home|template|タイトル|제목)(?:\s+(?:template|document|doc|title|name))?",
    re.IGNORECASE,
)
# In the name of a file "outage" alone is a word of the title.
_PAPERS: Final = r"post[-_\s]?mortem|incident[-_\s]report|rca"
_MONTH_WORD: Final = "|".join(sorted((name for name in MONTH_NUMBERS if name.isascii()), key=len, reverse=True))
_NAME_BEFORE: Final = lazy_pattern(
    rf"(?:{_DAY}|[0-9]{{4}}[-_][0-9]{{2}}(?=[-_\s])|[0-9]{{1,2}}[-_][0-9]{{1,2}}(?=[-_\s])|{_NUMBER}|[0-9]{{1,6}}(?=[-_\s])"
    r"|sev[-_]?[0-9](?=[-_\s])"
    rf"|[0-9]{{4}}[-_](?:{_MONTH_WORD})[-_][0-9]{{1,2}}|(?:{_PAPERS})(?=[-_\s])|(?:incident|outage)(?=[-_\s]+[0-9]))"
    r"(?:[-_\s.:]+|$)",
    re.IGNORECASE,
)
_NAME_BEHIND: Final = lazy_pattern(rf"[-_\s]+(?:{_DAY}|{_PAPERS})$", re.IGNORECASE)
_TICKET: Final = lazy_pattern(r"[\[(]?(?:[A-Z][A-Z0-9]{1,11}-|#)[0-9]{1,8}[\])]?[:,-]?")
_WORD: Final = lazy_pattern(r"[^\W_]")
_LETTER: Final = lazy_pattern(r"[^\W\d_]")
_ALONE: Final = lazy_pattern(r"(?:\*\*|__)([^*_\n]{3,200})(?:\*\*|__)\s*")
_HTML_TITLE: Final = lazy_pattern(r"<h1\b[^<>]{0,300}>(.*?)</h1>", re.IGNORECASE | re.DOTALL)
_NAMELESS: Final = frozenset({"index", "readme", "postmortem", "post-mortem", "incident", "report", "main", "document"})


def find_title(
    path: str, blocks: Sequence[Block], labels: Sequence[Label], names: SectionNames
) -> tuple[Fact[str] | None, str]:
    """Return the title that a document's body or its file's name states, and what was taken off it.

    Args:
        path: with forward slashes.
        blocks: of the body.
        labels: as `read_labels` returns them.
        names: the headings that name a section; they are no titles.
    """
    passed: list[str] = []
    dated: Fact[str] | None = None
    for words, line, source, certainty in _candidates(blocks, labels, names):
        title, off = without_labels(words)
        is_kind = _GENERIC.fullmatch(title) is not None
        found = Fact(value=words[:LONGEST_TITLE] if is_kind else title, line=line, source=source, certainty=certainty)
        if _is_day_of_kind(title) or (is_kind and _has_day(off)):
            dated = dated or found
        elif _says_something(title) and not is_kind and not is_placeholder(title):
            return found, " ".join((*passed, off))
        passed += (off, title)
    if dated is None and (title := title_of_name(path)):
        dated = Fact(value=title, line=None, source="file name", certainty=0.6)
    return dated, " ".join(passed)


def _candidates(
    blocks: Sequence[Block], labels: Sequence[Label], names: SectionNames
) -> Iterator[tuple[str, int, Source, float]]:
    """What may be the title, the likeliest first: its words, its line, its source and its certainty."""
    named = [label for label in labels if label.field == "title"]
    below = _below_kind(blocks, names)
    yield from ((label.text, label.line, label.source, 1.0) for label in named if label.source == "front matter")
    heading, first = _heading(blocks, names), blocks[0] if blocks else None
    if heading is not None:
        yield plain(heading.title), heading.line, "heading", 0.95
    elif first is not None and first.kind == "html" and (html := _HTML_TITLE.search(first.text[:LONGEST])):
        yield plain(" ".join(html[1].split())), first.line, "heading", 0.9
    yield from ((label.text, label.line, label.source, 0.9) for label in named)
    incidents = (label for label in labels if label.field == "incident")
    yield from ((_without_number(label.text), label.line, label.source, 0.9) for label in incidents)
    if below is not None:
        yield plain(below.title), below.line, "heading", 0.85
    alone = (
        _ALONE.fullmatch(first.text) if heading is None and first is not None and first.kind == "paragraph" else None
    )
    if first is not None and alone is not None and names.name_of(alone[1]) is None:
        yield plain(alone[1]), first.line, "text", 0.7


def _heading(blocks: Sequence[Block], names: SectionNames) -> Block | None:
    """The heading that is the document's title: of the first level, or above all sections."""
    headings = [block for block in blocks if block.kind == "heading" and plain(block.title)]
    if not headings:
        return None
    first = headings[0]
    if names.exact_name_of(first.title) is not None:
        return None
    if first.level == 1:
        return first
    sections = [block.level for block in headings[1:] if names.name_of(block.title)]
    is_above = bool(sections) and min(sections) > first.level
    # Beside the sections it is the title only if it has what stands around titles.
    is_labelled = first is blocks[0] and bool(without_labels(plain(first.title))[1])
    return first if (is_above or is_labelled) and names.name_of(first.title) is None else None


def around_heading(blocks: Sequence[Block], names: SectionNames) -> str:
    """Return what stands around the title in its heading, whatever the front matter says that the title is."""
    heading = _heading(blocks, names)
    title, off = without_labels(plain(heading.title)) if heading is not None else ("", "")
    return f"{title} {off}" if _is_day_of_kind(title) else off


def _below_kind(blocks: Sequence[Block], names: SectionNames) -> Block | None:
    """The heading right below one that only says "Postmortem", if the sections stand below it."""
    headings = [block for block in blocks[:2] if block.kind == "heading"]
    if len(headings) < 2 or not _GENERIC.fullmatch(plain(headings[0].title)):
        return None
    second = headings[1]
    levels = [block.level for block in blocks[2:] if block.kind == "heading" and names.name_of(block.title)]
    is_above = (
        second.level < min(levels, default=0) and field_of(second.title) is None and not is_metadata(second.title)
    )
    return second if is_above and names.name_of(second.title) is None else None


def _without_number(incident: str) -> str:
    """Return what an incident is called, of a value that gives its number or its address, too; "" for these alone."""
    words = incident.split()
    return " ".join(word for word in words if "://" not in word and not _TICKET.fullmatch(word)) if words[1:] else ""


def without_labels(heading: str) -> tuple[str, str]:
    """Return the title in a heading, and what stands around it: dates, numbers, and words such as "Postmortem:"."""
    title, off = " ".join(heading.split())[:LONGEST_TITLE], []
    while (end := _end_of_label(title)) and _WORD.search(title, end) and not _is_day_of_kind(title):
        off.append(title[:end])
        title = title[end:]
    while not _is_day_of_kind(title) and (start := _start_of_label(title)) is not None and _WORD.search(title[:start]):
        off.append(title[start:])
        title = title[:start]
    return title.strip(), " ".join(off)


def _end_of_label(title: str) -> int:
    found = _BEFORE.match(title)
    # "3. Februar" begins with a day, and not with a number.
    return max(found.end() if found else 0, end_of_day_before(title))


def _is_day_of_kind(title: str) -> bool:
    """Whether a title is a day and a word for the kind of document or event: "12 January 2024 outage"."""
    end = end_of_day_before(title)
    return bool(end) and _GENERIC.fullmatch(title[end:].strip()) is not None


def _has_day(text: str) -> bool:
    return find_day(text) is not None or any(dated.written.year for dated in dates_in(plainly_dated(text)))


def _says_something(title: str) -> bool:
    """Whether there is more to a title than a number; a day may be all that there is."""
    return bool(_LETTER.search(title)) or is_only_days(title)


def _start_of_label(title: str) -> int | None:
    found = _BEHIND.search(title) or _KIND_BEHIND.search(title) or _bracket_behind(title)
    start = found.start() if found else start_of_day_behind(title)
    if start is None or _GENERIC.fullmatch(title[:start].strip()) or _OPEN.search(title[:start]):
        return None
    return start


def _bracket_behind(title: str) -> re.Match[str] | None:
    """What stands in brackets at the end, if it is days, numbers, states and levels: "(SEV-2, 1 Feb 2024)"."""
    found = _BRACKET.search(title)
    parts = _PARTS.split(found[1].strip()) if found else []
    return found if all(_LABELS.fullmatch(part) or is_only_days(part) for part in parts) else None


def title_of_name(path: str) -> str:
    """Return the title that a file's name holds; that of its folder where the file is called "index" or so."""
    kept = stem_of(path)[:LONGEST_TITLE]
    while (found := _NAME_BEFORE.match(kept)) and _WORD.search(kept, found.end()):
        kept = kept[found.end() :]
    if (found := _NAME_BEHIND.search(kept)) and _WORD.search(kept[: found.start()]):
        kept = kept[: found.start()]
    words = kept if " " in kept.strip() else kept.replace("_", " ").replace("-", " ")
    title = " ".join(words.split()).strip(" -_–—.")
    if not (_LETTER.search(title) or find_day(kept)) or fold(title) in _NAMELESS:
        return ""
    return title[:1].upper() + title[1:] if title.islower() else title


def stem_of(path: str) -> str:
    """Return what a file is called: its stem, or its folder's name where the stem says nothing."""
    own = stem(path)
    folder = path.rpartition("/")[0].rpartition("/")[2]
    # A name without an extension may hold a dot: "v1.2 outage".
    suffix = path.rpartition("/")[2][len(own) + 1 :]
    own = own if suffix.isalnum() and not suffix.isdecimal() else path.rpartition("/")[2]
    return folder if own.casefold() in _NAMELESS and folder else own
