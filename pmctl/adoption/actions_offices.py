"""Parts of a firm that stand where others have a name: "(HR)" beside "(Mara)", "— Ops, in progress"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from pmctl.adoption.given_names import is_unit

_SHORT: Final = "HR IT QA Ops OPS SRE SREs DBA DBAs PR NOC SOC DevOps SecOps NetOps"
_LONG: Final = """
    Legal Finance Security Support Platform Infra Infrastructure Comms Communications Marketing Facilities Sales
    Procurement Purchasing Compliance Helpdesk Accounting Logistics
    """


def is_office(text: str) -> bool:
    """Return whether words beside a status say whose an action is, without naming a person: "Ops", "Legal"."""
    return text in _SHORT.split() or is_unit(text)


def office_at_end(source: str) -> tuple[str, str] | None:
    """Return the office that stands alone in brackets at the end of an item, and the Markdown before it; or None."""
    if not source.endswith((")", "]", "）")):
        return None
    found = _aside().search(source[-40:])
    if found is None or found["who"] not in f"{_SHORT} {_LONG}".split():
        return None
    return found["who"], source[: len(source) - len(found[0])]


@cache
def _aside() -> re.Pattern[str]:
    return re.compile(r"\s[(\[（](?P<who>[A-Z][A-Za-z]{1,14})[)\]）]\Z")
