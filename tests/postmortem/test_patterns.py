from __future__ import annotations

import re

import pytest

from pmctl.postmortem.patterns import lazy_pattern


def test_it_is_compiled_when_it_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []
    compile_ = re.compile
    monkeypatch.setattr(re, "compile", lambda *given: compiled.append(given) or compile_(*given))
    pattern = lazy_pattern(r"a(?P<digit>\d)", re.IGNORECASE)
    assert pattern.pattern == r"a(?P<digit>\d)"
    assert compiled == []
    assert [found["digit"] for found in pattern.finditer("A1 a2")] == ["1", "2"]
    assert pattern.sub("b", "xa1") == "xb"
    assert len(compiled) == 1


def test_a_wrong_one_says_so_when_it_is_used() -> None:
    pattern = lazy_pattern("(")
    with pytest.raises(re.error):
        pattern.match("")
