"""A tool's word for how bad it was, and which severity that is."""

from __future__ import annotations

import pytest

from pmctl.incidents.severities import severity_of

USUAL = ("SEV1", "SEV2", "SEV3", "SEV4")


@pytest.mark.parametrize(
    ("word", "severity"),
    [
        ("SEV1", "SEV1"),
        ("sev-2", "SEV2"),
        ("Sev 3: checkout is slow", "SEV3"),
        ("SEV-1 (major)", "SEV1"),
        ("P1", "SEV1"),
        ("P2 - High", "SEV2"),
        ("Priority 4", "SEV4"),
        ("Severity 3", "SEV3"),
        ("2", "SEV2"),
        ("Critical", "SEV1"),
        ("P5", None),
        ("SEV0", None),
        ("P12", None),
        ("Major", None),
        ("high urgency", None),
        ("alert severity critical", None),
        ("uncritical", None),
        ("", None),
        ("—", None),
    ],
)
def test_only_what_is_certain(word: str, severity: str | None) -> None:
    assert severity_of(word, USUAL) == severity


def test_names_of_the_repositorys_own() -> None:
    own = ("Blocker", "Major", "Minor")
    assert [severity_of(word, own) for word in ("major", "MINOR: x", "P1", "critical")] == [
        "Major",
        "Minor",
        None,
        "Blocker",
    ]
    assert severity_of("P1", ("SEV0", "SEV1", "SEV2")) is None  # it may be the worst, or the second
    assert severity_of("sev1", ("SEV0", "SEV1", "SEV2")) == "SEV1"
    assert severity_of("P1", ("SEV1", "S1")) is None
    assert severity_of("critical", ()) is None
