"""Documents on their way to paper: preview, print, save."""
