"""What each column of an unknown list means; said once, and remembered for lists like it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.ui.roster_import.words import ADULT_FIELDS, STUDENT_FIELDS, column_words
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.chips import StatusChip
from fsp_desktop.ui.widgets.combo import Combo
from fsp_desktop.ui.widgets.field import FieldMessage
from fsp_desktop.ui.widgets.text import ElidedLabel, Label

NAMES = ("student.given_name", "student.full_name")
NUMBERS = ("student.id", "student.number", "student.birth_date")


class MappingPage(QWidget):
    """One line a column.

    Signals:
        changed: The person said what a column means.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._combos: dict[str, Combo] = {}
        self._lines = QGridLayout()
        self.message = FieldMessage()
        self._build()

    def _build(self) -> None:
        px = theme().px
        inside = QWidget()
        inside.setObjectName("plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(4), 0, px(8), 0)
        column.addLayout(self._lines)
        column.addStretch(1)
        self._lines.setHorizontalSpacing(px(16))
        self._lines.setVerticalSpacing(px(6))
        self._lines.setColumnStretch(0, 1)
        self._lines.setColumnStretch(1, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        words = _(
            "We do not know these columns yet. Say what each one holds; lists like this one "
            "are understood from then on."
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(10))
        whole.addWidget(Label(words, "body", wrap=True))
        whole.addWidget(area, 1)
        whole.addWidget(self.message)

    def show_columns(
        self, headers: tuple[str, ...], guess: Mapping[str, str], forbidden: tuple[str, ...]
    ) -> None:
        """Show the columns of a list with what they seem to mean."""
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._combos = {}
        choices = _choices(guess)
        for at, header in enumerate(one for one in headers if one):
            self._lines.addWidget(ElidedLabel(header, "label"), at, 0)
            if header in forbidden:
                chip = StatusChip(_("left out on purpose"), "neutral", "eye-off")
                self._lines.addWidget(chip, at, 1)
                continue
            combo = Combo(_("What “{column}” holds").format(column=header), choices)
            combo.setMinimumWidth(theme().px(320))
            combo.set_chosen(guess.get(header, ""))
            combo.chosen_changed.connect(self._on_changed)
            self._combos[header] = combo
            self._lines.addWidget(combo, at, 1)
        self.message.show_hint(
            _("Needed: a name, and a number, an id or a birthday that tells children apart.")
        )

    def mapping(self) -> dict[str, str]:
        """Return header -> field; an empty field is a column that is not wanted."""
        return {header: combo.chosen() for header, combo in self._combos.items()}

    def lacking(self) -> str:
        """Return what is still needed, in words, or nothing."""
        fields = set(self.mapping().values())
        if not fields & set(NAMES):
            return _("Which column holds the child’s name?")
        if not fields & set(NUMBERS):
            return _("Which column tells children apart: a number, an id or the birthday?")
        return ""

    def show_lacking(self, words: str) -> None:
        """Say what is still needed."""
        self.message.show_error(words)

    def _on_changed(self, _key: str) -> None:
        self.changed.emit()


def _choices(guess: Mapping[str, str]) -> list[tuple[str, str]]:
    fields = list(STUDENT_FIELDS)
    fields += [f"adult{number}.{name}" for number in (1, 2) for name in ADULT_FIELDS]
    fields += [field for field in guess.values() if field not in fields]
    return [("", _("Not needed")), *((field, column_words(field)) for field in fields)]
