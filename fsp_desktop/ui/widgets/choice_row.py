"""Two versions side by side and what will be kept: the calm choice used wherever things differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape
from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from fsp_desktop.language.words import _
from fsp_desktop.ui.theme.marks import paint_radio
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.painting import key_width, paint_box, paint_key
from fsp_desktop.ui.widgets.quotes import quoted
from fsp_desktop.ui.widgets.text import ElidedLabel, Label

Choice = Literal["mine", "theirs", "both", "new", ""]


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a value as it is shown: who wrote it, where and when, and the words."""

    who: str
    where_when: str
    words: str
    is_voice: bool = False


Marks = tuple[tuple[bool, str], ...]
"""Pieces of a text in order, each with whether the other version lacks it."""
MOST_STEPS = 20_000_000
MOST_AT_ONCE = 20_000
"""Letters from which on two texts are compared beside the window, not in it."""


def differing(words: str, other: str) -> Marks:
    """Return words in pieces, each with whether the other version lacks it; needs no window.

    Long texts are compared paragraph by paragraph first, so that the time stays in proportion.
    """
    if len(words) + len(other) <= MOST_AT_ONCE:
        return _by_word(words, other)
    mine, theirs = words.splitlines(), other.splitlines()
    pieces: list[tuple[bool, str]] = []
    for tag, start, end, first, last in _opcodes(mine, theirs):
        piece, beside = "\n".join(mine[start:end]), "\n".join(theirs[first:last])
        if not piece:
            continue
        small = len(piece) + len(beside) <= MOST_AT_ONCE
        if tag == "replace" and small:
            pieces += _by_word(piece, beside)
        else:
            pieces.append((tag != "equal", piece))
    return tuple(pieces)


def _by_word(words: str, other: str) -> Marks:
    mine, theirs = words.split(), other.split()
    pieces = (
        (tag != "equal", " ".join(mine[start:end]))
        for tag, start, end, _first, _last in _opcodes(mine, theirs)
    )
    return tuple((is_own, piece) for is_own, piece in pieces if piece)


def _opcodes(mine: list[str], theirs: list[str]) -> Sequence[tuple[str, int, int, int, int]]:
    # Texts that say one word over and over would take minutes; then frequent words are no anchors.
    here, there = Counter(mine), Counter(theirs)
    pairs = sum(count * there[one] for one, count in here.items())
    is_hard = pairs * min(len(mine), len(theirs)) > MOST_STEPS
    return SequenceMatcher(None, mine, theirs, autojunk=is_hard).get_opcodes()


def marked(pieces: Marks) -> str:
    """Return pieces as safe rich text in which what the other version lacks is marked.

    Everything that came from people is escaped; only our own marks are markup.
    """
    scheme = theme().scheme
    style = f"background:{scheme.pine_soft}; text-decoration:underline; color:{scheme.ink}"
    parts = []
    for is_own, piece in pieces:
        safe = escape(piece).replace("\n", "<br>")
        parts.append(f'<span style="{style}">{safe}</span>' if is_own else safe)
    return " ".join(parts)


def marked_words(words: str, other: str) -> str:
    """Return words as safe rich text in which what the other version lacks is marked."""
    return marked(differing(words, other))


class _Side(QFrame):
    """One version with its radio mark; the whole card is the target."""

    pressed = Signal()

    def __init__(self, digit: str, *, is_result: bool = False) -> None:
        super().__init__()
        self._digit = digit
        self._is_result = is_result
        self._is_taken = False
        self.who = Label("", "label")
        self.when = ElidedLabel("", "caption", "ink2")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        px = theme().px
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.setContentsMargins(px(28), 0, key_width("0") + px(6), 0)
        head.addWidget(self.who)
        head.addWidget(self.when, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(10), px(12), px(12))
        column.setSpacing(px(6))
        column.addLayout(head)
        column.addWidget(self.words, 1)
        if not is_result:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_taken(self, taken: bool) -> None:
        self._is_taken = taken
        self.update()

    def show_words(self, words: str, *, voice: bool, rich: bool = False) -> None:
        kind = Qt.TextFormat.RichText if rich else Qt.TextFormat.PlainText
        self.words.setTextFormat(kind)
        self.words.setFont(theme().font("voice" if voice else "body"))
        self.words.setText(words)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(160), super().minimumSizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        px = theme().px
        fill = "sunken" if self._is_result else "surface"
        if self._is_taken:
            paint_box(painter, self.rect(), fill, "pine", 10, 2)
        else:
            paint_box(painter, self.rect(), fill, "line", 10)
        mark = self.rect().adjusted(px(12), px(10), 0, 0)
        mark.setSize(QSize(px(20), px(20)))
        cap = self.rect().adjusted(self.width() - key_width("0") - px(12), px(10), -px(12), 0)
        cap.setHeight(px(20))
        if theme().is_rtl:
            mark.moveRight(self.width() - px(12))
            cap.moveLeft(px(12))
        paint_radio(painter, mark, self._is_taken)
        if self._digit:
            paint_key(painter, cap, self._digit)


