"""Storage and hybrid retrieval of passages: catalog, vector index, lexical index."""
