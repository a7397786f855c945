"""Words that tell a status, headings that speak of actions, and what tells neither."""

from __future__ import annotations

import pytest

from pmctl.adoption.actions_scope import speaks_of_actions
from pmctl.adoption.actions_statuses import status_by_stem
from pmctl.adoption.adopt import adopt
from pmctl.postmortem.conventions import Conventions
from tests.adoption.test_actions import of


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (
            "done",
            "Merged|Verified|100 %|rullet ut|Ferdigstilt|ausgerollt|réalisée|リリース済み|対応済|已上线|○|●",
        ),
        (
            "dropped",
            "Avbrutt|Ikke aktuelt|Duplikat|Not applicable|Verworfen|Abandonné|見送り|対象外|n'est plus nécessaire",
        ),
        ("in-progress", "Startet|In QA|50%|12 %|delvis ferdig|teilweise|en cours|確認中|継続中|一部完了|△|30|◐"),
        ("blocked", "On hold|Venter på leverandør|wartet auf Teile|en attente|レビュー待ち|保留|ペンディング"),
        (
            "open",
            "Utsatt|Ikke startet|Not yet deployed|0 %|Deferred|zurückgestellt|完了予定|未リリース|×|to be deployed",
        ),
        ("proposed", "Vorschlag|検討する|foreslått"),
    ],
)
def test_statuses_are_read_by_their_stems(status: str, words: str) -> None:
    for word in words.split("|"):
        assert of(f"| Action | Status |\n|---|---|\n| Add a test | {word} |\n") == [f"Add a test; status={status}"], (
            word
        )


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Avklares med Kim", "; status_text=Avklares med Kim"),
        ("Kim looks at it when the others are done", "; status_text=Kim looks at it when the others are done"),
        ("社内調整", "; status_text=社内調整"),
        ("", ""),
        ("–", ""),
        ("TBD", ""),
    ],
)
def test_a_status_that_is_not_known_is_kept_as_it_is_written(cell: str, expected: str) -> None:
    assert of(f"| Action | Status |\n|---|---|\n| Add a test | {cell} |\n") == [f"Add a test{expected}"]


def test_long_texts_tell_no_status() -> None:
    assert status_by_stem("blocked " * 20) is None


@pytest.mark.parametrize(
    "heading",
    [
        *(
            "Kortsiktige tiltak",
            "Tiltak fremover",
            "Oppfølgingsaksjoner",
            "Aksjonsliste",
            "Videre oppfølging",
            "Gjøremål",
        ),
        *("Hva gjør vi for å unngå gjentakelse?", "Hva skal vi gjøre?", "Strukturtiltak", "Förbättringsåtgärder"),
        *("再発防止のためのアクション", "対応策一覧", "暫定策", "宿題", "今後のTODO", "后续改进措施"),
        *("Post-incident actions", "What will we do differently", "Things to fix", "To-dos", "Folgemaßnahmen"),
        *("Liste des mesures", "Acciones de mejora", "Ações propostas", "Azioni da intraprendere", "Vervolgacties"),
        *("Działania naprawcze i zapobiegawcze", "Opfølgende tiltag", "Wie wir das künftig verhindern"),
    ],
)
def test_headings_that_speak_of_actions(heading: str) -> None:
    assert speaks_of_actions(heading)


@pytest.mark.parametrize(
    "heading",
    [
        *(
            "Action items taken during the incident",
            "User actions",
            "Recovery actions",
            "Interaction diagram",
            "Reactions",
        ),
        *("Iverksatte tiltak underveis", "Ergriffene Maßnahmen", "Mesures prises", "実施した対策", "対策の経緯"),
        *(
            "Lessons for follow-up",
            "",
            "x" * 100,
            "Why did these tasks run on the same node at the time and what do we do now then",
        ),
    ],
)
def test_headings_that_speak_of_the_past_or_of_something_else(heading: str) -> None:
    assert not speaks_of_actions(heading)


@pytest.mark.parametrize(
    ("head", "cells", "expected"),
    [
        ("Ref", "#12", "#12"),
        ("Referanse", "4711", "4711"),
        ("Saksnr", "SAK-12", "SAK-12"),
        ("管理番号", "OPS-1", "OPS-1"),
        ("関連Issue", "#7", "#7"),
        ("Ticket ID", "81", "81"),
        ("Work item", "AB-7, AB-8", "AB-7"),
        ("Zorp", "[x](https://git.example/a/b/issues/3)", "https://git.example/a/b/issues/3"),
        ("Zorp", "[the page](https://wiki.example/3)", None),
        ("Task ID", "<https://tracker.example/9>", "https://tracker.example/9"),
        ("ID", "<https://tracker.example/9>", "https://tracker.example/9"),
        ("ID", "AI-9", None),
        ("Epic", "`ap-9`", "ap-9"),
        ("Zorp", "[x](https://git.example/a/b/issues/3) and more", None),
    ],
)
def test_columns_of_tickets(head: str, cells: str, expected: str | None) -> None:
    table = f"| {head} | Action |\n|---|---|\n| {cells} | Add a test |\n"
    assert of(table) == [f"Add a test; ticket={expected}" if expected else "Add a test"]


