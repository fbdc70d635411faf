"""Two versions of one record: see both, choose calmly, lose nothing."""
