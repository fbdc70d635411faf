"""Colours, type, icons and the one style of the window, all made from `resources/theme/tokens.json`."""
