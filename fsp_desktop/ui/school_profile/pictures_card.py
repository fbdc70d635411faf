"""Pictures of a school: its map, its logo, faces and places; each with words for people who hear the page."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fsp_desktop.domain.ids import RecordId
from fsp_desktop.language.labels import label, labels
from fsp_desktop.language.words import _
from fsp_desktop.services.edit_record import Changes
from fsp_desktop.ui.documents_folder import documents_folder
from fsp_desktop.ui.packet_batch.far_workspace import far_workspace
from fsp_desktop.ui.places import taker_back
from fsp_desktop.ui.school_profile.picture_words import PictureWordsSheet
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button, IconButton
from fsp_desktop.ui.widgets.cards import Card
from fsp_desktop.ui.widgets.flow_layout import FlowLayout
from fsp_desktop.ui.widgets.progress import Progress
from fsp_desktop.ui.widgets.text import Label

THUMB = QSize(96, 64)
LARGEST_SHOWN = 2_000_000
"""Characters of a kept picture that are decoded to be shown; what this program keeps is far smaller."""
PICTURES = Changes(frozenset({"school-picture"}))


def picture_words() -> dict[str, str]:
    """Return the words of the buttons that add a picture, by use."""
    return {
        "map": _("A map of the school…"),
        "logo": _("The logo…"),
        "person": _("A person…"),
        "place": _("A place…"),
    }


class PicturesCard(Card):
    """Shows the pictures, and takes in others; a picture is made small and loses where it was taken."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(_("Pictures"), "eye")
        self._shell = shell
        self.lines: list[PictureLine] = []
        about = _("PNG, JPEG, WebP, GIF or BMP. Places and dates inside the file are taken away.")
        self.body.addWidget(Label(about, "note", "ink2", wrap=True))
        self.nothing = Label(_("No pictures yet."), "note", "ink2")
        self.body.addWidget(self.nothing)
        self._column = QVBoxLayout()
        self._column.setSpacing(theme().px(8))
        self.body.addLayout(self._column)
        self.progress = Progress()
        self.body.addWidget(self.progress)
        line = QWidget()
        flow = FlowLayout(line, gap=theme().px(6), line_gap=theme().px(6))
        self.adders: dict[str, Button] = {}
        for use in labels("picture_use"):
            button = Button(
                picture_words().get(use, label("picture_use", use)),
                "quiet",
                icon="plus",
                small=True,
            )
            button.clicked.connect(partial(self._choose, use))
            self.adders[use] = button
            flow.addWidget(button)
        self.body.addWidget(line)

    def show_pictures(self, pictures: Sequence[Mapping[str, Any]]) -> None:
        """Show these pictures."""
        for old in self.lines:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.lines = [PictureLine(values) for values in pictures]
        for line in self.lines:
            self._column.addWidget(line)
            line.edit.clicked.connect(partial(self._edit_words, line.values))
            line.remove.clicked.connect(partial(self._take_out, str(line.values["id"])))
        self.nothing.setVisible(not pictures)

    # --- taking in -----------------------------------------------------------------------------

    def _choose(self, use: str) -> None:
        kinds = _("Pictures (*.png *.jpg *.jpeg *.webp *.gif *.bmp)")
        dialog = QFileDialog(self, picture_words().get(use, ""), documents_folder(), kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.ask_words(use, Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        self._shell.open_dialog(dialog)

    def ask_words(self, use: str, path: Path) -> None:
        """Ask what the picture shows, then take it in."""
        sheet = PictureWordsSheet(self._shell, label("picture_use", use))
        sheet.told.connect(lambda words: self.take_in(use, path, words))
        self._shell.open_dialog(sheet)

    def take_in(self, use: str, path: Path, words: str) -> None:
        """Read, check and make small in the pool; a file that is no picture is refused in words."""
        runner, near = self._shell.runner, self._shell.workspace

        def work() -> RecordId:
            from fsp_desktop.services.write_school_page import add_picture, read_picture_file

            return add_picture(far_workspace(runner, near), read_picture_file(path), use, words)

        self.progress.begin(_("Making the picture small…"))
        job = runner.pool(work, owner=self)
        job.then(lambda _id: self._on_taken_in()).failed(self._on_failed)

    def _on_taken_in(self) -> None:
        self.progress.end()
        self._shell.announce(PICTURES)

    def _on_failed(self, error: Any) -> None:
        self.progress.end()
        self._shell.tell_failure(error)

    # --- changing ------------------------------------------------------------------------------

    def _edit_words(self, values: Mapping[str, Any]) -> None:
        sheet = PictureWordsSheet(
            self._shell,
            label("picture_use", str(values["picture_use"])),
            str(values.get("alt") or ""),
        )
        sheet.told.connect(partial(self._keep_words, str(values["id"])))
        self._shell.open_dialog(sheet)

    def _keep_words(self, record_id: str, words: str) -> None:
        from fsp_desktop.services.write_school_page import write_school_line

        workspace = self._shell.workspace
        line = {"id": record_id, "alt": words}
        job = self._shell.runner.store(
            lambda: write_school_line(workspace, "pictures", line), owner=self
        )
        job.then(lambda _id: self._shell.announce(PICTURES)).failed(self._shell.tell_failure)

    def _take_out(self, record_id: str) -> None:
        from fsp_desktop.services.settle_conflict import delete_record

        workspace = self._shell.workspace
        self._shell.runner.store(
            partial(delete_record, workspace, RecordId(record_id)), owner=self
        ).then(self._on_taken_out).failed(self._shell.tell_failure)

    def _on_taken_out(self, changes: Changes) -> None:
        self._shell.announce(changes)
        self._shell.toast(_("Picture taken out."), taker_back(self._shell, changes))


class PictureLine(QWidget):
    """One picture with its words."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        super().__init__()
        self.values = values
        px = theme().px
        alt = str(values.get("alt") or "")
        use = label("picture_use", str(values.get("picture_use") or ""))
        self.setAccessibleName(f"{use}, {alt}")
        thumb = QLabel()
        thumb.setFixedSize(px(THUMB.width()), px(THUMB.height()))
        thumb.setAlignment(Qt.AlignmentFlag.AlignCenter)
        thumb.setPixmap(_thumb(str(values.get("data") or "")))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(use, "label"))
        words.addWidget(Label(alt, "note", "ink2", wrap=True))
        self.edit = IconButton("pencil", _("Say what {picture} shows").format(picture=use), "quiet")
        self.remove = IconButton("trash-2", _("Take {picture} out").format(picture=use), "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(10))
        row.addWidget(thumb)
        row.addLayout(words, 1)
        row.addWidget(self.edit)
        row.addWidget(self.remove)


def _thumb(text: str) -> QPixmap:
    """Return a small picture of what is kept; nothing where it is none."""
    picture = QPixmap()
    if len(text) <= LARGEST_SHOWN:
        try:
            picture.loadFromData(base64.b64decode(text, validate=True))
        except (binascii.Error, ValueError):
            return QPixmap()
    if picture.isNull():
        return picture
    px = theme().px
    return picture.scaled(
        px(THUMB.width()),
        px(THUMB.height()),
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
