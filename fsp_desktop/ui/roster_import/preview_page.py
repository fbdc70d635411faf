"""The preview: counted tabs, a list each, and what was left out on purpose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from fsp_desktop.language.labels import error_sentence, kind_label
from fsp_desktop.language.words import _, ngettext
from fsp_desktop.services.import_plan import ImportChoices, ImportPlan, PossibleDuplicate
from fsp_desktop.ui.roster_import.change_list import ChangeHeader, ChangeList
from fsp_desktop.ui.roster_import.words import count_words, line_words, reason_words
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.cards import Card
from fsp_desktop.ui.widgets.chips import StatusChip
from fsp_desktop.ui.widgets.flow_layout import FlowLayout
from fsp_desktop.ui.widgets.lists import RowList, RowModel
from fsp_desktop.ui.widgets.main_and_side import MainAndSide
from fsp_desktop.ui.widgets.rows import RowLook, TwoLineDelegate
from fsp_desktop.ui.widgets.segmented import SegTabs
from fsp_desktop.ui.widgets.text import Label

TABS = ("added", "changed", "doubles", "refused", "same")
SIDE_WIDE = 240
MOST_SHOWN = 2000


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a tab; `roster_id` and `record_id` only where two may be one."""

    title: str
    meta: str = ""
    end: str = ""
    roster_id: str = ""
    record_id: str = ""
    is_one: bool = False


def _look(line: Line) -> RowLook:
    chip = None
    if line.roster_id:
        words = _("They are one") if line.is_one else _("Two people")
        chip = (words, "chosen" if line.is_one else "neutral", "check" if line.is_one else None)
    return RowLook(line.title, "", line.meta, line.end, chip=chip)


