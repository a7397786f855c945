"""Legacy documents adopted: what is found, what is kept, what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from pmctl.adoption import writing
from pmctl.adoption.adopt import adopt
from pmctl.postmortem.conventions import Conventions
from pmctl.postmortem.section_names import SectionNames
from pmctl.postmortem.yaml_text import EditError
from tests.adoption.laws import front_matter_is_kept, is_stable, words_are_kept
from tests.documents import GOOD

if TYPE_CHECKING:
    from pmctl.adoption.model import Adoption

CONVENTIONS = Conventions()


def adopted(text: str, path: str = "legacy.md", conventions: Conventions = CONVENTIONS, **more: Any) -> Adoption:
    adoption = adopt(text, path, conventions, **more)
    if adoption.problem is None:
        assert words_are_kept(adoption)
        assert front_matter_is_kept(adoption)
        if not more:
            assert is_stable(adoption)
    return adoption


def head(adoption: Adoption) -> str:
    """Return the front matter that was written."""
    return adoption.after.split("---\n")[1]


def day(adoption: Adoption) -> tuple[str, str] | None:
    return (str(adoption.date.value), adoption.date.source) if adoption.date else None


# Front matter


def test_a_plain_document_gets_front_matter() -> None:
    adoption = adopted("# Disk full\n\nDate: 2021-03-04\n\n## Next steps\n\n- Buy a disk\n- Sell one (@mara)\n")
    assert adoption.after == (
        "---\n"
        "id: 2021-03-04-disk-full\n"
        "title: Disk full\n"
        "date: 2021-03-04\n"
        "actions:\n"
        "  - id: A1\n    title: Buy a disk\n    status: proposed\n"
        '  - id: A2\n    title: Sell one\n    owner: "@mara"\n    status: open\n'
        "---\n\n"
        "# Disk full\n\nDate: 2021-03-04\n\n## Next steps\n\n- Buy a disk\n- Sell one (@mara)\n\n"
        "<!-- pmctl:actions -->\n"
        "| ID | Action | Owner | Due | Status |\n| :- | :- | :- | :- | :- |\n"
        "| A1 | Buy a disk |  |  | proposed |\n| A2 | Sell one | @mara |  | open |\n"
        "<!-- /pmctl:actions -->\n"
    )
    assert adoption.missing == ("status", "severity", "owner")


def test_a_pmctl_document_is_left_alone() -> None:
    adoption = adopted(GOOD)
    assert adoption.is_ours
    assert adoption.after == GOOD
    assert adoption.title is not None
    assert (adoption.title.line, adoption.text_of("owner"), adoption.missing) == (3, "@mara", ())
    assert [action.owner for action in adoption.actions] == ["@jonas"]


def test_what_is_ours_may_lack_something() -> None:
    text = "---\nid: 2021-03-04-disk\ndate: 2021-03-04\nactions: []\n---\n# Disk\n\nOwner: @mara\n"
    text += "\n## Impact and summary\n"
    adoption = adopted(text)
    assert adoption.after == text
    assert "Impact" not in adoption.missing_sections
    assert adoption.missing_sections[:2] == ("Timeline", "Root causes")
    assert adoption.missing == ("title", "status", "severity", "owner")
    assert adoption.title is None


def test_keys_are_added_below_those_that_are_there() -> None:
    text = "---\n# of the site\nlayout: post # keep\ntags: [a, b]\n# at the end\n---\n# Disk\n\nOwner: Mara\n"
    assert head(adopted(text)) == (
        "# of the site\nlayout: post # keep\ntags: [a, b]\n# at the end\ntitle: Disk\nowner: Mara\n"
    )


def test_keys_without_a_value_are_filled_in() -> None:
    text = "---\ntitle: Disk\ndate:\nowner: # who?\nactions: []\n---\nDate: 2021-03-04\nOwner: Mara\n"
    adoption = adopted(text)
    assert "date: 2021-03-04\n" in head(adoption)
    assert "owner: Mara # who?\n" in head(adoption)


def test_indented_and_braced_front_matter_is_added_to() -> None:
    assert "  owner: Mara\n" in head(adopted("---\n  layout: post\n---\n# Disk\n\nOwner: Mara\n"))
    braced = adopted("---\n{layout: post}\n---\n# Disk\n\n## TODO\n\n- Buy a disk\n")
    assert head(braced) == "{layout: post, title: Disk, actions: [{id: A1, title: Buy a disk, status: proposed}]}\n"


def test_crlf_and_a_byte_order_mark_stay() -> None:
    adoption = adopted("\ufeff# Disk\r\n\r\nDate: 2021-03-04\r\n\r\n## TODO\r\n\r\n- Buy one\r\n")
    assert adoption.after.startswith("\ufeff---\r\nid: 2021-03-04-disk\r\n")
    assert "\n" not in adoption.after.replace("\r\n", "")


def test_an_empty_document_and_one_without_a_last_newline() -> None:
    assert adopted("", path="index.md").after == "---\n---\n"
    assert adopted("# Disk", path="x.md").after == "---\ntitle: Disk\n---\n\n# Disk"


TOML = """\
+++
# first
title = "Disk: full"
date = 2021-03-04
at = 10:00:00
ratio = 1.50 # a "half"
bits = 0x1F
many = 1_000
big = 123456789012345678901
tags = ["a", "b"]
empty = {}

