"""What stands behind and before the items of a list: mentions with days, names, teams, and tickets."""

from __future__ import annotations

import pytest

from pmctl.adoption.actions import find_actions
from tests.adoption.test_actions import DAY, of
from tests.adoption.test_actions_shapes import describe


def whole(text: str) -> list[str]:
    """Describe what a whole document tells, without the lines."""
    return [describe(action).partition(": ")[2] for action in find_actions(text, day=DAY)]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Lower the limit @Mara Voss 08 Apr 2026", "Lower the limit; owner=Mara Voss; due=2026-04-08"),
        ("Lower the limit @mara 12 May", "Lower the limit; owner=@mara; due=2026-05-12"),
        ("Lower the limit @mara.voss 08 Apr 2026", "Lower the limit; owner=@mara.voss; due=2026-04-08"),
        ("Lower the limit @Mara Voss Apr 8, 2026", "Lower the limit; owner=Mara Voss; due=2026-04-08"),
        ("Lower the limit @Mara Apr 8, 2026", "Lower the limit; owner=@Mara; due=2026-04-08"),
        ("Lower the limit @Mara May 8 2026", "Lower the limit; owner=@Mara; due=2026-05-08"),
        ("Lower the limit @Mara Voss 25/4/2026", "Lower the limit; owner=Mara Voss; due=2026-04-25"),
        ("Lower the limit @Mara Voss 25.04.2026", "Lower the limit; owner=Mara Voss; due=2026-04-25"),
        ("Lower the limit @Mara Voss 2026-04-08", "Lower the limit; owner=Mara Voss; due=2026-04-08"),
        ("Lower the limit 08 Apr 2026 @Mara Voss", "Lower the limit; owner=Mara Voss; due=2026-04-08"),
        ("Lower the limit 12 May @mara", "Lower the limit; owner=@mara; due=2026-05-12"),
        ("Lower it @Mara Voss @Jonas Lie 08 Apr 2026", "Lower it; owner=Mara Voss, Jonas Lie; due=2026-04-08"),
        ("Lower it @Mara Voss, @Jonas Lie 08 Apr 2026", "Lower it; owner=Mara Voss, Jonas Lie; due=2026-04-08"),
        ("Lower it @mara and @jonas 12 May", "Lower it; owner=@mara, @jonas; due=2026-05-12"),
        ("Lower it 12 May @mara @jonas", "Lower it; owner=@mara, @jonas; due=2026-05-12"),
        ("Lower it @Mara Voss OPS-12 08 Apr 2026", "Lower it; owner=Mara Voss; due=2026-04-08; ticket=OPS-12"),
        ("Lower it @Mara Voss 08 Apr 2026 OPS-12", "Lower it; owner=Mara Voss; due=2026-04-08; ticket=OPS-12"),
        ("Lower it OPS-12 @Mara Voss 08 Apr 2026", "Lower it OPS-12; owner=Mara Voss; due=2026-04-08; ticket=OPS-12"),
        ("Lower it @Anna van Dijk 08 Apr 2026", "Lower it; owner=Anna van Dijk; due=2026-04-08"),
        ("Lower it @Jean-Luc O'Neil 08 Apr 2026", "Lower it; owner=Jean-Luc O'Neil; due=2026-04-08"),
        ("Lower it @Łukasz Żak 08 Apr 2026", "Lower it; owner=Łukasz Żak; due=2026-04-08"),
        ("Lower it [@Mara Voss](/people/12) 08 Apr 2026", "Lower it; owner=Mara Voss; due=2026-04-08"),
        ("Lower it (@Mara Voss, 08 Apr 2026)", "Lower it; owner=Mara Voss; due=2026-04-08"),
        ("Lower it (@Mara Voss, @Jonas Lie)", "Lower it; owner=Mara Voss, Jonas Lie"),
        ("Lower it (@Mara Voss 12 May)", "Lower it; owner=Mara Voss; due=2026-05-12"),
        ("@Mara Voss Lower it 08 Apr 2026", "Lower it; owner=Mara Voss; due=2026-04-08"),
        ("@mara lower it", "lower it; owner=@mara"),
        ("@mara: lower it Apr 8, 2026", "lower it; owner=@mara; due=2026-04-08"),
        ("Lower it @mara 8/6/2026", "Lower it; owner=@mara; due_text=8/6/2026"),
        ("Lower it @mara TBD", "Lower it; owner=@mara"),
        ("Lower it @mara P1 12 May", "Lower it; owner=@mara; due=2026-05-12; priority=P1"),
        ("Lower it @mara next week", "Lower it; owner=@mara; due_text=next week"),
        ("Lower it @owner 08 Apr 2026", "Lower it; due=2026-04-08"),
    ],
)
def test_a_mention_and_a_day_need_nothing_between_them(item: str, expected: str) -> None:
    assert of(f"- {item}\n") == [expected]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Ask @Mara Voss 08 Apr 2026", "Ask @Mara Voss 08 Apr 2026"),
        ("Please remind @mara tomorrow", "Please remind @mara tomorrow"),
        ("Publish the notes of the call with @Mara Voss 08 Apr 2026", None),
        ("Publish the notes of the call with @mara 12 May", None),
        ("Upgrade the client to @example/core 12 May", None),
        ("Tell what mara@example.com wrote on 12 May", None),
        ("Compare it with the outage of 08 Apr 2026", None),
        ("Let the page say when @mara is done", None),
        ("Announce it in the channel @here 12 May", None),
        ("Lower it at the gate @10am 12 May", None),
        ("Replace the token of @mara 2026-04-08", None),
        ("Lower it @mara 2026-02-31", None),
        ("Lower it @mara 12 May or so", None),
        ("Lower it @mara voss 12 May", None),
        ("@owner lower it", None),
        ("@Lazy on the service", None),
        ("Lower @mara 12 May", None),
        ("Lower 12 May @mara", "Lower 12 May; owner=@mara"),
        ("@mara: look at the outage 12 March 2026", "look at the outage 12 March 2026; owner=@mara"),
        ("@mara: replay the orders placed 08 Apr 2026", "replay the orders placed 08 Apr 2026; owner=@mara"),
        ("Refund the orders of 12 May @mara", "Refund the orders of 12 May; owner=@mara"),
        ("Refund what was paid since 12 May @Mara Voss", "Refund what was paid since 12 May; owner=Mara Voss"),
        ("Lower it (#12, @mara, due 12 May)", "Lower it; owner=@mara; due=2026-05-12; ticket=#12"),
        ("Keep at most 1/2 @mara", "Keep at most 1/2; owner=@mara"),
    ],
)
def test_a_mention_or_a_day_that_the_sentence_needs_is_no_mark(item: str, expected: str | None) -> None:
    assert of(f"- {item}\n") == [expected or item]


