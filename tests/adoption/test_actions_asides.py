"""What stands in brackets or between dashes behind an action, where others of its list stand the same way."""

from __future__ import annotations

import pytest

from tests.adoption.test_actions import of


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Buy a fan (@mara) HALL-12", "Buy a fan; owner=@mara; ticket=HALL-12"),
        ("Buy a fan (due 2026-04-02) HALL-19", "Buy a fan; due=2026-04-02; ticket=HALL-19"),
        ("Buy a fan (Anna, 2026-04-02): HALL-20", "Buy a fan; owner=Anna; due=2026-04-02; ticket=HALL-20"),
        (
            "**@mara**: buy a fan (due Apr 9) https://example.com/a/issues/3",
            "buy a fan; owner=@mara; due=2026-04-09; ticket=https://example.com/a/issues/3",
        ),
        ("Buy a fan (Dev, 2026-04-02) HALL-901", "Buy a fan; owner=Dev; due=2026-04-02; ticket=HALL-901"),
        ("Buy a fan (QA, 2026-04-02)", "Buy a fan; owner=QA; due=2026-04-02"),
        ("Buy a fan (2026-04-02, Hall manager)", "Buy a fan; owner=Hall manager; due=2026-04-02"),
        ("Buy a fan (tell the manager, 2026-04-02)", "Buy a fan (tell the manager, 2026-04-02); due=2026-04-02"),
        ("Buy a fan (the big one) HALL-3", "Buy a fan (the big one) HALL-3; ticket=HALL-3"),
        ("Buy a fan (Mara) in2020", "Buy a fan (Mara) in2020"),
        ("~~Buy a fan~~ (Dev, 2026-04-02) HALL-9", "Buy a fan; owner=Dev; due=2026-04-02; status=done; ticket=HALL-9"),
    ],
)
def test_a_key_behind_brackets_and_roles_beside_a_day(item: str, expected: str) -> None:
    assert of(f"- {item}\n") == [expected]


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        ("Assigned to Femke, due 2026-04-18. Tracked in HALL-77.", "; owner=Femke; due=2026-04-18; ticket=HALL-77"),
        ("Assigned to Femke.", "; owner=Femke"),
        ("The old one rattles. Owned by Olga, due 2026-04-18.", "; owner=Olga; due=2026-04-18"),
        ("Owner Olga, due 2026-04-18.", "; owner=Olga; due=2026-04-18"),
        ("Femke, due 2026-04-18.", "; owner=Femke; due=2026-04-18"),
        ("Assigned to whoever comes first.", ""),
        ("It hums.", ""),
    ],
)
def test_a_sentence_behind_a_title_in_bold(behind: str, expected: str) -> None:
    assert of(f"- **Buy a fan.** {behind}\n") == [f"Buy a fan{expected}"]


def test_promises_one_behind_the_other() -> None:
    both = "Walter will oil the fan by 21 June 2026. Mara will sweep by 12 July 2026."
    team = "The hall team should draw a plan. It was loud."
    expected = ["oil the fan; owner=Walter; due=2026-06-21", "sweep; owner=Mara; due=2026-07-12"]
    assert of(f"{both}\n") == expected
    assert of(f"{both} {team}\n")[:2] == expected
    assert len(of(f"{both} {team}\n")) == 3
    assert of(f"- {both}\n") == expected
    noisy = both.replace("Mara", "It is loud. Mara")
    assert [said.partition("; ")[2] for said in of(f"- [ ] {noisy}\n")] == [
        "owner=Walter; status=open",
        "owner=Mara; due=2026-07-12; status=open",
    ]


def test_a_name_alone_in_brackets_beside_names_with_days() -> None:
    first = "- [ ] Test the hall (Anna, due 2026-04-12)\n"
    assert of(f"{first}- [ ] Sweep the other halls (Zorba)\n- Ask guests (Support)\n{first}") == [
        "Test the hall; owner=Anna; due=2026-04-12; status=open",
        "Sweep the other halls; owner=Zorba; status=open",
        "Ask guests; owner=Support",
        "Test the hall; owner=Anna; due=2026-04-12; status=open",
    ]
    assert of(f"{first}- Sweep the stage (Staging)\n")[1] == "Sweep the stage (Staging)"
    assert of("- Sweep the hall (Zorba)\n- Sweep (2026-04-12)\n")[0] == "Sweep the hall (Zorba)"


def test_short_names_between_dashes() -> None:
    items = "- oil the fan - grace - 2026-04-24 - done\n- sweep the `hall` - hopper - 2026-05-01\n"
    assert of(f"{items}- ask - ada - n/a - open\n")[2] == "ask; owner=ada; status=open"
    assert of(items.replace("grace", "kitchen"))[0] == "oil the fan - kitchen; due=2026-04-24; status=done"
    assert of(items) == [
        "oil the fan; owner=grace; due=2026-04-24; status=done",
        "sweep the hall; owner=hopper; due=2026-05-01",
    ]
    assert of("- oil the fan - hopper - 2026-04-24\n") == ["oil the fan - hopper; due=2026-04-24"]
    assert of("- oil the fan - staging - 2026-04-24\n- sweep - staging - 2026-05-01\n") == [
        "oil the fan - staging; due=2026-04-24",
        "sweep - staging; due=2026-05-01",
    ]
    assert of("- sweep - hall - all of it - 2026-04-24\n")[0] == "sweep - hall - all of it; due=2026-04-24"
