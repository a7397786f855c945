"""The one way in: every kind of bad input, and all readers held against damaged exports."""

from __future__ import annotations

import copy
import gzip
import json
from typing import TYPE_CHECKING, Any

import pytest

from pmctl.errors import PmctlError
from pmctl.incidents import answers, decoding
from pmctl.incidents.registry import READERS, read_incident
from pmctl.repository.exports import read_export
from tests.incidents.exports import FIXTURES, NAMES, fixture, raw, told, wrong

if TYPE_CHECKING:
    from collections.abc import Iterator

PLAIN = '{"title": "Database full"}'


@pytest.mark.parametrize("name", NAMES)
def test_each_fixture_is_read(name: str) -> None:
    incident = fixture(name)
    assert incident.entries
    assert list(incident.entries) == sorted(incident.entries, key=lambda entry: entry.at)
    assert incident.unzoned == 0


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".json")])
def test_each_fixture_is_recognised_by_its_reader_alone(name: str) -> None:
    data = raw(name)
    found = [reader.NAME for reader in READERS[:-1] if reader.recognises(data)]
    assert found == ([fixture(name).source] if name != "plain.json" else [])


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-16-le"),
        lambda text: text.encode("utf-16-be"),
        lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
        lambda text: text.encode("utf-32"),
        lambda text: text.encode("utf-32-le"),
        lambda text: text.encode("utf-32-be"),
        lambda text: b"\0\0\xfe\xff" + text.encode("utf-32-be"),
        lambda text: text,
    ],
)
def test_encodings(encode: Any) -> None:
    assert read_incident(encode('{"title": "Zażółć 🔥"}\r\n'), "x").title == "Zażółć 🔥"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "export.json is empty"),
        (b" \r\n\t", "export.json is empty"),
        (b"\xef\xbb\xbf", "export.json is empty"),
        ('{"title": "Störung"}\n'.encode("latin-1"), "export.json: line 1, byte 14 (0xF6) is not UTF-8"),
        (b'\xff\xfe{"x', "is not UTF-16"),
        (b"\xff\xfe\0\0{\0\0\0\xff", "export.json: line 1, byte 9 (0xFF) is not UTF-32"),
        ('{"incident": {"title": "A"', "export.json:1:27: the JSON ends too early"),
        ('{"incident":\n  {"title": "Data', "export.json:2:13: this is not JSON: unterminated string"),
        ('{"title": "A",}', "export.json:1:15: this is not JSON"),
        ('{"title": "A"} x', "export.json:1:16: this is not JSON: expecting value"),
        ("[" * 100_000, "export.json is nested too deeply"),
        ('{"title": ' + "1" * 5000 + "}", "export.json holds a number that is too long"),
        ("[]" * 101, "export.json holds more than 100 JSON values"),
        ("no JSON", "export.json:1:1: this is not JSON"),
        ("[]", "comes from no tool that is known"),
        ("[1, 2]", "comes from no tool that is known"),
        ("[[]]", "comes from no tool that is known"),
        ("{}", "comes from no tool that is known"),
        ("7", "export.json comes from no tool that is known"),
        ("1 2", "export.json comes from no tool that is known"),
        ('{"messages": null, "x": 1}[]', "comes from no tool that is known"),
        ('{"title": NaN, "severity": Infinity}', "title: expected a text, found nan"),
        ('{"incidents": [{"status": 1}, {"status": 2}]}', "export.json holds 2 incidents"),
        ('{"data": [{"tinyId": 1, "status": 1}, {"tinyId": 2, "status": 2}]}', "export.json holds 2 incidents"),
        ('{"incident": {"urgency": "high", "status": 1}, "log_entries": 5}', "log_entries: expected a list, found 5"),
    ],
)
def test_bad_input(content: bytes | str, said: str) -> None:
    assert said in wrong(content)


def test_the_known_tools_and_the_plain_shape_are_named() -> None:
    said = wrong("hello", "notes.txt")
    assert said.startswith("notes.txt comes from no tool that is known\n")
    assert all(word in said for word in ("PagerDuty", "Opsgenie", "incident.io", "Alertmanager", "Slack", "timeline"))


