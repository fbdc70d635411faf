"""Packet builder: for whom, in which languages, which parts, and the pages as they will print."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsp_desktop.domain.errors import FspError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.language.words import _
from fsp_desktop.ui.packet_builder.order_form import OrderForm
from fsp_desktop.ui.packet_builder.packet_pane import PacketPane
from fsp_desktop.ui.paper.acts import GIVEN, PaperActs
from fsp_desktop.ui.paper.form_and_pages import FormAndPages
from fsp_desktop.ui.paper.given_sheet import given_words, read_given
from fsp_desktop.ui.places import open_place
from fsp_desktop.ui.shell.screen import Screen, SupportsKinds
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import Footer

FIRST = ("es", "ar", "zh-Hans", "vi")
"""Languages offered while no family is chosen; all others are one press away."""


class PacketScreen(Screen):
    """A packet that a family can read at home."""

    key = "packets"
    wants_rail = True
    shows = frozenset(
        {
            "school", "staff", "family", "adult", "student", "packet-text", "packet-given",
            "school-person", "school-text", "school-picture", "resource",
        }
    )  # fmt: skip

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._family_id: str | None = None
        self._label = ""
        self._asked_for: tuple[str, ...] = ()
        self._build()
        self._wire()
        self.form.languages.propose(["es"], FIRST)

    def title(self) -> str:
        return _("Welcome packet")

    def subtitle(self) -> str:
        return _("{label} family").format(label=self._label) if self._label else ""

    def panes(self) -> list[QWidget]:
        return [self.form.family.focus_target(), self.pane.view, self.print_button]

    def opened(self, **place: Any) -> None:
        family_id = place.get("family_id")
        if family_id and family_id != self._family_id:
            self._take_family(str(family_id))
        else:
            self._ask_parts()

    def refresh(self, changes: SupportsKinds | None) -> None:
        if changes is not None and set(changes.kinds) == GIVEN:
            self._ask_given()
        elif self._family_id is not None:
            self._take_family(self._family_id)
        else:
            self._ask_parts()

    def leaving(self) -> None:
        self.pane.live.stop()

    # --- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        self.form = OrderForm(self.shell)
        self.pane = PacketPane(self.shell, self.form)
        self.acts = PaperActs(self.shell, self, self.pane.live, self._file_name)
        self.acts.is_booklet = lambda: self.form.option("booklet")
        self.both = FormAndPages(self.form, self.pane)
        self.pane.trouble_acted.connect(lambda _key: self.both.show_form())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.both, 1)
        whole.addWidget(self._footer())

    def _footer(self) -> Footer:
        footer = Footer()
        words = _("Names and languages are printed, nothing else about a family.")
        footer.say(words, icon="eye-off", tone="ink2")
        self.save = Button(_("Save PDF"), keys="Ctrl S")
        self.print_button = Button(_("Print"), "primary", icon="printer", keys="Ctrl P")
        footer.end.addWidget(self.save)
        footer.end.addWidget(self.print_button)
        return footer

    def _wire(self) -> None:
        form = self.form
        form.family_picked.connect(self._take_family)
        form.family_left.connect(self._leave_family)
        form.family_wanted.connect(
            lambda name: open_place(self.shell, "family-form", family_id=None, name=name)
        )
        form.several_asked.connect(self.open_batch)
        form.given_asked.connect(
            lambda: open_place(self.shell, "papers-given", family_id=self._family_id)
        )
        form.languages.chosen_changed.connect(lambda _tags: self._ask_parts())
        form.parts.chosen_changed.connect(self._on_parts)
        form.options.chosen_changed.connect(lambda _keys: self._ask_pages())
        form.edition.chosen_changed.connect(self._on_edition)
        form.gaps.acted.connect(lambda: open_place(self.shell, "school-profile"))
        form.about.acted.connect(
            lambda: open_place(self.shell, "translations", language=form.main_language())
        )
        form.two_versions.acted.connect(
            lambda: open_place(self.shell, "versions", family_id=self._family_id)
        )
        self._wire_pages()

    def _wire_pages(self) -> None:
        self.pane.choice_changed.connect(self._ask_pages)
        self.save.clicked.connect(self.acts.save)
        self.print_button.clicked.connect(self.acts.print)
        self.add_action("packet.save", _("Save PDF"), self.acts.save, "Ctrl+S")
        self.add_action("packet.print", _("Print"), self.acts.print, "Ctrl+P")
        self.add_action(
            "packet.several", _("Packets for several families"), self.open_batch, "Ctrl+Shift+P"
        )
        note = self.shell.actions_book.note
        note("page", _("Pages larger, smaller"), "+ −", screen=self.key)
        note("page", _("Move a part up or down"), "Alt+↑ Alt+↓", screen=self.key)

    def open_batch(self) -> None:
        """Offer packets for several families, as this one is set up."""
        open_place(self.shell, "packet-batch", family_id=None, packet=self.pane.order(None))

    # --- for whom ------------------------------------------------------------------------------

    def _take_family(self, family_id: str) -> None:
        from fsp_desktop.services.find_anything import show_family
        from fsp_desktop.services.print_packet import packet_languages

        workspace, key = self.shell.workspace, RecordId(family_id)
        is_other, self._family_id = family_id != self._family_id, family_id
        self.shell.runner.store(
            lambda: (
                show_family(workspace, key),
                packet_languages(workspace, key),
                read_given(workspace, key)[0],
            ),
            owner=self,
        ).then(lambda result: self._show_family(result, is_other=is_other)).failed(
            self._on_no_family
        )

    def _on_no_family(self, error: FspError) -> None:
        self.shell.tell_failure(error)
        self._leave_family()

    def _show_family(
        self, result: tuple[Any, tuple[str, ...], tuple[Any, ...]], *, is_other: bool
    ) -> None:
        page, languages, given = result
        if page.id != self._family_id:
            return
        self._label = page.label
        self.form.show_family(page.id, page.label, page.own_script or "")
        self.form.tell_given(given_words(given))
        if is_other:
            proposed = [tag for tag in languages if tag != "en"]
            spoken = [tag for tag in page.languages if tag not in {"en", "ask"}]
            self.form.languages.propose(proposed, spoken)
        self.shell.remember(family_id=page.id)
        self.title_changed.emit()
        self._ask_parts()

    def _ask_given(self) -> None:
        """Show what was given anew; the pages say nothing about it and stay."""
        family_id, workspace = self._family_id, self.shell.workspace
        if family_id is not None:
            self.shell.runner.store(lambda: read_given(workspace, family_id)[0], owner=self).then(
                lambda given: self.form.tell_given(given_words(given))
            )

    def _leave_family(self) -> None:
        self._family_id, self._label = None, ""
        self.form.leave_family()
        self.form.languages.propose(self.form.languages.chosen(), FIRST)
        self.shell.remember()
        self.title_changed.emit()
        self._ask_parts()

    # --- which parts ---------------------------------------------------------------------------

    def _ask_parts(self) -> None:
        from fsp_desktop.services.print_packet import packet_sections
        from fsp_desktop.services.show_texts import languages_of_texts

        tags = tuple(dict.fromkeys((*self.form.languages.chosen(), *FIRST, "en")))
        self._asked_for = tags
        workspace = self.shell.workspace
        self.shell.runner.store(
            lambda: (tags, packet_sections(tags, workspace), languages_of_texts(workspace)),
            owner=self,
        ).then(self._show_parts).failed(self.shell.tell_failure)

    def _show_parts(self, result: tuple[tuple[str, ...], Any, tuple[str, ...]]) -> None:
        tags, parts, ready = result
        if tags != self._asked_for:
            return
        self.form.languages.set_ready(ready)
        self.form.parts.show_parts(parts, self.form.page_languages())
        self.form.languages.show_states(_checked_words(parts, tags))
        self._on_parts()

    def _on_edition(self, edition: str) -> None:
        rows = self.form.parts.rows
        wanted = [row.part.id for row in rows if edition == "whole" or row.part.is_first_days]
        self.form.parts.choose(wanted)

    def _on_parts(self) -> None:
        self.form.tell_states(self.form.languages.chosen())
        self._ask_pages()

    def _ask_pages(self) -> None:
        self.pane.ask(self._family_id)

    def _file_name(self) -> str:
        return " - ".join(part for part in (_("Welcome packet"), self._label) if part)


def _checked_words(parts: Any, tags: tuple[str, ...]) -> Mapping[str, str]:
    words = {}
    for tag in tags:
        checked = sum(part.states.get(tag) == "checked" for part in parts)
        if all(part.states.get(tag) == "missing" for part in parts):
            words[tag] = _("in English only")
        else:
            words[tag] = _("{n} of {count} checked").format(n=checked, count=len(parts))
    return words
