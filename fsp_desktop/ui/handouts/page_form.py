"""The short form of one page: for whom, in which languages, what stands on it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from fsp_desktop.domain.ids import RecordId
from fsp_desktop.language.formats import day
from fsp_desktop.language.labels import kind_label
from fsp_desktop.language.words import _, ngettext
from fsp_desktop.ui.answers.answer_grid import AnswerGrid
from fsp_desktop.ui.answers.question import Question
from fsp_desktop.ui.forms.family_picker import FamilyPicker
from fsp_desktop.ui.handouts.kinds import PageKind
from fsp_desktop.ui.handouts.page_data import page_data
from fsp_desktop.ui.handouts.people_ticks import PeopleTicks
from fsp_desktop.ui.packet_builder.language_row import LanguageRow
from fsp_desktop.ui.packet_builder.order_form import print_options
from fsp_desktop.ui.paper.form_and_pages import FormColumn
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.cards import Banner
from fsp_desktop.ui.widgets.chips import ChipRow
from fsp_desktop.ui.widgets.combo import Combo
from fsp_desktop.ui.widgets.field import Field
from fsp_desktop.ui.widgets.text import Label

WIDE = 420
FIRST = ("es", "ar", "zh-Hans", "vi")
POINTS_PER_INCH = 72


class PageForm(FormColumn):
    """Asks what one kind of page needs.

    Signals:
        edited: The person changed something.
        family_wanted: Nobody is called so; carries the name for a new family.
    """

    edited = Signal()
    family_wanted = Signal(str)

    def __init__(self, shell: Shell, kind: PageKind) -> None:
        super().__init__(WIDE)
        self._shell, self.kind = shell, kind
        self.family_id: str | None = None
        self.family_label = ""
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(kind.title)
        self.family = FamilyPicker(shell, _("For"))
        self.record = Combo(_("Filled in from"))
        self.record_field = Field(_("Filled in from"), self.record)
        self.languages = LanguageRow()
        self.people = PeopleTicks(shell, kind.people) if kind.people else None
        self.answers = AnswerGrid(
            [_with_sheets(question) for question in kind.questions], shell.hooks.clock.today
        )
        self.options = ChipRow(_("How it prints"))
        self.told = Banner("", kind="family", icon="triangle-alert")
        self._build()
        self._wire()

    def _build(self) -> None:
        px = theme().px
        inside = QWidget()
        inside.setObjectName("plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(20), px(12), px(10), px(16))
        column.setSpacing(px(8))
        column.addWidget(Label(self.kind.about, "note", "ink2", wrap=True))
        if self.kind.with_family:
            column.addWidget(self.family)
            column.addWidget(self.record_field)
        if self.kind.with_languages:
            column.addWidget(Label(_("Languages, always with English beside them"), "label"))
            column.addWidget(self.languages)
        if self.people is not None:
            column.addWidget(self.people)
        if self.kind.questions:
            column.addWidget(self.answers)
        chosen = [one for one in print_options() if one[0] in self.kind.options]
        self.options.set_choices(chosen)
        if chosen:
            column.addWidget(self.options)
        column.addWidget(self.told)
        column.addStretch(1)
        self.setWidget(inside)
        self.record_field.hide()
        self.told.hide()

    def _wire(self) -> None:
        self.family.picked.connect(lambda row: self.take_family(row.id))
        self.family.make_asked.connect(self.family_wanted)
        self.record.chosen_changed.connect(lambda _key: self.edited.emit())
        self.languages.chosen_changed.connect(lambda _tags: self.edited.emit())
        self.answers.edited.connect(lambda _key: self.edited.emit())
        self.options.chosen_changed.connect(lambda _keys: self.edited.emit())
        if self.people is not None:
            self.people.changed.connect(self.edited)
        self.languages.propose(["es"], FIRST)

    def know_languages(self, ready: tuple[str, ...]) -> None:
        """Know which languages have texts."""
        self.languages.set_ready(ready)

    # --- for whom ------------------------------------------------------------------------------

    def take_family(self, family_id: str) -> None:
        """Fill in what the record knows about a family."""
        workspace, key, kinds = self._shell.workspace, RecordId(family_id), self.kind.records
        self.family_id = family_id
        self._shell.runner.store(lambda: _about(workspace, key, kinds), owner=self).then(
            self._show_family
        ).failed(self._shell.tell_failure)
        if self.people is not None:
            self.people.add_family(family_id)

    def _show_family(self, found: tuple[Any, tuple[str, ...], list[tuple[str, str]]]) -> None:
        page, languages, records = found
        if page.id != self.family_id:
            return
        self.family_label = page.label
        self.family.show_family(page.id, page.label, page.own_script or "")
        self.languages.propose([tag for tag in languages if tag != "en"])
        self.record.set_choices([*records, ("", _("Nothing; I fill it in"))])
        self.record.set_chosen(records[0][0] if records else "")
        self.record_field.setVisible(bool(records))
        self.edited.emit()

    # --- reading -------------------------------------------------------------------------------

    def data(self) -> dict[str, Any]:
        """Return what the form says, for `compose_document`."""
        read = {
            question.name: self.answers.editors[question.key].value()
            for question in self.kind.questions
        }
        people = self.people.chosen() if self.people is not None else ()
        data = page_data(self.kind.key, read, people)
        if self.family_id is not None:
            data["family"] = self.family_id
        record_kind, _colon, record_id = self.record.chosen().partition(":")
        return {**data, record_kind: record_id} if record_id else data

    def page_languages(self) -> tuple[str, ...]:
        """Return the languages of the page; none where the page does not ask."""
        if not self.kind.with_languages:
            return ()
        return tuple(self.languages.chosen()) or ("en",)

    def option(self, key: str) -> bool:
        """Return whether something about the print was chosen."""
        return key in self.options.chosen()

    def trouble(self) -> str:
        """Return why there is no page yet, in words; empty if there can be one."""
        data = self.data()
        if self.kind.key == "handout" and len(data.get("texts", ())) < 1:
            return _("Write the first text, and its page appears here.")
        if self.kind.people and not (
            data.get("people") or data.get("interpreters") or data.get("cards")
        ):
            return _("Choose somebody, or type a name.")
        return self.answers.first_trouble()[1]

    def tell(self, composed: Any) -> None:
        """Say before printing what is not on the page."""
        said = []
        if composed.left_out:
            names = ", ".join(name for name, _code in composed.left_out)
            words = _("Left out, since the family wants no name on lists: {names}.")
            said.append(words.format(names=names))
        if composed.gaps:
            words = ngettext(
                "{n} thing is not filled in. It prints as a line, or is left out.",
                "{n} things are not filled in. They print as lines, or are left out.",
                len(composed.gaps),
            )
            said.append(words.format(n=len(composed.gaps)))
        self.told.set_words(" ".join(said))
        self.told.setVisible(bool(said))


def _about(
    workspace: Any, family_id: RecordId, kinds: tuple[str, ...]
) -> tuple[Any, tuple[str, ...], list[tuple[str, str]]]:
    """Return a family, what its adults read, and the talks a page can be filled from; on the store thread."""
    from fsp_desktop.services.find_anything import show_family
    from fsp_desktop.services.list_records import list_records
    from fsp_desktop.services.print_packet import packet_languages

    records = [
        (f"{kind}:{values['id']}", _talk_words(kind, values))
        for kind in kinds
        for values in list_records(workspace, kind, family_id=family_id, limit=10)
    ]
    return show_family(workspace, family_id), packet_languages(workspace, family_id), records


def _talk_words(kind: str, values: dict[str, Any]) -> str:
    from datetime import datetime

    moment = values.get("starts_at") or values.get("actual_start") or values.get("scheduled_start")
    when = day(datetime.fromisoformat(str(moment)).astimezone().date()) if moment else ""
    return ", ".join(part for part in (kind_label(kind), when) if part)


def _with_sheets(question: Question) -> Question:
    """Return a question about label sheets with the sheets one can buy."""
    kind, _dash, use = question.kind.partition("-")
    if kind != "sheet":
        return question
    from fsp_desktop.services.label_sheets import label_sheets

    words = _("{number}: {count} on a sheet, {width} by {height} inches, {paper}")
    papers = {"letter": _("Letter"), "a4": _("A4")}
    wanted: Any = (use, "label")
    choices = [
        (
            one.name,
            words.format(
                number=one.name,
                count=one.count,
                width=round(one.width_pt / POINTS_PER_INCH, 2),
                height=round(one.height_pt / POINTS_PER_INCH, 2),
                paper=papers[one.page],
            ),
        )
        for one in label_sheets(*wanted)
    ]
    return replace(
        question, kind="choice", choices=(("", _("The usual one for this paper")), *choices)
    )
