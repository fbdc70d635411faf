"""Settings survive a newer program, nonsense and a broken file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsp_desktop.app.paths import profile_folder
from fsp_desktop.app.settings import (
    TEXT_SIZES,
    THEMES,
    Settings,
    change_settings,
    load_settings,
    save_settings,
    system_language,
)
from fsp_desktop.domain.errors import UnreachableError

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=4,
)


def test_no_file_means_the_usual_values(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.json") == Settings()


def test_settings_come_back_as_they_were_saved(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.json"
    chosen = Settings("es", "dark", 130, 10, keyring_allowed=True)
    save_settings(path, chosen)
    assert load_settings(path) == chosen
    assert [entry.name for entry in path.parent.iterdir()] == ["settings.json"]


def test_what_a_newer_program_wrote_stays(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"density": "tight", "theme": "dark"}')
    assert change_settings(path, lock_minutes=7) == Settings(theme="dark", lock_minutes=7)
    assert json.loads(path.read_text())["density"] == "tight"


@pytest.mark.parametrize("text", ["{", "[]", "\x00", "9" * 70_000, "[" * 50_000])
def test_a_broken_file_is_put_aside_and_kept(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text)
    assert load_settings(path) == Settings()
    assert (tmp_path / "settings.json.broken").read_text() == text
    assert change_settings(path, theme="light").theme == "light"


@given(st.dictionaries(st.sampled_from(list(Settings.__dataclass_fields__)), JSON))
def test_nonsense_becomes_the_usual_value(book: dict[str, object]) -> None:
    from fsp_desktop.app.settings import _understood

    settings = _understood(book)
    assert settings.theme in THEMES
    assert settings.text_size in TEXT_SIZES
    assert 1 <= settings.lock_minutes <= 60
    assert settings.ui_language is None or settings.ui_language.strip()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UnreachableError):
        save_settings(tmp_path / "file" / "settings.json", Settings())


@pytest.mark.parametrize(
    ("environment", "tag"),
    [
        ({"LANG": "es_MX.UTF-8"}, "es-MX"),
        ({"LC_ALL": "vi", "LANG": "es_MX.UTF-8"}, "vi"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "ca_ES@valencia"}, "ca-ES"),
        ({}, "en"),
    ],
)
def test_the_system_tells_its_language(environment: dict[str, str], tag: str) -> None:
    assert system_language(environment) == tag


def test_the_profile_is_the_chosen_one_then_the_environments(tmp_path: Path) -> None:
    environment = {"FSP_PROFILE": str(tmp_path / "b")}
    assert profile_folder(str(tmp_path / "a"), environment) == tmp_path / "a"
    assert profile_folder(None, environment) == tmp_path / "b"
    assert profile_folder(None, {}).name == "fsp-desktop"
    assert profile_folder("here", {}).is_absolute()
