"""What somebody is writing at a place, marked by a pilcrow."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.postmortem.cursor import KeyPlace, ValuePlace, find_place
from pmctl.postmortem.frontmatter import MAX_LENGTH
from tests.documents import GOOD

ACTIONS = "actions:\n  - id: A1\n    title: Alert\n    ¶\n    due: 2026-03-28\n\n  # more\n  - id: A2\n    type: x\n"


def place(front_matter: str, *, closed: bool = True) -> KeyPlace | ValuePlace | None:
    text = f"---\n{front_matter}" + ("---\nThe story.\n" if closed else "")
    return find_place(text.replace("¶", "", 1), text.index("¶"))


@pytest.mark.parametrize(
    ("front_matter", "path", "word", "others"),
    [
        ("st¶\n", (), "st", ""),
        ("st¶atus\n", (), "status", ""),
        ("¶\n", (), "", ""),
        ("id: x\n¶st\nowner:\n", (), "st", "id owner"),
        ("id: x\r\n¶st\r\n", (), "st", "id"),
        ("# a comment\nid: x\n¶\n", (), "", "id"),
        (ACTIONS, ("actions",), "", "id title due"),
        (ACTIONS.replace("¶", "o¶w"), ("actions",), "ow", "id title due"),
        (
            "actions:\n  - id: A1\n    note: |\n      two lines\n      owner: nobody\n    ¶\n",
            ("actions",),
            "",
            "id note",
        ),
        ("actions:\n- id: A1\n- ¶\n- id: A3\n", ("actions",), "", ""),
        ("actions:\n  - ¶\n    due: 2026-03-28\n", ("actions",), "", "due"),
        ("actions:\n  -   due: x\n      ¶\n", ("actions",), "", "due"),
        ("actions:\n  - id: A1\nte¶\n", (), "te", "actions"),
        ("impact:\n  us¶\n  slo: 2 %\ntitle: x\n", ("impact",), "us", "slo"),
        ("id: x\n  ¶\n", ("id",), "", ""),
        ("more:\n  - steps:\n      - a: 1\n        ¶\n", ("more", "steps"), "", "a"),
    ],
)
def test_keys(front_matter: str, path: tuple[str, ...], word: str, others: str) -> None:
    found = place(front_matter)
    assert isinstance(found, KeyPlace)
    assert (found.path, found.word, found.others) == (path, word, frozenset(others.split()))
    assert found.end - found.start == len(word)
    assert not found.has_colon


def test_a_key_that_is_there() -> None:
    found = place("id: x\nsta¶tus: draft\n")
    assert isinstance(found, KeyPlace)
    assert (found.word, found.has_colon, found.others) == ("status", True, frozenset({"id"}))


@pytest.mark.parametrize(
    ("front_matter", "path", "value", "typed"),
    [
        ("status:¶\n", ("status",), "", ""),
        ("status: ¶\n", ("status",), "", ""),
        ("status:   ¶  \n", ("status",), "", ""),
        ("status: ¶ # which?\n", ("status",), "", ""),
        ("status: dr¶aft  # for now\n", ("status",), "draft", "dr"),
        ("title: Fix#1¶2 of a b # yes\n", ("title",), "Fix#12 of a b", "Fix#1"),
        ('owner: "@m¶ara" # she\n', ("owner",), '"@mara"', '"@m'),
        ('owner: "@m¶\n', ("owner",), '"@m', '"@m'),
        ("owner: '@m¶ara'\n", ("owner",), "'@mara'", "'@m"),
        ("owner: @m¶\n", ("owner",), "@m", "@m"),
        ("actions:\n  - status: o¶\n", ("actions", "status"), "o", "o"),
        ("actions:\n  - id: A1\n    type: ¶\n", ("actions", "type"), "", ""),
        ("related:\n  - che¶ckout # that one\n", ("related",), "checkout", "che"),
        ("related:\n- ¶\n", ("related",), "", ""),
        ("related:\n- a\n-¶\n", ("related",), "", ""),
        ("related: [¶]\n", ("related",), "", ""),
        ("related: [ ¶ ]\n", ("related",), "", ""),
        ("related: [a, ¶\n", ("related",), "", ""),
        ("related: [a, b¶c , d]\n", ("related",), "bc", "b"),
        ("related: [ ¶a, b]\n", ("related",), "a", ""),
        ('authors: ["@mara", "@j¶"]\n', ("authors",), '"@j"', '"@j'),
    ],
)
def test_values(front_matter: str, path: tuple[str, ...], value: str, typed: str) -> None:
    found = place(front_matter)
    assert isinstance(found, ValuePlace)
    assert (*found.path, found.key) == path
    text = "---\n" + front_matter.replace("¶", "")
    assert (text[found.start : found.end], found.typed) == (value, typed)
    assert found.in_brackets == ("[" in front_matter)
    assert found.needs_blank == (":¶" in front_matter or "-¶" in front_matter)


@pytest.mark.parametrize(
    "front_matter",
    [
        "# a comm¶ent\n",
        "status: draft # a comm¶ent\n",
        "status: ¶# a comment\n",
        "status: draft ¶\n",
        'owner: "@mara" ¶\n',
        "stat ¶us\n",
        "status¶ and more\n",
        "status ¶: draft\n",
        "  ¶  status: draft\n",
        "related: ¶[a]\n",
        "related: [a]¶\n",
        "related: [a ¶]\n",
        "related: [¶ a]\n",
        "related: [a b] ¶ [c]\n",
        "impact: ¶{users: 3}\n",
        "actions:\n  -¶\n",
        "some text\n  ¶\n",
        "- ¶\n",
        f"title: {'a' * 10_000}¶\n",
        f"title: {'a' * MAX_LENGTH}\nstatus: ¶\n",
        "note: |¶\n  ¶ text".replace("¶", "", 1) + "\n",
    ],
)
def test_neither(front_matter: str) -> None:
    assert place(front_matter) is None


def test_outside_of_front_matter() -> None:
    for text in (
        "¶",
        "status: ¶",
        "¶---\nid: x\n---\n",
        "---\nid: x\n¶---\n",
        "---\nid: x\n---\nstatus: ¶\n",
        "---¶\n",
    ):
        assert find_place(text.replace("¶", ""), text.index("¶")) is None


def test_front_matter_that_is_not_closed_yet() -> None:
    found = place("id: x\nst¶", closed=False)
    assert isinstance(found, KeyPlace)
    assert found.others == {"id"}
    assert find_place("---", 3) is None


@given(st.text(alphabet="ab:-[],{}\"'#@ \n\r\t|&é🚒", max_size=60), st.integers(0, 70))
def test_anything_can_stand_there(text: str, offset: int) -> None:
    for whole in (text, f"---\n{text}", f"---\n{text}\n---\n{text}"):
        at = min(offset, len(whole))
        found = find_place(whole, at)
        assert found is None or 0 <= found.start <= at <= found.end <= len(whole)


@given(st.integers(0, len(GOOD)), st.integers(0, 40))
def test_any_place_of_a_document_that_is_being_written(offset: int, length: int) -> None:
    text = GOOD[:offset] + GOOD[offset + length :]
    found = find_place(text, offset)
    assert found is None or found.start <= offset <= found.end
