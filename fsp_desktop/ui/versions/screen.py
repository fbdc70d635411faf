"""Review of records with two versions: yours, theirs, and what will be kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fsp_desktop.domain.errors import FspError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.domain.views import ConflictView, VersionOf
from fsp_desktop.language.words import _, ngettext
from fsp_desktop.services import settle_conflict
from fsp_desktop.services.edit_record import Changes
from fsp_desktop.services.name_people import Dispute, disputes
from fsp_desktop.services.settle_conflict import Settled
from fsp_desktop.ui.places import open_place, taker_back
from fsp_desktop.ui.shell.screen import Screen, SupportsKinds
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.versions.rewrite_sheet import RewriteSheet
from fsp_desktop.ui.versions.same_parts import SameParts
from fsp_desktop.ui.versions.value_words import (
    OWN_WORDS,
    field_words,
    heading_words,
    value_words,
    version_words,
)
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import EmptyState, Footer, IconLabel
from fsp_desktop.ui.widgets.choice_row import ChoiceRow, Version
from fsp_desktop.ui.widgets.text import Label


@dataclass
class _Part:
    """One field to choose: what is known of it, its row, and what was written anew."""

    dispute: Dispute
    row: ChoiceRow
    words: str = ""

    @property
    def pair(self) -> tuple[str, ...]:
        """What the row shows; as long as it stays the same, so does what was chosen."""
        return (self.dispute.kept.record_id, self.dispute.kept.field, *_pair(self.dispute))


class VersionsScreen(Screen):
    """One record after the other; a partial choice is fine."""

    key = "versions"
    nav_key = "sync"
    wants_back = True

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._wanted: str | None = None
        self._family: str | None = None
        self._parts: list[_Part] = []
        self._build()

    def title(self) -> str:
        return _("Two versions")

    def panes(self) -> list[QWidget]:
        first = self._parts[0].row if self._parts else self.nothing.button
        return [part for part in (first, self.keep) if part is not None]

    def opened(self, **place: Any) -> None:
        self._wanted = place.get("record_id")
        self._family = place.get("family_id")
        self.refresh(None)

    def refresh(self, changes: SupportsKinds | None) -> None:
        workspace = self.shell.workspace
        self.shell.runner.store(lambda: disputes(workspace), owner=self).then(self._show)

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
        self.same = SameParts()
        self._column.addWidget(self.same)
        self._column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
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
        self.keep.clicked.connect(self._keep_chosen)
        keep = self.add_action(
            "versions.keep", _("Keep what is chosen"), self._keep_chosen, "Ctrl+Return"
        )
        keep.setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        for widget in (self.count, self.history, self.later, self.keep):
            self.footer.end.addWidget(widget)
        return self.footer

    def _show(self, found: tuple[Dispute, ...]) -> None:
        wanted = self._of_one_record(found)
        known = {part.pair: part for part in self._parts}
        pairs = [(one.kept.record_id, one.kept.field, *_pair(one)) for one in wanted]
        if known and pairs == list(known):
            # What was chosen or written anew must outlive whatever else changed meanwhile.
            self._count()
            return
        self._show_parts(wanted, known)
        has_any = bool(self._parts)
        self._area.setVisible(has_any)
        self.footer.setVisible(has_any)
        self.nothing.setVisible(not has_any)
        if has_any:
            self._tell_what(self._parts[0].dispute)
            self._ask_same(self._parts[0].dispute)
        if self.shell.current() is self:
            first = self._parts[0].row if has_any else self.nothing.button
            if first is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._count()

    def _show_parts(self, wanted: tuple[Dispute, ...], known: dict[tuple[str, ...], _Part]) -> None:
        for part in self._parts:
            self._list.removeWidget(part.row)
            part.row.deleteLater()
        self._parts = [self._part(dispute) for dispute in wanted]
        for part in self._parts:
            self._list.addWidget(part.row)
            if part.row.needs_marks:
                # Long texts take their time; the words are there at once, the marks come after.
                job = self.shell.runner.pool(part.row.compare, owner=part.row)
                job.then(part.row.show_marks)
            before = known.get(part.pair)
            if before is not None and before.row.choice():
                part.words = before.words
                part.row.choose(before.row.choice(), before.words)

    def _of_one_record(self, found: tuple[Dispute, ...]) -> tuple[Dispute, ...]:
        wanted = self._wanted
        if wanted is None or all(one.kept.record_id != wanted for one in found):
            of_family = [one for one in found if one.kept.family_id == self._family]
            first = (of_family or list(found))[:1]
            wanted = first[0].kept.record_id if first else None
        return tuple(one for one in found if one.kept.record_id == wanted)

    def _ask_same(self, dispute: Dispute) -> None:
        from fsp_desktop.services.needs_look import same_parts

        workspace, key = self.shell.workspace, RecordId(dispute.kept.record_id)
        kind = dispute.kept.kind
        self.shell.runner.store(lambda: same_parts(workspace, key), owner=self).then(
            lambda parts: self.same.show_parts(kind, parts)
        )

    def _tell_what(self, dispute: Dispute) -> None:
        conflict = dispute.shown
        self.heading.setText(heading_words(conflict, dispute.mine))
        family = (
            _("{label} family").format(label=conflict.family_label) if conflict.family_label else ""
        )
        parts = len(self._parts)
        words = ngettext(
            "Two people wrote before they had heard of each other. Please look at this part.",
            "Two people wrote before they had heard of each other. Please look at these {count} parts.",
            parts,
        ).format(count=parts)
        more = ""
        if any(len(part.dispute.kept.versions) > 2 for part in self._parts):
            more = _("There is a third version of something; it comes after this choice.")
        self.about.setText(" · ".join(part for part in (family, words, more) if part))

    def _part(self, dispute: Dispute) -> _Part:
        conflict = dispute.shown
        mine, theirs = (self._version(conflict, at) for at in _sides(dispute))
        both = settle_conflict.both_texts(_pair_of(dispute)) if dispute.can_be_joined else ""
        title = field_words(conflict.kind, conflict.field)
        row = ChoiceRow(
            title,
            mine,
            theirs,
            both=both,
            key=conflict.field,
            may_rewrite=dispute.can_be_joined,
        )
        part = _Part(dispute, row)
        part.row.chosen_changed.connect(lambda _choice: self._count())
        part.row.rewrite_asked.connect(lambda: self._rewrite(part))
        return part

    def _version(self, conflict: ConflictView, at: int) -> Version:
        version = conflict.versions[at]
        who, when = version_words(version, self.shell.hooks.person)
        words = value_words(conflict.kind, conflict.field, version.value)
        return Version(who, when, words, conflict.field in OWN_WORDS)

    def _rewrite(self, part: _Part) -> None:
        dispute = part.dispute
        if not dispute.can_be_joined:
            self.shell.toast(_("Please choose one of the two here."))
            return

        def keep(words: str) -> None:
            part.words = words
            part.row.choose("new", words)
            self._count()

        text = part.words or settle_conflict.both_texts(_pair_of(dispute))
        field = dispute.kept.field
        title = field_words(dispute.kept.kind, field)
        self.shell.open_dialog(RewriteSheet(self, title, text, field in OWN_WORDS, keep))

    def _count(self) -> None:
        chosen = sum(bool(part.row.choice()) for part in self._parts)
        words = _("{done} of {total} chosen").format(done=chosen, total=len(self._parts))
        self.count.setText(words)
        self.keep.setText(
            ngettext("Keep this {count}", "Keep these {count}", chosen).format(count=chosen)
            if chosen
            else _("Keep these")
        )

    def _keep_chosen(self) -> None:
        chosen = [_decision(part) for part in self._parts if part.row.choice()]
        if not chosen:
            self.shell.toast(_("Choose a version first. Press 1 or 2."))
            return
        workspace = self.shell.workspace
        record_id = RecordId(self._parts[0].dispute.kept.record_id)
        self.shell.runner.store(
            lambda: settle_conflict.settle(workspace, record_id, chosen), owner=self
        ).then(self._show_kept).failed(self._tell_trouble)

    def _show_kept(self, changes: Changes) -> None:
        self.shell.announce(changes)
        self.shell.toast(
            _("Kept. Both versions stay under History."), taker_back(self.shell, changes)
        )

    def _tell_trouble(self, error: FspError) -> None:
        self.shell.tell_failure(error)
        self.refresh(None)

    def _open_history(self) -> None:
        if self._parts:
            first = self._parts[0].dispute.kept
            open_place(self.shell, "history", record_id=first.record_id, kind=first.kind)


def _sides(dispute: Dispute) -> tuple[int, int]:
    """Return which version is the person's own, and which is the newest other one."""
    return dispute.mine, 1 if dispute.mine == 0 else 0


def _pair_of(dispute: Dispute) -> list[VersionOf]:
    return [dispute.kept.versions[at] for at in _sides(dispute)]


def _pair(dispute: Dispute) -> tuple[str, ...]:
    return tuple(version.dot for version in _pair_of(dispute))


def _decision(part: _Part) -> Settled:
    mine, theirs = _pair_of(part.dispute)
    field, choice, seen = part.dispute.kept.field, part.row.choice(), (mine.dot, theirs.dot)
    if choice == "both":
        return Settled(field, seen, "both")
    if choice == "new":
        return Settled(field, seen, "new", value=part.words)
    return Settled(field, seen, kept=mine.dot if choice == "mine" else theirs.dot)
