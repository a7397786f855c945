"""What is left of a template, and the many real titles and sentences that only look like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.postmortem import placeholders
from pmctl.postmortem.conventions import Conventions
from pmctl.postmortem.parse import parse
from pmctl.postmortem.placeholders import find_placeholders, hide_unread, is_placeholder, may_hold_placeholders
from pmctl.postmortem.prose import words_of
from tests.mutations import mutated, written

PIECES = (
    *(
        "TODO",
        "todo",
        "@",
        "TBD",
        "tba",
        "TBC",
        "FIXME",
        "XXX",
        "xxx",
        "CHANGE ME",
        "CHANGEME",
        "REPLACEME",
        "change_me",
        "REPLACE-ME",
        "FILL IN",
    ),
    *(
        "fill-me-in",
        "PLACEHOLDER",
        "(",
        ")",
        "**",
        "`",
        "_",
        "~",
        ":",
        ".",
        "!",
        "?",
        "…",
        "-",
        "–",
        "—",
        "<",
        ">",
        "[",
        "]",
    ),
    *(
        "{",
        "{{",
        "}}",
        "$",
        "your name",
        "your-handle",
        "handle",
        "username",
        "someone",
        "nobody",
        "to be decided",
        "lorem",
    ),
    *(
        "ipsum",
        "dolor",
        "YYYY",
        "-MM",
        "-DD",
        "2026-03-",
        "14",
        "T",
        "HH:MM",
        "hh:mm:ss",
        "Z",
        " UTC",
        "+01:00",
        "??",
        " ",
    ),
    *(
        "<insert ",
        "[Describe ",
        "<!-- ",
        " -->",
        "[add ",
        "links to ",
        "name of",
        "](",
        "https://example.com/",
        "\n",
        "/",
        "#",
    ),
    *("ı", "İ", "ſ", "K", "É", "a", "e.g. ", "```"),
)
TEXTS = st.text(st.sampled_from(" \t\r\n|:.()[]{}<>`~*_-#@!/=\"'TODBAXFIME13axYMDH") | st.characters(), max_size=80)


@pytest.mark.parametrize(
    "value",
    [
        *("TODO", "todo", "Tbd", "TODO: who?", "@TODO", "@todo", "TBD", "TBA", "tbc.", "FIXME", "XXX", "changeme"),
        *("TBD (after the review)", "TBD - ask Mara", "TODO(@mara): x", "(TBD)", "**TODO**", "`TODO`", " TODO "),
        *("TODO. Ask Mara", "Fill me in", "FILL-IN", "placeholder", "Replace me", "TODO:\nwrite a title"),
        *("???", "?", "…", "...", "--", "_", "–", "<name>", "@<owner>", "[owner]", "{{ x }}", "{owner}", "${OWNER}"),
        *("your name", "@your-handle", "Your team here", "@handle", "someone", "to be determined", "To be confirmed"),
        *("YYYY-MM-DD", "yyyy-mm-dd", "YYYY-MM-DDTHH:MM:SSZ", "2026-MM-DD", "2026-03-DD", "2026-03-??", "HH:MM UTC"),
        *("2026-03-14THH:MM:00Z", "2026-03-14 HH:MM +01:00", "Lorem ipsum dolor sit amet"),
    ],
)
def test_a_value_to_be_filled_in(value: str) -> None:
    assert is_placeholder(value)


@pytest.mark.parametrize(
    "value",
    [
        *(
            "",
            "none",
            "None",
            "unknown",
            "n/a",
            "no one",
            "@mara",
            "mara@example.com",
            "<mara@example.com>",
            "2026-03-14",
        ),
        *("https://example.com/<id>", "<https://example.com>", "[P1] pager storm", "<script> tag broke the page"),
        *("Todo-app outage", "TODO app outage", "TODO-app outage", "Todo: app outage", "todo list lost entries"),
        *(
            "Placeholder images shown to customers",
            "Someone deleted the table",
            "Nobody could log in",
            "TBD team outage",
        ),
        *("XXXL shirts sold out", "Fill-in form crashed", "{{ name }} shown in mails", "Change me button broken"),
        *("?debug=1 in production", "A1", "-1", "Handle leak in the driver", "Your account page was empty"),
        *("Dates shown as YYYY-MM-DD", "Lorem shop down", "[retries](https://example.com)", "TBDs were closed"),
    ],
)
def test_a_value_that_somebody_wrote(value: str) -> None:
    assert not is_placeholder(value)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        *[("TODO", "TODO"), ("TODO: write", "TODO"), ("- TBD", "TBD"), ("| TBD |", "TBD"), ("Root cause: TBD.", "TBD")],
        *[("**TODO**", "TODO"), ("_TODO: write_", "TODO"), ("*TBD*", "TBD"), ("> TODO: x", "TODO"), ("1. TBD", "TBD")],
        *[("- [ ] TODO: write", "TODO"), ("- [x] TBD", "TBD"), ("## Impact: TBD", "TBD"), ("**Impact:** TBD", "TBD")],
        *[("**Impact**: TBD", "TBD"), ("Owner: @TODO", "@TODO"), ("Owner → TBD", "TBD"), ("Owner -> TBD", "TBD")],
        *[("Owner - TBD", "TBD"), ("| a | TBD — ask | b |", "TBD"), ("| a<br>TODO: b |", "TODO"), ("TBD...", "TBD")],
        *[("It ended. TODO: check", "TODO"), ("TODO. Then more.", "TODO"), ("TODO(@mara): x", "TODO")],
        *[("TBD (after the review)", "TBD"), ("(TODO)", "TODO"), ("(TBD: ask)", "TBD"), ("It failed. (TODO)", "TODO")],
        *[("[TODO]", "TODO"), ("[TBD: link]", "TBD"), ("TODO add a graph", "TODO"), ("FIXME verify", "FIXME")],
        *[("XXX", "XXX"), ("FILL ME IN", "FILL ME IN"), ("CHANGEME", "CHANGEME"), ("TODO\r", "TODO")],
        *[("YYYY-MM-DD", "YYYY-MM-DD"), ("| HH:MM | x |", "HH:MM"), ("- HH:MM UTC: x", "HH:MM UTC")],
        *[("| 2026-03-14 HH:mm | x", "2026-03-14 HH:mm"), ("- Start: YYYY-MM-DD HH:MM", "YYYY-MM-DD HH:MM")],
        *[("### {{ 08:45 }}", "{{ 08:45 }}"), ("{{ name }} called", "{{ name }}"), ("{{ a. b }}", "{{ a. b }}")],
        *[
            ("<insert name>", "<insert name>"),
            ("[Describe it]", "[Describe it]"),
            ("[link to issue]", "[link to issue]"),
        ],
        *[("Lorem ipsum dolor sit", "Lorem ipsum dolor"), ("TBD team; owner: TBD", "TBD")],
    ],
)
def test_a_placeholder_in_a_line(line: str, found: str) -> None:
    match = next(find_placeholders(line), None)
    assert match is not None
    assert match[0] == found


@pytest.mark.parametrize(
    "line",
    [
        *("", "a TODO list", "TODO lists grew", "TODO comments were stale", "TODOs: none", "to do: x", "Todo: x"),
        *("the Department (TBD) was told", "the TBD team", "(TBD) team", "TBD, our vendor, was told", "left as TBD"),
        *("what is high is TBD", "see “TODO: x”", 'see "TODO: x"', "the ticket TODO: x", "the comment: TODO"),
        *("The log said: TODO", "the message was: FIXME.", "e.g. TODO.", "such as: TODO", "TODO/TBD", "a - TODO list"),
        *("`TODO: x`", "``TODO ` x``", "the `x` TODO", "<!-- TODO: x -->", "https://example.com/TODO", "#TODO"),
        *("[see](TODO)", "[TODO](https://example.com)", "[TODO][1]", "![TODO](a.png)", "TODO-12: x", "MY_TODO: x"),
        *("TODO_LIST", "README.TODO", "INC-XXX: x", "XXXL", "Super Bowl XXX", "TODO writes a file", "TBD add"),
        *("in the format YYYY-MM-DD", "the format: YYYY-MM-DD", "ISO 8601: YYYY-MM-DD", "| Time (HH:MM) | x |"),
        *("YYYY-MM-DD dates broke it", "the pattern is: HH:MM", "2026-03-14", "showed lorem ipsum text"),
        *("{{ page.title }}", "{{ date | long }}", '{{ image("x") }}', "{{< toc >}}", "{{% note %}}", "${{ env }}"),
        *("{{ .Values.x }}", "{{ $labels.x }}", "{{site.url}}", "[a]({{ x }})", "<a b={{ x }}>"),
        *("press <enter>", '<add key="x">', "<your-pod>", "[Add a limit](x)", "[Add a limit][1]", "[insert x]: y"),
    ],
)
def test_a_line_that_somebody_wrote(line: str) -> None:
    assert list(find_placeholders(line)) == []


def test_all_of_a_line_in_order_with_their_kinds() -> None:
    found = [(match.lastgroup, match[0]) for match in find_placeholders("| TODO | HH:MM | {{ x }} | a TODO list |")]
    assert found == [("word", "TODO"), ("stamp", "HH:MM"), ("braces", "{{ x }}")]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a `b` c", "a xxx c"),
        ("a <!-- b\nc --> d", "a       \n      d"),
        ("a <!-- b", "a       "),
        ("```\nb\r\n```\nc", "   \n \r\n   \nc"),
        ("- x\n  ~~~ sh\n  b\n  ~~~\n  c", "- x\n        \n   \n     \n  c"),
        ("```\nb", "   \n "),
        ("[a](b(c)d) e", "[a](xxxxx) e"),
        ("see https://example.com/a?b|c", "see xxxxxxxxxxxxxxxxxxxxxxx|c"),
        ('<a href="b">c</a>', "xxxxxxxxxxxxc</a>"),
        ("a ` b `` c", "a ` b `` c"),
    ],
)
def test_what_nobody_reads_is_blanked_in_place(text: str, shown: str) -> None:
    assert hide_unread(text) == shown


@given(TEXTS)
def test_blanking_keeps_every_place(text: str) -> None:
    shown = hide_unread(text)
    assert len(shown) == len(text)
    assert [(i, c) for i, c in enumerate(shown) if c in "\r\n"] == [(i, c) for i, c in enumerate(text) if c in "\r\n"]


@given(TEXTS)
def test_any_text_can_be_looked_at(text: str) -> None:
    assert is_placeholder(text) in {True, False}
    for line in text.split("\n"):
        for match in find_placeholders(line):
            assert 0 <= match.start() < match.end() <= len(line)


@pytest.mark.parametrize(
    "unit", ["`", "` ", "(", "](", "](()", "<a ", "<a =", "{{ ", "a TODO ", "[insert ", "a@", "a="]
)
def test_a_hostile_line_is_cheap(unit: str) -> None:
    line = "a" + unit * (100_000 // len(unit))
    assert not list(find_placeholders(line))
    assert not is_placeholder(line)


@given(st.lists(st.sampled_from(PIECES), max_size=6).map("".join))
def test_a_first_look_at_a_value_misses_nothing(value: str) -> None:
    text = value.strip()
    found = placeholders._WHOLE_VALUE.fullmatch(text) or placeholders._OPENED_VALUE.fullmatch(text)
    assert is_placeholder(value) == bool(found)


@given(mutated(written(), PIECES))
def test_a_first_look_at_a_text_misses_nothing(text: str) -> None:
    words = words_of(parse(text, "outage.md", Conventions()))
    found = any(next(find_placeholders(line), None) for line in hide_unread(text).split("\n"))
    assert may_hold_placeholders(text, words) or not found
