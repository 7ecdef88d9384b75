"""A language model is asked, and its stream read. Knows nothing of what is true."""
