"""HTML pages: the article and what the page says of it, without the page around it."""
