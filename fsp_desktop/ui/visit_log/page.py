"""The one long page of the log, part below part, and the cards beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from fsp_desktop.language.formats import clock_time, short_day
from fsp_desktop.language.words import _
from fsp_desktop.services.log_visit import VisitForm
from fsp_desktop.ui.families.words import in_language
from fsp_desktop.ui.forms.refusal_words import refusal_words
from fsp_desktop.ui.forms.text_fields import NoteField
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.visit_log.agreements import AgreementRows
from fsp_desktop.ui.visit_log.discussed import DiscussedPart
from fsp_desktop.ui.visit_log.hopes import HopesPart
from fsp_desktop.ui.visit_log.side import LastAgreedCard, ReadersCard, RememberCard
from fsp_desktop.ui.visit_log.summary import Summary, SummaryLine
from fsp_desktop.ui.visit_log.who_editor import WhoEditor
from fsp_desktop.ui.widgets.field import Field
from fsp_desktop.ui.widgets.main_and_side import MainAndSide
from fsp_desktop.ui.widgets.text import Label

SIDE_WIDE, PAGE_WIDEST = 250, 860
WHO_FIELDS = (
    "actual_start", "actual_end", "adults_present", "children_present", "place_type",
    "language_used", "interpreter_mode", "interpreter_id", "purpose", "status",
)  # fmt: skip


class TextPart(QWidget):
    """A heading, a quiet hint and one text.

    Signals:
        edited: The person changed the text.
    """

    edited = Signal()

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__()
        self.text = NoteField(title, least=48)
        self.field = Field("", self.text, hint)
        self.field.label.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(6))
        column.addWidget(Label(title, "title"))
        column.addWidget(self.field)
        self.text.edited.connect(self.edited)

    @property
    def is_filled(self) -> bool:
        """Whether anything was written."""
        return self.text.has_words


class VisitPage(QScrollArea):
    """All parts in reading order.

    Signals:
        edited: The person changed fields; carries their names.
        part_entered: The keyboard went into another part; carries its number from 1.
    """

    edited = Signal(list)
    part_entered = Signal(int)

    def __init__(self, agreements: AgreementRows, today: Callable[[], date]) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Visit log"))
        self.summary, self.who = SummaryLine(), WhoEditor(today)
        self.hopes, self.discussed = HopesPart(), DiscussedPart()
        self.agreements = agreements
        self.next_steps = TextPart(_("Next steps"))
        self.for_next_time = TextPart(
            _("For next time"), _("What to ask or bring, so that whoever comes next knows it.")
        )
        self.remember, self.last_agreed = RememberCard(), LastAgreedCard()
        self.readers = ReadersCard()
        self._form: VisitForm | None = None
        self._build()
        self._wire()

    def _build(self) -> None:
        px = theme().px
        first = QWidget()
        column = QVBoxLayout(first)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.summary)
        column.addWidget(self.who)
        self.who.hide()
        self.parts: list[QWidget] = [
            first, self.hopes, self.discussed, self.agreements, self.next_steps, self.for_next_time,
        ]  # fmt: skip
        main = QVBoxLayout()
        main.setSpacing(px(14))
        for part in self.parts:
            main.addWidget(part)
        main.addStretch(1)
        holder = QWidget()
        holder.setMaximumWidth(px(PAGE_WIDEST))
        holder.setLayout(main)
        main.setContentsMargins(0, 0, 0, 0)
        self._inside = MainAndSide(holder, self._side(), SIDE_WIDE, gap=22)
        self._inside.set_margins(22, 14, 18, 16)
        self.setWidget(self._inside)

    def _side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(12))
        for card in (self.remember, self.last_agreed, self.readers):
            column.addWidget(card)
        column.addStretch(1)
        return side

    def _wire(self) -> None:
        self.summary.change_asked.connect(self.open_who)
        self.who.closed.connect(self.close_who)
        self.who.edited.connect(self._on_who)
        self.hopes.edited.connect(lambda name: self.edited.emit([name]))
        self.discussed.edited.connect(lambda name: self.edited.emit([name]))
        self.agreements.edited.connect(lambda: self.edited.emit([]))
        self.next_steps.edited.connect(lambda: self.edited.emit(["next_steps"]))
        self.for_next_time.edited.connect(lambda: self.edited.emit(["for_next_time"]))
        self.readers.chosen_changed.connect(lambda _key: self.edited.emit(["readers"]))
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    # --- showing -------------------------------------------------------------------------------

    def show_visit(self, visit: VisitForm) -> None:
        """Show a log; who and when stay folded unless something is missing there."""
        self._form = visit
        values = {**visit.form.values, **visit.proposed}
        self.who.show_visit(values, visit.family, visit.interpreters)
        self.hopes.show_visit(values, visit.family)
        self.discussed.show_visit(values)
        self.agreements.show_forms(visit.agreements)
        self.next_steps.text.begin_with(str(values.get("next_steps") or ""))
        self.for_next_time.text.begin_with(str(values.get("for_next_time") or ""))
        self.remember.show_family(visit.family, visit.remember)
        self.last_agreed.show_agreements(visit.last_agreements)
        self.readers.choices.set_chosen(str(values.get("readers") or "team"))
        self.close_who()
        self._tell_summary()
        self._chain_tabs()
        self.verticalScrollBar().setValue(0)

    def _chain_tabs(self) -> None:
        """Tab walks down the page, then through the cards beside it."""
        order: list[QWidget] = [self.summary.change]
        for part in (*self.parts, self.remember, self.last_agreed, self.readers):
            order += [child for child in part.findChildren(QWidget) if self._takes_tab(child)]
        for before, after in pairwise(dict.fromkeys(order)):
            QWidget.setTabOrder(before, after)

    def _takes_tab(self, child: QWidget) -> bool:
        # The list of a drop-down lives in a window of its own.
        reachable = bool(child.focusPolicy() & Qt.FocusPolicy.TabFocus)
        return reachable and child.window() is self.window()

    def open_who(self) -> None:
        """Open the editor of who and when."""
        self.summary.change.hide()
        self.who.show()
        self.who.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_who(self) -> None:
        """Fold the editor; the keyboard goes on to the first question."""
        had_focus = self.who.isVisible()
        self.who.hide()
        self.summary.change.show()
        if had_focus:
            self.hopes.hopes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_who(self, names: list[str]) -> None:
        self._tell_summary()
        if self._form is not None and "interpreter_mode" in names:
            values = {"interpreter_mode": self.who.value("interpreter_mode")}
            self.hopes.show_interpreted(values, self._form.family)
        self.edited.emit(names)

    def _tell_summary(self) -> None:
        day, start, end = self.who.day.day(), self.who.start.moment(), self.who.end.moment()
        times = "–".join(clock_time(one) for one in (start, end) if one is not None)
        chips = self.who.people.chips()
        people = [chip.text() for chip in chips if chip.isChecked()]
        self.summary.tell(
            Summary(
                short_day(day, weekday=True) if day else _("Which day?"),
                times,
                ", ".join(people),
                self._language_words(),
            )
        )

    def _language_words(self) -> str:
        tag, who = self.who.language.chosen(), self.who.interpreter
        language = in_language(tag) if tag else ""
        if who.chosen():
            return _("{name} interpreted {language}").format(
                name=who.currentText(), language=language
            )
        mode = self.who.mode.chosen()
        if mode in {"", "not_needed_shared_language"}:
            return language
        return " · ".join(part for part in (language, self.who.mode.currentText()) if part)

    # --- reading -------------------------------------------------------------------------------

    def value(self, field: str) -> object:
        """Return a field of the visit as it stands on screen."""
        if field in WHO_FIELDS:
            return self.who.value(field)
        if field in {"topics", "discussed"}:
            return self.discussed.value(field)
        if field == "next_steps":
            return self.next_steps.text.text()
        if field == "for_next_time":
            return self.for_next_time.text.text()
        if field == "readers":
            return self.readers.choices.chosen()
        return self.hopes.value(field)

    def filled(self) -> list[bool]:
        """Return for each part whether something is in it."""
        return [
            bool(self.who.people.chosen()),
            self.hopes.is_filled,
            self.discussed.is_filled,
            self.agreements.is_filled,
            self.next_steps.is_filled,
            self.for_next_time.is_filled,
        ]

    def whole_text(self) -> str:
        """Return everything written, for the clipboard when the disk is full."""
        return _whole_text(self)

    def show_refusal(self, field: str, reason: str) -> None:
        """Say what is wrong beside the field, and bring it into view."""
        words = refusal_words(field, reason)
        texts = {
            "discussed": self.discussed.field,
            "next_steps": self.next_steps.field,
            "for_next_time": self.for_next_time.field,
            **self.hopes.fields,
        }
        if self.who.show_refusal(field, words):
            self.open_who()
            self.who.fields[field].editor.setFocus(Qt.FocusReason.OtherFocusReason)
        elif field in texts:
            texts[field].set_error(words)
            texts[field].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- walking -------------------------------------------------------------------------------

    def go_to(self, number: int) -> None:
        """Bring a part up and put the keyboard into it."""
        if number == 1:
            self.open_who()
        targets: list[QWidget] = [
            self.who.day,
            self.hopes.hopes,
            self.discussed.first(),
            self.agreements.first(),
            self.next_steps.text,
            self.for_next_time.text,
        ]
        targets[number - 1].setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, lambda: self._scroll_to(self.parts[number - 1]))

    def _scroll_to(self, part: QWidget) -> None:
        top = part.mapTo(self._inside, QPoint(0, 0)).y()
        bar = self.verticalScrollBar()
        bottom = top + part.height() + theme().px(16)
        if top < bar.value() or bottom > bar.value() + self.viewport().height():
            bar.setValue(max(0, top - theme().px(12)))

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None:
            return
        for number, part in enumerate(self.parts, start=1):
            if part.isAncestorOf(new):
                self.part_entered.emit(number)
                self.ensureWidgetVisible(new, 0, theme().px(24))


def _whole_text(page: VisitPage) -> str:
    parts = [
        page.hopes.hopes.text(),
        page.hopes.strengths.text(),
        page.discussed.text.text(),
        *(row.text.text() for row in page.agreements.rows),
        page.next_steps.text.text(),
        page.for_next_time.text.text(),
    ]
    return "\n\n".join(part for part in parts if part.strip())
