"""What the field knows: entities, vocabularies, rules and changes; no I/O, no Qt, no session."""
