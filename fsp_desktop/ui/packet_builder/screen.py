"""Packet builder: for whom, in which languages, which parts, and the pages as they will print."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.domain.errors import FspError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.language.labels import error_sentence
from fsp_desktop.language.language_names import language_name
from fsp_desktop.language.languages import find_language
from fsp_desktop.language.words import _, current, ngettext
from fsp_desktop.ui.packet_batch.watcher import watcher_of
from fsp_desktop.ui.packet_builder.order_form import OrderForm
from fsp_desktop.ui.paper.acts import GIVEN, PaperActs
from fsp_desktop.ui.paper.given_sheet import given_words, read_given
from fsp_desktop.ui.paper.page_view import page_caption
from fsp_desktop.ui.paper.preview_pane import PreviewPane
from fsp_desktop.ui.places import open_place
from fsp_desktop.ui.shell.screen import Screen, SupportsKinds
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.widgets.announce import announce
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import Footer
from fsp_desktop.ui.widgets.combo import Combo

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
        self._wanted: Any = None
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
        self.layout_choice = Combo(_("Layout"), _layouts())
        self.paper = Combo(_("Paper"), [("letter", _("Letter")), ("a4", _("A4"))])
        self.pane = PreviewPane(self.shell, _("The pages as they will print"), self._compose)
        self.pane.add_choices(self.paper, self.layout_choice)
        self.acts = PaperActs(self.shell, self, self.pane.live, self._file_name)
        self.acts.is_booklet = lambda: self.form.option("booklet")
        self.batch = watcher_of(self.shell)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.form)
        row.addWidget(self.pane, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(row, 1)
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
            lambda: open_place(self.shell, "translations", language=self._main_language())
        )
        form.two_versions.acted.connect(
            lambda: open_place(self.shell, "versions", family_id=self._family_id)
        )
        for choice in (self.layout_choice, self.paper):
            choice.chosen_changed.connect(lambda _key: self._ask_pages())
        self._wire_pages()

    def _wire_pages(self) -> None:
        live = self.pane.live
        live.glanced.connect(self._on_glanced)
        live.drawn.connect(self._on_drawn)
        live.refused.connect(self._on_refused)
        self.pane.trouble_acted.connect(self._show_part)
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
        open_place(self.shell, "packet-batch", family_id=None, packet=self._order(is_for_one=False))

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
        self.form.parts.show_parts(parts, self._languages())
        self.form.languages.show_states(_checked_words(parts, tags))
        self._on_parts()

    def _on_edition(self, edition: str) -> None:
        rows = self.form.parts.rows
        wanted = [row.part.id for row in rows if edition == "whole" or row.part.is_first_days]
        self.form.parts.choose(wanted)

    def _on_parts(self) -> None:
        self.form.tell_states(self.form.languages.chosen())
        self._ask_pages()

    def _languages(self) -> tuple[str, ...]:
        return tuple(self.form.languages.chosen()) or ("en",)

    def _main_language(self) -> str:
        return self._languages()[0]

    # --- the pages -----------------------------------------------------------------------------

    def _ask_pages(self) -> None:
        self.form.parts.mark(())
        if not self.form.parts.chosen():
            self.pane.refuse(_("Choose at least one part to print."))
            return
        # Read here: the composing runs on the store thread, where no widget may be touched.
        self._wanted = self._order()
        self.pane.live.ask()

    def _compose(self) -> Any:
        from fsp_desktop.services.print_packet import compose_welcome

        return compose_welcome(self.shell.workspace, self._wanted)

    def _order(self, *, is_for_one: bool = True) -> Any:
        """Return what the form says; for many families the languages are each family's own."""
        from fsp_desktop.services.print_packet import PacketOrder

        form = self.form
        return PacketOrder(
            family_id=RecordId(self._family_id) if self._family_id and is_for_one else None,
            languages=self._languages() if is_for_one else (),
            sections=form.parts.chosen(),
            layout=self.layout_choice.chosen(),  # type: ignore[arg-type]
            paper=self.paper.chosen(),  # type: ignore[arg-type]
            large_print=form.option("large"),
            edition=form.edition.chosen(),  # type: ignore[arg-type]
            ink="black" if form.option("black") else "colour",
            even_pages=form.option("even"),
        )

    def _on_glanced(self, count: int) -> None:
        pages = ngettext("{n} page", "{n} pages", count).format(n=count)
        words = _("as it will print · {pages}")
        if self.form.option("booklet"):
            words = _("{pages}, two on a side when folded")
        self.pane.say(words.format(pages=pages))
        self.pane.view.set_captions(self._caption)
        announce(self, pages)

    def _on_drawn(self, printed: Any) -> None:
        self.form.tell_gaps(len(printed.gaps))
        self.form.tell_conflicts(len(self.pane.live.composed.conflicts))

    def _caption(self, number: int, count: int) -> str:
        words = page_caption(number, count)
        known = find_language(self._main_language())
        if (
            known is not None
            and known.direction == "rtl"
            and self.layout_choice.chosen() != "stacked"
        ):
            return _("{page}, reads right to left").format(page=words)
        return words

    def _on_refused(self, error: FspError) -> None:
        missing = error.detail.get("missing")
        if error.code != "packets.missing_glyphs" or not isinstance(missing, list) or not missing:
            self.pane.refuse(error_sentence(error.code, error.detail))
            return
        self.form.parts.mark([str(one["section"]) for one in missing])
        language = language_name(str(missing[0]["lang"]), current())
        words = _("No font here can write this part in {language}. Nothing was printed.")
        self.pane.refuse(words.format(language=language), _("Show part"), missing[0]["section"])

    def _show_part(self, part_id: str) -> None:
        row = self.form.parts.row_of(part_id)
        if row is not None:
            self.form.ensureWidgetVisible(row)
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _file_name(self) -> str:
        return " - ".join(part for part in (_("Welcome packet"), self._label) if part)


def _layouts() -> list[tuple[str, str]]:
    return [
        ("side_by_side", _("Side by side")),
        ("stacked", _("One below the other")),
        ("facing", _("Facing pages")),
    ]


def _checked_words(parts: Any, tags: tuple[str, ...]) -> Mapping[str, str]:
    words = {}
    for tag in tags:
        checked = sum(part.states.get(tag) == "checked" for part in parts)
        if all(part.states.get(tag) == "missing" for part in parts):
            words[tag] = _("in English only")
        else:
            words[tag] = _("{n} of {count} checked").format(n=checked, count=len(parts))
    return words
