"""The page to sit down with: what may be said, ticked or not, beside the paper it makes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fsp_desktop.domain.errors import FspError
from fsp_desktop.language.labels import error_sentence
from fsp_desktop.language.words import _
from fsp_desktop.services.arrange_brief import Arrangement, arrange, ordered
from fsp_desktop.services.prepare_conference import ConferenceBrief
from fsp_desktop.ui.conference.paper_side import PaperSide
from fsp_desktop.ui.conference.section_card import SectionCard, Shown
from fsp_desktop.ui.conference.words import TITLES
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.cards import EmptyState

MOST_CARDS = 660
TOGETHER = {"questions": ("questions", "our_questions")}
"""Cards that hold two sections, the family's before ours."""


class BriefPage(QWidget):
    """The brief of one conference.

    Signals:
        arranged: The person chose what is on the page; carries the `Arrangement`.
        call_asked: There is nothing from the family yet; carries the family's id.
    """

    arranged = Signal(object)
    call_asked = Signal(str)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.brief: ConferenceBrief | None = None
        self.arrangement = Arrangement({}, {})
        self.cards = [SectionCard(code) for code in TITLES]
        self.empty = EmptyState("message-circle", "", _("Log a contact"))
        self.paper = PaperSide(shell, self._compose)
        self._build()
        self._wire()

    def _build(self) -> None:
        px = theme().px
        self._inside = inside = QWidget()
        inside.setObjectName("plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(20), px(11), px(10), px(14))
        column.setSpacing(px(8))
        column.addWidget(self.empty)
        for card in self.cards:
            column.addWidget(card)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inside)
        edge = QFrame()
        edge.setObjectName("line")
        edge.setFixedWidth(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.area, 71)
        row.addWidget(edge)
        row.addWidget(self.paper, 45)

    def _wire(self) -> None:
        for card in self.cards:
            card.toggled.connect(self._on_toggled)
            card.moved.connect(self._on_moved)
            card.walked.connect(lambda step, card=card: self._walk_from(card, step))
        self.paper.language_changed.connect(self.paper.live.ask)
        self.paper.live.refused.connect(self._on_refused)
        self.empty.acted.connect(self._on_call)

    # --- showing -------------------------------------------------------------------------------

    def show_brief(
        self, brief: ConferenceBrief, arrangement: Arrangement, languages: Sequence[str]
    ) -> None:
        """Show a brief; the language of the page stays if this family has it."""
        is_other = self.brief is None or self.brief.form.record_id != brief.form.record_id
        self.brief, self.arrangement = brief, arrangement
        self.paper.show_languages(languages, anew=is_other)
        self.paper.tell_left_out(brief.left_out)
        self._show_cards()
        if is_other:
            self.area.verticalScrollBar().setValue(0)
        self.paper.live.ask()

    def _show_cards(self) -> None:
        number = 0
        for card in self.cards:
            shown = self._shown(card.code)
            number += bool(shown)
            card.set_number(number)
            card.show_items(shown)
        has_words = bool(self._shown("their_words") or self._shown("contacts"))
        self.empty.setVisible(not has_words)
        least = self._inside.minimumSizeHint().width() + theme().px(14)
        self.area.setMinimumWidth(min(theme().px(MOST_CARDS), least))
        if not has_words:
            self.empty.set_words(self._empty_words(), _("Log a contact"))

    def _shown(self, code: str) -> list[Shown]:
        if self.brief is None:
            return []
        shown: list[Shown] = []
        for wanted in TOGETHER.get(code, (code,)):
            section = next(one for one in self.brief.sections if one.code == wanted)
            chosen = self.arrangement.chosen.get(wanted, frozenset())
            items = ordered(section, self.arrangement)
            shown += [(wanted, item, item.key in chosen) for item in items]
        return shown

    def _empty_words(self) -> str:
        adults = self.brief.family.adults if self.brief else ()
        times = next((adult.best_times for adult in adults if adult.best_times), None)
        if times:
            words = _("No words from this family yet. Call first? Their time is {times}.")
            return words.format(times=times)
        return _("No words from this family yet. Call first?")

    def first_row(self) -> QWidget | None:
        """Return the first item the keyboard can go to."""
        return next((card.rows[0] for card in self.cards if card.rows), None)

    # --- choosing ------------------------------------------------------------------------------

    def _on_toggled(self, code: str, key: str, on: bool) -> None:
        chosen = dict(self.arrangement.chosen)
        chosen[code] = chosen[code] | {key} if on else chosen[code] - {key}
        self._take(Arrangement(self.arrangement.order, chosen))

    def _on_moved(self, code: str, key: str, step: int) -> None:
        keys = list(self.arrangement.order[code])
        at = keys.index(key)
        if not 0 <= at + step < len(keys):
            return
        keys[at], keys[at + step] = keys[at + step], keys[at]
        order = {**self.arrangement.order, code: tuple(keys)}
        self._take(Arrangement(order, self.arrangement.chosen))
        self._show_cards()

    def _take(self, arrangement: Arrangement) -> None:
        self.arrangement = arrangement
        self.arranged.emit(arrangement)
        self.paper.live.ask()

    def _walk_from(self, card: SectionCard, step: int) -> None:
        filled = [one for one in self.cards if one.rows]
        at = filled.index(card) + step
        if 0 <= at < len(filled):
            row = filled[at].rows[0 if step > 0 else -1]
            row.setFocus(Qt.FocusReason.TabFocusReason)
            self.area.ensureWidgetVisible(row)

    # --- paper ---------------------------------------------------------------------------------

    def arranged_brief(self) -> ConferenceBrief | None:
        """Return the brief with what is on the page."""
        return arrange(self.brief, self.arrangement) if self.brief is not None else None

    def _compose(self) -> Any:
        from fsp_desktop.services.print_brief import compose_conference_brief

        brief = self.arranged_brief()
        if brief is None:
            raise LookupError("no brief is open")
        return compose_conference_brief(brief, language=self.paper.language())

    def _on_refused(self, error: FspError) -> None:
        self.paper.refuse(error_sentence(error.code, error.detail))

    def _on_call(self) -> None:
        if self.brief is not None:
            self.call_asked.emit(self.brief.family.id)
