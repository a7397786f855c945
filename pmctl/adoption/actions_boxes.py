"""Boxes and tabs around parts of a document, which only some programs read: what is in them, as plain Markdown.

Sources: the admonitions and tabs of MkDocs and its Material theme, the containers of Docusaurus, VitePress and MyST,
the alerts of GitHub and the callouts of Obsidian, and the shortcodes of Hugo, GitBook and Jekyll.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

_INDENT: Final = 4
_SHORTCODES: Final = "(?:hint|tabs?|tabpane|admonition|callout|notice|alert|panel|expand|details)"
END_OF_BOX: Final = "<!-- end of the box -->"
"""What stands where a box ends, so that its title is not taken for that of what follows."""


def without_boxes(text: str) -> str:
    """Return `text` with as many lines, its boxes opened: their titles in bold, and what is in them at the margin."""
    if not _any().search(text):
        return text
    reader = _Reader()
    for line in text.split("\n"):
        reader.read(line)
    return "\n".join(reader.lines)


class _Reader:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self._depths: list[int] = []
        self._fence: str | None = None
        self._box_fence: str | None = None
        self._is_quoted = False

    def read(self, line: str) -> None:
        """Read the next line."""
        words = line.strip()
        if self._fence is not None:
            self._fence = None if words.startswith(self._fence) and not words.strip("`~") else self._fence
            self.lines.append(self._inside(line))
        elif found := _callout().match(line):
            self._is_quoted = True
            self._begin(found["title"])
        elif self._is_quoted and line.startswith(">"):
            self.lines.append(line[1:].removeprefix(" "))
        elif not self._is_marked(words):
            self._indented(line, words)

    def _is_marked(self, words: str) -> bool:
        """Read a line that begins or ends a box which says both."""
        if self._is_quoted and not words:
            self._is_quoted = False
            self.lines.append(END_OF_BOX)
        elif words == self._box_fence or _closer().fullmatch(words):
            self._box_fence = None
            self.lines.append(END_OF_BOX)
        elif found := _container().fullmatch(words):
            self._box_fence = found["fence"]
            self._begin(found["label"] or found["title"])
        elif _shortcode().fullmatch(words):
            title = _quoted_title().search(words)
            self._begin(title["title"] if title else "")
        else:
            return False
        return True

    def _indented(self, line: str, words: str) -> None:
        wide = line.expandtabs(_INDENT)
        column = len(wide) - len(wide.lstrip())
        before = len(self._depths)
        while words and self._depths and column < self._depths[-1]:
            self._depths.pop()
        if found := _admonition().fullmatch(words):
            self._depths.append(column + _INDENT)
            self._begin(found["title"])
            return
        if len(self._depths) < before:
            self._end()
        if words.startswith(("```", "~~~")):
            self._fence = words[:3]
        self.lines.append(self._inside(line))

    def _inside(self, line: str) -> str:
        return line.expandtabs(_INDENT)[self._depths[-1] :] if self._depths else line

    def _begin(self, title: str | None) -> None:
        title = (title or "").strip(" *_\r")
        self._end()
        self.lines.append(f"**{title}**" if title else "")

    def _end(self) -> None:
        if self.lines and not self.lines[-1].strip():
            self.lines[-1] = END_OF_BOX


@cache
def _any() -> re.Pattern[str]:
    return re.compile(
        r"^[ \t]{0,12}(?:===|!!!|\?\?\?\+?)[ +!]{0,2}[\"\w]|^[ \t]{0,8}:{3,}[ \t]{0,4}[{\w]|^>[ \t]{0,3}\[!\w"
        r"|^[ \t]{0,8}`{3,}\{[a-z]|^[ \t]{0,8}\{[%{][<%]?[ \t]",
        re.MULTILINE,
    )


@cache
def _admonition() -> re.Pattern[str]:
    return re.compile(
        r"(?:===[!+]?|(?:!!!|\?\?\?\+?)\s{0,3}[\w -]{0,60}?)\s{0,3}(?:\"(?P<title>[^\"]{0,200})\")?\s*(?<![=!?])"
    )


@cache
def _container() -> re.Pattern[str]:
    return re.compile(
        r"(?P<fence>:{3,}|`{3,}(?=\{(?:note|tip|important|warning|caution|danger|attention|hint|seealso|admonition|dropdown"
        r"|details|card|tab-item|tab-set)\}))\s{0,4}(?:\{[\w-]{1,30}\}|[\w-]{1,30})"
        r"(?:\[(?P<label>[^\[\]]{0,200})\])?\s{0,4}(?P<title>[^{}\[\]:`]{0,200})"
    )


@cache
def _closer() -> re.Pattern[str]:
    return re.compile(rf":{{3,}}|\{{[%{{][<%]?\s{{0,3}}(?:/\s{{0,3}}|end){_SHORTCODES}\b[^{{}}]{{0,100}}\}}+")


@cache
def _shortcode() -> re.Pattern[str]:
    return re.compile(rf"\{{[%{{][<%]?\s{{0,3}}{_SHORTCODES}\b[^{{}}]{{0,300}}\}}+")


@cache
def _quoted_title() -> re.Pattern[str]:
    return re.compile(r"(?:title|header|name)?\s?=?\s?\"(?P<title>[^\"]{1,200})\"")


@cache
def _callout() -> re.Pattern[str]:
    return re.compile(r">\s{0,3}\[!\w[\w-]{0,30}\][+-]?[ \t]*(?P<title>[^\n]{0,200})")