# of people
[[people]]
name = "Mara"
nick = {short = "m"}
[[people]]
name = "Jonas"
[params] # of the site
# inside
flag = true
moment = 2021-03-04T10:00:00Z
deep = [[1], [2]]
mixed = [{}]
# last
+++

# Disk

## TODO

- Buy a disk
"""

YAML = """\
# first
title: "Disk: full"
date: 2021-03-04
at: "10:00:00"
ratio: 1.50 # a "half"
bits: 0x1F
many: 1_000
big: "123456789012345678901"
tags: [a, b]
empty: {}
# of people
people:
  - name: Mara
    nick:
      short: m
  - name: Jonas
params: # of the site
  # inside
  flag: true
  moment: 2021-03-04T10:00:00Z
  deep:
    - [1]
    - [2]
  mixed:
    - {}
# last
id: 2021-03-04-disk-full
actions:
  - id: A1
    title: Buy a disk
    status: proposed
"""


def test_toml_becomes_yaml() -> None:
    adoption = adopted(TOML)
    assert head(adoption) == YAML
    assert adoption.actions[0].line == TOML.split("\n").index("- Buy a disk") + 1


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: [\n---\nx\n", 2),
        ("---\ntitle: x\n\nnever closed\n", 1),
        ("+++\ntitle = \n+++\n", 2),
        ("+++\na = " + "[" * 5000 + "\n+++\n", 1),
        ("+++\na = " + "[" * 40 + "]" * 40 + "\n+++\n", 3),
        ("---\ntitle: x\ntitle: y\n---\n", 3),
        ("# Disk\n<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n", 2),
    ],
)
def test_what_cannot_be_read_is_refused(text: str, line: int) -> None:
    adoption = adopted(text)
    assert adoption.problem is not None
    assert adoption.problem.line == line
    assert adoption.after == text


@pytest.mark.parametrize("text", ["---\n\n# Disk\n\n---\n\nmore\n", "+++\nnever closed\n# Disk\n", "---\n# Disk\n"])
def test_what_only_looks_like_front_matter_is_the_body(text: str) -> None:
    adoption = adopted(text)
    assert adoption.after == f"---\ntitle: Disk\n---\n\n{text}"


def test_a_rule_further_down_is_a_rule() -> None:
    assert adopted("\n---\n# Disk\n").after == "---\ntitle: Disk\n---\n\n---\n# Disk\n"


def test_comments_and_numbers_of_toml_stay() -> None:
    toml = (
        "list = [ # one\n  1, # two\n]\n[a.b] # three\nn = 0o17\n[[c]]\n[[c.d]]\nx = 1\n# four\n[[c.d]] # five\n"
        'x = +2\nnan = nan\ntext = """\nm = 0x99 # none\n"""\n[e]\nm = true\n[f]\n# six\n'
    )
    text = head(adopted(f'+++\nm = """\nn = 1.50\n"""\n{toml}+++\n# Disk\n'))
    assert text == (
        'm: "n = 1.50\\n"\nlist: [1] # one\na:\n  # two\n  b: # three\n    n: 0o17\n'
        "c:\n  - d:\n      - x: 1\n      # four\n      # five\n      - x: +2\n        nan: nan\n"
        '        text: "m = 0x99 # none\\n"\ne:\n  m: true\nf: {}\n# six\ntitle: Disk\n'
    )


