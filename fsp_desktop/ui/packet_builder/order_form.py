"""The start side of the packet builder: for whom, languages, parts, and what is not known yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fsp_desktop.language.words import _, ngettext
from fsp_desktop.ui.forms.family_picker import FamilyPicker
from fsp_desktop.ui.packet_builder.language_row import LanguageRow
from fsp_desktop.ui.packet_builder.parts_list import PartsList
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import Banner
from fsp_desktop.ui.widgets.check_row import CheckRow
from fsp_desktop.ui.widgets.text import Label

WIDE = 452


class OrderForm(QScrollArea):
    """What to print for whom.

    Signals:
        family_picked: Carries the id.
        family_left: The packet is to be printed without names.
        family_wanted: Nobody is called so; carries the name for a new family.
    """

    family_picked = Signal(str)
    family_left = Signal()
    family_wanted = Signal(str)

    def __init__(self, shell: Shell, ready: Sequence[str]) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("What to print for whom"))
        self.family = FamilyPicker(shell, _("For"))
        self.hint = Label(_("Leave it empty for a packet without names."), "caption", "ink2")
        self.no_names = Button(_("Print without names"), "link")
        self.languages = LanguageRow(ready)
        self.parts = PartsList()
        self.about = Banner("", kind="family", icon="triangle-alert")
        self.gaps = Banner("", _("Fill in"), kind="plain", icon="school")
        self.large = CheckRow(_("Large print (18 point)"))
        self._build()
        self.family.picked.connect(lambda row: self.family_picked.emit(row.id))
        self.family.make_asked.connect(self.family_wanted)
        self.no_names.clicked.connect(self.family_left)
        self.leave_family()

    def _build(self) -> None:
        px = theme().px
        inside = QWidget()
        inside.setObjectName("plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(20), px(12), px(10), px(16))
        column.setSpacing(px(6))
        column.addWidget(self.family)
        about_names = QHBoxLayout()
        about_names.addWidget(self.hint)
        about_names.addWidget(self.no_names)
        about_names.addStretch(1)
        column.addLayout(about_names)
        column.addSpacing(px(6))
        column.addWidget(Label(_("Languages, always with English beside them"), "label"))
        column.addWidget(self.languages)
        column.addSpacing(px(6))
        column.addWidget(self.about)
        column.addWidget(self.gaps)
        column.addSpacing(px(2))
        column.addWidget(self.parts)
        column.addSpacing(px(2))
        column.addWidget(self.large)
        column.addStretch(1)
        self.setWidget(inside)
        self.setFixedWidth(px(WIDE))
        self.about.hide()
        self.gaps.hide()

    def show_family(self, family_id: str, label: str, beside: str) -> None:
        """Show for whom the packet is."""
        self.family.show_family(family_id, label, beside)
        self.hint.hide()
        self.no_names.show()

    def leave_family(self) -> None:
        """Go back to a packet without names."""
        self.family.clear()
        self.no_names.hide()
        self.hint.show()

    def tell_states(self, counted: Mapping[str, int], language: str) -> None:
        """Say before printing what is a draft and what is missing."""
        parts = []
        if counted["draft"]:
            words = ngettext(
                "{n} part is a draft in {language} and prints with the word Draft.",
                "{n} parts are drafts in {language} and print with the word Draft.",
                counted["draft"],
            )
            parts.append(words.format(n=counted["draft"], language=language))
        if counted["missing"]:
            words = ngettext(
                "{n} part is missing in {language} and prints in English.",
                "{n} parts are missing in {language} and print in English.",
                counted["missing"],
            )
            parts.append(words.format(n=counted["missing"], language=language))
        self.about.set_words(" ".join(parts))
        self.about.setVisible(bool(parts))

    def tell_gaps(self, count: int) -> None:
        """Say how much of the school's own data is not there."""
        words = ngettext(
            "{n} thing about the school is not filled in yet. It prints as a line to write on.",
            "{n} things about the school are not filled in yet. They print as lines to write on.",
            count,
        )
        self.gaps.set_words(words.format(n=count))
        self.gaps.setVisible(bool(count))
