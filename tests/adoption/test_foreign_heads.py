"""Front matter of JSON, and what is named behind the hyphens; TOML is in `test_adopt`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pmctl.adoption.adopt import adopt
from pmctl.adoption.foreign_heads import with_yaml
from pmctl.postmortem.conventions import Conventions
from tests.adoption.laws import front_matter_is_kept, is_stable, words_are_kept

if TYPE_CHECKING:
    from pmctl.adoption.model import Adoption

BODY = "\n# Disk\n\n## Action items\n\n- Buy one\n"


OWN = {
    "yaml": (
        "---\ntitle: Stampede\ndate: 2024-06-01\nactions:\n  - id: A1\n    title: Add jitter\n    owner: kim\n"
        "    due: 2024-07-01\n    status: {status}\n---\n"
    ),
    "json": (
        '{{\n "title": "Stampede",\n "date": "2024-06-01",\n "actions": [{{"id": "A1", "title": "Add jitter", '
        '"owner": "kim", "due": "2024-07-01", "status": "{status}"}}]\n}}\n'
    ),
    "fenced json": (
        '---json\n{{"title": "Stampede", "date": "2024-06-01", "actions": [{{"id": "A1", "title": "Add jitter", '
        '"owner": "kim", "due": "2024-07-01", "status": "{status}"}}]}}\n---\n'
    ),
    "semicolons": (
        ';;;\n"title": "Stampede", "date": "2024-06-01", "actions": [{{"id": "A1", "title": "Add jitter", '
        '"owner": "kim", "due": "2024-07-01", "status": "{status}"}}]\n;;;\n'
    ),
    "toml": (
        "+++\ntitle = 'Stampede'\ndate = 2024-06-01\n[[actions]]\nid = 'A1'\ntitle = 'Add jitter'\nowner = 'kim'\n"
        "due = 2024-07-01\nstatus = '{status}'\n+++\n"
    ),
    "inline toml": (
        "+++\ntitle = 'Stampede'\ndate = 2024-06-01\nactions = [{{id = 'A1', title = 'Add jitter', owner = 'kim', "
        "due = 2024-07-01, status = '{status}'}}]\n+++\n"
    ),
    "named toml": (
        "---toml\ntitle = 'Stampede'\ndate = '2024-06-01'\n[[actions]]\nid = 'A1'\ntitle = 'Add jitter'\n"
        "owner = 'kim'\ndue = '2024-07-01'\nstatus = '{status}'\n---\n"
    ),
    "late yaml": (
        "\n---\ntitle: Stampede\ndate: 2024-06-01\nactions:\n  - id: A1\n    title: Add jitter\n    owner: kim\n"
        "    due: 2024-07-01\n    status: {status}\n---\n"
    ),
}
"""A list of pmctl's own shape, in all languages."""


@pytest.mark.parametrize("status", ["open", "done", "Closed"])
@pytest.mark.parametrize("language", OWN)
def test_actions_of_pmctl_s_shape_are_the_same_in_all_languages(language: str, status: str) -> None:
    body = "\n## Summary\n\nx\n\n## Action items\n\n- [ ] Add jitter (@kim)\n- [ ] Tell others (@bob)\n"
    front = OWN[language].format(status=status)
    adoption = adopted(front + body)
    meant = {"Closed": "done"}.get(status, status)
    (action,) = adoption.actions
    assert (action.title, action.owner, str(action.due), action.status) == ("Add jitter", "kim", "2024-07-01", meant)
    assert f"| A1 | Add jitter | kim | 2024-07-01 | {meant} |" in adoption.after
    assert [(doubt.words, doubt.line) for doubt in adoption.doubts] == [
        ("1 action of the body is not in the front matter's list", (front + body).count("\n"))
    ]
    again = adopt(adoption.after, "x.md", Conventions())
    assert again.is_ours
    assert [(one.title, one.due, one.status) for one in again.actions] == [("Add jitter", action.due, action.status)]


@pytest.mark.parametrize("language", [name for name in OWN if "yaml" not in name])
def test_so_are_those_of_a_document_with_an_id(language: str) -> None:
    front = OWN[language].format(status="open").replace('"title": "S', '"id": "s-1", "title": "S', 1)
    front = front.replace("title = 'S", "id = 's-1'\ntitle = 'S", 1)
    adoption = adopted(f"{front}\n## Summary\n\nx\n")
    assert [(one.title, str(one.due)) for one in adoption.actions] == [("Add jitter", "2024-07-01")]
    assert "\nid: s-1\n" in adoption.after
    assert "| A1 | Add jitter | kim | 2024-07-01 | open |" in adoption.after


