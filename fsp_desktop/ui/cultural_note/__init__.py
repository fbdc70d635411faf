"""What a family taught us, and how we know it."""
