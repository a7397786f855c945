"""What the language rules take for a sentence about a person, and what for one about a machine.

The repository knows Mara Lindqvist and Jonas Berg.
"""

from __future__ import annotations

import datetime as dt
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.postmortem.conventions import Conventions, Person, Vocabulary
from pmctl.postmortem.parse import parse
from pmctl.postmortem.prose import words_of
from pmctl.rules import (
    engine,
    phrases,
    pm501_counterfactual,
    pm502_human_error,
    pm503_judgmental,
    pm504_person_as_cause,
)
from pmctl.rules.model import Context
from pmctl.rules.persons import persons_of
from pmctl.rules.registry import RULES
from pmctl.rules.selection import RuleSettings

if TYPE_CHECKING:
    from pmctl.rules.model import Finding

RULES_OF_LANGUAGE = (pm501_counterfactual, pm502_human_error, pm503_judgmental, pm504_person_as_cause)
CODES = tuple(module.RULE.code for module in RULES_OF_LANGUAGE)
GAPS = st.sampled_from(
    (*(" ",) * 12, "\n", "  ", " *", "* ", " _", "~ ", "\t", " <!-- so --> ", "<!-- a\nb --> ", " <!--")
)
PEOPLE = {
    "@mara": Person(handle="@mara", name="Mara Lindqvist", team="payments"),
    "@jonas": Person(handle="@jonas", name="Jonas Berg"),
    "@ops": Person(handle="@ops"),
}

SENTENCES = {
    file.stem: tuple(file.read_text(encoding="utf-8").splitlines())
    for file in sorted((Path(__file__).parent / "sentences").glob("*.txt"))
}
"""One a line, by the code of the only rule that reports them; "quiet" are those that none does."""


def find(text: str, conventions: Conventions | None = None) -> list[Finding]:
    conventions = conventions or Conventions(people=PEOPLE)
    context = Context(conventions=conventions, today=dt.date(2026, 6, 1))
    return engine.check([parse(text, "a.md", conventions)], [RULES[code] for code in CODES], RuleSettings(), context)


def codes(text: str, conventions: Conventions | None = None) -> set[str]:
    return {finding.code for finding in find(text, conventions)}


@pytest.mark.parametrize("code", CODES)
def test_people(code: str) -> None:
    found = {sentence: codes(sentence) for sentence in SENTENCES[code]}
    assert {sentence: got for sentence, got in found.items() if got != {code}} == {}


def test_machines_and_facts() -> None:
    assert {sentence: got for sentence in SENTENCES["quiet"] if (got := codes(sentence))} == {}


def test_a_sentence_is_judged_by_itself() -> None:
    found = find("Is it known whether the on-call could have noticed? Mara forgot it. We reduce risks. Human error.")
    assert [finding.column for finding in found] == [53, 86]
    assert codes("An aside, e.g. whether the on-call could have noticed it, is none.") == set()


def test_a_repository_adds_phrases_and_persons() -> None:
    phrases = {"human-error": ("Menschliches  Versagen",), "judgmental": ("übersehen",)}
    own = Vocabulary(persons=("night shift", "Wache"), phrases=MappingProxyType(phrases))
    conventions = Conventions(vocabulary=own)
    found = find("Ursache: menschliches\nVersagen. Übersehen wurde viel.", conventions)
    assert [(finding.code, finding.message[: finding.message.index("”")]) for finding in found] == [
        ("PM502", "“menschliches Versagen"),
        ("PM503", "“Übersehen"),
    ]
    assert (
        codes("`Menschliches Versagen`, „menschliches Versagen“ und Menschliches Versagensgefühl", conventions) == set()
    )
    assert codes("The night shift should have noticed it.", conventions) == {"PM501"}
    assert codes("The Wache should have noticed it.", conventions) == {"PM501"}
    assert codes("Night shift failed to notice it.", conventions) == {"PM501"}


