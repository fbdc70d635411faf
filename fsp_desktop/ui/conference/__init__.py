"""Family–School Conferences: the list, the page to sit down with, notes, and planning."""
