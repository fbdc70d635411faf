"""Makes one kind of page: its form at the start, the page as it will print beside it."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsp_desktop.domain.errors import FspError
from fsp_desktop.language.labels import error_sentence
from fsp_desktop.language.language_names import language_name
from fsp_desktop.language.words import _, current, ngettext
from fsp_desktop.ui.handouts.kinds import PageKind
from fsp_desktop.ui.handouts.page_data import handout_texts
from fsp_desktop.ui.handouts.page_form import PageForm
from fsp_desktop.ui.paper.acts import PaperActs
from fsp_desktop.ui.paper.form_and_pages import FormAndPages
from fsp_desktop.ui.paper.paper_choice import PaperChoice
from fsp_desktop.ui.paper.preview_pane import PreviewPane
from fsp_desktop.ui.places import open_place
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.widgets.announce import announce
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import Footer
from fsp_desktop.ui.widgets.combo import Combo


class Maker(QWidget):
    """One kind of page; what was typed stays while other pages come up."""

    def __init__(self, shell: Shell, kind: PageKind) -> None:
        super().__init__()
        self._shell, self.kind = shell, kind
        self._wanted: Any = None
        self.form = PageForm(shell, kind)
        self.paper = PaperChoice(shell)
        self.layout_choice = Combo(
            _("Layout"),
            [("side_by_side", _("Side by side")), ("stacked", _("One below the other"))],
        )
        self.pane = PreviewPane(shell, _("The page as it will print"), self._compose)
        self.pane.add_choices(self.paper, self.layout_choice)
        self.layout_choice.setVisible(kind.with_languages or kind.key == "handout")
        self.acts = PaperActs(shell, self, self.pane.live, self._file_name)
        self._build()
        self._wire()

    def _build(self) -> None:
        footer = Footer()
        words = _("Nothing is printed about a family but what stands here.")
        footer.say(words, icon="eye-off", tone="ink2")
        self.save = Button(_("Save PDF"), keys="Ctrl S")
        self.print_button = Button(_("Print"), "primary", icon="printer", keys="Ctrl P")
        footer.end.addWidget(self.save)
        footer.end.addWidget(self.print_button)
        self.both = FormAndPages(self.form, self.pane)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.both, 1)
        whole.addWidget(footer)

    def _wire(self) -> None:
        self.form.edited.connect(self.ask)
        self.form.family_wanted.connect(
            lambda name: open_place(self._shell, "family-form", family_id=None, name=name)
        )
        for choice in (self.paper, self.layout_choice):
            choice.chosen_changed.connect(lambda _key: self.ask())
        live = self.pane.live
        live.glanced.connect(self._on_glanced)
        live.drawn.connect(lambda _printed: self.form.tell(live.composed))
        live.refused.connect(self._on_refused)
        self.save.clicked.connect(self.acts.save)
        self.print_button.clicked.connect(self.acts.print)

    def panes(self) -> list[QWidget]:
        """Return the parts that F6 walks through."""
        return [self.first_focus(), self.pane.view, self.print_button]

    def first_focus(self) -> QWidget:
        """Return what takes the keyboard first."""
        if self.kind.with_family:
            return self.form.family.focus_target()
        if self.kind.with_languages:
            return self.form.languages.chips.chips()[0]
        return self.form.answers.first_editor()

    def _file_name(self) -> str:
        return " - ".join(part for part in (self.kind.title, self.form.family_label) if part)

    # --- the page ------------------------------------------------------------------------------

    def ask(self) -> None:
        """Draw the page that the form asks for."""
        trouble = self.form.trouble()
        if trouble:
            self.pane.wait_for(trouble)
            return
        # Read here: the composing runs on the store thread, where no widget may be touched.
        self._wanted = (self.form.data(), self._choice())
        self.pane.live.ask()

    def _choice(self) -> Any:
        from fsp_desktop.services.print_document import PageChoice

        return PageChoice(
            languages=self.form.page_languages(),
            layout=self.layout_choice.chosen(),  # type: ignore[arg-type]
            paper=self.paper.chosen(),  # type: ignore[arg-type]
            large_print=self.form.option("large"),
            ink="black" if self.form.option("black") else "colour",
        )

    def _compose(self) -> Any:
        data, choice = self._wanted
        if self.kind.key == "handout":
            from fsp_desktop.services.print_packet import compose_texts

            return compose_texts(
                handout_texts(data),
                title=data.get("title"),
                layout=choice.layout,
                paper=choice.paper,
                large_print=choice.large_print,
            )
        from fsp_desktop.services.print_document import compose_document

        return compose_document(self._shell.workspace, self.kind.key, data, choice)

    def _on_glanced(self, count: int) -> None:
        pages = ngettext("{n} page", "{n} pages", count).format(n=count)
        self.pane.say(_("as it will print · {pages}").format(pages=pages))
        announce(self, pages)

    def _on_refused(self, error: FspError) -> None:
        missing = error.detail.get("missing")
        if error.code == "packets.missing_glyphs" and isinstance(missing, list) and missing:
            language = language_name(str(missing[0]["lang"]), current())
            words = _("No font here can write these words in {language}. Nothing was printed.")
            self.pane.refuse(words.format(language=language))
        else:
            self.pane.refuse(error_sentence(error.code, error.detail))
