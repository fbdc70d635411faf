"""The school's own data goes in as JSON and comes out the same."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from tests.cli.terminal import Terminal


def test_the_school_s_page_is_written_and_shown(terminal: Terminal) -> None:
    given = {
        "profile": {"starts": "08:30", "lunch_cost": {"en": "free"}},
        "people": [{"name": "Omar Haddad", "role": "nurse"}, {"role": "nurse"}],
    }
    told = terminal.run("school", "--set", "--json", given=given)
    assert told.code == 1
    assert [one["line"] for one in told.json["refused"]] == [2]
    page = terminal.json("school")
    assert page["school"]["name"] == "Lincoln"
    assert page["profile"]["lunch_cost"] == {"en": "free"}
    assert [line["name"] for line in page["people"]] == ["Omar Haddad"]
    words = terminal.run("school").out
    assert "Omar Haddad" in words
    assert "08:30" in words


def test_a_picture_is_kept_small_and_shown_on_request(terminal: Terminal, tmp_path: Path) -> None:
    Image.new("RGB", (3000, 2000), "navy").save(tmp_path / "map.png")
    words = ("--picture", tmp_path / "map.png", "--alt", "From the main door to the office")
    terminal.json("school", *words)
    assert "data" not in terminal.json("school")["pictures"][0]
    assert terminal.json("school", "--with-pictures")["pictures"][0]["data"]
    assert terminal.run("school", "--picture", tmp_path / "no.png", "--json").error_code == (
        "packets.picture_unreadable"
    )


def test_there_is_nothing_to_join_without_two_versions(terminal: Terminal) -> None:
    assert terminal.run("school", "--settle", "--json").error_code == "services.no_conflict"
    assert terminal.run("school", "--settle", "starts", "--json").code == 2


def test_what_is_no_object_is_refused(terminal: Terminal) -> None:
    for given in ("[]", "{", "3", "[" * 100_000):
        told = terminal.run("school", "--set", "--json", given=given)
        assert told.error_code == "packets.bad_profile"
    assert terminal.run("school", "--set", "--json").error_code == "cli.no_input"
