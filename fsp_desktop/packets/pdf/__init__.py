"""Pages: documents drawn as tagged PDF, and PDF pages as pictures."""

from __future__ import annotations

from fsp_desktop.packets.pdf.report import MissingGlyph, RenderReport

__all__ = ["MissingGlyph", "RenderReport"]