def test_numbers_that_count_the_rows_are_no_tickets() -> None:
    assert of("| Item | Action | Issue |\n|---|---|---|\n| 1 | Add six | 1 |\n| 2 | Add seven | 2 |\n") == [
        "Add six",
        "Add seven",
    ]


def test_columns_of_which_no_word_is_known() -> None:
    table = "| Tiltaksbeskr | Ansv. | Frister | Status/ETA | Zorp |\n|---|---|---|---|---|\n"
    assert of(f"{table}| Legge til test | Mara | | In progress, 2026-04-06 | @kim |\n") == [
        "Legge til test; owner=Mara; due=2026-04-06; status=in-progress"
    ]
    assert of(f"{table}| Legge til test | | Not started | | |\n") == ["Legge til test; status=open"]


def test_short_words_over_what_is_asked_for_name_a_group() -> None:
    assert of("- Runbook\n  - Write it\n  - Review it\n- Disk\n  - Grow it\n") == [
        "Write it; group=Runbook",
        "Review it; group=Runbook",
        "Disk",
    ]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("- Test bauen (Mara, bis Ende April)", "Test bauen; owner=Mara; due_text=Ende April"),
        ("- Add a test #214", "Add a test; ticket=#214"),
        ("- #214 Add a test @mara", "Add a test; owner=@mara; ticket=#214"),
        ("- Fix node #21", "Fix node #21"),
        ("- Fix all of #21", "Fix all of #21"),
        ("- Add a test #wontdo", "Add a test; status=dropped"),
        ("- Add a test #reading", "Add a test #reading"),
        ("- Add a test [[not a name]]", "Add a test not a name"),
        ("- Add a test. Sak: OPS-3", "Add a test; ticket=OPS-3"),
        ("- Add a test. Sak: ukjent", "Add a test. Sak: ukjent"),
        ("- Add a test – owner TBD", "Add a test"),
        ("- Add a test – bis 15.05.", "Add a test; due=2026-05-15"),
        ("- Add a test bis 15.05. 📅 2026-05-01", "Add a test; due=2026-05-01"),
        ("- Oppgradere klient til 3.2", "Oppgradere klient til 3.2"),
        ("- Add a test. ✅", "Add a test; status=done"),
        (
            "- **Add a test** - Mara Lind - 2026-04-06 - Done",
            "Add a test; owner=Mara Lind; due=2026-04-06; status=done",
        ),
        ("- **Add a test** — kim, due 2026-04-06 (OPS-4)", "Add a test; owner=kim; due=2026-04-06; ticket=OPS-4"),
        ("- **Add a test** — that reads what is written", "Add a test; "),
        ("- テストを追加する（森、4/10まで）", "テストを追加する; owner=森; due=2026-04-10"),
        ("- テストを追加する　期限：令和8年4月5日", "テストを追加する; due=2026-04-05"),
        ("- テストを追加する　期限：平成元年4月5日", "テストを追加する; due=1989-04-05"),
        ("- テストを追加する　期限：26/04/05", "テストを追加する; due=2026-04-05"),
        (
            "- Legge til test og det som ikke er der (frist 03/04/2026)",
            "Legge til test og det som ikke er der; due=2026-04-03",
        ),
    ],
)
def test_marks(item: str, expected: str) -> None:
    assert of(item) == [expected.removesuffix("; ")]


def test_a_status_that_is_not_known_becomes_a_note_and_a_doubt() -> None:
    table = "| Action | Due | Status |\n|---|---|---|\n| Add a test | Q3 | Ask Kim |\n| Add six | | Ask Mara |\n"
    adopted = adopt(f"# Outage\n\nDate: 2026-03-14\n\n## Actions\n\n{table}", "outage.md", Conventions())
    assert "note: due Q3; status Ask Kim" in adopted.after
    assert "note: status Ask Mara" in adopted.after
    assert [(doubt.words, doubt.line) for doubt in adopted.doubts] == [
        ("the action's status Ask Kim is none that is known, and 1 more", 9)
    ]
