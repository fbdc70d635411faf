"""The start side of the packet builder: for whom, languages, parts, and what is not known yet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.language.language_names import join_names, language_name
from fsp_desktop.language.words import _, current, ngettext
from fsp_desktop.ui.forms.family_picker import FamilyPicker
from fsp_desktop.ui.packet_builder.language_row import LanguageRow
from fsp_desktop.ui.packet_builder.parts_list import PartsList
from fsp_desktop.ui.paper.form_and_pages import FormColumn
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import Banner
from fsp_desktop.ui.widgets.chips import ChipRow
from fsp_desktop.ui.widgets.flow_layout import FlowLayout
from fsp_desktop.ui.widgets.segmented import Segmented
from fsp_desktop.ui.widgets.text import Label

WIDE = 452


def print_options() -> list[tuple[str, str]]:
    """Return what can be chosen about the print, by key."""
    return [
        ("large", _("Large print, 18 point")),
        ("black", _("Black only, for copying")),
        ("even", _("End on a full sheet")),
        ("booklet", _("Booklet to fold")),
    ]


class OrderForm(FormColumn):
    """What to print for whom.

    Signals:
        family_picked: Carries the id.
        family_left: The packet is to be printed without names.
        family_wanted: Nobody is called so; carries the name for a new family.
        several_asked: Packets for several families.
        given_asked: What the family was given before.
    """

    family_picked = Signal(str)
    family_left = Signal()
    family_wanted = Signal(str)
    several_asked = Signal()
    given_asked = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__(WIDE)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("What to print for whom"))
        self.family = FamilyPicker(shell, _("For"))
        self.hint = Label(_("Leave it empty for a packet without names."), "caption", "ink2")
        self.no_names = Button(_("Print without names"), "link")
        self.several = Button(_("For several families…"), "link")
        self.given = Button("", "link")
        self.languages = LanguageRow()
        editions = [("whole", _("Whole packet")), ("first_days", _("First days, 4 pages"))]
        self.edition = Segmented(_("Which packet"), editions)
        self.options = ChipRow(_("How it prints"))
        self.options.set_choices(print_options())
        self.parts = PartsList()
        self.about = Banner("", kind="family", icon="triangle-alert")
        self.gaps = Banner("", _("Fill in"), kind="plain", icon="school")
        self.two_versions = Banner("", _("Look"), kind="plain", icon="columns-2")
        self._build()
        self.family.picked.connect(lambda row: self.family_picked.emit(row.id))
        self.family.make_asked.connect(self.family_wanted)
        self.no_names.clicked.connect(self.family_left)
        self.several.clicked.connect(self.several_asked)
        self.given.clicked.connect(self.given_asked)
        self.leave_family()

    def _build(self) -> None:
        px = theme().px
        inside = QWidget()
        inside.setObjectName("plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(20), px(12), px(10), px(16))
        column.setSpacing(px(6))
        column.addWidget(self.family)
        column.addWidget(self._about_family())
        column.addSpacing(px(4))
        column.addWidget(Label(_("Languages, always with English beside them"), "label"))
        column.addWidget(self.languages)
        column.addSpacing(px(4))
        edition = QHBoxLayout()
        edition.addWidget(self.edition)
        edition.addStretch(1)
        column.addLayout(edition)
        column.addWidget(self.options)
        column.addSpacing(px(4))
        for banner in (self.about, self.two_versions, self.gaps):
            column.addWidget(banner)
            banner.hide()
        column.addWidget(self.parts)
        column.addStretch(1)
        self.setWidget(inside)

    def _about_family(self) -> QWidget:
        px = theme().px
        line = QWidget()
        row = FlowLayout(line, gap=px(12), line_gap=px(2))
        for part in (self.hint, self.no_names, self.given, self.several):
            row.addWidget(part)
        self.given.hide()
        return line

    def option(self, key: str) -> bool:
        """Return whether something about the print was chosen."""
        return key in self.options.chosen()

    def page_languages(self) -> tuple[str, ...]:
        """Return the languages of the pages; English alone if none is chosen."""
        return tuple(self.languages.chosen()) or ("en",)

    def main_language(self) -> str:
        """Return the language that leads."""
        return self.page_languages()[0]

    # --- for whom ------------------------------------------------------------------------------

    def show_family(self, family_id: str, label: str, beside: str) -> None:
        """Show for whom the packet is."""
        self.family.show_family(family_id, label, beside)
        self.hint.hide()
        self.no_names.show()

    def leave_family(self) -> None:
        """Go back to a packet without names."""
        self.family.clear()
        self.no_names.hide()
        self.tell_given("")
        self.hint.show()

    def tell_given(self, words: str) -> None:
        """Say what the family was given before; pressing it shows all of it."""
        self.given.setText(words)
        self.given.setVisible(bool(words))

    # --- before printing -----------------------------------------------------------------------

    def tell_states(self, languages: Sequence[str]) -> None:
        """Say before printing what is a draft and what is missing, and in which languages."""
        said = [*self._sentences("draft", languages), *self._sentences("missing", languages)]
        self.about.set_words(" ".join(said), _("Check the texts") if said else "")
        self.about.setVisible(bool(said))

    def _sentences(self, state: str, languages: Sequence[str]) -> list[str]:
        """Return a sentence for each number of parts; languages with as many stand together."""
        counts: dict[int, list[str]] = {}
        for tag in languages:
            name = language_name(tag, current())
            counts.setdefault(self.parts.counted(tag)[state], []).append(name)
        return [
            _state_words(state, count).format(n=count, language=join_names(tuple(names), current()))
            for count, names in counts.items()
            if count
        ]

    def tell_gaps(self, count: int) -> None:
        """Say how much of the school's own data is not there."""
        words = ngettext(
            "{n} thing about the school is not filled in yet. It prints as a line to write on.",
            "{n} things about the school are not filled in yet. They print as lines to write on.",
            count,
        )
        self.gaps.set_words(words.format(n=count))
        self.gaps.setVisible(bool(count))

    def tell_conflicts(self, count: int) -> None:
        """Say that something on the pages has two versions; printing asks first."""
        words = ngettext(
            "{n} thing on these pages has two versions.",
            "{n} things on these pages have two versions.",
            count,
        )
        self.two_versions.set_words(words.format(n=count))
        self.two_versions.setVisible(bool(count))


def _state_words(state: str, count: int) -> str:
    if state == "draft":
        return ngettext(
            "{n} part is a draft in {language} and prints with the word Draft.",
            "{n} parts are drafts in {language} and print with the word Draft.",
            count,
        )
    return ngettext(
        "{n} part is missing in {language} and prints in English.",
        "{n} parts are missing in {language} and print in English.",
        count,
    )
