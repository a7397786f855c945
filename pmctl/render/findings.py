"""Findings, for a person."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pmctl.render.finding_words import SEVERITY_STYLES
from pmctl.render.safe import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.console import Console, ConsoleOptions, RenderResult

    from pmctl.rules.model import Finding

_TAB = "    "
_LONGEST_LINE = 100
"""How much of an offending line is shown, in characters: a table row may be as long as a page."""


class Piece(NamedTuple):
    """A part of a line with a style of Rich's, perhaps none."""

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines about findings, made for a width in columns, or for none.

    Where they are wrapped, that is in a terminal, they are broken between words. Where they have no colour either, they
    are not made into Rich's texts, which would take longer than the check itself.
    """

    made_for: Callable[[int | None], Iterator[list[Piece]]]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines."""
        from rich.segment import Segment  # noqa: PLC0415 - what goes to a file needs nothing of Rich
        from rich.text import Text  # noqa: PLC0415

        width = None if options.no_wrap else options.max_width
        if width is None and console.color_system is None:
            yield Segment("".join(f"{line}\n" for line in self.plain()))
            return
        for line in self.made_for(width):
            yield Text.assemble(*line)

    def plain(self, width: int | None = None) -> Iterator[str]:
        """Yield the lines without their styles."""
        return ("".join(cell.text for cell in line) for line in self.made_for(width))


def findings_text(findings: Sequence[Finding], shown: Callable[[str], str]) -> Lines:
    """Return each finding with its line, a caret below what is wrong, and how to mend it.

    Where several findings follow each other at one place, its line is shown once. `shown` makes a path what a person
    would type.
    """

    def made_for(width: int | None) -> Iterator[list[Piece]]:
        last = None
        for finding in findings:
            yield _headline(finding, shown)
            place = (finding.path, finding.line, finding.column, finding.end_column)
            if place != last:
                yield from _excerpt(finding, width)
            last = place
            yield [Piece("  = help: ", "bold"), Piece(printable(finding.help))]
            yield []

    return Lines(made_for)


def findings_concise(findings: Sequence[Finding], shown: Callable[[str], str]) -> Lines:
    """Return one line for each finding."""
    return Lines(lambda _: (_headline(finding, shown) for finding in findings))


def statistics_text(findings: Sequence[Finding]) -> Lines:
    """Return one line for each rule that fired, the most frequent first."""

    def made_for(_: int | None) -> Iterator[list[Piece]]:
        counts = Counter((finding.code, finding.name, finding.severity) for finding in findings)
        width = len(f"{max(counts.values(), default=0):,}")
        for (code, name, severity), count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
            yield [Piece(f"{count:>{width},}  "), Piece(code, SEVERITY_STYLES[severity]), Piece(f"  {name}")]

    return Lines(made_for)


def _columns(text: str) -> int:
    """Return how many columns of a terminal `text` takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415 - see above

    return cell_len(text)


def _headline(finding: Finding, shown: Callable[[str], str]) -> list[Piece]:
    place = f"{printable(shown(finding.path))}:{finding.line}:{finding.column}: "
    return [
        Piece(place, "bold"),
        Piece(finding.code, SEVERITY_STYLES[finding.severity]),
        Piece(f" {printable(finding.message)}"),
    ]


def _excerpt(finding: Finding, width: int | None) -> Iterator[list[Piece]]:
    if not finding.source or finding.source.isspace():
        return
    number = str(finding.line)
    room = _LONGEST_LINE if width is None else max(1, min(_LONGEST_LINE, width - len(f"{number} | ……")))
    line, column, end = _window(finding, room)
    if width is not None and _columns(line) > width - len(f"{number} | "):  # signs that are two columns wide
        line, column, end = _window(finding, room // 2)
    margin = " " * len(number)
    before, marked = line[: column - 1], line[column - 1 : end - 1]
    caret = " " * _columns(before) + "^" * max(1, _columns(marked))
    yield [Piece(f"{margin} |", "blue")]
    yield [Piece(f"{number} | ", "blue"), Piece(line)]
    yield [Piece(f"{margin} | ", "blue"), Piece(caret, SEVERITY_STYLES[finding.severity])]


def _window(finding: Finding, longest: int) -> tuple[str, int, int]:
    """Return what is shown of the line, with the columns that the caret spans in it."""
    source, column, end = finding.source, finding.column, min(finding.end_column, len(finding.source) + 1)
    if len(source) > longest:  # only a part of it is copied: it may be huge, and hold thousands of findings
        start = max(0, column - 1 - longest // 2)
        before = ("…" if start else "") + source[start : column - 1]
        stop = column - 1 + max(0, longest - len(before))
        marked = source[column - 1 : min(stop, end - 1)]
        after = source[end - 1 : stop] + ("…" if stop < len(source) else "")
    else:
        before, marked, after = source[: column - 1], source[column - 1 : end - 1], source[end - 1 :]
    before, marked, after = (printable(part.replace("\t", _TAB)) for part in (before, marked, after))
    return before + marked + after, len(before) + 1, len(before) + len(marked) + 1