def test_what_is_not_read_may_be_anything() -> None:
    assert told({"title": "x", "unknown": [float("nan"), {"a": 10**30}]}).title == "x"


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".json")])
def test_a_list_of_one_and_a_page_of_all_are_the_same(name: str) -> None:
    data = raw(name)
    assert told([data] if isinstance(data, dict) else data) == fixture(name)
    if isinstance(data, dict):
        assert told({**data, "limit": 25, "offset": 0, "total": None, "more": False}) == fixture(name)


def test_an_answer_that_is_not_the_last_page_is_named() -> None:
    pages = [{"log_entries": [], "more": True}, {"log_entries": [], "more": False}]
    said = ("There is more: this is not the last page; put the next ones behind it",)
    assert told(pages[0]).notes == said
    assert read_incident(json.dumps(pages[0]) * 2, "x").notes == said
    assert read_incident("".join(map(json.dumps, pages)), "x").notes == ()
    assert told([pages[0]]).notes == said
    assert told({"messages": [], "has_more": True}).notes == said
    update = {"message": "x", "created_at": "2026-03-14T10:00:00Z"}
    for meta, is_told in (({"after": "01F", "page_size": 1}, True), ({"page_size": 25}, False), (7, False)):
        assert told({"incident_updates": [update], "pagination_meta": meta}).notes == (said if is_told else ())


def test_the_last_page_of_each_list_counts() -> None:
    at = "2026-03-14T10:00:00Z"
    alert = {"data": {"tinyId": "1", "message": "Full"}}
    logs, notes = ({"data": [{key: "x", "createdAt": at}]} for key in ("log", "note"))
    on, end = {"paging": {"next": "https://example.com", "first": "x"}}, {"paging": {"first": "x"}}
    for answers_, is_told in (
        ([alert, logs | on, notes | end], True),
        ([alert, logs | on, notes | on], True),
        ([alert, logs | on, logs | end, notes], False),
        ([alert, logs | on, logs | on, logs | end, notes | on, notes], True),
        ([alert, logs, notes | end], False),
    ):
        assert bool(read_incident("".join(map(json.dumps, answers_)), "x").notes) == is_told


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"error": {"message": "Unauthorized", "code": 2006}}, "Unauthorized"),
        ({"message": "Api rate limit\x1b[31m", "took": 0.1, "requestId": "7"}, "Api rate limit␛[31m"),
        ({"type": "x", "status": 401, "request_id": "7", "errors": [{"code": "x", "message": "No token"}]}, "No token"),
        ({"ok": False, "error": "invalid_auth"}, "invalid_auth"),
        ({"errors": []}, "it gives no reason"),
        ({"error": {"error": {"error": {"error": "too deep"}}}}, "it gives no reason"),
        ({"error": " ", "message": 7, "errors": [["x"]]}, "x"),
        ({"message": "x" * 300}, "x" * 200),
    ],
)
def test_an_answer_that_is_an_error_is_not_swallowed(answer: object, reason: str) -> None:
    hint = "Ask the tool again; the token may not be allowed to read it."
    assert wrong(answer) == f"export.json: it is an error of the tool: {reason}\n{hint}"
    incident = {"incident": {"incident_number": 1, "status": "triggered", "title": "Down"}}
    said = wrong(f"{json.dumps(incident)}{json.dumps(answer)}")
    assert said == f"export.json: answer 2 of 2 is an error of the tool: {reason}\n{hint}"


def test_what_only_has_an_error_among_other_things_is_no_error() -> None:
    assert told({"title": "x", "error": {"message": "y"}}).title == "x"
    assert told({"ok": True, "messages": [], "error": None}).title is None
    assert "comes from no tool" in wrong({"ok": True, "error": "x"})
    assert "comes from no tool" in wrong({"ok": False})


