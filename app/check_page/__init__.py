"""Draft verification page."""
