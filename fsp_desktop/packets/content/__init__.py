"""What packets say: translated texts, the school's data, and how they become documents."""
