"""What the palette can be narrowed to, and the chip that says so."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from fsp_desktop.language.words import _
from fsp_desktop.ui.theme.icons import paint_icon
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.painting import Strip, paint_box, paint_text, text_width


@dataclass(frozen=True, slots=True)
class KindFilter:
    """One choice of what to look through.

    Args:
        key: Stable key.
        words: What the chip says.
        kinds: Kinds of records that are searched; empty means all of them.
        has_acts: Things to do are offered too.
        has_records: Records are searched at all.
    """

    key: str
    words: str
    kinds: tuple[str, ...] = ()
    has_acts: bool = False
    has_records: bool = True


def kind_filters() -> tuple[KindFilter, ...]:
    """Return the choices in their order; the first is the usual one."""
    return (
        KindFilter("everything", _("Everything"), has_acts=True),
        KindFilter("do", _("Things to do"), has_acts=True, has_records=False),
        KindFilter("families", _("Families"), ("family",)),
        KindFilter("people", _("People"), ("adult", "student", "staff", "interpreter")),
        KindFilter("visits", _("Visits"), ("visit",)),
        KindFilter("contacts", _("Contacts"), ("contact",)),
        KindFilter("notes", _("What they taught us"), ("note", "private-note")),
        KindFilter("promises", _("Promises and follow-ups"), ("follow-up", "agreement")),
        KindFilter("conferences", _("Conferences"), ("conference",)),
    )


class KindChip(QAbstractButton):
    """Says what is looked through; each press turns to the next kind.

    Signals:
        turned: Another kind was chosen; carries its filter.
    """

    turned = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._filters, self._at = kind_filters(), 0
        # The keyboard stays in the field, where Tab turns it.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip(_("Tab looks through something else"))
        self.clicked.connect(lambda: self.turn(1))
        self._tell()

    @property
    def filter(self) -> KindFilter:
        """What is looked through now."""
        return self._filters[self._at]

    def turn(self, step: int) -> None:
        """Go to the next (1) or previous (-1) kind."""
        self._at = (self._at + step) % len(self._filters)
        self._tell()
        self.turned.emit(self.filter)

    def reset(self) -> bool:
        """Look through everything again; return whether it was narrowed."""
        was_narrow = self._at != 0
        if was_narrow:
            self.turn(-self._at)
        return was_narrow

    def _tell(self) -> None:
        self.setText(self.filter.words)
        self.setAccessibleName(_("Look through: {kind}").format(kind=self.filter.words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        px = theme().px
        return QSize(text_width(self.text(), theme().font("caption")) + px(38), px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        px, painter = theme().px, QPainter(self)
        is_narrow = self._at != 0
        fill, line, ink = (
            ("pine_soft", "pine", "pine_ink") if is_narrow else ("sunken", "line", "ink2")
        )
        paint_box(painter, self.rect(), fill, line, self.height() / 2)
        strip = Strip(self.rect().adjusted(px(11), 0, -px(9), 0))
        paint_icon(painter, "chevron-down", getattr(theme().scheme, ink), strip.end(px(14), px(4)))
        paint_text(painter, strip.rest(), self.text(), theme().font("caption"), ink)
