"""All parts and their states on one page, for looking at."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button, IconButton
from fsp_desktop.ui.widgets.cards import Banner, Card, EmptyState
from fsp_desktop.ui.widgets.check_row import CheckRow, RadioList
from fsp_desktop.ui.widgets.chips import ChipRow, StatusChip
from fsp_desktop.ui.widgets.choice_row import ChoiceRow, Version
from fsp_desktop.ui.widgets.combo import Combo
from fsp_desktop.ui.widgets.date_words import DateWords
from fsp_desktop.ui.widgets.field import Field, GrowingText, LineField, OwnWordsField
from fsp_desktop.ui.widgets.lists import RowList, RowModel
from fsp_desktop.ui.widgets.progress import Progress
from fsp_desktop.ui.widgets.rows import RowLook, TwoLineDelegate
from fsp_desktop.ui.widgets.segmented import Segmented, SegTabs

ROWS = (
    RowLook("Al-Hariri", "عائلة الحريري", "Arabic · Sami (1)", "6 days", "arrow-left", "family"),
    RowLook("Begum", "বেগম পরিবার", "Bangla · Nadia (3)", "34 days", "clock"),
    RowLook("Nguyễn", "", "Vietnamese · Minh (5)", chip=("Accepted", "family", "check")),
)


def gallery() -> QWidget:
    """Return a window with every part."""
    page = QWidget()
    page.setObjectName("page")
    page.setStyleSheet(f"#page {{ background: {theme().scheme.bg}; }}")
    page.resize(1130, 1000)
    column = QVBoxLayout(page)
    column.setSpacing(10)
    for make in (_buttons, _fields, _texts, _chips, _choices, _rows, _calm, _two_versions):
        make(column)
    column.addStretch(1)
    return page


def _line(column: QVBoxLayout, *parts: QWidget, spread: bool = False) -> None:
    row = QHBoxLayout()
    for part in parts:
        row.addWidget(part, int(spread))
    if not spread:
        row.addStretch(1)
    column.addLayout(row)


def _buttons(column: QVBoxLayout) -> None:
    off = Button(_("Save"), "primary")
    off.setEnabled(False)
    waiting = Button(_("Share now"), "primary", icon="refresh-cw")
    waiting.set_waiting(_("Sharing…"))
    _line(
        column,
        Button(_("Save"), "primary", keys="Ctrl Enter"),
        waiting,
        off,
        Button(_("&Close"), keys="Esc"),
        Button(_("Contact"), "quiet", icon="message-circle"),
        Button(_("Stop"), "care"),
        IconButton("lock", _("Lock")),
        Button(_("Share now"), "link"),
    )


def _fields(column: QVBoxLayout) -> None:
    wrong = Field(_("By when"), LineField(_("By when")))
    wrong.editor.setText("31 Feb")
    wrong.set_error(_("This day does not exist."))
    named = Field(_("Family"), LineField(_("Family"), _("Name, child, language…"), icon="filter"))
    combo = Combo(_("Language"), [("so", "Soomaali"), ("es", "Español")])
    _line(column, named, wrong, Field(_("Language"), combo, _("Or choose…")), spread=True)


def _texts(column: QVBoxLayout) -> None:
    hope = OwnWordsField(_("What do they hope for?"))
    hope.set_text("“I want Yusuf to feel that school is his place too.”")
    column.addWidget(Field(_("What do they hope for?"), hope))
    column.addWidget(GrowingText(_("What was said?"), _("What was said?")))


def _chips(column: QVBoxLayout) -> None:
    ways = ChipRow(_("How?"), exclusive=True)
    ways.set_choices([("p", _("Phone")), ("v", _("Voice message"), "mic"), ("t", _("Text"))])
    ways.set_chosen(["p"])
    topics = ChipRow(_("Topics"), numbered=True)
    topics.set_choices([("a", "Settling in"), ("b", "Reading at home")], big=True)
    topics.set_chosen(["a"])
    _line(column, ways)
    _line(column, topics)
    states = (
        ("Phone", "neutral", None),
        ("Family offered", "family", "arrow-left"),
        ("We promised", "school", "arrow-right"),
        ("2 days late", "care", "clock"),
        ("Checked", "done", "check"),
        ("Our guess: ask", "guess", "circle-question-mark"),
    )
    _line(column, *(StatusChip(words, kind, icon) for words, kind, icon in states))


def _choices(column: QVBoxLayout) -> None:
    who = [("f", "They did", "arrow-left", "family"), ("s", "We did", "arrow-right", "school")]
    step = CheckRow("A next step")
    step.setChecked(True)
    _line(
        column,
        Segmented("Who reached out?", who),
        SegTabs("View", [("d", "Day"), ("w", "Week"), ("m", "Month")], "w"),
        step,
        RadioList("Who can read this?", [("t", "The team (3)"), ("m", "Only me")]),
    )
    days = DateWords(_("By when"), lambda: date(2026, 10, 13))
    days.set_day(date(2026, 10, 14))
    column.addWidget(days)


def _rows(column: QVBoxLayout) -> None:
    model = RowModel(lambda row: row.title)
    model.set_rows(ROWS)
    rows = RowList(_("Families"), TwoLineDelegate(lambda row: row))
    rows.setModel(model)
    model.setParent(rows)
    rows.setFixedHeight(theme().px(152))
    rows.select_row(1)
    column.addWidget(rows)


def _calm(column: QVBoxLayout) -> None:
    column.addWidget(Banner("1 part is still a draft.", "Ask Sara", icon="triangle-alert"))
    progress = Progress()
    progress.begin("Making PDF 3 of 19", "You can keep working.")
    progress.step(3, 19)
    card = Card("Good to remember", "bell")
    card.body.addWidget(progress)
    progress.show()
    empty = EmptyState("sprout", "No visits yet", "Plan one", "The first one starts with hello.")
    _line(column, empty, card, spread=True)


def _two_versions(column: QVBoxLayout) -> None:
    mine = Version("Yours", "Mon 16:05", "“learn to swim and have one friend”", is_voice=True)
    theirs = Version("Daniel’s", "Mon 17:20", "“have one friend. She is shy”", is_voice=True)
    column.addWidget(ChoiceRow("Hopes", mine, theirs, both="both"))
