"""Milestones that the entries of a timeline tell."""

from __future__ import annotations

import datetime as dt

import pytest

from pmctl.postmortem.model import MILESTONES
from pmctl.reports.timeline_milestones import misplaced_milestones, propose_milestones
from tests.reports.test_timeline import view

KEYS = MILESTONES[:-1]


SECTION = """\
- 09:40: deploy 12 started
- 09:52: first errors
- 10:04: the alert fires
- 10:05: incident resolved itself, it seemed; not resolved
- 10:07: @mara acknowledges
- 10:41: rolled back, the impact ended
- 11:30: incident resolved
- 12:00: incident resolved, says the vendor
"""


def proposed(section: str, known: dict[str, dt.datetime] | None = None, wanted: tuple[str, ...] = KEYS) -> list[str]:
    found = propose_milestones(view(section).items, known or {}, wanted, day=dt.date(2026, 3, 14))
    return [f"{one.key} {one.at:%H:%M}" for one in found]


def test_the_first_entry_that_tells_it_counts() -> None:
    assert proposed(SECTION) == [
        "started_at 09:52", "detected_at 10:04", "acknowledged_at 10:07", "mitigated_at 10:41", "resolved_at 11:30"
    ]  # fmt: skip


def test_none_is_earlier_than_those_before_it() -> None:
    at = dt.datetime(2026, 3, 14, 10, 6, tzinfo=dt.UTC)
    assert proposed(SECTION, {"detected_at": at}, ("started_at", "resolved_at")) == [
        "started_at 09:52", "resolved_at 11:30"
    ]  # fmt: skip


def test_a_start_behind_the_first_alert_is_none() -> None:
    assert proposed("- 09:00: the alert fires\n- 09:52: first errors\n") == ["detected_at 09:00"]
    assert proposed("- 09:00: @mara acknowledges\n- 09:52: the outage begins\n") == ["acknowledged_at 09:00"]
    mail = "- 09:00: the mail queue stops\n- 09:05: the alert fires\n- 09:20: users see errors in the app as well\n"
    assert proposed(mail) == ["started_at 09:00", "detected_at 09:05"]


def test_one_entry_may_tell_several() -> None:
    section = "- 08:50: the alert fires, @mara acknowledges\n- 09:00: the impact ended, incident resolved\n"
    assert proposed(section) == [
        "detected_at 08:50", "acknowledged_at 08:50", "mitigated_at 09:00", "resolved_at 09:00"
    ]  # fmt: skip


def test_nothing_is_proposed_by_what_has_no_time() -> None:
    assert proposed("- 25:71 incident resolved\n- 2026-03-15: incident resolved\n") == []
    assert proposed(SECTION, wanted=()) == []


def test_the_first_entry_is_the_start_where_it_tells_of_trouble() -> None:
    first, second = propose_milestones(view("- 09:40: disk 3 fails\n- 10:04: the alert fires\n").items, {}, KEYS)
    assert (first.key, first.item.text, first.is_first) == ("started_at", "disk 3 fails", True)
    assert (second.key, second.is_first) == ("detected_at", False)
    assert proposed("- 09:40: disk 3 fails\n", {"detected_at": dt.datetime(2026, 3, 14, 9, tzinfo=dt.UTC)}) == []


@pytest.mark.parametrize(
    "first",
    [
        "deploy 12", "deploy 12 started", "no errors so far", "the alert fires", "@mara acknowledges",
        "support says it fails", "the fix for the crash is merged", "@jonas reads mail", "rolled back: errors stop",
        "backups fail again",
    ],
)  # fmt: skip
def test_a_first_entry_of_another_kind_is_no_start(first: str) -> None:
    assert not [one for one in proposed(f"- 09:40: {first}\n- 10:04: the alert fires\n") if "started" in one]


def test_an_end_that_a_later_entry_takes_back_is_none() -> None:
    start = "- 10:04: the alert fires\n- 10:20: rolled back\n"
    assert proposed(start)[1:] == ["mitigated_at 10:20"]
    assert proposed(f"{start}- 10:22: no change\n")[1:] == []
    assert proposed(f"{start}- 10:22: orders still fail\n- 10:40: errors stop\n")[1:] == ["mitigated_at 10:40"]
    closed = f"{start}- 10:50: incident resolved\n"
    assert proposed(f"{closed}- 11:30: incident reopened\n")[1:] == []
    assert proposed(f"{closed}- 11:30: the alert fires again\n- 12:00: incident resolved\n")[1:] == [
        "resolved_at 12:00"
    ]
    assert proposed(f"{closed}- 11:30: a customer reports empty pages\n")[1:] == []


