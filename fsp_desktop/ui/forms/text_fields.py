"""Fields for several lines that are as high as their lines, so nothing scrolls before it must."""

from __future__ import annotations

from fsp_desktop.ui.widgets.field import GrowingText, OwnWordsField


class NoteField(GrowingText):
    """Our own words."""

    @property
    def has_words(self) -> bool:
        """Whether anything stands here; asked at every key, so the text is not copied."""
        return not self.document().isEmpty()


class VoiceField(OwnWordsField):
    """A family member's own words."""

    @property
    def has_words(self) -> bool:
        """Whether anything stands here; asked at every key, so the text is not copied."""
        return not self.document().isEmpty()