def test_no_comment_of_toml_is_lost_to_a_text_that_looks_like_toml() -> None:
    text = head(adopted('+++\nm = 1\ntext = """\nm = 1.2.3\n[x]\n"""\nn = 1 # kept\n+++\n# Disk\n'))
    assert text == 'm: 1\ntext: "m = 1.2.3\\n[x]\\n"\nn: 1\n# kept\ntitle: Disk\n'


def test_front_matter_of_comments_alone_is_filled_in() -> None:
    adoption = adopted("---\n# of the site\n---\n# Disk\n\nOwner: Mara\n")
    assert adoption.after == "---\n# of the site\ntitle: Disk\nowner: Mara\n---\n# Disk\n\nOwner: Mara\n"
    assert adopted("---\n# one\n# two\n---\n\ntext\n").after.startswith("---\n# one\n# two\ntitle: Legacy\n---\n")
    assert adopted("---\n# Disk\n---\n\ntext\n").after.startswith("---\ntitle: Disk\n---\n\n---\n# Disk\n---\n")


@pytest.mark.parametrize(
    ("front", "help_"),
    [
        (
            "kind: &k outage\nparams: {layout: *k, weight: 1}",
            "Change the line to `params: {layout: outage, weight: 1}`.",
        ),
        ("base: &b\n  a: 1\nmore:\n  <<: *b", "Write out what &b in line 2 stands for."),
        ("more: *b", "Write out what &b in line 2 stands for."),
        ("count: !!str 1", "Change the line to `count: 1`."),
        ("name: !secret x", "Change the line to `name: x`."),
        ("name: !secret " + "x" * 300, "Remove the tag; pmctl reads plain values."),
    ],
)
def test_aliases_and_tags_are_refused_with_the_line_that_mends_them(front: str, help_: str) -> None:
    adoption = adopted(f"---\n{front}\n---\n# Disk\n")
    assert adoption.problem is not None
    assert adoption.problem.help == help_


def test_front_matter_further_down_moves_up() -> None:
    adoption = adopted("\n\n---\ntitle: Disk\n---\nOwner: Mara\n")
    assert adoption.after == "---\ntitle: Disk\nowner: Mara\n---\nOwner: Mara\n"
    assert adoption.facts["owner"].line == 6


def test_an_empty_list_of_actions_is_filled() -> None:
    written = head(adopted("---\ntitle: Disk\nactions: []\n---\n## TODO\n\n- Buy one\n"))
    assert written == "title: Disk\nactions:\n  - id: A1\n    title: Buy one\n    status: proposed\n"
    assert "title: Buy one" in head(adopted("---\nactions:\n---\n## TODO\n\n- Buy one\n"))


def test_what_cannot_be_written_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = adopted("# Disk \ud800 full\n")
    assert broken.problem is not None
    assert broken.after == broken.before
    for unread in ("# Disk\n", "---\n- a\n---\n"):
        with pytest.raises(EditError):
            writing._read(unread)
    monkeypatch.setattr("pmctl.adoption.writing.same", lambda one, other: False)
    unsafe = adopted("---\nlayout: post\n---\n# Disk\n")
    assert unsafe.problem is not None
    assert unsafe.problem.message == "nothing can be added to the front matter safely"


