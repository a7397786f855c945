"""n, median and 90th percentile."""

from __future__ import annotations

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.reports.stats_measures import Measure, measure, percentile, share

VALUES = st.lists(st.integers(0, 10**6), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("values", "median", "p90"),
    [
        ([5], 5, 5),
        ([3, 1], 2, 2.8),
        ([1, 2, 3], 2, 2.8),
        ([10, 0, 20, 30, 40, 50, 60, 70, 80, 90, 100], 50, 90),
        ([1, 1, 1, 100], 1, 70.3),
    ],
)
def test_the_middle_and_the_slow_end(values: list[float], median: float, p90: float) -> None:
    found = measure(iter(values))
    assert found.n == len(values)
    assert found.median == pytest.approx(median)
    assert found.p90 == pytest.approx(p90)


def test_of_nothing_nothing_is_known() -> None:
    assert measure(()) == Measure(n=0, median=None, p90=None)
    assert share(()).share is None


def test_a_share_has_its_n() -> None:
    found = share([True, False, True, True])
    assert (found.n, found.count, found.share) == (4, 3, 0.75)


@given(values=VALUES)
def test_the_median_is_that_of_the_statistics_module(values: list[int]) -> None:
    assert measure(values).median == pytest.approx(statistics.median(values))


@given(values=VALUES.filter(lambda values: len(values) > 1))
def test_the_percentile_is_the_inclusive_one_of_the_statistics_module(values: list[int]) -> None:
    assert measure(values).p90 == pytest.approx(statistics.quantiles(values, n=10, method="inclusive")[-1])


@given(values=VALUES)
def test_the_ends_are_the_least_and_the_greatest(values: list[int]) -> None:
    ordered = sorted(values)
    assert (percentile(ordered, 0), percentile(ordered, 1)) == (ordered[0], ordered[-1])
