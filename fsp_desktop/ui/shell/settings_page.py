"""Settings of this computer: language, looks and lock; each choice is kept and shown at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fsp_desktop.language.words import _, current
from fsp_desktop.ui.shell.screen import Screen
from fsp_desktop.ui.theme.theme import TEXT_SIZES, theme
from fsp_desktop.ui.widgets.cards import Card
from fsp_desktop.ui.widgets.check_row import CheckRow
from fsp_desktop.ui.widgets.combo import Combo
from fsp_desktop.ui.widgets.main_and_side import MainAndSide
from fsp_desktop.ui.widgets.segmented import Segmented
from fsp_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from fsp_desktop.ui.shell.shell import Shell

LOCK_MINUTES = (1, 2, 5, 10, 15, 30, 60)


class SettingsScreen(Screen):
    """Language, looks and lock."""

    key = "settings"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._build()

    def title(self) -> str:
        return _("Settings")

    def subtitle(self) -> str:
        return _("Each choice is kept at once")

    def panes(self) -> list[QWidget]:
        return [self._language]

    def _build(self) -> None:
        px = theme().px
        halves = QWidget(), QWidget()
        first, second = (QVBoxLayout(half) for half in halves)
        for column in (first, second):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(px(12))
        inner = MainAndSide(*halves, gap=12)
        inner.set_margins(20, 12, 20, 20)
        first.addWidget(self._language_card())
        first.addWidget(self._looks_card())
        second.addWidget(self._lock_card())
        self._add_sharing(second)
        for column in (first, second):
            column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _add_sharing(self, column: QVBoxLayout) -> None:
        if self.shell.workspace is None:
            return
        from fsp_desktop.ui.sync.settings_card import SharingCard

        self._sharing = SharingCard(self.shell)
        column.addWidget(self._sharing)

    def _language_card(self) -> Card:
        from fsp_desktop.ui.shell.ui_languages import ui_languages

        card = Card(_("Language"), "languages", padding=0, gap=0)
        self._language = Combo(_("This program speaks"), ui_languages())
        self._language.set_chosen(current())
        self._language.chosen_changed.connect(self._choose_language)
        words = _("Changes at once, nothing restarts")
        card.body.addWidget(_Row(_("This program speaks"), words, self._language))
        return card

    def _looks_card(self) -> Card:
        card = Card(_("Appearance"), "sun", padding=0, gap=0)
        modes = [("system", _("Follow")), ("light", _("Light")), ("dark", _("Dark"))]
        self._mode = Segmented(_("Light or dark"), modes, theme().mode)
        self._mode.chosen_changed.connect(self._choose_mode)
        words = _("Follow uses the computer’s choice")
        card.body.addWidget(_Row(_("Light or dark"), words, self._mode))
        card.add_line()
        sizes = [(str(size), _("{n} %").format(n=size)) for size in TEXT_SIZES]
        self._size = Segmented(_("Text size"), sizes, str(theme().text_size))
        # Keys change the size too, from wherever one is.
        theme().changed.connect(self._follow_looks)
        self._size.chosen_changed.connect(self._choose_size)
        words = _("Ctrl +, Ctrl − and Ctrl 0 work everywhere")
        card.body.addWidget(_Row(_("Text size"), words, self._size))
        return card

    def _lock_card(self) -> Card:
        settings = self.shell.hooks.settings
        card = Card(_("Lock"), "lock", padding=0, gap=0)
        choices = [(str(n), _minutes(n)) for n in LOCK_MINUTES]
        self._lock = Combo(_("Lock by itself"), choices)
        self._lock.set_chosen(str(settings.get("lock_minutes", 5)))
        self._lock.chosen_changed.connect(self._choose_lock)
        card.body.addWidget(_Row(_("Lock by itself"), _("After this long without use"), self._lock))
        card.add_line()
        self._keyring = CheckRow(_("On"))
        self._keyring.setAccessibleName(_("This computer’s key ring"))
        self._keyring.setChecked(bool(settings.get("keyring_allowed", False)))
        self._keyring.clicked.connect(self._choose_keyring)
        words = _("Off: you type the passphrase each time. Never the only way in.")
        card.body.addWidget(_Row(_("This computer’s key ring"), words, self._keyring))
        return card

    def _follow_looks(self) -> None:
        self._size.set_chosen(str(theme().text_size))
        self._mode.set_chosen(theme().mode)

    def _choose_language(self, tag: str) -> None:
        self.shell.hooks.settings.set("ui_language", tag)
        self.shell.language_chosen.emit(tag)

    def _choose_mode(self, mode: str) -> None:
        theme().set_mode(mode)  # type: ignore[arg-type]
        self.shell.hooks.settings.set("theme", mode)

    def _choose_size(self, size: str) -> None:
        self.shell.hooks.settings.set("text_size", int(size))
        theme().set_scale(int(size) / 100)

    def _choose_lock(self, minutes: str) -> None:
        self.shell.hooks.settings.set("lock_minutes", int(minutes))
        self.shell.lock_minutes_chosen.emit(int(minutes))

    def _choose_keyring(self, allowed: bool) -> None:
        hooks = self.shell.hooks
        job = self.shell.runner.store(lambda: hooks.allow_keyring(allowed), owner=self)
        job.then(lambda _done: hooks.settings.set("keyring_allowed", allowed))
        job.failed(lambda error: self._keyring_failed(error, allowed))

    def _keyring_failed(self, error, allowed: bool) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        self._keyring.setChecked(not allowed)
        self.shell.tell_failure(error)


class _Row(QWidget):
    """A setting: what it is, what it means, and its choice at the end."""

    def __init__(self, words: str, note: str, choice: QWidget) -> None:
        super().__init__()
        px = theme().px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(14), px(6), px(14), px(6))
        row.setSpacing(px(12))
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(Label(words, "label"))
        lines.addWidget(Label(note, "caption", "ink2", wrap=True))
        row.addLayout(lines, 1)
        row.addWidget(choice)
        choice.setAccessibleDescription(note)
        self.setMinimumHeight(px(48))


def _minutes(count: int) -> str:
    from fsp_desktop.language.words import ngettext

    return ngettext("{n} minute", "{n} minutes", count).format(n=count)
