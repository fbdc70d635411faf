"""What was written to one record, by whom, when; and bringing an earlier value back."""
