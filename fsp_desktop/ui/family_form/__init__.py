"""A family: its names, adults, children and homes."""
