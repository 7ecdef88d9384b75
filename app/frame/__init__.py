"""What stays around the pages: the bar above them, their look, their icons."""
