"""Packets for many families at once, made in the background while one goes on working."""
