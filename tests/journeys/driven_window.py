"""The real window in a process of its own, driven by a story and telling what it sees.

Run as a program: `python driven_window.py STORY [FAMILY]`. Each line on standard output is one
JSON list: what happened, and with what. A story is a generator that yields what it waits for.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

TOP = Path(__file__).parents[2]
SENTENCE = "Maryan hopes that the library will have stories in her own language soon"
WORDS = SENTENCE.split()
TICK_MS = 5
Story = Iterator[Callable[[], object]]


def tell(what: str, about: object = None) -> None:
    """Say one thing to the test that started this window."""
    sys.stdout.write(f"{json.dumps([what, about])}\n")
    sys.stdout.flush()


def unlocked(program: Any) -> Story:
    """Wait for the lock screen, type the passphrase and wait for the work area."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLineEdit

    window = program.window
    yield lambda: window.findChildren(QLineEdit)
    tell("entrance")
    field = window.findChildren(QLineEdit)[0]
    QTest.keyClicks(field, os.environ["FSP_TEST_PASSPHRASE"])
    QTest.keyClick(field, Qt.Key.Key_Return)
    yield lambda: window.shell is not None and window.shell.current() is not None
    tell("open")


def visit_log(program: Any, family: str | None) -> Story:
    """Open the visit log of a family, or the draft that waits, and tell the words of its hopes."""
    from fsp_desktop.ui.places import open_place

    place = {"family_id": family} if family else {}
    open_place(program.window.shell, "visit-log", **place)
    screen = program.window.shell.screen("visit-log")
    yield lambda: screen.subtitle() != ""
    tell("visit log", screen.page.hopes.hopes.text())


def watch(program: Any, _family: str | None) -> Story:
    """Stand at the lock screen, then in the work area, until the end."""
    yield from unlocked(program)


def type_on(program: Any, family: str | None) -> Story:
    """Type into the visit log without end; tell each word, and each time all of it is on disk."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    yield from unlocked(program)
    yield from visit_log(program, family)
    screen = program.window.shell.screen("visit-log")
    editor, count = screen.page.hopes.hopes, 0
    QTest.keyClick(editor, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    while True:
        QTest.keyClicks(editor, WORDS[count % len(WORDS)] + " ")
        count += 1
        tell("typed", editor.text())
        if count % 6 == 0:
            yield lambda: screen.keeper.is_settled
            tell("on disk", editor.text())
        yield lambda: True


def look(program: Any, _family: str | None) -> Story:
    """Tell the words of the draft that waits."""
    yield from unlocked(program)
    yield from visit_log(program, None)


def lock(program: Any, family: str | None) -> Story:
    """Type a little, lock, and tell when the record is closed; then stay at the lock screen."""
    from PySide6.QtTest import QTest

    yield from unlocked(program)
    yield from visit_log(program, family)
    screen = program.window.shell.screen("visit-log")
    QTest.keyClicks(screen.page.hopes.hopes, " ".join(WORDS))
    program.window.lock_now()
    program.runner.store_now(lambda: None, 30.0)
    tell("locked")
    yield lambda: False


def contact(program: Any, _family: str | None) -> Story:
    """Log a contact by keys alone: Ctrl+N C, two letters, Enter, the words, Ctrl+Enter."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    def target() -> Any:
        return QApplication.activePopupWidget() or QApplication.focusWidget()

    control = Qt.KeyboardModifier.ControlModifier
    yield from unlocked(program)
    window = program.window
    window.activateWindow()
    yield lambda: window.isActiveWindow() and window.shell.current().key == "today"
    QTest.keyClick(target() or window, Qt.Key.Key_N, control)
    yield QApplication.activePopupWidget
    QTest.keyClick(target(), Qt.Key.Key_C)
    yield lambda: QApplication.activeModalWidget() is not None and target() is not None
    QTest.keyClick(target(), Qt.Key.Key_O)
    QTest.keyClick(target(), Qt.Key.Key_S)
    # A quick hand does not wait for the list of families, nor for the next field.
    QTest.keyClick(target(), Qt.Key.Key_Return)
    QTest.keyClicks(target(), SENTENCE)
    QTest.keyClick(target(), Qt.Key.Key_Return, control)
    yield lambda: QApplication.activeModalWidget() is None
    tell("saved", window.shell.toasts.message())


class Driver:
    """Takes the next step of a story each time what it waits for is true."""

    def __init__(self, program: Any, story: Story) -> None:
        from PySide6.QtCore import QTimer

        self._story = story
        self._until: Callable[[], object] = lambda: True
        self._timer = QTimer(program)
        self._timer.timeout.connect(self._look)
        self._timer.start(TICK_MS)

    def _look(self) -> None:
        if not self._until():
            return
        try:
            self._until = next(self._story)
        except StopIteration:
            self._timer.stop()
            tell("end")


def main(name: str, family: str | None) -> int:
    """Run the program as its command does, with a story beside it."""
    from fsp_desktop.__main__ import main as start
    from fsp_desktop.app import gui

    stories = {"watch": watch, "type_on": type_on, "look": look, "lock": lock, "contact": contact}
    begin, forward = gui.Program.begin, gui.Program.come_forward
    kept: list[Driver] = []

    def beginning(program: Any) -> None:
        begin(program)
        kept.append(Driver(program, stories[name](program, family)))

    def coming(program: Any) -> None:
        forward(program)
        tell("raised")

    gui.Program.begin = beginning  # type: ignore[method-assign]
    gui.Program.come_forward = coming  # type: ignore[method-assign]
    return start([])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None))
