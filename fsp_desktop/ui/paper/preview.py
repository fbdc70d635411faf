"""Keeps a picture of the real pages beside a form: made in the pool, a moment after the last change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from fsp_desktop.domain.errors import FspError
from fsp_desktop.ui.runner import Runner
from fsp_desktop.ui.widgets.paper_preview import PaperPreview

PAUSE_MS = 250


@dataclass(frozen=True, slots=True)
class Pages:
    """A drawn document and its pages as raw pictures."""

    printed: Any
    pictures: tuple[Any, ...]


class LivePreview(QObject):
    """Draws anew whenever `ask` is called; only the newest wish is shown.

    Args:
        compose: Runs on the store thread and returns what `services.print_packet.draw` takes.

    Signals:
        drawn: The newest document is shown; carries the `Printed`.
        refused: It cannot be drawn; carries the error.
    """

    drawn = Signal(object)
    refused = Signal(object)

    def __init__(
        self, runner: Runner, view: PaperPreview, compose: Callable[[], Any], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._runner, self._view, self._compose = runner, view, compose
        self._job: Any = None
        self.printed: Any = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._start)

    def ask(self) -> None:
        """Draw again after a short pause."""
        self._timer.start()

    def _start(self) -> None:
        if self._job is not None:
            self._job.cancel()
        compose = self._compose
        self._job = self._runner.store(compose, owner=self)
        self._job.then(self._draw).failed(self._on_refused)

    def _draw(self, composed: Any) -> None:
        width = self._view.wanted_width()
        self._job = self._runner.pool(
            lambda task: _pages(composed, width, lambda: task.is_cancelled),
            with_task=True,
            owner=self,
        )
        self._job.then(self._show).failed(self._on_refused)

    def _show(self, pages: Pages) -> None:
        self.printed = pages.printed
        images = [
            QImage(
                one.rgba, one.width, one.height, one.width * 4, QImage.Format.Format_RGBA8888
            ).copy()
            for one in pages.pictures
        ]
        self._view.set_pages(images)
        self.drawn.emit(pages.printed)

    def _on_refused(self, error: FspError) -> None:
        if error.code == "packets.cancelled":
            return
        self.printed = None
        self._view.set_pages([])
        self.refused.emit(error)


def _pages(composed: Any, width: int, cancelled: Callable[[], bool]) -> Pages:
    from fsp_desktop.services.print_packet import draw, page_pictures

    printed = draw(composed, cancelled=cancelled)
    return Pages(printed, tuple(page_pictures(printed, width)))
