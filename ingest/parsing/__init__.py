"""Sandboxed, parallel parsing: processes with limits on memory and time."""
