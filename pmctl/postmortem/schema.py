"""The front matter as a JSON Schema, for editors and for tools that know nothing of pmctl.

It refuses what a reader of single values can refuse: a key that is missing or empty (PM101, PM301, PM302, PM304), a
value that its key cannot have (PM102), a date or a time that is none (PM103), a time without an offset (PM104). What
takes more than one value, or the body, is left to ``pmctl check``.

Other tools load YAML in their own ways. A day is text to most of them and a date object to PyYAML, so no key of a day
says that it is text: it says what it is not, and which pattern it has where it is text. ``severity: 1`` is a number, so
a level that looks like one may be one.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias

import yaml

from pmctl.postmortem.conventions import ActionStatus, ActionType, Detection, Status
from pmctl.postmortem.key_descriptions import ACTION_KEYS, IMPACT, RECORD_KEYS
from pmctl.postmortem.levels import LEVELS
from pmctl.postmortem.model import (
    IMPACT_KEYS,
    MILESTONES,
    OPTIONAL_ACTION_KEYS,
    OPTIONAL_KEYS,
    REQUIRED_ACTION_KEYS,
    REQUIRED_KEYS,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from enum import StrEnum

    from pmctl.postmortem.conventions import Conventions

Schema: TypeAlias = dict[str, object]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FRONT_MATTER_ID = "urn:pmctl:front-matter"

_MONTHS = (
    "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8])"
)
_LEAP_YEAR = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
_CALENDAR = f"(?!0000)(?:[0-9]{{4}}-(?:{_MONTHS})|{_LEAP_YEAR}-02-29)"
_DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_TIME = rf"{_DATE}[Tt ]{_CLOCK}(?::[0-5][0-9](?:\.[0-9]{{1,6}})?)? ?(?:[Zz]|UTC|[+-](?:[01][0-9]|2[0-3]):?[0-5][0-9])"
# White space, slashes, and the characters of Unicode that are not seen, as far as a pattern can name them.
_ID = "[^\\s/\\u0000-\\u001f\\u007f-\\u00a0\\u00ad\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]+"
_SYNTAX = frozenset("^$\\.*+?()[]{}|/")
"""All that ECMAScript lets a backslash stand before; Python's `re.escape` takes more."""


def front_matter_schema(conventions: Conventions) -> Schema:
    """Return the JSON Schema (draft 2020-12) of the front matter that a repository's conventions ask for.

    It has no keyword that draft 7 lacks, so that older tools read it as well, and one that is in no draft:
    ``errorMessage``, which editors show and others ignore.
    """
    return {
        "$schema": DIALECT,
        "$id": FRONT_MATTER_ID,
        "title": "Front matter of a postmortem",
        "description": "The record of an incident postmortem, as pmctl reads it.",
        "$comment": "Written by `pmctl config schema` from the repository's configuration.",
        "type": "object",
        "required": list(REQUIRED_KEYS),
        "properties": _described((*REQUIRED_KEYS, *OPTIONAL_KEYS), RECORD_KEYS, _record_values(conventions)),
    }


def _record_values(conventions: Conventions) -> dict[str, Schema]:
    """Return what the keys of the record can hold; those that are not in it can hold anything."""
    texts: Schema = {**_unless(["object"], "array", "Write a list: [one, two]."), "items": _text()}
    return {
        "id": _all(_id(), _not_empty()),
        "title": _all(_text(), _not_empty()),
        "status": _status(tuple(Status), conventions),
        "severity": {"enum": _forms(severity.name for severity in conventions.severities)},
        "date": _all(_date(), _not_empty()),
        "owner": _all(_owner(conventions), _one_owner()),
        "team": _text(),
        "incident": _text(),
        "detection": {"enum": [*Detection, None]},
        "impact": {"type": ["object", "null"], "properties": _described(IMPACT_KEYS, IMPACT, {})},
        "actions": {"type": ["array", "null"], "items": _action(conventions)},
        **dict.fromkeys(("services", "tags", "causes", "authors", "related"), texts),
        **dict.fromkeys(MILESTONES, _time()),
    }


def _action(conventions: Conventions) -> Schema:
    values: dict[str, Schema] = {
        "id": _id(),
        "title": _text(),
        "owner": _owner(conventions),
        "due": _date(),
        "status": _status(tuple(ActionStatus), conventions, None),
        "type": {"enum": [*ActionType, None]},
        "priority": {"enum": [*_forms(priority.name for priority in conventions.priorities), None]},
        "impact": {"enum": [*_forms(LEVELS), None]},
        "effort": {"enum": [*_forms(LEVELS), None]},
        "opened": _date(),
        "closed": _date(),
        **dict.fromkeys(("team", "ticket", "reason"), _text()),
    }
    needed = {**dict.fromkeys(REQUIRED_ACTION_KEYS, _not_empty()), "owner": _one_owner()}
    return {
        "title": "Action item",
        "description": "A promise with an owner and a date or, while it is proposed, an idea.",
        "type": "object",
        "properties": _described((*REQUIRED_ACTION_KEYS, *OPTIONAL_ACTION_KEYS), ACTION_KEYS, values),
        "if": {"properties": {"status": _status((ActionStatus.PROPOSED,), conventions)}, "required": ["status"]},
        "else": {"properties": needed, "required": list(REQUIRED_ACTION_KEYS)},
    }