def adopted(text: str) -> Adoption:
    adoption = adopt(text, "x.md", Conventions())
    if adoption.problem is None:
        assert words_are_kept(adoption)
        assert front_matter_is_kept(adoption)
        assert is_stable(adoption)
    return adoption


def test_json_becomes_yaml() -> None:
    json = (
        '{\n  "title": "The \\"disk\\": full",\n  "date": "2025-02-01",\n  "draft": false,\n  "x": null,\n'
        '  "ratio": 1.50,\n  "n": 12,\n  "tags": ["a", "b, c"],\n'
        '  "params": {\n    "severity": "SEV1",\n    "deep": [{"a": 1e5, "b": [1, [2]]}, {}]\n  }\n}\n'
    )
    adoption = adopted(json + BODY)
    assert adoption.after.startswith(
        '---\ntitle: "The \\"disk\\": full"\ndate: 2025-02-01\ndraft: false\nx: null\nratio: 1.50\nn: 12\n'
        'tags: [a, "b, c"]\nparams:\n  severity: SEV1\n  deep:\n    - a: 1e5\n      b:\n        - 1\n        - [2]\n'
        "    - {}\nid: 2025-02-01-the-disk-full\nseverity: SEV1\nactions:\n"
    )
    assert adoption.after.partition("\n---\n")[2].startswith(BODY)
    assert adoption.actions[0].line == json.count("\n") + 6
    assert adoption.title is not None
    assert adoption.title.line == 1


@pytest.mark.parametrize(
    "front",
    [
        '{"title": "Disk"}\n',
        '\ufeff{ "title" : "Disk" } \n',
        '---json\n{"title": "Disk"}\n---\n',
        '--- JSON\n{"title": "Disk"}\n---\n',
        ';;;\n"title": "Disk"\n;;;\n',
        ';;;\n{"title": "Disk"}\n;;;\n',
        "---toml\ntitle = 'Disk'\n---\n",
        "---yaml\ntitle: Disk\n---\n",
        "---yml\r\ntitle: Disk\r\n---\r\n",
    ],
)
def test_front_matter_of_other_tools_is_read(front: str) -> None:
    adoption = adopted(f"{front}{BODY}")
    assert adoption.title is not None
    assert (adoption.title.value, adoption.title.source) == ("Disk", "front matter")
    assert adoption.after.removeprefix("\ufeff").replace("\r", "").startswith("---\ntitle: Disk\nactions:\n")
    assert adoption.actions[0].line == front.count("\n") + 6


def test_endings_and_an_empty_one_stay() -> None:
    assert adopted('{\r\n"title": "Disk"\r\n}\r\n\r\n# Disk\r\n').after == "---\r\ntitle: Disk\r\n---\r\n\r\n# Disk\r\n"
    assert adopted("{}\n# Disk\n").after == "---\ntitle: Disk\n---\n# Disk\n"
    assert adopted('{"title": "Disk"}').after == "---\ntitle: Disk\n---"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('{\n"title": "Disk",\n}\n', 3, "no valid JSON: "),
        ('{\n"title": "Disk"\n', 4, "no valid JSON: "),
        ('---json\n{\n"title": Disk\n}\n---\n', 3, "no valid JSON: expecting value"),
        ('{"a": 1, "b": 2, "a": 3}\n', 1, "no valid JSON: the key a stands twice"),
        ('{"a": NaN}\n', 1, "no valid JSON: the value NaN is none of JSON"),
        ('{"a": "\\ud800"}\n', 1, "no valid JSON: the character U+D800"),
        ('{"a": ' + "[" * 100_000 + "\n", 1, "no valid JSON: nested too deeply"),
        ("---toml\nx = \n---\n", 2, "no valid TOML: "),
        ('{"a": ' + "[" * 40 + "]" * 40 + "}\n", 1, ""),
    ],
)
def test_what_cannot_be_read_is_refused(text: str, line: int, words: str) -> None:
    adoption = adopted(text + BODY)
    assert adoption.problem is not None
    assert words in adoption.problem.message
    assert adoption.problem.line == line
    assert adoption.after == text + BODY


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1} is what it said\n',
        '{"a": 1}, {"b": 2}\n',
        "{% include head %}\n",
        "{{< toc >}}\n",
        "{: .no_toc }\n",
        "{a: b}\n",
        ";;;\nnever closed\n",
        "---json\nnever closed\n",
        "+++ \nnever closed\n",
        "--- a word\n",
    ],
)
def test_what_is_none_is_the_body(text: str) -> None:
    assert with_yaml(text + BODY) is None
    assert adopted(text + BODY).after.startswith("---\ntitle: Disk\n")
