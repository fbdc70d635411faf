"""Texts by command: one person words, another reads, and the packet says so on both computers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminal import Terminal

GLAD = "cover.glad"
WORDS = "Nos alegra que estén aquí."


@pytest.fixture
def second(terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Return a colleague's computer that shares a folder with the first one."""
    folder = tmp_path / "shared"
    folder.mkdir()
    other = Terminal(tmp_path / "second", monkeypatch)
    terminal.json("share", folder)
    code = terminal.json("invite")["code"]
    other.json("join", code, "--person", "Sara M.")
    for computer in (other, terminal, other):
        computer.json("sync")
    return other


def state(terminal: Terminal, text_id: str = GLAD) -> dict[str, Any]:
    (page,) = terminal.json("texts", "show", "--language", "es", "--text", text_id)
    return dict(page)


def drafts(terminal: Terminal, out: Path) -> list[str]:
    family = terminal.json("list", "family")[0]["id"]
    words = ("packet", "--family", family, "--language", "es", "--sections", "rights", "--out", out)
    return [one["section"] for one in terminal.json(*words)["drafts"]]


def test_one_translates_the_other_signs_and_both_print_it_without_draft(
    terminal: Terminal, second: Terminal, tmp_path: Path
) -> None:
    terminal.add("family", label="Familia Rojas", home_languages=["es"])
    assert drafts(terminal, tmp_path / "before.pdf") == ["rights"]
    of_part = ("--language", "es", "--part", "rights")
    ids = [one["text"] for one in terminal.json("texts", "list", *of_part)]
    terminal.json(
        "texts", "write", "--language", "es", "--text", ids[0], given="Sus derechos, en claro"
    )
    refused = terminal.run("texts", "sign", "--language", "es", "--text", ids[0], "--json")
    assert refused.code == 1
    assert refused.json["refused"] == [{"text": ids[0], "code": "services.own_words"}]

    out = tmp_path / "derechos.docx"
    assert terminal.json("texts", "export", *of_part, "--out", out)["texts"] == len(ids)
    # Before the two computers have heard of each other again: the file alone carries the words.
    told = second.json("texts", "import", "--file", out)
    assert [one["text"] for one in told["changed"]] == [ids[0]]
    assert told["refused"] == told["both_kept"] == []
    signing = [word for text_id in ids for word in ("--text", text_id)]
    assert second.json("texts", "sign", "--language", "es", *signing)["signed"] == ids
    for computer in (second, terminal, second):
        computer.json("sync")
    for number, computer in enumerate((terminal, second)):
        assert drafts(computer, tmp_path / f"{number}.pdf") == []
        page = state(computer, ids[0])
        assert (page["state"], page["by"]) == ("signed_off", "Sara M.")
        assert computer.json("conflicts") == []
    known = {one["tag"]: one["texts"] for one in terminal.json("languages", "--team")}
    assert known["es"]["signed_off"] == len(ids)
    assert (
        "signed_off" not in {one["tag"]: one["texts"] for one in terminal.json("languages")}["es"]
    )


def test_a_change_after_the_sign_off_is_a_draft_again(terminal: Terminal, second: Terminal) -> None:
    terminal.json("texts", "write", "--language", "es", "--text", GLAD, given=WORDS)
    for computer in (terminal, second):
        computer.json("sync")
    second.json("texts", "sign", "--language", "es", "--text", GLAD)
    assert state(second)["state"] == "signed_off"
    second.json("texts", "write", "--language", "es", "--text", GLAD, given=f"{WORDS} Pasen.")
    assert state(second)["state"] == "to_check"
    assert state(second)["written_by"] == "Sara M."


def test_a_dry_run_changes_nothing_and_tells_what_was_not_taken(
    terminal: Terminal, tmp_path: Path
) -> None:
    out = tmp_path / "es.po"
    terminal.json("texts", "export", "--language", "es", "--part", "cover", "--out", out)
    text = out.read_text(encoding="utf-8")
    before = f'msgstr "{state(terminal, "cover.title")["words"]}"'
    assert before in text
    out.write_text(text.replace(before, 'msgstr "Hola"'), encoding="utf-8")
    told = terminal.run("texts", "import", "--file", out, "--dry-run")
    assert "lost its “school name”. It was not taken." in told.err
    digest = terminal.json("digest")
    assert terminal.json("texts", "import", "--file", out)["refused"][0]["detail"]["line"] > 1
    assert terminal.json("digest") == digest


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("list",), 2),
        (("show", "--language", "es"), 2),
        (("export", "--language", "es"), 2),
        (("import",), 2),
        (("write", "--language", "es", "--text", GLAD), 2),
        (("show", "--language", "es", "--text", "no.such"), 1),
        (("list", "--language", "xx-none"), 1),
    ],
)
def test_what_is_missing_or_unknown_is_said(
    terminal: Terminal, words: tuple[str, ...], code: int
) -> None:
    told = terminal.run("texts", *words, "--json")
    assert told.code == code, told.out
    assert told.json["error"]["code"]
    assert told.err.strip()


def test_lists_are_words_for_people(terminal: Terminal) -> None:
    told = terminal.run("texts", "list", "--language", "es", "--find", GLAD)
    assert told.code == 0
    assert GLAD in told.out
    assert terminal.run("texts", "show", "--language", "es", "--text", GLAD).out.startswith(GLAD)
