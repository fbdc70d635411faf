"""What comes in and goes out as files: school rosters, spreadsheets, exports."""

from __future__ import annotations
