"""The store for assistants that speak MCP, over stdio and HTTP, by the official SDK.

It is not called ``mcp``: Streamlit puts this folder's parent on the path, where that name would
hide the SDK.
"""
