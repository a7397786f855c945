"""The configuration: every problem with its line, and what the closest file says counts."""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING

import pytest

from pmctl.repository.config import (
    Configuration,
    ConfigurationError,
    find_configuration,
    load_configuration,
    load_settings,
)
from pmctl.rules.model import FindingSeverity
from pmctl.rules.registry import RULES

if TYPE_CHECKING:
    from pathlib import Path


def load(folder: Path, text: str | bytes, name: str = "pmctl.toml") -> Configuration:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_configuration(file)


def problems(folder: Path, text: str | bytes, name: str = "pmctl.toml") -> list[str]:
    """Return the lines of the message without the file's path."""
    with pytest.raises(ConfigurationError) as raised:
        load(folder, text, name)
    prefix = str(folder / name)
    lines = raised.value.message.splitlines()
    assert all(line.startswith(prefix) for line in lines)
    return [line.removeprefix(prefix).removeprefix(":") for line in lines]


# What is written


@pytest.mark.parametrize(
    "text", ["", "\n", "# nothing\n", "\ufeff", "[rules]\n[index]\n", "[vocabulary]\n[notify]\nx = 1\n"]
)
def test_an_empty_file_is_the_defaults(tmp_path: Path, text: str) -> None:
    found = load(tmp_path, text)
    default = Configuration()
    for name in ("directory", "filename", "template", "timezone", "exclude", "index_file", "index_history"):
        assert getattr(found, name) == getattr(default, name)
    assert found.conventions.severities == default.conventions.severities
    assert str(found.conventions.zone) == "UTC"
    assert (found.rules.select, found.rules.ignore) == (None, frozenset())
    assert load_configuration(None) == default


def test_everything(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        '\ufeffdirectory = "docs/incidents/"\r\nfilename = "{year}/{date}-{slug}.md"\r\ntemplate = "own.md.j2"\r\n'
        'timezone = "Europe/Oslo"\r\nexclude = ["drafts"]\r\n[index]\r\nfile = "sub/index.md"\r\nhistory = true\r\n',
    )
    assert (found.directory, found.filename, found.template) == (
        "docs/incidents", "{year}/{date}-{slug}.md", "own.md.j2",
    )  # fmt: skip
    assert found.conventions.filename == found.filename
    assert (found.timezone, str(found.conventions.zone), found.exclude) == ("Europe/Oslo", "Europe/Oslo", ("drafts",))
    assert (found.index_file, found.index_history) == ("sub/index.md", True)


def test_the_slack_workspace(tmp_path: Path) -> None:
    found = load(tmp_path, '[incidents]\nslack = "https://shop-example.slack.com/"\n')
    assert (found.slack, Configuration().slack) == ("shop-example.slack.com", None)
    said = "must be an address such as https://example.slack.com, not shop"
    assert problems(tmp_path, '[incidents]\nslack = "shop"\nslak = 1\n') == [
        f"2:9: incidents.slack {said}",
        "3:1: incidents.slak is not a setting; did you mean slack?",
    ]
    assert problems(tmp_path, "incidents.slack = 1\n") == ["1:19: incidents.slack must be text in quotes, not a number"]


@pytest.mark.parametrize(
    ("written", "directory"),
    [(".", "."), ("./a", "a"), ("a/", "a"), ("a//b", "a/b"), ("a\\\\b", "a/b"), ("./", "."), ("Ä ö", "Ä ö")],
)
def test_directory(tmp_path: Path, written: str, directory: str) -> None:
    assert load(tmp_path, f'directory = "{written}"').directory == directory


def test_severities_of_ones_own(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        '[severities]\nnames = ["critical", "major"]\n[severities.critical]\ndraft_within = 1\nmin_actions = 3\n',
    ).conventions.severities
    assert [severity.name for severity in found] == ["critical", "major"]
    assert (found[0].draft_within, found[0].min_actions) == (1, 3)


def test_severities_by_their_tables(tmp_path: Path) -> None:
    found = load(tmp_path, "[severities.P1]\ndraft_within = 3\n[severities.P2]\n").conventions.severities
    assert [(severity.name, severity.draft_within) for severity in found] == [("P1", 3), ("P2", found[1].draft_within)]


def test_clocks_of_the_usual_severities(tmp_path: Path) -> None:
    found = load(tmp_path, "[severities.SEV1]\npublish_within = 5\n").conventions.severities
    assert [severity.name for severity in found] == ["SEV1", "SEV2", "SEV3", "SEV4"]
    assert (found[0].draft_within, found[0].publish_within) == (2, 5)


