"""Where one person's record lives on disk. Everything in the folder but settings is sealed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from fsp_desktop.domain.plain import Frozen


class Profile(Frozen):
    """The folder of one installation for one person.

    Attributes:
        find_administrator: Tells where decisions for all users of this computer lie; asked only
            when they matter, since finding the platform's folder takes a moment.
    """

    root: Path
    find_administrator: Callable[[], Path] | None = None

    @property
    def administrator_path(self) -> Path | None:
        """The file with an administrator's decisions, which need not exist; None if none counts."""
        return self.find_administrator() if self.find_administrator else None

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
