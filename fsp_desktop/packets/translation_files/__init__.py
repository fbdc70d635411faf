"""Texts of the packets as files for translators: XLIFF 2, PO, a Word table, an Excel table."""