def test_priorities(tmp_path: Path) -> None:
    found = load(tmp_path, "[priorities]\nP0 = 7\nP1 = { due_within = 20 }\n").conventions.priorities
    assert [(priority.name, priority.due_within) for priority in found] == [
        ("P0", 7),
        ("P1", 20),
        ("P2", 60),
        ("P3", 90),
    ]
    own = load(tmp_path, "[priorities]\nnow = 1\nlater = 100\n").conventions.priorities
    assert [(priority.name, priority.due_within) for priority in own] == [("now", 1), ("later", 100)]


def test_people_with_and_without_the_sign(tmp_path: Path) -> None:
    found = load(tmp_path, '[people]\nmara = { name = "Mara" }\n"@jonas" = { team = "web", email = "j@example.com" }\n')
    assert set(found.conventions.people) == {"@mara", "@jonas"}
    assert found.conventions.people["@jonas"].team == "web"


def test_vocabulary(tmp_path: Path) -> None:
    found = load(tmp_path, '[vocabulary]\npersons = ["night shift"]\nhuman-error = ["menschliches Versagen"]\n')
    assert found.conventions.vocabulary.persons == ("night shift",)
    assert found.conventions.vocabulary.phrases["human-error"] == ("menschliches Versagen",)
    assert found.conventions.vocabulary.phrases["judgmental"] == ()


def test_a_rule_beats_its_family_whatever_comes_first(tmp_path: Path) -> None:
    for table in ('PM301 = "error"\nPM3 = "info"', 'PM3 = "info"\nPM301 = "error"'):
        severity = load(tmp_path, f"[rules.severity]\n{table}\n").rules.severity
        assert (severity["PM301"], severity["PM302"]) == (FindingSeverity.ERROR, FindingSeverity.INFO)


def test_days_from_which_rules_count(tmp_path: Path) -> None:
    new_year, march = dt.date(2026, 1, 1), dt.date(2026, 3, 1)
    assert load(tmp_path, "").rules.since == {}
    for day in ("2026-01-01", "'2026-01-01'"):
        assert load(tmp_path, f"[rules]\nsince = {day}\n").rules.since == dict.fromkeys(RULES, new_year)
    since = load(tmp_path, "[rules.since]\nvague-action = 2026-03-01\nPM3 = '2026-01-01'\n").rules.since
    assert (since["PM301"], since["PM305"], since.get("PM201")) == (new_year, march, None)
    assert load(tmp_path, "rules.since.PM305 = 2026-03-01\n").rules.since == {"PM305": march}


