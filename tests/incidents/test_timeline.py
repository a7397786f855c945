"""The table of an export's entries: which ones, and how they are written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.incidents.decisive import is_decisive
from pmctl.incidents.model import Entry, Link, Weight
from pmctl.incidents.timeline import MOST, chosen, event_text, timeline_table
from pmctl.postmortem.markdown import parse_body
from tests.timelines import entries as read_entries

START = datetime(2026, 3, 14, 9, 52, tzinfo=UTC)


def entry(text: str = "x", *, at: datetime = START, who: str | None = None, weight: Weight = Weight.USUAL) -> Entry:
    return Entry(at=at, text=text, who=who, weight=weight)


def test_what_matters_most_stays_in_its_order() -> None:
    weights = (Weight.MINOR, Weight.USUAL, Weight.MARKED, Weight.NOTED, Weight.MINOR, Weight.MARKED, Weight.USUAL)
    entries = tuple(entry(str(n), weight=weight) for n, weight in enumerate(weights))
    for most, left in ((7, "0123456"), (6, "012356"), (5, "02356"), (4, "0256"), (3, "026"), (2, "06")):
        assert "".join(one.text for one in chosen(entries, most)) == left
    assert chosen(entries) == entries


def test_what_decided_something_comes_before_talk() -> None:
    texts = ["hm", "why", "Rolled back everywhere", "lol", "復旧しました", "ok", "bye"]
    said = [entry(text, at=START + timedelta(minutes=n)) for n, text in enumerate(texts)]
    assert [one.text for one in chosen(said, 4)] == ["hm", "Rolled back everywhere", "復旧しました", "bye"]
    assert not is_decisive("x" * 300 + " rolled back")


@pytest.mark.parametrize("marked", [{20, 40}, set(range(0, 200, 2))])
def test_the_beginning_the_middle_and_the_end_are_there(marked: set[int]) -> None:
    said = [
        entry(str(n), at=START + timedelta(minutes=n), weight=Weight.MARKED if n in marked else Weight.USUAL)
        for n in range(200)
    ]
    found = [int(one.text) for one in chosen(said)]
    assert (len(found), found[0], found[-1]) == (MOST, 0, 199)
    assert len(marked & set(found)) == min(len(marked), MOST - 1)
    assert max(later - earlier for earlier, later in pairwise(found)) <= 8


@given(st.lists(st.integers(0, 10**6), max_size=30), st.integers(2, 12))
def test_as_many_as_may_be_are_chosen(seconds: list[int], most: int) -> None:
    entries = [entry(str(n), at=START + timedelta(seconds=after)) for n, after in enumerate(sorted(seconds))]
    found = chosen(entries, most)
    assert len(found) == min(most, len(entries))
    assert list(found) == [one for one in entries if one in found]


def test_seconds_only_where_there_are_some() -> None:
    assert timeline_table([entry("a")]) == "| Time (UTC) | Event |\n| :- | :- |\n| 2026-03-14 09:52 | a |\n"
    assert "| 2026-03-14 09:52:00 | a |\n| 2026-03-14 09:52:07 | b |" in timeline_table(
        [entry("a"), entry("b", at=START + timedelta(seconds=7))]
    )


def test_who_said_or_did_it() -> None:
    for one, text in (
        (Entry(at=START, text="Acknowledged by Mara", who="Mara"), "Acknowledged by Mara"),
        (Entry(at=START, text="Acknowledged", who="Mara"), "Acknowledged (Mara)"),
        (Entry(at=START, text="it is “down”", who="Mara", is_quote=True), "Mara: “it is 'down'”"),
        (Entry(at=START, text="it is down", is_quote=True), "it is down"),
        (Entry(at=START, text="x", link="https://example.com/a|b\\c"), "x ([link](<https://example.com/a%7Cb%5Cc>))"),
    ):
        assert event_text(one) == text


GRAPH = "https://graphs.example.com/d/1?x=1&y=2_3"


def test_words_that_lead_somewhere() -> None:
    for text, links, shown in (
        ("see the graph", (Link("the graph", GRAPH),), f"see [the graph](<{GRAPH}>)"),
        ("the graph_1 | two", (Link("graph_1", GRAPH),), f"the [graph\\_1](<{GRAPH}>) \\| two"),
        ("“it” said", (Link("“it”", GRAPH),), f"[“it”](<{GRAPH}>) said"),
        ("here and here, here", (Link("here", GRAPH), Link("here", "https://example.com")),
         f"[here](<{GRAPH}>) and [here](<https://example.com>), here"),
        ("photograph", (Link("graph", GRAPH),), f"photograph ([graph](<{GRAPH}>))"),
        ("word " * 1000 + "graph", (Link("graph\x1b", GRAPH),), f"{'word ' * 1000}graph ([graph␛](<{GRAPH}>))"),
        (f"see {GRAPH}, and", (), f"see [graphs.example.com/d/1?x=1\\&y=2\\_3](<{GRAPH}>), and"),
        (f"({GRAPH})", (), f"([graphs.example.com/d/1?x=1\\&y=2\\_3](<{GRAPH}>))"),
        ("https://example.com/(a).", (), "[example.com/(a)](<https://example.com/(a)>)."),
        (f"https://example.com/{'a' * 400}", (),
         f"[example.com/{'a' * 38}…](<https://example.com/{'a' * 400}>)"),
        (f"https://{'a' * 3000}", (), f"https://{'a' * 3000}"),
        (" ".join(f"http://{n}.com" for n in range(51)), (),
         " ".join(f"[{n}.com](<http://{n}.com>)" for n in range(50)) + " http://50.com"),
    ):  # fmt: skip
        assert event_text(Entry(at=START, text=text, links=links)) == shown
    quote = Entry(at=START, text="the “graph”", who="Mara", is_quote=True, links=(Link("“graph”", GRAPH),), link=GRAPH)
    assert event_text(quote) == f"Mara: “the ['graph'](<{GRAPH}>)” ([link](<{GRAPH}>))"


def test_links_are_bounded() -> None:
    links = tuple(Link(f"n{n}", GRAPH) for n in range(100))
    assert event_text(Entry(at=START, text="x", links=links)).count(GRAPH) == 50
    assert event_text(Entry(at=START, text=f"https://{'a' * 1_000_000} " + "https://x " * 100_000)).count("](<") == 50


def test_nothing_that_people_wrote_is_cut() -> None:
    assert event_text(entry("word\n" * 1000 + "end")) == "word " * 1000 + "end"
    assert event_text(entry("x", who="Mara, Jonas and " * 20 + "Zoe")).endswith("Jonas and Zoe)")
    assert event_text(entry("x", who="y" * 1_000_000)) == f"x ({'y' * 1_024}…)"


HOSTILE = [
    "a | b", "a \\| b", "<script>alert(1)</script>", "<!-- pmctl:actions -->", "<!-- pmctl: ignore-file[PM402] -->",
    "line\nbreak\r\n| 2026-01-01 | x |", "\x1b[31mred\x07\x00", "[x](javascript:alert(1))", "![x](https://example.com/p)",
    "@everyone", "# not a heading", "---", "`code", "*bold*", "&lt;b&gt;", "\u202eevil", "\ud800", "", "TODO", "~~x~~",
]  # fmt: skip


def test_hostile_words_stay_words() -> None:
    links = tuple(Link(text, "https://example.com/|") for text in HOSTILE)
    table = timeline_table(
        [Entry(at=START, text=text, who=text, is_quote=True, links=links[n:]) for n, text in enumerate(HOSTILE)]
    )
    (block,) = parse_body(table)
    assert block.kind == "table"
    assert table.count("\n") == len(HOSTILE) + 2
    assert not set(table) & set("\x1b\x07\x00\r\u202e\ud800")
    assert "<!--" not in table.replace("\\<", "")
    assert len(read_entries(table)) == len(HOSTILE)


@given(st.lists(st.tuples(st.integers(0, 10**6), st.text(max_size=40)), min_size=1, max_size=8))
def test_pmctl_reads_what_it_writes(events: list[tuple[int, str]]) -> None:
    written = sorted((START + timedelta(seconds=seconds) for seconds, _ in events))
    table = timeline_table([Entry(at=at, text=text) for at, (_, text) in zip(written, events, strict=True)])
    read = read_entries(table)
    assert [one.at for one in read] == written
    assert all(one.zone_known and one.day_source == "entry" for one in read)
