"""Typesetting without a page: inline text, direction, line breaks, fonts and shaping."""
