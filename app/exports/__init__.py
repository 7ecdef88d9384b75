"""Answers and conversations as files that others open, and their sources as bibliographies."""
