"""What files are called, and what their names say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.postmortem.filenames import fill_in, find_day, read_name
from pmctl.postmortem.slug import slugify

if TYPE_CHECKING:
    import datetime as dt

SEVERITIES = ("SEV1", "SEV 1 (major)", "C++")
PATTERNS = (
    "{date}-{slug}.md",
    "{slug}.md",
    "{year}/{severity}/{date}-{slug}.md",
    "INC.{severity}_{slug}-{date}.markdown",
    "{date}-{date}-{slug}-{slug}-{year}.qmd",
    "{{{year}}}-{slug}.md",
)


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("severity", SEVERITIES)
@given(date=st.dates(), title=st.text(max_size=80))
def test_every_name_that_is_given_can_be_read(pattern: str, severity: str, date: dt.date, title: str) -> None:
    path = fill_in(pattern, date=date, slug=slugify(title), severity=severity)
    name = path.rpartition("/")[2].rpartition(".")[0]
    found = read_name(name, pattern, SEVERITIES)
    assert found is not None
    told = {"date": date.isoformat(), "year": f"{date.year:04}", "slug": slugify(title), "severity": slugify(severity)}
    assert found == {field: told[field] for field in found}


@pytest.mark.parametrize(
    ("name", "pattern", "found"),
    [
        ("2026-03-14-a", "{date}-{slug}.md", {"date": "2026-03-14", "slug": "a"}),
        ("2026-99-99-a b\nc", "x/{date}-{slug}.md", {"date": "2026-99-99", "slug": "a b\nc"}),
        ("2026-03-14-", "{date}-{slug}.md", None),
        ("x2026-03-14-a", "{date}-{slug}.md", None),
        ("٢٠٢٦-03-14-a", "{date}-{slug}.md", None),
        ("SEV1-a", "{severity}-{slug}.md", {"severity": "SEV1", "slug": "a"}),
        ("sev-1-major-a", "{severity}-{slug}.md", {"severity": "sev-1-major", "slug": "a"}),
        ("sev9-a", "{severity}-{slug}.md", None),
        ("a-a", "{slug}-{slug}.md", {"slug": "a"}),
        ("a-b", "{slug}-{slug}.md", None),
        ("inc(a)", "INC({slug}).md", {"slug": "a"}),
        ("inca", "INC({slug}).md", None),
    ],
)
def test_a_name_says_what_its_fields_hold(name: str, pattern: str, found: dict[str, str] | None) -> None:
    assert read_name(name, pattern, SEVERITIES) == found


def test_without_severities_any_text_is_one() -> None:
    assert read_name("high-a", "{severity}-{slug}.md", ()) == {"severity": "high", "slug": "a"}


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2026-03-14-checkout-timeouts", "2026-03-14"),
        ("postmortem_2026_03_14", "2026-03-14"),
        ("2026.03.14", "2026-03-14"),
        ("20260314T1000", "2026-03-14"),
        ("INC-2026-13-41-of-2026-03-14", "2026-03-14"),
        ("2026-03_14", None),
        ("120260314", None),
        ("202603141", None),
        ("2026-03", None),
        ("checkout-timeouts", None),
    ],
)
def test_the_day_that_a_name_holds(name: str, day: str | None) -> None:
    found = find_day(name)
    assert (found.isoformat() if found else None) == day
