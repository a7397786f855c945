from __future__ import annotations

import datetime as dt
from enum import StrEnum

import pytest

from pmctl.postmortem.edit import EditError, add_key, append_action, remove_key, rename_key, set_value

DAY = dt.date(2026, 4, 1)
BODY = "---\n\n# Title\n\n---\ndue: here\n"
LIST = "s: # a\n  # b\n  - x # c\n  - 'y' # d\nz: 1\n"


def document(front_matter: str) -> str:
    return f"---\n{front_matter}{BODY}"


def check(function, before: str, expected: str, *args, **options) -> None:
    """Every case holds with LF and CRLF, with and without a byte order mark, and without a body."""
    for ending in ("\n", "\r\n"):
        for start, rest in (("---\n", BODY), ("\ufeff--- \n", "---")):
            text, changed = ((start + middle + rest).replace("\n", ending) for middle in (before, expected))
            assert function(text, *args, **options) == changed


@pytest.mark.parametrize(
    ("before", "path", "value", "after"),
    [
        ("due: 2026-01-01   # when\n", ("due",), DAY, "due: 2026-04-01   # when\n"),
        ("due:    2026-01-01\nb: 1\n", ("due",), DAY, "due:    2026-04-01\nb: 1\n"),
        ("due: '2026-01-01'\n", ("due",), DAY, "due: '2026-04-01'\n"),
        ("due:\nb: 1\n", ("due",), DAY, "due: 2026-04-01\nb: 1\n"),
        ("due: \nb: 1\n", ("due",), DAY, "due: 2026-04-01\nb: 1\n"),
        ("due:    # when\n", ("due",), DAY, "due: 2026-04-01    # when\n"),
        ("due:\n\n  # when\nb: 1\n", ("due",), DAY, "due: 2026-04-01\n\n  # when\nb: 1\n"),
        ("due: null # when\n", ("due",), DAY, "due: 2026-04-01 # when\n"),
        ("due: &d\n", ("due",), DAY, "due: &d 2026-04-01\n"),
        ("due: &d # when\n", ("due",), DAY, "due: &d 2026-04-01 # when\n"),
        ("due: &d  x\n", ("due",), DAY, "due: &d  2026-04-01\n"),
        ("due: x # when\n", ("due",), None, "due: null # when\n"),
        ("t: \"a 'b'\"\n", ("t",), 'c "d" \\', 't: "c \\"d\\" \\\\"\n'),
        ("t: 'a' # b\n", ("t",), "it's", "t: 'it''s' # b\n"),
        ("t: 'a'\n", ("t",), "two\nlines", 't: "two\\nlines"\n'),
        ("t: 'a'\n", ("t",), 12, "t: 12\n"),
        ('t: "a"\n', ("t",), "b", 't: "b"\n'),
        ('t: "a"\n', ("t",), True, "t: true\n"),
        ("t: a\n", ("t",), "b: c", 't: "b: c"\n'),
        ("t: a\n", ("t",), "@mara", 't: "@mara"\n'),
        ("t: '@a'\n", ("t",), "@mara", "t: '@mara'\n"),
        ("t: 12\n", ("t",), "12", 't: "12"\n'),
        ("t: a\n", ("t",), "", 't: ""\n'),
        ("t: one\n  two\n\n  three # c\nb: 1\n", ("t",), "four", "t: four # c\nb: 1\n"),
        ('t: "one\n  two" # c\n', ("t",), "four", 't: "four" # c\n'),
        ("t: one\n", ("t",), ["a", 1, None], "t: [a, 1, null]\n"),
        ("? t\n: one\nb: 1\n", ("t",), "two", "? t\n: two\nb: 1\n"),
        ("'t' : one\n", ("t",), "two", "'t' : two\n"),
    ],
)
def test_a_value_is_replaced(before: str, path: tuple, value, after: str) -> None:
    check(set_value, before, after, path, value)


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("n: |\n  a\n  b\n\nb: 1\n", "c", "n: c\n\nb: 1\n"),
        ("n: >-  # why\n    a\n\n\n    b\n# end\n", "c: d", 'n: "c: d"  # why\n# end\n'),
        ("n: |\nb: 1\n", "c", "n: c\nb: 1\n"),
        ("n: |+\n\n\nb: 1\n", 12, "n: 12\n\n\nb: 1\n"),
        ("n: |+\n  a\n\nb: 1\n", "c", "n: c\n\nb: 1\n"),
        ("n: |\nb: 1\n", "c\nd\n", 'n: "c\\nd\\n"\nb: 1\n'),
        ("n: |  # why\n   a\n\nb: 1\n", "c\n\n  d\n", "n: |  # why\n   c\n\n     d\n\nb: 1\n"),
        ("n: |2+ # why\n   a\n\nb: 1\n", "c # d\ne", "n: |- # why\n   c # d\n   e\n\nb: 1\n"),
        ("n: &a >\n  a\n", "c\nd\n", "n: &a |\n  c\n  d\n"),
        ("n: |\n  a\n", " c\nd", 'n: " c\\nd"\n'),
        ("n: |\n  a\n", "c\n\n", 'n: "c\\n\\n"\n'),
        ("n: |\n  a\n", "c\n  \nd", 'n: "c\\n  \\nd"\n'),
        ("n: |\n  a\n", "c\td\ne", 'n: "c\\td\\ne"\n'),
        ("n: |\n  a\n", ["c"], "n: [c]\n"),
    ],
)
def test_a_block_scalar_is_replaced(before: str, value, after: str) -> None:
    check(set_value, before, after, ("n",), value)


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        (LIST, ["x", "y", "z"], LIST.replace("# d\n", "# d\n  - z\n")),
        (LIST, ["a", "x", "y"], LIST.replace("  - x", "  - a\n  - x")),
        (LIST, ["x", "a", "y"], LIST.replace("  - 'y'", "  - a\n  - 'y'")),
        (LIST, ["x", "a"], LIST.replace("'y'", "'a'")),
        (LIST, ["y"], LIST.replace("  - x # c\n", "")),
        (LIST, ["x"], LIST.replace("  - 'y' # d\n", "")),
        (LIST, ["a", 1, True], LIST.replace("x #", "a #").replace("'y' # d", "1 # d\n  - true")),
        (LIST, ["x", ["y"]], LIST.replace("'y'", "[y]")),
        (LIST, [], "s: [] # a\n  # b\nz: 1\n"),
        (LIST, "one", "s: one # a\n  # b\nz: 1\n"),
        (LIST, ("x", "y"), LIST),
        ("s:\n- x\n\n- y\n\nz: 1\n", ["x", "y", "z"], "s:\n- x\n\n- y\n\n- z\n\nz: 1\n"),
        ("s:\n- x\n\n- y\nz: 1\n", ["w", "x", "y"], "s:\n- w\n\n- x\n\n- y\nz: 1\n"),
        ("s:\n- x\n\n- y\n\nz: 1\n", ["x"], "s:\n- x\n\nz: 1\n"),
        ("s:\n- x\n\n- y\n\nz: 1\n", ["y"], "s:\n- y\n\nz: 1\n"),
        ("s:\n- x\n\n# of y\n- y\n", ["y"], "s:\n\n# of y\n- y\n"),
        ("s:\n- x\n\n# of y\n- y\n", ["x"], "s:\n- x\n\n# of y\n"),
        ("s:\n-   x\n-   # y\n    y\n-\n", ["x", "y", "a"], "s:\n-   x\n-   # y\n    y\n- a\n"),
        ("s:\n-   x\n-   y\n", ["x", "y", "a"], "s:\n-   x\n-   y\n-   a\n"),
        ("s:\n-\n- # c\n", ["x", "y"], "s:\n- x\n- y # c\n"),
        ("s: &a # c\n  - x\n  - y\n", ["x", "z"], "s: &a # c\n  - x\n  - z\n"),
        ("s: &a # c\n  - x\n  - y\n", "z", "s: &a z # c\n"),
        ("s:\n  - - a\n    - b\n  - c\n", [["a", "d"], "c"], "s:\n  - - a\n    - d\n  - c\n"),
        ("s:\n  - - a\n    - b\n  - c\n", ["d", "c"], "s:\n  - d\n  - c\n"),
        ("s: [x, 'y'] # c\n", ["x", "y", "@z"], "s: [x, 'y', \"@z\"] # c\n"),
        ("s: [x, 'y'] # c\n", ["z", "x", "y"], "s: [z, x, 'y'] # c\n"),
        ("s: [x,  'y'] # c\n", ["y"], "s: ['y'] # c\n"),
        ("s: [x,  'y' ] # c\n", ["x"], "s: [x ] # c\n"),
        ("s: [x, 'y'] # c\n", ["x", "a, b"], "s: [x, 'a, b'] # c\n"),
        ("s: [x, 'y'] # c\n", ["a, b", "y"], "s: [\"a, b\", 'y'] # c\n"),
        ("s: [ x, 'y', ] # c\n", [], "s: [] # c\n"),
        ("s: &a [ x ] # c\n", [], "s: &a [] # c\n"),
        ("s: [] # c\n", ["x", "y"], "s: [x, y] # c\n"),
        ("s: [\n  x, # a\n  y, # b\n]\n", ["x", "y", "z"], "s: [\n  x, # a\n  y,\n  z, # b\n]\n"),
        ("s: [x] # c\n", "y", "s: y # c\n"),
        ("s: [x, {a: 1}]\n", "y", "s: y\n"),
    ],
)
def test_a_list_is_replaced_item_by_item(before: str, value, after: str) -> None:
    check(set_value, before, after, ("s",), value)


