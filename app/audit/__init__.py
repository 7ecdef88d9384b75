"""Audit log: who published, removed, rolled back or signed in."""
