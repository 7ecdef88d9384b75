"""Persistent conversations: kept in SQLite beside the store, for the browser that had them."""