@pytest.mark.parametrize(
    ("before", "path", "value", "after"),
    [
        ("a:\n  - b: 1\n    c: x # y\n  - b: 2\n", ("a", 0, "c"), "z", "a:\n  - b: 1\n    c: z # y\n  - b: 2\n"),
        ("a:\n- b: 1\n- b: 2\n", ("a", 1, "c"), "z", "a:\n- b: 1\n- b: 2\n  c: z\n"),
        ("a:\n  b: 1\nc: 2\n", ("a", "d"), "z", "a:\n  b: 1\n  d: z\nc: 2\n"),
        ("a: [{b: x, c: }]\n", ("a", 0, "b"), "y, z", 'a: [{b: "y, z", c: }]\n'),
        ("a: [{b: x, c: }]\n", ("a", 0, "c"), "y", "a: [{b: x, c: y}]\n"),
        ("a: {b: x, c}\n", ("a", "c"), "y", "a: {b: x, c: y}\n"),
        ("a: [b, &c , d]\n", ("a", 1), "x", "a: [b, &c x , d]\n"),
        ("a: [x, y]\n", ("a", 1), "z", "a: [x, z]\n"),
        ("a:\n  - x # 1\n  - # 2\n", ("a", 1), "z", "a:\n  - x # 1\n  - z # 2\n"),
        ("a: x\n", ("b",), ["@m"], 'a: x\nb: ["@m"]\n'),
        ("# only\n", ("b",), 1, "# only\nb: 1\n"),
        ("", ("b",), 1, "b: 1\n"),
        ("{}\n", ("b",), 1, "{b: 1}\n"),
    ],
)
def test_a_path_leads_to_the_value(before: str, path: tuple, value, after: str) -> None:
    check(set_value, before, after, path, value)


