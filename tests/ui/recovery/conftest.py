"""The window on the invented school that the tests of this room work in."""

from __future__ import annotations

from tests.ui.paper.demo_desk import demo, filled

__all__ = ["demo", "filled"]
