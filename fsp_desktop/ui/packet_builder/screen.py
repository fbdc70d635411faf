"""Packet builder: for whom, in which languages, which parts, and the pages as they will print."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fsp_desktop.domain.errors import FspError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.language.labels import error_sentence
from fsp_desktop.language.language_names import language_name
from fsp_desktop.language.words import _, current, ngettext
from fsp_desktop.ui.forms.family_picker import FamilyPicker
from fsp_desktop.ui.forms.language_choice import language_choices
from fsp_desktop.ui.packet_builder.parts_list import PartsList
from fsp_desktop.ui.paper.output import print_pages, save_as_pdf
from fsp_desktop.ui.paper.preview import LivePreview
from fsp_desktop.ui.places import open_place
from fsp_desktop.ui.shell.screen import Screen, SupportsKinds
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import Banner, Footer
from fsp_desktop.ui.widgets.check_row import CheckRow
from fsp_desktop.ui.widgets.chips import ChipRow
from fsp_desktop.ui.widgets.combo import Combo
from fsp_desktop.ui.widgets.field import Field
from fsp_desktop.ui.widgets.paper_preview import PaperPreview
from fsp_desktop.ui.widgets.text import Label

READY = ("es", "ar", "zh-Hans", "vi")
"""Languages whose texts are written; others print their missing parts in English."""


class PacketScreen(Screen):
    """A packet that a family can read at home."""

    key = "packets"
    wants_rail = True

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._family_id: str | None = None
        self._languages: list[str] = ["es"]
        self._build()
        self._wire()
        self._show_languages()

    def title(self) -> str:
        return _("Welcome packet")

    def panes(self) -> list[QWidget]:
        return [self.family, self.preview, self.print_button]

    def opened(self, **place: Any) -> None:
        family_id = place.get("family_id")
        if family_id and family_id != self._family_id:
            self._take_family(str(family_id))
        else:
            self._ask_parts()

    def refresh(self, changes: SupportsKinds | None) -> None:
        self.live.ask()

    def _build(self) -> None:
        px = theme().px
        self.family = FamilyPicker(self.shell, _("Family"))
        self.languages = ChipRow(_("Languages"))
        self.more = Combo(_("Add a language"), language_choices(use="read", nothing=_("Add…")))
        self.parts = PartsList()
        self.about = Banner("", kind="family", icon="info")
        self.gaps = Banner("", _("Fill in"), kind="plain", icon="school")
        self.layout_choice = Combo(_("Layout"), _layouts())
        self.paper = Combo(_("Paper"), [("letter", _("Letter")), ("a4", _("A4"))])
        self.large = CheckRow(_("Large print (18 point)"))
        self.preview = PaperPreview(_("The pages as they will print"))
        self.live = LivePreview(self.shell.runner, self.preview, self._compose, self)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._form())
        row.addLayout(self._paper_side(), 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(row, 1)
        whole.addWidget(self._footer())
        self.about.hide()
        self.gaps.hide()
        self.setMinimumWidth(px(600))

    def _form(self) -> QScrollArea:
        px = theme().px
        inside = QWidget()
        inside.setObjectName("plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(20), px(12), px(14), px(16))
        column.setSpacing(px(10))
        column.addWidget(
            Field(_("For"), self.family, _("Leave it empty for a packet without names."))
        )
        column.addWidget(Label(_("Languages, always with English beside them"), "label"))
        column.addWidget(self.languages)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.parts)
        column.addWidget(self.about)
        column.addWidget(self.gaps)
        column.addWidget(self.large)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        area.setFixedWidth(px(452))
        return area

    def _paper_side(self) -> QVBoxLayout:
        px = theme().px
        head = QHBoxLayout()
        head.setSpacing(px(8))
        self.state = Label("", "note", "ink2")
        head.addWidget(Label(_("Preview"), "label"))
        head.addWidget(self.state, 1)
        head.addWidget(self.paper)
        head.addWidget(self.layout_choice)
        column = QVBoxLayout()
        column.setContentsMargins(px(16), px(10), px(16), 0)
        column.setSpacing(px(8))
        column.addLayout(head)
        column.addWidget(self.preview, 1)
        return column

    def _footer(self) -> Footer:
        footer = Footer()
        footer.say(
            _("Names and languages are printed, nothing else about a family."),
            icon="eye-off",
            tone="ink2",
        )
        self.save = Button(_("Save PDF"), keys="Ctrl S")
        self.print_button = Button(_("Print"), "primary", icon="printer", keys="Ctrl P")
        footer.end.addWidget(self.save)
        footer.end.addWidget(self.print_button)
        return footer

    def _wire(self) -> None:
        self.family.picked.connect(lambda row: self._take_family(row.id))
        self.family.make_asked.connect(
            lambda name: open_place(self.shell, "family-form", family_id=None, name=name)
        )
        self.languages.chosen_changed.connect(self._on_languages)
        self.more.chosen_changed.connect(self._add_language)
        for choice in (self.layout_choice, self.paper):
            choice.chosen_changed.connect(lambda _key: self.live.ask())
        self.large.toggled.connect(lambda _on: self.live.ask())
        self.parts.chosen_changed.connect(self._on_parts)
        self.live.drawn.connect(self._on_drawn)
        self.live.refused.connect(self._on_refused)
        self.gaps.acted.connect(lambda: open_place(self.shell, "school-profile"))
        self.save.clicked.connect(self._save)
        self.print_button.clicked.connect(self._print)
        self.add_action("packet.save", _("Save PDF"), self._save, "Ctrl+S")
        self.add_action("packet.print", _("Print"), self._print, "Ctrl+P")

    def _take_family(self, family_id: str) -> None:
        from fsp_desktop.services.find_anything import show_family
        from fsp_desktop.services.print_packet import packet_languages

        workspace, key = self.shell.workspace, RecordId(family_id)
        self._family_id = family_id
        self.shell.runner.store(
            lambda: (show_family(workspace, key), packet_languages(workspace, key)), owner=self
        ).then(self._show_family).failed(self.shell.tell_failure)

    def _show_family(self, result: tuple[Any, tuple[str, ...]]) -> None:
        page, languages = result
        self.family.show_family(page.id, page.label, page.own_script or "")
        self._languages = [tag for tag in languages if tag != "en"][:3]
        self._show_languages()
        self._ask_parts()

    def _show_languages(self) -> None:
        offered = list(dict.fromkeys((*self._languages, *READY)))
        self.languages.set_choices([(tag, language_name(tag, current())) for tag in offered])
        self.languages.set_chosen(self._languages)

    def _add_language(self, tag: str) -> None:
        self.more.set_chosen("")
        if tag and tag not in self._languages:
            self._languages = [*self._languages, tag][-3:]
            self._show_languages()
            self._ask_parts()

    def _on_languages(self, chosen: list[str]) -> None:
        kept = [tag for tag in self._languages if tag in chosen]
        self._languages = (kept + [tag for tag in chosen if tag not in kept])[-3:]
        self.languages.set_chosen(self._languages)
        self._ask_parts()

    def _ask_parts(self) -> None:
        from fsp_desktop.services.print_packet import packet_sections

        tags = (*self._languages, "en")
        self.shell.runner.pool(lambda: packet_sections(tags), owner=self).then(self._show_parts)

    def _show_parts(self, parts: Any) -> None:
        self.parts.show_parts(parts, self._main_language())
        self._on_parts()

    def _on_parts(self) -> None:
        self._tell_states()
        self.live.ask()

    def _main_language(self) -> str:
        return self._languages[0] if self._languages else "en"

    def _tell_states(self) -> None:
        counted = self.parts.counted(self._main_language())
        parts = []
        if counted["draft"]:
            words = ngettext(
                "{n} part is a draft and prints with the word Draft.",
                "{n} parts are drafts and print with the word Draft.",
                counted["draft"],
            )
            parts.append(words.format(n=counted["draft"]))
        if counted["missing"]:
            words = ngettext(
                "{n} part is missing and prints in English.",
                "{n} parts are missing and print in English.",
                counted["missing"],
            )
            parts.append(words.format(n=counted["missing"]))
        self.about.set_words(" ".join(parts))
        self.about.setVisible(bool(parts))

    def _compose(self) -> Any:
        from fsp_desktop.services.print_packet import PacketOrder, compose_welcome

        family = RecordId(self._family_id) if self._family_id else None
        order = PacketOrder(
            family_id=family,
            languages=tuple(self._languages) or ("en",),
            sections=self.parts.chosen(),
            layout=self.layout_choice.chosen(),  # type: ignore[arg-type]
            paper=self.paper.chosen(),  # type: ignore[arg-type]
            large_print=self.large.isChecked(),
        )
        return compose_welcome(self.shell.workspace, order)

    def _on_drawn(self, printed: Any) -> None:
        pages = ngettext("{n} page", "{n} pages", printed.pages).format(n=printed.pages)
        self.state.setText(_("as it will print · {pages}").format(pages=pages))
        self.gaps.setVisible(bool(printed.gaps))
        count = len(printed.gaps)
        words = ngettext(
            "{n} thing about the school is not filled in yet: it prints as a line to write on.",
            "{n} things about the school are not filled in yet: they print as lines to write on, or not at all.",
            count,
        )
        self.gaps.set_words(words.format(n=count))

    def _on_refused(self, error: FspError) -> None:
        self.state.setText(error_sentence(error.code, error.detail))

    def _save(self) -> None:
        if self.live.printed is None:
            self.shell.toast(_("The pages are not ready yet."))
            return
        save_as_pdf(self.shell, self, self.live.printed, _("Welcome packet"))

    def _print(self) -> None:
        if self.live.printed is None:
            self.shell.toast(_("The pages are not ready yet."))
            return
        print_pages(self.shell, self, self.live.printed)


def _layouts() -> list[tuple[str, str]]:
    return [
        ("side_by_side", _("Side by side")),
        ("stacked", _("One below the other")),
        ("facing", _("Facing pages")),
    ]
