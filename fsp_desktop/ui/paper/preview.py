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

PAUSE_MS = 40
"""Long enough to gather a few keys, short enough that the page follows the hand."""
PAGES_AT_ONCE = 3
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class _Shot:
    """Pictures of some pages of a document, from page `first`, counted from 0."""

    composed: Any
    printed: Any
    first: int
    pictures: tuple[Any, ...]

    @property
    def next_page(self) -> int:
        return self.first + len(self.pictures)


class LivePreview(QObject):
    """Draws anew whenever `ask` is called; only the newest wish is shown.

    The pages in sight come first, then the whole document, then the other pages.

    Args:
        compose: Runs on the store thread and returns what `services.print_packet.draw` takes.

    Signals:
        glanced: The first pages of the newest document are shown; carries how many it has.
        drawn: The newest document is drawn whole; carries the `Printed`.
        finished: All its pages are shown.
        refused: It cannot be drawn; carries the error.
    """

    glanced = Signal(int)
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
        self._is_resting = True
        self._then: Callable[[Any], object] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._start)
        view.width_changed.connect(self._sharpen)

    def ask(self) -> None:
        """Draw again after a short pause."""
        self._is_resting = False
        self._timer.start()

    @property
    def is_behind(self) -> bool:
        """Whether there is nothing yet that fits the last wish."""
        return self._timer.isActive() or self.printed is None

    def when_drawn(self, act: Callable[[Any], object]) -> bool:
        """Do something with the document that fits the last wish, as soon as it is drawn.

        Returns:
            False if no such document is on its way, so that nothing will be done.
        """
        if not self.is_behind:
            act(self.printed)
            return True
        self._then = None if self._is_resting else act
        return self._then is not None

    def stop(self) -> None:
        """Give up what is under way until somebody asks again; the page is being left."""
        self._is_resting = True
        self._then = None
        self._timer.stop()
        self._cancel()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def drop(self) -> None:
        """Show nothing: the last wish cannot be fulfilled."""
        self.stop()
        self.printed = None
        self._view.begin(0)

    # --- one round -----------------------------------------------------------------------------

    def _start(self) -> None:
        if self._runner.is_closed:
            return
        self._cancel()
        self.printed = None
        self._job = self._runner.store(self._compose, owner=self)
        self._job.then(self._glance).failed(self._on_refused)

    def _glance(self, composed: Any) -> None:
        width, count = self._view.wanted_width(), self._view.in_sight()
        self._work(lambda cancelled: _first_pages(composed, width, count, cancelled)).then(
            self._show_glance
        )

    def _show_glance(self, shot: _Shot) -> None:
        total = shot.printed.pages
        self._view.begin(total)
        self._put(shot)
        self.glanced.emit(total)
        if shot.next_page >= total:
            self._take(shot)
            return
        self._work(lambda cancelled: _whole(shot, cancelled)).then(self._take)

    def _take(self, shot: _Shot) -> None:
        self.printed, self.composed = shot.printed, shot.composed
        self.drawn.emit(shot.printed)
        then, self._then = self._then, None
        if then is not None and not self.is_behind:
            then(shot.printed)
        self._go_on(shot)

    def _go_on(self, shot: _Shot) -> None:
        if shot.next_page >= shot.printed.pages:
            self.finished.emit()
            return
        width = self._view.wanted_width()
        self._work(lambda cancelled: _more_pages(shot, width, cancelled)).then(self._show_more)

    def _show_more(self, shot: _Shot) -> None:
        self._put(shot)
        self._go_on(shot)

    def _sharpen(self) -> None:
        if not (self.is_behind or self._is_resting or self._runner.is_closed):
            self._cancel()
            self._go_on(_Shot(self.composed, self.printed, 0, ()))

    def _put(self, shot: _Shot) -> None:
        self._view.put(shot.first, [_image(one) for one in shot.pictures])

    def _work(self, work: Callable[[Cancelled], _Shot]) -> Job:
        self._job = self._runner.pool(
            lambda task: work(lambda: task.is_cancelled), with_task=True, owner=self
        )
        return self._job.failed(self._on_refused)

    def _on_refused(self, error: FspError) -> None:
        if error.code != "packets.cancelled":
            self.drop()
            self.refused.emit(error)


def _first_pages(composed: Any, width: int, count: int, cancelled: Cancelled) -> _Shot:
    from fsp_desktop.services.print_packet import glance

    quick = glance(composed, count, cancelled=cancelled)
    return _Shot(composed, quick, 0, _pictures(quick, width, 0, min(count, quick.pages)))


def _whole(shot: _Shot, cancelled: Cancelled) -> _Shot:
    from fsp_desktop.services.print_packet import draw

    printed = draw(shot.composed, cancelled=cancelled)
    return _Shot(shot.composed, printed, shot.first, shot.pictures)


def _more_pages(shot: _Shot, width: int, cancelled: Cancelled) -> _Shot:
    first = shot.next_page
    count = 1 if cancelled() else min(PAGES_AT_ONCE, shot.printed.pages - first)
    pictures = _pictures(shot.printed, width, first, count)
    return _Shot(shot.composed, shot.printed, first, pictures)


def _pictures(printed: Any, width: int, first: int, count: int) -> tuple[Any, ...]:
    from fsp_desktop.services.print_packet import page_picture

    return tuple(page_picture(printed, first + number, width) for number in range(count))


def _image(picture: Any) -> QImage:
    """Return a picture of its own; Qt would go on reading the bytes otherwise."""
    kind = QImage.Format.Format_RGBA8888
    return QImage(picture.rgba, picture.width, picture.height, picture.width * 4, kind).copy()
