"""Packets, handouts and briefs come out as PDF, with what was not known said."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.terminal import Terminal

ENGLISH = "# Welcome\n\nCome on **Monday**.\n\n- bring a coat\n"
SPANISH = "# Bienvenidos\n\nVengan el **lunes**.\n\n- traigan un abrigo\n"


@pytest.fixture
def family(terminal: Terminal) -> str:
    family = terminal.add("family", label="Familia Rojas", home_languages=["es"])
    terminal.add("adult", family_id=family, given_name="Marta", reads_language="es")
    return family


def test_a_packet_is_printed_in_what_the_family_reads(
    terminal: Terminal, family: str, tmp_path: Path
) -> None:
    out = tmp_path / "packet.pdf"
    told = terminal.json("packet", "--family", family, "--sections", "1,your_person", "--out", out)
    assert told["files"] == [str(out)]
    assert told["pages"] >= 1
    assert told["missing_glyphs"] == []
    assert {"section": "cover", "language": "es"} in told["drafts"]
    assert out.read_bytes().startswith(b"%PDF-")


def test_every_new_family_gets_a_packet(terminal: Terminal, family: str, tmp_path: Path) -> None:
    terminal.add("family", label="Family Old", welcome_stage="settled")
    words = ("--sections", "cover", "--layout", "stacked", "--out", tmp_path / "all")
    told = terminal.json("packet", "--all-new", *words)
    assert [Path(name).name for name in told["files"]] == [f"packet-{family}.pdf"]
    assert told["refused"] == []


def test_what_cannot_be_printed_is_refused_and_writes_nothing(
    terminal: Terminal, family: str, tmp_path: Path
) -> None:
    out = tmp_path / "x.pdf"
    words = ("packet", "--family", family, "--json", "--out", out)
    assert terminal.run(*words, "--sections", "nothing").error_code == "packets.unknown_section"
    assert terminal.run(*words, "--language", "zz").error_code == "language.unknown"
    assert terminal.run("packet", "--out", out, "--json").code == 2
    assert not out.exists()


def test_a_handout_needs_no_record(bare: Terminal, tmp_path: Path) -> None:
    for name, text in (("en.md", ENGLISH), ("es.md", SPANISH), ("short.md", "# Only this")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    out = tmp_path / "handout.pdf"
    given = ("--text", f"{tmp_path / 'en.md'}:en", "--text")
    told = bare.json("handout", *given, f"{tmp_path / 'es.md'}:es", "--title", "Hi", "--out", out)
    assert (told["files"], told["pages"]) == ([str(out)], 1)
    told = bare.run("handout", *given, f"{tmp_path / 'short.md'}:es", "--out", out, "--json")
    assert told.error_code == "packets.blocks_differ"
    assert bare.run("handout", "--text", "no-language", "--out", out).code == 2
    assert not bare.profile.exists()


def test_a_brief_is_printed_for_a_conference(
    terminal: Terminal, family: str, tmp_path: Path
) -> None:
    student = terminal.add("student", family_id=family, given_name="Leo", grade="2")
    conference = terminal.add(
        "conference", family_id=family, student_id=student, family_questions="Who reads with him?"
    )
    out = tmp_path / "brief.pdf"
    told = terminal.run("brief", "--conference", conference, "--out", out)
    assert told.code == 0, told.err
    assert str(out) in told.out
    assert out.read_bytes().startswith(b"%PDF-")


def test_every_language_is_listed_without_a_record(bare: Terminal) -> None:
    languages = {one["tag"]: one for one in bare.json("languages")}
    assert languages["ar"]["direction"] == "rtl"
    assert languages["en"]["packet"] == "source"
    assert languages["es"]["packet"] in ("draft", "checked")
    assert languages["vi"]["own_name"] == "Tiếng Việt"
    assert "Tiếng Việt" in bare.run("languages").out