class Word(StrEnum):
    DONE = "done"


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("done", Word.DONE), ("'done'", "done"), ('"2026-04-01"', DAY), ("2026-04-01", "2026-04-01"), ("~", None),
        ("", None), ("True", True), ("1", 1), ("|\n  a\n  b", "a\nb\n"), ("[ a,b ]", ["a", "b"]), ("[]", ()),
        ("\n  - a # b\n  - [c]", ["a", ["c"]]),
        ("2026-03-14T09:52:00Z", dt.datetime(2026, 3, 14, 9, 52, tzinfo=dt.UTC)),
    ],
)  # fmt: skip
def test_a_value_that_is_there_already_stays_as_it_is_written(source: str, value) -> None:
    check(set_value, f"a: {source}\nb: 1\n", f"a: {source}\nb: 1\n", ("a",), value)


def test_equal_values_of_another_type_are_another_value() -> None:
    check(set_value, "a: 1\n", "a: true\n", ("a",), True)
    check(set_value, "a: [1, 0]\n", "a: [1, false]\n", ("a",), [1, False])


@pytest.mark.parametrize(
    ("before", "path", "after_key", "after"),
    [
        ("a: 1 # x\nb: 2\n", ("k",), "a", "a: 1 # x\nk: v\nb: 2\n"),
        ("a: 1\nb: 2\n", ("k",), None, "a: 1\nb: 2\nk: v\n"),
        ("a: 1\nb: 2\n\n# end\n", ("k",), "nowhere", "a: 1\nb: 2\nk: v\n\n# end\n"),
        ("a: 1\n  # of a\n\n  # too\n# of b\nb: 2\n", ("k",), "a", "a: 1\n  # of a\n\n  # too\nk: v\n# of b\nb: 2\n"),
        ("a:\n  - x\n  # - y\nb: 2\n", ("k",), "a", "a:\n  - x\n  # - y\nk: v\nb: 2\n"),
        ("a: |\n  x\n\nb: 2\n", ("k",), "a", "a: |\n  x\nk: v\n\nb: 2\n"),
        ("a:\n  c: >+\n    x\n\nb: 2\n", ("k",), "a", "a:\n  c: >+\n    x\n\nk: v\nb: 2\n"),
        ("a: [\n  1 ] # x\nb: 2\n", ("k",), "a", "a: [\n  1 ] # x\nk: v\nb: 2\n"),
        ("a: '\n  1' # x\nb: 2\n", ("k",), "a", "a: '\n  1' # x\nk: v\nb: 2\n"),
        ("a:\nb: 2\n", ("k",), "a", "a:\nk: v\nb: 2\n"),
        ("  a: 1\n  b: 2\n", ("k",), None, "  a: 1\n  b: 2\n  k: v\n"),
        ("l:\n  - a: 1\n    b: 2\n  - a: 2\n", ("l", 0, "k"), "a", "l:\n  - a: 1\n    k: v\n    b: 2\n  - a: 2\n"),
        ("l:\n-   &n\n    a: 1\n", ("l", 0, "k"), None, "l:\n-   &n\n    a: 1\n    k: v\n"),
        ("{a: 1, b: 2}\n", ("k",), "a", "{a: 1, k: v, b: 2}\n"),
        ("l: {a: 1, b: }\n", ("l", "k"), "b", "l: {a: 1, b: , k: v}\n"),
        ("l: {a, b: 1,}\n", ("l", "k"), "a", "l: {a, k: v, b: 1,}\n"),
        ("l: {a: 1, b: 1,}\n", ("l", "k"), None, "l: {a: 1, b: 1, k: v,}\n"),
        ("l: &x { }\n", ("l", "k"), None, "l: &x { k: v}\n"),
        ("l: [[{a: 1}]]\n", ("l", 0, 0, "k"), None, "l: [[{a: 1, k: v}]]\n"),
    ],
)
def test_a_key_is_added(before: str, path: tuple, after_key: str | None, after: str) -> None:
    check(add_key, before, after, path, "v", after=after_key)


