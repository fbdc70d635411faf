"""Parts that screens are made of; every one paints itself from the theme and mirrors by itself."""