class ChoiceRow(QWidget):
    """One part that differs: mine, theirs, and what will be kept.

    Keys while it has the keyboard: 1 mine, 2 theirs, 3 both (if allowed), F2 write anew.

    Signals:
        chosen_changed: The person chose; carries mine, theirs or both.
        rewrite_asked: The person wants to write it anew.
    """

    chosen_changed = Signal(str)
    rewrite_asked = Signal()

    def __init__(
        self,
        words: str,
        mine: Version,
        theirs: Version,
        *,
        both: str = "",
        key: str = "",
        may_rewrite: bool = True,
    ) -> None:
        super().__init__()
        self.key = key
        self._may_rewrite = may_rewrite
        self._words = words
        self._versions = {"mine": mine, "theirs": theirs}
        self._both = both
        self._choice: Choice = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._sides = {"mine": _Side("1"), "theirs": _Side("2")}
        self._kept = _Side("3" if both else "", is_result=True)
        self._build()
        self._fill()

    def choice(self) -> Choice:
        return self._choice

    def choose(self, choice: Choice, new_words: str = "") -> None:
        """Show a choice and what it keeps, without telling anybody."""
        self._choice = choice
        for key, side in self._sides.items():
            side.set_taken(key == choice)
        self._kept.set_taken(choice in {"both", "new"})
        self._show_kept(new_words)
        self._name()

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(4, 0, 4, 4)
        grid.setHorizontalSpacing(theme().px(12))
        grid.setVerticalSpacing(theme().px(6))
        grid.addWidget(Label(self._words, "label"), 0, 0, 1, 3)
        for at, side in enumerate((*self._sides.values(), self._kept)):
            grid.addWidget(side, 1, at)
            grid.setColumnStretch(at, 1)
        for key, side in self._sides.items():
            side.pressed.connect(lambda key=key: self._take(key))
        self._kept.pressed.connect(lambda: self._take("both"))

    def _fill(self) -> None:
        mine, theirs = self._versions["mine"], self._versions["theirs"]
        for key, other in (("mine", theirs), ("theirs", mine)):
            version, side = self._versions[key], self._sides[key]
            side.who.setText(version.who)
            side.when.setText(version.where_when)
            if len(version.words) + len(other.words) > MOST_AT_ONCE:
                side.show_words(version.words, voice=version.is_voice)
            else:
                marks = marked_words(version.words, other.words)
                side.show_words(marks, voice=version.is_voice, rich=True)
        self.choose("")

    @property
    def needs_marks(self) -> bool:
        """Whether the texts are so long that somebody has to compare them beside the window."""
        return sum(len(version.words) for version in self._versions.values()) > MOST_AT_ONCE

    def compare(self) -> tuple[Marks, Marks]:
        """Compare the two texts; touches no widget, so it may run in the pool."""
        mine, theirs = self._versions["mine"].words, self._versions["theirs"].words
        return differing(mine, theirs), differing(theirs, mine)

    def show_marks(self, marks: tuple[Marks, Marks]) -> None:
        """Show what `compare` found."""
        for side, pieces, version in zip(
            self._sides.values(), marks, self._versions.values(), strict=True
        ):
            side.show_words(marked(pieces), voice=version.is_voice, rich=True)

    def _show_kept(self, new_words: str) -> None:
        kept, version = self._kept, self._versions.get(self._choice)
        is_voice = self._versions["mine"].is_voice
        kept.who.set_tone("ink")
        if version is not None:
            kept.who.setText(_("{who} version").format(who=version.who))
            kept.show_words(version.words, voice=is_voice)
        elif self._choice == "both":
            kept.who.setText(_("Both"))
            both = quoted(self._both) if is_voice else self._both
            kept.show_words(both, voice=is_voice)
        elif self._choice == "new":
            kept.who.setText(_("Written anew"))
            kept.show_words(new_words, voice=is_voice)
        else:
            kept.who.setText(_("Still to choose"))
            kept.who.set_tone("care")
            hint = _("Press 1, 2 or 3, or write it anew with F2.")
            plain = _("Press 1 or 2, or write it anew with F2.")
            only = _("Press 1 or 2.")
            shown = hint if self._both else (plain if self._may_rewrite else only)
            kept.show_words(shown, voice=False)

    def _name(self) -> None:
        self.setAccessibleName(self._words)
        versions = ", ".join(f"{v.who}: {v.words}" for v in self._versions.values())
        self.setAccessibleDescription(f"{versions}. {self._kept.who.text()}")

    def _take(self, choice: str) -> None:
        if choice == "both" and not self._both:
            return
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.choose(choice)  # type: ignore[arg-type]
        self.chosen_changed.emit(choice)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        choice = {"1": "mine", "2": "theirs", "3": "both"}.get(event.text())
        if choice is not None:
            self._take(choice)
        elif event.key() == Qt.Key.Key_F2:
            self.rewrite_asked.emit()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)
