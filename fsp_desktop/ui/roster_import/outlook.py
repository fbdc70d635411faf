"""What a class list would change, in counted tabs, with what is left out on purpose beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fsp_desktop.language.labels import error_sentence, field_label, kind_label
from fsp_desktop.language.words import _
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.versions.value_words import value_words
from fsp_desktop.ui.widgets.cards import Card
from fsp_desktop.ui.widgets.lists import RowList, RowModel
from fsp_desktop.ui.widgets.rows import RowLook, TwoLineDelegate
from fsp_desktop.ui.widgets.segmented import SegTabs
from fsp_desktop.ui.widgets.text import Label

SIDE_WIDE = 268


class Outlook(QWidget):
    """Shows a plan; reads nothing and decides nothing."""

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self._rows: dict[str, list[RowLook]] = {}
        self._tabs_row = QHBoxLayout()
        self.tabs: SegTabs | None = None
        self.model = RowModel(lambda look: f"{look.title}, {look.meta}, {look.end}", self)
        self.view = RowList(_("What would change"), TwoLineDelegate(lambda look: look, high=46))
        self.view.setModel(self.model)
        start = QVBoxLayout()
        start.setSpacing(px(8))
        start.addLayout(self._tabs_row)
        start.addWidget(self.view, 1)
        self._side = QVBoxLayout()
        self._side.setContentsMargins(0, 0, 0, 0)
        self._side.setSpacing(px(10))
        inside = QWidget()
        inside.setObjectName("plain")
        inside.setLayout(self._side)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.setFixedWidth(px(SIDE_WIDE))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(14))
        row.addLayout(start, 1)
        row.addWidget(area)

    def show_plan(self, plan: Any) -> None:
        """Show what `plan` would do."""
        report = plan.report
        self._rows = {
            "added": _counted(report.added),
            "changed": _changes(plan.changes),
            "unchanged": _counted(report.unchanged),
            "doubles": _doubles(report.possible_duplicates),
            "refused": _refused(report.refused),
        }
        self._show_tabs(report, plan)
        self._show_side(plan)
        self._show_rows("added" if report.added else "changed")

    def _show_tabs(self, report: Any, plan: Any) -> None:
        if self.tabs is not None:
            self._tabs_row.removeWidget(self.tabs)
            self.tabs.deleteLater()
        choices = (
            ("added", _("New {n}").format(n=sum(report.added.values()))),
            ("changed", _("Changed {n}").format(n=len(plan.changes))),
            ("unchanged", _("Same {n}").format(n=sum(report.unchanged.values()))),
            ("doubles", _("Twice? {n}").format(n=len(report.possible_duplicates))),
            ("refused", _("Not taken {n}").format(n=len(report.refused))),
        )
        self.tabs = SegTabs(_("What would change"), choices, "added" if report.added else "changed")
        self.tabs.chosen_changed.connect(self._show_rows)
        self._tabs_row.addWidget(self.tabs)
        self._tabs_row.addStretch(1)

    def _show_rows(self, key: str) -> None:
        rows = self._rows.get(key, [])
        self.model.set_rows(rows or [RowLook(_("Nothing here."))])

    def _show_side(self, plan: Any) -> None:
        while (item := self._side.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        dropped = [f"{one.file}: {one.column}" for one in plan.report.dropped_columns]
        nothing = _("Nothing in this list had to be left out.")
        self._side.addWidget(_card(_("Left out on purpose"), "shield-check", dropped or [nothing]))
        if plan.mapping:
            matched = [f"{header} → {field}" for header, field in plan.mapping.items() if field]
            self._side.addWidget(_card(_("Columns matched"), "arrow-left-right", matched))
        unknown = [f"{one.file}: {one.column}" for one in plan.unknown_columns]
        if unknown:
            self._side.addWidget(_card(_("Columns not used"), "info", unknown))
        missing = plan.report.missing_now
        if missing:
            words = _("{n} students are not in this list. They are marked, never deleted.")
            self._side.addWidget(_card(_("Not in this list"), "users", [words.format(n=missing)]))
        self._side.addStretch(1)


def _card(title: str, icon: str, lines: Sequence[str]) -> Card:
    card = Card(title, icon)
    for line in lines[:40]:
        card.body.addWidget(Label(line, "note", "ink2", wrap=True))
    return card


def _counted(counts: Mapping[str, int]) -> list[RowLook]:
    return [
        RowLook(kind_label(kind, plural=True), end=str(count)) for kind, count in counts.items()
    ]


def _changes(changes: Sequence[Any]) -> list[RowLook]:
    rows = []
    for change in changes:
        ours = value_words(change.kind, change.field, change.ours)
        theirs = value_words(change.kind, change.field, change.theirs)
        meta = _("ours: {ours} · in the list: {theirs}").format(ours=ours, theirs=theirs)
        chip = (
            (_("List’s"), "done", "check")
            if change.is_taken
            else (_("Ours stays"), "family", "heart")
        )
        rows.append(
            RowLook(
                change.label, beside=field_label(change.kind, change.field), meta=meta, chip=chip
            )
        )
    return rows


def _doubles(doubles: Sequence[Any]) -> list[RowLook]:
    words = _("They may be one. Nothing is joined by itself.")
    return [RowLook(" · ".join(one.labels) or kind_label(one.kind), meta=words) for one in doubles]


def _refused(refused: Sequence[Any]) -> list[RowLook]:
    return [
        RowLook(
            error_sentence(one.code, one.detail),
            meta=_("{file}, line {line}").format(file=one.file, line=one.line),
        )
        for one in refused
    ]
