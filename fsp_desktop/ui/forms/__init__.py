"""What forms share: keeping what is typed, choosing a family, days and times by word."""
