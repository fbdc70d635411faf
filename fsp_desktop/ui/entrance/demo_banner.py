"""The neutral line that says the school is made up."""

from __future__ import annotations

from fsp_desktop.language.words import _
from fsp_desktop.ui.widgets.cards import Banner


def demo_banner() -> Banner:
    """Return the banner; its `acted` signal means that the person wants to leave."""
    return Banner(
        _("Made-up school. Nothing here is kept."),
        _("Leave"),
        kind="plain",
        icon="info",
        flush=True,
    )
