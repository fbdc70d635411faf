"""The calm sentence at the bottom: what is safe, what waits, and the network."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QStatusBar

from fsp_desktop.language.words import _
from fsp_desktop.ui.shell.hooks import Standing
from fsp_desktop.ui.shell.standing_words import attention_words, network_words, saved_words
from fsp_desktop.ui.theme.icons import icon_pixmap
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.text import ElidedLabel, Label

HEIGHT = 32


class StatusLine(QStatusBar):
    """Shows how saving and sharing stand.

    Signals:
        share_asked: Share now was pressed.
        look_asked: What waits for a decision is to be shown.
    """

    share_asked = Signal()
    look_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self._mark = QLabel()
        self._saved = ElidedLabel("", "note", "ink2")
        self._attention = Label("", "label", "ink")
        self.look = Button(_("Look"), "link")
        self.look.setAccessibleName(_("Look at what needs a decision"))
        self.look.hide()
        self.share = Button(_("Share now"), "link")
        self._network_mark = QLabel()
        self._network = Label("", "note", "ink2")
        self._standing = Standing()
        self._build()
        self.share.clicked.connect(self.share_asked)
        self.look.clicked.connect(self.look_asked)
        theme().changed.connect(self._fit)

    def _build(self) -> None:
        self._saved.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        for part in (self._mark, self._saved, self._attention, self.look, self.share):
            self.addWidget(part)
        for part in (self._network_mark, self._network):
            self.addPermanentWidget(part)
        self._fit()

    def show_standing(self, standing: Standing, now: datetime) -> None:
        """Say how things stand in one sentence."""
        self._standing = standing
        self._saved.setText(saved_words(standing, now))
        self._attention.setText(attention_words(standing))
        self._attention.setVisible(bool(self._attention.text()))
        self.look.setVisible(bool(standing.two_versions or standing.to_look_at))
        self.share.setVisible(standing.has_place)
        self._network.setText(network_words(standing))
        self._network_mark.setVisible(self._is_offline_shown())
        self.setAccessibleName(_("How saving and sharing stand"))
        self.setAccessibleDescription(self.sentence())

    def sentence(self) -> str:
        """Return the whole sentence, as a screen reader gets it."""
        parts = (self._saved.whole_text(), self._attention.text(), self._network.text())
        return " ".join(part for part in parts if part)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme().px(HEIGHT))

    def _fit(self) -> None:
        px, scheme = theme().px, theme().scheme
        self.setFixedHeight(px(HEIGHT))
        side = px(12)
        self.setContentsMargins(side, 0, side, 0)
        ratio = self.devicePixelRatioF()
        self._mark.setPixmap(icon_pixmap("circle-check", scheme.ok, px(16), ratio))
        self._network_mark.setPixmap(icon_pixmap("wifi-off", scheme.ink2, px(16), ratio))
        self._network_mark.setVisible(self._is_offline_shown())

    def _is_offline_shown(self) -> bool:
        return self._standing.is_online is False and not self._standing.backup_failure
