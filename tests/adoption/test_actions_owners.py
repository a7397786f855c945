"""Who owes an action item, where only a name says so: in brackets, behind a dash, before a colon, above a list."""

from __future__ import annotations

import pytest

from pmctl.adoption.actions import find_actions
from pmctl.postmortem.conventions import Conventions, Person
from tests.adoption.test_actions import HEAD, of
from tests.adoption.test_actions_shapes import describe


@pytest.mark.parametrize(
    ("item", "owner"),
    [
        ("Add a test (Helga)", "Helga"),
        ("Add a test (bob)", "bob"),
        ("Add a test (J. Smith)", "J. Smith"),
        ("Add a test - J. Smith - 2026-06-01", "J. Smith"),
        ("Add a test – M. O'Neil, 2026-06-01", "M. O'Neil"),
        ("Add a test (owner:T. Yamada, due:2026-06-01)", "T. Yamada"),
        ("Add a test (Anne-Marie van der Berg)", "Anne-Marie van der Berg"),
        ("Add a test (Łukasz Żak, due 2026-06-01)", "Łukasz Żak"),
        ("Add a test (Ann B.)", "Ann B."),
        ("Add a test (Ian McCoy)", "Ian McCoy"),
        ("Add a test (Jonas, Ann)", "Jonas, Ann"),
        ("Add a test (Jonas & Zorpo)", "Jonas & Zorpo"),
        ("**Add a test** (Jonas, 2026-06-01): it broke", "Jonas"),
        ("Add a test (@jonas, @ann)", "@jonas, @ann"),
        ("Add a test (Jonas by 2026-06-01)", "Jonas"),
        ("Add a test (Jonas: 2026-06-01)", "Jonas"),
        ("Add a test (@jonas by 2026-06-01)", "@jonas"),
        ("Add a test (by Jonas)", "Jonas"),
        ("Add a test (Platform team)", "Platform team"),
        ("Add a test (équipe réseau)", "équipe réseau"),
        ("Add a test -> Jonas", "Jonas"),
        ("Add a test — Nadia — done", "Nadia"),
        ("Add a test **Nadia**", "Nadia"),
        ("Add a test @ann 2026-06-01", "@ann"),
        ("Add a test 2026-06-01 @ann", "@ann"),
        ("Jonas: Add a test", "Jonas"),
        ("Jonas and Ann: Add a test", "Jonas and Ann"),
        ("Nadia - Add a test", "Nadia"),
        ("Jonas Lind to Add a test", None),
        ("テストを追加（佐藤）", "佐藤"),
        ("テストを追加（田中太郎さん）", "田中太郎さん"),
        ("佐藤：テストを追加", "佐藤"),
        ("테스트 추가 (박지훈)", "박지훈"),
        ("增加测试（张三）", "张三"),
    ],
)
def test_a_name_that_is_known_is_an_owner_by_itself(item: str, owner: str | None) -> None:
    (found,) = find_actions(f"{HEAD}- {item}\n")
    assert found.owner == owner
    assert owner is None or found.title in {"Add a test", "テストを追加", "테스트 추가", "增加测试"}


@pytest.mark.parametrize(
    "item",
    [
        "Move the cache (Redis)",
        "Freeze it (June)",
        "Add a test (optional)",
        "Add a test (Optional)",
        "Add a test (will)",
        "Use the interface (Google Cloud)",
        "Use the plan (Disaster Recovery)",
        "Read the book (Ann Arbor Kubernetes)",
        "Raise the limit (The team)",
        "Add a test (van der)",
        "Add a test (Jonas from Acme)",
        "Add a test (Jonas / SRE)",
        f"Add a test (Jonas {'x' * 70})",
        "Max: 3 retries",
        "Redis: raise the limit",
        "Canary: the config",
        "Ask: Add",
        "更新文档（高可用）",
        "監視を追加（必須）",
        "테스트 (정기화)",
    ],
)
def test_a_thing_in_the_same_place_is_none(item: str) -> None:
    (found,) = find_actions(f"{HEAD}- {item}\n")
    assert found.owner is None
    assert found.title == item


def test_two_things_in_the_same_place_are_none_either() -> None:
    assert of("- Move the cache (Redis)\n- Move the rows (Postgres)\n") == [
        "Move the cache (Redis)",
        "Move the rows (Postgres)",
    ]
    words = "- Raise it (Zorpo)\n- Lower it (Blimpo)\n"
    assert of(words) == ["Raise it; owner=Zorpo", "Lower it; owner=Blimpo"]
    assert of(f"{words}\nThe zorpo and the blimpo failed.\n") == ["Raise it (Zorpo)", "Lower it (Blimpo)"]


