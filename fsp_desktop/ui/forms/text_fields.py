"""Fields for several lines that are as high as their lines, so nothing scrolls before it must."""

from __future__ import annotations

import math

from PySide6.QtWidgets import QPlainTextEdit

from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.field import GrowingText, OwnWordsField

EDGES = 22


class NoteField(GrowingText):
    """Our own words."""

    @property
    def has_words(self) -> bool:
        """Whether anything stands here; asked at every key, so the text is not copied."""
        return not self.document().isEmpty()

    def _fit(self) -> None:
        _fit_lines(self, self._least, self._most)


class VoiceField(OwnWordsField):
    """A family member's own words."""

    @property
    def has_words(self) -> bool:
        """Whether anything stands here; asked at every key, so the text is not copied."""
        return not self.document().isEmpty()

    def _fit(self) -> None:
        _fit_lines(self, self._least, self._most)


def _fit_lines(field: QPlainTextEdit, least: int, most: int) -> None:
    layout, block = field.document().documentLayout(), field.document().firstBlock()
    wanted = float(theme().px(EDGES))
    # Only what can be seen is measured: a pasted book has tens of thousands of paragraphs.
    while block.isValid() and wanted < theme().px(most):
        wanted += layout.blockBoundingRect(block).height()
        block = block.next()
    high = max(theme().px(least), min(theme().px(most), math.ceil(wanted)))
    if high != field.height():
        field.setFixedHeight(high)
