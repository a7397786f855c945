from __future__ import annotations

import re

import pytest

from tests.readme import PAGES, PARTS, ROOT, generated


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_generated_parts_are_true(page) -> None:
    text = page.read_text(encoding="utf-8")
    assert text == generated(text), "python -m tests.readme writes the generated parts"


def test_every_generated_part_stands_somewhere() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert set(re.findall(r"<!-- generated: ([\w ]+) -->", text)) == set(PARTS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_relative_links_lead_somewhere(page) -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_code_in_the_table_leads_to_its_page() -> None:
    readme, pages = (ROOT.joinpath(name).read_text(encoding="utf-8") for name in ("README.md", "docs/rules.md"))
    headings = {heading.lower().replace(" ", "-") for heading in re.findall(r"(?m)^## (PM\d+ .+)$", pages)}
    assert set(re.findall(r"docs/rules\.md#([\w-]+)", readme)) == headings


def test_the_two_commands_stand_in_the_readme() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "\npython3 -m venv .venv && .venv/bin/pip install . && .venv/bin/pmctl demo\n" in text
    assert "\npython3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest\n" in text
