"""Tables of every kind of file: a grid of cells, which of its rows name the columns, and its text."""