def test_only_so_many_incidents_are_named() -> None:
    listed = [{"id": f"Q{n}\x1b", "status": "x"} for n in range(7)]
    assert wrong({"incidents": listed}).startswith("export.json holds 7 incidents: Q0␛, Q1␛, Q2␛, Q3␛, Q4␛, …\nExport")
    alerts = [{"tinyId": n, "status": "x"} for n in (1, 2)]
    assert wrong({"data": alerts}).startswith("export.json holds 2 incidents: 1, 2\n")


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("Störung, cœur, „naïveté“, 5 €, “élève”".encode("cp1252"), "WINDOWS-1252"),
        ("障害テスト".encode("shift-jis"), "ENCODING"),
        ("障害テスト".encode("euc-jp"), "ENCODING"),
        ("故障发生".encode("gbk"), "ENCODING"),
        ("Привет".encode("cp1251"), "ENCODING"),
        ("é".encode() + b"\xc3", "ENCODING"),
        (b"\x89PNG\x00", "ENCODING"),
    ],
)
def test_an_encoding_is_named_only_where_it_looks_like_it(content: bytes, encoding: str) -> None:
    said = wrong(b'{"title": "' + content + b'"}')
    assert said.endswith(f"\nSave it as UTF-8, for example with iconv -f {encoding} -t UTF-8.")


def test_a_compressed_file_is_called_so() -> None:
    said = wrong(gzip.compress(b'{"title": "x"}'), "export.json.gz")
    assert said == "export.json.gz is compressed with gzip\nUnpack it first, for example with gunzip."


def test_what_is_cut_is_said() -> None:
    whole = {"at": "2026-03-14T10:00:00Z", "event": "x" * 10_000, "who": "y" * 1_024}
    timeline = [whole, {**whole, "event": "x" * 10_001}, {**whole, "who": "z" * 1_025}]
    most = {"title": "t" * 1_024, "summary": "s" * 20_000, "timeline": [whole], "services": ["x" * 1_024]}
    incident = told({**most, "participants": [f"p{n}" for n in range(200)]})
    assert (incident.notes, incident.title, incident.summary) == ((), most["title"], most["summary"])
    assert incident.entries[0].text == whole["event"]
    many = [f"n{n}" for n in range(1_201)]
    more = {"title": "t" * 1_025, "summary": "s" * 20_001, "services": many, "participants": many[:201]}
    incident = told({**more, "timeline": timeline})
    assert incident.notes == (
        "Cut at 10,000 characters: 2 of the events",
        "Cut at 1,024 characters: the title",
        "Cut at 20,000 characters: the summary",
        "1 of 201 people are left out: 200 are named at most",
        "1,001 of 1,201 services are left out: 200 are named at most",
    )
    assert [len(entry.text) for entry in incident.entries] == [10_000, 10_001, 10_000]
    assert (len(incident.participants), len(incident.services), len(incident.title or "")) == (200, 200, 1_024)


def test_webhooks_one_after_another_are_all_read() -> None:
    posted = json.loads((FIXTURES / "pagerduty-webhooks.json").read_text(encoding="utf-8"))
    assert read_incident("\n".join(map(json.dumps, posted)), "x") == fixture("pagerduty-webhooks.json")


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".json")])
def test_what_a_tool_leaves_empty_is_not_wrong(name: str) -> None:
    for data, path in emptied(raw(name)):
        try:
            told(data)
        except PmctlError as error:
            is_needed = "comes from no tool" in error.message or (name == "plain.json" and path[-1] in {"at", "event"})
            assert is_needed, (path, error.message)  # noqa: PT017 - either outcome is fine


def test_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "MAX_BYTES", 2_000_000)
    said = wrong(b'{"title": "x"}' + b" " * 2_000_000)
    assert said.startswith("export.json is larger than 2 MB\n")
    assert read_incident(b'{"title": "x"}' + b" " * 1_024_000, "x").title == "x"


