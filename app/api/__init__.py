"""The store over HTTP: JSON, server-sent events and the OpenAI-compatible endpoints.

It is served beside the pages, on their port. Knows nothing of Streamlit.
"""
