"""The quick log of a contact."""
