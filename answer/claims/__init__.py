"""The parts of checking a claim against passages. Knows nothing of who wrote it."""
