"""Rules that go by what a repository has agreed on."""

from __future__ import annotations

import datetime as dt

from pmctl.postmortem.conventions import Conventions, Severity
from pmctl.postmortem.parse import parse
from pmctl.rules import engine
from pmctl.rules.model import Context
from pmctl.rules.registry import RULES
from pmctl.rules.selection import RuleSettings


def found(code: str, text: str, conventions: Conventions) -> list[tuple[str, str]]:
    context = Context(conventions=conventions, today=dt.date(2026, 6, 1))
    document = parse(text, "a.md", conventions)
    return [(f.message, f.help) for f in engine.check([document], [RULES[code]], RuleSettings(), context)]


def test_a_missing_severity_is_answered_with_the_repositorys_own() -> None:
    only = Severity(name="Major", draft_within=1, publish_within=2, min_actions=0)
    messages = found("PM101", "---\ntitle: a\n---\n", Conventions(severities=(only,)))
    assert ("severity is missing", "Add a line such as severity: Major; it is one of Major.") in messages


def test_todo_is_a_status_where_the_repository_says_so() -> None:
    text = "---\nactions:\n  - id: A1\n    status: TODO\n---\n"
    own = Conventions(status_words={"todo": "open"})
    assert found("PM109", text, own) == found("PM102", text, own) == []
    assert [message for message, _ in found("PM109", text, Conventions())] == [
        "action A1: status still holds a placeholder: TODO"
    ]
