"""FSP Desktop: family-school partnership, kept on this computer and shared without a server."""

from __future__ import annotations

__version__ = "0.1.0"
