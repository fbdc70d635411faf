"""Hopes and strengths, before any school topic, in the family's own words."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.domain.views import FamilyPage
from fsp_desktop.language.words import _
from fsp_desktop.ui.families.words import in_language
from fsp_desktop.ui.forms.folding_row import FoldingRow
from fsp_desktop.ui.forms.short_names import people_of
from fsp_desktop.ui.forms.text_fields import VoiceField
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.chips import ChipRow, StatusChip
from fsp_desktop.ui.widgets.field import Field
from fsp_desktop.ui.widgets.text import Label

ENGLISH = "en"


class HopesPart(QWidget):
    """What they hope for and what they are good at, who said it and in which language.

    Signals:
        edited: The person changed a field; carries its name.
    """

    edited = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.hopes = VoiceField(_("What do they hope for?"))
        self.strengths = VoiceField(_("What is this child, and this family, good at?"))
        self.said_by = ChipRow(_("Said by"), exclusive=True)
        self.said_language = ChipRow(_("Language"), exclusive=True)
        self.fields = {
            "hopes": Field(_("What do they hope for?"), self.hopes),
            "strengths": Field(_("What is this child, and this family, good at?"), self.strengths),
        }
        self._build()
        self.hopes.edited.connect(lambda: self.edited.emit("hopes"))
        self.strengths.edited.connect(lambda: self.edited.emit("strengths"))
        self.said_by.chosen_changed.connect(lambda _keys: self.edited.emit("said_by"))
        self.said_language.chosen_changed.connect(lambda _keys: self.edited.emit("said_language"))

    def _build(self) -> None:
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(Label(_("Hopes and strengths"), "title"))
        head.addWidget(StatusChip(_("in their own words"), "family", "quote"))
        head.addStretch(1)
        column.addLayout(head)
        hint = _("Start here, before any school topic. Short pieces are fine.")
        column.addWidget(Label(hint, "note", "ink2", wrap=True))
        column.addWidget(self.fields["hopes"])
        column.addWidget(self._say_who())
        column.addWidget(self.fields["strengths"])

    def _say_who(self) -> FoldingRow:
        halves = []
        for words, chips in ((_("Said by"), self.said_by), (_("Language"), self.said_language)):
            half = QWidget()
            row = QHBoxLayout(half)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme().px(6))
            row.addWidget(self._quiet(words), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(chips, 1)
            halves.append(half)
        self._who = FoldingRow(halves[0], halves[1], spread=False)
        return self._who

    def _quiet(self, words: str) -> Label:
        label = Label(words, "note", "ink2")
        label.setFixedHeight(theme().px(28))
        return label

    def show_visit(self, values: Mapping[str, object], family: FamilyPage) -> None:
        """Show the words and the people who may have said them."""
        self.hopes.begin_with(str(values.get("hopes") or ""))
        self.strengths.begin_with(str(values.get("strengths") or ""))
        people = people_of(family)
        said_by = str(values.get("said_by") or "")
        known = {key for key, _name in people}
        if said_by and said_by not in known:
            people.append((said_by, said_by))
        self.said_by.set_choices(people)
        self.said_by.set_chosen([said_by])
        self._show_languages(values, family)
        for field in self.fields.values():
            field.clear_error()

    def _show_languages(self, values: Mapping[str, object], family: FamilyPage) -> None:
        spoken = [adult.speaks for adult in family.adults]
        said = str(values.get("said_language") or "")
        tags = dict.fromkeys([*spoken, *family.languages, said, ENGLISH])
        is_interpreted = values.get("interpreter_mode") not in (
            None,
            "",
            "not_needed_shared_language",
        )
        choices = []
        for tag in tags:
            if tag and tag != "ask":
                name = in_language(tag)
                if is_interpreted and tag != ENGLISH:
                    name = _("{language}, interpreted").format(language=name)
                choices.append((tag, name))
        self.said_language.set_choices(choices)
        self.said_language.set_chosen([said])
        self._who.fold()

    def show_interpreted(self, values: Mapping[str, object], family: FamilyPage) -> None:
        """Say in the language chips whether somebody interpreted; the choice stays."""
        self._show_languages({**values, "said_language": self.value("said_language")}, family)

    def value(self, field: str) -> object:
        """Return a field of the visit as it stands here."""
        if field in {"hopes", "strengths"}:
            return (self.hopes if field == "hopes" else self.strengths).text()
        row = self.said_by if field == "said_by" else self.said_language
        chosen = row.chosen()
        return chosen[0] if chosen else None

    @property
    def is_filled(self) -> bool:
        """Whether anything was written."""
        return self.hopes.has_words or self.strengths.has_words
