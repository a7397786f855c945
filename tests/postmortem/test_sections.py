from __future__ import annotations

import re
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.postmortem import heading_words
from pmctl.postmortem.heading_words import fold, plain_words
from pmctl.postmortem.headings import BY_LANGUAGE
from pmctl.postmortem.markdown import parse_body
from pmctl.postmortem.section_names import REQUIRED_SECTIONS, SectionNames
from pmctl.postmortem.sections import Section, read_sections

NAMES = SectionNames()


def sections(body: str, *, first_line: int = 1) -> tuple[Section, ...]:
    return read_sections(parse_body(body, first_line=first_line), NAMES)


def names(body: str) -> list[str | None]:
    return [section.name for section in sections(body)]


# --- the table ---------------------------------------------------------------------------------------------------


def test_no_heading_is_claimed_by_two_sections() -> None:
    claims: dict[str, set[str]] = defaultdict(set)
    for table in BY_LANGUAGE.values():
        for key, headings in table.items():
            for heading in headings.split(","):
                claims[fold(heading)].add(key)
    assert {heading: keys for heading, keys in claims.items() if len(keys) > 1} == {}


@pytest.mark.parametrize("language", BY_LANGUAGE)
def test_every_language_names_every_section(language: str) -> None:
    table = BY_LANGUAGE[language]
    assert list(table) == list(BY_LANGUAGE["en"])
    for key, headings in table.items():
        for heading in headings.split(","):
            assert heading.strip()
            assert NAMES.name_of(heading.strip()) == key
            assert NAMES.name_of(f"3. **{heading.strip().upper()}**:") == key


def test_titles() -> None:
    assert [NAMES.title_of(key) for key in REQUIRED_SECTIONS] == [
        "Summary", "Impact", "Timeline", "Root causes", "Resolution", "Lessons learned", "Action items",
    ]  # fmt: skip
    assert NAMES.title_of("made-up") == "Made up"
    assert all(NAMES.name_of(NAMES.title_of(key)) == key for key in NAMES.titles)


# --- headings ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "heading",
    [
        "Timeline", "TIMELINE", "timeline:", "Timeline.", "— Timeline —", "1. Timeline", "2) Timeline", "(3) Timeline",
        "3.1 Timeline", "4.Timeline", "IV. Timeline", "A. Timeline", "Phase 1: Timeline", "Part II - Timeline",
        "Step 3 Timeline", "第1章 Timeline", "一、时间线", "1️⃣ Timeline", "⏱️ Timeline", "ℹ️ Timeline", "👩🏽‍🚒 Timeline",
        ":alarm_clock: Timeline", "**Timeline**", "_Timeline_", "`Timeline`", "[Timeline](https://wiki.example/t)",
        "[[Timeline]]", "[Timeline][1]", "![clock](c.png) Timeline", "[x] Timeline", "Timeline {#timeline}",
        "Timeline <a name='t'></a>", "Timeline <!-- pmctl: ignore[PM202] -->", "Ｔｉｍｅｌｉｎｅ", "Timeline&nbsp;",
        "Timeline (UTC)", "Timeline(UTC)", "Timeline (all times PST", "Timeline (all (really all) times UTC)",
        "Timeline – all times UTC", "Timeline UTC", "Timeline 2026-03-14", "Timeline, 14 March 2026",
        "Timeline (PST) 3/14/26-3/16/26. All times approximate", "Timeline (CET) DATE RANGE. All times approximate",
        "Timeline (UTC) Saturday March 14th", "What we saw (timeline)", "Part 1: Log (timeline)", "Incident timeline",
        "The timeline", "Detailed timeline", "Timeline of the incident", "Timeline of the checkout outage",
        "Timeline details", "Investigation timeline", "Timeline / events", "Time-line", "Appendix A: Timeline",
        "タイムライン（JST）", "【タイムライン】", "障害対応の時系列", "Zeitleiste (alle Zeiten in MEZ)",
    ],
)  # fmt: skip
def test_a_heading_is_known_in_any_dress(heading: str) -> None:
    assert NAMES.name_of(heading) == "timeline"


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Résumé", "summary"),
        ("Resume", "summary"),
        ("TL;DR", "summary"),
        ("tl;dr and impact", "summary"),
        ("Summary & impact", "summary"),
        ("What happened and why?", "summary"),
        ("Impact and detection", "impact"),
        ("Detection and impact", "detection"),
        ("Affected services", "impact"),
        ("Customer impact", "impact"),
        ("Impact on orders", "impact"),
        ("Auswirkungen auf unsere Kunden", "impact"),
        ("ユーザーへの影響", "impact"),
        ("Impact summary", "impact"),
        ("Root cause(s)", "root-causes"),
        ("Root Cause Analysis (RCA)", "root-causes"),
        ("Contributing factors (findings)", "root-causes"),
        ("Root cause and resolution", "root-causes"),
        ("Root cause / 根本原因", "root-causes"),
        ("原因と対応", "root-causes"),
        ("🔍 Blameless root cause", "root-causes"),
        ("Causes of the queue growth", "root-causes"),
        ("Why did it happen?", "root-causes"),
        ("Resolution and recovery", "resolution"),
        ("Response and resolution", "resolution"),
        ("Immediate actions", "resolution"),
        ("Lesson(s) learned", "lessons-learned"),
        ("Lessons learned and open questions", "lessons-learned"),
        ("What’s next?", "action-items"),
        ("Follow‑up tasks", "action-items"),
        ("Proposed long term action items", "action-items"),
        ("Corrective and preventative measures", "action-items"),
        ("Part 3: Improvement plan", "action-items"),
        ("Action items for the next quarter", "action-items"),
        ("MASSNAHMEN", "action-items"),
        ("2. 5 Whys", "five-whys"),
        ("Five why's", "five-whys"),
        ("I. Background", "background"),
        ("What went well / what went wrong", "what-went-well"),
        ("Oś czasu", "timeline"),
        ("Arsag", "root-causes"),
    ],
)
def test_what_a_heading_stands_for(heading: str, name: str) -> None:
    assert NAMES.name_of(heading) == name


