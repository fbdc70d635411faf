"""Ctrl+K: one field for finding and for doing."""
