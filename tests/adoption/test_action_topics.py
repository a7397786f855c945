"""Headings that speak of actions, but are headings of reading, questions or meetings."""

from __future__ import annotations

import pytest

from pmctl.adoption.actions import find_actions
from tests.adoption.test_actions import DAY
from tests.adoption.test_actions_shapes import describe

LINKS = "\n\n- [The design](https://example.com/design)\n- [A talk](https://example.com/talk)\n"


def whole(text: str) -> list[str]:
    """Describe what a whole document tells, without the lines."""
    return [describe(action).partition(": ")[2] for action in find_actions(text, day=DAY)]


@pytest.mark.parametrize(
    "heading",
    [
        "Follow-up reading",
        "Follow-up questions",
        "Follow up links",
        "Follow-up resources",
        "Action item references",
        "Next steps discussion",
        "Follow-up meeting",
        "Follow-up reading and links",
        "Questions for the follow-up",
        "Notes on action items",
        "Further reading (follow-up)",
        "Oppfølgingsspørsmål",
        "Uppföljningsmöte",
        "Questions de suivi",
        "Reunión de seguimiento",
        "Vervolgvragen",
        "後続の質問",
        "后续阅读",
        "후속 회의",
    ],
)
def test_a_heading_that_says_of_what_its_list_is_holds_no_actions(heading: str) -> None:
    assert whole(f"# Outage\n\n## {heading}{LINKS}") == []
    assert len(whole(f"# Outage\n\n## Action items\n\n- Add a test\n\n## {heading}{LINKS}")) == 1
    assert len(whole(f"# Outage\n\n## Action items\n\n- Add a test\n\n### {heading}{LINKS}")) == 1


@pytest.mark.parametrize(
    "heading",
    [
        "Follow-ups",
        "Action items from the review meeting",
        "Actions agreed in the meeting",
        "Meeting notes and action items",
        "Next steps and open questions",
        "Action items (see meeting notes)",
        "Follow-up meeting: actions",
        "Follow-up work",
        "Action items\n\n### Release notes",
        "Action items\n\n### Vendor calls",
        "Action items\n\n### Remote",
    ],
)
def test_a_heading_of_actions_from_a_meeting_holds_actions(heading: str) -> None:
    assert len(whole(f"# Outage\n\n## {heading}\n\n- Add a test\n- Fix the clock\n")) == 2


def test_a_sub_heading_that_is_an_action_itself_may_end_with_any_word() -> None:
    found = whole(
        "# Outage\n\n## Action items\n\n### Write release notes\n\nOwner: @mara\n\n### Add links\n\nOwner: @jonas\n"
    )
    assert found == ["Write release notes; owner=@mara", "Add links; owner=@jonas"]
