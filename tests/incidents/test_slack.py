"""Slack: a channel's folder, an export, one day."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from pmctl.errors import PmctlError
from pmctl.incidents import archive
from pmctl.incidents.model import Link, Person, Weight
from pmctl.incidents.registry import read_incident
from pmctl.incidents.slack import workspace_domain
from pmctl.incidents.slack_text import plain_text
from tests.incidents.exports import FIXTURES, fixture, lines, told, wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

CHANNEL = "inc-42-checkout-timeouts"
DAY = f"{CHANNEL}/2026-03-14.json"
MARA = Person(name="Mara Lindqvist", email="mara@example.com")
JONAS = Person(name="Jonas Weber", email="jonas@example.com")


def message(text: str, *, minute: int = 0, **more: Any) -> dict[str, Any]:
    return {"type": "message", "ts": f"{1773482400 + 60 * minute}.000100", "user": "U1", "text": text, **more}


def files(**tables: Any) -> dict[str, bytes]:
    return {name.replace("__", "/"): json.dumps(data).encode() for name, data in tables.items()}


def zipped(content: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as file:
        for name, data in content.items():
            file.writestr(name, data)
    return out.getvalue()


def test_an_export_of_one_channel() -> None:
    incident = fixture("slack")
    assert (incident.source, incident.title) == ("Slack", "Checkout timeouts")
    assert incident.participants == (JONAS, MARA)
    assert incident.links == (Link(f"#{CHANNEL}", "https://shop-example.slack.com/archives/C0INC42"),)
    assert lines(incident) == [
        "10:04 Jonas Weber: p99 of checkout-api is above 5 s since 09:52 & rising, see the graph",
        "10:05 -: Deploy 4711 finished in all regions at 09:51",
        "10:10 Mara Lindqvist: 4711 brought driver 3.2. Jonas Weber can you compare the pool settings? here",
        "10:12 Jonas Weber: 3.2 ignores max_idle, every request opens a connection",
        "10:40 Jonas Weber: file pools after the rollback",
        "10:41 Mara Lindqvist: Rolled back everywhere. Orders go through again :tada:",
    ]
    assert [entry.weight for entry in incident.entries] == [
        Weight.NOTED, Weight.MARKED, Weight.USUAL, Weight.MINOR, Weight.USUAL, Weight.MARKED,
    ]  # fmt: skip
    assert incident.entries[0].links == (Link("the graph", "https://graphs.example.com/d/1"),)
    assert incident.notes == ()
    assert [entry.link for entry in incident.entries][2:4] == [
        "https://shop-example.slack.com/archives/C0INC42/p1773483000000500",
        "https://shop-example.slack.com/archives/C0INC42/p1773483120000600?thread_ts=1773483000.000500&cid=C0INC42",
    ]


def test_zipped_or_not_and_whatever_folder_it_stands_in() -> None:
    found = {
        path.relative_to(FIXTURES / "slack").as_posix(): path.read_bytes()
        for path in (FIXTURES / "slack").rglob("*.json")
    }
    for prefix in ("", "shop export Mar 2026/"):
        content = {f"{prefix}{name}": data for name, data in found.items()} | {f"{prefix}canvases.json": b"not JSON"}
        assert read_incident(zipped(content), "export.zip") == fixture("slack")


def test_one_day_knows_no_names_but_those_in_it() -> None:
    incident = told([message("It is slow"), message("Yes", user_profile={"real_name": "Mara Lindqvist"}, user="U2")])
    assert lines(incident) == ["10:00 U1: It is slow", "10:00 Mara Lindqvist: Yes"]
    assert (incident.title, incident.links) == (None, ())


def test_the_answer_of_the_api() -> None:
    incident = told({"ok": True, "messages": [message("It is slow", permalink="https://a.slack.com/archives/C1/p1")]})
    assert [entry.link for entry in incident.entries] == ["https://a.slack.com/archives/C1/p1"]


def test_the_answers_of_the_api_together() -> None:
    answers = (
        {"ok": True, "channel": {"id": "C1", "name": "inc-42-slow", "topic": {"value": "Orders are slow"}}},
        {"ok": True, "members": [{"id": "U1", "name": "mara", "real_name": "Mara Lindqvist"}]},
        {"ok": True, "messages": [message("It is slow")]},
    )
    incident = read_incident("".join(map(json.dumps, answers)), "x", workspace="shop-example.slack.com")
    assert (incident.title, lines(incident)) == ("Slow", ["10:00 Mara Lindqvist: It is slow"])
    assert incident.links == (Link("#inc-42-slow", "https://shop-example.slack.com/archives/C1"),)
    assert incident.entries[0].link == "https://shop-example.slack.com/archives/C1/p1773482400000100"


def test_the_ids_alone_of_a_channel_and_its_members() -> None:
    answer = {"channel": "C1", "members": ["U1", "U2"], "messages": [message("It is slow")]}
    incident = read_incident(json.dumps(answer), "x", workspace="shop-example.slack.com")
    assert (lines(incident), len(incident.notes)) == (["10:00 U1: It is slow"], 1)
    assert incident.links == (Link("Slack", "https://shop-example.slack.com/archives/C1"),)


def test_what_links_to_messages_need() -> None:
    pinned, said = message("x", pinned_to=["C1"]), message("y", minute=1)
    for talk, workspace, note in (
        ([pinned, said], None, "the export does not name the workspace: write incidents.slack = "),
        ([said], "shop-example.slack.com", "the channel's id is unknown"),
    ):
        incident = read_incident(json.dumps(talk), "x", workspace=workspace)
        assert (len(incident.notes), [entry.link for entry in incident.entries]) == (2, [None] * len(talk))
        assert incident.notes[0].startswith(f"Messages have no links, since {note}")
    incident = read_incident(json.dumps([pinned, said]), "x", workspace="shop-example.slack.com")
    assert incident.links == (Link("Slack", "https://shop-example.slack.com/archives/C1"),)
    assert (len(incident.notes), all(entry.link for entry in incident.entries)) == (1, True)
    linked = message("x", permalink="https://a.enterprise.slack.com/archives/C7/p1773482400000100")
    assert told([linked, said]).entries[1].link == "https://a.enterprise.slack.com/archives/C7/p1773482460000100"


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://shop-example.slack.com", "shop-example.slack.com"),
        (" Shop-Example.slack.com/ ", "shop-example.slack.com"),
        ("https://a.enterprise.slack.com/archives/C1", "a.enterprise.slack.com"),
        ("https://a.slack-gov.com", "a.slack-gov.com"),
        ("shop", None), ("https://slack.com", None), ("example.com/a.slack.com", None), ("a.slack.com.eu", None),
    ],
)  # fmt: skip
def test_the_address_of_a_workspace(address: str, domain: str | None) -> None:
    if domain is None:
        with pytest.raises(ValueError, match=r".*"):
            workspace_domain(address)
    else:
        assert workspace_domain(address) == domain


def test_where_words_lead() -> None:
    said = (
        "https://a.example.com/?x=1&amp;y=2|a &lt;b&gt;",
        "mailto:a@b|a@b",
        "https://b.example.com",
        "https://c.io| ",
    )
    (entry,) = told([message(" ".join(f"<{words}>" for words in said))]).entries
    assert entry.text == "a <b> a@b https://b.example.com"
    assert entry.links == (Link("a <b>", "https://a.example.com/?x=1&y=2"),)
    assert len(told([message("<https://example.com|x>" * 60)]).entries[0].links) == 50


def test_what_is_left_out() -> None:
    incident = told(
        [
            message("joined", subtype="channel_join"),
            message("gone", subtype="tombstone"),
            message("hidden", hidden=True),
            message("noise", bot_id="B1"),
            message("noise", subtype="bot_message", bot_id="B1"),
            message("", files=[]),
            message("said", subtype="me_message"),
            message("marked", bot_id="B1", user=None, reactions=[{"name": "eyes"}]),
            message("", bot_id="B1", pinned_to=["C1"], attachments=[{}, {"fallback": "Alert: p99 &gt; 5 s"}]),
        ]
    )
    assert [entry.text for entry in incident.entries] == ["said", "marked", "Alert: p99 > 5 s"]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("inc-20260314-checkout-slow", "Checkout slow"),
        ("incident_disk_full", "Disk full"),
        ("inc-42", None),
        ("checkout", "Checkout"),
    ],
)
def test_the_title_is_the_channels_name_else_its_topic(name: str, title: str | None) -> None:
    day = {f"{name}/2026-03-14.json": json.dumps([message("x")]).encode()}
    assert read_incident(day, "export").title == title
    known = [{"name": name, "id": "C1", "topic": {"value": ""}, "purpose": {"value": "Slow &amp; slower"}}]
    for table in ("channels.json", "groups.json"):
        content = {**day, table: json.dumps(known).encode()}
        assert read_incident(content, "export").title == (title or "Slow & slower")


def test_a_topic_names_people_by_name() -> None:
    channel = {"id": "C1", "name": "inc-7", "topic": {"value": "SEV1 | IC: <@U1>"}}
    answer = {"channel": channel, "members": [{"id": "U1", "real_name": "Mara Lindqvist"}], "messages": []}
    assert told(answer).title == "SEV1 | IC: Mara Lindqvist"


def test_words_of_a_message_do_not_name_the_workspace() -> None:
    said = "<https://vendor.slack.com/archives/CV/p1772000000000100>"
    answer = {"channel": {"id": "C1", "name": "inc-9"}, "messages": [message("Down"), message(said, minute=1)]}
    incident = told(answer)
    assert (incident.links, [entry.link for entry in incident.entries]) == ((), [None, None])
    assert incident.notes[0].startswith("Messages have no links, since the export does not name the workspace")
    shared = message("", files=[{"title": "x", "permalink": "https://own.slack.com/files/U1/F1/x.png"}])
    answer["messages"] = [message(said), shared]
    assert told(answer).links == (Link("#inc-9", "https://own.slack.com/archives/C1"),)


def test_messages_of_something_else_are_none_of_slacks() -> None:
    for talk in ([{"id": "1", "timestamp": "2026-03-14T10:04Z", "content": "x"}], ["x"], 7):
        assert wrong({"messages": talk}).startswith("export.json comes from no tool that is known")


def test_two_channels_of_the_api_are_not_one() -> None:
    said = wrong('{"channel": {"id": "C1"}, "messages": []}{"channel": {"id": "C2"}}', "x")
    assert said == "x holds 2 channels: C1, C2\nKeep only what was said in one channel."
    assert wrong('{"channel": "C1", "messages": []}{"channel": "C2"}', "x").startswith("x holds 2 channels: C1, C2\n")


def test_an_export_without_messages() -> None:
    assert read_incident(files(**{"a__2026-03-14.json": []}), "export").entries == ()


def test_several_channels_are_not_guessed_at() -> None:
    content = {f"channel-{n}/2026-03-14.json": b"[]" for n in range(9)}
    with pytest.raises(PmctlError, match=r"holds 9 channels: channel-0, .*channel-7, …$"):
        read_incident(content, "export")
    two = dict(list(content.items())[:2])
    for export, hint in ((two, "Name the folder"), (zipped(two), "Unpack it, and name the folder")):
        with pytest.raises(PmctlError, match=r"holds 2 channels: channel-0, channel-1$") as caught:
            read_incident(export, "export")
        assert caught.value.hint == f"{hint} of one channel."


def test_the_words_of_a_message() -> None:
    for text, plain in {
        "<@U1> and <@U2> and <@U3|zoe>": "Mara Lindqvist and U2 and zoe",
        "<#C1|general> <#C2> <!here> <!subteam^S1|@payments>": "#general #C2 here payments",
        "<!subteam^S1> <!subteam> <!date^1773482400^{date}>": "S1 subteam 2026-03-14 10:00 UTC",
        "<!date^soon^x> <!date^99999999999^x>": "date date",
        "<!date^1773482400^{date}|14 March>": "14 March",
        "at <!date^1773482400^{date_num} {time_secs}^https://example.com|10:00> now": "at 10:00 now",
        "a <b c> d": "a <b c> d",
        "<https://example.com/a|the graph> <https://example.com/b>": "the graph https://example.com/b",
        "1 &lt; 2 &amp;&amp; 3 &gt; 2 &amp;lt;": "1 < 2 && 3 > 2 &lt;",
        "```select 1```": "select 1",
        "<" * 9 + ">": "<" * 9 + ">",
    }.items():
        assert plain_text(text, {"U1": MARA}) == plain


def test_hostile_numbers_are_no_part_of_an_address() -> None:
    channels = [{"name": CHANNEL, "id": "C1>) [x](<https://example.com"}]
    talk = [message("x", thread_ts="1>) <b>", files=[{"permalink": "https://a.slack.com/files/U1/F1/x"}])]
    content = {DAY: json.dumps(talk).encode(), "channels.json": json.dumps(channels).encode()}
    assert (read_incident(content, "x").links, read_incident(content, "x").entries[0].link) == ((), None)
    content["channels.json"] = json.dumps([{**channels[0], "id": "C1"}]).encode()
    assert read_incident(content, "x").entries[0].link is None


def test_what_is_wrong_is_named() -> None:
    said = wrong([message("x", ts="yesterday"), message("x", ts=1), message("x", user={})])
    assert "[0].ts: expected seconds since 1970 such as 1773482000.000100, found “yesterday”" in said
    assert "[1].ts: expected seconds since 1970" in said
    assert "[2].user: expected a text, found an object" in said
    with pytest.raises(PmctlError, match=r"inc-42-checkout-timeouts/2026-03-14\.json\[0\]\.text: expected a text"):
        read_incident({DAY: json.dumps([{**message("x"), "text": []}]).encode()}, "export")


def test_a_folder_of_something_else() -> None:
    with pytest.raises(PmctlError, match="somewhere is no export of Slack"):
        read_incident({"users.json": b"[]"}, "somewhere")


def test_zip_files_that_cannot_be_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = zipped({DAY: b"[]" * 1000})
    for content in (whole[:-9], whole.replace(b"\x4b\x05\x06", b"\x4b\x05\x07"), b"PK\x03\x04", _damaged(whole)):
        with pytest.raises(PmctlError, match=r"export\.zip cannot be unpacked"):
            read_incident(content, "export.zip")
    with pytest.raises(PmctlError, match="compressed in an unusual way"):
        read_incident(zipped({DAY: b"[]"}, zipfile.ZIP_BZIP2), "export.zip")
    with pytest.raises(PmctlError, match=r"export\.zip is no export of Slack"):
        read_incident(zipped({"notes.txt": b"x"}), "export.zip")
    monkeypatch.setattr(archive, "MAX_BYTES", 1500)
    with pytest.raises(PmctlError, match=r"what export\.zip holds is larger than"):
        read_incident(whole, "export.zip")
    monkeypatch.setattr(archive, "MAX_BYTES", 15)
    with pytest.raises(PmctlError, match=r"^export\.zip is larger than"):
        read_incident(whole, "export.zip")


def _damaged(whole: bytes) -> bytes:
    start = 30 + len(DAY)
    return whole[:start] + b"\xff\xff\xff\xff" + whole[start + 4 :]


def test_the_marks_of_slack_are_taken_off() -> None:
    for text, plain in {
        "*Rolling back* to _v3.1_ :rocket: … ~not sure~": "Rolling back to v3.1 :rocket: … (struck: not sure)",
        "*_both_* and ~*three _of_ them*~": "both and (struck: three of them)",
        "`max_idle` and `*` and```_x_ <@U1>```_y_": "max_idle and * and _x_ Mara Lindqvist y",
        "*see <https://example.com/_a_/~b|the _graph_>*, <@U1>": "see the _graph_, Mara Lindqvist",
        "<https://example.com/_a_/~b~>": "https://example.com/_a_/~b~",
        "snake_case_name __init__ ~5 and ~6": "snake_case_name __init__ ~5 and ~6",
        "2 * 3 * 4, *.py and *.md, a*b*c": "2 * 3 * 4, *.py and *.md, a*b*c",
        "* item\n*two\nlines*": "* item\n*two\nlines*",
        "``` never closed _x_": "never closed x",
        "``````": "",
    }.items():
        assert plain_text(text, {"U1": MARA}) == plain


def test_marks_without_end_take_no_time() -> None:
    for mark in ("*", "_", "~", "`", "<", "*a", " _a", "~a ", "`a\n", "<@", "```", "<!date^"):
        plain_text(mark * 20_000, {})


def test_a_paste_is_shortened() -> None:
    trace = "\n".join(f"line {n}" for n in range(120))
    pasted, prose = (
        message(f"Look:\n```\n{trace}\n```\nhm", permalink="https://a.slack.com/archives/C1/p1"),
        message(trace),
    )
    incident = told([pasted, prose, message("\n".join("abcdefghijkl")), message("```\na\nb\nc\nd\n```")])
    first, second, third, fourth = (" ".join(entry.text.split()) for entry in incident.entries)
    assert first == "Look: line 0 line 1 line 2 … (117 more lines) hm"
    assert second == f"{' '.join(f'line {n}' for n in range(12))} … (108 more lines)"
    assert (third, fourth) == ("a b c d e f g h i j k l", "a b c d")
    assert incident.notes[-1] == "2 messages have more than 12 lines: only the first ones are taken over"
    assert told([message("x\n" * 12 + "y")]).entries[0].text.endswith("… (1 more line)")
    assert told([prose]).notes[-1].startswith("1 message has more than 12 lines")


def test_what_a_bot_says_in_blocks() -> None:
    def bot(**more: Any) -> dict[str, Any]:
        return message("", subtype="bot_message", bot_id="B1", user=None, reactions=[{"name": "eyes"}], **more)

    section = {"type": "section", "text": {"type": "mrkdwn", "text": "Triggered *#77*"}, "fields": [{"text": "Why: x"}]}
    said = [
        {"type": "text", "text": "See\ud800"},
        {"type": "user", "user_id": "U1"},
        {"type": "link", "url": "https://example.com/7", "text": "here"},
        {"type": "link", "url": "https://example.com/8"},
    ]
    rich = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": said}]}
    members = [{"id": "U1", "real_name": "Mara Lindqvist"}]
    talk = [bot(blocks=[section, rich, 7, {"text": None}]), bot(attachments=[{}, {"blocks": [section]}]), bot(blocks=7)]
    first, second = told({"members": members, "messages": talk}).entries
    words = "Triggered #77 Why: x See\ufffd Mara Lindqvist here https://example.com/8"
    assert " ".join(first.text.split()) == words
    assert first.links == (Link("here", "https://example.com/7"),)
    assert " ".join(second.text.split()) == "Triggered #77 Why: x"
    deep: object = {"text": "x"}
    for _ in range(50):
        deep = {"elements": [deep]}
    assert told([bot(blocks=[deep])]).entries == ()


def test_who_has_no_name_is_said() -> None:
    talk = [message("<@U2> <@U3|zoe> <@U4>"), message("x"), message("y", user="U5", user_profile={"real_name": "Jo"})]
    answer = {"members": [{"id": "U4", "name": "mara"}], "messages": talk}
    end = "users.json of an export, or users.list, tells the names"
    assert told(answer).notes[-1] == f"2 people are called by their ids (U1, U2): {end}"
    assert told([message("x")]).notes[-1] == f"1 person is called by an id (U1): {end}"


def test_links_beyond_what_anybody_reads_are_counted() -> None:
    incident = told([message(" ".join(f"<https://example.com/{n}|n{n}>" for n in range(53)))])
    assert (len(incident.entries[0].links), incident.notes[-1]) == (
        50,
        "3 links are left out: an event is given 50 at most",
    )


@pytest.mark.parametrize("table", ["channels.json", "groups.json", "mpims.json"])
def test_what_is_pinned_stands_in_the_tables_of_channels(table: str) -> None:
    pins = [{"id": message("")["ts"], "type": "C", "created": 1773482500, "user": "U1", "owner": "U1"}, {"type": "F"}]
    known = [{"name": "other", "id": "C2", "pins": [{"id": "1.0"}]}, {"name": CHANNEL, "id": "C1", "pins": pins}]
    talk = [message("first"), message("second", minute=1), message("third", minute=2, bot_id="B1")]
    content = {DAY: json.dumps(talk).encode(), table: json.dumps(known).encode()}
    for export in (content, zipped(content)):
        entries = read_incident(export, "export").entries
        assert [(entry.text, entry.weight) for entry in entries] == [("first", Weight.MARKED), ("second", Weight.USUAL)]
    pins[0]["id"] = message("", minute=2)["ts"]
    content[table] = json.dumps(known).encode()
    assert [entry.text for entry in read_incident(content, "export").entries] == ["first", "second", "third"]


def test_a_message_with_words_names_its_files_too() -> None:
    files_ = [{"title": "graph.png"}, {"name": "log.txt"}, {}]
    assert told([message("Look", files=files_)]).entries[0].text == "Look (file graph.png, file log.txt)"
    assert told([message("", files=files_)]).entries[0].text == "file graph.png, file log.txt"
