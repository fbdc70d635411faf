"""F1: the keys that work here."""
