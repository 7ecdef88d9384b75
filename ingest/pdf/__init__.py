"""PDF files: from pieces of text on pages to paragraphs, headings, lists and tables."""