def test_only_so_many_wrong_values_are_named() -> None:
    said = wrong({"title": "x", "timeline": [{"at": "soon", "event": "x"}] * 25}).split("\n")
    assert said[0] == "export.json: 25 values are not what plain JSON writes"
    assert said[1].startswith("timeline[0].at: expected a time")
    assert said[-2] == "and 5 more"
    many = [{"at": "soon", "event": "x"}] * 2_000
    for said in (
        wrong({"title": "x", "timeline": many}),
        wrong("time,event\n" + "soon,x\n" * 2_000, "export.json"),
    ):
        assert said.startswith("export.json: more than 1,000 values are not what ")
        assert (said.count("\n"), said.split("\n")[-2]) == (22, "and so on")
    assert wrong({"title": []}).startswith("export.json: a value is not what plain JSON writes\ntitle: ")


def test_answers_are_joined() -> None:
    def joined(*values: object) -> object:
        return answers.joined(decoding.parse_json(" ".join(map(json.dumps, values)), "x"))

    assert joined({"a": [1], "b": {"c": 1}, "d": 1}, {"a": [2], "b": {"e": 2}, "d": 2}) == {
        "a": [1, 2],
        "b": {"c": 1, "e": 2},
        "d": 1,
    }
    assert joined([1], [2]) == [1, 2]
    assert joined({"a": {}}, {"a": [1]}, {"a": [2]}, {"a": 2}) == {"a": {}, "a_2": [1, 2]}
    assert joined(1, {}) == [1, {}]
    assert joined({"a": {"b": [1]}}, {"a": {"b": [2]}}, {"a": {"b": "x"}}) == {"a": {"b": [1, 2]}}
    assert joined({"a": {}, "a_2": 7}, {"a": [1]}) == {"a": {}, "a_2": 7}
    assert joined({"a": [1], "a_2": 7}, {"a": {"b": 1}}, {"a_2": [2]}) == {"a": [1], "a_2": 7, "a_2_2": [2]}
    deep: object = "x"
    for _ in range(500):
        deep = {"a": deep}
    assert joined(deep, deep) == deep


KEYS = {"incident", "log_entries", "incident_updates"}
PAGERDUTY: dict[str, Any] = {"incident": {"incident_number": 7, "status": "triggered", "title": "Down", "id": "Q1"}}
TALK: dict[str, Any] = {"ok": True, "messages": [{"type": "message", "ts": "1773482400.000100", "text": "x"}]}
LOG: dict[str, Any] = {
    "log_entries": [{"type": "resolve_log_entry", "summary": "Resolved", "created_at": "2026-03-14T11:00:00Z"}]
}
WEBHOOK: dict[str, Any] = {"event": {"event_type": "incident.resolved", "occurred_at": "2026-03-14T11:00:00Z"}}


def one_after_another(*answers_: object) -> str:
    return "".join(map(json.dumps, answers_))


def test_answers_of_two_tools_are_refused() -> None:
    said = wrong(one_after_another(PAGERDUTY, LOG, {"ok": True, "channel": {"id": "C1"}}, TALK)).split("\n")
    assert said[0] == "export.json holds answers of several tools: PagerDuty, and Slack (answer 4)"
    assert said[1] == "Keep those of one; `pmctl timeline ID --from FILE` adds the events of another."
    plain = {"title": "A", "timeline": [{"at": "2026-03-14T10:00:00Z", "event": "x"}]}
    assert "several tools: PagerDuty, and plain JSON (answer 1)" in wrong(one_after_another(plain, LOG))
    assert "several tools: Opsgenie, and Slack (answer 2)" in wrong([{"data": {"tinyId": 1, "message": "x"}}, TALK])


def test_an_answer_that_nothing_is_taken_from_is_named() -> None:
    alerts = {"alerts": [], "limit\x1b": 25, **dict.fromkeys("abcd")}
    note = "Nothing is taken from answer 2 of 3, which has: alerts, limit␛, a, b, c, …"
    assert read_incident(one_after_another(PAGERDUTY, alerts, LOG), "x").notes == (note,)
    assert read_incident(one_after_another(PAGERDUTY, {}, LOG, {"notes": []}), "x").notes == ()
    notes = told([PAGERDUTY, *[{"alerts": []}] * 8]).notes
    assert (len(notes), notes[-1]) == (6, "Nothing is taken from 3 more of the answers")
    parts = ({"title": "x"}, {"severity": "SEV1"})
    assert (told(parts).severity, told(parts).notes) == ("SEV1", ())