def _text() -> Schema:
    return _unless(["array", "object"], "string", "Write one value.")


def _id() -> Schema:
    return {**_text(), **_pattern(_ID, "An id holds no white space, no slash and no invisible characters.")}


def _date() -> Schema:
    return _moment(_DATE, "Write a date as YYYY-MM-DD, such as 2026-03-14.")


def _time() -> Schema:
    return _moment(_TIME, "Write a time with its offset from UTC, such as 2026-03-14T09:52:00Z.")


def _moment(pattern: str, message: str) -> Schema:
    """The notation, and apart from it the calendar: a message with the pattern of the notation can be understood."""
    calendar = {"pattern": f"^{_CALENDAR}", "errorMessage": "There is no such day."}
    return {
        **_unless(["array", "object", "boolean", "number"], "string", message),
        **_pattern(pattern, message),
        "allOf": [{"if": {"pattern": f"^{_DATE}"}, "then": calendar}],
    }


def _owner(conventions: Conventions) -> Schema:
    """One person, or a list; those that the repository knows are offered, and others are not refused."""
    listed = {"if": {"type": "array"}, "then": {"items": _text()}}
    schema: Schema = {**_unless(["object"], "string", "Name one person."), "allOf": [listed]}
    if not conventions.people:
        return schema
    known = {"type": "string", "examples": sorted(conventions.people)}  # an editor puts what is a string into quotes
    return {**schema, "anyOf": [known, {"not": {"type": "string"}}]}


def _one_owner() -> Schema:
    one: Schema = {"items": _not_empty(), "minItems": 1, "maxItems": 1, "errorMessage": "Name one person."}
    return {**_not_empty(), "allOf": [{"if": {"type": "array"}, "then": one}]}


def _not_empty() -> Schema:
    message = "It must not be empty."
    return {**_unless(["null"], "string", message), "pattern": r"\S", "errorMessage": message}


def _status(statuses: Sequence[StrEnum], conventions: Conventions, *more: object) -> Schema:
    """The words for some statuses of a kind: pmctl's as they are, and a repository's own in any spelling."""
    words = conventions.status_words
    own = sorted(word for word, status in words.items() if status in statuses)
    others = {status for status in type(statuses[0]) if status not in statuses}
    known = [status.value for status in statuses if words.get(status) not in others]
    exact: Schema = {"enum": [*_forms(dict.fromkeys([*known, *own])), *more]}
    if not own:
        return exact
    spelt = "|".join(map(_any_spelling, own))
    return {"anyOf": [exact, {"type": "string", "pattern": f"^(?:{spelt})$"}]}


def _forms(words: Iterable[str]) -> list[object]:
    """Return the words, and the numbers and truth values that YAML makes of some of them."""
    forms: list[object] = list(words)
    for word in tuple(forms):
        loaded = _loaded(str(word))
        if loaded is not None and not any(type(form) is type(loaded) and form == loaded for form in forms):
            forms.append(loaded)
    return forms


def _loaded(word: str) -> bool | float | None:
    """Return the number or the truth value that YAML makes of a plain word, if JSON has it too."""
    try:
        value = yaml.safe_load(word)
        return value if isinstance(value, (bool, int, float)) and math.isfinite(value) else None
    except (yaml.YAMLError, ValueError, OverflowError):
        return None


def _any_spelling(word: str) -> str:
    """Return a pattern of every text that folds to `word`; patterns of JSON Schema know no flag for case."""
    return r"[\s_-]+".join("".join(map(_any_case, part)) for part in word.split("-"))


def _any_case(char: str) -> str:
    upper = char.upper()
    if len(upper) == 1 and upper != char:
        return f"[{char}{upper}]"
    return f"\\{char}" if char in _SYNTAX else char


def _described(keys: Iterable[str], descriptions: Mapping[str, str], values: Mapping[str, Schema]) -> dict[str, Schema]:
    return {
        key: {"title": key.replace("_", " ").capitalize(), "description": descriptions[key], **values.get(key, {})}
        for key in keys
    }


def _unless(wrong: list[str], right: str, message: str) -> Schema:
    """Refuse the types of `wrong`, naming the one that is right, without refusing what JSON has no type for."""
    return {"if": {"type": wrong}, "then": {"type": right, "errorMessage": message}}


def _pattern(pattern: str, message: str) -> Schema:
    return {"pattern": f"^(?:{pattern})$", "errorMessage": message}


def _all(*schemas: Schema) -> Schema:
    return {"allOf": list(schemas)}
