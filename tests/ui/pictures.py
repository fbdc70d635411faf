"""Pictures of what has no record behind it: `python -m tests.ui.pictures OUT`.

The way in, the parts, the palette, the keys page and the New menu, each in light, dark and right-to-left.
Works without a display (`QT_QPA_PLATFORM=offscreen`) and on a real or virtual one.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from fsp_desktop.domain.clock import SystemClock
from fsp_desktop.domain.views import SearchHit
from fsp_desktop.language import words
from fsp_desktop.ui.entrance.entrance import Entrance
from fsp_desktop.ui.entrance.services import Greeting, Opened
from fsp_desktop.ui.runner import Runner
from fsp_desktop.ui.shell.hooks import FamilyAct, ShellHooks, Standing
from fsp_desktop.ui.shell.window import MainWindow
from fsp_desktop.ui.theme.theme import theme
from tests.ui.made_up_pages import register_made_up_pages
from tests.ui.parts_gallery import gallery
from tests.ui.test_entrance import WORDS, FakeServices

LOOKS = {"light": ("light", "en"), "dark": ("dark", "en"), "rtl": ("light", words.PSEUDO)}
HITS = (
    SearchHit("1", "family", "1", "Osman", "Somali · Ayaan (2), Yusuf (K)", (), 2.0),
    SearchHit("3", "visit", "1", "Visit, 22 Sep", "“Mrs. Osman greeted me”", ((6, 3),), 1.0),
)


def main(out: Path) -> None:
    """Write every picture into a folder."""
    app = QApplication.instance() or QApplication([])
    out.mkdir(parents=True, exist_ok=True)
    theme().install(app)
    theme().finish()
    for name, (mode, language) in LOOKS.items():
        words.install(language)
        theme().set_mode(mode)
        theme().set_direction(words.direction())
        _photograph(out, name)


def _photograph(out: Path, look: str) -> None:
    runner = Runner()
    window = MainWindow(runner, SystemClock())
    window.show()
    for place in ("welcome", "unlock", "start", "join", "sheet"):
        window.show_entrance(_entrance(place, runner))
        _save(window, out / f"{place}-{look}.png")
    hooks = ShellHooks(
        person="Rosa Delgado",
        role="Family liaison",
        standing=lambda: Standing(waiting=4, is_online=False),
        search=lambda _text: HITS,
        family_acts=[FamilyAct("Start visit log for {family}", "house", print)],
    )
    shell = window.open_work(hooks, [register_made_up_pages])
    shell.go("settings")
    _save(window, out / f"settings-{look}.png")
    shell.go("today")
    openers = {"palette": shell.open_palette, "keys": shell.open_help, "new": shell.open_new_menu}
    for place, show in openers.items():
        _with_popup(window, show, out / f"{place}-{look}.png")
    parts = gallery()
    parts.show()
    _save(parts, out / f"parts-{look}.png")
    parts.close()
    window.close()
    runner.close()


def _entrance(place: str, runner: Runner) -> Entrance:
    greeting = Greeting("Rosa Delgado", "Cedar Grove Elementary") if place == "unlock" else None
    entrance = Entrance(runner, FakeServices, greeting)
    if place in {"start", "join"}:
        entrance.page().chosen.emit(place)
    if place == "sheet":
        entrance._on_opened(Opened("workspace", WORDS))
    return entrance


def _with_popup(window: QWidget, show: Callable[[], None], path: Path) -> None:
    show()
    QApplication.processEvents()
    for box in _popups():
        field = getattr(box, "field", None)
        if path.name.startswith("palette") and field is not None:
            field.setText("osm")
            box._ask()
    _save(window, path)
    for box in _popups():
        box.close()


def _popups() -> list[QWidget]:
    return [
        top
        for top in QApplication.topLevelWidgets()
        if isinstance(top, QDialog | QMenu) and top.isVisible()
    ]


def _save(window: QWidget, path: Path) -> None:
    for _round in range(20):
        QApplication.processEvents()
    picture: QPixmap = window.grab()
    for popup in _popups():
        painter = QPainter(picture)
        painter.drawPixmap(popup.pos() - window.pos(), popup.grab())
        painter.end()
    picture.save(str(path))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