class PreviewPage(QWidget):
    """What a list would do; nothing is written yet.

    Signals:
        chosen: The person chose what stays of a difference.
        same_chosen: The person said whether two are one; carries roster id, record id and a bool.
    """

    chosen = Signal()
    same_chosen = Signal(str, str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.plan: ImportPlan | None = None
        words = self._tab_words(dict.fromkeys(TABS, 0))
        self.tabs = SegTabs(_("What the list would do"), [(key, words[key]) for key in TABS])
        self.changes = ChangeList()
        self.lists = {key: self._make_list(key) for key in TABS if key != "changed"}
        self.nothing = Label(_("Nothing here. Good."), "body", "ink2")
        self.pages = QStackedWidget()
        self.dropped = Card(padding=12, gap=8)
        self._chips = FlowLayout(gap=6, line_gap=6)
        self.missing = Label("", "note", "ink2", wrap=True)
        self._build()
        self.tabs.chosen_changed.connect(self._turn)
        self.changes.chosen.connect(self.chosen)
        self.lists["doubles"].ticked.connect(self._on_same)
        self.lists["doubles"].opened.connect(self._on_same)

    def _make_list(self, key: str) -> RowList:
        view = RowList(key, TwoLineDelegate(_look, high=46))
        model = RowModel(lambda line: ", ".join(p for p in (line.title, line.meta, line.end) if p))
        model.setParent(view)
        view.setModel(model)
        return view

    def _build(self) -> None:
        px = theme().px
        table = Card(padding=0)
        for key in TABS:
            self.pages.addWidget(self._changed() if key == "changed" else self.lists[key])
        self.pages.addWidget(self.nothing)
        self.nothing.setContentsMargins(px(14), px(12), px(14), px(12))
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        table.body.addWidget(self.pages)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        column.addWidget(self.tabs)
        column.addWidget(table, 1)
        both = MainAndSide(main, self._side(), SIDE_WIDE, gap=14)
        both.set_margins(0, 0, 0, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(both)

    def _changed(self) -> QWidget:
        self._changed_page = QWidget()
        column = QVBoxLayout(self._changed_page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ChangeHeader())
        column.addWidget(self.changes, 1)
        return self._changed_page

    def _side(self) -> QWidget:
        side = QWidget()
        self.dropped.body.addWidget(Label(_("Left out on purpose"), "label"))
        words = _("We did not read these columns. They are not on this computer.")
        self.dropped.body.addWidget(Label(words, "note", "ink2", wrap=True))
        chips = QWidget()
        chips.setLayout(self._chips)
        self.dropped.body.addWidget(chips)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(12))
        column.addWidget(self.dropped)
        column.addWidget(self.missing)
        column.addStretch(1)
        return side

    # --- showing -------------------------------------------------------------------------------

    def show_plan(self, plan: ImportPlan, same_as: dict[str, str]) -> None:
        """Show what a plan would do."""
        self.plan = plan
        self.changes.show_changes(list(plan.changes))
        self._set("added", _added_lines(plan))
        self._set(
            "doubles", [_double_line(one, same_as) for one in plan.report.possible_duplicates]
        )
        self._set("refused", [_refused_line(one) for one in plan.report.refused])
        self._set("same", _same_lines(plan))
        self._show_side(plan)
        words = self._tab_words(self._counts(plan))
        for segment, key in zip(self.tabs.segments(), TABS, strict=True):
            segment.setText(words[key])
            segment.setAccessibleName(words[key])
            segment.updateGeometry()
        self._turn(self.tabs.chosen())

    def choices(self) -> ImportChoices:
        """Return what the person chose of the differences."""
        take, keep = set(), set()
        for choice in self.changes.choices():
            key = (choice.change.record_id, choice.change.field)
            if choice.takes and not choice.change.is_taken:
                take.add(key)
            elif choice.change.is_taken and not choice.takes:
                keep.add(key)
        return ImportChoices(frozenset(take), frozenset(keep))

    def _counts(self, plan: ImportPlan) -> dict[str, int]:
        report = plan.report
        return {
            "added": report.added.get("student", 0),
            "changed": len(plan.changes),
            "doubles": len(report.possible_duplicates),
            "refused": len(report.refused),
            "same": report.unchanged.get("student", 0),
        }

    def _tab_words(self, counts: dict[str, int]) -> dict[str, str]:
        return {
            "added": _("{count} new").format(count=counts["added"]),
            "changed": _("{count} changed").format(count=counts["changed"]),
            "doubles": ngettext(
                "{count} maybe a double", "{count} maybe doubles", counts["doubles"]
            ).format(count=counts["doubles"]),
            "refused": ngettext(
                "{count} line refused", "{count} lines refused", counts["refused"]
            ).format(count=counts["refused"]),
            "same": _("{count} the same").format(count=counts["same"]),
        }

    def _set(self, key: str, lines: list[Line]) -> None:
        model = self.lists[key].model()
        if isinstance(model, RowModel):
            model.set_rows(lines)

    def _turn(self, key: str) -> None:
        view = self.changes if key == "changed" else self.lists[key]
        model = view.model()
        is_empty = model is None or model.rowCount() == 0
        page = self._changed_page if key == "changed" else view
        self.pages.setCurrentWidget(self.nothing if is_empty else page)
        view.select_row(0)

    def _show_side(self, plan: ImportPlan) -> None:
        self._chips.clear()
        names = dict.fromkeys(one.column for one in plan.report.dropped_columns)
        for name in names:
            words = _("a whole file") if name == "*" else name
            self._chips.addWidget(StatusChip(words))
        self.dropped.setVisible(bool(names))
        gone = plan.report.missing_now
        words = ngettext(
            "{count} child is not in this list. Nobody is removed; they are marked, so that you "
            "can ask where they are.",
            "{count} children are not in this list. Nobody is removed; they are marked, so that "
            "you can ask where they are.",
            gone,
        )
        left = len(plan.report.left_deleted)
        kept_out = ngettext(
            "{count} entry was deleted here before and stays deleted.",
            "{count} entries were deleted here before and stay deleted.",
            left,
        )
        lines = [words.format(count=gone)] if gone else []
        lines += [kept_out.format(count=left)] if left else []
        self.missing.setText("\n".join(lines))
        self.missing.setVisible(bool(lines))

    def _on_same(self, line: Line) -> None:
        if line.roster_id:
            self.same_chosen.emit(line.roster_id, line.record_id, not line.is_one)


def _added_lines(plan: ImportPlan) -> list[Line]:
    """Return the new children first, then how many of everything else."""
    lines: list[Line] = []
    for write in plan.writes:
        if write.record_id in plan.new_ids and write.kind == "student" and len(lines) < MOST_SHOWN:
            fields = write.fields
            name = [str(fields.get(part) or "") for part in ("given_name", "family_name")]
            grade = fields.get("grade")
            meta = _("grade {grade}").format(grade=grade) if grade else ""
            lines.append(Line(" ".join(part for part in name if part), meta))
    rest = {kind: count for kind, count in plan.report.added.items() if kind != "student"}
    if any(rest.values()):
        lines.append(Line(_("With them"), count_words(rest)))
    return lines


def _double_line(one: PossibleDuplicate, same_as: dict[str, str]) -> Line:
    title = " · ".join(one.labels) or kind_label(one.kind)
    roster_id = one.roster_ids[0] if len(one.roster_ids) == 1 and one.ids else ""
    record_id = one.ids[0] if roster_id else ""
    meta = f"{kind_label(one.kind)}: {reason_words(one.reason)}"
    return Line(title, meta, "", roster_id, record_id, same_as.get(roster_id) == record_id != "")


def _refused_line(one: Any) -> Line:
    return Line(error_sentence(one.code, one.detail), line_words(one))


def _same_lines(plan: ImportPlan) -> list[Line]:
    words = count_words(plan.report.unchanged)
    return [Line(_("These stay as they are"), words)] if words else []