# What is wrong


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("directory = \n", "1:13: this is not valid TOML: invalid value"),
        ('a = 1\nb = "x\n', "2:7: this is not valid TOML: illegal character '\\n'"),
        ("[rules\n", "1:7: this is not valid TOML: expected ']' at the end of a table declaration"),
        ("a = 1\na = 2\n", "2:6: this is not valid TOML: cannot overwrite a value"),
        ("a = [1,\n\n", "3:1: this is not valid TOML: invalid value"),
        ("a = " + "[" * 5000, " this is not valid TOML: it is nested too deeply"),
        (b"a = '\xe9'", " is not UTF-8"),
        ("a = '\0'", "1:6: this is not valid TOML: "),
    ],
)
def test_syntax(tmp_path: Path, text: str | bytes, problem: str) -> None:
    (found,) = problems(tmp_path, text)
    assert found.startswith(problem)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('directry = "x"', "1:1: directry is not a setting; did you mean directory?"),
        ("[rules]\nselekt = []", "2:1: rules.selekt is not a setting; did you mean select?"),
        ("[sections]\nzzz = 1", "2:1: sections.zzz is not a setting; known here: required, synonyms"),
        ("[statuses]\nopne = []", "2:1: statuses.opne is not a setting; did you mean open?"),
        ("[vocabulary]\njudgemental = []", "2:1: vocabulary.judgemental is not a setting; did you mean judgmental?"),
        ("[vocabulary]\njudgmental = 1", "2:14: vocabulary.judgmental must be a list of texts, not a number"),
        ('[vocabulary]\npersons = [" "]', "2:11: vocabulary.persons must hold words; an empty text is none"),
        ('[people."@jo"]\nnmae = "x"', "2:1: people.@jo.nmae is not a setting; did you mean name?"),
        ("directory = 3", "1:13: directory must be text in quotes, not a number"),
        ("directory = true", "1:13: directory must be text in quotes, not true or false"),
        ("directory = 2026-03-14", "1:13: directory must be text in quotes, not a day"),
        ('directory = ""', "1:13: directory is empty"),
        ('directory = "../x"', "1:13: directory must lie below the folder of the configuration, not at ../x"),
        ('directory = "a/../../x"', "1:13: directory must lie below the folder of the configuration, not at a/../../x"),
        ('directory = "/etc"', "1:13: directory must lie below the folder of the configuration, not at /etc"),
        ('directory = "C:/x"', "1:13: directory must lie below the folder of the configuration, not at C:/x"),
        ('directory = "a\\u0000"', "1:13: directory must lie below the folder of the configuration, not at a\0"),
        ('[index]\nfile = "../x.md"', "2:8: index.file must lie below the folder of the configuration, not at ../x.md"),
        ('[index]\nhistory = "yes"', "2:11: index.history must be true or false, not 'yes'"),
        ("index = 1", "1:9: index must be a table, not a number"),
        ('exclude = "a"', "1:11: exclude must be a list of texts, not 'a'"),
        ('exclude = ["a", 1]', "1:11: exclude must be a list of texts; a number in it is none"),
        (
            'timezone = "Mars/Base"',
            "1:12: timezone is not a time zone; write one such as UTC or Europe/Oslo, not Mars/Base",
        ),
        ('timezone = "Europe"', "1:12: timezone is not a time zone; write one such as UTC or Europe/Oslo, not Europe"),
        ('timezone = "../x"', "1:12: timezone is not a time zone; write one such as UTC or Europe/Oslo, not ../x"),
        (
            'filename = "{date}.md"',
            "1:12: filename must hold {slug} and may only hold {date}, {severity}, {slug}, {year}",
        ),
        (
            'filename = "{slug!z}.md"',
            "1:12: filename must hold {slug} and may only hold {date}, {severity}, {slug}, {year}",
        ),
        (
            'filename = "{slug:>9}.md"',
            "1:12: filename must hold {slug} and may only hold {date}, {severity}, {slug}, {year}",
        ),
        (
            'filename = "{slug.x}.md"',
            "1:12: filename must hold {slug} and may only hold {date}, {severity}, {slug}, {year}",
        ),
        ('filename = "{slug"', "1:12: filename is not a pattern: expected '}' before end of string"),
        (
            'filename = "../{slug}.md"',
            "1:12: filename must name a Markdown file in the directory, such as {date}-{slug}.md, not ../{slug}.md",
        ),
        (
            'filename = "{slug}.txt"',
            "1:12: filename must name a Markdown file in the directory, such as {date}-{slug}.md, not {slug}.txt",
        ),
        (
            'filename = "_{slug}.md"',
            "1:12: filename must name a Markdown file in the directory, such as {date}-{slug}.md, not _{slug}.md",
        ),
        ("[severities]\nnames = []", "2:9: severities.names must name the severities, the worst first"),
        ('[severities]\nnames = ["a", "a"]', "2:9: severities.names must name each severity once"),
        ('[severities]\nnames = ["a"]\n[severities.b]', "3:2: severities.b is not among severities.names"),
        (
            "[severities.SEV1]\ndraft_within = -1",
            "2:16: severities.SEV1.draft_within must be a whole number, 0 or more, not a number",
        ),
        (
            "[severities.SEV1]\ndraft_within = true",
            "2:16: severities.SEV1.draft_within must be a whole number, 0 or more, not true or false",
        ),
        ('[priorities]\nP0 = "x"', "2:6: priorities.P0 must be a whole number, 0 or more, not 'x'"),
        ('[rules.severity]\nPM301 = "fatal"', "2:9: rules.severity.PM301 must be error, warning or info, not fatal"),
        ('[rules.severity]\nPM999 = "error"', "2:1: rules.severity.PM999 is not a rule. Did you mean PM902?"),
        ('[rules]\nselect = ["PM999"]', "2:10: rules.select must name rules, such as PM301, PM3 or ALL, not PM999"),
        (
            '[rules.per-file-ignores]\n"x*" = ["PM999"]',
            "2:8: rules.per-file-ignores.x* must name rules, such as PM301, PM3 or ALL, not PM999",
        ),
        ("[rules]\nsince = 1", "2:9: rules.since must be a day such as 2026-01-31, not a number"),
        ("[rules]\nsince = 2026-01-31T10:00:00Z", "2:9: rules.since must be a day such as 2026-01-31, not a time"),
        ('[rules]\nsince = "31.1.2026"', "2:9: rules.since must be a day such as 2026-01-31, not '31.1.2026'"),
        ("[rules.since]\nPM2 = true", "2:7: rules.since.PM2 must be a day such as 2026-01-31, not true or false"),
        ("[rules.since]\nPM999 = 2026-01-31", "2:1: rules.since.PM999 is not a rule. Did you mean PM902?"),
        ("[rules]\nsinse = 2026-01-31", "2:1: rules.sinse is not a setting; did you mean since?"),
        ('[tool.pmctl]\ndirectory = "x"', "1:1: tool is not a setting; known here: "),
    ],
)
def test_one_problem(tmp_path: Path, text: str, problem: str) -> None:
    (found,) = problems(tmp_path, text)
    assert found.startswith(problem)


