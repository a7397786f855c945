"""The JSON Schema of the front matter says what ``pmctl check`` says, of every value that can be judged alone."""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from pmctl.postmortem.conventions import Conventions, Person, Priority, Severity
from pmctl.postmortem.dates import parse_date, parse_time
from pmctl.postmortem.key_descriptions import ACTION_KEYS, IMPACT, RECORD_KEYS
from pmctl.postmortem.model import (
    IMPACT_KEYS,
    OPTIONAL_ACTION_KEYS,
    OPTIONAL_KEYS,
    REQUIRED_ACTION_KEYS,
    REQUIRED_KEYS,
)
from pmctl.postmortem.parse import parse
from pmctl.postmortem.schema import front_matter_schema
from pmctl.rules import engine
from pmctl.rules.model import Context
from pmctl.rules.registry import RULES
from pmctl.rules.selection import RuleSettings
from tests.documents import BAD, GOOD

if TYPE_CHECKING:
    from collections.abc import Mapping

RULES_OF_VALUES = ("PM101", "PM102", "PM103", "PM104", "PM301", "PM302", "PM304", "PM310")
KEYS = (*REQUIRED_KEYS, *OPTIONAL_KEYS)
ACTION = (*REQUIRED_ACTION_KEYS, *OPTIONAL_ACTION_KEYS)


class Side(NamedTuple):
    """A repository's conventions, and a severity that they know."""

    conventions: Conventions
    severity: str
    validator: Draft202012Validator


def side(conventions: Conventions, severity: str) -> Side:
    schema = front_matter_schema(conventions)
    Draft202012Validator.check_schema(schema)
    return Side(conventions, severity, Draft202012Validator(schema))


DEFAULT = side(Conventions(), "SEV1")
OWN = side(
    Conventions(
        severities=tuple(
            Severity(name=name, draft_within=1, publish_within=2, min_actions=0) for name in ("1", "Very bad", "major")
        ),
        priorities=(Priority(name="now", due_within=1), Priority(name="1.5", due_within=9)),
        status_words=MappingProxyType(
            {"final-words": "published", "idee": "proposed", "läuft": "in-progress", "7": "dropped"}
        ),
        people=MappingProxyType({"@mara": Person(handle="@mara"), "@jonas": Person(handle="@jonas")}),
    ),
    "Very bad",
)
SIDES = pytest.mark.parametrize("side", [pytest.param(DEFAULT, id="defaults"), pytest.param(OWN, id="own")])

PROMISE: Mapping[str, str] = MappingProxyType(
    {"id": "A1", "title": "Alert", "owner": '"@jonas"', "due": "2026-03-28", "status": "open"}
)
WRITTEN = (
    "2026-03-14", '"2026-03-14"', "2026-02-30", "2024-02-29", "2026-3-14", "2026-03-14T09:52:00Z",
    "2026-03-14 11:04+0100", "2026-03-14T09:52:00", "2026-03-14T25:00Z", "2026-02-29T09:00Z", "2026", "-12", "1.10",
    "0123", "12:30", "no", "yes", "on", "true", "~", "", "draft", "Draft", "in review", "in-review", "closed",
    "final-words", "Final_Words", "open", "proposed", "Proposed", "Idee", "done", "LÄUFT", "7", "SEV1", "sev1", "1",
    "Very bad", "very bad", "P1", "P9", "now", "1.5", "alert", "detect", '"@mara"', "mara@example.com", "[]", "{}",
    "[a, b]", "[a, [b]]", "[{a: b}]", '["@mara"]', "[~]", "{a: b}", "a b", "a/b", '"a\\u200bb"', '"a\\nb"', "Größe",
    "'no: yes'", "low", "High", "med", "5", '"5"', "6", "0",
)  # fmt: skip
"""What may stand behind a key."""


def record(side: Side) -> dict[str, str]:
    return {
        "id": "2026-03-14-checkout-timeouts", "title": "Checkout", "status": "draft", "severity": side.severity,
        "date": "2026-03-14", "owner": '"@mara"',
    }  # fmt: skip


def document(fields: Mapping[str, str], action: Mapping[str, str] | None = None) -> str:
    lines = [f"{key}: {value}" for key, value in fields.items()]
    if action is not None:
        lines += ["actions:", *(f"  {'-' if not i else ' '} {k}: {v}" for i, (k, v) in enumerate(action.items()))]
    return "\n".join(["---", *lines, "---", "", "# Checkout", ""])


def findings(text: str, side: Side) -> list[str]:
    """Return what the rules say that look at single values."""
    context = Context(conventions=side.conventions, today=dt.date(2026, 6, 1))
    rules = [RULES[code] for code in RULES_OF_VALUES]
    found = engine.check([parse(text, "a.md", side.conventions)], rules, RuleSettings(), context)
    return [f"{finding.code} {finding.message}" for finding in found]


def errors(values: Any, side: Side) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in side.validator.iter_errors(values)]


def pyyaml(text: str) -> Any:
    """Return the front matter as most Python tools load it."""
    try:
        return yaml.safe_load(text.split("---")[1])
    except ValueError:  # it takes 2026-02-30 for a date, wherever it stands
        return yaml.load(text.split("---")[1], yaml.BaseLoader)


def says_the_same(text: str, side: Side) -> None:
    found = findings(text, side)
    read = parse(text, "a.md", side.conventions).record
    assert read is not None
    said = errors(read.fields.value, side)
    assert bool(found) == bool(said), (text, found, said)
    if not found:
        assert errors(pyyaml(text), side) == [], text


