"""Output formatting for the terminal, as JSON or as HTML."""
