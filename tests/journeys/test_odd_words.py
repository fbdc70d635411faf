"""Words that could do harm elsewhere are words here: kept, found, shared and printed as text."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.conftest import Team

MARKUP = 'Osman <b>& Sons</b> <img src="/etc/hostname"> %s {family}'
SCRIPTS = "Đặng 李娜 عائشة Ñandú 👨‍👩‍👧"


@pytest.mark.parametrize(
    ("label", "typed"),
    [
        (MARKUP, "<b>& so"),
        (SCRIPTS, "dang"),
        ("'; DROP TABLE family; --", "drop t"),
        ("=cmd|' /C calc'!A0", "=cmd|"),
    ],
)
def test_a_name_of_any_letters_travels_and_is_printed(
    team: Team, label: str, typed: str, tmp_path: Path
) -> None:
    family = team.ana.add("family", label=label)
    team.ana.add("student", family_id=family, given_name=label, grade="2")
    team.exchange()
    assert team.bea.json("show", family)["label"] == label
    assert family in {hit["family_id"] or hit["id"] for hit in team.bea.json("search", typed)}
    told = team.bea.run(
        "packet", "--family", family, "--language", "es", "--out", tmp_path / "p.pdf", "--json"
    )
    if told.code:
        assert told.error_code == "packets.missing_glyphs"
    else:
        assert (tmp_path / "p.pdf").read_bytes().startswith(b"%PDF")
    # What was printed for a family is a record too.
    team.exchange()
    assert team.agree()


def test_controls_and_turned_letters_never_reach_the_record(team: Team) -> None:
    family = team.ana.add("family", label="Os\u202eman\x07\u2066 Ali\u0000")
    label = team.ana.json("show", family)["label"]
    assert label.replace(" ", "") == "OsmanAli"
    note = team.ana.add(
        "note", family_id=family, draft=True, text="One\r\ntwo\u202e\x1b[31mthree\ttab"
    )
    text = team.ana.json("show", note)["text"]
    assert not any(letter in text for letter in "\u202e\x1b\r")
    assert "\n" in text
    team.exchange()
    assert team.agree()


def test_a_note_of_ten_megabytes_is_kept_or_refused_with_a_code(team: Team) -> None:
    family = team.ana.add("family", label="Family Osman")
    told = team.ana.run(
        "add",
        "note",
        "--json",
        given={"family_id": family, "draft": True, "text": "word " * 2_000_000},
    )
    if told.code:
        assert told.json["refused"][0]["code"] in {"domain.invalid_record", "store.too_large"}
        assert team.ana.json("list", "note") == []
    team.exchange()
    assert team.agree()
