"""Words of the interface: catalogues, the pseudo-language and plural forms."""

from __future__ import annotations

import contextlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.language import words
from fsp_desktop.language.catalogue import read_entries
from fsp_desktop.language.installed import read_catalogue
from fsp_desktop.language.pseudo import pseudo

POLISH = r"""# Wording by a person.
msgid ""
msgstr ""
"Language: pl\n"
"Plural-Forms: nplurals=3; "
"plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);\n"

#: some/file.py:1
msgid "Families"
msgstr "Rodziny"

msgctxt "visit_status"
msgid "Confirmed"
msgstr "Potwierdzona"

msgid "{count} visit"
msgid_plural "{count} visits"
msgstr[0] "{count} wizyta"
msgstr[1] "{count} wizyty"
msgstr[2] "{count} wizyt"

#, fuzzy
msgid "Not sure"
msgstr "Nie wiem \"na pewno\""

#~ msgid "Gone"
#~ msgstr "Nie ma"
"""


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    words.install("en")


@pytest.fixture
def polish(tmp_path: Path) -> Path:
    path = tmp_path / "fsp_desktop.po"
    path.write_text(POLISH, encoding="utf-8")
    return path


def test_english_needs_no_file() -> None:
    assert words.install("en-US") == "en"
    assert words.gettext("Families") == "Families"
    assert words.ngettext("{count} visit", "{count} visits", 1) == "{count} visit"
    assert words.direction() == "ltr"


def test_a_catalogue_gives_words_contexts_and_plurals(polish: Path) -> None:
    catalogue = read_catalogue("pl", polish)
    assert catalogue.singular(None, "Families") == "Rodziny"
    assert catalogue.singular("visit_status", "Confirmed") == "Potwierdzona"
    assert catalogue.singular(None, "Confirmed") == "Confirmed"
    forms = [catalogue.counted("{count} visit", "{count} visits", n) for n in (1, 3, 5, 22)]
    assert forms == ["{count} wizyta", "{count} wizyty", "{count} wizyt", "{count} wizyty"]


def test_unsure_and_old_messages_stay_english(polish: Path) -> None:
    catalogue = read_catalogue("pl", polish)
    assert catalogue.singular(None, "Not sure") == "Not sure"
    assert catalogue.singular(None, "Gone") == "Gone"


def test_a_language_without_catalogue_falls_back_to_english() -> None:
    assert words.install("xx-YY") == "en"


def test_the_pseudo_language_is_longer_and_right_to_left() -> None:
    words.install(words.PSEUDO)
    shown = words.gettext("Log a visit for {family}")
    assert words.direction() == "rtl"
    assert "{family}" in shown
    assert len(shown) >= 1.4 * len("Log a visit for {family}")


@given(st.text(alphabet="abc {}<b>/&;\n%dLog", max_size=60))
def test_the_pseudo_language_keeps_placeholders_and_markup(message: str) -> None:
    kept = re.compile(r"\{[^{}]*\}|</?\w[^>]*>|\n")
    if message.strip():
        assert kept.findall(pseudo(message)) == kept.findall(message)


@pytest.mark.parametrize("broken", ['msgid "a\nmsgstr "b"', "hello", '"text before any keyword"'])
def test_a_broken_catalogue_names_the_line(broken: str) -> None:
    with pytest.raises(RefusedError) as refused:
        list(read_entries("\n" + broken))
    assert refused.value.code == "language.broken_catalogue"
    assert refused.value.detail == {"line": 2}


@given(st.text(max_size=80))
def test_no_text_makes_the_catalogue_reader_crash(text: str) -> None:
    with contextlib.suppress(RefusedError):
        list(read_entries(text))


def test_importing_the_words_loads_nothing_heavy() -> None:
    script = (
        "import sys, fsp_desktop.language.words, fsp_desktop.language.labels;"
        "heavy = {'babel', 'sqlmodel', 'sqlalchemy', 'PySide6', 'reportlab'} & set(sys.modules);"
        "sys.exit(len(heavy))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