@pytest.mark.parametrize(
    "heading",
    [
        "", "#", "**", "()", "1.", "Postmortem", "Post-mortem", "Status", "Owner", "Severity", "Date", "Authors",
        "Stats", "Notes", "Analysis", "Conclusion", "Response", "Communication", "FAQ", "Q&A", "Issues", "Problem",
        "Event", "Why?", "Process", "Monitoring", "Customers", "Summary of changes", "Interruptions", "Impactful work",
        "Number of customers affected by tier", "Why paging took so long", "Recovery drill (for the queue)",
        "2026-03-14", "14:05", "14:05 - 14:20", "March 14, 14:05", "Checkout timeouts after driver upgrade",
        "Failover to the second region impacted orders", "Description of the vulnerability", "x" * 5_000,
        "(" * 150, "[" * 150, "担当者", "Verantwortlich",
    ],
)  # fmt: skip
def test_headings_that_are_no_section(heading: str) -> None:
    assert NAMES.name_of(heading) is None


def test_exact_names_leave_no_word_over() -> None:
    assert NAMES.exact_name_of("**Summary**") == "summary"
    assert NAMES.exact_name_of("Summary of the incident at Fabrikam") is None


@given(st.text(max_size=80))
def test_any_text_is_a_heading_with_or_without_a_name(heading: str) -> None:
    assert NAMES.name_of(heading) in {None, *NAMES.titles}


# --- a repository's own words ------------------------------------------------------------------------------------


def test_synonyms_join_the_section_they_are_given_for() -> None:
    own = SectionNames.with_synonyms(
        {"Summary": ["Elevator pitch"], "root-causes": ["Why, oh why"], "Contributing factors": ["What it took"]}
    )
    assert own.name_of("Elevator pitch") == "summary"
    assert own.name_of("3. WHY, OH WHY?") == "root-causes"
    assert own.name_of("What it took") == "root-causes"
    assert own.name_of("Impact") == "impact"
    assert own.titles == NAMES.titles


def test_a_section_of_the_repositorys_own() -> None:
    own = SectionNames.with_synonyms({"Customer  communication": ["Comms", ""]})
    assert own.name_of("Customer communication (external)") == "customer-communication"
    assert own.name_of("COMMS") == "customer-communication"
    assert own.title_of("customer-communication") == "Customer communication"
    assert own.key_of("Comms") == "customer-communication"
    assert own.name_of("") is None
    assert NAMES.name_of("Customer communication") is None


def test_the_repositorys_word_counts_more() -> None:
    own = SectionNames.with_synonyms({"Customer story": ["Overview"]})
    assert own.name_of("Overview") == "customer-story"


@pytest.mark.parametrize(
    ("section", "key"),
    [
        ("root-causes", "root-causes"),
        ("RCA", "root-causes"),
        ("Root causes", "root-causes"),
        ("Cost report", "cost-report"),
    ],
)
def test_keys(section: str, key: str) -> None:
    assert NAMES.key_of(section) == key


def test_names_compare_by_what_they_know() -> None:
    assert SectionNames() == NAMES
    assert hash(SectionNames()) == hash(NAMES)
    assert SectionNames.with_synonyms({"Summary": ["Pitch"]}) != NAMES


# --- sections ----------------------------------------------------------------------------------------------------


def test_a_section_reaches_to_the_next_heading_of_its_level() -> None:
    body = "# Outage\n\n## Impact\n\nOrders failed.\n\n### Orders\n\n- all\n\n## Timeline\n"
    title, impact, orders, timeline = sections(body, first_line=20)
    assert [(s.line, s.end_line, len(s.blocks)) for s in (title, impact, orders, timeline)] == [
        (20, 30, 5),
        (22, 28, 3),
        (26, 28, 1),
        (30, 30, 0),
    ]
    assert [block.kind for block in impact.blocks] == ["paragraph", "heading", "list"]
    assert (impact.heading, impact.name, impact.level) == ("Impact", "impact", 2)