def test_a_key_that_needs_quotes_gets_them() -> None:
    check(add_key, "a: 1\n", 'a: 1\n"on: x": "@v"\n', ("on: x",), "@v")
    check(add_key, "{a: 1}\n", '{a: 1, "b, c": "d, e"}\n', ("b, c",), "d, e")


NEW = {"id": "A2", "title": "Do: it", "owner": "@mara", "due": DAY}
AT_0 = '- id: A2\n  title: "Do: it"\n  owner: "@mara"\n  due: 2026-04-01\n'
AT_2 = '  - id: A2\n    title: "Do: it"\n    owner: "@mara"\n    due: 2026-04-01\n'
FLOW = '{id: A2, title: "Do: it", owner: "@mara", due: 2026-04-01}'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"actions:\n{AT_2}"),
        ("# x\n", f"# x\nactions:\n{AT_2}"),
        ("a: 1 # x\n\n", f"a: 1 # x\nactions:\n{AT_2}\n"),
        ("a:\n- x\n", f"a:\n- x\nactions:\n{AT_0}"),
        ("actions:\nb: 1\n", f"actions:\n{AT_2}b: 1\n"),
        ("actions: \nb: 1\n", f"actions: \n{AT_2}b: 1\n"),
        ("actions: # x\n  # - y\n# z\nb: 1\n", f"actions: # x\n  # - y\n{AT_2}# z\nb: 1\n"),
        ("actions: []\n", f"actions:\n{AT_2}"),
        ("actions: [ ]  # x\nb: 1\n", f"actions:  # x\n{AT_2}b: 1\n"),
        ("s:\n- x\nactions: null # x\nb: 1\n", f"s:\n- x\nactions: # x\n{AT_0}b: 1\n"),
        ("actions: &x [] # y\n", f"actions: &x # y\n{AT_2}"),
        ("actions: &x # y\nb: 1\n", f"actions: &x # y\n{AT_2}b: 1\n"),
        ("actions:\n  - id: A1 # x\n    # y\n# z\n", f"actions:\n  - id: A1 # x\n    # y\n{AT_2}# z\n"),
        ("actions:\n- id: A1\n  note: |\n    x\n\nb: 1\n", f"actions:\n- id: A1\n  note: |\n    x\n{AT_0}\nb: 1\n"),
        ("actions:\n- id: A1\n\n- id: A3\n\nb: 1\n", f"actions:\n- id: A1\n\n- id: A3\n\n{AT_0}\nb: 1\n"),
        ("actions:\n-  id: A1\n", f"actions:\n-  id: A1\n{AT_0.replace('  ', '   ').replace('- ', '-  ')}"),
        ("actions:\n  -\n    id: A1\n", f"actions:\n  -\n    id: A1\n{AT_2}"),
        ("actions:\n  - text\n", f"actions:\n  - text\n{AT_2}"),
        ("actions:\n  - {id: A1}\n", f"actions:\n  - {{id: A1}}\n{AT_2}"),
        ("actions: [{id: A1}] # x\n", f"actions: [{{id: A1}}, {FLOW}] # x\n"),
        ("actions: [\n  {id: A1},\n  ]\n", f"actions: [\n  {{id: A1}},\n  {FLOW},\n  ]\n"),
        ("actions: [ # x\n]\n", f"actions: [ # x\n{FLOW}]\n"),
        ("{a: 1}\n", f"{{a: 1, actions: [{FLOW}]}}\n"),
        ("{}\n", f"{{actions: [{FLOW}]}}\n"),
        ("{actions: , a: 1}\n", f"{{actions: [{FLOW}], a: 1}}\n"),
        ("{actions: null, a: 1}\n", f"{{actions: [{FLOW}], a: 1}}\n"),
        ("{actions: []}\n", f"{{actions: [{FLOW}]}}\n"),
    ],
)
def test_an_action_is_appended(before: str, after: str) -> None:
    check(append_action, before, after, NEW)