KNOWN = "# Outage\n\n{known}\n\n## Actions\n\n### Completed\n\n1. Roll the gates back ({who})\n2. Clean the depot\n"


@pytest.mark.parametrize(
    ("known", "who"),
    [
        ("> **Review owner:** Tumelo Radebe", "Tumelo Radebe"),
        ("**Document owner**: Tumelo Radebe", "Tumelo Radebe"),
        ("| Report author | Tumelo Radebe |\n|---|---|\n", "Tumelo Radebe"),
        ("- Attendees: Lerato Khoza, Tumelo Radebe", "Tumelo Radebe"),
        ("## Notes\n\n- Buy lamps (Tumelo R., 2026-04-01)", "Tumelo R."),
        ("## Notes\n\n- Buy lamps (Tumelo Radebe, by 1 April)", "Tumelo Radebe"),
        ("## Notes\n\n- Buy lamps [Tumelo Radebe, due 2026-04-01]", "Tumelo Radebe"),
        ("| What | Owner | Due |\n|---|---|---|\n| Lamps | Tumelo Radebe | 1 April |", "Tumelo Radebe"),
        ("| Assignee | What |\n|---|---|\n| Lerato K. | Lamps |\n| **Tumelo R.** | Bulbs |", "Tumelo R."),
        ("| Tiltak | Ansvarlig |\n|---|---|\n| Lamper | Tumelo Radebe |", "Tumelo Radebe"),
        ("| What | Owner |\n|---|---|\n| Lamps | Station Ops |", "Station Ops"),
    ],
)
def test_a_name_in_brackets_that_the_document_knows_is_an_owner(known: str, who: str) -> None:
    found = whole(KNOWN.format(known=known, who=who))
    assert f"Roll the gates back; owner={who}; status=done; group=Completed" in found