def test_webhooks_beside_other_answers_are_refused() -> None:
    for answers_ in ((WEBHOOK, LOG), (PAGERDUTY, WEBHOOK, WEBHOOK)):
        for content in (one_after_another(*answers_), list(answers_)):
            said = wrong(content)
            assert said.startswith("export.json holds single events, such as a webhook is sent, beside other answers\n")


def test_a_list_of_answers_is_as_good_as_one_behind_the_other() -> None:
    for name in ("pagerduty.json", "opsgenie-incident.json", "incident-io.json"):
        values = decoding.parse_json((FIXTURES / name).read_text(encoding="utf-8"), name)
        split = [{key: value} for key, value in values[0].items() if key in KEYS] if len(values) == 1 else values
        assert told(split) == fixture(name)
    talk = [TALK, {**TALK, "messages": [{**TALK["messages"][0], "ts": "1773482500.000100"}]}]
    assert len(told(talk).entries) == 2
    assert (
        len(
            told(
                [PAGERDUTY] + [{"log_entries": [{**LOG["log_entries"][0], "summary": str(n)}]} for n in range(150)]
            ).entries
        )
        == 150
    )
    assert wrong([PAGERDUTY, {**PAGERDUTY, "incident": {**PAGERDUTY["incident"], "id": "Q2"}}]).startswith(
        "export.json holds 2 incidents: Q1, Q2"
    )


def test_each_thread_of_slack_has_pages_of_its_own() -> None:
    def page(*stamps: str, thread: str | None = None, more: bool = False) -> dict[str, Any]:
        talk = [
            {"type": "message", "text": "x", "ts": f"{ts}.0", "thread_ts": thread and f"{thread}.0"} for ts in stamps
        ]
        return {"ok": True, "messages": talk, "has_more": more}

    one, two, more = "1773482400", "1773482500", "There is more: this is not the last page; put the next ones behind it"
    history, thread = page(one, two), page(one, two, thread=one)
    for pages, is_told in (
        ([history | {"has_more": True}, thread], True),
        ([history | {"has_more": True}, thread, history], False),
        ([history, thread | {"has_more": True}], True),
        ([history, thread | {"has_more": True}, thread], False),
        ([history, thread | {"has_more": True}, page(two, "1773482600", thread=two)], True),
    ):
        assert (more in read_incident(one_after_another(*pages), "x").notes) == is_told


JUNK: tuple[Any, ...] = (
    None, "", "x", " ", 0, 1.5, True, [], {}, [None], {"a": 1}, [[]], "\ud800", 10**30, float("nan"), ["x"],
    "2026-03-14", "9999-12-31T23:59:59Z", "<!-- x -->",
)  # fmt: skip


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from places(value, (*path, key))


def emptied(data: Any) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """Yield `data` with null in each of its places."""
    yield from ((put(None, data, place), place) for place in places(data))


def damaged(data: Any) -> Iterator[Any]:
    """Yield `data` with each junk in each of its places."""
    for place in places(data):
        yield from (put(junk, data, place) for junk in JUNK)


def put(junk: Any, data: Any, place: tuple[Any, ...]) -> Any:
    whole = [copy.deepcopy(data)]
    around: Any = whole
    for key in (0, *place)[:-1]:
        around = around[key]
    around[(0, *place)[-1]] = junk
    return whole[0]


def is_read_or_refused(content: str | dict[str, bytes]) -> None:
    try:
        read_incident(content, "export")
    except PmctlError as error:
        assert error.hint  # noqa: PT017 - either outcome is fine


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".json")])
def test_an_export_that_is_damaged_anywhere_is_read_or_refused(name: str) -> None:
    for data in damaged(raw(name)):
        is_read_or_refused(json.dumps(data))


def test_a_folder_that_is_damaged_anywhere_is_read_or_refused() -> None:
    content = read_export(FIXTURES / "slack", "slack")
    assert isinstance(content, dict)
    for name, data in content.items():
        for junk in damaged(json.loads(data)):
            is_read_or_refused({**content, name: json.dumps(junk).encode()})
