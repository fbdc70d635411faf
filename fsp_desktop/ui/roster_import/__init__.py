"""Bringing in the school's class list: everything is seen before anything changes."""
