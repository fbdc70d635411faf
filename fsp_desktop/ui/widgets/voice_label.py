"""A label for a family member's own words: always serif, and only for that."""

from __future__ import annotations

from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.text import Label


class VoiceLabel(Label):
    """Own words, in full and wrapped. `tone` is ink or family_ink."""

    def __init__(self, text: str, tone: str = "ink", *, wrap: bool = True) -> None:
        super().__init__(text, "voice", tone, wrap=wrap)
        self._dress()
        theme().changed.connect(self._dress)

    def _dress(self) -> None:
        from fsp_desktop.ui.theme.fonts import load_voice_faces

        load_voice_faces()
        self.setFont(theme().font("voice"))
