"""Words on a terminal: each command is one service call, an exit code and JSON on request."""

from __future__ import annotations
