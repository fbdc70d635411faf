"""Fields for plain values: all are shown, read and listened to in the same way."""
