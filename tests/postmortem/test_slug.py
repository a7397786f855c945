"""Slugs: whatever the script, a part of a file's name that every system takes."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.postmortem.slug import LONGEST, NAMELESS, slugify


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Database full", "database-full"),
        ("It's the driver’s fault", "its-the-drivers-fault"),
        ("Straße überflutet", "strasse-uberflutet"),
        ("Zażółć gęślą jaźń w Łodzi", "zazolc-gesla-jazn-w-lodzi"),
        ("İstanbul'da IŞIK yok", "istanbulda-isik-yok"),
        ("Đăng nhập bị lỗi", "dang-nhap-bi-loi"),
        ("Ǿresund Ærø", "oresund-aero"),
        ("Ёлка и йогурт", "ёлка-и-йогурт"),
        ("Βλάβη", "βλάβη"),
        ("データベース障害 が 発生", "データベース障害-が-発生"),
        ("ﾃﾞｰﾀ", "データ"),
        ("데이터베이스 장애", "데이터베이스-장애"),
        ("قاعدة البيانات ممتلئة", "قاعدة-البيانات-ممتلئة"),
        ("डेटाबेस भर गया", "डेटाबेस-भर-गया"),
        ("ฐานข้อมูลเต็ม", "ฐานข้อมูลเต็ม"),
        ("AT&T: 2½× slower (again)", "at-t-21-2-slower-again"),
        ("Part Ⅷ, ﬁle", "part-viii-file"),
        ("../../etc/passwd", "etc-passwd"),
        ("a\\b:c*d?e|f", "a-b-c-d-e-f"),
        ('He said "no"\nand\tleft', "he-said-no-and-left"),
        ("[red]alert[/red]", "red-alert-red"),
        ("\x1b[31mred\x1b[0m", "31mred-0m"),
        ("--force", "force"),
        (".hidden", "hidden"),
        ("_draft_", "draft"),
        ("e\u0301te\u0301", "ete"),
        ("Daten\u00adbank", "datenbank"),
        ("\u202eevil\u202c", "evil"),
    ],
)
def test_a_title(title: str, slug: str) -> None:
    assert slugify(title) == slug


@pytest.mark.parametrize("title", ["", " ", "…", "!!!", "❤️", "👨‍👩‍👧 🔥", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "\u3164", "\u0301", "../..", "\0"])
def test_a_title_without_a_letter(title: str) -> None:
    assert slugify(title) == NAMELESS


def test_what_an_emoji_leaves_behind_is_not_kept() -> None:
    assert slugify("1️⃣ ❤️ fire") == "1-fire"


@pytest.mark.parametrize("title", ["con", "PRN", "aux", "NUL", "com1", "LPT9", "COM²", "con!"])
def test_a_name_that_windows_reserves(title: str) -> None:
    assert slugify(title).endswith(f"-{NAMELESS}")


@pytest.mark.parametrize("title", ["console", "con air", "com", "com10", "lpt"])
def test_a_name_like_one_that_windows_reserves(title: str) -> None:
    assert not slugify(title).endswith(NAMELESS)


def test_a_long_title_is_cut_between_words() -> None:
    assert slugify("word " * 60) == "-".join(["word"] * 12)


def test_a_word_too_long_is_cut() -> None:
    assert slugify("x" * 300) == "x" * LONGEST
    assert slugify("a " + "x" * 300) == "a-" + "x" * (LONGEST - 2)


@given(st.text(max_size=200))
def test_every_slug_is_a_part_of_a_file_name(title: str) -> None:
    slug = slugify(title)
    assert 0 < len(slug) <= LONGEST + len(NAMELESS)
    assert len(f"2026-03-14-{slug}.md".encode()) <= 255
    assert slug == "-".join(part for part in slug.split("-") if part)
    assert unicodedata.is_normalized("NFC", slug)
    assert all(char == "-" or unicodedata.category(char)[0] in "LMN" for char in slug)
    assert unicodedata.category(slug[0])[0] in "LN"


@given(st.text(max_size=200))
def test_a_slug_is_its_own_slug(title: str) -> None:
    assert slugify(slugify(title)) == slugify(title)
