"""The table of an export's entries: which ones, and how they are written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pmctl.incidents.model import Entry
from pmctl.incidents.timeline import chosen, event_text, timeline_table
from pmctl.postmortem.markdown import parse_body
from tests.timelines import entries as read_entries

START = datetime(2026, 3, 14, 9, 52, tzinfo=UTC)


def entry(text: str = "x", *, at: datetime = START, who: str | None = None, rank: int = 1) -> Entry:
    return Entry(at=at, text=text, who=who, rank=rank)


def test_what_matters_most_stays_in_its_order() -> None:
    entries = tuple(entry(str(n), rank=rank) for n, rank in enumerate((2, 1, 0, 1, 2, 0, 1)))
    assert [one.text for one in chosen(entries, 4)] == ["1", "2", "3", "5"]
    assert chosen(entries) == entries


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


def test_long_words_are_cut() -> None:
    assert event_text(entry("word " * 100)).endswith("word…")
    assert len(event_text(entry("x" * 1_000_000))) == 281
    assert event_text(entry("x", who="y" * 1_000_000)) == f"x ({'y' * 80}…)"


HOSTILE = [
    "a | b", "a \\| b", "<script>alert(1)</script>", "<!-- pmctl:actions -->", "<!-- pmctl: ignore-file[PM402] -->",
    "line\nbreak\r\n| 2026-01-01 | x |", "\x1b[31mred\x07\x00", "[x](javascript:alert(1))", "![x](https://example.com/p)",
    "@everyone", "# not a heading", "---", "`code", "*bold*", "&lt;b&gt;", "\u202eevil", "\ud800", "", "TODO", "~~x~~",
]  # fmt: skip


def test_hostile_words_stay_words() -> None:
    table = timeline_table([Entry(at=START, text=text, who=text, is_quote=True) for text in HOSTILE])
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
