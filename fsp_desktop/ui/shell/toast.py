"""A short word at the bottom that something was done, with the way back; it goes by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from fsp_desktop.domain.plain import Frozen
from fsp_desktop.language.words import _
from fsp_desktop.ui.shell.action_book import shown_keys
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.announce import announce
from fsp_desktop.ui.widgets.painting import paint_box, paint_text, text_width
from fsp_desktop.ui.widgets.text import Label

SHOWN_MS = 6000
UNDO_KEYS, OPEN_KEYS = "Ctrl+Z", "Ctrl+J"


class ToastAct(Frozen):
    """Something a message offers to do.

    Args:
        words: Translated words of the link, such as "Open again".
        run: Does it.
        undoes: Whether it takes back what the message tells of; Ctrl+Z is for nothing else.
    """

    words: str
    run: Callable[[], object]
    undoes: bool = False


def undo_act(run: Callable[[], object]) -> ToastAct:
    """Return the act that takes back what was just done."""
    return ToastAct(_("Undo"), run, undoes=True)


class _ToastLink(QAbstractButton):
    """One act on a toast, underlined in the toast's own colours."""

    def __init__(self, act: ToastAct) -> None:
        super().__init__()
        self.setText(act.words)
        self.setAccessibleName(act.words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(text_width(self.text(), theme().font("label")) + 4, theme().px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        font = theme().font("label")
        font.setUnderline(True)
        paint_text(QPainter(self), self.rect(), self.text(), font, "surface", centred=True)


class Toast(QWidget):
    """Shows one message over the page; stays while the pointer or the keyboard is on it."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._acts: tuple[ToastAct, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self._time_is_up)
        self._label = Label("", "body", "ink", wrap=True)
        self._offers: list[QWidget] = []
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(12), theme().px(4), theme().px(12), theme().px(4))
        row.setSpacing(theme().px(12))
        row.addWidget(self._label, 1)
        over.installEventFilter(self)
        self.hide()

    def show_message(self, words: str, *acts: ToastAct) -> None:
        """Show a message and what it offers; the one before it goes."""
        self._acts = acts
        self._label.setText(words)
        self._offer(acts)
        # Showing has the page laid out first, so only after it the room is known.
        self.show()
        self._fit()
        self.raise_()
        self._timer.start()
        announce(self, words)

    def message(self) -> str:
        return self._label.text() if self.isVisible() else ""

    def offers(self) -> list[str]:
        """Return the words of what can be done at this moment."""
        return [act.words for act in self._acts] if self.isVisible() else []

    def take_back(self) -> bool:
        """Do the Undo of a message that is up; return whether there was one."""
        return self._run_first(undoes=True)

    def open(self) -> bool:
        """Do the other thing a message that is up offers; return whether there was one."""
        return self._run_first(undoes=False)

    def _run_first(self, *, undoes: bool) -> bool:
        acts = [act for act in self._acts if act.undoes == undoes] if self.isVisible() else []
        if acts:
            self._run(acts[0])
        return bool(acts)

    def _run(self, act: ToastAct) -> None:
        self._acts = ()
        self.hide()
        act.run()

    def _offer(self, acts: tuple[ToastAct, ...]) -> None:
        for widget in self._offers:
            self._row.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._offers = []
        for act in acts:
            link = _ToastLink(act)
            link.clicked.connect(lambda _on=False, act=act: self._run(act))
            self._offers.append(link)
            first = next(one for one in acts if one.undoes == act.undoes)
            if act is first:
                keys = UNDO_KEYS if act.undoes else OPEN_KEYS
                self._offers.append(Label(shown_keys(keys), "caption", "ink"))
        for widget in self._offers:
            self._row.addWidget(widget)
            # What comes into a part that is in sight is shown later, and not measured until then.
            widget.show()

    def _fit(self) -> None:
        color = theme().scheme.surface
        for label in self.findChildren(Label):
            label.setStyleSheet(f"color: {color}")
            # A label measures itself in its own font only after the style sheet was read.
            label.ensurePolished()
        px = theme().px
        font = theme().font("body")
        beside = sum(one.sizeHint().width() + px(12) for one in self._offers)
        room = max(px(120), self._over.width() - 2 * px(16) - 2 * px(12) - beside)
        wide = min(room, text_width(self._label.text(), font) + px(4))
        self._label.setFixedWidth(wide)
        self._label.setFixedHeight(max(px(28), self._label.heightForWidth(wide)))
        self._row.activate()
        self.resize(self._row.totalSizeHint())
        self._place()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()
        super().leaveEvent(event)

    def eventFilter(self, watched, event) -> bool:  # type: ignore[no-untyped-def]  # noqa: ANN001
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._fit()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_box(QPainter(self), self.rect(), "ink", None, 8)

    def _place(self) -> None:
        over = self._over
        x = (over.width() - self.width()) // 2
        self.move(max(0, x), over.height() - self.height() - theme().px(16))

    def _time_is_up(self) -> None:
        if any(one.hasFocus() for one in self._offers):
            self._timer.start()
        else:
            self.hide()
