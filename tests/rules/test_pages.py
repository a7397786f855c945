"""Every rule's page: complete, and true, since its examples are run."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest

from pmctl.rules.page import read_page
from pmctl.rules.registry import RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pmctl.rules.model import Finding, Rule
    from pmctl.rules.page import Example

    Find = Callable[[str, Mapping[str, bytes]], list[Finding]]

OFF = {"PM205", "PM206", "PM311", "PM313", "PM605", "PM706"}
NAMES = """
    PM001 unreadable-file  PM002 missing-front-matter  PM003 unterminated-front-matter  PM004 invalid-yaml
    PM005 duplicate-key  PM006 merge-conflict  PM007 misspelt-key  PM008 swallowed-comment
    PM101 missing-field  PM102 invalid-value  PM103 invalid-date  PM104 time-without-offset
    PM105 milestones-out-of-order  PM106 date-in-future  PM107 unknown-person  PM108 misnamed-file
    PM109 placeholder-value
    PM201 missing-section  PM202 empty-section  PM203 placeholder-text  PM204 duplicate-section  PM205 section-order
    PM206 shallow-whys
    PM301 action-without-owner  PM302 action-without-due  PM303 too-few-actions  PM304 action-id  PM305 vague-action
    PM306 due-beyond-policy  PM307 due-before-incident  PM308 overdue-action  PM309 stale-action-table
    PM310 several-owners  PM311 closed-without-evidence  PM312 dropped-without-reason  PM313 all-same-priority
    PM401 unreadable-time  PM402 out-of-order  PM403 no-timezone  PM404 outside-incident
    PM501 counterfactual  PM502 human-error  PM503 judgmental  PM504 person-as-cause
    PM601 draft-overdue  PM602 publish-overdue  PM603 published-without-review  PM604 closed-with-open-actions
    PM605 no-facilitator
    PM701 duplicate-id  PM702 broken-related  PM703 action-vanished  PM704 due-moved-without-reason
    PM705 id-changed  PM706 published-rewritten
    PM901 unused-suppression  PM902 unknown-rule
"""
TABLE = dict(zip(NAMES.split()[::2], NAMES.split()[1::2], strict=True))
SECTIONS = ["Why", "Bad", "Good", "Fix", "Options", "Source"]

every_rule = pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())


@every_rule
def test_code_and_name_are_those_that_were_promised(rule: Rule) -> None:
    assert rule.name == TABLE[rule.code]
    assert rule.default == (rule.code not in OFF)


@every_rule
def test_code_file_and_page_belong_together(rule: Rule) -> None:
    assert RULES[rule.code] is rule
    module = sys.modules[f"pmctl.rules.{rule.code.lower()}_{rule.name.replace('-', '_')}"]
    assert rule.page == module.__doc__
    assert rule.check.__module__ == module.__name__


@every_rule
def test_help_is_one_sentence(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z`].*\.", rule.help)
    assert not re.search(r"[.!?] [A-Z]", rule.help)


@every_rule
def test_page_has_a_sentence_and_its_sections_in_order(rule: Rule) -> None:
    page = read_page(rule)
    assert re.fullmatch(r"[A-Z].*\.", page.summary)
    assert not re.search(r"[.!?] [A-Z]", page.summary)
    titles = list(page.sections)
    assert titles == [title for title in SECTIONS if title in titles]
    assert {"Why", "Bad", "Good"} <= set(titles)
    assert all(page.sections.values())
    assert page.bad
    assert page.good


@every_rule
def test_every_bad_example_breaks_the_rule(rule: Rule, find: Find) -> None:
    assert [example for example in read_page(rule).bad if not _messages(find, rule, example)] == []


@every_rule
def test_every_good_example_keeps_the_rule(rule: Rule, find: Find) -> None:
    assert [found for example in read_page(rule).good for found in _messages(find, rule, example)] == []


def _messages(find: Find, rule: Rule, example: Example) -> list[str]:
    return [finding.message for finding in find(rule.code, dict(example.files))]
