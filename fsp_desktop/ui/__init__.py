"""What people see: the window, its screens and the parts they are made of. PySide6 is loaded only here."""
