"""The brief beside the notes: to read, not to tick; safe to turn towards the family."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.services.prepare_conference import BriefItem, ConferenceBrief
from fsp_desktop.ui.conference.words import left_out_words, quoted, section_title, source_words
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.cards import IconLabel
from fsp_desktop.ui.widgets.text import Label, hair_line
from fsp_desktop.ui.widgets.voice_label import VoiceLabel

WIDE = 344


class _VoiceLine(QWidget):
    """A family's own words with the marigold bar at their start."""

    def __init__(self, item: BriefItem) -> None:
        super().__init__()
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(13), px(1), px(4), px(1))
        column.setSpacing(0)
        column.addWidget(VoiceLabel(quoted(item)))
        column.addWidget(Label(source_words(item), "caption", "ink2", wrap=True))

    def paintEvent(self, event: QPaintEvent) -> None:
        wide = theme().px(4)
        left = self.width() - wide if theme().is_rtl else 0
        QPainter(self).fillRect(left, 0, wide, self.height(), theme().color("family"))


class BriefReader(QScrollArea):
    """What is on the page of a conference."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Brief"))
        self.setFixedWidth(theme().px(WIDE))

    def show_brief(self, brief: ConferenceBrief) -> None:
        """Show the items of an arranged brief, in their order."""
        px = theme().px
        inside = QWidget()
        inside.setObjectName("plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(16), px(12), px(12), px(16))
        column.setSpacing(px(6))
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(IconLabel("book-open", "ink"))
        head.addWidget(Label(_("Brief"), "bodyStrong"), 1)
        column.addLayout(head)
        for section in brief.sections:
            if section.items:
                self._add_section(column, section.code, section.items)
        column.addWidget(hair_line())
        column.addWidget(_safe_line(brief.left_out))
        column.addStretch(1)
        self.setWidget(inside)
        self.setAccessibleDescription(_spoken(brief))

    def _add_section(self, column: QVBoxLayout, code: str, items: tuple[BriefItem, ...]) -> None:
        title = {
            "questions": _("They asked"),
            "our_questions": _("We would like to ask"),
        }.get(code) or section_title(code)[0]
        column.addWidget(hair_line())
        column.addWidget(Label(title, "label", "ink2", wrap=True))
        for item in items:
            if item.own_words:
                column.addWidget(_VoiceLine(item))
            else:
                column.addWidget(Label(item.words, "body", wrap=True))
                column.addWidget(Label(source_words(item), "caption", "ink2", wrap=True))


def _safe_line(left_out: int) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme().px(8))
    row.addWidget(IconLabel("eye-off", "ink2", 16), 0, Qt.AlignmentFlag.AlignTop)
    words = _("This screen is safe to turn to the family.")
    if left_out:
        words = f"{left_out_words(left_out)}. {words}"
    row.addWidget(Label(words, "note", "ink2", wrap=True), 1)
    return line


def _spoken(brief: ConferenceBrief) -> str:
    words = [quoted(item) for section in brief.sections for item in section.items]
    return " ".join(words)