def test_those_whom_the_front_matter_names_are_known() -> None:
    record = (
        "---\nowner: '@zoe'\nreviewers:\n  - Ada Lund (@ada)\n  - [x]\nauthors: Kim and Payments\nactions:\n"
        "  - title: a\n    owner: Per\n  - b\n---\n"
    )
    for name in ("@zoe", "Zoe", "Ada Lund", "Ada", "@ada", "Kim", "Per"):
        assert codes(f"{record}\n{name} should have noticed it.\n") == {"PM501"}, name
    for name in ("Lund", "Payments", "zoe"):
        assert codes(f"{record}\n{name} should have noticed it.\n") == set(), name


def test_every_hyphen_is_one() -> None:
    people = {"@anna": Person(handle="@anna", name="Anna\u2010Lena Berg")}
    text = "---\nowner: Jean\u2011Luc\n---\n\n{} should have noticed it.\n"
    for name in ("Jean-Luc", "Jean\u2010Luc", "Anna\u2011Lena", "Anna-Lena Berg"):
        assert codes(text.format(name), Conventions(people=people)) == {"PM501"}, name
    (finding,) = find("The on\u2011call forgot it.")
    assert finding.message.startswith("“The on\u2011call forgot”")


def test_no_letter_moves_another() -> None:
    (finding,) = find("İİ: the on-call should have noticed it.\n")
    assert (finding.column, finding.end_column) == (5, 36)
    assert codes("The 🔥 on-call’s mistake") == {"PM502"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("we should " + "really " * 20_000 + "have seen it", 0),
        (". had we " * 20_000, 0),
        ("had aed and " * 20_000 + "should have seen it", 0),
        ("was aed and should have seen it " * 2_000, 0),
        ("the mistake was made by the " * 2_000, 0),
        ("we should have seen " + "`" * 50_000 + '"a ' * 20_000 + "<a " * 20_000 + "[" * 20_000, 1),
        ("we should have seen " + "<!--" * 20_000 + "_" * 50_000, 1),
        ("we, " * 20_000 + "should have seen it", 0),
        ("- we should have seen it\n" * 2_000, 2_000),
        ("the wrong " * 2_000, 0),
        ("we should <!-- so --> have seen it. " * 2_000, 2_000),
        ("we should have seen it. " + "<!-- -" * 50_000, 1),
        ("we should have seen it. " + "<!-- --> a " * 50_000, 1),
    ],
)
def test_a_huge_text_is_read_to_its_end(text: str, expected: int) -> None:
    assert len(find(text)) == expected


def test_a_first_look_misses_no_sentence() -> None:
    conventions = Conventions(people=PEOPLE)
    context = Context(conventions=conventions, today=dt.date(2026, 6, 1))
    for sentence in chain.from_iterable(SENTENCES.values()):
        document = parse(sentence, "a.md", conventions)
        prose, persons = phrases._prose(document), persons_of(document, context)
        for module in RULES_OF_LANGUAGE:
            present = phrases._words(module._PATTERNS) & words_of(document)
            for pattern in module._PATTERNS:
                if any(phrases._find(pattern, prose, persons)):
                    assert phrases._has_cues(pattern, present), (sentence, pattern)
                    assert phrases._may_match(pattern, present, document, context), (sentence, pattern)


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """Sentences of a few people's words, with gaps of any kind."""
    known = tuple(chain.from_iterable(SENTENCES.values()))
    words = " ".join(draw(st.lists(st.sampled_from(known), min_size=1, max_size=3))).split(" ")
    return "".join(f"{word}{draw(GAPS)}" for word in words)


@given(sentences())
def test_a_first_look_misses_nothing(text: str) -> None:
    conventions = Conventions(people=PEOPLE)
    document = parse(text, "a.md", conventions)
    prose = phrases._prose(document)
    persons = persons_of(document, Context(conventions=conventions, today=dt.date(2026, 6, 1)))
    assert codes(text) == {
        module.RULE.code
        for module in RULES_OF_LANGUAGE
        if any(next(phrases._find(pattern, prose, persons), None) for pattern in module._PATTERNS)
    }


@pytest.mark.parametrize("text", ["", "support for IPv6", "QA of the release"])
def test_nobody_is_named(text: str) -> None:
    document = parse("# X\n", "a.md", Conventions())
    persons = persons_of(document, Context(conventions=Conventions(), today=dt.date(2026, 6, 1)))
    assert persons.starting_at(text, 0) is None
