from __future__ import annotations

import frontmatter as python_frontmatter
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.postmortem import frontmatter, yaml_events
from pmctl.postmortem.frontmatter import Block, find_block, read_mapping
from pmctl.postmortem.nodes import Mapping, Scalar, Sequence
from pmctl.postmortem.problems import Problem, ProblemKind
from pmctl.postmortem.strict_handler import FrontMatterError, StrictHandler

YAML_ATOMS = [
    "a", "b: ", "key: ", "- ", "\n", "\n", "\r\n", "\r", "\x85", "\u2028", "\ufeff", "  ", " # c", ": ", "[", "]", "{",
    "}", ", ", "'", '"', "|", "|+", "|2", ">-", "&x ", "*x", "!t ", "? ", "é", "😀", "---\n", "...\n", "\t", "1",
    "%YAML 1.1\n", "null", "\\", "@", "`", "\0", "\ud800", "<<: ",
]  # fmt: skip
yaml_ish = st.lists(st.sampled_from(YAML_ATOMS), max_size=25).map("".join)
any_text = st.text(st.characters(codec=None)) | yaml_ish


def read(text: str) -> Mapping:
    mapping, problems = read_mapping(text)
    assert problems == ()
    assert mapping is not None
    return mapping


def problem(text: str) -> Problem:
    mapping, problems = read_mapping(text)
    assert mapping is None
    return problems[0]


def nodes(node: object) -> list[Scalar | Sequence | Mapping]:
    if isinstance(node, Sequence):
        return [node, *(inner for item in node.items for inner in nodes(item))]
    if isinstance(node, Mapping):
        return [node, *(n for entry in node.entries.values() for n in (entry.key, *nodes(entry.node)))]
    assert isinstance(node, Scalar)
    return [node]


def sources(text: str) -> dict[str, object]:
    """The source of every scalar under its path of keys and indexes."""

    def walk(node: object, path: str) -> None:
        if isinstance(node, Mapping):
            for key, entry in node.entries.items():
                walk(entry.node, f"{path}.{key}" if path else key)
        elif isinstance(node, Sequence):
            for index, item in enumerate(node.items):
                walk(item, f"{path}[{index}]")
        else:
            found[path] = text[node.start : node.end]

    found: dict[str, object] = {}
    walk(read(text), "")
    return found


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("no", "no"), ("yes", "yes"), ("on", "on"), ("12:30", "12:30"), ("0123", "0123"), ("1.10", "1.10"),
        ("1e3", "1e3"), ("0x1F", "0x1F"), ("1_000", "1_000"), (".inf", ".inf"), ("2026-03-14", "2026-03-14"),
        ("2026-03-14T09:52:00Z", "2026-03-14T09:52:00Z"), ("+1", "+1"), ("=", "="), ("<<", "<<"),
        ("true", True), ("True", True), ("FALSE", False), ("tRUE", "tRUE"),
        ("null", None), ("~", None), ("", None), ("NULL", None), ("none", "none"),
        ("0", 0), ("12", 12), ("-3", -3), ("00", "00"), ("999999999999999999", 999999999999999999),
        ("1000000000000000000", "1000000000000000000"),
        ('"12"', "12"), ("'null'", "null"), ('""', ""), ("'it''s'", "it's"), (r'"a\nb\u263A"', "a\nb☺"),
        ("one\n  two", "one two"), ("|\n  12\n", "12\n"), (">-\n  a\n  b\n", "a b"),
        ("[a, 1, null, [], {}]", ["a", 1, None, [], {}]), ("{a: 1, b}", {"a": 1, "b": None}), ("[a: 1]", [{"a": 1}]),
        ("\n- a\n-\n- b: 1\n  c: 2\n- - d", ["a", None, {"b": 1, "c": 2}, ["d"]]),
        ("&x a", "a"), ("&x", None), ("&x [1]", [1]), ("a # c", "a"), ("a#c", "a#c"), ("# c", None),
        ("émoji 😀", "émoji 😀"),
    ],
)  # fmt: skip
def test_a_value_is_what_is_written(source: str, value: object) -> None:
    found = read(f"key: {source}\n").value
    assert repr(found) == repr({"key": value})


@pytest.mark.parametrize("text", ["", "\n", " \r\n\n", "# a comment\n", "\ufeff", "\ufeff\n", "---\n"])
def test_an_empty_block_has_no_keys(text: str) -> None:
    mapping, _ = read_mapping(text)
    assert mapping is None or mapping.value == {}


def test_keys_keep_their_order_and_are_text() -> None:
    mapping = read("z: 1\n12: 2\nnull: 3\n'a b': 4\n? long\n: 5\n<<: 6\n")
    assert mapping.value == {"z": 1, "12": 2, "null": 3, "a b": 4, "long": 5, "<<": 6}
    assert mapping.get("z") == mapping.entries["z"].node
    assert mapping.get("nowhere") is None


