"""Keys of the record: the data key and its slots, code words, the system's key ring, idle lock."""
