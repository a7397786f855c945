"""Values of the front matter that stay as they are, and that no other command reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pmctl.adoption.model import Doubt
from pmctl.postmortem.conventions import Status
from pmctl.postmortem.fields import FieldReader
from pmctl.postmortem.nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pmctl.adoption.legacy import Legacy
    from pmctl.postmortem.conventions import Conventions

_KEYS: Final = ("status", "severity", "date")
_LONGEST: Final = 60


def doubts_of_kept(legacy: Legacy, path: str, conventions: Conventions) -> list[Doubt]:
    """Return a doubt for each status, severity and date that is understood here alone, with what to write instead.

    Where there is a doubt about the line already, there is no second one. These make nothing less sure: what the
    document says was understood.
    """
    head = legacy.head
    kept = [(key, entry) for key in _KEYS if (entry := head.fields.entries.get(key)) and entry.node.value is not None]
    if not kept:
        return []
    record = FieldReader(head.fields, path, conventions).record()
    told = {"date": legacy.day, **legacy.facts}
    known = {doubt.line for doubt in legacy.doubts}
    doubts = []
    for key, entry in sorted(kept, key=lambda one: one[1].key.line):
        fact, line = told.get(key), entry.key.line + head.shift
        if fact is None or str(getattr(record, key)) == str(fact.value) or line in known:
            continue
        node = entry.node
        written = " ".join(node.text.split())[:_LONGEST] if isinstance(node, Scalar) else "…"
        words = f"`{key}: {written}` stays, but pmctl reads only {_forms(key, conventions)}: write {fact.value}"
        doubts.append(Doubt(words=words, line=line))
    return doubts


def _forms(key: str, conventions: Conventions) -> str:
    if key == "date":
        return "YYYY-MM-DD"
    names: Iterable[str] = Status if key == "status" else (severity.name for severity in conventions.severities)
    return ", ".join(names)