@pytest.mark.parametrize(
    ("side", "key"), [*((DEFAULT, key) for key in (*KEYS, "unknown")), *((OWN, key) for key in ("status", "severity"))]
)
def test_the_record(side: Side, key: str) -> None:
    fields = record(side)
    for written in WRITTEN:
        says_the_same(document({**fields, key: written}), side)
    fields.pop(key, None)
    says_the_same(document(fields), side)


@pytest.mark.parametrize(
    ("side", "status", "key"),
    [
        *((DEFAULT, status, key) for status in ("open", "proposed") for key in (*ACTION, "unknown")),
        *((OWN, status, key) for status in ("open", "Idee") for key in (*REQUIRED_ACTION_KEYS, "priority")),
    ],
)
def test_an_action(side: Side, status: str, key: str) -> None:
    action = {**PROMISE, "status": status}
    for written in WRITTEN:
        says_the_same(document(record(side), {**action, key: written}), side)
    action.pop(key, None)
    says_the_same(document(record(side), action), side)


@SIDES
def test_what_is_no_action(side: Side) -> None:
    for written in ("- text", "- ~", "- []", "- {}", "- {status: proposed}", "- {status: Idee}", "[]", "{}", "~"):
        says_the_same(document({**record(side), "actions": f"\n  {written}"}), side)


def test_every_known_key_is_described() -> None:
    schema: Any = front_matter_schema(Conventions())
    action = schema["properties"]["actions"]["items"]["properties"]
    for known, described, properties in (
        (KEYS, RECORD_KEYS, schema["properties"]),
        (ACTION, ACTION_KEYS, action),
        (IMPACT_KEYS, IMPACT, schema["properties"]["impact"]["properties"]),
    ):
        assert set(known) == set(described)
        assert tuple(properties) == known
        for key, value in properties.items():
            assert value["description"] == described[key]
            assert value["title"]


def test_documents() -> None:
    for text, count in ((GOOD, 0), (BAD, 2)):
        assert len(errors(pyyaml(text), DEFAULT)) == count


def test_what_a_repository_has_agreed_on() -> None:
    values: Any = front_matter_schema(OWN.conventions)
    assert values["properties"]["severity"]["enum"] == ["1", "Very bad", "major", 1]
    assert values["properties"]["owner"]["allOf"][0]["anyOf"][0]["examples"] == ["@jonas", "@mara"]
    action = values["properties"]["actions"]["items"]["properties"]
    assert action["priority"]["enum"] == ["now", "1.5", 1.5, None]


def test_words_for_a_status_in_any_spelling() -> None:
    conventions = Conventions(status_words=MappingProxyType({"n/a-#1-&-(ß)": "done", "yes": "done"}))
    status: Any = front_matter_schema(conventions)["properties"]
    status = status["actions"]["items"]["properties"]["status"]["anyOf"]
    assert status[0]["enum"][-4:] == ["n/a-#1-&-(ß)", "yes", True, None]
    gap = r"[\s_-]+"
    assert status[1]["pattern"] == rf"^(?:[nN]\/[aA]{gap}#1{gap}&{gap}\(ß\)|[yY][eE][sS])$"


@pytest.mark.parametrize("name", ["x: y", "[", "2026-02-30", "1" * 5000, ".nan", ".inf", "~", "", "'"])
def test_a_level_of_any_name(name: str) -> None:
    level = Severity(name=name, draft_within=1, publish_within=1, min_actions=0)
    schema: Any = front_matter_schema(Conventions(severities=(level,)))
    assert schema["properties"]["severity"]["enum"][0] == name


def test_white_space_in_quotes_is_refused_though_it_is_read() -> None:
    """The one place where the schema is stricter: nobody writes it on purpose, and the patterns stay what they are."""
    for key, written in (("status", '" draft"'), ("date", '"2026-03-14 "'), ("detection", '""'), ("started_at", '" "')):
        text = document({**record(DEFAULT), key: written})
        assert findings(text, DEFAULT) == []
        assert errors(pyyaml(text), DEFAULT)


NUMBER = st.integers(0, 99).map("{:02}".format)
DAY = st.one_of(
    st.dates().map(str),
    st.builds("{}{}-{}-{}".format, NUMBER, NUMBER, NUMBER, NUMBER),
    st.builds("{:04}-02-29".format, st.integers(0, 9999)),
)
CLOCK = st.one_of(
    st.times().map(str),
    st.builds("{}:{}".format, NUMBER, NUMBER),
    st.builds("{}:{}:{}".format, NUMBER, NUMBER, NUMBER),
)
OFFSET = st.one_of(
    st.sampled_from(("Z", "z", " UTC", "UTC", " Z", "utc", "", "+1", "+0100", " +01:00", "-23:59", "+24:00")),
    st.builds("{}{}:{}".format, st.sampled_from("+-"), NUMBER, NUMBER),
)


@given(DAY)
def test_a_date_is_what_is_read_as_one(text: str) -> None:
    valid = not errors({"date": text}, PARTIAL)
    assert valid == (parse_date(text) is not None)


@given(st.builds("{}{}{}{}".format, DAY, st.sampled_from(("T", "t", " ", "  ", "")), CLOCK, OFFSET))
def test_a_time_is_what_is_read_as_one(text: str) -> None:
    read = parse_time(text)
    valid = not errors({"started_at": text}, PARTIAL)
    assert valid == (read is not None and read.tzinfo is not None)


PARTIAL = Side(
    DEFAULT.conventions,
    "",
    Draft202012Validator({name: value for name, value in DEFAULT.validator.schema.items() if name != "required"}),
)
"""As if no key were required."""
