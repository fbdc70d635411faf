"""Today: what to bring to the door now."""
