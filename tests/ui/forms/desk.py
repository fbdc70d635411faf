"""A window on a real encrypted record, with two families, for the tests of forms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QDialog

from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.domain.ids import RecordId, new_record_id
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store.writes import Write
from fsp_desktop.ui.places import add_new_actions, add_pages
from fsp_desktop.ui.runner import Runner
from fsp_desktop.ui.shell.hooks import MemorySettings
from fsp_desktop.ui.shell.window import MainWindow
from fsp_desktop.ui.work import make_hooks
from tests.services.real_workspace import make_workspace

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from fsp_desktop.ui.shell.shell import Shell


@dataclass
class Desk:
    """What a test works with; `ask` runs a question on the store thread and waits."""

    window: MainWindow
    shell: Shell
    workspace: Workspace
    runner: Runner
    osman: RecordId
    hariri: RecordId
    fadumo: RecordId
    ayaan: RecordId

    def ask(self, question: Callable[[], Any]) -> Any:
        return ask_store(self.runner, question)

    def rows(self, kind: str) -> list[Any]:
        return list(self.ask(lambda: self.workspace.store.list_rows(kind, limit=50)))

    def load(self, record_id: str) -> dict[str, Any]:
        return dict(self.ask(lambda: self.workspace.store.need(record_id)).values)

    def open_dialog(self, dialog: QDialog, qtbot: QtBot) -> None:
        # A dialog goes away with its closing, so the test's own list of widgets must not hold it.
        with qtbot.waitExposed(dialog):
            self.shell.open_dialog(dialog)


def ask_store(runner: Runner, question: Callable[[], Any]) -> Any:
    """Ask on the store thread and wait, however busy the machine is; windows never do this."""
    answers: SimpleQueue[tuple[Any, Exception | None]] = SimpleQueue()

    def go() -> None:
        try:
            answers.put((question(), None))
        except Exception as error:  # noqa: BLE001 - it is raised again where it was asked
            answers.put((None, error))

    runner.store(go)
    answer, error = answers.get(timeout=60)
    if error is not None:
        raise error
    return answer


@pytest.fixture
def desk(
    tmp_path: Path, window: MainWindow, runner: Runner, clock: FixedClock, qtbot: QtBot
) -> Iterator[Desk]:
    # Loaded once, as the program does after its first paint; else the first save waits for it.
    ask_store(runner, _load_entities)
    workspace = ask_store(runner, lambda: make_workspace(tmp_path / "desk", clock))
    people = ask_store(runner, lambda: _add_people(workspace))
    hooks = make_hooks(workspace, MemorySettings(), clock)
    shell = window.open_work(hooks, [add_pages, add_new_actions])
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    yield Desk(window, shell, workspace, runner, *people)
    for dialog in window.findChildren(QDialog):
        dialog.close()
    shell.close_all()
    ask_store(runner, workspace.close)


def _load_entities() -> None:
    import fsp_desktop.domain.rules
    import fsp_desktop.store.listing  # noqa: F401 - loaded for its effect


def _add_people(workspace: Workspace) -> list[RecordId]:
    ids = [new_record_id(workspace.clock) for _number in range(4)]
    osman, hariri, fadumo, ayaan = ids
    writes = [
        Write(
            "family",
            osman,
            {
                "label": "Osman",
                "label_own_script": "Qoyska Cismaan",
                "home_languages": ["so"],
                "liaison_id": workspace.person_id,
            },
        ),
        Write("family", hariri, {"label": "Al-Hariri", "home_languages": ["ar"]}),
        Write(
            "adult",
            fadumo,
            {
                "family_id": osman,
                "given_name": "Fadumo",
                "relationship": "mother",
                "speaks_language": "so",
                "preferred_channel": "whatsapp_or_app",
                "best_times": "after 16:00",
            },
        ),
        Write("student", ayaan, {"family_id": osman, "given_name": "Ayaan", "grade": "2"}),
    ]
    workspace.store.save(writes, author=workspace.person_id, why="create")
    return ids
