"""Values printed in a terminal, as JSON or as a page. Knows nothing of how they came about."""
