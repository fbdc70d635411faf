"""What each kind of place asks for, in plain words; a copied address is enough where there is one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.ui.documents_folder import documents_folder
from fsp_desktop.ui.entrance.passphrase_field import PassphraseEdit
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.field import Field, LineField

if TYPE_CHECKING:
    from fsp_desktop.services.name_place import Parts

KINDS = ("folder", "stick", "nextcloud", "webdav", "s3", "azblob")
OUR_FOLDER = "fsp"
Ask = tuple[str, Callable[[], str], Callable[[], str]]


def _none() -> str:
    return ""


_SERVER_KINDS: dict[str, tuple[Ask, ...]] = {
    "nextcloud": (
        ("server", lambda: _("Server"), lambda: _("Its name, or an address copied from there")),
        ("user", lambda: _("Your name there"), _none),
        (
            "secret",
            lambda: _("App password"),
            lambda: _("Make one there under Settings, Security. Not your usual password."),
        ),
        ("folder", lambda: _("Folder there"), _none),
    ),
    "webdav": (
        ("server", lambda: _("Address"), lambda: _("Copied from the server’s help page")),
        ("user", lambda: _("Your name there"), _none),
        (
            "secret",
            lambda: _("Password"),
            lambda: _("If it offers app passwords, use one of those."),
        ),
        ("folder", lambda: _("Folder there"), _none),
    ),
    "s3": (
        ("bucket", lambda: _("Bucket"), _none),
        ("server", lambda: _("Server"), lambda: _("Empty if it is Amazon’s")),
        ("user", lambda: _("Access key ID"), _none),
        ("secret", lambda: _("Secret access key"), _none),
        ("region", lambda: _("Region"), lambda: _("Such as us-east-1; may stay empty")),
        ("folder", lambda: _("Folder there"), _none),
    ),
    "azblob": (
        ("user", lambda: _("Storage account"), _none),
        ("bucket", lambda: _("Container"), _none),
        ("secret", lambda: _("Account key"), lambda: _("From the portal, under Access keys")),
        ("folder", lambda: _("Folder there"), _none),
        ("server", lambda: _("Address"), lambda: _("Empty if it is Microsoft’s own cloud")),
    ),
}


class PlaceFields(QWidget):
    """The fields of one kind at a time, two beside each other.

    Signals:
        resized: Other fields are shown, so the sheet may have to grow.
    """

    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kind = ""
        self.fields: dict[str, Field] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme().px(12))
        self._grid.setVerticalSpacing(theme().px(8))

    def show_kind(self, kind: str) -> None:
        """Ask for what this kind needs; what was typed under the same question stays."""
        typed = {key: self.text(key) for key in self.fields}
        for field in self.fields.values():
            self._grid.removeWidget(field)
            field.hide()
            field.deleteLater()
        self.kind, self.fields = kind, {}
        if kind in _SERVER_KINDS:
            self._build_server(kind)
        else:
            self._build_folder()
        for key, text in typed.items():
            if key in self.fields and text:
                self.set_text(key, text)
        self.resized.emit()

    def text(self, key: str) -> str:
        """Return what was typed under a question that is asked now; else an empty text."""
        field = self.fields.get(key)
        return str(field.editor.text()) if field is not None else ""  # type: ignore[attr-defined]

    def set_text(self, key: str, text: str) -> None:
        """Fill in one answer."""
        self.fields[key].editor.setText(text)  # type: ignore[attr-defined]

    def parts(self) -> Parts:
        """Return what was filled in for a server."""
        from fsp_desktop.services.name_place import Parts

        keys = ("server", "user", "bucket", "folder", "region")
        return Parts(self.kind, *(self.text(key) for key in keys))  # type: ignore[arg-type]

    def clear_errors(self) -> None:
        """Take all complaints away."""
        for field in self.fields.values():
            field.clear_error()

    def complain(self, key: str, words: str) -> bool:
        """Say beside a field what is wrong; tells whether it is asked for."""
        field = self.fields.get("user" if key == "account" else key)
        if field is None:
            return False
        field.set_error(words)
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _build_server(self, kind: str) -> None:
        for at, (key, words, hint) in enumerate(_SERVER_KINDS[kind]):
            name = words()
            editor = PassphraseEdit(name) if key == "secret" else LineField(name)
            self.fields[key] = Field(name, editor, hint())
            self._grid.addWidget(self.fields[key], at // 2, at % 2)
            editor.setMinimumHeight(theme().px(34))
        self.set_text("folder", OUR_FOLDER)

    def _build_folder(self) -> None:
        words = _("Which folder on the stick?") if self.kind == "stick" else _("Which folder?")
        hint = (
            _("Everyone of the team who carries the stick finds the changes there.")
            if self.kind == "stick"
            else _("A share of the school, or a folder that OneDrive, Drive or Dropbox keeps.")
        )
        self.fields["path"] = Field(words, _PathEdit(words), hint)
        self._grid.addWidget(self.fields["path"], 0, 0, 1, 2)


class _PathEdit(QWidget):
    """A path to type, or to choose."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setAccessibleName(words)
        self.line = LineField(words)
        self.choose = Button(_("Choose…"))
        self.choose.clicked.connect(self._choose)
        self.setFocusProxy(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 1)
        row.addWidget(self.choose)

    def text(self) -> str:
        return self.line.text().strip()

    def setText(self, text: str) -> None:
        self.line.setText(text)

    def _choose(self) -> None:
        # Not the blocking form: the window must stay able to hide it, and all may be gone then.
        dialog = QFileDialog(self.window(), _("A folder that your team can reach"))
        dialog.setDirectory(self.text() or documents_folder())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.line.setText)
        dialog.open()
