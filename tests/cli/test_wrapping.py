"""Talk on a terminal: long lines are broken between words, and commands to be copied are not."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from pmctl.cli.wrapping import wrapped

if TYPE_CHECKING:
    from tests.cli.conftest import Run


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


LONG = "checkout-timeouts/A1 is an idea and no promise: it has no owner and no due date at all."


def test_elsewhere_lines_stay_as_long_as_they_are() -> None:
    assert wrapped(LONG, io.StringIO(), hanging=2) == LONG


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LONG, "checkout-timeouts/A1 is an idea and no\n  promise: it has no owner and no due\n  date at all."),
        ("Short\nlines  stay", "Short\nlines  stay"),
        (f"{'x' * 50} y", f"{'x' * 50}\n  y"),
        ("Now run the command `pmctl index --check` for it", "Now run the command\n  `pmctl index --check` for it"),
        ("A backtick ` that stands for itself, as it may", "A backtick ` that stands for itself, as\n  it may"),
        ("a" * 40, "a" * 40),
        ("", ""),
    ],
)
def test_a_terminal(monkeypatch: pytest.MonkeyPatch, text: str, expected: str) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert wrapped(text, Terminal(), hanging=2) == expected


@pytest.mark.parametrize("columns", ["", "wide", "0", "9" * 5000])
def test_a_terminal_that_does_not_say_how_wide_it_is(monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert wrapped(LONG, Terminal()).split("\n") == [LONG[:79], LONG[80:]]


def test_a_message_and_its_hint(run: Run) -> None:
    result = run("action", "done", "nobody-knows-this-postmortem-whatever-it-is-called", terminal=True)
    assert result.err == (
        "error: nobody-knows-this-postmortem-whatever-it-is-called names no action\n"
        "hint: Write POSTMORTEM/ACTION, such as checkout/A1; `pmctl action list` shows\n       them all.\n"
    )