def test_actions_of_another_kind_stay() -> None:
    text = "---\nactions: soon\n---\n# Disk\n\n## TODO\n\n- Buy one\n"
    adoption = adopted(text)
    assert "actions: soon\n" in head(adoption)
    assert [doubt.line for doubt in adoption.doubts] == [2]


def test_names_in_lists_of_mappings() -> None:
    text = "---\nauthors:\n  - name: Mara\n  - {email: x}\n  - Jonas\nincidentDate: 2021-03-04\n---\n# Disk\n"
    adoption = adopted(text)
    assert adoption.facts["authors"].value == ("Mara", "Jonas")
    assert day(adoption) == ("2021-03-04", "front matter")


# The day


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("Date: 2021-03-04\nIncident date: 2021-03-01\n", "2020-01-01-x.md", ("2021-03-01", "label")),
        ("Date: soon\n", "x.md", None),
        ("# Disk\n", "2020-01-01-x.md", ("2020-01-01", "file name")),
        ("# Disk\n", "disk_4_March_2021.md", ("2021-03-04", "file name")),
        ("# Disk\n", "2021-03-04-disk/analysis.md", ("2021-03-04", "file name")),
        ("# Disk (4 March 2021)\n", "x.md", ("2021-03-04", "heading")),
        ("# 2021-03-04: Disk\n", "x.md", ("2021-03-04", "heading")),
        ("# Disk\n## Timeline 4 March 2021\n- 10:00 a\n", "x.md", ("2021-03-04", "timeline")),
        ("# Disk\n## Timeline\n- 2021-03-04 HH:MM a\n", "x.md", ("2021-03-04", "timeline")),
        ("# Disk\n## Timeline\n- 2021-03-05 10:00 b\n- 2021-03-04 10:00 a\n", "x.md", ("2021-03-04", "timeline")),
        ("# Disk\n## Timeline\n|Date (2021)|Event|\n|-|-|\n|Mar 4|a|\n", "x.md", ("2021-03-04", "timeline")),
        ("# Disk\n## Timeline\n- 10:00 a\n", "x.md", None),
        ("# Disk\n\nOn 4 March 2021 it was full.\n", "x.md", ("2021-03-04", "text")),
        ("Date: 03/04/2021\n", "x.md", None),
        ("Date: 03/04/2021\n\nUntil 03/14/2021.\n", "x.md", ("2021-03-04", "label")),
        ("Date: 04/03/2021\n", "2021-03-04.md", ("2021-03-04", "label")),
        ("# Disk\n## Timeline\n- 03/04/2021 10:00 a\n", "x.md", None),
        ("# Disk\n## Timeline\n- 04/03/2021 10:00 a\n- 14/03/2021 10:00 b\n", "x.md", ("2021-03-04", "timeline")),
    ],
)
def test_the_day_comes_from_the_plainest_statement(text: str, path: str, expected: tuple[str, str] | None) -> None:
    assert day(adopted(text, path)) == expected


def test_documents_beside_it_settle_the_order_of_numbers() -> None:
    assert day(adopted("Date: 03/04/2021\n", month_first=False)) == ("2021-04-03", "label")


def test_statements_that_disagree_are_doubtful() -> None:
    sure = adopted("# Disk\n## Timeline\n- 2021-03-04 10:00 a\n", "2021-03-05-x.md")
    adoption = adopted("# Disk\n## Timeline\n- 2020-03-04 10:00 a\n", "2021-03-05-x.md")
    assert [doubt.words for doubt in adoption.doubts] == ["the file name says 2021-03-05, the timeline 2020-03-04"]
    assert adoption.confidence < sure.confidence


def test_a_date_that_nobody_can_read_is_doubtful() -> None:
    assert [doubt.words for doubt in adopted("Date: 03/04/2021\n").doubts] == ["03/04/2021 can be read in two ways"]


# Labels


