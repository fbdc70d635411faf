"""All adults, all children or all homes of a family, under one heading."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.ui.family_form.parts import AdultPart, ChildPart, Family, Part
from fsp_desktop.ui.family_form.taken_away import TakenAway
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.text import Label


class Section(QWidget):
    """Parts of one kind, and a button for one more.

    Args:
        shell: The window's work area.
        kind: adult, student or household.
        words: Heading, and the words and the key of the button.
        family: Returns the family's form on the store thread; it is on disk by then.

    Signals:
        edited: Something was typed.
        part_added: There is one more part; carries it.
        written: A record was written to by an act of its own; carries what changed.
        gone_on: The keyboard went to a part that has to be seen; carries it.
    """

    edited = Signal()
    part_added = Signal(object)
    written = Signal(object)
    gone_on = Signal(object)

    def __init__(self, shell: Shell, kind: str, words: tuple[str, str, str], family: Family):
        super().__init__()
        self._shell, self._kind, self._family = shell, kind, family
        self._parts: list[Part] = []
        heading, more, keys = words
        self.adder = Button(more, "quiet", icon="plus", keys=keys, small=True)
        px = theme().px
        head = QHBoxLayout()
        head.setContentsMargins(0, px(6), 0, 0)
        head.addWidget(Label(heading, "title"))
        head.addStretch(1)
        head.addWidget(self.adder)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        column.addLayout(head)
        column.addLayout(self._lines)
        self.adder.clicked.connect(lambda _on=False: self.begin_one())

    @property
    def parts(self) -> list[Part]:
        """The parts that were not taken away."""
        return [part for part in self._parts if not part.is_away]

    def all_parts(self) -> list[Part]:
        """Return every part, also those that could still come back."""
        return list(self._parts)

    def add(self) -> Part:
        """Show one more part, folded as it comes."""
        part = self._make()
        part.edited.connect(lambda _name: self.edited.emit())
        part.written.connect(self.written)
        part.away_asked.connect(lambda: self._take_away(part))
        self._parts.append(part)
        self._lines.addWidget(part)
        self.part_added.emit(part)
        return part

    def clear(self) -> None:
        """Show no part any more; their records stay as they are."""
        for part in self._parts:
            self._lines.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []

    def begin_one(self, *, focus: bool = True) -> Part:
        """Open an empty part; one that is still empty is taken again."""
        empty = next((part for part in self.parts if not part.is_filled), None)
        part = empty or self.add()
        if isinstance(part, AdultPart) and not part.points:
            part.add_point()
        part.unfold(is_open=True)
        if focus:
            part.editor.focus_target().setFocus()
            # It has its height only after the layout has seen it.
            QTimer.singleShot(0, part, lambda: self.gone_on.emit(part))
        return part

    def _make(self) -> Part:
        if self._kind == "adult":
            return AdultPart(self._shell, self._family)
        if self._kind == "student":
            return ChildPart(self._shell, self._family)
        return Part(self._shell, self._kind, self._family)

    def _take_away(self, part: Part) -> None:
        part.is_away = True
        for keeper in part.keepers():
            keeper.flush()
        if not part.is_filled and not part.editor.keeper.made_now():
            part.hide()
            self.adder.setFocus()
        else:
            taken = TakenAway(self._shell, part, part.editor.keeper, part.name())
            taken.changed.connect(self.written)
            taken.came_back.connect(lambda: self._come_back(part))
            taken.take(self._lines)
        self.edited.emit()

    def _come_back(self, part: Part) -> None:
        part.is_away = False
        self.edited.emit()
