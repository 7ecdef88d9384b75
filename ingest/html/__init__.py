"""HTML pages: article extraction and metadata."""
