"""MCP server (Model Context Protocol) over stdio and HTTP, with the official SDK.

Not named ``mcp``: Streamlit puts this folder's parent on the path, where that name would
hide the SDK.
"""
