"""Library page: sources, and changes to them."""