@pytest.mark.parametrize(
    "told",
    [
        "Authors: Zorpo, Blimpo (scribe)",
        "author: [Zorpo, Blimpo]",
        "Participants:\n- Zorpo\n- Blimpo: scribe",
        "| Owner | Zorpo |",
        "- **Incident commander** - Zorpo",
        "We asked @zorpo.",
        "報告者：Zorpo",
    ],
)
def test_whom_the_document_names_elsewhere_is_a_person(told: str) -> None:
    text = f"# Outage\n\n{told}\n\n## Action items\n\n- Add a test (Zorpo)\n- Zorpo: add six\n- Redis: raise it\n"
    assert [action.owner for action in find_actions(text)] == ["Zorpo", "Zorpo", None]


@pytest.mark.parametrize("told", ["Owner: the Zorpo team", "| Owner | Due |", "Authors: @", "Authors: nobody knows it"])
def test_what_stands_beside_a_part_and_is_no_name_makes_nobody(told: str) -> None:
    text = f"# Outage\n\n{told}\n\n## Action items\n\n- Add a test (Zorpo)\n"
    assert [action.owner for action in find_actions(text)] == [None]


def test_a_word_that_the_document_uses_is_nobody_in_small_letters() -> None:
    text = f"# Outage\n\nThe @zorpo mark is on each zorpo.\n\n{HEAD}- Add a test (zorpo)\n"
    assert find_actions(text)[0].owner is None
    assert find_actions(text.replace("each zorpo", "each"))[0].owner == "zorpo"


def test_only_the_first_parts_of_a_document_are_looked_at() -> None:
    text = "Owner: Blimpo\n" * 300 + f"Owner: Zorpo\n\n{HEAD}- Add a test ({{}})\n"
    assert [find_actions(text.format(name))[0].owner for name in ("Zorpo", "Blimpo")] == [None, "Blimpo"]


def test_people_of_the_configuration_are_known() -> None:
    conventions = Conventions(people={"@zed": Person(handle="@zed", name="Zorpo Blimp")})
    (found,) = find_actions(f"{HEAD}- Add a test (Zorpo Blimp)\n", conventions=conventions)
    assert found.owner == "Zorpo Blimp"


@pytest.mark.parametrize(
    "group", ["### @fred", "### Owner: @fred", "**@fred**", "@fred:", "### @fred (SRE)", "### Assigned to @fred"]
)
def test_a_group_may_say_whose_all_of_it_is(group: str) -> None:
    expected = ["Add a test", "Add six"]
    found = find_actions(f"{HEAD}{group}\n\n- [ ] Add a test\n- [ ] Add six\n")
    assert [(action.title, action.owner) for action in found] == [(title, "@fred") for title in expected]


def test_a_list_may_have_a_group_for_each_person_and_so_may_paragraphs() -> None:
    assert of("- Fred\n  - Add a test\n  - Add six (Ann)\n- Ann:\n  - [ ] Add two\n") == [
        "Add a test; owner=Fred; group=Fred",
        "Add six; owner=Ann; group=Fred",
        "Add two; owner=Ann; status=open; group=Ann",
    ]
    assert of("### @fred\n\nAdd a test.\n\n### @ann\n\nAdd six.\n") == [
        "Add a test.; owner=@fred; group=@fred",
        "Add six.; owner=@ann; group=@ann",
    ]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Ej tilldelad", "Add a test"),
        ("personne", "Add a test"),
        ("needs an owner", "Add a test"),
        ("mara<br>jonas", "Add a test; owner=mara, jonas"),
        ("@mara,<br/>@jonas", "Add a test; owner=@mara, @jonas"),
        ("Mara<BR>(SRE)", "Add a test; owner=Mara"),
        ("~~Jonas~~ Mara", "Add a test; owner=Mara"),
        ("~~Jonas~~", "Add a test"),
        ("find one for each service", "Add a test"),
        ("@name", "Add a test"),
    ],
)
def test_cells_of_owners(cell: str, expected: str) -> None:
    assert of(f"| Action | Owner |\n|---|---|\n| Add a test | {cell} |\n") == [expected]


def test_a_label_whose_value_asks_for_something_is_an_item() -> None:
    text = "- Owner: find one for each service\n- Priority: fix the login\n"
    assert [describe(action) for action in find_actions(HEAD + text)] == [
        "5: Owner: find one for each service",
        "6: Priority: fix the login",
    ]
