"""What can be known of a text by itself. Knows nothing of stores, sources or questions."""
