"""How bad an incident was, where no label says it: in tags, in the name of the file, and in so many words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pmctl.adoption.field_words import field_of
from pmctl.adoption.levels import severity_of
from pmctl.adoption.titles import stem_of
from pmctl.postmortem.nodes import Mapping, Scalar, Sequence
from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.nodes import Node

_NUMBERED: Final = lazy_pattern(
    r"(?:(?:incident|outage)\s+)?sev(?:erity)?(?:\s+level)?[\s_:#–-]{0,3}([0-5])(?:\s+(?:incident|outage|event|issue))?",
    re.IGNORECASE,
)
_GRADED: Final = lazy_pattern(
    r"(critical|high|major|medium|moderate|minor|low)[\s-]severity(?:\s+(?:incident|outage|event|issue))?"
    r"|sev(?:erity)?[\s_:-]{1,3}(critical|high|major|medium|moderate|minor|low)",
    re.IGNORECASE,
)
_OTHER_LANGUAGE: Final = lazy_pattern(
    r"([^\W\d][^\d,;.:]{1,30}?)\s?[:：]?\s?(?:(?<![^\W_])sev[\s_-]?)?([0-5])", re.IGNORECASE
)
_PRIORITY: Final = lazy_pattern(r"P[0-5]", re.IGNORECASE)
_ASIDE: Final = lazy_pattern(r"\s*[(（\[]([^()（）\[\]]{1,80})[)）\]]$")
_TAG: Final = lazy_pattern(
    r"#?(?:incident[-_/])?sev(?:erity)?[\s_:/=.-]{0,3}([0-5]|critical|high|major|medium|moderate|minor|low)",
    re.IGNORECASE,
)
_TAG_KEYS: Final = lazy_pattern(r"(?:tags?|labels?|keywords|categor(?:y|ies)|topics)", re.IGNORECASE)
_BELOW: Final = lazy_pattern(r"(?:params|extra|taxonomies|metadata|meta|frontmatter)", re.IGNORECASE)
_BETWEEN_TAGS: Final = lazy_pattern(r"[,;\s]+")
_IN_NAME: Final = lazy_pattern(r"(?<![^\W_])sev(?:erity)?[-_\s]?([0-9]+)(?![^\W_])", re.IGNORECASE)
_NO_WORDS: Final = lazy_pattern(
    r"(?:[\W\d_]|(?<![^\W_])(?:incident|outage|postmortem|post-mortem|pm|inc|rca|report)(?![^\W_]))*", re.IGNORECASE
)
_MOST_TAGS: Final = 100


def severity_said(text: str, conventions: Conventions) -> str | None:
    """Return the severity that a few words say and nothing else: "SEV-2", "Severity 2 incident", "Sev 2 (was 3)"."""
    base = _ASIDE.sub("", text, count=1)
    if (own := conventions.severity(base)) is not None:
        return own.name if base == text else severity_of(text, conventions)
    if _NUMBERED.fullmatch(base):
        return severity_of(text, conventions)
    if graded := _GRADED.fullmatch(base):
        return severity_of(graded[1] or graded[2], conventions)
    other = _OTHER_LANGUAGE.fullmatch(base)
    if other is not None and field_of(other[1]) == "severity":
        return severity_of(other[2], conventions)
    return None


def priority_said(text: str, conventions: Conventions) -> str | None:
    """Return the severity that a priority alone stands for: "P1"."""
    return severity_of(text, conventions) if _PRIORITY.fullmatch(text) else None


def severities_of_tags(fields: Mapping, conventions: Conventions) -> set[str]:
    """Return what the tags of front matter name, as "sev2" and "severity::2" do."""
    tags = [tag for node in _tagged(fields) for tag in _tags(node)][:_MOST_TAGS]
    found = (severity_of(said[1], conventions) for tag in tags if (said := _TAG.fullmatch(tag)))
    return {severity for severity in found if severity}


def _tagged(fields: Mapping, depth: int = 0) -> Iterator[Node]:
    for key, entry in fields.entries.items():
        if _TAG_KEYS.fullmatch(key):
            yield entry.node
        elif not depth and _BELOW.fullmatch(key) and isinstance(entry.node, Mapping):
            yield from _tagged(entry.node, depth + 1)


def _tags(node: Node) -> Iterator[str]:
    items = node.items if isinstance(node, Sequence) else (node,)
    for item in items:
        if isinstance(item, Scalar) and not item.is_null:
            text = item.text.strip()
            yield from (text,) if _TAG.fullmatch(text) else _BETWEEN_TAGS.split(text)


def severity_of_name(path: str, conventions: Conventions) -> str | None:
    """Return what the name of a file begins or ends with, or what its folder is called by: "2021-03-04-sev2-db.md"."""
    name = stem_of(path)
    said = list(_IN_NAME.finditer(name))
    is_around = len(said) == 1 and any(
        _NO_WORDS.fullmatch(rest) for rest in (name[: said[0].start()], name[said[0].end() :])
    )
    if is_around:
        return severity_of(said[0][1], conventions)
    folder = None if said else _IN_NAME.fullmatch(path.rpartition("/")[0].rpartition("/")[2])
    return severity_of(folder[1], conventions) if folder else None
