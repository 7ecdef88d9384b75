"""HTTP API: JSON, server-sent events and the OpenAI-compatible endpoints.

Served beside the pages, on their port.
"""
