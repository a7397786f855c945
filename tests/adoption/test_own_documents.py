"""Which documents are pmctl's already, and what becomes of all others that have front matter."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from pmctl.adoption.adopt import adopt
from pmctl.postmortem.conventions import Conventions
from tests.adoption.laws import front_matter_is_kept, is_stable, words_are_kept

if TYPE_CHECKING:
    from pmctl.adoption.model import Adoption

FULL = "id: INC-42\ntitle: Cache outage\nstatus: closed\nseverity: SEV2\ndate: 2025-02-01\nowner: mara\n"
TABLE = "| Action | Owner | Due |\n|---|---|---|\n| Add a TTL to all keys | Jonas | 2025-03-01 |\n"
BODY = f"\n# Cache outage\n\n## Action items\n\n{TABLE}"


def adopted(front: str, body: str = BODY) -> Adoption:
    adoption = adopt(f"---\n{front}---\n{body}", "x.md", Conventions())
    assert adoption.problem is None
    assert words_are_kept(adoption)
    assert front_matter_is_kept(adoption)
    assert is_stable(adoption)
    return adoption


def test_the_actions_of_a_document_with_all_keys_are_read() -> None:
    adoption = adopted(FULL)
    assert not adoption.is_ours
    assert [(action.title, action.owner) for action in adoption.actions] == [("Add a TTL to all keys", "Jonas")]
    assert adoption.after.startswith(f"---\n{FULL}actions:\n  - id: A1\n    title: Add a TTL to all keys\n")


@pytest.mark.parametrize("id_", ["2025-02-02-queue-outage", "2025-02-02-queue", "42", "queue-outage"])
def test_an_id_of_another_tool_s_is_kept_and_the_rest_is_read(id_: str) -> None:
    front = f"id: {id_}\ntitle: Queue outage\ndate: 2025-02-02\n"
    adoption = adopted(front, "\nSeverity: SEV1\nOwner: Mara\n")
    assert adoption.after.startswith(f"---\n{front}severity: SEV1\nowner: Mara\nactions: []\n---\n")


def test_a_document_in_which_nothing_is_found_stays_as_it_is() -> None:
    adoption = adopted(FULL, "\n# Cache outage\n\nWords.\n")
    assert (adoption.is_unchanged, adoption.is_ours) == (True, False)
    assert adopted(f"{FULL}actions:\n", "\n# Cache outage\n\nWords.\n").is_unchanged


def test_what_was_deleted_on_purpose_does_not_come_back() -> None:
    body = "\nSeverity: SEV1\nOwner: Mara\n"
    after = adopted("title: Queue outage\ndate: 2025-02-02\n", body).after
    for line in ("severity: SEV1\n", "owner: Mara\n"):
        less = after.replace(line, "", 1)
        adoption = adopt(less, "x.md", Conventions())
        assert adoption.is_ours
        assert adoption.after == less


@pytest.mark.parametrize(
    "front",
    [
        f"{FULL}actions: []\n",
        f"{FULL}actions:\n  - id: A1\n    title: Buy a disk\n    status: open\n    link: https://example.com\n",
        f"{FULL}actions:\n  - title: Buy a disk\n",
        f"{FULL}actions:\n  - title: Buy a disk\n    note: later\n  - title: Sell one\n    status: done\n",
        "id: x\nactions: []\n",
    ],
)
def test_a_list_of_pmctl_s_shape_is_left_alone(front: str) -> None:
    adoption = adopted(front)
    assert adoption.is_ours
    assert adoption.is_unchanged


def test_so_is_what_has_the_table() -> None:
    adoption = adopted(FULL, f"{BODY}\n<!-- pmctl:actions -->\n<!-- /pmctl:actions -->\n")
    assert adoption.is_ours
    # Without an id it is read once more, but not for what was found before.
    adoption = adopted("title: x\n", f"{BODY}\n<!-- pmctl:actions -->\n<!-- /pmctl:actions -->\n")
    assert (adoption.is_ours, adoption.actions) == (False, ())


def test_without_an_id_what_is_missing_is_added() -> None:
    front = "title: Disk\ndate: 2025-02-01\nactions:\n  - id: A1\n    title: Add a TTL to all keys\n"
    adoption = adopted(front)
    assert adoption.after.startswith(f"---\n{front}id: 2025-02-01-disk\n---\n")
    assert adoption.doubts == ()


def test_a_day_of_opening_is_never_behind_that_of_closing() -> None:
    text = (
        "# Disk\n\nDate: 2025-06-01\n\n## Action items\n\n- [x] 2025-06-10: Add an index (Jonas)\n- [ ] Add one (Kim)\n"
    )
    after = adopt(text, "x.md", Conventions(), opened=date(2026, 11, 22)).after
    assert "    closed: 2025-06-10\n  - id: A2\n" in after
    assert after.count("opened: 2026-11-22\n") == 1
    after = adopt(text, "x.md", Conventions(), opened=date(2025, 6, 10)).after
    assert after.count("opened: 2025-06-10\n") == 2
