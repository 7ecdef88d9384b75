"""Who did what: published, removed, rolled back, signed in."""