@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        ("a: 1 # x\nb: 2\n", ("a",), "b: 2\n"),
        ("# of a\na: 1\n  # deeper\nb: 2\n", ("a",), "# of a\n  # deeper\nb: 2\n"),
        ("a: 1\n", ("a",), ""),
        ("a: |\n  x\n\nb: 2\n", ("a",), "\nb: 2\n"),
        ("z: 1\na:\n  # x\n  - y # z\n\n  - w # v\n\nb: 2\n", ("a",), "z: 1\n\nb: 2\n"),
        ("b: 1\na: [\n  1] # x\n", ("a",), "b: 1\n"),
        ("l:\n  - a: 1 # x\n    b: 2\n", ("l", 0, "a"), "l:\n  - b: 2\n"),
        ("l:\n  - a: 1 # x\n\n    # y\n    b: 2\n", ("l", 0, "a"), "l:\n  -\n\n    # y\n    b: 2\n"),
        ("l:\n  - b: 2\n    a: 1 # x\n  - c\n", ("l", 0, "a"), "l:\n  - b: 2\n  - c\n"),
        ("l: {a: 1, b: 2}\n", ("l", "a"), "l: {b: 2}\n"),
        ("l: {b: 2, a: 1,}\n", ("l", "a"), "l: {b: 2,}\n"),
        ("l: {b, a, c: 1}\n", ("l", "a"), "l: {b, c: 1}\n"),
        ("l: {b, a}\n", ("l", "a"), "l: {b}\n"),
        ("l: {a: 1}\n", ("l", "a"), "l: {}\n"),
    ],
)
def test_a_key_is_removed(before: str, path: tuple, after: str) -> None:
    check(remove_key, before, after, path)


@pytest.mark.parametrize(
    ("before", "path", "new", "after"),
    [
        ("a : 1 # a\nb: 2\n", ("a",), "c", "c : 1 # a\nb: 2\n"),
        ("'a': 1\n", ("a",), "it's", "'it''s': 1\n"),
        ('"a": 1\n', ("a",), "c", '"c": 1\n'),
        ("a: 1\n", ("a",), "null", '"null": 1\n'),
        ("l: [{a: 1}]\n", ("l", 0, "a"), "b, c", 'l: [{"b, c": 1}]\n'),
        ("&x a: 1\n", ("a",), "c", "&x c: 1\n"),
        ("? a\n: 1\n", ("a",), "c", "? c\n: 1\n"),
        ("a: 1\n", ("a",), "a", "a: 1\n"),
    ],
)
def test_a_key_is_renamed(before: str, path: tuple, new: str, after: str) -> None:
    check(rename_key, before, after, path, new)


