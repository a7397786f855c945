from __future__ import annotations

import pytest

from pmctl.postmortem.nobody import names_nobody


@pytest.mark.parametrize("name", ["N/A", " none ", "@None", "null", "TBD", "@TODO", "Unassigned", "-", "nobody"])
def test_a_word_for_nobody(name: str) -> None:
    assert names_nobody(name)


@pytest.mark.parametrize("name", ["@mara", "Nona", "Null Island team", "payments", "", "@"])
def test_a_name(name: str) -> None:
    assert not names_nobody(name)
