"""The chip under a cultural note that says how we know it; pressing it opens the note."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from fsp_desktop.domain.views import NoteCard
from fsp_desktop.language.words import _
from fsp_desktop.ui.families.words import day_words
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.painting import chip_size, paint_chip


class SourceChip(QAbstractButton):
    """A pressable chip in the look of its source: told (marigold), seen (neutral), guess (dashed)."""

    def __init__(self, note: NoteCard) -> None:
        super().__init__()
        words, self._kind, self._glyph = source_look(note)
        self.setText(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(_("Opens the note"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("focus_radius", 14)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setToolTip(words)

    def sizeHint(self) -> QSize:
        return chip_size(self.text(), self._glyph, high=28)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(60), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        rect = self.rect().adjusted(0, px(2), 0, -px(2))
        paint_chip(QPainter(self), rect, self.text(), self._kind, self._glyph)


def source_look(note: NoteCard) -> tuple[str, str, str]:
    """Return words, chip kind and icon that tell how a note is known."""
    day = f" · {day_words(note.told_on)}" if note.told_on else ""
    if note.source == "guess":
        return _("Our guess · ask them"), "guess", "circle-question-mark"
    if note.source == "seen":
        return _("Seen by {name}").format(name=note.author or _("us")) + day, "neutral", "eye"
    by = _("Told by {name}").format(name=note.told_by or _("the family"))
    return by + day, "family", "quote"
