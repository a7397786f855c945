"""How many, the middle and the slow end of some numbers: what ``stats`` says instead of a mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Numbers summed up.

    Attributes:
        n: how many there are; what is unknown was left out.
        median: the 50th percentile; None without any.
        p90: the 90th percentile; None without any.
    """

    n: int
    median: float | None
    p90: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of `n` cases are so."""

    n: int
    count: int

    @property
    def share(self) -> float | None:
        """From 0 to 1; None where there is no case."""
        return self.count / self.n if self.n else None


def measure(values: Iterable[float]) -> Measure:
    """Return how many values there are, with their median and their 90th percentile."""
    ordered = sorted(values)
    return Measure(n=len(ordered), median=percentile(ordered, 0.5), p90=percentile(ordered, 0.9))


def share(cases: Iterable[bool]) -> Share:
    """Return how many of the cases are true."""
    answers = list(cases)
    return Share(n=len(answers), count=sum(answers))


def percentile(ordered: Sequence[float], fraction: float) -> float | None:
    """Return the value below which `fraction` of the values lie, or None without any.

    Linear interpolation between the two nearest values: type 7 of Hyndman and Fan ("Sample Quantiles in Statistical
    Packages", The American Statistician 50, 1996), which is also what ``PERCENTILE.INC`` of a spreadsheet and numpy do.
    For one half it is the usual median.

    Args:
        ordered: the values, ascending.
        fraction: from 0 to 1.
    """
    if not ordered:
        return None
    place = (len(ordered) - 1) * fraction
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
