"""What a contact rarely needs: with whom, who interpreted, in which language, about what."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from fsp_desktop.domain.views import FamilyPage
from fsp_desktop.language.labels import labels
from fsp_desktop.language.words import _
from fsp_desktop.ui.forms.language_choice import language_choices
from fsp_desktop.ui.forms.short_names import people_of
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.combo import Combo
from fsp_desktop.ui.widgets.field import Field

FIELDS = ("adult_id", "interpreter_mode", "language_used", "purpose")


class ContactDetails(QWidget):
    """Four drop-downs behind one link.

    Signals:
        edited: The person changed one; carries the field's name.
    """

    edited = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.combos = {
            "adult_id": Combo(_("With whom")),
            "interpreter_mode": Combo(_("Interpreter")),
            "language_used": Combo(_("Language we used")),
            "purpose": Combo(_("What about"), labels("contact_purpose").items()),
        }
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme().px(12))
        grid.setVerticalSpacing(theme().px(8))
        for at, (name, combo) in enumerate(self.combos.items()):
            grid.addWidget(Field(combo.accessibleName(), combo), at // 2, at % 2)
            combo.chosen_changed.connect(self._teller(name))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    def _teller(self, name: str) -> Callable[[str], None]:
        return lambda _key: self.edited.emit(name)

    def show_contact(self, values: Mapping[str, object], family: FamilyPage | None) -> None:
        """Offer the people and languages of a family, with what was chosen."""
        people = people_of(family) if family else []
        adults = {adult.id for adult in family.adults} if family else set()
        self.combos["adult_id"].set_choices(
            [("", _("Not said")), *(one for one in people if one[0] in adults)]
        )
        modes = labels("interpreter_mode").items()
        self.combos["interpreter_mode"].set_choices([("", _("Not said")), *modes])
        spoken = [*(family.languages if family else ())]
        spoken += [adult.speaks or "" for adult in family.adults] if family else []
        self.combos["language_used"].set_choices(language_choices(spoken))
        for name, combo in self.combos.items():
            combo.set_chosen(str(values.get(name) or ("check_in" if name == "purpose" else "")))

    def value(self, field: str) -> object:
        """Return a field of the contact as it stands here."""
        return self.combos[field].chosen() or None
