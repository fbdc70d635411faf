"""What people see: the shell, one folder a screen, models, delegates, widgets and the theme."""

from __future__ import annotations