def test_of_two_attempts_none_is_the_mitigation_unless_one_is_said_to_have_helped() -> None:
    attempts = "- 10:04: the alert fires\n- 10:20: rolled back\n- 10:30: failed over to the standby\n"
    end = "- 11:00: incident resolved\n"
    assert proposed(attempts + end)[1:] == ["resolved_at 11:00"]
    assert proposed(f"{attempts}- 10:32: logins succeed\n{end}")[1:] == ["mitigated_at 10:32", "resolved_at 11:00"]


def test_what_tells_an_end_less_plainly_is_the_mitigation_before_a_plain_one() -> None:
    start = "- 10:04: the alert fires\n- 10:30: traffic is back to normal\n"
    assert proposed(start)[1:] == ["resolved_at 10:30"]
    assert proposed(f"{start}- 10:40: all services recovered\n")[1:] == ["resolved_at 10:40"]
    assert proposed(f"{start}- 11:00: all clear\n")[1:] == ["mitigated_at 10:30", "resolved_at 11:00"]


def test_a_timeline_that_ends_before_anybody_sees_it_tells_nothing() -> None:
    assert proposed("- 10:00: incident resolved\n- 10:30: the alert fires\n") == []


def test_what_took_its_time_is_an_end_when_it_was_over() -> None:
    section = "- 10:00–10:10: the alert fires\n- 10:15–10:41: rolled back\n- 11:00-10:50: incident resolved\n"
    assert proposed(section) == ["detected_at 10:00", "mitigated_at 10:41"]
    assert proposed("- +0:12 the alert fires\n- +1:05 rolled back\n") == []
    assert proposed("| Elapsed | Event |\n|-|-|\n| 0:12 | the alert fires |\n") == []


def test_none_is_later_than_those_behind_it_that_stay() -> None:
    at = dt.datetime(2026, 3, 14, 10, tzinfo=dt.UTC)
    assert proposed(SECTION, {"resolved_at": at}, ("started_at", "detected_at")) == ["started_at 09:52"]
    silent = "- 09:40: disk 3 fails\n- 10:04: the alert fires\n"
    assert proposed(silent, {"resolved_at": at}) == ["started_at 09:40"]
    later = {"acknowledged_at": at, "resolved_at": at + dt.timedelta(hours=2)}
    assert proposed(SECTION, later, ("mitigated_at",)) == ["mitigated_at 10:41"]


def test_what_stands_on_the_wrong_side_of_another_is_named() -> None:
    known = {
        key: dt.datetime(2026, 3, 14, 10, minute, tzinfo=dt.UTC)
        for key, minute in (("detected_at", 8), ("resolved_at", 30))
    }
    found = misplaced_milestones(view(SECTION).items, known, ("acknowledged_at", "mitigated_at"))
    assert [(one.key, one.item.line - found[0].item.line, one.side) for one in found] == [
        ("acknowledged_at", 0, "earlier than detected_at"), ("mitigated_at", 1, "later than resolved_at")
    ]  # fmt: skip
    assert misplaced_milestones(view("- 10:07: a\n").items, known, ("mitigated_at",)) == ()
    assert misplaced_milestones(view(SECTION).items, {}, ("started_at",)) == ()


@pytest.mark.parametrize(
    "first",
    [
        "We saw that bots are hammering the login", "Someone tweets that the shop is slow", "@jonas sees odd numbers",
        "A customer calls: nothing loads", "Support forwards a screenshot of an empty cart",
    ],
)  # fmt: skip
def test_what_was_perhaps_seen_before_keeps_an_alert_from_being_the_detection(first: str) -> None:
    section = f"- 09:00: {first}\n- 09:10: orders start failing\n- 13:00: the disk alert fires\n"
    assert proposed(section) == []
    known = {"started_at": dt.datetime(2026, 3, 14, 12, tzinfo=dt.UTC)}
    assert proposed(section, known, ("detected_at",)) == ["detected_at 13:00"]


def test_what_is_told_more_plainly_may_be_the_detection_itself() -> None:
    end = "- 22:00: we got paged because the replica lags\n"
    assert proposed(f"- 18:00: We detected that bots are hammering the login\n{end}") == ["detected_at 18:00"]
    assert proposed(f"- 09:00: Customers start reporting that the shop is down\n{end}") == ["detected_at 09:00"]


@pytest.mark.parametrize("before", ["503s on the API", "Checkout is slow in Malmö", "Nothing works", "CPU at 100 %"])
def test_perhaps_trouble_keeps_later_trouble_from_being_the_start(before: str) -> None:
    section = f"- 09:00: deploy 12\n- 09:10: {before}\n- 09:20: "
    assert proposed(f"{section}requests start failing in the US\n") == []
    assert proposed(f"{section}the outage begins\n") == ["started_at 09:20"]


