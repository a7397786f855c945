from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pmctl.postmortem.frontmatter import read_mapping
from pmctl.postmortem.yaml_text import EditError, format_like, format_literal, format_value, reads_as

CET = dt.timezone(dt.timedelta(hours=2))
ODD = dt.timezone(dt.timedelta(minutes=19, seconds=32))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("plain", "plain"), ("two words", "two words"), ("it's", "it's"), ('say "x"', 'say "x"'), ("a\\b", "a\\b"),
        ("a#b", "a#b"), ("a:b", "a:b"), ("a, b", "a, b"), ("a [b]", "a [b]"), ("é 😀", "é 😀"), ("a\xa0b", "a\xa0b"),
        ("https://x.example/a?b=c#d", "https://x.example/a?b=c#d"), ("SEV1", "SEV1"), ("80 %", "80 %"),
        ("2026-04-01", "2026-04-01"), ("2026-04-01T10:00:00Z", "2026-04-01T10:00:00Z"),
        ("", '""'), ("null", '"null"'), ("~", '"~"'), ("true", '"true"'), ("12", '"12"'), ("-3", '"-3"'),
        ("no", '"no"'), ("On", '"On"'), ("12:30", '"12:30"'), ("0123", '"0123"'), ("1.10", '"1.10"'), ("=", '"="'),
        ("<<", '"<<"'), (".inf", '".inf"'), ("1_000", '"1_000"'), ("0x1F", '"0x1F"'),
        ("@mara", '"@mara"'), ("`x`", '"`x`"'), ("%x", '"%x"'), ("- x", '"- x"'), ("-x", '"-x"'), ("? x", '"? x"'),
        ("#x", '"#x"'), ("&x", '"&x"'), ("*x", '"*x"'), ("!x", '"!x"'), ("|", '"|"'), (">", '">"'), ("'x'", "\"'x'\""),
        ('"x"', '"\\"x\\""'), ("[x]", '"[x]"'), ("{x}", '"{x}"'), (",x", '",x"'), (": x", '": x"'), ("---", '"---"'),
        ("a: b", '"a: b"'), ("a:", '"a:"'), ("a #b", '"a #b"'), (" a", '" a"'), ("a ", '"a "'), ("\xa0a", '"\xa0a"'),
        ("a\nb", '"a\\nb"'), ("a\tb", '"a\\tb"'), ("a\r", '"a\\r"'), ("\0", '"\\0"'), ("\x1b[1m", '"\\e[1m"'),
        ("\x01", '"\\x01"'), ("\x7f", '"\\x7F"'), ("\x85", '"\\N"'), ("a\u2028b", '"a\\Lb"'), ("a\u2029b", '"a\\Pb"'),
        ("\ufeffa", '"\\uFEFFa"'), ("\ufffe", '"\\uFFFE"'), ('"\\\n', '"\\"\\\\\\n"'),
        (None, "null"), (True, "true"), (False, "false"), (0, "0"), (-12, "-12"), (10**18 - 1, "9" * 18),
        (dt.date(2026, 4, 1), "2026-04-01"), (dt.date(1, 2, 3), "0001-02-03"),
        (dt.datetime(2026, 4, 1, 10, tzinfo=dt.UTC), "2026-04-01T10:00:00Z"),
        (dt.datetime(2026, 4, 1, 10, 0, 1, 500000, tzinfo=CET), "2026-04-01T10:00:01.500000+02:00"),
        (dt.datetime(2026, 4, 1, 10, tzinfo=ODD), "2026-04-01T09:40:28Z"),
        ([], "[]"), (["a", 1, None], "[a, 1, null]"), (("a, b", "@x"), '["a, b", "@x"]'), ([["a"], []], "[[a], []]"),
        ([dt.date(2026, 4, 1), "http://x"], "[2026-04-01, http://x]"), (["a]", "{b"], '["a]", "{b"]'),
    ],
)  # fmt: skip
def test_a_value_is_written(value, written: str) -> None:
    assert format_value(value) == written


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("a\ud800", "the character U+D800 is half of one and cannot be written"),
        (["\udfff"], "the character U+DFFF is half of one and cannot be written"),
        (dt.datetime.fromisoformat("2026-04-01"), "the time 2026-04-01T00:00:00 has no UTC offset"),
        (10**18, "1000000000000000000 is too large a number to be written"),
    ],
)
def test_what_would_not_be_read_back_is_refused(value, message: str) -> None:
    with pytest.raises(EditError) as caught:
        format_value(value)
    assert caught.value.message == message
    assert caught.value.hint


