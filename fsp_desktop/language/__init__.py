"""Languages, catalogues, formats, labels and the plain-language coach; no Qt and no database."""