@pytest.mark.parametrize(
    ("function", "front_matter", "args", "message"),
    [
        (set_value, "a: 1\n", ((), 1), "a path needs at least one key"),
        (set_value, "a: 1\n", (("a", "b"), 1), "there is no a.b: a is one value"),
        (set_value, "a: 1\n", (("b", "c"), 1), "there is no b in the front matter"),
        (set_value, "a: 1\n", ((0,), 1), "there is no [0] in the front matter"),
        (set_value, "a: [x]\n", (("a", 1), 1), "there is no a[1]: a has 1 items, counted from 0"),
        (set_value, "a: [x]\n", (("a", -1), 1), "there is no a[-1]: a has 1 items, counted from 0"),
        (set_value, "a: [x]\n", (("a", "b"), 1), "there is no a.b: a is a list"),
        (set_value, "a: {b: 1}\n", (("a",), 1), "a holds keys of its own and is not one value"),
        (set_value, "a: [{b: 1}, c]\n", (("a",), [1, 2]), "a[0] holds keys of its own and is not one value"),
        (set_value, "a: 1\n", (("a",), "\ud800"), "the character U+D800 is half of one and cannot be written"),
        (set_value, "a: @x\n", (("a",), 1), "the front matter cannot be read: line 2: a value that starts with @"),
        (set_value, "a: 1\na: 2\n", (("a",), 1), "the front matter cannot be read: line 3: a is written twice"),
        (set_value, "? a\nb: 1\n", (("a",), 1), "cannot set a safely"),
        (set_value, "? a\n", (("a",), 1), "cannot set a safely"),
        (set_value, "a:\n  - - x\n    - y\n", (("a", 0), ["y"]), "cannot set a[0] safely"),
        (set_value, "a:\n  - x\u2028  - y\n", (("a",), ["x"]), "cannot set a safely"),
        (add_key, "a: 1\n", (("a",), 1), "a is there already, on line 2"),
        (add_key, "a: 1\n", (("a", "b"), 1), "a.b cannot be added: a is not a set of keys"),
        (add_key, "a: [1]\n", (("a", 1), 1), "a[1] cannot be added: a is not a set of keys"),
        (add_key, "a: 1\n", ((1,), 1), "[1] cannot be added: a key must be text"),
        (add_key, "a: [b: 1]\n", (("a", 0, "c"), 1), "cannot add a[0].c safely"),
        (append_action, "actions: x\n", (NEW,), "line 2: actions is not a list"),
        (append_action, "actions: {a: 1}\n", (NEW,), "line 2: actions is not a list"),
        (append_action, "a: 1\n", ({},), "an action needs at least one key"),
        (remove_key, "a: 1\n", (("b",),), "there is no b in the front matter"),
        (remove_key, "a: [1]\n", (("a", 0),), "a[0] is an item of a list and not a key"),
        (remove_key, "a:\n  b: 1\n", (("a", "b"),), "a.b is the only key of a"),
        (remove_key, "a: [b: 1]\n", (("a", 0, "b"),), "cannot remove a[0].b safely"),
        (remove_key, "a: 1\u2028b: 2\n", (("a",),), "cannot remove a safely"),
        (rename_key, "a: 1\nb: 2\n", (("a",), "b"), "a cannot be renamed: b is there already"),
        (rename_key, "a: 1\nb: 2\n", (("a",), "x" * 2000), "cannot rename a safely"),
        (rename_key, "a: [1]\n", (("a", 0), "b"), "a[0] is an item of a list and not a key"),
    ],
)
def test_what_cannot_be_done_is_refused(function, front_matter: str, args: tuple, message: str) -> None:
    with pytest.raises(EditError) as caught:
        function(document(front_matter), *args)
    assert caught.value.message.startswith(message)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("text", ["", "# Title\n", "---\na: 1\n"])
def test_a_document_without_front_matter_is_not_edited(text: str) -> None:
    with pytest.raises(EditError, match=r"front matter|empty") as caught:
        set_value(text, ("a",), 1)
    assert caught.value.hint
