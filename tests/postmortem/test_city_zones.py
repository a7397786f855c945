"""The time of a city that is named as a zone."""

from __future__ import annotations

import pytest

from pmctl.postmortem.city_zones import find_city_time, zone_of_place
from pmctl.postmortem.zones import find_zone, is_zone


@pytest.mark.parametrize(
    ("text", "named", "zone"),
    [
        ("Berlin time", "Berlin time", "Europe/Berlin"), ("Timeline (Berlin Time)", "Berlin Time", "Europe/Berlin"),
        ("All New York time", "New York time", "America/New_York"), ("in Japan time.", "Japan time", "Japan"),
        ("Oslo local time, all of it", "Oslo local time", "Europe/Oslo"),
        ("In Sao_Paulo time", "Sao_Paulo time", "America/Sao_Paulo"),
    ],
)  # fmt: skip
def test_a_city_that_names_a_zone(text: str, named: str, zone: str) -> None:
    found = find_city_time(text)
    assert found is not None
    assert (text[found[0] : found[1]], str(found[2])) == (named, zone)
    assert str(find_zone(text)) == zone
    assert is_zone(f"(**{named}**)")


@pytest.mark.parametrize(
    "text",
    [
        "Munich time", "Response Time", "Local time", "Canary time", "Factory time", "berlin time", "Berlin timeline",
        "Berlin", "time", "Some Other Words time", "Europe time", "Start Time",
    ],
)  # fmt: skip
def test_other_words_before_time(text: str) -> None:
    assert find_city_time(text) is None
    assert find_zone(text) is None
    assert not is_zone(text)


def test_a_zone_that_is_written_comes_first() -> None:
    assert str(find_zone("Berlin time, UTC+2")) == "UTC+02:00"
    assert not is_zone("Berlin time and more")


def test_a_name_that_is_no_place() -> None:
    assert zone_of_place("Berlin") is not None
    assert zone_of_place("Wake") is None
