"""A repository's own templates: they can do no harm, and what is wrong with them is said with its line."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pmctl.errors import PmctlError
from pmctl.repository import own_templates, sandbox
from pmctl.repository.own_templates import Limits, Request, render_own
from pmctl.repository.template_choice import shipped_templates

if TYPE_CHECKING:
    from pathlib import Path

EXTENDS = '{% extends "_base.md.j2" %}'
NO_PYTHON = "A template sees the values that it is given, not Python behind them."


def request(folder: Path, text: str | bytes, limits: Limits | None = None, **values: object) -> Request:
    path = folder / "own.md"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return Request(
        path=path,
        shown="t/own.md",
        shipped=shipped_templates(),
        values=values,
        limits=limits or Limits(),
    )


def failure(folder: Path, text: str | bytes, limits: Limits | None = None, **values: object) -> tuple[str, str | None]:
    with pytest.raises(PmctlError) as caught:
        sandbox.render(request(folder, text, limits, **values))
    return caught.value.message, caught.value.hint


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("\n{{ titel }}", "own.md:2: 'titel' is undefined", "Did you mean title? These are defined: known, title."),
        ("\n{{ nope }}", "own.md:2: 'nope' is undefined", "These are defined: known, title."),
        ("\n{{ title.nope }}", "own.md:2: 'str object' has no attribute 'nope'", None),
        (
            '{% import "../x.md" as x %}',
            "own.md:1: the template ../x.md lies outside of the folders",
            "A template takes",
        ),
        ("{{ section() }}", "own.md:1: 'section' is undefined", "It is defined in the blocks of a template that"),
        ("{{ [][5] + 1 }}", "own.md:1: list object has no element 5", None),
        ("\n\n{% if %}", "own.md:3: Expected an expression, got 'end of statement block'", None),
        ("\n{% for x in known %}", "own.md:2: Unexpected end of template. Jinja was looking for", None),
        ("{{ title | yml }}", "own.md:1: No filter named 'yml'", "Did you mean yaml?"),
        ("\n{{ 1 / 0 }}", "own.md:2: it failed: division by zero", None),
        ("{{ 1 + 'a' }}", "own.md:1: it failed: unsupported operand", None),
        ('{% include "other.md" %}', "own.md:1: there is no template other.md", None),
        ('{% extends "defalt.md.j2" %}', "own.md:1: there is no template defalt.md.j2", "Did you mean default.md.j2?"),
        ('{% import "os" as os %}', "own.md:1: there is no template os", None),
        ('\n{% include "own.md" %}', "own.md:2: it calls, includes or extends itself without end", None),
        ("{% macro m() %}\n{{ m() }}{% endmacro %}{{ m() }}", "own.md:2: it calls, includes or extends itself", None),
        ("{{ ().__class__.__bases__[0] }}", "own.md:1: access to attribute '__class__' of 'tuple' object", NO_PYTHON),
        ("{{ cycler.__init__.__globals__ }}", "own.md:1: access to attribute '__init__' of 'type' object", NO_PYTHON),
        ("{{ '{0.__class__}'.format(1) }}", "own.md:1: access to attribute '__class__' of 'int' object", NO_PYTHON),
        ("{{ known.append(1) }}", "own.md:1: access to attribute 'append' of 'list' object is unsafe", NO_PYTHON),
        ("{{ lipsum() }}", "own.md:1: 'lipsum' is undefined", "These are defined: known, title."),
        ("{{ 'a' * 10 ** 9 }}", "own.md:1: it makes something longer than 1,000,000 characters", None),
        ("{{ 10 ** 9 * known }}", "own.md:1: it makes something longer than 1,000,000 characters", None),
        ("{{ 9 ** (9 ** 9) }}", "own.md:1: it makes a number of more than 1,000 binary digits", None),
        ("\n{% for i in range(10 ** 9) %}{% endfor %}", "own.md:2: it failed: Range too big", None),
        ("{% for i in known %}" * 25 + "{% endfor %}" * 25, "own.md: it failed: too many statically nested", None),
        ("{{ " + "(" * 5000 + ")" * 5000 + " }}", "own.md: it calls, includes or extends itself without end", None),
        ("a" * 1_000_001, "own.md: it has more than 1,000,000 characters", None),
        (b"\n\xff\xfe", "own.md:2: byte 0xFF is not UTF-8", "Save it as UTF-8."),
    ],
)
def test_what_goes_wrong_is_said(tmp_path: Path, text: str | bytes, message: str, hint: str | None) -> None:
    found, how = failure(tmp_path, text, known=[1], title="x")
    assert found.startswith(f"template t/{message}")
    assert (how or "").startswith(hint or "")
    assert bool(how) == bool(hint)


def test_a_document_that_is_too_long(tmp_path: Path) -> None:
    text = "\n{% for i in range(99999) %}\n{{ 'a' * 99 }}{% endfor %}"
    assert failure(tmp_path, text)[0] == "template t/own.md:3: it makes a document of more than 1,000,000 characters"


def test_what_is_wrong_in_a_part_is_said_of_the_part(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/part.md.j2").write_text("\n\n{{ nope }}", encoding="utf-8")
    assert failure(tmp_path, '{% include "sub/part.md.j2" %}')[0] == "template t/sub/part.md.j2:3: 'nope' is undefined"


def test_what_goes_wrong_in_a_shipped_one_is_said_of_the_line_that_asks_for_it(tmp_path: Path) -> None:
    text = '\n{% extends "default.md.j2" %}'
    assert failure(tmp_path, text)[0] == "template t/own.md:2: 'id' is undefined"


# Nothing takes long


def test_an_endless_loop(tmp_path: Path) -> None:
    text = "a\n{% for i in range(99999) %}\n{% for j in range(99999) %}{% endfor %}{% endfor %}"
    with pytest.raises(PmctlError) as caught:
        render_own(request(tmp_path, text, Limits(seconds=0.5)))
    assert caught.value.message == "template t/own.md:3: it takes longer than 0.5 seconds"


def test_a_step_that_hears_no_alarm(tmp_path: Path) -> None:
    """Two lists of lists are compared without a look at signals, 10 ** 11 times."""
    text = "{% set a = [[0] * 333333] * 333333 %}{% set b = [[0] * 333333] * 333333 %}{{ a == b }}"
    with pytest.raises(PmctlError, match=r"it takes longer than 0\.3 seconds, or needs too much memory"):
        render_own(request(tmp_path, text, Limits(seconds=0.3)))


@pytest.mark.parametrize(
    "text",
    [
        "{{ 'a' | center(5 * 10 ** 9) }}",
        "{{ 'a'.ljust(5 * 10 ** 9) }}",
        "{{ '%5000000000d' % 1 }}",
        "{% set n = namespace(x='a') %}{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}{{ n.x }}",
        "{{ ('a' * 999999) | replace('a', 'b' * 999999) }}",
    ],
)
def test_more_memory_than_there_is(tmp_path: Path, text: str) -> None:
    pytest.importorskip("resource", reason="there is no limit of the memory")
    with pytest.raises(PmctlError, match=r"template t/own\.md:1: it needs too much memory"):
        render_own(request(tmp_path, text))


def test_a_process_that_never_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_templates, "_START", "import time; time.sleep(60)")
    monkeypatch.setattr(own_templates, "_PATIENCE", 0.2)
    with pytest.raises(PmctlError, match="it takes longer than 2 seconds, or needs too much memory"):
        render_own(request(tmp_path, "x"))


def test_a_process_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_templates, "_START", "import nothing_of_that_name")
    with pytest.raises(
        PmctlError, match=r"t/own\.md: the process that fills it in has failed: ModuleNotFoundError: No"
    ):
        render_own(request(tmp_path, "x"))


def test_a_process_that_says_nothing_of_why_it_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_templates, "_START", "import sys; print('ld.so: ignored', file=sys.stderr)")
    with pytest.raises(PmctlError, match="it takes longer than 2 seconds, or needs too much memory"):
        render_own(request(tmp_path, "x"))
    monkeypatch.setattr(own_templates, "_START", "import sys; print(1); sys.exit(3)")
    with pytest.raises(PmctlError, match="it takes longer than 2 seconds, or needs too much memory"):
        render_own(request(tmp_path, "x"))


# What it may use


def test_values_of_every_kind(tmp_path: Path) -> None:
    import datetime as dt

    text = "{{ day.year }} {{ title | yaml }} {{ things | length }}"
    assert render_own(request(tmp_path, text, day=dt.date(2026, 6, 1), title="a: é", things=["x"])) == '2026 "a: é" 1'


def test_half_a_character_comes_back(tmp_path: Path) -> None:
    assert render_own(request(tmp_path, "{{ title }}", title="a\udcff")) == "a\udcff"


def test_the_working_directory_brings_no_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("jinja2.py", "json.py", "pmctl.py", "sitecustomize.py"):
        (tmp_path / name).write_text("raise SystemExit('hijacked')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert render_own(request(tmp_path, "fine")) == "fine"


def test_a_mark_of_byte_order_and_other_line_endings(tmp_path: Path) -> None:
    assert sandbox.render(request(tmp_path, b"\xef\xbb\xbf{% if 1 %}\r\na\r\n{% endif %}\r\n")) == "a\n"


def test_its_parts_come_before_the_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "sre.md.j2").write_text("mine", encoding="utf-8")
    assert sandbox.render(request(tmp_path, '{% include "sre.md.j2" %}')) == "mine"


def test_the_shipped_ones_mean_each_other(tmp_path: Path) -> None:
    (tmp_path / "_base.md.j2").write_text("mine", encoding="utf-8")
    assert failure(tmp_path, '{% extends "pmctl/default.md.j2" %}')[0].endswith("'id' is undefined")


def test_one_that_extends_its_own_name_means_the_shipped_one(tmp_path: Path) -> None:
    made = request(tmp_path, '{% extends "default.md.j2" %}')
    own = made.path.rename(tmp_path / "default.md.j2")
    with pytest.raises(PmctlError, match="'id' is undefined"):
        sandbox.render(Request(path=own, shown="x", shipped=made.shipped, values={}))


def test_what_is_imported_without_its_context(tmp_path: Path) -> None:
    (tmp_path / "part.md.j2").write_text("{{ title }}", encoding="utf-8")
    text = '{% import "part.md.j2" as part %}{{ part }}'
    assert failure(tmp_path, text, title="x") == (
        "template t/part.md.j2:1: 'title' is undefined",
        "What is imported sees title only with its context: {% import … as … with context %}.",
    )
    assert sandbox.render(request(tmp_path, text.replace("part %}", "part with context %}"), title="x")) == "x"


def test_one_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    made = request(tmp_path, "x")
    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    with pytest.raises(PmctlError, match=r"template t/own\.md: it cannot be read: Permission denied"):
        sandbox.render(made)


# What would be lost without a word


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "\n{% block sotry %}{% endblock %}",
            "2: there is no block sotry to be filled in",
            "Did you mean story? These",
        ),
        ("{% block zzz %}{% endblock %}", "1: there is no block zzz to be filled in", "These can be filled in: action"),
        ("{% if 1 %}\n{% block sotry %}{% endblock %}{% endif %}", "2: there is no block sotry", "Did you mean story?"),
        (
            "{% block keys %}\n{% endblock %}\n\n\n ## Cost\n",
            "5: what stands outside of every block is no",
            "These can",
        ),
        ("\n{{ title }}", "2: what stands outside of every block is no part of the document", "These can be filled in"),
        ("{% if 1 %}\n{% if 1 %}x{% endif %}{% endif %}", "2: what stands outside of every block", "These can be"),
        ("\n{% call section('impact') %}{% endcall %}", "2: what stands outside of every block", "These can be"),
    ],
)
def test_what_a_template_that_extends_another_says_in_vain(tmp_path: Path, text: str, message: str, hint: str) -> None:
    for name in ("default.md.j2", "pmctl/sre.md.j2", "mine.md.j2", "sub/mine.md.j2"):
        (tmp_path / "sub").mkdir(exist_ok=True)
        for path in ("mine.md.j2", "sub/mine.md.j2"):
            (tmp_path / path).write_text(EXTENDS, encoding="utf-8")
        said, how = failure(tmp_path, EXTENDS.replace("_base.md.j2", name) + text, title="x")
        assert said.startswith(f"template t/own.md:{message}")
        assert (how or "").startswith(hint)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("{% extends 'root.md.j2' %}\n \n{% macro m() %}x{% endmacro %}{% set y %}z{% endset %}{# c #}", "<a>"),
        ("{% extends 'root.md.j2' %}{% block a %}{{ super() }}{% block b %}b{% endblock %}{% endblock %}", "<ab>"),
        ("{% extends 'child.md.j2' %}{% block b %}c{% endblock %}", "<ac>"),
        ("{% extends name %}{% block never %}{% endblock %}x", "<a>"),
        ("{% if 0 %}{% extends 'root.md.j2' %}{% endif %}{% block c %}c{% endblock %}", "c"),
        ("{% if 1 %}{% extends name %}{% else %}{% extends 'no' %}{% endif %}{% block c %}{% endblock %}", "<a>"),
        ("{% extends 'dynamic.md.j2' %}{% block d %}{% endblock %}", "<a>"),
    ],
)
def test_what_is_not_in_vain_or_cannot_be_known(tmp_path: Path, text: str, made: str) -> None:
    for name, part in {
        "root": "<{% block a %}a{% endblock %}>",
        "child": '{% extends "root.md.j2" %}{% block a %}{{ super() }}{% block b %}{% endblock %}{% endblock %}',
        "dynamic": "{% extends name %}",
    }.items():
        (tmp_path / f"{name}.md.j2").write_text(part, encoding="utf-8")
    assert sandbox.render(request(tmp_path, text, name="root.md.j2")) == made


@pytest.mark.parametrize("text", ["{% extends 'b.md.j2' %}{% block x %}{% endblock %}", "{% extends 'own.md' %}"])
def test_two_that_extend_each_other(tmp_path: Path, text: str) -> None:
    (tmp_path / "b.md.j2").write_text("{% extends 'own.md' %}", encoding="utf-8")
    message = failure(tmp_path, text)[0]
    assert re.search(r"(?:own\.md|b\.md\.j2):1: it calls, includes or extends itself without end$", message)


def test_what_is_wrong_with_the_one_that_is_extended_is_said_of_that(tmp_path: Path) -> None:
    for text, said in {
        "\n{% if %}": "Expected an expression, got 'end of statement block'",
        "{% extends 'root.md.j2' %}\n{% block b %}{% endblock %}": "there is no block b to be filled in",
    }.items():
        (tmp_path / "root.md.j2").write_text("{% block a %}{% endblock %}", encoding="utf-8")
        (tmp_path / "part.md.j2").write_text(text, encoding="utf-8")
        assert failure(tmp_path, "{% extends 'part.md.j2' %}{% block zzz %}{% endblock %}")[0] == (
            f"template t/part.md.j2:2: {said}"
        )


# What it may extend and include


def test_templates_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "t"
    for name in (
        "secret.md.j2",
        "t/note.md",
        "t/.git/x.j2",
        "t/.x.j2",
        "t/part.md.j2",
        "t/sub/part.j2",
        "t/deep/.a/x.j2",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("text", encoding="utf-8")
    (folder / "folder.md.j2").mkdir()
    for name, target in {
        "out": "../secret.md.j2",
        "git": ".git/x.j2",
        "note": "note.md",
        "nowhere": "nothing.j2",
        "fine": "sub/part.j2",
    }.items():
        (folder / f"{name}.j2").symlink_to(target)
    (folder / "link").symlink_to(".git")
    out, link = "lies outside of the folders that templates", "is a link that leads out of the folders"
    for name, fault in {
        "../secret.md.j2": out,
        "../../.git/config": out,
        str(tmp_path / "secret.md.j2"): out,
        "sub/../../secret.md.j2": out,
        "pmctl/../../secret.md.j2": out,
        ".x.j2": "is hidden: its name, or that of a folder, begins with a dot",
        ".git/x.j2": "is hidden",
        "deep/.a/x.j2": "is hidden",
        "sub/../.git/none": "is hidden",
        "out.j2": link,
        "git.j2": link,
        "link/x.j2": link,
        "note.md": "cannot be used: its name does not end in .j2, nor does the configuration name it",
        "note.j2": "cannot be used",
        "nowhere.j2": "is a link that leads nowhere",
        "folder.md.j2": "is a folder",
    }.items():
        said, hint = failure(folder, f'{{% include "{name}" %}}')
        assert said.startswith(f"template t/own.md:1: the template {name} {fault}")
        assert hint == "A template takes others from its own folder, .pmctl/templates, [templates] and pmctl."
        assert failure(folder, f'{{% include ["x", "{name}"] ignore missing %}}')[0] == said
    for name in ("part.md.j2", "./sub/part.j2", "sub/../part.md.j2", "fine.j2", str(folder / "part.md.j2")):
        assert sandbox.render(request(folder, f'{{% include "{name}" %}}')) == "text"
    for name in ("nope.j2", "sub/nope", "a\\u0000", "x" * 5000, "pmctl/nope.md.j2"):
        assert ": there is no template " in failure(folder, f'{{% include "{name}" %}}')[0]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.j2")
    assert failure(tmp_path, '{% include "pipe.j2" %}')[0].endswith("the template pipe.j2 is no ordinary file")


def test_a_link_of_the_name_of_a_shipped_one_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "t").mkdir()
    (tmp_path / "x.j2").write_text("secret", encoding="utf-8")
    (tmp_path / "t/sre.md.j2").symlink_to("../x.j2")
    said, _ = failure(tmp_path / "t", '{% extends "sre.md.j2" %}')
    assert said.startswith("template t/own.md:1: the template sre.md.j2 is a link that leads out of the folders")


def test_other_folders_and_those_that_the_configuration_names(tmp_path: Path) -> None:
    for name in ("t/own.md", ".pmctl/templates/part.md.j2", ".pmctl/templates/.x.j2", "docs/named.md", "docs/other.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("text", encoding="utf-8")
    named = dict.fromkeys(("named", "docs/named.md"), tmp_path / "docs/named.md")
    made = request(tmp_path / "t", "")
    for name in ("part.md.j2", "../.pmctl/templates/part.md.j2", "named", "docs/named.md", "../docs/named.md"):
        made.path.write_text(f'{{% include "{name}" %}}', encoding="utf-8")
        assert sandbox.render(replace(made, folders=(tmp_path / ".pmctl/templates",), named=named)) == "text"
    for name in ("../docs/other.md", ".x.j2", "../.pmctl/templates/.x.j2", "docs/other.md", "other.md"):
        made.path.write_text(f'{{% include "{name}" %}}', encoding="utf-8")
        with pytest.raises(PmctlError):
            sandbox.render(replace(made, folders=(tmp_path / ".pmctl/templates",), named=named))
