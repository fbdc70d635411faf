"""Every error code that the program can raise has a sentence with a next step."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from fsp_desktop.language.error_words import GENERAL, SENTENCES
from fsp_desktop.language.labels import error_sentence

PACKAGE = Path(__file__).resolve().parents[2] / "fsp_desktop"
ROOMS = "app|changes|cli|domain|language|packets|program|rosters|services|store|sync|ui|vault"
CODE = re.compile(rf"(?:{ROOMS})\.[a-z][a-z0-9_]*[a-z0-9]")
# Names that look like codes and are none: a file of the vault, a remembered setting.
NO_CODES = {"vault.json", "sync.troubles"}
# Put together from two parts where they are raised.
PUT_TOGETHER = {"rosters.missing_id", "rosters.missing_name"}


def codes_in(path: Path) -> set[str]:
    """Return the texts of a module that have the form of an error code and name no module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    texts = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)}
    found = {text for text in texts if isinstance(text, str) and CODE.fullmatch(text)}
    return {code for code in found if not is_module(code)}


def is_module(code: str) -> bool:
    room, _, name = code.partition(".")
    return (PACKAGE / room / f"{name}.py").exists() or (PACKAGE / room / name).is_dir()


def raised_codes() -> set[str]:
    modules = [p for p in PACKAGE.rglob("*.py") if not p.name.startswith("error")]
    return set().union(*(codes_in(path) for path in modules), PUT_TOGETHER) - NO_CODES


def test_every_code_of_the_program_has_a_sentence() -> None:
    assert sorted(raised_codes() - set(SENTENCES)) == []


def test_no_sentence_is_left_of_a_code_that_is_gone() -> None:
    assert sorted(set(SENTENCES) - raised_codes()) == []


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_is_calm_short_and_whole(code: str) -> None:
    sentence = SENTENCES[code]
    assert sentence.endswith(".")
    assert len(sentence) <= 110
    assert not re.search(
        r"\b(error|fail\w*|invalid|illegal|fatal|abort\w*)\b|!", sentence, re.IGNORECASE
    )


def test_details_are_filled_in_by_name() -> None:
    shown = error_sentence("packets.blocks_differ", {"block": 4, "forms": {}})
    assert "part 4" in shown


def test_a_missing_detail_or_an_unknown_code_still_gives_a_sentence() -> None:
    general = GENERAL.format(code="packets.blocks_differ")
    assert error_sentence("packets.blocks_differ") == general
    assert "moon.eclipse" in error_sentence("moon.eclipse", {"line": 3})


def test_a_detail_can_not_reach_into_the_program() -> None:
    shown = error_sentence("packets.blocks_differ", {"block": "{code.__class__}"})
    assert "{code.__class__}" in shown
