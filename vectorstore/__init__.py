"""Passages kept and found again. Knows nothing of how they were made or what answers need."""
