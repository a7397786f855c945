"""Names of sections in bold that begin a line, and what is said behind them as Markdown that stands by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.postmortem.markdown import parse_body
from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Sequence

    from pmctl.postmortem.blocks import Block
    from pmctl.postmortem.section_names import SectionNames

_BOLD: Final = lazy_pattern(
    r"[ ]{0,3}(?P<mark>\*\*|__)(?P<title>[^*_\n]{2,80}?)(?P<colon>[:：]?)(?P=mark)"
    r"[ \t]*(?P<sign>[:：]?|(?:--?|[–—])(?=[ \t]))(?:[ \t]+(?P<rest>.*))?\r?$"
)
_ASIDE: Final = lazy_pattern(r"[(（][^()（）]*[)）]\s*")
_WORDS: Final = lazy_pattern(r"\s*(?![-*+>#|`~]|[0-9]{1,9}[.)]\s)\S")
"""How a line begins that goes on with the one above."""

_LEAD: Final = lazy_pattern(r"[ ]{0,3}(?:(?:[-*+]|[0-9]{1,3}[.)])[ \t]{1,4})?(?P<bold>(?:\*\*|__).*)")
_MARK: Final = lazy_pattern(r"(?P<number>[0-9]{1,9}(?=[.)](?:\s|$)))|(?=[>#+*_-])")
"""What makes more than words of a line that begins with it, and can be escaped (CommonMark 0.31, 2.4)."""

_COMMENT: Final = lazy_pattern(r"<!--(?!-?>)[^-]*+(?:-[^-]++)*+-->")
_AT_LEAST: Final = 2
_DASHES: Final = frozenset("-–—")


class Bold(NamedTuple):
    """A name in bold at the beginning of a line: its words, what follows, and the whole line."""

    title: str
    rest: str
    line: str


class BoldNames:
    """Which words in bold name a section in one document."""

    def __init__(self, blocks: Iterable[Block], names: SectionNames) -> None:
        """Look at how the document sets off its names."""
        self.names = names
        found = [match["sign"][:1] for match in _matches(blocks) if names.name_of(match["title"]) is not None]
        # In "**Impact** – 40 users" the dash may as well be that of a sentence; a habit tells.
        self._has_dashes = len(found) >= _AT_LEAST and set(found) <= _DASHES

    def match(self, line: str, following: str = "") -> Bold | None:
        """Return the name of a section that a line begins with: alone, or with a colon and what it says behind it.

        A note in parentheses leaves it alone, unless words follow on the next line: then a sentence begins with both.
        """
        bold = bold_of(line, dashes=self._has_dashes, asides=not _WORDS.match(following))
        return bold if bold is not None and self.names.name_of(bold.title) is not None else None


def bold_of(line: str, *, dashes: bool = False, asides: bool = False) -> Bold | None:
    """Return what a line begins with in bold, if no sentence begins with it.

    Args:
        line: of Markdown.
        dashes: whether a dash behind it does what a colon does.
        asides: whether a note in parentheses may stand behind it.
    """
    found = _BOLD.match(line)
    if found is None:
        return None
    sign, rest = found["sign"], found["rest"] or ""
    is_set_off = bool(found["colon"]) or (sign in {":", "："} if sign[:1] not in _DASHES else dashes)
    if found["colon"] and sign:
        rest = line[found.start("sign") :]
    elif rest.strip() and not is_set_off and not (asides and not sign and _ASIDE.fullmatch(rest)):
        return None
    # Two spaces at its end break the line.
    return Bold(found["title"].strip(), rest.strip("\r") if rest.strip() else "", line.rstrip("\r"))


def _matches(blocks: Iterable[Block]) -> Iterator[re.Match[str]]:
    for block in blocks:
        if block.kind not in {"paragraph", "list"} or ("**" not in block.text and "__" not in block.text):
            continue
        for line in block.text.split("\n") if block.kind == "list" else [block.text.partition("\n")[0]]:
            lead = _LEAD.match(line)
            if lead and (found := _BOLD.match(lead["bold"])):
                yield found


def behind(bold: Bold, lines: Sequence[str], shifted: Sequence[str]) -> list[str] | None:
    """Return what is said behind a name, so that it says the same below a heading.

    Its first paragraph stays one, of the same words: where they would begin a list, a quote or the like, a backslash
    keeps them words.

    Args:
        bold: what the paragraph begins with.
        lines: those that follow, up to the end of what belongs to it.
        shifted: the same with as little indent as they need below a heading.

    Returns:
        the lines, or None if they would be something else there, such as code.
    """
    before = parse_body("\n".join((bold.line.lstrip(), *lines)))
    if before[0].kind != "paragraph" or before[0].line != 1:
        return None
    length = before[0].end_line - 1
    others = list(shifted[length:])
    shapes = [_shape(block) for block in before[1:]]
    # An indent that keeps a line from being more than words must stay.
    for words in (shifted[:length], lines[:length]):
        said = [line for line in (bold.rest, *words) if line.strip()]
        if not said:
            return others[next((index for index, line in enumerate(others) if line.strip()), len(others)) :]
        for first in _escaped(said[0].lstrip()):
            paragraph = [first, *said[1:]]
            after = parse_body("\n".join((*paragraph, *others)))
            if _says("\n".join(paragraph), after[:1]) and [_shape(block) for block in after[1:]] == shapes:
                return [*paragraph, *others]
    return None


def _escaped(line: str) -> Iterator[str]:
    """A line as it is, and with a backslash before what makes more than words of it."""
    yield line
    if mark := _MARK.match(line):
        yield f"{line[: mark.end()]}\\{line[mark.end() :]}"


def _says(paragraph: str, blocks: Sequence[Block]) -> bool:
    """Whether blocks are a paragraph and nothing else; a comment shows as little in a paragraph as it does outside."""
    is_hidden = bool(_COMMENT.fullmatch(paragraph.strip()))
    return any(block.text.split() == paragraph.split() and (block.kind == "paragraph" or is_hidden) for block in blocks)


def _shape(block: Block) -> tuple[str, list[str]]:
    return block.kind, [line.strip() for line in block.text.split("\n")]
