"""A rule's page: its module's docstring, taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmctl.rules.model import Rule

_FENCE = re.compile(r"^```(?P<info>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_FENCE_OR_HEADING = re.compile(rf"{_FENCE.pattern}|^## (?P<title>[^\n]+)$", _FENCE.flags)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A fenced example: one document, or with names, the documents of one repository."""

    files: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a rule's page says: one sentence, then sections under headings of the second level."""

    summary: str
    sections: dict[str, str]

    @property
    def bad(self) -> tuple[Example, ...]:
        """The examples that break the rule."""
        return _examples(self.sections["Bad"])

    @property
    def good(self) -> tuple[Example, ...]:
        """The examples that keep it."""
        return _examples(self.sections["Good"])


def read_page(rule: Rule) -> Page:
    """Take the page of `rule` apart."""
    text = rule.page.strip()
    headings = [found for found in _FENCE_OR_HEADING.finditer(text) if found["title"]]
    starts = [*(found.start() for found in headings), len(text)]
    return Page(
        summary=" ".join(text[: starts[0]].split()),
        sections={
            found["title"]: text[found.end() : end].strip() for found, end in zip(headings, starts[1:], strict=True)
        },
    )


def _examples(text: str) -> tuple[Example, ...]:
    """Read the fences of a section.

    The info string is a language and perhaps a file's name. Unnamed fences are documents of their own; named ones
    belong together. The language ``python`` marks a bytes literal, for what Markdown cannot show.
    """
    alone, together = [], []
    for fence in _FENCE.finditer(text):
        language, _, name = fence["info"].partition(" ")
        data = _literal(fence["text"]) if language == "python" else fence["text"].encode()
        if name:
            together.append((name, data))
        else:
            alone.append(Example(files=(("example.md", data),)))
    return (*alone, Example(files=tuple(together))) if together else tuple(alone)


def _literal(text: str) -> bytes:
    return (
        text.strip().removeprefix('b"').removesuffix('"').encode("latin-1").decode("unicode_escape").encode("latin-1")
    )
