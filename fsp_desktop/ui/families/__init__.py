"""The list of families and the page of one family."""
