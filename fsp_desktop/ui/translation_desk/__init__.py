"""The translation desk: every text of the packets, its English beside it, checks and sign-off."""
