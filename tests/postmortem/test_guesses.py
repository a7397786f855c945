"""A start of the incident that is only guessed."""

from __future__ import annotations

from pmctl.postmortem.conventions import Conventions
from pmctl.postmortem.guesses import settled_milestones, write_over
from pmctl.postmortem.model import Record
from pmctl.postmortem.parse import read_record

GUESS = "started_at: 2026-03-14T09:40:00Z  # a first guess: correct it\n"
SET = "detected_at: 2026-03-14T10:04:00Z\n"


def settled(front_matter: str) -> list[str]:
    text = f"---\n{front_matter}---\n"
    record = read_record(text, "x.md", Conventions())
    assert isinstance(record, Record)
    return [milestone.name for milestone in settled_milestones(text, record)]


def test_a_guess_is_no_milestone() -> None:
    assert settled(GUESS + SET) == ["detected_at"]
    assert settled(GUESS.partition("  #")[0] + "\n" + SET) == ["started_at", "detected_at"]
    assert settled(SET + "title: a first guess  # a first guess\n") == ["detected_at"]


def test_the_comment_goes_when_a_guess_is_written_over() -> None:
    at = "2026-03-14T09:52:00Z"
    keys = ("started_at", "detected_at")
    assert write_over(f"---\n{GUESS}{SET}---\n", keys, "started_at", at) == f"---\nstarted_at: {at}\n{SET}---\n"
    assert write_over(f"---\n{SET}{GUESS}---\n", keys[::-1], "started_at", at) == f"---\n{SET}started_at: {at}\n---\n"
