"""What people see: the window, its screens and the parts they are made of. PySide6 is loaded only here."""

from __future__ import annotations

from fsp_desktop.ui import quick_start

quick_start.load_qt()