DOCUMENT = """\
id: a1 # comment
title: "two
  lines"
single: 'it''s'
empty:
spaced:   \t# comment
note: |  # header
  first

  second

folded: >-
    x
flow: [ä, "b", {c: d, e}, &x , 'f'] # comment
indented:
  - one # comment
  -
  - key: 1
    other: plain
     goes on
flat:
- &anchor two
- - deep
emoji: 😀 x
last: end"""

DOCUMENT_SOURCES = {
    "id": "a1", "title": '"two\n  lines"', "single": "'it''s'", "empty": "", "spaced": "",
    "note": "|  # header\n  first\n\n  second\n\n", "folded": ">-\n    x\n",
    "flow[0]": "ä", "flow[1]": '"b"', "flow[2].c": "d", "flow[2].e": "", "flow[3]": "&x", "flow[4]": "'f'",
    "indented[0]": "one", "indented[1]": "", "indented[2].key": "1", "indented[2].other": "plain\n     goes on",
    "flat[0]": "&anchor two", "flat[1][0]": "deep", "emoji": "😀 x", "last": "end",
}  # fmt: skip


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_every_slice_is_the_source_of_its_value(start: str, ending: str) -> None:
    text = start + DOCUMENT.replace("\n", ending)
    assert sources(text) == {path: source.replace("\n", ending) for path, source in DOCUMENT_SOURCES.items()}
    keys = [entry.key for entry in read(text).entries.values()]
    assert [text[key.start : key.end] for key in keys] == [key.text for key in keys]


@pytest.mark.parametrize("line_break", ["\x85", "\u2028", "\u2029", "\r"])
def test_yaml_knows_more_line_breaks_than_editors_do(line_break: str) -> None:
    text = f"a: 1 # c{line_break}b: two\nc: |\n  x{line_break}  y\nd: 'e'\n"
    assert sources(text) == {"a": "1", "b": "two", "c": f"|\n  x{line_break}  y\n", "d": "'e'"}
    mapping = read(text)
    assert [(entry.key.line, entry.key.column) for entry in mapping.entries.values()] == [
        (1, 1),
        (1, 10),
        (2, 1),
        (4, 1),
    ]


def test_collections_end_with_their_last_value() -> None:
    text = "a:\n  - x\n  - y\n\n# comment\nb: &n\n  c: 1\n\nd: [1,\n  2 ]\ne: {f: g}\n"
    mapping = read(text)
    slices = {key: text[entry.node.start : entry.node.end] for key, entry in mapping.entries.items()}
    assert slices == {"a": "- x\n  - y", "b": "&n\n  c: 1", "d": "[1,\n  2 ]", "e": "{f: g}"}
    assert [getattr(mapping.get(key), "flow", None) for key in "abde"] == [False, False, True, True]


def test_positions_count_from_the_start_of_the_document() -> None:
    text = "\ufeff---\r\nid: x\r\nactions:\r\n  - id: A1\r\n---\r\nbody"
    block = find_block(text)
    assert isinstance(block, Block)
    mapping, _ = read_mapping(text, start=block.start, end=block.end, line=block.line)
    assert mapping is not None
    found = nodes(mapping)[-1]
    assert (found.line, found.column, text[found.start : found.end]) == (4, 9, "A1")


@pytest.mark.parametrize(
    ("text", "block", "between", "body"),
    [
        ("---\na: 1\n---\nbody", (2, 4), "a: 1\n", "body"),
        ("---\na: 1\n---", (2, 3), "a: 1\n", ""),
        ("---\n---\n", (2, 3), "", ""),
        ("---\na: 1\n...\nbody", (2, 4), "a: 1\n", "body"),
        ("\ufeff---  \r\na: 1\r\n---\t\r\n\r\nbody", (2, 4), "a: 1\r\n", "\r\nbody"),
        ("---\ra: 1\n---\rbody\n---\r", (1, 3), "a: 1\n---\rbody\n", ""),
        ("---\na: |\n  ---\n ---\n---\nx", (2, 6), "a: |\n  ---\n ---\n", "x"),
        ("---\na: 1\n----\n---x\n---\n---\n", (2, 6), "a: 1\n----\n---x\n", "---\n"),
    ],
)
def test_the_block_stands_between_the_hyphens(text: str, block: tuple[int, int], between: str, body: str) -> None:
    found = find_block(text)
    assert isinstance(found, Block)
    assert text[found.start : found.end] == between
    assert text[found.body :] == body
    assert (found.line, found.body_line) == (block[0], block[1])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty"),
        ("\ufeff \n", "the file is empty"),
        ("# Title\n", "the document has no front matter"),
        ("\n---\na: 1\n---\n", "the front matter does not start on the first line"),
        (" ---\na: 1\n---\n", "the first line is not exactly three hyphens"),
        ("+++\na = 1\n+++\n", "the front matter is TOML; pmctl reads YAML"),
        ("----\na: 1\n----\n", "the first line is not exactly three hyphens"),
    ],
)
def test_front_matter_that_is_missing(text: str, message: str) -> None:
    found = find_block(text)
    assert isinstance(found, Problem)
    assert (found.kind, found.message, found.line) == (ProblemKind.MISSING_FRONT_MATTER, message, 1)
    assert found.help


