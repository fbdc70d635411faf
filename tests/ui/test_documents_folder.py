"""File dialogs begin among the person's documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from fsp_desktop.ui.documents_folder import documents_folder
from fsp_desktop.ui.entrance.forms import RestoreForm
from fsp_desktop.ui.runner import Runner

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_a_dialog_starts_in_the_documents_folder(
    runner: Runner, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = tmp_path / "Documents"
    documents.mkdir()
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _place: str(documents))
    form = RestoreForm(runner, lambda: None)  # type: ignore[arg-type, return-value]
    qtbot.addWidget(form)
    form.choose.click()
    (dialog,) = form.findChildren(QFileDialog)
    assert Path(dialog.directory().absolutePath()) == documents
    dialog.reject()


def test_without_such_a_folder_it_is_the_home_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = str(tmp_path / "missing")
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _place: missing)
    assert Path(documents_folder()) == Path.home()
