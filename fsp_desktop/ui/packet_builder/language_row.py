"""The languages of a packet as chips, with how far each one's words are, and a menu to add one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from fsp_desktop.language.language_names import language_name
from fsp_desktop.language.languages import find_language
from fsp_desktop.language.words import _, current, ngettext
from fsp_desktop.ui.forms.language_choice import language_choices
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.announce import announce
from fsp_desktop.ui.widgets.chips import Chip, ChipRow
from fsp_desktop.ui.widgets.field import FieldMessage

MOST = 3
"""Languages beside English that one page can hold."""


def own_name(tag: str) -> str:
    """Return what a language calls itself."""
    known = find_language(tag)
    return known.autonym if known is not None and known.autonym else language_name(tag, current())


class LanguageRow(QWidget):
    """Chosen and proposed languages. What a person chose stays, whatever is proposed later.

    Args:
        ready: Languages that have texts; offered first.
        most: How many can be chosen at once.

    Signals:
        chosen_changed: The person changed the languages; carries the tags, first chosen first.
    """

    chosen_changed = Signal(list)

    def __init__(self, ready: Sequence[str] = (), most: int = MOST) -> None:
        super().__init__()
        self._ready, self._most = tuple(ready), most
        self._chosen: list[str] = []
        self._by_hand: list[str] = []
        self._offered: list[str] = []
        self._states: Mapping[str, str] = {}
        self.chips = ChipRow(_("Languages"))
        self.full = FieldMessage()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(4))
        column.addWidget(self.chips)
        column.addWidget(self.full)
        self.full.hide()
        self.chips.chosen_changed.connect(self._on_chips)

    def chosen(self) -> list[str]:
        return list(self._chosen)

    def set_ready(self, ready: Sequence[str]) -> None:
        """Know which languages have texts."""
        self._ready = tuple(ready)

    def propose(self, proposed: Sequence[str], offered: Sequence[str] = ()) -> None:
        """Take in what a family reads, beside what the person chose, without telling.

        Args:
            proposed: Chosen as far as there is room; the person's own choice comes first in rank,
                the family's languages come first in order.
            offered: Shown as well, not chosen.
        """
        kept = [tag for tag in self._by_hand if tag not in proposed]
        room = self._most - len(kept)
        self._chosen = [*list(dict.fromkeys(proposed))[:room], *kept]
        self._offered = list(dict.fromkeys((*self._chosen, *proposed, *offered)))
        self.full.hide()
        self._show()

    def show_states(self, states: Mapping[str, str]) -> None:
        """Say in each chip how many parts a person has checked: tag -> words."""
        if states != self._states:
            self._states = states
            self._show()

    def add(self, tag: str) -> None:
        """Choose one more language, as the person would; where there is no room, that is said."""
        if tag not in self._offered:
            self._offered.append(tag)
        self._take_by_hand([*self._chosen, tag])
        self._show()
        self.chosen_changed.emit(self.chosen())

    def _show(self) -> None:
        here = next((at for at, chip in enumerate(self.chips.chips()) if chip.hasFocus()), None)
        self.chips.set_choices([(tag, self._words(tag)) for tag in self._offered], big=True)
        self.chips.set_chosen(self._chosen)
        for chip in self.chips.chips():
            chip.setAccessibleName(f"{language_name(chip.key, current())}, {chip.text()}")
        self._more = Chip(_("Add"), icon="plus", big=True)
        self._more.setAccessibleName(_("Add a language"))
        self._more.clicked.connect(self._offer)
        self.chips.add_action_chip(self._more)
        if here is not None and here < len(self.chips.chips()):
            self.chips.chips()[here].setFocus()

    def _words(self, tag: str) -> str:
        # Isolated, so that an Arabic name does not turn the count around.
        own = f"\u2068{own_name(tag)}\u2069"
        return "  ".join(part for part in (own, self._states.get(tag, "")) if part)

    def _on_chips(self, keys: list[str]) -> None:
        kept = [tag for tag in self._chosen if tag in keys]
        self._take_by_hand(kept + [tag for tag in keys if tag not in kept])
        self.chips.set_chosen(self._chosen)
        self.chosen_changed.emit(self.chosen())

    def _take_by_hand(self, wanted: Sequence[str]) -> None:
        """Keep what the person wants; one language too many is refused, none is dropped for it."""
        tags = list(dict.fromkeys(wanted))
        self.full.setVisible(len(tags) > self._most)
        if len(tags) > self._most:
            words = ngettext(
                "A page holds English and {n} more. Take one out first.",
                "A page holds English and {n} more. Take one out first.",
                self._most,
            )
            self.full.show_error(words.format(n=self._most))
            announce(self, self.full.text())
            tags = tags[: self._most]
        added = [tag for tag in tags if tag not in self._chosen]
        self._by_hand = [tag for tag in (*self._by_hand, *added) if tag in tags]
        self._chosen = tags

    def menu(self) -> QMenu:
        """Return the languages to add: those with texts first, then all that people read."""
        menu = QMenu(self)
        first = [tag for tag in self._ready if tag not in self._chosen and tag != "en"]
        for tag in sorted(first, key=lambda tag: language_name(tag, current()).casefold()):
            self._add_line(menu, tag)
        more = menu.addMenu(_("Others, in English until somebody translates them"))
        for tag, _name in language_choices(use="read"):
            if tag and tag != "en" and tag not in self._ready and tag not in self._chosen:
                self._add_line(more, tag)
        return menu

    def _add_line(self, menu: QMenu, tag: str) -> None:
        words, name = own_name(tag), language_name(tag, current())
        line = menu.addAction(words if words == name else f"{name} · {words}")
        line.triggered.connect(lambda: self.add(tag))

    def _offer(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))
