"""The difference of two texts, as ``git apply`` and ``patch`` read it."""

from __future__ import annotations

from difflib import SequenceMatcher
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Step: TypeAlias = tuple[Literal["replace", "delete", "insert", "equal"], int, int, int, int]
"""What happens from where to where in the old lines, and from where to where in the new ones."""

_CONTEXT = 3
_ESCAPES = MappingProxyType({"\t": r"\t", "\n": r"\n", "\r": r"\r", '"': r"\"", "\\": r"\\"})
"""Source: git's documentation of diff, "Generating patch text with -p"."""
_NO_NEWLINE = "\n\\ No newline at end of file\n"


class _Comparison(SequenceMatcher[str]):
    """Compares only what lies between the equal beginnings and ends, which takes long: there may be a million lines.

    What is equal at both ends stays aligned as it is. Were a few of those lines compared with the rest, a run of blank
    ones could be aligned otherwise, and a hunk would end in lines that do not follow in the file.
    """

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self._head = _equal(old, new)
        self._tail = _equal(old[self._head :][::-1], new[self._head :][::-1])
        self._ends = len(old) - self._tail, len(new) - self._tail
        super().__init__(None, old[self._head : self._ends[0]], new[self._head : self._ends[1]])

    def get_opcodes(self) -> list[Step]:
        head, (old_end, new_end), tail = self._head, self._ends, self._tail
        between: list[Step] = [
            (kind, head + old, head + old_stop, head + new, head + new_stop)
            for kind, old, old_stop, new, new_stop in super().get_opcodes()
        ]
        return [("equal", 0, head, 0, head), *between, ("equal", old_end, old_end + tail, new_end, new_end + tail)]


def unified_diff(before: str, after: str, path: str) -> str:
    """Return the unified diff of two versions of the file at `path`; empty if they are equal.

    Lines end with a newline alone; a carriage return before it is part of the line.
    """
    old, new = _lines(before), _lines(after)
    if old == new:
        return ""
    head = f"--- {_name(f'a/{path}')}\n+++ {_name(f'b/{path}')}\n"
    return head + "".join(line for hunk in _hunks(old, new) for line in hunk)


def _name(path: str) -> str:
    """Return a path as git writes it in a diff: in quotes if there is in it what ends a line, or a quote."""
    if path.isprintable() and not {'"', "\\"} & set(path):
        return f"{path}\t" if " " in path else path  # else what follows the blank would be taken for a time
    return f'"{"".join(map(_quoted, path))}"'


def _quoted(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char.isprintable():
        return char
    is_byte = "\udc80" <= char <= "\udcff"  # what Python makes of a byte of a name that is not UTF-8
    return "".join(f"\\{byte:03o}" for byte in char.encode("utf-8", "surrogateescape" if is_byte else "surrogatepass"))


def _lines(text: str) -> list[str]:
    lines = [f"{line}\n" for line in text.split("\n")]
    last = lines.pop()
    return lines if last == "\n" else [*lines, last.removesuffix("\n")]


def _hunks(old: Sequence[str], new: Sequence[str]) -> Iterator[list[str]]:
    for group in _Comparison(old, new).get_grouped_opcodes(_CONTEXT):
        first, last = group[0], group[-1]
        hunk = [f"@@ -{_range(first[1], last[2])} +{_range(first[3], last[4])} @@\n"]
        for kind, old_start, old_end, new_start, new_end in group:
            if kind == "equal":
                hunk += [_line(" ", line) for line in old[old_start:old_end]]
            else:
                hunk += [_line("-", line) for line in old[old_start:old_end]]
                hunk += [_line("+", line) for line in new[new_start:new_end]]
        yield hunk


def _equal(one: Sequence[str], other: Sequence[str]) -> int:
    shorter = min(len(one), len(other))
    return next((number for number in range(shorter) if one[number] != other[number]), shorter)


def _range(start: int, end: int) -> str:
    """Write lines `start` to before `end`, counted from 0, as a hunk's head does: of none, the line before them."""
    length = end - start
    return str(start + 1) if length == 1 else f"{start + 1 if length else start},{length}"


def _line(mark: str, line: str) -> str:
    return mark + line if line.endswith("\n") else mark + line + _NO_NEWLINE
