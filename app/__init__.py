"""What people touch: the chat and library pages, the command line; nothing of how it works."""
