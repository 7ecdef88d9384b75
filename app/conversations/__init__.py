"""Conversations that last: kept in SQLite beside the store, for the browser that had them."""
