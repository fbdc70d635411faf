"""One visit or conference of the day: when, who, with which interpreter, and their words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.domain.views import AgendaItem
from fsp_desktop.language.formats import clock_time, short_day
from fsp_desktop.language.labels import label
from fsp_desktop.language.words import _
from fsp_desktop.ui.families.words import in_language
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button, ButtonKind
from fsp_desktop.ui.widgets.cards import Card, IconLabel
from fsp_desktop.ui.widgets.quotes import quoted
from fsp_desktop.ui.widgets.text import ElidedLabel, Label
from fsp_desktop.ui.widgets.voice_label import VoiceLabel

DONE = frozenset({"completed", "met_elsewhere", "held"})


class AgendaCard(Card):
    """A card of the day.

    Signals:
        acted: The button was pressed; carries the item.
    """

    acted = Signal(object)

    def __init__(self, item: AgendaItem) -> None:
        super().__init__(padding=0)
        self.item = item
        words, kind = act_of(item)
        self.button = Button(words, kind)
        self.button.clicked.connect(lambda: self.acted.emit(item))
        self.setAccessibleName(card_sentence(item))
        self.setAccessibleDescription(item.quote or "")
        self.button.setAccessibleName(
            _("{act}: {card}").format(act=words, card=card_sentence(item))
        )
        self._build()

    def _build(self) -> None:
        px, item = theme().px, self.item
        time = Label(clock_time(item.starts_at.astimezone()), "lead")
        time.setProperty("role", "title")
        time.setFixedWidth(px(64))
        icon = IconLabel("house" if item.kind == "visit" else "handshake", "ink", 16)
        title = ElidedLabel(_title(item), "bodyStrong")
        top = QHBoxLayout()
        top.setSpacing(px(8))
        top.addWidget(icon)
        top.addWidget(title, 1)
        body = QVBoxLayout()
        body.setSpacing(px(3))
        body.addLayout(top)
        body.addWidget(ElidedLabel(_details(item), "note", "ink2"))
        if item.quote:
            body.addWidget(_quote_line(item))
        row = QHBoxLayout()
        row.setContentsMargins(px(14), px(11), px(14), px(11))
        row.setSpacing(px(8))
        row.addWidget(time, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(body, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)

    def make_main(self) -> None:
        """Give this card the day's one strong button: it is the next one."""
        self.button.set_kind("primary")


def act_of(item: AgendaItem) -> tuple[str, ButtonKind]:
    """Return what to do next with an item, and how strongly to offer it."""
    if item.kind == "conference":
        return _("Open brief"), "plain"
    if item.status in DONE:
        return _("Open visit log"), "plain"
    return _("Start visit log"), "plain"


def card_sentence(item: AgendaItem) -> str:
    """Return what a screen reader says for the card."""
    time = clock_time(item.starts_at.astimezone())
    return ", ".join(part for part in (time, _title(item), _details(item)) if part)


def _title(item: AgendaItem) -> str:
    what = _("Home visit") if item.kind == "visit" else _("Family–School Conference")
    family = _("{label} family").format(label=item.family_label)
    state = (
        "" if item.status not in DONE else f" · {label(f'{item.kind}_status', str(item.status))}"
    )
    return f"{what} · {family}{state}"


def _details(item: AgendaItem) -> str:
    children = ", ".join(
        _("{name} (grade {grade})").format(name=child.name, grade=child.grade)
        if child.grade
        else child.name
        for child in item.children
    )
    languages = ", ".join(in_language(tag) for tag in item.languages)
    if item.interpreter_name:
        with_whom = _("{name} interprets").format(name=item.interpreter_name)
        languages = ", ".join(part for part in (languages, with_whom) if part)
    missing = _("no interpreter booked yet") if item.interpreter_missing else ""
    return " · ".join(part for part in (children, languages, missing, item.place or "") if part)


def _quote_line(item: AgendaItem) -> QWidget:
    px = theme().px
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, px(2), 0, 0)
    row.setSpacing(px(8))
    row.addWidget(IconLabel("quote", "family", 16), 0, Qt.AlignmentFlag.AlignTop)
    words = VoiceLabel(quoted(item.quote or ""), "family_ink")
    row.addWidget(words, 1)
    day = short_day(item.quote_on) if item.quote_on else ""
    who = ", ".join(part for part in (item.quote_by or "", day) if part)
    if who:
        row.addWidget(Label(who, "caption", "ink2"), 0, Qt.AlignmentFlag.AlignTop)
    return line
