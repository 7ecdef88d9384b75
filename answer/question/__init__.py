"""What a question is and what it asks for. Knows nothing of sources."""
