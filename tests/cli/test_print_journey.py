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


def test_a_packet_is_kept_as_given_and_comes_with_its_text(
    terminal: Terminal, family: str, tmp_path: Path
) -> None:
    out = tmp_path / "packet.pdf"
    words = ("--family", family, "--sections", "cover", "--text", "--archive", "--out", out)
    told = terminal.json("packet", *words)
    assert told["texts"] == [str(out.with_suffix(".txt"))]
    assert "Familia" not in out.with_suffix(".txt").read_text(encoding="utf-8")
    (given,) = terminal.json("list", "packet-given", "--family", family)
    assert given["id"] == told["given"][0]
    assert given["document"] == "welcome_packet"
    assert "Welcome packet" in terminal.run("show", given["id"]).out
    terminal.json("packet", *words, "--no-record")
    assert len(terminal.json("list", "packet-given", "--family", family)) == 1


def test_the_short_packet_of_the_first_days_has_four_pages(
    terminal: Terminal, family: str, tmp_path: Path
) -> None:
    told = terminal.json("packet", "--family", family, "--first-days", "--out", tmp_path / "x.pdf")
    assert told["pages"] <= 4


def test_many_packets_go_on_where_they_stopped(
    terminal: Terminal, family: str, tmp_path: Path
) -> None:
    other = terminal.add("family", label="Haddad", home_languages=["ar"])
    terminal.add("student", family_id=other, given_name="\U00013080", grade="K")
    words = ("--all", "--sections", "cover", "--workers", "1", "--out", tmp_path)
    told = terminal.run("packet", *words, "--json")
    assert told.code == 1
    assert [one["family_id"] for one in told.json["refused"]] == [other]
    assert [Path(name).name for name in told.json["files"]] == [f"packet-{family}.pdf"]
    again = terminal.run("packet", "--of", family, *words[1:], "--json")
    assert (again.json["files"], len(again.json["kept"])) == ([], 1)
    nobody = terminal.json("packet", "--all", "--grade", "12", "--out", tmp_path / "none")
    assert nobody["files"] == []


def test_other_pages_are_printed_from_records_and_typed_values(
    terminal: Terminal, family: str, tmp_path: Path
) -> None:
    student = terminal.add("student", family_id=family, given_name="Leo", grade="2")
    conference = terminal.add(
        "conference", family_id=family, student_id=student, starts_at="2026-11-12T17:30:00-05:00"
    )
    out = tmp_path / "page.pdf"
    words = ("--conference", conference, "--text", "--out", out)
    told = terminal.json("print", "conference_invitation", *words)
    assert told["pages"] == 1
    assert "Leo" in out.with_suffix(".txt").read_text(encoding="utf-8")
    data = {"title": "Fair", "people": [student, {"name": "Noor", "opted_out": True}]}
    badges = ("print", "name_badges", "--data", "-", "--out", out)
    assert terminal.json(*badges, given=data)["left_out"] == [
        {"name": "Noor", "code": "packets.opted_out"}
    ]
    assert terminal.run(*badges, "--json", given="{").error_code == "packets.bad_request"
    assert terminal.run(*badges, "--json", given={"sheet": "1"}).error_code == (
        "packets.unknown_sheet"
    )
    assert terminal.run("print", "horoscope", "--out", out).code == 2
