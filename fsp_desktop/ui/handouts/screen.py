"""Handouts and cards: a list of what can be made, and the form and page of the one chosen."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.ui.handouts.gallery import Gallery
from fsp_desktop.ui.handouts.kinds import all_kinds
from fsp_desktop.ui.handouts.maker import Maker
from fsp_desktop.ui.places import open_place
from fsp_desktop.ui.shell.screen import Screen, SupportsKinds
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button


class HandoutsScreen(Screen):
    """Everything on paper but the welcome packet."""

    key = "handouts"
    wants_rail = True
    shows = frozenset(
        {
            "school", "staff", "family", "adult", "student", "packet-text", "conference", "visit",
            "interpreter", "agreement", "school-person", "resource",
        }
    )  # fmt: skip

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.kinds = all_kinds()
        self.gallery = Gallery(self.kinds.values())
        self.makers: dict[str, Maker] = {}
        self._ready: tuple[str, ...] = ()
        self.all = Button(_("All pages and cards"), "quiet", icon="chevron-left", small=True)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.gallery)
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        px = theme().px
        head.setContentsMargins(px(14), px(6), px(14), 0)
        head.addWidget(self.all)
        head.addStretch(1)
        self._head.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.stack, 1)
        self.gallery.chosen.connect(self._on_chosen)
        self.all.clicked.connect(self.show_all)
        self.add_action("handout.save", _("Save PDF"), self._save, "Ctrl+S")
        self.add_action("handout.print", _("Print"), self._print, "Ctrl+P")

    def title(self) -> str:
        return _("Handouts & cards")

    def subtitle(self) -> str:
        maker = self.maker()
        return maker.kind.title if maker is not None else ""

    def panes(self) -> list[QWidget]:
        maker = self.maker()
        return maker.panes() if maker is not None else [self.gallery.cards[0]]

    def opened(self, **place: Any) -> None:
        self._ask_languages()
        kind = str(place.get("kind") or "")
        if kind in self.kinds:
            self.show_kind(kind, str(place.get("family_id") or ""))
        elif (maker := self.maker()) is not None:
            maker.ask()

    def refresh(self, changes: SupportsKinds | None) -> None:
        if (maker := self.maker()) is not None:
            maker.ask()

    def leaving(self) -> None:
        for maker in self.makers.values():
            maker.pane.live.stop()

    def maker(self) -> Maker | None:
        """Return what is being made, if anything is."""
        widget = self.stack.currentWidget()
        return widget if isinstance(widget, Maker) else None

    def show_kind(self, kind: str, family_id: str = "") -> None:
        """Bring up the form of one kind of page, for a family if one is named."""
        if kind not in self.makers:
            self.makers[kind] = Maker(self.shell, self.kinds[kind])
            self.makers[kind].form.know_languages(self._ready)
            self.stack.addWidget(self.makers[kind])
        maker = self.makers[kind]
        self.stack.setCurrentWidget(maker)
        self._head.show()
        self.shell.remember(kind=kind)
        self.title_changed.emit()
        if family_id and self.kinds[kind].with_family and family_id != maker.form.family_id:
            maker.form.take_family(family_id)
        maker.ask()
        maker.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_all(self) -> None:
        """Go back to the list; what was typed stays."""
        maker = self.maker()
        if maker is not None:
            maker.pane.live.stop()
        self.stack.setCurrentWidget(self.gallery)
        self._head.hide()
        self.shell.remember()
        self.title_changed.emit()
        card = next(
            (one for one in self.gallery.cards if maker and one.key == maker.kind.key), None
        )
        (card or self.gallery.cards[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_chosen(self, key: str) -> None:
        if key in self.kinds:
            self.show_kind(key)
        else:
            open_place(self.shell, key)

    def _ask_languages(self) -> None:
        from fsp_desktop.services.show_texts import languages_of_texts

        workspace = self.shell.workspace
        self.shell.runner.store(lambda: languages_of_texts(workspace), owner=self).then(self._know)

    def _know(self, ready: tuple[str, ...]) -> None:
        self._ready = ready
        for maker in self.makers.values():
            maker.form.know_languages(ready)

    def _save(self) -> None:
        if (maker := self.maker()) is not None:
            maker.acts.save()

    def _print(self) -> None:
        if (maker := self.maker()) is not None:
            maker.acts.print()
