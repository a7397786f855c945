"""Made-up documents that tests share."""

from __future__ import annotations

GOOD = """\
---
id: 2026-03-14-checkout-timeouts
title: Checkout timeouts after driver upgrade
status: published
severity: SEV2
date: 2026-03-14
owner: "@mara"
team: payments
services: [checkout-api]
actions:
  - id: A1
    title: Alert when pool saturation stays above 80 % for 5 minutes
    owner: "@jonas"
    due: 2026-04-10
    status: open
    priority: P1
reviewers: ["@tomas"]
facilitator: "@noor"
---

# Checkout timeouts after driver upgrade

## Summary

Checkout answered slowly for an hour after the driver was upgraded.

## Impact

One request in nine failed.

## Timeline

| Time (UTC) | Event |
| :--------- | :---- |
| 09:52 | The driver was rolled out |
| 10:41 | The driver was rolled back |

## Root causes

The new driver opens one connection for each statement.

## Resolution

The driver was rolled back.

## Lessons learned

The pool had no alert.

## Action items

One, in the record above.
"""
"""A document that breaks one rule, and only when its action is overdue (PM308): reports are about such actions."""

CLEAN = GOOD.replace("status: open\n", "status: done\n    evidence: https://metrics.example.com/pool\n")
"""The same with its promise kept: it breaks no rule, on any day, and none of those that are off by default either."""

BAD = GOOD.replace('    owner: "@jonas"\n', "").replace("    due: 2026-04-10\n", "")
"""The same with two defects: its action has no owner (PM301) and no due date (PM302)."""

SEARCH = BAD.replace("2026-03-14-checkout-timeouts", "2026-05-02-search-outage").replace("2026-03-14\n", "2026-05-02\n")
"""The same two defects in the postmortem of another incident."""
