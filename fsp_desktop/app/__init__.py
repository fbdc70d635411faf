"""The composition root: builds every part, knows the folders and the settings of this computer."""

from __future__ import annotations