def test_labels_count_where_they_speak_of_the_document() -> None:
    adoption = adopted(
        "# Disk\n\nOwner: Mara\n\n## Action items\n\n- Buy one\n  Owner: Jonas\n\n## Hosts\n\nOwner: Noor\n"
        "Severity: SEV3\n"
    )
    assert adoption.text_of("owner") == "Mara"
    assert adoption.text_of("severity") == "SEV3"


@pytest.mark.parametrize(
    "text",
    [
        "| Owner | Mara |\n|---|---|\n| Team | edge |\n",
        "| Owner | Team | Shoe size |\n|---|---|---|\n| Mara | edge | 38 |\n",
        "<table><tr><td>Owner</td><td>Mara</td></tr>\n<tr><td>Team</td><td>edge</td></tr></table>\n",
        "**Owner**\nMara\n\n**Team**\n- edge\n",
        "**Owner** Mara<br>**Team** edge\n",
        "> __Owner:__ Mara\n> __Team__: edge\n",
        "<b>Owner:</b> Mara\n\n<strong>Team</strong>: edge\n",
        "1. Owner: Mara\n2. Team: edge\n",
        "## Owner\n\nMara\n\n## Team\n\nedge\n",
        ":Owner: Mara\n:Team: edge\n",
        "👤 **Owner**: Mara\n_Team: edge_\n",
        "**Owner:** Mara | **Team:** edge\n",
        "Owner：Mara\nTeam：edge\n",
        "* Owner - Mara\n* Team — edge\n",
        "<div>\nOwner: Mara\n</div>\n<p><b>Team:</b> edge</p>\n",
        "<ul><li>Owner: Mara<li>Team: edge</ul>\n<table><tr><td>Owner</td></tr></table>\n",
        "owner:: [[Mara]]\nteam:: edge\n",
        "[owner:: Mara]\n(team:: edge)\n",
        "Team: ☐ core ☑ edge\n\n## Owner\n\n- [ ] Jonas\n- [x] Mara\n",
        "## 1.1 Metadata\n\nOwner: Mara\nTeam: edge\n",
        "Rapporteier: Mara\nTeam: edge\n",
        "Pilote : Mara\nÉquipe : edge\n",
    ],
)
def test_labels_are_read_in_all_shapes(text: str) -> None:
    adoption = adopted(f"# Disk\n\n{text}")
    assert (adoption.text_of("owner"), adoption.text_of("team")) == ("Mara", "edge")


@pytest.mark.parametrize(
    "text",
    [
        "| Action | Owner | Date |\n|---|---|---|\n| Buy | Mara | 2021-03-04 |\n",
        "| Date | What |\n|---|---|\n| 2021-03-04 10:00 | full |\n| 2021-03-04 11:00 | empty |\n",
        "| Owner | Mara | more |\n|---|---|---|\n| Team | edge | x |\n| Team | edge | x |\n",
        "Owner:\n\nMara\n",
        "Owner:\nTeam: edge\n",
        "Owner: TBD\n",
        "## Owner\n\nName: Mara\n",
        "## Owner\n\nDate: x\n",
        f"## Owner\n\n{'Mara ' * 100}\n",
        "```\nOwner: Mara\n```\n",
        "| | |\n|---|---|\n",
    ],
)
def test_what_is_no_label_is_left(text: str) -> None:
    assert adopted(f"# Disk\n\n{text}").text_of("owner") is None


def test_a_severity_or_status_of_another_kind_is_doubtful() -> None:
    adoption = adopted("# Disk\n\nSeverity: SEV0\nStatus: whatever\nTeam: " + "x" * 99 + "\n")
    assert [doubt.words for doubt in adoption.doubts] == [
        "the severity SEV0 is none that is known",
        "the status whatever is none that is known",
    ]
    assert adopted("# Disk\n\nSeverity: TBD\n").doubts == ()


def test_a_state_in_the_heading_is_a_status() -> None:
    assert adopted("# [Resolved] Disk\n").text_of("status") == "published"
    assert adopted("# [Resolved] Disk\n\nStatus: Draft\n").text_of("status") == "draft"
    assert adopted("# Disk (P2)\n").text_of("status") is None


