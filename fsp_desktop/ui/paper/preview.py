"""Keeps a picture of the real pages beside a form: made in the pool, a moment after the last change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from fsp_desktop.domain.errors import FspError
from fsp_desktop.ui.paper.page_view import PageView
from fsp_desktop.ui.runner import Job, Runner

PAUSE_MS = 80
"""Long enough to gather a few keys, short enough that the page follows the hand."""
PAGES_AT_ONCE = 3


@dataclass(frozen=True, slots=True)
class _Drawn:
    composed: Any
    printed: Any
    first: int
    pictures: tuple[Any, ...]


class LivePreview(QObject):
    """Draws anew whenever `ask` is called; only the newest wish is shown.

    The pages in sight come first, the others follow in the background.

    Args:
        compose: Runs on the store thread and returns what `services.print_packet.draw` takes.

    Signals:
        drawn: The first pages of the newest document are shown; carries the `Printed`.
        finished: All its pages are shown.
        refused: It cannot be drawn; carries the error.
    """

    drawn = Signal(object)
    finished = Signal()
    refused = Signal(object)

    def __init__(
        self, runner: Runner, view: PageView, compose: Callable[[], Any], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._runner, self._view, self._compose = runner, view, compose
        self._job: Job | None = None
        self.printed: Any = None
        self.composed: Any = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._start)
        view.width_changed.connect(self._sharpen)

    def ask(self) -> None:
        """Draw again after a short pause."""
        self._timer.start()

    @property
    def is_behind(self) -> bool:
        """Whether what is shown is older than the last wish."""
        return self._timer.isActive() or self.printed is None

    def stop(self) -> None:
        """Give up what is under way; the page is being left."""
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()

    def _start(self) -> None:
        self.stop()
        self.printed = None
        self._job = self._runner.store(self._compose, owner=self)
        self._job.then(self._draw).failed(self._on_refused)

    def _draw(self, composed: Any) -> None:
        width, count = self._view.wanted_width(), self._view.in_sight()
        self._begin(lambda cancelled: _first_pages(composed, width, count, cancelled))

    def _sharpen(self) -> None:
        if self.printed is not None and not self._timer.isActive():
            if self._job is not None:
                self._job.cancel()
            self._go_on(_Drawn(self.composed, self.printed, 0, ()))

    def _begin(self, work: Callable[[Callable[[], bool]], _Drawn]) -> None:
        self._job = self._runner.pool(
            lambda task: work(lambda: task.is_cancelled), with_task=True, owner=self
        )
        self._job.then(self._show).failed(self._on_refused)

    def _show(self, drawn: _Drawn) -> None:
        if drawn.first == 0:
            self._view.begin(drawn.printed.pages)
        self._view.put(drawn.first, [_image(one) for one in drawn.pictures])
        if self.printed is not drawn.printed:
            self.printed, self.composed = drawn.printed, drawn.composed
            self.drawn.emit(drawn.printed)
        self._go_on(drawn)

    def _go_on(self, drawn: _Drawn) -> None:
        next_page = drawn.first + len(drawn.pictures)
        if next_page >= drawn.printed.pages:
            self.finished.emit()
            return
        width = self._view.wanted_width()
        self._begin(
            lambda cancelled: _more_pages(
                drawn.composed, drawn.printed, width, next_page, cancelled
            )
        )

    def _on_refused(self, error: FspError) -> None:
        if error.code == "packets.cancelled":
            return
        self.printed = None
        self._view.begin(0)
        self.refused.emit(error)


def _first_pages(composed: Any, width: int, count: int, cancelled: Callable[[], bool]) -> _Drawn:
    from fsp_desktop.services.print_packet import draw

    printed = draw(composed, cancelled=cancelled)
    return _more_pages(composed, printed, width, 0, cancelled, count)


def _more_pages(
    composed: Any,
    printed: Any,
    width: int,
    first: int,
    cancelled: Callable[[], bool],
    count: int = PAGES_AT_ONCE,
) -> _Drawn:
    from fsp_desktop.services.print_packet import page_pictures

    pictures: list[Any] = []
    for picture in page_pictures(printed, width, first):
        pictures.append(picture)
        if len(pictures) == count or cancelled():
            break
    return _Drawn(composed, printed, first, tuple(pictures))


def _image(picture: Any) -> QImage:
    """Return a picture of its own; Qt would go on reading the bytes otherwise."""
    kind = QImage.Format.Format_RGBA8888
    return QImage(picture.rgba, picture.width, picture.height, picture.width * 4, kind).copy()
