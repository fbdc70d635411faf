"""Use cases, one verb a file: what a person can ask the record to do."""

from __future__ import annotations
