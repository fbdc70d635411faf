"""The way in: first run, unlock, and the banner of the made-up school."""
