"""Review of records with two versions: yours, theirs, and what will be kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fsp_desktop.domain.ids import RecordId
from fsp_desktop.domain.views import ConflictView
from fsp_desktop.language.labels import kind_label
from fsp_desktop.language.words import _, ngettext
from fsp_desktop.services import settle_conflict
from fsp_desktop.services.edit_record import Changes
from fsp_desktop.services.name_people import conflicts_for_people
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.ui.places import open_place, undo_last_save
from fsp_desktop.ui.shell.screen import Screen, SupportsKinds
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.versions.rewrite_sheet import RewriteSheet
from fsp_desktop.ui.versions.value_words import OWN_WORDS, field_words, value_words, version_words
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import EmptyState, Footer, IconLabel
from fsp_desktop.ui.widgets.choice_row import ChoiceRow, Version
from fsp_desktop.ui.widgets.text import Label


class VersionsScreen(Screen):
    """One record after the other; a partial choice is fine."""

    key = "versions"
    nav_key = "sync"
    wants_back = True

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._wanted: str | None = None
        self._family: str | None = None
        self._conflicts: tuple[ConflictView, ...] = ()
        self._rows: list[ChoiceRow] = []
        self._anew: dict[str, str] = {}
        self._build()

    def title(self) -> str:
        return _("Two versions")

    def panes(self) -> list[QWidget]:
        return [self._rows[0] if self._rows else self.nothing.button, self.keep]

    def opened(self, **place: Any) -> None:
        self._wanted = place.get("record_id")
        self._family = place.get("family_id")
        self.refresh(None)

    def refresh(self, changes: SupportsKinds | None) -> None:
        workspace = self.shell.workspace
        self.shell.runner.store(lambda: conflicts_for_people(workspace), owner=self).then(
            self._show
        )

    def _build(self) -> None:
        px = theme().px
        self.heading = Label("", "page", wrap=True)
        self.about = Label("", "body", "ink2", wrap=True)
        self.nothing = EmptyState("circle-check", _("Nothing has two versions."), _("Go to Today"))
        self.nothing.acted.connect(lambda: self.shell.go("today"))
        self._inside = QWidget()
        self._inside.setObjectName("plain")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(px(20), px(14), px(20), px(16))
        self._column.setSpacing(px(12))
        self._column.addWidget(self.heading)
        self._column.addWidget(self.about)
        self._column.addLayout(self._column_heads())
        self._list = QVBoxLayout()
        self._list.setSpacing(px(10))
        self._column.addLayout(self._list)
        self._column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._inside)
        self._area = area
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(area, 1)
        whole.addWidget(self.nothing, 1)
        whole.addWidget(self._footer())

    def _column_heads(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        heads = (
            ("laptop", _("On this computer")),
            ("users", _("From the team")),
            ("check", _("What will be kept")),
        )
        for icon, words in heads:
            part = QHBoxLayout()
            part.setSpacing(theme().px(6))
            part.addWidget(IconLabel(icon, "ink2", 16))
            part.addWidget(Label(words, "note", "ink2"), 1)
            row.addLayout(part, 1)
        return row

    def _footer(self) -> Footer:
        self.footer = Footer()
        self.footer.say(
            _("Nothing is thrown away. Both versions stay under History, and you can undo this."),
            icon="history",
            tone="ink2",
        )
        self.count = Label("", "label")
        self.history = Button(_("History"), "quiet", icon="history")
        self.history.clicked.connect(self._open_history)
        self.later = Button(_("Decide later"))
        self.later.clicked.connect(self.shell.back)
        self.keep = Button(_("Keep these"), "primary", keys="Ctrl Enter")
        self.keep.setShortcut("Ctrl+Return")
        self.keep.clicked.connect(self._keep_chosen)
        for widget in (self.count, self.history, self.later, self.keep):
            self.footer.end.addWidget(widget)
        return self.footer

    def _show(self, conflicts: tuple[ConflictView, ...]) -> None:
        self._conflicts = self._of_one_record(conflicts)
        self._anew.clear()
        for row in self._rows:
            self._list.removeWidget(row)
            row.deleteLater()
        self._rows = [self._row(conflict) for conflict in self._conflicts]
        for row in self._rows:
            self._list.addWidget(row)
        has_any = bool(self._rows)
        self._area.setVisible(has_any)
        self.footer.setVisible(has_any)
        self.nothing.setVisible(not has_any)
        if has_any:
            self._tell_what(self._conflicts[0])
            self._rows[0].setFocus()
        self._count()

    def _of_one_record(self, conflicts: tuple[ConflictView, ...]) -> tuple[ConflictView, ...]:
        wanted = self._wanted
        if wanted is None or all(conflict.record_id != wanted for conflict in conflicts):
            of_family = [one for one in conflicts if one.family_id == self._family]
            first = (of_family or list(conflicts))[:1]
            wanted = first[0].record_id if first else None
        return tuple(conflict for conflict in conflicts if conflict.record_id == wanted)

    def _tell_what(self, conflict: ConflictView) -> None:
        kind = kind_label(conflict.kind)
        self.heading.setText(_("Two versions of one {kind}").format(kind=kind.lower()))
        family = (
            _("{label} family").format(label=conflict.family_label) if conflict.family_label else ""
        )
        parts = len(self._conflicts)
        words = ngettext(
            "Two people wrote before they had heard of each other. Please look at this part.",
            "Two people wrote before they had heard of each other. Please look at these {count} parts.",
            parts,
        ).format(count=parts)
        self.about.setText(" · ".join(part for part in (family, words) if part))

    def _row(self, conflict: ConflictView) -> ChoiceRow:
        mine, theirs = self._sides(conflict)
        both = settle_conflict.both_texts(conflict) if _can_be_both(conflict) else ""
        title = field_words(conflict.kind, conflict.field)
        row = ChoiceRow(title, mine, theirs, both=both, key=conflict.field)
        row.chosen_changed.connect(lambda _choice: self._count())
        row.rewrite_asked.connect(lambda: self._rewrite(row, conflict))
        return row

    def _sides(self, conflict: ConflictView) -> tuple[Version, Version]:
        mine, theirs = _ordered(conflict, self.shell.hooks.person)
        return self._version(conflict, mine), self._version(conflict, theirs)

    def _version(self, conflict: ConflictView, number: int) -> Version:
        version = conflict.versions[number - 1]
        who, when = version_words(version, self.shell.hooks.person)
        words = value_words(conflict.kind, conflict.field, version.value)
        return Version(who, when, words, conflict.field in OWN_WORDS)

    def _rewrite(self, row: ChoiceRow, conflict: ConflictView) -> None:
        if not _can_be_both(conflict):
            self.shell.toast(_("Please choose one of the two here."))
            return
        text = self._anew.get(row.key, settle_conflict.both_texts(conflict))

        def keep(words: str) -> None:
            self._anew[row.key] = words
            row.choose("new", words)
            self._count()

        title = field_words(conflict.kind, conflict.field)
        self.shell.open_dialog(RewriteSheet(self, title, text, conflict.field in OWN_WORDS, keep))

    def _count(self) -> None:
        chosen = sum(bool(row.choice()) for row in self._rows)
        words = _("{done} of {total} chosen").format(done=chosen, total=len(self._rows))
        self.count.setText(words)
        self.keep.setText(
            ngettext("Keep this {count}", "Keep these {count}", chosen).format(count=chosen)
            if chosen
            else _("Keep these")
        )

    def _keep_chosen(self) -> None:
        chosen = [
            (conflict, row.choice(), self._anew.get(row.key, ""))
            for conflict, row in zip(self._conflicts, self._rows, strict=True)
            if row.choice()
        ]
        if not chosen:
            self.shell.toast(_("Choose a version first. Press 1 or 2."))
            return
        workspace, person = self.shell.workspace, self.shell.hooks.person
        self.shell.runner.store(lambda: _settle(workspace, person, chosen), owner=self).then(
            self._show_kept
        )

    def _show_kept(self, changes: Changes) -> None:
        self.shell.announce(changes)
        self.shell.toast(_("Kept. Both versions stay under History."), undo=self._undo)

    def _open_history(self) -> None:
        if self._conflicts:
            first = self._conflicts[0]
            open_place(self.shell, "history", record_id=first.record_id, kind=first.kind)

    def _undo(self) -> None:
        undo_last_save(self.shell)


def _can_be_both(conflict: ConflictView) -> bool:
    values = [version.value for version in conflict.versions]
    is_text = all(value is None or isinstance(value, str) for value in values)
    long_enough = any(isinstance(value, str) and " " in value for value in values)
    return is_text and long_enough and not conflict.field.startswith("_")


def _ordered(conflict: ConflictView, person: str) -> tuple[int, int]:
    """Return the numbers of the person's own version and of the newest other one."""
    own = [n for n, version in enumerate(conflict.versions, 1) if version.author == person]
    mine = own[0] if own else 1
    others = [n for n in range(1, len(conflict.versions) + 1) if n != mine]
    return mine, others[0]


def _settle(
    workspace: Workspace, person: str, chosen: Sequence[tuple[ConflictView, str, str]]
) -> Changes:
    kinds: set[str] = set()
    ids: list[RecordId] = []
    for conflict, choice, new_words in chosen:
        changes = _settle_one(workspace, person, conflict, choice, new_words)
        kinds |= changes.kinds
        ids += changes.ids
    return Changes(frozenset(kinds), tuple(ids))


def _settle_one(
    workspace: Workspace, person: str, conflict: ConflictView, choice: str, new_words: str
) -> Changes:
    record_id, field = RecordId(conflict.record_id), conflict.field
    if choice == "both":
        text = settle_conflict.both_texts(conflict)
        return settle_conflict.write_anew(workspace, record_id, field, text)
    if choice == "new":
        return settle_conflict.write_anew(workspace, record_id, field, new_words)
    mine, theirs = _ordered(conflict, person)
    number = mine if choice == "mine" else theirs
    return settle_conflict.keep_version(workspace, record_id, field, number)