def test_a_box_that_is_ticked_says_which() -> None:
    assert adopted("# Disk\n\n## Severity\n\n- [ ] SEV1\n- [x] SEV2\n").text_of("severity") == "SEV2"
    assert adopted("# Disk\n\nSeverity: [ ] SEV1 [ ] SEV2\n").text_of("severity") is None


def test_headings_of_html_are_headings() -> None:
    text = (
        "# Disk\n\n<h2>Summary</h2>\n<p>It was\nfull.</p>\n<h2>Next <b>steps</b></h2>\n<p>None.</p>\n\n"
        "<h3>Root cause</h3>\n\nText.\n"
    )
    adoption = adopted(text)
    assert adoption.sections == ()  # `check` reads none either
    assert "Summary" in adoption.missing_sections
    assert [(doubt.words, doubt.line) for doubt in adoption.doubts] == [
        ("the headings of Summary, Action items, Root causes are none of Markdown", 3)
    ]
    assert adoption.after == f"---\ntitle: Disk\n---\n\n{text}"
    dated = adopted("# Disk\n\n<h2>Timeline of 4 March 2021</h2>\n<p>10:00 full</p>\n")
    assert dated.date is not None
    assert dated.date.line == 3


def test_a_cell_of_html_ends_where_it_ends() -> None:
    text = "# Disk\n\n<table><tr><td>Status<td>Whatever\n</table>\n<h2>Story</h2>\n<p>It was full.</p>\n"
    assert [doubt.words for doubt in adopted(text).doubts] == ["the status Whatever is none that is known"]


def test_a_priority_stands_in_for_a_severity() -> None:
    assert adopted("# Disk\n\nPriority: P2\n").text_of("severity") == "SEV2"
    assert adopted("# Disk\n\nPriority: P2\nSeverity: SEV3\n").text_of("severity") == "SEV3"
    assert adopted("# [SEV4] Disk\n").text_of("severity") == "SEV4"


def test_an_incident_has_a_number_or_an_address() -> None:
    assert adopted("# Disk\n\nIncident: INC-12\n").text_of("incident") == "INC-12"
    assert adopted("# Disk\n\nTicket: see https://example.com/12.\n").text_of("incident") == "https://example.com/12"
    assert adopted("# Disk\n\nIncident: the big one\n").text_of("incident") is None


# The title


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Disk full\n=========\n", "Disk full"),
        ("# Postmortem\n\nTitle: Disk full\n", "Disk full"),
        ("# ISSUE NAME\n", "The name"),
        ("# TBD\n", "The name"),
        ("# Summary\n\n# Impact\n", "The name"),
        ("# Summary of the outage\n\nx\n", "Summary of the outage"),
        ("## Summary\n\nIncident: INC-12 Disk full\n", "Disk full"),
        ("## Summary\n\nIncident: INC-12\n", "The name"),
        ("## Disk full\n\n### Summary\n", "Disk full"),
        ("## Disk full\n\n## Summary\n", "The name"),
        ("## INC-12: Disk full\n\n## Summary\n", "Disk full"),
        ("**Disk full**\n\ntext\n", "Disk full"),
        ("**Impact**\n\ntext\n", "The name"),
        ("text\n", "The name"),
        ('<h1 align="center">Disk <b>full</b></h1>\n\ntext\n', "Disk full"),
        ("<h1>Postmortem</h1>\n\ntext\n", "The name"),
    ],
)
def test_titles(text: str, expected: str) -> None:
    adoption = adopted(text, "the-name.md")
    assert adoption.title is not None
    assert adoption.title.value == expected


# Milestones


