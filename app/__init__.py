"""User interfaces and composition root: web pages, command line, HTTP and MCP servers."""
