"""Where one person's record lives on disk. Everything in the folder but settings is sealed."""

from __future__ import annotations

from pathlib import Path

from fsp_desktop.domain.plain import Frozen


class Profile(Frozen):
    """The folder of one installation for one person.

    Attributes:
        administrator_path: Where decisions for all users of this computer lie, if anywhere.
    """

    root: Path
    administrator_path: Path | None = None

    @property
    def record_path(self) -> Path:
        """The SQLCipher file."""
        return self.root / "record.fsp"

    @property
    def settings_path(self) -> Path:
        """Choices that say nothing about families: interface language, theme, text size."""
        return self.root / "settings.json"

    @property
    def backups_path(self) -> Path:
        """Folder of the dated encrypted backups."""
        return self.root / "backups"

    @property
    def starting_mark(self) -> Path:
        """The empty file that stands here from the first step of a start until it is whole."""
        return self.root / "starting"

    def exists(self) -> bool:
        """Tell whether a record was started here; a start that was interrupted does not count."""
        return self.record_path.exists() and not self.starting_mark.exists()