def test_milestones_of_the_timeline_must_be_unmistakable() -> None:
    text = "# Disk\n\nDate: 2021-03-04\n\n## Timeline (UTC)\n\n"
    facts = adopted(f"{text}- 10:00 Detected\n- 11:00 Detected again\n- 12:00 Resolved\n").facts
    assert {"detected_at", "resolved_at"} <= facts.keys()
    facts = adopted(f"{text}- 10:00 Detected\n- 11:00 Detected: again\n").facts
    assert (facts["detected_at"].value.hour, facts["detected_at"].line) == (10, 7)
    reopened = f"{text}- 10:00 Incident resolved\n- 10:10 Incident reopened\n- 11:00 Incident resolved again\n"
    assert adopted(reopened).facts["resolved_at"].value.hour == 11
    assert not adopted(f"{text}- 10:00 Traffic is normal\n- ~11:00 Resolved\n").facts
    assert not adopted(f"{text}- 10:00 Resolved\n- 11:00 Detected\n").facts
    assert "resolved_at" not in adopted("# Disk\n\n## Timeline\n\n- 2021-03-04 10:00 Resolved\n").facts
    assert "resolved_at" not in adopted("# Disk\n\n## Timeline (UTC)\n\n- 10:00 Resolved\n", "2021-03-04.md").facts
    log = "".join(f"- 09:{number % 60:02}:{number // 60:02} a\n" for number in range(1_001))
    assert "resolved_at" not in adopted(f"{text}{log}- 23:00 Resolved\n").facts


def test_milestones_of_the_timeline_must_not_contradict_labels() -> None:
    text = "# Disk\n\nStarted: 2021-03-04 11:00 UTC\n\n## Timeline (UTC)\n\n- 2021-03-04 10:00 Detected\n"
    assert list(adopted(text).facts) == ["started_at"]


def test_lines_are_those_of_the_legacy_document() -> None:
    text = "+++\n\n\ntitle = 'Disk'\n\n+++\nSeverity: SEV0\nOwner: Mara\n"
    adoption = adopted(text)
    assert (adoption.facts["owner"].line, adoption.doubts[0].line) == (8, 7)


def test_a_label_beats_the_timeline() -> None:
    text = "# Disk\n\nDetected: 2021-03-04 09:00 UTC\n\n## Timeline (UTC)\n\n- 2021-03-04 10:00 Detected\n"
    assert str(adopted(text).facts["detected_at"].value) == "2021-03-04 09:00:00+00:00"


# The id


def test_ids_that_are_taken_get_a_number() -> None:
    text = "# Disk\n\nDate: 2021-03-04\n"
    assert adopted(text, taken={"2021-03-04-disk", "2021-03-04-disk-2"}).id == "2021-03-04-disk-3"
    assert adopted("---\nid: mine\n---\n# Disk\n\nDate: 2021-03-04\n").id == "mine"
    assert adopted("Date: 2021-03-04\n", "index.md").id == "2021-03-04-incident"


# Actions


def test_actions_are_written_with_what_is_stated() -> None:
    text = "# Disk\n\n## TODO\n\n- [x] Buy one (@mara) OPS-12\n- [ ] Sell one\n\n"
    text += "| What | Due |\n|---|---|\n| Mend it | Q3 |\n"
    adoption = adopted(text, opened=date(2021, 3, 5))
    written = head(adoption)
    assert "status: done\n    ticket: OPS-12\n    opened: 2021-03-05\n" in written
    assert "title: Sell one\n    status: open\n" in written
    assert "note: due Q3\n" in written


def test_the_table_stands_at_the_end_of_its_section() -> None:
    after = adopted("# Disk\n\n## TODO\n\n- Buy one\n## Lessons\n\nNone.\n").after
    assert after.endswith("- Buy one\n\n<!-- pmctl:actions -->\n" + after.partition("actions -->\n")[2])
    assert "<!-- /pmctl:actions -->\n\n## Lessons\n" in after


def test_a_document_without_a_heading_for_actions_gets_one() -> None:
    after = adopted("# Disk\n\n<h2>Action items</h2>\n\n- [ ] Buy one\n").after
    assert after.partition("Buy one\n\n")[2].startswith("## Action items\n\n<!-- pmctl:actions -->\n| ID |")


