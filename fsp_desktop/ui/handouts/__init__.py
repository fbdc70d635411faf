"""Pages and cards beside the welcome packet: chosen from a list, filled in shortly, printed or saved."""
