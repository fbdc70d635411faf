"""Where we share, as the settings show it: the places, a telephone's hotspot, what others decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.ui.sync.place_words import ICONS, place_title, place_where, state_words
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import Card, IconLabel
from fsp_desktop.ui.widgets.check_row import CheckRow
from fsp_desktop.ui.widgets.field import LineField
from fsp_desktop.ui.widgets.text import ElidedLabel, Label, hair_line

if TYPE_CHECKING:
    from fsp_desktop.services.administrator import Administrator
    from fsp_desktop.services.places import PlaceState
    from fsp_desktop.ui.shell.shell import Shell


class SharingCard(Card):
    """Asks the record for its places and the computer for its administrator's decisions."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(_("Where we share"), "refresh-cw", padding=0, gap=0)
        self._shell = shell
        self.add = Button(_("Add a place"), "quiet", icon="plus", small=True)
        self.add.clicked.connect(self._add)
        self.head_end.addWidget(self.add)
        self._places = QVBoxLayout()
        self._places.setSpacing(0)
        self.body.addLayout(self._places)
        self.hotspot = CheckRow(_("Off"))
        self.hotspot.setAccessibleName(_("Over a phone’s hotspot"))
        self.hotspot.setChecked(bool(shell.hooks.settings.get("over_hotspot", False)))
        self.hotspot.clicked.connect(self._choose_hotspot)
        self.hotspot_note = Label("", "caption", "ink2", wrap=True)
        self.body.addWidget(_row(_("Over a phone’s hotspot"), self.hotspot_note, self.hotspot))
        self._add_only_where()
        self.decided = Label("", "caption", "ink2", wrap=True)
        px = theme().px
        self.decided.setContentsMargins(px(14), 0, px(14), px(10))
        self.body.addWidget(self.decided)
        self._show_decided(None)
        self.ask()

    def _add_only_where(self) -> None:
        self.only_where = LineField(_("Only at school"), _("name of a computer there"))
        self.only_where.setFixedWidth(theme().px(190))
        self.only_where.setText(str(self._shell.hooks.settings.get("only_where", "") or ""))
        self.only_where.editingFinished.connect(self._choose_where)
        words = _("Servers wait while this computer of the school is not found. Empty: anywhere.")
        self.body.addWidget(hair_line())
        self.body.addWidget(
            _row(_("Only at school"), Label(words, "caption", "ink2", wrap=True), self.only_where)
        )

    def _choose_where(self) -> None:
        self._shell.hooks.settings.set("only_where", self.only_where.text().strip())

    def ask(self) -> None:
        """Ask again how the places stand and what was decided."""
        from fsp_desktop.services.administrator import read_administrator
        from fsp_desktop.services.places import place_states

        workspace, runner = self._shell.workspace, self._shell.runner
        if workspace is None:
            return
        runner.store(lambda: place_states(workspace), owner=self).then(self._show_places).failed(
            self._shell.tell_failure
        )
        path = workspace.profile.administrator_path
        runner.pool(lambda: read_administrator(path), owner=self).then(self._show_decided).failed(
            self._shell.tell_failure
        )

    def _show_places(self, places: tuple[PlaceState, ...]) -> None:
        from fsp_desktop.services.name_place import name_of_place

        while (item := self._places.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        now = self._shell.hooks.clock.now()
        for state in places:
            name = name_of_place(state.place)
            act = Button(_("Look"), small=True)
            act.setAccessibleName(_("Look at {name}").format(name=name.name))
            act.clicked.connect(lambda _on=False, state=state: self._open(state, len(places) < 2))
            note = Label(
                f"{place_where(name)}\n{state_words(state, now)}", "caption", "ink2", wrap=True
            )
            self._places.addWidget(_row(place_title(name), note, act, ICONS[name.kind]))
            self._places.addWidget(hair_line())
        if not places:
            words = _("Nowhere yet: what you write is on this computer only.")
            note = Label(words, "caption", "ink2", wrap=True)
            self._places.addWidget(_row(_("No place"), note, QWidget()))
            self._places.addWidget(hair_line())

    def _show_decided(self, decided: Administrator | None) -> None:
        is_held = decided is not None and decided.hold_metered
        self.hotspot.setEnabled(not is_held)
        is_on = self.hotspot.isChecked() and not is_held
        self.hotspot.setText(_("On") if is_on else _("Off"))
        self.hotspot_note.setText(
            _("Servers may use a connection that is paid by the amount.")
            if is_on
            else _("Off: servers wait for a better connection. Folders and sticks do not.")
        )
        self.decided.setText(decided_words(decided) if decided is not None else "")
        self.decided.setVisible(bool(self.decided.text()))

    def _choose_hotspot(self, allowed: bool) -> None:
        self._shell.hooks.settings.set("over_hotspot", allowed)
        self._show_decided(None)
        self.ask()

    def _add(self) -> None:
        from fsp_desktop.ui.sync.add_place_sheet import AddPlaceSheet

        sheet = AddPlaceSheet(self._shell)
        sheet.added.connect(lambda _place: self.ask())
        self._shell.open_dialog(sheet)

    def _open(self, state: PlaceState, is_only: bool) -> None:
        from fsp_desktop.ui.sync.place_sheet import PlaceSheet

        sheet = PlaceSheet(self._shell, state, is_only=is_only)
        sheet.changed.connect(self.ask)
        self._shell.open_dialog(sheet)


def decided_words(decided: Administrator) -> str:
    """Return what an administrator decided for this computer, with who it was; often empty."""
    parts = []
    if decided.hold_metered:
        parts.append(_("Servers never use a connection paid by the amount."))
    if decided.allow_plain_http:
        parts.append(_("Servers without a locked connection are allowed."))
    if decided.place:
        parts.append(_("A place is proposed when you add one."))
    if not parts:
        return ""
    who = decided.set_by or _("your administrator")
    return " ".join((_("Set by {who}:").format(who=who), *parts))


def _row(words: str, note: Label, choice: QWidget, icon: str = "") -> QWidget:
    px = theme().px
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(px(14), px(6), px(14), px(6))
    row.setSpacing(px(12))
    if icon:
        row.addWidget(IconLabel(icon, "ink2", 16))
    lines = QVBoxLayout()
    lines.setSpacing(0)
    lines.addWidget(ElidedLabel(words, "label"))
    lines.addWidget(note)
    row.addLayout(lines, 1)
    row.addWidget(choice)
    line.setMinimumHeight(px(48))
    return line
