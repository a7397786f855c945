"""Exports as tests ask for them: a fixture's name or a value in, an incident or what is wrong out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pmctl.errors import PmctlError
from pmctl.incidents.answers import joined
from pmctl.incidents.decoding import parse_json
from pmctl.incidents.registry import answers, read_incident
from pmctl.repository.exports import read_export

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pmctl.incidents.model import Incident

FIXTURES = Path(__file__).with_name("fixtures")
NAMES = tuple(sorted(path.name for path in FIXTURES.iterdir()))


def fixture(name: str) -> Incident:
    """Read a made-up export."""
    return read_incident(read_export(FIXTURES / name, name), name)


def raw(name: str) -> Any:
    """Return what stands in a made-up export, several answers as one."""
    return joined(answers(parse_json((FIXTURES / name).read_text(encoding="utf-8"), name)))


def told(data: object) -> Incident:
    """Read a value as JSON."""
    return read_incident(json.dumps(data), "export.json")


def wrong(content: bytes | str | Mapping[str, bytes] | object, name: str = "export.json") -> str:
    """Return what is said of an export that cannot be read, with the hint."""
    whole = content if isinstance(content, bytes | str) else json.dumps(content)
    with pytest.raises(PmctlError) as caught:
        read_incident(whole, name)
    return f"{caught.value.message}\n{caught.value.hint}"


def clocks(incident: Incident) -> dict[str, str]:
    """Return the milestones by name, each as its time of day in UTC."""
    return {milestone.name: f"{milestone.at:%H:%M:%S}" for milestone in incident.milestones}


def lines(incident: Incident) -> list[str]:
    """Return the entries as a person would write them down."""
    return [f"{entry.at:%H:%M} {entry.who or '-'}: {entry.text}" for entry in incident.entries]
