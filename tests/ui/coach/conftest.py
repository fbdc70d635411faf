"""The desk that the tests of this room work at."""

from __future__ import annotations

from tests.ui.forms.desk import desk

__all__ = ["desk"]
