"""The log of a home visit: hopes first, from memory, in five minutes."""
