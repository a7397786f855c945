"""What tests of the formats of findings share: hostile findings, and the shapes that GitLab and reviewdog publish."""

from __future__ import annotations

from dataclasses import replace

from pmctl.rules.model import Finding, FindingSeverity

FINDING = Finding(
    code="PM301", name="action-without-owner", severity=FindingSeverity.ERROR, message="action A2 has no owner",
    help="Name one person.", path="postmortems/a.md", line=7, column=1, end_line=7, end_column=2,
    fingerprint="f0", source="- id: A2",
)  # fmt: skip
EVERY_CONTROL = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0)]))
WORDS = (
    "50 % of a:b,c; ]]> & < > \" ' | ` * _ [x](y) <b> </failure> <!-- --> # ~",
    "\n::error::stop\n##[error]stop ##vso[task.setvariable variable=x]y ::add-mask::z",
    f"control {EVERY_CONTROL} end",
    "\ufffe\uffff\ud800\udcff\udfff \u2028\u2029 \u202e\u200b\ufeff",
    "漢字 🚒 e\u0301 \U0010ffff",
    "@jonas and @mara/team",
    "\\u0000 {{ x }} ${{ secrets.X }} %0A %25 %AZP25",
)
PATHS = (
    "postmortems/with space 'and' \"quotes\".md",
    "postmortems/100%;#?&=a,b:c.md",
    "postmortems/line\r\nbreak\tand tab.md",
    "c:/colon.md",
    "../outside.md",
    "postmortems/\udcff\udc80 not utf-8.md",
    "postmortems/lone \ud800.md",
    "postmortems/漢字 🚒 <&>.md",
    "::error::.md",
    "]]>.md",
)
HOSTILE = [
    replace(
        FINDING, message=words, help=words, path=path, severity=list(FindingSeverity)[number % 3], line=number + 1,
        end_line=number + 1, source=f"{words} owner", column=len(words) + 2, end_column=len(words) + 7,
        fingerprint=f"f{number}-{path_number}",
    )
    for path_number, path in enumerate(PATHS)
    for number, words in enumerate(WORDS)
]  # fmt: skip
"""In the order of `check`: by path, then by line."""

FIFTY = [
    replace(
        FINDING, column=number + 1, end_column=number + 2, message=f"word {number} is wrong", source="x" * 50,
        fingerprint=f"f{number}",
    )
    for number in range(50)
]  # fmt: skip
"""Fifty findings on one line."""

_COUNT = {"type": "integer", "minimum": 1}
_TEXT = {"type": "string", "minLength": 1}

GITLAB_SCHEMA = {
    "$comment": (
        "Follows app/validators/json_schemas/codeclimate.json of https://gitlab.com/gitlab-org/gitlab at 33827e3a5347, "
        "by which GitLab validates each issue, and https://docs.gitlab.com/ci/testing/code_quality/ for names and "
        "severities. Stricter: nothing is allowed besides, and nothing may be empty."
    ),
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": _TEXT,
            "check_name": _TEXT,
            "fingerprint": _TEXT,
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^/]"},
                    "lines": {"type": "object", "required": ["begin"], "additionalProperties": _COUNT},
                },
                "additionalProperties": False,
            },
        },
        "additionalProperties": False,
    },
}

_POSITION = {"type": "object", "required": ["line"], "properties": {"line": _COUNT, "column": _COUNT}}
RDJSON_SCHEMA = {
    "$comment": (
        "Follows proto/rdf/jsonschema/DiagnosticResult.json of https://github.com/reviewdog/reviewdog at 08614ef9c409. "
        "Stricter: what reviewdog calls required is, and nothing that pmctl does not write is allowed."
    ),
    "type": "object",
    "required": ["diagnostics"],
    "properties": {
        "source": {"type": "object", "required": ["name"], "properties": {"name": _TEXT, "url": _TEXT}},
        "severity": {"enum": ["UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO"]},
        "diagnostics": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["message", "location"],
                "properties": {
                    "message": _TEXT,
                    "location": {
                        "type": "object",
                        "required": ["path"],
                        "properties": {
                            "path": _TEXT,
                            "range": {
                                "type": "object",
                                "required": ["start"],
                                "properties": {"start": _POSITION, "end": _POSITION},
                                "additionalProperties": False,
                            },
                        },
                        "additionalProperties": False,
                    },
                    "severity": {"enum": ["UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO"]},
                    "code": {"type": "object", "properties": {"value": _TEXT, "url": _TEXT}},
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}