@pytest.mark.parametrize("text", ["---", "---\na: 1\n", "---\na: 1\n ---\n", "---\na: 1\n--- #\n"])
def test_front_matter_that_never_ends(text: str) -> None:
    found = find_block(text)
    assert isinstance(found, Problem)
    assert found.kind is ProblemKind.UNTERMINATED_FRONT_MATTER


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("- a\n", 1, 1, "the front matter must be `key: value` lines"),
        ("just words\n", 1, 1, "the front matter must be `key: value` lines"),
        ("a: 1\n---\nb: 2\n", 2, 1, "there is more than one YAML document"),
        ("a: &x 1\nb: *x\n", 2, 4, "*x is a YAML alias"),
        ("a: !!str 1\n", 1, 4, "tag:yaml.org,2002:str is a YAML tag"),
        ("a: !t [1]\n", 1, 4, "!t is a YAML tag"),
        ("a: !t {b: 1}\n", 1, 4, "!t is a YAML tag"),
        ("b: 1\n[a]: 1\n", 2, 1, "a key must be plain text"),
        ("{b: 1}: 1\n", 1, 1, "a key must be plain text"),
        ("a: &x 1\n*x : 2\n", 2, 1, "a key must be plain text"),
        ("a: 1\nb: x\0y\n", 2, 5, "the character U+0000 is not allowed in YAML"),
        ("a: \ud800\n", 1, 4, "the character U+D800 is not allowed in YAML"),
        ("a: \x1b[1m\n", 1, 4, "the character U+001B is not allowed in YAML"),
        ("a: 1\n\tb: 2\n", 2, 1, "a line is indented with a tab"),
        ("a: 1\n  b: 2\n", 2, 4, "the front matter is not valid YAML: mapping values are not allowed in this context"),
        ("a: 'x\n", 1, 4, "a quote is opened and never closed"),
        ("a: [1\n", 1, 4, "a bracket is opened and never closed"),
        ("a: 'x' y\n", 1, 4, "the value goes on behind its closing quote"),
        ('a: "\\q"\n', 1, 4, "\\q means nothing in double quotes"),
        ('a: "x\n  \\q"\n', 2, 3, "the front matter is not valid YAML: found unknown escape character"),
        ("owner: @mara # x\n", 1, 8, "a value that starts with @ must be in quotes"),
        ("a:\n- @mara\n", 2, 3, "a value that starts with @ must be in quotes"),
        ("a:\n  - `x`\r\n", 2, 5, "a value that starts with ` must be in quotes"),
        ("a: %x\n", 1, 4, "a value that starts with % must be in quotes"),
        ("a: [b, @mara]\n", 1, 8, "a value that starts with @ must be in quotes"),
        ("title: A: b\n", 1, 8, "a value that contains `: ` must be in quotes"),
        ("title: A:\nb: @x\n", 1, 8, "a value that contains `: ` must be in quotes"),
    ],
)
def test_what_is_not_read_is_named_with_its_place(text: str, line: int, column: int, message: str) -> None:
    found = problem(text)
    assert (found.kind, found.message) == (ProblemKind.INVALID_YAML, message)
    assert (found.line, found.column) == (line, column)


def test_every_usual_mistake_is_named_at_once() -> None:
    _, problems = read_mapping("owner: @mara\ntitle: A: b\nok: 1\nby: [@jonas]\n", line=2)
    assert [(p.line, p.column, p.end_column, p.help) for p in problems] == [
        (2, 8, 13, 'Put it in quotes: "@mara"'),
        (3, 8, 12, 'Put it in quotes: "A: b"'),
        (5, 6, 12, 'Put it in quotes: "@jonas"'),
    ]


@pytest.mark.parametrize(
    ("text", "help_"),
    [
        ("a: 1\n  b: 2\n", "Check the indentation of this line and of the one before it."),
        ("'x", "A quote or a bracket is opened and never closed."),
        ('a: "x\n  \\q"\n', None),
    ],
)
def test_advice_fits_the_mistake(text: str, help_: str | None) -> None:
    assert problem(text).help == help_


