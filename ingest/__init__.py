"""A file becomes passages. Knows nothing of questions or answers."""