@pytest.mark.parametrize(
    ("known", "who"),
    [
        ("| What | Owner |\n|---|---|\n| Lamps | Tumelo Radebe |", "Kafka Streams"),
        ("| What | Owner |\n|---|---|\n| Lamps | Redis |", "Redis"),
        ("| What | Owner |\n|---|---|\n| Lamps | TBD |", "TBD for now"),
        ("| Component | Version |\n|---|---|\n| Gate Firmware | 3.3 |", "Gate Firmware"),
        ("It began at the gates (Gate Firmware, 3.3).", "Gate Firmware"),
        ("It began at the gates (Phase One, 2026-03-01).", "Phase One"),
        ("See the talk (Lessons Learned, 2026-03-01).", "see Lessons Learned"),
        ("Nobody is named.", "Tumelo Radebe"),
    ],
)
def test_what_nobody_calls_a_person_stays_in_the_title(known: str, who: str) -> None:
    assert any(
        action.startswith(f"Roll the gates back ({who})") for action in whole(KNOWN.format(known=known, who=who))
    )


@pytest.mark.parametrize(
    ("items", "owners"),
    [
        (
            ("Sow (Tumelo Radebe)", "Mow (Station Ops)", "Reap (Lerato K.) [OPS-7]"),
            "Tumelo Radebe|Station Ops|Lerato K.",
        ),
        (("Sow (Tumelo Radebe) [OPS-5]", "Mow (Lerato Khoza) [OPS-6]"), "Tumelo Radebe|Lerato Khoza"),
        (("Sow (Tumelo Radebe) OPS-5", "Mow (Lerato Khoza) OPS-6"), "Tumelo Radebe|Lerato Khoza"),
        (("Sow (Tumelo Radebe) - done", "Mow (Lerato Khoza) - open"), "Tumelo Radebe|Lerato Khoza"),
        (("Sow (Network Ops)", "Mow (Field Support)"), "Network Ops|Field Support"),
        (("Sow (Service Desk)", "Mow (Platform team)"), "Service Desk|Platform team"),
        (("Sow (Tumelo Radebe)", "Mow (Lerato Khoza)", "Reap (QA)"), "Tumelo Radebe|Lerato Khoza|QA"),
        (("Sow [Tumelo Radebe]", "Mow [Lerato Khoza]"), "Tumelo Radebe|Lerato Khoza"),
        (("Sow (Redis)", "Mow (Kafka Streams)", "Reap (see Lessons Learned)", "Dig (Phase One)"), "|||"),
        (("Sow (Phase One)", "Mow (Phase Two)"), "|"),
        (("Sow (Order Service)", "Mow (Mail Server)"), "|"),
        (("Sow (Quick Win)", "Mow (High Impact)"), "|"),
        (("Sow (Tumelo Radebe)", "Mow the lawn", "Reap the corn", "Dig (Lerato Khoza)"), "|||"),
    ],
)
def test_a_list_that_ends_in_names_vouches_for_them(items: tuple[str, ...], owners: str) -> None:
    document = "# Outage\n\n## Actions\n\n" + "".join(f"{number}. {item}\n" for number, item in enumerate(items, 1))
    found = find_actions(document, day=DAY)
    assert "|".join(action.owner or "" for action in found) == owners
    assert all(
        ("(" in action.title) == (action.owner is None and "(" in item)
        for action, item in zip(found, items, strict=True)
    )


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("**Data platform**: keep a copy (by 31 May)", "keep a copy; owner=Data platform; due=2026-05-31"),
        ("**Data platform** - keep a copy", "keep a copy; owner=Data platform"),
        ("**Data platform:** keep a copy", "keep a copy; owner=Data platform"),
        ("**Field ops**: keep a copy", "keep a copy; owner=Field ops"),
        ("**Security**: keep a copy", "keep a copy; owner=Security"),
        ("**Thandiwe**: keep a copy", "keep a copy; owner=Thandiwe"),
        ("**Vendor Mgmt**: keep a copy", "keep a copy; owner=Vendor Mgmt"),
        ("**Monitoring**: keep a copy", "keep a copy; group=Monitoring"),
        ("**Rollback script**: keep a copy", "Rollback script"),
        ("**Redis**: keep a copy", "Redis: keep a copy"),
        ("**Add support**: keep a copy", "Add support"),
        ("**Done**: keep a copy", "keep a copy; status=done; group=Done"),
        ("**Blocked**: keep a copy", "keep a copy; status=blocked"),
        ("**Both**: keep a copy", "Both: keep a copy"),
        ("**Example**: keep a copy", None),
        ("**Note**: keep a copy", None),
    ],
)
def test_a_team_leads_an_item_as_the_people_beside_it_do(item: str, expected: str | None) -> None:
    beside = "- **Jonas**: write a monitoring note\n- **Anna**: redo it with a rollback script\n"
    assert of(f"{beside}- {item}\n")[2:] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("**Support**: only in the mornings", "Support: only in the mornings"),
        ("**Support**: tell the shops", "tell the shops; owner=Support"),
        ("Helpdesk: tell the shops", "tell the shops; owner=Helpdesk"),
        ("**Customer support** - tell the shops", "tell the shops; owner=Customer support"),
        ("Security team to change the keys - done", "change the keys; owner=Security team; status=done"),
        ("The network team to open the port", "open the port; owner=network team"),
        ("The support team should prepare an answer.", "prepare an answer; owner=support team"),
        ("Site reliability team will prepare an answer", "prepare an answer; owner=Site reliability team"),
        ("Helpdesk to publish a page - done", "publish a page; owner=Helpdesk; status=done"),
        ("**Legal**: check the contract", "check the contract; owner=Legal"),
        ("Legal: check the contract", "Legal: check the contract"),
        ("Customer support to publish a page", "publish a page; owner=Customer support"),
        ("Data platform to keep a copy by 31 May", "keep a copy; owner=Data platform; due=2026-05-31"),
        ("Build team to cache the layers", "cache the layers; owner=Build team"),
        ("Security and network teams to open the port", "open the port; owner=Security and network teams"),
        ("Legal team needs to check it", "check it; owner=Legal team"),
        ("**Monitoring**: add a probe", "add a probe; group=Monitoring"),
        ("**Data platform**: keep a copy", "Data platform"),
        ("Alerts to page the on-call", "Alerts to page the on-call"),
        ("Terraform to manage the names", "Terraform to manage the names"),
        ("Data platform to keep a copy", "Data platform to keep a copy"),
        ("Ask the network team to open the port", "Ask the network team to open the port"),
        ("The team should write more tests", "The team should write more tests"),
        ("Each team to run a drill", "Each team to run a drill"),
        ("Support to be told first", "Support to be told first"),
        ("The security team should have access", "The security team should have access"),
        ("Alerts for the network team to page less", "Alerts for the network team to page less"),
        ("Add support to the client", "Add support to the client"),
    ],
)
def test_a_team_is_told_from_a_topic_and_a_thing(item: str, expected: str) -> None:
    assert of(f"- {item}\n") == [expected]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Review the alarm, RT#88412", "Review the alarm; ticket=RT#88412"),
        ("Review the alarm RT#88412", "Review the alarm; ticket=RT#88412"),
        ("Review the alarm (RT#88412)", "Review the alarm; ticket=RT#88412"),
        ("Review the alarm [AB#1234]", "Review the alarm; ticket=AB#1234"),
        ("Review the alarm - GH#7", "Review the alarm; ticket=GH#7"),
        ("Review the alarm; SEC#12", "Review the alarm; ticket=SEC#12"),
        ("Review the alarm (see BUG#123)", "Review the alarm; ticket=BUG#123"),
        ("Review the alarm (pr#123)", "Review the alarm; ticket=pr#123"),
        ("Review the alarm (@mara, RT#88412)", "Review the alarm; owner=@mara; ticket=RT#88412"),
        ("Review the alarm (@mara) RT#88412", "Review the alarm; owner=@mara; ticket=RT#88412"),
        ("RT#88412: Review the alarm", "Review the alarm; ticket=RT#88412"),
        ("[RT#88412] Review the alarm", "Review the alarm; ticket=RT#88412"),
        ("Review the alarm (RT#88412, done)", "Review the alarm; status=done; ticket=RT#88412"),
        ("Review the alarm RT#88412 - done", "Review the alarm; status=done; ticket=RT#88412"),
        ("Review the alarm RT#12, RT#13", "Review the alarm; ticket=RT#12"),
        ("Review the alarm k/test-infra#6379", "Review the alarm; ticket=k/test-infra#6379"),
        ("Review the alarm, example/relay#12", "Review the alarm; ticket=example/relay#12"),
        ("Review the alarm (example/relay#12)", "Review the alarm; ticket=example/relay#12"),
        ("Review the alarm example/relay!12", "Review the alarm; ticket=example/relay!12"),
        ("Ship the fix for SEC#12", "Ship the fix for SEC#12; ticket=SEC#12"),
        ("Merge example/relay#12", "Merge example/relay#12; ticket=example/relay#12"),
        ("Review and merge example/relay#12", "Review and merge example/relay#12; ticket=example/relay#12"),
        ("Rebase the branch on example/relay#12", "Rebase the branch on example/relay#12; ticket=example/relay#12"),
        ("Upgrade the relay to C#11", "Upgrade the relay to C#11"),
        ("Write the relay in C#11", "Write the relay in C#11"),
        ("Replace the broken PSU#1", "Replace the broken PSU#1"),
        ("Restart it on OSD#12", "Restart it on OSD#12"),
        ("Drain the shards (VM#12)", "Drain the shards (VM#12)"),
        ("Open the gate Track#2", "Open the gate Track#2"),
        ("Use the colour RGB#123456", "Use the colour RGB#123456"),
    ],
)
def test_a_key_of_letters_and_a_hash_is_a_ticket(item: str, expected: str) -> None:
    assert of(f"- {item}\n") == [expected]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Raise the limit, by Anna on 12 April", "Raise the limit; owner=Anna; due=2026-04-12"),
        ("Raise the limit, by Anna by 12 April", "Raise the limit; owner=Anna; due=2026-04-12"),
        ("Raise the limit (by Anna Lie on 12 April)", "Raise the limit; owner=Anna Lie; due=2026-04-12"),
        ("Raise the limit - by @anna on 2026-04-12", "Raise the limit; owner=@anna; due=2026-04-12"),
        ("Raise the limit, by Anna before 12 April", "Raise the limit; owner=Anna; due=2026-04-12"),
        ("Raise the limit, on 12 April by Anna", "Raise the limit; owner=Anna; due=2026-04-12"),
        ("Raise the limit, by 12 April by Anna", "Raise the limit; owner=Anna; due=2026-04-12"),
        ("Raise the limit, by 12 April, by Anna", "Raise the limit; owner=Anna; due=2026-04-12"),
        ("Raise the limit, Anna on 12 April", "Raise the limit; owner=Anna; due=2026-04-12"),
        ("Raise the limit, by Thandiwe on 12 April", "Raise the limit; owner=Thandiwe; due=2026-04-12"),
        ("Raise the limit, by the network team on 12 April", "Raise the limit; owner=network team; due=2026-04-12"),
        ("Raise the limit, by Ops on 12 April", "Raise the limit; owner=Ops; due=2026-04-12"),
        ("Grenze anheben, durch Anna am 12. April", "Grenze anheben; owner=Anna; due=2026-04-12"),
        ("Lever la limite, par Anna le 12 avril", "Lever la limite; owner=Anna; due=2026-04-12"),
        ("Hev grensen, av Anna innen 12. april", "Hev grensen; owner=Anna; due=2026-04-12"),
        ("Revert the change merged by Anna on 12 April", None),
        ("Review the limits, set by Anna on 12 April", None),
        ("Review the limits set by Anna on 12 April", None),
        ("Raise the limit, by ten on 12 April", None),
        ("Raise the limit by Anna on the wall", None),
        ("Raise the limit, by Redis on 12 April", None),
        ("Raise the limit, by hand on 12 April", None),
        ("Tell of the outage, on 12 April by accident", None),
    ],
)
def test_by_somebody_on_a_day(item: str, expected: str | None) -> None:
    assert of(f"- {item}\n") == [expected or item]
