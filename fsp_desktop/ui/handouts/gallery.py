"""All pages and cards one can make, each with one sentence about it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from fsp_desktop.language.words import _
from fsp_desktop.ui.handouts.kinds import PageKind, group_words
from fsp_desktop.ui.theme.icons import paint_icon
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.flow_layout import FlowLayout
from fsp_desktop.ui.widgets.painting import Strip, paint_box
from fsp_desktop.ui.widgets.text import Label

WIDE, HIGH, PAD, MARK = 296, 92, 14, 22


class KindCard(QAbstractButton):
    """One kind; the whole card is the target."""

    def __init__(self, key: str, icon: str, title: str, about: str) -> None:
        super().__init__()
        self.key = key
        self._icon, self._about = icon, about
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(about)
        self.setToolTip(about)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        px = theme().px
        words = self._words_rect(QRect(0, 0, px(WIDE), 1_000))
        title = theme().font("bodyStrong")
        flags = Qt.TextFlag.TextWordWrap
        high = QFontMetrics(title).boundingRect(words, flags, self.text()).height()
        high += QFontMetrics(theme().font("note")).boundingRect(words, flags, self._about).height()
        return QSize(px(WIDE), max(px(HIGH), high + px(2 * PAD + 6)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _words_rect(self, whole: QRect) -> QRect:
        px = theme().px
        strip = Strip(whole.adjusted(px(PAD), px(PAD), -px(PAD), -px(PAD)))
        strip.start(px(MARK), px(12))
        return strip.rest()

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        fill = "pine_soft" if self.underMouse() or self.isDown() else "surface"
        paint_box(painter, self.rect(), fill, "line", 10)
        strip = Strip(self.rect().adjusted(px(PAD), px(PAD), -px(PAD), -px(PAD)))
        mark = strip.start(px(MARK), px(12))
        mark.setHeight(px(MARK))
        paint_icon(painter, self._icon, theme().scheme.pine, mark)
        words = strip.rest()
        lead = Qt.AlignmentFlag.AlignRight if theme().is_rtl else Qt.AlignmentFlag.AlignLeft
        flags = int(
            Qt.TextFlag.TextWordWrap
            | Qt.AlignmentFlag.AlignTop
            | lead
            | Qt.AlignmentFlag.AlignAbsolute
        )
        painter.setFont(theme().font("bodyStrong"))
        painter.setPen(theme().color("ink"))
        painter.drawText(words, flags, self.text())
        taken = painter.boundingRect(words, flags, self.text())
        words.setTop(taken.bottom() + px(4))
        painter.setFont(theme().font("note"))
        painter.setPen(theme().color("ink2"))
        painter.drawText(words, flags, self._about)


class Gallery(QScrollArea):
    """The cards under their headings.

    Signals:
        chosen: A card was pressed; carries its key.
    """

    chosen = Signal(str)

    def __init__(self, kinds: Iterable[PageKind]) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Pages and cards to print"))
        self.cards: list[KindCard] = []
        px = theme().px
        inside = QWidget()
        inside.setObjectName("plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(20), px(12), px(20), px(20))
        column.setSpacing(px(8))
        kinds = tuple(kinds)
        for group, heading in group_words().items():
            column.addWidget(Label(heading, "title"))
            rows = [
                (one.key, one.icon, one.title, one.about) for one in kinds if one.group == group
            ]
            column.addWidget(self._flow([*_elsewhere(group), *rows]))
            column.addSpacing(px(8))
        column.addStretch(1)
        self.setWidget(inside)

    def _flow(self, rows: Iterable[tuple[str, str, str, str]]) -> QWidget:
        line = QWidget()
        gap = theme().px(12)
        flow = FlowLayout(line, gap=gap, line_gap=gap)
        for key, icon, title, about in rows:
            card = KindCard(key, icon, title, about)
            card.clicked.connect(lambda _on=False, chosen=key: self.chosen.emit(chosen))
            self.cards.append(card)
            flow.addWidget(card)
        return line


def _elsewhere(group: str) -> list[tuple[str, str, str, str]]:
    """Return cards of pages that have a place of their own."""
    if group != "family":
        return []
    return [
        (
            "packets",
            "package-open",
            _("Welcome packet"),
            _("All a family needs in the first weeks, in its languages."),
        ),
        (
            "conferences",
            "users",
            _("Conference brief"),
            _("One page for us: their words first, then ours."),
        ),
    ]
