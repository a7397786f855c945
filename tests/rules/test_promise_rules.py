"""Rules of the promises where a repository has agreed on something else, and laws about titles and tables."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.postmortem.action_table import action_table
from pmctl.postmortem.conventions import Conventions, Priority
from pmctl.postmortem.edit import replace_block
from pmctl.postmortem.parse import parse
from pmctl.rules import engine, vague_titles
from pmctl.rules.model import Context, Finding
from pmctl.rules.registry import RULES
from pmctl.rules.selection import RuleSettings
from pmctl.rules.vague_titles import Vagueness, vagueness

TODAY = dt.date(2026, 6, 1)
DEFAULTS = Conventions()
DUE = "---\ndate: 2026-06-14\nactions:\n  - {{id: A1, title: x, due: {}, priority: {}, status: open}}\n---\n"
SAME = "---\nactions:\n" + "".join(f"  - {{id: A{n}, priority: now}}\n" for n in range(4)) + "---\n"

WORDS = """
    improve monitoring make it better the and , / look into investigate add more tests be careful to of for prevent this
    from happening again so that train people on x should we 监控 ** [a](b) ` ! ’ 30 s
"""
PIECES = st.sampled_from(WORDS.split())
MORE_PIECES = st.sampled_from(
    """
    by when without until which that caused the 5 outage to become better never remember forget don’t ensure does not
    happen [#12] **more** carefully being aware attention pay raise awareness educate teaching stop _careful_ avoid a
    repeat take care harder try , in future next time if possible engineers should we please just more_careful care-ful
    follow the runbook stick to process comply with policy everyone everybody people must read double-check do not
    deploy checking without testing reduce eliminate human errors mistakes like risk of share knowledge train on system
    make sure is in place exists works
    """.split()  # noqa: SIM905 - as WORDS
)
MARKERS = "<!-- pmctl:actions -->\n<!-- /pmctl:actions -->\n"


def find(code: str, text: str, conventions: Conventions = DEFAULTS, today: dt.date = TODAY) -> list[Finding]:
    context = Context(conventions=conventions, today=today)
    return engine.check([parse(text, "outage.md", conventions)], [RULES[code]], RuleSettings(), context)


def priorities(*limits: tuple[str, int]) -> Conventions:
    return Conventions(priorities=tuple(Priority(name=name, due_within=days) for name, days in limits))


@pytest.mark.parametrize(
    ("days", "due", "limit"),
    [
        (1, "2026-06-16", "now allows 1 day, until 2026-06-15"),
        (1, "2026-06-15", None),
        (0, "2026-06-15", "now allows 0 days, until 2026-06-14"),
        (400, "2027-07-19", None),
        (400, "2027-07-20", "now allows 400 days, until 2027-07-19"),
        (10**7, "9999-12-31", None),
        (10**18, "9999-12-31", None),
    ],
)
def test_a_repository_has_its_own_limits(days: int, due: str, limit: str | None) -> None:
    found = find("PM306", DUE.format(due, "now"), priorities(("now", days), ("later", 900)))
    assert [f.message for f in found] == ([f"action A1 is due {due}, but {limit}"] if limit else [])


def test_a_default_priority_may_be_unknown() -> None:
    assert find("PM306", DUE.format("2030-01-01", "P0"), priorities(("now", 1))) == []


def test_a_single_priority_is_always_the_same() -> None:
    assert [f.message for f in find("PM313", SAME, priorities(("now", 1), ("later", 2)))] == [
        "all 4 actions have the priority now"
    ]
    assert find("PM313", SAME, priorities(("now", 1))) == []


def test_what_is_overdue_has_the_same_fingerprint_every_day() -> None:
    first, second = (find("PM308", DUE.format("2026-05-01", "P0"), today=TODAY + dt.timedelta(n)) for n in range(2))
    assert first[0].fingerprint == second[0].fingerprint


@pytest.mark.parametrize(
    ("title", "found"),
    [
        # Google, "The Site Reliability Workbook", chapter 10
        ("Make automation better.", Vagueness.CHANGE),
        ("Improve paging and alerting.", Vagueness.CHANGE),
        ("Train humans not to run unsafe commands.", Vagueness.CARE),
        # Atlassian's handbook
        ("Investigate monitoring for this scenario.", Vagueness.QUESTION),
        ("Fix the issue that caused the outage.", Vagueness.CHANGE),
        ("Add alerting for all cases where this service returns >1% errors.", None),
        ("Handle invalid postal code in user address form input safely.", None),
        ("Add automated presubmit check for schema changes.", None),
        ("*PAY-812*", None),
    ],
)
def test_published_examples(title: str, found: Vagueness | None) -> None:
    assert vagueness(title) is found


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=12).map(" ".join)))
def test_any_title_can_be_judged(title: str) -> None:
    vagueness(title)
    vagueness(f"{title} (see PAY-812)")


@given(st.lists(PIECES, min_size=1, max_size=8).map(" ".join))
def test_a_reference_is_no_measure(title: str) -> None:
    assert vagueness(f"{title} (see PAY-812)") == vagueness(title)
    assert vagueness(f"PAY-812: {title}") == vagueness(title)


@given(st.lists(st.one_of(PIECES, MORE_PIECES, st.text(max_size=4)), max_size=12).map(" ".join))
def test_a_first_look_at_a_title_misses_nothing(title: str) -> None:
    words = frozenset(vague_titles._WORD.findall(title.casefold()))
    assert not vague_titles._is_plainly_specific(title, words) or vague_titles._judge(title, words) is None


@given(
    st.lists(
        st.text(st.characters(min_codepoint=32, max_codepoint=126, exclude_characters="'"), max_size=20), max_size=4
    ),
    st.integers(0, 3),
)
def test_a_table_just_written_is_never_stale(titles: list[str], width: int) -> None:
    actions = "".join(f"  - id: A{n}\n    title: '{title}'\n" for n, title in enumerate(titles))
    text = f"---\nid: x\nactions:\n{actions}---\n\n## Action items\n\n{MARKERS}"
    record = parse(text, "x.md", DEFAULTS).record
    assert record
    written = replace_block(text, "actions", action_table(record.actions))
    assert find("PM309", written) == []
    assert bool(find("PM309", text)) == bool(titles)
    widened = replace_block(text, "actions", action_table(record.actions).replace(" | ", f"{' ' * width} | \t"))
    assert find("PM309", widened) == []
