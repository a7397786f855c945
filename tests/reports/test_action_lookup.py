from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from pmctl.errors import PmctlError
from pmctl.ledger.identity import assign_keys
from pmctl.postmortem.conventions import Conventions
from pmctl.postmortem.model import Record
from pmctl.postmortem.parse import read_record
from pmctl.reports.action_lookup import find_action

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pmctl.postmortem.model import Action


class Place(NamedTuple):
    name: str
    path: str


TEXTS = {
    "2026-03-14-checkout": "  - id: A1\n  - id: A2\n    status: proposed\n",
    "2026-05-02-checkout-again": "  - title: Rehearse the restore\n  - title: Rehearse the failover\n  - id: a/b\n",
    "2026-05-03-search": "  - id: X\n  - id: X\n    title: Another\n  - id: Y\n",
    "in/search": "  - id: Z\n",
    "bare": "",
    "twin": "  - id: T\n",
}
REHEARSALS = (
    "Say which: '2026-05-02-checkout-again/rehearse the restore', '2026-05-02-checkout-again/rehearse the failover'."
)
PLACES = [
    *(Place(name, f"postmortems/{name.replace('/', '-')}.md") for name in TEXTS if name != "twin"),
    *(Place("twin", f"postmortems/twin-{number}.md") for number in (1, 2)),
]


def actions_of(place: Place) -> Mapping[str, Action]:
    record = read_record(f"---\nactions:\n{TEXTS[place.name]}---\n", "", Conventions())
    assert isinstance(record, Record)
    return assign_keys(record.actions)


@pytest.mark.parametrize(
    ("wanted", "name", "key"),
    [
        ("2026-03-14-checkout/A1", "2026-03-14-checkout", "A1"),
        ("checkout/A1", "2026-03-14-checkout", "A1"),
        ("03-14/a2", "2026-03-14-checkout", "A2"),
        ("postmortems/2026-03-14-checkout.md/A1", "2026-03-14-checkout", "A1"),
        ("again/rehearse the RESTORE", "2026-05-02-checkout-again", "rehearse the restore"),
        ("again/failover", "2026-05-02-checkout-again", "rehearse the failover"),
        ("again/a/b", "2026-05-02-checkout-again", "a/b"),
        ("in/search/Z", "in/search", "Z"),
        ("2026-05-03/another", "2026-05-03-search", "another"),
        ("2026-05-03/Y", "2026-05-03-search", "Y"),
        ("2026/y", "2026-05-03-search", "Y"),
        ("check/failover", "2026-05-02-checkout-again", "rehearse the failover"),
    ],
)
def test_one_is_meant(wanted: str, name: str, key: str) -> None:
    place, found = find_action(PLACES, wanted, actions_of)
    assert (place.name, found) == (name, key)


@pytest.mark.parametrize(
    ("wanted", "message", "hint"),
    [
        ("A1", "A1 names no action",
         "Write POSTMORTEM/ACTION, such as checkout/A1; `pmctl action list` shows them all."),
        ("", " names no action", None),
        ("03-14", "03-14 is a postmortem and not an action", "Say which: checkout/A1, checkout/A2."),
        ("in/search", "in/search is a postmortem and not an action", "Say which: in/search/Z."),
        ("bare", "bare is a postmortem and not an action", "`pmctl action add` gives it one."),
        ("chekout/A1", "there is no postmortem chekout",
         "Did you mean 2026-03-14-checkout, 2026-05-02-checkout-again?"),
        ("2026-05/a9", "none of 2 postmortems that 2026-05 could be has an action a9",
         "They are 2026-05-02-checkout-again, 2026-05-03-search."),
        ("2026/rehearse", "2026/rehearse could be any of 2 actions",
         REHEARSALS),
        ("twin/T", "twin/T could be any of 2 actions", "Say which: postmortems/twin-1.md/T, postmortems/twin-2.md/T."),
        ("2026/X", "X is the id of 2 actions of 2026-05-03-search, on lines 3, 4", "Give each an id of its own."),
        ("checkout/A3", "there is no action A3 in 2026-03-14-checkout", "It has A1, A2."),
        ("again/rehaerse the restore", "there is no action rehaerse the restore in 2026-05-02-checkout-again",
         "Did you mean rehearse the restore? It has rehearse the restore, rehearse the failover, a/b."),
        ("03-14/ ", "03-14 is a postmortem and not an action", "Say which: checkout/A1, checkout/A2."),
        ("zzz/", "zzz names no action",
         "Write POSTMORTEM/ACTION, such as checkout/A1; `pmctl action list` shows them all."),
        ("/", "/ is a postmortem and not an action", "Say which: in/search/Z."),
        ("checkout/zzz", "there is no action zzz in 2026-03-14-checkout", "It has A1, A2."),
        ("bare/A1", "there is no action A1 in bare", "`pmctl action add` gives it one."),
        ("again/rehearse", "again/rehearse could be any of 2 actions",
         REHEARSALS),
        ("again/store", "there is no action store in 2026-05-02-checkout-again",
         "It has rehearse the restore, rehearse the failover, a/b."),
        ("2026-05-03/X", "X is the id of 2 actions of 2026-05-03-search, on lines 3, 4",
         "Give each an id of its own."),
    ],
)  # fmt: skip
def test_none_or_several_are_meant(wanted: str, message: str, hint: str | None) -> None:
    with pytest.raises(PmctlError) as error:
        find_action(PLACES, wanted, actions_of)
    assert error.value.message == message
    assert hint is None or error.value.hint == hint


def test_where_very_many_could_be_meant_none_of_them_is_read() -> None:
    places = [Place(f"2026-{number:03}", f"{number}.md") for number in range(30)]
    with pytest.raises(PmctlError, match="2026 could be any of 30 postmortems"):
        find_action(places, "2026/A1", actions_of)


UNTOLD = "What is in 2026-05-03-search cannot be read."


def actions_of_readable(place: Place) -> Mapping[str, Action]:
    if place.name in {"2026-05-03-search", "bare"}:
        raise PmctlError(f"{place.path}:7: a value that starts with @ must be in quotes")
    return actions_of(place)


@pytest.mark.parametrize(
    ("wanted", "message", "hint"),
    [
        ("2026/rehearse", "2026/rehearse could be any of 2 actions",
         f"{REHEARSALS} {UNTOLD}"),
        ("2026/A1", "2026 could be any of 3 postmortems",
         f"Say which: {', '.join(f'{name}/A1' for name in list(TEXTS)[:3])}. {UNTOLD}"),
        ("2026-05/A9", "2026-05 could be any of 2 postmortems",
         f"Say which: 2026-05-02-checkout-again/A9, 2026-05-03-search/A9. {UNTOLD}"),
        ("bare/A1", "postmortems/bare.md:7: a value that starts with @ must be in quotes", None),
        ("05-03/Y", "postmortems/2026-05-03-search.md:7: a value that starts with @ must be in quotes", None),
    ],
)  # fmt: skip
def test_that_several_could_be_meant_is_said_before_what_is_wrong_with_one_of_them(
    wanted: str, message: str, hint: str | None
) -> None:
    with pytest.raises(PmctlError) as error:
        find_action(PLACES, wanted, actions_of_readable)
    assert (error.value.message, error.value.hint) == (message, hint)


@pytest.mark.parametrize("wanted", ["/A1", " /A1"])
def test_a_reference_without_a_postmortem_is_told(wanted: str) -> None:
    with pytest.raises(PmctlError) as raised:
        find_action([], wanted, lambda _: {})
    assert raised.value.message == f"{wanted} names no postmortem"
