"""The plain-language coach beside the fields: it points, offers, and never takes the keyboard."""
