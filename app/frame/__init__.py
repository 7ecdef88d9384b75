"""Page frame: the bar above the pages, stylesheet, icons."""