@pytest.mark.parametrize("value", [1.5, {"a": 1}, b"x", Decimal(1), {1}])
def test_other_types_are_a_bug(value) -> None:
    with pytest.raises(TypeError, match="cannot be written as a value of the front matter"):
        format_value(value)


@pytest.mark.parametrize(
    ("source", "value", "written"),
    [
        ('"x"', "y", '"y"'), ("'x'", "y", "'y'"), ("x", "y", "y"), ("", "@y", '"@y"'),
        ("'x'", "it's \"\\", "'it''s \"\\'"),
        ("'x'", "a\nb", '"a\\nb"'), ("'x'", 1, "1"), ('"x"', None, "null"),
        ("'x'", dt.date(2026, 4, 1), "'2026-04-01'"),
        ('"x"', ["a"], "[a]"), ("'x'", "", "''"),
    ],
)  # fmt: skip
def test_quotes_stay_where_they_can(source: str, value, written: str) -> None:
    assert format_like(source, value) == written


def test_a_comma_means_something_between_brackets() -> None:
    assert format_like("x", "a, b", flow=True) == '"a, b"'
    assert format_like("'x'", "a, b", flow=True) == "'a, b'"


texts = st.text(st.characters(exclude_categories=["Cs"])) | st.lists(
    st.sampled_from(
        ["a", " ", ":", "#", "-", ",", "[", "}", "'", '"', "\\", "\n", "\t", "?", "@", "%", "|", "1", ".", "e", "no",
         "~", "\u2028", "\x85", "\ufeff", "&", "*", "!", "=", "<", "0x"]
    )
).map("".join)  # fmt: skip
scalars = st.one_of(
    texts,
    st.none(),
    st.booleans(),
    st.integers(1 - 10**18, 10**18 - 1),
    st.dates(),
    st.datetimes(timezones=st.just(CET)),
)


@given(scalars | st.lists(scalars, max_size=4))
def test_what_is_written_is_read_back(value) -> None:
    flow = value if isinstance(value, list) else [value]
    text = f"a: {format_value(value)} # c\nb: {{k: {format_value(value, flow=True)}, l: {format_value(flow)}}}\n"
    mapping, problems = read_mapping(text)
    assert problems == ()
    assert mapping is not None
    read = reads_as(value)
    assert repr(mapping.value) == repr({"a": read, "b": {"k": read, "l": reads_as(flow)}})


@given(texts)
def test_other_readers_read_text_as_text(text: str) -> None:
    read = yaml.safe_load(f"a: {format_value(text)}\n")["a"]
    assert read == text or isinstance(read, dt.date)


@given(texts, st.sampled_from(["", "x", "'x'", '"x"', "[x]"]), st.booleans())
def test_what_is_written_like_something_is_read_back(text: str, source: str, flow: bool) -> None:
    written = format_like(source, text, flow=flow)
    mapping, _ = read_mapping(f"a: [{written}]\n" if flow else f"a: {written} # c\n")
    assert mapping is not None
    assert mapping.value == {"a": [text] if flow else text}


@given(texts | st.lists(st.sampled_from(["a", " b", "# c", "", " ", "d: e"])).map("\n".join))
def test_a_literal_block_is_read_back(text: str) -> None:
    block = format_literal(text, indent="   ", ending="\n")
    if block is None:
        return
    header, lines = block
    mapping, _ = read_mapping(f"a:\n  b: {header} # c\n{lines}\n\n  d: 1\n")
    assert mapping is not None
    assert mapping.value == {"a": {"b": text, "d": 1}}
