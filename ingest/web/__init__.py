"""Pages of the web: their addresses, fetched safely, and asked again for what has changed."""
