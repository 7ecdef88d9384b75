"""Tables of every kind of file: the grid, the rows that name its columns, and its text."""
