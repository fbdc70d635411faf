"""Documents for families as PDF: the block model, typesetting, and the drawing of pages."""
