"""A sign of life on a terminal."""

from __future__ import annotations

import io
import sys
import time

import pytest

from pmctl.cli import waiting
from pmctl.cli.options import GlobalOptions
from pmctl.cli.session import Session


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "_PATIENCE", 0.01)
    monkeypatch.setattr(waiting, "_PACE", 0.01)


def sit_at_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Let standard error be a terminal from now on: pytest puts its own there before each test."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    return stream


def wait_for(stream: io.StringIO, words: str) -> None:
    end = time.monotonic() + 10
    while words not in stream.getvalue() and time.monotonic() < end:
        time.sleep(0.005)


def last_line(text: str) -> str:
    """Return what stands on the last line of a terminal that was sent `text`."""
    shown = ""
    for part in text.rpartition("\n")[2].split("\r"):
        shown = part + shown[len(part) :]
    return shown.rstrip()


def test_what_takes_long_is_shown_and_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = sit_at_terminal(monkeypatch)
    session = Session(GlobalOptions())
    with session.waiting:
        session.waiting.words = "Reading the history"
        wait_for(terminal, "Reading the history: 0 s")
    assert "\rReading the history: 0 s" in terminal.getvalue()
    assert last_line(terminal.getvalue()) == ""


def test_it_is_gone_before_anything_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = sit_at_terminal(monkeypatch)
    session = Session(GlobalOptions())
    with session.waiting:
        wait_for(terminal, "Working")
        session.warn("the clone is shallow")
        time.sleep(0.05)
    assert terminal.getvalue().endswith("\r            \rwarning: the clone is shallow\n")


@pytest.mark.parametrize("question", ["ask", "confirm"])
def test_it_is_gone_before_anything_is_asked(monkeypatch: pytest.MonkeyPatch, question: str) -> None:
    terminal = sit_at_terminal(monkeypatch)
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    session = Session(GlobalOptions())
    with session.waiting:
        wait_for(terminal, "Working")
        assert getattr(session, question)("Why")
        time.sleep(0.05)
    assert "Working" not in last_line(terminal.getvalue())
    assert terminal.getvalue().rpartition("\r")[2].startswith("Why")


def test_an_error_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = sit_at_terminal(monkeypatch)

    def fail() -> None:
        with Session(GlobalOptions()).waiting:
            wait_for(terminal, "Working")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert last_line(terminal.getvalue()) == ""


def test_what_is_quick_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = sit_at_terminal(monkeypatch)
    monkeypatch.setattr(waiting, "_PATIENCE", 60)
    with Session(GlobalOptions()).waiting:
        pass
    assert terminal.getvalue() == ""


def test_nothing_is_shown_with_quiet_or_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = sit_at_terminal(monkeypatch)
    with Session(GlobalOptions(quiet=True)).waiting:
        time.sleep(0.05)
    assert terminal.getvalue() == ""
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stderr", pipe)
    with Session(GlobalOptions()).waiting:
        time.sleep(0.05)
    assert pipe.getvalue() == ""


def test_a_terminal_that_goes_away_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = sit_at_terminal(monkeypatch)
    session = Session(GlobalOptions())
    with session.waiting:
        wait_for(terminal, "Working")
        terminal.close()
