"""PDF loader: from positioned text on pages to paragraphs, headings, lists and tables."""
