"""Question answering over the sources, with citations."""
