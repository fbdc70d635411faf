"""Sync & devices: what is safe, what waits, where and with whom we share."""
