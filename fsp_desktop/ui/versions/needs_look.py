"""Needs a look: all that waits for a decision after sharing, in one list; nothing here is urgent."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from fsp_desktop.language.labels import kind_label
from fsp_desktop.language.words import _, ngettext
from fsp_desktop.ui.places import open_place
from fsp_desktop.ui.shell.screen import Screen, SupportsKinds
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.sync.cards import ListCard, two_lines
from fsp_desktop.ui.sync.words import when_words
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.versions.value_words import field_words
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import EmptyState
from fsp_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from fsp_desktop.services.needs_look import Look, LookRecord, Quarantined

MOST_SHOWN = 60
_FIELDS_NAMED = 3


class NeedsLookScreen(Screen):
    """The list; each row leads to the place where one decides."""

    key = "needs-look"
    nav_key = "sync"
    wants_back = True

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._acts: list[Button] = []
        self._wants_keyboard = False
        self._build()

    def title(self) -> str:
        return _("Needs a look")

    def panes(self) -> list[QWidget]:
        return [self._acts[0]] if self._acts else [self.nothing.button]

    def opened(self, **place: Any) -> None:
        self._wants_keyboard = True
        self.refresh(None)

    def refresh(self, changes: SupportsKinds | None) -> None:
        from fsp_desktop.services.needs_look import needs_look

        workspace = self.shell.workspace
        self.shell.runner.store(lambda: needs_look(workspace), owner=self).then(self._show)

    def _build(self) -> None:
        px = theme().px
        words = _("Both versions are kept until somebody chooses. There is no hurry.")
        self.about = Label(words, "body", "ink2", wrap=True)
        self.records = ListCard(_("Two versions"))
        self.removed = ListCard(_("Removed computers wrote on"))
        self.nothing = EmptyState(
            "circle-check", _("Nothing needs a look."), _("Back to Sync & devices")
        )
        self.nothing.acted.connect(lambda: self.shell.go("sync"))
        inside = QWidget()
        inside.setObjectName("plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(24), px(14), px(24), px(16))
        column.setSpacing(px(14))
        for part in (self.about, self.removed, self.records, self.nothing):
            column.addWidget(part)
            part.hide()
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _show(self, look: Look) -> None:
        had_keyboard = any(act.hasFocus() for act in self._acts)
        self._acts = []
        now = self.shell.hooks.clock.now()
        rows = [self._record_row(one, now) for one in look.records[:MOST_SHOWN]]
        more = len(look.records) - len(rows)
        if more > 0:
            words = ngettext("and {n} more record", "and {n} more records", more).format(n=more)
            rows.append(Label(words, "note", "ink2"))
            rows[-1].setContentsMargins(theme().px(14), theme().px(8), 0, theme().px(8))
        self.records.show_rows(rows)
        self.removed.show_rows([self._removed_row(one, look) for one in look.quarantined])
        self.records.setVisible(bool(look.records))
        self.removed.setVisible(bool(look.quarantined))
        has_any = bool(look.records or look.quarantined)
        self.about.setVisible(bool(look.records))
        self.nothing.setVisible(not has_any)
        first = self._acts[0] if self._acts else (None if has_any else self.nothing.button)
        if first is not None and self.shell.current() is self:
            if had_keyboard or self._wants_keyboard:
                first.setFocus(Qt.FocusReason.OtherFocusReason)
            self._wants_keyboard = False

    def first_focus(self) -> QWidget | None:
        # What there is to press is known when the list has come.
        return None

    def _record_row(self, record: LookRecord, now: Any) -> QWidget:
        title = " · ".join(part for part in (_family(record), kind_label(record.kind)) if part)
        act = Button(_("Look at both"), small=True)
        act.setAccessibleName(f"{act.text()}: {title}")
        act.clicked.connect(partial(self._open, record))
        self._acts.append(act)
        quiet = f"{_what(record)} · {when_words(record.at.isoformat(), now)}"
        return two_lines("columns-2", title, quiet, act)

    def _removed_row(self, one: Quarantined, look: Look) -> QWidget:
        count = ngettext("{n} change", "{n} changes", one.changes).format(n=one.changes)
        if not look.may_decide:
            words = _("{count} after it was removed. An administrator decides about them.")
            return two_lines("laptop", one.name, words.format(count=count), is_sentence=True)
        words = _("{count} after it was removed. They are not in the record until you decide.")
        acts = (Button(_("Leave out"), "care", small=True), Button(_("Take in"), small=True))
        for act, take in zip(acts, (False, True), strict=True):
            act.setAccessibleName(f"{act.text()}: {one.name}, {count}")
            act.clicked.connect(partial(self._decide, one, take))
        self._acts += acts
        return two_lines("laptop", one.name, words.format(count=count), *acts, is_sentence=True)

    def _open(self, record: LookRecord, _checked: bool = False) -> None:
        open_place(self.shell, "versions", record_id=record.record_id, family_id=record.family_id)

    def _decide(self, one: Quarantined, take: bool, _checked: bool = False) -> None:
        from fsp_desktop.ui.sync.quarantine_sheet import QuarantineSheet

        sheet = QuarantineSheet(self.shell, one, take_in=take)
        sheet.decided.connect(lambda: self.refresh(None))
        self.shell.open_dialog(sheet)


def _family(record: LookRecord) -> str:
    return _("{label} family").format(label=record.family_label) if record.family_label else ""


def _what(record: LookRecord) -> str:
    who = ", ".join(record.others)
    if record.is_removed_beside:
        words = _("{who} and you: one removed it, the other changed it")
        plain = _("One removed it, the other changed it")
        return words.format(who=who) if who else plain
    named = [field_words(record.kind, field) for field in record.fields[:_FIELDS_NAMED]]
    more = len(record.fields) - len(named)
    parts = ", ".join(named) + (f" +{more}" if more > 0 else "")
    return _("With {who}: {parts}").format(who=who, parts=parts) if who else parts
