"""The translators' template has exactly the program's words."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from fsp_desktop.language.catalogue import Entry, read_entries

TOP = Path(__file__).resolve().parents[2]
TEMPLATE = TOP / "translations" / "ui" / "fsp_desktop.pot"
PLACE = re.compile(r"\{[^{}]*\}")


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    return [e for e in read_entries(TEMPLATE.read_text(encoding="utf-8")) if e.message_id]


def test_the_template_is_up_to_date() -> None:
    command = [sys.executable, str(TOP / "packaging" / "words"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_each_message_stands_once(entries: list[Entry]) -> None:
    keys = [(entry.context, entry.message_id) for entry in entries]
    assert len(keys) == len(set(keys))


def test_the_labels_are_there_with_their_context(entries: list[Entry]) -> None:
    keys = {(entry.context, entry.message_id) for entry in entries}
    assert ("visit_status", "Confirmed") in keys
    assert ("interpreter_status", "Confirmed") in keys
    assert ("kind", "Home visit") in keys


def test_places_have_names(entries: list[Entry]) -> None:
    nameless = [
        e.message_id for e in entries if "{}" in e.message_id or re.search(r"\{\d", e.message_id)
    ]
    assert nameless == []


def test_both_forms_of_a_counted_sentence_have_the_same_places(entries: list[Entry]) -> None:
    for entry in entries:
        if entry.plural_id is not None:
            one, many = (set(PLACE.findall(text)) for text in (entry.message_id, entry.plural_id))
            assert one <= many, entry.message_id
