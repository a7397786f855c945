"""Laws of adopting, over documents put together at random: nothing is raised, no word is lost, twice is once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmctl.adoption.adopt import adopt
from pmctl.postmortem.conventions import Conventions
from tests.adoption.laws import front_matter_is_kept, is_stable, words_are_kept

PIECES = (
    "---\n", "+++\n", "# ", "## Timeline\n", "Date: 2021-02-03\n", "**Owner:** @mara\n",
    "- [ ] do it (@jonas)\n", "\r\n", "| a | b |\n|--|--|\n| Date | 1 |\n", "\n", "\ufeff",
    "<!-- pmctl:actions -->\n", "<!-- /pmctl:actions -->\n", "```\n", "> ", "10:02 UTC Detected\n", "title: x\n",
    "actions:\n", "  - a\n", "a: [\n", '"', "\t", "Ω", "===\n", "<<<<<<< a\n=======\n>>>>>>> b\n",
    "- **Impact**\n", "- **Timeline**: x\n", "## Action items\n", "~~~\n", "<!-- ",
    "<tr><td>Date</td><td>2021-01-02</td></tr>\n", " -->", "\x0b", "\u2028", "\x85", "**Impact**\n",
    "03/04/2021", "id: 2021-01-01-x\n", "date: 2021-01-01\n", "owner:\n", "  indented: 1\n", "{a: b}\n",
    "id: x\n", "  - title: a\n    who: b\n", "actions: [a]\n", "**Summary**\n\n", '{"id": "x"}\n', ";;;\n",
    "- **Summary**\n\t- a\n",
)  # fmt: skip
DOCUMENTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=25).map("".join)


@settings(max_examples=150, deadline=None)
@given(text=DOCUMENTS)
@pytest.mark.parametrize("path", ["x.md", "2021-02-03-cache.rst"])
def test_the_laws_hold(path: str, text: str) -> None:
    text = text.replace("\0", "")  # a file that holds one is not read
    adoption = adopt(text, path, Conventions())
    if adoption.problem is None:
        assert words_are_kept(adoption)
        assert front_matter_is_kept(adoption)
        assert is_stable(adoption)
    else:
        assert adoption.after == text
