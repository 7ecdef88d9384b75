"""Tables of every file format: cell grid, header detection and rendering as text."""
