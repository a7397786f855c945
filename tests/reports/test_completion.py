"""What is offered at a place, marked by a pilcrow, and what comes of taking it."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from pmctl.postmortem.conventions import Conventions, Person, Priority
from pmctl.postmortem.key_descriptions import ACTION_KEYS, IMPACT, RECORD_KEYS
from pmctl.postmortem.key_words import Word, key_words
from pmctl.postmortem.model import REQUIRED_ACTION_KEYS, REQUIRED_KEYS, Record
from pmctl.postmortem.parse import read_record
from pmctl.reports.completion import MOST, Completion, Kind, Known, complete
from pmctl.rules.registry import RULES

PEOPLE = MappingProxyType(
    {
        "@mara": Person(handle="@mara", name="Mara Lindqvist", team="payments"),
        "@jonas": Person(handle="@jonas", team="search"),
        "@noor": Person(handle="@noor"),
    }
)
NAMES = {
    "2025-11-02-orders-pool-exhausted": ("postmortems/2025-11-02-orders-pool-exhausted.md",),
    "2026-03-14-checkout-timeouts": ("postmortems/2026-03-14-checkout-timeouts.md",),
    "2026-05-02-checkout: again": ("postmortems/again.md",),
    "half a \ud800": ("postmortems/half.md",),
}
KNOWN = Known(
    conventions=Conventions(
        people=PEOPLE,
        priorities=(Priority(name="urgent", due_within=1),),
        status_words={"erledigt": "done", "done": "dropped", "entwurf": "draft", "open": "open"},
    ),
    names=NAMES,
    handles=lambda: ["@tomas", "@mara"],
    own_name="2026-03-14-checkout-timeouts",
    found={"PM502", "PM201"},
)


def offered(text: str, known: Known = KNOWN) -> list[Completion]:
    found, is_all = complete(text.replace("¶", ""), text.index("¶"), known)
    assert is_all
    return found


def labels(text: str) -> list[str]:
    return [completion.label for completion in offered(text)]


def taken(text: str, label: str) -> str:
    """Return the text with the completion in it that is shown as `label`."""
    plain = text.replace("¶", "")
    (one,) = (completion for completion in offered(text) if completion.label == label)
    return plain[: one.start] + one.text + plain[one.end :]


def test_keys_of_the_record() -> None:
    text = "---\nid: x\ndate: 2026-03-14\n¶\n---\n"
    assert labels(text) == [key for key in RECORD_KEYS if key not in {"id", "date"}]
    found = {completion.label: completion for completion in offered(text)}
    assert [key for key, completion in found.items() if completion.detail == "required"] == [
        key for key in REQUIRED_KEYS if key not in {"id", "date"}
    ]
    assert {completion.kind for completion in found.values()} == {Kind.KEY}
    assert found["team"].page == RECORD_KEYS["team"]
    assert taken(text, "owner") == text.replace("¶", "owner: ")
    assert taken(text, "actions") == text.replace("¶", "actions:")
    assert taken("---\nst¶ate: draft\n---\n", "status") == "---\nstatus: draft\n---\n"


def test_keys_of_an_action_and_of_the_impact() -> None:
    text = "---\nactions:\n  - id: A1\n    ti¶\n    due: 2026-03-28\n---\n"
    assert labels(text) == [key for key in ACTION_KEYS if key not in {"id", "due"}]
    required = [completion.label for completion in offered(text) if completion.detail]
    assert required == [key for key in REQUIRED_ACTION_KEYS if key not in {"id", "due"}]
    assert taken(text, "title") == text.replace("ti¶", "title: ")
    assert taken(text, "impact") == text.replace("ti¶", "impact: ")
    assert labels("---\nimpact:\n  ¶\n---\n") == list(IMPACT)
    assert labels("---\njira:\n  ¶\n---\n") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("status: ¶", ["draft", "in-review", "published", "closed", "entwurf"]),
        ("severity: ¶", ["SEV1", "SEV2", "SEV3", "SEV4"]),
        ("detection: ¶", ["alert", "monitoring", "customer", "employee", "security", "other"]),
        ("team: ¶", ["payments", "search"]),
        ("title: ¶", []),
        ("actions:\n  - status: ¶", ["proposed", "open", "in-progress", "blocked", "dropped", "erledigt", "done"]),
        ("actions:\n  - type: ¶", ["prevent", "detect", "mitigate", "repair", "investigate", "process"]),
        ("actions:\n  - effort: ¶", ["low", "medium", "high", "1", "2", "3", "4", "5"]),
        ("actions:\n  - priority: ¶", ["urgent"]),
        ("actions:\n  - team: ¶", ["payments", "search"]),
        ("actions:\n  - severity: ¶", []),
        ("owner: ¶", ["@mara", "@jonas", "@noor", "@tomas"]),
        ("reviewers: [¶]", ["@mara", "@jonas", "@noor", "@tomas"]),
        ("actions:\n  - owner: ¶", ["@mara", "@jonas", "@noor", "@tomas"]),
        ("actions:\n  - scribe: ¶", []),
    ],
)
def test_values(text: str, expected: list[str]) -> None:
    assert labels(f"---\n{text}\n---\n") == expected


def test_what_a_value_is_said_to_be() -> None:
    details = {c.label: c.detail for c in offered("---\nowner: ¶\n---\n")}
    assert details == {"@mara": "Mara Lindqvist, payments", "@jonas": "search", "@noor": "", "@tomas": ""}
    words = {c.label: c.detail for c in offered("---\nactions:\n  - status: ¶\n---\n")}
    assert (words["erledigt"], words["done"], words["open"]) == ("done", "dropped", "")


@pytest.mark.parametrize(
    ("typed", "written", "matched"),
    [
        ("owner:¶", 'owner: "@mara"', "mara"),
        ("owner: ¶", 'owner: "@mara"', "mara"),
        ("owner: ma¶", 'owner: "@mara"', "mara"),
        ("owner: @m¶", 'owner: "@mara"', "@mara"),
        ('owner: "@m¶', 'owner: "@mara"', '"@mara'),
        ('owner: "@m¶ar"', 'owner: "@mara"', '"@mara'),
        ("owner: '@m¶", 'owner: "@mara"', "'@mara"),
        ("authors:\n  - ¶", 'authors:\n  - "@mara"', "mara"),
        ("authors:\n  -¶", 'authors:\n  - "@mara"', "mara"),
        ('authors: ["@jonas", ¶]', 'authors: ["@jonas", "@mara"]', "mara"),
    ],
)
def test_people_are_put_in_quotes(typed: str, written: str, matched: str) -> None:
    text = f"---\n{typed}\n---\n"
    assert taken(text, "@mara") == f"---\n{written}\n---\n"
    assert offered(text)[0].matched == matched
    record = read_record(taken(text, "@mara"), "x.md", KNOWN.conventions)
    assert isinstance(record, Record)


def test_related_documents() -> None:
    assert labels("---\nrelated: [¶]\n---\n") == ["2026-05-02-checkout: again", "2025-11-02-orders-pool-exhausted"]
    assert labels("---\nrelated:\n  - ORDERS¶\n---\n") == ["2025-11-02-orders-pool-exhausted"]
    assert labels('---\nrelated: ["checkout¶"]\n---\n') == ["2026-05-02-checkout: again"]
    written = taken("---\nrelated: [¶]\n---\n", "2026-05-02-checkout: again")
    assert written == '---\nrelated: ["2026-05-02-checkout: again"]\n---\n'
    assert offered("---\nrelated: [¶]\n---\n")[0].detail == "postmortems/again.md"


def test_of_very_many_ids_some_are_offered() -> None:
    names = {f"2026-01-01-{number}": (f"{number}.md",) for number in range(MOST + 1)}
    found, is_all = complete("---\nrelated: []\n---\n", 14, Known(conventions=Conventions(), names=names))
    assert (len(found), is_all) == (MOST, False)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("The on-call should have known. <!-- pmctl: ignore[¶] -->", "<!-- pmctl: ignore[PM502] -->"),
        ("<!-- pmctl: ignore-file[PM201, PM¶] -->", "<!-- pmctl: ignore-file[PM201, PM502] -->"),
        ("<!--pmctl:ignore[¶PM401]-->", "<!--pmctl:ignore[PM502]-->"),
        ("---\nid: x # PMCTL: Ignore[¶\n---\n", "---\nid: x # PMCTL: Ignore[PM502\n---\n"),
    ],
)
def test_codes_in_a_suppression(text: str, written: str) -> None:
    assert taken(text, "PM502").endswith(written)
    found = offered(text)
    assert [completion.label for completion in found[:3]] == ["PM201", "PM502", "PM001"]
    assert len(found) == len(RULES)
    assert (found[1].matched, found[1].detail) == ("PM502 human-error", "human-error")
    assert found[1].page


@pytest.mark.parametrize("text", ["A sto¶ry.", "<!-- pmctl: ignore ¶-->", "pmctl: ignore[PM1]¶", "pmctl: ignore[a b¶"])
def test_nothing_in_the_story(text: str) -> None:
    assert labels(text) == []


def test_words_of_other_mappings() -> None:
    assert key_words(("impact",), "status", KNOWN.conventions) == ()
    assert key_words((), "status", KNOWN.conventions)[-1] == Word("entwurf", "draft")
