"""What screens read, as plain SQL on the raw connection, into the frozen data of `domain.views`."""

from __future__ import annotations
