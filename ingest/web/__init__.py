"""Web pages: URL normalisation, safe fetching, and refresh by conditional requests."""
