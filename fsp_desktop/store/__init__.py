"""The encrypted file: tables, migrations, journal, search and backup."""

from __future__ import annotations
