"""The pages of the packet, with the choices about paper above them, and what keeps them from printing."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal

from fsp_desktop.domain.errors import FspError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.language.labels import error_sentence
from fsp_desktop.language.language_names import language_name
from fsp_desktop.language.languages import find_language
from fsp_desktop.language.words import _, current, ngettext
from fsp_desktop.ui.packet_builder.order_form import OrderForm
from fsp_desktop.ui.paper.page_view import page_caption
from fsp_desktop.ui.paper.paper_choice import PaperChoice
from fsp_desktop.ui.paper.preview_pane import PreviewPane
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.widgets.announce import announce
from fsp_desktop.ui.widgets.combo import Combo


class PacketPane(PreviewPane):
    """Shows the pages of what the order form says.

    Signals:
        choice_changed: Another paper or layout was chosen.
    """

    choice_changed = Signal()

    def __init__(self, shell: Shell, form: OrderForm) -> None:
        super().__init__(shell, _("The pages as they will print"), self._compose)
        self._work, self._form = shell, form
        self._wanted: Any = None
        self.layout_choice = Combo(_("Layout"), _layouts())
        self.paper = PaperChoice(shell)
        self.add_choices(self.paper, self.layout_choice)
        for choice in (self.layout_choice, self.paper):
            choice.chosen_changed.connect(lambda _key: self.choice_changed.emit())
        self.live.glanced.connect(self._on_glanced)
        self.live.drawn.connect(self._on_drawn)
        self.live.refused.connect(self._on_refused)
        self.trouble_acted.connect(self._show_part)

    def ask(self, family_id: str | None) -> None:
        """Draw the pages that the form asks for, for a family or for nobody."""
        self._form.parts.mark(())
        if not self._form.parts.chosen():
            self.refuse(_("Choose at least one part to print."))
            return
        # Read here: the composing runs on the store thread, where no widget may be touched.
        self._wanted = self.order(family_id, self._form.page_languages())
        self.live.ask()

    def _compose(self) -> Any:
        from fsp_desktop.services.print_packet import compose_welcome

        return compose_welcome(self._work.workspace, self._wanted)

    def order(self, family_id: str | None, languages: tuple[str, ...] = ()) -> Any:
        """Return what the form says; without languages each family's own are taken."""
        from fsp_desktop.services.print_packet import PacketOrder

        form = self._form
        return PacketOrder(
            family_id=RecordId(family_id) if family_id else None,
            languages=languages,
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
        if self._form.option("booklet"):
            words = _("{pages}, two on a side when folded")
        self.say(words.format(pages=pages))
        self.view.set_captions(self._caption)
        announce(self, pages)

    def _on_drawn(self, printed: Any) -> None:
        self._form.tell_gaps(len(printed.gaps))
        self._form.tell_conflicts(len(self.live.composed.conflicts))

    def _caption(self, number: int, count: int) -> str:
        words = page_caption(number, count)
        known = find_language(self._form.main_language())
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
            self.refuse(error_sentence(error.code, error.detail))
            return
        self._form.parts.mark([str(one["section"]) for one in missing])
        language = language_name(str(missing[0]["lang"]), current())
        words = _("No font here can write this part in {language}. Nothing was printed.")
        self.refuse(words.format(language=language), _("Show part"), missing[0]["section"])

    def _show_part(self, part_id: str) -> None:
        row = self._form.parts.row_of(part_id)
        if row is not None:
            self._form.ensureWidgetVisible(row)
            row.setFocus(Qt.FocusReason.OtherFocusReason)


def _layouts() -> list[tuple[str, str]]:
    return [
        ("side_by_side", _("Side by side")),
        ("stacked", _("One below the other")),
        ("facing", _("Facing pages")),
    ]
