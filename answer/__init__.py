"""A question becomes a cited answer. Knows nothing of files, pages or indexes."""
