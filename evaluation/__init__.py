"""Gold questions in, figures out. Knows nothing of pages."""