def test_a_table_that_cannot_stand_is_left_out() -> None:
    after = adopted("# Disk\n\n## TODO\n\n- Buy one\n\n```\nnever closed\n").after
    assert "pmctl:actions" not in after
    assert "title: Buy one" in after


def test_hundreds_of_actions_are_written_at_once() -> None:
    rows = "".join(f"| Do thing {n} | @mara | 2021-04-01 | open |\n" for n in range(600))
    text = (
        f"# Disk\n\nDate: 2021-03-04\n\n## Action items\n\n| Action | Owner | Due | Status |\n|---|---|---|---|\n{rows}"
    )
    adoption = adopted(text)
    assert len(adoption.actions) == 600
    assert adoption.after.count("| A600 | Do thing 599 | @mara | 2021-04-01 | open |") == 1


# Sections


def test_sections_in_bold_get_headings() -> None:
    text = (
        "Date: 2021-03-04\n\n**Impact**\nAll of it.\nMore.\n\n**Root cause:** A disk.\n\n"
        "1. **Timeline**\n   - 10:00 a\n2. **Owner:** Mara\n3. **Resolution**: a new one\n---\n\n"
        "## Lessons\n\n**Detection**\n"
    )
    adoption = adopted(text)
    assert adoption.sections == ("impact", "root-causes", "timeline", "resolution", "lessons-learned", "detection")
    assert adoption.after.partition("---\n\n")[2] == (
        "Date: 2021-03-04\n\n## Impact\n\nAll of it.\nMore.\n\n## Root cause\n\nA disk.\n\n"
        "## 1. Timeline\n\n- 10:00 a\n\n2. **Owner:** Mara\n\n## 3. Resolution\n\na new one\n\n---\n\n"
        "## Lessons\n\n### Detection\n"
    )


def test_sections_in_bold_stay_where_headings_would_read_otherwise() -> None:
    text = "Date: 2021-03-04\n\n- **Impact**\n  a\n\n  ```\n  code\n- **Timeline**\n\n      # no heading\n"
    adoption = adopted(text)
    assert adoption.sections == ()
    assert adoption.after.endswith(text)


@pytest.mark.parametrize(
    "text",
    [
        "- **Impact:** a\n- **Cause:** b\n\n## Impact\n\nMore.\n",  # a digest of what has headings
        "- **Detection:** 10:00\n- **Resolution:** 11:00\n",  # two moments
        "- **Impact:** a\n",
    ],
)
def test_other_lists_in_bold_stay(text: str) -> None:
    assert adopted(f"Date: 2021-03-04\n\n{text}").after.endswith(f"\n\n{text}")


def test_a_team_s_own_headings_count() -> None:
    sections = SectionNames.with_synonyms({"Action items": ["Wir versprechen"]})
    text = "# Disk\n\n## Wir versprechen\n\n- Buy one (@mara)\n"
    adoption = adopt(text, "x.md", replace(CONVENTIONS, sections=sections))
    assert [action.owner for action in adoption.actions] == ["@mara"]
    assert adoption.sections == ("action-items",)


def test_a_text_about_nothing_is_no_postmortem() -> None:
    assert not adopted("Permission is granted.\n", "LICENSE").is_postmortem
    assert adopted("# Disk\n", "2021-03-04-disk.md").is_postmortem


def test_headings_of_no_known_section_are_told() -> None:
    text = "# Disk\n\n# Summary\n\n# 10:00 UTC\n\n# Owner\n\n# Wir *versprechen*\n\n## Anything\n"
    assert adopted(text).strange == ("Wir versprechen",)
    assert adopted("# Disk\n\n## Anything\n").strange == ()
    assert adopted("# Disk\n\n## Stats\n\n## Summary\n").strange == ("Stats",)


def test_what_is_pmctl_s_already_is_unchanged() -> None:
    text = "---\nid: 2026-03-14-x\ndate: 2026-03-14\nactions: []\n---\n\n# X\n"
    assert adopt(text, "x.md", Conventions()).is_unchanged
    assert not adopt("# X\n\nDate: 2026-03-14\n", "x.md", Conventions()).is_unchanged
