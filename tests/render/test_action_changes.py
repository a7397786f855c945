from __future__ import annotations

from dataclasses import replace

import pytest

from pmctl.postmortem.action_edits import ActionChange, KeyChange
from pmctl.render.action_changes import change_line, commit_message

DUE = KeyChange(key="due", before="2026-04-11", after="2026-04-25")


def change(
    *keys: KeyChange, ref: str = "checkout/A1", title: str | None = "Alert", is_new: bool = False
) -> ActionChange:
    return ActionChange(ref=ref, full_ref=f"2026-03-14-{ref}", title=title, keys=keys, is_new=is_new)


@pytest.mark.parametrize(
    ("key", "line"),
    [
        (DUE, "due 2026-04-11 → 2026-04-25 (Sat, 14 days later)"),
        (replace(DUE, before="2026-04-26"), "due 2026-04-26 → 2026-04-25 (Sat, 1 day earlier)"),
        (KeyChange(key="due", before="soon", after="2026-04-25"), "due soon → 2026-04-25 (Sat)"),
        (KeyChange(key="due", before=None, after="2026-04-25"), "due 2026-04-25 (Sat)"),
        (KeyChange(key="due", before="2026-04-11", after=None), "due 2026-04-11 → none"),
        (KeyChange(key="status", before="open", after="done"), "status open → done"),
        (KeyChange(key="closed", before="2026-04-01", after=None), "closed 2026-04-01 → none"),
        (KeyChange(key="reason", before="Old", after="The vendor\x1b[31m is late"), "reason: The vendor␛[31m is late"),
        (KeyChange(key="reason", before="Old", after=None), "reason Old → none"),
    ],
)  # fmt: skip
def test_a_line(key: KeyChange, line: str) -> None:
    assert change_line(change(key)) == f"checkout/A1: {line}"


def test_the_line_of_a_new_one() -> None:
    keys = (KeyChange(key="status", before=None, after="proposed"),)
    assert change_line(change(*keys, is_new=True)) == "checkout/A1: added, status proposed"


def test_a_message() -> None:
    reason = KeyChange(key="reason", before=None, after="vendor delay")
    assert commit_message("Move", "to 2026-04-25", "vendor delay", [change(DUE, reason)]) == (
        "Move checkout/A1 to 2026-04-25: vendor delay\n"
        "\n"
        "2026-03-14-checkout/A1: Alert\n"
        "  due 2026-04-11 → 2026-04-25 (Sat, 14 days later)\n"
        "  reason: vendor delay\n"
    )


@pytest.mark.parametrize(
    ("refs", "why", "subject"),
    [
        (["a/A1"], None, "Move a/A1 to 2026-04-25"),
        (["a/A1", "b/A2"], "x", "Move a/A1, b/A2 to 2026-04-25: x"),
        (["a/A1", "b/A2"], "x" * 60, "Move a/A1, b/A2 to 2026-04-25"),
        (["a/A1"], "[red]\n#2", "Move a/A1 to 2026-04-25: [red] #2"),
        ([f"checkout/A{n}" for n in range(9)], "x", "Move 9 actions to 2026-04-25: x"),
        ([f"checkout/A{n}" for n in range(9)], "x" * 60, "Move 9 actions to 2026-04-25"),
        (["a" * 80 + "/A1"], "x", "Move " + "a" * 80 + "/A1 to 2026-04-25"),
    ],
)
def test_a_subject(refs: list[str], why: str | None, subject: str) -> None:
    changes = [change(DUE, ref=ref, title=None) for ref in refs]
    assert commit_message("Move", "to 2026-04-25", why, changes).split("\n")[0] == subject
