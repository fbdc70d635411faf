"""Build a bilingual welcome packet and see the real pages while doing so."""
