"""The head of a conference: who, when, where, and what is ready at the door."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from fsp_desktop.language.formats import short_day
from fsp_desktop.language.labels import label
from fsp_desktop.language.words import _, ngettext
from fsp_desktop.services.prepare_conference import ConferenceBrief
from fsp_desktop.ui.conference.words import when_words, who_words
from fsp_desktop.ui.families.words import in_language
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button, IconButton
from fsp_desktop.ui.widgets.chips import StatusChip
from fsp_desktop.ui.widgets.flow_layout import FlowLayout
from fsp_desktop.ui.widgets.text import ElidedLabel

Look = tuple[str, str, str]
"""Words, chip kind, icon."""


def chips_of(brief: ConferenceBrief) -> Iterator[Look]:
    """Yield what is ready and what is not; of a court paper only that somebody looked at it."""
    values = brief.form.values
    yield from _interpreter(brief)
    if values.get("child_care_booked"):
        yield _("Child care"), "done", "check"
    if values.get("way_home_booked"):
        yield _("Way home"), "done", "check"
    homes = values.get("invited_households")
    if isinstance(homes, list) and len(homes) > 1:
        words = ngettext("{n} home invited", "{n} homes invited", len(homes))
        yield words.format(n=len(homes)), "done", "check"
    looked = values.get("court_order_checked_on")
    if looked:
        day = short_day(date.fromisoformat(str(looked)))
        yield _("Court paper looked at {day}").format(day=day), "neutral", "eye"
    if brief.conference.status == "planned":
        yield _("Family has not confirmed yet"), "care", "clock"


def _interpreter(brief: ConferenceBrief) -> Iterator[Look]:
    row, mode = brief.conference, str(brief.form.values.get("interpreter_mode") or "")
    language = in_language(row.language) if row.language else ""
    if row.interpreter_name:
        parts = [part for part in (language, row.interpreter_name) if part]
        yield ": ".join(parts), "done", "check"
    elif mode == "none_available":
        yield label("interpreter_mode", mode), "care", "clock"
    elif mode and mode != "not_needed_shared_language":
        words = _("{language}: nobody interprets yet") if language else _("No interpreter yet")
        yield words.format(language=language), "care", "clock"


class BriefHeader(QFrame):
    """Who and when at the start side, chips at the end side.

    Signals:
        list_asked: The person wants all conferences.
        plan_asked: The person wants to change the plan.
    """

    list_asked = Signal()
    plan_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.all = IconButton("list-checks", _("All conferences"), "quiet")
        self.who = ElidedLabel("", "title")
        self.when = ElidedLabel("", "note", "ink2")
        self.change = Button(_("Change the plan"), "link")
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, gap=theme().px(10), line_gap=theme().px(4))
        self._build()
        self.all.clicked.connect(self.list_asked)
        self.change.clicked.connect(self.plan_asked)

    def _build(self) -> None:
        px = theme().px
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self._chips.setSizePolicy(policy)
        self._chips.setAccessibleName(_("What is ready"))
        second = QHBoxLayout()
        second.setSpacing(px(12))
        second.addWidget(self.when)
        second.addWidget(self.change)
        second.addStretch(1)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self.who)
        lines.addLayout(second)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(14), px(5), px(20), px(6))
        row.setSpacing(px(10))
        row.addWidget(self.all)
        row.addLayout(lines, 1)
        row.addWidget(self._chips, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumHeight(px(61))

    def show_brief(self, brief: ConferenceBrief, today: date) -> None:
        """Show the head of one conference."""
        self.who.setText(who_words(brief.conference))
        self.when.setText(when_words(brief.conference, today))
        self._flow.clear()
        words = []
        for text, kind, icon in chips_of(brief):
            self._flow.addWidget(StatusChip(text, kind, icon))
            words.append(text)
        self._chips.setAccessibleDescription(", ".join(words))
        self._chips.setMinimumWidth(min(self._flow.sizeHint().width(), theme().px(520)))
        self._chips.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme().color("line"))
