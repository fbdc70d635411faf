"""Pages: documents drawn as tagged PDF, and PDF pages as pictures."""
