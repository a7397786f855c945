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
_ELSEWHERE: Final = """
    kommunikasjon kommunikation communicatie innkjøp inkøb inköp inkoop einkauf økonomi ekonomi juridisk juridik recht
    rechtsabteilung buchhaltung vertrieb kundenservice kundeservice kundtjänst kundtjanst klantenservice helpdesk
    kundesenter kundendienst it-avdelingen it-avdelningen it-afdelingen it-abteilung driftsavdelingen haustechnik
    verkeersleiding trafikkledelsen trafikledningen leitstelle personalabteilung personalavdelingen regnskap
    beheer facilitair comunicación comunicação comunicazione achats juridique compras jurídico
    acquisti zakupy księgowość vaktmester vaktmesteren hausmeister
    """
"""What parts of a firm are called in other languages, in small letters as well."""


def is_department_word(text: str) -> bool:
    """Return whether a word between facts is a part of the firm in a language in which these are no names."""
    return text.casefold() in _ELSEWHERE.split()


def is_office(text: str) -> bool:
    """Return whether words beside a status say whose an action is, without naming a person: "Ops", "Legal"."""
    return text in _SHORT.split() or is_unit(text)


def office_at_end(source: str) -> tuple[str, str] | None:
    """Return the office that stands alone in brackets at the end of an item, and the Markdown before it; or None."""
    if not source.endswith((")", "]", "）")):
        return None
    found = _aside().search(source[-40:])
    if found is None or not (found["who"] in f"{_SHORT} {_LONG}".split() or is_department_word(found["who"])):
        return None
    return found["who"], source[: len(source) - len(found[0])]


@cache
def _aside() -> re.Pattern[str]:
    return re.compile(r"\s[(\[（](?P<who>[^\W\d_][^\W\d_-]{0,17}(?:-[^\W\d_]{1,14})?)[)\]）]\Z")
