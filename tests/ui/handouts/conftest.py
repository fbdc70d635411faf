"""The desk that the tests of this room work at."""

from __future__ import annotations

from tests.ui.paper.demo_desk import demo, filled

__all__ = ["demo", "filled"]