def test_first_trouble_is_the_start_though_later_trouble_tells_it_in_better_words() -> None:
    section = "- 14:00: website unreachable from the EU\n- 14:10: requests start failing in the US\n"
    assert proposed(section) == ["started_at 14:00"]


def test_what_alertmanager_told_is_the_detection() -> None:
    section = "- 10:00: CertificateExpired (gw-1:443) fires\n- 10:30: CertificateExpired (gw-1:443) is resolved\n"
    assert proposed(section) == ["detected_at 10:00"]


@pytest.mark.parametrize(
    "cause",
    [
        "Feature new-tax turned off by a clean-up", "Planned failover completed", "The index change was reverted",
        "Workaround in place, everything green again", "Hotfix deployed", "The site is back online after maintenance",
    ],
)  # fmt: skip
def test_before_any_trouble_nothing_ends(cause: str) -> None:
    assert proposed(f"- 09:00: {cause}\n- 09:20: reports take 30 s\n") == []
    assert proposed(f"- 09:00: {cause}\n- 09:20: orders fail\n- 09:40: incident closed\n") == [
        "started_at 09:20", "resolved_at 09:40"
    ]  # fmt: skip


def test_what_is_set_is_trouble_enough() -> None:
    known = {"started_at": dt.datetime(2026, 3, 14, 8, tzinfo=dt.UTC)}
    assert proposed("- 09:00: the driver was rolled back\n", known, ("mitigated_at",)) == ["mitigated_at 09:00"]


def test_trouble_may_be_told_in_words_that_nobody_has_listed() -> None:
    assert proposed("- 09:00: tills are odd\n- 09:40: incident closed\n") == ["resolved_at 09:40"]


def test_the_end_of_a_part_is_none() -> None:
    start = "- 09:00: the wiki and the chat are down\n- 09:02: the alert fires\n"
    assert "mitigated_at 09:40" not in proposed(f"{start}- 09:40: wiki works again\n")
    assert "mitigated_at 09:50" in proposed(f"{start}- 09:40: wiki works again\n- 09:50: both work again\n")


def test_an_end_is_denied_by_what_still_fails() -> None:
    start = "- 09:00: the alert fires\n- 09:20: release 5 rolled back\n"
    for denial in ("the page is still blank", "latency at 8 s again", "timeouts as before", "feeds keep timing out"):
        assert proposed(f"{start}- 09:22: {denial}\n") == ["detected_at 09:00"]
    assert proposed(f"{start}- 09:22: still monitoring\n") == ["detected_at 09:00", "mitigated_at 09:20"]


def test_of_two_ends_the_later_counts_if_something_is_amiss_between_them() -> None:
    section = "- 09:00: the alert fires\n- 09:20: incident resolved\n{}- 10:00: incident closed\n"
    assert proposed(section.format("")) == ["detected_at 09:00", "resolved_at 09:20"]
    assert proposed(section.format("- 09:30: the printers print nothing\n")) == [
        "detected_at 09:00",
        "resolved_at 10:00",
    ]


def test_an_effect_counts_before_an_attempt() -> None:
    section = "- 09:00: the alert fires\n- 09:45: rolled back\n- 09:50: errors at zero\n- 10:00: incident over\n"
    assert proposed(section) == ["detected_at 09:00", "mitigated_at 09:50", "resolved_at 10:00"]


def test_what_is_long_before_the_incident_or_behind_it_tells_nothing() -> None:
    section = (
        "- 2026-03-07 08:00: the alert fires, acknowledged by @jonas\n- 2026-03-14 14:00: the site goes down\n"
        "- 2026-03-14 14:01: the alert fires\n- 2026-03-20 09:00: issue closed\n"
    )
    assert proposed(section) == ["started_at 14:00", "detected_at 14:01"]


def test_a_second_incident_is_another_one() -> None:
    section = "- 09:00: the alert fires\n- 09:40: incident resolved\n- 15:00: sync fails, a separate incident\n"
    assert proposed(section) == ["detected_at 09:00", "resolved_at 09:40"]


def test_trouble_behind_an_end_takes_it_back_unless_it_is_cleaned_up() -> None:
    section = "- 09:00: the alert fires\n- 09:30: payments work again\n- 10:00: incident resolved\n- 11:00: {}\n"
    assert len(proposed(section.format("failed orders are replayed"))) == 3
    assert proposed(section.format("refunds crash on every request")) == ["detected_at 09:00"]


