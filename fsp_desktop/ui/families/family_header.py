"""The head of a family's page: names, members, languages, interpreter, how to reach them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from fsp_desktop.domain.views import AdultCard, FamilyPage
from fsp_desktop.language.labels import label
from fsp_desktop.language.words import _
from fsp_desktop.ui.families.fact_row import FactRow
from fsp_desktop.ui.families.words import in_language, language_list
from fsp_desktop.ui.forms.folding_row import FoldingRow
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import IconLabel
from fsp_desktop.ui.widgets.chips import StatusChip
from fsp_desktop.ui.widgets.flow_layout import FlowLayout
from fsp_desktop.ui.widgets.text import ElidedLabel


class FactLine(QWidget):
    """One fact with an icon: a strong line and a quiet one; too long ones are cut and told in the tip."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self.strong = ElidedLabel("", "bodyStrong")
        self.quiet = ElidedLabel("", "note", "ink2")
        # A fact comes after the head was measured, and its letters may be higher than none.
        for line in (self.strong, self.quiet):
            line.setMinimumHeight(theme().px(20))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme().px(8))
        grid.setVerticalSpacing(0)
        grid.addWidget(IconLabel(icon), 0, 0)
        grid.addWidget(self.strong, 0, 1)
        grid.addWidget(self.quiet, 1, 1)
        grid.setColumnStretch(1, 1)

    def tell(self, strong: str, quiet: str) -> None:
        """Show a fact, or that it was not asked yet."""
        self.strong.setText(strong)
        self.quiet.setText(quiet)


class FamilyHeader(QWidget):
    """Who they are and how to speak with them.

    Signals:
        contact_asked, visit_asked, edit_asked: The buttons of the head.
    """

    contact_asked = Signal()
    visit_asked = Signal()
    edit_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = ElidedLabel("", "page")
        self.own_script = ElidedLabel("", "lead", "ink2")
        self.contact = Button(_("&Log contact"), icon="message-circle")
        self.visit = Button(_("Start &visit log"), "primary", icon="house")
        self.edit = Button(_("About this family"), "quiet", icon="pencil")
        self.spoken, self.interpreter, self.reach = (
            FactLine("languages"),
            FactLine("ear"),
            FactLine("phone"),
        )
        self._people = QWidget()
        self._flow = FlowLayout(self._people, gap=theme().px(6), line_gap=theme().px(4))
        self._build()
        self.contact.clicked.connect(self.contact_asked)
        self.visit.clicked.connect(self.visit_asked)
        self.edit.clicked.connect(self.edit_asked)

    def _build(self) -> None:
        px = theme().px
        names, acts = QWidget(), QWidget()
        start = QHBoxLayout(names)
        end = FlowLayout(acts, gap=px(10), line_gap=px(6))
        start.setContentsMargins(0, 0, 0, 0)
        start.setSpacing(px(10))
        self.name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        # The other way to write the name gives way before the buttons go into a line of their own.
        self.own_script.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        start.addWidget(self.name)
        start.addWidget(self.own_script, 1)
        for act in (self.contact, self.visit):
            end.addWidget(act)
        top = FoldingRow(names, acts, gap=10)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(12), px(20), px(10))
        column.setSpacing(px(8))
        column.addWidget(top)
        self._flow.addWidget(self.edit)
        column.addWidget(self._people)
        column.addWidget(FactRow(self.spoken, self.interpreter, self.reach))

    def show_family(self, page: FamilyPage) -> None:
        """Show one family."""
        title = _("{label} family").format(label=page.label)
        self.name.setText(title)
        self.own_script.setText(page.own_script or "")
        self._show_people(page)
        self._show_languages(page)
        self._show_reach(page)

    def _show_people(self, page: FamilyPage) -> None:
        # The button stands behind the last chip and stays; only the chips are made anew.
        self._flow.take_last()
        self._flow.clear()
        for adult in page.adults:
            words = _short_name(adult.name, page.label)
            if adult.relationship not in ("ask", "", None):
                words = f"{words} · {label('relationship', adult.relationship).lower()}"
            self._flow.addWidget(StatusChip(words))
        for child in page.children:
            grade = _("grade {grade}").format(grade=child.grade) if child.grade else ""
            words = " · ".join(part for part in (child.name, grade) if part)
            self._flow.addWidget(StatusChip(words, icon="school"))
        self._flow.addWidget(self.edit)

    def _show_languages(self, page: FamilyPage) -> None:
        spoken = language_list(page.languages) or language_list(
            tuple(adult.speaks for adult in page.adults if adult.speaks)
        )
        readers = [
            _("{name} reads {language}").format(
                name=adult.name.split()[0], language=in_language(adult.reads)
            )
            for adult in page.adults
            if adult.reads
        ]
        if spoken:
            self.spoken.tell(_("{languages} at home").format(languages=spoken), ", ".join(readers))
        else:
            self.spoken.tell(_("Not asked yet"), _("Which languages they use"))
        needed = [adult.interpreter_needed for adult in page.adults]
        wishes = [adult.interpreter_wishes for adult in page.adults if adult.interpreter_wishes]
        self.interpreter.tell(_interpreter_words(needed), wishes[0] if wishes else "")

    def _show_reach(self, page: FamilyPage) -> None:
        adult = _first_to_reach(page)
        if page.do_not_visit:
            self.reach.tell(_("No home visits, please"), page.reach_preferences or "")
        elif adult is None and not page.reach_preferences:
            self.reach.tell(_("Not asked yet"), _("How they like to be reached"))
        else:
            way = (
                label("channel", adult.preferred_channel)
                if adult and adult.preferred_channel
                else ""
            )
            times = adult.best_times if adult else ""
            strong = ", ".join(part for part in (way, times) if part) or _number_of(page)
            self.reach.tell(strong, page.reach_preferences or "")


def _short_name(name: str, label_of_family: str) -> str:
    """Return a name without the family's own name behind it, as one speaks of people at home."""
    return name.removesuffix(label_of_family).strip() or name


def _interpreter_words(needed: list[str | None]) -> str:
    if "yes" in needed:
        return _("Interpreter needed")
    if "sometimes" in needed:
        return _("Interpreter sometimes")
    if "no" in needed:
        return _("No interpreter needed")
    return _("Not asked yet: interpreter")


def _first_to_reach(page: FamilyPage) -> AdultCard | None:
    return next(
        (adult for adult in page.adults if adult.preferred_channel or adult.best_times), None
    )


def _number_of(page: FamilyPage) -> str:
    for adult in page.adults:
        for line in adult.reach:
            if not line.do_not_use:
                # Isolated, so that the number keeps its order in a right-to-left window.
                return f"\u2066{line.value}\u2069"
    return ""
