"""What the checks say about the words, and who may say that they are right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.language.packet_coach import PacketAdvice, advise
from fsp_desktop.language.words import _, ngettext
from fsp_desktop.services.translate_text import Finding, TextPage
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.translation_desk.words import (
    all_well,
    by_words,
    coach_lines,
    finding_words,
    grade_words,
)
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import Card, IconLabel
from fsp_desktop.ui.widgets.chips import StatusChip
from fsp_desktop.ui.widgets.flow_layout import FlowLayout
from fsp_desktop.ui.widgets.text import Label, hair_line


class CheckLine(QWidget):
    """One line: an icon, a sentence, and perhaps a button that mends it."""

    def __init__(self, icon: str, tone: str, words: str, act: Button | None = None) -> None:
        super().__init__()
        px = theme().px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), px(6), px(12), px(6))
        row.setSpacing(px(12))
        row.addWidget(IconLabel(icon, tone), 0, Qt.AlignmentFlag.AlignVCenter)
        self.label = Label(words, "body", wrap=True)
        row.addWidget(self.label, 1)
        if act is not None:
            row.addWidget(act)


class ChecksCard(Card):
    """Fill-ins, numbers, sentences, initials and letters; then what the coach says.

    Signals:
        put_in_asked: The missing fill-ins are to be put in.
        keep_asked: The words are right for the changed English too.
        versions_asked: The two versions are to be looked at.
    """

    put_in_asked = Signal()
    keep_asked = Signal()
    versions_asked = Signal()

    def __init__(self) -> None:
        super().__init__(_("Checks"), "shield-check", padding=0, gap=0)
        self._lines: list[CheckLine] = []
        self.count = Label("", "note", "ink2")
        self.head_end.addWidget(self.count)

    def show_checks(
        self, page: TextPage, findings: Sequence[Finding], text: str, language: str
    ) -> None:
        """Show what is to be said about the words as they stand in the field."""
        self._clear()
        to_mend = sum(one.severity == "mend" for one in findings)
        words = ngettext("{n} to mend", "{n} to mend", to_mend).format(n=to_mend)
        self.count.setText(words if to_mend else _("nothing to mend"))
        self._show_state(page)
        self._show_findings(findings, language)
        if not findings and text.strip():
            self._add("check", "ok", all_well(_sentences(page)))
        self._show_coach(text, page.line.language)

    def _show_state(self, page: TextPage) -> None:
        if page.line.mark == "source_changed":
            act = Button(_("Still right"), small=True)
            act.clicked.connect(self.keep_asked)
            words = _("The English has changed since; what is new is underlined.")
            self._add("history", "family_ink", words, act)
        if page.line.mark == "two_versions":
            act = Button(_("Show both"), small=True)
            act.clicked.connect(self.versions_asked)
            self._add("columns-2", "ink2", _("Two people have worded this at once."), act)

    def _show_findings(self, findings: Sequence[Finding], language: str) -> None:
        has_button = False
        for finding in findings:
            is_mend = finding.severity == "mend"
            act = None
            if finding.subject == "fill_in" and not has_button:
                act = Button(_("Put it in"), "primary", small=True)
                act.clicked.connect(self.put_in_asked)
                has_button = True
            icon = "triangle-alert" if is_mend else "circle-question-mark"
            self._add(icon, "care" if is_mend else "ink2", finding_words(finding, language), act)

    def _show_coach(self, text: str, language: str) -> None:
        found: PacketAdvice = advise(text, language)
        for line in coach_lines(found):
            self._add("lightbulb", "ink2", line)
        if found.readability is not None and found.readability.is_telling:
            icon = "check" if found.readability.is_plain else "lightbulb"
            tone = "ok" if found.readability.is_plain else "ink2"
            self._add(icon, tone, grade_words(found.readability))

    def sentences(self) -> list[str]:
        """Return what is said, a line each."""
        return [line.label.text() for line in self._lines]

    def _add(self, icon: str, tone: str, words: str, act: Button | None = None) -> None:
        if self.body.count():
            self.body.addWidget(hair_line())
        line = CheckLine(icon, tone, words, act)
        self._lines.append(line)
        self.body.addWidget(line)

    def _clear(self) -> None:
        self._lines.clear()
        while self.body.count():
            item = self.body.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()


class SignCard(Card):
    """Typed by one person, read by another.

    Signals:
        take_back_asked: The sign-off is to be taken back.
        shipped_asked: The team's own words are to be given up.
        history_asked: Earlier wordings are to be looked at.
    """

    take_back_asked = Signal()
    shipped_asked = Signal()
    history_asked = Signal()

    def __init__(self) -> None:
        super().__init__(padding=12)
        self.setAccessibleName(_("Who may say it is right?"))
        self.typed = StatusChip("", "neutral", "pencil")
        self.read = StatusChip("", "neutral", "eye")
        self.take_back = Button(_("Take the sign-off back"), "link")
        self.shipped = Button(_("Use the words that came with the program"), "link")
        self.history = Button(_("Earlier wordings"), "link")
        words = QVBoxLayout()
        words.addWidget(Label(_("Who may say it is right?"), "bodyStrong"))
        words.addWidget(
            Label(
                _("Typed by one person, read by another. A draft prints with the word Draft."),
                "caption",
                "ink2",
                wrap=True,
            )
        )
        self.body.addLayout(words)
        chips = QWidget()
        chips.setObjectName("plain")
        flow = FlowLayout(chips, gap=theme().px(8), line_gap=theme().px(6))
        for part in (self.typed, self.read, self.take_back, self.history, self.shipped):
            flow.addWidget(part)
        self.body.addWidget(chips)
        self.take_back.clicked.connect(self.take_back_asked)
        self.shipped.clicked.connect(self.shipped_asked)
        self.history.clicked.connect(self.history_asked)

    def show_page(self, page: TextPage) -> None:
        """Show who wrote the words in hand, and who has read them."""
        line = page.line
        if page.writer_name:
            typed = by_words(_("1 Typed: {name}"), page.writer_name, page.written_on)
        elif line.mark == "missing":
            typed = _("1 Typed: nobody yet")
        elif line.status == "machine_draft":
            typed = _("1 Drafted by a machine")
        else:
            typed = _("1 Came with the program")
        is_signed = line.mark == "signed_off" and line.by is not None
        read = by_words(_("2 Read: {name}"), line.by or "", line.on) if is_signed else ""
        self.typed.set_text(
            typed, "done" if line.text else "neutral", "check" if line.text else "pencil"
        )
        self.read.set_text(
            read or _("2 Read by: nobody yet"),
            "done" if is_signed else "neutral",
            "check" if is_signed else "eye",
        )
        self.take_back.setVisible(is_signed and line.is_own)
        self.shipped.setVisible(line.is_own)
        self.history.setVisible(not page.form.is_new)


def _sentences(page: TextPage) -> int:
    from fsp_desktop.services.translate_text import sentence_count

    return sentence_count(page.line.english, "en")
