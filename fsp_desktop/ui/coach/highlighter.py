"""Underlines what the coach would point at; the text itself is never changed."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from fsp_desktop.language.coach import Hint, hints
from fsp_desktop.ui.theme.theme import theme

LONGEST_BLOCK = 20_000
"""Characters of a paragraph beyond which it is left alone, so that typing stays quick."""


class CoachHighlighter(QSyntaxHighlighter):
    """Marks one document, paragraph by paragraph."""

    def __init__(self, document: QTextDocument, *, is_cultural_note: bool = False) -> None:
        super().__init__(document)
        self._is_cultural_note = is_cultural_note
        self._stopped: Collection[str] = ()
        self._kept: set[str] = set()
        theme().changed.connect(self.rehighlight)

    def set_stopped(self, terms: Collection[str]) -> None:
        """Leave these terms alone."""
        if set(terms) != set(self._stopped):
            self._stopped = frozenset(terms)
            self.rehighlight()

    def keep(self, hint: Hint) -> None:
        """Leave this word of this text alone while the form is open."""
        self._kept.add(hint.term)
        self.rehighlight()

    def hints_of(self, text: str) -> list[Hint]:
        """Return what would be pointed at in one paragraph."""
        if len(text) > LONGEST_BLOCK:
            return []
        stopped = {*self._stopped, *self._kept}
        found = hints(text, is_cultural_note=self._is_cultural_note, stopped=stopped)
        return [hint for hint in found if hint.term not in self._kept]

    def highlightBlock(self, text: str) -> None:
        mark = QTextCharFormat()
        # A wave is faint at this size; a straight line in the coach's colour is seen.
        mark.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        mark.setUnderlineColor(theme().color("coach"))
        for hint in self.hints_of(text):
            start, end = qt_index(text, hint.start), qt_index(text, hint.end)
            self.setFormat(start, end - start, mark)


def qt_index(text: str, index: int) -> int:
    """Return a place as Qt counts it: characters outside the basic plane are two."""
    return len(text[:index].encode("utf-16-le")) // 2


def text_index(text: str, place: int) -> int:
    """Return a place of Qt's as Python counts it."""
    return len(text.encode("utf-16-le")[: 2 * place].decode("utf-16-le", "ignore"))
