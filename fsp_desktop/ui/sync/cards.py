"""The cards of the sharing page: what waits, where we share, computers, lately."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.language.labels import kind_label, label
from fsp_desktop.language.words import _, ngettext
from fsp_desktop.ui.sync.place_words import ICONS, place_title, place_where, state_words
from fsp_desktop.ui.sync.words import report_words, when_words
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.today.side_cards import KIND_ICONS
from fsp_desktop.ui.widgets.buttons import Button, IconButton
from fsp_desktop.ui.widgets.cards import Card, IconLabel
from fsp_desktop.ui.widgets.chips import StatusChip
from fsp_desktop.ui.widgets.flow_layout import FlowLayout
from fsp_desktop.ui.widgets.text import ElidedLabel, Label, hair_line

if TYPE_CHECKING:
    from fsp_desktop.services.places import PlaceState
    from fsp_desktop.services.share_record import Device, Guest, WaitingRecord


class ListCard(Card):
    """A card whose rows are replaced together."""

    def __init__(self, title: str) -> None:
        super().__init__(title, padding=0)
        self.body.setSpacing(0)
        self._parts: list[QWidget] = []

    def show_rows(self, rows: Sequence[QWidget]) -> None:
        """Show these rows with hair lines between them."""
        for old in self._parts:
            self.body.removeWidget(old)
            old.deleteLater()
        self._parts = []
        for row in rows:
            if self._parts:
                self._keep(hair_line())
            self._keep(row)

    def _keep(self, widget: QWidget) -> None:
        self._parts.append(widget)
        self.body.addWidget(widget)


def one_line(icon: str, words: str, end: str) -> QWidget:
    """Return a row of one line."""
    row, line = _row(icon)
    row.addWidget(ElidedLabel(words, "body"), 1)
    row.addWidget(Label(end, "note", "ink2"))
    line.setMinimumHeight(theme().px(42))
    line.setAccessibleName(f"{words}, {end}")
    return line


def two_lines(
    icon: str, title: str, quiet: str, *ends: QWidget, is_sentence: bool = False
) -> QWidget:
    """Return a row of two lines with widgets at its end; a sentence takes the lines it needs."""
    row, line = _row(icon)
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(ElidedLabel(title, "label"))
    if is_sentence:
        column.addWidget(Label(quiet, "caption", "ink2", wrap=True))
    else:
        column.addWidget(ElidedLabel(quiet, "caption", "ink2"))
    row.addLayout(column, 1)
    for end in ends:
        row.addWidget(end)
    line.setMinimumHeight(theme().px(52))
    return line


def _row(icon: str) -> tuple[QHBoxLayout, QWidget]:
    px = theme().px
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(px(14), px(4), px(14), px(4))
    row.setSpacing(px(10))
    row.addWidget(IconLabel(icon, "ink2", 16))
    return row, line


def quiet_row(words: str) -> QWidget:
    """Return a row that says that there is nothing."""
    text = Label(words, "note", "ink2", wrap=True)
    px = theme().px
    text.setContentsMargins(px(14), px(10), px(14), px(10))
    return text


def waiting_rows(records: Sequence[WaitingRecord], total: int, now: datetime) -> list[QWidget]:
    """Return the records that wait; long lists end with how many more there are."""
    rows: list[QWidget] = []
    for record in records[:6]:
        words = kind_label(record.kind)
        if record.family_label:
            family = _("{label} family").format(label=record.family_label)
            words = f"{words}, {family}"
        icon = KIND_ICONS.get(record.kind, "users")
        rows.append(one_line(icon, words, when_words(record.changed_at, now)))
    more = total - len(rows)
    if more > 0:
        words = ngettext("and {n} more change", "and {n} more changes", more).format(n=more)
        rows.append(quiet_row(words))
    return rows or [quiet_row(_("Nothing is waiting. All is shared."))]


def device_rows(
    devices: Sequence[Device], now: datetime, opened: Callable[[Device], object]
) -> list[QWidget]:
    """Return the computers of the team, this one first; `opened` shows one in full."""
    rows = []
    may_remove = any(one.is_here and one.admin and not one.revoked_since for one in devices)
    for device in devices:
        role = label("role", device.role) if device.role else ""
        seen = "" if device.is_here else _seen_words(device.last_seen, now)
        quiet = " · ".join(part for part in (role, seen) if part)
        ends: list[QWidget] = []
        if device.revoked_since:
            ends.append(StatusChip(_("removed"), "neutral", "lock"))
        elif device.is_here:
            ends.append(StatusChip(_("this computer"), "chosen"))
        elif device.is_silent and not may_remove:
            ends.append(StatusChip(_("silent for long"), "neutral", "clock"))
        ends.append(_device_act(device, opened, may_remove))
        rows.append(two_lines("laptop", device.name, quiet, *ends))
    return rows or [quiet_row(_("Only this computer so far."))]


def _device_act(device: Device, opened: Callable[[Device], object], may_remove: bool) -> Button:
    if device.is_silent and may_remove and not device.revoked_since:
        act = Button(_("Remove access"), "care", small=True)
        act.setAccessibleName(f"{act.text()}: {device.name}")
    else:
        act = IconButton("ellipsis", _("More about {name}").format(name=device.name), "quiet")
    act.clicked.connect(lambda: opened(device))
    return act


def place_rows(
    places: Sequence[PlaceState], now: datetime, opened: Callable[[PlaceState], object]
) -> list[QWidget]:
    """Return the places of the team and how each stands; `opened` shows one in full."""
    from fsp_desktop.services.name_place import name_of_place

    rows = []
    for state in places:
        name = name_of_place(state.place)
        act = Button(_("Look"), small=True)
        act.setAccessibleName(_("Look at {name}").format(name=name.name))
        act.clicked.connect(lambda _on=False, state=state: opened(state))
        words = state_words(state, now)
        icon = ICONS[name.kind]
        where = place_where(name)
        rows.append(two_lines(icon, place_title(name), f"{where}\n{words}", act, is_sentence=True))
    return rows


def _seen_words(last_seen: str, now: datetime) -> str:
    if not last_seen:
        return _("Not seen yet")
    return _("Last seen: {when}").format(when=when_words(last_seen, now))


def guest_rows(guests: Sequence[Guest], answer: Callable[[str, bool], object]) -> list[QWidget]:
    """Return who asks to be let in, with the numbers to compare aloud."""
    rows = []
    for guest in guests:
        yes = Button(_("They are the same: let in"), "primary", small=True)
        no = Button(_("They differ"), "care", small=True)
        yes.clicked.connect(lambda _on=False, key=guest.pairing: answer(key, True))
        no.clicked.connect(lambda _on=False, key=guest.pairing: answer(key, False))
        words = _("Read these numbers aloud to each other: {numbers}").format(numbers=guest.numbers)
        for act in (yes, no):
            act.setAccessibleName(f"{act.text()}: {guest.name}, {guest.numbers}")
        rows.append(_guest_row(guest.name, words, no, yes))
    return rows


def _guest_row(name: str, words: str, *acts: Button) -> QWidget:
    """Return a guest with the numbers in full and the answers below: none of it may be cut."""
    row, line = _row("user-plus")
    column = QVBoxLayout()
    column.setSpacing(theme().px(6))
    column.addWidget(ElidedLabel(name, "label"))
    column.addWidget(Label(words, "body", wrap=True))
    flow = FlowLayout(gap=theme().px(8), line_gap=theme().px(6))
    for act in acts:
        flow.addWidget(act)
    column.addLayout(flow)
    row.addLayout(column, 1)
    return line


def lately_rows(lately: Sequence[tuple[str, dict[str, Any]]], now: datetime) -> list[QWidget]:
    """Return the recent exchanges."""
    rows = [
        one_line("refresh-cw", report_words(book), when_words(at, now)) for at, book in lately[:5]
    ]
    return rows or [quiet_row(_("No exchange yet."))]
