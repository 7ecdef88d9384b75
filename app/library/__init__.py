"""The library page: what the sources are, and what becomes of them. Knows no command line."""