def test_all_problems_in_the_order_of_their_lines(tmp_path: Path) -> None:
    text = """\
directry = "x"
timezone = "Mars/Base"

[rules]
selekt = ["PM3"]
ignore = "PM3"
[severities]
names = ["a", 3]
[severity]
"""
    found = problems(tmp_path, text)
    assert [int(line.split(":")[0]) for line in found] == [1, 2, 5, 6, 8, 9]


@pytest.mark.parametrize("text", ["tool = 3\n", "[tool]\npmctl = 3\n"])
def test_pyproject_with_something_else_in_place_of_the_table(tmp_path: Path, text: str) -> None:
    (found,) = problems(tmp_path, text, "pyproject.toml")
    assert found.endswith(" must be a table")


def test_lines_of_pyproject(tmp_path: Path) -> None:
    text = '[tool.other]\ndirectory = 1\n\n[tool.pmctl]\ndirectory = 1\n[tool.pmctl.rules]\nselect = "x"\n'
    assert problems(tmp_path, text, "pyproject.toml") == [
        "5:13: directory must be text in quotes, not a number",
        "7:10: rules.select must be a list of texts, not 'x'",
    ]


# Where it is


def test_the_closest_wins(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    assert find_configuration(below, tmp_path) is None
    outer = tmp_path / "pmctl.toml"
    outer.touch()
    assert find_configuration(below, tmp_path) == outer
    inner = tmp_path / "a" / "pyproject.toml"
    inner.write_text("[project]\n", encoding="utf-8")
    assert find_configuration(below, tmp_path) == outer
    inner.write_text("[tool.pmctl]\n", encoding="utf-8")
    assert find_configuration(below, tmp_path) == inner
    beside = tmp_path / "a" / "pmctl.toml"
    beside.touch()
    assert find_configuration(below, tmp_path) == beside
    assert find_configuration(below, below) is None


@pytest.mark.parametrize(
    ("text", "is_ours"),
    [
        (b"", False),
        (b"[tool.other]\n", False),
        (b"[tool.pmctl]\n", True),
        (b"  [ tool . pmctl ]\n", True),
        (b"[tool.pmctl.rules]\n", True),
        (b"[tool]\npmctl = { directory = 'x' }\n", True),
        (b"tool.pmctl.directory = 'x'\n", True),
        (b"[tool.pmctl-other]\n", False),
        (b"# [tool.pmctl]\n", False),
        (b"tool = 3 # pmctl\n", False),
        (b"[broken\n", False),
        (b"[broken\n[tool.pmctl]\n", True),
        (b"x = '\xff'\n", False),
        (b"x = '\xff'\n[tool.pmctl]\n", True),
    ],
)
def test_whether_pyproject_is_ours(tmp_path: Path, text: bytes, is_ours: bool) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_bytes(text)
    assert find_configuration(tmp_path, tmp_path) == (file if is_ours else None)


def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "pmctl.toml").mkdir()
    (tmp_path / "pyproject.toml").mkdir()
    file = find_configuration(tmp_path, tmp_path)
    with pytest.raises(ConfigurationError, match=r"pmctl\.toml cannot be read: it is no ordinary file"):
        load_configuration(file)


def test_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "pmctl.toml").symlink_to("nowhere")
    with pytest.raises(ConfigurationError, match=r"pmctl\.toml cannot be read: No such file"):
        load_configuration(find_configuration(tmp_path, tmp_path))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pmctl.toml")
    with pytest.raises(ConfigurationError, match="no ordinary file"):
        load_configuration(tmp_path / "pmctl.toml")


# Where each setting comes from


def test_the_lines_of_settings(tmp_path: Path) -> None:
    file = tmp_path / "pmctl.toml"
    file.write_text(
        'timezone = "UTC"\n[people]\n"@a.b" = { name = "A" }\n[people."@c"]\nteam = "t"\n[severities.SEV1]\n',
        encoding="utf-8",
    )
    found = {setting.key: (setting.value, setting.line) for setting in load_settings(file)}
    assert found["timezone",] == ("UTC", 1)
    assert found["people", "@a.b", "name"] == ("A", 3)
    assert found["people", "@c", "team"] == ("t", 5)
    assert found["severities", "SEV1", "min_actions"] == (2, None)
    assert found["sections", "required"][0][0] == "Summary"
    assert next(iter(found)) == ("directory",)