def test_duplicate_keys_are_refused_wherever_they_are() -> None:
    _, problems = read_mapping('a: 1\nb: {c: 1, c: 2}\n"a": 2\na: 3\n')
    assert {p.kind for p in problems} == {ProblemKind.DUPLICATE_KEY}
    assert [(p.message, p.line, p.column, p.end_column) for p in problems] == [
        ("c is written twice (first on line 2)", 2, 11, 12),
        ("a is written twice (first on line 1)", 3, 1, 2),
        ("a is written twice (first on line 1)", 4, 1, 2),
    ]


def test_nesting_is_read_up_to_the_limit() -> None:
    deepest = yaml_events.MAX_DEPTH - 1
    assert read(f"a: {'[' * deepest}{']' * deepest}\n")
    assert "nested deeper than 32 levels" in problem(f"a: {'[' * (deepest + 1)}{']' * (deepest + 1)}\n").message


@pytest.mark.parametrize("text", ["a: " + "[" * 50_000, "a: " + "{a: " * 50_000, "a:\n  " + "- " * 50_000 + "x\n"])
def test_nothing_recurses(text: str) -> None:
    assert "nested deeper" in problem(text).message


def test_a_bomb_of_aliases_does_not_go_off() -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]" for i in range(1, 60))]
    assert problem("\n".join(lines)).message == "*a0 is a YAML alias"


def test_the_length_is_limited() -> None:
    text = "a: " + "x" * frontmatter.MAX_LENGTH
    assert problem(text).message == "the front matter is longer than 1,000,000 characters"
    assert read(text[:-3]).value


def test_python_frontmatter_reads_through_the_handler() -> None:
    post = python_frontmatter.loads("\ufeff---\nid: no\nn: 12\n...\n\nbody\n", handler=StrictHandler())
    assert post.metadata == {"id": "no", "n": 12}
    assert post.content == "body"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("---\na: @x\nb: @y\n---\n", "line 2: a value that starts with @ must be in quotes; line 3: "),
        ("---\na: 1\na: 2\n---\n", "line 3: a is written twice"),
    ],
)
def test_the_handler_raises_where_pmctl_reports(text: str, message: str) -> None:
    with pytest.raises(FrontMatterError, match=f"^{message}"):
        python_frontmatter.loads(text, handler=StrictHandler())


def test_the_handler_splits_only_a_whole_block() -> None:
    with pytest.raises(FrontMatterError, match=r"^the front matter is never closed$"):
        StrictHandler().split("---\na: 1\n")


@pytest.mark.parametrize(
    "text",
    ["a: @x" + " " * 200_000 + "y#z\n", "\t" * 200_000 + "\nb: @c\n", "a: b: c\nk:" + " " * 200_000 + "x\n\t@"],
)
def test_a_long_line_is_refused_at_once(text: str) -> None:
    assert read_mapping(text)[0] is None


def test_a_usual_mistake_far_from_where_reading_stopped_is_no_mistake() -> None:
    text = "note: |\n  see: it: there\n  - @mara\n\n\nquote: 'open\n"
    assert [found.line for found in read_mapping(text)[1]] == [6]


@given(any_text)
def test_finding_the_block_never_raises(text: str) -> None:
    found = find_block("---\n" + text)
    if isinstance(found, Block):
        assert 4 <= found.start <= found.end < found.body <= len(text) + 4
    assert find_block(text)


@given(any_text)
def test_reading_never_raises(text: str) -> None:
    mapping, problems = read_mapping(text)
    assert (mapping is None) == bool(problems)
    for found in problems:
        assert 1 <= found.line <= text.count("\n") + 1
        assert found.column >= 1
    for node in nodes(mapping) if mapping else ():
        assert 0 <= node.start <= node.end <= len(text)


@given(yaml_ish, yaml_ish)
def test_what_stands_before_the_block_does_not_matter(before: str, text: str) -> None:
    alone, problems = read_mapping(text)
    moved, same_problems = read_mapping(before + text + "x", start=len(before), end=len(before + text))
    assert problems == same_problems
    if alone and moved:
        assert moved.value == alone.value
        pairs = zip(nodes(alone), nodes(moved), strict=True)
        assert all(b.start - a.start == b.end - a.end == len(before) for a, b in pairs)


@given(yaml_ish)
def test_the_source_of_a_value_reads_as_the_value(text: str) -> None:
    mapping, _ = read_mapping(text)
    for node in nodes(mapping) if mapping else ():
        source = text[node.start : node.end]
        if isinstance(node, Scalar) and source and not source.startswith(("|", ">", "&")):
            again, _ = read_mapping(f"[{source}]" if "{" in text else f"? {source}\n")
            assert again is None or list(again.entries) == [node.text]
