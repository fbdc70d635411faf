"""How much a roster may ask of this computer. Larger than any district, smaller than an attack."""

from __future__ import annotations

MAX_ROWS = 5_000_000
"""Rows of one file; the enrollments of a large district are about a million."""
MAX_CELL = 20_000
"""Characters of one cell."""
MAX_LINE = 1_000_000
"""Characters of one line of a delimited file."""
MAX_RECORD_LINES = 20
"""Lines one quoted record may run over before its quote counts as broken."""
MAX_COLUMNS = 1_000
MAX_FILES = 2_000
MAX_ARCHIVE_BYTES = 4 * 1024**3
"""Declared size of all entries of an archive together."""
MAX_WORKBOOK_BYTES = 256 * 1024**2
"""Declared size of all parts of a workbook together."""
MAX_RATIO = 200
"""Declared size over packed size of one large entry; rosters pack about 5 to 30 times."""
RATIO_FREE_BYTES = 2 * 1024**2
"""Entries up to this size may have any ratio."""
WORKBOOK_MEMORY_BYTES = 768 * 1024**2
WORKBOOK_OUTPUT_BYTES = 128 * 1024**2
WORKBOOK_TIMEOUT_S = 60
MAX_LISTED_REFUSALS = 10_000
"""Refused rows that are listed one by one; more are only counted."""
