"""Beside the day: what was left unfinished, who is quiet, and a word before the first question."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from fsp_desktop.domain.views import QuietFamily, UnfinishedItem
from fsp_desktop.language.formats import clock_time
from fsp_desktop.language.labels import kind_label, label
from fsp_desktop.language.words import _, ngettext
from fsp_desktop.ui.families.words import days_ago, language_list
from fsp_desktop.ui.theme.icons import paint_icon
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.today.going import drop
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import Card, IconLabel
from fsp_desktop.ui.widgets.painting import Strip, paint_text
from fsp_desktop.ui.widgets.text import ElidedLabel, Label, hair_line

KIND_ICONS = {
    "family": "users",
    "visit": "house",
    "contact": "message-circle",
    "note": "quote",
    "follow-up": "list-checks",
    "conference": "handshake",
    "agreement": "handshake",
}
"""Kind of record -> icon that stands for it everywhere."""


class UnfinishedLine(QAbstractButton):
    """One thing to pick up, in two lines with an arrow."""

    def __init__(self, item: UnfinishedItem, now: datetime) -> None:
        super().__init__()
        two = item.reason == "conflict"
        self._icon = "columns-2" if two else KIND_ICONS.get(item.kind, "pencil")
        what = kind_label(item.kind)
        self._title = _("Two versions of one {kind}").format(kind=what.lower()) if two else what
        who = _("{label} family").format(label=item.family_label) if item.family_label else ""
        time = clock_time(item.updated_at.astimezone())
        when = f"{days_ago(item.updated_at, now)} {time}"
        self._quiet = " · ".join(part for part in (who, when) if part)
        self.setAccessibleName(f"{self._title}, {self._quiet}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(53))

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), theme().color("sunken"))
        inner = self.rect().adjusted(px(12), px(8), -px(12), -px(8))
        strip = Strip(inner)
        square = strip.start(px(16), px(8)).adjusted(0, px(1), 0, -px(20))
        paint_icon(painter, self._icon, theme().scheme.ink2, square)
        arrow = strip.end(px(16), px(6)).adjusted(0, px(10), 0, -px(11))
        paint_icon(painter, "chevron-right", theme().scheme.ink2, arrow)
        rest = strip.rest()
        upper, lower = rest.adjusted(0, 0, 0, -px(18)), rest.adjusted(0, px(19), 0, 0)
        paint_text(painter, upper, self._title, theme().font("label"), "ink")
        paint_text(painter, lower, self._quiet, theme().font("caption"), "ink2")


class UnfinishedCard(Card):
    """Drafts to finish and records with two versions.

    Signals:
        opened: Something to pick up was chosen; carries its item.
    """

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Pick up where you left off"), "pencil", padding=0)
        self.body.setSpacing(0)
        self._rows = _Rows(self.body)

    def show_items(self, items: Sequence[UnfinishedItem], now: datetime) -> None:
        """Show drafts and records with two versions; the card hides when there are none."""
        self._rows.clear()
        for item in items:
            line = UnfinishedLine(item, now)
            line.clicked.connect(lambda _checked=False, chosen=item: self.opened.emit(chosen))
            self._rows.add(line)
        self.setVisible(bool(items))


class QuietCard(Card):
    """Families not heard from lately, with the way they like best.

    Signals:
        contact_asked: Log a contact with a quiet family; carries its id.
        visit_asked: Start a visit with a family that likes visits best; carries its id.
    """

    contact_asked = Signal(str)
    visit_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Not heard from lately"), "circle-question-mark", padding=0)
        self.body.setSpacing(0)
        hint = Label(_("It is our turn to reach out."), "note", "ink2")
        hint.setContentsMargins(theme().px(12), theme().px(6), theme().px(12), theme().px(6))
        self.body.addWidget(hint)
        self._rows = _Rows(self.body)

    def show_families(self, families: Sequence[QuietFamily]) -> None:
        """Show who is quiet; the card hides when nobody is."""
        self._rows.clear()
        for family in families:
            self._rows.add(self._family_line(family), lined=True)
        self.setVisible(bool(families))

    def _family_line(self, family: QuietFamily) -> QWidget:
        px = theme().px
        likes_visits = family.wish == "home_visit"
        act = Button(_("Start visit") if likes_visits else _("Log contact"), "quiet", small=True)
        signal = self.visit_asked if likes_visits else self.contact_asked
        act.clicked.connect(lambda: signal.emit(family.id))
        name = _("{label} family").format(label=family.label)
        act.setAccessibleName(f"{act.text()}: {name}")
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(px(12), px(6), px(8), px(6))
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(ElidedLabel(name, "label"))
        column.addWidget(ElidedLabel(_quiet_words(family), "caption", "ink2"))
        row.addLayout(column, 1)
        row.addWidget(act)
        return line


def _quiet_words(family: QuietFamily) -> str:
    if family.days is None:
        ago = _("no contact yet")
    else:
        ago = ngettext("{count} day", "{count} days", family.days).format(count=family.days)
    wish = label("channel", family.wish) if family.wish else ""
    times = family.best_times or ""
    return " · ".join(part for part in (ago, language_list(family.languages), wish, times) if part)


class HelloCard(Card):
    """A quiet word before the first question."""

    def __init__(self) -> None:
        super().__init__(tone="soft")
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        words = _(
            "Before the first question: say hello to everyone in the room, and ask what has gone well "
            "since you last met."
        )
        row.addWidget(IconLabel("heart", "pine_ink"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(words, "note", "pine_ink", wrap=True), 1)
        self.body.addLayout(row)


class _Rows:
    """Rows of a card that are replaced together."""

    def __init__(self, layout: QVBoxLayout) -> None:
        self._layout = layout
        self._widgets: list[QWidget] = []

    def clear(self) -> None:
        for widget in self._widgets:
            self._layout.removeWidget(widget)
            drop(widget)
        self._widgets = []

    def add(self, widget: QWidget, *, lined: bool = False) -> None:
        if self._widgets or lined:
            self._keep(hair_line())
        self._keep(widget)

    def _keep(self, widget: QWidget) -> None:
        self._widgets.append(widget)
        self._layout.addWidget(widget)
