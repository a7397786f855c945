"""From codes, families and names to the rules that run."""

from __future__ import annotations

import datetime as dt

import pytest

from pmctl.errors import PmctlError
from pmctl.rules.model import Context, FindingSeverity, Report, Rule
from pmctl.rules.selection import RuleSettings, UnknownRuleError, expand, expand_all


def _check(_: object, __: Context) -> tuple[Report, ...]:
    return ()


def rule(code: str, name: str, *, default: bool = True) -> Rule:
    return Rule(
        code=code,
        name=name,
        severity=FindingSeverity.ERROR,
        help="Mend it.",
        page="It is broken.",
        check=_check,
        default=default,
    )


RULES = {
    known.code: known
    for known in (
        rule("PM302", "action-without-due"),
        rule("PM301", "action-without-owner"),
        rule("PM205", "section-order", default=False),
        rule("PM101", "missing-field"),
    )
}


@pytest.mark.parametrize(
    ("selector", "codes"),
    [
        ("PM301", {"PM301"}),
        ("pm301", {"PM301"}),
        (" PM301 ", {"PM301"}),
        ("PM3", {"PM301", "PM302"}),
        ("pm30", {"PM301", "PM302"}),
        ("PM", {"PM101", "PM205", "PM301", "PM302"}),
        ("ALL", {"PM101", "PM205", "PM301", "PM302"}),
        ("all", {"PM101", "PM205", "PM301", "PM302"}),
        ("missing-field", {"PM101"}),
        ("Missing-Field", {"PM101"}),
    ],
)
def test_selector(selector: str, codes: set[str]) -> None:
    assert expand(selector, RULES) == codes


@pytest.mark.parametrize(
    ("selector", "hint"),
    [
        ("PM311", "Did you mean PM301?"),
        ("PM3O2", "Did you mean PM302?"),
        ("pm-3o1", "Did you mean PM301?"),
        ("action-without-ownr", "Did you mean action-without-owner?"),
        ("ACTION-WITHOUT-DEU", "Did you mean action-without-due?"),
        ("PM9", "`pmctl rule --all` lists all rules."),
        ("zzz", "`pmctl rule --all` lists all rules."),
        ("", "`pmctl rule --all` lists all rules."),
    ],
)
def test_selector_of_no_rule(selector: str, hint: str) -> None:
    with pytest.raises(UnknownRuleError) as caught:
        expand(f" {selector} ", RULES)
    assert isinstance(caught.value, PmctlError)
    assert str(caught.value) == f"there is no rule {selector}"
    assert caught.value.hint == hint


def codes_of(settings: RuleSettings) -> list[str]:
    return [chosen.code for chosen in settings.chosen(RULES)]


def test_by_default_those_run_that_are_on_in_the_order_of_their_codes() -> None:
    assert codes_of(RuleSettings()) == ["PM101", "PM301", "PM302"]


def test_what_is_selected_runs_even_if_it_is_off_and_nothing_else() -> None:
    assert codes_of(RuleSettings(select=frozenset({"PM205", "PM302"}))) == ["PM205", "PM302"]


def test_what_is_ignored_does_not_run_even_if_it_is_selected() -> None:
    assert codes_of(RuleSettings(ignore=frozenset({"PM302"}))) == ["PM101", "PM301"]
    assert codes_of(RuleSettings(select=frozenset({"PM205", "PM302"}), ignore=frozenset({"PM302"}))) == ["PM205"]


def test_selecting_nothing_runs_nothing() -> None:
    assert codes_of(RuleSettings(select=frozenset())) == []


def test_severity_is_the_rules_own_unless_it_is_set() -> None:
    settings = RuleSettings(severity={"PM301": FindingSeverity.INFO})
    assert settings.severity_of(RULES["PM301"]) is FindingSeverity.INFO
    assert settings.severity_of(RULES["PM302"]) is FindingSeverity.ERROR


def test_severities_are_ranked_from_the_worst() -> None:
    assert [severity.rank for severity in FindingSeverity] == [0, 1, 2]
    assert FindingSeverity.ERROR.rank == 0


@pytest.mark.parametrize(
    ("path", "codes"),
    [
        ("postmortems/2019/x.md", {"PM1", "PM2"}),
        ("postmortems/2020/x.md", set()),
        ("postmortems/2020/README.md", {"PM3"}),
        ("README.md", {"PM3"}),
        ("postmortems/2019/README.md", {"PM1", "PM2", "PM3"}),
        ("postmortems/readme.md", set()),
    ],
)
def test_files_that_are_exempt(path: str, codes: set[str]) -> None:
    settings = RuleSettings(
        per_file_ignores=(("postmortems/2019/*", frozenset({"PM1", "PM2"})), ("README.md", frozenset({"PM3"})))
    )
    assert settings.ignored_in(path) == codes


def test_rules_that_begin_on_a_day() -> None:
    settings = RuleSettings(since={"PM301": dt.date(2026, 1, 1), "PM302": dt.date(2026, 3, 1)})
    assert settings.ignored_of(dt.date(2025, 12, 31)) == {"PM301", "PM302"}
    assert settings.ignored_of(dt.date(2026, 1, 1)) == {"PM302"}
    assert settings.ignored_of(dt.date(2026, 3, 1)) == settings.ignored_of(None) == frozenset()


def test_several_selectors() -> None:
    assert expand_all(["PM3", "missing-field"], RULES) == {"PM301", "PM302", "PM101"}
    assert expand_all([], RULES) == frozenset()


def test_all_that_select_nothing_are_named() -> None:
    with pytest.raises(PmctlError, match=r"^there is no rule PM3O1$") as caught:
        expand_all(["PM3O1", "PM101"], RULES)
    assert caught.value.hint == "Did you mean PM301?"
    with pytest.raises(PmctlError, match="there is no rule PM3O1\nthere is no rule nothing-like-it") as caught:
        expand_all(["PM3O1", "PM101", "nothing-like-it"], RULES)
    assert caught.value.hint == "Did you mean PM301? `pmctl rule --all` lists all rules."
