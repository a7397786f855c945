"""What is said of a key, and of the codes in a suppression."""

from __future__ import annotations

from pmctl.postmortem.conventions import Conventions, Person
from pmctl.postmortem.parse import parse
from pmctl.reports.explanation import explain_key, named_rules
from pmctl.rules.registry import RULES
from tests.documents import GOOD


def said(key: str, conventions: Conventions | None = None, text: str = GOOD) -> str | None:
    found = explain_key(text, text.index(key) + 1, conventions or Conventions())
    if found is None:
        return None
    assert text[found.start : found.end] == key.strip().rstrip(":")
    return found.text


def test_keys() -> None:
    assert said("title") == "**title** (required)\n\nWhat happened, in a few words."
    assert said("team") == "**team**\n\nThe team that answers for it."
    assert said("due") == "**due** (required of a promise)\n\nThe day by which it is done, such as 2026-03-28."
    assert said("slo", text="---\nimpact:\n  slo: 3 %\n---\n") is not None
    assert said("jira", text="---\njira: 12\n---\n") is None
    assert said("users", text="---\njira:\n  users: 12\n---\n") is None
    assert said("Checkout timeouts") is None
    assert said("Summary") is None


def test_the_words_of_a_key_are_text() -> None:
    people = {f"@{n}": Person(handle=f"@{n}", team=f"<b>{n}") for n in range(10, 42)}
    text = said("team", Conventions(people=people)) or ""
    assert "One of: \\<b\\>10, " in text or "One of: &lt;b&gt;10" in text
    assert text.endswith(", and 2 more.")
    words = said("status", Conventions(status_words={"entwurf": "draft"})) or ""
    assert words.endswith("One of: draft, in-review, published, closed, entwurf (as draft).")


def test_rules_in_suppressions() -> None:
    text = GOOD.replace("team: payments", "team: payments # pmctl: ignore[PM301, nothing]")
    text = text.replace("## Impact", "<!-- pmctl: ignore[human-error, PM5] -->\n## Impact")
    document = parse(text, "x.md", Conventions())

    def codes(part: str) -> list[str]:
        before = text[: text.index(part)]
        found = named_rules(document, before.count("\n") + 1, len(before) - before.rfind("\n"))
        return [rule.code for rule in found.rules] if found else []

    assert codes("PM301,") == ["PM301"]
    assert codes("human-error") == ["PM502"]
    assert codes("PM5]") == [code for code in RULES if code.startswith("PM5")]
    assert codes("nothing]") == []
    assert codes("team: payments #") == []
    assert codes("## Impact") == []
