"""Welcome and suggested questions, which the library answers."""
