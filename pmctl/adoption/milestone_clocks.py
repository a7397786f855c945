"""Entries whose clock may be one of twelve hours: the rule is that of every reader of a timeline."""

from pmctl.postmortem.half_day_clocks import Clocked, half_day_doubt

__all__ = ["Clocked", "half_day_doubt"]
