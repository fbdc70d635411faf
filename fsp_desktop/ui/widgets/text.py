"""Labels: plain text only, in a step of the type scale and a tone of the theme."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from fsp_desktop.ui.theme.fonts import load_faces_for


class Label(QLabel):
    """A text that never reads its contents as markup.

    Args:
        text: What it says.
        role: Step of the type scale: caption, label, body, bodyStrong, lead, title, page, hero.
        tone: Colour name, such as ink2 or care.
        wrap: Whether long text may break into several lines.
    """

    def __init__(
        self, text: str = "", role: str = "body", tone: str = "ink", *, wrap: bool = False
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self.setText(text)
        self._align()
        if wrap:
            self.setWordWrap(True)
            policy = self.sizePolicy()
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def setText(self, text: str) -> None:
        load_faces_for(text)
        super().setText(text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()

    def _align(self) -> None:
        # Qt would put a Latin name at the left of an Arabic page; it belongs to the start side.
        if self.alignment() & Qt.AlignmentFlag.AlignHCenter:
            return
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)

    def set_tone(self, tone: str) -> None:
        """Change the colour role."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            repolish(self)


class ElidedLabel(Label):
    """A label that gives way to its neighbours: too long a text ends in an ellipsis, whole in the tip."""

    def __init__(self, text: str = "", role: str = "body", tone: str = "ink") -> None:
        self._whole = text
        super().__init__(text, role, tone)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self._whole) + 2
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def setText(self, text: str) -> None:
        load_faces_for(text)
        self._whole = text
        self.updateGeometry()
        self._fit()

    def whole_text(self) -> str:
        return self._whole

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        cut = metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, max(0, self.width()))
        super().setText(cut)
        self.setAccessibleName(self._whole)
        self.setToolTip(self._whole if cut != self._whole else "")


def repolish(widget: QWidget) -> None:
    """Have the style sheet look at a widget's properties again."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def hair_line() -> QFrame:
    """Return a one-pixel decorative line."""
    line = QFrame()
    line.setObjectName("line")
    line.setFixedHeight(1)
    return line