def test_the_evening_in_the_west_is_still_the_day_of_the_incident() -> None:
    items = view("- 21:00: the alert fires\n- 00:30: incident resolved\n", heading="## Timeline (PST)").items
    found = propose_milestones(items, {}, KEYS, day=dt.date(2026, 3, 14))
    assert [(one.key, one.day_assumed) for one in found] == [("detected_at", False), ("resolved_at", True)]


def ends(*entries: str) -> list[str]:
    """Return what is proposed for the ends of an incident that began at 10:00 and was seen at 10:10."""
    section = "\n".join(("- 10:00 Payments fail", "- 10:10 Alert: PayErrors", *(f"- {entry}" for entry in entries)))
    return proposed(f"{section}\n", wanted=("mitigated_at", "resolved_at"))


@pytest.mark.parametrize(
    "effect",
    [
        "Service restored",
        "Service restored, monitoring",
        "Outage ends",
        "Outage over",
        "Issue resolved by rolling back",
    ],
)
def test_that_the_incident_is_closed_counts_before_other_ends(effect: str) -> None:
    assert ends(f"10:30 {effect}", "11:00 Incident closed") == ["mitigated_at 10:30", "resolved_at 11:00"]


def test_what_is_closed_before_the_effects_are_over_is_another_one() -> None:
    assert ends("10:30 PagerDuty incident resolved", "10:50 Errors stop", "11:00 Incident closed") == [
        "mitigated_at 10:50", "resolved_at 11:00"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("act", "effect"),
    [
        ("The bad schema was rolled back", "Ingest recovered for all customers"),
        ("Config change reverted", "429s drop to baseline"), ("Fix deployed", "Success rate recovers to 99.9 %"),
        ("Release rolled back", "Latency recovers"), ("Key published, validation recovers", "Outage ends"),
        ("Traffic drained from zone a. Customers no longer see errors", "Zone a repaired and traffic restored"),
        ("Workaround in place: passwords only", "Fixed; logins work again"),
    ],
)  # fmt: skip
def test_the_effect_counts_not_the_act_before_it_nor_the_repair_behind_it(act: str, effect: str) -> None:
    is_act = any(word in act for word in ("rolled", "reverted", "deployed"))
    assert ends(f"10:30 {act}", f"11:00 {effect}", "11:30 Incident closed") == [
        f"mitigated_at {'11:00' if is_act else '10:30'}", "resolved_at 11:30"
    ]  # fmt: skip


def test_what_was_done_is_not_proposed_where_something_tells_of_the_effect_in_other_words() -> None:
    assert ends("10:30 Release rolled back", "10:45 The graphs look better, all fine", "11:00 Incident closed") == [
        "resolved_at 11:00"
    ]
    assert ends("10:30 Release rolled back", "11:00 Incident closed") == ["mitigated_at 10:30", "resolved_at 11:00"]


def test_the_end_of_one_alert_is_not_that_of_the_incident() -> None:
    assert ends("10:12 Alert: PoolFull", "10:30 Resolved: PayErrors", "11:00 Resolved: PoolFull") == [
        "resolved_at 11:00"
    ]
    assert ends("10:12 Alert: PoolFull", "10:30 Resolved: PayErrors", "11:00 Incident resolved") == [
        "resolved_at 11:00"
    ]
    assert proposed("- 09:40 Resolved: DiskFull on db-1\n- 10:00 Payments fail\n- 10:10 Alert: PayErrors\n") == [
        "started_at 10:00", "detected_at 10:10"
    ]  # fmt: skip


def test_the_first_effect_before_the_alert_is_the_start() -> None:
    section = "- 10:00 Deploy of web 9\n- 10:05 Carts return 500 for guests\n- 10:09 Alert: carts\n"
    first, _ = propose_milestones(view(section).items, {}, KEYS)
    assert (first.key, first.item.text, first.is_first) == ("started_at", "Carts return 500 for guests", True)


def test_what_is_left_out_behind_a_gap_is_named() -> None:
    section = "- 2026-03-14 10:00 Payments fail\n- 2026-03-14 10:30 Incident closed\n- 2026-03-18 10:00 Alert fires\n"
    items = view(section).items
    assert [one.key for one in propose_milestones(items, {}, KEYS)] == ["started_at", "resolved_at"]
    found = misplaced_milestones(items, {}, ("detected_at", "acknowledged_at"))
    assert [(one.key, one.item.text, one.side) for one in found] == [
        ("detected_at", "Alert fires", "behind 3 days without an entry")
    ]


def test_nothing_counts_from_a_doubtful_time_on() -> None:
    assert proposed("- 11:40 Payments fail\n- 12:05 Alert fires\n- 1:10 Incident closed\n") == [
        "started_at 11:40", "detected_at 12:05"
    ]  # fmt: skip