@pytest.mark.parametrize(
    ("body", "columns"),
    [
        ("## Impact", (4, 10)),
        ("  ##   Impact  ##", (8, 14)),
        ("Impact\n------", (1, 7)),
        ("  Impact\n---", (3, 9)),
        ("Impact\nof it all\n---", (1, 7)),
        ("## Impact\r\n", (4, 10)),
        ("##", (1, 3)),
        ("## A  B", (4, 8)),
        ("\ufeff# Impact", (4, 10)),
    ],
)
def test_columns(body: str, columns: tuple[int, int]) -> None:
    (section,) = sections(body)
    assert (section.column, section.end_column) == columns


def test_the_title_of_the_document_is_no_section() -> None:
    assert names("# Impact on checkout\n## Summary\n## Impact\n") == [None, "summary", "impact"]
    assert names("# Summary\n## Summary\n") == [None, "summary"]
    assert names("# Summary\n## Details\n") == ["summary", None]
    assert names("# Summary\n# Impact\n") == ["summary", "impact"]
    assert names("# Customer impact\n") == ["impact"]


def test_a_sub_heading_does_not_repeat_its_section() -> None:
    assert names("## Root causes\n### Contributing factors\n## Impact\n") == ["root-causes", None, "impact"]


def test_kinds_of_action_are_no_sections() -> None:
    body = "## Action items\n### Detection\n### Mitigation\n### Prevention\n## Detection\n## Mitigation\n"
    assert names(body) == ["action-items", None, None, None, "detection", "resolution"]


@pytest.mark.parametrize(
    ("content", "empty", "prompt"),
    [
        ("", True, False),
        ("### Sub", True, False),
        ("***", True, False),
        ("### Sub\n\n***", True, False),
        ("- \n- [ ] \n  1. \n", True, False),
        ("| Time | Event |\n|---|---|\n", True, False),
        ("| Time | Event |\n|---|---|\n|  | |\n", True, False),
        ("<!-- pmctl: ignore[PM202] -->", True, False),
        ("<!-- -->", True, False),
        ("<!-- Who was affected? -->", False, True),
        ("<!-- One --> <!-- pmctl: ignore[PM203] -->", False, True),
        ("<!-- One -->\n\n### Sub\n\n<!-- Two\nlines -->\n\n---", False, True),
        ("- <!-- an event -->\n- \n", False, True),
        ("<!-- Who? -->\n\n- \n", False, True),
        ("<!-- Who? -->\n\nAll customers.", False, False),
        ("- all\n", False, False),
        ("- <!-- who --> all\n", False, False),
        ("- [ ] all\n", False, False),
        ("| Time | Event |\n|---|---|\n| 10:00 | |\n", False, False),
        ("All customers. <!-- really -->", False, False),
        ("```\n```", False, False),
        ("> quoted", False, False),
        ("<img src='graph.png'>", False, False),
        ("<!-- pmctl:actions -->\n<!-- /pmctl:actions -->", False, False),
        ("<!-- What next? -->\n\n<!-- pmctl:actions -->\n\n<!-- /pmctl:actions -->", False, False),
    ],
)
def test_whether_anything_is_said(content: str, empty: bool, prompt: bool) -> None:
    section = sections(f"## Impact\n\n{content}\n")[0]
    assert (section.is_empty, section.is_prompt_only) == (empty, prompt)


@given(
    st.lists(
        st.sampled_from(["# Impact", "## Timeline", "### x", "words", "<!-- a -->", "- ", "", "---", "| a |\n|--|"])
    )
)
def test_sections_nest_and_cover_their_blocks(lines: list[str]) -> None:
    body = "\n\n".join(lines)
    blocks = parse_body(body)
    found = read_sections(blocks, NAMES)
    assert len(found) == sum(block.kind == "heading" for block in blocks)
    for section in found:
        assert not (section.is_empty and section.is_prompt_only)
        assert all(block.level > section.level for block in section.blocks if block.kind == "heading")
        assert section.end_line >= section.line
        line = body.split("\n")[section.line - 1]
        assert line[section.column - 1 : section.end_column - 1] == section.heading


PIECES = [
    "Impact",
    "tl",
    "TL",
    "dr",
    ";",
    " ",
    "&amp;",
    "<!--",
    "<b>",
    "[",
    "]",
    "(x)",
    "!",
    "{#a}",
    "`",
    "~",
    "1\ufe0f",
    "ſ",
    ":x:",
]


@given(st.lists(st.sampled_from(PIECES) | st.characters(codec=None), max_size=6).map("".join))
def test_words_that_show_no_marks_have_none(heading: str) -> None:
    quick = plain_words(heading)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(heading_words, "_MARKED", re.compile(""))
        assert plain_words(heading) == quick
