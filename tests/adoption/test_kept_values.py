"""Front matter that stays as it is, although no other command reads it, and front matter that would be too long."""

from __future__ import annotations

import pytest

from pmctl.adoption.adopt import adopt
from pmctl.postmortem.conventions import Conventions

BODY = "# Cache cold\n\n## Summary\n\nIt was cold.\n"


def kept(head: str, body: str = BODY) -> list[tuple[str, int | None]]:
    adoption = adopt(f"---\n{head}---\n\n{body}", "a.md", Conventions())
    return [(doubt.words, doubt.line) for doubt in adoption.doubts if " stays, but " in doubt.words]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("severity: High", "SEV1, SEV2, SEV3, SEV4: write SEV2"),
        ("severity: [SEV-1]", "SEV1, SEV2, SEV3, SEV4: write SEV1"),
        ("status: done", "draft, in-review, published, closed: write published"),
        ("date: 2026-01-02 10:00:00 +0200", "YYYY-MM-DD: write 2026-01-02"),
    ],
)
def test_what_only_adopt_understands_is_told(line: str, told: str) -> None:
    shown = line.replace("[SEV-1]", "…")
    assert kept(f"title: X\n{line}\n") == [(f"`{shown}` stays, but pmctl reads only {told}", 3)]


@pytest.mark.parametrize(
    "line",
    [
        "severity: SEV2", "severity: sev-2", "status: In Review", "date: 2026-01-02", "severity:", "severity: Soup",
        "tags: [a]",
    ],
)  # fmt: skip
def test_what_all_commands_read_or_nobody_does_is_not(line: str) -> None:
    assert kept(f"{line}\n") == []


def test_they_are_told_in_the_order_of_their_lines() -> None:
    assert [line for _, line in kept("date: 2026-01-02T10:00:00Z\nseverity: high\nstatus: done\n")] == [2, 3, 4]


def test_what_is_doubted_already_is_not_told_again() -> None:
    body = BODY.replace("## Summary", "Incident date: 2026-01-01\n\n## Summary")
    adoption = adopt(f"---\ndate: 2026-01-02 10:00\n---\n\n{body}", "a.md", Conventions())
    assert [doubt.line for doubt in adoption.doubts] == [2]


def test_front_matter_that_nobody_would_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pmctl.adoption.front_length.MAX_LENGTH", 200)
    actions = "".join(f"- [ ] Do the thing number {number}\n" for number in range(9))
    adoption = adopt(f"{BODY}\nDate: 2026-01-02\n\n## Action items\n\n{actions}", "a.md", Conventions())
    assert adoption.problem is not None
    assert adoption.problem.message == "with all its actions, the front matter would be longer than 200 characters"
    assert adoption.is_unchanged
    assert adopt(f"{BODY}\nDate: 2026-01-02\n\n{'word ' * 99}\n", "a.md", Conventions()).problem is None
    assert adopt("word " * 99, "a.md", Conventions()).problem is None
