"""Paper: pages find their place, the newest wish wins, and a printer gets each page once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage, QPageSize, QPdfWriter
from PySide6.QtWidgets import QWidget

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.packets.pdf.pages import page_count
from fsp_desktop.services.print_packet import compose_texts, draw
from fsp_desktop.ui.paper.output import PrintRun
from fsp_desktop.ui.paper.page_view import PageView
from fsp_desktop.ui.paper.preview import LivePreview
from fsp_desktop.ui.theme.theme import theme

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from fsp_desktop.ui.runner import Runner
    from tests.ui.paper.demo_desk import DemoDesk

LONG = "\n\n".join(f"Paragraph {number}. Doors open early." for number in range(160))


def composed(text: str = LONG) -> Any:
    return compose_texts([(text.encode(), "en")], title="Hello")


def shown_view(qtbot: QtBot, wide: int, pages: int = 3) -> PageView:
    view = PageView("Pages")
    qtbot.addWidget(view)
    view.resize(wide, 500)
    with qtbot.waitExposed(view):
        view.show()
    image = QImage(340, 440, QImage.Format.Format_RGBA8888)
    view.begin(pages)
    view.put(0, [image] * pages)
    return view


def test_two_pages_stand_beside_each_other_where_there_is_room(qtbot: QtBot) -> None:
    view = shown_view(qtbot, 700)
    first, second, third = view.pages()
    assert first.y() == second.y() < third.y()
    assert first.x() < second.x()
    view.resize(400, 500)
    first, second, _third = view.pages()
    assert first.x() == second.x()


def test_pages_are_mirrored_with_the_window(qtbot: QtBot) -> None:
    theme().set_direction("rtl")
    view = shown_view(qtbot, 700)
    first, second, _third = view.pages()
    assert first.x() > second.x()


def test_a_whole_page_fits_without_a_scroll_bar(qtbot: QtBot) -> None:
    view = shown_view(qtbot, 500, pages=1)
    assert view.verticalScrollBar().maximum() == 0
    assert view.pages()[0].width() < 500


def test_only_the_newest_wish_is_shown(qtbot: QtBot, runner: Runner) -> None:
    holder, asked = QWidget(), []
    qtbot.addWidget(holder)
    view = shown_view(qtbot, 700)

    def compose() -> Any:
        asked.append(len(asked))
        return composed("First" if len(asked) == 1 else LONG)

    live = LivePreview(runner, view, compose, holder)
    live.ask()
    qtbot.waitUntil(lambda: len(asked) == 1)
    live.ask()
    with qtbot.waitSignal(live.finished, timeout=20_000):
        pass
    qtbot.waitUntil(lambda: len(asked) == 2)
    qtbot.waitUntil(lambda: view.drawn_count() == view.page_count() > 1, timeout=20_000)
    assert live.printed.pages == view.page_count()


def test_what_cannot_be_drawn_is_told_and_the_next_wish_works(qtbot: QtBot, runner: Runner) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    view = shown_view(qtbot, 700)
    texts = ["\U00013000", "Fine"]
    live = LivePreview(runner, view, lambda: composed(texts.pop(0)), holder)
    with qtbot.waitSignal(live.refused, timeout=20_000) as refused:
        live.ask()
    assert isinstance(refused.args[0], RefusedError)
    assert live.is_behind
    with qtbot.waitSignal(live.drawn, timeout=20_000):
        live.ask()
    assert not live.is_behind


class PaperWriter(QPdfWriter):
    """A printer that writes a file: it takes the same calls."""

    def fromPage(self) -> int:  # noqa: N802 - Qt's own name
        return 0

    def toPage(self) -> int:  # noqa: N802 - Qt's own name
        return 0


def test_a_printer_gets_every_page_once_in_full_size(
    demo: DemoDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    printed = draw(composed())
    target = tmp_path / "printed.pdf"
    device = PaperWriter(str(target))
    device.setResolution(72)
    device.setPageSize(QPageSize(QSizeF(612, 792), QPageSize.Unit.Point))
    ended: list[bool] = []
    run = PrintRun(demo.shell, device, printed, lambda: ended.append(True), demo.window)
    run.begin()
    qtbot.waitUntil(lambda: ended == [True], timeout=20_000)
    assert page_count(target.read_bytes()) == printed.pages > 1
    assert "Sent to the printer" in demo.shell.toasts.message()


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_is_off_is_said_calmly(demo: DemoDesk, qtbot: QtBot, tmp_path: Path) -> None:
    device = PaperWriter(str(tmp_path / "no" / "such" / "folder.pdf"))
    run = PrintRun(demo.shell, device, draw(composed("Hi")), None, demo.window)
    run.begin()
    qtbot.waitUntil(lambda: "did not take the pages" in demo.shell.toasts.message())


def test_what_is_asked_right_after_a_change_waits_for_the_changed_pages(
    runner: Runner, qtbot: QtBot
) -> None:
    view = shown_view(qtbot, 700)
    texts = ["Doors open at eight.", "Doors open at nine."]
    live = LivePreview(runner, view, lambda: composed(texts.pop(0)), view)
    got: list[bytes] = []
    assert not live.when_drawn(got.append)
    with qtbot.waitSignal(live.finished, timeout=20_000):
        live.ask()
    first = live.printed
    live.ask()
    assert live.when_drawn(got.append)
    assert got == []
    qtbot.waitUntil(lambda: got != [], timeout=20_000)
    assert got == [live.printed]
    assert got[0] is not first
    live.ask()
    assert live.when_drawn(got.append)
    live.drop()
    assert not live.when_drawn(got.append)
