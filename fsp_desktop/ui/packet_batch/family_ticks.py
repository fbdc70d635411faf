"""Families to tick: who gets a packet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from fsp_desktop.language.language_names import join_names, language_name
from fsp_desktop.language.words import _, current
from fsp_desktop.ui.theme.marks import CHECK_SIDE, paint_check
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.lists import RowList, RowModel
from fsp_desktop.ui.widgets.paged_model import ROW_ROLE
from fsp_desktop.ui.widgets.painting import Strip, paint_text, text_width
from fsp_desktop.ui.widgets.rows import paint_row_ground

ROW_HIGH = 36
Index = QModelIndex | QPersistentModelIndex


@dataclass(slots=True)
class FamilyLine:
    """One family as the batch lists it; `is_on` says that it gets a packet."""

    id: str
    label: str
    languages: tuple[str, ...]
    grades: tuple[str, ...]
    homes: int
    is_new: bool
    is_on: bool = True

    @property
    def quiet(self) -> str:
        """Languages and grades in words."""
        names = tuple(language_name(tag, current()) for tag in self.languages)
        grades = _("grade {grades}").format(grades=", ".join(self.grades)) if self.grades else ""
        homes = _("two homes") if self.homes > 1 else ""
        return " · ".join(part for part in (join_names(names, current()), grades, homes) if part)


def read_lines(workspace: Any) -> list[FamilyLine]:
    """Return all families of the school by grade and name; for the pool, see `far_workspace`."""
    from fsp_desktop.services.choose_families import (
        FamilyChoice,
        chosen_families,
        newcomer_families,
    )
    from fsp_desktop.services.read_family import family_facts

    new = {family_id for family_id, _label in newcomer_families(workspace)}
    lines = []
    for family_id in chosen_families(workspace, FamilyChoice()):
        facts = family_facts(workspace, family_id)
        lines.append(
            FamilyLine(
                family_id,
                facts.label,
                facts.languages,
                facts.grades,
                len(facts.homes),
                family_id in new,
            )
        )
    return lines


class _TickDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme().px(120), theme().px(ROW_HIGH))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        paint_row_ground(painter, option)
        line: FamilyLine = index.data(ROW_ROLE)
        px = theme().px
        strip = Strip(option.rect.adjusted(px(12), 0, -px(12), 0))
        paint_check(painter, strip.start(px(CHECK_SIDE), px(10)), line.is_on)
        font = theme().font("body")
        wide = min(text_width(line.label, font), strip.rest().width() // 2)
        paint_text(painter, strip.start(wide, px(12)), line.label, font, "ink")
        paint_text(painter, strip.rest(), line.quiet, theme().font("caption"), "ink2", at_end=True)


def _spoken(line: FamilyLine) -> str:
    state = _("gets a packet") if line.is_on else _("left out")
    return f"{line.label}, {line.quiet}, {state}"


class FamilyTicks(RowList):
    """The families that fit; Space or a click takes one in or out."""

    def __init__(self) -> None:
        super().__init__(_("Families that get a packet"), _TickDelegate())
        self.rows = RowModel(_spoken, self)
        self.setModel(self.rows)
        self.setMinimumHeight(theme().px(ROW_HIGH * 4))
        self.clicked.connect(lambda index: self.ticked.emit(index.data(ROW_ROLE)))
        self.ticked.connect(self._turn)

    def show_lines(self, lines: Iterable[FamilyLine]) -> None:
        """Show these families."""
        self.rows.set_rows(list(lines))

    def chosen(self) -> tuple[str, ...]:
        """Return the ids of the families that get a packet."""
        return tuple(line.id for line in self.rows.rows() if line.is_on)

    def _turn(self, line: FamilyLine) -> None:
        line.is_on = not line.is_on
        at = self.rows.rows().index(line)
        self.rows.dataChanged.emit(self.rows.index(at, 0), self.rows.index(at, 0))
