"""Action items in boxes and tabs, which are no Markdown, and in the roles and boxes of reStructuredText."""

from __future__ import annotations

import pytest

from pmctl.adoption.actions import find_actions
from pmctl.adoption.actions_boxes import without_boxes
from tests.adoption.test_actions import HEAD, of

FIRST = "Add a test; owner=@mara; status=open"
SECOND = "Add six; status=done"


@pytest.mark.parametrize(
    "text",
    [
        '=== "Prevent"\n\n    - [ ] Add a test (@mara)\n\n- [x] Add six\n',
        '!!! tip "Prevent"\n    - [ ] Add a test (@mara)\n\n- [x] Add six\n',
        '???+ note "Prevent"\n\n\t- [ ] Add a test (@mara)\n\n- [x] Add six\n',
        ":::tip Prevent\n- [ ] Add a test (@mara)\n:::\n- [x] Add six\n",
        ":::tip[Prevent]\n\n- [ ] Add a test (@mara)\n\n:::\n\n- [x] Add six\n",
        "```{admonition} Prevent\n- [ ] Add a test (@mara)\n```\n- [x] Add six\n",
        "> [!TODO] Prevent\n> - [ ] Add a test (@mara)\n\n- [x] Add six\n",
        '{% tab title="Prevent" %}\n- [ ] Add a test (@mara)\n{% endtab %}\n- [x] Add six\n',
        '{{< tab "Prevent" >}}\n- [ ] Add a test (@mara)\n{{< /tab >}}\n\n- [x] Add six\n',
    ],
)
def test_what_is_in_a_box_is_read_and_its_title_is_a_group(text: str) -> None:
    assert of(text) == [f"{FIRST}; group=Prevent", SECOND]
    assert without_boxes(text).count("\n") == text.count("\n")


@pytest.mark.parametrize(
    "text",
    [
        "!!! note\n    - [ ] Add a test (@mara)\n\n- [x] Add six\n",
        ":::note\n- [ ] Add a test (@mara)\n:::\n- [x] Add six\n",
        "{% hint %}\n- [ ] Add a test (@mara)\n{% endhint %}\n- [x] Add six\n",
        "> [!NOTE]\n> - [ ] Add a test (@mara)\n\n- [x] Add six\n",
    ],
)
def test_a_box_may_have_no_title(text: str) -> None:
    assert of(text) == [FIRST, SECOND]


def test_boxes_in_boxes_and_code_that_looks_like_one() -> None:
    text = '=== "A"\n\n    === "B"\n\n        - [ ] Add a test (@mara)\n\n    - [x] Add six\n\n- Add two\n'
    assert of(text) == [f"{FIRST}; group=B", SECOND, "Add two"]
    assert of('!!! note\n\n    ```\n    === "A"\n    ```\n\n    - Add two\n') == ["Add two"]
    assert of('```\n!!! note "A"\n    - [ ] code\n```\n\n- Add two\n') == ["Add two"]


def test_a_box_may_have_the_section_as_its_title_and_end_with_it() -> None:
    text = '# Outage\n\n!!! info "Action items"\n\n    - Add a test\n\n- We were lucky\n'
    assert [action.title for action in find_actions(text)] == ["Add a test"]


def test_what_ends_without_a_box_ends_nothing() -> None:
    assert of("- Add a test\n\n:::\n\n- Add six\n") == ["Add a test", "Add six"]
    text = "# Outage\n\n:::note\n:::\n\n## Action items\n\n- Add a test\n"
    assert [action.title for action in find_actions(text)] == ["Add a test"]


def test_roles_and_boxes_of_restructuredtext() -> None:
    text = ".. tip:: Soon\n\n   - Add :file:`ci/` (Mara)\n\n- Read :doc:`the plan <plan>` and :func:`~a.b`\n"
    assert of(text, rst=True) == ["Add ci/; owner=Mara", "Read the plan and a.b"]
    assert HEAD.startswith("# ")
