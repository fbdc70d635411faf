"""Where file dialogs begin: among the person's own documents, not where the program was started."""

from __future__ import annotations

from PySide6.QtCore import QDir, QStandardPaths


def documents_folder() -> str:
    """Return the folder of the person's documents, or their home folder where there is none."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    folder = QStandardPaths.writableLocation(place)
    return folder if folder and QDir(folder).exists() else QDir.homePath()
